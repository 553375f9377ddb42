"""Per wijk: how many children, how many reached, by whom, and what is missing (beleidsmedewerker, wethouder)."""

import streamlit as st

from kinderwerk_stats.text.sentences import (
    balance_sentence,
    coverage_headline,
    figure_finding,
    figure_subtitle,
    norm_sentence,
)
from kinderwerk_stats.ui.blocks import (
    choose_figure,
    show_bars,
    show_chart_title,
    show_headline,
    show_map,
    show_small_print,
)
from kinderwerk_stats.ui.chart_downloads import show_figure_downloads
from kinderwerk_stats.ui.coverage_table import show_coverage_table, show_downloads
from kinderwerk_stats.ui.loaders import load_monitor
from kinderwerk_stats.ui.state import shown_view

view = shown_view()
monitor = load_monitor(view)

show_headline(coverage_headline(monitor), f"Dekking per wijk in {monitor.gemeente_name}, {monitor.year}")
st.caption(f"{norm_sentence(monitor)} {balance_sentence(monitor)}".strip())

figure = choose_figure(monitor, view)
show_chart_title(figure_finding(monitor, figure), figure_subtitle(monitor, figure))
left, right = st.columns(2, gap="large")
with left:
    show_map(monitor, view, figure, key="kaart_dekking")
with right:
    show_bars(monitor, view, figure)
show_figure_downloads(monitor, view, figure, bars=True)

show_coverage_table(monitor, view, figure)
show_downloads(monitor)
show_small_print(monitor, view)
