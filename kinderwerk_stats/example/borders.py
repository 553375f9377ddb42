"""The map of Halmerdam: borders that two wijken share are one line, drawn once, so that both sides agree.

Coordinates are kilometres east and north of the Vismarkt, placed in the Markermeer: in the polder Markerwaard that was
planned and never made.
"""

import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from kinderwerk_stats.example.town import draw_between

Point = tuple[float, float]
Ring = list[Point]
Style = Literal["water", "street", "rail", "moat", "ditch", "plain"]

WATER = 99
OUTSIDE = 0
_ORIGIN_LON, _ORIGIN_LAT = 5.242, 52.551
_KM_PER_DEGREE_LAT = 111.25
_KM_PER_DEGREE_LON = 67.69

# The Halmer, from the east border to its mouth; half its width in km grows on the way.
_RIVER = ((5.30, -1.55), (4.35, -1.05), (3.35, -1.30), (2.35, -0.95), (1.60, -0.15), (0.75, 0.45), (-0.20, 0.50),
          (-1.15, 0.25), (-2.10, 0.35), (-3.00, 0.90), (-3.85, 1.30), (-4.65, 1.25))  # fmt: skip
_HALF_WIDTH_KM = (0.045, 0.105)
# Where borders reach the river: how far along it (0-1), per bank.
_SOUTH_BANK = {"s0": 0.0, "s1": 0.215, "s2": 0.335, "s3": 0.478, "s4": 0.646, "s5": 1.0}
_NORTH_BANK = {"n0": 0.0, "n1": 0.19, "n2": 0.405, "n3": 0.675, "n4": 1.0}

_NODES: dict[str, Point] = {
    # the old town and its moat
    "c1": (0.98, -0.58), "c2": (-0.86, -0.50), "v1": (1.36, -1.16), "v2": (0.34, -1.42), "v3": (-0.98, -1.26),
    "v4": (-1.46, -0.46),
    # south and west
    "k1": (2.30, -1.74), "o1": (-2.55, -0.56), "w1": (-1.62, -2.16), "w2": (-2.84, -1.94), "p1": (-4.25, -0.46),
    "p2": (-4.02, -2.52), "l1": (-1.42, -3.60), "l2": (0.82, -3.42), "z1": (3.16, -3.02), "z2": (4.86, -3.36),
    # north and east
    "h1": (1.86, 0.86), "h2": (0.36, 1.46), "h3": (-1.34, 1.36), "m1": (2.12, 1.92), "m2": (1.26, 2.86),
    "m3": (-0.52, 3.02), "m4": (-1.52, 2.42), "e1": (3.62, 1.86), "r1": (-3.02, 3.06), "r2": (-4.42, 2.82),
    "x1": (-3.72, 3.92), "x2": (-0.92, 4.36), "x3": (2.92, 3.92), "x4": (5.02, 2.72), "x5": (5.52, 0.52),
    # the lake
    "q1": (-6.30, -3.02), "q2": (-6.55, 4.22),
}  # fmt: skip


@dataclass(frozen=True)
class _Line:
    """A border from one node to another; `left` and `right` of the way there lie these wijken."""

    start: str
    end: str
    left: int
    right: int
    style: Style
    via: tuple[Point, ...] = ()


_LINES = (
    # the river: one line per wijk and bank, running downstream (south bank on the left hand)
    _Line("s0", "s1", 13, WATER, "plain"), _Line("s1", "s2", 5, WATER, "plain"), _Line("s2", "s3", 6, WATER, "plain"),
    _Line("s3", "s4", 1, WATER, "plain"), _Line("s4", "s5", 9, WATER, "plain"),
    _Line("n0", "n1", WATER, 14, "plain"), _Line("n1", "n2", WATER, 11, "plain"), _Line("n2", "n3", WATER, 12, "plain"),
    _Line("n3", "n4", WATER, 8, "plain"), _Line("n0", "s0", OUTSIDE, WATER, "plain"),
    # the old town
    _Line("s3", "c1", 6, 1, "rail", ((1.24, -0.14),)),
    _Line("c1", "c2", 2, 1, "moat", ((0.80, -0.79), (0.52, -0.90), (0.16, -0.95), (-0.22, -0.92), (-0.58, -0.76))),
    _Line("c2", "s4", 9, 1, "moat", ((-1.02, -0.22), (-1.00, 0.00))),
    _Line("c1", "v1", 6, 2, "rail"),
    _Line("v1", "v2", 5, 2, "moat", ((1.10, -1.18), (1.00, -1.38), (0.82, -1.36), (0.72, -1.24), (0.46, -1.30))),
    _Line("v2", "v3", 7, 2, "moat", ((0.16, -1.47), (0.06, -1.33), (-0.28, -1.34), (-0.38, -1.52), (-0.58, -1.48),
                                     (-0.64, -1.31), (-0.86, -1.22))),
    _Line("v3", "v4", 3, 2, "moat", ((-1.16, -1.24), (-1.16, -1.04), (-1.22, -0.84), (-1.42, -0.84), (-1.46, -0.64))),
    _Line("v4", "c2", 9, 2, "street", ((-1.16, -0.36),)),
    # south of the river
    _Line("s2", "k1", 5, 6, "street", ((2.12, -1.06), (2.28, -1.30))),
    _Line("k1", "v1", 5, 6, "rail", ((1.86, -1.52),)),
    _Line("s1", "z1", 13, 5, "street", ((3.22, -1.72), (2.92, -2.02), (3.06, -2.52))),
    _Line("z1", "l2", OUTSIDE, 5, "ditch", ((2.42, -3.06), (2.36, -3.36))),
    _Line("l2", "v2", 7, 5, "street", ((0.66, -2.92), (0.82, -2.32), (0.50, -1.92))),
    _Line("l2", "l1", OUTSIDE, 7, "ditch", ((0.74, -3.72), (-0.62, -3.86))),
    _Line("l1", "w1", 3, 7, "street", ((-1.32, -3.02), (-1.66, -2.62))),
    _Line("w1", "v3", 3, 7, "street", ((-1.22, -2.02), (-1.06, -1.62))),
    _Line("l1", "w2", OUTSIDE, 3, "ditch", ((-1.82, -3.34), (-2.66, -3.16), (-2.72, -2.52))),
    _Line("w2", "o1", 4, 3, "street", ((-2.52, -1.72), (-2.62, -1.12))),
    _Line("o1", "v4", 9, 3, "rail", ((-2.06, -0.44),)),
    _Line("o1", "p1", 4, 9, "rail", ((-3.42, -0.84),)),
    _Line("p2", "w2", 4, OUTSIDE, "ditch", ((-3.42, -2.46), (-3.36, -2.12))),
    _Line("p2", "p1", WATER, 4, "water", ((-4.42, -2.02), (-4.12, -1.32))),
    _Line("p1", "s5", WATER, 9, "water", ((-4.52, -0.16), (-4.46, 0.08), (-3.92, 0.12), (-3.66, 0.34), (-3.92, 0.52),
                                          (-4.42, 0.46), (-4.72, 0.70))),
    _Line("z1", "z2", 13, OUTSIDE, "ditch", ((3.90, -3.02),)),
    _Line("z2", "s0", 13, OUTSIDE, "ditch", ((4.96, -2.72), (5.36, -2.62))),
    # north of the river
    _Line("n2", "h1", 12, 11, "street", ((1.72, 0.36),)),
    _Line("h1", "h2", 12, 10, "street", ((1.46, 0.98), (1.22, 1.36), (0.82, 1.30))),
    _Line("h2", "h3", 12, 10, "street", ((-0.12, 1.66), (-0.82, 1.52))),
    _Line("h3", "n3", 12, 8, "street", ((-1.52, 1.06), (-1.40, 0.72))),
    _Line("h1", "m1", 10, 11, "rail", ((2.12, 1.32),)),
    _Line("m1", "m2", 10, 14, "ditch", ((1.92, 2.46), (1.46, 2.52))),
    _Line("m2", "m3", 10, 14, "ditch", ((0.32, 3.12),)),
    _Line("m3", "m4", 10, 14, "ditch", ((-0.72, 2.66), (-1.16, 2.72))),
    _Line("m4", "h3", 10, 8, "street", ((-1.36, 2.16), (-1.66, 1.72))),
    _Line("m1", "e1", 14, 11, "ditch", ((2.52, 2.26), (3.22, 2.16))),
    _Line("e1", "n1", 14, 11, "street", ((3.76, 1.22), (4.06, 0.82), (3.72, 0.02))),
    _Line("m4", "r1", 8, 14, "ditch", ((-2.22, 2.56), (-2.42, 3.02))),
    _Line("r1", "r2", 8, 14, "ditch", ((-3.66, 3.02),)),
    _Line("r2", "n4", 8, WATER, "water", ((-4.16, 2.36), (-4.62, 1.92))),
    # the outer border
    _Line("x1", "r2", 14, WATER, "water", ((-4.12, 3.66), (-4.06, 3.22))),
    _Line("x2", "x1", 14, OUTSIDE, "ditch", ((-1.12, 3.92), (-2.42, 4.12))),
    _Line("x3", "x2", 14, OUTSIDE, "ditch", ((1.72, 4.22), (1.62, 3.82), (0.12, 3.96))),
    _Line("x4", "x3", 14, OUTSIDE, "ditch", ((4.52, 2.86), (4.22, 3.62))),
    _Line("x5", "x4", 14, OUTSIDE, "ditch", ((5.42, 1.52), (5.02, 1.66))),
    _Line("n0", "x5", 14, OUTSIDE, "ditch", ((5.32, -0.62), (5.62, -0.52))),
    _Line("q1", "p2", WATER, OUTSIDE, "plain"), _Line("x1", "q2", WATER, OUTSIDE, "plain"),
    _Line("q2", "q1", WATER, OUTSIDE, "plain"),
)  # fmt: skip


@cache
def build_rings() -> dict[int, Ring]:
    """Return wijk number -> its closed ring, counter-clockwise, in longitude and latitude (5 decimals, about 1 m).

    `WATER` is the lake and the river together.
    """
    points = {line: [_to_degrees(point) for point in _draw_line(line)] for line in _LINES}
    numbers = sorted({number for line in _LINES for number in (line.left, line.right)} - {OUTSIDE})
    return {number: _join(number, points) for number in numbers}


@cache
def compute_areas_ha() -> dict[int, float]:
    """Return wijk number -> surface in hectares (shoelace formula on a flat earth)."""
    areas = {}
    for number, ring in build_rings().items():
        km = [((lon - _ORIGIN_LON) * _KM_PER_DEGREE_LON, (lat - _ORIGIN_LAT) * _KM_PER_DEGREE_LAT) for lon, lat in ring]
        areas[number] = 50 * math.fsum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(km))
    return areas


def _join(number: int, points: dict[_Line, Ring]) -> Ring:
    """Return the ring of one wijk: its lines, each with the wijk on the left, head to tail."""
    steps = {line.start: (line.end, points[line]) for line in _LINES if line.left == number}
    steps |= {line.end: (line.start, points[line][::-1]) for line in _LINES if line.right == number}
    start = node = min(steps)
    ring: Ring = []
    while steps:
        node, piece = steps.pop(node)
        ring += [point for point in piece if not ring or point != ring[-1]]
    if node != start or ring[0] != ring[-1]:
        raise ValueError(f"the borders of wijk {number} do not form one ring")
    return ring


def _draw_line(line: _Line) -> Ring:
    """Return the line's points from start to end, bent in the manner of its style."""
    river = _river_piece(line)
    if river is not None:
        return river
    corners = [_node(line.start), *line.via, _node(line.end)]
    key = f"{line.start}-{line.end}"
    if line.style == "ditch":
        return _dig_ditches(corners, key)
    if line.style == "rail":
        return _round_off(_round_off(_round_off(corners)))
    if line.style == "street":
        return _wiggle(_round_off(corners), key, strength=0.06, shortest_km=0.20)
    if line.style == "water":
        return _wiggle(_round_off(_round_off(corners)), key, strength=0.16, shortest_km=0.10)
    return corners


def _node(name: str) -> Point:
    """Return where a node lies; those of the river lie on its banks."""
    if name in _SOUTH_BANK:
        return _bank_point(_SOUTH_BANK[name], -1)
    if name in _NORTH_BANK:
        return _bank_point(_NORTH_BANK[name], 1)
    return _NODES[name]


def _river_piece(line: _Line) -> Ring | None:
    """Return the bank between two nodes of the same bank, None for any other line."""
    for bank, side in ((_SOUTH_BANK, -1), (_NORTH_BANK, 1)):
        if line.start in bank and line.end in bank:
            first, last = bank[line.start], bank[line.end]
            steps = max(2, round((last - first) * 90))
            return [_bank_point(first + (last - first) * i / steps, side) for i in range(steps + 1)]
    return None


def _bank_point(way: float, side: int) -> Point:
    """Return the point of a bank (side 1 north, -1 south) at a part 0-1 of the river's course."""
    x, y = _river_point(way)
    x0, y0 = _river_point(max(0.0, way - 0.01))
    x1, y1 = _river_point(min(1.0, way + 0.01))
    length = math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2)
    half = side * (_HALF_WIDTH_KM[0] + (_HALF_WIDTH_KM[1] - _HALF_WIDTH_KM[0]) * way)
    # The river runs west, so north is at its right hand.
    return x + half * (y1 - y0) / length, y - half * (x1 - x0) / length


def _river_point(way: float) -> Point:
    """Return a point of the course: a smooth (Catmull-Rom) curve through the points of `_RIVER`."""
    position = way * (len(_RIVER) - 1)
    i = min(int(position), len(_RIVER) - 2)
    t = position - i
    p0, p1, p2, p3 = (_RIVER[min(max(i + step, 0), len(_RIVER) - 1)] for step in (-1, 0, 1, 2))
    return _spline(t, p0[0], p1[0], p2[0], p3[0]), _spline(t, p0[1], p1[1], p2[1], p3[1])


def _spline(t: float, a: float, b: float, c: float, d: float) -> float:
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def _round_off(points: Ring) -> Ring:
    """Return the line with its corners cut (Chaikin), its ends in place."""
    inner = [p for a, b in pairwise(points) for p in (_between(a, b, 0.25), _between(a, b, 0.75))]
    return [points[0], *inner[1:-1], points[-1]] if len(points) > 2 else points


def _wiggle(points: Ring, key: str, *, strength: float, shortest_km: float) -> Ring:
    """Return the line with every long piece bent at its middle, and so on (fractal)."""
    result = [points[0]]
    for i, (a, b) in enumerate(pairwise(points)):
        dx, dy = b[0] - a[0], b[1] - a[1]
        if math.sqrt(dx * dx + dy * dy) < shortest_km:
            result.append(b)
            continue
        push = draw_between(-strength, strength, "border", key, i)
        middle = ((a[0] + b[0]) / 2 - dy * push, (a[1] + b[1]) / 2 + dx * push)
        result += _wiggle([a, middle, b], f"{key}.{i}", strength=strength, shortest_km=shortest_km)[1:]
    return result


def _dig_ditches(points: Ring, key: str) -> Ring:
    """Return the line as Dutch meadows have it: straight ditches, with a square jog here and there."""
    result = [points[0]]
    for i, (a, b) in enumerate(pairwise(points)):
        dx, dy = b[0] - a[0], b[1] - a[1]
        pieces = max(1, round(math.sqrt(dx * dx + dy * dy) / 0.70))
        offset = 0.0
        length = math.sqrt(dx * dx + dy * dy)
        for piece in range(1, pieces):
            way = (piece + draw_between(-0.25, 0.25, "jog", key, i, piece)) / pieces
            at = (a[0] + dx * way, a[1] + dy * way)
            new = draw_between(-0.07, 0.07, "ditch", key, i, piece)
            result += [(at[0] - dy / length * side, at[1] + dx / length * side) for side in (offset, new)]
            offset = new
        result.append(b)
    return result


def _between(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def _to_degrees(point: Point) -> Point:
    return (
        round(_ORIGIN_LON + point[0] / _KM_PER_DEGREE_LON, 5),
        round(_ORIGIN_LAT + point[1] / _KM_PER_DEGREE_LAT, 5),
    )
