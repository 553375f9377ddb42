"""CBS figures of one year from several files: the first that knows a figure gives it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from kinderwerk_stats.model.datasets import CbsTable
from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.library_notes import difference_note


@dataclass(frozen=True, eq=False)
class CbsFigures:
    """CBS figures of one year for some areas, combined from the files that have them.

    `areas`, `values`, `status`: as in `CbsTable`; `sources`: indicator -> first source it was taken from;
    `others`: sources that filled in wijken or the gemeente where that one does not know them; `of_country`:
    indicator -> source of the figure of the Netherlands, where that is another one.
    `problems`: where files contradict each other. `from_percentage`: counts computed from a rounded percentage.
    """

    year: int
    areas: pd.DataFrame
    values: pd.DataFrame
    status: pd.DataFrame
    sources: dict[str, Source]
    problems: tuple[Problem, ...] = ()
    from_percentage: frozenset[str] = frozenset()
    others: tuple[Source, ...] = ()
    of_country: Mapping[str, Source] = field(default_factory=dict)


def combine_tables(tables: Sequence[CbsTable], columns: Sequence[str], areas: pd.DataFrame, year: int) -> CbsFigures:
    """Combine tables of one year, those that go first first: known figures come before absent ones.

    Parameters
    ----------
    tables : of the year.
    columns : the indicators to take from them.
    areas : whose figures, as in `CbsTable.areas`.
    year : of the tables.
    """
    is_country = (areas["kind"] == "land").to_numpy()
    # Found once per table: a country has 18,000 areas and 100 columns.
    places = [(table, table.areas.index.get_indexer(areas.index)) for table in tables]
    found = {name: _combine_column(name, places, is_country) for name in columns}
    sources = {name: column.source for name, column in found.items() if column.source is not None}
    differing: dict[tuple[Source, Source], list[tuple[str, pd.Index]]] = {}
    computed = {(table.source, name) for table in tables for name in table.from_percentage}
    for name, source in sources.items():
        for other, where in found[name].differing:
            # What is made of a rounded percentage differs from a count, and is not used beside one.
            if (other, name) not in computed:
                differing.setdefault((source, other), []).append((name, areas.index[where]))
    return CbsFigures(
        year=year,
        areas=areas,
        values=pd.DataFrame({name: column.values for name, column in found.items()}, index=areas.index),
        status=pd.DataFrame({name: column.status for name, column in found.items()}, index=areas.index),
        sources=sources,
        problems=tuple(difference_note(used, other, where, year) for (used, other), where in differing.items()),
        from_percentage=frozenset(name for name, source in sources.items() if (source, name) in computed),
        others=tuple(dict.fromkeys(source for column in found.values() for source in column.others)),
        of_country={name: column.of_country for name, column in found.items() if column.of_country is not None},
    )


@dataclass(eq=False)
class _Column:
    """One indicator while table after table fills it; the fields are those of `CbsFigures`, of this one alone."""

    values: np.ndarray
    status: np.ndarray
    seen: np.ndarray
    source: Source | None = None
    of_country: Source | None = None
    others: list[Source] = field(default_factory=list)
    differing: list[tuple[Source, np.ndarray]] = field(default_factory=list)

    def fill(self, source: Source, values: np.ndarray, status: np.ndarray, there: np.ndarray) -> np.ndarray:
        """Take what is not known yet, and return where a figure was taken after another table had given some."""
        known, new_known = self.status == Status.KNOWN, there & (status == Status.KNOWN)
        differs = known & new_known & ~np.isclose(self.values, values, equal_nan=True)
        if differs.any():
            self.differing.append((source, differs))
        take = there & ~known & (new_known | ~self.seen)
        self.values[take], self.status[take] = values[take], status[take]
        self.seen |= there
        filled: np.ndarray = take & new_known
        if take.any() and (self.source is None or (filled.any() and not known.any())):
            self.source = source
            return np.zeros_like(filled)
        return filled


def _combine_column(name: str, places: Sequence[tuple[CbsTable, np.ndarray]], is_country: np.ndarray) -> _Column:
    size = len(is_country)
    column = _Column(np.full(size, np.nan), np.full(size, Status.UNKNOWN, dtype="int8"), np.zeros(size, dtype=bool))
    for table, rows in places:
        there = rows >= 0
        if name not in table.values or not there.any():
            continue
        values, status = table.values[name].to_numpy()[rows], table.status[name].to_numpy()[rows]
        filled = column.fill(table.source, values, status, there)
        if (filled & ~is_country).any():
            column.others.append(table.source)
        if (filled & is_country).any() and column.source is not table.source:
            column.of_country = table.source
    return column
