"""Several tables on one sheet: other figures of the same wijken beside or below each other, or other years."""

from collections.abc import Sequence
from dataclasses import replace

from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.sources.bereik.columns import CODE, NAME
from kinderwerk_stats.sources.bereik.header import TableHeader, find_header, header_at, select_columns
from kinderwerk_stats.sources.bereik.header_paths import is_header_row
from kinderwerk_stats.sources.bereik.titles import read_titles
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.files.plain_text import is_empty

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
    return own if all(each.is_table for each in own) and len(set(kinds)) == len(kinds) else [header]
