"""What of a table belongs to a gemeente: the only part of it that is kept."""

from dataclasses import replace

import numpy as np
import pandas as pd

from kinderwerk_stats.model.areas import gemeente_code_of
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import AddressTable, AgesTable, ShapesTable, Table
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.store.records import DataSetKey, Version

_COUNTRY = "NL00"
_UNNAMED = "onbekend"


def cut_table(table: Table, gemeente_code: str, source_name: str) -> Table:
    """Return the part of a table about a gemeente: itself, its wijken and, of CBS figures, the country.

    `source_name` names who counted where the file does not say.

    Raises
    ------
    InputRefused
        When the table has no year, or nothing of this gemeente.
    """
    source = table.source
    if source.year is None:
        raise InputRefused([make_problem("tabel_zonder_jaar", Place(source.file), asks="jaar")])
    if source.publisher in ("", _UNNAMED):
        source = replace(source, publisher=source_name)
    if isinstance(table, BereikTable):
        cut: Table = _cut_bereik(table, gemeente_code)
    elif isinstance(table, ShapesTable):
        kept = np.asarray(table.frame.index.str.startswith(f"WK{gemeente_code[2:]}"))
        cut = replace(table, frame=table.frame[kept], shapes=table.shapes[kept])
    elif isinstance(table, AddressTable):
        cut = _cut_addresses(table, gemeente_code)
    elif isinstance(table, AgesTable):
        cut = replace(table, counts=table.counts[_keep(table.counts.index, gemeente_code)])
    else:
        kept = _keep(table.areas.index, gemeente_code)
        cut = replace(table, areas=table.areas[kept], values=table.values[kept], status=table.status[kept])
    if not count_areas(cut):
        raise InputRefused([make_problem("tabel_niets_over_gemeente", Place(source.file), code_gemeente=gemeente_code)])
    return replace(cut, source=source)


def without_name(table: Table) -> Table:
    """Return the table without the name of its file: that can say something about a person, and everybody sees it."""
    source = table.source
    return replace(table, source=replace(source, file=f"aangeleverd bestand, {source.kind} {source.year}"))


def key_of(table: Table, gemeente_code: str) -> DataSetKey:
    """Return which data set a cut table is a version of."""
    if table.source.year is None:
        raise ValueError("a table without a year belongs to no data set")
    return DataSetKey(gemeente_code, table.source.kind, table.source.publisher, table.source.year)


def count_areas(table: Table) -> int:
    """Return how many areas a table has figures or borders of; the country beside a gemeente does not count."""
    if isinstance(table, BereikTable):
        return len(table.rows)
    if isinstance(table, ShapesTable):
        return len(table.frame)
    if isinstance(table, AddressTable):
        return len(table.wijk_codes)
    index = table.counts.index if isinstance(table, AgesTable) else table.areas.index
    return int((index != _COUNTRY).sum())


def _keep(codes: pd.Index, gemeente_code: str) -> np.ndarray:
    own = codes.str.startswith(f"WK{gemeente_code[2:]}")
    return np.asarray(own | (codes == gemeente_code) | (codes == _COUNTRY))


def _cut_addresses(table: AddressTable, gemeente_code: str) -> AddressTable:
    """Return the addresses in the wijken of the gemeente."""
    places = [place for place, code in enumerate(table.wijk_codes) if gemeente_code_of(code) == gemeente_code]
    number = np.full(len(table.wijk_codes), -1, dtype=np.int32)
    number[places] = np.arange(len(places), dtype=np.int32)
    wijk = number[table.frame["wijk"].to_numpy()]
    kept = wijk >= 0
    frame = pd.DataFrame({"address": table.frame["address"].to_numpy()[kept], "wijk": wijk[kept]})
    return replace(table, frame=frame, wijk_codes=[table.wijk_codes[place] for place in places])


def _cut_bereik(table: BereikTable, gemeente_code: str) -> BereikTable:
    """Return the rows of the gemeente; a total over more gemeenten is not its total."""
    if table.gemeente_code not in (None, gemeente_code):
        place = Place(table.source.file)
        raise InputRefused(
            [make_problem("bereik_van_gemeente", place, gevonden=table.gemeente_code, verwacht=gemeente_code)]
        )
    others = table.rows["wijk_code"].map(gemeente_code_of, na_action="ignore").ne(gemeente_code)
    others &= table.rows["wijk_code"].notna()
    kept = ~others.to_numpy(dtype=bool)
    return replace(
        table,
        rows=table.rows[kept].reset_index(drop=True),
        values=table.values[kept].reset_index(drop=True),
        status=table.status[kept].reset_index(drop=True),
        total=table.total if kept.all() else {},
        no_wijk=table.no_wijk if kept.all() else {},
        named_totals=table.named_totals if kept.all() else {},
        gemeente_code=gemeente_code,
    )


def with_source(table: Table, version: Version) -> Table:
    """Return the table with, in its source, what was said when it was published."""
    said = version.publication
    named = "" if said.source_name in (table.source.publisher, table.source.title) else f"bron {said.source_name}"
    peildatum = said.peildatum and f"peildatum {said.peildatum}"
    parts = [table.source.note, named, peildatum, f"versie {version.number} van {version.when:%d-%m-%Y}"]
    source = replace(table.source, note="; ".join(part for part in parts if part), published=True)
    return replace(table, source=source)
