"""Where do children miss out? One sentence, the map and the three wijken to look at first (wethouder)."""

import streamlit as st

from kinderwerk_stats.text.first import first_headline
from kinderwerk_stats.text.key_figures import gemeente_figures
from kinderwerk_stats.text.sentences import age_warning, headline
from kinderwerk_stats.ui.blocks import (
    choose_figure,
    show_figure_title,
    show_figures,
    show_headline,
    show_map,
    show_small_print,
    show_whose,
)
from kinderwerk_stats.ui.chart_downloads import show_figure_downloads
from kinderwerk_stats.ui.first import first_of, show_first_wijken, show_unseen
from kinderwerk_stats.ui.loaders import load_monitor
from kinderwerk_stats.ui.national import show_disproportion, show_national_facts
from kinderwerk_stats.ui.own_words import show_goals
from kinderwerk_stats.ui.state import shown_view

view = shown_view()
monitor = load_monitor(view)

answer = first_headline(monitor, first_of(view)) or headline(monitor)
show_headline(answer, f"Kinderwerk in {monitor.gemeente_name}, {monitor.year}")
show_figures(gemeente_figures(monitor))
if warning := age_warning(monitor):
    st.caption(warning)
show_whose(monitor)
show_goals(monitor)

with st.container(key="kaart_en_eerst"):
    left, right = st.columns([3, 2], gap="medium")
with left:
    figure = choose_figure(monitor, view)
    show_figure_title(monitor, figure)
    show_map(monitor, view, figure, key="kaart_overzicht")
    show_figure_downloads(monitor, view, figure, bars=False)
with right:
    show_first_wijken(monitor, view)
show_unseen(monitor, view)
show_small_print(monitor, view)

show_disproportion(monitor)
show_national_facts()
