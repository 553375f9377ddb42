"""A table: words left, numbers right, thin lines; long words are wrapped inside their column."""

from dataclasses import replace

from kinderwerk_stats.exports.drawings.canvas import Box, Drawn, clean, line, paragraph
from kinderwerk_stats.exports.drawings.measure import width_of
from kinderwerk_stats.story.slides import TablePicture


def draw_table(picture: TablePicture, box: Box) -> Drawn:
    """Return header and rows over the whole width."""
    if not picture.columns:
        return Drawn("", 0)
    size, palette = box.size, box.palette
    widths = _widths(picture, box)
    starts = [sum(widths[:column]) for column in range(len(widths))]
    parts, y = [], 0.0
    for number, row in enumerate([picture.columns, *picture.rows]):
        header = number == 0
        high = 0.0
        for cell, start, width, numeric in zip(row, starts, widths, picture.numeric, strict=True):
            style = replace(box.quiet if header else box.plain, anchor="end" if numeric else "start")
            x = start + (width - size * 0.5 if numeric else 0)
            drawn = paragraph(x, y + size * 0.35, cell, style, width - size * 0.5)
            parts.append(drawn.body)
            high = max(high, drawn.height)
        y += high + size * 0.7
        color, thick = (palette.border, size / 12) if header else (palette.line, size / 16)
        parts.append(line(0, y, box.width, y, color, thick))
    return Drawn("".join(parts), y)


def _widths(picture: TablePicture, box: Box) -> list[float]:
    """Return the widths: what each column asks for, the widest giving up most where that is too much."""
    gap = box.size * 1.2
    wanted = [
        max(width_of(clean(row[column]), box.size) for row in (picture.columns, *picture.rows)) + gap
        for column in range(len(picture.columns))
    ]
    words = [
        [word for row in (picture.columns, *picture.rows) for word in clean(row[column]).split()]
        for column in range(len(wanted))
    ]
    least = [max((width_of(word, box.size) for word in column), default=0) + gap for column in words]
    spare = box.width - sum(wanted)
    if spare >= 0:
        return [width + spare / len(wanted) for width in wanted]
    give = [want - need for want, need in zip(wanted, least, strict=True)]
    if sum(give) >= -spare:
        return [want + spare * part / sum(give) for want, part in zip(wanted, give, strict=True)]
    return [need * box.width / sum(least) for need in least]
