"""Which years of one wijk may be joined by a line."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

UNCHANGED, RECODED = 1, 2


class WijkYear(NamedTuple):
    """A wijk in one year: its name as the caller compares it, and CBS's word on its border.

    `indeling_change`: 1 same as last year, 2 recoded, 3 border changed, None not said.
    """

    year: int
    name: str | None
    indeling_change: int | None


def find_segments(years: Sequence[WijkYear], breaks: Sequence[int] = ()) -> tuple[list[int], dict[int, str]]:
    """Return for each year the number of its unbroken stretch, and why each new stretch begins.

    A year joins the year before it only when they follow each other, the wijk has the same name, CBS says that
    its border did not change, and the indicator did not get a new series. The code alone is not enough: WK003401
    was all of Almere-Haven in 2014 and is another, smaller wijk in 2024 (METHOD 1.7).

    Parameters
    ----------
    years : of one wijk_code, increasing.
    breaks : first years of a new series of the indicator.

    Returns
    -------
    Stretch number per year (0, 1, ...) and year -> reason in Dutch for each year that starts a new stretch.

    Examples
    --------
    >>> find_segments([WijkYear(2020, "A", 1), WijkYear(2021, "A", 1), WijkYear(2022, "A", 3)])
    ([0, 0, 1], {2022: 'de grens van de wijk is veranderd'})
    """
    segments = [0] * bool(years)
    reasons: dict[int, str] = {}
    for before, current in pairwise(years):
        reason = _why_break(before, current, breaks)
        if reason:
            reasons[current.year] = reason
        segments.append(segments[-1] + bool(reason))
    return segments, reasons


def _why_break(before: WijkYear, current: WijkYear, breaks: Sequence[int]) -> str | None:
    first, last = before.year + 1, current.year - 1
    if first <= last:
        return f"er zijn geen cijfers van {first}" + (f" tot en met {last}" if last > first else "")
    if current.indeling_change is None:
        return "het is niet bekend of de grens van de wijk gelijk bleef"
    if current.indeling_change != UNCHANGED:
        recoded = current.indeling_change == RECODED
        return "de code van de wijk is veranderd" if recoded else "de grens van de wijk is veranderd"
    if before.name != current.name:
        return "de wijk heeft een andere naam"
    return "de telling is veranderd" if current.year in breaks else None
