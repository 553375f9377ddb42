"""What is not shown, and what the rest allows it to be: nothing but published figures goes into it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from kinderwerk_stats.model.status import Cells, Status

Numbers = Sequence[float] | np.ndarray
# Stands for "any number" in a bound: so large that what is shown beside it plays no part.
_ANY = 1e15


def left_out_of(values: pd.DataFrame, status: pd.DataFrame, figure: str) -> tuple[str, ...]:
    """Return the wijken that a sum of a figure leaves out: those without it in which children live, or may live.

    Parameters
    ----------
    values, status : a row per wijk, as in `Coverage`.
    figure : what is summed.
    """
    nobody = (status["children_high"] == Status.KNOWN) & (values["children_high"] == 0)
    missing = (status[figure] != Status.KNOWN) & ~nobody
    return tuple(str(code) for code in values.index[missing.to_numpy(bool)])


def bound_unseen_reach(
    values: pd.DataFrame,
    status: pd.DataFrame,
    totals: Cells,
    threshold: int,
    *,
    adds_up: bool,
    other_children: bool,
    total_may_lack: bool,
) -> dict[str, float]:
    """Return how many children can have been reached in every wijk that shows no number; the least is 0.

    Which of them is below the threshold is not known: that is hidden. So each can be all children who live there, and
    no more than the published total leaves.

    Parameters
    ----------
    values, status : a row per wijk, small counts hidden.
    totals : of the gemeente, as published.
    threshold : counts from 1 to one below it are hidden; 0 hides none.
    adds_up : the total is the sum of the wijken, so that it is known what those who are not shown have together.
    other_children : other children can be counted than those of whom the number is known, such as other ages.
    total_may_lack : the total may leave out wijken of which nothing was given; then it says nothing about those.

    Returns
    -------
    wijk_code -> most; infinity where nothing limits it.
    """
    reached = values["reached_count"].where(status["reached_count"] == Status.KNOWN)
    unseen = reached.index[reached.isna()]
    more = other_children or bool((reached > values["children_high"]).any())
    lives = values.loc[unseen, "children_high"].fillna(np.inf).clip(lower=max(threshold - 1, 0))
    most = pd.Series(np.inf, unseen) if more else lives
    total = totals["reached_count"]
    if total.known:
        rest = total.value - reached.sum()
        limit = rest if adds_up and rest >= 0 else total.value
        within = (status.loc[unseen, "reached_count"] == Status.SUPPRESSED) | (not total_may_lack)
        most = most.mask(within & (most > limit), limit)
    return {str(code): float(value) for code, value in most.items()}


def bound_mean(scores: Numbers, low: Numbers, high: Numbers) -> tuple[float, float]:
    """Return the least and the most that sum(c u) / sum(u) can be when every u lies between its own low and high.

    The most is reached with the largest scores at their high and the others at their low, for one place to cut: the
    quotient is linear over linear in each u, so that no u stops halfway.

    Parameters
    ----------
    scores : c, any finite numbers.
    low, high : of u, 0 <= low <= high; a high of infinity is any number.

    Returns
    -------
    (least, most), or (nan, nan) when every u is 0 in all cases.

    Examples
    --------
    >>> bound_mean([-1.0, 0.0, 1.0], [10, 10, 0], [10, 10, 20])
    (-0.5, 0.25)
    """
    c, least, most = (np.asarray(given, float) for given in (scores, low, high))
    most = np.minimum(most, _ANY)
    down = np.argsort(-c, kind="stable")
    return -_highest_mean(-c[down[::-1]], least[down[::-1]], most[down[::-1]]), _highest_mean(
        c[down], least[down], most[down]
    )


def _highest_mean(c: np.ndarray, low: np.ndarray, high: np.ndarray) -> float:
    """Return the highest mean; the rows stand in falling order of c."""
    tops, weights = [], []
    for cut in range(len(c) + 1):
        u = np.where(np.arange(len(c)) < cut, high, low)
        tops.append(float(c @ u))
        weights.append(float(u.sum()))
    means = [top / weight for top, weight in zip(tops, weights, strict=True) if weight > 0]
    return max(means, default=float("nan"))
