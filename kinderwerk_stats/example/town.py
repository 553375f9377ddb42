"""The cast: the gemeente that does not exist, its 14 wijken and what the invented organisation does there.

Neither the gemeente nor its wijken bear the name of a real one (checked against all regions of CBS 2024); only
"Centrum" is a name that many towns have. CBS has no codes from GM9000 on.
"""

import hashlib
from dataclasses import dataclass

SEED = "Halmerdam 1"
YEARS = (2020, 2021, 2022, 2023, 2024)
NEWEST = YEARS[-1]
# The year in which the border between wijk 08 and wijk 14 moved.
BORDER_YEAR = 2022

GEMEENTE = "Halmerdam"
GEMEENTE_CODE = "GM9001"
ORGANISATION = f"Stichting Kinderwerk {GEMEENTE}"
INVENTED = "verzonnen cijfers"


def draw(*key: object) -> float:
    """Return a number in 0-1 that depends on the seed and the key only, not on the order of the calls."""
    digest = hashlib.sha256("/".join(map(str, (SEED, *key))).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def draw_between(low: float, high: float, *key: object) -> float:
    """Return a number between two limits, by seed and key."""
    return low + (high - low) * draw(*key)


@dataclass(frozen=True)
class Kinderwerk:
    """What the organisation counts in one wijk, a value per year; None where it did not count."""

    reached: tuple[int | None, ...]
    fte: tuple[float, ...]
    workers: tuple[int, ...]
    locations: tuple[int, ...]


@dataclass(frozen=True)
class Wijk:
    """One wijk: people per year, and the fixed character that its other figures are drawn from.

    `older_pct`: people from 15 on, per cent aged 15-24, 25-44, 45-64, 65+. `hardship`: 0 (well off) to 1 (poor).
    `woz`: thousands of euro in the newest year. `rent_pct`, `corporation_pct`: of all homes.
    `distances_km`: to daycare, school, bso. `buurten`: name and weight; those of `new_buurten` exist since BORDER_YEAR.
    """

    number: int
    name: str
    inhabitants: tuple[int, ...]
    children: tuple[int, ...]
    older_pct: tuple[int, int, int, int]
    hardship: float
    household_size: float
    woz: int
    rent_pct: int
    corporation_pct: int
    address_density: int
    distances_km: tuple[float, float, float]
    buurten: dict[str, int]
    kinderwerk: Kinderwerk
    new_buurten: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return f"WK{GEMEENTE_CODE[2:]}{self.number:02d}"

    @property
    def full_name(self) -> str:
        return f"Wijk {self.number:02d} {self.name}"


WIJKEN = (
    Wijk(1, "Centrum", (8430, 8510, 8645, 8790, 8905), (752, 748, 760, 763, 766), (17, 46, 21, 16), 0.45, 1.5, 330, 68,
         24, 3150, (0.4, 0.5, 0.4), {"Marktbuurt": 42, "Vismarkt en Waag": 25, "Kleine Dam": 33},
         Kinderwerk((44, 49, 60, 66, 71), (0.3, 0.3, 0.4, 0.4, 0.4), (1,) * 5, (1,) * 5)),
    Wijk(2, "Vestingkwartier", (7270, 7290, 7330, 7385, 7410), (905, 893, 884, 878, 872), (13, 35, 30, 22), 0.33, 1.8,
         392, 52, 20, 2780, (0.5, 0.5, 0.6), {"Kruithuisbuurt": 38, "Ravelijnbuurt": 27, "Zuidersingel": 35},
         Kinderwerk((31, 35, 44, 51, 48), (0.3,) * 5, (1,) * 5, (1,) * 5)),
    Wijk(3, "Weverskwartier", (9330, 9380, 9465, 9540, 9610), (1533, 1524, 1517, 1508, 1496), (15, 35, 30, 20), 0.68,
         2.0, 256, 66, 49, 2610, (0.5, 0.5, 0.6), {"Spinnersbuurt": 40, "Ververijbuurt": 34, "Katoenpark": 26},
         Kinderwerk((132, 141, 171, 189, 196), (0.8, 0.8, 0.9, 0.9, 0.9), (1, 1, 2, 2, 2), (2,) * 5)),
    Wijk(4, "Populierenhof", (10960, 10990, 11080, 11150, 11215), (2033, 2027, 2014, 2006, 1993), (17, 34, 29, 20),
         0.87, 2.1, 204, 79, 68, 2340, (0.6, 0.5, 0.9),
         {"Abelenpad": 31, "Essenhof": 22, "Populierenhof-Noord": 27, "Populierenhof-Zuid": 20},
         Kinderwerk((262, 281, 342, 377, 398), (1.4, 1.4, 1.6, 1.8, 1.8), (2, 2, 3, 3, 3), (2, 2, 3, 3, 3))),
    # Large and poor; the only kinderwerker left in 2022.
    Wijk(5, "Sterrenveld", (12610, 12690, 12840, 12985, 13120), (2531, 2540, 2556, 2561, 2570), (17, 36, 30, 17), 0.94,
         2.2, 211, 74, 66, 2120, (0.6, 0.6, 1.1),
         {"Poolsterbuurt": 30, "Orionbuurt": 24, "Grote Beer": 26, "Zevengesternte": 20},
         Kinderwerk((88, 61, 0, 0, 0), (0.6, 0.4, 0.0, 0.0, 0.0), (1, 1, 0, 0, 0), (1, 1, 0, 0, 0))),
    # Few children, and a youth centre that children from all over town come to.
    Wijk(6, "Spoorkwartier", (2760, 2840, 2930, 3020, 3105), (206, 213, 219, 224, 229), (24, 45, 19, 12), 0.56, 1.5,
         287, 77, 31, 2960, (0.4, 0.7, 0.5), {"Perronbuurt": 62, "Rangeerterrein": 38},
         Kinderwerk((96, 108, 141, 158, 171), (0.6, 0.6, 0.8, 0.8, 0.8), (1,) * 5, (1,) * 5)),
    Wijk(7, "De Lindehage", (12520, 12470, 12410, 12350, 12310), (2094, 2068, 2041, 2017, 1992), (13, 26, 33, 28), 0.38,
         2.2, 336, 41, 30, 1690, (0.7, 0.6, 0.8), {"Koningslinde": 33, "Hagepad": 30, "Lindehof": 37},
         Kinderwerk((118, 126, 150, 166, 172), (0.7, 0.7, 0.8, 0.8, 0.8), (1,) * 5, (2,) * 5)),
    # A hamlet until its border moved in 2022 and building began.
    Wijk(8, "Nieuw-Rietdrecht", (1130, 1410, 3960, 5890, 7905), (204, 268, 942, 1468, 2016), (9, 52, 27, 12), 0.14,
         2.6, 467, 29, 17, 890, (0.9, 1.0, 1.4),
         {"Dorp Rietdrecht": 20, "De Rietkraag": 18, "Waterlelie": 34, "Lisdodde": 28},
         Kinderwerk((0, 4, 31, 62, 88), (0.0, 0.1, 0.2, 0.4, 0.4), (0, 1, 1, 1, 1), (0, 0, 0, 1, 1)),
         new_buurten=("Waterlelie", "Lisdodde")),
    Wijk(9, "Oude Haven en Scheepmakerskwartier", (6310, 6380, 6490, 6610, 6705), (792, 801, 813, 822, 831),
         (15, 42, 26, 17), 0.50, 1.8, 318, 63, 36, 2480, (0.5, 0.6, 0.7),
         {"Havenkom": 34, "Scheepmakers": 41, "Touwslagersbaan": 25},
         Kinderwerk((61, 64, 78, 82, 86), (0.5,) * 5, (1,) * 5, (1,) * 5)),
    Wijk(10, "Molenhage", (11960, 11920, 11890, 11840, 11810), (1842, 1826, 1808, 1789, 1771), (12, 26, 34, 28), 0.29,
         2.2, 366, 34, 24, 1540, (0.7, 0.6, 0.9), {"Korenmolen": 36, "De Wieken": 34, "Bovenkruier": 30},
         Kinderwerk((81, 84, 97, 104, 102), (0.5,) * 5, (1,) * 5, (1,) * 5)),
    # In 2024 the organisation did not count its visitors here.
    Wijk(11, "Elzenbroek", (9580, 9540, 9490, 9450, 9405), (1742, 1711, 1677, 1640, 1608), (13, 25, 39, 23), 0.15, 2.5,
         449, 21, 13, 1180, (0.7, 0.7, 0.8), {"Elzenbroek-Noord": 38, "Elzenbroek-Zuid": 34, "Broekpark": 28},
         Kinderwerk((70, 74, 88, 93, None), (0.4,) * 5, (1,) * 5, (1,) * 5)),
    Wijk(12, "Halmeroever", (7060, 7075, 7090, 7085, 7110), (1021, 1012, 1004, 996, 988), (11, 21, 36, 32), 0.08, 2.2,
         577, 16, 7, 1020, (0.8, 0.8, 0.9), {"Jaagpad": 36, "Veerstoep": 31, "Buitenplaats": 33},
         Kinderwerk((24, 22, 29, 35, 33), (0.2,) * 5, (1,) * 5, (1,) * 5)),
    # Sheds and quays; a handful of families.
    Wijk(13, "Bedrijvenpark Maatweide", (182, 186, 188, 191, 193), (24, 25, 27, 26, 27), (12, 31, 36, 21), 0.48, 2.1,
         272, 48, 6, 410, (1.6, 1.9, 2.3), {"Maatweide-Noord": 35, "Maatweide-Zuid": 65},
         Kinderwerk((0, 0, 4, 3, 3), (0.0,) * 5, (0,) * 5, (0,) * 5)),
    Wijk(14, "Landelijk gebied Halmerpolder", (1040, 1025, 628, 623, 619), (152, 146, 86, 83, 81), (12, 20, 40, 28),
         0.22, 2.4, 512, 18, 3, 90, (3.1, 2.8, 3.4), {"Noordpolder": 44, "Oostpolder": 33, "Halmerdijk": 23},
         Kinderwerk((12, 11, 8, 10, 9), (0.1,) * 5, (1,) * 5, (0,) * 5)),
)  # fmt: skip

# In the registers of the gemeente without a known address, so in no wijk: all of them, and children of 0-14.
WITHOUT_ADDRESS = ((31, 3), (36, 4), (34, 3), (41, 5), (38, 4))

# What the organisation counts once in its total: children in two wijken, workers in two wijken.
CHILDREN_COUNTED_TWICE = {2022: 41, 2023: 49, 2024: 57}
WORKERS_IN_TOTAL = {2022: 9, 2023: 10, 2024: 10}
