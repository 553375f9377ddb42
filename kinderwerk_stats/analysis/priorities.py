"""Which wijken to look at first: where need is high and children are missing to the norm."""

from typing import Final

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.coverage import MIN_CHILDREN_0_14_FOR_RATE, Coverage
from kinderwerk_stats.analysis.need import Need
from kinderwerk_stats.analysis.need_figures import draw_need_weights
from kinderwerk_stats.model.status import Status

# A gap has no average to lie above or below.
RANKED_FIGURES: Final = ("reach_share", "children_per_fte")
FIRST_COUNT: Final = 3
"""So many wijken to look at first are named, on every page and paper."""


def order_by_gap(coverage: Coverage, need: Need | None = None) -> list[str]:
    """Return the wijken in the order to look at them: the largest need-weighted gap in children first.

    q_i g_i, with q_i the weight that a child has by the need of its wijk and g_i the gap in children; q_i = 1 for a
    wijk without an index, and for all of them without `need`.

    Parameters
    ----------
    coverage : of one gemeente.
    need : of the same wijken; None: not known, and the gap alone counts.

    Returns
    -------
    List of wijk codes. Wijken without a gap, with a hidden or unknown figure or with too few children are left out;
    equal gaps are ordered by code, so that the choice never depends on the order of the file. Of several organisations
    together a gap counts by its lower end (decision 124). Source: METHOD 1.1.
    """
    gaps = _gaps(coverage)
    weights = 1.0 if need is None else need.frame["need_weight"].reindex(gaps.index).fillna(1.0)
    return [str(code) for code in (gaps * weights).sort_values(ascending=False, kind="stable").index]


def share_among_first(coverage: Coverage, need: Need, count: int = FIRST_COUNT) -> dict[str, float]:
    """Return per wijk in which part of the draws of the index it is among those to look at first.

    In each draw the wijken change places, and a place keeps its percentile p: q = R^p is made anew and the largest
    q_i g_i are taken, as `order_by_gap` has them.

    Parameters
    ----------
    coverage, need : of the same wijken; `need.ranks` holds the places in each draw.
    count : how many are looked at first.

    Returns
    -------
    wijk_code -> 0 to 1, for every wijk with a gap; empty without an index.
    """
    gaps, indexed = _gaps(coverage), need.frame.index[need.frame["index"].notna()]
    if not len(need.ranks) or not len(indexed):
        return {}
    weights = draw_need_weights(need, coverage.values["children_count"])
    weighted = np.tile(gaps.to_numpy(float), (len(weights), 1))
    place = {code: column for column, code in enumerate(indexed)}
    for column, code in enumerate(gaps.index):
        if code in place:
            weighted[:, column] *= weights[:, place[code]]
    first = np.argsort(-weighted, axis=1, kind="stable")[:, :count]
    times = np.bincount(first.ravel(), minlength=len(gaps))
    return {str(code): float(share) for code, share in zip(gaps.index, times / len(weights), strict=True)}


def _gaps(coverage: Coverage) -> pd.Series:
    """Return the gaps in children that may be compared, by code; of several organisations what is certain of each."""
    figure = "gap_children_low" if coverage.together else "gap_children_count"
    gaps: pd.Series = coverage.values[figure]
    fits = (
        (coverage.status[figure] == Status.KNOWN)
        & (gaps > 0)
        & (coverage.values["children_0_14_count"] >= MIN_CHILDREN_0_14_FOR_RATE)
    )
    return gaps[fits].sort_index()


def choose_unseen_wijken(coverage: Coverage) -> list[str]:
    """Return the wijken whose reach is hidden or unknown while that of another is known, most children first.

    Few children is where reach is often low: that it is not shown is a reason to look, and none to leave a wijk out.
    """
    reached = coverage.status["reached_count"]
    unseen = reached.isin([Status.SUPPRESSED, Status.UNKNOWN]) & ~(coverage.values["children_high"] == 0)
    if not (reached.isin([Status.KNOWN, Status.SUPPRESSED])).any():
        return []
    children = coverage.values.loc[unseen, "children_count"].sort_index()
    return [str(code) for code in children.sort_values(ascending=False, kind="stable").index]


def order_by_children(coverage: Coverage) -> list[str]:
    """Return all wijken, most children first, those of unknown number last: the order of wijken with equal figures."""
    children = coverage.values["children_count"].sort_index()
    return [str(code) for code in children.sort_values(ascending=False, kind="stable").index]


def rank_groups(coverage: Coverage, figure: str) -> dict[str, str]:
    """Return per wijk whether a figure's interval lies above, below or across what it can be compared with.

    Parameters
    ----------
    coverage : of one gemeente.
    figure : "reach_share" (interval `reach_low`, `reach_high`) or "children_per_fte".

    Returns
    -------
    wijk_code -> "hoger", "lager", "rond het gemiddelde" (`Coverage.averages`), or "" where there is no figure.
    """
    low, high = {"reach_share": ("reach_low", "reach_high")}.get(figure, (f"{figure}_low", f"{figure}_high"))
    average = coverage.averages[figure].value
    groups = {}
    for code, cells in coverage.cells.items():
        if not cells[figure].known or average is None:
            groups[code] = ""
        elif cells[low].value > average:
            groups[code] = "hoger"
        else:
            groups[code] = "lager" if cells[high].value < average else "rond het gemiddelde"
    return groups
