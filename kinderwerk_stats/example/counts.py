"""What is true in Halmerdam: whole counts per buurt and year, added up to wijken and the gemeente.

A buurt is the smallest unit. Everything follows from how many people live there, how old they are and how well off
the wijk is, so that poor wijken have cheap homes, tenants, bijstand and jeugdzorg together, as real ones do.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kinderwerk_stats.example.borders import WATER, compute_areas_ha
from kinderwerk_stats.example.town import (
    BORDER_YEAR,
    GEMEENTE,
    GEMEENTE_CODE,
    WIJKEN,
    WITHOUT_ADDRESS,
    YEARS,
    Wijk,
    draw_between,
)

AGE_GROUPS = ("0-14", "15-24", "25-44", "45-64", "65+")

# Level per year, the newest or last published year about 1.
_WOZ_LEVEL = (0.70, 0.76, 0.83, 0.96, 1.00)
_BIJSTAND_LEVEL = (1.10, 1.08, 1.01, 0.98, 0.97)
_JEUGDZORG_LEVEL = (0.95, 0.98, 1.02, 1.00, 1.00)
_LOW_INCOME_LEVEL = (1.12, 1.08, 1.03, 1.00, 1.00)
_INCOME_LEVEL = (0.87, 0.90, 0.95, 1.00, 1.00)
# CBS classifies diplomas otherwise from this year on: a few per cent more people count as low.
_EDUCATION_BREAK_YEAR = 2022
# Before the border moved, wijk 08 was this part of its present surface; the rest belonged to wijk 14.
_OLD_SURFACE_PART = 0.35
_MOVED = {8, 14}


@dataclass(frozen=True)
class Region:
    """A gemeente, wijk or buurt in one year; `true` holds counts and sums, `weighted` ones times inhabitants."""

    code: str
    name: str
    kind: Literal["Gemeente", "Wijk", "Buurt"]
    indeling_change: int
    true: Counter[str]


@cache
def build_regions(year: int) -> tuple[Region, ...]:
    """Return the gemeente, then every wijk followed by its buurten: the order of CBS's files."""
    index = YEARS.index(year)
    regions: list[Region] = []
    total: Counter[str] = Counter()
    for wijk in WIJKEN:
        change = 3 if year == BORDER_YEAR and wijk.number in _MOVED else 1
        buurten = _build_buurten(wijk, index, change)
        true: Counter[str] = Counter()
        for buurt in buurten:
            true.update(buurt.true)
        total.update(true)
        regions += [Region(wijk.code, wijk.full_name, "Wijk", change, true), *buurten]
    people, children = WITHOUT_ADDRESS[index]
    total.update({"inhabitants": people, "men": people // 2, "0-14": children, "25-44": people - children})
    total["water_ha"] = round(compute_areas_ha()[WATER])
    return (Region(GEMEENTE_CODE, GEMEENTE, "Gemeente", 1, total), *regions)


def split(total: int, weights: Sequence[float]) -> list[int]:
    """Return whole parts of `total` in proportion to the weights (largest remainder; ties go to the first).

    >>> split(10, [1, 1, 1])
    [4, 3, 3]
    """
    # fsum: plain sums of fractions differ between versions of Python.
    shares = [total * weight / math.fsum(weights) for weight in weights]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda i: parts[i] - shares[i])
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def _build_buurten(wijk: Wijk, index: int, change: int) -> list[Region]:
    """Return the buurten of one wijk that exist in the year."""
    before = YEARS[index] < BORDER_YEAR
    weights = {name: weight for name, weight in wijk.buurten.items() if not (before and name in wijk.new_buurten)}
    surface = _surface_ha(wijk.number, before=before)
    children = wijk.children[index]
    wijk_ages = [children, *split(wijk.inhabitants[index] - children, wijk.older_pct)]
    ages = [
        split(n, [weight * draw_between(0.9, 1.1, "age", wijk.number, name, group) for name, weight in weights.items()])
        for group, n in zip(AGE_GROUPS, wijk_ages, strict=True)
    ]
    numbers = {name: number for number, name in enumerate(wijk.buurten, start=1)}
    return [
        Region(
            code=f"BU{wijk.code[2:]}{numbers[name]:02d}",
            name=name,
            kind="Buurt",
            indeling_change=change,
            true=_live(
                wijk,
                index,
                name,
                ages=dict(zip(AGE_GROUPS, (group[i] for group in ages), strict=True)),
                surface_ha=surface * weight / sum(weights.values()),
            ),
        )
        for i, (name, weight) in enumerate(weights.items())
    ]


def _surface_ha(number: int, *, before: bool) -> float:
    """Return the surface of a wijk, before or after the border moved."""
    areas = compute_areas_ha()
    moved = areas[8] * (1 - _OLD_SURFACE_PART) if before else 0.0
    return areas[number] + {8: -moved, 14: moved}.get(number, 0.0)


def _live(wijk: Wijk, index: int, name: str, *, ages: dict[str, int], surface_ha: float) -> Counter[str]:
    """Return the true figures of one buurt in one year."""

    def vary(what: str, part: float) -> float:
        """Return a factor around 1 that this buurt keeps in every year."""
        return draw_between(1 - part, 1 + part, what, wijk.number, name)

    people = sum(ages.values())
    children = ages["0-14"]
    hardship = min(1.0, wijk.hardship * vary("hardship", 0.12))
    size = wijk.household_size * vary("size", 0.04) * (1 - 0.002 * index)
    households = round(people / size)
    alone = round(households * min(0.75, max(0.10, 1.27 - 0.42 * size)))
    with_children = round(households * min(0.60, max(0.08, 0.27 * size - 0.26)))
    homes = round(households * 1.03)
    rented = round(homes * min(0.97, wijk.rent_pct / 100 * vary("rent", 0.10)))
    corporation = min(rented, round(homes * wijk.corporation_pct / 100 * vary("corporation", 0.10)))
    youth = children + round(0.8 * ages["15-24"])
    adults = people - children
    income = (39 - 14 * hardship) * _INCOME_LEVEL[index] * vary("income", 0.03)
    pupils = adults - round(0.45 * ages["65+"])
    low = 0.13 + 0.25 * hardship + (0.02 if YEARS[index] >= _EDUCATION_BREAK_YEAR else 0.0)
    high = max(0.08, 0.55 - 0.43 * hardship)
    low_income = (
        (0.015 + 0.04 * hardship + 0.09 * hardship * hardship) * _LOW_INCOME_LEVEL[index] * vary("low income", 0.08)
    )
    noise = draw_between(0.94, 1.06, "jeugdzorg", wijk.number, name, index)
    # What a wijk is like apart from its hardship: else every measure of need would give the same order.
    noise *= draw_between(0.65, 1.35, "care of young people", wijk.number)
    low = max(0.08, low + draw_between(-0.07, 0.07, "learnt", wijk.number))
    ses = 0.55 - 1.15 * hardship + draw_between(-0.15, 0.15, "ses", wijk.number, name)
    daycare, school, bso = (
        km * vary(f"distance {i}", 0.15) * (1 - 0.01 * index) for i, km in enumerate(wijk.distances_km)
    )
    density = wijk.address_density * vary("density", 0.12) * wijk.inhabitants[index] / wijk.inhabitants[-1]
    return Counter(
        {
            **ages,
            "inhabitants": people,
            "men": round(people * draw_between(0.48, 0.51, "men", wijk.number, name)),
            "households": households,
            "alone": alone,
            "with_children": with_children,
            "homes": homes,
            "woz_sum": round(homes * wijk.woz * _WOZ_LEVEL[index] * vary("woz", 0.07)),
            "rented": rented,
            "corporation": corporation,
            "youth": youth,
            "jeugdzorg": round(youth * (0.045 + 0.085 * hardship) * _JEUGDZORG_LEVEL[index] * noise),
            "bijstand": round(
                adults * (0.005 + 0.075 * hardship * hardship) * _BIJSTAND_LEVEL[index] * vary("bijstand", 0.1)
            ),
            "low_income": round(households * low_income),
            "social_minimum": round(households * low_income * 0.90),
            "below_110": round(households * (low_income * 1.35 + 0.006)),
            "below_120": round(households * (low_income * 1.70 + 0.009)),
            "earners": round(adults * 0.93),
            "income_sum": round(people * income),
            "education_low": round(pupils * low),
            "education_high": round(pupils * high),
            "education_middle": round(pupils * (1 - low - high)),
            "surface_ha": round(surface_ha),
            # Averages over inhabitants, in metres, tenths and addresses: kept as sums so that they add up.
            "daycare_m": round(people * daycare * 1000),
            "school_m": round(people * school * 1000),
            "bso_m": round(people * bso * 1000),
            "schools_3_km": round(people * density / 190 * 10),
            "bso_1_km": round(people * density / 900 * 10),
            "daycare_1_km": round(people * density / 700 * 10),
            "density_sum": round(people * density),
            "ses_sum": round(households * ses * 1000),
        }
    )
