"""Shapes made usable: in RD metres, valid, one per wijk, with exactly shared borders."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

MAX_SLIVER_M = 100.0

# West, south, east, north of the Netherlands with some room.
_LON_LAT = (3.0, 50.0, 8.0, 54.0)
_RD = (0.0, 300_000.0, 300_000.0, 630_000.0)
# In shapely 2.2, not yet in types-shapely.
_coverage_clean: Callable[..., np.ndarray] = vars(shapely)["coverage_clean"]
_POLYGONAL = (3, 6)  # shapely's type ids of Polygon and MultiPolygon


def to_rd(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Bring shapes to RD metres (EPSG:28992); the size of the numbers says what they are now.

    Returns
    -------
    tuple
        The shapes, and a mask of those outside the Netherlands: when any is, the shapes are not to be used.
    """
    bounds = shapely.bounds(shapes)
    there = ~np.isnan(bounds).any(axis=1)
    is_metres = bool((np.abs(bounds[there][:, [0, 2]]) > 180).any())
    west, south, east, north = _RD if is_metres else _LON_LAT
    inside = (bounds[:, 0] >= west) & (bounds[:, 1] >= south) & (bounds[:, 2] <= east) & (bounds[:, 3] <= north)
    outside = there & ~inside
    if is_metres or outside.any():
        return shapes, outside
    transformer = _lon_lat_to_rd()
    return shapely.transform(shapes, lambda lon_lat: np.column_stack(transformer.transform(*lon_lat.T))), outside


@cache
def _lon_lat_to_rd() -> pyproj.Transformer:
    """Return WGS84 to RD, right within a metre with what PROJ brings along."""
    return pyproj.Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True, allow_ballpark=False)


def to_polygons(shapes: np.ndarray) -> np.ndarray:
    """Return valid Polygons and MultiPolygons, without lines and points; what holds no area is empty or None."""
    shapes = shapes.copy()
    broken = ~shapely.is_valid(shapes)
    shapes[broken] = shapely.make_valid(shapes[broken], method="structure", keep_collapsed=False)
    other = ~np.isin(shapely.get_type_id(shapes), _POLYGONAL) & ~shapely.is_missing(shapes)
    for row in np.flatnonzero(other):
        parts = shapely.get_parts(shapes[row])
        shapes[row] = shapely.union_all(parts[np.isin(shapely.get_type_id(parts), _POLYGONAL)])
    return shapes


def dissolve(codes: np.ndarray, shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the codes, each once and sorted, and one shape for each."""
    order = np.argsort(codes, kind="stable")
    wijk_codes, starts = np.unique(codes[order], return_index=True)
    merged = np.empty(len(wijk_codes), dtype=object)
    for row, group in enumerate(np.split(shapes[order], starts[1:])):
        merged[row] = group[0] if len(group) == 1 else shapely.union_all(group)
    return wijk_codes, merged


def clean_coverage(shapes: np.ndarray) -> np.ndarray:
    """Return the shapes without overlaps and slivers, so that neighbours have the same vertices along their border.

    Files are often simplified wijk by wijk, which leaves slivers of some tens of metres between neighbours. An
    overlap, and a gap between wijken of at most `MAX_SLIVER_M` wide, goes to the wijk with the longest border along
    it. A gap that is open at the edge of the map counts too when it lies between two wijken; a bay of one wijk stays.

    Parameters
    ----------
    shapes : valid Polygons and MultiPolygons in metres.

    Returns
    -------
    numpy.ndarray
        As many shapes in the same order. A wijk that lies wholly under another one keeps its own shape.
    """
    cleaned = _close_gaps(shapes)
    land = shapely.union_all(cleaned)
    inlets = _find_inlets(cleaned, land)
    if not len(inlets):
        return cleaned
    # With a frame around the map, a gap that was open at the edge is an enclosed one like all others.
    frame = shapely.envelope(land).buffer(10 * MAX_SLIVER_M).difference(shapely.union_all([land, *inlets]))
    return _close_gaps(np.array([*cleaned, frame]))[:-1]


def _close_gaps(shapes: np.ndarray) -> np.ndarray:
    cleaned = _coverage_clean(shapes, gap_width=MAX_SLIVER_M)
    return np.where(shapely.is_empty(cleaned), shapes, cleaned)


def _find_inlets(shapes: np.ndarray, land: BaseGeometry) -> np.ndarray:
    """Return the narrow gaps that are open at the edge and touch two wijken or more."""
    reach = MAX_SLIVER_M / 2
    # Mitred on the way back, so that a hollow corner is not rounded off; what crosses itself by that is repaired.
    closed = shapely.make_valid(land.buffer(reach).buffer(-reach, join_style="mitre"))
    gaps = shapely.get_parts(closed.difference(land))
    gaps = gaps[shapely.area(gaps) > 1]  # less than a square metre is rounding
    touching = shapely.STRtree(shapes).query(gaps, predicate="intersects")[0]
    return gaps[np.bincount(touching, minlength=len(gaps)) >= 2]
