"""A kept plan on a slide and a factsheet: its figures as cells, what it assumes, and that it is no decision."""

from collections.abc import Sequence
from math import fsum

from kinderwerk_stats.analysis.allocation import FTE, WITH_CURVE
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import Plan, ToldPlan, WhyNotTold, Worked
from kinderwerk_stats.gemeente.plan_choice import COST_STEPS
from kinderwerk_stats.gemeente.plan_questions import reached_in_a_year
from kinderwerk_stats.text.allocation import weighing_words
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.numbers import (
    format_count,
    format_date,
    format_number,
    format_range,
)
from kinderwerk_stats.text.plan import (
    OBJECTIVE_NAMES,
    by_gain,
    children_words,
    fte_figure,
    nothing_words,
    plan_headline,
)
from kinderwerk_stats.text.plan_means import (
    assumption_sentence,
    cost_sentences,
    left_out_sentence,
    means_sentences,
    reached_sentence,
    rules_sentences,
)

# Of rows where nobody chose a wijk, and of wijken that are named in one sentence.
_MOST_ROWS, _MOST_NAMED = 3, 6
_WHY_NOT: dict[WhyNotTold, str] = {
    "weg": "het is niet meer bewaard",
    "onleesbaar": "het is niet te lezen als een plan van deze gemeente",
    "ander_jaar": "het is gemaakt voor een ander jaar of een andere leeftijd",
    "andere_organisatie": "toen telden andere organisaties mee dan nu",
    "andere_wijken": "het gaat over wijken die er in dit jaar niet zijn",
    "eigen_cijfer": "toen telde een eigen cijfer per wijk mee, dat niet bij het plan bewaard is",
    "ander_antwoord": "met de cijfers van nu geeft het een ander antwoord dan toen het werd bewaard",
}


def not_told_sentence(told: ToldPlan) -> str:
    """Return why a plan is not shown; nothing where it is."""
    if told.why_not is None:
        return ""
    why = f"toen telde alleen {told.organisation} mee" if told.organisation else _WHY_NOT[told.why_not]
    return f"Het plan ‘{told.name}’ staat hier niet: {why}."


def told_title(told: ToldPlan, plan: Plan) -> str:
    """Return what the plan does, in one sentence."""
    return plain(plan_headline(plan, told.objective)).removesuffix(".")


def told_subtitle(told: ToldPlan, monitor: Monitor) -> str:
    """Return which plan it is, of which day and with which goal, and that nobody decided it."""
    day = f" van {format_date(told.kept_on)}" if told.kept_on else ""
    goal = OBJECTIVE_NAMES[told.objective]
    return f"Plan ‘{told.name}’{day}, geen besluit. Doel: {goal.lower()}. {monitor.gemeente_name}, {monitor.year}"


def told_heads(plan: Plan) -> tuple[str, ...]:
    """Return the heads of the columns; what it costs only where the plan says that, and where nothing starts over."""
    cost = ("euro per jaar",) if _paid_per_wijk(plan) else ()
    coverage = f"fte per 1.000 {children_words(plan)}"
    return ("", "fte nu", "erbij", "fte straks", f"{coverage} nu", f"{coverage} straks", *cost)


def _paid_per_wijk(plan: Plan) -> bool:
    """Return whether what a wijk gets has a price of its own: starting over moves fte that is paid already."""
    return plan.means.cost is not None and plan.choice.keep


def told_rows(told: ToldPlan, plan: Plan, wijken: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return a row for each of these wijken that takes part, and one for all of those together.

    Without any of these: the three that get most.
    """
    worked = plan.worked[told.objective]
    codes = worked.allocation.codes
    if not wijken:
        wijken = [code for code, _ in by_gain(worked.allocation)[:_MOST_ROWS]]
    rows = [_row(plan, worked, plan.base.names[code], [codes.index(code)]) for code in wijken if code in codes]
    every = "Alle wijken" if not plan.base.left_out else f"De {format_count(len(codes), 'wijk', 'wijken')} die meedoen"
    return (*rows, _row(plan, worked, every, range(len(codes))))


def _row(plan: Plan, worked: Worked, name: str, places: Sequence[int]) -> tuple[str, ...]:
    found, given = worked.allocation, plan.given
    need = fsum(given.children[at] * given.need_weight[at] for at in places)
    before, after = (round(fsum(fte[at] for at in places), 3) for fte in (found.before_fte, found.after_fte))
    added = round(after - before, 3)
    cost = plan.means.cost if _paid_per_wijk(plan) else None
    ends = [] if cost is None else [eur * round(added * FTE) / FTE for eur in cost.eur]
    paid = [format_range(ends[0], ends[1])] if ends else []
    return (
        name,
        fte_figure(before),
        f"+{fte_figure(added)}" if added > 0 else fte_figure(added),
        fte_figure(after),
        *(format_number(fte / need * FTE, 2) for fte in (before, after)),
        *(paid if added > 0 else ["geen" for _ in paid]),
    )


def told_remarks(told: ToldPlan, plan: Plan) -> list[str]:
    """Return who gets nothing, what it does for children, and what is assumed, a sentence each.

    `told_notes` adds how an fte comes to its cost.
    """
    found = plan.worked[told.objective].allocation
    nothing = nothing_words(plan, found, _MOST_NAMED)
    reached = reached_sentence(plan, reached_in_a_year(plan, found.before_fte, found.after_fte))
    curve = assumption_sentence(plan) if not reached and told.objective in WITH_CURVE else ""
    costs = cost_sentences(plan.choice)
    first, *rules = [line for line in rules_sentences(plan) if line not in costs]
    said = [
        f"Krijgt niets: {nothing}." if 0 in found.added_fte else "",
        reached,
        f"Aanname: {first[0].lower()}{first[1:]}",
        *rules,
        *means_sentences(plan),
        _cost_source(plan),
        curve,
        left_out_sentence(plan),
    ]
    return list(filter(None, said))


def _cost_source(plan: Plan) -> str:
    """Return where the cost of an fte comes from; nothing where the plan has none."""
    if plan.means.cost is None:
        return ""
    named = dict.fromkeys(step.source for step in plan.choice.costs if step.name in COST_STEPS and step.source)
    return f"Bron van de kosten: {'; '.join(named)}." if named else "De kosten zijn een aanname, zonder bron."


def weights_words(told: ToldPlan | None) -> str:
    """Return how a child counts in the plan that is told; nothing where every child counts once."""
    if told is None or told.plan is None or not (told.plan.weighted and told.plan.base.steepness):
        return ""
    said = weighing_words(told.plan.base.steepness).removesuffix(".")
    return f"de cijfers van nu zijn niet gewogen; in het plan ‘{told.name}’: {said[0].lower()}{said[1:]}"


def told_notes(told: ToldPlan, plan: Plan) -> str:
    """Return all that a plan rests on, for who is asked about it."""
    return " ".join([f"{told_title(told, plan)}.", *told_remarks(told, plan), *cost_sentences(plan.choice)])
