"""The CBS figures of all areas of one kind in one year: what an area is compared with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from kinderwerk_stats.model.areas import gemeente_code_of, nameless
from kinderwerk_stats.model.datasets import CbsTable
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.library import Library

# More gemeenten than this is no set of own files any more: then wijken are compared across the country.
_MIN_GEMEENTEN_FOR_COUNTRY = 300


@dataclass(frozen=True, eq=False)
class AreaFigures:
    """Figures of every wijk, or every gemeente, in the files of one year.

    `names`: code -> name; of a wijk that no file names its number. `gemeente_names`: code -> name, else the code.
    `values`, `status`: a row per area in code order, a column per indicator, as in `CbsTable`.
    `sources`: indicator -> the files that it is taken from.
    """

    kind: Literal["wijk", "gemeente"]
    year: int
    names: dict[str, str]
    gemeente_names: dict[str, str]
    values: pd.DataFrame
    status: pd.DataFrame
    sources: dict[str, tuple[Source, ...]]

    @property
    def gemeenten(self) -> int:
        """Return how many gemeenten the areas are of."""
        return len(self.gemeente_names)

    @property
    def whole_country(self) -> bool:
        """Return whether a file of the whole country is among them."""
        return self.gemeenten >= _MIN_GEMEENTEN_FOR_COUNTRY


def combine_areas(
    library: Library, year: int, kind: Literal["wijk", "gemeente"], *, invented: bool | None = None
) -> AreaFigures:
    """Combine the CBS files of one year for all their areas of a kind.

    `invented`: take the invented files only, or the real ones only; None: the real ones where there are any. What is
    invented never stands among what is real.

    As `Library.cbs_figures` does for one gemeente: known figures come before absent ones, files in the order workbook,
    StatLine, OData; of a gemeente whose figures were published, files of the same kind and year do not count.

    Returns
    -------
    AreaFigures: the areas with children of 0-14 in any file. Without such a file, no areas. It is made once for these
    files, and read only: every gemeente is compared with the same country.
    """
    asked = (year, kind, invented)
    if asked not in library.combined:
        library.combined[asked] = _combine(library, year, kind, invented)
    found: AreaFigures = library.combined[asked]
    return found


def _combine(library: Library, year: int, kind: Literal["wijk", "gemeente"], invented: bool | None) -> AreaFigures:
    tables = [table for table in library.cbs if table.year == year]
    if invented is None:
        invented = all(table.source.invented for table in tables)
    tables = [table for table in tables if table.source.invented == invented]
    parts = [(table, _rows_of(table, kind, tables)) for table in tables]
    counted = [codes for table, codes in parts if "children_0_14_count" in table.values]
    index = pd.Index(sorted(set().union(*counted)), name="area_code", dtype="str")
    columns = list(dict.fromkeys(str(name) for table, _ in parts for name in table.values.columns))
    figures = np.full((len(index), len(columns)), np.nan)
    states = np.full((len(index), len(columns)), Status.UNKNOWN, dtype="int8")
    seen = np.zeros((len(index), len(columns)), dtype=bool)
    sources: dict[str, list[Source]] = {name: [] for name in columns}
    names: dict[str, str] = {}
    gemeente_names: dict[str, str] = {}
    for table, codes in parts:
        own = index.intersection(codes)
        rows, places = index.get_indexer(own), table.areas.index.get_indexer(own)
        _add_names(table.areas.loc[own], kind, names, gemeente_names)
        for column, name in enumerate(columns):
            if name not in table.values:
                continue
            new, new_states = table.values[name].to_numpy()[places], table.status[name].to_numpy()[places]
            known, new_known = states[rows, column] == Status.KNOWN, new_states == Status.KNOWN
            take = ~known & (new_known | ~seen[rows, column])
            figures[rows[take], column], states[rows[take], column] = new[take], new_states[take]
            seen[rows, column] = True
            if (take & new_known).any():
                sources[name].append(table.source)
    if kind == "wijk":
        names = _name_the_rest(library, index, names, year)
    return AreaFigures(
        kind=kind,
        year=year,
        names={str(code): names.get(str(code), str(code)) for code in index},
        gemeente_names={
            code: gemeente_names.get(code, code) for code in (gemeente_code_of(str(area)) for area in index)
        },
        values=pd.DataFrame(figures, index=index, columns=columns),
        status=pd.DataFrame(states, index=index, columns=columns),
        sources={name: tuple(used) for name, used in sources.items()},
    )


def _name_the_rest(library: Library, index: pd.Index, names: dict[str, str], year: int) -> dict[str, str]:
    """Return a name per wijk; those without one as `Library.names_for` has them, a gemeente at a time, or a number."""
    lacking = {gemeente_code_of(str(code)) for code in index if code not in names}
    for prefix in (f"WK{gemeente[2:]}" for gemeente in sorted(lacking)):
        own = index[index.str.startswith(prefix)]
        found, _ = library.names_for(pd.DataFrame({"name": [names.get(str(code)) for code in own]}, own), year)
        names |= {str(code): str(name) for code, name in found.dropna().items()}
    return {str(code): names.get(str(code), nameless(str(code))) for code in index}


def _rows_of(table: CbsTable, kind: str, tables: Iterable[CbsTable]) -> pd.Index:
    """Return the areas of a kind in a table, without those of gemeenten that were published in its place."""
    codes = table.areas.index[(table.areas["kind"] == kind).to_numpy()]
    if table.source.published:
        return codes
    done = {
        code[2:]
        for other in tables
        if other.source.published and (other.source.kind, other.year) == (table.source.kind, table.year)
        for code in other.gemeenten
    }
    return codes[~codes.str[2:6].isin(done)] if done else codes


def _add_names(areas: pd.DataFrame, kind: str, names: dict[str, str], gemeente_names: dict[str, str]) -> None:
    """Take the names that are not known yet, in place."""
    for code, name, gemeente_name in zip(areas.index, areas["name"], areas["gemeente_name"], strict=True):
        if pd.notna(name):
            names.setdefault(str(code), str(name))
        own = name if kind == "gemeente" else gemeente_name
        if pd.notna(own):
            gemeente_names.setdefault(gemeente_code_of(str(code)), str(own))
