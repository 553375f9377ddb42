"""The table of Dekking: every figure of every wijk with its status, and the same table as a file to keep."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from kinderwerk_stats.analysis.priorities import order_by_children
from kinderwerk_stats.exports.coverage_files import write_coverage_csv, write_coverage_xlsx
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.status import Cells, Status
from kinderwerk_stats.text.duiding import duiding_of
from kinderwerk_stats.text.flags import SHORT_FLAGS
from kinderwerk_stats.text.intervals import format_figure, format_interval
from kinderwerk_stats.text.numbers import join_names
from kinderwerk_stats.text.reference import workers_remark
from kinderwerk_stats.text.sentences import gap_words, label_of, spread_words
from kinderwerk_stats.text.together import TITLE, each_reached, together_reached
from kinderwerk_stats.ui.blocks import is_long, lowest_first, ordered_bars, spread_of
from kinderwerk_stats.ui.columns import FIGURES_IN_TABLE
from kinderwerk_stats.ui.components.wijk_table import Cell, Column, Sort, wijk_table
from kinderwerk_stats.ui.first import first_of
from kinderwerk_stats.ui.html_tables import build_table
from kinderwerk_stats.ui.pages import open_page
from kinderwerk_stats.ui.state import change_view
from kinderwerk_stats.ui.view import View

# Where the label does not say the unit already.
_UNITS = {"gap_children_count": "kinderen", "gap_fte": "fte"}


def show_coverage_table(monitor: Monitor, view: View, figure: str) -> None:
    """Draw the sortable table with the gemeente as last row; choosing a wijk opens its page."""
    coverage = monitor.coverage
    everyone = [*coverage.cells.values(), coverage.totals]
    shown = [name for name in FIGURES_IN_TABLE if any(cells[name].status != Status.UNKNOWN for cells in everyone)]
    columns = [
        Column("wijk", "Wijk", numeric=False),
        *(Column(name, label_of(monitor, name), _UNITS.get(name, "")) for name in shown),
    ]
    rows = {
        code: _row(monitor.names[code], coverage.cells[code], coverage.flags[code], shown, _numbers(monitor, code))
        for code in order_by_children(coverage)
    }
    # A long list would begin with wijken that all say the same: then it shows what the bars show.
    bars = ordered_bars(monitor, view, figure).bars
    sort = _order(view, figure, [column.name for column in columns])
    if is_long(len(bars)) and not view.volgorde:
        first = [bar.code for bar in spread_of(bars, first_of(view).codes)]
        sort = replace(sort, first=first, first_note=spread_words(monitor, len(first)))
    chosen = wijk_table(
        caption=f"Dekking per wijk in {monitor.gemeente_name}, {monitor.year}",
        columns=columns,
        rows=rows,
        total=_row(monitor.gemeente_name, coverage.shown_totals, (), shown, _numbers(monitor, monitor.gemeente_code)),
        sort=sort,
        selected=view.wijk,
        key="tabel_dekking",
    )
    if remark := workers_remark(monitor):
        st.caption(remark)
    if explained := gap_words(monitor):
        st.caption(explained)
    if absent := [label_of(monitor, name).lower() for name in FIGURES_IN_TABLE if name not in shown]:
        st.caption(f"Niet in de tabel, want van geen enkele wijk bekend: {', '.join(absent)}.")
    if chosen:
        open_page("wijk", replace(view, wijk=chosen))


def _order(view: View, figure: str, columns: Sequence[str]) -> Sort:
    """Return what the address asks for, where that column is there; else the largest gap first."""
    asked = Sort.from_text(view.volgorde) if view.volgorde else None
    if asked is None or asked.column not in columns:
        asked = Sort(figure, descending=not lowest_first(view, figure))
    return replace(asked, on_change=_keep_order)


def _keep_order(order: Sort) -> None:
    change_view(volgorde=str(order))


def _numbers(monitor: Monitor, code: str) -> str:
    """Return under which numbers the gemeente says something of the row, below the table."""
    found = [str(place) for place, note in enumerate(duiding_of(monitor), start=1) if note.area_code == code]
    return f"duiding {join_names(found, None)}" if found else ""


def _row(name: str, cells: Cells, flags: tuple[Flag, ...], shown: Sequence[str], numbers: str) -> Sequence[Cell]:
    """Return name with what to know, and the figures; an absent figure has no sort value and stands last."""
    figures = [
        Cell(
            text=format_figure(figure, cells),
            sort=cells[figure].value if cells[figure].known else None,
            muted=not cells[figure].known,
            note=format_interval(figure, cells),
        )
        for figure in shown
    ]
    words = ", ".join(filter(None, [*(SHORT_FLAGS[flag] for flag in flags if flag in SHORT_FLAGS), numbers]))
    return [Cell(name, name, note=words), *figures]


def show_each_organisation(monitor: Monitor) -> None:
    """Draw how many children each organisation reaches and how many all together; nothing where there is one."""
    if not monitor.parts:
        return
    places = [*((code, name) for code, name in monitor.names.items()), (None, monitor.gemeente_name)]
    rows = [[name, *each_reached(monitor, code), together_reached(monitor, code)] for code, name in places]
    header = ["Wijk", *monitor.organisations, "Samen"]
    with st.expander(TITLE):
        st.html(build_table(header, rows, caption=f"{TITLE}, kinderen", numeric=range(1, len(header))))


def show_downloads(monitor: Monitor) -> None:
    """Draw the buttons that save the table; the file is made when it is asked for."""
    own = monitor.coverage.own_norm_reach and monitor.coverage.own_norm_children_per_fte
    name = f"dekking-{monitor.gemeente_code}-{monitor.year}-{monitor.age_range}{'' if own else '-norm'}"
    with st.container(horizontal=True):
        st.download_button(
            "Bewaar als Excel",
            _file_maker(monitor, write_coverage_xlsx, ".xlsx"),
            file_name=f"{name}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
        )
        st.download_button(
            "Bewaar als csv",
            _file_maker(monitor, write_coverage_csv, ".csv"),
            file_name=f"{name}.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _file_maker(monitor: Monitor, write: Callable[[Monitor, Path], None], suffix: str) -> Callable[[], bytes]:
    """Return what Streamlit calls on the click; the writers write files, so one is made and thrown away."""

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"dekking{suffix}"
            write(monitor, path)
            return path.read_bytes()

    return make
