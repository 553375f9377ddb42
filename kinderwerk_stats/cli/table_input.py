"""A table of numbers from a file: a row per unit, a column per figure."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem
from kinderwerk_stats.sources.bereik.cells import Notation, find_notations, is_ambiguous, parse_number
from kinderwerk_stats.sources.files.grid import Grid, read_grids
from kinderwerk_stats.sources.files.numbers import MISSING_TEXTS
from kinderwerk_stats.sources.files.plain_text import is_empty
from kinderwerk_stats.sources.files.where import column_letter, list_rows

_HEADER_ROWS = 20
_MINUS = "\u2212"
# A row of the body, with its index in the file.
Row = tuple[int, list[str]]


def read_table(
    path: Path, figures: Sequence[str], *, unit: str | None = None, group: str | None = None,
    missing: Sequence[float] = (),
) -> tuple[pd.DataFrame, pd.Series | None]:  # fmt: skip
    """Return the figures of a csv or Excel file, and the group of each row.

    The first row that names all columns is the header, else the first row. Columns of a text file are divided by
    commas, semicolons or tabs. Numbers are written the Dutch or the English way, as the column or else the others
    show; a point in a file that is divided by commas is a decimal point. Empty, NA, "." and the numbers of `missing`
    are no figure.

    Parameters
    ----------
    figures : the columns to read.
    unit : the column that names each row, None for the first.
    group : a column of words to keep, None for none.

    Returns
    -------
    A float column per figure, index the names of the rows.

    Raises
    ------
    InputRefused : with everything that is wrong.
    """
    grid = _only_table(path)
    wanted = list(dict.fromkeys([*figures, *([group] if group else []), *([unit] if unit else [])]))
    header, rows = _cut(path.name, grid, wanted)
    problems = [*_check_header(path.name, header, wanted), *_check_even(path.name, header, rows)]
    if problems:
        raise InputRefused(problems)
    names = [row[header.index(unit) if unit else 0].strip() for _, row in rows]
    problems += _check_names(path.name, names, [number for number, _ in rows])
    cells = {name: [row[header.index(name)] for _, row in rows] for name in figures}
    notations = find_notations(cells, frozenset(figures))
    columns = {}
    for name, texts in cells.items():
        values, wrong = _read_column(texts, notations[name], comma_divides=grid.delimiter == ",")
        for found, at in wrong.items():
            if at:
                where = f"kolom {column_letter(header.index(name))} ({name}), {list_rows(rows[n][0] for n in at)}"
                problems.append(make_problem(found, Place(path.name, key=where)))
        columns[name] = np.where(np.isin(values, missing), np.nan, values)
    if problems:
        raise InputRefused(problems)
    index = pd.Index(names, name="unit")
    groups = None if group is None else pd.Series([row[header.index(group)] for _, row in rows], index=index)
    return pd.DataFrame(columns, index=index), groups


def _only_table(path: Path) -> Grid:
    grids = read_grids(path)
    filled = [grid for grid in grids if grid.visible and grid.height] or grids
    if len(filled) > 1:
        raise InputRefused([make_problem("tabel_meer_bladen", Place(path.name), aantal=len(filled))])
    return filled[0]


def _cut(file: str, grid: Grid, wanted: Sequence[str]) -> tuple[list[str], list[Row]]:
    """Return the header and the rows below it that are not empty."""
    filled = [
        (number, ["" if is_empty(cell) else str(cell) for cell in row])
        for number, row in enumerate(grid.sheet.rows)
        if not all(is_empty(cell) for cell in row)
    ]
    # Excel's own way of naming the delimiter.
    if filled and filled[0][1][0].lower().startswith("sep="):
        filled = filled[1:]
    heads = ([cell.strip() for cell in row] for _, row in filled[:_HEADER_ROWS])
    at = next((number for number, row in enumerate(heads) if set(wanted) <= set(row)), 0)
    if len(filled) < at + 2 or len(filled[at][1]) < 2:
        raise InputRefused([make_problem("geen_tabel", Place(file))])
    return [cell.strip() for cell in filled[at][1]], filled[at + 1 :]


def _check_header(file: str, header: Sequence[str], wanted: Sequence[str]) -> list[Problem]:
    problems = []
    for name in wanted:
        count = header.count(name)
        if count != 1:
            code = "kolom_dubbel" if count else "kolom_ontbreekt"
            problems.append(make_problem(code, Place(file), kolom=name, aantal=count, kolommen=tuple(header)))
    return problems


def _check_even(file: str, header: Sequence[str], rows: Sequence[Row]) -> list[Problem]:
    ragged = [
        number
        for number, row in rows
        if len(row) < len(header) or any(not is_empty(cell) for cell in row[len(header) :])
    ]
    if not ragged:
        return []
    return [make_problem("rij_ander_aantal_kolommen", Place(file, rows=tuple(ragged)), aantal=len(header))]


def _read_column(
    cells: Sequence[str], notation: Notation | None, *, comma_divides: bool
) -> tuple[np.ndarray, dict[str, list[int]]]:
    """Return numbers, NaN where there is none, and what is wrong -> the positions of those cells."""
    values = np.full(len(cells), np.nan)
    bad: list[int] = []
    unclear: list[int] = []
    for at, cell in enumerate(cells):
        text = cell.strip().replace(_MINUS, "-")
        if text.lower() in MISSING_TEXTS:
            continue
        way = notation or ("engels" if comma_divides and "," not in text else None)
        number = None if text.endswith("%") else parse_number(text, way)
        if number is None:
            bad.append(at)
        elif way is None and is_ambiguous(text):
            unclear.append(at)
        else:
            values[at] = number
    return values, {"cel_geen_getal": bad, "cel_twee_getallen": unclear}


def _check_names(file: str, names: list[str], numbers: list[int]) -> list[Problem]:
    empty = [number for name, number in zip(names, numbers, strict=True) if not name]
    counts = pd.Series(names).value_counts()
    twice = [number for name, number in zip(names, numbers, strict=True) if name and counts[name] > 1]
    problems = []
    if empty:
        problems.append(make_problem("rij_zonder_naam", Place(file, rows=tuple(empty))))
    if twice:
        problems.append(make_problem("rij_naam_vaker", Place(file, rows=tuple(twice))))
    return problems
