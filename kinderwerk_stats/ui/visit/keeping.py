"""Keep the story with the gemeente, open one that was kept, or move it as one file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import streamlit as st

from kinderwerk_stats.delivery.own_words import refuse_persons
from kinderwerk_stats.exports.names import file_name
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.store import Kept, open_store
from kinderwerk_stats.store.kept import MOST_NAME
from kinderwerk_stats.story.plan import Plan, plan_problems
from kinderwerk_stats.story.plan_file import read_plan, write_plan
from kinderwerk_stats.ui.access import acting, ask_name, identity, may
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.html_tables import build_problems
from kinderwerk_stats.ui.loaders import store
from kinderwerk_stats.ui.markup import build_done, build_error
from kinderwerk_stats.ui.state import change_view
from kinderwerk_stats.ui.uploads import forget_upload
from kinderwerk_stats.ui.visit.session import Origin, keep_plan, origin_of, round_of, set_origin

_MOST_FILE_MB = 10
_WHO, _WHO_FOR_LOG = "Uw naam", "Uw naam, voor het logboek"


def show_saving(plan: Plan, monitor: Monitor) -> None:
    """Draw the fields that keep the story under a name; what somebody else saved meanwhile is not written over."""
    show_heading("Bewaren bij de gemeente")
    origin = origin_of(plan.gemeente_code)
    if may("presenteren", plan.gemeente_code):
        _show_fields(plan, origin)
    st.download_button(
        "Bewaar het verhaal als bestand",
        lambda: write_plan(plan),
        file_name=f"{file_name('verhaal', str(plan.year), plan.gemeente_code, monitor.gemeente_name)}.zip",
        mime="application/zip",
        on_click="ignore",
    )


def _show_fields(plan: Plan, origin: Origin | None) -> None:
    # No form: what it keeps to itself until it is sent, the button that removes a story would not know.
    who = ask_name("", _WHO, key="verhaal_wie")
    name = st.text_input(
        "Naam van het verhaal", origin.name if origin else "", max_chars=MOST_NAME, key=_key_of_name(plan)
    )
    if st.button("Bewaar het verhaal"):
        based_on = origin.number if origin and origin.name == name.strip() else 0
        _save(plan, name, who, based_on)
    if said := st.session_state.pop("verhaal_bewaard", ""):
        st.html(build_done(said))


def _key_of_name(plan: Plan) -> str:
    return f"verhaal_naam_{plan.gemeente_code}_{round_of()}"


def _save(plan: Plan, name: str, who: str, based_on: int) -> None:
    if not who:
        st.html(build_error("Vul uw naam in: die komt in het logboek.", _WHO))
        return
    try:
        refuse_persons(name)
        content = write_plan(plan)
        saved = store().keep("verhaal", plan.gemeente_code, name, content, by=acting(who), based_on=based_on)
    except InputRefused as refused:
        st.html(build_problems(refused.problems))
        return
    set_origin(plan.gemeente_code, Origin(saved.name, saved.number), saved=True)
    st.session_state["verhaal_bewaard"] = "Het verhaal is bewaard."
    st.rerun()


def show_opening(plan: Plan, monitor: Monitor) -> None:
    """Draw the stories that were kept, and where a file of one is chosen."""
    show_heading("Een bewaard verhaal openen")
    kept = {
        each.name: each for each in _that_may_open(open_store().kept("verhaal", plan.gemeente_code, contents=False))
    }
    if kept:
        _show_kept(kept, monitor, st.session_state.get(_key_of_name(plan), "").strip())
    else:
        st.html('<p class="kw-leeg">Er is voor deze gemeente geen bewaard verhaal dat u kunt openen.</p>')
    for gone in _that_may_open(open_store().kept("verhaal", plan.gemeente_code, taken_back=True, contents=False)):
        _show_versions(gone, monitor)
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


def _show_kept(kept: dict[str, Kept], monitor: Monitor, name: str) -> None:
    """Draw the stories that were kept; the one with the name that is filled in is chosen, until another one is."""
    named = list(kept).index(name) if name in kept else 0
    chosen = st.selectbox("Bewaarde verhalen", list(kept), named, format_func=lambda each: _words(kept[each]))
    with st.container(horizontal=True):
        if st.button("Open dit verhaal"):
            _load(kept[chosen], kept[chosen].number, monitor)
        if _may_change(kept[chosen]):
            # Two steps: what is removed is gone for everybody, until somebody puts it back.
            with st.popover(f"Verwijder ‘{chosen}’", key="verhaal_verwijderen"):
                who = _ask_who("verhaal_wie_weg")
                if st.button(f"Ja, verwijder ‘{chosen}’", key="verhaal_weg"):
                    _write(kept[chosen], b"", who, f"Het verhaal ‘{chosen}’ is verwijderd.")
    _show_versions(kept[chosen], monitor)


def _show_versions(newest: Kept, monitor: Monitor) -> None:
    """Draw the versions of a story, or what can be put back of one that was removed."""
    versions = _that_may_open(open_store().kept_versions("verhaal", newest.gemeente_code, newest.name, contents=False))
    earlier = {each.number: each for each in versions if not each.taken_back and each.number != newest.number}
    if not earlier:
        return
    title = f"‘{newest.name}’ terugzetten" if newest.taken_back else f"Eerdere versies van ‘{newest.name}’"
    with st.popover(f"{title} ({len(earlier)})", key=f"verhaal_versies_{newest.name}"):
        number = st.selectbox(
            "Welke versie?",
            list(earlier),
            format_func=lambda each: f"versie {each}: {_words(earlier[each])}",
            key=f"verhaal_versie_{newest.name}",
        )
        may_change = _may_change(newest)
        who = _ask_who(f"verhaal_wie_{newest.name}") if may_change else ""
        if st.button("Open deze versie", key=f"verhaal_oud_{newest.name}"):
            _load(earlier[number], newest.number, monitor)
        if may_change and st.button("Zet deze versie terug", key=f"verhaal_terug_{newest.name}"):
            with _refusals_shown():
                content = open_store().load_kept(earlier[number]).content
                _write(newest, content, who, f"Versie {number} van ‘{newest.name}’ is teruggezet.")


def _may_change(newest: Kept) -> bool:
    own = identity().may_change_of(newest.who, newest.organisation)
    return own and may("presenteren", newest.gemeente_code)


def _that_may_open(stories: list[Kept]) -> list[Kept]:
    who = identity()
    return [s for s in stories if who.may("presenteren", s.gemeente_code) and who.may_open_of(s.organisation)]


def _ask_who(key: str) -> str:
    """Return who acts, for the log: the name that is filled in above, else one that is asked for here."""
    filled_in: str = st.session_state.get("verhaal_wie", "").strip()
    return filled_in or ask_name("", _WHO_FOR_LOG, key=key)


def _write(newest: Kept, content: bytes, who: str, done: str) -> None:
    """Make a content the newest version, none for a story that is removed."""
    if not who:
        st.html(build_error("Vul eerst uw naam in: die komt in het logboek.", _WHO, _WHO_FOR_LOG))
        return
    with _refusals_shown():
        saved = store().keep(
            "verhaal", newest.gemeente_code, newest.name, content, by=acting(who), based_on=newest.number
        )
        origin = origin_of(newest.gemeente_code)
        if origin is not None and origin.name == newest.name:
            # What is on the page is not that version: saved again, it is the next one.
            set_origin(newest.gemeente_code, Origin(saved.name, saved.number) if content else None)
        st.session_state["verhaal_bewaard"] = done
        st.rerun()


def _load(wanted: Kept, based_on: int, monitor: Monitor) -> None:
    with _refusals_shown():
        _open(open_store().load_kept(wanted).content, wanted.name, monitor, Origin(wanted.name, based_on))


@contextmanager
def _refusals_shown() -> Iterator[None]:
    try:
        yield
    except InputRefused as refused:
        st.html(build_problems(refused.problems))


def _open(content: bytes, name: str, monitor: Monitor, origin: Origin | None) -> None:
    """Take a plan that fits the gemeente, of its organisation; year, age and norm are those that the page shows now."""
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
    change_view(verhaalplan=plan.kept_plan, organisatie=plan.organisation)
    st.session_state["verhaal_bewaard"] = f"Het verhaal ‘{name}’ is geopend."
    st.rerun()


def _words(saved: Kept) -> str:
    whose = f" ({saved.organisation})" if saved.organisation else ""
    return f"{saved.name}, bewaard door {saved.who}{whose} op {saved.when.astimezone():%d-%m-%Y %H:%M}"
