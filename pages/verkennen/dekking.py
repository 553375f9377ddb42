"""Per wijk: how many children, how many reached, by whom, and what is missing (beleidsmedewerker, wethouder)."""

import streamlit as st

from kinderwerk_stats.text.emphasis import split_emphasis
from kinderwerk_stats.text.sentences import (
    coverage_answer,
)
from kinderwerk_stats.ui.blocks import (
    choose_figure,
    show_bars,
    show_figure_title,
    show_headline,
    show_map,
    show_small_print,
    show_whose,
)
from kinderwerk_stats.ui.chart_downloads import show_figure_downloads
from kinderwerk_stats.ui.coverage_table import show_coverage_table, show_downloads, show_each_organisation
from kinderwerk_stats.ui.duiding import show_duiding
from kinderwerk_stats.ui.loaders import load_monitor
from kinderwerk_stats.ui.markup import build_paragraph
from kinderwerk_stats.ui.own_words import show_goals
from kinderwerk_stats.ui.state import shown_view

view = shown_view()
monitor = load_monitor(view)

answer, more = coverage_answer(monitor)
show_headline(answer, f"Dekking per wijk in {monitor.gemeente_name}, {monitor.year}")
if more:
    st.html(build_paragraph(split_emphasis(more)))
show_whose(monitor)
show_goals(monitor)

figure = choose_figure(monitor, view)
show_figure_title(monitor, figure)
left, right = st.columns(2, gap="large")
with left:
    show_map(monitor, view, figure, key="kaart_dekking")
with right:
    show_bars(monitor, view, figure)
show_figure_downloads(monitor, view, figure, bars=True)

show_coverage_table(monitor, view, figure)
show_each_organisation(monitor)
show_duiding(monitor)
show_downloads(monitor)
show_small_print(monitor, view)
