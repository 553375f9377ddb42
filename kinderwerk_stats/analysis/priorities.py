"""Which wijken to look at first: where most children are missing to the norm."""

from typing import Final

import pandas as pd

from kinderwerk_stats.analysis.coverage import MIN_CHILDREN_0_14_FOR_RATE, Coverage
from kinderwerk_stats.model.status import Status

# A gap has no average to lie above or below.
RANKED_FIGURES: Final = ("reach_share", "children_per_fte")


def choose_first_wijken(coverage: Coverage, count: int = 3) -> list[str]:
    """Return the wijken with the largest gap in children, largest first.

    Wijken without a gap, with a hidden or unknown figure or with too few children are left out; equal gaps are
    ordered by code, so that the choice never depends on the order of the file.

    Parameters
    ----------
    coverage : of one gemeente.
    count : how many at most.

    Returns
    -------
    List of wijk codes.
    """
    gaps: pd.Series = coverage.values["gap_children_count"]
    fits = (
        (coverage.status["gap_children_count"] == Status.KNOWN)
        & (gaps > 0)
        & (coverage.values["children_0_14_count"] >= MIN_CHILDREN_0_14_FOR_RATE)
    )
    ordered = gaps[fits].sort_index().sort_values(ascending=False, kind="stable")
    return [str(code) for code in ordered.index[:count]]


def rank_groups(coverage: Coverage, figure: str) -> dict[str, str]:
    """Return per wijk whether a figure's interval lies above, below or across the gemeente's own value.

    Parameters
    ----------
    coverage : of one gemeente.
    figure : "reach_share" (interval `reach_low`, `reach_high`) or "children_per_fte".

    Returns
    -------
    wijk_code -> "hoger", "lager", "rond het gemiddelde", or "" where there is no figure.
    """
    low, high = {"reach_share": ("reach_low", "reach_high")}.get(figure, (f"{figure}_low", f"{figure}_high"))
    average = coverage.totals[figure]
    groups = {}
    for code, cells in coverage.cells.items():
        if not (cells[figure].known and average.known):
            groups[code] = ""
        elif cells[low].value > average.value:
            groups[code] = "hoger"
        else:
            groups[code] = "lager" if cells[high].value < average.value else "rond het gemiddelde"
    return groups
