"""What CBS would publish of Halmerdam: rounded at random, small numbers secret, the newest year not complete.

Rules: CBS, Toelichting Kerncijfers wijken en buurten 2024.
"""

from collections.abc import Mapping

from kinderwerk_stats.example.counts import Region, split
from kinderwerk_stats.example.town import GEMEENTE_CODE, NEWEST, draw

Figure = int | float | None
Row = dict[str, Figure]

# Counts of people and homes; the rest follows from them.
_ROUNDED_TO_5 = {
    "a_inw": "inhabitants", "a_man": "men", "a_00_14": "0-14", "a_15_24": "15-24", "a_25_44": "25-44",
    "a_45_64": "45-64", "a_65_oo": "65+", "a_hh": "households", "a_1p_hh": "alone", "a_hh_m_k": "with_children",
    "a_woning": "homes",
}  # fmt: skip
_MIN_HOMES = 20
_MIN_PEOPLE_FOR_INCOME = 2500
_MIN_HOUSEHOLDS_FOR_SHARE = 100
_SECRET_JEUGDZORG = 7
_URBANITY_LIMITS = (2500, 1500, 1000, 500)

# What CBS publishes last: not yet there in the newest year.
_LATE = (
    "a_opl_lg", "a_opl_md", "a_opl_hg", "a_opl_bvm", "a_opl_hvm", "a_opl_hw", "a_inkont", "g_ink_po", "g_ink_pi",
    "p_hh_lkk", "p_hh_osm", "p_hh_110", "p_hh_120", "a_jz_tn", "p_jz_tn", "g_afs_kv", "g_afs_sc", "g_3km_sc",
)  # fmt: skip

# The one row that is not invented: CBS, Kerncijfers wijken en buurten 2024 (85984NED), Nederland.
NETHERLANDS_2024: dict[str, Figure] = {
    "a_inw": 17942942, "a_man": 8920768, "a_vrouw": 9022174, "a_00_14": 2714040, "a_15_24": 2202159,
    "a_25_44": 4586399, "a_45_64": 4763116, "a_65_oo": 3677228,
}  # fmt: skip

# Children born per year (weights: about the births in the Netherlands, in thousands), first year 2005.
_BORN = (188, 185, 181, 185, 185, 184, 180, 176, 171, 175, 171, 173, 170, 169, 170, 169, 179, 167, 164)
_FIRST_BORN = 2005


def round_to_5(true: int, chance: float) -> int:
    """Round up or down to a multiple of 5, up with a chance equal to the part above the lower multiple.

    On average a number is rounded to itself. `chance`: a number in 0-1, drawn per cell.

    >>> round_to_5(13, 0.59), round_to_5(13, 0.61), round_to_5(15, 0.0)
    (15, 10, 15)
    """
    rest = true % 5
    return true - rest + (5 if chance < rest / 5 else 0)


def publish(region: Region, year: int) -> Row:
    """Return the columns of Kerncijfers wijken en buurten for one region; None where CBS gives nothing."""
    true = region.true

    def count(column: str, value: int) -> int:
        return value if region.kind == "Gemeente" else round_to_5(value, draw("round", year, region.code, column))

    row: Row = {column: count(column, true[name]) for column, name in _ROUNDED_TO_5.items()}
    row["a_vrouw"] = count("a_vrouw", true["inhabitants"] - true["men"])
    row["a_hh_z_k"] = count("a_hh_z_k", true["households"] - true["alone"] - true["with_children"])
    row["a_soz_wb"] = round(true["bijstand"], -1)
    row["a_opp_ha"] = true["surface_ha"] + true["water_ha"]
    row["a_lan_ha"] = true["surface_ha"]
    row["a_wat_ha"] = true["water_ha"]
    row["bev_dich"] = _average(true, "inhabitants", "surface_ha", 100)
    row["g_hhgro"] = _average(true, "inhabitants", "households", decimals=1)
    row["ste_oad"] = density = _average(true, "density_sum", "inhabitants")
    row["ste_mvs"] = None if density is None else 1 + sum(density < limit for limit in _URBANITY_LIMITS)
    if true["homes"] >= _MIN_HOMES:
        row |= _publish_homes(true)
    row |= _publish_education(true, year)
    if true["inhabitants"] >= _MIN_PEOPLE_FOR_INCOME:
        row["a_inkont"] = round(true["earners"], -2)
        row["g_ink_po"] = _average(true, "income_sum", "earners", decimals=1)
        row["g_ink_pi"] = _average(true, "income_sum", "inhabitants", decimals=1)
    if true["households"] >= _MIN_HOUSEHOLDS_FOR_SHARE:
        names = {
            "p_hh_lkk": "low_income",
            "p_hh_osm": "social_minimum",
            "p_hh_110": "below_110",
            "p_hh_120": "below_120",
        }
        row |= {column: _average(true, name, "households", 100, decimals=1) for column, name in names.items()}
    if true["jeugdzorg"] > _SECRET_JEUGDZORG:
        row["a_jz_tn"] = 5 * round(true["jeugdzorg"] / 5)
        row["p_jz_tn"] = _average(true, "jeugdzorg", "youth", 100, decimals=1)
    row |= _publish_distances(true)
    return {column: value for column, value in row.items() if not (year == NEWEST and column in _LATE)}


def publish_nearby(region: Region) -> list[Figure]:
    """Return distance, and number within 1 km, of daycare and bso, then the distance to a school."""
    true = region.true
    return [
        _average(true, "daycare_m", "inhabitants", 0.001, decimals=1),
        _average(true, "daycare_1_km", "inhabitants", 0.1, decimals=1),
        _average(true, "bso_m", "inhabitants", 0.001, decimals=1),
        _average(true, "bso_1_km", "inhabitants", 0.1, decimals=1),
        _average(true, "school_m", "inhabitants", 0.001, decimals=1),
    ]


def publish_ses(region: Region) -> tuple[int, Figure]:
    """Return households, in hundreds, and the SES-WOA score, which CBS gives from 100 households on."""
    true = region.true
    enough = true["households"] >= _MIN_HOUSEHOLDS_FOR_SHARE
    return round(true["households"], -2), _average(true, "ses_sum", "households", 0.001, decimals=3) if enough else None


def publish_ages(gemeente: Region, year: int) -> list[int]:
    """Return the people of the gemeente of each single age 0-99; they add up to its age groups."""
    if gemeente.code != GEMEENTE_CODE:
        raise ValueError(f"gemeente must be {GEMEENTE_CODE}, not {gemeente.code}")
    # Families move into town when their children are small, so a class grows a little until it is four.
    children = [_BORN[year - 1 - age - _FIRST_BORN] * (1 + 0.016 * min(age, 4)) for age in range(15)]
    weights: dict[str, list[float]] = {
        "0-14": children,
        "15-24": [1 + 0.01 * step for step in range(10)],
        "25-44": [1 + 0.02 * (10 - abs(step - 8)) for step in range(20)],
        "45-64": [1 + 0.012 * step for step in range(20)],
        "65+": [max(0.4, 35.0 - step) for step in range(35)],
    }
    return [people for group, weight in weights.items() for people in split(gemeente.true[group], weight)]


def _publish_homes(true: Mapping[str, int]) -> Row:
    return {
        "g_wozbag": _average(true, "woz_sum", "homes"),
        "p_koopw": round(100 * (true["homes"] - true["rented"]) / true["homes"]),
        "p_huurw": _average(true, "rented", "homes", 100),
        "p_wcorpw": _average(true, "corporation", "homes", 100),
        "p_ov_hw": round(100 * (true["rented"] - true["corporation"]) / true["homes"]),
    }


def _publish_education(true: Mapping[str, int], year: int) -> Row:
    names = ("a_opl_lg", "a_opl_md", "a_opl_hg") if year < 2023 else ("a_opl_bvm", "a_opl_hvm", "a_opl_hw")
    levels = ("education_low", "education_middle", "education_high")
    return {column: round(true[level], -1) for column, level in zip(names, levels, strict=True)}


def _publish_distances(true: Mapping[str, int]) -> Row:
    return {
        "g_afs_kv": _average(true, "daycare_m", "inhabitants", 0.001, decimals=1),
        "g_afs_sc": _average(true, "school_m", "inhabitants", 0.001, decimals=1),
        "g_3km_sc": _average(true, "schools_3_km", "inhabitants", 0.1, decimals=1),
    }


def _average(true: Mapping[str, int], part: str, whole: str, factor: float = 1, *, decimals: int = 0) -> Figure:
    """Return part / whole x factor as it is printed; None where the whole is 0."""
    if not true[whole]:
        return None
    value = true[part] / true[whole] * factor
    return round(value, decimals) if decimals else round(value)
