"""Two figures against each other: every area a dot, limits as lines with their name, who is absent under it."""

import math
from dataclasses import replace

from kinderwerk_stats.exports.drawings.canvas import Box, Drawn, Style, circle, clean, line, moved, num, paragraph, text
from kinderwerk_stats.exports.drawings.measure import width_of
from kinderwerk_stats.model.indicators import Unit
from kinderwerk_stats.story.slides import Dot, DotsPicture
from kinderwerk_stats.text.numbers import format_number

_HIGH, _LARGEST = 0.6, 1.1
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def draw_dots(picture: DotsPicture, box: Box) -> Drawn:
    """Return the scatter, both axes from zero, or from the lowest figure where that lies under it."""
    size, palette = box.size, box.palette
    absent = paragraph(0, 0, "; ".join(picture.absent), box.quiet, box.width)
    y_axis = paragraph(0, 0, picture.y_axis, box.quiet, box.width)
    points = [(dot.x, dot.y) for dot in picture.dots] + [point for _, line_ in picture.lines for point in line_]
    x_ticks, y_ticks = _ticks([x for x, _ in points]), _ticks([y for _, y in points])
    left = max(width_of(_say(value, picture.y_unit), box.small) for value in y_ticks) + size * 0.6
    under = size * 3.4 + (absent.height + size * 0.5 if absent.height else 0)
    top = y_axis.height + size
    bottom = max((box.height or box.width * _HIGH + under) - under, top + size * 6)
    right = box.width - size

    def place(x: float, y: float) -> tuple[float, float]:
        across = (x - x_ticks[0]) / ((x_ticks[-1] - x_ticks[0]) or 1)
        up = (y - y_ticks[0]) / ((y_ticks[-1] - y_ticks[0]) or 1)
        return left + across * (right - left), bottom - up * (bottom - top)

    parts = [y_axis.body]
    to_left, centred = replace(box.quiet, anchor="end"), replace(box.quiet, anchor="middle")
    for value in y_ticks:
        y = place(x_ticks[0], value)[1]
        parts.append(line(left, y, right, y, palette.line, size / 16))
        parts.append(text(left - size * 0.4, y + box.small * 0.34, _say(value, picture.y_unit), to_left))
    for value in x_ticks:
        x = place(value, y_ticks[0])[0]
        parts.append(text(x, bottom + size * 1.1, _say(value, picture.x_unit), centred))
    for name, corners in picture.lines:
        parts.append(_limit(name, [place(*corner) for corner in corners], box))
    most = max((dot.size for dot in picture.dots), default=0) or 1
    # Large ones first, so that a small one is not covered.
    by_size = sorted(picture.dots, key=lambda each: -each.size)
    parts += [_dot(dot, place(dot.x, dot.y), most, box) for dot in by_size]
    parts += _labels(picture, {id(dot): place(dot.x, dot.y) for dot in picture.dots}, most, box)
    parts.append(text(right, bottom + size * 2.4, picture.x_axis, to_left))
    parts.append(moved(absent.body, 0, bottom + size * 3.4))
    return Drawn("".join(parts), bottom + under)


def _ticks(values: list[float]) -> list[float]:
    """Return at most seven round values that hold all of them."""
    low, high = min([0.0, *values]), max(values, default=1.0)
    high = high if high > low else low + 1
    power = 10.0 ** math.floor(math.log10((high - low) / 5))
    step = next(power * each for each in _STEPS if power * each * 5 >= high - low)
    return [step * number for number in range(math.floor(low / step), math.ceil(high / step - 1e-9) + 1)]


def _say(value: float, unit: Unit) -> str:
    value = round(value * 100 if unit == "%" else value, 6)
    number = format_number(value, 0 if float(value).is_integer() or abs(value) >= 100 else 1)
    return f"{number} %" if unit == "%" else number


def _radius(dot: Dot, most: float, box: Box) -> float:
    return max(math.sqrt(dot.size / most) * box.size * _LARGEST, box.size * 0.25)


def _dot(dot: Dot, place: tuple[float, float], most: float, box: Box) -> str:
    palette = box.palette
    fill = palette.accent if dot.chosen or dot.named else palette.indicative
    edge = palette.text if dot.chosen else palette.background
    return circle(*place, _radius(dot, most, box), fill, f' stroke="{edge}" stroke-width="{num(box.size / 10)}"')


def _labels(picture: DotsPicture, places: dict[int, tuple[float, float]], most: float, box: Box) -> list[str]:
    """Return the names to print, each on the side of its dot where it fits; one over another moves down."""
    size, taken, parts = box.small, list[tuple[float, float, float]](), []
    for dot in sorted((dot for dot in picture.dots if dot.named), key=lambda each: places[id(each)][1]):
        x, y = places[id(dot)]
        words, reach = clean(dot.label), _radius(dot, most, box) + size * 0.35
        wide = width_of(words, size, 700)
        start = x + reach if x + reach + wide < box.width else x - reach - wide
        while any(abs(y - other) < size * 1.1 and start < end and begin < start + wide for begin, end, other in taken):
            y += size * 0.4
        taken.append((start, start + wide, y))
        style = Style(size, box.palette.text, 700, halo=box.palette.background)
        parts.append(text(max(start, 0), y + size * 0.34, words, style))
    return parts


def _limit(name: str, corners: list[tuple[float, float]], box: Box) -> str:
    if not corners:
        return ""
    path = "L".join(f"{num(x)} {num(y)}" for x, y in corners)
    look = f'stroke="{box.palette.border}" stroke-width="{num(box.size / 12)}" stroke-dasharray="{num(box.size / 4)}"'
    drawn = f'<path d="M{path}" fill="none" {look}/>'
    x, y = corners[-1]
    return drawn + text(x, y - box.size * 0.3, name, replace(box.quiet, anchor="end"))
