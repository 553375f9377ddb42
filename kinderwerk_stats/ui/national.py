"""What Overzicht shows below the map: the wijken to look at first, and the country beside this gemeente."""

from dataclasses import replace

import streamlit as st

from kinderwerk_stats.analysis.priorities import choose_first_wijken
from kinderwerk_stats.charts.disproportion import MarkField, build_disproportion
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.national import ARTICLE, NATIONAL_FACTS, children_per_kinderwerker
from kinderwerk_stats.text.numbers import format_estimate, format_range
from kinderwerk_stats.text.reference import own_ratio
from kinderwerk_stats.text.sentences import label_of, reasons_to_look
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.loaders import load_latest_figures
from kinderwerk_stats.ui.markup import Card, build_cards, build_source_line, escape
from kinderwerk_stats.ui.pages import page_href
from kinderwerk_stats.ui.view import View


def show_first_wijken(monitor: Monitor, view: View) -> None:
    """Draw the three wijken with the largest gap in children, each with its reasons and a link."""
    first = choose_first_wijken(monitor.coverage)
    title = "Kijk hier het eerst"
    if not first:
        show_heading(title)
        st.html(f'<p class="kw-leeg">{escape(_why_no_first(monitor))}</p>')
        return
    gap = label_of(monitor, "gap_children_count").lower()
    cards = []
    for code in first:
        cells = monitor.coverage.cells[code]
        low, high = cells["gap_children_low"].value, cells["gap_children_high"].value
        cards.append(
            Card(
                name=monitor.name_of(code),
                figure=f"{format_estimate(cells['gap_children_count'].value, low, high)} {gap}",
                why=_sentence(reasons_to_look(monitor, code, load_latest_figures(view, code))),
                href=page_href("wijk", replace(view, wijk=code)),
            )
        )
    st.html(build_cards(cards, title=title))
    st.caption("In deze wijken gaat het om de meeste kinderen. Wijken zonder bekend bereik doen niet mee.")


def _why_no_first(monitor: Monitor) -> str:
    """Return why there is no wijk to look at first, and what to do about it."""
    if monitor.bereik is None:
        return "Er is nog geen bereik per wijk. Voeg een bestand met het bereik toe aan de map met bestanden."
    if monitor.coverage.norm_reach is None:
        return "Vul een norm voor het bereik in. Hier staan dan de wijken waar daarvoor de meeste kinderen ontbreken."
    return "Er is geen wijk waarvan bekend is dat het bereik te laag is."


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def show_disproportion(monitor: Monitor) -> None:
    """Draw one kinderwerker against the children per kinderwerker, the country beside this gemeente, to scale."""
    show_heading("Een kinderwerker voor zo veel kinderen")
    low, high = children_per_kinderwerker()
    fields = [MarkField("Nederland", low, high, f"{format_range(low, high)} kinderen per kinderwerker")]
    own = own_ratio(monitor)
    if own is not None:
        fields.append(MarkField(monitor.gemeente_name, *own))
    st.html(build_disproportion(fields))
    st.caption(
        "Een stip is een kind, de grote stip is een kinderwerker. Lichte stippen: hoeveel het er zijn is niet zeker. "
        "Nederland is de stand van 2022: 1,5 miljoen kinderen en naar schatting 400 tot 500 kinderwerkers (mensen). "
        "Dit is geen norm, en het artikel zegt niet precies welke leeftijden meetellen."
    )
    computed = "" if own is None else f"; {monitor.gemeente_name}: eigen berekening, {monitor.year}"
    st.html(build_source_line(f"{ARTICLE}{computed}"))


def show_national_facts() -> None:
    """Draw the other figures of the country, with their source: context, never divided over wijken."""
    with st.expander("Het landelijke beeld"):
        items = "".join(
            f"<li><strong>{escape(fact.figure)}</strong> {escape(fact.sentence)}"
            f'<span class="kw-bron">Bron: {escape(fact.source)}</span></li>'
            for fact in NATIONAL_FACTS
        )
        st.html(f'<ul class="kw-feiten">{items}</ul>')
        st.caption("Deze cijfers gaan over heel Nederland. Ze zeggen niets over een wijk of gemeente apart.")
