"""What a file is, its first bytes say; every sheet keeps its own row numbers; a hostile file never reaches calamine."""

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.files.grid import Sheet, read_grids, read_sheets
from tests.file_builders import (
    OLE_MAGIC,
    write_csv,
    write_ods,
    write_ods_rows,
    write_raw_xlsx,
    write_xls,
    write_xlsb,
    write_xlsx,
)
from tests.words import words_of

ROWS: list[list[object]] = [["code", "naam", "kinderen"], ["WK900101", "Vóórstad", 12.5]]


def refusal(path: Path) -> str:
    with pytest.raises(InputRefused) as refused:
        read_sheets(path)
    [problem] = refused.value.problems
    assert words_of(problem).where == path.name
    assert problem.severity == "fout"
    return words_of(problem).found


@pytest.mark.parametrize("name", ["cijfers.xlsx", "cijfers.csv", "cijfers"])
def test_workbook_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    assert read_sheets(write_xlsx(tmp_path / name, {"blad": ROWS})) == [Sheet("blad", ROWS)]


def test_row_and_column_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    [sheet] = read_sheets(write_xlsx(tmp_path / "a.xlsx", {"blad": [[], [], ["", "x"]]}))
    assert [len(row) for row in sheet.rows] == [2, 2, 2]
    assert sheet.rows[2][1] == "x"


def test_hidden_sheets_are_read_and_say_so(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"een": ROWS, "twee": ROWS}, hidden=["twee"])
    assert [(sheet.name, sheet.visible) for sheet in read_sheets(path)] == [("een", True), ("twee", False)]


def test_old_workbook(tmp_path: Path) -> None:
    assert read_sheets(write_xls(tmp_path / "a.xls", "kwb-2015", ROWS)) == [Sheet("kwb-2015", ROWS)]


def test_old_workbook_keeps_truth_and_errors(tmp_path: Path) -> None:
    assert read_sheets(write_xls(tmp_path / "a.xls", "b", [[True, "#N/A", "x"]]))[0].rows == [[True, "#N/A", "x"]]


@pytest.mark.parametrize("cut", [600, 1100, 2000])
def test_cut_off_old_workbook_is_refused(tmp_path: Path, cut: int) -> None:
    path = write_xls(tmp_path / "a.xls", "kwb-2015", ROWS)
    path.write_bytes(path.read_bytes()[:cut])
    assert "beschadigd" in refusal(path)


def test_opendocument(tmp_path: Path) -> None:
    cells = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    empty = '<table:table-cell table:number-columns-repeated="16383"/>'
    rows = f'<table:table-row>{cells}{empty}</table:table-row><table:table-row table:number-rows-repeated="1048575"/>'
    assert read_sheets(write_ods(tmp_path / "a.ods", rows))[0].rows == [["x"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_text_in_every_encoding_and_with_every_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = write_csv(tmp_path / "a.csv", ROWS, delimiter=delimiter, encoding=encoding)
    assert read_sheets(path) == [Sheet("", [ROWS[0], ["WK900101", "Vóórstad", "12.5"]])]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # Decimal commas do not make the comma a delimiter.
        ("naam;kind;fte\nA;1,5;2,5\nB;2,5;3,5\n", [["naam", "kind", "fte"], ["A", "1,5", "2,5"], ["B", "2,5", "3,5"]]),
        # Excel's own hint.
        ("sep=,\na,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("\ufeffSEP=|\r\na|b;c\r\n1|2;3\r\n", [["a", "b;c"], ["1", "2;3"]]),
        ("sep=;een\nx;y\n", [["sep=", "een"], ["x", "y"]]),
        # A line break inside quotes.
        ('a;b\n"x\ny";2\n', [["a", "b"], ["x\ny", "2"]]),
        # A title above the table, an empty line, and a footnote under it.
        ("Titel\n\na;b\n1;2\nBron: CBS\n", [["Titel"], [], ["a", "b"], ["1", "2"], ["Bron: CBS"]]),
        # An empty line keeps its row number.
        ("a;b\n\n1;2\n", [["a", "b"], ["", ""], ["1", "2"]]),
        ("een kolom\nx\n", [["een kolom"], ["x"]]),
    ],
)
def test_text_tables(tmp_path: Path, text: str, rows: list[list[str]]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    assert read_sheets(path)[0].rows == rows


@pytest.mark.parametrize("end", ["Vóórstad;1", "een voetnoot", 'een "voetnoot";;', '"twee\nregels";2'])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_end_of_a_long_file_differs_from_its_start(tmp_path: Path, encoding: str, end: str) -> None:
    lines = [f"Wijk {number:05d};{number}" for number in range(30_000)]
    path = tmp_path / "a.csv"
    path.write_bytes("\n".join(["naam;kinderen", *lines, end, ""]).encode(encoding))
    [grid] = read_grids(path)
    expected = next(csv.reader([end], delimiter=";")) if "regels" not in end else ["twee\nregels", "2"]
    assert grid.head(80) == [["naam", "kinderen"], *(line.split(";") for line in lines[:79])]
    assert grid.height == 30_002
    assert list(map(str, grid.column(0, 30_000))) == ["Wijk 29999", expected[0]]
    assert grid.sheet.rows[-2:] == [["Wijk 29999", "29999"], expected]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "leeg"),
        (b" \r\n \n", "leeg"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "webpagina"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><x/>", "webpagina"),
        (b"%PDF-1.7 ...", "pdf"),
        (b"{\\rtf1\\ansi Wijk}", "tekstdocument"),
        (b"\x00\x00\x27\x0a" + b"\x00" * 96, ".shp-bestand"),
        (OLE_MAGIC + b"\x00" * 600 + "WordDocument".encode("utf-16-le"), "Word-document"),
        (OLE_MAGIC + b"\x00" * 600 + "__substg1.0_001A".encode("utf-16-le"), "e-mailbericht"),
        (b"abc\x00def;1;2\n", "geen tekst"),
        (b"PK\x03\x04 this is not a zip file", "beschadigd"),
        (OLE_MAGIC + b"\x00" * 600, "beschadigd"),
        (OLE_MAGIC + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        (b'a;b\n"' + b"x" * 140_000, "aanhalingsteken"),
    ],
)
def test_what_is_no_table_is_refused_with_one_reason(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "cijfers.xlsx"
    path.write_bytes(content)
    assert found in refusal(path)


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("word/document.xml", "Word-document"),
        ("ppt/presentation.xml", "PowerPoint-presentatie"),
        ("Index/Document.iwa", "Apple Numbers"),
    ],
)
def test_a_document_is_called_by_its_name_and_the_workbook_behind_it_asked_for(
    tmp_path: Path, part: str, found: str
) -> None:
    path = tmp_path / "bereik.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "<x/>")
    with pytest.raises(InputRefused) as refused:
        read_sheets(path)
    [problem] = refused.value.problems
    assert found in words_of(problem).found
    assert "vraag het Excel-bestand" in words_of(problem).action


def test_a_text_of_libreoffice_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    assert "tekstdocument" in refusal(path)


@pytest.mark.parametrize("name", ["a.xlsb", "a.xlsx", "a.xls", "a"])
def test_binary_workbook(tmp_path: Path, name: str) -> None:
    assert read_sheets(write_xlsb(tmp_path / name, "blad", ROWS)) == [Sheet("blad", ROWS)]


@pytest.mark.parametrize("write", [write_xlsx, write_ods_rows], ids=["xlsx", "ods"])
@pytest.mark.parametrize("name", ["a.xls", "a.xlsb", "a.xlsx", "a.ods", "a.csv"])
def test_the_name_of_a_workbook_plays_no_part(tmp_path: Path, write: Callable[..., Path], name: str) -> None:
    assert read_sheets(write(tmp_path / name, {"blad": [["x"]]}))[0].rows == [["x"]]


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.xlsb"])
def test_an_old_workbook_under_a_new_name(tmp_path: Path, name: str) -> None:
    assert read_sheets(write_xls(tmp_path / name, "b", ROWS)) == [Sheet("b", ROWS)]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.bin", "xl/styles.bin"])
def test_a_cell_far_away_in_a_binary_workbook_is_refused_before_calamine_sees_it(tmp_path: Path, part: str) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", "b", ROWS, far=(1_048_575, 16_383), part=part)
    assert "heel ver naar rechts" in refusal(path)


def test_a_binary_workbook_that_is_cut_is_refused(tmp_path: Path) -> None:
    assert "beschadigd" in refusal(write_xlsb(tmp_path / "a.xlsb", "b", ROWS, tail=b"\x05\x7f"))


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("xl/comments1.bin", b"\xfd\x04\x7f"),
        ("xl/workbook.bin", b""),
        # calamine panics on a sheet without a relation.
        ("xl/_rels/workbook.bin.rels", b"<Relationships/>"),
    ],
)
def test_a_binary_workbook_with_a_damaged_part_is_refused(tmp_path: Path, part: str, data: bytes) -> None:
    whole = write_xlsb(tmp_path / "heel.xlsb", "b", ROWS, comment="x")
    path = tmp_path / "a.xlsb"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, data if name == part else source.read(name))
    assert "beschadigd" in refusal(path)


def test_the_comments_of_a_binary_workbook_are_read_for_who_looks_for_persons(tmp_path: Path) -> None:
    [grid] = read_grids(write_xlsb(tmp_path / "a.xlsb", "b", ROWS, comment="bel 06-12345678"))
    assert grid.beside.comments == (("", "bel 06-12345678"),)


def test_zip_without_workbook_is_refused(tmp_path: Path) -> None:
    path = write_raw_xlsx(tmp_path / "a.zip", "")
    path.write_bytes(path.read_bytes().replace(b"xl/workbook.xml", b"xl/workbook.txt"))
    assert "zonder werkmap" in refusal(path)


@pytest.mark.parametrize(("spare", "refused"), [(0, False), (-1, True)])
def test_size_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spare: int, refused: bool) -> None:
    book, text = write_xlsx(tmp_path / "a.xlsx", {"blad": ROWS}), write_csv(tmp_path / "a.csv", ROWS)
    with zipfile.ZipFile(book) as archive:
        size = sum(member.file_size for member in archive.infolist())
    monkeypatch.setattr("kinderwerk_stats.sources.files.contents.MAX_UNZIPPED_BYTES", size + spare)
    monkeypatch.setattr("kinderwerk_stats.sources.files.grid.MAX_UNZIPPED_BYTES", text.stat().st_size + spare)
    for path in (book, text):
        if refused:
            assert "groter dan 300 MB" in refusal(path)
        else:
            assert len(read_sheets(path)[0].rows) == 2


def cell(reference: str) -> str:
    return f'<c r="{reference}"><v>1</v></c>'


@pytest.mark.parametrize(
    "sheet_data",
    [
        f'<row r="1048576">{cell("XFD1048576")}</row>',
        f'<row r="1048576">{cell("CV1048576")}</row>',
        "<row r=\"1\"><c r='XFD900000'><v>1</v></c></row>",
        '<row r="1"><c  r = "XFD900000"><v>1</v></c></row>',
        '<row r="1"><c t="n" r="xfd900000"><v>1</v></c></row>',
        '<row r="1"><c x=">" r="XFD900000"><v>1</v></c></row>',
        f'<row r="1">{cell("ZZ1")}</row><row r="99999">{cell("A99999")}</row>',
        f'<row>{"<c><v>1</v></c>" * 300}</row><row r="99999"><c><v>1</v></c></row>',
    ],
)
def test_cell_far_away_is_refused_before_calamine_sees_it(tmp_path: Path, sheet_data: str) -> None:
    path = write_raw_xlsx(tmp_path / "a.xlsx", f"<sheetData>{sheet_data}</sheetData>")
    assert "ver naar rechts" in refusal(path)


@pytest.mark.parametrize(
    ("sheet_data", "shape"),
    [
        # Column 703, but one row: small all the same.
        (f'<row r="1">{cell("AAA1")}</row>', (1, 703)),
        (f'<row r="100000">{cell("B100000")}</row>', (100_000, 2)),
        ("<row><c><v>1</v></c><c><v>2</v></c></row>" * 3, (3, 2)),
    ],
)
def test_unusual_but_small_sheet_is_read(tmp_path: Path, sheet_data: str, shape: tuple[int, int]) -> None:
    [sheet] = read_sheets(write_raw_xlsx(tmp_path / "a.xlsx", f"<sheetData>{sheet_data}</sheetData>"))
    assert (len(sheet.rows), len(sheet.rows[-1])) == shape


FILLED = '<table:table-cell office:value-type="float" office:value="3"{0}/>'
BLOCK = FILLED.format(' table:number-columns-repeated="16384"')
CORNER = '<table:table-cell table:number-columns-repeated="16383"/>' + FILLED.format("")


@pytest.mark.parametrize(
    "rows",
    [
        f'<table:table-row table:number-rows-repeated="1048576">{BLOCK}</table:table-row>',
        f'<table:table-row table:number-rows-repeated="1048575"/><table:table-row>{CORNER}</table:table-row>',
    ],
)
def test_repeated_cells_of_opendocument_are_counted(tmp_path: Path, rows: str) -> None:
    assert "ver naar rechts" in refusal(write_ods(tmp_path / "a.ods", rows))
