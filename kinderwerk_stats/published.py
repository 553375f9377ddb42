"""What was published, among the tables that come from files."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kinderwerk_stats.model.areas import AREA_KINDS, kind_of
from kinderwerk_stats.model.datasets import AgesTable, BereikTable, CbsTable, ReadResult, Table
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.store import Store


def add_published(library: Library, store: Store) -> Library:
    """Return a library of the same files and of all that is published now; what is published goes first.

    Raises
    ------
    StoreUnavailable
        When the store cannot be read.
    """
    published = to_results(store.load_published())
    return Library([*published, *library.results]) if published else library


def to_results(tables: Iterable[Table]) -> list[ReadResult]:
    """Return published tables in the form in which a reader returns those of a file, one result per table."""
    return [
        ReadResult(Path(table.source.file), table.source.kind, (table,), area_counts=_count_areas(table))
        for table in tables
    ]


def _count_areas(table: Table) -> dict[str, int]:
    """Return kind of area -> how many the table has."""
    if isinstance(table, BereikTable):
        return dict.fromkeys(map(str, AREA_KINDS), 0) | {"wijk": len(table.rows)}
    if isinstance(table, CbsTable):
        index = table.areas.index
    else:
        index = table.counts.index if isinstance(table, AgesTable) else table.frame.index
    counted: Counter[str] = Counter(kind_of(str(code)) for code in index)
    return {name: counted[name] for name in map(str, AREA_KINDS)}
