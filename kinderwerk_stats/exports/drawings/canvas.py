"""Parts of an SVG: numbers, words and shapes as text. Words of others are escaped here and nowhere else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

from kinderwerk_stats.exports.drawings.measure import LINE_HEIGHT, wrap
from kinderwerk_stats.model.palette import Palette

# XML has no way to write these; the last two groups turn the direction of the words around them.
_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")
# The word in the place of an id, until the whole picture is known: two pictures may stand on one page.
ID = "kw-tekening"


@dataclass(frozen=True)
class Style:
    """How words look: `halo` is the colour of the edge round them, for words on a map."""

    size: float
    color: str
    weight: int = 400
    anchor: Literal["start", "middle", "end"] = "start"
    halo: str = ""


@dataclass(frozen=True)
class Box:
    """Where a picture is drawn: its width, how high it should become (None: as high as needed), and its type size."""

    palette: Palette
    width: float
    height: float | None
    size: float

    @property
    def small(self) -> float:
        return self.size * 0.82

    @property
    def plain(self) -> Style:
        return Style(self.size, self.palette.text)

    @property
    def heavy(self) -> Style:
        return Style(self.size, self.palette.text, 700)

    @property
    def muted(self) -> Style:
        return Style(self.size, self.palette.muted)

    @property
    def quiet(self) -> Style:
        return Style(self.small, self.palette.muted)

    def at(self, *, width: float | None = None, height: float | None = None) -> "Box":
        """Return the same box with another width or height."""
        return replace(self, width=width or self.width, height=height if height is not None else self.height)


@dataclass(frozen=True)
class Drawn:
    """The shapes of a picture, and how high it became."""

    body: str
    height: float


def clean(words: str) -> str:
    """Return words without signs that XML or a reader cannot bear, white space as single spaces."""
    return " ".join(printable(words).split())


def printable(words: str) -> str:
    """Return words without signs that XML or a reader cannot bear; the spaces at both ends stay."""
    return _SPACES.sub(" ", _UNFIT.sub("", words))


def num(value: float) -> str:
    """Return a length with one decimal at most."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


def moved(body: str, x: float, y: float) -> str:
    """Return shapes in another place."""
    return f'<g transform="translate({num(x)} {num(y)})">{body}</g>' if body else ""


def text(x: float, y: float, words: str, style: Style) -> str:
    """Return one line of words, its baseline at `y`."""
    look = f' font-weight="{style.weight}"' if style.weight != 400 else ""
    look += f' text-anchor="{style.anchor}"' if style.anchor != "start" else ""
    if style.halo:
        look += (
            f' stroke="{style.halo}" stroke-width="{num(style.size / 4)}" stroke-linejoin="round" paint-order="stroke"'
        )
    size = num(style.size)
    return (
        f'<text x="{num(x)}" y="{num(y)}" font-size="{size}" fill="{style.color}"{look}>{escape(clean(words))}</text>'
    )


def paragraph(x: float, top: float, words: str, style: Style, room: float) -> Drawn:
    """Return words broken to fit in `room`, with the height that they take; `top` is the top of the first line."""
    lines = wrap(clean(words), room, style.size, style.weight) if words.strip() else []
    high = style.size * LINE_HEIGHT
    drawn = [text(x, top + high * number + style.size * 0.95, words, style) for number, words in enumerate(lines)]
    return Drawn("".join(drawn), len(lines) * high)


def rect(x: float, y: float, width: float, height: float, fill: str, extra: str = "") -> str:
    """Return a rectangle."""
    return (
        f'<rect x="{num(x)}" y="{num(y)}" width="{num(max(width, 0))}" height="{num(max(height, 0))}" fill="{fill}"'
        f"{extra}/>"
    )


def line(x1: float, y1: float, x2: float, y2: float, color: str, width: float, *, dash: str = "") -> str:
    """Return a straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}" stroke="{color}"'
        f' stroke-width="{num(width)}"{dashes}/>'
    )


def circle(x: float, y: float, radius: float, fill: str, extra: str = "") -> str:
    """Return a circle."""
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}" fill="{fill}"{extra}/>'


def spots(centres: Iterable[tuple[float, float]], diameter: float, color: str) -> str:
    """Return many equal round spots as one path: lines without length, with round ends."""
    path = "".join(f"M{num(x)} {num(y)}h0" for x, y in centres)
    look = f'fill="none" stroke="{color}" stroke-width="{num(diameter)}" stroke-linecap="round"'
    return f'<path d="{path}" {look}/>' if path else ""
