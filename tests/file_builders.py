"""Small files as CBS, Excel and R write them. All figures are invented."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

# Rows of cells; a header of texts and rows of anything share no closer type.
Rows = Sequence[Any]

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    "</Relationships>"
)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_BOOK = (
    f'<workbook {_MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="blad" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="kwb-2023">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def write_csv(path: Path, rows: Rows, *, delimiter: str = ";", encoding: str = "utf-8") -> Path:
    """Write rows without quotes, as Excel does."""
    text = "\r\n".join(delimiter.join(str(cell) for cell in row) for row in rows) + "\r\n"
    path.write_bytes(text.encode(encoding))
    return path


def write_xlsx(path: Path, sheets: Mapping[str, Rows], *, hidden: Sequence[str] = ()) -> Path:
    """Write a workbook with the given sheets."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)
        if name in hidden:
            sheet.hide()
    book.close()
    return path


def write_raw_xlsx(path: Path, sheet_data: str) -> Path:
    """Write a workbook whose one sheet holds this XML, which Excel itself would never write."""
    office, sheet = "officeDocument", "worksheet"
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(kind=office, target="xl/workbook.xml"),
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(kind=sheet, target="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}>{sheet_data}</worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def write_ods(path: Path, rows: str) -> Path:
    """Write an OpenDocument workbook whose one sheet holds these row elements."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", _ODS.format(rows=rows))
    return path


def write_ods_rows(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write an OpenDocument workbook with the texts of one sheet."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    [rows] = sheets.values()
    return write_ods(
        path, "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    )


def write_xlsb(
    path: Path,
    name: str,
    rows: Rows,
    *,
    far: tuple[int, int] | None = None,
    part: str = "xl/worksheets/sheet1.bin",
    tail: bytes = b"",
    comment: str = "",
) -> Path:
    """Write a binary workbook with one sheet.

    `far`: row and column of one more cell; `part`: where the sheet stands; `tail`: bytes behind its records.
    """
    sheet = _binary(129) + _binary(148, struct.pack("<IIII", 0, len(rows), 0, max(map(len, rows)))) + _binary(145)
    cells = [(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    for r, c, cell in [*cells, *([(*far, "x")] if far else [])]:
        sheet += _binary(0, struct.pack("<IIHHBI", r, 0, 300, 0, 0, 0))
        if isinstance(cell, str):
            sheet += _binary(6, struct.pack("<II", c, 0) + _wide(cell))
        else:
            sheet += _binary(5, struct.pack("<IId", c, 0, cell))
    sheet += _binary(146) + _binary(130) + tail
    title = struct.pack("<II", 0, 1) + _wide("rId1") + _wide(name)
    book = _binary(131) + _binary(143) + _binary(156, title) + _binary(144) + _binary(132)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="xl/workbook.bin"),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": _RELATIONS.format(kind="worksheet", target=part.removeprefix("xl/")),
        part: sheet,
    }
    if comment:
        parts["xl/comments1.bin"] = _binary(637, b"\x00" + _wide(comment))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part_name, data in parts.items():
            archive.writestr(part_name, data)
    return path


def _binary(kind: int, data: bytes = b"") -> bytes:
    """One record: kind in one or two bytes, length in one to four, seven bits in each."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(data), b""
    while length >= 0x80:
        size, length = size + bytes([length & 0x7F | 0x80]), length >> 7
    return head + size + bytes([length]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def write_xls(path: Path, name: str, rows: Rows) -> Path:
    """Write an Excel 97-2003 workbook with one sheet: BIFF8 records in a compound document."""
    path.write_bytes(_compound_document(_biff(name, rows)))
    return path


def _biff(name: str, rows: Rows) -> bytes:
    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def start(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))

    sheet = start(0x10) + record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is True or cell == "#N/A":
                code = (1, 0) if cell is True else (0x2A, 1)
                sheet += record(0x205, struct.pack("<HHHBB", r, c, 0, *code))
            elif isinstance(cell, str):
                text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
                sheet += record(0x204, struct.pack("<HHH", r, c, 0) + text)
            else:
                sheet += record(0x203, struct.pack("<HHHd", r, c, 0, cell))
    sheet += record(0x0A, b"")
    title = struct.pack("<BB", len(name), 0) + name.encode("ascii")
    offset = len(start(5)) + len(record(0x85, struct.pack("<IBB", 0, 0, 0) + title)) + len(record(0x0A, b""))
    return start(5) + record(0x85, struct.pack("<IBB", offset, 0, 0) + title) + record(0x0A, b"") + sheet


def _compound_document(stream: bytes) -> bytes:
    end, free, none = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
    size = max(len(stream), 4096)
    stream = stream.ljust(-(-size // 512) * 512, b"\0")
    count = len(stream) // 512
    chain = [0xFFFFFFFD, end, *range(3, count + 2), end]
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(name: str, kind: int, first: int, length: int, child: int = none) -> bytes:
        text = name.encode("utf-16-le")
        head = struct.pack("<HBBIII", len(text) + 2 if name else 0, kind, 1, none, none, child)
        return text.ljust(64, b"\0") + head + b"\0" * 36 + struct.pack("<IQ", first, length)

    folder = entry("Root Entry", 5, end, 0, 1) + entry("Workbook", 2, 2, size) + entry("", 0, 0, 0) * 2
    header = OLE_MAGIC + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) + b"\xff" * 432
    return header + table + folder + stream
