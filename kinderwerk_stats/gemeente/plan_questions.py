"""A plan turned round: what one fte more does, what a goal takes, where least is lost, what waiting costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Literal

from kinderwerk_stats.analysis.allocation import AllocationInput, Objective, Step
from kinderwerk_stats.analysis.allocation_money import BreakEven, compute_break_even, compute_spent_tenths
from kinderwerk_stats.analysis.allocation_questions import (
    Effect,
    Goal,
    average_goals,
    compute_effect,
    compute_fte_for_goal,
    compute_tenths_for_goal,
    order_least_loss,
)
from kinderwerk_stats.analysis.allocation_standing import reach_on_curve
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import Plan
from kinderwerk_stats.gemeente.plan_choice import EXAMPLE_TENTHS

Span = tuple[float, float]
Origin = Literal["zelf", "doel", "norm", "gemiddelde"]


@dataclass(frozen=True)
class Lacking:
    """What brings every wijk to a goal: tenths per wijk in the order of the codes.

    `fte`: of all wijken, before each is rounded up to a tenth. `origin`: filled in for this question, what the gemeente
    decided, the norm of the user, or the average of now. `around`: the goal, for an average from low to high as far as
    the children are counted.
    """

    goal: Goal
    tenths: tuple[int, ...]
    fte: float
    origin: Origin
    around: Span


@dataclass(frozen=True)
class Questions:
    """Answers for the chosen goal, from how the wijken stand now; no bound plays a part.

    `one_more`: one fte; `one_more_reached`: children whom it reaches more on the curve, from low to high. `lacking`:
    None without any goal. `loss`: in which order least is lost. `waiting`: children, from low to high, whom the plan
    reaches in a year on the curve; None where that is not known. `spent_tenths`: what of the budget the plan gives out.
    """

    objective: Objective
    given: AllocationInput
    one_more: Effect
    one_more_reached: Span | None
    lacking: Lacking | None
    loss: tuple[Step, ...]
    waiting: Span | None
    spent_tenths: int


def goal_of(monitor: Monitor) -> float | None:
    """Return how many children per fte the gemeente decided on for all of it; the strictest of several, or None."""
    goals = [g.value for g in monitor.own_words.goals if g.kind == "children_per_fte" and not g.wijken]
    return min(goals, default=None)


def margin_of(monitor: Monitor) -> Span:
    """Return how much fewer and more the children of the gemeente may be, as parts of their count."""
    count, low, high = (monitor.coverage.totals[name] for name in ("children_count", "children_low", "children_high"))
    return (low.value / count.value, high.value / count.value) if count.known and count.value else (1.0, 1.0)


def answer_questions(
    plan: Plan, objective: Objective, goal: float | None, norm: float | None, margin: Span = (1.0, 1.0)
) -> Questions:
    """Answer all questions for one goal that `plan` could work out.

    Parameters
    ----------
    goal, norm : children per fte that the gemeente decided on, and that the user compares with. Every wijk is brought
        to the number in the plan, else to the goal, the norm, or the average.
    margin : how well the children are known, by which an average is rounded.
    """
    given = replace(plan.inputs[objective], keep=True, budget_tenths=0, lower_tenths=(), upper_tenths=(), post_tenths=0)
    one_more, worked = compute_effect(given, objective, EXAMPLE_TENTHS), plan.worked[objective].allocation
    with_one_more = tuple(fte + tenths / 10 for fte, tenths in zip(given.fte, one_more.tenths, strict=True))
    return Questions(
        objective=objective,
        given=given,
        one_more=one_more,
        one_more_reached=_reached_in_a_year(plan, given, with_one_more),
        lacking=_find_lacking(plan, given, (goal, norm), margin),
        loss=order_least_loss(given, objective, plan.choice.fewer_tenths),
        waiting=_reached_in_a_year(plan, given, worked.after_fte),
        spent_tenths=compute_spent_tenths(plan.given, worked),
    )


def _find_lacking(
    plan: Plan, given: AllocationInput, asked: tuple[float | None, float | None], margin: Span
) -> Lacking | None:
    def lacking(goal: Goal, origin: Origin, around: Span) -> Lacking:
        return Lacking(goal, compute_tenths_for_goal(given, goal), compute_fte_for_goal(given, goal), origin, around)

    decided, norm = asked
    origins: dict[Origin, float | None] = {"zelf": plan.choice.goal_children_per_fte, "doel": decided, "norm": norm}
    for origin, value in origins.items():
        if value:
            return lacking(Goal("kinderen_per_fte", value), origin, (value, value))
    averages = {goal.kind: goal for goal in average_goals(given)}
    found = averages.get("gewogen_kinderen_per_fte" if plan.weighted else "kinderen_per_fte")
    if found is None:
        return None
    return lacking(found, "gemiddelde", (found.value * margin[0], found.value * margin[1]))


def _reached_in_a_year(plan: Plan, given: AllocationInput, after_fte: Sequence[float]) -> Span | None:
    """Return how many children more are reached with this fte, for the lowest, pooled and highest a of the wijken."""
    a = plan.base.reach_per_fte
    if a is None:
        return None
    curves = (replace(given, children_per_fte=each) for each in (a.low, a.pooled, a.high))
    more = [fsum(reach_on_curve(curve, after_fte)) - fsum(reach_on_curve(curve, given.fte)) for curve in curves]
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
