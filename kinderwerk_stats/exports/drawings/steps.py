"""Early signalling step by step: every child a mark, filled as far as the step goes."""

from kinderwerk_stats.exports.drawings.canvas import Box, Drawn, Style, circle, line, moved, paragraph, rect, text
from kinderwerk_stats.exports.drawings.measure import width_of
from kinderwerk_stats.story.slides import Step, StepsPicture

# More marks than this are no longer seen one by one: then a step is a bar.
_MOST_MARKS = 120
_PER_ROW, _MARK = 50, 0.74


def draw_steps(picture: StepsPicture, box: Box) -> Drawn:
    """Return per step its count in large type, its words and its part of the first step; the warning under them."""
    if not picture.steps:
        return Drawn("", 0)
    size, palette = box.size, box.palette
    figure = size * 2.1
    left = max(width_of(str(step.count), figure, 700) for step in picture.steps) + size
    whole = max(step.count for step in picture.steps) or 1
    warning = paragraph(size, size * 0.7, picture.warning, box.plain, box.width - 2 * size)
    warned = warning.height + size * 1.4 if warning.height else 0.0
    count = Style(figure, palette.accent, 700, "end")
    parts, y = [], 0.0
    rows = [_row(step, whole, box, left) for step in picture.steps]
    used = warned + sum(row.height for row in rows)
    spare = 0.0 if box.height is None else max(box.height - used, 0) / len(rows)
    gap = min(max(spare, size * 1.2), size * 3.2)
    for number, (step, row) in enumerate(zip(picture.steps, rows, strict=True)):
        parts.append(text(left - size, y + figure * 0.8, str(step.count), count))
        parts.append(moved(row.body, left, y))
        y += row.height + gap
        if number < len(rows) - 1:
            parts.append(line(0, y - gap / 2, box.width, y - gap / 2, palette.line, size / 14))
    if warning.height:
        parts.append(rect(0, y, box.width, warning.height + size * 1.4, palette.surface))
        parts.append(rect(0, y, size * 0.3, warning.height + size * 1.4, palette.diverging[0]))
        parts.append(moved(warning.body, 0, y))
        y += warning.height + size * 1.4
    return Drawn("".join(parts), y)


def _row(step: Step, whole: int, box: Box, left: float) -> Drawn:
    """Return the words of a step above its marks, from x = 0."""
    size, palette, room = box.size, box.palette, box.width - left
    label = paragraph(0, 0, step.label, box.heavy, room)
    words = paragraph(0, label.height, step.text, box.muted, room)
    y = label.height + words.height + size * 0.5
    if whole > _MOST_MARKS:
        bar = rect(0, y, room, size, palette.missing) + rect(0, y, room * step.count / whole, size, palette.accent)
        return Drawn(label.body + words.body + bar, y + size)
    per_row = min(whole, _PER_ROW)
    pitch = min(room / per_row, size * 1.3)
    marks = []
    for number in range(whole):
        place = ((number % per_row + 0.5) * pitch, y + (number // per_row + 0.5) * pitch)
        inside = number < step.count
        outline = "" if inside else f' stroke="{palette.border}" stroke-width="{pitch / 14:.1f}"'
        marks.append(circle(*place, pitch * _MARK / 2, palette.accent if inside else "none", outline))
    return Drawn(label.body + words.body + "".join(marks), y + ((whole - 1) // per_row + 1) * pitch)
