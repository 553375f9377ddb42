"""A plan turned round: what one fte more does, what a goal takes, where least is lost, what waiting costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Literal

from kinderwerk_stats.analysis.allocation import (
    TENTH,
    Allocation,
    AllocationInput,
    Objective,
    Step,
    allocate,
    find_impossible,
)
from kinderwerk_stats.analysis.allocation_money import BreakEven, compute_break_even, compute_spent_tenths
from kinderwerk_stats.analysis.allocation_questions import (
    Goal,
    average_goals,
    compute_fte_for_goal,
    compute_tenths_for_goal,
    order_least_loss,
)
from kinderwerk_stats.analysis.allocation_standing import describe_standing, reach_on_curve
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import Plan
from kinderwerk_stats.gemeente.plan_choice import EXAMPLE_TENTHS
from kinderwerk_stats.model.own_words import Goal as OwnGoal
from kinderwerk_stats.model.own_words import GoalKind

Span = tuple[float, float]
Origin = Literal["zelf", "doel", "norm", "gemiddelde"]
# The least that is no nothing: fte comes in thousandths, and is given in tenths.
ANY_FTE = 0.001


@dataclass(frozen=True)
class Lacking:
    """What brings every wijk to a goal, or the wijken that the goal is about.

    `tenths`: per wijk in the order of the codes, a whole post where the plan asks for one; empty where it cannot be
    said. `fte`: of all wijken, before each is rounded up to a tenth. `origin`: filled in for this question, what the
    gemeente `decided`, the norm of the user, or the average of now. `around`: the goal, for an average from low to high
    as far as the children are counted. `above`: codes of wijken that would pass the maximum of the plan. `absent`:
    names of wijken that the goal is about and that take no part.
    """

    goal: Goal
    tenths: tuple[int, ...]
    fte: float
    origin: Origin
    around: Span
    decided: OwnGoal | None = None
    above: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class OneMore:
    """What one fte does on top of the plan, by its own means and rules; of an example it is the first fte.

    `found`: the division with it. `added_fte`: what each wijk then has more, below 0 for who has less; `lowest`: the
    lowest coverage before and after; `reached`: children whom it reaches more on the curve, from low to high.
    """

    given: AllocationInput
    found: Allocation
    added_fte: tuple[float, ...]
    lowest: Span
    reached: Span | None


@dataclass(frozen=True)
class Questions:
    """Answers for the chosen goal.

    `given`: how the wijken stand now. `one_more`: None where the rules leave no room for one. `lacking`: per goal what
    it takes, from now; empty without any. `loss`: in which order least is lost of what there is now, above the minimums
    of the plan. `waiting`: children, from low to high, whom the plan reaches in a year on the curve; None where that is
    not known. `spent_tenths`: what of the budget the plan gives out.
    """

    objective: Objective
    given: AllocationInput
    one_more: OneMore | None
    lacking: tuple[Lacking, ...]
    loss: tuple[Step, ...]
    waiting: Span | None
    spent_tenths: int


def margin_of(monitor: Monitor) -> Span:
    """Return how much fewer and more the children of the gemeente may be, as parts of their count."""
    count, low, high = (monitor.coverage.totals[name] for name in ("children_count", "children_low", "children_high"))
    return (low.value / count.value, high.value / count.value) if count.known and count.value else (1.0, 1.0)


def answer_questions(
    plan: Plan,
    objective: Objective,
    goals: Sequence[OwnGoal] = (),
    norm: float | None = None,
    margin: Span = (1.0, 1.0),
) -> Questions:
    """Answer all questions for one goal that `plan` could work out.

    Parameters
    ----------
    goals, norm : what the gemeente decided on, and children per fte that the user compares with. Every wijk is brought
        to the number in the plan, else to each of the goals, else to the norm or the average.
    margin : how well the children are known, by which an average is rounded.
    """
    given, worked = replace(plan.inputs[objective], keep=True, budget_tenths=0), plan.worked[objective].allocation
    return Questions(
        objective=objective,
        given=given,
        one_more=_add_one(plan, objective),
        lacking=_find_lacking(plan, given, goals, norm, margin),
        loss=order_least_loss(given, objective, plan.choice.fewer_tenths),
        waiting=reached_in_a_year(plan, worked.before_fte, worked.after_fte),
        spent_tenths=compute_spent_tenths(plan.given, worked),
    )


def _add_one(plan: Plan, objective: Objective) -> OneMore | None:
    """Return what one fte more does; before anything is filled in that is the one of the example."""
    worked = plan.worked[objective]
    if plan.means.example:
        before, more = worked.before, plan.inputs[objective]
    else:
        before, more = worked.after, plan.with_tenths(objective, plan.given.budget_tenths + EXAMPLE_TENTHS)
    if find_impossible(more):
        return None
    found = allocate(more, objective)
    after = describe_standing(more, found.after_fte)
    added = tuple(round(now - then, 3) for then, now in zip(before.fte, after.fte, strict=True))
    lowest = (before.lowest or 0.0, after.lowest or 0.0)
    return OneMore(more, found, added, lowest, reached_in_a_year(plan, before.fte, after.fte))


def _find_lacking(
    plan: Plan, given: AllocationInput, goals: Sequence[OwnGoal], norm: float | None, margin: Span
) -> tuple[Lacking, ...]:
    own = plan.choice.goal_children_per_fte
    if own:
        return (_lacks(plan, given, Lacking(Goal("kinderen_per_fte", own), (), 0, "zelf", (own, own))),)
    if goals:
        return tuple(_lacks(plan, given, _of_decided(plan, goal)) for goal in goals)
    if norm:
        return (_lacks(plan, given, Lacking(Goal("kinderen_per_fte", norm), (), 0, "norm", (norm, norm))),)
    averages = {goal.kind: goal for goal in average_goals(given)}
    found = averages.get("gewogen_kinderen_per_fte" if plan.weighted else "kinderen_per_fte")
    if found is None:
        return ()
    around = (found.value * margin[0], found.value * margin[1])
    return (_lacks(plan, given, Lacking(found, (), 0, "gemiddelde", around)),)


def _of_decided(plan: Plan, decided: OwnGoal) -> Lacking:
    """Return a goal of the gemeente before it is worked out; a wijk is a code and a name."""
    kinds: Mapping[GoalKind, Goal] = {
        "reach_share": Goal("bereik", decided.value),
        "children_per_fte": Goal("kinderen_per_fte", decided.value),
        "no_wijk_without": Goal("fte", ANY_FTE),
    }
    goal, parts = kinds[decided.kind], set(plan.given.codes)
    about = decided.wijken or tuple(
        (code, plan.base.names[code]) for code, why in plan.base.left_out.items() if why != "geen_kinderen"
    )
    absent = tuple(name for code, name in about if code not in parts or plan.base.names[code] != name)
    return Lacking(goal, (), 0, "doel", (goal.value, goal.value), decided, absent=absent)


def _lacks(plan: Plan, given: AllocationInput, asked: Lacking) -> Lacking:
    """Return what each wijk lacks for what is asked; nothing where the curve does not say it."""
    if asked.goal.kind == "bereik" and (given.children_per_fte is None or asked.goal.value >= 1):
        return asked
    about = set(given.codes)
    if asked.decided is not None and asked.decided.wijken:
        about = {code for code, name in asked.decided.wijken if plan.base.names.get(code) == name}
    chosen = [code in about for code in given.codes]
    bare = compute_tenths_for_goal(given, asked.goal)
    tenths = tuple(
        max(few, opening) if few and is_chosen else 0
        for few, opening, is_chosen in zip(bare, given.opening, chosen, strict=True)
    )
    upper = given.upper_tenths or (None,) * len(given.codes)
    above = tuple(
        code
        for code, few, have, high in zip(given.codes, tenths, given.start, upper, strict=True)
        if few and high is not None and have + few * TENTH > high * TENTH
    )
    return replace(asked, tenths=tenths, fte=compute_fte_for_goal(given, asked.goal, chosen), above=above)


def reached_in_a_year(plan: Plan, before_fte: Sequence[float], after_fte: Sequence[float]) -> Span | None:
    """Return how many children more are reached with this fte, for the lowest, pooled and highest a of the wijken."""
    a = plan.base.reach_per_fte
    if a is None:
        return None
    curves = (replace(plan.given, children_per_fte=each) for each in (a.low, a.pooled, a.high))
    more = [fsum(reach_on_curve(curve, after_fte)) - fsum(reach_on_curve(curve, before_fte)) for curve in curves]
    # With a higher a, more children are reached already: the ends need not stand in order.
    return max(0.0, min(more)), max(0.0, *more)


def break_even(plan: Plan, found: Questions) -> BreakEven | None:
    """Return what would earn the plan back; None while a cost or its source is missing, or nothing is spent."""
    traject, help_needed = plan.choice.cost_step("traject"), plan.choice.cost_step("hulp")
    cost, tenths = plan.means.cost, found.spent_tenths
    if traject is None or not traject.source or cost is None or not tenths or plan.means.example:
        return None
    reached = found.waiting if found.waiting and found.waiting[0] > 0 else None
    share = None
    if help_needed is not None and help_needed.source:
        share = float(help_needed.low) / 100, float(help_needed.high) / 100
    spent = tuple(float(eur) * tenths / 10 for eur in cost.eur)
    return compute_break_even((spent[0], spent[1]), (float(traject.low), float(traject.high)), reached, share)
