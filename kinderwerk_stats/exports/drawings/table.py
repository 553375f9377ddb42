"""A table: words left, numbers right, thin lines; long words are wrapped inside their column."""

from dataclasses import replace

from kinderwerk_stats.exports.drawings.canvas import Box, Drawn, clean, line, moved, paragraph
from kinderwerk_stats.exports.drawings.measure import width_of
from kinderwerk_stats.story.slides import TablePicture
from kinderwerk_stats.text.numbers import keep_together

# Of a letter, at most, more between two rows: further apart they are no table.
_MOST_BETWEEN = 1.2

# Of a letter, between two columns.
_GAP = 1.2


def draw_table(picture: TablePicture, box: Box) -> Drawn:
    """Return header and rows over the whole width, and over the height that there is as far as rows stay together."""
    if not picture.columns:
        return Drawn("", 0)
    # Letters become smaller before a word or a number breaks inside; after the last column no gap is needed.
    box = replace(box, size=box.size * min(box.width / (sum(_least(picture, box)) - box.size * _GAP), 1.0))
    size, palette = box.size, box.palette
    widths = _widths(picture, box)
    starts = [sum(widths[:column]) for column in range(len(widths))]
    rows = []
    for number, row in enumerate([picture.columns, *picture.rows]):
        cells = []
        for cell, start, width, numeric in zip(row, starts, widths, picture.numeric, strict=True):
            style = replace(box.plain if number else box.quiet, anchor="end" if numeric else "start")
            x = start + (width - size * 0.5 if numeric else 0)
            cells.append(paragraph(x, 0, cell, style, width - size * 0.5))
        rows.append(Drawn("".join(cell.body for cell in cells), max(cell.height for cell in cells) + size * 0.7))
    spare = 0.0 if box.height is None else (box.height - sum(row.height for row in rows)) / len(rows)
    more = min(max(spare, 0.0), size * _MOST_BETWEEN)
    parts, y = [], 0.0
    for number, drawn in enumerate(rows):
        parts.append(moved(drawn.body, 0, y + size * 0.35 + more / 2))
        y += drawn.height + more
        color, thick = (palette.line, size / 16) if number else (palette.border, size / 12)
        parts.append(line(0, y, box.width, y, color, thick))
    return Drawn("".join(parts), y)


def _widths(picture: TablePicture, box: Box) -> list[float]:
    """Return the widths: what each column asks for, the widest giving up most where that is too much."""
    gap = box.size * _GAP
    wanted = [
        max(width_of(clean(row[column]), box.size) for row in (picture.columns, *picture.rows)) + gap
        for column in range(len(picture.columns))
    ]
    least = _least(picture, box)
    spare = box.width - sum(wanted)
    if spare >= 0:
        return [width + spare / len(wanted) for width in wanted]
    give = [want - need for want, need in zip(wanted, least, strict=True)]
    if sum(give) >= -spare:
        return [want + spare * part / sum(give) for want, part in zip(wanted, give, strict=True)]
    return [need * box.width / sum(least) for need in least]


def _least(picture: TablePicture, box: Box) -> list[float]:
    """Return the width of the widest word of each column, a number with its sign as one word."""
    words = (
        [word for row in (picture.columns, *picture.rows) for word in keep_together(clean(row[column])).split(" ")]
        for column in range(len(picture.columns))
    )
    return [max(width_of(word, box.size) for word in column) + box.size * _GAP for column in words]
