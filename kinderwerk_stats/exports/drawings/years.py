"""One figure over the years: a line only where it is the same count, every point with its own words."""

from dataclasses import replace
from itertools import pairwise

from kinderwerk_stats.exports.drawings.canvas import Box, Drawn, circle, clean, line, moved, paragraph, rect, text
from kinderwerk_stats.exports.drawings.hatches import hatch_of
from kinderwerk_stats.exports.drawings.measure import LINE_HEIGHT, width_of, wrap
from kinderwerk_stats.story.slides import YearPoint, YearsPicture

_HIGH = 0.42


def draw_years(picture: YearsPicture, box: Box) -> Drawn:
    """Return the line from zero; an absent year is a hatched column with the reason in it."""
    if not picture.points:
        return Drawn("", 0)
    size, palette = box.size, box.palette
    notes = [
        paragraph(0, 0, f"{year}: {words}", replace(box.plain, size=box.small), box.width)
        for year, words in picture.breaks
    ]
    axis = paragraph(0, 0, picture.axis, box.quiet, box.width)
    under = size * 1.7 + sum(note.height for note in notes) + (size * 0.4 if notes else 0)
    top = axis.height + size * 1.9
    height = box.height or box.width * _HIGH + under
    bottom = max(height - under, top + size * 4)
    first, last = picture.points[0].year, picture.points[-1].year
    side = max(size * 2.2, box.width / (2 * (last - first + 1)))
    step = (box.width - 2 * side) / max(last - first, 1)
    column = min(step or box.width, box.width / 3)
    most = max([max(p.figure.value, p.high or 0) for p in picture.points if p.figure.known], default=0) or 1

    def place(point: YearPoint) -> tuple[float, float]:
        x = side + (point.year - first) * step if last > first else box.width / 2
        return x, bottom - (point.figure.value / most * (bottom - top) if point.figure.known else 0)

    parts = [axis.body]
    absent = [point for point in picture.points if not point.figure.known]
    parts += [_absent(point, box, place(point)[0], (top, bottom), column) for point in absent]
    parts.append(line(0, bottom, box.width, bottom, palette.border, size / 14))
    for before, after in pairwise(picture.points):
        if after.new_series:
            x = (place(before)[0] + place(after)[0]) / 2
            dash = f"{size / 5:.1f} {size / 5:.1f}"
            parts.append(line(x, top - size, x, bottom, palette.muted, size / 14, dash=dash))
        elif before.figure.known and after.figure.known:
            parts.append(line(*place(before), *place(after), palette.accent, size / 5))
    labelled = _labelled(picture, size, column)
    steep = _steep(picture, {point.year: place(point)[1] for point in picture.points}, size)
    for point in picture.points:
        x, y = place(point)
        parts.append(text(x, bottom + size * 1.25, str(point.year), replace(box.muted, anchor="middle")))
        if point.figure.known:
            beside = point.year in steep and x + size * 0.3 + width_of(clean(point.text), size, 700) <= box.width
            parts += _point(point, box, (x, y), (bottom - top) / most, named=point.year in labelled, beside=beside)
    y = bottom + size * 1.7
    for note in notes:
        parts.append(moved(note.body, 0, y + size * 0.4))
        y += note.height
    return Drawn("".join(parts), max(y + (size * 0.4 if notes else 0), height))


def _labelled(picture: YearsPicture, size: float, column: float) -> set[int]:
    """Return the years whose words fit above their point: all of them, else the ends and the extremes."""
    known = [point for point in picture.points if point.figure.known]
    if all(width_of(clean(point.text), size, 700) < column * 0.96 for point in known) or len(known) < 3:
        return {point.year for point in known}
    by_value = sorted(known, key=lambda point: point.figure.value)
    return {known[0].year, known[-1].year, by_value[-1].year}


def _steep(picture: YearsPicture, heights: dict[int, float], size: float) -> set[int]:
    """Return the years whose line comes down from far above and goes no higher: words stand free of it at the right."""
    years = [None, *picture.points, None]
    found = set()
    for before, point, after in zip(years, picture.points, years[2:], strict=False):
        if before is None or not before.figure.known or not point.figure.known or point.new_series:
            continue
        falls = heights[point.year] - heights[before.year] > size * 2
        rises = after is not None and after.figure.known and heights[after.year] < heights[point.year]
        if falls and not rises:
            found.add(point.year)
    return found


def _point(
    point: YearPoint, box: Box, place: tuple[float, float], scale: float, *, named: bool, beside: bool
) -> list[str]:
    (x, y), size, palette = place, box.size, box.palette
    parts, above = [], y
    if point.low is not None and point.high is not None and point.high > point.low:
        above = y - (point.high - point.figure.value) * scale
        parts.append(line(x, y + (point.figure.value - point.low) * scale, x, above, palette.muted, size / 9))
    parts.append(circle(x, y, size * 0.32, palette.accent))
    if named:
        style = replace(box.heavy, anchor="start" if beside else "middle", halo=palette.background)
        parts.append(text(x + size * 0.3 if beside else x, min(above, y - size * 0.3) - size * 0.45, point.text, style))
    return parts


def _absent(point: YearPoint, box: Box, x: float, ends: tuple[float, float], column: float) -> str:
    """Return a hatched column over the whole height, the reason on a plain ground in it."""
    (top, bottom), size, palette = ends, box.small, box.palette
    width = min(column * 0.9, size * 8)
    lines = wrap(clean(point.text), width - size * 0.6, size)
    ground = len(lines) * size * LINE_HEIGHT + size * 0.5
    middle = (top + bottom) / 2
    drawn = rect(x - width / 2, top, width, bottom - top, hatch_of(point.figure.status))
    drawn += rect(x - width / 2, middle - ground / 2, width, ground, palette.background)
    inside = replace(box.quiet, anchor="middle")
    words = paragraph(x, middle - ground / 2 + size * 0.25, point.text, inside, width - size * 0.6)
    return drawn + words.body
