"""One wijk whole: what is known of it and why it is or is not among the first (wethouder, sociaalwerkorganisatie)."""

import streamlit as st

from kinderwerk_stats.text.sentences import age_warning
from kinderwerk_stats.ui.blocks import show_key_figures, show_small_print, show_whose
from kinderwerk_stats.ui.duiding import show_duiding_part
from kinderwerk_stats.ui.loaders import load_monitor
from kinderwerk_stats.ui.own_words import show_goals
from kinderwerk_stats.ui.peer_blocks import show_peers
from kinderwerk_stats.ui.state import shown_view
from kinderwerk_stats.ui.wijk_blocks import (
    show_circumstances,
    show_kinderwerk,
    show_neighbours,
    show_trend,
)
from kinderwerk_stats.ui.wijk_first import show_first_screen

view = shown_view()
monitor = load_monitor(view)
# The frame chose one where the address names none.
wijk = view.wijk or next(iter(monitor.names))

show_first_screen(monitor, view, wijk)
if warning := age_warning(monitor):
    st.caption(warning)
show_whose(monitor)
show_goals(monitor, wijk)
show_duiding_part(monitor, wijk)
show_kinderwerk(monitor, wijk)
show_trend(view, wijk)
show_neighbours(monitor, view, wijk)
show_circumstances(monitor, view, wijk)
show_peers(monitor, view, wijk)
with st.expander("Verschil met het gemiddelde of de norm, in cijfers"):
    show_key_figures(monitor, monitor.coverage.cells[wijk], monitor.coverage.totals)
show_small_print(monitor, view)
