"""What Overzicht shows below the map: the country beside this gemeente."""

import streamlit as st

from kinderwerk_stats.charts.disproportion import build_disproportion
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.national import ARTICLE, NATIONAL_FACTS
from kinderwerk_stats.story.landelijk import build_marks
from kinderwerk_stats.text.reference import ratio_remark
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.markup import build_source_line, escape


def show_disproportion(monitor: Monitor) -> None:
    """Draw one kinderwerker against the children per kinderwerker, the country beside this gemeente, to scale."""
    show_heading("Een kinderwerker voor zo veel kinderen")
    picture = build_marks(monitor)
    st.html(build_disproportion(picture))
    st.caption(
        "Nederland is de stand van 2022: 1,5 miljoen kinderen en naar schatting 400 tot 500 kinderwerkers (mensen). "
        "Dit is geen norm, en het artikel zegt niet precies welke leeftijden meetellen."
    )
    if remark := ratio_remark(monitor):
        st.caption(remark)
    computed = f"; {monitor.gemeente_name}: eigen berekening, {monitor.year}" if len(picture.groups) > 1 else ""
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
