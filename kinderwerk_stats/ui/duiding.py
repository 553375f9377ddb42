"""The gemeente's own note beside a figure: shown beside it, and the form that publishes one."""

from datetime import UTC, datetime

import streamlit as st

from kinderwerk_stats.delivery.own_words import keep_duiding
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.own_words import MOST_DUIDING, read_duiding
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.store import Kept, open_store
from kinderwerk_stats.text.duiding import TITLE, duiding_lines
from kinderwerk_stats.text.sentences import label_of
from kinderwerk_stats.ui.access import acting, may
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.columns import FIGURES_IN_TABLE
from kinderwerk_stats.ui.loaders import store
from kinderwerk_stats.ui.markup import build_error, escape_text
from kinderwerk_stats.ui.own_words import ask_who, basis_of, do, follow, show_done, show_versions

_HELP = (
    "Iedereen leest dit bij het cijfer, ook in bestanden en op papier. Schrijf niets over een kind of ouder, en noem "
    "geen aantallen die hier verborgen zijn."
)


def show_duiding(monitor: Monitor, area_code: str | None = None) -> None:
    """Draw the notes beside figures of an area, or of all, numbered; nothing where there are none."""
    if lines := duiding_lines(monitor, area_code):
        show_heading(TITLE)
        items = "".join(f"<li>{escape_text(line)}</li>" for line in lines)
        st.html(f'<ol class="kw-lijst">{items}</ol>')


def show_duiding_part(monitor: Monitor, wijk_code: str) -> None:
    """Draw the notes of a wijk, and behind a click the form for one of it or of the gemeente."""
    show_duiding(monitor, wijk_code)
    show_done()
    if not may("vastleggen", monitor.gemeente_code):
        return
    with st.expander("Zet een duiding bij een cijfer"):
        names = {wijk_code: monitor.name_of(wijk_code), monitor.gemeente_code: monitor.gemeente_name}
        left, right = st.columns(2)
        with left:
            area = st.selectbox("Van", list(names), format_func=names.__getitem__, key=f"duiding_van_{wijk_code}")
        figures = [*FIGURES_IN_TABLE, *(name for name in monitor.figures.values.columns if name in INDICATORS)]
        with right:
            figure = st.selectbox(
                "Welk cijfer?",
                list(dict.fromkeys(figures)),
                format_func=lambda name: label_of(monitor, name),
                key=f"duiding_cijfer_{wijk_code}",
            )
        who = ask_who(monitor.gemeente_code, "duiding")
        name = f"{area} {monitor.year} {figure}"
        versions = open_store().kept_versions("duiding", monitor.gemeente_code, name)
        newest = versions[0] if versions else None
        basis_key = f"duiding_basis_{monitor.gemeente_code}_{name}"
        _show_form(monitor, area, figure, newest, who, basis_key)
        if newest:
            show_versions(newest, _words, who, basis_key)


def _words(content: bytes) -> str:
    try:
        return read_duiding(content).text
    except InputRefused:
        return "niet te lezen"


def _show_form(monitor: Monitor, area: str, figure: str, newest: Kept | None, who: str, basis_key: str) -> None:
    basis = basis_of(basis_key, newest)
    before = _words(newest.content) if newest and newest.content else ""
    label = f"Duiding bij {monitor.year}"
    with st.form(f"{basis_key}_{basis}", border=False):
        typed = st.text_area(label, before, max_chars=MOST_DUIDING, help=_HELP)
        sent = st.form_submit_button("Publiceer deze duiding")
    if sent and not typed.strip():
        st.html(build_error("Vul nog in: wat u bij dit cijfer wilt zeggen.", label))
    elif sent:
        said = {
            "area_code": area,
            "year": monitor.year,
            "figure": figure,
            "text": " ".join(typed.split()),
            "who": who,
            "day": datetime.now(UTC).astimezone().date().isoformat(),
        }

        def keep() -> None:
            keep_duiding(store(), monitor.gemeente_code, read_duiding(said), by=acting(who), based_on=basis)

        do(keep, who, basis_key, "De duiding is gepubliceerd.")
    follow(basis_key, newest, sent=sent)
