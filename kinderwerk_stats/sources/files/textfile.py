"""Text files as Excel, StatLine and R write them: encoding and delimiter found from the content."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as arrow_csv

from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.files.archive import MAX_COLUMNS, has_run
from kinderwerk_stats.sources.files.contents import refused

_DELIMITERS = (";", "\t", ",")
_SAMPLE_BYTES = 200_000
_SAMPLE_ROWS = 60
_DELIMITER_CHARACTERS = 40_000
_UTF16_SAMPLE_BYTES = 400
HEAD_ROWS = 80
MAX_LINE_BYTES = 1_000_000
_NAMED_DELIMITER = re.compile(rb"(?:\xef\xbb\xbf)?\"?sep=([\t -~])\"?\r?\n", re.IGNORECASE)
_FIGURE = re.compile(r"[\d.,]*\d[\d.,]*")


class TextTable:
    """Delimited text of which the first rows are known, and the columns are parsed when they are asked for."""

    def __init__(self, path: Path, data: bytes) -> None:
        if encoding := find_utf16(data):
            data = data.decode(encoding, errors="replace").encode()
        if (at := data.find(b"\x00")) >= 0:
            row = data.count(b"\n", 0, at) + 1
            raise refused(path, "nul_teken_in_tekst", rij=row)
        _check_lines(path, data)
        # Excel's own way of naming the delimiter; it shows no such row either, so row numbers stay those of Excel.
        named = _NAMED_DELIMITER.match(data)
        data = data[named.end() :] if named else data
        sample = _decode(data[:_SAMPLE_BYTES], cut=len(data) > _SAMPLE_BYTES)
        self._path = path
        self._data = data
        self._delimiter = named[1].decode() if named else _find_delimiter(sample[:_DELIMITER_CHARACTERS])
        self.head = _read_head(sample, self._delimiter, cut=len(data) > _SAMPLE_BYTES)
        if max(map(len, self.head), default=0) > MAX_COLUMNS:
            raise refused(path, "te_veel_kolommen", meest=MAX_COLUMNS)
        self._width = len(self.head[0]) if self.head else 0
        # What most rows look like: above the header there can be a title.
        widths = Counter(len(row) for row in self.head if len(row) > 1)
        self._usual_width = widths.most_common(1)[0][0] if widths else 1

    @property
    def delimiter(self) -> str:
        """Return what divides the columns."""
        return self._delimiter

    @property
    def open_end(self) -> list[str]:
        """Return the cells of the last line where every line but that one has an end; none otherwise."""
        end = self._data[-MAX_LINE_BYTES:].rstrip(b"\x1a")
        start = max(end.rfind(b"\n"), end.rfind(b"\r")) + 1
        last = _decode(end[start:])
        # A closed quotation mark is the end of its cell.
        if not start or not last.strip() or last.rstrip().endswith('"'):
            return []
        try:
            return next(csv.reader([last], delimiter=self._delimiter), [])
        except csv.Error:
            return []

    def read(self, positions: Iterable[int] | None = None) -> pa.Table | list[list[str]]:
        """Read the whole table, or only the columns at some positions; every cell as text.

        Returns
        -------
        A pyarrow table whose columns are called "0", "1", … by their position, the first line its first row, when all
        lines have equally many cells; else a list of all rows.

        Raises
        ------
        InputRefused : a quotation mark is never closed, or only rows further on.
        """
        columns = None if positions is None else [str(position) for position in positions]
        table = self._read_even(self._data, columns)
        if table is None:
            text = _decode(self._data).rstrip("\r\n\x1a")
            table = self._read_even(text.encode(), columns)
            if table is None:
                return self._read_uneven(text)
        if b'"' in self._data and table.num_rows < max(map(self._data.count, (b"\n", b"\r"))):
            self._read_uneven(_decode(self._data))
        return table

    def _read_even(self, utf8: bytes, columns: list[str] | None) -> pa.Table | None:
        """Parse with pyarrow; None when it is not UTF-8, or the lines are uneven or have line breaks inside quotes."""
        if self._width < 2:
            return None
        names = [str(i) for i in range(self._width)]
        try:
            # Without threads: one that is still busy when the program ends aborts it, after all was said.
            return arrow_csv.read_csv(
                pa.BufferReader(utf8),
                read_options=arrow_csv.ReadOptions(column_names=names, use_threads=False),
                parse_options=arrow_csv.ParseOptions(delimiter=self._delimiter, ignore_empty_lines=False),
                convert_options=arrow_csv.ConvertOptions(default_column_type=pa.string(), include_columns=columns),
            )
        except pa.ArrowInvalid:
            return None

    def _read_uneven(self, text: str) -> list[list[str]]:
        """Parse with the csv module, which takes lines of any length; refuse a cell that holds other rows."""
        rows: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter):
                rows.append(row)
                if any(self._swallowed_rows(cell) for cell in row):
                    raise self._never_closed(len(rows))
        except csv.Error:
            raise self._never_closed(len(rows) + 1) from None
        return rows

    def _swallowed_rows(self, cell: str) -> bool:
        """Whether a cell runs over lines with as many delimiters as a row and figures between them: no remark."""
        if "\n" not in cell and "\r" not in cell:
            return False
        if cell.count(self._delimiter) < max(1, self._usual_width - 1):
            return False
        return any(
            _FIGURE.fullmatch(part.strip()) for line in cell.splitlines() for part in line.split(self._delimiter)
        )

    def _never_closed(self, row: int) -> InputRefused:
        return refused(self._path, "aanhalingsteken_niet_afgesloten", rij=row)


def find_utf16(data: bytes) -> str | None:
    """Return the encoding of UTF-16 text, with or without the mark that says so; None for other text.

    >>> find_utf16("code;naam".encode("utf-16")), find_utf16("code;naam".encode("utf-16-be")), find_utf16(b"code;naam")
    ('utf-16', 'utf-16-be', None)
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:_UTF16_SAMPLE_BYTES]
    # Of Dutch text nearly every other byte is zero.
    for encoding, zeros, letters in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if len(zeros) > 1 and zeros.count(0) > 0.9 * len(zeros) and not letters.count(0):
            return encoding
    return None


def _check_lines(path: Path, data: bytes) -> None:
    """Refuse a line that is no row of a table: the parsers would take it apart for minutes."""
    if has_run(data, b"\n", MAX_LINE_BYTES) and has_run(data, b"\r", MAX_LINE_BYTES):
        start = data[:MAX_LINE_BYTES]
        if max(map(start.count, (b";", b",", b"\t"))) > MAX_COLUMNS:
            raise refused(path, "te_veel_kolommen", meest=MAX_COLUMNS)
        raise refused(path, "regel_te_lang")


def _decode(data: bytes, *, cut: bool = False) -> str:
    """Decode UTF-8; what is not UTF-8 is Windows-1252, as Dutch Excel writes. `cut`: the end may be missing."""
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(data, final=not cut)
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _read_head(sample: str, delimiter: str, *, cut: bool) -> list[list[str]]:
    """Read the first rows, the last one of a cut sample left out."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if len(rows) == HEAD_ROWS:
                return rows
            rows.append(row)
    except csv.Error:
        return rows
    return rows[:-1] if cut else rows


def _find_delimiter(sample: str) -> str:
    """Find the delimiter that cuts most lines into equally many cells; of equals the one that gives most cells."""
    best, best_score = ";", (0.0, 0)
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row, _ in zip(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter),
                                                 range(_SAMPLE_ROWS), strict=False) if row]  # fmt: skip
        except csv.Error:
            continue
        if not widths:
            continue
        if len(widths) > 2:
            # The last line of the sample may be cut off.
            widths = widths[:-1]
        width, lines = Counter(w for w in widths if w > 1).most_common(1)[0] if max(widths) > 1 else (1, 0)
        score = (round(lines / len(widths), 1), width)
        if score > best_score:
            best, best_score = delimiter, score
    return best
