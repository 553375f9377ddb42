"""Files about figures that look as if they held data about persons; all names and numbers are invented."""

from collections.abc import Callable
from pathlib import Path

from tests.privacy_builders import (
    FULL,
    TABLE,
    Case,
    Cells,
    above,
    below,
    beside,
    comment,
    csv,
    day,
    footer,
    geojson,
    ods,
    part,
    properties,
    sheet,
    validation,
    xls,
)


def _column(header: str, *values: object) -> Callable[[Path], object]:
    return sheet(beside(header, list(values)))


def wijken(*names: str, header: str = "Wijk") -> Callable[[Path], object]:
    return sheet([[header, "Jaar", "Unieke kinderen"], *([name, 2024, 40 + n] for n, name in enumerate(names))])


def cbs(*names: str) -> Callable[[Path], object]:
    """Write an export of CBS with names of wijken."""
    rows: Cells = [["gwb_code", "regio", "gm_naam", "recs", "a_inw", "a_00_14"]]
    rows += [[f"WK9901{n:02}", name, "Proefstad", "Wijk", 5000 + n, 700 + n] for n, name in enumerate(names, start=1)]
    return csv([list(map(str, row)) for row in rows])


_CODES = [344010100 + 37 * n for n in range(40)]
INNOCENT = [
    Case("plain", sheet(TABLE)),
    Case("plain csv", csv(TABLE), "a.csv"),
    Case("plain ods", ods(TABLE), "a.ods"),
    Case("plain xls", xls(TABLE), "a.xls"),
    # Wijken that are called after somebody.
    Case("wijken after persons", wijken("Jan van Galen", "Willem de Zwijger", "Anna Paulowna", "Frans Hals")),
    Case("wijken with their number", wijken("Wijk 01 Jan Steen", "Wijk 02 Anne Frank", "Wijk 03 Frederik Hendrik")),
    Case("wijken after saints", wijken("Sint Jan", "Sint Anna", "Sint Pieter", "Sint Jozef", header="Naam")),
    Case("wijken after streets", wijken("Jan van Galenstraat", "Johan de Wittlaan", "Annastraat", header="Gebied")),
    Case("wijken after family names", wijken("De Vries", "Bakker", "Smit", "Jansen", header="Naam")),
    Case("wijken of one given name", wijken("Emma", "Fatima", "Melle", "Lies", "Linde")),
    Case("buurten after painters", wijken("Rembrandt", "Frans Hals", "Jan Steen", "Ruysdael", header="Buurtnaam")),
    Case(
        "quarters after queens", wijken("Wilhelminapark", "Julianadorp", "Beatrixkwartier", "Emmakade", header="Kern")
    ),
    Case(
        "cbs with persons as wijken",
        cbs("Wijk 01 Anna Paulowna", "Wijk 02 Maria Hoop", "Juliana van Stolberg"),
        "kwb.csv",
    ),
    Case("cbs plain", cbs("Wijk 01 West", "Wijk 02 Oost", "Wijk 03 Zuid"), "kwb.csv"),
    Case(
        "cbs with buurten",
        csv(
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
        _column("Locatie", "Anne Frank", "Jan Ligthart", "Maria Montessori", "Titus Brandsma"),
    ),
    Case("schools", _column("School", "Anne Frankschool", "Sint Jan", "Jan Ligthart", "De Kim")),
    Case("addresses of locations", _column("Adres locatie", "Dorpsstraat 1", "Kerkplein 4", "Annastraat 12")),
    Case("address of a buurthuis", _column("Adres buurthuis", "Jan Steenlaan 3", "Kerkplein 4")),
    Case("playgrounds", _column("Speeltuin", "De Kim", "Het Kompas", "De Linde", "Anne Frank")),
    Case("streets", _column("Plek", "Jan van Galenstraat", "Johan de Wittlaan", "Annastraat")),
    Case("locations in a sentence", sheet(below(["Bij buurthuis Anne Frank en speeltuin Jan Steen geteld"]))),
    Case("activities", _column("Activiteit", "Koken met kinderen", "Sport op het plein", "Inloop Oost", "Muziek")),
    Case("activity of a trainer", _column("Activiteit", "Voetbal", "Dansen", "Judo", "Knutselen")),
    Case("postcode of a location", _column("Postcode locatie", "3511 AB", "3512 CD", "3513 EF")),
    # Who counted.
    *(
        Case(f"above the table: {' '.join(line)}", sheet(above(line)))
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
    Case("contact persons per wijk", _column("Contactpersoon", *FULL[:5])),
    Case("coordinators per wijk", _column("Coördinator", *FULL[:5])),
    Case("author of the file", properties(creator="Kim Jansen", lastModifiedBy="Sam de Vries")),
    Case("manager of the file", part("docProps/custom.xml", "<Properties><Manager>Kim Jansen</Manager></Properties>")),
    Case("author of a comment", comment("Kim Jansen:\nnagevraagd, 54 is goed", "Kim Jansen")),
    Case("comment about figures", comment("dit zijn bezoeken, geen unieke kinderen", "x")),
    Case("comment about a wijk", comment("Wijk 03 is samengevoegd met Wijk 04 op 1-1-2024", "x")),
    Case("footer with page and date", footer("&LWelzijn Oost&CPagina &P van &N&R&D")),
    Case("footer with who made it", footer("Opgesteld door Kim Jansen")),
    Case("list of wijken to choose from", validation("West,Oost,Zuid,Noord")),
    # Numbers.
    Case("nine-digit codes", sheet(beside("Activiteitcode", _CODES[:20], [*TABLE, *([["", "", "", ""]] * 20)]))),
    Case("one nine-digit code", sheet(beside("Subsidienummer", [111222333]))),
    Case("nine-digit code of the organisation", sheet(beside("RSIN", [111222333] * 5))),
    Case("chamber of commerce", sheet(beside("KvK", [30123456, 30123457, 41234567, 41234568, 30987654]))),
    Case("subsidy number above", sheet(above(["Beschikking 123456782"]))),
    Case("budget", sheet(beside("Budget", [612345000, 123456000, 650000000]))),
    Case("decimals of R", csv(beside("subsidie", ["29198.0545170579", "18250.5", "0.0612345678"])), "a.csv"),
    Case("decimals of SQL", csv(beside("uren", ["0,0556640625", "1,0612345678", "12,5"])), "a.csv"),
    Case("coordinates", csv(beside("lat", ["52.0907374", "52.1112223", "52.0612345"])), "a.csv"),
    Case("years", sheet(beside("Seizoen", ["2023-2024", "2022-2023", "2021-2022"]))),
    Case("days of activities", sheet(beside("Startdatum", [day(2023 + n % 2, 1 + n, 3) for n in range(5)]))),
    Case("days of founding", sheet(beside("Startdatum", [day(2014 + n, 9, 1) for n in range(5)]))),
    Case("timestamps", csv(beside("export", ["2024-01-15T10:00:00", "2024-01-15T10:00:01"])), "a.csv"),
    # Counts that are called like persons.
    *(
        Case(f"count of {header}", _column(header, 10, 12, 14, 8, 9))
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
    Case("notes", _column("Soort", "inloop", "sport", "huiswerk", "inloop", "sport")),
    Case("months as sheets", sheet(TABLE, Jan=TABLE, Feb=TABLE, Mrt=TABLE)),
    Case("weekdays and months", _column("Maand", "jan", "feb", "mrt", "apr", "mei")),
    Case("max and min", sheet([["wijk", "jaar", "unieke kinderen", "Max", "Min"], ["Oost", 2024, 50, 60, 40]])),
    Case("organisations", _column("Organisatie", "Welzijn Oost", "Stichting Floor", "Sport Noord", "Max Vooruit")),
    Case("map", geojson({"naam": "Anna Paulowna"}), "a.geojson"),
    *(
        Case(f"file name {name}", csv(TABLE), name)
        for name in ("bereik 2023-2024.csv", "20240131 export.csv", "rapportage jan-dec 2024.csv", "Welzijn Jansen.csv")
    ),
]
