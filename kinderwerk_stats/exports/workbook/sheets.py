"""The sheets of the workbook that hold tables: cells written in one way, hidden figures marked."""

from collections.abc import Iterable, Sequence

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kinderwerk_stats.exports.cells import append_row, figure_or_words
from kinderwerk_stats.exports.columns import number_format
from kinderwerk_stats.model.indicators import INDICATORS, Indicator
from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.model.status import Figure, Status

Row = Sequence[str | float | Figure | None]
_WIDE, _FIGURE = 34, 14
_HEADER = PatternFill("solid", fgColor=LIGHT.accent.lstrip("#").upper())
# Two hatches, as on the map: what is hidden is not the same as what nobody knows.
_HIDDEN = PatternFill("lightUp", fgColor=LIGHT.hatch.lstrip("#").upper(), bgColor=LIGHT.missing.lstrip("#").upper())
_ABSENT = PatternFill("solid", fgColor=LIGHT.missing.lstrip("#").upper())


def add_table(sheet: Worksheet, title: str, header: Sequence[str], rows: Iterable[Row]) -> int:
    """Write a title, an empty row, a header and rows; return the number of the header row.

    A figure is its number, or its status in words on a hatched ground; a text stays text.
    """
    append_row(sheet, [title])
    append_row(sheet, [])
    append_row(sheet, list(header))
    at = sheet.max_row
    for row in rows:
        append_row(sheet, [_value(each) for each in row])
        for cell, each in zip(sheet[sheet.max_row], row, strict=False):
            if isinstance(each, Figure) and isinstance(cell, Cell):
                _mark(cell, each)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for head in sheet[at]:
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = _HEADER
        head.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = f"A{at + 1}"
    # On paper a sheet is as wide as a page, and every page says what the columns are.
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{at}:{at}"
    return at


def format_column(sheet: Worksheet, column: int, indicator: Indicator, first_row: int) -> None:
    """Print a column of figures in the unit of an indicator."""
    for row in range(first_row, sheet.max_row + 1):
        sheet.cell(row, column).number_format = number_format(indicator)


def set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Set the width of each column in signs; what is wider than its column goes on under itself."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        # The title over a table has the whole width.
        for row in range(2, sheet.max_row + 1):
            cell = sheet.cell(row, column)
            if isinstance(cell.value, str) and len(cell.value) > width:
                cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=cell.alignment.horizontal)


def figure_label(name: str) -> str:
    """Return the label of a figure with its unit."""
    return f"{INDICATORS[name].label} ({INDICATORS[name].unit})"


def column_widths(texts: int, figures: int) -> list[int]:
    """Return widths for a table with so many columns of words, then of figures."""
    return [_WIDE] * texts + [_FIGURE] * figures


def _value(each: str | float | Figure | None) -> str | float | None:
    return figure_or_words(each) if isinstance(each, Figure) else each


def _mark(cell: Cell, figure: Figure) -> None:
    cell.alignment = Alignment(horizontal="right")
    if not figure.known:
        cell.fill = _HIDDEN if figure.status == Status.SUPPRESSED else _ABSENT
        cell.font = Font(italic=True, color=LIGHT.muted.lstrip("#").upper())
