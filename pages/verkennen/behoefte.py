"""Where is kinderwerk needed most, how sure is that, and is the kinderwerk there? (wethouder, beleidsmedewerker)."""

import streamlit as st

from kinderwerk_stats.text.division import division_headline, fte_counted, funnel_headline
from kinderwerk_stats.text.need_sentences import compared_sentence, measure_sentence, need_headline
from kinderwerk_stats.text.sentences import age_warning
from kinderwerk_stats.ui.blocks import show_headline, show_whose
from kinderwerk_stats.ui.loaders import load_division, load_funnel, load_monitor, load_need
from kinderwerk_stats.ui.need.choices import show_need_choices
from kinderwerk_stats.ui.need.fair import show_funnel
from kinderwerk_stats.ui.need.files import show_need_downloads, show_need_print
from kinderwerk_stats.ui.need.overview import choose_part, has_index, show_need_map, show_ranks, show_robustness
from kinderwerk_stats.ui.need.own_figure import own_figure
from kinderwerk_stats.ui.need.tables import show_division_table, show_funnel_table, show_need_table
from kinderwerk_stats.ui.need.together import show_concentration, show_first_links, show_quadrant
from kinderwerk_stats.ui.state import shown_view

view = shown_view()
monitor = load_monitor(view)
need = load_need(view, own_figure())
title = f"Behoefte in {monitor.gemeente_name}, {monitor.year}"

part = choose_part()
if part == "behoefte":
    show_headline(need_headline(need), title)
    st.caption(f"{compared_sentence(need)} {measure_sentence(need)}".strip())
    indexed = has_index(need)
    show_need_choices(view, need)
    if indexed:
        left, right = st.columns(2, gap="large")
        with left:
            show_need_map(monitor, view, need)
        with right:
            show_ranks(view, need)
        show_robustness(need)
        show_need_table(view, need)
elif part == "samen":
    division = load_division(view, own_figure())
    show_headline(division_headline(monitor, need, division), title)
    show_whose(monitor)
    st.caption(" ".join(f"{fte_counted(monitor, division)} {compared_sentence(need)} {measure_sentence(need)}".split()))
    indexed = has_index(need)
    show_need_choices(view, need)
    if indexed:
        show_quadrant(monitor, view, need, division)
        show_first_links(monitor, view)
        show_concentration(monitor, need, division)
        show_division_table(monitor, view, need, division)
else:
    funnel = load_funnel(view)
    show_headline(funnel_headline(funnel), title)
    show_whose(monitor)
    if funnel is not None:
        show_funnel(monitor, view, funnel)
        show_funnel_table(monitor, view, funnel)
if part != "behoefte" and (warning := age_warning(monitor)):
    st.caption(warning)
show_need_downloads(monitor, need)
show_need_print(monitor, need, view, compared=part == "samen")
