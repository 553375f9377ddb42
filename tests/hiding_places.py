"""Files with data about persons in a place where it is easily overlooked. All persons are invented."""

from tests.file_builders import write_xlsx
from tests.privacy_builders import (
    BORN,
    BSNS,
    FIRST,
    FULL,
    TABLE,
    Case,
    above,
    below,
    beside,
    comment,
    csv,
    day,
    far,
    footer,
    geojson,
    hidden_column,
    hidden_row,
    hidden_sheet,
    json_table,
    linked,
    named,
    ods,
    outside,
    part,
    pivot,
    properties,
    sheet,
    text_box,
    validation,
    xls,
)

_WAYS = {
    "apostrophe": "'{}", "letter": "B{}", "year": "{}/2024", "label": "nr. {}", "link":
    "https://voorbeeld.nl/dossier/{}", "decimal": "{}.0", "brackets": "({})",
}  # fmt: skip


def _spaced(number: str, sign: str) -> str:
    return sign.join((number[:4], number[4:6], number[6:]))


KNOWN = ("Zara Zzyzx", "Quinty Proefpersoon", "Bart Voorbeeldsma", "Wobbe Testema", "Ilse Verzonnen", "Kees Fictief")
UNKNOWN = ("Aap Noot", "Mies Zus", "Wimme Jet", "Teunie Vuur", "Gijsje Lam", "Keesje Bok", "Weide Does", "Hokje Duif")


def _sheet_part(said: str) -> str:
    return f"<worksheet><sheetData></sheetData><dataValidations><dataValidation {said}/></dataValidations></worksheet>"


HIDDEN = [
    # A BSN, however it is written.
    *(Case(f"bsn {way}", sheet(beside("x", [form.format(n) for n in BSNS]))) for way, form in _WAYS.items()),
    *(
        Case(f"bsn with {name} between", sheet(beside("x", [_spaced(n, sign) for n in BSNS])))
        for name, sign in (
            ("space", " "),
            ("no-break space", "\u00a0"),
            ("dot", "."),
            ("dash", "-"),
            ("thin", "\u2009"),
        )
    ),
    Case("bsn full width", sheet(beside("x", [n.translate({48 + d: 0xFF10 + d for d in range(10)}) for n in BSNS]))),
    Case("bsn two in a cell", sheet(beside("x", ["111222333 / 123456782", "111111110 en 123456782"]))),
    Case("bsn as numbers", sheet(beside("x", list(map(int, BSNS))))),
    Case("bsn of two under kind", sheet(beside("Kind", list(BSNS[:2])))),
    Case("bsn of two as client", sheet(beside("Cliënt", [int(n) for n in BSNS[:2]]))),
    Case("bsn of two beside ouder", sheet(beside("Ouder", ["ja", "ja"], beside("nr", list(BSNS[:2]))))),
    Case("bsn in a sentence", sheet(below(["kind met BSN 111222333 is verhuisd"]))),
    Case("bsn in a sentence without the word", sheet(below(["dochter van cliënt 111222333 komt niet meer"]))),
    Case("bsn glued to its word", sheet(below(["bsn111222333"]))),
    Case("bsn in the title", sheet(above(["Overzicht BSN: 1112.22.333"]))),
    Case("bsn as a formula in csv", csv(beside("x", [f'="{n}"' for n in BSNS])), "a.csv"),
    Case("bsn in csv", csv(beside("x", list(BSNS))), "a.csv"),
    Case("bsn in ods", ods(beside("x", list(BSNS))), "a.ods"),
    Case("bsn in xls", xls(beside("x", list(map(float, BSNS)))), "a.xls"),
    Case("bsn in json", json_table([{"wijk": "Oost", "x": n} for n in BSNS]), "a.json"),
    Case("bsn in a link", linked("https://voorbeeld.nl/client?bsn=111222333", "open")),
    Case("bsn in a mail link", linked("mailto:kim@voorbeeld.nl?subject=111222333", "mail")),
    # Headers.
    *(
        Case(f"header {header}", sheet(beside(header, list(FIRST[:5]))))
        for header in ("Voornaam (2015)", "Naam kind", "Roepnaam", "Kind", "Naam ouder", "Wie", "Deelnemer", "Kindnaam")
    ),
    Case("header birth date", sheet(beside("Geb. dat.", list(BORN[:5])))),
    Case("header dossier number", sheet(beside("Dossiernr.", [1, 2, 3, 4, 5]))),
    Case(
        "header in two rows",
        sheet([["", "", "", "Kind"], ["wijk", "jaar", "kinderen", "naam"], ["Oost", 2024, 5, "X"]]),
    ),
    Case("naam kind beside the table", sheet([*TABLE[:3], [*TABLE[3], "", "naam kind"], [*TABLE[4], "", "Kim"]])),
    Case("naam kind far below", sheet(far(["Naam kind:", "Kim Jansen"]))),
    # Names without a header that says so.
    Case("full names under k, hidden column", hidden_column("k", FULL)),
    Case("full names under x", sheet(beside("x", list(FULL[:5])))),
    Case("first names under x", sheet(beside("x", list(FIRST[:5])))),
    Case("lower case names under opm", sheet(beside("opm", [name.lower() for name in FULL[:5]]))),
    Case("family name first", sheet(beside("x", ["Jansen, Kim", "Vries, Sam de", "Bakker, Noor", "Smit, Daan"]))),
    Case("initials", sheet(beside("x", ["K. Jansen", "S. de Vries", "N. Bakker", "D. Smit"]))),
    Case("names under kinderen", sheet(beside("Kinderen", list(FULL[:5])))),
    Case("first names under deelnemers", sheet(beside("Deelnemers", list(FIRST[:4])))),
    Case("names under kinderen, far off", sheet([*TABLE, *[[]] * 20, ["Kinderen"], *([name] for name in FIRST[:5])])),
    Case(
        "kind 1 to 3", sheet([["wijk", "kind 1", "kind 2", "kind 3"], ["Oost", "Kim", "Sam", "Noor"], ["West", "Jip"]])
    ),
    Case("deelnemer a to c", sheet([["wijk", "deelnemer a", "deelnemer b"], ["Oost", "Fenna", "Yusuf"]])),
    Case("names in one cell", sheet(beside("Toelichting", ["Kim, Sam, Noor en Jip"]))),
    Case("names in a footnote", sheet(below(["* Kim, Sam, Noor en Jip komen uit een andere wijk"]))),
    Case("full name in a footnote", sheet(below(["* zonder Kim Jansen (8 jaar)"]))),
    Case("full name in the title", sheet(above(["Verslag over Fenna Visser, geboren 3-4-2016"]))),
    Case("name and age in the title", sheet(above(["Fenna Visser, 9 jaar"]))),
    Case("names in csv", csv(beside("x", list(FULL[:5]))), "a.csv"),
    Case("names in ods", ods(beside("x", list(FULL[:5]))), "a.ods"),
    Case("names in xls", xls(beside("x", list(FULL[:5]))), "a.xls"),
    Case("hidden sheet of names", hidden_sheet([["Lijst"], *([name] for name in FULL[:5])])),
    Case("hidden sheet of first names", hidden_sheet([["x"], *([name] for name in FIRST[:6])])),
    Case("hidden sheet of names without a header", hidden_sheet([[name] for name in FULL[:6]])),
    Case("sheet with names beside nothing", sheet(TABLE, Blad2=[["groep", "wie"], *([4, name] for name in FIRST[:4])])),
    Case("sheet called after a person", sheet(TABLE, **{"Kim Jansen": [["x", "y"], [1, 2]]})),
    Case("sheets called after persons", sheet(TABLE, **{name: [["x", "y"], [1, 2]] for name in FIRST[:4]})),
    # Rows.
    Case("far-off row of name, date and bsn", sheet(far(["Kim Jansen", BORN[0], "111222333"]))),
    Case("far-off row of first name and bsn", sheet(far(["Fenna", 111222333]))),
    Case("far-off row of date and bsn", sheet(far([BORN[3], 111222333]))),
    Case("far-off row of name and date", sheet(far(["Kim Jansen", BORN[0]]))),
    Case("hidden row of name and date", hidden_row(["Kim Jansen", BORN[0], 12])),
    Case("row per person", sheet([["wijk", "groep", "komt op"], *([f"Wijk {n % 4}", n % 8, "ma"] for n in range(30))])),
    # Birth dates.
    Case("birth dates under x", sheet(beside("x", list(BORN[:5])))),
    Case("birth dates without the form of a date", lambda path: write_xlsx(path, {"Cijfers": beside("x", BORN[:5])})),
    Case("birth dates under code", sheet(beside("code", [f"{day:%d-%m-%Y}" for day in BORN[:5]]))),
    Case("birth dates under start", sheet(beside("Startdatum", list(BORN[:5])))),
    Case("birth dates in words", sheet(beside("x", ["3 mei 2015", "12 juni 2016", "1 maart 2014", "9 april 2013"]))),
    Case("birth dates as numbers", sheet(beside("datum", [42128, 41334, 41672, 42500]))),
    Case("birth dates in csv", csv(beside("x", [f"{day:%Y-%m-%d}" for day in BORN[:5]])), "a.csv"),
    Case("geb. in a text", sheet(beside("opm", ["geb. 3-4-2016"]))),
    # Contact details.
    Case("mail address in a column", sheet(beside("x", ["ouder@voorbeeld.nl"]))),
    Case("mobile numbers", sheet(beside("x", ["06-12345678", "06-87654321"]))),
    Case("mobile number without its zero", sheet(beside("x", [612345678, 687654321]))),
    Case("mobile number with no-break spaces", sheet(beside("x", ["06\u00a012\u00a034\u00a056\u00a078"]))),
    Case("iban", sheet(beside("x", ["NL91ABNA0417164300"]))),
    Case("address", sheet(beside("x", ["3511 AB 12", "3512 CD 4"]))),
    Case(
        "postcode and house number",
        sheet(beside("Nr", [1, 4, 9], beside("Postcode", ["3511 AB", "3512 CD", "3513 EF"]))),
    ),
    Case("mother and her telephone", sheet(below(["moeder is te bereiken op 06-12345678"]))),
    # Comments.
    *(
        Case(f"comment: {text}", comment(text))
        for text in (
            "Fenna Zzyzx komt elke week, moeder is ziek",
            "Kim heeft adhd",
            "Kim Jansen",
            "bsn 111222333",
            "111222333",
            "Sam, geb. 3-4-2016",
            "bel vader: 06-12345678",
            "gezin met schulden, kind komt vaak",
            "Kim, Sam en Noor",
            "Yusuf Yilmaz 12-05-2015",
        )
    ),
    Case("comment in ods", ods(TABLE, "Kim Jansen heeft epilepsie"), "a.ods"),
    Case(
        "threaded comment",
        part(
            "xl/threadedComments/threadedComment1.xml",
            '<ThreadedComments><threadedComment ref="B3"><text>Kim is ziek</text></threadedComment></ThreadedComments>',
        ),
    ),
    # Other parts of a workbook.
    Case("list to choose from", validation("Kim,Sam,Noor,Jip")),
    Case("list of full names to choose from", validation("Kim Jansen,Sam de Vries")),
    Case("list on another sheet", hidden_sheet([["keuze"], *([name] for name in FIRST[:5])])),
    Case("footer", footer("Dossier Kim Jansen")),
    Case("header of the print", footer("kind met bsn 111222333", "oddHeader")),
    Case("title of the file", properties(title="Verslag Kim Jansen")),
    Case("keywords", properties(keywords="bsn 111222333")),
    Case("description", properties(description="Fenna Visser is ziek")),
    Case("name of a range", named("Kim_Jansen", "Cijfers!$A$1")),
    Case("constant of a range", named("contact", '"moeder 06-12345678"')),
    Case("text box", text_box("Kim Jansen, 8 jaar")),
    Case("pivot items", pivot(x=FULL[:5], wijk=("Oost", "West"))),
    Case("pivot items under voornaam", pivot(voornaam=("Aaa", "Bbb"))),
    Case("pivot items of birth", pivot(x=[f"{day:%Y-%m-%d}" for day in BORN[:5]])),
    Case("linked workbook", outside(("wie", "wijk"), *((name, "Oost") for name in FULL[:4]))),
    Case("linked workbook with bsn", outside(("x",), *((n,) for n in BSNS))),
    Case("own xml", part("customXml/item1.xml", "<lijst><voornaam>Kim</voornaam></lijst>")),
    Case("own xml with a name", part("customXml/item1.xml", "<lijst><x>Kim Jansen</x></lijst>")),
    Case(
        "title of a chart",
        part("xl/charts/chart1.xml", '<chart xmlns="x"><title><p>Kim Jansen is ziek</p></title></chart>'),
    ),
    Case(
        "description of a picture",
        part(
            "xl/drawings/drawing9.xml",
            '<wsDr xmlns="x"><pic><cNvPr id="1" name="foto" descr="foto van Kim Jansen"/></pic></wsDr>',
        ),
    ),
    # Maps.
    Case("map with a first name", geojson({"voornaam": "Kim"}), "a.geojson"),
    Case("map with a name in its description", geojson({}, description="kind met bsn 111222333"), "a.geojson"),
    Case("map with a full name", geojson({"opm": "Kim Jansen, 8 jaar"}), "a.geojson"),
    # Names of files.
    *(
        Case(f"file name {name}", csv(TABLE), name)
        for name in ("lijst 111222333.csv", "intake Kim Jansen.csv", "moeder 06-12345678.csv", "Kim geb. 3-4-2016.csv")
    ),
    # Names that no list knows, and more ways to write what is known.
    Case("invented surnames under k hidden", hidden_column("k", KNOWN)),
    Case("fully invented under k hidden", hidden_column("k", UNKNOWN)),
    Case("fully invented hidden sheet", hidden_sheet([["k"], *([x] for x in UNKNOWN)])),
    Case("fully invented full names under x", sheet(beside("x", UNKNOWN[:5]))),
    Case(
        "kind 1..3 unknown names",
        sheet(
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
        sheet(
            [
                ["wijk", "jaar", "kinderen", "Voornaam (2015) of unknown names"],
                *[[f"Wijk {n}", 2024, n + 40, v] for n, v in enumerate(["Xyri", "Qua", "Trix"])],
            ]
        ),
    ),
    Case("kinderen list unknown", sheet([*TABLE, *[[]] * 5, ["Kinderen"], ["Xyri"], ["Qua"], ["Trix"], ["Bobbe"]])),
    Case(
        "kinderen list unknown full",
        sheet([*TABLE, *[[]] * 5, ["kinderen:"], ["Xyri Zzyzx"], ["Qua Proef"], ["Trix Test"]]),
    ),
    Case(
        "naam kind beside unknown",
        sheet([*TABLE[:2], [*TABLE[2], "", "Naam kind"], [*TABLE[3], "", "Xyri"], [*TABLE[4], "", "Qua"]]),
    ),
    Case("naam kind right of", sheet([[*TABLE[0]], [*TABLE[1], "", "naam kind", "Xyri Zzyzx"], *TABLE[2:]])),
    Case("far row unknown name", sheet(far(["Xyri Zzyzx", day(2015, 5, 12), "111222333"]))),
    Case("far row text date", sheet(far(["Xyri Zzyzx", "12-05-2015", "1112.22.333"]))),
    Case("comment illness unknown name", comment("Xyri Zzyzx heeft epilepsie")),
    Case("comment illness lower", comment("xyri is ziek geweest, zie dossier")),
    Case("comment only unknown name", comment("Xyri Zzyzx")),
    Case("title unknown", sheet(above(["Verslag Xyri Zzyzx, geb. 12-05-2015"]))),
    Case("title first name", sheet(above(["Begeleiding van Fenna"]))),
    Case("sheet name first", sheet(TABLE, Fenna=[["x", "y"], [1, 2]])),
    Case("footnote", sheet(below(["1) exclusief Fenna Z. (overleden)"]))),
    Case("footnote ouder", sheet(below(["ouders van Fenna zijn gescheiden"]))),
    Case("validation first2", validation("Anouk;Pieter;Zeynep")),
    Case("validation on range hidden", hidden_sheet([[name] for name in FIRST[:6]])),
    Case("birth in quarters", sheet(beside("Kwartaal", [f"{d:%d/%m/%Y}" for d in BORN[:5]]))),
    Case("birth one digit", sheet(beside("opm", ["3-4-16", "5-6-15", "7-8-14", "1-2-13"]))),
    Case("birth yyyymmdd", csv(beside("x", ["20160403", "20150605", "20140807", "20130102"])), "a.csv"),
    Case("birth under periode", sheet(beside("Periode", list(BORN[:5])))),
    Case("birth under t/m", sheet(beside("t/m", list(BORN[:6])))),
    Case(
        "birth iso time",
        csv(beside("x", ["2016-04-03T00:00:00", "2015-06-05T00:00:00", "2014-08-07T00:00:00"])),
        "a.csv",
    ),
    Case("birth two dates kind", sheet(beside("Kind geb", ["3-4-2016", "5-6-2015"]))),
    Case("bsn with underscores", sheet(beside("x", ["111_222_333", "123_456_782", "111_111_110"]))),
    Case("bsn with slashes", sheet(beside("x", ["111/222/333", "123/456/782", "111/111/110"]))),
    Case("bsn spaced single", sheet(beside("x", [" ".join(n) for n in BSNS]))),
    Case("bsn comma group", csv(beside("x", ["111,222,333", "123,456,782", "111,111,110"])), "a.csv"),
    Case("bsn arabic digits", sheet(beside("x", [n.translate({48 + d: 0x660 + d for d in range(10)}) for n in BSNS]))),
    Case("bsn in text cell each", sheet(beside("toelichting", ["zie 111222333", "zie 123456782", "zie 111111110"]))),
    Case("bsn two client text", sheet(beside("toelichting", ["client 111222333", "client 123456782"]))),
    Case("bsn one client text", sheet(beside("toelichting", ["client 111222333"]))),
    Case("bsn in the prompt of a cell", part("xl/worksheets/sheet9.xml", _sheet_part('prompt="kind 111222333"'))),
    Case("own property", part("docProps/custom.xml", '<P><property name="kind"><v>Fenna Jansen</v></property></P>')),
    Case(
        "custom props bsn",
        part(
            "docProps/custom.xml",
            '<Properties><property name="x"><lpwstr>bsn 111222333</lpwstr></property></Properties>',
        ),
    ),
    Case("ods hidden names", ods(beside("k", KNOWN[:6])), "a.ods"),
    Case("xls names", xls(beside("k", KNOWN[:6])), "a.xls"),
    Case("xls bsn text", xls(beside("x", ["B111222333", "B123456782", "B111111110"])), "a.xls"),
    Case("csv note above", csv([["# gemaakt voor Fenna Jansen, 8 jaar"], *TABLE]), "a.csv"),
    Case("csv names last col", csv(beside("", FULL[:5])), "a.csv"),
    Case("csv quoted list", csv(beside("wie", ["Kim, Sam en Noor"])), "a.csv"),
    Case("json names", json_table([{"wijk": "Oost", "kinderen": 12, "x": n} for n in KNOWN[:6]]), "a.json"),
    Case("geojson props name", geojson({"kindnaam": "Xyri"}), "a.geojson"),
    Case("geojson metadata", geojson({}, metadata={"contact": "moeder 06-12345678"}), "a.geojson"),
    Case(
        "initials surnames unknown",
        sheet(beside("x", ["K.J. Jansen", "S. de Vries", "N. Bakker", "D. Smit", "P. Mulder"])),
    ),
    Case("surname only under clienten", sheet(beside("Cliënten", ["Jansen", "De Vries", "Bakker", "Yilmaz"]))),
    Case("mail in link", linked("mailto:fenna.jansen@voorbeeld.nl", "mail")),
    Case("phone +31", sheet(beside("x", ["+31612345678"]))),
    Case("phone 0031", sheet(beside("x", ["0031 6 1234 5678"]))),
    Case("phone slash", sheet(beside("x", ["06/12345678"]))),
    Case("phone dots", sheet(beside("x", ["06.12.34.56.78"]))),
    Case("iban spaced", sheet(beside("x", ["NL91 ABNA 0417 1643 00"]))),
    Case("address street", sheet(beside("x", ["Dorpsstraat 12", "Kerkplein 4a", "Annastraat 12-2"]))),
    Case("pc6 alone", sheet(beside("x", ["3511AB", "3512CD", "3513EF", "3514GH"]))),
    Case(
        "leeftijd geslacht rijen",
        sheet([["wijk", "leeftijd", "geslacht"], *[[f"Wijk {n % 4}", 4 + n % 8, "mv"[n % 2]] for n in range(25)]]),
    ),
    Case("tekstvak voornaam", text_box("Fenna is ziek")),
    Case("koptekst kind", footer("Dossier van kind Fenna", "oddHeader")),
    Case("naam bereik", named("Fenna_Jansen", "Cijfers!$A$1")),
    Case("keywords name", properties(keywords="Fenna Jansen")),
    Case("subject", properties(subject="kind: Fenna, 8 jaar")),
    Case("category", properties(category="client 111222333")),
    Case("names with their age", sheet(beside("info", ["Fenna (8)", "Sam (9)", "Kim (7)"]))),
    Case("names with their group", sheet(beside("info", ["Fenna, groep 5", "Sam, groep 6"]))),
    Case("header naw", sheet(beside("NAW-gegevens", ["Fenna, Dorpsstraat 1"]))),
    Case("header year of birth", sheet(beside("Geb.jaar", [2015, 2014, 2016]))),
    Case("illnesses in a column", sheet(beside("toelichting", ["adhd", "autisme", "epilepsie"]))),
    Case("comment about a child without a name", comment("het jongetje van de Dorpsstraat is mishandeld")),
    Case("account of another country", sheet(beside("x", ["DE89 3704 0044 0532 0130 00"]))),
    Case("names in capitals", sheet(beside("k", ["FENNA JANSEN", "SAM DE VRIES", "KIM BAKKER"]))),
    Case("name with its wijk", sheet([["Wie", "Keer"], *([f"{name} - West", 3] for name in FULL[:3])])),
    Case("constant about somebody", named("x", '"Fenna Jansen is ziek"')),
]
