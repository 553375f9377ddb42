"""Invented maps that tests of geometry and map shapes share."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from kinderwerk_stats.model.datasets import ShapesTable
from kinderwerk_stats.model.source import Source

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
