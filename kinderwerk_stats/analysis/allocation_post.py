"""Whole posts instead of loose tenths: who gets one, chosen together."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_ROUNDING = 1e-11


def choose_whole_posts(worth: Matrix, opening: NDArray[np.int64], budget: int) -> list[int]:
    """Return the tenths per wijk of the best division in which each gets nothing, or at least its opening.

    best_i(b) = max over y of best_(i-1)(b - y) + worth_i(y), y = 0 or opening_i and up: over the wijken one by one

    Parameters
    ----------
    worth : a row per wijk, what 0, 1, 2, … tenths are worth; -inf for more than it can get.
    opening : per wijk the fewest tenths it can get.
    budget : how many there are.

    Returns
    -------
    As much of the budget as can be given, and of those divisions the one that is worth most in all.

    Notes
    -----
    Every division is weighed, so it is exact. Greedy is not: the first tenths of a post may do little and the whole of
    it much. What surely is in no best division is left out first (`_may_be_best`): mostly two or three numbers of
    tenths per wijk remain.

    Examples
    --------
    >>> worth = np.array([[0, 5, 6, 6.5], [0, 4, 7, 9]])
    >>> choose_whole_posts(worth, np.array([1, 3]), 3)
    [0, 3]
    """
    sizes = np.arange(worth.shape[1])
    allowed = np.where((sizes == 0) | (sizes >= opening[:, None]), worth, -np.inf)
    usable = _may_be_best(allowed, opening, budget)
    chosen = usable.argmax(axis=1)
    rest = budget - int(chosen.sum())
    best = np.full(rest + 1, -np.inf)
    best[0] = 0.0
    several, choices = np.flatnonzero(usable.sum(axis=1) > 1), []
    for at in several:
        found, choice = np.full(rest + 1, -np.inf), np.zeros(rest + 1, dtype=np.int64)
        options = np.flatnonzero(usable[at]) - chosen[at]
        for more in options[options <= rest]:
            with_it = best[: rest + 1 - more] + allowed[at, chosen[at] + more]
            better = with_it > found[more:]
            found[more:][better] = with_it[better]
            choice[more:][better] = more
        best = found
        choices.append(choice)
    left = int(np.flatnonzero(np.isfinite(best))[-1])
    for at, choice in zip(several[::-1], choices[::-1], strict=True):
        more = choice[left]
        chosen[at] += more
        left -= more
    tenths: list[int] = chosen.tolist()
    return tenths


def _may_be_best(allowed: Matrix, opening: NDArray[np.int64], budget: int) -> NDArray[np.bool_]:
    """Return which tenths per wijk can be part of a best division that spends the budget.

    With a price p per tenth, no division is worth more than p budget + sum of max(worth_i(y) - p y). A y by which a
    wijk falls further short of its max than some division falls short of that bound is in none that is better.
    """
    everything = np.isfinite(allowed)
    sizes, wijken = np.arange(allowed.shape[1]), np.arange(len(allowed))
    price = _find_price(allowed, budget)
    if not np.isfinite(price):
        return everything
    net = allowed - price * sizes
    division = net.argmax(axis=1)
    # What the price leaves over goes where a tenth of it does most.
    while left := budget - int(division.sum()):
        size = np.where(division > 0, 1, opening)
        after = np.minimum(division + size, allowed.shape[1] - 1)
        can = (size <= left) & (after == division + size) & everything[wijken, after]
        if not can.any():
            return everything
        more = (allowed[wijken, after] - allowed[wijken, division]) / size
        chosen = int(np.where(can, more, -np.inf).argmax())
        division[chosen] = after[chosen]
    most = net.max(axis=1)
    short = float(most.sum() + price * budget - allowed[wijken, division].sum())
    rounding = 1e-9 * (float(np.abs(most).sum()) + abs(price) * budget)
    near: NDArray[np.bool_] = everything & (most[:, None] - net <= short + rounding)
    return near


def _find_price(allowed: Matrix, budget: int) -> float:
    """Return what the last tenth of the budget is worth if posts could be given in part; not finite where none is.

    Until its best size a wijk takes every tenth for the mean of that size, and after it for what each adds. Any price
    gives a bound that holds; this one is the sharpest.
    """
    if not budget:
        return float("inf")
    sizes = np.arange(1, allowed.shape[1])
    mean = allowed[:, 1:] / sizes
    finite = np.isfinite(allowed)
    added = np.where(finite[:, 1:] & finite[:, :-1], 0.0, -np.inf)
    np.subtract(allowed[:, 1:], allowed[:, :-1], out=added, where=added == 0)
    added = np.where(sizes <= 1 + mean.argmax(axis=1)[:, None], mean.max(axis=1)[:, None], added)
    last = len(added) * len(sizes) - budget
    ranked = np.partition(added, [max(last - 1, 0), last], axis=None)
    if not np.isfinite(ranked[last]):
        return float("-inf")
    # Between the last that is taken and the first that is not: then exactly the budget is.
    first_not = ranked[last - 1] if last and np.isfinite(ranked[last - 1]) else ranked[last]
    between = float(ranked[last] + first_not) / 2
    # Where a post lies across the end of the budget, rounding must not give all of it.
    return between + _ROUNDING * abs(between)
