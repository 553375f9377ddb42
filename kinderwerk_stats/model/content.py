"""One table of figures as bytes: Arrow IPC for its rows, JSON in the schema for the rest; never pickle.

The form has a number. A later program reads every earlier form; tests keep bytes of each.
"""

import json
from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from pydantic import TypeAdapter, ValidationError

from kinderwerk_stats.model.ages import find_ages
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import AddressTable, AgesTable, CbsTable, OwnIndicatorTable, ShapesTable, Table
from kinderwerk_stats.model.source import Source

FORMAT = 1
_META = b"kinderwerk"

# How a column of each type is kept. Types that no reader makes are refused rather than changed on the way.
_ARROW_TYPES = {
    "float64": pa.float64(),
    "int64": pa.int64(),
    "int32": pa.int32(),
    "int8": pa.int8(),
    "Int8": pa.int8(),
    "str": pa.string(),
    "string": pa.string(),
    "bytes": pa.binary(),
}
_FRAMES: Mapping[type, tuple[str, ...]] = {
    CbsTable: ("areas", "values", "status"),
    AgesTable: ("counts",),
    BereikTable: ("rows", "values", "status"),
    ShapesTable: ("frame",),
    AddressTable: ("frame",),
    OwnIndicatorTable: ("rows",),
}
_CLASSES = {
    cls.__name__: cls for cls in (CbsTable, AgesTable, BereikTable, ShapesTable, AddressTable, OwnIndicatorTable)
}
_SHAPES = "shapes"


@dataclass(frozen=True)
class _Form:
    """What a frame is apart from its cells."""

    columns: list[str | int]
    columns_type: str
    columns_name: Hashable
    types: list[str]
    index_name: Hashable
    rows: tuple[int, int, int] | None


@dataclass(frozen=True)
class _Meta:
    """What a table is apart from its frames; words that only another version of this program has are passed over."""

    format: int
    table: Literal["CbsTable", "AgesTable", "BereikTable", "ShapesTable", "AddressTable", "OwnIndicatorTable"]
    source: Source
    frames: dict[str, _Form]
    rest: dict[str, Any]


@cache
def _meta_form() -> TypeAdapter[_Meta]:
    return TypeAdapter(_Meta)


def to_bytes(table: Table | OwnIndicatorTable) -> bytes:
    """Return a table as bytes, from which `from_bytes` makes exactly the same table.

    Raises
    ------
    ValueError
        For a frame whose columns are of a type that cannot be kept exactly.
    """
    frames, columns = {}, []
    for name in _FRAMES[type(table)]:
        frame: pd.DataFrame = getattr(table, name)
        frames[name], arrays = _take_apart(frame)
        columns += arrays
    rest = {
        field.name: getattr(table, field.name)
        for field in fields(table)
        if field.name not in frames and field.name not in ("source", _SHAPES, "versions")
    }
    if isinstance(table, ShapesTable):
        # ISO: the only well-known binary that keeps every ordinate of every kind of shape.
        columns.append(pa.array(shapely.to_wkb(table.shapes, flavor="iso"), pa.binary()))
    meta = {
        "format": FORMAT,
        "table": type(table).__name__,
        "source": asdict(table.source),
        "frames": frames,
        "rest": rest,
    }
    schema = pa.schema(
        [pa.field(str(number), column.type) for number, column in enumerate(columns)],
        metadata={_META: json.dumps(meta, ensure_ascii=False).encode()},
    )
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_batch(pa.record_batch(columns, schema=schema))
    return bytes(sink.getvalue().to_pybytes())


def from_bytes(content: bytes) -> Table:
    """Return the table that `to_bytes` was given; the store keeps no figure of the gemeente's own.

    Raises
    ------
    ValueError
        For bytes that are no such table, or of a form that only a later program knows.
    """
    table = any_from_bytes(content)
    if isinstance(table, OwnIndicatorTable):
        raise ValueError("a figure of the gemeente's own is not among the tables")
    return table


def any_from_bytes(content: bytes) -> Table | OwnIndicatorTable:
    """Return whatever table `to_bytes` was given.

    Raises
    ------
    ValueError
        For bytes that are no table, or of a form that only a later program knows.
    """
    try:
        # Hundreds of small columns: handing them to threads takes longer than reading them.
        with pa.ipc.open_file(pa.BufferReader(content), options=pa.ipc.IpcReadOptions(use_threads=False)) as reader:
            meta = _meta_form().validate_json(reader.schema.metadata[_META], strict=True)
            columns = iter(reader.read_all().columns)
    except (pa.ArrowException, KeyError, TypeError, ValidationError):
        raise ValueError("not a table of this program") from None
    if meta.format > FORMAT:
        raise ValueError(f"form {meta.format} is newer than this program")
    parts: dict[str, Any] = {name: _put_together(form, columns) for name, form in meta.frames.items()}
    cls = _CLASSES[meta.table]
    if cls is ShapesTable:
        parts[_SHAPES] = shapely.from_wkb(np.array(next(columns).to_pylist(), dtype=object))
    rest = meta.rest
    if cls is BereikTable and "ages" not in rest:
        rest = {**rest, "ages": _ages_of_note(meta.source.note)}
    table: Table | OwnIndicatorTable = cls(source=meta.source, **parts, **_known_to(cls, rest))
    return table


def _ages_of_note(note: str) -> list[list[int]]:
    """Return the ages of bereik that was kept before they were data: they stood in the note only."""
    return [list(ages) for ages in sorted(set(find_ages(note).values()))]


def _known_to(cls: Any, said: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what another version of this program had more; what it had less gets its usual value."""
    known = {field.name for field in fields(cls)}
    return {name: value for name, value in said.items() if name in known}


def _take_apart(frame: pd.DataFrame) -> tuple[dict[str, Any], list[pa.Array]]:
    """Return what a frame is apart from its cells, and its columns, the index first unless it only counts rows."""
    counted = frame.index if isinstance(frame.index, pd.RangeIndex) else None
    columns = [frame.index.to_series()] if counted is None else []
    columns += [frame.iloc[:, number] for number in range(frame.shape[1])]
    form = _Form(
        columns=list(frame.columns),
        columns_type=str(frame.columns.dtype),
        columns_name=frame.columns.name,
        types=[str(column.dtype) for column in columns],
        index_name=frame.index.name,
        rows=None if counted is None else (counted.start, counted.stop, counted.step),
    )
    return asdict(form), [_to_arrow(column) for column in columns]


def _to_arrow(column: pd.Series) -> pa.Array:
    kept = _ARROW_TYPES.get(str(column.dtype))
    if kept is None:
        raise ValueError(f"column {column.name!r} is of type {column.dtype}, which is not kept")
    if str(column.dtype) in ("str", "string", "Int8"):
        return pa.array(column.astype(object).where(column.notna(), None).tolist(), kept)
    return pa.array(column.to_numpy(), kept, from_pandas=False)


def _put_together(form: _Form, columns: Any) -> pd.DataFrame:
    cells = [_from_arrow(next(columns), name) for name in form.types]
    if form.rows is None:
        index = pd.Index(cells.pop(0), name=form.index_name)
    else:
        start, stop, step = form.rows
        index = pd.RangeIndex(start, stop, step, name=form.index_name)
    names = pd.Index(form.columns, dtype=form.columns_type, name=form.columns_name)
    if form.columns and set(form.types[-len(form.columns) :]) in ({"float64"}, {"int8"}):
        # One block at once: most frames are figures, or their statuses.
        frame = pd.DataFrame(np.array(cells).T, index=index)
    else:
        frame = pd.DataFrame(dict(enumerate(cells)), index=index)
    frame.columns = names
    return frame


def _from_arrow(column: pa.ChunkedArray, name: str) -> Any:
    if name in ("str", "string", "Int8"):
        return pd.array(column.to_pylist(), dtype=name)
    return column.to_numpy()
