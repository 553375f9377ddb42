"""What was published, among the tables that come from files."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from kinderwerk_stats.delivery.own_words import read_own_words
from kinderwerk_stats.model.areas import AREA_KINDS, kind_of
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import AddressTable, AgesTable, CbsTable, ReadResult, ShapesTable, Table
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.store import SetAside, Store


def add_published(library: Library, store: Store) -> Library:
    """Return a library of the same files and of all that is published now, goals and notes too.

    Published figures go before those of files.

    Raises
    ------
    StoreUnavailable
        When the store cannot be read.
    """
    found, own_words = store.read_published(), read_own_words(store)
    published = [*to_results(found.tables), *map(_set_aside, found.set_aside)]
    if not published and not own_words:
        return library
    together = Library([*published, *library.results], library.about_settings)
    together.own_words = own_words
    return together


def _set_aside(found: SetAside) -> ReadResult:
    """Return a version that cannot be read as a file that cannot be used: every page then says that it is missing."""
    key = found.version.key
    return ReadResult(Path(f"aangeleverd bestand, {key.kind} {key.year}"), key.kind, problems=(found.problem,))


def to_results(tables: Iterable[Table]) -> list[ReadResult]:
    """Return published tables in the form in which a reader returns those of a file, one result per table."""
    return [
        ReadResult(Path(table.source.file), table.source.kind, (table,), area_counts=_count_areas(table))
        for table in tables
    ]


def is_about(table: Table, gemeente_code: str) -> bool:
    """Return whether a table has anything of a gemeente; bereik that names no gemeente may be of any."""
    if isinstance(table, BereikTable):
        return table.gemeente_code in (None, gemeente_code)
    own = (gemeente_code, f"WK{gemeente_code[2:]}", f"BU{gemeente_code[2:]}")
    return bool(_codes_of(table).str.startswith(own).any())


def _count_areas(table: Table) -> dict[str, int]:
    """Return kind of area -> how many the table has."""
    if isinstance(table, BereikTable):
        return dict.fromkeys(map(str, AREA_KINDS), 0) | {"wijk": len(table.rows)}
    counted: Counter[str] = Counter(kind_of(str(code)) for code in _codes_of(table))
    return {name: counted[name] for name in map(str, AREA_KINDS)}


def _codes_of(table: CbsTable | AgesTable | ShapesTable | AddressTable) -> pd.Index:
    if isinstance(table, AddressTable):
        return table.codes
    if isinstance(table, CbsTable):
        return table.areas.index
    return table.counts.index if isinstance(table, AgesTable) else table.frame.index
