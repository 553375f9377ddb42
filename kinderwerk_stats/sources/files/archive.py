"""Checks on a zipped workbook before a reader opens it.

A 1.7 kB workbook with one cell at XFD1048576 makes calamine ask for the whole grid and ends the process, so
the size of the grid is known before calamine sees the file.
"""

import re
import struct
import zipfile
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from kinderwerk_stats.model.errors import InputRefused, Problem

MAX_UNZIPPED_BYTES = 300_000_000
# The country's KWB workbook has about 2.5 million cells; at 21 million calamine takes some 700 MB.
MAX_CELLS = 21_000_000

# A cell that is not written as <c r="A1"…>, or that stands at or past column HA or row 100,000. Without any of
# these the grid has at most 208 x 99,999 cells, and no cell needs to be looked at one by one.
_UNUSUAL_CELL = r'<c(?:[\t\r\n>/]| [^r]| r[^=]| r=[^"]| r="(?:[^A-Z]|[A-Z]{3}|[H-Z][A-Z]\d|[A-Z]+\d{6}))'
_PREFIXED_CELL = re.compile(rb":(?:c|row)[\s/>]")
_ROW_OR_CELL = re.compile(rb"""<(?:[\w.-]+:)?(row|c)((?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?)/?>""")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]*)(\d*)""")
_ODS_TAG = re.compile(
    rb"""<(?:[\w.-]+:)?(table|table-row|table-cell|covered-table-cell)(\s(?:[^>"']|"[^"]*"|'[^']*')*)?>"""
)
_NO_TEXT = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin", ".xlsx", ".docx")
_BESIDE_ODS_CELLS = re.compile(
    rb"<office:annotation\b.*?</office:annotation>|<draw:text-box\b.*?</draw:text-box>"
    rb"|<table:tracked-changes\b.*?</table:tracked-changes>|<table:content-validation\b[^>]*/>"
    rb"|<table:named-(?:range|expression)\b[^>]*/>",
    re.DOTALL,
)
_ODS_REPEAT = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d+)""")


def check_archive(path: Path) -> dict[str, bytes]:
    """Refuse a zipped workbook that is broken, no workbook, or too large to open.

    Returns
    -------
    name -> bytes of every part; of a sheet only what stands before and after its cells, of a picture nothing.

    Raises
    ------
    InputRefused : not a workbook; damaged; over `MAX_UNZIPPED_BYTES`; a grid of more than `MAX_CELLS` cells.
    """
    beside: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if "xl/workbook.xml" not in names and "xl/workbook.bin" not in names and "content.xml" not in names:
                raise _refused(path, "een zip-bestand zonder werkmap", "een Excel-bestand of een csv-bestand",
                               "pak het zip-bestand uit en lever de bestanden die erin zitten")  # fmt: skip
            if sum(member.file_size for member in members) > MAX_UNZIPPED_BYTES:
                raise _too_large(path, "de werkmap is uitgepakt groter dan 300 MB")
            for member in members:
                data = archive.read(member)
                cells = _ods_cells(data) if member.filename == "content.xml" else _xlsx_cells(data)
                if cells > MAX_CELLS:
                    raise _too_large(path, "er staat een cel heel ver naar rechts of naar beneden")
                beside[member.filename] = _without_cells(member.filename, data)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        if isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError):
            raise
        raise broken_workbook(path) from None
    return beside


def _without_cells(name: str, data: bytes) -> bytes:
    """Return a part of a workbook without its cells."""
    if name.lower().endswith(_NO_TEXT):
        return b""
    if name == "content.xml":
        # Well-formed again, so that a comment in pieces is one text.
        start = data.find(b">", data.find(b"document-content")) + 1
        return data[:start] + b"".join(_BESIDE_ODS_CELLS.findall(data)) + b"</office:document-content>"
    first, last = data.find(b"sheetData"), data.rfind(b"sheetData")
    return data if first < 0 or b"externalLink" in data[:1000] else data[:first] + b">\n<" + data[last:]


def contains(data: bytes, pattern: str) -> bool:
    """Return whether a pattern occurs in bytes.

    One value over the bytes as they are: RE2 runs through it without a copy and four times as fast as `re`.
    """
    offsets = pa.py_buffer(struct.pack("=2q", 0, len(data)))
    value = pa.LargeBinaryArray.from_buffers(pa.large_binary(), 1, [None, offsets, pa.py_buffer(data)])
    return bool(pc.match_substring_regex(value, pattern)[0].as_py())


def broken_workbook(path: Path) -> InputRefused:
    """Return the refusal of a workbook that cannot be opened."""
    return _refused(path, "het Excel-bestand is beschadigd of niet compleet", "een werkmap die Excel kan openen",
                    "open het bestand in Excel, sla het opnieuw op als .xlsx en lever het nog een keer")  # fmt: skip


def _refused(path: Path, found: str, expected: str, action: str) -> InputRefused:
    return InputRefused([Problem(path.name, found, expected, action)])


def _too_large(path: Path, found: str) -> InputRefused:
    return _refused(path, found, "een tabel van hoogstens 100.000 rijen en 200 kolommen",
                    "kopieer alleen de tabel naar een nieuw bestand en lever dat")  # fmt: skip


def _xlsx_cells(data: bytes) -> int:
    """Upper bound of the cells in the grid of one sheet; 0 for a part that is no sheet or is surely small enough."""
    if b"sheetData" not in data:
        return 0
    if not contains(data, _UNUSUAL_CELL) and not _PREFIXED_CELL.search(data):
        return 0
    row = column = last_row = last_column = 0
    for tag, attributes in _ROW_OR_CELL.findall(data):
        reference = _REFERENCE.search(attributes)
        letters, digits = reference.groups() if reference else (b"", b"")
        if tag == b"row":
            row, column = (int(digits[:9]) if digits else row + 1), 0
        else:
            column = _column_number(letters) if letters else column + 1
            last_row = max(last_row, row, int(digits[:9] or 0))
            last_column = max(last_column, column)
    return last_row * last_column


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:9].upper():
        number = number * 26 + letter - 64
    return number


def _ods_cells(data: bytes) -> int:
    """Cells in the largest grid of an OpenDocument sheet; empty repeated rows and columns at its ends do not count."""
    largest = rows = filled_rows = width = filled_width = repeat = 0
    for tag, attributes in _ODS_TAG.findall(data):
        match = _ODS_REPEAT.search(attributes)
        times = int(match.group(1)[:9]) if match else 1
        if tag == b"table":
            rows = filled_rows = filled_width = 0
        elif tag == b"table-row":
            rows, width, repeat = rows + times, 0, times
        else:
            width += times
            if b"value-type" in attributes:
                filled_rows, filled_width = rows, max(filled_width, width)
                largest = max(largest, filled_rows * filled_width, repeat * filled_width)
    return largest
