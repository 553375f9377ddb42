"""Keep the story with the gemeente, open one that was kept, or move it as one file."""

from dataclasses import replace

import streamlit as st

from kinderwerk_stats.delivery.own_words import refuse_persons
from kinderwerk_stats.exports.names import file_name
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.store.plans import MOST_NAME
from kinderwerk_stats.store.records import SavedPlan
from kinderwerk_stats.story.plan import Plan, plan_problems
from kinderwerk_stats.story.plan_file import read_plan, write_plan
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.html_tables import build_problems
from kinderwerk_stats.ui.loaders import store
from kinderwerk_stats.ui.markup import escape
from kinderwerk_stats.ui.uploads import forget_upload
from kinderwerk_stats.ui.visit.session import Origin, keep_plan, origin_of, round_of, set_origin

_MOST_FILE_MB = 10


def show_saving(plan: Plan, monitor: Monitor) -> None:
    """Draw the fields that keep the story under a name; what somebody else saved meanwhile is not written over."""
    show_heading("Bewaren bij de gemeente")
    origin = origin_of(plan.gemeente_code)
    # No form: what it keeps to itself until it is sent, the button that removes a story would not know.
    who = st.text_input("Uw naam", max_chars=MOST_NAME, key="verhaal_wie")
    name = st.text_input(
        "Naam van het verhaal", origin.name if origin else "", max_chars=MOST_NAME, key=_key_of_name(plan)
    )
    if st.button("Bewaar het verhaal"):
        based_on = origin.number if origin and origin.name == name.strip() else 0
        _save(plan, name, who, based_on)
    if said := st.session_state.pop("verhaal_bewaard", ""):
        st.html(f'<p class="kw-gelukt" role="status">{said}</p>')
    st.download_button(
        "Bewaar het verhaal als bestand",
        lambda: write_plan(plan),
        file_name=f"{file_name('verhaal', str(plan.year), plan.gemeente_code, monitor.gemeente_name)}.zip",
        mime="application/zip",
        on_click="ignore",
    )


def _key_of_name(plan: Plan) -> str:
    return f"verhaal_naam_{plan.gemeente_code}_{round_of()}"


def _save(plan: Plan, name: str, who: str, based_on: int) -> None:
    if not who.strip():
        st.html('<p class="kw-fout" role="alert">Vul uw naam in: die komt in het logboek.</p>')
        return
    try:
        refuse_persons(name)
        saved = store().save_plan(plan.gemeente_code, name, write_plan(plan), who=who.strip(), based_on=based_on)
    except InputRefused as refused:
        st.html(build_problems(refused.problems))
        return
    set_origin(plan.gemeente_code, Origin(saved.name, saved.number))
    st.session_state["verhaal_bewaard"] = "Het verhaal is bewaard."
    st.rerun()


def show_opening(plan: Plan, monitor: Monitor) -> None:
    """Draw the stories that were kept, and where a file of one is chosen."""
    show_heading("Een bewaard verhaal openen")
    kept = {saved.id: saved for saved in store().plans(plan.gemeente_code)}
    if kept:
        _show_kept(kept, monitor, st.session_state.get(_key_of_name(plan), "").strip())
    else:
        st.html('<p class="kw-leeg">Er is voor deze gemeente nog geen verhaal bewaard.</p>')
    file = st.file_uploader(
        "Of kies een bestand met een verhaal",
        ["zip"],
        max_upload_size=_MOST_FILE_MB,
        key=f"verhaalbestand_{round_of()}",
    )
    if file is None:
        return
    content, name = file.getvalue(), file.name
    forget_upload(file)
    _open(content, name, monitor, None)


def _show_kept(kept: dict[int, SavedPlan], monitor: Monitor, name: str) -> None:
    """Draw the stories that were kept; the one with the name that is filled in is chosen, until another one is."""
    named = next((place for place, saved in enumerate(kept.values()) if saved.name == name), 0)
    chosen = st.selectbox("Bewaarde verhalen", list(kept), named, format_func=lambda plan_id: _words(kept[plan_id]))
    with st.container(horizontal=True):
        if st.button("Open dit verhaal"):
            try:
                saved, content = store().load_plan(chosen)
            except InputRefused as refused:
                st.html(build_problems(refused.problems))
                return
            _open(content, saved.name, monitor, Origin(saved.name, saved.number))
        # Two steps: what is removed is gone for everybody.
        with st.popover(f"Verwijder ‘{kept[chosen].name}’", key="verhaal_verwijderen"):
            filled_in = st.session_state.get("verhaal_wie", "").strip()
            who = filled_in or st.text_input("Uw naam, voor het logboek", max_chars=MOST_NAME, key="verhaal_wie_weg")
            if st.button(f"Ja, verwijder ‘{kept[chosen].name}’", key="verhaal_weg"):
                _delete(kept[chosen], who.strip())


def _delete(saved: SavedPlan, who: str) -> None:
    if not who:
        st.html('<p class="kw-fout" role="alert">Vul eerst uw naam in: die komt in het logboek.</p>')
        return
    try:
        store().delete_plan(saved.id, who=who, based_on=saved.number)
    except InputRefused as refused:
        st.html(build_problems(refused.problems))
        return
    origin = origin_of(saved.gemeente_code)
    if origin is not None and origin.name == saved.name:
        set_origin(saved.gemeente_code, None)
    st.session_state["verhaal_bewaard"] = f"Het verhaal ‘{escape(saved.name)}’ is verwijderd."
    st.rerun()


def _open(content: bytes, name: str, monitor: Monitor, origin: Origin | None) -> None:
    """Take a plan that fits the gemeente; year, age and norm are those that the page shows now."""
    try:
        plan = read_plan(content, name)
    except InputRefused as refused:
        st.html(build_problems(refused.problems))
        return
    faults = [
        problem for problem in plan_problems(replace(plan, year=monitor.year), monitor) if problem.severity == "fout"
    ]
    if faults:
        st.html(build_problems(faults))
        return
    keep_plan(plan, origin=origin, fresh=True)
    st.rerun()


def _words(saved: SavedPlan) -> str:
    return f"{saved.name}, bewaard door {saved.who} op {saved.when.astimezone():%d-%m-%Y %H:%M}"
