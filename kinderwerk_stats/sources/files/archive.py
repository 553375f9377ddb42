"""Checks on a zipped workbook before a reader opens it.

A 1.7 kB workbook with one cell at XFD1048576 makes calamine ask for the whole grid and ends the process, so
the size of the grid is known before calamine sees the file.
"""

import re
import struct
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

import pyarrow as pa
import pyarrow.compute as pc

from kinderwerk_stats.sources.files.binary_workbook import BINARY_RELATIONS, find_binary_sheets, find_size
from kinderwerk_stats.sources.files.contents import check_contents, refused
from kinderwerk_stats.sources.files.where import column_number

# The country's KWB workbook has about 2.5 million cells; at 21 million calamine takes some 700 MB.
MAX_CELLS = 21_000_000
MAX_COLUMNS = 5_000
# Excel takes 32,767 characters in a cell, of at most three bytes.
MAX_CELL_BYTES = 100_000
# Excel and LibreOffice write neither; they are how a small file grows without end (billion laughs) or fetches others.
_DEFINITIONS = tuple(w.encode(c) for w in ("<!DOCTYPE", "<!ENTITY") for c in ("ascii", "utf-16-le", "utf-16-be"))

# A cell that is not written as <c r="A1"…>, or that holds something and stands at or past column HA or row 100,000.
# Without any of these the grid has at most 208 x 99,999 cells, and no cell needs to be looked at one by one.
_UNUSUAL_CELL = r'<c(?:[\t\r\n>/]| [^r]| r[^=]| r=[^"]| r="(?:[^A-Z]|(?:[A-Z]{3}|[H-Z][A-Z]\d|[A-Z]+\d{6})[^>]*[^>/]>))'
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
_FORMULA_WITH_TEXT = re.compile(rb"""<f(?: [^>]*)?>[^<"]*"[^<]*</f>""")
_ODS_REPEAT = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d+)""")


def check_archive(path: Path) -> dict[str, bytes]:
    """Refuse a zipped workbook that is broken, no workbook, or not safe to open.

    Returns
    -------
    name -> bytes of every part; of a sheet only what stands before and after its cells, of a picture nothing.

    Raises
    ------
    InputRefused : what `check_contents` refuses; damaged; locked; own definitions in its xml; a grid of more than
        `MAX_CELLS` cells or `MAX_COLUMNS` columns; a cell of more than `MAX_CELL_BYTES`.
    """
    check_contents(path)
    beside: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            binary = find_binary_sheets(archive.read(BINARY_RELATIONS)) if BINARY_RELATIONS in names else frozenset()
            for member in archive.infolist():
                with archive.open(member) as part:
                    # No more than the list of contents says, which was checked.
                    data = part.read(max(member.file_size, 1))
                if member.filename in binary:
                    _check_size(path, *find_size(data))
                else:
                    _check_part(path, member.filename, data)
                beside[member.filename] = _without_cells(member.filename, data)
    except zipfile.BadZipFile as error:
        if "CRC" in str(error):
            raise refused(path, "werkmap_onderweg_veranderd") from None
        raise refused(path, "werkmap_beschadigd") from None
    except (zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError):
            raise
        raise refused(path, "werkmap_beschadigd") from None
    return beside


def _without_cells(name: str, data: bytes) -> bytes:
    """Return a part of a workbook without its cells, but with the formulas that hold a text."""
    if name.lower().endswith(_NO_TEXT) and not name.startswith("xl/comments"):
        return b""
    if name == "content.xml":
        # Well-formed again, so that a comment in pieces is one text.
        start = data.find(b">", data.find(b"document-content")) + 1
        return data[:start] + b"".join(_BESIDE_ODS_CELLS.findall(data)) + b"</office:document-content>"
    first, last = data.find(b"sheetData"), data.rfind(b"sheetData")
    if first < 0 or b"externalLink" in data[:1000]:
        return data
    # What a formula compares with can be the name of somebody.
    formulas = _FORMULA_WITH_TEXT.findall(data, first, last) if b"<f" in data else []
    return b"".join((data[:first], b">\n<", data[last:], *dict.fromkeys(formulas)))


def contains(data: bytes, pattern: str) -> bool:
    """Return whether a pattern occurs in bytes.

    One value over the bytes as they are: RE2 runs through it without a copy and four times as fast as `re`.
    """
    offsets = pa.py_buffer(struct.pack("=2q", 0, len(data)))
    value = pa.LargeBinaryArray.from_buffers(pa.large_binary(), 1, [None, offsets, pa.py_buffer(data)])
    return bool(pc.match_substring_regex(value, pattern)[0].as_py())


def _check_part(path: Path, name: str, data: bytes) -> None:
    """Refuse one part of a workbook."""
    if name == "META-INF/manifest.xml" and b"encryption-data" in data:
        raise refused(path, "werkmap_op_slot")
    # A sheet may have any name: what points at it says so, and its reader asks no more.
    if not name.lower().endswith((".xml", ".rels")) and b"sheetData" not in data:
        return
    if any(word in data for word in _DEFINITIONS):
        raise refused(path, "eigen_xml_definities")
    if has_run(data, b"<", MAX_CELL_BYTES):
        raise refused(path, "cel_te_lang")
    if name == "content.xml" and not _is_well_formed(data):
        # calamine looks for the end of a table for ever.
        raise refused(path, "werkmap_beschadigd")
    _check_size(path, *(ods_size(data) if name == "content.xml" else _xlsx_size(data)))


def _check_size(path: Path, rows: int, columns: int) -> None:
    if rows * columns > MAX_CELLS:
        raise refused(path, "cel_ver_weg")
    if columns > MAX_COLUMNS:
        raise refused(path, "blad_te_veel_kolommen", meest=MAX_COLUMNS)


def _is_well_formed(xml: bytes) -> bool:
    parser = expat.ParserCreate()
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError):
        return False
    return True


def has_run(data: bytes, stop: bytes, length: int) -> bool:
    """Return whether `stop` is absent somewhere over more than `length` bytes; one search per half that length.

    >>> has_run(b"<a>" * 50, b"<", 100), has_run(b"<a>" + b"x" * 101, b"<", 100)
    (False, True)
    """
    step = max(length // 2, 1)
    for start in range(0, len(data), step):
        if data.find(stop, start, start + step) < 0:
            before, after = data.rfind(stop, 0, start), data.find(stop, start)
            if (len(data) if after < 0 else after) - before - 1 > length:
                return True
    return False


def _xlsx_size(data: bytes) -> tuple[int, int]:
    """Last row and column with a value in one sheet; zeros for a part that is no sheet or is surely small enough."""
    if b"sheetData" not in data:
        return 0, 0
    if not contains(data, _UNUSUAL_CELL) and not _PREFIXED_CELL.search(data):
        return 0, 0
    row = column = last_row = last_column = 0
    for tag, attributes in _ROW_OR_CELL.findall(data):
        reference = _REFERENCE.search(attributes)
        letters, digits = reference.groups() if reference else (b"", b"")
        if tag == b"row":
            row, column = (int(digits[:9]) if digits else row + 1), 0
        else:
            column = column_number(letters[:9].decode().upper()) + 1 if letters else column + 1
            # A cell with a form and no value takes no room in the grid that calamine makes.
            if not attributes.endswith(b"/"):
                last_row = max(last_row, row, int(digits[:9] or 0))
                last_column = max(last_column, column)
    return last_row, last_column


def ods_size(data: bytes) -> tuple[int, int]:
    """Return rows and columns of the largest sheet in the `content.xml` of an OpenDocument workbook.

    Empty repeated rows and columns at its ends do not count.
    """
    size = (0, 0)
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
                if max(filled_rows, repeat) * filled_width > largest:
                    size = max(filled_rows, repeat), filled_width
                    largest = size[0] * size[1]
    return size
