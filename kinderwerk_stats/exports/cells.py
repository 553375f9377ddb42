"""Cells of an Excel workbook: text stays text, whatever it begins with."""

from datetime import date

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell

# Excel itself takes no more in a cell.
_LONGEST_TEXT = 32_767


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
