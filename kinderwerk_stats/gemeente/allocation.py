"""What kinderwerk of a gemeente can be divided by: children, need and fte of its wijken, as they are shown."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kinderwerk_stats.analysis.allocation import PLACE, AllocationInput, allocate
from kinderwerk_stats.analysis.allocation_questions import ReachPerFte, calibrate_reach_per_fte
from kinderwerk_stats.analysis.allocation_robustness import DRAWS
from kinderwerk_stats.analysis.coverage import Coverage
from kinderwerk_stats.analysis.need import need_weights
from kinderwerk_stats.analysis.need_figures import draw_need_weights
from kinderwerk_stats.analysis.need_structure import NeedSettings
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed, build_need_of_all
from kinderwerk_stats.model.areas import gemeente_code_of
from kinderwerk_stats.model.national import KINDERWERKERS_HIGH, KINDERWERKERS_LOW
from kinderwerk_stats.model.problems import Problem, make_problem, make_warning
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.country import combine_areas
from kinderwerk_stats.sources.library import Library

Lacking = Literal["kinderen", "geen_kinderen", "behoefte", "fte"]
NEED_WEIGHTS = (1.0, 1.5, 2.0, 3.0)
"""R: how often a child in the neediest wijk counts; with 1 every child counts once, and need plays no part."""

_SAID: dict[Lacking, str] = {
    "kinderen": "verdeling_zonder_kinderen",
    "geen_kinderen": "verdeling_geen_kinderen",
    "behoefte": "verdeling_zonder_behoefte",
    "fte": "verdeling_zonder_fte",
}


@dataclass(frozen=True, eq=False)
class AllocationBase:
    """Of one gemeente or one table, before anybody chose a budget.

    `given`: the wijken that have children, a need weight and known fte; budget 0, and a from the shown counts where
    there are any: choices come with `dataclasses.replace`. `names`: wijk_code -> name. `left_out`: wijk_code -> what is
    lacking; those take no part and keep what they have, which is not zero. `reach_per_fte`: a with its range, None
    where no wijk shows reach beside fte. `steepness`: R of the need weights, None where a table gives these. `draws`: q
    in each of 200 draws of the index, a column per wijk of `given`; one row where there is nothing to draw. `sources`:
    of the index, where need weighs. `notes`: who takes no part and why.
    """

    given: AllocationInput
    names: dict[str, str]
    left_out: dict[str, Lacking]
    reach_per_fte: ReachPerFte | None
    steepness: float | None
    draws: NDArray[np.float64]
    sources: tuple[Source, ...] = ()

    @cached_property
    def notes(self) -> tuple[Problem, ...]:
        """Return who takes no part and why; a fault where that is everybody."""
        lacking = {reason: tuple(self.names[code] for code, why in self.left_out.items() if why == reason)
                   for reason in _SAID}  # fmt: skip
        found = [make_warning(_SAID[reason], PLACE, wijken=wijken) for reason, wijken in lacking.items() if wijken]
        nobody = [] if self.given.codes else [make_problem("verdeling_zonder_wijken", PLACE)]
        return (*found, *nobody)


def build_allocation_base(
    monitor: Monitor, need: GemeenteNeed | None, steepness: float | None = None
) -> AllocationBase:
    """Return what the kinderwerk of a gemeente can be divided by.

    q = R^p / (sum(n R^p) / sum(n)), with p the percentile of the need index: the weight of all other pages, with R
    chosen here.

    Parameters
    ----------
    monitor : coverage in which small counts are hidden.
    need : of the same gemeente and year; None where there is none: then only R = 1 gives weights.
    steepness : R; None: that of the need index, 2 without one.

    Notes
    -----
    A division uses children, need and fte, of which nothing is hidden. Reach plays a part in a alone, which is made of
    shown counts. So two gemeenten that show the same figures have the same division, whatever counts they hide.
    """
    coverage = monitor.coverage
    if steepness is None:
        steepness = 2.0 if need is None else need.need.settings.steepness
    children = coverage.values["children_count"].where(coverage.status["children_count"] == Status.KNOWN)
    fte = coverage.values["kinderwerker_fte"].where(coverage.status["kinderwerker_fte"] == Status.KNOWN)
    if steepness == 1:
        weight = pd.Series(1.0, children.index)
    elif need is None:
        weight = pd.Series(np.nan, children.index)
    else:
        weight = need_weights(need.need.frame["percentile"].reindex(children.index), children, steepness)
    names = {str(code): monitor.name_of(str(code)) for code in children.index}
    base = _build(names, children, weight, fte, _calibrate(coverage), steepness)
    if need is None or steepness == 1:
        return base
    drawn = draw_need_weights(need.need, children, steepness=steepness, draws=DRAWS)
    indexed = need.need.frame.index[need.need.frame["index"].notna()]
    of_codes = pd.DataFrame(drawn, columns=indexed)[list(base.given.codes)].to_numpy(float)
    return replace(base, draws=of_codes, sources=need.sources)


def usual_steepness(need: GemeenteNeed) -> float | None:
    """Return R = 1 where there is no index at all, so that every child counts once; None: that of the index."""
    return None if need.need.frame["index"].notna().any() else 1.0


def build_base_of_table(figures: pd.DataFrame) -> AllocationBase:
    """Return what can be divided by of a table: columns `children`, `need` (q), `fte`, and perhaps `reached`.

    Parameters
    ----------
    figures : one row per wijk, index its name or code; NaN where there is no figure. None is below 0.
    """
    shown = figures.dropna()
    a = None
    if "reached" in figures:
        a = calibrate_reach_per_fte(*(shown[name].tolist() for name in ("children", "reached", "fte")))
    names = {str(code): str(code) for code in figures.index}
    weight = figures["need"].where(figures["need"].round(6) > 0)
    return _build(names, figures["children"], weight, figures["fte"], a, None)


# With more children left out the rest of the country would seem to have too many kinderwerkers.
_MOST_LEFT_OUT = 0.05


class PartOfCountry(NamedTuple):
    """How many kinderwerkers a gemeente would have of those of the country: from low to high, in heads and not fte.

    `by_need`: None where the need of its wijken, or of more than a twentieth of all children, is not known.
    """

    by_children: tuple[float, float]
    by_need: tuple[float, float] | None
    year: int


def find_part_of_country(
    library: Library, gemeente_code: str, year: int, settings: NeedSettings | None = None
) -> PartOfCountry | None:
    """Return what a gemeente would have of the 400 to 500 kinderwerkers that there are, divided anew over all wijken.

    By children of 0-14 (as if those of the chosen ages were the same part of them everywhere), and by those weighted
    with need: of the fewest and of the most, "evenredig". No norm. None without a file of the whole country.

    Parameters
    ----------
    year : of the children; need is of the same year.
    settings : how need weighs; None: the usual way.
    """
    areas = combine_areas(library, year, "wijk")
    if not areas.whole_country:
        return None
    settings = settings or NeedSettings()
    children = areas.values["children_0_14_count"]
    need = build_need_of_all(library, year, settings).need.frame["need_weight"].reindex(children.index)

    def part(weight: pd.Series) -> tuple[float, float] | None:
        base = _build(areas.names, children, weight, pd.Series(0.0, children.index), None, settings.steepness)
        own = [at for at, code in enumerate(base.given.codes) if gemeente_code_of(code) == gemeente_code]
        if not own or sum(base.given.children) < (1 - _MOST_LEFT_OUT) * children.sum():
            return None
        low, high = (
            allocate(replace(base.given, budget_tenths=10 * heads), "evenredig").tenths
            for heads in (KINDERWERKERS_LOW, KINDERWERKERS_HIGH)
        )
        return sum(low[at] for at in own) / 10, sum(high[at] for at in own) / 10

    by_children = part(pd.Series(1.0, children.index))
    return None if by_children is None else PartOfCountry(by_children, part(need), year)


def _build(
    names: dict[str, str],
    children: pd.Series,
    weight: pd.Series,
    fte: pd.Series,
    reach_per_fte: ReachPerFte | None,
    steepness: float | None,
) -> AllocationBase:
    left_out = _left_out(children, weight, fte)
    codes = sorted(code for code in names if code not in left_out)
    given = AllocationInput(
        codes=tuple(codes),
        children=tuple(children[codes].tolist()),
        need_weight=tuple(weight[codes].tolist()),
        fte=tuple(fte[codes].tolist()),
        budget_tenths=0,
        children_per_fte=None if reach_per_fte is None else reach_per_fte.pooled,
    )
    return AllocationBase(given, names, left_out, reach_per_fte, steepness, np.array([given.need_weight]))


def _left_out(children: pd.Series, weight: pd.Series, fte: pd.Series) -> dict[str, Lacking]:
    left_out: dict[str, Lacking] = {}
    for code in sorted(map(str, children.index)):
        if np.isnan(children[code]):
            left_out[code] = "kinderen"
        elif round(children[code], 3) <= 0:
            left_out[code] = "geen_kinderen"
        elif np.isnan(weight[code]):
            left_out[code] = "behoefte"
        elif np.isnan(fte[code]):
            left_out[code] = "fte"
    return left_out


def _calibrate(coverage: Coverage) -> ReachPerFte | None:
    names = ["children_count", "reached_count", "kinderwerker_fte"]
    shown = (coverage.status[names] == Status.KNOWN).all(axis=1)
    return calibrate_reach_per_fte(*(coverage.values.loc[shown, name].tolist() for name in names))
