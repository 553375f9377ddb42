"""Where every figure comes from, how it is computed, and what may not be concluded (all users)."""

from kinderwerk_stats.ui.account import (
    show_assumptions,
    show_comparing,
    show_file_problems,
    show_formulas,
    show_indicators,
    show_not_concluded,
    show_used_files,
)
from kinderwerk_stats.ui.blocks import show_headline
from kinderwerk_stats.ui.loaders import load_library, load_monitor, load_need
from kinderwerk_stats.ui.need.account import show_need_account
from kinderwerk_stats.ui.need.own_figure import own_figure
from kinderwerk_stats.ui.state import shown_view
from kinderwerk_stats.ui.up_to_date import show_up_to_date

view = shown_view()
monitor = load_monitor(view)

show_headline("Elk cijfer heeft een bron, een peildatum en een uitleg. Die staan hier.", "Verantwoording")
show_used_files(monitor)
show_up_to_date(load_library(), view.gemeente)
show_file_problems(monitor)
show_formulas()
show_assumptions(monitor)
show_comparing()
show_need_account(load_need(view, own_figure()))
show_not_concluded()
show_indicators()
