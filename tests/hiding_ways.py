"""Data about persons written in another way, or beside something else. All persons are invented."""

from tests import privacy_builders as make
from tests.privacy_builders import FULL, TABLE, Case

IN_OTHER_WORDS = [
    # What stands beside something else, or is written in another way.
    Case("name in brackets behind a wijk", make.wijken("Overvecht (Fatima El Amrani)", "Oost", "West")),
    Case(
        "names in brackets behind wijken",
        make.wijken("Overvecht (Fatima El Amrani)", "Oost (Sam de Vries)", "West (Noor Bakker)"),
    ),
    Case(
        "initials beside family names",
        make.columns(vl=["K.", "S.", "N.", "D."], an=["Jansen", "de Vries", "Bakker", "Smit"]),
    ),
    Case(
        "initials beside family names, no headers",
        make.columns(_=["K", "S", "N.J.", "D"], __=["Jansen", "de Vries", "Bakker", "Smit"]),
    ),
    Case("titles under wie", make.column("Wie", "mw. Jansen", "dhr. Bakker", "mevr. A. de Wit")),
    Case("titles under contact", make.column("Contact", "mw. Jansen", "dhr. Bakker", "mevr. A. de Wit")),
    Case("titles under x", make.column("x", "Mw. Jansen", "Dhr. Bakker", "Mevrouw de Wit", "de heer Smit")),
    Case(
        "nine dates of one year under aanmelding",
        make.column("Aanmelding", *(make.day(2016, 1 + n, 3 + n) for n in range(9))),
    ),
    Case("nine dates of one year under datum", make.column("Datum", *(make.day(2015, 1 + n, 3 + n) for n in range(9)))),
    Case(
        "written dates of one year under inschrijving",
        make.column("Inschrijving", *(f"{3 + n}-{1 + n}-2017" for n in range(9))),
    ),
    *(
        Case(f"telephone {n}", make.column("x", n))
        for n in (
            "+49 151 23456789",
            "+32 470 12 34 56",
            "0049 151 23456789",
            "0032470123456",
            "+90 532 123 45 67",
            "+212612345678",
            "+44 (0)7911 123456",
        )
    ),
    Case("whatsapp in a cell", make.column("app", "wa.me/31612345678", "https://wa.me/31687654321")),
    Case("whatsapp word", make.sheet(make.below(["whatsapp: 31612345678"]))),
    Case(
        "hyperlink formula in csv",
        make.csv(make.beside("mail", ['=HYPERLINK("mailto:kim.jansen@voorbeeld.nl")'])),
        "a.csv",
    ),
    Case("name behind a dash", make.wijken("Overvecht - Fatima El Amrani", "Oost", "West")),
    Case("name behind a slash", make.wijken("Overvecht / Sam de Vries", "Oost", "West")),
    Case("name on a second line", make.wijken("Overvecht\nKim Jansen", "Oost", "West")),
    Case("name before its wijk", make.wijken("Kim Jansen, Overvecht", "Oost", "West")),
    Case("given name in brackets", make.wijken("Overvecht (Fenna)", "Oost (Yusuf)", "West (Lieke)")),
    Case("person as a wijk", make.wijken("Oost", "West", "Kim Jansen (8 jaar)")),
    Case("families", make.column("x", "fam. Jansen", "fam. Bakker", "familie Yilmaz", "Fam de Vries")),
    Case("household", make.column("Gezin", "Jansen", "Bakker", "Yilmaz", "De Vries")),
    Case("household in words", make.column("x", "gezin Jansen", "gezin Bakker", "gezin Yilmaz")),
    Case("mother of", make.column("x", "moeder van Kim", "vader van Sam", "oma van Noor")),
    Case(
        "given and family name apart",
        make.columns(x=["Kim", "Sam", "Noor", "Jip", "Fenna"], y=["Jansen", "de Vries", "Bakker", "Smit", "Visser"]),
    ),
    Case("years of birth", make.column("Geboren", 2015, 2016, 2014)),
    Case("birthdays", make.column("Verjaardag", "3 mei", "12 juni", "1 maart")),
    Case("birthdays as jarig", make.column("Jarig op", "03-05", "12-06", "01-03")),
    Case("dates with a dash and month", make.column("x", "3-mei-2015", "12-jun-2016", "1-mrt-2014", "9-apr-2013")),
    Case("dates without signs", make.csv(make.beside("x", ["03052015", "12062016", "01032014", "09042013"])), "a.csv"),
    Case("dates year first with slashes", make.column("x", "2015/05/03", "2016/06/12", "2014/03/01", "2013/04/09")),
    Case("dates with short year", make.column("x", "3 mei '15", "12 juni '16", "1 maart '14", "9 april '13")),
    Case("dates of america", make.column("x", "05/13/2015", "06/22/2016", "03/31/2014", "04/19/2013")),
    Case("born in a text", make.sheet(make.below(["Kim (2015) en Sam (2016) zijn verhuisd"]))),
    Case("mail with at in words", make.column("x", "kim.jansen (at) voorbeeld.nl", "sam[at]voorbeeld.nl")),
    Case("mail with a wide sign", make.column("x", "kim.jansen\uff20voorbeeld.nl")),
    Case("mail in a sentence", make.sheet(make.below(["Vader mailt vanaf sam.devries@voorbeeld.nl"]))),
    Case(
        "names as columns",
        make.sheet(
            [
                ["wijk", "Kim", "Sam", "Noor", "Jip", "Fenna"],
                ["Oost", "x", "", "x", "", "x"],
                ["West", "", "x", "", "x", ""],
            ]
        ),
    ),
    Case(
        "full names as columns",
        make.sheet([["wijk", "Kim Jansen", "Sam de Vries", "Noor Bakker"], ["Oost", 1, 0, 1], ["West", 0, 1, 0]]),
    ),
    Case("brothers", make.column("x", "Kim en Sam Jansen", "Noor & Jip Bakker")),
    Case("names with how often", make.column("x", "Kim Jansen 3x", "Sam de Vries 2x", "Noor Bakker 5x")),
    Case("names with underscores", make.column("x", "kim_jansen", "sam_de_vries", "noor_bakker")),
    Case("names with points", make.column("x", "kim.jansen", "sam.devries", "noor.bakker", "fenna.visser")),
    Case("names in one word", make.column("x", "KimJansen", "SamDeVries", "NoorBakker")),
    Case("family name and initial", make.column("x", "Jansen K.", "Bakker N.", "Smit D.", "Visser F.")),
    Case("family name, initial", make.column("x", "JANSEN, K", "BAKKER, N", "SMIT, D")),
    Case("accents", make.column("x", "Małgorzata Kowalska", "Çağla Şahin", "Zoë Müller", "Amélie Dubois")),
    Case("other letters", make.column("x", "محمد أحمد", "فاطمة علي", "يوسف حسن")),
    Case("names of one list in a cell with lines", make.sheet(make.beside("groep", ["Kim\nSam\nNoor\nJip"]))),
    Case("children of a school", make.column("x", "De Regenboog, groep 5, Kim", "De Regenboog, groep 6, Sam")),
    Case("passport", make.column("Paspoortnummer", "NW1234567", "NX7654321")),
    Case("number in education", make.column("Onderwijsnummer", "987654321", "987654322")),
    Case("pgn", make.column("PGN", 987654321, 987654322)),
    Case("number of a policy", make.column("Polisnummer", "1234-5678", "8765-4321")),
    Case("number of a card", make.column("ID-kaart", "IW1234567", "IW7654321")),
    Case("english header", make.column("Name of child", "Aa", "Bb")),
    Case("french header", make.column("Prénom", "Aa", "Bb")),
    Case("religion", make.column("Geloof", "islam", "geen", "rk")),
    Case("doctor", make.column("Huisarts", "De Linde", "Het Hof")),
    Case("situation at home", make.column("Gezinssituatie", "gescheiden", "eenouder")),
    Case("accounts", make.column("Insta", "@kimmetje2014", "@sammie_x")),
    Case("profile link", make.column("x", "https://instagram.com/kim.jansen")),
    Case("bsn with two decimals", make.column("x", "111222333,00", "123456782,00", "111111110,00")),
    Case("bsn of eight digits", make.column("x", 61234503, 73456706, 45678911, 61234527)),
    Case("bsn behind NL", make.column("x", "NL111222333", "NL123456782", "NL111111110")),
    Case(
        "bsn with its word in the sheet name",
        make.sheet(TABLE, **{"BSN lijst": [["a"], [111222333], [123456782], [111111110]]}),
    ),
    Case("postcode and number in one", make.column("x", "3511AB12", "3512CD4", "3513EF9a")),
    Case("postcode, a dash and number", make.column("x", "3511AB-12", "3512CD-4", "3513EF-9")),
    Case("whole address", make.column("x", "Dorpsstraat 12, 3511 AB Utrecht", "Kerkplein 4, 3512 CD Utrecht")),
    Case("place of home", make.column("Woonadres kind", "Dorpsstraat")),
    Case("illness in a wijk cell", make.wijken("Oost", "West (kind met epilepsie)", "Zuid")),
    Case("who was absent", make.sheet(make.below(["Afwezig: Fenna, Yusuf"]))),
    Case("signed list", make.sheet([*TABLE, [], ["Presentielijst"], ["Fenna"], ["Yusuf"], ["Lieke"], ["Daan"]])),
    Case(
        "csv with utf-16",
        lambda path: path.write_text(
            "\n".join(";".join(map(str, row)) for row in make.beside("k", FULL[:5])), encoding="utf-16"
        ),
        "a.csv",
    ),
    Case(
        "csv with tabs",
        lambda path: path.write_text(
            "\n".join("\t".join(map(str, row)) for row in make.beside("k", FULL[:5])), encoding="utf-8"
        ),
        "a.txt",
    ),
    Case(
        "json within json",
        make.json_table([{"wijk": "Oost", "kinderen": 12, "contact": {"moeder": {"naam": "Kim Jansen"}}}] * 3),
        "a.json",
    ),
    Case("file name with mail", make.csv(TABLE), "kim.jansen@voorbeeld.nl.csv"),
    Case("file name with title", make.csv(TABLE), "dossier mw. Jansen.csv"),
    Case("sheet called dossier", make.sheet(TABLE, **{"dossier mw. Jansen": [["x", "y"], [1, 2]]})),
    Case(
        "names of a class",
        make.sheet(
            TABLE,
            Groep5=[["nr", "leerlingen"], *([n, name] for n, name in enumerate(("Xyri", "Qua", "Trix", "Bobbe")))],
        ),
    ),
    Case(
        "presence of children by number",
        make.sheet(
            TABLE, Aanwezig=[["naam", "ma", "di"], ["Fenna V.", "x", ""], ["Yusuf Y.", "", "x"], ["Lieke M.", "x", "x"]]
        ),
    ),
    Case("caseload", make.sheet(make.above(["Caseload: Yilmaz, Haddad, Ziani, Jansen"]))),
    Case("wijk (naam) in naam col", make.wijken("Oost (Mw. Yilmaz)", "West", "Zuid")),
    Case("wijk: naam", make.wijken("Oost: Sam de Vries", "West", "Zuid")),
    Case("wijk, initial surname", make.wijken("Oost (S. de Vries)", "West", "Zuid")),
    Case("wijk given only dash", make.wijken("Oost - Fenna", "West - Yusuf", "Zuid - Lieke")),
    Case(
        "initial surname columns headers", make.columns(Voorl=["A.", "B.", "C."], Achter=["Jansen", "Bakker", "Smit"])
    ),
    Case(
        "surname first then initials",
        make.columns(een=["Jansen", "Bakker", "Smit", "Visser"], twee=["A.", "B.", "C.", "D."]),
    ),
    Case("inits no dots lower", make.columns(een=["a.b.", "c.", "d.e."], twee=["Jansen", "Bakker", "Smit"])),
    Case(
        "tussenvoegsel apart",
        make.columns(a=["Sam", "Noor", "Jip"], b=["de", "van", "van der"], c=["Vries", "Dijk", "Berg"]),
    ),
    Case("Mw Jansen no dot", make.column("Wie", "Mw Jansen", "Dhr Bakker", "Mevr Visser")),
    Case("meneer", make.column("x", "meneer Jansen", "mevrouw Bakker")),
    Case("dates 2014 only under 'Instroom'", make.column("Instroom", *(make.day(2014, 1 + n, 5) for n in range(6)))),
    Case("dates one year under 'Geboekt'", make.column("Geboekt", *(f"{n + 1:02}/05/2016" for n in range(6)))),
    Case("3 dates one year", make.column("x", "3-4-2016", "5-6-2016", "7-8-2016")),
    Case("geboortejaar under code", make.column("bj", 2014, 2015, 2016, 2014, 2013)),
    Case("+32 above", make.sheet(make.above(["moeder +32 470 12 34 56"]))),
    Case("names in unicode accents", make.column("k", "Józef Wiśniewski", "Zofia Kamińska", "Łukasz Nowak")),
    Case("Syrian names", make.column("k", "Omar Al-Hassan", "Layla Khalil", "Rami Haddad")),
    Case("Eritrean", make.column("k", "Tesfay Gebremedhin", "Selam Tekle", "Yonas Habte")),
    Case("surname, given initials in one", make.column("k", "Vries, S. de", "Berg, J. van der", "Jansen, K.")),
    Case("child a.k.a. roepnaam", make.column("Roepn.", "Kim", "Sam")),
    Case("geb.dat header variant", make.column("Geb.dtm", "2015-01-01")),
    Case("geboorte", make.column("Geboorte", "01-02-2015")),
    Case("DOB text", make.column("d.o.b.", "01-02-2015")),
    Case("BSN nr kind", make.column("BSN-nr", "x")),
    Case("sofinr", make.column("SoFi", "x")),
    Case("clientnr", make.column("Cliëntnr.", 12, 13)),
    Case("zorgnummer", make.column("Jeugdhulpnummer", 12, 13)),
    Case("leerlingnr", make.column("LL-nummer", 12, 13)),
    Case("verwijzer huisarts", make.column("Verwijzer", "huisarts", "school", "CJG")),
    Case("reden", make.column("Reden aanmelding", "gedrag thuis", "scheiding ouders", "pesten")),
]
