"""Pictures of words: a few points, and what somebody said."""

from collections.abc import Callable
from dataclasses import replace

from kinderwerk_stats.exports.drawings.canvas import Box, Drawn, Style, circle, moved, paragraph, rect, text
from kinderwerk_stats.story.slides import PointsPicture, QuotePicture

# A picture of words alone may have larger type, where there is room for it.
_LARGER = (1.5, 1.3, 1.15, 1.0)
_MUCH_LARGER = (2.2, 1.8, *_LARGER)


def draw_points(picture: PointsPicture, box: Box) -> Drawn:
    """Return the points under each other, with a number or a mark before each."""
    return _as_large_as_fits(lambda each: _points(picture, each), box)


def draw_quote(picture: QuotePicture, box: Box) -> Drawn:
    """Return the words in large type, a bar before them, name and function under them."""
    drawn = _as_large_as_fits(lambda each: _quote(picture, each), box, _MUCH_LARGER)
    spare = max((box.height or 0.0) - drawn.height, 0.0)
    return Drawn(moved(drawn.body, 0, spare / 2), drawn.height + spare / 2)


def _as_large_as_fits(draw: Callable[[Box], Drawn], box: Box, sizes: tuple[float, ...] = _LARGER) -> Drawn:
    if box.height is None:
        return draw(box)
    for larger in sizes:
        drawn = draw(replace(box, size=box.size * larger))
        if drawn.height <= box.height:
            break
    return drawn


def _points(picture: PointsPicture, box: Box) -> Drawn:
    size, left = box.size, box.size * 2.4
    drawn = [paragraph(left, 0, point, box.plain, box.width - left) for point in picture.points]
    used = sum(each.height for each in drawn)
    spare = 0.0 if box.height is None else (box.height - used) / max(len(drawn), 1)
    gap = min(max(spare, size * 0.7), size * 1.4)
    inside = Style(size * 0.9, box.palette.on_accent, 700, "middle")
    middle = size * 0.62
    parts, y = [], 0.0
    for number, each in enumerate(drawn, start=1):
        if picture.numbered:
            sign = circle(size * 0.9, middle, size * 0.9, box.palette.accent)
            sign += text(size * 0.9, middle + size * 0.32, str(number), inside)
        else:
            sign = circle(size * 0.9, middle, size * 0.28, box.palette.accent)
        parts.append(moved(sign + each.body, 0, y + size * 0.35))
        y += each.height + gap
    return Drawn("".join(parts), max(y - gap + size * 0.7, 0))


def _quote(picture: QuotePicture, box: Box) -> Drawn:
    size, left = box.size, box.size * 1.6
    room = box.width - left
    words = paragraph(left, 0, picture.words, replace(box.plain, size=size * 1.5), room)
    name = paragraph(left, words.height + size, picture.name, box.heavy, room)
    what = paragraph(left, words.height + size + name.height, picture.function, box.muted, room)
    height = words.height + size + name.height + what.height
    bar = rect(0, 0, size * 0.35, height, box.palette.accent)
    return Drawn(bar + words.body + name.body + what.body, height)
