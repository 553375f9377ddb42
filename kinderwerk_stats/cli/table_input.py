"""A table of numbers from a csv file: a row per unit, a column per figure."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from kinderwerk_stats.model.errors import InputRefused, Problem
from kinderwerk_stats.sources.files.where import column_letter

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_ABSENT = frozenset({"", "na", "nan", ".", "null", "n/a", "-"})
_MAX_BYTES = 200_000_000
_SHOWN = 10


def read_table(
    path: Path, figures: Sequence[str], *, unit: str | None = None, group: str | None = None,
    missing: Sequence[float] = (),
) -> tuple[pd.DataFrame, pd.Series | None]:  # fmt: skip
    """Return the figures of a csv file, and the group of each row.

    The first line holds the names of the columns. Columns are divided by commas, semicolons or tabs; a decimal comma is
    read where commas do not divide columns. Empty, NA, "." and the numbers of `missing` are no figure.

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
    header, rows, comma = _read_rows(path)
    problems = []
    wanted = [*figures, *([group] if group else []), *([unit] if unit else [])]
    for name in dict.fromkeys(wanted):
        count = header.count(name)
        if count != 1:
            found = f"geen kolom '{name}'" if not count else f"{count} kolommen '{name}'"
            some = ", ".join(header[:12]) + (" …" if len(header) > 12 else "")
            problems.append(Problem(path.name, found, f"een kolom '{name}'; er zijn: {some}",
                                    "verbeter de naam in de opbouw of in de tabel"))  # fmt: skip
    ragged = [number for number, row in rows if len(row) != len(header)]
    if ragged:
        problems.append(Problem(f"{path.name}, regel {_some(ragged)}", "een ander aantal kolommen dan de eerste regel",
                                f"{len(header)} kolommen",
                                "zet tekst met een scheidingsteken erin tussen aanhalingstekens"))  # fmt: skip
    if problems:
        raise InputRefused(problems)
    names = [row[header.index(unit) if unit else 0].strip() for _, row in rows]
    problems += _check_names(path.name, names, [number for number, _ in rows])
    columns = {}
    for name in figures:
        position = header.index(name)
        values, bad = _read_column([row[position] for _, row in rows], comma=comma)
        if bad:
            lines = [rows[at][0] for at in bad]
            problems.append(Problem(f"{path.name}, kolom {column_letter(position)} ({name}), regel {_some(lines)}",
                                    "geen getal", "een getal, of leeg", "verbeter de cel"))  # fmt: skip
        columns[name] = np.where(np.isin(values, missing), np.nan, values)
    if problems:
        raise InputRefused(problems)
    index = pd.Index(names, name="unit")
    groups = None if group is None else pd.Series([row[header.index(group)] for _, row in rows], index=index)
    return pd.DataFrame(columns, index=index), groups


def _read_rows(path: Path) -> tuple[list[str], list[tuple[int, list[str]]], bool]:
    """Return the header, the rows with their line numbers, and whether decimals can have a comma."""
    if path.stat().st_size > _MAX_BYTES:
        raise InputRefused(
            [Problem(path.name, "het bestand is groter dan 200 MB", "een kleinere tabel", "maak hem kleiner")]
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    divider = max(";\t,", key=first.count)
    rows = [
        (number, row)
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=divider), start=1)
        if any(cell.strip() for cell in row)
    ]
    if len(rows) < 2 or len(rows[0][1]) < 2:
        raise InputRefused([Problem(path.name, "geen tabel", "een csv-bestand: namen van kolommen en minstens een rij",
                                    "sla de tabel op als csv")])  # fmt: skip
    return [cell.strip() for cell in rows[0][1]], rows[1:], divider != ","


def _read_column(cells: Sequence[str], *, comma: bool) -> tuple[np.ndarray, list[int]]:
    """Return numbers, NaN where there is none, and the positions of what is neither."""
    values, bad = np.full(len(cells), np.nan), []
    for at, cell in enumerate(cells):
        text = cell.strip()
        if text.lower() in _ABSENT:
            continue
        if comma and "." not in text:
            text = text.replace(",", ".")
        if _NUMBER.fullmatch(text) and np.isfinite(number := float(text)):
            values[at] = number
        else:
            bad.append(at)
    return values, bad


def _check_names(file: str, names: list[str], lines: list[int]) -> list[Problem]:
    empty = [line for name, line in zip(names, lines, strict=True) if not name]
    counts = pd.Series(names).value_counts()
    twice = [line for name, line in zip(names, lines, strict=True) if name and counts[name] > 1]
    problems = []
    if empty:
        problems.append(Problem(f"{file}, regel {_some(empty)}", "geen naam", "een naam per rij", "vul de naam in"))
    if twice:
        problems.append(Problem(f"{file}, regel {_some(twice)}", "een naam die vaker voorkomt", "elke naam een keer",
                                "kies met 'eenheid' in de opbouw een kolom met unieke namen"))  # fmt: skip
    return problems


def _some(lines: Sequence[int]) -> str:
    return ", ".join(map(str, lines[:_SHOWN])) + (" …" if len(lines) > _SHOWN else "")
