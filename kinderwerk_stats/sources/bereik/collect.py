"""What the sheets of a bereik file gave, put together to one result."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from kinderwerk_stats.model.areas import AREA_KINDS
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning, merge_problems
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.periods import TableSheet
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name


def say_once(file: str, problems: list[Problem]) -> list[Problem]:
    """Return problems once: of several rows as one, and of the file when they say the same of each sheet."""
    problems = merge_problems(problems)
    sheets: dict[Problem, set[str]] = {}
    for problem in problems:
        sheets.setdefault(replace(problem, place=Place()), set()).add(problem.place.sheet)
    said = []
    for problem in problems:
        is_general = problem.severity == "waarschuwing" and len(sheets[replace(problem, place=Place())]) > 1
        said.append(replace(problem, place=Place(file=file)) if is_general else problem)
    return list(dict.fromkeys(said))


def merge_tables(file: str, tables: list[BereikTable], names: Sequence[str]) -> tuple[list[BereikTable], list[Problem]]:
    """Return the tables with those of one year that hold other figures of the same wijken as one.

    Parameters
    ----------
    file : for the problems.
    tables : of whole years; a table without a year is of the year of the others, when they are of one.
    names : of the sheets, to say what was put together.
    """
    years = {table.year for table in tables if table.year is not None}
    by_year: dict[int | None, list[BereikTable]] = {}
    for table in tables:
        year = table.year if table.year is not None or len(years) != 1 else next(iter(years))
        by_year.setdefault(year, []).append(table)
    merged = []
    for year, same in by_year.items():
        kinds = [kind for table in same for kind in table.values]
        if len(same) > 1 and len(set(kinds)) == len(kinds) and _are_of_same_wijken(same):
            merged.append(_merge(same, year))
        else:
            merged += same
    if len(merged) == len(tables):
        return tables, []
    return merged, [make_warning("tabellen_samengevoegd", Place(file), bladen=tuple(dict.fromkeys(names)))]


def _keys(table: BereikTable) -> list[str]:
    """Return what each wijk is called: its name, which both tables have more often than its code."""
    codes, names = table.rows["wijk_code"].fillna(""), table.rows["wijk_name"].fillna("")
    return [normalise_wijk_name(name) or code for code, name in zip(codes, names, strict=True)]


def _are_of_same_wijken(tables: Sequence[BereikTable]) -> bool:
    """Return whether at least half of the wijken of the smallest table are in all of them."""
    keys = [set(_keys(table)) for table in tables]
    return 2 * len(set.intersection(*keys)) >= min(map(len, keys)) > 0


def _merge(tables: Sequence[BereikTable], year: int | None) -> BereikTable:
    first = next((table for table in tables if "reached_count" in table.values), tables[0])
    keys = list(dict.fromkeys(key for table in tables for key in _keys(table)))
    frames = [(table, pd.Index(_keys(table)).get_indexer(pd.Index(keys))) for table in tables]
    rows = pd.concat([table.rows.assign(key=_keys(table)) for table in tables]).groupby("key", sort=False).first()
    values = {
        name: np.where(at >= 0, table.values[name].to_numpy()[at], np.nan)
        for table, at in frames
        for name in table.values
    }
    status = {
        name: np.where(at >= 0, table.status[name].to_numpy()[at], np.int8(Status.UNKNOWN))
        for table, at in frames
        for name in table.status
    }
    return replace(
        first,
        source=replace(first.source, year=year),
        rows=rows.loc[keys].reset_index(drop=True),
        values=pd.DataFrame(values, dtype="float64"),
        status=pd.DataFrame(status, dtype="int8"),
        total={name: value for table in tables for name, value in table.total.items()},
        no_wijk={name: value for table in tables for name, value in table.no_wijk.items()},
        counts_overlap=any(table.counts_overlap for table in tables),
        gemeente_code=next((table.gemeente_code for table in tables if table.gemeente_code), None),
        gemeente_name=next((table.gemeente_name for table in tables if table.gemeente_name), ""),
        source_columns={name: column for table in tables for name, column in table.source_columns.items()},
    )


def collect_result(
    path: Path, found: Sequence[TableSheet], tables: list[BereikTable], problems: list[Problem]
) -> ReadResult:
    """Return the result of a file: its tables, or with a `fout` none."""
    years = [table.year for table in tables]
    if len(set(years)) < len(years):
        problems.append(_several_tables(path.name, found))
    if any(problem.severity == "fout" for problem in problems):
        return ReadResult(path, "bereik", problems=tuple(dict.fromkeys(problems)))
    wijken = {str(wijk) for table in tables for wijk in table.rows["wijk_code"].fillna(table.rows["wijk_name"])}
    area_counts: dict[str, int] = {**dict.fromkeys(AREA_KINDS, 0), "wijk": len(wijken)}
    return ReadResult(path, "bereik", tuple(tables), tuple(dict.fromkeys(problems)), area_counts)


def _several_tables(file: str, tables: Sequence[TableSheet]) -> Problem:
    return make_problem("tabellen_van_een_jaar", Place(file), bladen=tuple(table.sheet.name for table in tables))
