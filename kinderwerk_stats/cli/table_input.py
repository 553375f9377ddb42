"""A table of numbers from a file: a row per unit, a column per figure."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from kinderwerk_stats.model.problems import InputRefused, Problem, worded
from kinderwerk_stats.sources.bereik.notation import Notation, find_notations, is_ambiguous, parse_number
from kinderwerk_stats.sources.files.grid import Grid, read_grids
from kinderwerk_stats.sources.files.numbers import MISSING_TEXTS
from kinderwerk_stats.sources.files.plain_text import is_empty
from kinderwerk_stats.sources.files.where import column_letter, list_rows

_HEADER_ROWS = 20
_NAMES_SHOWN = 12
_UNCLEAR = "een getal dat op twee manieren te lezen is, zoals 1.234"
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
                place = f"{path.name}, kolom {column_letter(header.index(name))} ({name})"
                problems.append(worded(f"{place}, {list_rows(rows[n][0] for n in at)}", found, "een getal, of leeg",
                                        "verbeter de cel"))  # fmt: skip
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
        raise InputRefused([worded(path.name, f"{len(filled)} bladen", "een blad met een tabel", "bewaar een blad")])
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
        raise InputRefused([worded(file, "geen tabel", "een csv-bestand: namen van kolommen en minstens een rij",
                                    "sla de tabel op als csv")])  # fmt: skip
    return [cell.strip() for cell in filled[at][1]], filled[at + 1 :]


def _check_header(file: str, header: Sequence[str], wanted: Sequence[str]) -> list[Problem]:
    problems = []
    for name in wanted:
        count = header.count(name)
        if count != 1:
            found = f"geen kolom '{name}'" if not count else f"{count} kolommen '{name}'"
            some = ", ".join(header[:_NAMES_SHOWN]) + (" …" if len(header) > _NAMES_SHOWN else "")
            problems.append(worded(file, found, f"een kolom '{name}'; er zijn: {some}",
                                    "verbeter de naam in de opbouw of in de tabel"))  # fmt: skip
    return problems


def _check_even(file: str, header: Sequence[str], rows: Sequence[Row]) -> list[Problem]:
    ragged = [
        number
        for number, row in rows
        if len(row) < len(header) or any(not is_empty(cell) for cell in row[len(header) :])
    ]
    if not ragged:
        return []
    place, found = f"{file}, {list_rows(ragged)}", "een ander aantal kolommen dan de rij met namen"
    return [worded(place, found, f"{len(header)} kolommen",
                    "zet tekst met een scheidingsteken erin tussen aanhalingstekens")]  # fmt: skip


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
    return values, {"geen getal": bad, _UNCLEAR: unclear}


def _check_names(file: str, names: list[str], numbers: list[int]) -> list[Problem]:
    empty = [number for name, number in zip(names, numbers, strict=True) if not name]
    counts = pd.Series(names).value_counts()
    twice = [number for name, number in zip(names, numbers, strict=True) if name and counts[name] > 1]
    problems = []
    if empty:
        problems.append(worded(f"{file}, {list_rows(empty)}", "geen naam", "een naam per rij", "vul de naam in"))
    if twice:
        problems.append(worded(f"{file}, {list_rows(twice)}", "een naam die vaker voorkomt", "elke naam een keer",
                                "kies met 'eenheid' in de opbouw een kolom met unieke namen"))  # fmt: skip
    return problems
