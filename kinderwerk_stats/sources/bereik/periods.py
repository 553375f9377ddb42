"""A sheet with several tables, beside or below each other or of several years or quarters, becomes a table for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.periods import Part, Spoken
from kinderwerk_stats.sources.bereik.columns import BUURT, CODE, NAME, PERIOD, YEAR
from kinderwerk_stats.sources.bereik.header import TableHeader, find_header, header_at, select_columns
from kinderwerk_stats.sources.bereik.header_paths import is_header_row
from kinderwerk_stats.sources.bereik.titles import Titles, read_titles
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.files.plain_text import cell_at, is_empty
from kinderwerk_stats.sources.lexicon import says
from kinderwerk_stats.sources.time_words import read_part, read_part_cell, read_time, read_years, says_part_of_year

Rows = list[list[object]]


def split_blocks(sheet: Sheet, header: TableHeader, said: Corrections | None) -> list[tuple[Sheet, TableHeader]]:
    """Return the tables of a sheet that hold other figures of the same wijken, side by side or below each other."""
    beside = _split_beside(header)
    if len(beside) > 1:
        return [(sheet, own) for own in beside]
    rows = sheet.rows
    kinds = set(header.indicators)
    years = read_titles(rows[: header.first_row], sheet.name, []).stated
    for row in range(header.last_row + 2, len(rows)):
        if not is_header_row(rows[row]):
            continue
        other = header_at(rows, row, said)
        if not other.is_table or not other.indicators or other.parts:
            continue
        start = _first_title(rows, header.last_row + 1, other.first_row)
        own_years = read_titles(rows[start : other.first_row], "", []).stated
        if not kinds & set(other.indicators) or (own_years and years and not own_years & years):
            # Rows keep their number. What the first lines say of another year is not of this one.
            above = [cells if not own_years or not _years_in(cells) else [] for cells in rows[: header.first_row]]
            rest = replace(sheet, rows=[*above, *([[]] * (start - header.first_row)), *rows[start:]])
            first = replace(sheet, rows=rows[:start])
            return [(first, find_header(first.rows, said) or header), *split_blocks(rest, other, said)]
    return [(sheet, header)]


def _first_title(rows: Rows, after: int, header: int) -> int:
    """Return the first of the lines of text right above a header, with a blank row above them; else the header."""
    start = header
    while start > after and sum(not is_empty(cell) for cell in rows[start - 1]) == 1:
        start -= 1
    return start if start > after and all(map(is_empty, rows[start - 1])) else header


def _years_in(cells: Sequence[object]) -> bool:
    return bool(read_titles([list(cells)], "", []).stated)


def _split_beside(header: TableHeader) -> list[TableHeader]:
    """Return a header for every table side by side: each begins with a column of wijken and has its own figures."""
    starts = [column for kind in (CODE, NAME) for column in header.doubles.get(kind, ())]
    if len(starts) < 2 or (CODE in header.columns and NAME in header.columns):
        return [header]
    ends = [*starts[1:], max(header.texts) + 1]
    own = [select_columns(header, range(start, end)) for start, end in zip(starts, ends, strict=True)]
    kinds = [kind for each in own for kind in each.indicators]
    years = [read_titles([], "", each.read_texts).years for each in own]
    of_own_year = all(len(each) == 1 for each in years) and len(set(years)) == len(years)
    apart = len(set(kinds)) == len(kinds) or of_own_year
    return own if apart and all(each.is_table for each in own) else [header]


_SHARED = (CODE, NAME, BUURT, YEAR, PERIOD)
# (year, part); None where nothing says so.
_Mark = tuple[int | None, Part | None]
_UNMARKED: _Mark = (None, None)


@dataclass(frozen=True, eq=False)
class TableSheet:
    """A table of one period in a sheet: its header and what the lines above it say.

    `part`: the part of the year, when it is known which. `rows`: the rows of this period, None for all. `undated`:
    columns that do not say of which year they are, beside columns that do; `without_period`: such rows.
    `is_register`: a row per activity. `period_column`: the column that said which rows are of this period.
    `origin`: the sheets in the file, of a table that was made of another shape; `turned`: its columns are rows there.
    `comments`: what was written at cells.
    """

    sheet: Sheet
    header: TableHeader
    titles: Titles
    part: Part | None = None
    rows: frozenset[int] | None = None
    undated: tuple[int, ...] = ()
    without_period: tuple[int, ...] = ()
    is_register: bool = False
    period_column: int | None = None
    comments: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    turned: bool = False

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Return the names of the sheets in the file that the table is read from."""
        return self.origin or (self.sheet.name,)

    @property
    def part_of_year(self) -> str:
        """Return what says that the figures are of a part of a year; empty when nothing does."""
        if self.part is not None:
            return self.part.name
        header = self.header.columns.get(PERIOD)
        return self.titles.part_of_year if header is None else self.header.texts[header]


def split_periods(table: TableSheet) -> list[TableSheet]:
    """Return a table for every year and part of a year that the columns or the rows of a table are of.

    A table of one period comes back as it is; so does one whose periods are not understood.
    """
    return [found for by_column in _split_columns(table) for found in _split_rows(by_column)]


def _split_columns(table: TableSheet) -> list[TableSheet]:
    shared = {column for column, meaning in table.header.meanings.items() if meaning.kind in _SHARED}
    marks, unclear = _mark_columns(table, shared)
    header = _leave_out(table.header, unclear)
    table = replace(table, header=header)
    dated = [mark for mark in dict.fromkeys(marks.values()) if mark != _UNMARKED]
    if not dated or (len(dated) == 1 and (dated[0][1] is None or not _repeats(header, marks))):
        part = dated[0][1] if dated else None
        if part is None:
            spoken = {header.texts[column]: read_time(header.texts[column], is_header=True) for column in marks}
            said = next((text for text, time in spoken.items() if time.part_of_year), "")
            table = replace(table, titles=replace(table.titles, part_of_year=table.titles.part_of_year or said))
        return [replace(table, part=part if part is not None else part_around(table))]
    has_parts = any(part is not None for _, part in dated)
    unmarked = {column for column, mark in marks.items() if mark == _UNMARKED}
    # The years of columns say nothing of the columns without one, where something else does.
    around = read_titles(table.sheet.rows[: header.first_row], table.sheet.name, []).years
    only_one = table.titles.years if len(table.titles.years) == 1 else frozenset[int]()
    table = replace(table, titles=replace(table.titles, years=around or only_one))
    found = []
    for year, part in dated:
        own = {column for column, mark in marks.items() if mark == (year, part)}
        years = frozenset({year}) if year is not None else table.titles.years
        said = "" if has_parts else table.titles.part_of_year
        offered = table.titles.offered if year is None else frozenset[int]()
        titles = replace(table.titles, years=years, part_of_year=said, count_days=(), offered=offered)
        selected = select_columns(header, shared | own)
        found.append(replace(table, header=selected, titles=titles, part=part or part_around(table, has_parts)))
    if has_parts and unmarked:
        # Beside quarters a column without one is of the whole year.
        whole = replace(table.titles, part_of_year="")
        found.append(replace(table, header=select_columns(header, shared | unmarked), titles=whole))
        unmarked = set()
    unread = tuple(sorted(header.unread))
    found[0] = replace(found[0], header=replace(found[0].header, unread=unread), undated=tuple(sorted(unmarked)))
    return found


def _mark_columns(table: TableSheet, shared: set[int]) -> tuple[dict[int, _Mark], set[int]]:
    """Return the year and part of every column, and the columns that are of another time than can be told.

    "T/m Q3" beside other columns of the same figure is no year and no part of one.
    """
    header = table.header
    said = {c: read_time(header.texts[c], is_header=True) for c in header.meanings if c not in shared}
    marks, unclear = {}, set()
    for column, time in said.items():
        is_other = says("tijd.jaar_van_iets_anders", header.texts[column])
        year = next(iter(time.years)) if len(time.years) == 1 and not is_other else None
        others = [header.meanings[c].kind for c, other in said.items() if c != column and not _is_unclear(other)]
        if _is_unclear(time) and header.meanings[column].kind in others:
            unclear.add(column)
        else:
            marks[column] = (year, time.part)
    return marks, unclear


def _is_unclear(time: Spoken) -> bool:
    return time.part_of_year and time.part is None


def _leave_out(header: TableHeader, columns: set[int]) -> TableHeader:
    """Return a header that does not read these columns."""
    if not columns:
        return header
    kept = select_columns(header, header.meanings.keys() - columns)
    return replace(kept, unread=tuple(sorted({*header.unread, *columns})))


def _repeats(header: TableHeader, marks: dict[int, _Mark]) -> bool:
    """Return whether one figure stands there with and without a period."""
    kinds = [header.meanings[column].kind for column in marks]
    return len(set(kinds)) < len(kinds)


def part_around(table: TableSheet, has_parts: bool = False) -> Part | None:
    """Return the part of the year that the sheet's name or the lines above the table say."""
    if has_parts or not table.titles.part_of_year:
        return None
    above = [str(cell) for row in table.sheet.rows[: table.header.first_row] for cell in row if not is_empty(cell)]
    parts = [part for text in (table.sheet.name, *above) if (part := read_part(text)) is not None]
    return parts[0] if len(set(parts)) == 1 else None


def _split_rows(table: TableSheet) -> list[TableSheet]:
    header = table.header
    column = header.columns.get(PERIOD, header.columns.get(YEAR))
    if column is None:
        return [table]
    rows_of: dict[_Mark, set[int]] = {}
    without: set[int] = set()
    for row, cell in _cells(table, column):
        part = None if is_empty(cell) else read_part_cell(cell, header.texts[column])
        years = frozenset() if is_empty(cell) else read_years(str(cell))
        unclear = part is None and (not years or says_part_of_year(str(cell)))
        if unclear and not is_empty(cell):
            return [table]
        if is_empty(cell):
            without.add(row)
        else:
            rows_of.setdefault((next(iter(years), None), part), set()).add(row)
    if not any(part is not None for _, part in rows_of):
        return [table]
    notes = _notes(table, without)
    found: list[TableSheet] = []
    for (year, part), rows in rows_of.items():
        # The years of another column say the year of each row.
        kept = set(header.meanings) - {column}
        years = frozenset({year}) if year is not None else table.titles.years
        titles = replace(table.titles, years=years, part_of_year="")
        found.append(
            replace(
                table,
                header=replace(select_columns(header, kept), unread=header.unread if not found else ()),
                titles=titles,
                part=part,
                rows=frozenset(rows | notes),
                period_column=column,
                without_period=tuple(sorted(without - notes)) if not found else (),
            )
        )
    return found


def _cells(table: TableSheet, column: int) -> Iterator[tuple[int, object]]:
    for row in range(table.header.last_row + 1, len(table.sheet.rows)):
        cells = table.sheet.rows[row]
        yield row, cell_at(cells, column)


def _notes(table: TableSheet, rows: set[int]) -> set[int]:
    """Return the rows without any figure: lines of text that hold for every period."""
    figures = table.header.indicators.values()
    return {
        row
        for row in rows
        if all(column >= len(table.sheet.rows[row]) or is_empty(table.sheet.rows[row][column]) for column in figures)
    }
