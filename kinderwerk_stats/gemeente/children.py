"""The children of the wijken and of the gemeente: counted by age where CBS or the gemeente did, else estimated."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.children import (
    NATIONAL_AGE_SHARE,
    NATIONAL_AGE_SHARE_YEAR,
    AgeRange,
    ages_in,
    compute_age_share,
    compute_share_cv,
    estimate_children,
)
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.cbs_figures import CbsFigures
from kinderwerk_stats.sources.library import Library

NATIONAL_AGES_SOURCE = Source(
    file="",
    kind="leeftijden",
    title="Bevolking op 1 januari naar leeftijd (03759ned), heel Nederland",
    publisher="CBS",
    year=NATIONAL_AGE_SHARE_YEAR,
)


@dataclass(frozen=True)
class AgeShare:
    """The share of the target age in children of 0-14, and where it comes from.

    `cv`: how sure it is for this gemeente in this year; the same for all its wijken.
    """

    value: float
    origin: Literal["gemeente", "landelijk"]
    year: int
    source: Source
    cv: float


@dataclass(frozen=True, eq=False)
class Children:
    """How many children live in the wijken and in the gemeente, with what to know about the number.

    `per_wijk`, `status`, `total`: as in `CoverageInput`. `share`: what was estimated with. `counted_by`: sources of
    the ages of single wijken.
    """

    per_wijk: pd.DataFrame
    status: pd.Series
    total: pd.Series
    share: AgeShare
    flags: tuple[Flag, ...]
    counted_by: tuple[Source, ...]


def count_children(
    library: Library, figures: CbsFigures, wijken: pd.Index, gemeente_code: str, age_range: AgeRange
) -> Children:
    """Return the children of every wijk and of the gemeente.

    Parameters
    ----------
    library : for ages that were counted.
    figures : of the gemeente and year.
    wijken : their codes.
    gemeente_code, age_range : whose children.
    """
    share = _age_share(library, gemeente_code, figures.year, age_range)
    count = figures.values["children_0_14_count"]
    n0 = count.reindex(wijken)
    computed = "children_0_14_count" in figures.from_percentage
    people = figures.values["population_count"] if computed else None
    children = estimate_children(
        n0, share.value, rounded=True, inhabitants=_of(people, n0.index), age_range=age_range, share_cv=share.cv
    )
    children.insert(0, "children_0_14_count", n0)
    exact = [_use_exact(library, children, str(code), figures.year, age_range) for code in wijken]
    counted_by = tuple(dict.fromkeys(source for source in exact if source is not None))

    flags = [Flag.KINDEREN_PER_WIJK_GETELD] if counted_by else []
    if share.origin == "landelijk":
        flags.append(Flag.AANDEEL_LEEFTIJD_LANDELIJK)
    elif share.year != figures.year:
        flags.append(Flag.AANDEEL_LEEFTIJD_ANDER_JAAR)
    own = pd.DataFrame({"children_0_14_count": [count.get(gemeente_code, np.nan)]}, index=[gemeente_code], dtype=float)
    counted = count_ages(library, gemeente_code, figures.year, range(15))
    if own["children_0_14_count"].isna().all() and counted is not None:
        own["children_0_14_count"] = counted
    elif own["children_0_14_count"].isna().all() and n0.notna().all() and len(n0):
        # Rounding errors of k wijken add up to a standard deviation of 2 sqrt(k): small beside the share's own spread.
        own["children_0_14_count"] = n0.sum()
        flags.append(Flag.KINDEREN_IS_SOM_VAN_WIJKEN)
    if computed:
        flags.append(Flag.KINDEREN_UIT_PERCENTAGE)
    estimated = estimate_children(
        own["children_0_14_count"],
        share.value,
        rounded=False,
        inhabitants=_of(people, own.index),
        age_range=age_range,
        share_cv=share.cv,
    )
    total = own.join(estimated)
    _use_exact(library, total, gemeente_code, figures.year, age_range)
    known = children["children_0_14_count"].notna()
    status = figures.status["children_0_14_count"].reindex(wijken).mask(known, np.int8(Status.KNOWN))
    return Children(children, status, total.iloc[0], share, tuple(flags), counted_by)


def _age_share(library: Library, gemeente_code: str, year: int, age_range: AgeRange) -> AgeShare:
    """Return the gemeente's own share of the nearest year, else the country's."""
    ages = library.ages_for(gemeente_code, year)
    if ages is not None and ages.year is not None:
        share = compute_age_share(ages.ages_of(gemeente_code), age_range)
        if share is not None:
            return AgeShare(share, "gemeente", ages.year, ages.source, compute_share_cv(ages.year - year))
    national = NATIONAL_AGE_SHARE[age_range]
    return AgeShare(national, "landelijk", NATIONAL_AGE_SHARE_YEAR, NATIONAL_AGES_SOURCE, compute_share_cv(None))


def _of(people: pd.Series | None, index: pd.Index) -> pd.Series | None:
    return None if people is None else people.reindex(index)


def _use_exact(library: Library, children: pd.DataFrame, code: str, year: int, age_range: AgeRange) -> Source | None:
    """Where the ages of this very area and year are counted, there is nothing to estimate; in place.

    Returns who counted them, if anyone did.
    """
    counted = count_ages(library, code, year, ages_in(age_range))
    if counted is not None:
        children.loc[code, ["children_count", "children_low", "children_high"]] = counted
    all_ages = count_ages(library, code, year, range(15))
    if all_ages is not None:
        children["children_0_14_count"] = children["children_0_14_count"].fillna({code: all_ages})
    table = library.ages_for(code, year) if counted is not None else None
    return None if table is None else table.source


def count_ages(library: Library, code: str, year: int, ages: range) -> float | None:
    """Return how many children of these ages live in the area; None where they were not counted in this very year."""
    table = library.ages_for(code, year)
    if table is None or table.year != year:
        return None
    counted = table.ages_of(code).reindex(list(ages))
    return float(counted.sum()) if counted.notna().all() else None
