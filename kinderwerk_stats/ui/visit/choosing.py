"""Choose wijken and storyline: which parts, in which order, with which own words."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.store import Kept
from kinderwerk_stats.story.plan import MOST_NOTES, MOST_TEXT, MOST_TITLE, MOST_WIJKEN, Plan, PlanPart
from kinderwerk_stats.text.story import PART_NAMES
from kinderwerk_stats.text.told_plan import not_told_sentence
from kinderwerk_stats.ui.html_tables import build_problems
from kinderwerk_stats.ui.markup import build_error
from kinderwerk_stats.ui.state import bound
from kinderwerk_stats.ui.visit.session import current_plan, keep_plan, kept_plans, round_of, told_plan_of


def show_choices_of_story(plan: Plan, monitor: Monitor) -> None:
    """Draw title, wijken and the list of parts."""
    st.multiselect(
        "Over welke wijken gaat het?",
        list(monitor.names),
        default=list(plan.wijken),
        format_func=monitor.name_of,
        max_selections=MOST_WIJKEN,
        placeholder="Kies een of meer wijken",
        **_field(plan, "wijken", lambda plan, value: replace(plan, wijken=tuple(value))),
    )
    st.text_input(
        "Titel van het verhaal",
        plan.title,
        max_chars=MOST_TITLE,
        placeholder=f"Kinderwerk in {monitor.gemeente_name}",
        **_field(plan, "titel", lambda plan, value: replace(plan, title=value)),
    )
    _show_kept_plan(plan, monitor)
    st.html('<p class="kw-hulp kw-scherm">Zet aan wat u wilt vertellen, en zet het in uw eigen volgorde.</p>')
    with st.container(gap="xsmall"):
        for place, part in enumerate(plan.parts):
            _show_part(plan, part, place)


def _show_kept_plan(plan: Plan, monitor: Monitor) -> None:
    """Draw which kept plan tells what is needed, and why it does not hold where that is so; nothing without any."""
    kept = kept_plans(plan.gemeente_code)
    if not kept and not plan.kept_plan:
        return
    label = f"Plan op de dia ‘{PART_NAMES['nodig']}’ en de factsheets"
    st.selectbox(
        label,
        list(dict.fromkeys(("", *kept, plan.kept_plan))),
        format_func=lambda name: _words_of_plan(name, kept),
        **bound("verhaalplan"),
    )
    told = told_plan_of(plan, monitor)
    if told is not None and told.why_not is not None:
        st.html(build_error(not_told_sentence(told), label))


def _words_of_plan(name: str, kept: Mapping[str, Kept]) -> str:
    if not name:
        return "Geen plan"
    return f"{name} ({kept[name].when.astimezone():%d-%m-%Y})" if name in kept else f"{name} (niet meer bewaard)"


def _show_part(plan: Plan, part: PlanPart, place: int) -> None:
    name = PART_NAMES[part.part]
    with st.container(horizontal=True, vertical_alignment="center", key=f"deel_{part.part}"):
        st.checkbox(
            name,
            part.shown,
            width="stretch",
            **_field(
                plan, f"aan_{part.part}", lambda plan, value: plan.changed(replace(plan.part(part.part), shown=value))
            ),
        )
        own = bool(part.text.strip() or part.notes.strip())
        # Who sees it sees the part beside it; who hears it hears the whole label (style.css).
        label = f"{'Eigen woorden, ingevuld' if own else 'Eigen woorden'} *bij ‘{name}’*"
        with st.popover(label, disabled=not part.shown):
            _show_own_words(plan, part)
        _show_move(plan, part, -1, "omhoog", disabled=place == 0)
        _show_move(plan, part, 1, "omlaag", disabled=place == len(plan.parts) - 1)


def _show_move(plan: Plan, part: PlanPart, steps: int, way: str, *, disabled: bool) -> None:
    """Draw a button that says what it moves; the style shows an arrow in place of its words."""
    st.button(
        f"Zet ‘{PART_NAMES[part.part]}’ {way}",
        disabled=disabled,
        key=f"{way}_{part.part}",
        on_click=lambda: keep_plan(current_plan(plan).moved(part.part, steps)),
    )


def _show_own_words(plan: Plan, part: PlanPart) -> None:
    st.text_area(
        "Tekst op een eigen dia, een regel per punt",
        part.text,
        max_chars=MOST_TEXT,
        **_field(
            plan, f"tekst_{part.part}", lambda plan, value: plan.changed(replace(plan.part(part.part), text=value))
        ),
    )
    st.text_area(
        "Notities voor wie spreekt",
        part.notes,
        max_chars=MOST_NOTES,
        **_field(
            plan, f"notitie_{part.part}", lambda plan, value: plan.changed(replace(plan.part(part.part), notes=value))
        ),
    )


def _field(plan: Plan, name: str, change: Callable[[Plan, Any], Plan]) -> dict[str, Any]:
    """Return key and callback of a widget that changes one thing of the plan; a refusal is shown by the page."""
    key = f"verhaal_{name}_{plan.gemeente_code}_{round_of()}"

    def take() -> None:
        if key not in st.session_state:
            return
        try:
            keep_plan(change(current_plan(plan), st.session_state[key]))
        except InputRefused as refused:
            st.session_state["verhaal_geweigerd"] = refused.problems

    return {"key": key, "on_change": take}


def show_refused() -> None:
    """Draw, once, why the last change was not taken."""
    if problems := st.session_state.pop("verhaal_geweigerd", ()):
        st.html(build_problems(problems))
