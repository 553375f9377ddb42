"""Open a map file: GeoJSON, TopoJSON, GeoPackage or a zipped shapefile, recognised by its content.

GDAL can open about fifty formats, some of which run queries or fetch addresses that a file names. The name of
the driver in front of the path ("GeoJSON:kaart.json") makes GDAL try that one driver and nothing else, so an
upload never chooses its own reader and nothing leaves the machine. A shapefile has no such name; its first bytes, which
no other format shares, are looked at instead.
"""

import json
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError
from pyogrio.raw import read

from kinderwerk_stats.sources.cbs.aliases import match_column
from kinderwerk_stats.sources.cbs.headers import parse_header
from kinderwerk_stats.sources.geometry.zipped import find_zipped_map, is_geopackage

MapFormat = Literal["GeoJSON", "TopoJSON", "GPKG", "shapefile"]
Columns = Mapping[str, np.ndarray]

# What GDAL and the text decoder raise on a file that is cut off or damaged.
UNREADABLE = (DataSourceError, DataLayerError, UnicodeDecodeError)

_EDGE_BYTES = 64 * 1024
_SQLITE_MAGIC = b"SQLite format 3\x00"
_TYPE = re.compile(r'"type"\s*:\s*"(FeatureCollection|Topology)"')
_JSON_TEXT = re.compile(r'"((?:[^"\\]|\\.){6,2000})"')
_METADATA = re.compile(r'"metadata"\s*:\s*(?=\{)')


@dataclass(frozen=True, eq=False)
class MapLayer:
    """One layer of a map file: its attribute columns and one WKB geometry (or None) per feature.

    `metadata`: the member of that name of a GeoJSON or TopoJSON collection, {} without. `others`: the columns of the
    other layers with areas.
    """

    name: str
    layers_in_file: int
    columns: Columns
    wkb: np.ndarray
    metadata: Mapping[str, Any]
    others: tuple[Columns, ...] = ()


@dataclass(frozen=True)
class MapFile:
    """A file that holds a map: what it is, and what GDAL is asked to open: the file, or maps in a zip file."""

    path: Path
    format: MapFormat
    sources: tuple[str, ...]


def find_map(path: Path) -> MapFile | None:
    """Return the map in a file by its content, or None; the name does not count.

    Raises
    ------
    InputRefused
        For a zip file with a map that is damaged or not safe to open.
    """
    with path.open("rb") as file:
        start = file.read(72)
    if start.startswith(b"PK"):
        inside = find_zipped_map(path)
        if inside is None:
            return None
        # Braces tell GDAL where the name of the zip file ends, whatever that name is.
        addresses = [f"/vsizip/{{{path.resolve()}}}/{name}" for name in inside.names]
        if inside.is_geopackage:
            return MapFile(path, "GPKG", (f"GPKG:{addresses[0]}",))
        return MapFile(path, "shapefile", tuple(addresses))
    map_format = _sniff_format(path, start)
    if map_format is None:
        return None
    # Quotes let GDAL's GeoPackage driver accept a path that holds a colon.
    source = f'GPKG:"{path.resolve()}"' if map_format == "GPKG" else f"{map_format}:{path.resolve()}"
    return MapFile(path, map_format, (source,))


def _sniff_format(path: Path, start: bytes) -> MapFormat | None:
    if start.startswith(_SQLITE_MAGIC):
        return "GPKG" if is_geopackage(start) else None
    if not start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return None
    for text in _read_edges(path):
        if match := _TYPE.search(text):
            return "TopoJSON" if match[1] == "Topology" else "GeoJSON"
    return None


def read_layer(file: MapFile, rank: Callable[[Columns], tuple[int, int]]) -> MapLayer:
    """Read one layer of a map file, without asking GDAL what the file is.

    Parameters
    ----------
    file : what `find_map` said of it.
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
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # broken shapes are reported by their code later on
        # A GeoJSON file has one layer; asking costs as much as reading half of it.
        layers = [(file.sources[0], None)] if file.format == "GeoJSON" else _list_layers(file.sources)
        if not layers:
            return MapLayer("", 0, {}, np.empty(0, dtype=object), {})
        attributes = [_read_columns(*layer, with_shapes=False)[0] for layer in layers] if len(layers) > 1 else []
        best = max(range(len(attributes)), key=lambda place: rank(attributes[place]), default=0)
        columns, wkb = _read_columns(*layers[best], with_shapes=True)
    metadata = _read_metadata(file.path) if file.format in ("GeoJSON", "TopoJSON") else {}
    others = tuple(found for place, found in enumerate(attributes) if place != best)
    return MapLayer(layers[best][1] or "", len(layers), columns, wkb, metadata, others)


def read_attributes(file: MapFile, layer: MapLayer, count: int) -> list[tuple[list[str], list[list[Any]]]]:
    """Return the names of the properties and their values in the first features, for every layer of the file.

    Parameters
    ----------
    file : what `find_map` said of it.
    layer : the layer that was read; of a file with one layer it has them all.
    count : how many features.
    """
    if file.format in ("GeoJSON", "TopoJSON") and layer.layers_in_file <= 1:
        return [_as_rows(layer.columns, count)]
    tables = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        # Tables without shapes too: nothing is read from them, but they are part of what was handed in.
        for source in file.sources:
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


def _list_layers(sources: Sequence[str]) -> list[tuple[str, str | None]]:
    """Return the layers that can hold areas, each with its source."""
    return [
        (source, str(name))
        for source in sources
        for name, kind in pyogrio.list_layers(source)
        if kind is not None and "Point" not in kind and "Line" not in kind
    ]


def _read_columns(source: str, layer: str | None, *, with_shapes: bool) -> tuple[Columns, np.ndarray]:
    """Return the columns of one layer, and its shapes."""
    wanted = None
    # CBS adds 200 columns of figures to its maps; texts, the year and the figures we know will do.
    if source.startswith(("GPKG:", "/vsizip/")):
        info = pyogrio.read_info(source, layer=layer)
        wanted = [
            name
            for name, dtype in zip(info["fields"], info["dtypes"], strict=True)
            if dtype == "object" or name.casefold() == "jaar" or match_column(parse_header(name)) is not None
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


def read_descriptions(file: MapFile) -> list[str]:
    """Return what a file says beside its features: members of a JSON collection, metadata of a GeoPackage."""
    if file.format in ("GeoJSON", "TopoJSON"):
        return [text for edge in _read_edges(file.path) for text in _JSON_TEXT.findall(edge)]
    said = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        for source in file.sources:
            for name, _ in pyogrio.list_layers(source):
                info = pyogrio.read_info(source, layer=name)
                said += [name, *(info["layer_metadata"] or {}).values(), *(info["dataset_metadata"] or {}).values()]
    return list(map(str, said))


def _read_edges(path: Path) -> tuple[str, str]:
    """Return the first and the last 64 kB as text."""
    with path.open("rb") as file:
        head = file.read(_EDGE_BYTES)
        file.seek(max(0, path.stat().st_size - _EDGE_BYTES))
        tail = file.read()
    return head.decode("utf-8", "replace"), tail.decode("utf-8", "replace")
