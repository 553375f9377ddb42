"""Write the workbook of a gemeente: every figure of the screen, from the tables in which small counts are hidden."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from kinderwerk_stats.analysis.coverage import FIGURES
from kinderwerk_stats.exports.cells import set_properties
from kinderwerk_stats.exports.coverage_files import beside_lines, warnings_of
from kinderwerk_stats.exports.sheets import write_table
from kinderwerk_stats.exports.tables import (
    CODE,
    NAME,
    Column,
    Table,
    column_label,
    coverage_columns,
    coverage_rows,
    number_format,
    with_ends,
)
from kinderwerk_stats.exports.workbook.charts import add_bar_chart, add_line_chart
from kinderwerk_stats.gemeente.history import NATION
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.story.build import year_loader
from kinderwerk_stats.story.context import context_lines, of_all_wijken
from kinderwerk_stats.story.slides import Story
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.hiding import hidden_words
from kinderwerk_stats.text.left_out import flag_words
from kinderwerk_stats.text.origin import is_invented
from kinderwerk_stats.text.problems import describe
from kinderwerk_stats.text.sentences import headline, label_of

_CHARTS = ("reach_share", "gap_children_count", "gap_fte")
_UNKNOWN = Figure(np.nan, Status.UNKNOWN)


def write_workbook(library: Library, monitor: Monitor, story: Story, path: Path) -> None:
    """Write all figures of a gemeente as .xlsx.

    Sheets: what holds for the figures, every wijk in this year, in all years, what CBS knows, charts, definitions.

    Parameters
    ----------
    library : for the other years of this gemeente, each with the norm of `monitor`.
    monitor : the year to begin with.
    story : its context is printed on the first sheet; the tables have all wijken, whichever were chosen.
    path : where the file is written.
    """
    book = Workbook()
    _add_context(book, monitor, story)
    _add_wijken(book, monitor)
    load = year_loader(library, monitor)
    years = {year: load(year) for year in sorted({*library.years(monitor.gemeente_code), monitor.year})}
    _add_years(book, years, monitor)
    _add_cbs(book, monitor)
    _add_charts(book, monitor)
    _add_trend(book, years)
    _add_definitions(book)
    set_properties(book, f"Kinderwerk in {story.context.title}{_mark(monitor)}", story.context.made_on)
    book.save(path)


def _add_context(book: Workbook, monitor: Monitor, story: Story) -> None:
    sheet = book.worksheets[0]
    sheet.title = "Lees mij"
    lines: list[tuple[str, str]] = [*context_lines(of_all_wijken(story.context))]
    lines += [(monitor.gemeente_name, flag_words(monitor, flag)) for flag in monitor.coverage.total_flags]
    lines += [(str(label), str(words)) for label, words in beside_lines(monitor)]
    lines.append(("Verborgen cijfers", hidden_words(monitor.threshold)))
    lines += [("Let op", str(describe(problem))) for problem in warnings_of(monitor)]
    columns = Column("Wat", NAME), Column("Hoe", 100)
    write_table(sheet, Table(plain(headline(monitor)), columns, tuple(lines)))


def _add_wijken(book: Workbook, monitor: Monitor) -> None:
    title = f"Dekking per wijk in {monitor.gemeente_name}, {monitor.year}{_mark(monitor)}"
    figures = with_ends(FIGURES, monitor)
    columns, rows = coverage_columns(monitor, figures), coverage_rows(monitor, figures)
    write_table(book.create_sheet("Wijken"), Table(title, columns, rows, last_is_total=True, fixed=2))


def _mark(monitor: Monitor) -> str:
    """Return what every sheet says over figures that nobody counted."""
    return " (verzonnen cijfers)" if is_invented(monitor) else ""


def _add_years(book: Workbook, years: Mapping[int, Monitor], monitor: Monitor) -> None:
    """Add every wijk in every year."""
    title = f"Alle jaren. Dezelfde code kan in een ander jaar een ander gebied zijn{_mark(monitor)}"
    figures = with_ends(FIGURES, *years.values())
    columns = Column("Jaar", 8), *coverage_columns(monitor, figures)
    rows = tuple((year, *row) for year, each in years.items() for row in coverage_rows(each, figures))
    write_table(book.create_sheet("Jaren"), Table(title, columns, rows, fixed=3))


def _add_cbs(book: Workbook, monitor: Monitor) -> None:
    names = [name for name in monitor.figures.values.columns if name in INDICATORS]
    places = [
        *monitor.names.items(),
        (monitor.gemeente_code, monitor.gemeente_name),
        (NATION, "Nederland"),
    ]
    known = set(monitor.cbs_cells)
    figures = (
        Column(f"{record.label} ({record.unit})", number_format=number_format(record))
        for record in (INDICATORS[name] for name in names)
    )
    table = Table(
        f"Cijfers van CBS, {monitor.year}{_mark(monitor)}",
        (Column("Code", CODE), Column("Gebied", NAME), *figures),
        tuple(
            (code, name, *(monitor.cbs_cells[code].get(each, _UNKNOWN) for each in names))
            for code, name in places
            if code in known
        ),
        fixed=2,
        remarks=tuple(
            f"Bron van {INDICATORS[name].label}: {source.publisher}, {source.title} {source.year}"
            for name, source in monitor.figures.sources.items()
            if name in names
        ),
    )
    write_table(book.create_sheet("Cijfers van CBS"), table)


def _add_charts(book: Workbook, monitor: Monitor) -> None:
    """Add a sheet per chart: the figures in the order in which they are drawn, and the chart beside them."""
    for name in _CHARTS:
        label = label_of(monitor, name)
        sheet = book.create_sheet(f"Grafiek {label}"[:31])
        cells = monitor.coverage.cells
        order = sorted(
            cells, key=lambda code: (-cells[code][name].value if cells[code][name].known else 1, monitor.names[code])
        )
        known = [code for code in order if cells[code][name].known]
        absent = [code for code in order if not cells[code][name].known]
        title = f"{label} per wijk in {monitor.gemeente_name}, {monitor.year}{_mark(monitor)}"
        columns = Column("Wijk", NAME), Column(column_label(monitor, name), 18, number_format(INDICATORS[name]))
        rows = tuple((monitor.names[code], cells[code][name]) for code in (*known, *absent))
        first = write_table(sheet, Table(title, columns, rows))
        if known:
            shape = "0%" if INDICATORS[name].unit == "%" else "0.0" if INDICATORS[name].unit == "fte" else "#,##0"
            add_bar_chart(sheet, "D3", title, (first, first + len(known) - 1), shape)


def _add_trend(book: Workbook, years: Mapping[int, Monitor]) -> None:
    """Add the reach of the gemeente over the years; a column, and so a line, per way in which it was counted.

    A year without a figure leaves its cell empty and says why in the last column: Excel draws a word in a line as 0.
    """
    parts: list[bool] = []
    rows: list[list[float | Figure | None]] = []
    places: list[int] = []
    for monitor in years.values():
        summed = Flag.BEREIK_IS_SOM_VAN_WIJKEN in monitor.coverage.total_flags
        if not parts or parts[-1] != summed:
            parts.append(summed)
        places.append(len(parts))
    for (year, monitor), place in zip(years.items(), places, strict=True):
        reach = monitor.coverage.totals["reach_share"]
        own: list[float | Figure | None] = [year, *[None] * len(parts), None]
        own[place if reach.known else -1] = reach
        rows.append(own)
    ways = ("som van wijken" if part else "ieder kind een keer" for part in parts)
    newest = list(years.values())[-1]
    sheet = book.create_sheet("Grafiek over de jaren")
    title = f"Bereik in {newest.gemeente_name} per jaar{_mark(newest)}"
    shares = (Column(f"Bereik (%), {way}", 18, number_format(INDICATORS["reach_share"])) for way in ways)
    columns = Column("Jaar", NAME), *shares, Column("Zonder cijfer", 18)
    first = write_table(sheet, Table(title, columns, tuple(rows)))
    beside = f"{get_column_letter(len(parts) + 4)}3"
    add_line_chart(sheet, beside, title, (first, first + len(rows) - 1), (2, len(parts) + 1))


def _add_definitions(book: Workbook) -> None:
    rows = tuple(
        (each.label, each.definition, each.unit, each.formula, each.peildatum, each.source, each.caveat)
        for each in INDICATORS.values()
    )
    heads = ("Cijfer", "Wat het is", "Eenheid", "Formule", "Peildatum", "Bron", "Let op")
    columns = tuple(map(Column, heads, (NAME, 100, 16, NAME, 28, 40, 100)))
    write_table(book.create_sheet("Definities"), Table("Wat elk cijfer betekent", columns, rows))
