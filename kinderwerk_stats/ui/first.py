"""The wijken to look at first, as cards."""

from dataclasses import replace

import streamlit as st

from kinderwerk_stats.gemeente.first import FirstWijken
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.text.first import TITLE, choice_words, first_in_words, unseen_wijken
from kinderwerk_stats.ui.access import may
from kinderwerk_stats.ui.html_tables import build_link_list
from kinderwerk_stats.ui.loaders import load_first, load_monitor
from kinderwerk_stats.ui.markup import Card, build_cards, escape
from kinderwerk_stats.ui.need.own_figure import own_figure
from kinderwerk_stats.ui.pages import page_href, page_of
from kinderwerk_stats.ui.view import View, to_params


def first_of(view: View) -> FirstWijken:
    """Return the wijken to look at first, by need as this visitor weighs it."""
    return load_first(view, own_figure())


def find_wijk(view: View) -> tuple[str, str] | None:
    """Return the wijk that a visitor sees who chose none: the first to look at, else one with most children.

    None where there are no figures: the page says why.
    """
    try:
        monitor, first = load_monitor(view), first_of(view).codes
    except InputRefused:
        return None
    children = monitor.coverage.values["children_count"].dropna()
    code = first[0] if first else str(children.idxmax()) if len(children) else next(iter(monitor.names))
    return code, monitor.name_of(code)


def show_first_wijken(monitor: Monitor, view: View) -> None:
    """Draw the wijken to look at first, each with what the choice rests on and a link."""
    first = first_of(view)
    cards = [
        Card(
            name=wijk.name,
            figure=wijk.figure,
            why=wijk.why,
            note=wijk.sure,
            href=page_href("wijk", replace(view, wijk=wijk.code)),
        )
        for wijk in first_in_words(monitor, first)
    ]
    if not cards:
        st.html(
            f'<h2 class="kw-tussenkop kw-bovenaan">{TITLE}</h2><p class="kw-leeg">{escape(_why_no_first(monitor))}</p>'
        )
        if monitor.bereik is None and may("aanleveren"):
            st.page_link(page_of("gegevens"), label="Lever bereik aan", query_params=to_params(view))
        return
    st.html(build_cards(cards, title=TITLE))
    st.caption(choice_words(monitor, first, unseen=False))


def show_unseen(monitor: Monitor, view: View) -> None:
    """Draw links to the wijken whose reach is not shown: where few are reached, reach is often hidden."""
    unseen = unseen_wijken(monitor)
    if unseen:
        links = [(monitor.name_of(code), page_href("wijk", replace(view, wijk=code)), words) for code, words in unseen]
        why = "Kijk ook hier: het bereik is niet te zien"
        st.caption(f"{why}.")
        st.html(build_link_list(links, label=why))


def _why_no_first(monitor: Monitor) -> str:
    """Return why there is no wijk to look at first, and what to do about it."""
    if monitor.bereik is None:
        return "Er is nog geen bereik per wijk. Lever een bestand met het bereik aan."
    if monitor.parts:
        return (
            "Met meer organisaties is van geen wijk zeker dat er kinderen ontbreken. Kies een organisatie of een norm."
        )
    if not any(cells["reached_count"].known for cells in monitor.coverage.cells.values()):
        return f"Van geen enkele wijk is het bereik in {monitor.year} bekend."
    if not any(cells["reach_share"].known for cells in monitor.coverage.cells.values()):
        return f"Van geen enkele wijk is het bereik in {monitor.year} bekend."
    return "Er is geen wijk waarvan bekend is dat het bereik te laag is."
