"""Whole posts instead of loose tenths: who gets one, chosen together."""

from collections.abc import Sequence

import numpy as np


def choose_whole_posts(worth: Sequence[Sequence[float]], opening: Sequence[int], budget: int) -> list[int]:
    """Return the tenths per wijk of the best division in which each gets nothing, or at least its opening.

    best_i(b) = max over y of best_(i-1)(b - y) + worth_i(y), y = 0 or opening_i and up: over the wijken one by one

    Parameters
    ----------
    worth : per wijk what 0, 1, 2, … tenths are worth; as far as it can get any.
    opening : per wijk the fewest tenths it can get.
    budget : how many there are.

    Returns
    -------
    As much of the budget as can be given, and of those divisions the one that is worth most in all.

    Notes
    -----
    Every division is weighed, so it is exact; the time grows with wijken x budget². Greedy is not exact here: the
    first tenths of a post may do little and the whole of it much.

    Examples
    --------
    >>> choose_whole_posts([[0, 5, 6, 6.5], [0, 4, 7, 9]], [1, 3], 3)
    [0, 3]
    """
    best = np.full(budget + 1, -np.inf)
    best[0] = 0.0
    choices = []
    for values, first in zip(worth, opening, strict=True):
        found, choice = best.copy(), np.zeros(budget + 1, dtype=np.int32)
        for size in range(first, min(len(values), budget + 1)):
            with_it = best[: budget + 1 - size] + values[size]
            better = with_it > found[size:]
            found[size:][better] = with_it[better]
            choice[size:][better] = size
        best = found
        choices.append(choice)
    left = int(np.flatnonzero(np.isfinite(best))[-1])
    sizes = []
    for choice in reversed(choices):
        sizes.append(int(choice[left]))
        left -= sizes[-1]
    return sizes[::-1]
