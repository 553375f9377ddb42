"""Room on a slide: letters that fit it, and slides that are smaller or larger than those we draw."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil
from typing import Any

from pptx.oxml.ns import qn

from kinderwerk_stats.exports.drawings.measure import LINE_HEIGHT, width_of
from kinderwerk_stats.text.numbers import keep_together

EMU_PER_POINT = 12_700
# A space that keeps two words together is no end of a word.
_WORD = re.compile(r"(?:\S|\xa0)+")
# The smallest slide on which our sizes are right: 4 by 3, as high as the wide one.
_WIDTH, _HEIGHT = 9_144_000, 6_858_000
# Letters of a font that stands in for the one of the file can be so much wider than ours.
WIDER = 1.25
# Attributes that are lengths, per element; a colour or a share is none.
_LENGTHS = {
    "a:off": ("x", "y"), "a:chOff": ("x", "y"), "a:ext": ("cx", "cy"), "a:chExt": ("cx", "cy"), "a:ln": ("w",),
    "a:gridCol": ("w",), "a:tr": ("h",), "a:tcPr": ("marL", "marR", "marT", "marB"),
    "a:bodyPr": ("lIns", "rIns", "tIns", "bIns"), "a:spcPts": ("val",), "a:rPr": ("sz",), "a:endParaRPr": ("sz",),
    "a:defRPr": ("sz",), "c:size": ("val",),
}  # fmt: skip
_TAGS = {qn(tag): names for tag, names in _LENGTHS.items()}
# What PowerPoint takes no smaller, and of a marker no larger.
_LEAST, _MOST = {qn("a:rPr"): 100, qn("a:defRPr"): 100, qn("a:endParaRPr"): 100, qn("c:size"): 2}, {qn("c:size"): 72}


def scale_of(width: int, height: int) -> float:
    """Return how large a slide is beside the one that is drawn; type stays as large a part of it."""
    return min(width / _WIDTH, height / _HEIGHT)


def scale(element: Any, factor: float) -> None:
    """Make all that an element holds, places and letters, so many times larger."""
    for each in element.iter(*_TAGS):
        for name in _TAGS[each.tag]:
            if each.get(name) is not None:
                value = max(round(int(each.get(name)) * factor), _LEAST.get(each.tag, 0))
                each.set(name, str(min(value, _MOST.get(each.tag, value))))


def height_of(lines: Iterable[str], width: int, size: float, weight: int = 400) -> int:
    """Return how high lines become in letters of this size; in EMU, as the width."""
    room = width / EMU_PER_POINT / WIDER / size
    return round(sum(_count_lines(line, room, weight) for line in lines) * size * LINE_HEIGHT * EMU_PER_POINT)


def _count_lines(words: str, room: float, weight: int) -> int:
    """Return on how many lines words stand; `room` and widths in letters of size 1, so that sizes can be compared."""
    count, used = 1, 0.0
    for width, space in _widths(words, weight):
        if used and used + width > room:
            count, used = count + 1, 0.0
        # A word that is wider than the line goes on under itself.
        count += ceil(width / room) - 1 if width > room else 0
        used += min(width, room) + space
    return count


@lru_cache(maxsize=4096)
def _widths(words: str, weight: int) -> list[tuple[float, float]]:
    """Return the width of each word and of the space behind it."""
    space = width_of(" ", 1, weight)
    return [(width_of(word, 1, weight), space) for word in _WORD.findall(keep_together(words))]


def largest_size(lines: Sequence[str], width: int, height: int, sizes: Sequence[float], weight: int = 400) -> float:
    """Return the first size in which lines fit in a box, or else the last."""
    return next((size for size in sizes if height_of(lines, width, size, weight) <= height), sizes[-1])
