"""A plan worked out: what the means buy, and where that goes under each goal."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from kinderwerk_stats.analysis.allocation import (
    DEFAULT_OBJECTIVE,
    OBJECTIVES,
    WITH_CURVE,
    Allocation,
    AllocationInput,
    Objective,
    Step,
    allocate,
    find_doubtful,
    find_impossible,
)
from kinderwerk_stats.analysis.allocation_money import (
    HEADCOUNT,
    WEIGHTED_HEADCOUNT,
    CostPerFte,
    Formula,
    buy_tenths,
    compute_spent_tenths,
    with_formula,
)
from kinderwerk_stats.analysis.allocation_robustness import Robustness, compute_robustness
from kinderwerk_stats.analysis.allocation_standing import Standing, describe_standing
from kinderwerk_stats.gemeente.allocation import AllocationBase
from kinderwerk_stats.gemeente.plan_choice import EXAMPLE_TENTHS, FormulaChoice, PlanChoice
from kinderwerk_stats.model.problems import Problem

# Of fewer draws "always" and "never" say little.
FEWEST_DRAWS = 20
# The other goals choose posts together.
ONE_POST_AT_A_TIME: frozenset[Objective] = frozenset({"laagste", "kloof"})
# Whole posts are chosen together: up to 100 fte, since the time grows with its square, and in fewer draws.
MOST_POOL_OF_POSTS, _MOST_WORK_OF_DRAWS = 1_000, 700_000
WhyAbsent = Literal["zonder_bereik", "niet_ingevuld", "bodem_te_duur", "post_te_groot"]


class Means(NamedTuple):
    """What there is to divide.

    `tenths`: of fte, with the highest cost where the budget is in euro; `most_tenths`: with the lowest. `example`:
    nothing is filled in, so that this is one fte to show what one would do. `cost`: per fte, None where not known.
    """

    tenths: int
    most_tenths: int
    example: bool = False
    cost: CostPerFte | None = None


@dataclass(frozen=True, eq=False)
class Worked:
    """One goal worked out: the division, how wijken stand before and after, and how sure it is.

    `robustness`: over the draws of the need weights, None where there are none. `doubtful`: what to know of its bounds.
    `next_step`: where 0.1 fte more would go, None where nobody can have more, or with a smallest post.
    """

    allocation: Allocation
    before: Standing
    after: Standing
    robustness: Robustness | None
    doubtful: tuple[Problem, ...]
    next_step: Step | None = None


@dataclass(frozen=True, eq=False)
class Plan:
    """What one choice of means does under every goal.

    `worked`: goal -> what it gives, in the order of `OBJECTIVES`; empty where `impossible` says why. `absent`: goal ->
    why it cannot be worked out. `inputs`: goal -> what it was worked out of. `strangers`: wijken
    with a bound that take no part.
    """

    base: AllocationBase
    choice: PlanChoice
    given: AllocationInput
    means: Means
    worked: Mapping[Objective, Worked]
    absent: Mapping[Objective, WhyAbsent]
    inputs: Mapping[Objective, AllocationInput]
    impossible: tuple[Problem, ...] = ()
    strangers: tuple[str, ...] = ()

    def chosen(self, objective: Objective) -> tuple[Objective, Worked]:
        """Return the goal that is asked for, the usual one where that cannot be worked out."""
        found = objective if objective in self.worked else DEFAULT_OBJECTIVE
        return found, self.worked[found]

    def with_tenths(self, objective: Objective, tenths: int) -> AllocationInput:
        """Return what a goal is worked out of with another budget; a formula then has other targets."""
        given = replace(self.given, budget_tenths=tenths)
        with_target = (
            _with_formula(given, self.choice.formula) if objective == "formule" and self.choice.formula else None
        )
        return with_target or replace(self.inputs[objective], budget_tenths=tenths)

    @property
    def weighted(self) -> bool:
        """Return whether need plays a part: with a weight of 1 every child counts once."""
        return self.base.steepness != 1

    def left_eur(self, allocation: Allocation) -> tuple[Decimal, Decimal] | None:
        """Return what is left of a budget in euro once this is paid, at the highest and the lowest cost of an fte.

        See `compute_spent_tenths`: never more than the budget, also when starting over.
        """
        budget, cost = self.choice.budget_eur, self.means.cost
        if budget is None or cost is None:
            return None
        spent = compute_spent_tenths(self.given, allocation)
        low, high = cost.eur
        return budget - spent * high / 10, budget - spent * low / 10


WhyNotTold = Literal[
    "weg", "onleesbaar", "ander_jaar", "andere_organisatie", "andere_wijken", "eigen_cijfer", "ander_antwoord"
]


@dataclass(frozen=True)
class ToldPlan:
    """A plan that the gemeente keeps under a name, as a story and a factsheet tell it.

    `plan`: worked out on the figures of now, which are the shown ones; None where `why_not` says why the plan that was
    kept on `kept_on` does not hold for them. `organisation`: the one whose figures it was made with, where that is the
    reason and the gemeente has figures of it.
    """

    name: str
    kept_on: date | None = None
    objective: Objective = DEFAULT_OBJECTIVE
    plan: Plan | None = None
    why_not: WhyNotTold | None = None
    organisation: str = ""


def take_means(choice: PlanChoice) -> Means:
    """Return what there is to divide: the budget in fte, or what a budget in euro buys.

    >>> take_means(PlanChoice()).example, take_means(PlanChoice(budget_tenths=25)).tenths
    (True, 25)
    """
    cost = choice.cost_per_fte()
    if choice.budget_tenths is not None:
        return Means(choice.budget_tenths, choice.budget_tenths, cost=cost)
    if choice.budget_eur is None or cost is None:
        return Means(EXAMPLE_TENTHS, EXAMPLE_TENTHS, example=True, cost=cost)
    few, many = (buy_tenths(Decimal(choice.budget_eur), eur).tenths for eur in reversed(cost.eur))
    return Means(few, many, cost=cost)


def build_plan(base: AllocationBase, choice: PlanChoice) -> Plan:
    """Work out every goal for one choice; which goal is chosen plays no part.

    Parameters
    ----------
    base : what the kinderwerk of a gemeente can be divided by, as it is shown.
    choice : means, bounds and formula.
    """
    means = take_means(choice)
    given = _with_choice(base, choice, means)
    bounded = {bound.wijk for bound in choice.bounds}
    strangers = tuple(sorted(bounded - set(given.codes)))
    impossible = tuple(find_impossible(given, base.names)) if given.codes else ()
    if impossible or not given.codes:
        return Plan(base, choice, given, means, {}, {}, {}, impossible, strangers)
    absent: dict[Objective, WhyAbsent] = {}
    inputs: dict[Objective, AllocationInput] = dict.fromkeys(OBJECTIVES, given)
    if given.children_per_fte is None:
        absent |= dict.fromkeys(sorted(WITH_CURVE), "zonder_bereik")
    with_posts = given.post_tenths > 1
    if with_posts and given.pool_tenths > MOST_POOL_OF_POSTS:
        absent |= dict.fromkeys(sorted(set(OBJECTIVES) - ONE_POST_AT_A_TIME - {"formule"}), "post_te_groot")
    if choice.formula is None:
        absent["formule"] = "niet_ingevuld"
    elif (with_target := _with_formula(given, choice.formula)) is None:
        absent["formule"] = "bodem_te_duur"
    elif with_posts and given.pool_tenths > MOST_POOL_OF_POSTS:
        absent["formule"] = "post_te_groot"
    else:
        inputs["formule"] = with_target
    possible = [objective for objective in OBJECTIVES if objective not in absent]
    drawn = [objective for objective in possible if objective != "formule"]
    few = _MOST_WORK_OF_DRAWS // max(1, given.pool_tenths * len(given.codes))
    draws = base.draws[: few if few >= FEWEST_DRAWS else 0] if with_posts else base.draws
    sure = compute_robustness(given, draws, drawn) if len(draws) > 1 else {}
    plan = Plan(base, choice, given, means, {}, absent, inputs, (), strangers)
    return replace(plan, worked={name: _work_out(plan, name, sure.get(name)) for name in possible})


def _with_choice(base: AllocationBase, choice: PlanChoice, means: Means) -> AllocationInput:
    own = {bound.wijk: bound for bound in choice.bounds}
    least = {code: bound.least for code, bound in own.items() if bound.least is not None}
    most = {code: bound.most for code, bound in own.items() if bound.most is not None}
    return replace(
        base.given,
        budget_tenths=means.tenths,
        keep=choice.keep,
        lower_tenths=tuple(least.get(code, choice.least_tenths) for code in base.given.codes),
        upper_tenths=tuple(most.get(code, choice.most_tenths) for code in base.given.codes),
        post_tenths=choice.post_tenths,
    )


def _with_formula(given: AllocationInput, chosen: FormulaChoice) -> AllocationInput | None:
    """Return the input with the formula as its target; None where its floor costs more than there is."""
    shares = {HEADCOUNT: float(chosen.children_pct), WEIGHTED_HEADCOUNT: float(chosen.weighted_pct)}
    try:
        found = with_formula(given, Formula(shares, chosen.floor_tenths))
    except ValueError:
        return None
    return None if find_impossible(found) else found


def _work_out(plan: Plan, objective: Objective, robustness: Robustness | None) -> Worked:
    given = plan.inputs[objective]
    found = allocate(given, objective)
    return Worked(
        allocation=found,
        before=describe_standing(given, found.before_fte),
        after=describe_standing(given, found.after_fte),
        robustness=robustness,
        doubtful=tuple(find_doubtful(given, found, plan.base.names)),
        next_step=_find_next(plan, objective, found),
    )


def _find_next(plan: Plan, objective: Objective, found: Allocation) -> Step | None:
    """Return where 0.1 fte more would go; None where that is another division, as with a smallest post."""
    more = plan.with_tenths(objective, plan.given.budget_tenths + 1)
    if plan.given.post_tenths > 1 or find_impossible(more):
        return None
    then = allocate(more, objective)
    changed = [now != before for now, before in zip(then.tenths, found.tenths, strict=True)]
    return then.steps[-1] if sum(changed) == 1 and changed[then.steps[-1].wijk] else None
