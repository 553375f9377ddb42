"""Write the workbook of a gemeente: every figure of the screen, from the tables in which small counts are hidden."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kinderwerk_stats.analysis.coverage import FIGURES, Norm
from kinderwerk_stats.exports.cells import append_row
from kinderwerk_stats.exports.coverage_files import warnings_of
from kinderwerk_stats.exports.workbook.charts import add_bar_chart, add_line_chart
from kinderwerk_stats.exports.workbook.sheets import (
    Row,
    add_table,
    column_widths,
    figure_label,
    format_column,
    set_widths,
)
from kinderwerk_stats.history import NATION
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.monitor import Monitor, build_monitor
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.story.context import context_lines
from kinderwerk_stats.story.slides import Story
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.flags import FLAGS
from kinderwerk_stats.text.hiding import hidden_words
from kinderwerk_stats.text.sentences import headline, label_of

# Both ends of the intervals have no record of their own.
_ENDS = {
    name: f"{label}, {end}"
    for figure, label in (("children", "Kinderen"), ("reach", "Bereik"), ("children_per_fte", "Kinderen per fte"),
                          ("gap_children", "Kinderen tot de norm"), ("gap_fte", "Fte tot de norm"))
    for name, end in ((f"{figure}_low", "ondergrens"), (f"{figure}_high", "bovengrens"))
}  # fmt: skip
_UNIT_OF = {"children": "children_count", "reach": "reach_share", "gap_children": "gap_children_count"}
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
    years = _monitors(library, monitor)
    _add_years(book, years)
    _add_cbs(book, monitor)
    _add_charts(book, monitor)
    _add_trend(book, years)
    _add_definitions(book)
    title = f"Kinderwerk in {story.context.title}"
    book.properties.title = f"{title} (verzonnen cijfers)" if story.context.invented else title
    book.properties.language, book.properties.creator = "nl-NL", ""
    made = story.context.made_on
    book.properties.created = datetime(made.year, made.month, made.day, tzinfo=UTC).replace(tzinfo=None)
    book.save(path)


def _add_context(book: Workbook, monitor: Monitor, story: Story) -> None:
    sheet = book.worksheets[0]
    sheet.title = "Lees mij"
    lines: list[tuple[str, str]] = [*context_lines(replace(story.context, wijken=()))]
    lines += [(monitor.gemeente_name, FLAGS[flag]) for flag in monitor.coverage.total_flags]
    lines.append(("Verborgen cijfers", hidden_words(monitor.threshold)))
    lines += [("Let op", str(problem)) for problem in warnings_of(monitor)]
    add_table(sheet, plain(headline(monitor)), ("Wat", "Hoe"), lines)
    set_widths(sheet, [34, 100])


def _add_wijken(book: Workbook, monitor: Monitor) -> None:
    sheet = book.create_sheet("Wijken")
    labels = [_ENDS.get(name) or f"{label_of(monitor, name)} ({INDICATORS[name].unit})" for name in FIGURES]
    at = add_table(sheet, f"Dekking per wijk, {monitor.year}", ["Wijkcode", "Wijk", *labels, "Let op"], _rows(monitor))
    _format(sheet, FIGURES, at, first_column=3)
    set_widths(sheet, [12, *column_widths(1, len(FIGURES)), 60])


def _rows(monitor: Monitor) -> list[Row]:
    """Return code, name, figures and remarks of every wijk and, last, of the gemeente."""
    coverage = monitor.coverage
    lines = [(code, monitor.name_of(code), cells, coverage.flags[code]) for code, cells in coverage.cells.items()]
    lines.append((monitor.gemeente_code, monitor.gemeente_name, coverage.totals, coverage.total_flags))
    return [[code, name, *(cells[each] for each in FIGURES), _words(flags)] for code, name, cells, flags in lines]


def _monitors(library: Library, monitor: Monitor) -> dict[int, Monitor]:
    """Return every year of the gemeente, with the same age and norm."""
    coverage, code = monitor.coverage, monitor.gemeente_code
    norm = Norm(
        None if coverage.own_norm_children_per_fte else coverage.norm_children_per_fte,
        None if coverage.own_norm_reach else coverage.norm_reach,
    )
    return {
        year: monitor
        if year == monitor.year
        else build_monitor(library, code, year, monitor.age_range, norm, threshold=monitor.threshold)
        for year in library.years(code)
    }


def _add_years(book: Workbook, years: Mapping[int, Monitor]) -> None:
    """Add every wijk in every year."""
    sheet = book.create_sheet("Jaren")
    rows: list[Row] = [[year, *row] for year, monitor in years.items() for row in _rows(monitor)]
    title = "Alle jaren. Dezelfde code kan in een ander jaar een ander gebied zijn"
    labels = [_ENDS.get(name) or figure_label(name) for name in FIGURES]
    at = add_table(sheet, title, ["Jaar", "Wijkcode", "Wijk", *labels, "Let op"], rows)
    _format(sheet, FIGURES, at, first_column=4)
    set_widths(sheet, [8, 12, *column_widths(1, len(FIGURES)), 60])


def _add_cbs(book: Workbook, monitor: Monitor) -> None:
    sheet = book.create_sheet("Cijfers van CBS")
    names = [name for name in monitor.figures.values.columns if name in INDICATORS]
    places = [
        *monitor.names.items(),
        (monitor.gemeente_code, monitor.gemeente_name),
        (NATION, "Nederland"),
    ]
    known = set(monitor.cbs_cells)
    rows: list[Row] = [
        [code, name, *(monitor.cbs_cells[code].get(each, _UNKNOWN) for each in names)]
        for code, name in places
        if code in known
    ]
    at = add_table(
        sheet, f"Cijfers van CBS, {monitor.year}", ["Code", "Gebied", *(figure_label(name) for name in names)], rows
    )
    for column, name in enumerate(names, start=3):
        format_column(sheet, column, INDICATORS[name], at + 1)
    append_row(sheet, [])
    for name, source in monitor.figures.sources.items():
        if name in names:
            append_row(sheet, [f"Bron van {INDICATORS[name].label}: {source.publisher}, {source.title} {source.year}"])
    set_widths(sheet, [12, *column_widths(1, len(names))])


def _add_charts(book: Workbook, monitor: Monitor) -> None:
    """Add a sheet per chart: the figures in the order in which they are drawn, and the chart beside them."""
    for name in _CHARTS:
        label = label_of(monitor, name)
        sheet = book.create_sheet(f"Grafiek {label}"[:31])
        cells = monitor.coverage.cells
        order = sorted(
            cells, key=lambda code: (-cells[code][name].value if cells[code][name].known else 1, monitor.name_of(code))
        )
        known = [code for code in order if cells[code][name].known]
        absent = [code for code in order if not cells[code][name].known]
        title = f"{label} per wijk in {monitor.gemeente_name}, {monitor.year}"
        at = add_table(
            sheet,
            title,
            ["Wijk", f"{label} ({INDICATORS[name].unit})"],
            [[monitor.name_of(code), cells[code][name]] for code in (*known, *absent)],
        )
        format_column(sheet, 2, INDICATORS[name], at + 1)
        set_widths(sheet, [34, 18])
        if known:
            shape = "0%" if INDICATORS[name].unit == "%" else "0.0" if INDICATORS[name].unit == "fte" else "#,##0"
            add_bar_chart(sheet, "D3", title, (at + 1, at + len(known)), shape)


def _add_trend(book: Workbook, years: Mapping[int, Monitor]) -> None:
    """Add the reach of the gemeente over the years; a column, and so a line, per way in which it was counted."""
    parts: list[bool] = []
    stretch: dict[int, int] = {}
    for year, monitor in years.items():
        summed = "bereik_is_som_van_wijken" in monitor.coverage.total_flags
        if not parts or parts[-1] != summed:
            parts.append(summed)
        stretch[year] = len(parts) - 1
    header = ["Jaar", *(f"Bereik (%), {'som van wijken' if part else 'ieder kind een keer'}" for part in parts)]
    rows = [
        [
            year,
            *(monitor.coverage.totals["reach_share"] if stretch[year] == part else None for part in range(len(parts))),
        ]
        for year, monitor in years.items()
    ]
    newest = list(years.values())[-1]
    sheet = book.create_sheet("Grafiek over de jaren")
    title = f"Bereik in {newest.gemeente_name} per jaar"
    at = add_table(sheet, title, header, rows)
    for column in range(2, len(parts) + 2):
        format_column(sheet, column, INDICATORS["reach_share"], at + 1)
    set_widths(sheet, [34, *[18] * len(parts)])
    add_line_chart(sheet, "F3", title, (at + 1, at + len(rows)), (2, len(parts) + 1))


def _add_definitions(book: Workbook) -> None:
    sheet = book.create_sheet("Definities")
    rows = [
        [each.label, each.definition, each.unit, each.formula, each.peildatum, each.source, each.caveat]
        for each in INDICATORS.values()
    ]
    header = ["Cijfer", "Wat het is", "Eenheid", "Formule", "Peildatum", "Bron", "Let op"]
    add_table(sheet, "Wat elk cijfer betekent", header, rows)
    set_widths(sheet, [34, 100, 16, 20, 28, 40, 100])


def _format(sheet: Worksheet, names: tuple[str, ...], header_row: int, *, first_column: int) -> None:
    for column, name in enumerate(names, start=first_column):
        stem = name.removesuffix("_low").removesuffix("_high")
        format_column(
            sheet, column, INDICATORS[name if name in INDICATORS else _UNIT_OF.get(stem, stem)], header_row + 1
        )


def _words(flags: tuple[str, ...]) -> str:
    return "; ".join(FLAGS[flag] for flag in flags)
