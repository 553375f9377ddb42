"""The questions of a plan turned round: what reaches a goal, where least is lost, how many children one fte reaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, fsum
from typing import Literal, NamedTuple

from kinderwerk_stats.analysis.allocation import (
    FTE,
    NEED,
    TENTH,
    AllocationInput,
    Objective,
    Step,
    make_key,
)

# A part of a tenth: an average is rounded, and who has the average lacks nothing.
_NOTHING = Fraction(1, 1_000_000)
GoalKind = Literal["bereik", "kinderen_per_fte", "gewogen_kinderen_per_fte", "fte"]


class ReachPerFte(NamedTuple):
    """Children that one fte reaches while there are plenty: of the gemeente, and of the lowest and highest wijk.

    An assumption. `wijken`: how many show reach and fte, and so took part.
    """

    pooled: float
    low: float
    high: float
    wijken: int


def calibrate_reach_per_fte(
    children: Sequence[float], reached: Sequence[float], fte: Sequence[float]
) -> ReachPerFte | None:
    """Return a = (u / x) / (1 - u / n): what the curve r(x) = n a x / (n + a x) has where it meets what is counted.

    Parameters
    ----------
    children, reached, fte : n, u and x of the wijken in which all three are shown.

    Returns
    -------
    ReachPerFte; None where no wijk has children, fte and reach between none and all.

    Notes
    -----
    The pooled one is of their sums. A wijk in which nobody, or everybody, was reached lies on no curve and is left out.

    Examples
    --------
    >>> found = calibrate_reach_per_fte([400, 600], [72, 150], [0.5, 1.0])
    >>> [round(value, 1) for value in found]
    [190.2, 175.6, 200.0, 2]
    """
    usable = [(n, u, x) for n, u, x in zip(children, reached, fte, strict=True) if 0 < u < n and x > 0]
    if not usable:
        return None
    each = [_slope(*figures) for figures in usable]
    n, u, x = (fsum(figures) for figures in zip(*usable, strict=True))
    return ReachPerFte(_slope(n, u, x), min(each), max(each), len(usable))


def _slope(n: float, u: float, x: float) -> float:
    return u / x / (1 - u / n)


@dataclass(frozen=True)
class Goal:
    """What every wijk is to have at least: `kind` and how much.

    "bereik": a share of the children, on the curve. "kinderen_per_fte" and "gewogen_kinderen_per_fte": at most so many
    children (need-weighted) per fte. "fte": at least so much.
    """

    kind: GoalKind
    value: float


def compute_tenths_for_goal(given: AllocationInput, goal: Goal) -> tuple[int, ...]:
    """Return how many tenths of fte each wijk lacks for a goal.

    bereik rho: x >= rho n / (a (1 - rho)); children per fte nu: x >= n / nu, or n q / nu; fte m: x >= m

    Raises
    ------
    ValueError
        A goal that is not above 0, a share that is not below 1, or a reach without `children_per_fte`.

    Examples
    --------
    >>> given = AllocationInput(("A", "B"), (400.0, 600.0), (1.5, 0.8), (0.5, 1.0), 0)
    >>> compute_tenths_for_goal(given, Goal("kinderen_per_fte", 500))
    (3, 2)
    """
    return tuple(max(0, ceil(tenths - _NOTHING)) for tenths in _lacking(given, goal))


def compute_fte_for_goal(given: AllocationInput, goal: Goal, chosen: Sequence[bool] | None = None) -> float:
    """Return how much fte all wijken, or the chosen ones, lack for a goal, before each is rounded up to a tenth.

    >>> given = AllocationInput(("A", "B"), (400.0, 600.0), (1.5, 0.8), (0.55, 1.03), 0)
    >>> round(compute_fte_for_goal(given, Goal("kinderen_per_fte", 500)), 3)
    0.42
    """
    lacking = zip(_lacking(given, goal), chosen or [True] * len(given.codes), strict=True)
    return float(sum(max(Fraction(0), tenths) for tenths, counts in lacking if counts) * TENTH / FTE)


def _lacking(given: AllocationInput, goal: Goal) -> list[Fraction]:
    """Return the tenths that each wijk lacks, not rounded; below 0 for who has more."""
    if not goal.value > 0 or (goal.kind == "bereik" and goal.value >= 1):
        raise ValueError(f"no goal: {goal}")
    value = Fraction(str(goal.value))
    if goal.kind == "bereik":
        if given.children_per_fte is None:
            raise ValueError("a goal in reach needs children_per_fte")
        per_child = value / (Fraction(str(given.children_per_fte)) * (1 - value))
    else:
        per_child = 1 / value
    lacking = []
    for n, need, have in zip(given.children, given.needs, given.start, strict=True):
        children = Fraction(need, NEED) if goal.kind == "gewogen_kinderen_per_fte" else Fraction(str(round(n, 3)))
        wanted = value if goal.kind == "fte" else children * per_child
        lacking.append((wanted * FTE - have) / TENTH)
    return lacking


def average_goals(given: AllocationInput) -> tuple[Goal, ...]:
    """Return the averages as goals: children per fte and need-weighted children per fte; none without fte."""
    fte = fsum(given.fte)
    if not fte:
        return ()
    weighted = fsum(n * q for n, q in zip(given.children, given.need_weight, strict=True))
    return (
        Goal("kinderen_per_fte", fsum(given.children) / fte),
        Goal("gewogen_kinderen_per_fte", weighted / fte),
    )


def order_least_loss(given: AllocationInput, objective: Objective, tenths: int) -> tuple[Step, ...]:
    """Return where tenths of fte go first when the budget falls: each is the one that the goal misses least.

    The steps of `allocate` backwards: the last that was given is the first to go. What stands in a wijk below a whole
    tenth, or is its minimum, is not taken.

    Parameters
    ----------
    given : its budget plays no part; `fte` is what there is.
    tenths : how many go, or as many as there are.

    Returns
    -------
    Steps; their value is that of the tenth that goes. Of equal ones the least n q goes first, then the last code.
    """
    lower = given.lower_tenths or (0,) * len(given.codes)
    had = [round(x * FTE) for x in given.fte]
    spare = [max(0, (have - low * TENTH) // TENTH) for have, low in zip(had, lower, strict=True)]
    key, weight = make_key(given, objective)
    # The keys of a wijk only rise, so its last tenth is the one that counts least.
    last_first = sorted(
        (
            (key(at, had[at] - (number + 1) * TENTH), -weight[at], at)
            for at, count in enumerate(spare)
            for number in range(min(count, tenths))
        ),
        reverse=True,
    )
    return tuple(Step(at, abs(value)) for value, _, at in last_first[:tenths])
