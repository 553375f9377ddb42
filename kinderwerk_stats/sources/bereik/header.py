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
    is_other_measure,
    recognise_column,
    without_mixed_totals,
)
from kinderwerk_stats.sources.bereik.header_paths import (
    first_group_row,
    group_beside,
    header_text,
    is_header_row,
    is_unit_row,
    read_paths,
)
from kinderwerk_stats.sources.bereik.residents import take_kinderwerk_fte, tell_apart
from kinderwerk_stats.sources.bereik.said import kind_of_role, role_of_headers
from kinderwerk_stats.sources.files.plain_text import is_empty, to_plain
from kinderwerk_stats.sources.lexicon import words
from kinderwerk_stats.sources.time_words import is_period, without_time

HEADER_ROWS = 30
WITHOUT_HEADER = "zonder kop"
# Rows under a header in which its columns are looked for.
_LOOKED_AT = 200
_AREA_KINDS = (CODE, NAME, BUURT)
_FEWEST_CODES = 3
_WIJK_IN_HEADER = re.compile(r"wijk(?:en|naam)?\b")
_AREA_IN_HEADER = re.compile(r"code|\bnr\b|nummer|gebied|wijk|cbs")


@dataclass(frozen=True)
class TableHeader:
    """The header of a table: `first_row` .. `last_row` (one or two rows, counted from 0).

    `columns`: kind -> column; `texts`: column -> header as written, group first. `unread`: columns that are not
    understood. `doubles`: kind -> columns that claim to be the same. `unsure`: indicators whose header can mean
    something else. `meanings`: column -> what was recognised. `said`: column -> role that the user gave it. `parts`:
    figure -> the columns with parts of it, where nothing holds the whole. `nameless`: columns without a header.
    `residents`: the column that is likely, and not certain, to hold the children who live there.
    """

    first_row: int
    last_row: int
    columns: dict[str, int]
    texts: dict[int, str]
    unread: tuple[int, ...]
    doubles: dict[str, tuple[int, ...]]
    meanings: dict[int, ColumnMeaning]
    said: Mapping[int, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    nameless: frozenset[int] = frozenset()
    residents: int | None = None

    @property
    def named(self) -> list[str]:
        """Return the headers that stand in the file."""
        return [text for column, text in self.texts.items() if column not in self.nameless]

    @property
    def read_texts(self) -> list[str]:
        """Return the headers of the columns that are read, and of those among which is to be chosen."""
        chosen = {*self.columns.values(), *(c for found in self.doubles.values() for c in found)}
        return [self.texts[column] for column in self.meanings if column in chosen or not self.meanings[column].part]

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
        """Return whether there is a column for the wijk and at least one figure, whole or in parts."""
        return any(kind in self.columns for kind in _AREA_KINDS) and bool(self.indicators or self.parts)

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
        if said.header_row > len(rows):
            return None
        return _with_nameless(rows, read_header(rows, said.header_row - 1, said), said)
    header = _find_header(rows, said)
    return None if header is None else _with_nameless(rows, header, said)


def header_at(rows: list[list[object]], row: int, said: Corrections | None) -> TableHeader:
    """Return the header that starts in a row, or has groups above it."""
    header = _with_rows_below(rows, read_header(rows, row, said), said)
    return _with_nameless(rows, header, said)


def _find_header(rows: list[list[object]], said: Corrections | None) -> TableHeader | None:
    for row in header_rows(rows):
        header = read_header(rows, row, said)
        if header.is_table:
            return _with_rows_below(rows, header, said)
        below = _read_below(rows, header, said)
        if below is not None and below.is_table and _is_part_of_header(rows[row + 1], header):
            return _with_rows_below(rows, below, said)
    return _find_header_under_title(rows, said)


def _with_nameless(rows: list[list[object]], header: TableHeader, said: Corrections | None) -> TableHeader:
    """Return a header with the columns that hold cells and have no header of their own, for the user to say what."""
    filled: dict[int, list[object]] = {}
    for cells in rows[header.last_row + 1 : header.last_row + 1 + _LOOKED_AT]:
        for column, cell in enumerate(cells):
            if column not in header.texts and not is_empty(cell):
                filled.setdefault(column, []).append(cell)
    texts = dict(header.texts)
    for column, cells in sorted(filled.items()):
        if len(cells) > 1:
            group = group_beside(rows, header.first_row, header.last_row, column) if column - 1 in texts else ""
            texts[column] = f"{group}, zonder eigen kop" if group else WITHOUT_HEADER
    nameless = frozenset(texts.keys() - header.texts.keys())
    if not nameless:
        return header
    given = role_of_headers(texts, said.columns) if said else {}
    new = {column: given[column] for column in nameless & given.keys()}
    header = replace(header, texts=texts, nameless=nameless, said={**header.said, **new})
    return with_meanings(header, _with_said(header.meanings, new) if new else header.meanings)


def _read_below(rows: list[list[object]], header: TableHeader, said: Corrections | None) -> TableHeader | None:
    """Return the header with the row below it, when that can be one row more of the same."""
    row = header.last_row + 1
    if row >= len(rows) or not is_header_row(rows[row]):
        return None
    below = read_header(rows, row, said)
    return below if below.first_row <= header.first_row else None


def _with_rows_below(rows: list[list[object]], header: TableHeader, said: Corrections | None) -> TableHeader:
    """Return a header with the rows under it that belong to it: they explain more, or stand under its groups only."""
    while (below := _read_below(rows, header, said)) is not None:
        explains = below.is_table and below.sure_count > header.sure_count
        if not explains and not _is_part_of_header(rows[header.last_row + 1], header):
            break
        header = below
    return header


def _is_part_of_header(cells: list[object], header: TableHeader) -> bool:
    """Return whether a row of words under a header holds the headers of columns, and nothing for the wijk.

    A row of units under columns that have a header each is no part of it.
    """
    area = {column for column, meaning in header.meanings.items() if meaning.kind in _AREA_KINDS}
    filled = {column for column, cell in enumerate(cells) if not is_empty(cell)}
    says_more = bool(filled - header.texts.keys()) or not is_unit_row(cells)
    return not area & filled and says_more and not any(":" in str(cells[column]) for column in filled)


def _find_header_under_title(rows: list[list[object]], said: Corrections | None) -> TableHeader | None:
    """Return a header with a wijk and no figure, when a line above it names the figure that all its columns are of.

    "Unieke kinderen per wijk" above 2022, 2023 and 2024, or above "jongens" and "meisjes", is the group of these
    columns; so is the corner of a pivot.
    """
    for row in header_rows(rows)[1:]:
        texts = [header_text(cell) for cell in rows[row] if not is_empty(cell)]
        figures = [text for text in texts if recognise_column(text) is None]
        if len(figures) == len(texts) or not figures:
            continue
        periods = sum(is_period(text) for text in figures) >= max(2, len(figures) - 1)
        for above in reversed(rows[:row]):
            lines = [header_text(cell) for cell in above if not is_empty(cell)]
            alone = len(lines) == 1 or (len(lines) == 2 and to_plain(lines[1]) in words("kop.draaitabel"))
            title = without_time(lines[0]).strip() if alone else ""
            meaning = recognise_column(title) if title else None
            if meaning is not None and meaning.kind not in (*_AREA_KINDS, YEAR, PERIOD) and (periods or meaning.sure):
                header = read_header(rows, row, said, title=title)
                if header.is_table:
                    return header
    return None


def header_rows(rows: list[list[object]]) -> list[int]:
    """Return the rows among the first 30 that can be a header."""
    return [row for row in range(min(HEADER_ROWS, len(rows))) if is_header_row(rows[row])]


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


def read_header(
    rows: list[list[object]], row: int, corrections: Corrections | None = None, *, title: str = ""
) -> TableHeader:
    """Read one row as a header, with the row above it when that holds groups.

    `title`: what a line above the table says that every column counts that is of an own period.
    """
    first = first_group_row(rows, row, _is_area) if not title else row
    paths = read_paths(rows, first, row, _is_area)
    if title:
        paths = {
            column: (title, *path) if recognise_column(path[-1]) is None else path for column, path in paths.items()
        }
    with_code = any(_meaning_of(path) == CODE for path in paths.values())
    meanings = {
        column: meaning
        for column, path in paths.items()
        if (meaning := recognise_column(path[-1], " ".join(path[:-1]), with_code=with_code)) is not None
    }
    meanings = without_mixed_totals(paths, meanings)
    headers = {column: _name_of(path, meanings.get(column)) for column, path in paths.items()}
    said = role_of_headers(headers, corrections.columns) if corrections else {}
    meanings = _with_said(_with_one_name(meanings, headers), said)
    if corrections and corrections.counts == "deelnames":
        meanings = _as_visits(meanings)
    meanings = take_kinderwerk_fte(meanings, headers, said)
    meanings, residents = tell_apart(meanings, headers, rows[row + 1 : row + 1 + _LOOKED_AT], said)
    columns, doubles = _choose(meanings)
    used = set(columns.values()) | {column for found in doubles.values() for column in found} | said.keys()
    return TableHeader(
        first_row=first,
        last_row=row,
        columns=columns,
        texts=headers,
        unread=tuple(column for column in sorted(paths) if column not in used),
        doubles=doubles,
        meanings=meanings,
        said=said,
        parts=_parts_of_figures(paths, meanings, columns, said),
        residents=residents,
    )


def _parts_of_figures(
    paths: Mapping[int, tuple[str, ...]],
    meanings: Mapping[int, ColumnMeaning],
    columns: Mapping[str, int],
    said: Mapping[int, str],
) -> dict[str, tuple[int, ...]]:
    """Return the figures of which only parts are there: kind -> its columns, under a group that names the figure."""
    parts: dict[str, list[int]] = {}
    for column, path in paths.items():
        if column in meanings or column in said or is_other_measure(" ".join(path)):
            continue
        kinds = [meaning.kind for text in path[:-1] if (meaning := recognise_column(text)) is not None]
        if kinds and kinds[-1] not in (*_AREA_KINDS, YEAR, PERIOD) and kinds[-1] not in columns:
            parts.setdefault(kinds[-1], []).append(column)
    return {kind: tuple(found) for kind, found in parts.items()}


def _name_of(path: tuple[str, ...], meaning: ColumnMeaning | None) -> str:
    """Return the path of a column as its name; without the group when that is of another figure, beside this column."""
    group = recognise_column(" ".join(path[:-1])) if len(path) > 1 and meaning is not None else None
    if meaning is not None and group is not None and group.sure and group.kind != meaning.kind:
        own = recognise_column(path[-1])
        return path[-1] if own is not None and own.kind == meaning.kind else " ".join(path)
    return " ".join(path)


def _is_area(text: str) -> bool:
    meaning = recognise_column(text)
    return meaning is not None and meaning.kind in (*_AREA_KINDS, YEAR)


def _meaning_of(path: tuple[str, ...]) -> str | None:
    found = recognise_column(path[-1], " ".join(path[:-1]))
    return found.kind if found else None


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


def _choose(meanings: dict[int, ColumnMeaning]) -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    """Return kind -> column, sure headers before unsure ones, and the kinds that stay ambiguous."""
    columns: dict[str, int] = {}
    doubles: dict[str, tuple[int, ...]] = {}
    for kind in dict.fromkeys(meaning.kind for meaning in meanings.values()):
        sure = [column for column, meaning in meanings.items() if meaning.kind == kind and meaning.sure]
        unsure = [column for column, meaning in meanings.items() if meaning.kind == kind and not meaning.sure]
        candidates = sure or unsure
        # Beside the whole, the ages of some of the children are parts of it.
        candidates = [column for column in candidates if not meanings[column].part] or candidates
        columns[kind] = candidates[0]
        if len(candidates) > 1:
            doubles[kind] = tuple(candidates)
    return columns, doubles
