"""Small files that are made to do harm, or that went wrong on their way. Nothing here is ever committed as a file."""

import io
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from openpyxl.utils import get_column_letter
from PIL import Image
from pptx import Presentation

from tests.file_builders import OLE_MAGIC, write_csv, write_ods, write_raw_xlsx, write_xls, write_xlsx

MB = 1_000_000
_SHEET = "xl/worksheets/sheet1.xml"
_ROW = '<row r="{row}"><c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def _sheet(cell: str, text: str = "x", row: int = 1) -> str:
    return f"<sheetData>{_ROW.format(row=row, cell=cell, text=text)}</sheetData>"


def _add(path: Path, name: str, content: bytes | str) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def _plain(path: Path) -> Path:
    return write_xlsx(path, {"Blad1": [["a", "b"], [1, 2]]})


def big_sheet(path: Path) -> Path:
    """Write a workbook of which one part says that it unpacks to 1 GB."""
    return _say_size(_add(_plain(path), "xl/worksheets/sheet9.xml", b" " * MB), 1000 * MB)


def lying_sheet(path: Path) -> Path:
    """Write a part of 50 MB of which the list of contents says that it unpacks to 10 bytes."""
    return _say_size(_add(_plain(path), "xl/worksheets/sheet9.xml", b" " * 50 * MB), 10)


def _say_size(path: Path, size: int) -> Path:
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.rfind(b"xl/worksheets/sheet9.xml") - 46 + 24, size)
    path.write_bytes(data)
    return path


def tight_sheet(path: Path) -> Path:
    return _add(_plain(path), "xl/worksheets/sheet9.xml", b" " * 60 * MB)


def nested_zip(path: Path) -> Path:
    inner = big_sheet(path.with_name("inner.zip")).read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner.zip", inner)
    return path


def many_entries(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(5_000):
            archive.writestr(f"x{number}", b"")
    return path


def overlapping(path: Path) -> Path:
    """Write a workbook of which all entries point at the same bytes."""
    _plain(path)
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 42, 0)
        at = data.find(b"PK\x01\x02", at + 4)
    path.write_bytes(data)
    return path


def _template(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Write a template of PowerPoint of which one part is another one."""
    Presentation().save(str(path))
    return _rewrite(path, lambda name, data: (name, change(data) if name == part else data))


def template_of_many_shapes(path: Path) -> Path:
    """Write a template of 60 kB with a million elements on its master: parsed, it takes 150 MB."""
    many = b"<p:extLst>" + b"<p:ext/>" * MB + b"</p:extLst></p:sldMaster>"
    return _template(path, "ppt/slideMasters/slideMaster1.xml", lambda data: data.replace(b"</p:sldMaster>", many))


def template_packed_too_tightly(path: Path) -> Path:
    return _template(path, "ppt/slideLayouts/slideLayout2.xml", lambda data: data + b" " * 60 * MB)


def template_of_many_parts(path: Path) -> Path:
    Presentation().save(str(path))
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(21_000):
            archive.writestr(f"x{number}", b"")
    return path


def template_with_a_picture_of_a_gigapixel(path: Path) -> Path:
    deck, picture = Presentation(), io.BytesIO()
    Image.new("1", (8, 8)).save(picture, "PNG")
    deck.slide_master.part.get_or_add_image_part(picture)
    deck.save(str(path))

    def enlarge(name: str, data: bytes) -> tuple[str, bytes]:
        if name.endswith(".png"):
            head = data[12:16] + struct.pack(">II", 40_000, 40_000) + data[24:29]
            data = data[:12] + head + struct.pack(">I", zlib.crc32(head)) + data[33:]
        return name, data

    return _rewrite(path, enlarge)


def path_names(path: Path) -> Path:
    return _add(_plain(path), "../../etc/cron.d/x", "x")


def truncated(path: Path) -> Path:
    path.write_bytes(_plain(path).read_bytes()[:-200])
    return path


def wrong_crc(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook>aaaa</workbook>")
    path.write_bytes(path.read_bytes().replace(b"aaaa", b"bbbb", 1))
    return path


def formatted_rows(path: Path, count: int = 200_000) -> Path:
    """Write rows with a form and no value."""
    rows = "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(1, count + 1))
    return write_raw_xlsx(path, f"<sheetData>{rows}</sheetData>")


def far_cell(path: Path) -> Path:
    return write_raw_xlsx(path, _sheet("XFD1048576", row=1_048_576))


def far_cell_by_another_name(path: Path) -> Path:
    """Write a sheet in a part that does not say that it is XML."""
    return _rewrite(far_cell(path), lambda name, data: (_as_picture(name), data.replace(b"sheet1.xml", b"sheet1.png")))


def _as_picture(name: str) -> str:
    return name.replace("sheet1.xml", "sheet1.png")


def wide_sheet(path: Path) -> Path:
    cells = "".join(f'<c r="{get_column_letter(n)}1"><v>1</v></c>' for n in range(1, 16_385))
    return write_raw_xlsx(path, f'<sheetData><row r="1">{cells}</row></sheetData>')


def billion_laughs(path: Path) -> Path:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    path = write_raw_xlsx(path, _sheet("A1", "&l9;"))
    definitions = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>'.encode()
    return _rewrite(path, lambda name, data: (name, definitions + data if name == _SHEET else data))


def _rewrite(path: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """Give every part of a workbook another name and content."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(*change(name, content))
    return path


def long_cell(path: Path) -> Path:
    return write_raw_xlsx(path, _sheet("A1", "x" * 10 * MB))


def locked_xlsx(path: Path) -> Path:
    path.write_bytes(OLE_MAGIC + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1000)
    return path


def locked_xls(path: Path) -> Path:
    data = write_xls(path, "blad", [["x"]]).read_bytes()
    # The first record after the start of the workbook says which password key is used.
    start = data.index(struct.pack("<HH", 0x809, 16)) + 20
    path.write_bytes(data[:start] + struct.pack("<HHHHH", 0x2F, 6, 0, 1, 1) + data[start + 10 :])
    return path


def locked_ods(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
        archive.writestr("content.xml", b"\x8f\x02\x91" * 100)
    return path


def locked_whole_ods(path: Path) -> Path:
    """Write what LibreOffice has made of a locked workbook since 2024: one part, and no list of the others."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
        archive.writestr("encrypted-package", b"\x8f\x02\x91" * 100)
    return path


def locked_zip(path: Path) -> Path:
    data = bytearray(_plain(path).read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    return path


def html(path: Path) -> Path:
    path.write_text("<html><body><table><tr><td>WK034400</td></tr></table></body></html>", encoding="utf-8")
    return path


def null_bytes(path: Path) -> Path:
    path.write_bytes(b"naam;aantal\r\nCentrum;\x00\x00\x0012\r\n")
    return path


def late_null_byte(path: Path) -> Path:
    """Write a table that is text but for one sign far below its start."""
    rows = "".join(f"WK03440{n % 10};{n}\r\n" for n in range(2_000))
    path.write_text(f"Wijkcode;Unieke kinderen\r\n{rows}WK\x00034401;3\r\n", encoding="utf-8", newline="")
    return path


def utf_32(path: Path) -> Path:
    return write_csv(path, [["Wijkcode", "Unieke kinderen"], ["WK034401", 54]], encoding="utf-32")


def endless_word(path: Path) -> Path:
    """Write cells of which the search for a mail address could take minutes."""
    rows = [[f"WK03440{n}", 50 + n, "a" * 99_000 + "@"] for n in range(1, 9)]
    return write_csv(path, [["Wijkcode", "Unieke kinderen", "Activiteit"], *rows])


def lone_bom(path: Path) -> Path:
    path.write_bytes(b"\xef\xbb\xbf")
    return path


def damaged_ole(path: Path) -> Path:
    path.write_bytes(OLE_MAGIC + b"\xff" * 4000)
    return path


def deep_json(path: Path) -> Path:
    path.write_text('{"type":"FeatureCollection","features":[' + "[" * 100_000 + "]" * 100_000 + "]}", encoding="utf-8")
    return path


def deep_list(path: Path) -> Path:
    path.write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    return path


def huge_number(path: Path) -> Path:
    path.write_text('{"value":[{"RegioS":"GM0344","Aantal":' + "9" * 10_000 + "}]}", encoding="utf-8")
    return path


def damaged_gpkg(path: Path) -> Path:
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 52 + b"GPKG" + b"\xff" * 4000)
    return path


def endless_gpkg(path: Path) -> Path:
    """Write a GeoPackage whose one layer is a query without end."""
    with sqlite3.connect(path) as base:
        base.executescript(
            "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;"
            "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, "
            "organization_coordsys_id INTEGER, definition TEXT, description TEXT);"
            "INSERT INTO gpkg_spatial_ref_sys VALUES ('RD', 28992, 'EPSG', 28992, 'undefined', '');"
            "CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT"
            ", last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);"
            "INSERT INTO gpkg_contents VALUES ('wijken','features','wijken','','2024-01-01T00:00:00Z',0,0,1,1,28992);"
            "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, "
            "srs_id INTEGER, z TINYINT, m TINYINT);"
            "INSERT INTO gpkg_geometry_columns VALUES ('wijken','geom','MULTIPOLYGON',28992,0,0);"
            "CREATE VIEW wijken AS WITH RECURSIVE n(fid) AS (SELECT 1 UNION ALL SELECT fid + 1 FROM n) "
            "SELECT fid, NULL AS geom, 'WK034401' AS wijkcode FROM n WHERE fid < 0;"
        )
    base.close()
    return path


def long_line(path: Path) -> Path:
    path.write_bytes(b"naam;" + b"x" * 100 * MB)
    return path


def wide_csv(path: Path) -> Path:
    path.write_bytes(b";".join([b"a"] * MB) + b"\r\n")
    return path


def wide_short_csv(path: Path) -> Path:
    return write_csv(path, [["kop"] * 16_384, ["1"] * 16_384])


def repeated_columns(path: Path) -> Path:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{n}"/>'
    return write_ods(path, f"<table:table-row>{cell.format(n=10**9)}</table:table-row>")


def repeated_rows(path: Path) -> Path:
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    return write_ods(path, f'<table:table-row table:number-rows-repeated="1000000000">{cell}</table:table-row>')


def endless_ods(path: Path) -> Path:
    """Write an OpenDocument workbook of which the table has no end: its reader would look for it for ever."""
    write_ods(path, "<table:table-row/>")
    return _rewrite(path, lambda name, data: (name, data.replace(b"</table:table>", b"")))


def short_part(path: Path) -> Path:
    """Write an OpenDocument workbook that says only half of what it is."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "applica")
        archive.writestr("content.xml", "<x/>")
    return path


def add_to_sheet(path: Path, xml: str) -> Path:
    """Put XML after the cells of the first sheet of a workbook."""
    end = b"</sheetData>"
    return _rewrite(path, lambda name, data: (name, data.replace(end, end + xml.encode()) if name == _SHEET else data))


def long_table(path: Path) -> Path:
    """Write 100 MB of short lines."""
    path.write_bytes(b"naam;aantal\r\n" + b"xxxxxxx;1\r\n" * 9 * MB)
    return path
