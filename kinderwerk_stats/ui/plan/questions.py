"""The part Vragen: the plan turned round, a question and its answer at a time."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kinderwerk_stats.analysis.allocation import Objective
from kinderwerk_stats.gemeente.allocation import PartOfCountry
from kinderwerk_stats.gemeente.plan import Plan
from kinderwerk_stats.gemeente.plan_choice import (
    BREAK_EVEN,
    EXAMPLE_TENTHS,
    MOST_CHILDREN_PER_FTE,
    PlanChoice,
)
from kinderwerk_stats.gemeente.plan_questions import Questions, break_even
from kinderwerk_stats.text.emphasis import split_emphasis
from kinderwerk_stats.text.plan import OBJECTIVE_NAMES
from kinderwerk_stats.text.plan_questions import (
    SAME_ASSUMPTION,
    aim_of,
    break_even_sentences,
    goal_answers,
    lacking_words,
    less_answer,
    less_steps,
    less_warning,
    one_more_sentences,
    part_of_country_sentences,
    waiting_answer,
)
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.html_tables import build_list
from kinderwerk_stats.ui.markup import build_paragraph
from kinderwerk_stats.ui.plan.costs import show_cost_form
from kinderwerk_stats.ui.plan.fields import (
    FTE_ADVICE,
    number_field,
    typed_eur,
    typed_tenths,
    write_eur,
    write_tenths,
)
from kinderwerk_stats.ui.state import bound_to_plan

_FIELD = 320


def show_questions(
    plan: Plan,
    choice: PlanChoice,
    found: Questions,
    *,
    part: PartOfCountry | None,
    gemeente_name: str,
    first: Sequence[str],
    shortage: str,
) -> None:
    """Draw every question with its answer.

    `part`: of the kinderwerkers of the country, where that is known; `first`: the wijken to look at first;
    `shortage`: fte to the average, as Dekking prints it.
    """
    _choose_objective(plan, found.objective)
    show_heading("Wat doet één fte meer, en waar?")
    st.html(build_list(one_more_sentences(plan, found)))
    show_heading("Wat is er nodig om elke wijk op peil te brengen?")
    _show_goal(plan, choice, found, shortage)
    show_heading("Wat als het budget daalt?")
    _show_less(plan, choice, found, first)
    show_heading("Wat kost een jaar wachten?")
    answer = waiting_answer(found)
    st.html(build_paragraph([(answer, False)]))
    if found.waiting is not None:
        st.caption(SAME_ASSUMPTION)
    if part is not None:
        show_heading("Wat zou ons deel zijn van de kinderwerkers in het land?")
        st.html(build_list(part_of_country_sentences(gemeente_name, part)))
    show_heading("Wanneer zou het zich terugverdienen?")
    _show_break_even(plan, choice, found)


def _choose_objective(plan: Plan, objective: Objective) -> None:
    st.selectbox(
        "Met welk doel?",
        list(plan.worked),
        format_func=OBJECTIVE_NAMES.__getitem__,
        required=True,
        width=_FIELD,
        **bound_to_plan("doel", objective, lambda old, name: replace(old, objective=name)),
    )


def _show_goal(plan: Plan, choice: PlanChoice, found: Questions, shortage: str) -> None:
    with st.container(width=_FIELD):
        number_field(
            "Naar hoogstens zo veel kinderen per fte",
            "naar",
            write_eur(choice.goal_children_per_fte),
            _typed_goal,
            lambda old, goal: replace(old, goal_children_per_fte=goal),
            advice=f"Vul een aantal kinderen in van 1 tot {MOST_CHILDREN_PER_FTE:,}.".replace(",", "."),
            placeholder="leeg: het doel, de norm of het gemiddelde",
        )
    for answer in goal_answers(plan, found, shortage):
        st.html(build_paragraph(split_emphasis(answer)))
    for lacking in found.lacking:
        if lines := lacking_words(plan, lacking):
            with st.expander(f"Wat elke wijk mist voor {aim_of(plan, lacking)} ({len(lines)})"):
                st.html(build_list(lines))


def _typed_goal(text: str) -> int | None:
    number = typed_eur(text)
    return number if number is not None and 1 <= number <= MOST_CHILDREN_PER_FTE else None


def _show_less(plan: Plan, choice: PlanChoice, found: Questions, first: Sequence[str]) -> None:
    with st.container(width=_FIELD):
        number_field(
            "Zo veel fte minder",
            "minder",
            write_tenths(choice.fewer_tenths),
            typed_tenths,
            lambda old, tenths: replace(old, fewer_tenths=EXAMPLE_TENTHS if tenths is None else tenths),
            advice=FTE_ADVICE,
        )
    st.html(build_paragraph(split_emphasis(less_answer(plan, found))))
    if warning := less_warning(plan, found, first):
        st.html(build_paragraph([(warning, False)]))
    if lines := less_steps(plan, found):
        with st.expander("In welke volgorde"):
            st.html(build_list(lines))


def _show_break_even(plan: Plan, choice: PlanChoice, found: Questions) -> None:
    """Draw what would earn the plan back, only for who asks: no study says that it happens."""
    asked = choice.cost_step("traject") is not None
    if not st.toggle("Reken uit hoeveel trajecten jeugdhulp daarvoor niet nodig zouden moeten zijn", asked):
        return
    show_cost_form(choice, BREAK_EVEN)
    st.html(build_list(break_even_sentences(plan, found, break_even(plan, found))))
