"""Where the table with a row per wijk starts in a sheet, and what its columns are."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from kinderwerk_stats.model.areas import kind_of
from kinderwerk_stats.model.corrections import SKIP, Corrections
from kinderwerk_stats.sources.bereik.cells import read_code_cell
from kinderwerk_stats.sources.bereik.columns import (
    BUURT,
    CODE,
    NAME,
    PERIOD,
    YEAR,
    ColumnMeaning,
    recognise_column,
)
from kinderwerk_stats.sources.bereik.parts import read_part
from kinderwerk_stats.sources.bereik.said import kind_of_role, role_of_headers
from kinderwerk_stats.sources.files.plain_text import is_empty, is_text, to_plain

HEADER_ROWS = 30
_AREA_KINDS = (CODE, NAME, BUURT)
_FEWEST_CODES = 3
# One year, or the first and last of several: "2024", "2022-2024", "2022 t/m 2024".
_YEARS = re.compile(r"\b(?:19|20)\d{2}(?:\s*(?:-|–|t/m|tot en met|en)\s*(?:19|20)\d{2})?\b")
_WIJK_IN_HEADER = re.compile(r"wijk(?:en|naam)?\b")
_AREA_IN_HEADER = re.compile(r"code|\bnr\b|nummer|gebied|wijk|cbs")


@dataclass(frozen=True)
class TableHeader:
    """The header of a table: `first_row` .. `last_row` (one or two rows, counted from 0).

    `columns`: kind -> column; `texts`: column -> header as written, group first. `unread`: columns that are not
    understood. `doubles`: kind -> columns that claim to be the same. `unsure`: indicators whose header can mean
    something else. `meanings`: column -> what was recognised. `said`: column -> role that the user gave it.
    """

    first_row: int
    last_row: int
    columns: dict[str, int]
    texts: dict[int, str]
    unread: tuple[int, ...]
    doubles: dict[str, tuple[int, ...]]
    meanings: dict[int, ColumnMeaning]
    said: Mapping[int, str] = field(default_factory=dict)

    @property
    def indicators(self) -> dict[str, int]:
        """Return indicator -> column."""
        return {kind: column for kind, column in self.columns.items() if kind not in (*_AREA_KINDS, YEAR, PERIOD)}

    @property
    def unsure(self) -> tuple[str, ...]:
        """Return the indicators whose header can mean something else."""
        return tuple(kind for kind in self.columns if not self.is_sure(kind))

    def is_sure(self, kind: str) -> bool:
        """Return whether the header of a column can mean nothing else."""
        return self.meanings[self.columns[kind]].sure

    @property
    def is_table(self) -> bool:
        """Return whether there is a column for the wijk and at least one figure."""
        return any(kind in self.columns for kind in _AREA_KINDS) and bool(self.indicators)

    @property
    def sure_count(self) -> int:
        """Return how many columns are understood beyond doubt."""
        return len(self.columns) - len(self.unsure)


def find_header(rows: list[list[object]], said: Corrections | None = None) -> TableHeader | None:
    """Return the first header with a wijk column and a figure in the first 30 rows; None when there is none.

    A header row that the user said is taken as it is, and so are the columns.

    A row of groups above it ("Bereik" over three columns) belongs to the header. Where the upper of two rows
    could do alone, the two together are taken only when they explain more columns.
    """
    if said and said.header_row is not None:
        return read_header(rows, said.header_row - 1, said) if said.header_row <= len(rows) else None
    for row in range(min(HEADER_ROWS, len(rows))):
        if not _is_header_row(rows[row]):
            continue
        header = read_header(rows, row, said)
        if not header.is_table:
            continue
        below = read_header(rows, row + 1, said) if row + 1 < len(rows) and _is_header_row(rows[row + 1]) else None
        two_rows = below is not None and below.is_table and below.first_row == row
        return below if below is not None and two_rows and below.sure_count > header.sure_count else header
    return _find_header_of_periods(rows, said)


def _find_header_of_periods(rows: list[list[object]], said: Corrections | None) -> TableHeader | None:
    """Return a header with a wijk and nothing but years or parts of a year, when a line above it names the figure.

    "Unieke kinderen per wijk" above 2022, 2023 and 2024 is the group of these columns.
    """
    for row in range(1, min(HEADER_ROWS, len(rows))):
        if not _is_header_row(rows[row]):
            continue
        texts = {column: _text(cell) for column, cell in enumerate(rows[row]) if not is_empty(cell)}
        figures = [text for text in texts.values() if recognise_column(text) is None]
        if len(figures) == len(texts) or sum(_is_period(text) for text in figures) < max(2, len(figures) - 1):
            continue
        for above in reversed(rows[:row]):
            lines = [str(cell) for cell in above if not is_empty(cell)]
            title = _YEARS.sub(" ", lines[0]) if len(lines) == 1 else ""
            meaning = recognise_column(title) if title.strip() else None
            if meaning is not None and meaning.kind not in (*_AREA_KINDS, YEAR, PERIOD):
                header = read_header(rows, row, said, title=title.strip())
                if header.is_table:
                    return header
    return None


def _is_period(text: str) -> bool:
    return bool(_YEARS.fullmatch(text)) or read_part(text) is not None


def header_rows(rows: list[list[object]]) -> list[int]:
    """Return the rows among the first 30 that can be a header."""
    return [row for row in range(min(HEADER_ROWS, len(rows))) if _is_header_row(rows[row])]


def with_meanings(header: TableHeader, meanings: dict[int, ColumnMeaning]) -> TableHeader:
    """Return a header whose columns mean something else."""
    columns, doubles = _choose(meanings)
    used = set(columns.values()) | {column for found in doubles.values() for column in found} | header.said.keys()
    unread = tuple(column for column in sorted(header.texts) if column not in used)
    return replace(header, columns=columns, doubles=doubles, unread=unread, meanings=meanings)


def select_columns(header: TableHeader, kept: Collection[int]) -> TableHeader:
    """Return a header with only some of its columns; the others are not called unread."""
    meanings = {column: meaning for column, meaning in header.meanings.items() if column in kept}
    columns, doubles = _choose(meanings)
    return replace(
        header, columns=columns, doubles=doubles, meanings=meanings, unread=tuple(c for c in header.unread if c in kept)
    )


def _is_header_row(cells: list[object]) -> bool:
    return any(is_text(cell) for cell in cells) and all(_can_be_header(cell) for cell in cells)


def read_header(
    rows: list[list[object]], row: int, corrections: Corrections | None = None, *, title: str = ""
) -> TableHeader:
    """Read one row as a header, with the row above it when that holds groups.

    `title`: what a line above the table says that every column counts that is of an own period.
    """
    cells = rows[row]
    above = rows[row - 1] if row and _is_group_row(rows[row - 1], cells) else []
    groups = _spread(above, len(cells))
    if title:
        groups = ["" if is_empty(cell) or recognise_column(_text(cell)) else title for cell in cells]
    texts = {}
    for column in range(max(len(cells), len(groups))):
        own = "" if column >= len(cells) or is_empty(cells[column]) else _text(cells[column])
        group = groups[column] if own else ("" if column >= len(above) or is_empty(above[column]) else groups[column])
        if own or group:
            texts[column] = (group, own)
    with_code = any(_meaning(group, own, with_code=False) == CODE for group, own in texts.values())
    meanings = {
        column: meaning
        for column, (group, own) in texts.items()
        if (meaning := recognise_column(own or group, group if own else "", with_code=with_code)) is not None
    }
    headers = {column: f"{group} {own}".strip() for column, (group, own) in texts.items()}
    said = role_of_headers(headers, corrections.columns) if corrections else {}
    meanings = _with_said(_with_one_name(meanings, headers), said)
    if corrections and corrections.counts == "deelnames":
        meanings = _as_visits(meanings)
    columns, doubles = _choose(meanings)
    used = set(columns.values()) | {column for found in doubles.values() for column in found} | said.keys()
    return TableHeader(
        first_row=row - 1 if above else row,
        last_row=row,
        columns=columns,
        texts=headers,
        unread=tuple(column for column in sorted(texts) if column not in used),
        doubles=doubles,
        meanings=meanings,
        said=said,
    )


def _with_one_name(meanings: dict[int, ColumnMeaning], headers: Mapping[int, str]) -> dict[int, ColumnMeaning]:
    """Return the meanings with one column for the name of the wijk, where others are about larger or other areas.

    Beside "Wijk" the column "Gebied" is another area; a stadsdeel holds several wijken.
    """
    names = [column for column, meaning in meanings.items() if meaning.kind == NAME]
    wijk = [column for column in names if _WIJK_IN_HEADER.search(to_plain(headers[column]))]
    smaller = [column for column in names if "stadsdeel" not in to_plain(headers[column])]
    chosen = next((found for found in (wijk, smaller) if len(found) == 1), names)
    return {column: meaning for column, meaning in meanings.items() if column not in names or column in chosen}


def find_code_column(header: TableHeader, rows: list[list[object]]) -> TableHeader:
    """Return the header with a column of wijk codes that its own words do not call so, such as "gebied_nr".

    Every filled cell must be the code of another wijk of one gemeente, with or without prefix and zero in front.
    """
    if CODE in header.columns or not header.is_table:
        return header
    for column in header.unread:
        if not _AREA_IN_HEADER.search(to_plain(header.texts[column])) or column in header.said:
            continue
        cells = [row[column] for row in rows[header.last_row + 1 :] if column < len(row) and not is_empty(row[column])]
        codes = [read_code_cell(cell).code or "" for cell in cells]
        one_gemeente = len({code[:6] for code in codes}) == 1
        of_wijken = len(codes) >= _FEWEST_CODES and all(code and kind_of(code) == "wijk" for code in codes)
        if of_wijken and one_gemeente and len(set(codes)) == len(codes):
            return with_meanings(header, dict(sorted((header.meanings | {column: ColumnMeaning(CODE)}).items())))
    return header


def _with_said(meanings: dict[int, ColumnMeaning], said: Mapping[int, str]) -> dict[int, ColumnMeaning]:
    """Return the meanings with those that the user gave; what we guessed for the same figure falls away."""
    chosen = {column: kind_of_role(role) for column, role in said.items() if role != SKIP}
    kept = {
        column: meaning
        for column, meaning in meanings.items()
        if column not in said and meaning.kind not in chosen.values()
    }
    for column, kind in chosen.items():
        guessed = meanings.get(column)
        kept[column] = ColumnMeaning(kind, place=guessed.place if guessed is not None else None)
    return dict(sorted(kept.items()))


def _as_visits(meanings: dict[int, ColumnMeaning]) -> dict[int, ColumnMeaning]:
    """Return the meanings when children are counted each time they come: visits, unless a column has those already."""
    has_visits = any(meaning.kind == "visits_count" for meaning in meanings.values())
    return {
        column: ColumnMeaning("visits_count") if meaning.kind == "reached_count" else meaning
        for column, meaning in meanings.items()
        if not (has_visits and meaning.kind == "reached_count")
    }


def count_as_visits(header: TableHeader) -> TableHeader:
    """Return the header with its column of children read as visits; not read at all when another has those."""
    column = header.columns["reached_count"]
    others = {kind: at for kind, at in header.columns.items() if kind != "reached_count"}
    if "visits_count" in others:
        return replace(header, columns=others, unread=tuple(sorted((*header.unread, column))))
    meanings = header.meanings | {column: ColumnMeaning("visits_count")}
    return replace(header, columns=others | {"visits_count": column}, meanings=meanings)


def _meaning(group: str, own: str, *, with_code: bool) -> str | None:
    found = recognise_column(own or group, group if own else "", with_code=with_code)
    return found.kind if found else None


def _choose(meanings: dict[int, ColumnMeaning]) -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    """Return kind -> column, sure headers before unsure ones, and the kinds that stay ambiguous."""
    columns: dict[str, int] = {}
    doubles: dict[str, tuple[int, ...]] = {}
    for kind in dict.fromkeys(meaning.kind for meaning in meanings.values()):
        sure = [column for column, meaning in meanings.items() if meaning.kind == kind and meaning.sure]
        unsure = [column for column, meaning in meanings.items() if meaning.kind == kind and not meaning.sure]
        candidates = sure or unsure
        columns[kind] = candidates[0]
        if len(candidates) > 1:
            doubles[kind] = tuple(candidates)
    return columns, doubles


def _text(cell: object) -> str:
    """Return a header as text; a year that is a number has no decimals."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _can_be_header(cell: object) -> bool:
    is_year = isinstance(cell, int | float) and not isinstance(cell, bool) and cell in range(1990, 2101)
    return is_empty(cell) or is_text(cell) or is_year or (isinstance(cell, str) and not any(c.isdigit() for c in cell))


def _is_group_row(above: list[object], below: list[object]) -> bool:
    """Return whether a row holds groups over the columns of the row below: texts, beyond the first column."""
    filled = [column for column, cell in enumerate(above) if not is_empty(cell)]
    first = next((column for column, cell in enumerate(below) if not is_empty(cell)), 0)
    return (
        any(column > first for column in filled)
        and all(_can_be_header(above[column]) for column in filled)
        and not any(":" in str(above[column]) for column in filled)
    )


def _spread(above: list[object], width: int) -> list[str]:
    """Return the group of every column: a merged cell stands in its first column only."""
    groups: list[str] = []
    current = ""
    for column in range(max(width, len(above))):
        cell = above[column] if column < len(above) else None
        current = current if is_empty(cell) else _text(cell)
        groups.append(current)
    return groups
