"""Binary workbooks (.xlsb): how large their sheets are, and what is written in their comments.

calamine reads the cells. As with .xlsx the size of the grid has to be known before calamine sees the file.
"""

import re
import struct
from collections.abc import Iterator, Mapping

XLSB_BOOK = "xl/workbook.bin"
BINARY_RELATIONS = "xl/_rels/workbook.bin.rels"

_MACROS = "xl/vbaProject.bin"
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"']+)["']""")
_ROW, _CELLS = 0, range(1, 12)
_COMMENT_TEXT = 637
_LONGEST_TEXT = 100_000


def read_records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield kind, start and length of each record: kind in one or two bytes, length in one to four of seven bits.

    Raises
    ------
    ValueError
        Where a record runs past the end.
    """
    at, end = 0, len(data)
    while at < end:
        kind, at = data[at], at + 1
        if kind & 0x80 and at < end:
            kind, at = (kind & 0x7F) | (data[at] & 0x7F) << 7, at + 1
        length = shift = 0
        while at < end and shift < 28:
            byte, at = data[at], at + 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if at + length > end:
            raise ValueError("a record of a binary workbook runs past its end")
        yield kind, at, length
        at += length


def find_binary_sheets(relations: bytes) -> frozenset[str]:
    """Return the parts that can be a sheet: those the workbook points at, whatever they are called."""
    targets = (target.decode("utf-8", "replace") for target in _TARGET.findall(relations))
    names = (target[1:] if target.startswith("/") else f"xl/{target}" for target in targets)
    return frozenset(name for name in names if name.endswith(".bin") and name != _MACROS)


def find_size(sheet: bytes) -> tuple[int, int]:
    """Return the last row and column with a cell in a binary sheet.

    Raises
    ------
    ValueError
        For a sheet that is damaged.
    """
    row = last_row = last_column = 0
    for kind, at, length in read_records(sheet):
        if kind == _ROW and length >= 4:
            (row,) = struct.unpack_from("<I", sheet, at)
        elif kind in _CELLS and length >= 4:
            (column,) = struct.unpack_from("<I", sheet, at)
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
    return last_row, last_column


def read_comments(parts: Mapping[str, bytes]) -> tuple[tuple[str, str], ...]:
    """Return the comments of a binary workbook as (sheet, text), the sheet not known; none for another workbook.

    Raises
    ------
    ValueError
        For comments that are damaged.
    """
    if XLSB_BOOK not in parts:
        return ()
    found = []
    for name, data in parts.items():
        if not name.startswith("xl/comments"):
            continue
        for kind, at, length in read_records(data):
            if kind == _COMMENT_TEXT and length >= 5:
                (count,) = struct.unpack_from("<I", data, at + 1)
                text = data[at + 5 : at + 5 + 2 * min(count, _LONGEST_TEXT)]
                found.append(("", text.decode("utf-16-le", "replace")))
    return tuple(found)
