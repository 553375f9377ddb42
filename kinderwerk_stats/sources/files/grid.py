"""A file becomes sheets of raw cells. What it is, its first bytes say; its name is never asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from kinderwerk_stats.sources.files.archive import check_archive
from kinderwerk_stats.sources.files.binary_workbook import XLSB_BOOK, read_comments
from kinderwerk_stats.sources.files.contents import MAX_UNZIPPED_BYTES, refused
from kinderwerk_stats.sources.files.old_workbook import DAMAGED, read_old_workbook
from kinderwerk_stats.sources.files.textfile import HEAD_ROWS, TextTable, find_utf16

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHP = b"\x00\x00\x27\x0a"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODF = b"mimetypeapplication/vnd.oasis.opendocument."
# A table in these is drawn, not stored.
_DOCUMENTS = {
    b"%PDF": "een pdf-bestand",
    b"{\\rtf": "een tekstdocument (rtf)",
}
_OLD_DOCUMENTS = {
    "WordDocument": "een Word-document",
    "PowerPoint Document": "een PowerPoint-presentatie",
    "__substg1.0_": "een e-mailbericht",
}
_KNOWN_WRONG = {
    b"\x89PNG": "een plaatje",
    b"\xff\xd8\xff": "een foto",
    b"SQLite format 3\x00": "een database",
    b"Rar!": "een ingepakt bestand",
    b"7z\xbc\xaf": "een ingepakt bestand",
    b"\x1f\x8b": "een ingepakt bestand",
    b"PK\x05\x06": "een leeg zip-bestand",
}


@dataclass(frozen=True)
class Sheet:
    """One sheet as it stands in the file: `rows[0]` is row 1, and its first cell column A.

    Cells are str, float, int, bool, datetime or None; of a text file always str. An empty cell is None or "".
    """

    name: str
    rows: list[list[object]]
    visible: bool = True


@dataclass(frozen=True)
class Beside:
    """What a file holds beside its cells, for who looks for data about persons.

    `parts`: name -> bytes of the parts of a zipped workbook, without its cells. `comments`: (sheet, text).
    `data`: the file itself, where there is no other way to look into it.
    """

    parts: Mapping[str, bytes] = field(default_factory=dict)
    comments: tuple[tuple[str, str], ...] = ()
    data: bytes = b""


class Grid:
    """One sheet, asked by column. The first one of a file knows what stands beside the cells of all of them."""

    beside = Beside()
    delimiter = ""
    """What divides the columns of a text file."""

    def __init__(self, name: str, rows: list[Any], *, visible: bool = True) -> None:
        self.name = name
        self.visible = visible
        self._rows: list[list[object]] = rows

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def sheet(self) -> Sheet:
        """All cells by row."""
        return Sheet(self.name, self._rows, self.visible)

    @property
    def uneven_rows(self) -> Sequence[Sequence[object]]:
        """All rows of a text file whose lines are not equally long; none otherwise."""
        return ()

    @property
    def open_end(self) -> Sequence[object]:
        """The cells of the last line of a text file where only that line has no line end; none otherwise."""
        return ()

    def head(self, count: int) -> list[list[object]]:
        """Return the first rows."""
        return self._rows[:count]

    def tail(self, count: int) -> list[list[object]]:
        """Return the last rows of those that are no part of an equally long head; none while they are not read."""
        return self._rows[max(count, len(self._rows) - count) :]

    def load(self, positions: Iterable[int]) -> None:
        """Say which columns will be asked for; it saves reading the others of a text file."""

    def column(self, position: int, first_row: int) -> Sequence[object] | pa.Array:
        """Return the cells of one column from row index `first_row` on; a pyarrow text array where it has one."""
        rows = self._rows[first_row:]
        try:
            return [row[position] for row in rows]
        except IndexError:
            return [row[position] if position < len(row) else None for row in rows]


class TextGrid(Grid):
    """The table of a text file: columns are parsed when they are asked for, rows only when it must be."""

    def __init__(self, text: TextTable) -> None:
        super().__init__("", [])
        self._text = text
        self.delimiter = text.delimiter
        self._table: pa.Table | None = None

    @property
    def height(self) -> int:
        """How many rows there are."""
        self._load_any()
        return super().height if self._table is None else int(self._table.num_rows)

    @property
    def sheet(self) -> Sheet:
        """All cells by row."""
        if not self._rows:
            cells = self._text.read()
            if isinstance(cells, pa.Table):
                columns = [column.to_pylist() for column in cells.columns]
                self._rows = [list(row) for row in zip(*columns, strict=True)]
            else:
                self._rows = [list(row) for row in cells]
        return super().sheet

    @property
    def uneven_rows(self) -> Sequence[Sequence[object]]:
        """All rows of a text file whose lines are not equally long; none otherwise."""
        self._load_any()
        return self._rows if self._table is None else ()

    @property
    def open_end(self) -> Sequence[object]:
        """The cells of the last line of a text file where only that line has no line end; none otherwise."""
        return self._text.open_end

    def head(self, count: int) -> list[list[object]]:
        """Return the first rows."""
        if count <= HEAD_ROWS <= len(self._text.head):
            return [list(row) for row in self._text.head[:count]]
        return self.sheet.rows[:count]

    def load(self, positions: Iterable[int]) -> None:
        """Parse these columns and forget the others."""
        if not self._rows:
            cells = self._text.read(sorted(set(positions)))
            if isinstance(cells, pa.Table):
                self._table = cells
            else:
                self._rows = [list(row) for row in cells]

    def column(self, position: int, first_row: int) -> Sequence[object] | pa.Array:
        """Return the cells of one column from row index `first_row` on; a pyarrow text array where it has one."""
        if self._rows and self._table is None:
            return super().column(position, first_row)
        if self._table is None or str(position) not in self._table.column_names:
            self.load([position, *map(int, self._table.column_names if self._table is not None else [])])
            return self.column(position, first_row)
        return self._table.column(str(position)).combine_chunks().slice(first_row)

    def _load_any(self) -> None:
        if self._table is None and not self._rows:
            self.load([0])


def read_sheets(path: Path) -> list[Sheet]:
    """Read all sheets of a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) or the one table of a text file (csv, tab).

    Parameters
    ----------
    path : a file; its extension plays no part.

    Returns
    -------
    One `Sheet` per worksheet in the order of the file, hidden ones too; a text file gives one, without a name.

    Raises
    ------
    InputRefused : empty, damaged, locked with a password, too large, or no table at all.
    """
    return [grid.sheet for grid in read_grids(path)]


def read_grids(path: Path) -> list[Grid]:
    """Read the sheets like `read_sheets`, without turning a text file into rows."""
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.removeprefix(b"\xef\xbb\xbf").strip() or start in _UTF16:
        raise refused(path, "bestand_leeg")
    if start.startswith(_ZIP):
        if _ODF in start[:200] and _ODF + b"spreadsheet" not in start[:200]:
            raise refused(path, "document_zonder_tabel", soort="een tekstdocument van LibreOffice")
        parts = check_archive(path)
        try:
            beside = Beside(parts, comments=read_comments(parts))
        except ValueError:
            raise refused(path, "werkmap_beschadigd") from None
        return _with_beside(_read_workbook(path, parts), beside)
    if path.stat().st_size > MAX_UNZIPPED_BYTES:
        raise refused(path, "bestand_te_groot")
    if start.startswith(_OLE):
        return _read_old_workbook(path, path.read_bytes())
    _refuse_other(path, start)
    return [TextGrid(TextTable(path, path.read_bytes()))]


def _open_workbook(path: Path, parts: Mapping[str, bytes]) -> CalamineWorkbook:
    """Open by what the file is; calamine believes the name where that ends as a workbook's does."""
    if "content.xml" in parts:
        right = path.suffix.lower() == ".ods"
    elif XLSB_BOOK in parts:
        right = path.suffix.lower() == ".xlsb"
    else:
        right = path.suffix.lower() in (".xlsx", ".xlsm")
    return (
        CalamineWorkbook.from_path(str(path)) if right else CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    )


def _read_workbook(path: Path, parts: Mapping[str, bytes]) -> list[Grid]:
    try:
        with _open_workbook(path, parts) as workbook:
            return [
                Grid(
                    sheet.name,
                    workbook.get_sheet_by_index(index).to_python(skip_empty_area=False),
                    visible=sheet.visible == SheetVisibleEnum.Visible,
                )
                for index, sheet in enumerate(workbook.sheets_metadata)
                if sheet.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError:
        raise refused(path, "werkmap_op_slot") from None
    except (CalamineError, OSError) as error:
        # Of calamine, not of the system: a part that ends too early. Of the system it has a number.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise refused(path, "werkmap_beschadigd") from None
    except BaseException as error:
        # On a damaged binary workbook calamine panics, and Python gets what is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise refused(path, "werkmap_beschadigd") from None


def _with_beside(grids: list[Grid], beside: Beside) -> list[Grid]:
    for grid in grids[:1]:
        grid.beside = beside
    return grids


def _read_old_workbook(path: Path, data: bytes) -> list[Grid]:
    if _ENCRYPTED in data:
        raise refused(path, "werkmap_op_slot")
    for stream, what in _OLD_DOCUMENTS.items():
        if stream.encode("utf-16-le") in data:
            raise refused(path, "document_zonder_tabel", soort=what)
    try:
        sheets = read_old_workbook(data)
        comments = tuple((sheet.name, comment) for sheet in sheets for comment in (*sheet.comments, *sheet.ranges))
        grids = [Grid(sheet.name, sheet.rows, visible=sheet.visible) for sheet in sheets]
        return _with_beside(grids, Beside(comments=comments, data=data))
    except DAMAGED as error:
        if "encrypted" in str(error).lower():
            raise refused(path, "werkmap_op_slot") from None
        raise refused(path, "werkmap_beschadigd") from None


def _refuse_other(path: Path, start: bytes) -> None:
    """Refuse what is neither a workbook nor text."""
    for magic, name in _DOCUMENTS.items():
        if magic in start[:1024]:
            raise refused(path, "document_zonder_tabel", soort=name)
    if start.startswith(_SHP):
        raise refused(path, "los_deel_van_kaart")
    for magic, name in _KNOWN_WRONG.items():
        if start.startswith(magic):
            raise refused(path, "ander_bestand", soort=name)
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise refused(path, "webpagina_of_xml")
    if b"\x00" in start and find_utf16(start) is None:
        raise refused(path, "geen_tekst_en_geen_werkmap")
