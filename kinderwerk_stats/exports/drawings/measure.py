"""How wide words are in our font, and where a line of them is broken: nothing is ever cut off."""

import json
import re
from functools import cache
from itertools import accumulate, takewhile
from pathlib import Path

from kinderwerk_stats.text.numbers import keep_together

_WIDTHS = Path(__file__).parent / "assets" / "widths.json"
# What our font does not have is drawn in another one; this wide at most.
_UNKNOWN = 1000
# A line may end behind a space, and behind a stroke or hyphen; 4-12, 31-12-2024 and "t/m" stay.
_PIECE = re.compile(r" +|(?:[^ /-]|[/-](?=[0-9])|(?<=t)/(?=m))+[/-]*|[/-]+")
LINE_HEIGHT = 1.25


@cache
def _widths(weight: int) -> dict[str, int]:
    widths: dict[str, dict[str, int]] = json.loads(_WIDTHS.read_text("utf-8"))
    return widths["700" if weight > 500 else "400"]


def in_our_font(sign: str) -> bool:
    """Return whether our font has a sign."""
    return sign in _widths(400)


def width_of(words: str, size: float, weight: int = 400) -> float:
    """Return how wide words are at a type size, in the unit of that size."""
    widths = _widths(weight)
    return sum(widths.get(sign, _UNKNOWN) for sign in words) * size / 1000


def wrap(words: str, room: float, size: float, weight: int = 400) -> list[str]:
    """Return the words in lines that fit in `room`; only a word that is wider by itself is broken inside.

    >>> wrap("Nieuwendammerdijk/Buiksloterdijk", 150, 14)
    ['Nieuwendammerdijk/', 'Buiksloterdijk']
    """
    lines, line = [], ""
    for piece in _PIECE.findall(keep_together(words)):
        if line and width_of((line + piece).rstrip(), size, weight) > room:
            lines.append(line.rstrip())
            line = ""
            if piece.isspace():
                continue
        line += piece
        while width_of(line.rstrip(), size, weight) > room and len(line.rstrip()) > 1:
            end = _fitting(line, room, size, weight)
            lines.append(line[:end])
            line = line[end:]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _fitting(word: str, room: float, size: float, weight: int) -> int:
    """Return how many signs of a word fit, at least one."""
    widths = _widths(weight)
    taken = accumulate(widths.get(sign, _UNKNOWN) for sign in word[:-1])
    return max(1, sum(1 for _ in takewhile(lambda width: width * size / 1000 <= room, taken)))


def widest(texts: list[str], size: float, weight: int = 400) -> float:
    """Return the width of the widest text."""
    return max((width_of(text, size, weight) for text in texts), default=0.0)
