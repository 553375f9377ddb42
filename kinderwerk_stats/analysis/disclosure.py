"""Which counts may not be shown, so that nobody can work out how many children a small count stands for."""

from collections.abc import Sequence
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

    P = the counts of 1 .. k-1, p of them. Hidden with them are the m smallest other counts above zero, the least m >= 1
    for which, with s the sum of all that is hidden and N the smallest count that is still shown:

    1. s - (p - 1) - m k >= k: there is room below, should any small count be k - 1;
    2. s - (p - 1)(k - 1) <= m (N - 1): there is room above, should any be 1; it holds where nothing is left to show;
    3. m = 1, or s - (p - 1)(k - 1) - 1 >= m k.

    When no m will do, all counts are hidden and so is the total.

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
    Every small count keeps all values 1 .. k-1, also for someone who knows which counts are small and who repeats this
    rule on whatever the hidden counts could be. What 1 to 3 look at is the same for all of those but the order in which
    m was tried, and there is always one that fails for each smaller m: the small ones as large as 3 lets them be, or as
    small as can be where the total is hidden, and the others at most 1 apart. Hiding "at least two" is not enough: of 4
    and 4, with 8 left of the total, both are given away; of 4 and 17, beside another 17 that is shown, too.
    Zeros are shown. Counts as large as each other go by wijk code.
    A count that the source hid is in P; it enters s as 1 in 1 and 3, and as k - 1 in 2: then the rule holds both for a
    total that includes it and for one that does not, but not for whoever knows that the source hid it and repeats the
    rule.
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

    by_source = int(hidden_by_source.sum())
    known = float(counts.where(primary & ~hidden_by_source, 0).sum())
    others = counts[(counts >= threshold) & ~primary].sort_index().sort_values(kind="stable")
    more = count_protecting(
        others.tolist(),
        primary=int(primary.sum()),
        least=known + by_source,
        most=known + by_source * (threshold - 1),
        threshold=threshold,
    )
    hidden.loc[others.index[:more]] = True
    return Suppression(hidden, total_hidden=more is None)


def count_protecting(others: Sequence[float], *, primary: int, least: float, most: float, threshold: int) -> int | None:
    """Return how many counts to hide beside the small ones, smallest first; None when the total has to go too.

    Parameters
    ----------
    others : the counts of at least k, ascending.
    primary : how many small counts there are, one or more.
    least, most : what the small counts can be together, as far as the file says: equal unless the source hid one.
    threshold : k.

    Examples
    --------
    >>> [count_protecting(others, primary=1, least=4, most=4, threshold=5) for others in ([17, 54], [17, 17, 54], [5])]
    [1, 2, None]
    """
    # Of all small counts but one: the least and the most that they can be.
    low, high = primary - 1, (primary - 1) * (threshold - 1)
    for m in range(1, len(others) + 1):
        least += others[m - 1]
        most += others[m - 1]
        below = least - low - m * threshold >= threshold
        above = m == len(others) or most - high <= m * (others[m] - 1)
        again = m == 1 or least - high - 1 >= m * threshold
        if below and above and again:
            return m
    return None


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
