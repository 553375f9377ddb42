"""How large letters may be to fit: with letters as wide as any, because the font of the reader is not known."""

from math import ceil

from pptx.util import Pt

# Of a letter and of a line, in parts of the size.
SIGN_WIDTH, LINE_HEIGHT = 0.6, 1.2


def width_of(words: str, size: float) -> float:
    """Return the width of a text on one line, in points."""
    return len(words) * size * SIGN_WIDTH


def lines_of(words: str, size: float, width: float) -> int:
    """Return over how many lines a text runs, with words that are not broken.

    >>> lines_of("Wijk 05 Sterrenveld", 10, 70)
    2
    """
    lines, room = 1, width
    for word in words.split():
        wide = width_of(word, size)
        if wide > room and room < width:
            lines, room = lines + 1, width
        # A word that is longer than a line goes over several.
        lines += max(0, ceil(wide / width) - 1)
        room -= wide + width_of(" ", size)
    return lines


def largest_fitting(words: str, sizes: tuple[float, ...], width: int, height: int) -> float:
    """Return the first of `sizes` in which a text fits a box (in EMU), else the last."""
    across, down = width / Pt(1), height / Pt(1)
    for size in sizes:
        if lines_of(words, size, across) * size * LINE_HEIGHT <= down:
            return size
    return sizes[-1]
