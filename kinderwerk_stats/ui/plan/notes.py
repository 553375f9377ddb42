"""What a plan rests on and what is not possible: under its means, and at the end of the page."""

import streamlit as st

from kinderwerk_stats.analysis.allocation import Objective
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import Plan
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.origin import describe_sources, invented_words
from kinderwerk_stats.text.plan_means import (
    HOW_COMPUTED,
    assumption_sentence,
    council_text,
    left_out_sentence,
    means_sentences,
    rules_sentences,
    strangers_sentence,
)
from kinderwerk_stats.text.problems import as_note
from kinderwerk_stats.text.together import whose_figures
from kinderwerk_stats.ui.blocks import show_hidden
from kinderwerk_stats.ui.html_tables import build_list
from kinderwerk_stats.ui.markup import build_paragraph, build_source_line
from kinderwerk_stats.ui.pages import page_of
from kinderwerk_stats.ui.view import View, to_params


def show_means_notes(plan: Plan) -> None:
    """Draw what the budget buys, why a division is not possible, and what its bounds do."""
    if said := means_sentences(plan):
        st.html(build_paragraph([(" ".join(said), False)]))
    problems = list(plan.impossible)
    if problems:
        st.html(build_list(as_note(problem) for problem in problems))
    if stranger := strangers_sentence(plan):
        st.caption(stranger)


def show_council_text(monitor: Monitor, plan: Plan, objective: Objective, title: str) -> None:
    """Draw behind a click what one can tell a council, to copy."""
    with st.expander("Wat u de raad kunt zeggen"):
        cells = monitor.coverage.cells
        children = {code: format_figure("children_count", cells[code], unit=True) for code in plan.given.codes}
        # It is copied out of a page that says it above.
        said = [f"{title}.", whose_figures(monitor, together=False), invented_words(monitor)]
        about = " ".join(filter(None, said)).rstrip(". ")
        text = council_text(plan, objective, about, children)
        st.code(text, language=None, wrap_lines=True)


def show_plan_print(monitor: Monitor, view: View, plan: Plan) -> None:
    """Draw who takes no part, the assumption, what was chosen, the sources and how it is computed."""
    if plan.worked:
        doubtful = plan.chosen(view.plan.objective)[1].doubtful
        if doubtful:
            st.html(build_list(as_note(problem) for problem in doubtful))
    # Where children on the curve are named, the assumption stands with them.
    assumption = assumption_sentence(plan) if plan.base.reach_per_fte is None else ""
    lines = [left_out_sentence(plan), assumption]
    for line in filter(None, lines):
        st.caption(line)
    show_hidden(monitor)
    sources = describe_sources((*monitor.sources, *plan.base.sources))
    st.html(build_source_line("; ".join([*sources, "eigen berekening."])))
    with st.expander("Waar dit plan op rust"):
        st.html(build_list(rules_sentences(plan)))
    with st.expander("Hoe is dit berekend?"):
        st.html(build_list(HOW_COMPUTED))
        label = "Alles over bronnen, formules en aannames"
        st.page_link(page_of("verantwoording"), label=label, query_params=to_params(view))
