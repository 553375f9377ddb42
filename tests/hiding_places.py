"""Files with data about persons in a place where it is easily overlooked. All persons are invented."""

from tests import privacy_builders as make
from tests.file_builders import write_xlsx
from tests.privacy_builders import BORN, BSNS, FIRST, FULL, TABLE, Case

_WAYS = {
    "apostrophe": "'{}", "letter": "B{}", "year": "{}/2024", "label": "nr. {}", "link":
    "https://voorbeeld.nl/dossier/{}", "decimal": "{}.0", "brackets": "({})",
}  # fmt: skip


def _spaced(number: str, sign: str) -> str:
    return sign.join((number[:4], number[4:6], number[6:]))


KNOWN = ("Zara Zzyzx", "Quinty Proefpersoon", "Bart Voorbeeldsma", "Wobbe Testema", "Ilse Verzonnen", "Kees Fictief")
UNKNOWN = ("Aap Noot", "Mies Zus", "Wimme Jet", "Teunie Vuur", "Gijsje Lam", "Keesje Bok", "Weide Does", "Hokje Duif")


HIDDEN = [
    # A BSN, however it is written.
    *(Case(f"bsn {way}", make.sheet(make.beside("x", [form.format(n) for n in BSNS]))) for way, form in _WAYS.items()),
    *(
        Case(f"bsn with {name} between", make.sheet(make.beside("x", [_spaced(n, sign) for n in BSNS])))
        for name, sign in (
            ("space", " "),
            ("no-break space", "\u00a0"),
            ("dot", "."),
            ("dash", "-"),
            ("thin", "\u2009"),
        )
    ),
    Case(
        "bsn full width",
        make.sheet(make.beside("x", [n.translate({48 + d: 0xFF10 + d for d in range(10)}) for n in BSNS])),
    ),
    Case("bsn two in a cell", make.sheet(make.beside("x", ["111222333 / 123456782", "111111110 en 123456782"]))),
    Case("bsn as numbers", make.sheet(make.beside("x", list(map(int, BSNS))))),
    Case("bsn of two under kind", make.sheet(make.beside("Kind", list(BSNS[:2])))),
    Case("bsn of two as client", make.sheet(make.beside("Cliënt", [int(n) for n in BSNS[:2]]))),
    Case("bsn of two beside ouder", make.sheet(make.beside("Ouder", ["ja", "ja"], make.beside("nr", list(BSNS[:2]))))),
    Case("bsn in a sentence", make.sheet(make.below(["kind met BSN 111222333 is verhuisd"]))),
    Case("bsn in a sentence without the word", make.sheet(make.below(["dochter van cliënt 111222333 komt niet meer"]))),
    Case("bsn glued to its word", make.sheet(make.below(["bsn111222333"]))),
    Case("bsn in the title", make.sheet(make.above(["Overzicht BSN: 1112.22.333"]))),
    Case("bsn as a formula in csv", make.csv(make.beside("x", [f'="{n}"' for n in BSNS])), "a.csv"),
    Case("bsn in csv", make.csv(make.beside("x", list(BSNS))), "a.csv"),
    Case("bsn in ods", make.ods(make.beside("x", list(BSNS))), "a.ods"),
    Case("bsn in xls", make.xls(make.beside("x", list(map(float, BSNS)))), "a.xls"),
    Case("bsn in json", make.json_table([{"wijk": "Oost", "x": n} for n in BSNS]), "a.json"),
    Case("bsn in a link", make.linked("https://voorbeeld.nl/client?bsn=111222333", "open")),
    Case("bsn in a mail link", make.linked("mailto:kim@voorbeeld.nl?subject=111222333", "mail")),
    # Headers.
    *(
        Case(f"header {header}", make.sheet(make.beside(header, list(FIRST[:5]))))
        for header in ("Voornaam (2015)", "Naam kind", "Roepnaam", "Kind", "Naam ouder", "Wie", "Deelnemer", "Kindnaam")
    ),
    Case("header birth date", make.sheet(make.beside("Geb. dat.", list(BORN[:5])))),
    Case("header dossier number", make.sheet(make.beside("Dossiernr.", [1, 2, 3, 4, 5]))),
    Case(
        "header in two rows",
        make.sheet([["", "", "", "Kind"], ["wijk", "jaar", "kinderen", "naam"], ["Oost", 2024, 5, "X"]]),
    ),
    Case("naam kind beside the table", make.sheet([*TABLE[:3], [*TABLE[3], "", "naam kind"], [*TABLE[4], "", "Kim"]])),
    Case("naam kind far below", make.sheet(make.far(["Naam kind:", "Kim Jansen"]))),
    # Names without a header that says so.
    Case("full names under k, hidden column", make.hidden_column("k", FULL)),
    Case("full names under x", make.sheet(make.beside("x", list(FULL[:5])))),
    Case("first names under x", make.sheet(make.beside("x", list(FIRST[:5])))),
    Case("lower case names under opm", make.sheet(make.beside("opm", [name.lower() for name in FULL[:5]]))),
    Case(
        "family name first",
        make.sheet(make.beside("x", ["Jansen, Kim", "Vries, Sam de", "Bakker, Noor", "Smit, Daan"])),
    ),
    Case("initials", make.sheet(make.beside("x", ["K. Jansen", "S. de Vries", "N. Bakker", "D. Smit"]))),
    Case("names under kinderen", make.sheet(make.beside("Kinderen", list(FULL[:5])))),
    Case("first names under deelnemers", make.sheet(make.beside("Deelnemers", list(FIRST[:4])))),
    Case(
        "names under kinderen, far off", make.sheet([*TABLE, *[[]] * 20, ["Kinderen"], *([name] for name in FIRST[:5])])
    ),
    Case(
        "kind 1 to 3",
        make.sheet([["wijk", "kind 1", "kind 2", "kind 3"], ["Oost", "Kim", "Sam", "Noor"], ["West", "Jip"]]),
    ),
    Case("deelnemer a to c", make.sheet([["wijk", "deelnemer a", "deelnemer b"], ["Oost", "Fenna", "Yusuf"]])),
    Case("names in one cell", make.sheet(make.beside("Toelichting", ["Kim, Sam, Noor en Jip"]))),
    Case("names in a footnote", make.sheet(make.below(["* Kim, Sam, Noor en Jip komen uit een andere wijk"]))),
    Case("full name in a footnote", make.sheet(make.below(["* zonder Kim Jansen (8 jaar)"]))),
    Case("full name in the title", make.sheet(make.above(["Verslag over Fenna Visser, geboren 3-4-2016"]))),
    Case("name and age in the title", make.sheet(make.above(["Fenna Visser, 9 jaar"]))),
    Case("names in csv", make.csv(make.beside("x", list(FULL[:5]))), "a.csv"),
    Case("names in ods", make.ods(make.beside("x", list(FULL[:5]))), "a.ods"),
    Case("names in xls", make.xls(make.beside("x", list(FULL[:5]))), "a.xls"),
    Case("hidden sheet of names", make.hidden_sheet([["Lijst"], *([name] for name in FULL[:5])])),
    Case("hidden sheet of first names", make.hidden_sheet([["x"], *([name] for name in FIRST[:6])])),
    Case("hidden sheet of names without a header", make.hidden_sheet([[name] for name in FULL[:6]])),
    Case(
        "sheet with names beside nothing",
        make.sheet(TABLE, Blad2=[["groep", "wie"], *([4, name] for name in FIRST[:4])]),
    ),
    Case("sheet called after a person", make.sheet(TABLE, **{"Kim Jansen": [["x", "y"], [1, 2]]})),
    Case("sheets called after persons", make.sheet(TABLE, **{name: [["x", "y"], [1, 2]] for name in FIRST[:4]})),
    # Rows.
    Case("far-off row of name, date and bsn", make.sheet(make.far(["Kim Jansen", BORN[0], "111222333"]))),
    Case("far-off row of first name and bsn", make.sheet(make.far(["Fenna", 111222333]))),
    Case("far-off row of date and bsn", make.sheet(make.far([BORN[3], 111222333]))),
    Case("far-off row of name and date", make.sheet(make.far(["Kim Jansen", BORN[0]]))),
    Case("hidden row of name and date", make.hidden_row(["Kim Jansen", BORN[0], 12])),
    Case(
        "row per person",
        make.sheet([["wijk", "groep", "komt op"], *([f"Wijk {n % 4}", n % 8, "ma"] for n in range(30))]),
    ),
    # Birth dates.
    Case("birth dates under x", make.sheet(make.beside("x", list(BORN[:5])))),
    Case(
        "birth dates without the form of a date",
        lambda path: write_xlsx(path, {"Cijfers": make.beside("x", BORN[:5])}),
    ),
    Case("birth dates under code", make.sheet(make.beside("code", [f"{day:%d-%m-%Y}" for day in BORN[:5]]))),
    Case("birth dates under start", make.sheet(make.beside("Startdatum", list(BORN[:5])))),
    Case(
        "birth dates in words",
        make.sheet(make.beside("x", ["3 mei 2015", "12 juni 2016", "1 maart 2014", "9 april 2013"])),
    ),
    Case("birth dates as numbers", make.sheet(make.beside("datum", [42128, 41334, 41672, 42500]))),
    Case("birth dates in csv", make.csv(make.beside("x", [f"{day:%Y-%m-%d}" for day in BORN[:5]])), "a.csv"),
    Case("geb. in a text", make.sheet(make.beside("opm", ["geb. 3-4-2016"]))),
    # Contact details.
    Case("mail address in a column", make.sheet(make.beside("x", ["ouder@voorbeeld.nl"]))),
    Case("mobile numbers", make.sheet(make.beside("x", ["06-12345678", "06-87654321"]))),
    Case("mobile number without its zero", make.sheet(make.beside("x", [612345678, 687654321]))),
    Case("mobile number with no-break spaces", make.sheet(make.beside("x", ["06\u00a012\u00a034\u00a056\u00a078"]))),
    Case("iban", make.sheet(make.beside("x", ["NL91ABNA0417164300"]))),
    Case("address", make.sheet(make.beside("x", ["3511 AB 12", "3512 CD 4"]))),
    Case(
        "postcode and house number",
        make.sheet(make.beside("Nr", [1, 4, 9], make.beside("Postcode", ["3511 AB", "3512 CD", "3513 EF"]))),
    ),
    Case("mother and her telephone", make.sheet(make.below(["moeder is te bereiken op 06-12345678"]))),
    # Names of files.
    *(
        Case(f"file name {name}", make.csv(TABLE), name)
        for name in ("lijst 111222333.csv", "intake Kim Jansen.csv", "moeder 06-12345678.csv", "Kim geb. 3-4-2016.csv")
    ),
    # Names that no list knows, and more ways to write what is known.
    Case("invented surnames under k hidden", make.hidden_column("k", KNOWN)),
    Case("fully invented under k hidden", make.hidden_column("k", UNKNOWN)),
    Case("fully invented hidden sheet", make.hidden_sheet([["k"], *([x] for x in UNKNOWN)])),
    Case("fully invented full names under x", make.sheet(make.beside("x", UNKNOWN[:5]))),
    Case(
        "kind 1..3 unknown names",
        make.sheet(
            [
                ["wijk", "kind 1", "kind 2", "kind 3"],
                ["Oost", "Xyri", "Qua", "Zoë"],
                ["West", "Bobbe", "Trix", ""],
                ["Noord", "Lolle", "", ""],
            ]
        ),
    ),
    Case(
        "voornaam (2015) of unknown names",
        make.sheet(
            [
                ["wijk", "jaar", "kinderen", "Voornaam (2015) of unknown names"],
                *[[f"Wijk {n}", 2024, n + 40, v] for n, v in enumerate(["Xyri", "Qua", "Trix"])],
            ]
        ),
    ),
    Case(
        "kinderen list unknown", make.sheet([*TABLE, *[[]] * 5, ["Kinderen"], ["Xyri"], ["Qua"], ["Trix"], ["Bobbe"]])
    ),
    Case(
        "kinderen list unknown full",
        make.sheet([*TABLE, *[[]] * 5, ["kinderen:"], ["Xyri Zzyzx"], ["Qua Proef"], ["Trix Test"]]),
    ),
    Case(
        "naam kind beside unknown",
        make.sheet([*TABLE[:2], [*TABLE[2], "", "Naam kind"], [*TABLE[3], "", "Xyri"], [*TABLE[4], "", "Qua"]]),
    ),
    Case("naam kind right of", make.sheet([[*TABLE[0]], [*TABLE[1], "", "naam kind", "Xyri Zzyzx"], *TABLE[2:]])),
    Case("far row unknown name", make.sheet(make.far(["Xyri Zzyzx", make.day(2015, 5, 12), "111222333"]))),
    Case("far row text date", make.sheet(make.far(["Xyri Zzyzx", "12-05-2015", "1112.22.333"]))),
    Case("comment illness unknown name", make.comment("Xyri Zzyzx heeft epilepsie")),
    Case("comment illness lower", make.comment("xyri is ziek geweest, zie dossier")),
    Case("comment only unknown name", make.comment("Xyri Zzyzx")),
    Case("title unknown", make.sheet(make.above(["Verslag Xyri Zzyzx, geb. 12-05-2015"]))),
    Case("title first name", make.sheet(make.above(["Begeleiding van Fenna"]))),
    Case("sheet name first", make.sheet(TABLE, Fenna=[["x", "y"], [1, 2]])),
    Case("footnote", make.sheet(make.below(["1) exclusief Fenna Z. (overleden)"]))),
    Case("footnote ouder", make.sheet(make.below(["ouders van Fenna zijn gescheiden"]))),
    Case("validation first2", make.validation("Anouk;Pieter;Zeynep")),
    Case("validation on range hidden", make.hidden_sheet([[name] for name in FIRST[:6]])),
    Case("birth in quarters", make.sheet(make.beside("Kwartaal", [f"{d:%d/%m/%Y}" for d in BORN[:5]]))),
    Case("birth one digit", make.sheet(make.beside("opm", ["3-4-16", "5-6-15", "7-8-14", "1-2-13"]))),
    Case("birth yyyymmdd", make.csv(make.beside("x", ["20160403", "20150605", "20140807", "20130102"])), "a.csv"),
    Case("birth under periode", make.sheet(make.beside("Periode", list(BORN[:5])))),
    Case("birth under t/m", make.sheet(make.beside("t/m", list(BORN[:6])))),
    Case(
        "birth iso time",
        make.csv(make.beside("x", ["2016-04-03T00:00:00", "2015-06-05T00:00:00", "2014-08-07T00:00:00"])),
        "a.csv",
    ),
    Case("birth two dates kind", make.sheet(make.beside("Kind geb", ["3-4-2016", "5-6-2015"]))),
    Case("bsn with underscores", make.sheet(make.beside("x", ["111_222_333", "123_456_782", "111_111_110"]))),
    Case("bsn with slashes", make.sheet(make.beside("x", ["111/222/333", "123/456/782", "111/111/110"]))),
    Case("bsn spaced single", make.sheet(make.beside("x", [" ".join(n) for n in BSNS]))),
    Case("bsn comma group", make.csv(make.beside("x", ["111,222,333", "123,456,782", "111,111,110"])), "a.csv"),
    Case(
        "bsn arabic digits",
        make.sheet(make.beside("x", [n.translate({48 + d: 0x660 + d for d in range(10)}) for n in BSNS])),
    ),
    Case(
        "bsn in text cell each",
        make.sheet(make.beside("toelichting", ["zie 111222333", "zie 123456782", "zie 111111110"])),
    ),
    Case("bsn two client text", make.sheet(make.beside("toelichting", ["client 111222333", "client 123456782"]))),
    Case("bsn one client text", make.sheet(make.beside("toelichting", ["client 111222333"]))),
    Case(
        "own property", make.part("docProps/custom.xml", '<P><property name="kind"><v>Fenna Jansen</v></property></P>')
    ),
    Case(
        "custom props bsn",
        make.part(
            "docProps/custom.xml",
            '<Properties><property name="x"><lpwstr>bsn 111222333</lpwstr></property></Properties>',
        ),
    ),
    Case("ods hidden names", make.ods(make.beside("k", KNOWN[:6])), "a.ods"),
    Case("xls names", make.xls(make.beside("k", KNOWN[:6])), "a.xls"),
    Case("xls bsn text", make.xls(make.beside("x", ["B111222333", "B123456782", "B111111110"])), "a.xls"),
    Case("csv note above", make.csv([["# gemaakt voor Fenna Jansen, 8 jaar"], *TABLE]), "a.csv"),
    Case("csv names last col", make.csv(make.beside("", FULL[:5])), "a.csv"),
    Case("csv quoted list", make.csv(make.beside("wie", ["Kim, Sam en Noor"])), "a.csv"),
    Case("json names", make.json_table([{"wijk": "Oost", "kinderen": 12, "x": n} for n in KNOWN[:6]]), "a.json"),
    Case("geojson props name", make.geojson({"kindnaam": "Xyri"}), "a.geojson"),
    Case("geojson metadata", make.geojson({}, metadata={"contact": "moeder 06-12345678"}), "a.geojson"),
    Case(
        "initials surnames unknown",
        make.sheet(make.beside("x", ["K.J. Jansen", "S. de Vries", "N. Bakker", "D. Smit", "P. Mulder"])),
    ),
    Case(
        "surname only under clienten", make.sheet(make.beside("Cliënten", ["Jansen", "De Vries", "Bakker", "Yilmaz"]))
    ),
    Case("mail in link", make.linked("mailto:fenna.jansen@voorbeeld.nl", "mail")),
    Case("phone +31", make.sheet(make.beside("x", ["+31612345678"]))),
    Case("phone 0031", make.sheet(make.beside("x", ["0031 6 1234 5678"]))),
    Case("phone slash", make.sheet(make.beside("x", ["06/12345678"]))),
    Case("phone dots", make.sheet(make.beside("x", ["06.12.34.56.78"]))),
    Case("iban spaced", make.sheet(make.beside("x", ["NL91 ABNA 0417 1643 00"]))),
    Case("address street", make.sheet(make.beside("x", ["Dorpsstraat 12", "Kerkplein 4a", "Annastraat 12-2"]))),
    Case("pc6 alone", make.sheet(make.beside("x", ["3511AB", "3512CD", "3513EF", "3514GH"]))),
    Case(
        "leeftijd geslacht rijen",
        make.sheet([["wijk", "leeftijd", "geslacht"], *[[f"Wijk {n % 4}", 4 + n % 8, "mv"[n % 2]] for n in range(25)]]),
    ),
    Case("tekstvak voornaam", make.text_box("Fenna is ziek")),
    Case("koptekst kind", make.footer("Dossier van kind Fenna", "oddHeader")),
    Case("naam bereik", make.named("Fenna_Jansen", "Cijfers!$A$1")),
    Case("keywords name", make.properties(keywords="Fenna Jansen")),
    Case("subject", make.properties(subject="kind: Fenna, 8 jaar")),
    Case("category", make.properties(category="client 111222333")),
    Case("names with their age", make.sheet(make.beside("info", ["Fenna (8)", "Sam (9)", "Kim (7)"]))),
    Case("names with their group", make.sheet(make.beside("info", ["Fenna, groep 5", "Sam, groep 6"]))),
    Case("header naw", make.sheet(make.beside("NAW-gegevens", ["Fenna, Dorpsstraat 1"]))),
    Case("header year of birth", make.sheet(make.beside("Geb.jaar", [2015, 2014, 2016]))),
    Case("illnesses in a column", make.sheet(make.beside("toelichting", ["adhd", "autisme", "epilepsie"]))),
    Case("comment about a child without a name", make.comment("het jongetje van de Dorpsstraat is mishandeld")),
    Case("account of another country", make.sheet(make.beside("x", ["DE89 3704 0044 0532 0130 00"]))),
    Case("names in capitals", make.sheet(make.beside("k", ["FENNA JANSEN", "SAM DE VRIES", "KIM BAKKER"]))),
    Case("name with its wijk", make.sheet([["Wie", "Keer"], *([f"{name} - West", 3] for name in FULL[:3])])),
    Case("constant about somebody", make.named("x", '"Fenna Jansen is ziek"')),
]
