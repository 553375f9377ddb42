"""The figures that need is made of, from those that CBS publishes; and coverage with them as a weight."""

from math import fsum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kinderwerk_stats.analysis.need import Need
from kinderwerk_stats.analysis.need_structure import HOMES, JEUGDZORG, POVERTY, SES_WOA
from kinderwerk_stats.model.status import Cells, Figure, Status

# As CBS publishes them; the others are computed.
_AS_THEY_ARE = (*POVERTY, JEUGDZORG, *HOMES, "bso_distance_km", SES_WOA)
_EDUCATION = ("education_low_count", "education_middle_count", "education_high_count")
WEIGHTED = ("weighted_children_per_fte", "weighted_gap_children_count", "weighted_gap_fte")


def derive_need_figures(values: pd.DataFrame, status: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the indicators of need, as far as the figures have them, with their statuses.

    bijstand_per_100 = 100 bijstand / (inhabitants - children of 0-14 - 65 and over)
    education_low_share = low / (low + middle + high)

    Parameters
    ----------
    values, status : figures of CBS, a row per area, as in `CbsTable`.

    Returns
    -------
    Values and statuses with the same rows. What is computed from an absent figure has that figure's status; without
    the column of 65 and over, bijstand is per 100 inhabitants of 15 and over.
    """
    new, states = {}, {}
    for name in _AS_THEY_ARE:
        if name in values:
            new[name], states[name] = values[name].astype(float), status[name]
    if {"bijstand_count", "population_count", "children_0_14_count"} <= set(values.columns):
        parts = ["bijstand_count", "population_count", "children_0_14_count"]
        adults = values["population_count"] - values["children_0_14_count"]
        if "population_65_plus_count" in values and values["population_65_plus_count"].notna().any():
            parts.append("population_65_plus_count")
            adults = adults - values["population_65_plus_count"]
        new["bijstand_per_100"], states["bijstand_per_100"] = _divide(
            100 * values["bijstand_count"], adults, status[parts]
        )
    if set(_EDUCATION) <= set(values.columns):
        counts = values[list(_EDUCATION)]
        new["education_low_share"], states["education_low_share"] = _divide(
            counts["education_low_count"], counts.sum(axis=1, skipna=False), status[list(_EDUCATION)]
        )
    return pd.DataFrame(new, index=values.index), pd.DataFrame(states, index=values.index).astype("int8")


def draw_need_weights(
    need: Need, children: pd.Series, *, steepness: float | None = None, draws: int | None = None
) -> NDArray[np.float64]:
    """Return q of every wijk in each draw of the index: wijken change places, and a place keeps its percentile.

    q = R^p / (sum(n R^p) / sum(n)), as `need_weights` has it

    Parameters
    ----------
    need : its `ranks` hold the places in each draw.
    children : n per wijk.
    steepness : R; None: that of the index.
    draws : how many; None: all there are.

    Returns
    -------
    A row per draw and a column per wijk with an index, in the order of `need.frame`.
    """
    indexed = need.frame.index[need.frame["index"].notna()]
    # The highest place has the highest percentile.
    of_place = np.sort(need.frame.loc[indexed, "percentile"].to_numpy(float))[::-1]
    raw = (need.settings.steepness if steepness is None else steepness) ** of_place[need.ranks[:draws] - 1]
    n = children.reindex(indexed).fillna(0.0).to_numpy(float)
    weights: NDArray[np.float64] = raw * (n.sum() / (raw @ n))[:, None]
    return weights


def weigh_coverage(
    values: pd.DataFrame, status: pd.DataFrame, need_weight: pd.Series, norm_children_per_fte: float | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return coverage in which a child counts for what need makes of it.

    n q / x children per fte, g q children short, f = max(0, n q / nu - x) fte short

    Parameters
    ----------
    values, status : as in `Coverage`: small counts are hidden there already, and so they stay.
    need_weight : q per wijk, NaN without index.
    norm_children_per_fte : nu; None where there is none.

    Returns
    -------
    Columns `WEIGHTED`, and their statuses: those of the figures that they are made of, UNKNOWN without q or nu.
    """
    q = need_weight.reindex(values.index)
    nu = np.nan if norm_children_per_fte is None else norm_children_per_fte
    weighted = pd.DataFrame(
        {
            "weighted_children_per_fte": values["children_per_fte"] * q,
            "weighted_gap_children_count": values["gap_children_count"] * q,
            "weighted_gap_fte": (values["children_count"] * q / nu - values["kinderwerker_fte"]).clip(lower=0),
        }
    )
    states = pd.DataFrame(
        {
            name: status[of].mask((status[of] == Status.KNOWN) & weighted[name].isna(), np.int8(Status.UNKNOWN))
            for name, of in zip(WEIGHTED, ("children_per_fte", "gap_children_count", "gap_fte"), strict=True)
        }
    )
    return weighted.where(states == Status.KNOWN), states.astype("int8")


def total_weighted(values: pd.DataFrame, need_weight: pd.Series, weighted: pd.DataFrame) -> Cells:
    """Return `WEIGHTED` of the gemeente: the sum of the gaps that are shown, and sum(n q) / sum(x).

    A sum is `at_least` where wijken in which children live show no gap.
    Children per fte is over the wijken with q, n and x; UNKNOWN where no wijk shows a figure, NO_KINDERWERKER where no
    wijk has any fte.
    """
    children = values["children_count"] * need_weight.reindex(values.index)
    both = children.notna() & values["kinderwerker_fte"].notna()
    fte = float(values.loc[both, "kinderwerker_fte"].sum())
    if not both.any():
        per_fte = Figure(np.nan, Status.UNKNOWN)
    elif fte == 0:
        per_fte = Figure(np.nan, Status.NO_KINDERWERKER)
    else:
        per_fte = Figure(float(children[both].sum()) / fte, Status.KNOWN)
    totals = {"weighted_children_per_fte": per_fte}
    for name in WEIGHTED[1:]:
        shown = weighted[name].dropna()
        at_least = bool((weighted[name].isna() & ~(values["children_high"] == 0)).any())
        totals[name] = Figure(fsum(shown), Status.KNOWN, at_least) if len(shown) else Figure(np.nan, Status.UNKNOWN)
    return totals


def _divide(top: pd.Series, bottom: pd.Series, states: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return a quotient and its status: the first of its parts that is absent, NOT_APPLICABLE without people."""
    state = states.iloc[:, 0]
    for column in states.columns[1:]:
        state = state.where(state != Status.KNOWN, states[column])
    nobody = (state == Status.KNOWN) & ~(bottom > 0)
    state = state.mask(nobody, np.int8(Status.NOT_APPLICABLE))
    return (top / bottom.where(bottom > 0)).where(state == Status.KNOWN), state.astype("int8")
