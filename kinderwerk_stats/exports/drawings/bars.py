"""Bars from zero, labelled directly; whiskers for the interval, and the reference as a labelled line."""

from dataclasses import replace

from kinderwerk_stats.exports.drawings.canvas import Box, Drawn, clean, line, paragraph, rect, text
from kinderwerk_stats.exports.drawings.hatches import hatch_of
from kinderwerk_stats.exports.drawings.measure import LINE_HEIGHT, widest, width_of, wrap
from kinderwerk_stats.story.slides import Bar, BarsPicture

_NAMES, _HIGHEST_ROW, _BAR = 0.36, 3.2, 1.05


def draw_bars(picture: BarsPicture, box: Box) -> Drawn:
    """Return the bars in the order given; who has no figure has a hatched square and the reason in words."""
    if not picture.bars:
        return Drawn("", 0)
    size, gap = box.size, box.size * 0.6
    room = box.width * _NAMES
    names = [wrap(clean(bar.label), room, size, _weight(bar)) for bar in picture.bars]
    left = max(widest(lines, size, _weight(bar)) for lines, bar in zip(names, picture.bars, strict=True)) + gap
    labels = widest([clean(bar.text) for bar in picture.bars if bar.figure.known], size, 700) + gap
    longest = max([*(_end(bar, picture) for bar in picture.bars if bar.figure.known), picture.reference or 0]) or 1
    scale = (box.width - left - labels) / longest

    top = size * LINE_HEIGHT * 1.3 if picture.reference is not None else 0.0
    below = size * 1.5 if picture.axis else 0.0
    heights = [max(len(lines) * size * LINE_HEIGHT + size * 0.35, size * 1.6) for lines in names]
    if box.height is not None:
        spare = max(box.height - top - below - sum(heights), 0) / len(heights)
        heights = [max(min(height + spare, size * _HIGHEST_ROW), height) for height in heights]
    known = sum(height for height, bar in zip(heights, picture.bars, strict=True) if bar.figure.known)

    parts, y = [], top
    for bar, lines, height in zip(picture.bars, names, heights, strict=True):
        parts += _row(bar, lines, box, (left, y, height), scale, picture)
        y += height
    body = "".join(parts)
    if picture.reference is not None:
        # Under the labels, which have a halo: both stay readable where they meet.
        body = _reference(picture, box, left + picture.reference * scale, top, top + known) + body
    body += line(left, top, left, y, box.palette.border, size / 14)
    if picture.axis:
        axis = paragraph(left, y + size * 0.3, picture.axis, box.quiet, box.width - left)
        body, y = body + axis.body, y + size * 0.3 + axis.height
    return Drawn(body, y)


def _weight(bar: Bar) -> int:
    return 700 if bar.chosen else 400


def _end(bar: Bar, picture: BarsPicture) -> float:
    return min(max(bar.figure.value, bar.high or 0), picture.longest)


def _row(
    bar: Bar, lines: list[str], box: Box, place: tuple[float, float, float], scale: float, picture: BarsPicture
) -> list[str]:
    """Return name, bar, whisker and label of one row."""
    (left, y, height), size, palette = place, box.size, box.palette
    middle, gap = y + height / 2, size * 0.6
    first = middle - (len(lines) - 1) * size * LINE_HEIGHT / 2 + size * 0.34
    parts = [
        text(
            left - gap,
            first + number * size * LINE_HEIGHT,
            words,
            replace(box.plain, weight=_weight(bar), anchor="end"),
        )
        for number, words in enumerate(lines)
    ]
    thick = min(height * 0.62, size * 1.7) if height > size * 2 else size * _BAR
    if not bar.figure.known:
        side = size * _BAR
        parts.append(rect(left + gap * 0.5, middle - side / 2, side, side, hatch_of(bar.figure.status)))
        start = left + side + gap
        words = paragraph(start, middle - size * 0.62, bar.text, box.muted, box.width - start)
        return [*parts, words.body]
    length = min(bar.figure.value, picture.longest) * scale
    others = palette.sequential[2] if any(each.chosen for each in picture.bars) else palette.accent
    fill = palette.indicative if bar.indicative else palette.accent if bar.chosen else others
    parts.append(rect(left, middle - thick / 2, length, thick, fill))
    if picture.is_cut(bar):
        cut = left + length * 0.9, middle + thick * 0.6, left + length * 0.93, middle - thick * 0.6
        parts.append(line(*cut, palette.background, size / 4))
    if bar.low is not None and bar.high is not None and bar.high > bar.low:
        ends = min(bar.low, picture.longest) * scale, min(bar.high, picture.longest) * scale
        parts.append(line(left + ends[0], middle, left + ends[1], middle, palette.muted, size / 9))
    end = left + _end(bar, picture) * scale + gap * 0.5
    # A label that the line of the reference would strike through stands behind it.
    beside = left + (picture.reference or 0.0) * scale
    if end - gap * 0.5 < beside < end + width_of(clean(bar.text), size, 700):
        end = beside + gap * 0.5
    return [*parts, text(end, middle + size * 0.34, bar.text, replace(box.heavy, halo=palette.background))]


def _reference(picture: BarsPicture, box: Box, x: float, top: float, bottom: float) -> str:
    """Return the line beside the known figures, its label above it, inside the picture."""
    size, color = box.size, box.palette.text
    half = width_of(clean(picture.reference_label), size) / 2
    middle = min(max(x, half), box.width - half)
    dashes = f"{size * 0.2:.1f} {size * 0.2:.1f}"
    drawn = line(x, top - size * 0.2, x, bottom, color, size / 10, dash=dashes)
    return drawn + text(middle, top - size * 0.45, picture.reference_label, replace(box.plain, anchor="middle"))
