"""Sheets of a workbook: every table is written in one way, and what has no figure is marked."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kinderwerk_stats.exports.cells import append_row, figure_or_words
from kinderwerk_stats.exports.tables import Column, Table
from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.model.status import Figure, Status

_HEADER = PatternFill("solid", fgColor=LIGHT.accent.lstrip("#").upper())
# Hidden as on the map, both ways; what nobody knows is plain: it is much, and has to be read.
_HIDDEN = PatternFill(
    "lightTrellis", fgColor=LIGHT.hatch.lstrip("#").upper(), bgColor=LIGHT.missing.lstrip("#").upper()
)
_ABSENT = PatternFill("solid", fgColor=LIGHT.missing.lstrip("#").upper())
_MUTED = LIGHT.muted.lstrip("#").upper()
# Of a figure or a text, wider than its column or not.
_PLACES = {
    (figure, wide): Alignment(vertical="top", horizontal="right" if figure else None, wrap_text=wide or None)
    for figure in (False, True)
    for wide in (False, True)
}
# As the cells that nobody dresses.
_FACE, _SIZE, _TITLE_SIZE, _LINE_HEIGHT = "Calibri", 11, 14, 15


def write_table(sheet: Worksheet, table: Table, header_row: int = 3) -> int:
    """Write a table on an empty sheet; return the number of its first row of figures.

    A figure is its number, or its status in words on a hatched ground; a text stays text, and goes on under itself
    where it is wider than its column. The title stands in the first row; without one the header may be that row.
    """
    if table.title:
        append_row(sheet, [table.title])
        sheet.cell(1, 1).font = Font(name=_FACE, size=_TITLE_SIZE, bold=True)
        for _ in range(header_row - 2):
            append_row(sheet, [])
    append_row(sheet, [column.head for column in table.columns])
    _fit_height(sheet, header_row, table)
    for head in sheet[header_row]:
        head.font, head.fill = Font(name=_FACE, size=_SIZE, bold=True, color="FFFFFF"), _HEADER
        head.alignment = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(table.rows, start=header_row + 1):
        append_row(sheet, [figure_or_words(each) if isinstance(each, Figure) else each for each in row])
        total = table.last_is_total and number == header_row + len(table.rows)
        for cell, each, column in zip(sheet[number], row, table.columns, strict=False):
            _dress(cell, each, column, bold=total)
        _fit_height(sheet, number, table)
    if table.remarks:
        append_row(sheet, [])
    for line in table.remarks:
        append_row(sheet, [line])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    _set_page(sheet, table, header_row)
    return header_row + 1


def write_notes(sheet: Worksheet, lines: Iterable[Sequence[str | float]]) -> None:
    """Write pairs of what a line is about and what it says; an empty line stays one."""
    for line in lines:
        append_row(sheet, line)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 100


def _dress(cell: Cell | MergedCell, each: object, column: Column, *, bold: bool) -> None:
    missing = isinstance(each, Figure) and not each.known
    if column.number_format:
        least = isinstance(each, Figure) and each.at_least
        cell.number_format = f'"minstens "{column.number_format}' if least else column.number_format
    if isinstance(each, Figure) and not each.known:
        cell.fill = _HIDDEN if each.status == Status.SUPPRESSED else _ABSENT
    if missing or bold:
        cell.font = Font(name=_FACE, size=_SIZE, bold=bold, italic=missing, color=_MUTED if missing else None)
    wide = isinstance(cell.value, str) and len(cell.value) > column.width
    cell.alignment = _PLACES[isinstance(each, Figure), wide]


def _fit_height(sheet: Worksheet, row: int, table: Table) -> None:
    """Make a row as high as its longest text: not every program does so when it opens a file."""
    texts = ((cell.value, column.width) for cell, column in zip(sheet[row], table.columns, strict=False))
    lines = max((len(wrap(text, width)) for text, width in texts if isinstance(text, str)), default=1)
    if lines > 1:
        sheet.row_dimensions[row].height = lines * _LINE_HEIGHT


def _set_page(sheet: Worksheet, table: Table, header_row: int) -> None:
    """Set widths, what stays in sight, and the page: as wide as a table, each with the heads of the columns."""
    for place, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = f"{get_column_letter(table.fixed + 1)}{header_row + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header_row}:{header_row}"
