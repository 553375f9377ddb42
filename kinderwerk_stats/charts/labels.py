"""Names beside points: in full, broken between words, and none over another name or point."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Literal, get_args

Position = Literal[
    "top center", "bottom center", "middle right", "middle left", "top right", "top left", "bottom right", "bottom left"
]
POSITIONS: tuple[Position, ...] = get_args(Position)

# An estimate of the letters on screen, in pixels: 14 px type.
_LETTER_WIDTH, _LINE_HEIGHT, _ROOM = 7.6, 17.0, 3.0


@dataclass(frozen=True)
class Spot:
    """A point on screen in pixels from the lower left corner, with its radius, and the name to write there."""

    x: float
    y: float
    radius: float
    name: str = ""


@dataclass(frozen=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "_Box") -> bool:
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
    across = [_Box(0, y - 1, size[0], y + 1) for y in lines]
    every = [_dot(spot) for spot in (*spots, *others)]
    taken: list[_Box] = []
    placed: dict[int, Position] = {}
    for number, spot in enumerate(spots):
        parts = wrap_name(spot.name, width).split("<br>")
        text = max(map(len, parts)) * _LETTER_WIDTH, len(parts) * _LINE_HEIGHT
        obstacles = [*across, *taken, *every[:number], *every[number + 1 :]]
        for position in POSITIONS:
            box = _text_box(spot, position, *text)
            inside = box.left >= 0 and box.right <= size[0] and box.bottom >= 0 and box.top <= size[1]
            if inside and not any(box.overlaps(other) for other in obstacles):
                placed[number] = position
                taken.append(box)
                break
    return placed


def is_free(corner: tuple[float, float], text: tuple[int, int], spots: Sequence[Spot]) -> bool:
    """Return whether words that end in a right-hand corner cover no point.

    Parameters
    ----------
    corner : in pixels, the lower or upper right end of the words.
    text : letters in the longest line, and lines; below zero when the words hang down from the corner.
    spots : the points.
    """
    wide, high = text[0] * _LETTER_WIDTH, text[1] * _LINE_HEIGHT
    box = _Box(corner[0] - wide, min(corner[1], corner[1] + high), corner[0], max(corner[1], corner[1] + high))
    return not any(box.overlaps(_dot(spot)) for spot in spots)


def _dot(spot: Spot) -> _Box:
    return _Box(spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius)


def _text_box(spot: Spot, position: Position, wide: float, high: float) -> _Box:
    away = spot.radius + _ROOM
    upright, side = position.split()
    left = {"center": spot.x - wide / 2, "right": spot.x + away, "left": spot.x - away - wide}[side]
    bottom = {"top": spot.y + away, "bottom": spot.y - away - high, "middle": spot.y - high / 2}[upright]
    return _Box(left, bottom, left + wide, bottom + high)
