"""One wijk whole: its coverage, what is known of it, its years, its neighbours (wethouder, sociaalwerkorganisatie)."""

import streamlit as st

from kinderwerk_stats.text.sentences import wijk_headline
from kinderwerk_stats.ui.blocks import show_headline, show_key_figures, show_small_print
from kinderwerk_stats.ui.loaders import load_monitor
from kinderwerk_stats.ui.peer_blocks import show_peers
from kinderwerk_stats.ui.state import bound, show_other_wijk, shown_view
from kinderwerk_stats.ui.wijk_blocks import (
    default_wijk,
    show_circumstances,
    show_kinderwerk,
    show_neighbours,
    show_trend,
)

view = shown_view()
monitor = load_monitor(view)
wijk = view.wijk
if wijk is None:
    wijk = default_wijk(monitor, view)
    show_other_wijk(wijk, monitor.name_of(wijk))
    st.rerun()

left, _ = st.columns([2, 3])
with left:
    st.selectbox(
        "Kies een wijk", list(monitor.names), format_func=monitor.names.__getitem__, required=True, **bound("wijk")
    )
show_headline(wijk_headline(monitor, wijk), f"{monitor.gemeente_name}, {monitor.year}")
show_key_figures(monitor, monitor.coverage.cells[wijk], monitor.coverage.totals)
show_kinderwerk(monitor, wijk)
show_trend(view, wijk)
show_circumstances(monitor, view, wijk)
show_peers(monitor, view, wijk)
show_neighbours(monitor, view, wijk)
show_small_print(monitor, view)
