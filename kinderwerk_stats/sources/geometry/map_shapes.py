"""The wijken of one gemeente as small SVG paths, for a map that a browser draws without any service."""

import gzip
import json
import math
import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np
import shapely

from kinderwerk_stats.model.datasets import ShapesTable
from kinderwerk_stats.sources.geometry.borders import clean_coverage

LONGEST_SIDE = 1000
MAX_GZIP_BYTES = 20_000

_FIRST_TOLERANCE = 0.5
_TOLERANCE_STEP = 1.4
_COARSEST_TOLERANCE = 20.0  # beyond this nobody recognises the gemeente; then size gives way
_TENTHS = 10
_LEADING_ZERO = re.compile(r"\b0\.")


@dataclass(frozen=True, eq=False)
class MapShapes:
    """What the browser draws: SVG paths in a viewBox of `width` × `height`, y down, north up, true to shape.

    `paths`: wijk_code -> SVG path data. Borders that wijken share have the same vertices in both paths.
    `labels`: wijk_code -> (x, y) of the roomiest spot in the wijk, for its name.
    `tolerance_m`: details smaller than about this many metres were left out.
    """

    width: int
    height: int
    paths: dict[str, str]
    labels: dict[str, tuple[float, float]]
    tolerance_m: float

    def to_json(self) -> bytes:
        """Return {"width", "height", "paths", "labels"} as JSON; the same shapes always give the same bytes."""
        content = {"width": self.width, "height": self.height, "paths": self.paths, "labels": self.labels}
        return json.dumps(content, separators=(",", ":")).encode()

    @cached_property
    def fingerprint(self) -> str:
        """Twelve characters that change when the JSON changes, for an address that may be cached for ever."""
        return sha256(self.to_json()).hexdigest()[:12]


def build_map_shapes(table: ShapesTable) -> MapShapes:
    """Build the map of the wijken in `table`, small enough to send: at most `MAX_GZIP_BYTES` gzipped.

    Parameters
    ----------
    table : the wijken of one gemeente (`cut_gemeente`), in RD metres.

    Returns
    -------
    MapShapes
        A path and a label point for every wijk in the table, in its order. The longest side of the map is
        `LONGEST_SIDE` units and every coordinate has at most one decimal.

    Raises
    ------
    ValueError
        When the table holds no wijken.

    Notes
    -----
    Slivers are closed first; then all borders are simplified together (Visvalingam-Whyatt on the coverage), so what
    two wijken share stays shared, and islands smaller than the tolerance squared are left out. The tolerance starts
    at half a unit, which no eye sees, and grows by 40 % until the JSON fits. Rounding comes last and moves a shared
    vertex to the same place in both wijken: no gaps.
    A wijk too small to draw becomes a square of one unit.
    """
    if not len(table.shapes):
        raise ValueError("table holds no wijken; cut out a gemeente that it does hold")
    cleaned = clean_coverage(table.shapes)
    west, south, east, north = shapely.total_bounds(cleaned)
    units_per_m = LONGEST_SIDE / max(east - west, north - south)
    shapes = shapely.transform(cleaned, lambda xy: (xy - (west, north)) * (units_per_m, -units_per_m))
    width, height = (max(1, math.ceil(round(side * units_per_m, 1))) for side in (east - west, north - south))
    codes = [str(code) for code in table.frame.index]
    tolerance = _FIRST_TOLERANCE
    while True:
        simplified = shapely.coverage_simplify(shapes, tolerance)
        result = MapShapes(
            width=width,
            height=height,
            paths=dict(zip(codes, (_build_path(shape, tolerance**2) for shape in simplified), strict=True)),
            labels=dict(zip(codes, _place_labels(simplified), strict=True)),
            tolerance_m=float(tolerance / units_per_m),
        )
        if tolerance >= _COARSEST_TOLERANCE or len(gzip.compress(result.to_json())) <= MAX_GZIP_BYTES:
            return result
        tolerance *= _TOLERANCE_STEP


def _build_path(shape: shapely.Geometry, smallest: float) -> str:
    """Return SVG path data: one absolute start per ring, then relative steps; no rings smaller than `smallest`."""
    rings = []
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        points = np.rint(shapely.get_coordinates(ring)[:-1] * _TENTHS).astype(int)
        points = points[np.diff(points, axis=0, append=points[:1]).any(axis=1)]
        if len(points) >= 3 and _area(points) >= smallest * _TENTHS**2:
            rings.append(f"M{_format_pairs(points[:1])}l{_format_pairs(np.diff(points, axis=0))}z")
    if not rings:
        x, y = np.rint(shapely.get_coordinates(shapely.centroid(shape))[0] * _TENTHS).astype(int) - _TENTHS // 2
        rings.append(f"M{_format_pairs(np.array([[x, y]]))}h1v1h-1z")
    return "".join(rings)


def _area(points: np.ndarray) -> float:
    x, y = points.T
    return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2


def _format_pairs(pairs: np.ndarray) -> str:
    """Return 12.5-3 .4 7: a minus sign separates as well as a space does."""
    numbers = " ".join(f"{tenths / _TENTHS:.5g}" for tenths in pairs.ravel().tolist())
    return _LEADING_ZERO.sub(".", numbers).replace(" -", "-")


def _place_labels(shapes: np.ndarray) -> list[tuple[float, float]]:
    """Return the centre of the largest circle inside each shape."""
    centres = shapely.get_coordinates(shapely.maximum_inscribed_circle(shapes))[::2]
    return [(round(x, 1), round(y, 1)) for x, y in centres.tolist()]
