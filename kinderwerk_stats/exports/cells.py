"""Cells of a workbook or a csv file: text stays text, whatever it begins with. Every export writes by these."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import TextIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from kinderwerk_stats.model.status import Figure

# Excel itself takes no more in a cell.
_LONGEST_TEXT, _LONGEST_PROPERTY = 32_767, 255
# For xlsxwriter, which makes formulas and links of texts by itself when nobody forbids it.
TEXT_STAYS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False}
# What Excel and LibreOffice take for the beginning of a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def set_value(cell: Cell | MergedCell, value: str | float | date | None) -> None:
    """Write a value in a cell; a text that begins with "=" is no formula.

    Parameters
    ----------
    cell : the cell.
    value : a number, a date, a text or None; signs that a workbook cannot hold are left out of a text.

    Raises
    ------
    TypeError : a merged cell other than the first one.
    """
    if isinstance(cell, MergedCell):
        raise TypeError(f"cell {cell.coordinate} is part of a merged cell")
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_TEXT]
        cell.data_type = "s"
    else:
        cell.value = value


def append_row(sheet: Worksheet, values: Sequence[str | float | date | None]) -> None:
    """Write values in the row under the last one of a sheet, each with `set_value`; no values leave a row empty."""
    sheet.append([None] * len(values))
    for cell, value in zip(sheet[sheet.max_row], values, strict=False) if values else ():
        set_value(cell, value)


def figure_number(figure: Figure) -> float | int | None:
    """Return the value of a figure, whole where it is whole; None where there is none."""
    if not figure.known:
        return None
    return int(figure.value) if float(figure.value).is_integer() else float(figure.value)


def figure_or_code(figure: Figure) -> float | int | str:
    """Return what a csv cell says of a figure: its value, or the code of its status."""
    number = figure_number(figure)
    return figure.status.code if number is None else number


def figure_or_words(figure: Figure) -> float | int | str:
    """Return what a cell of a workbook says of a figure: its value, or its status in words."""
    number = figure_number(figure)
    return figure.status.label if number is None else number


def set_properties(book: Workbook, title: str, made_on: date | None = None) -> None:
    """Say in the properties of a workbook what it is, in Dutch, and not which program or person wrote it."""
    said = book.properties
    said.title, said.language, said.creator = ILLEGAL_CHARACTERS_RE.sub("", title)[:_LONGEST_PROPERTY], "nl-NL", ""
    if made_on is not None:
        said.created = datetime.combine(made_on, time())


def guard_text(text: str) -> str:
    """Return a text for a csv cell: an apostrophe before what a spreadsheet takes for a formula.

    A csv cell has no type, so that only its first sign can say that it is text.

    >>> guard_text("=HYPERLINK()"), guard_text("-2"), guard_text("Oost")
    ("'=HYPERLINK()", "'-2", 'Oost')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def write_csv_rows(stream: TextIO, rows: Iterable[Sequence[str | float | Figure]]) -> None:
    """Write rows as Dutch Excel reads them: semicolons, numbers with a decimal comma, every text by `guard_text`.

    An absent figure is the code of its status, so that an empty cell cannot be taken for zero.
    """
    csv.writer(stream, delimiter=";").writerows([_csv_cell(cell) for cell in row] for row in rows)


def _csv_cell(value: str | float | Figure) -> str:
    value = figure_or_code(value) if isinstance(value, Figure) else value
    return guard_text(value) if isinstance(value, str) else str(value).replace(".", ",")
