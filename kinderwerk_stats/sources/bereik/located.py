"""Where in the file a cell stood, of a table that was made of another shape: problems name that place.

A cell that moves takes its place along; a text that was put together of several has none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kinderwerk_stats.model.problems import Param, Place, Problem
from kinderwerk_stats.sources.bereik.periods import TableSheet
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.files.plain_text import cell_at
from kinderwerk_stats.sources.files.where import column_letter

At = tuple[str, int, int]
# "F (Fte)", "F": a column of the new table, inside a sentence.
_COLUMN = re.compile(r"[A-Z]{1,3}(?: \(.*\))?")


class _Text(str):
    at: At


class _Number(float):
    at: At


class _Whole(int):
    at: At


def with_places(sheet: Sheet) -> Sheet:
    """Return a sheet of which texts and numbers know where they stand; they are equal to those they were."""
    rows = [
        [_place(cell, (sheet.name, row, column)) for column, cell in enumerate(cells)]
        for row, cells in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows)


def _place(cell: object, at: At) -> object:
    placed: _Text | _Number | _Whole
    if isinstance(cell, str):
        placed = _Text(cell)
    elif isinstance(cell, float):
        placed = _Number(cell)
    elif isinstance(cell, int) and not isinstance(cell, bool):
        placed = _Whole(cell)
    else:
        return cell
    placed.at = at
    return placed


def in_file(problem: Problem, tables: Sequence[TableSheet]) -> Problem:
    """Return a problem of a table of another shape at its place in the file, as far as that is known.

    Of a row or column of the new table, the rows or columns that its cells came from.
    """
    table = next((found for found in tables if found.origin and found.sheet.name == problem.place.sheet), None)
    if table is None:
        return problem
    if table.sheet.name not in table.origin:
        # The letters are those of the new table; the words above its columns stand in the file too.
        params = tuple((name, _in_words(value, table.header.texts)) for name, value in problem.params)
        problem = replace(problem, params=params)
    elif any(map(_names_column, problem.params)):
        return problem
    place = problem.place
    if not (place.rows or place.columns):
        return replace(problem, place=replace(place, sheet=table.origin[0])) if len(table.origin) == 1 else problem
    found = set(_places_of(table, place))
    sheets, rows, columns = ({at[part] for at in found} for part in range(3))
    if len(sheets) != 1:
        return problem
    exact = bool(place.rows and place.columns)
    by_column = bool(place.rows) == table.turned
    return replace(
        problem,
        place=replace(
            place,
            sheet=str(sheets.pop()),
            rows=tuple(sorted(int(row) for row in rows)) if exact or not by_column else (),
            columns=tuple(sorted(int(column) for column in columns)) if exact or by_column else (),
        ),
    )


def name_of_row(table: TableSheet, row: int) -> str:
    """Return in words where a row of a table stands in the file: of a table that was turned it is a column."""
    columns = {at[2] for at in _places_of(table, Place(rows=(row,)))}
    return f"kolom {column_letter(max(columns))}" if table.turned and columns else f"rij {row + 1}"


def _in_words(value: Param, texts: Mapping[int, str]) -> Param:
    """Return what a problem says of a column of the new table, by its header instead of its letter."""
    if isinstance(value, tuple):
        return tuple(_in_words(each, texts) for each in value)
    if not isinstance(value, str) or not _COLUMN.fullmatch(value):
        return value
    letter, _, name = value.partition(" ")
    column = next((at for at in texts if column_letter(at) == letter), None)
    return value if column is None else f"'{name[1:-1] or texts[column]}'"


def _names_column(param: tuple[str, object]) -> bool:
    values = param[1] if isinstance(param[1], tuple) else (param[1],)
    return any(isinstance(value, str) and _COLUMN.fullmatch(value) for value in values)


def _places_of(table: TableSheet, place: Place) -> Iterator[At]:
    for row in place.rows or range(len(table.sheet.rows)):
        cells = table.sheet.rows[row]
        for column in place.columns or range(len(cells)):
            cell = cell_at(cells, column)
            if isinstance(cell, _Text | _Number | _Whole):
                yield cell.at
