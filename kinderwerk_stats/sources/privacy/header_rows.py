"""Which cells of a sheet can be headers, of whatever table."""

import re
from collections.abc import Iterator, Sequence

from kinderwerk_stats.sources.files.plain_text import is_empty, is_text, to_plain
from kinderwerk_stats.sources.lexicon import words
from kinderwerk_stats.sources.privacy.headers import HeaderFinding, judge_header
from kinderwerk_stats.sources.privacy.names import count_names

_HEADER_ROWS = 30
_LONGEST_HEADER = 60
_WORDS_IN_LONE_HEADER = 3
_WORDS_IN_LABEL = 4
_MAY_ANNOUNCE = re.compile(
    r"na(?:am|men)|b\W?s\W?n|sofi|burger|geb|birth|voorl|initialen|nummer|nr|\bid\b", re.IGNORECASE
)
_SURE_KINDS = ("bsn", "geboortedatum", "naam_persoon", "persoonsnummer", "vreemdelingennummer")

# (row, its filled cells), in order
ShortRows = Sequence[tuple[int, list[tuple[int, object]]]]


def find_header_rows(short_rows: ShortRows) -> Iterator[tuple[int, dict[int, str]]]:
    """Yield (row, column -> text) of every row that can be a header: two or more short texts and nothing else.

    The row of a group over columns can hold a single text, when the row below it is a header.

    Parameters
    ----------
    short_rows : as `find_short_rows` gives them.
    """
    pending: tuple[int, dict[int, str]] | None = None
    for row, filled in short_rows:
        cells = {column: str(cell) for column, cell in filled}
        if len(cells) > 1:
            if pending is not None and pending[0] == row - 1:
                yield pending
            yield row, cells
            pending = None
        else:
            text = next(iter(cells.values()))
            pending = (row, cells) if len(to_plain(text).split()) <= _WORDS_IN_LONE_HEADER and ":" not in text else None


def find_lone_headers(rows: list[list[object]], short_rows: ShortRows) -> Iterator[tuple[int, int]]:
    """Yield (row, column) of every single short text with something right below it; else it is a title.

    Parameters
    ----------
    rows : the sheet.
    short_rows : as `find_short_rows` gives them.
    """
    for row, filled in short_rows:
        if len(filled) == 1 and _is_lone_header(rows, row, filled[0][0]):
            yield row, filled[0][0]


def find_labels(rows: list[list[object]], column: int, texts: Sequence[str]) -> Iterator[str]:
    """Yield the kinds of personal data that a label anywhere in a column announces, with a value below it or beside it.

    A list can stand next to a table or far below it, where no row of headers is.

    Parameters
    ----------
    rows : the sheet.
    column : of the sheet.
    texts : the different texts of the column.
    """
    if not _MAY_ANNOUNCE.search("\n".join(texts)):
        return
    labels = {text: found for text in texts if (found := _judge_label(text)) is not None}
    for row, cells in enumerate(rows if labels else ()):
        text = cells[column] if column < len(cells) else None
        if isinstance(text, str) and text in labels:
            below = rows[row + 1][column] if row + 1 < len(rows) and column < len(rows[row + 1]) else None
            right = cells[column + 1] if column + 1 < len(cells) else None
            if _is_value(below) or (_is_value(right) and (text.rstrip().endswith(":") or _is_sure_value(right))):
                yield labels[text].kind


def _judge_label(text: str) -> HeaderFinding | None:
    said = to_plain(text).split()
    if not 0 < len(said) <= _WORDS_IN_LABEL or not words("persoon.niet.ontkend").isdisjoint(said):
        return None
    found = judge_header(text)
    return found if found and found.hard and found.kind in _SURE_KINDS else None


def _is_sure_value(cell: object) -> bool:
    """Return whether a cell beside a label without a colon is its value, and not the next header."""
    return not isinstance(cell, str) or any(count_names([cell])) or len(cell.split()) > 1 == cell.istitle()


def _is_value(cell: object) -> bool:
    """Return whether a cell can be what a label announces: a number, a day, or a few words with a capital."""
    if not isinstance(cell, str):
        return not is_empty(cell)
    said = cell.split()
    return 0 < len(said) <= _WORDS_IN_LABEL and (said[0][0].isupper() or said[0][0].isdigit())


def find_short_rows(rows: list[list[object]]) -> ShortRows:
    """Return the rows of short texts at the top of the sheet and after an empty row."""
    found = []
    above_empty = True
    for row, cells in enumerate(rows):
        can_be_header = row < _HEADER_ROWS or above_empty
        above_empty = _is_blank(cells)
        if above_empty or not can_be_header:
            continue
        filled = [(column, cell) for column, cell in enumerate(cells) if not is_empty(cell)]
        if all(_is_short_text(cell) for _, cell in filled):
            found.append((row, filled))
    return found


def _is_blank(cells: Sequence[object]) -> bool:
    """Return whether a row holds nothing; of most rows the first cell tells."""
    first = next((cell for cell in cells if cell is not None and cell != ""), None)
    return first is None or (is_empty(first) and all(map(is_empty, cells)))


def _is_lone_header(rows: list[list[object]], row: int, column: int) -> bool:
    below = rows[row + 1] if row + 1 < len(rows) else []
    is_short = len(to_plain(str(rows[row][column])).split()) <= _WORDS_IN_LONE_HEADER
    return is_short and ":" not in str(rows[row][column]) and column < len(below) and not is_empty(below[column])


def _is_short_text(cell: object) -> bool:
    """Return whether a cell can stand in a row of headers; years can, as headers of columns."""
    if isinstance(cell, int | float):
        return not isinstance(cell, bool) and cell in range(1900, 2101)
    return is_text(cell) and len(str(cell).strip()) <= _LONGEST_HEADER
