"""The children of the wijken some years on, when those who live there now only grow older ("doorrekening").

Stands apart from every count: nothing else in the program reads it.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kinderwerk_stats.analysis.ageing import RuleTest, ages_before, bound_error, compute_later_share, widen
from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.analysis.coverage import MIN_CHILDREN_0_14_FOR_CERTAIN_RATE
from kinderwerk_stats.gemeente.children import count_ages
from kinderwerk_stats.gemeente.history import why_another_wijk
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.status import UNKNOWN_FIGURE, Cells, Figure, Status
from kinderwerk_stats.sources.library import Library

WhyNot = Literal["geen_leeftijden", "uit_percentage"]


@dataclass(frozen=True)
class LaterChildren:
    """Children some years on; `ends`: the interval, None where none can be given."""

    count: Figure
    ends: tuple[float, float] | None


@dataclass(frozen=True)
class Later:
    """The doorrekening of a gemeente: `year` is that of the children now, `ahead` how many years on.

    `wijken`: by code. `test`: how well the rule did in the wijken, in the pairs of years `pairs`; `whole_test`: in the
    gemeente as a whole. `why_not`: why there is no doorrekening at all.
    """

    year: int
    ahead: int
    age_range: AgeRange
    wijken: Mapping[str, LaterChildren]
    whole: LaterChildren
    test: RuleTest | None
    whole_test: RuleTest | None
    pairs: tuple[tuple[int, int], ...]
    why_not: WhyNot | None = None


def build_later(
    library: Library, monitor: Monitor, ahead: int, years: Sequence[int], load: Callable[[int], Monitor]
) -> Later:
    """Return the doorrekening, and how well the same rule did in the years on file.

    Parameters
    ----------
    library : for single years of age.
    monitor : of the gemeente, now.
    ahead : 1 to 4 years.
    years : all years with children per wijk, increasing; those after the monitor's play no part.
    load : returns the monitor of a year, with the same ages.

    Returns
    -------
    Later. A wijk with fewer than 100 children of 0-14 now, or whose number is not known, has none. The rule is held
    against wijken that stayed the same wijk (METHOD 1.7), between years in which the ages of the gemeente are counted
    and the children of the wijk are determined in the same way. The gemeente as a whole is held against where all of
    its wijken stayed the same.
    """
    why_not = _why_not(library, monitor)
    errors: list[float] = []
    whole_errors: list[float] = []
    pairs = []
    known = [year for year in years if year <= monitor.year]
    for first in known if why_not is None else ():
        between = [load(year) for year in known if first <= year <= first + ahead]
        if between[-1].year != first + ahead or any(_why_not(library, each) for each in (between[0], between[-1])):
            continue
        found, whole = _errors(library, between, ahead)
        errors += found
        whole_errors += whole
        pairs += [(first, first + ahead)] if found or whole else []
    test, whole_test = bound_error(errors), bound_error(whole_errors)

    later = _age_year(library, monitor, ahead)
    return Later(
        year=monitor.year,
        ahead=ahead,
        age_range=monitor.age_range,
        wijken={code: _with_ends(monitor.coverage.cells[code], later[code], test) for code in monitor.names},
        whole=_with_ends(monitor.coverage.totals, later[monitor.gemeente_code], whole_test),
        test=test,
        whole_test=whole_test,
        pairs=tuple(pairs),
        why_not=why_not,
    )


def _why_not(library: Library, monitor: Monitor) -> WhyNot | None:
    """Return why the children of a year cannot be aged."""
    if count_ages(library, monitor.gemeente_code, monitor.year, range(15)) is None:
        return "geen_leeftijden"
    return "uit_percentage" if Flag.KINDEREN_UIT_PERCENTAGE in monitor.coverage.total_flags else None


def _age_year(library: Library, monitor: Monitor, ahead: int) -> dict[str, Figure]:
    """Return the children of wijken and gemeente some years after a year; none where that year cannot be aged."""
    areas = {**monitor.coverage.cells, monitor.gemeente_code: monitor.coverage.totals}
    table = library.ages_for(monitor.gemeente_code, monitor.year)
    if table is None or _why_not(library, monitor):
        return dict.fromkeys(areas, UNKNOWN_FIGURE)
    share = compute_later_share(table.ages_of(monitor.gemeente_code), monitor.age_range, ahead)
    ages = ages_before(monitor.age_range, ahead)
    return {
        code: _later(cells["children_0_14_count"], share, count_ages(library, code, monitor.year, ages))
        for code, cells in areas.items()
    }


def _later(n0: Figure, share: float, counted: float | None) -> Figure:
    """Return the children of an area some years on: of its own ages where they are counted."""
    if not n0.known:
        return n0
    if n0.value < MIN_CHILDREN_0_14_FOR_CERTAIN_RATE:
        return Figure(math.nan, Status.TOO_FEW_CHILDREN)
    value = n0.value * share if counted is None else counted
    return UNKNOWN_FIGURE if math.isnan(value) else Figure(value, Status.KNOWN)


def _errors(library: Library, between: Sequence[Monitor], ahead: int) -> tuple[list[float], list[float]]:
    """Return the errors of the rule from the first year to the last, of the wijken and of the gemeente as a whole."""
    before, after = between[0], between[-1]
    later = _age_year(library, before, ahead)
    stayed = [
        code for code in after.names if code in before.names and not why_another_wijk(code, list(between), before.year)
    ]
    errors = [_error(later[code], before.coverage.cells[code], after.coverage.cells[code]) for code in stayed]
    whole: list[float] = []
    if set(stayed) == set(after.names) == set(before.names):
        whole = _error(later[before.gemeente_code], before.coverage.totals, after.coverage.totals)
    return [error for found in errors for error in found], whole


def _error(later: Figure, before: Cells, after: Cells) -> list[float]:
    """Return counted / by the rule - 1; nothing where one of both is not known, or determined in another way."""
    counted = after["children_count"]
    if not later.known or not counted.known or not later.value or _is_counted(before) != _is_counted(after):
        return []
    return [counted.value / later.value - 1]


def _is_counted(cells: Cells) -> bool:
    return cells["children_low"].value == cells["children_high"].value


def _with_ends(cells: Cells, later: Figure, held: RuleTest | None) -> LaterChildren:
    if not later.known or held is None or held.margin is None:
        return LaterChildren(later, None)
    now, low, high = (cells[name].value for name in ("children_count", "children_low", "children_high"))
    return LaterChildren(later, widen(later.value, held.margin, (now, low, high)))
