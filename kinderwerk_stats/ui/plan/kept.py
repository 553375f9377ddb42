"""Plans under a name: keep, open, rename, take back and put back, compare; and a plan as a file."""

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from kinderwerk_stats.analysis.allocation import Objective
from kinderwerk_stats.charts.plan import choose_added_classes
from kinderwerk_stats.delivery.own_words import refuse_persons
from kinderwerk_stats.exports.names import file_name
from kinderwerk_stats.exports.plan_files import MOST_BYTES, PlanFile, read_plan_json, write_plan_json, write_plan_xlsx
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import Plan
from kinderwerk_stats.model.areas import gemeente_code_of
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.store import Kept, open_store
from kinderwerk_stats.text.plan import OBJECTIVE_NAMES, option_facts
from kinderwerk_stats.text.plan_means import opened_sentence, rules_sentences
from kinderwerk_stats.text.sentences import AGE_WORDS
from kinderwerk_stats.ui.access import acting, may
from kinderwerk_stats.ui.html_tables import build_list, build_problems, build_table
from kinderwerk_stats.ui.loaders import load_available, load_plan, store
from kinderwerk_stats.ui.markup import build_done, build_error, escape
from kinderwerk_stats.ui.need.own_figure import own_figure
from kinderwerk_stats.ui.own_words import ask_who, do, show_done
from kinderwerk_stats.ui.plan.fields import show_fault
from kinderwerk_stats.ui.plan.options import build_added_map, build_legend
from kinderwerk_stats.ui.state import change_view
from kinderwerk_stats.ui.uploads import forget_upload
from kinderwerk_stats.ui.view import View, read_view, to_params

_MOST_COMPARED, _FIELD = 4, 480
_BASIS = "plan_basis"
_SEEN = "plan_gezien"
_OPENED = "plan_geopend"


class _Opened(NamedTuple):
    """A kept plan worked out on the figures of now."""

    name: str
    view: View
    plan: Plan
    objective: Objective


def show_keeping(monitor: Monitor, view: View, plan: Plan, objective: Objective) -> None:
    """Draw behind a click how a plan is kept, compared with others and taken along."""
    show_done()
    kept = {each.name: each for each in open_store().kept("plan", monitor.gemeente_code)}
    with st.expander(f"Plannen bewaren en vergelijken ({len(kept)} bewaard)", key="plan_bewaard"):
        with st.container(width=_FIELD):
            changes = may("vastleggen", monitor.gemeente_code)
            who = ask_who(monitor.gemeente_code, "plan") if changes else ""
            if changes:
                _show_save(monitor, view, plan, objective, kept, who)
            if kept:
                _show_kept(monitor, kept, who, changes=changes)
            if changes:
                _show_taken_back(monitor, who)
        if len(kept) > 1:
            _show_compared(monitor, kept)
    with st.expander("Dit plan meenemen, of een plan openen"):
        _show_files(monitor, view, plan, objective)


def _show_save(monitor: Monitor, view: View, plan: Plan, objective: Objective, kept: dict[str, Kept], who: str) -> None:
    name = " ".join(st.text_input("Naam van dit plan", max_chars=80, key="plan_naam", autocomplete="off").split())
    same = _of_name(kept, name)
    name = name if same is None else same.name
    label = "Bewaar dit plan" if same is None else f"Bewaar als nieuwe versie van ‘{name}’"
    # The button is drawn for a name and a number: who saw another one writes over nothing.
    seen = st.session_state.get(_SEEN, {}).get((monitor.gemeente_code, name), 0)
    if st.button(label, key="plan_bewaren"):
        content = _write(monitor, view, plan, objective)
        sources = [step.source for step in view.plan.costs]
        _do(lambda: _keep(monitor.gemeente_code, name, content, who, seen, sources), who,
            f"Het plan ‘{name}’ is bewaard.")  # fmt: skip
    st.session_state[_SEEN] = {(monitor.gemeente_code, name): 0 if same is None else same.number}


def _keep(gemeente_code: str, name: str, content: bytes, who: str, based_on: int, sources: Iterable[str] = ()) -> None:
    refuse_persons(name, *sources)
    store().keep("plan", gemeente_code, name, content, by=acting(who), based_on=based_on)


def _do(act: Callable[[], object], who: str, done: str) -> None:
    do(act, who, _BASIS, done)


def _show_kept(monitor: Monitor, kept: dict[str, Kept], who: str, *, changes: bool) -> None:
    """Draw the plans that are kept: open one, give it another name, take it back."""
    chosen = st.selectbox("Bewaarde plannen", list(kept), key="plan_welk")
    each = kept[chosen]
    st.html(f'<p class="kw-hulp">Bewaard door {escape(each.who)} op {each.when.astimezone():%d-%m-%Y}</p>')
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button("Open dit plan", key="plan_openen"):
            _open(each.content, each.name, monitor)
        if changes and st.button(f"Verwijder ‘{chosen}’", key="plan_verwijderen"):
            _do(lambda: _take_back(each, who), who, f"Het plan ‘{chosen}’ is verwijderd. Hieronder zet u het terug.")
    if not changes:
        return
    label = "Andere naam"
    name = " ".join(st.text_input(label, max_chars=80, key="plan_andere_naam", autocomplete="off").split())
    if st.button("Geef het die naam", key="plan_hernoemen") and name:
        if _of_name({chosen: each}, name):
            show_fault(f"Dit plan heet al ‘{chosen}’.", label)
            return

        def rename() -> None:
            refuse_persons(name)
            store().rename_kept(each, name, by=acting(who))

        _do(rename, who, f"Het plan heet nu ‘{name}’.")


def _of_name(kept: dict[str, Kept], name: str) -> Kept | None:
    """Return the plan of this name; capitals do not make another one."""
    return next((each for old, each in kept.items() if old.casefold() == name.casefold()), None)


def _take_back(each: Kept, who: str) -> None:
    store().keep("plan", each.gemeente_code, each.name, b"", by=acting(who), based_on=each.number)


def _show_taken_back(monitor: Monitor, who: str) -> None:
    """Draw for each plan that was taken back a button that puts it back."""
    for gone in open_store().kept("plan", monitor.gemeente_code, taken_back=True):
        versions = open_store().kept_versions("plan", gone.gemeente_code, gone.name)
        last = next((version for version in versions if version.content), None)
        if last is not None and st.button(f"Zet ‘{gone.name}’ terug", key=f"plan_terug_{gone.name}"):
            _put_back(gone, last.content, who)


def _put_back(gone: Kept, content: bytes, who: str) -> None:
    def keep() -> None:
        store().keep("plan", gone.gemeente_code, gone.name, content, by=acting(who), based_on=gone.number)

    _do(keep, who, f"Het plan ‘{gone.name}’ staat er weer.")


def _open(content: bytes, name: str, monitor: Monitor) -> None:
    """Show a plan on the page, of this gemeente only; the next run says whether its answer is still the same."""
    try:
        found = read_plan_json(content, name)
    except InputRefused as refused:
        st.html(build_problems(refused.problems))
        return
    opened = _read(found, name)
    if _gemeenten_of(found, opened.view) != {monitor.gemeente_code}:
        st.html(build_error("Dit plan is van een andere gemeente."))
        return
    own = own_figure() is not None
    said = opened_sentence(name, found.compare(opened.plan), own=own, own_then=found.own_figure)
    st.session_state[_OPENED] = said
    change_view(**vars(opened.view))
    st.rerun()


def show_opened() -> None:
    """Say whether the plan that was opened has the answer that it had when it was made."""
    if said := st.session_state.pop(_OPENED, ""):
        st.html(build_done(said))


def _read(found: PlanFile, name: str) -> _Opened:
    view, _ = read_view(found.address, load_available())
    plan = load_plan(view, own_figure())
    return _Opened(name, view, plan, found.objective)


def _gemeenten_of(found: PlanFile, view: View) -> set[str]:
    """Return every gemeente that a plan speaks of: one, or somebody changed the file."""
    of_wijken = {gemeente_code_of(code) for code in found.given.codes}
    return {found.gemeente_code, found.address.get("gemeente", ""), view.gemeente} | of_wijken


def _show_compared(monitor: Monitor, kept: dict[str, Kept]) -> None:
    """Draw two to four plans side by side: small maps in the same colours, and the same facts."""
    names = st.multiselect(
        "Vergelijk plannen", list(kept), max_selections=_MOST_COMPARED, placeholder="Kies twee tot vier plannen",
        key="plan_vergelijken",
    )  # fmt: skip
    opened = []
    for name in names if len(names) > 1 else ():
        try:
            read = read_plan_json(kept[name].content, name)
        except InputRefused as refused:
            st.html(build_problems(refused.problems))
            continue
        found = _read(read, name)
        if _gemeenten_of(read, found.view) == {monitor.gemeente_code} and found.objective in found.plan.worked:
            opened.append(found)
    if len(opened) < 2:
        return
    facts = {each.name: dict(option_facts(each.plan, each.plan.worked[each.objective])) for each in opened}
    classes = choose_added_classes(
        fte for each in opened for fte in each.plan.worked[each.objective].allocation.added_fte
    )
    cards = "".join(
        f"<li><h2>{escape(each.name)}</h2><p>{escape(OBJECTIVE_NAMES[each.objective])}</p>"
        f"{build_added_map(each.view, each.plan, each.objective, classes)}</li>"
        for each in opened
    )
    st.html(f'{build_legend(opened[0].plan, classes)}<ul class="kw-doelen">{cards}</ul>')
    lines = dict.fromkeys(what for each in facts.values() for what in each)
    rows = [[what, *(each.get(what, "niets") for each in facts.values())] for what in lines]
    rows.append(["Cijfers van", *(_figures_of(each.view) for each in opened)])
    rows.append(["Rust op", *(" ".join(rules_sentences(each.plan)) for each in opened)])
    st.html(build_table(["", *facts], rows, caption="Plannen naast elkaar"))


def _figures_of(view: View) -> str:
    whose = f", alleen {view.organisatie}" if view.organisatie else ""
    return f"{view.jaar}, kinderen van {AGE_WORDS[view.leeftijd]}{whose}"


def _show_files(monitor: Monitor, view: View, plan: Plan, objective: Objective) -> None:
    """Draw the buttons that save the plan, and where a file of one is chosen."""
    name = file_name("plan", monitor.gemeente_code, str(monitor.year), objective)
    with st.container(horizontal=True):
        st.download_button(
            "Bewaar als bestand",
            lambda: _write(monitor, view, plan, objective),
            file_name=f"{name}.json",
            mime="application/json",
            on_click="ignore",
        )
        st.download_button(
            "Bewaar als Excel",
            lambda: _workbook(monitor, plan, objective),
            file_name=f"{name}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
        )
    st.html(
        build_list(["Het bestand heeft alle keuzes en aannames: op dezelfde cijfers geeft het hetzelfde antwoord."])
    )
    upload = st.file_uploader(
        "Open een plan uit een bestand", ["json"], max_upload_size=-(-MOST_BYTES // 1_000_000), key="plan_bestand"
    )
    if upload is not None:
        content, called = upload.getvalue(), upload.name
        forget_upload(upload)
        _open(content, called, monitor)


def _write(monitor: Monitor, view: View, plan: Plan, objective: Objective) -> bytes:
    return write_plan_json(monitor, plan, objective, to_params(view), own_figure=own_figure() is not None)


def _workbook(monitor: Monitor, plan: Plan, objective: Objective) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        write_plan_xlsx(monitor, plan, objective, path)
        return path.read_bytes()
