"""The part Straks: who lives there now, and for who asks the doorrekening of the coming years."""

import streamlit as st

from kinderwerk_stats.analysis.ageing import MAX_YEARS_AHEAD
from kinderwerk_stats.gemeente.later import build_later
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.text.emphasis import split_emphasis
from kinderwerk_stats.text.numbers import format_count
from kinderwerk_stats.text.plan_later import (
    how_well_sentences,
    later_header,
    later_headline,
    later_promise,
    later_rows,
    not_in_table,
    now_headline,
    rule_sentences,
)
from kinderwerk_stats.ui.blocks import show_heading, show_headline, show_small_print, shown_at_first
from kinderwerk_stats.ui.html_tables import build_list, build_table
from kinderwerk_stats.ui.loaders import load_available, load_library, load_year
from kinderwerk_stats.ui.markup import build_paragraph
from kinderwerk_stats.ui.view import View


def show_later_part(monitor: Monitor, view: View, title: str) -> None:
    """Draw the children of now; the doorrekening stands in no address, so that a link never shows it unasked."""
    headline = st.container()
    shown = st.toggle("Toon de doorrekening: wie hier nu woont, wordt ouder", key="plan_doorrekening")
    if shown:
        ahead = st.segmented_control(
            "Over hoeveel jaar?",
            range(1, MAX_YEARS_AHEAD + 1),
            default=MAX_YEARS_AHEAD,
            format_func=lambda years: format_count(years, "jaar", "jaar"),
            required=True,
            key="plan_over_jaren",
        )
        years = sorted(load_available().years[view.gemeente])
        later = build_later(load_library(), monitor, ahead, years, lambda year: load_year(view, year))
        with headline:
            show_headline(later_headline(monitor, later), title)
        st.html(build_list(rule_sentences(later)))
        if not later.why_not:
            show_heading("Hoe goed klopte deze som eerder?")
            st.html("".join(build_paragraph(split_emphasis(line)) for line in how_well_sentences(later)))
            show_heading("Per wijk")
            caption = f"Doorrekening per wijk: {later.year} en {later.year + ahead}"
            _show_rows(later_header(later), later_rows(monitor, later), caption)
            if left_out := not_in_table(monitor, later):
                st.caption(left_out)
    else:
        st.caption(later_promise(monitor))
        with headline:
            show_headline(now_headline(monitor), title)
    show_small_print(monitor, view)


def _show_rows(header: list[str], rows: list[list[str]], caption: str) -> None:
    """Draw the wijken and under them the gemeente; of a long list the first few, the others behind a click."""
    *wijken, whole = rows
    most = shown_at_first(len(wijken), key="straks") or len(wijken)
    st.html(build_table(header, [*wijken[:most], whole], caption=caption, numeric=(1, 2, 3)))
    if rest := wijken[most:]:
        with st.expander(f"De andere {len(rest)} wijken"):
            st.html(build_table(header, rest, caption=caption, numeric=(1, 2, 3)))
