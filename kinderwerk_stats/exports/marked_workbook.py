"""The file as it came, with every faulty cell marked: what its sender needs to mend it."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from kinderwerk_stats.exports.cells import set_value
from kinderwerk_stats.model.problems import PERSONAL_DATA, PERSONAL_DATA_IN_NAME, InputRefused, Place, Problem
from kinderwerk_stats.sources.files.archive import ods_size
from kinderwerk_stats.sources.files.grid import read_sheets
from kinderwerk_stats.sources.files.textfile import TextTable
from kinderwerk_stats.text.problems import describe

LIST_SHEET = "Wat is er mis"
AUTHOR = "Kinderwerk dashboard"
# openpyxl works in the app itself, where nothing stops it: 60,000 different cells take 1.5 s and 30 MB.
MAX_BYTES = 1_500_000
MAX_UNZIPPED_BYTES = 15_000_000
MAX_CELLS = 60_000
_CELL_OR_ROW = re.compile(rb"<(?:\w+:)?(?:c|row)[\s/>]")
# Of a range of merged cells, a link or a comment openpyxl makes every cell; of these ranges it makes none.
_RANGE_OF_NO_CELLS = re.compile(rb"<(?:\w+:)?(?:dimension|autoFilter)\b[^>]*>")
_RANGE = re.compile(rb"""\sref\s*=\s*["']([^"']*:[^"']*)["']""")
MAX_LISTED = 2_000
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_HEADERS = ("Soort", "Waar", "Gevonden", "Verwacht", "Wat u kunt doen")
_WIDTHS = (14, 42, 52, 42, 62)
_FILLS = {
    "fout": PatternFill("solid", fgColor="FFC7CE"),
    "waarschuwing": PatternFill("solid", fgColor="FFEB9C"),
}
# What openpyxl raises on a workbook that it cannot open.
_UNREADABLE = (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError,
               OSError, SyntaxError)  # fmt: skip


def mark_problems(source: Path | bytes, problems: Sequence[Problem], *, name: str = "") -> bytes:
    """Return the same workbook with the faulty cells coloured, a comment in each, and a first sheet with all problems.

    Parameters
    ----------
    source : the file or its bytes. A text file, .xls or .ods becomes an .xlsx with the same cells.
    problems : what the reader said about this file.
    name : what the file is called, when `source` is bytes.

    Returns
    -------
    An .xlsx. Cells, formulas, formatting and comments stay; charts and pictures do not. A file that is too large
    (`MAX_BYTES`, `MAX_UNZIPPED_BYTES`, `MAX_CELLS`), cannot be opened or holds personal data comes back as the list
    alone, which then says so.

    Notes
    -----
    A problem of a row marks its first filled cell, one of a column the first filled cell of that column. A workbook
    that was marked before gets a new list; colours of what was mended since stay.
    """
    name = name or (source.name if isinstance(source, Path) else "bestand")
    book, reason = _open(source, problems, name)
    old = [sheet for sheet in book.worksheets if sheet.title == LIST_SHEET and sheet["A1"].value == LIST_SHEET]
    for sheet in old:
        book.remove(sheet)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    marked: dict[tuple[str, str], list[Problem]] = {}
    first_cells: list[tuple[str, str] | None] = []
    for problem in problems:
        cells = _cells_of(sheets, problem.place)
        first_cells.append(cells[0] if cells else None)
        for cell in cells:
            marked.setdefault(cell, []).append(problem)
    for (title, coordinate), found in marked.items():
        _mark(sheets[title][coordinate], found)
    _write_list(book, name, problems, first_cells, reason)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _open(source: Path | bytes, problems: Sequence[Problem], name: str) -> tuple[Workbook, str]:
    """Return the workbook, or an empty one and why."""
    empty = Workbook()
    empty.remove(empty.worksheets[0])
    if any(problem.code in (PERSONAL_DATA, PERSONAL_DATA_IN_NAME) for problem in problems):
        return (
            empty,
            "Uw eigen bladen staan niet in dit bestand, want er staan persoonsgegevens in. Die bewaren we niet.",
        )
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > MAX_BYTES:
        return empty, "Uw eigen bladen staan niet in dit bestand, want het bestand is te groot om de vakken te kleuren."
    data = source.read_bytes() if isinstance(source, Path) else source
    try:
        if _is_xlsx(data):
            return load_workbook(io.BytesIO(data)), ""
        return _copy_cells(source, data, name), ""
    except (InputRefused, *_UNREADABLE):
        return empty, "Uw eigen bladen staan niet in dit bestand, want het bestand is niet te openen of te groot."


def _is_xlsx(data: bytes) -> bool:
    if not data.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_UNZIPPED_BYTES:
            raise ValueError("too large to open")
        # A part never gives more than the size it was declared with.
        parts = {name: archive.read(name) for name in archive.namelist()}
        if "xl/workbook.xml" not in parts:
            rows, columns = ods_size(parts.get("content.xml", b""))
            if rows * columns > MAX_CELLS:
                raise ValueError("too many cells to copy")
            return False
        if sum(map(_count_cells, parts.values())) > MAX_CELLS:
            raise ValueError("too many cells to open")
        return True


def _count_cells(xml: bytes) -> int:
    """Return how many cells and rows openpyxl makes of a part of a workbook.

    Raises
    ------
    ValueError
        When the part has a range that is none.
    """
    count = len(_CELL_OR_ROW.findall(xml))
    for found in _RANGE.findall(_RANGE_OF_NO_CELLS.sub(b"", xml)):
        left, top, right, bottom = range_boundaries(found.decode())
        count += ((right or _LAST_COLUMN) - (left or 1) + 1) * ((bottom or _LAST_ROW) - (top or 1) + 1)
    return count


def _copy_cells(source: Path | bytes, data: bytes, name: str) -> Workbook:
    """Return a new workbook with the cells of a text file or a workbook of another kind."""
    if isinstance(source, Path):
        sheets = [(sheet.name, sheet.rows) for sheet in read_sheets(source)]
    elif data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise ValueError("only a file can be opened by its reader")
    else:
        table = TextTable(Path(name), data).read()
        rows = [list(row.values()) for row in table.to_pylist()] if isinstance(table, pa.Table) else table
        sheets = [("", [list(row) for row in rows])]
    if sum(len(row) for _, cells in sheets for row in cells) > MAX_CELLS:
        raise ValueError("too many cells to write")
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, cells in sheets:
        sheet = book.create_sheet(title or "Blad1")
        for row, values in enumerate(cells, start=1):
            for column, value in enumerate(values, start=1):
                if value is not None and value != "":
                    set_value(sheet.cell(row, column), value if isinstance(value, int | float) else str(value))
    return book


def _cells_of(sheets: Mapping[str, Worksheet], place: Place) -> list[tuple[str, str]]:
    """Return (sheet, coordinate) of the cells that a place means."""
    # The one table of a text file has no name of its own.
    sheet = sheets.get(place.sheet) if place.sheet else next(iter(sheets.values()), None)
    if sheet is None or not (place.rows or place.columns):
        return []
    cells = [_cell_at(sheet, row, column) for row in place.rows or (None,) for column in place.columns or (None,)]
    return [(sheet.title, cell) for cell in dict.fromkeys(cells) if cell is not None]


def _cell_at(sheet: Worksheet, row: int | None, column: int | None) -> str | None:
    if row is None or column is None:
        rows = range(1, sheet.max_row + 1) if row is None else (row + 1,)
        columns = range(1, sheet.max_column + 1) if column is None else (column + 1,)
        for number in rows:
            for letter in columns:
                if sheet.cell(number, letter).value not in (None, ""):
                    return _own(sheet, number, letter)
        return None
    return _own(sheet, row + 1, column + 1)


def _own(sheet: Worksheet, row: int, column: int) -> str | None:
    """Return the coordinate of a cell; of a merged one that of the first of its range."""
    coordinate = f"{get_column_letter(column)}{row}"
    if isinstance(sheet.cell(row, column), MergedCell):
        merged = (one for one in sheet.merged_cells.ranges if coordinate in one)
        return next((one.coord.split(":")[0] for one in merged), None)
    return coordinate


def _mark(cell: Cell, problems: Sequence[Problem]) -> None:
    """Colour a cell and add what is wrong to its comment."""
    cell.fill = _FILLS["fout" if any(problem.severity == "fout" for problem in problems) else "waarschuwing"]
    texts = [
        f"{problem.severity.capitalize()}: {describe(problem).found}.\nVerwacht: {describe(problem).expected}.\n"
        f"Wat u kunt doen: {describe(problem).action}."
        for problem in dict.fromkeys(problems)
    ]
    before = cell.comment
    if before is not None and before.author != AUTHOR and before.text:
        texts.insert(0, before.text)
    comment = Comment("\n\n".join(texts), AUTHOR, height=60 + 80 * len(texts), width=360)
    cell.comment = comment


def _write_list(
    book: Workbook,
    name: str,
    problems: Sequence[Problem],
    cells: Sequence[tuple[str, str] | None],
    reason: str,
) -> None:
    """Put the list of all problems in front, each with a link to its cell."""
    sheet = book.create_sheet(LIST_SHEET, 0)
    set_value(sheet["A1"], LIST_SHEET)
    sheet["A1"].font = Font(bold=True, size=14)
    errors = sum(problem.severity == "fout" for problem in problems)
    set_value(sheet["A2"], f"{name}: {errors} fouten en {len(problems) - errors} waarschuwingen. {reason}".strip())
    if any(cells):
        set_value(sheet["A3"], "Rode vakken zijn fout, gele vakken zijn een vraag. In elk vak staat een opmerking.")
    for column, (header, width) in enumerate(zip(_HEADERS, _WIDTHS, strict=True), start=1):
        set_value(sheet.cell(5, column), header)
        sheet.cell(5, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    listed = list(zip(problems, cells, strict=True))[:MAX_LISTED]
    for row, (problem, cell) in enumerate(listed, start=6):
        texts = (
            problem.severity,
            describe(problem).where,
            describe(problem).found,
            describe(problem).expected,
            describe(problem).action,
        )
        for column, text in enumerate(texts, start=1):
            set_value(sheet.cell(row, column), text)
            sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).fill = _FILLS[problem.severity]
        if cell is not None:
            where = sheet.cell(row, 2)
            location = f"{quote_sheetname(cell[0])}!{cell[1]}"
            where.hyperlink = Hyperlink(ref=where.coordinate, location=location)
            where.font = Font(underline="single", color="0563C1")
    if len(problems) > MAX_LISTED:
        set_value(sheet.cell(6 + MAX_LISTED, 1), f"En nog {len(problems) - MAX_LISTED} andere.")
    sheet.freeze_panes = "A6"
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0
