"""What stands round a picture that leaves the dashboard: title, subtitle, what to know, source and context."""

from dataclasses import dataclass, replace

from kinderwerk_stats.exports.drawings.canvas import Box, Drawn, Style, paragraph, rect, text
from kinderwerk_stats.exports.drawings.measure import width_of

INVENTED = "Verzonnen cijfers"


@dataclass(frozen=True)
class Frame:
    """The words round a picture, in the picture itself; `lines` say the context: gemeente, year, norm, date."""

    title: str
    subtitle: str = ""
    remark: str = ""
    source: str = ""
    lines: tuple[str, ...] = ()
    invented: bool = False


def draw_head(frame: Frame, box: Box) -> Drawn:
    """Return mark, title and subtitle."""
    parts, y = [], 0.0
    if frame.invented:
        mark = invented_mark(box)
        parts.append(mark.body)
        y = mark.height + box.size * 0.6
    title = replace(box.heavy, size=box.size * 1.5)
    for words, style in ((frame.title, title), (frame.subtitle, box.muted)):
        drawn = paragraph(0, y, words, style, box.width)
        parts.append(drawn.body)
        y += drawn.height + (style.size * 0.2 if drawn.height else 0)
    return Drawn("".join(parts), y + box.size * 0.8)


def draw_foot(frame: Frame, box: Box) -> Drawn:
    """Return what must be known, the source, and the lines of the context."""
    parts, y = [], box.size * 0.9
    remark = replace(box.plain, size=box.small)
    for words, style in ((frame.remark, remark), *((line, box.quiet) for line in (frame.source, *frame.lines))):
        drawn = paragraph(0, y, words, style, box.width)
        parts.append(drawn.body)
        y += drawn.height + (box.small * 0.15 if drawn.height else 0)
    return Drawn("".join(parts), y)


def invented_mark(box: Box) -> Drawn:
    """Return the mark of invented figures: words in a full bar, so that it survives a black and white copy."""
    size = box.small
    wide, high = width_of(INVENTED, size, 700) + size * 1.2, size * 1.7
    words = text(size * 0.6, high / 2 + size * 0.34, INVENTED, Style(size, box.palette.background, 700))
    return Drawn(rect(0, 0, wide, high, box.palette.text) + words, high)
