"""Files about figures that look as if they held data about persons; all names and numbers are invented."""

from collections.abc import Callable
from pathlib import Path

from tests import privacy_builders as make
from tests.privacy_builders import FULL, TABLE, Case, Cells


def cbs(*names: str) -> Callable[[Path], object]:
    """Write an export of CBS with names of wijken."""
    rows: Cells = [["gwb_code", "regio", "gm_naam", "recs", "a_inw", "a_00_14"]]
    rows += [[f"WK9901{n:02}", name, "Proefstad", "Wijk", 5000 + n, 700 + n] for n, name in enumerate(names, start=1)]
    return make.csv([list(map(str, row)) for row in rows])


_CODES = [344010100 + 37 * n for n in range(40)]
INNOCENT = [
    Case("plain", make.sheet(TABLE)),
    Case("plain csv", make.csv(TABLE), "a.csv"),
    Case("plain ods", make.ods(TABLE), "a.ods"),
    Case("plain xls", make.xls(TABLE), "a.xls"),
    # Wijken that are called after somebody.
    Case("wijken after persons", make.wijken("Jan van Galen", "Willem de Zwijger", "Anna Paulowna", "Frans Hals")),
    Case(
        "wijken with their number", make.wijken("Wijk 01 Jan Steen", "Wijk 02 Anne Frank", "Wijk 03 Frederik Hendrik")
    ),
    Case("wijken after saints", make.wijken("Sint Jan", "Sint Anna", "Sint Pieter", "Sint Jozef", header="Naam")),
    Case(
        "wijken after streets", make.wijken("Jan van Galenstraat", "Johan de Wittlaan", "Annastraat", header="Gebied")
    ),
    Case("wijken after family names", make.wijken("De Vries", "Bakker", "Smit", "Jansen", header="Naam")),
    Case("wijken of one given name", make.wijken("Emma", "Fatima", "Melle", "Lies", "Linde")),
    Case("buurten after painters", make.wijken("Rembrandt", "Frans Hals", "Jan Steen", "Ruysdael", header="Buurtnaam")),
    Case(
        "quarters after queens",
        make.wijken("Wilhelminapark", "Julianadorp", "Beatrixkwartier", "Emmakade", header="Kern"),
    ),
    Case(
        "cbs with persons as wijken",
        cbs("Wijk 01 Anna Paulowna", "Wijk 02 Maria Hoop", "Juliana van Stolberg"),
        "kwb.csv",
    ),
    Case("cbs plain", cbs("Wijk 01 West", "Wijk 02 Oost", "Wijk 03 Zuid"), "kwb.csv"),
    Case(
        "cbs with buurten",
        make.csv(
            [
                ["gwb_code_10", "gwb_code_8", "regio", "a_inw"],
                *([f"BU{n:08}", f"{n:08}", f"Buurt {n}", 100] for n in range(3440101, 3440160)),
            ]
        ),
        "kwb.csv",
    ),
    # Places.
    Case(
        "locations after persons",
        make.column("Locatie", "Anne Frank", "Jan Ligthart", "Maria Montessori", "Titus Brandsma"),
    ),
    Case("schools", make.column("School", "Anne Frankschool", "Sint Jan", "Jan Ligthart", "De Kim")),
    Case("addresses of locations", make.column("Adres locatie", "Dorpsstraat 1", "Kerkplein 4", "Annastraat 12")),
    Case("address of a buurthuis", make.column("Adres buurthuis", "Jan Steenlaan 3", "Kerkplein 4")),
    Case("playgrounds", make.column("Speeltuin", "De Kim", "Het Kompas", "De Linde", "Anne Frank")),
    Case("streets", make.column("Plek", "Jan van Galenstraat", "Johan de Wittlaan", "Annastraat")),
    Case("locations in a sentence", make.sheet(make.below(["Bij buurthuis Anne Frank en speeltuin Jan Steen geteld"]))),
    Case("activities", make.column("Activiteit", "Koken met kinderen", "Sport op het plein", "Inloop Oost", "Muziek")),
    Case("activity of a trainer", make.column("Activiteit", "Voetbal", "Dansen", "Judo", "Knutselen")),
    Case("postcode of a location", make.column("Postcode locatie", "3511 AB", "3512 CD", "3513 EF")),
    # Who counted.
    *(
        Case(f"above the table: {' '.join(line)}", make.sheet(make.above(line)))
        for line in (
            ("Contactpersoon: Jan de Vries",),
            ("Contactpersoon", "Jan de Vries"),
            ("Contactpersoon:", "Fatima Haddad"),
            ("Opgesteld door: Kim Jansen",),
            ("Opgesteld door Kim Jansen, 15-01-2025",),
            ("Bron: Stichting Jan Arends",),
            ("Telefoon: 030-1234567",),
            ("Vragen? Bel 030-1234567 of mail info@voorbeeld.nl",),
            ("Vragen: K. Jansen",),
            ("Telefoon", "030-1234567"),
            ("Accounthouder gemeente: Sam de Vries",),
            ("Coördinator: Noor Bakker",),
            ("Welzijn Jansen, cijfers over 2024",),
            ("Rapportage Jan - Dec 2024",),
            ("Versie 2, Kim Jansen",),
        )
    ),
    Case("contact persons per wijk", make.column("Contactpersoon", *FULL[:5])),
    Case("coordinators per wijk", make.column("Coördinator", *FULL[:5])),
    Case("author of the file", make.properties(creator="Kim Jansen", lastModifiedBy="Sam de Vries")),
    Case(
        "manager of the file",
        make.part("docProps/custom.xml", "<Properties><Manager>Kim Jansen</Manager></Properties>"),
    ),
    Case("author of a comment", make.comment("Kim Jansen:\nnagevraagd, 54 is goed", "Kim Jansen")),
    Case("comment about figures", make.comment("dit zijn bezoeken, geen unieke kinderen", "x")),
    Case("comment about a wijk", make.comment("Wijk 03 is samengevoegd met Wijk 04 op 1-1-2024", "x")),
    Case("footer with page and date", make.footer("&LWelzijn Oost&CPagina &P van &N&R&D")),
    Case("footer with who made it", make.footer("Opgesteld door Kim Jansen")),
    Case("list of wijken to choose from", make.validation("West,Oost,Zuid,Noord")),
    # Numbers.
    Case(
        "nine-digit codes", make.sheet(make.beside("Activiteitcode", _CODES[:20], [*TABLE, *([["", "", "", ""]] * 20)]))
    ),
    Case("one nine-digit code", make.sheet(make.beside("Subsidienummer", [111222333]))),
    Case("nine-digit code of the organisation", make.sheet(make.beside("RSIN", [111222333] * 5))),
    Case("chamber of commerce", make.sheet(make.beside("KvK", [30123456, 30123457, 41234567, 41234568, 30987654]))),
    Case("subsidy number above", make.sheet(make.above(["Beschikking 123456782"]))),
    Case("budget", make.sheet(make.beside("Budget", [612345000, 123456000, 650000000]))),
    Case("decimals of R", make.csv(make.beside("subsidie", ["29198.0545170579", "18250.5", "0.0612345678"])), "a.csv"),
    Case("decimals of SQL", make.csv(make.beside("uren", ["0,0556640625", "1,0612345678", "12,5"])), "a.csv"),
    Case("coordinates", make.csv(make.beside("lat", ["52.0907374", "52.1112223", "52.0612345"])), "a.csv"),
    Case("years", make.sheet(make.beside("Seizoen", ["2023-2024", "2022-2023", "2021-2022"]))),
    Case(
        "days of activities",
        make.sheet(make.beside("Startdatum", [make.day(2023 + n % 2, 1 + n, 3) for n in range(5)])),
    ),
    Case("days of founding", make.sheet(make.beside("Startdatum", [make.day(2014 + n, 9, 1) for n in range(5)]))),
    Case("timestamps", make.csv(make.beside("export", ["2024-01-15T10:00:00", "2024-01-15T10:00:01"])), "a.csv"),
    # Counts that are called like persons.
    *(
        Case(f"count of {header}", make.column(header, 10, 12, 14, 8, 9))
        for header in (
            "Deelnemers",
            "Kinderen",
            "Vrijwilligers",
            "Ouders",
            "Unieke deelnemers",
            "Kinderwerkers",
            "Gezinnen",
        )
    ),
    Case("notes", make.column("Soort", "inloop", "sport", "huiswerk", "inloop", "sport")),
    Case("months as sheets", make.sheet(TABLE, Jan=TABLE, Feb=TABLE, Mrt=TABLE)),
    Case("weekdays and months", make.column("Maand", "jan", "feb", "mrt", "apr", "mei")),
    Case("max and min", make.sheet([["wijk", "jaar", "unieke kinderen", "Max", "Min"], ["Oost", 2024, 50, 60, 40]])),
    Case("organisations", make.column("Organisatie", "Welzijn Oost", "Stichting Floor", "Sport Noord", "Max Vooruit")),
    Case("map", make.geojson({"naam": "Anna Paulowna"}), "a.geojson"),
    *(
        Case(f"file name {name}", make.csv(TABLE), name)
        for name in ("bereik 2023-2024.csv", "20240131 export.csv", "rapportage jan-dec 2024.csv", "Welzijn Jansen.csv")
    ),
]
# More of the same kinds, known by their place in the list.
_MORE = [
    make.wijken("Leidsche Rijn", "Vleuten De Meern", "Oud Zuid", "Nieuw West", "De Pijp", header="Rayon"),
    make.wijken("Anna's Hoeve", "Jan van Scorel", "Pieter de Hoogh", "Jacob Cats", header="Wijk"),
    make.sheet(
        [
            ["Locatie", "Wijk", "Jaar", "Unieke kinderen"],
            ["Buurthuis Anna", "Oost", 2024, 40],
            ["Huis van de Wijk Jan", "West", 2024, 50],
        ]
    ),
    make.sheet(
        [
            ["Organisatie", "Wijk", "Jaar", "Unieke kinderen"],
            ["Welzijn Jan Arends", "Oost", 2024, 40],
            ["Stichting Kim", "West", 2024, 50],
        ]
    ),
    make.sheet(make.above(["Welzijn Oost", "Dorpsstraat 1", "3511 AB Utrecht"])),
    make.sheet(make.above(["Stichting Welzijn"], ["Dorpsstraat 1"], ["3511 AB Utrecht"], ["030-1234567"])),
    make.sheet(make.above(["Contact:", "Fatima Haddad", "030-1234567", "info@voorbeeld.nl"])),
    make.sheet(make.above(["Naam organisatie:", "Welzijn Jan Arends"])),
    make.sheet(make.above(["Ingevuld door:", "J. de Vries"], ["Datum:", "15-01-2025"])),
    make.sheet(make.above(["Peildatum 31-12-2024"], ["Verslag 2024, juni - december"])),
    make.sheet(make.beside("Trainer", list(FULL[:5]))),
    make.sheet(make.beside("Beheerder", list(FULL[:5]))),
    make.sheet(make.beside("Docent", ["Kim", "Sam", "Noor", "Jip", "Fenna"])),
    make.sheet(make.beside("Projectcode", [f"P{n}" for n in (123456782, 111222334, 123456789, 222333444, 555666777)])),
    make.sheet(make.beside("Bestelnummer", [20240001, 20240002, 20240003, 20240004, 20240005])),
    make.sheet(make.beside("AGB-code", [1234567, 2345678])),
    make.sheet(make.beside("BAG", ["0344010000012345", "0344010000012346"])),
    make.sheet(make.beside("Vestigingsnummer", ["000012345678", "000012345679"])),
    make.sheet(make.beside("Bezoeken", [12, 14, 16, 18, 20])),
    make.sheet(
        make.beside(
            "Activiteit",
            ["Kookclub De Roos", "Atelier Jan Steen", "Sportuurtje Max", "Meidenclub Lotte", "Koken met Fatima"],
        )
    ),
    make.sheet(
        make.beside("Project", ["Sterk Samen", "Jong En Vrij", "Max Vooruit", "Kansrijk Opgroeien", "Samen Doen"])
    ),
    make.sheet(
        make.beside(
            "Programma",
            ["Rots En Water", "Gezond Op Gewicht", "Jongeren Op Gezond Gewicht", "Kiezen Voor Kinderen", "Samen Sterk"],
        )
    ),
    make.sheet(make.beside("Opmerking", ["incl. BSO", "excl. kamp", "", "", ""])),
    make.sheet(make.beside("Doelgroep", ["Kind 4-12", "Ouder en kind", "Jongeren", "Kind", "Gezin"])),
    make.sheet(make.beside("Leeftijd", ["4-12", "4-12", "6-12", "4-12", "4-12"])),
    make.sheet(
        make.beside(
            "Startdatum",
            [
                make.day(2012, 9, 1),
                make.day(2015, 9, 1),
                make.day(2018, 1, 1),
                make.day(2020, 1, 1),
                make.day(2024, 1, 1),
            ],
        )
    ),
    make.sheet(make.beside("Sinds", [2012, 2015, 2018, 2020, 2024])),
    make.sheet(make.beside("Subsidie", [123456.78, 222333.44, 111222.33])),
    make.sheet(make.beside("Subsidie", ["€ 123.456,78", "€ 1.112.223,33"])),
    make.sheet(make.beside("Inwoners", [42128, 41334, 41672, 42500, 43210])),
    make.sheet(make.beside("Huishoudens", [40128, 41334, 40672, 42500, 43210])),
    make.sheet(make.beside("WOZ", [412128, 411334, 410672])),
    make.comment("Bron: Welzijn Oost, cijfers 2024"),
    make.comment("Maatschappelijk Werk telt hier niet mee"),
    make.comment("Leidsche Rijn en Vleuten De Meern zijn samengevoegd"),
    make.comment("ouder-kind activiteiten tellen mee"),
    make.comment("Jan de Vries heeft dit nagevraagd", "Jan de Vries"),
    make.footer("&LWelzijn Jan Arends&C&F&R&D"),
    make.text_box("Cijfers Welzijn Oost, 2024"),
    make.text_box("Vragen? Jan de Vries, 030-1234567"),
    make.properties(title="Bereik kinderwerk 2024", subject="Kwartaal 4", keywords="bereik, wijken"),
    make.properties(category="rapportage"),
    make.named("Wijken", "Cijfers!$A$1:$A$5"),
    make.validation("Ja,Nee,Onbekend"),
    make.validation("Jan,Feb,Mrt,Apr,Mei,Jun"),
    make.pivot(wijk=("Oost", "West", "Noord"), jaar=("2023", "2024")),
    make.outside(("wijk", "kinderen"), ("Oost", "12"), ("West", "14")),
]
INNOCENT += [Case(f"more {number}", write) for number, write in enumerate(_MORE)]
