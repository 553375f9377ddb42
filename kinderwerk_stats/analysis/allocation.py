"""Where extra kinderwerk goes under one of five goals, in tenths of fte, step by step."""

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, get_args

import numpy as np

from kinderwerk_stats.analysis.allocation_post import choose_whole_posts
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning

Objective = Literal["evenredig", "laagste", "meeste", "kloof", "formule"]
OBJECTIVES: tuple[Objective, ...] = get_args(Objective)
DEFAULT_OBJECTIVE: Objective = "laagste"
# These need the curve, and so how many children one fte reaches.
WITH_CURVE: frozenset[Objective] = frozenset({"meeste", "kloof"})

# What there is comes in thousandths of fte, what is added in tenths.
TENTH, FTE = 100, 1_000
_CHILDREN, _WEIGHT = 1_000, 1_000_000
# Of n q.
NEED = _CHILDREN * _WEIGHT
# More takes more than 250 MB.
_MOST_WEIGHED = 5_000_000
# Twenty times all kinderwerkers there are; more is a slip of the keys.
MOST_FTE = 10_000
PLACE = Place(subject="verdeling")


@dataclass(frozen=True)
class AllocationInput:
    """What an allocation is made of; one entry per wijk that takes part, in the order of their codes.

    Nothing in it is a count of reached children, so that no allocation can tell one that is hidden; only
    `children_per_fte` may be calibrated, on counts that are shown.

    `children`: n, above 0. `need_weight`: q, above 0, on average 1 over the children. `fte`: x, what is there.
    `budget_tenths`: what is added. `lower_tenths`, `upper_tenths`: what a wijk has at least and at most afterwards;
    empty for no bounds, None for no maximum. `children_per_fte`: a, children reached per fte while there are plenty;
    None where it is not known. `keep`: what is there stays; False divides it anew together with what is added.
    `post_tenths`: a wijk that gets something has at least this much afterwards. `target`: what "formule" is in
    proportion to; empty without.

    n and a count to the thousandth, q to the millionth, x to the thousandth.
    """

    codes: tuple[str, ...]
    children: tuple[float, ...]
    need_weight: tuple[float, ...]
    fte: tuple[float, ...]
    budget_tenths: int
    lower_tenths: tuple[int, ...] = ()
    upper_tenths: tuple[int | None, ...] = ()
    children_per_fte: float | None = None
    keep: bool = True
    post_tenths: int = 0
    target: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no caller may give."""
        per_wijk = (self.children, self.need_weight, self.fte, *filter(None, (self.lower_tenths, self.upper_tenths)))
        if any(len(figures) != len(self.codes) for figures in (*per_wijk, *filter(None, (self.target,)))):
            raise ValueError("not one figure per wijk")
        if any(first >= second for first, second in zip(self.codes, self.codes[1:], strict=False)):
            raise ValueError("codes are not in order, or not unique")
        if not all(x >= 0 for x in self.fte) or min((*self.children, *self.need_weight, *self.needs), default=1) <= 0:
            raise ValueError("children and need weights have to be above 0, and fte not below")
        if self.budget_tenths < 0 or (self.children_per_fte is not None and not self.children_per_fte > 0):
            raise ValueError("the budget may not be below 0, and children per fte has to be above it")

    @cached_property
    def start(self) -> tuple[int, ...]:
        """Return what each wijk begins with, in thousandths of fte."""
        return tuple(round(x * FTE) if self.keep else 0 for x in self.fte)

    @cached_property
    def pool(self) -> int:
        """Return what is divided, in thousandths: the budget, and when starting over also what was there."""
        return self.budget_tenths * TENTH + (0 if self.keep else sum(round(x * FTE) for x in self.fte))

    @property
    def pool_tenths(self) -> int:
        """Return what is divided, down to whole tenths."""
        return self.pool // TENTH

    @property
    def all_tenths(self) -> int:
        """Return what there is afterwards in all, down to whole tenths: what a formula divides."""
        return (self.pool + sum(self.start)) // TENTH

    @cached_property
    def needs(self) -> tuple[int, ...]:
        """Return n q per wijk, in whole billionths, so that equal needs are equal."""
        return tuple(
            round(n * _CHILDREN) * round(q * _WEIGHT) for n, q in zip(self.children, self.need_weight, strict=True)
        )

    @cached_property
    def least(self) -> tuple[int, ...]:
        """Return the tenths that each wijk has to get for its minimum; a whole post where that is more."""
        lower = self.lower_tenths or (0,) * len(self.codes)
        short = [max(0, -(-(low * TENTH - have) // TENTH)) for low, have in zip(lower, self.start, strict=True)]
        return tuple(max(few, self.opening[at]) if few else 0 for at, few in enumerate(short))

    @cached_property
    def most(self) -> tuple[int, ...]:
        """Return the tenths that each wijk can get."""
        upper = self.upper_tenths or (None,) * len(self.codes)
        return tuple(
            self.pool_tenths if high is None else max(0, (high * TENTH - have) // TENTH)
            for high, have in zip(upper, self.start, strict=True)
        )

    @cached_property
    def opening(self) -> tuple[int, ...]:
        """Return the fewest tenths that each wijk can get at once: 1, or what is lacking for a post."""
        return tuple(max(1, -(-(self.post_tenths * TENTH - have) // TENTH)) for have in self.start)


class Step(NamedTuple):
    """Who got the next tenths, and by what figure.

    `wijk`: place in `codes`. `value`: the figure that decided, before the step: "evenredig" and "formule": need (or the
    target) per claim, n q / (2k + 1) with k in tenths; "laagste": fte per need-weighted child; "meeste": the
    need-weighted children that it adds; "kloof": the need-weighted children not reached. `runner_up`: who would have
    been next, None without one; with an equal value the largest n q went first (of "formule": the largest target), and
    then the first code. `tenths`: more than one only for a post.
    """

    wijk: int
    value: float
    runner_up: int | None = None
    runner_up_value: float | None = None
    tenths: int = 1

    @property
    def tied(self) -> bool:
        """Return whether the next had the same value."""
        return self.value == self.runner_up_value


@dataclass(frozen=True)
class Allocation:
    """One division; a figure per wijk in the order of `codes`.

    `forced`: the tenths that a wijk got for its minimum, before the first step. `tenths`: all that it got, those
    included; when starting over that is all it has. `left_tenths`: what nobody could get; `left_fte`: the same, with
    what was no whole tenth when starting over. `before_fte`, `after_fte`: to the thousandth.
    """

    objective: Objective
    codes: tuple[str, ...]
    before_fte: tuple[float, ...]
    after_fte: tuple[float, ...]
    tenths: tuple[int, ...]
    forced: tuple[int, ...]
    steps: tuple[Step, ...]
    left_tenths: int
    left_fte: float

    @cached_property
    def added_fte(self) -> tuple[float, ...]:
        """Return what each wijk gains, below 0 where starting over takes away."""
        return tuple(
            (round(after * FTE) - round(before * FTE)) / FTE
            for before, after in zip(self.before_fte, self.after_fte, strict=True)
        )

    @property
    def gains(self) -> tuple[str, ...]:
        """Return who has more than before."""
        return tuple(code for code, more in zip(self.codes, self.added_fte, strict=True) if more > 0)

    @property
    def gains_nothing(self) -> tuple[str, ...]:
        """Return who has no more than before."""
        return tuple(code for code, more in zip(self.codes, self.added_fte, strict=True) if more <= 0)


Key = Callable[[int, int], float]
# A wijk has its maximum, no room for a post below it, or what is left is too little for a post.
WhyLeft = Literal["vol", "post_boven_maximum", "te_weinig"]


def allocate(given: AllocationInput, objective: Objective = DEFAULT_OBJECTIVE) -> Allocation:
    """Divide the budget, a tenth of fte at a time: each goes where the goal asks for it most.

    evenredig: to the largest n q / (2k + 1), k the tenths it has (Sainte-Laguë): in proportion to need
    formule: the same with the target in place of n q
    laagste: to the smallest x / (n q): raises the lowest need-weighted coverage
    meeste: to the largest q (r(x + 0.1) - r(x)), r(x) = n a x / (n + a x): most need-weighted children
    kloof: to the largest q (n - r(x)): the smallest largest need-weighted gap

    Parameters
    ----------
    given : its bounds are possible (`find_impossible`).
    objective : "meeste" and "kloof" need `children_per_fte`, "formule" needs `target`.

    Returns
    -------
    Allocation. Its order does not depend on that of a file: equal figures go to the largest n q, then the first code.

    Raises
    ------
    ValueError
        Impossible bounds, or a figure that the objective needs and that is not there.

    Notes
    -----
    Each objective is the sum, or the extreme, of what every wijk gets out of its own fte, and every next tenth does
    less than the one before: so one at a time is exact, and with a larger budget nobody has less. Two figures are
    equal when they are: each is one division of whole numbers, rounded once. With `post_tenths` the last tenths can be
    left over, and a larger budget can move a post: "laagste" and "kloof" still go one post at a time, the other three
    are chosen together (`choose_whole_posts`).

    Examples
    --------
    >>> given = AllocationInput(("A", "B"), (400.0, 600.0), (1.5, 0.8), (0.5, 1.0), budget_tenths=5)
    >>> allocate(given).tenths
    (5, 0)
    """
    if find_impossible(given):
        raise ValueError("no division fits within the bounds")
    rest = given.pool_tenths - sum(given.least)
    if given.post_tenths > 1 and objective not in ("laagste", "kloof"):
        tenths, steps = _choose_posts(given, objective, rest)
    else:
        tenths, steps = give_on(given, objective, given.least)
    return Allocation(
        objective=objective,
        codes=given.codes,
        before_fte=tuple(round(x * FTE) / FTE for x in given.fte),
        after_fte=tuple((have + got * TENTH) / FTE for have, got in zip(given.start, tenths, strict=True)),
        tenths=tuple(tenths),
        forced=given.least,
        steps=tuple(steps),
        left_tenths=given.pool_tenths - sum(tenths),
        left_fte=(given.pool - sum(tenths) * TENTH) / FTE,
    )


def give_on(given: AllocationInput, objective: Objective, already: Sequence[int]) -> tuple[list[int], list[Step]]:
    """Give the tenths that are left to who has the smallest key, again and again.

    `already`: the tenths that each has got, of its minimum or of the first steps.
    """
    tenths, start, most = list(already), given.start, given.most
    rest = given.pool_tenths - sum(tenths)
    key, weight = make_key(given, objective)
    heap = [
        (key(at, start[at] + got * TENTH), -weight[at], at)
        for at, got in enumerate(tenths)
        if got < most[at] and weight[at]
    ]
    heapq.heapify(heap)
    steps: list[Step] = []
    while rest and heap:
        value, _, at = heap[0]
        size = 1 if tenths[at] else given.opening[at]
        if size > rest or size > most[at] - tenths[at]:
            # It cannot be paid any more.
            heapq.heappop(heap)
            continue
        # The two below the top of a heap are the next in line.
        then = min(heap[1:3], default=None)
        next_one, next_value = (None, None) if then is None else (then[2], abs(then[0]))
        steps.append(Step(at, abs(value), next_one, next_value, size))
        tenths[at] += size
        rest -= size
        if tenths[at] < most[at]:
            heapq.heapreplace(heap, (key(at, start[at] + tenths[at] * TENTH), -weight[at], at))
        else:
            heapq.heappop(heap)
    return tenths, steps


def _choose_posts(given: AllocationInput, objective: Objective, rest: int) -> tuple[list[int], list[Step]]:
    """Give what is left in whole posts, chosen together: the first tenths alone do not say who is to have one."""
    key, weight = make_key(given, objective)
    begin = np.array(given.start) + np.array(given.least) * TENTH
    have = begin[:, None] + np.arange(rest + 1) * TENTH
    if objective == "meeste":
        per_fte = round(given.children_per_fte or 0.0, 3)
        full = np.round(given.children, 3)[:, None] * FTE
        worth = np.array(given.needs)[:, None] * per_fte * have / (full + per_fte * have) / NEED
    else:
        # In proportion to need: the sum of x² / (n q) is the least. Who has no target gets nothing.
        worth = -((have / TENTH) ** 2) / np.maximum(np.array(weight), 1)[:, None] * NEED
    most = np.where(np.array(weight) > 0, np.array(given.most) - given.least, 0)
    worth = np.where(np.arange(rest + 1) <= most[:, None], worth - worth[:, :1], -np.inf)
    opening = [1 if got else first for got, first in zip(given.least, given.opening, strict=True)]
    more = choose_whole_posts(worth, np.array(opening), rest)
    steps = [
        Step(at, abs(key(at, given.start[at] + given.least[at] * TENTH)), tenths=size)
        for at, size in enumerate(more)
        if size
    ]
    steps.sort(key=lambda step: (-step.value, step.wijk))
    return [got + size for got, size in zip(given.least, more, strict=True)], steps


def make_key(given: AllocationInput, objective: Objective) -> tuple[Key, Sequence[int]]:
    """Return what a goal goes by: the smallest key gets the next tenth, of equal ones the largest weight.

    The key of a wijk with some thousandths of fte is one quotient of whole numbers, which Python rounds once: equal
    ones are the same number, and of others the order is right. It rises with the fte.
    """
    if objective == "formule" and not given.target:
        raise ValueError("formule needs a target")
    if objective in WITH_CURVE and given.children_per_fte is None:
        raise ValueError(f"{objective} needs children_per_fte")
    weight = tuple(round(part * NEED) for part in given.target) if objective == "formule" else given.needs
    if objective == "laagste":
        return (lambda at, have: have * (NEED // FTE) / weight[at]), weight
    if objective in ("evenredig", "formule"):
        return (lambda at, have: -weight[at] * TENTH / ((2 * have + TENTH) * NEED)), weight
    a = round((given.children_per_fte or 0) * _CHILDREN)
    full = [round(n * _CHILDREN) * FTE for n in given.children]
    if objective == "kloof":
        return (lambda at, have: -weight[at] * full[at] / ((full[at] + a * have) * NEED)), weight
    gain = [-need * a * TENTH * whole for need, whole in zip(weight, full, strict=True)]

    def key(at: int, have: int) -> float:
        already = full[at] + a * have
        return gain[at] / (already * (already + a * TENTH) * NEED)

    return key, weight


def find_impossible(given: AllocationInput, names: Mapping[str, str] | None = None) -> list[Problem]:
    """Return why no division fits within the bounds: nothing where one does.

    Parameters
    ----------
    names : code -> name, as a problem says it; None: the codes.
    """
    too_many_posts = given.post_tenths > 1 and len(given.codes) * given.pool_tenths > _MOST_WEIGHED
    if not too_many_posts and (max(given.fte, default=0) > MOST_FTE or given.pool > MOST_FTE * FTE):
        return [make_problem("verdeling_te_veel_fte", PLACE, meest=MOST_FTE)]
    upper = given.upper_tenths or (None,) * len(given.codes)
    limited = zip(given.least, given.most, upper, strict=True)
    crossed = _named(given, names, [high is not None and few > many for few, many, high in limited])
    problems = [make_problem("verdeling_minimum_boven_maximum", PLACE, wijken=crossed)] if crossed else []
    if (short := sum(given.least) - given.pool_tenths) > 0:
        wijken = _named(given, names, [few > 0 for few in given.least])
        tekort = short / 10
        problems.append(make_problem("verdeling_minimum_te_duur", PLACE, wijken=wijken, tekort=tekort))
    if too_many_posts:
        fte = _MOST_WEIGHED // len(given.codes) / 10
        problems.append(make_problem("verdeling_post_te_veel", PLACE, wijken=len(given.codes), fte=fte))
    return problems


def find_doubtful(
    given: AllocationInput, allocation: Allocation, names: Mapping[str, str] | None = None
) -> list[Problem]:
    """Return what who reads a division has to know of its bounds: who has more than its maximum, what is left over."""
    upper = given.upper_tenths or (None,) * len(given.codes)
    above = [high is not None and have > high * TENTH for high, have in zip(upper, given.start, strict=True)]
    problems = []
    if wijken := _named(given, names, above):
        problems.append(make_warning("verdeling_al_boven_maximum", PLACE, wijken=wijken))
    if why := find_why_left(given, allocation):
        full = [got >= many for got, many in zip(allocation.tenths, given.most, strict=True)]
        code = "verdeling_alle_vol" if why <= {"vol"} else "verdeling_post_past_niet"
        problems.append(make_warning(code, PLACE, fte=allocation.left_tenths / 10, wijken=_named(given, names, full)))
    return problems


def find_why_left(given: AllocationInput, allocation: Allocation) -> frozenset[WhyLeft]:
    """Return why tenths are left over: everything that keeps them from some wijk; nothing where none are left."""
    left = allocation.left_tenths
    if not left:
        return frozenset()
    reasons: set[WhyLeft] = set()
    upper = given.upper_tenths or (None,) * len(given.codes)
    for got, most, opening, high in zip(allocation.tenths, given.most, given.opening, upper, strict=True):
        if got >= most:
            reasons.add("vol")
        elif not got and high is not None and opening > most:
            reasons.add("post_boven_maximum")
        elif not got and opening > left:
            reasons.add("te_weinig")
    return frozenset(reasons)


def _named(given: AllocationInput, names: Mapping[str, str] | None, chosen: Sequence[bool]) -> tuple[str, ...]:
    said = names or {}
    return tuple(said.get(code, code) for code, is_chosen in zip(given.codes, chosen, strict=True) if is_chosen)
