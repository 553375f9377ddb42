"""Files about figures: wijken and organisations called after persons, days of work, numbers of places. All invented."""

from tests import privacy_builders as make
from tests.innocent_files import cbs
from tests.privacy_builders import TABLE, Case

CALLED_LIKE_PERSONS = [
    Case(
        "wijken after painters",
        make.wijken("Jan Steenbuurt", "Frans Halsbuurt", "Rembrandtwijk", "Jan van Goyenwijk", header="Naam"),
    ),
    Case("parks", make.wijken("Wilhelminapark", "Prins Bernhardpark", "Julianapark", "Emmapark", header="Naam")),
    Case(
        "wijken with a part in brackets",
        make.wijken("Overvecht (Vechtzoom)", "Centrum (binnenstad)", "Oost (incl. Indische Buurt)"),
    ),
    Case(
        "wijken with a person in brackets",
        make.wijken("Wijk 03 (Johan de Witt)", "Wijk 04 (Jan Steen)", "Wijk 05 (Anne Frank)"),
    ),
    Case("wijken after princesses", make.wijken("Beatrix", "Irene", "Margriet", "Marijke", "Juliana", "Wilhelmina")),
    Case(
        "kernen after saints",
        make.wijken(
            "Sint Annaparochie", "Anna Jacobapolder", "Sint Philipsland", "Willemstad", "Maria Hoop", header="Kern"
        ),
    ),
    Case(
        "wijken after families",
        make.wijken("De Baarsjes", "Van der Pek", "De Wit", "Bakker", "De Boer", "Visser", header="Gebied"),
    ),
    Case(
        "wijken of real towns",
        make.wijken("Kerschoten", "Transvaal", "Bloemhof", "Lombok", "Ondiep", "Rosmalen", "De Muntel", header="naam"),
    ),
    Case(
        "cbs after kings",
        cbs("Wijk 01 Willem II", "Wijk 02 Prins Hendrik", "Wijk 03 Koning Albert", "Wijk 04 Jan Pieter Heije"),
        "kwb.csv",
    ),
    Case(
        "buurten of real names",
        make.wijken(
            "Jan van Riebeeckbuurt",
            "Pieter Vlamingbuurt",
            "Van Lennepbuurt",
            "Da Costabuurt",
            "Robert Scottbuurt Oost",
            header="Buurt",
        ),
    ),
    Case(
        "organisations after persons",
        make.column(
            "Organisatie",
            "Stichting Jan Arends",
            "Johan Cruyff Foundation",
            "Krajicek Foundation",
            "Huize Sint Jan",
            "Welzijn Bakker",
        ),
    ),
    Case(
        "partners after persons",
        make.column("Partner", "Johan Cruyff", "Richard Krajicek", "Jan Arends", "Anne Frank", "Titus Brandsma"),
    ),
    Case(
        "providers after families",
        make.column("Uitvoerder", "Jansen & Zn", "Bakker BV", "De Vries Welzijn", "Smit Sport", "Mulder Dans"),
    ),
    Case("codes of projects", make.column("Project-ID", "K-2024-001", "K-2024-002", "S-2024-117")),
    Case(
        "uuids",
        make.column(
            "uuid",
            "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            "550e8400-e29b-41d4-a716-446655440000",
            "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        ),
    ),
    Case(
        "shares with nine decimals",
        make.csv(make.beside("aandeel", ["0,123456782", "0,111222333", "0,111111110"])),
        "a.csv",
    ),
    Case("rates with nine digits", make.column("index", 104.123456782, 98.111222333, 101.5)),
    Case(
        "postcode and number of locations",
        make.sheet(
            [
                ["Locatie", "Postcode", "Huisnr", "Wijk", "Jaar", "Unieke kinderen"],
                ["Buurthuis Oost", "3511 AB", 12, "Oost", 2024, 40],
                ["De Linde", "3512 CD", 4, "West", 2024, 50],
                ["Het Kompas", "3513 EF", 9, "Zuid", 2024, 30],
            ]
        ),
    ),
    Case(
        "addresses of organisations",
        make.sheet(
            [
                ["Organisatie", "Adres", "Wijk", "Jaar", "Unieke kinderen"],
                ["Welzijn Oost", "Dorpsstraat 12", "Oost", 2024, 40],
                ["Sport West", "Kerkplein 4", "West", 2024, 50],
            ]
        ),
    ),
    Case(
        "days of a season", make.column("Datum activiteit", *(make.day(2023 + n // 3, 1 + n, 3 + n) for n in range(5)))
    ),
    Case("applications of this year", make.column("Aanmelding", *(make.day(2024, 1 + n, 3 + n) for n in range(5)))),
    Case("openings", make.column("Geopend", *(make.day(2012 + 2 * n, 1 + n, 3 + n) for n in range(5)))),
    Case("openings at once", make.column("Opgericht op", *(make.day(2013 + n, 9 - n, 1 + 4 * n) for n in range(5)))),
    Case("decisions", make.column("Datum besluit", *(make.day(2014 + 2 * n, 1 + 2 * n, 3 + n) for n in range(5)))),
    Case("subsidy since", make.column("Subsidie sinds", *(make.day(2013 + n, 1, 1) for n in range(5)))),
    Case("telephone of locations", make.column("Telefoon locatie", "030-1234567", "030-7654321", "030-1234568")),
    Case(
        "telephone of an organisation",
        make.sheet(
            [
                ["Organisatie", "Telefoon", "Wijk", "Jaar", "Unieke kinderen"],
                ["Welzijn Oost", "030-1234567", "Oost", 2024, 40],
                ["Sport West", "030-7654321", "West", 2024, 50],
                ["Sport Zuid", "030-7654329", "Zuid", 2024, 50],
            ]
        ),
    ),
    Case("mail of an organisation", make.column("E-mail organisatie", "info@welzijnoost.nl", "info@sportwest.nl")),
    Case(
        "sheet of contacts",
        make.sheet(
            TABLE,
            Contact=[
                ["Organisatie", "Contactpersoon", "Functie"],
                ["Welzijn Oost", "Kim Jansen", "coördinator"],
                ["Sport West", "Sam de Vries", "teamleider"],
            ],
        ),
    ),
    Case(
        "sheet of contacts with telephone",
        make.sheet(
            TABLE,
            Contact=[
                ["Organisatie", "Contactpersoon", "Telefoon"],
                ["Welzijn Oost", "mw. Jansen", "030-1234567"],
                ["Sport West", "dhr. De Vries", "030-7654321"],
            ],
        ),
    ),
    Case(
        "websites",
        make.column(
            "Website",
            "https://www.welzijnoost.nl",
            "https://opendata.cbs.nl/statline/#/CBS/nl/dataset/85984NED/table?dl=9C1A2",
        ),
    ),
    Case("number of the file of a subsidy", make.column("Zaaknummer", "2024-123456", "2024-123457", "2024-123458")),
    Case("iban of the organisation", make.sheet(make.above(["Rekening organisatie: NL91 ABNA 0417 1643 00"]))),
    Case("footer of an organisation", make.footer("Welzijn Oost | 030-1234567 | info@welzijnoost.nl | KvK 30123456")),
    Case(
        "counts of help",
        make.sheet(
            [
                ["Wijk", "Jaar", "Unieke kinderen", "Aantal kinderen met een diagnose", "Gezinnen met schulden"],
                ["Oost", 2024, 40, 5, 7],
                ["West", 2024, 50, 6, 8],
            ]
        ),
    ),
    Case(
        "counts by origin",
        make.sheet(
            [
                ["Wijk", "Jaar", "Unieke kinderen", "Herkomst Nederland", "Herkomst overig"],
                ["Oost", 2024, 40, 25, 15],
                ["West", 2024, 50, 26, 24],
            ]
        ),
    ),
    Case(
        "groups of parents",
        make.column(
            "Activiteit", "Moeder-kindgroep", "Vader en zoon voetbal", "Ouderkamer", "Kind en rouw", "Oma leest voor"
        ),
    ),
    Case(
        "activities with a person",
        make.column(
            "Activiteit", "Koken met Ali", "Dansen met Fatima", "Rappen met Sam", "Judo bij Kees", "Schaken met Henk"
        ),
    ),
    Case("months as words", make.column("Periode", "Mei", "Juni", "Juli", "Augustus", "Jan")),
    Case("quarters of saints", make.sheet(TABLE, **{"Wijk Emma": TABLE, "Wijk Sint Jan": TABLE})),
    *(
        Case(f"file name {name}", make.csv(TABLE), name)
        for name in (
            "Wijk Jan Steen 2024.csv",
            "Emmastraat.csv",
            "wijk_anna_paulowna.csv",
            "bereik 0344 2024-12-31 v2.csv",
            "Stichting Jan Arends Q3.csv",
        )
    ),
    Case(
        "persons who comment",
        make.xml_part(
            "persons/person.xml", "personList/person", displayName="Kim Jansen", userId="S::kim.jansen@voorbeeld.nl"
        ),
    ),
    Case(
        "company and manager",
        make.part(
            "docProps/app2.xml",
            "<Properties xmlns='x'><Manager>Kim Jansen</Manager><Company>Welzijn Oost</Company></Properties>",
        ),
    ),
    Case(
        "pivot with wijken after persons",
        make.pivot(wijk=("Jan van Galen", "Anne Frank", "Frans Hals", "Jan Steen", "Willem de Zwijger")),
    ),
    Case("path of who made it", make.relation("file:///C:/Users/Kim%20Jansen/Documents/bron.xlsx")),
    Case(
        "rule with a wijk",
        make.tail(make.nested("conditionalFormatting/cfRule/formula", '$A1="Jan van Galen"')),
    ),
    Case(
        "rule with numbers",
        make.tail(make.nested("conditionalFormatting/cfRule/formula", "111222333")),
    ),
    Case(
        "filter on wijken",
        make.tail(make.nested("autoFilter/filterColumn/filters/filter", val="Jan van Galen")),
    ),
    Case("list of wijken after persons", make.validation("Jan van Galen,Willem de Zwijger,Anna Paulowna,Oost")),
    Case("names of ranges", make.named("Wijk_Jan_Steen", "Cijfers!$A$1")),
    Case("print area", make.named("_xlnm.Print_Area", "Cijfers!$A$1:$D$9")),
    Case("chart with wijken", make.chart("Jan van Galen", "Oost", "Emma", "Anna Paulowna")),
    Case("formula with a wijk", make.formula('=SUMIF(B2:B6,"Wijk 01",D2:D6)')),
    Case("says that there is none", make.sheet(make.below(["Dit bestand bevat geen BSN, namen of geboortedatums"]))),
    Case(
        "says how it was counted",
        make.sheet(make.below(["Elk kind telt 1 keer; ouders en vrijwilligers tellen niet mee"])),
    ),
    Case(
        "schools after persons",
        make.column("School", "Anne Frank", "Willem Alexander", "Prinses Beatrix", "Jan Ligthart", "Maria Montessori"),
    ),
    Case(
        "playground of cruyff",
        make.column("Plek", "Cruyff Court Kim Polling", "Krajicek Playground", "Johan Cruyff plein"),
    ),
    Case("leaders", make.column("Teamleider", "Kim", "Sam", "Noor", "Jip", "Fenna")),
    Case("contact with a title", make.sheet(make.above(["Contact: mw. Jansen, 030-1234567"]))),
    Case("numbers of rsin and kvk", make.columns(KvK=[30123456, 41234567], RSIN=[111222333, 123456782])),
    Case("phone abroad of the organisation", make.sheet(make.above(["Telefoon: +32 2 123 45 67"]))),
    Case("budget of nine digits below zero", make.column("Saldo", -111222333, -123456782, -111111110)),
    Case(
        "visits by day",
        make.sheet(
            [["Wijk", "Datum", "Bezoeken"], *(["Oost", make.day(2024, 1 + n % 12, 1 + n), 10 + n] for n in range(20))]
        ),
    ),
    Case("groups of school", make.column("Groep", "groep 3", "groep 4", "groep 5/6", "groep 7")),
    Case(
        "years of birth as cohorts",
        make.sheet([["Wijk", "Jaar", "2015", "2016", "2017"], ["Oost", 2024, 12, 14, 15], ["West", 2024, 11, 10, 9]]),
    ),
    Case("decades of dates", make.column("Laatste herindeling", *(make.day(2014 + n, 1, 1) for n in range(5)))),
    Case(
        "wijken compass persons",
        make.wijken("Willem van Oranje", "Prins Willem Alexander", "Karel Doorman", "Michiel de Ruyter", header="Naam"),
    ),
    Case("wijk numbers + name", make.wijken("01 Jan Steen", "02 Frans Hals", "03 Rembrandt")),
    Case("gebied", make.wijken("Maria Hoop", "Sint Willebrord", "Anna Paulowna", "Julianadorp", header="Dorp")),
    Case("locs", make.column("Locatie", "Huis van Anna", "Speeltuin Jan", "De Kleine Johannes", "Oma Bep")),
    Case("orgs", make.column("Aanbieder", "Sportservice Jansen", "Dansschool Kim", "Stichting Bakker")),
    Case("subsidy dates", make.column("Datum verlening", *(make.day(2015 + n, 2 + n, 3) for n in range(5)))),
    Case(
        "register of years",
        make.sheet(
            [
                ["Activiteit", "Datum", "Wijk", "Aantal deelnemers"],
                *(["Inloop", make.day(2019, 1 + n % 12, 1 + n), "Oost", 5 + n] for n in range(24)),
            ]
        ),
    ),
    Case(
        "old file dates",
        make.sheet(
            [
                ["Wijk", "Jaar", "Unieke kinderen", "Ingevuld op"],
                *([f"Wijk {n}", 2019, 40 + n, make.day(2020, 1 + n, 3)] for n in range(5)),
            ]
        ),
    ),
    Case("created dates", make.column("Aangemaakt", *(make.day(2024, 1, n + 1) for n in range(5)))),
    Case("contract", make.column("Contract tot", *(make.day(2026 + n, 1, n + 1) for n in range(5)))),
    Case("building years", make.column("Bouwjaar", 1975, 1988, 2001, 2014, 2015)),
    Case("phone of org above in cells", make.sheet(make.above(["Tel.", "030-1234567"], ["E-mail", "info@welzijn.nl"]))),
    Case(
        "phones for locations",
        make.sheet(
            [
                ["Locatie", "Tel.", "Wijk", "Jaar", "Unieke kinderen"],
                ["A", "030-1234567", "Oost", 2024, 40],
                ["B", "030-1234568", "West", 2024, 40],
                ["C", "06-12345678", "Zuid", 2024, 40],
            ]
        ),
    ),
    Case(
        "mails for orgs",
        make.sheet(
            [
                ["Organisatie", "E-mail", "Wijk", "Jaar", "Unieke kinderen"],
                ["A", "jan@a.nl", "Oost", 2024, 40],
                ["B", "kim@b.nl", "West", 2024, 40],
            ]
        ),
    ),
    Case("amounts 9 digits", make.column("Omzet", 111222333, 123456782, 111111110)),
    Case("amounts dotted", make.column("Bedrag", "111.222.333", "123.456.782", "111.111.110")),
    Case("guid", make.column("id", "{1A2B3C4D-1111-2222-3333-123456782000}")),
    Case("lat lon", make.columns(lat=[52.0907374, 52.111222], lon=[5.1214201, 5.111222])),
    Case("rd x y", make.columns(x=[136123.45, 137222.3], y=[455123.1, 456222.7])),
    Case("bag", make.column("Pand-id", "0344100000012345", "0344100000012346")),
    Case(
        "kolom M V",
        make.sheet([["Wijk", "Jaar", "M", "V", "Totaal"], ["Oost", 2024, 20, 25, 45], ["West", 2024, 10, 15, 25]]),
    ),
    Case(
        "groep counts",
        make.sheet(
            [
                ["Wijk", "Jaar", "groep 3", "groep 4", "Unieke kinderen"],
                ["Oost", 2024, 20, 25, 45],
                ["West", 2024, 10, 15, 25],
            ]
        ),
    ),
    Case("title with person org", make.sheet(make.above(["Stichting Jan Ligthart"], ["Contactpersoon mw. A. de Wit"]))),
    Case("note of a colleague", make.comment("Met dhr. Bakker besproken: 54 klopt")),
    Case("signature", make.sheet(make.below(["Akkoord: K. Jansen, teamleider, 12-01-2025"]))),
    Case("months sheet", make.sheet(TABLE, Mei=TABLE, Juni=TABLE, April=TABLE, Augustus=TABLE)),
    Case("filename", make.csv(TABLE), "2024-Q4 (def) Welzijn De Linde.csv"),
    Case("filename2", make.csv(TABLE), "bereik_20241231_0900.csv"),
    Case("illness as topic", make.column("Thema", "Omgaan met adhd", "Rouw en verlies", "Autisme cafe")),
]
