"""Names beside points: in full, broken between words, and none over another name or point."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import product
from math import hypot
from textwrap import wrap
from typing import Any, Literal, get_args

from kinderwerk_stats.model.palette import SIZE_SMALL, Palette

Position = Literal[
    "top center", "bottom center", "middle right", "middle left", "top right", "top left", "bottom right", "bottom left"
]
POSITIONS: tuple[Position, ...] = get_args(Position)

# An estimate of the letters on screen, in pixels: 14 px type.
_LETTER_WIDTH, _LINE_HEIGHT, _ROOM = 7.6, 17.0, 3.0
# A name with a line to its point stands this far off at most, in steps; it is free on a phone and on wider screens.
_FAR_ACROSS, _FAR_UP, _STEP = 180, 400, 10
WIDER = (1.0, 1.35, 1.8, 2.4, 3.6)
# A chart at 400 %, and after how many letters the words of an upright line go on below.
SMALLEST, _WORDS_WIDTH = 280.0, 18


@dataclass(frozen=True)
class Spot:
    """A point on screen in pixels from the lower left corner, with its radius, and the name to write there."""

    x: float
    y: float
    radius: float
    name: str = ""


@dataclass(frozen=True)
class Box:
    """Room on screen, in pixels from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Box") -> bool:
        """Return whether two lie over each other."""
        return not (
            self.right <= other.left or other.right <= self.left or self.top <= other.bottom or other.top <= self.bottom
        )


def wrap_name(name: str, width: int) -> str:
    """Return a name for a chart: escaped, broken between words, never cut.

    >>> wrap_name("Oude Haven & Kade", 10)
    'Oude Haven<br>&amp; Kade'
    """
    # A name like Nieuwendammerdijk/Buiksloterdijk may break behind its stroke, but nowhere inside a word.
    spaced = name.replace("/", "/ ") if len(name) > width else name
    return "<br>".join(escape(line, quote=False) for line in wrap(spaced, width, break_long_words=False))


def stretches_between_names(rows: Iterable[tuple[int, str]], at: float, width: int) -> list[tuple[float, float]]:
    """Return from where to where an upright line runs, in rows from below: never through a name.

    Parameters
    ----------
    rows : number and name of each row that the line has something to say to; a name stands in the upper half.
    at : how far right the line stands, in pixels on a phone.
    width : after so many letters a name goes on below.
    """
    found: list[tuple[float, float]] = []
    for row, name in rows:
        top = row + (0.02 if _text_size(name, width)[0] > at else 0.5)
        if found and found[-1][0] == top:
            found[-1] = (row - 0.5, found[-1][1])
        else:
            found.append((row - 0.5, top))
    return found


def words_on_line(x: float, share: float, words: str, right: float, color: str) -> dict[str, Any]:
    """Return the words above an upright line as an annotation of plotly that is whole in the smallest chart.

    Parameters
    ----------
    x, share : where the line stands, on the axis and from 0 (left) to 1.
    right : the margin of the chart at that side, in pixels.
    """
    text = wrap_name(words, _WORDS_WIDTH)
    half, at = _text_size(words, _WORDS_WIDTH)[0] / 2, share * (SMALLEST - right)
    anchor = "left" if at < half else "right" if at + half > SMALLEST else "center"
    return {
        "x": x, "y": 1, "yref": "paper", "xanchor": anchor, "yanchor": "bottom", "text": text, "font": {"color": color}
    }  # fmt: skip


def room_for_words(words: str) -> float:
    """Return the margin above a chart for the words above its line, in pixels."""
    return 19 + _text_size(words, _WORDS_WIDTH)[1]


def place_names(
    spots: Sequence[Spot],
    others: Sequence[Spot],
    size: tuple[float, float],
    width: int = 18,
    lines: Sequence[float] = (),
) -> dict[int, Position]:
    """Return for each spot where its name can stand, the most important first; spots without room are left out.

    Parameters
    ----------
    spots : the points to name, the most important first.
    others : all other points, which no name may cover.
    size : width and height of the chart's inside, in pixels.
    width : after so many letters a name goes on below.
    lines : heights of horizontal lines, which no name may cross.
    """
    placed: dict[int, Position] = {}
    for number, spot in enumerate(spots):
        text = _text_size(spot.name, width)
        charts = []
        # Points move apart where the chart is wider, names do not grow: what was behind a point can come under a name.
        for wider in WIDER:
            moved = [replace(each, x=each.x * wider) for each in (*spots, *others)]
            taken = boxes_of(moved, placed, {}, width)
            dots = [_dot(each) for place, each in enumerate(moved) if place != number]
            across = [Box(0, y - 1, size[0] * wider, y + 1) for y in lines]
            charts.append((moved[number], (size[0] * wider, size[1]), [*across, *taken, *dots]))
        for position in POSITIONS:
            boxes = [(_text_box(here, position, *text), room, taken) for here, room, taken in charts]
            if all(_is_inside(box, room) and not any(map(box.overlaps, taken)) for box, room, taken in boxes):
                placed[number] = position
                break
    return placed


def _is_inside(box: Box, size: tuple[float, float]) -> bool:
    return box.left >= 0 and box.right <= size[0] and box.bottom >= 0 and box.top <= size[1]


def place_off(
    spots: Sequence[Spot],
    placed: Mapping[int, Position],
    others: Sequence[Spot],
    size: tuple[float, float],
    width: int = 18,
    lines: Sequence[float] = (),
) -> dict[int, tuple[float, float]]:
    """Return for spots that `place_names` had no room for how far right and up their name can stand, with a line to it.

    Parameters
    ----------
    placed : what `place_names` returned for the same spots.
    spots, others, size, width, lines : as there; points move apart where the chart is wider, names do not grow.
    """
    found: dict[int, tuple[float, float]] = {}
    across, up = range(-_FAR_ACROSS, _FAR_ACROSS + 1, _STEP), range(-_FAR_UP, _FAR_UP + 1, _STEP)
    nearest_first = sorted(product(across, up), key=lambda step: hypot(*step))
    for number, spot in enumerate(spots):
        if number in placed:
            continue
        text = _text_size(spot.name, width)
        charts = []
        for wider in WIDER:
            moved = [replace(each, x=each.x * wider) for each in (*spots, *others)]
            room = size[0] * wider, size[1]
            names = [*boxes_of(moved, placed, found, width), *(Box(0, y - 1, room[0], y + 1) for y in lines)]
            charts.append((moved[number], room, [_dot(each) for each in moved], names))
        # A line crosses no other name, or where that cannot be, a name has its line all the same.
        for crossing, step in product((False, True), nearest_first):
            if all(_is_clear(here, step, text, room, dots, names, crossing) for here, room, dots, names in charts):
                found[number] = step
                break
    return found


def boxes_of(
    spots: Sequence[Spot], placed: Mapping[int, Position], off: Mapping[int, tuple[float, float]], width: int = 18
) -> list[Box]:
    """Return the room that names take that `place_names` and `place_off` gave a place."""
    beside = [_text_box(spots[number], side, *_text_size(spots[number].name, width)) for number, side in placed.items()]
    return [
        *beside,
        *(_off_box(spots[number], step, *_text_size(spots[number].name, width)) for number, step in off.items()),
    ]


def _is_clear(
    spot: Spot,
    step: tuple[float, float],
    text: tuple[float, float],
    size: tuple[float, float],
    dots: Collection[Box],
    names: Collection[Box],
    crossing: bool,
) -> bool:
    """Return whether a name at a step from its point covers nothing, and its line no other name but with `crossing`."""
    box = _off_box(spot, step, *text)
    if not _is_inside(box, size) or any(map(box.overlaps, (*dots, *names))):
        return False
    if crossing:
        return True
    way = [_dot(Spot(spot.x + step[0] * part / 8, spot.y + step[1] * part / 8, 0.5)) for part in range(1, 8)]
    return not any(point.overlaps(name) for point in way for name in names)


def off_note(
    x: float, y: float, step: tuple[float, float], text: str, radius: float, palette: Palette
) -> dict[str, Any]:
    """Return a name at a step from its point with a line to it, as an annotation of plotly."""
    return {
        "x": x,
        "y": y,
        "ax": step[0],
        "ay": -step[1],
        "text": text,
        "font": {"size": SIZE_SMALL, "color": palette.text},
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": palette.text,
        "standoff": radius,
    }


def is_free(
    corner: tuple[float, float], text: tuple[int, int], spots: Sequence[Spot], names: Collection[Box] = ()
) -> bool:
    """Return whether words that end in a right-hand corner cover no point and no name.

    Parameters
    ----------
    corner : in pixels, the lower or upper right end of the words.
    text : letters in the longest line, and lines; below zero when the words hang down from the corner.
    spots, names : the points, and the room that names take.
    """
    return not any(map(corner_box(corner, text).overlaps, (*map(_dot, spots), *names)))


def corner_box(corner: tuple[float, float], text: tuple[int, int]) -> Box:
    """Return the room of words that end in a right-hand corner, given as to `is_free`."""
    wide, high = text[0] * _LETTER_WIDTH, text[1] * _LINE_HEIGHT
    return Box(corner[0] - wide, min(corner[1], corner[1] + high), corner[0], max(corner[1], corner[1] + high))


def _text_size(name: str, width: int) -> tuple[float, float]:
    parts = wrap_name(name, width).split("<br>")
    return max(map(len, parts)) * _LETTER_WIDTH, len(parts) * _LINE_HEIGHT


def _off_box(spot: Spot, step: tuple[float, float], wide: float, high: float) -> Box:
    x, y = spot.x + step[0], spot.y + step[1]
    return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _dot(spot: Spot) -> Box:
    return Box(spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius)


def _text_box(spot: Spot, position: Position, wide: float, high: float) -> Box:
    away = spot.radius + _ROOM
    upright, side = position.split()
    left = {"center": spot.x - wide / 2, "right": spot.x + away, "left": spot.x - away - wide}[side]
    bottom = {"top": spot.y + away, "bottom": spot.y - away - high, "middle": spot.y - high / 2}[upright]
    return Box(left, bottom, left + wide, bottom + high)
