"""Where do children miss out? One sentence, four figures, the map and the three wijken to look at first (wethouder)."""

import streamlit as st

from kinderwerk_stats.text.sentences import figure_finding, figure_subtitle, headline, norm_sentence
from kinderwerk_stats.ui.blocks import (
    choose_figure,
    show_chart_title,
    show_headline,
    show_key_figures,
    show_map,
    show_small_print,
)
from kinderwerk_stats.ui.chart_downloads import show_figure_downloads
from kinderwerk_stats.ui.loaders import load_monitor
from kinderwerk_stats.ui.national import show_disproportion, show_first_wijken, show_national_facts
from kinderwerk_stats.ui.state import shown_view

view = shown_view()
monitor = load_monitor(view)

show_headline(headline(monitor), f"Kinderwerk in {monitor.gemeente_name}, {monitor.year}")
show_key_figures(monitor, monitor.coverage.totals)
st.caption(norm_sentence(monitor))

left, right = st.columns([3, 2], gap="large")
with left:
    figure = choose_figure(monitor, view)
    show_chart_title(figure_finding(monitor, figure), figure_subtitle(monitor, figure))
    show_map(monitor, view, figure, key="kaart_overzicht")
    show_figure_downloads(monitor, view, figure, bars=False)
with right:
    show_first_wijken(monitor, view)
show_small_print(monitor, view)

show_disproportion(monitor)
show_national_facts()
