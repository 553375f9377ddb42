"""What stands beside the gaps: averages, surpluses, and how often a child counts in several wijken (METHOD 1)."""

from dataclasses import dataclass
from math import fsum
from typing import Literal

import numpy as np
import pandas as pd

from kinderwerk_stats.model.status import Cells, Status


@dataclass(frozen=True)
class Average:
    """What wijken are compared with where nobody set a norm, and what it is an average of.

    `of`: "gemeente": U / N. Else sum(u) / sum(n) of the wijken that have a reach: "wijken" because a child counts once
    in U and can count in several wijken (decision 53), "bekende_wijken" because U is hidden or not known.
    "organisaties": the least that U / N can be of several organisations together.
    """

    value: float | None = None
    of: Literal["gemeente", "wijken", "bekende_wijken", "organisaties"] = "gemeente"


@dataclass(frozen=True)
class Balance:
    """Surpluses of the wijken above the norm, and the overlap between wijken; None where it cannot be said.

    `surplus_children_count`: sum of max(0, u - rho n); `surplus_fte`: sum of max(0, x - n / nu), both over the
    wijken whose gap may be shown; `*_wijken`: how many wijken have one. Never netted against the gaps.
    `overlap_factor`: d = U / sum(u), below 1 where a child counts in several wijken. Wijken are not scaled by it.
    `reached_sum`: sum(u), with the factor only.
    """

    surplus_children_count: float | None = None
    surplus_children_wijken: int = 0
    surplus_fte: float | None = None
    surplus_fte_wijken: int = 0
    overlap_factor: float | None = None
    reached_sum: float | None = None


def compute_balance(
    values: pd.DataFrame,
    status: pd.DataFrame,
    norm_reach: float | None,
    norm_per_fte: float | None,
    total_reached: float | None,
) -> Balance:
    """Compute surpluses and overlap from figures in which small counts are already hidden.

    Parameters
    ----------
    values, status : a row per wijk, as in `Coverage`, gaps filled.
    norm_reach, norm_per_fte : rho and nu, None without a measure.
    total_reached : U as the organisation counted it for the gemeente, each child once; None where it did not, or
        where it is hidden.

    Returns
    -------
    Balance. The overlap factor is given only when every wijk shows its count: with one hidden it gives that one back.
    A U above the sum is no overlap but children outside the wijken: then there is no factor.

    Examples
    --------
    >>> columns = ["children_count", "reached_count", "kinderwerker_fte", "gap_children_count", "gap_fte"]
    >>> values = pd.DataFrame([[100, 30, 1, 0, 0], [100, 10, 1, 10, 0]], columns=columns, dtype=float)
    >>> found = compute_balance(values, values * 0, 0.2, None, 36)
    >>> found.surplus_children_count, found.surplus_children_wijken, found.overlap_factor
    (10.0, 1, 0.9)
    """
    n = values["children_count"]
    children, children_wijken = _surplus(
        values["reached_count"] - n * norm_reach if norm_reach is not None else None, status["gap_children_count"]
    )
    fte, fte_wijken = _surplus(
        values["kinderwerker_fte"] - n / norm_per_fte if norm_per_fte is not None else None, status["gap_fte"]
    )
    summed = fsum(values["reached_count"].dropna())
    all_shown = bool(len(status)) and bool((status["reached_count"] == Status.KNOWN).all())
    overlaps = total_reached is not None and all_shown and 0 < total_reached < summed
    return Balance(
        surplus_children_count=children,
        surplus_children_wijken=children_wijken,
        surplus_fte=fte,
        surplus_fte_wijken=fte_wijken,
        overlap_factor=total_reached / summed if overlaps and total_reached is not None else None,
        reached_sum=summed if overlaps else None,
    )


def compute_averages(
    values: pd.DataFrame, status: pd.DataFrame, totals: Cells, counted_once: float | None
) -> dict[str, Average]:
    """Return what the reach and the children per fte of a wijk can be compared with.

    A child that counts in two wijken counts twice in both: with U, each child once, below sum(u) it is sum(u) / sum(n)
    instead of U / N, both over the wijken that have a reach; so it is where U is not shown. Only those are compared,
    and nothing that is hidden goes into it.

    Parameters
    ----------
    values, status : a row per wijk, as in `Coverage`, small counts hidden and rates filled.
    totals : of the gemeente.
    counted_once : as `total_reached` of `compute_balance`.
    """
    share, per_fte = totals["reach_share"], totals["children_per_fte"]
    reach = Average(share.value if share.known else None)
    reached = fsum(values["reached_count"].where(status["reached_count"] == Status.KNOWN).dropna())
    doubles = counted_once is not None and 0 < counted_once < reached
    if doubles or not share.known:
        shown = values[(status["reach_share"] == Status.KNOWN).to_numpy(bool)]
        children = fsum(shown["children_count"])
        if children:
            reach = Average(fsum(shown["reached_count"]) / children, "wijken" if share.known else "bekende_wijken")
        elif share.known:
            reach = Average(None, "wijken")
    return {"reach_share": reach, "children_per_fte": Average(per_fte.value if per_fte.known else None)}


def _surplus(above: pd.Series | None, gap_status: pd.Series) -> tuple[float | None, int]:
    """Return the sum of what is above the measure, and in how many wijken."""
    known = gap_status == Status.KNOWN
    if above is None or not known.any():
        return None, 0
    extra = above[known & (above > 0)]
    # A measure that the wijken themselves make leaves rounding of floats above it.
    return float(np.round(fsum(extra), 9)), int((extra > 1e-9).sum())
