"""Invented maps that tests of geometry and map shapes share."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
import shapely
from defusedxml.ElementTree import fromstring
from shapely.geometry.base import BaseGeometry

from kinderwerk_stats.exports.drawings.measure import width_of
from kinderwerk_stats.exports.drawings.picture import draw_picture
from kinderwerk_stats.model.datasets import ShapesTable
from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.story.slides import MapPicture

# Somewhere in Amsterdam, in RD metres.
X, Y = 120_000, 485_000


def shapes_table(shapes: Sequence[BaseGeometry], codes: Sequence[str] | None = None) -> ShapesTable:
    """Return a table of these shapes, WK900100, WK900101, ... when no codes are given."""
    names = list(codes or [f"WK9001{number:02d}" for number in range(len(shapes))])
    index = pd.Index(names, name="wijk_code", dtype="str")
    frame = pd.DataFrame({"name": None, "gemeente_name": None}, index=index, dtype="str")
    return ShapesTable(Source("kaart", "gebieden", "Wijkgrenzen", "CBS"), frame, np.array(shapes, dtype=object))


def jagged_grid(columns: int, rows: int, *, size: float, vertices: int, noise: float, seed: int) -> list[BaseGeometry]:
    """Return the cells of a grid whose sides wobble by about `noise` metres and are the same for both neighbours."""
    rng = np.random.default_rng(seed)
    steps = np.linspace(0, 1, vertices + 1)[:, None]

    def draw_side(start: tuple[int, int], end: tuple[int, int]) -> np.ndarray:
        line = (np.array(start) + steps * np.subtract(end, start)) * size + (X, Y)
        line[1:-1] += rng.normal(0, noise, size=(vertices - 1, 2))
        return line

    across = {(c, r): draw_side((c, r), (c + 1, r)) for c in range(columns) for r in range(rows + 1)}
    upward = {(c, r): draw_side((c, r), (c, r + 1)) for c in range(columns + 1) for r in range(rows)}
    rings = [
        np.vstack([across[c, r], upward[c + 1, r], across[c, r + 1][::-1], upward[c, r][::-1]])
        for c in range(columns)
        for r in range(rows)
    ]
    return [shapely.make_valid(shapely.Polygon(ring), method="structure") for ring in rings]


def parse_path(path: str) -> BaseGeometry:
    """Read SVG path data back, as a browser does with fill-rule evenodd."""
    number = re.compile(r"-?\d*\.?\d+")
    shape: BaseGeometry = shapely.Polygon()
    for part in path.split("z")[:-1]:
        if "h" in part:  # the square of a wijk too small to draw
            x, y = map(float, number.findall(part.split("h")[0]))
            ring = shapely.box(x, y, x + 1, y + 1)
        else:
            start, steps = part.removeprefix("M").split("l")
            first = np.array(number.findall(start), dtype=float)
            moves = np.array(number.findall(steps), dtype=float).reshape(-1, 2)
            ring = shapely.Polygon(np.vstack([first, first + moves.cumsum(axis=0)]).round(1))
        shape = shapely.symmetric_difference(shape, shapely.make_valid(ring, method="structure", keep_collapsed=False))
    return shape


Corners = tuple[float, float, float, float]


def name_boxes(picture: MapPicture, width: float, height: float | None, size: float) -> list[tuple[str, Corners]]:
    """Return the lines of the names on a drawn map, each with its left, top, right and lower side."""
    svg = draw_picture(picture, palette=LIGHT, width=width, height=height, type_size=size)
    found = []
    for line in fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        if line.get("paint-order") != "stroke":
            continue
        letters, middle, base, weight = (float(line.attrib[name]) for name in ("font-size", "x", "y", "font-weight"))
        words = line.text or ""
        half = width_of(words, letters, int(weight)) / 2
        found.append((words, (middle - half, base - 0.8 * letters, middle + half, base + 0.2 * letters)))
    return found


def touching(boxes: Iterable[Corners]) -> list[tuple[Corners, Corners]]:
    """Return the pairs of boxes that lie over each other."""
    return [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
