"""Workbooks of Excel 97-2003 (.xls), as CBS published them until 2019.

Read with xlrd: calamine panics or ends the process on a damaged file of this kind, xlrd raises.
"""

import io
import struct
from typing import Literal, NamedTuple

import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

# What xlrd raises on damaged files; it checks little before it reads.
DAMAGED = (
    XLRDError,
    CompDocError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)


class OldSheet(NamedTuple):
    """A sheet of an old workbook, with its comments and, on the first one, the names of ranges."""

    name: str
    rows: list[list[object]]
    visible: bool
    comments: list[str]
    ranges: list[str]


def read_old_workbook(data: bytes) -> list[OldSheet]:
    """Read all worksheets.

    Parameters
    ----------
    data : the bytes of the file.

    Returns
    -------
    The sheets in the order of the file, hidden ones too.

    Raises
    ------
    One of `DAMAGED`.
    """
    with xlrd.open_workbook(file_contents=data, ragged_rows=True, logfile=io.StringIO()) as book:
        names = [str(name.name).replace("_", " ") for name in book.name_obj_list]
        return [
            OldSheet(
                sheet.name,
                [
                    [
                        _convert(kind, value, 1 if book.datemode else 0)
                        for kind, value in zip(sheet.row_types(row), sheet.row_values(row), strict=True)
                    ]
                    for row in range(sheet.nrows)
                ],
                sheet.visibility == 0,
                [note.text for note in sheet.cell_note_map.values()],
                [] if sheet.number else names,
            )
            for sheet in book.sheets()
        ]


def _convert(kind: int, value: str | float, epoch: Literal[0, 1]) -> object:
    if kind in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER):
        return value
    if kind == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(float(value), epoch)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return xlrd.error_text_from_code.get(int(value)) if kind == xlrd.XL_CELL_ERROR else None
