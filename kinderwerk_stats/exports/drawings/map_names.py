"""Where the names of wijken stand on a map: none over another, none outside it; what has no room is left out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from itertools import product

import numpy as np
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from kinderwerk_stats.exports.drawings.canvas import clean
from kinderwerk_stats.exports.drawings.measure import LINE_HEIGHT, width_of, wrap
from kinderwerk_stats.story.slides import MapArea

# A line of a name is so many letters' heights wide at most.
_NAME_ROOM = 9
# What can have a line of its own, as on the screen: a word, and a part of Nieuw-Rietdrecht.
_PARTS = re.compile(r"\s+|(?<=[^\W\d_]{3}[-/])(?=[^\W\d_]{3})")
# Where no other place is left: away from the middle of the wijk, in parts of the name itself; further off it would name
# a neighbour.
_STEPS = sorted(
    product((0, 0.25, -0.25, 0.5, -0.5), (0, 0.3, -0.3, 0.6, -0.6)), key=lambda step: step[0] ** 2 + step[1] ** 2
)
# Between two names, and between places that are tried, in heights of a letter.
_APART, _STEP = 0.2, 0.5
Rings = tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True)
class PlacedName:
    """A name on the map: its lines, the box that they take, and where in its wijk a line to it ends, if it has one."""

    area: MapArea
    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float
    points_to: tuple[float, float] | None = None

    @property
    def line(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """Return the ends of the line from the name to its wijk; None for a name that stands by its wijk."""
        if self.points_to is None:
            return None
        x, y = self.points_to
        edge = (min(max(x, self.left), self.left + self.width), min(max(y, self.top), self.top + self.height))
        return edge, self.points_to


def weight_of(area: MapArea) -> int:
    """Return how heavy a name is written: that of a chosen wijk heavier."""
    return 700 if area.chosen else 600


def place_names(
    areas: Iterable[MapArea], placed: Mapping[str, Rings], field: tuple[float, float], size: float, wider: float = 1.0
) -> list[PlacedName]:
    """Return the names that have room: in the wijk itself, else beside the gemeente with a line, else near the wijk.

    As on the map of the screen; chosen wijken come first.

    Parameters
    ----------
    areas : the wijken of the map.
    placed : the rings of each, from the upper left corner.
    field : width and height of the map with the paper around it.
    size : of the letters.
    wider : how much wider a letter may turn out than in our own font.
    """
    named = [area for area in areas if area.named and any(len(ring) > 2 for ring in placed[area.code])]
    named.sort(key=lambda area: not area.chosen)
    shapes = {code: shape_of(rings) for code, rings in placed.items()}
    found, taken = dict[str, PlacedName](), list[BaseGeometry]()

    def take(name: PlacedName | None) -> None:
        if name is not None:
            found[name.area.code] = name
            taken.append(_box(name, size * _APART))
            taken.extend([LineString(name.line)] if name.line else [])

    for area in named:
        take(_inside(_written(area, field, (size, wider)), shapes[area.code], size, taken))
    rest = [area for area in named if area.code not in found]
    land = shapely.union_all(list(shapes.values())).buffer(size * _APART) if rest else Polygon()
    shapely.prepare(land)
    # Who lies at the edge has the place there, so that no line has to go round it.
    for area in sorted(rest, key=lambda area: Point(inside_of(shapes[area.code])).distance(land.boundary)):
        first = _written(area, field, (size, wider))[0]
        take(_beside(first, inside_of(shapes[area.code]), (land, field), size, taken))
    for area in rest:
        if area.code not in found:
            take(_near(_written(area, field, (size, wider))[0], inside_of(shapes[area.code]), field, taken))
    return [found[area.code] for area in named if area.code in found]


def shape_of(rings: Rings) -> BaseGeometry:
    """Return the surface within rings; a ring in another is a hole."""
    whole: BaseGeometry = Polygon()
    parts = [Polygon(ring).buffer(0) for ring in rings if len(ring) > 2]
    return reduce(lambda one, other: one.symmetric_difference(other), parts, whole)


def inside_of(shape: BaseGeometry) -> tuple[float, float]:
    """Return a place inside the largest part of a wijk."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area, default=shape)
    if largest.is_empty:
        return 0.0, 0.0
    middle = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    return middle.x, middle.y


def _written(area: MapArea, field: tuple[float, float], letters: tuple[float, float]) -> list[PlacedName]:
    """Return a name without a place: broken as usual, on one line, and each part on a line."""
    size, wider = letters
    weight, name = weight_of(area), clean(area.name)
    longest = max((width_of(part, size, weight) for part in name.replace("/", "/ ").split()), default=0.0)
    usual = wrap(name, max(size * _NAME_ROOM, min(longest, field[0] / wider)), size, weight)
    ways = dict.fromkeys(tuple(lines) for lines in (usual, [name], _PARTS.split(name)))
    return [
        PlacedName(area, lines, 0.0, 0.0, max(width_of(words, size, weight) for words in lines) * wider,
                   len(lines) * size * LINE_HEIGHT)
        for lines in ways
    ]  # fmt: skip


def _box(name: PlacedName, around: float = 0.0) -> BaseGeometry:
    right, lower = name.left + name.width, name.top + name.height
    return shapely.box(name.left - around, name.top - around, right + around, lower + around)


def _places(
    name: PlacedName, bounds: tuple[float, float, float, float], middle: tuple[float, float], step: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return every corner within bounds where a name could stand, a step apart, the nearest first; and their boxes."""
    west, north, east, south = bounds
    across, down = np.arange(west, east - name.width, step), np.arange(north, south - name.height, step)
    corners = np.array(list(product(across, down))).reshape(-1, 2)
    sides = np.array([name.width, name.height])
    far = np.hypot(*(corners + sides / 2 - np.array(middle)).T)
    corners = corners[np.argsort(far, kind="stable")]
    return corners, shapely.box(*corners.T, *(corners + sides).T)


def _inside(ways: list[PlacedName], shape: BaseGeometry, size: float, taken: list[BaseGeometry]) -> PlacedName | None:
    """Return the first way of writing that covers no neighbour."""
    shapely.prepare(shape)
    for name in ways:
        corners, boxes = _places(name, shape.bounds, inside_of(shape), size * _STEP)
        fits = shapely.contains(shape, boxes) & ~shapely.intersects(shapely.union_all(taken), boxes)
        if fits.any():
            left, top = corners[fits][0]
            return replace(name, left=float(left), top=float(top))
    return None


def _beside(
    name: PlacedName,
    middle: tuple[float, float],
    paper: tuple[BaseGeometry, tuple[float, float]],
    size: float,
    taken: list[BaseGeometry],
) -> PlacedName | None:
    """Return the nearest place on the paper beside the gemeente from which a line crosses no other name or line."""
    (land, (width, height)), others = paper, shapely.union_all(taken)
    corners, boxes = _places(name, (0.0, 0.0, width, height), middle, size * _STEP)
    free = ~shapely.intersects(land, boxes) & ~shapely.intersects(others, boxes)
    for left, top in corners[free]:
        found = replace(name, left=float(left), top=float(top), points_to=middle)
        if found.line and not LineString(found.line).intersects(others):
            return found
    return None


def _near(
    name: PlacedName, middle: tuple[float, float], field: tuple[float, float], taken: list[BaseGeometry]
) -> PlacedName | None:
    """Return the first place by the middle of the wijk that is on the map and over no other name."""
    for across, down in _STEPS:
        left = middle[0] - name.width / 2 + across * name.width
        top = middle[1] - name.height / 2 + down * name.height
        left = min(max(left, 0.0), max(field[0] - name.width, 0.0))
        top = min(max(top, 0.0), max(field[1] - name.height, 0.0))
        found = replace(name, left=left, top=top)
        if not any(_box(found).intersects(other) for other in taken):
            return found
    return None
