"""Open a map file: GeoJSON, TopoJSON or GeoPackage, recognised by its content.

GDAL can open about fifty formats, some of which run queries or fetch addresses that a file names. The name of
the driver in front of the path ("GeoJSON:kaart.json") makes GDAL try that one driver and nothing else, so an
upload never chooses its own reader and nothing leaves the machine.
"""

import json
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError
from pyogrio.raw import read

MapFormat = Literal["GeoJSON", "TopoJSON", "GPKG"]
Columns = Mapping[str, np.ndarray]

# What GDAL and the text decoder raise on a file that is cut off or damaged.
UNREADABLE = (DataSourceError, DataLayerError, UnicodeDecodeError)

_EDGE_BYTES = 64 * 1024
_SQLITE_MAGIC = b"SQLite format 3\x00"
_GPKG_IDS = (b"GPKG", b"GP10", b"GP11")  # application_id at byte 68: GeoPackage 1.2 and up, 1.0, 1.1
_TYPE = re.compile(r'"type"\s*:\s*"(FeatureCollection|Topology)"')
_METADATA = re.compile(r'"metadata"\s*:\s*(?=\{)')


@dataclass(frozen=True, eq=False)
class MapLayer:
    """One layer of a map file: its attribute columns and one WKB geometry (or None) per feature.

    `metadata`: the member of that name of a GeoJSON or TopoJSON collection, {} without.
    """

    name: str
    layers_in_file: int
    columns: Columns
    wkb: np.ndarray
    metadata: Mapping[str, Any]


def sniff_format(path: Path) -> MapFormat | None:
    """Return which of the three formats the content of `path` is, or None; the name does not count."""
    with path.open("rb") as file:
        start = file.read(72)
    if start.startswith(_SQLITE_MAGIC):
        return "GPKG" if start[68:72] in _GPKG_IDS else None
    if not start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return None
    for text in _read_edges(path):
        if match := _TYPE.search(text):
            return "TopoJSON" if match[1] == "Topology" else "GeoJSON"
    return None


def read_layer(path: Path, map_format: MapFormat, rank: Callable[[Columns], tuple[int, int]]) -> MapLayer:
    """Read one layer of a map file, without asking GDAL what the file is.

    Parameters
    ----------
    path : the file.
    map_format : what `sniff_format` said of it.
    rank : of several layers, the one whose columns rank highest is read; layers of points or lines are not looked at.

    Returns
    -------
    MapLayer
        One row per feature; without columns and rows when the file has no layer with areas.

    Raises
    ------
    One of `UNREADABLE`
        When the file is damaged.
    """
    # Quotes let GDAL's GeoPackage driver accept a path that holds a colon.
    source = f'GPKG:"{path.resolve()}"' if map_format == "GPKG" else f"{map_format}:{path.resolve()}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # broken shapes are reported by their code later on
        # A GeoJSON file has one layer; asking costs as much as reading half of it.
        names = [None] if map_format == "GeoJSON" else _list_layers(source)
        if not names:
            return MapLayer("", 0, {}, np.empty(0, dtype=object), {})
        best = names[0]
        if len(names) > 1:
            best = max(names, key=lambda name: rank(_read_columns(source, name, with_shapes=False)[0]))
        columns, wkb = _read_columns(source, best, with_shapes=True)
    metadata = {} if map_format == "GPKG" else _read_metadata(path)
    return MapLayer(best or "", len(names), columns, wkb, metadata)


def read_attributes(
    path: Path, layer: MapLayer, map_format: MapFormat, count: int
) -> list[tuple[list[str], list[list[Any]]]]:
    """Return the names of the properties and their values in the first features, for every layer of the file.

    Parameters
    ----------
    path, map_format : the file and what it is.
    layer : the layer that was read; of a file with one layer it has them all.
    count : how many features.
    """
    if map_format != "GPKG" and layer.layers_in_file <= 1:
        return [_as_rows(layer.columns, count)]
    source = f'GPKG:"{path.resolve()}"' if map_format == "GPKG" else f"{map_format}:{path.resolve()}"
    tables = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        # Tables without shapes too: nothing is read from them, but they are part of what was handed in.
        for name, _ in pyogrio.list_layers(source):
            columns, _ = _read(source, layer=name, read_geometry=False, max_features=count)
            tables.append(_as_rows(columns, count))
    return tables


def _as_rows(columns: Columns, count: int) -> tuple[list[str], list[list[Any]]]:
    cells = [
        (values[:count].astype("datetime64[us]") if values.dtype.kind == "M" else values[:count]).tolist()
        for values in columns.values()
    ]
    return list(columns), [list(row) for row in zip(*cells, strict=True)]


def _list_layers(source: str) -> list[str | None]:
    """Return the layers that can hold areas."""
    layers = pyogrio.list_layers(source)
    return [str(name) for name, kind in layers if kind is not None and "Point" not in kind and "Line" not in kind]


def _read_columns(source: str, layer: str | None, *, with_shapes: bool) -> tuple[Columns, np.ndarray]:
    """Return the columns of one layer, and its shapes."""
    wanted = None
    # CBS adds 200 columns of figures to its GeoPackage; the text columns and the year will do.
    if source.startswith("GPKG:"):
        info = pyogrio.read_info(source, layer=layer)
        wanted = [
            name
            for name, dtype in zip(info["fields"], info["dtypes"], strict=True)
            if dtype == "object" or name.casefold() == "jaar"
        ]
    columns, wkb = _read(source, layer=layer, columns=wanted, read_geometry=with_shapes, force_2d=True)
    return columns, wkb if with_shapes else np.empty(0, dtype=object)


def _read(source: str, **options: Any) -> tuple[Columns, np.ndarray]:
    """Return columns and shapes; a property that is a list or an object comes as its JSON."""
    if source.startswith("GeoJSON:"):
        options["ARRAY_AS_STRING"] = "YES"
    try:
        meta, _, wkb, values = read(source, **options)
    except UnicodeDecodeError:
        raise
    except ValueError:
        # Lists of true and false are what pyogrio cannot hand over; nothing about a person can be in them.
        info = pyogrio.read_info(source, layer=options.get("layer"))
        kinds = zip(info["fields"], info["ogr_types"], info["ogr_subtypes"], strict=True)
        rest = [name for name, *kind in kinds if kind != ["OFTIntegerList", "OFSTBoolean"]]
        meta, _, wkb, values = read(source, **{**options, "columns": rest})
    return dict(zip(map(str, meta["fields"]), map(_lists_as_text, values), strict=True)), wkb


def _lists_as_text(values: np.ndarray) -> np.ndarray:
    if values.dtype != object or not any(isinstance(value, np.ndarray) for value in values):
        return values
    texts = [json.dumps(v.tolist(), ensure_ascii=False) if isinstance(v, np.ndarray) else v for v in values]
    return np.array(texts, dtype=object)


def _read_metadata(path: Path) -> dict[str, Any]:
    """Return the collection's `metadata`, such as {"year": 2024}, from either end of the file.

    GDAL does not hand this member over, and parsing tens of megabytes again for one number is not worth it.
    """
    for text in _read_edges(path):
        if match := _METADATA.search(text):
            try:
                return dict(json.JSONDecoder().raw_decode(text, match.end())[0])
            except (json.JSONDecodeError, RecursionError):
                continue
    return {}


def _read_edges(path: Path) -> tuple[str, str]:
    """Return the first and the last 64 kB as text."""
    with path.open("rb") as file:
        head = file.read(_EDGE_BYTES)
        file.seek(max(0, path.stat().st_size - _EDGE_BYTES))
        tail = file.read()
    return head.decode("utf-8", "replace"), tail.decode("utf-8", "replace")
