"""What is published: data sets with their versions; compare two, withdraw, put back; and the log of who did what."""

from datetime import datetime
from typing import NamedTuple

import streamlit as st

from kinderwerk_stats.delivery.versions import compare_cells, plan_put_back, plan_withdraw
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.store import DataSet, Version
from kinderwerk_stats.text.delivery import KIND_WORDS, describe_cell_change, describe_change
from kinderwerk_stats.text.problems import describe
from kinderwerk_stats.ui.access import WHO_LABEL, acting, ask_name, identity, may
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.delivery.effect import show_effect
from kinderwerk_stats.ui.delivery.session import current_library, known_gemeenten
from kinderwerk_stats.ui.html_tables import build_list, build_table
from kinderwerk_stats.ui.loaders import compare_versions, hidden_below, store
from kinderwerk_stats.ui.markup import build_error
from kinderwerk_stats.ui.up_to_date import show_up_to_date
from kinderwerk_stats.ui.view import View

_MOST_ROWS = 200
_LOG_ROWS = 100
_HIDDEN = (
    " Het bereik van wijken waar een aantal verborgen is, is niet vergeleken: met twee versies is een klein aantal "
    "soms uit te rekenen."
)


def show_published(view: View) -> None:
    """Draw the data sets of a gemeente, that of the view first, and everything that can be done with one of them."""
    _show_delivered(view)
    every = store().datasets()
    if not every:
        st.html(
            '<p class="kw-leeg">Er is nog niets gepubliceerd. Kies “Bestanden aanleveren” en zet een bestand neer.</p>'
        )
        return
    # Also of a gemeente whose figures were all withdrawn: it is in no list of gemeenten any more.
    codes = list(dict.fromkeys(dataset.key.gemeente_code for dataset in every))
    names = known_gemeenten()
    gemeente = codes[0]
    if codes != [view.gemeente]:
        gemeente = st.selectbox(
            "Van welke gemeente?",
            codes,
            index=codes.index(view.gemeente) if view.gemeente in codes else 0,
            format_func=lambda code: names.get(code, code),
        )
    found = [dataset for dataset in every if dataset.key.gemeente_code == gemeente]
    header = ["Wat", "Bron", "Jaar", "Gebieden", "Versie", "Gepubliceerd op", "Door"]
    st.html(build_table(header, map(_row, found), caption="Gepubliceerde gegevens"))
    if may("publiceren", gemeente):
        show_up_to_date(current_library(), gemeente)
    show_heading("Bekijken, vergelijken, terugzetten")
    by_id = {dataset.id: dataset for dataset in found}
    chosen = st.selectbox("Welke gegevens wilt u bekijken?", list(by_id), format_func=lambda i: _title(by_id[i]))
    dataset = by_id[chosen]
    versions = store().versions(dataset.id)
    _show_versions(versions)
    if may("publiceren", gemeente):
        _show_actions(dataset, versions)
        _show_asked(dataset, versions, view)
    if len(versions) > 1:
        _show_comparison(versions, view)


_ASKED_KEY = "intrekken_of_terugzetten"


class _Asked(NamedTuple):
    """A version that somebody wants to withdraw or put back, once its effect was looked at.

    `based_on`: the number of what was published at that time.
    """

    version_id: int
    withdraws: bool
    who: str
    note: str
    based_on: int


def show_log(view: View) -> None:
    """Draw who did what and when; the log only grows. Names of others are for who delivers in the same gemeente."""
    if not may("aanleveren", view.gemeente or None):
        st.html('<p class="kw-leeg">Het logboek is te zien voor wie in deze gemeente aanlevert of publiceert.</p>')
        return
    entries = store().audit_log(view.gemeente or None, _LOG_ROWS)
    if not entries:
        st.html('<p class="kw-leeg">Er is nog niets gedaan.</p>')
        return
    rows = [
        [
            _moment(entry.when),
            entry.who,
            entry.action,
            f"{KIND_WORDS[entry.key.kind]}, {entry.key.publisher}, {entry.key.year}" if entry.key else "",
            str(entry.version_number or ""),
            entry.note,
        ]
        for entry in entries
    ]
    header = ["Wanneer", "Wie", "Wat", "Gegevens", "Versie", "Opmerking"]
    st.html(build_table(header, rows, caption="Logboek"))


def _row(dataset: DataSet) -> list[str]:
    key, version = dataset.key, dataset.published
    first = [KIND_WORDS[key.kind], key.publisher, str(key.year)]
    if version is None:
        return [*first, "", "", "nu niet gepubliceerd", ""]
    number = f"{version.number} van {dataset.versions_count}"
    return [*first, str(version.areas_count), number, _moment(version.when), version.who]


def _title(dataset: DataSet) -> str:
    return f"{KIND_WORDS[dataset.key.kind]}, {dataset.key.publisher}, {dataset.key.year}"


def _show_delivered(view: View) -> None:
    """Draw what organisations delivered and nobody published yet: what it would change, and to publish or remove it."""
    versions = {version.id: version for version in store().concepts(identity())}
    if not versions:
        return
    show_heading("Aangeleverd, nog niet gepubliceerd")
    chosen = st.selectbox("Wat wilt u bekijken?", list(versions), format_func=lambda i: _delivered_words(versions[i]))
    version = versions[chosen]
    current = next((v for v in store().versions(version.dataset_id) if v.state == "gepubliceerd"), None)
    # Compared by the store with what is published at the click: another version than this one is not replaced unseen.
    seen = st.session_state.setdefault(f"gezien_{version.id}", current.number if current else 0)
    publish, who = False, ask_name("", key="wie_aangeleverd")
    try:
        if may("publiceren", version.key.gemeente_code):
            plan = plan_put_back(store(), current_library(), version, identity())
            allowed = show_effect(plan, view, f"aangeleverd{version.id}")
            publish = st.button(
                "Publiceer deze cijfers", key=f"neem_{version.id}", type="primary", disabled=not (allowed and who)
            )
        remove = st.button("Haal deze cijfers weg", key=f"weg_{version.id}", disabled=not who)
        if publish:
            store().publish_concepts([version.id], acting(who), based_on={version.key: seen})
        elif remove:
            store().discard_concepts([version.id], acting(who))
    except InputRefused as refused:
        st.session_state.pop(f"gezien_{version.id}", None)
        st.html(build_list(map(str, map(describe, refused.problems))))
        return
    if publish or remove:
        st.rerun()


def _delivered_words(version: Version) -> str:
    key = version.key
    return f"{KIND_WORDS[key.kind]}, {key.publisher}, {key.year}, door {version.who} op {_moment(version.when)}"


def _show_versions(versions: list[Version]) -> None:
    show_heading("Versies")
    rows = [
        [
            str(version.number),
            version.state,
            _moment(version.when),
            version.who,
            version.publication.file_kind,
            version.publication.peildatum,
            version.publication.note,
        ]
        for version in versions
    ]
    header = ["Versie", "Stand", "Wanneer", "Door", "Soort bestand", "Peildatum", "Opmerking"]
    st.html(build_table(header, rows, caption="Versies"))


def _show_actions(dataset: DataSet, versions: list[Version]) -> None:
    """Draw withdrawing and putting back; both need a name and go into the log."""
    others = {version.id: version for version in versions if version.state != "gepubliceerd"}
    show_heading("Intrekken of terugzetten")
    with st.form(f"versies_{dataset.id}", border=False):
        who = ask_name("")
        # A reason is of one action: after it the field is empty again.
        note = st.text_input("Reden", max_chars=300, key=f"reden_{dataset.id}_{'-'.join(v.state for v in versions)}")
        back = None
        if others:
            back = st.selectbox(
                "Versie om terug te zetten", list(others), format_func=lambda number: _version_words(others[number])
            )
        left, right, _ = st.columns([1, 1, 2])
        with left:
            withdraw = dataset.published is not None and st.form_submit_button("Trek in", key=f"in_{dataset.id}")
        with right:
            restore = back is not None and st.form_submit_button("Zet terug", key=f"terug_{dataset.id}")
    if not (withdraw or restore):
        return
    if not who:
        st.html(build_error("Vul nog in: uw naam of functie.", WHO_LABEL))
        return
    current = dataset.published
    version_id = current.id if withdraw and current is not None else back
    if version_id is not None:
        number = current.number if current is not None else 0
        st.session_state[_ASKED_KEY] = _Asked(version_id, withdraw, who, note.strip(), number)
    st.rerun()


def _show_asked(dataset: DataSet, versions: list[Version], view: View) -> None:
    """Draw what withdrawing a version, or putting it back, would change, and ask whether to do it."""
    asked: _Asked | None = st.session_state.get(_ASKED_KEY)
    version = next((v for v in versions if asked is not None and v.id == asked.version_id), None)
    if asked is None or version is None or asked.withdraws != (version.state == "gepubliceerd"):
        return
    doing, verb, back = ("intrekt", "trek", "in") if asked.withdraws else ("terugzet", "zet", "terug")
    try:
        plan = (plan_withdraw if asked.withdraws else plan_put_back)(store(), current_library(), version)
        heading = f"Wat er verandert als u versie {version.number} {doing}"
        allowed = show_effect(plan, view, f"versie{version.id}", heading)
        left, right, _ = st.columns([2, 1, 1])
        with left:
            words = f"Ja, {verb} versie {version.number} {back}"
            sure = st.button(words, key=f"zet_terug_{dataset.id}", disabled=not allowed)
        with right:
            leave = st.button("Toch niet", key=f"niet_terug_{dataset.id}")
        if sure and asked.withdraws:
            store().withdraw(dataset.id, acting(asked.who), asked.note, based_on=asked.based_on)
        elif sure:
            store().restore(version.id, acting(asked.who), asked.note, based_on=asked.based_on)
    except InputRefused as refused:
        st.html(build_list(map(str, map(describe, refused.problems))))
        return
    if sure or leave:
        del st.session_state[_ASKED_KEY]
        st.rerun()


def _show_comparison(versions: list[Version], view: View) -> None:
    """Draw what differs between two versions; bereik as the screens show it, small counts hidden."""
    show_heading("Vergelijk twee versies")
    by_number = {version.number: version for version in versions}
    numbers = list(by_number)
    left, right = st.columns(2)
    with left:
        old = st.selectbox("Eerste versie", numbers, index=1, format_func=lambda n: _version_words(by_number[n]))
    with right:
        new = st.selectbox("Tweede versie", numbers, index=0, format_func=lambda n: _version_words(by_number[n]))
    before, after = by_number[old], by_number[new]
    hidden = ""
    if before.key.kind == "bereik":
        try:
            found = compare_versions(view, before, after)
        except InputRefused as refused:
            st.html(build_list(map(str, map(describe, refused.problems))))
            return
        rows = [list(describe_change(change)) for change in found.changes]
        hidden = _HIDDEN if found.hides else ""
    else:
        frame = compare_cells(store(), before, after)
        rows = [list(describe_cell_change(row, hidden_below())) for row in frame.itertuples(index=False)]
    if not rows:
        same = "Er zijn geen verschillen te tonen." if hidden else "Deze twee versies hebben dezelfde cijfers."
        st.html(f'<p class="kw-leeg">{same}{hidden}</p>')
        return
    header = ["Gebied", "Cijfer", f"Versie {old}", f"Versie {new}", "Verandering"]
    st.html(build_table(header, rows[:_MOST_ROWS], caption="Verschillen", numeric=(2, 3, 4)))
    if hidden:
        st.html(f'<p class="kw-hulp">{hidden.strip()}</p>')
    if len(rows) > _MOST_ROWS:
        st.html(f'<p class="kw-hulp">U ziet de eerste {_MOST_ROWS} van {len(rows)} verschillen.</p>')


def _version_words(version: Version) -> str:
    return f"{version.number}: {version.state}, {_moment(version.when)}"


def _moment(when: datetime) -> str:
    return f"{when.astimezone():%d-%m-%Y %H:%M}"
