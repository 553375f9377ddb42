"""Which counts may not be shown, so that nobody can work out how many children a small count stands for."""

from dataclasses import dataclass

import pandas as pd

from kinderwerk_stats.model.threshold import DEFAULT_THRESHOLD


@dataclass(frozen=True, eq=False)
class Suppression:
    """What to hide in a column of counts.

    `hidden`: bool per wijk, index and order of the counts. Small counts and the ones hidden to protect them
    are not told apart: a reader must not learn which is which. `total_hidden`: hide the column's total too.
    """

    hidden: pd.Series
    total_hidden: bool


def choose_suppressed(
    counts: pd.Series,
    *,
    total: float | None,
    threshold: int = DEFAULT_THRESHOLD,
    already_hidden: pd.Series | None = None,
) -> Suppression:
    """Choose the counts to hide so that total and shown counts together give no small count away.

    P = counts of 1 .. k-1; S = P plus the smallest other counts above zero, until at least one such count is in S
    and sum(S) - ((|P| - 1) + k |S without P|) >= k - 1. When none is left, the total is hidden too.

    Parameters
    ----------
    counts : children per wijk; index wijk codes (unique), NaN where there is no figure.
    total : the published total of these counts; None when no total is published, then only P is hidden.
    threshold : k; counts from 1 to k - 1 are small.
    already_hidden : bool per wijk, True where the source itself wrote "<5" or alike; `counts` is NaN there.

    Returns
    -------
    Suppression, one row per wijk in `counts`, same order.

    Raises
    ------
    ValueError
        For a threshold below 2, a repeated wijk, a negative count, or a count where the source hid it.

    Notes
    -----
    The rule makes every small count keep all values 1 .. k-1, also for someone who knows which counts are small
    and that the others are at least k. Hiding "at least two" is not enough: 4 and 4, with 8 left of the total,
    are both given away.
    Zeros are shown. Counts as large as each other go by wijk code.
    A count that the source hid is in P and enters the sum as 1, the least it can be: then the rule holds both
    for a total that includes it and for one that does not.
    Other NaN counts neither help nor harm: whoever knows them can subtract them, so they hide nothing.
    A total below the sum (children counted once) or above it (children of unknown wijk) tells less about the hidden
    counts than the sum itself, so the rule holds for them too.

    Examples
    --------
    >>> counts = pd.Series([3, 12, 45], index=["WK990001", "WK990002", "WK990003"])
    >>> choose_suppressed(counts, total=60).hidden.tolist()
    [True, True, False]
    """
    _check(counts, threshold, already_hidden)
    hidden_by_source = pd.Series(False, index=counts.index) if already_hidden is None else already_hidden.astype(bool)
    primary = hidden_by_source | ((counts > 0) & (counts < threshold))
    hidden = primary.copy()
    if total is None or not primary.any():
        return Suppression(hidden, total_hidden=False)

    # What a small count has left once every other hidden count is as small as it can be.
    room = float(counts.where(primary & ~hidden_by_source, 0).sum()) + int(hidden_by_source.sum()) - (primary.sum() - 1)
    others = counts[(counts >= threshold) & ~primary].sort_index().sort_values(kind="stable")
    for wijk_code in others.index:
        hidden.loc[wijk_code] = True
        room += float(others[wijk_code]) - threshold
        if room >= threshold - 1:
            return Suppression(hidden, total_hidden=False)
    return Suppression(hidden, total_hidden=True)


def _check(counts: pd.Series, threshold: int, already_hidden: pd.Series | None) -> None:
    if threshold < 2:
        raise ValueError(f"threshold must be at least 2, got {threshold}")
    if not counts.index.is_unique:
        raise ValueError("counts has a wijk more than once")
    if (counts < 0).any():
        raise ValueError("counts has a negative count")
    if already_hidden is not None:
        if not already_hidden.index.equals(counts.index):
            raise ValueError("already_hidden has another index than counts")
        if counts[already_hidden.astype(bool)].notna().any():
            raise ValueError("counts has a number where already_hidden says that the source hid it")
