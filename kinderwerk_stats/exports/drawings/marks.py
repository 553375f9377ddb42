"""One kinderwerker beside so many children, every group to the same scale: a mark is a child, or so many of them."""

import math

from kinderwerk_stats.exports.drawings.canvas import Box, Drawn, circle, moved, paragraph, spots
from kinderwerk_stats.story.slides import Marks, MarksPicture

# Of the width, for the kinderwerker; of the distance between two marks, for a mark.
WORKER, MARK = 0.13, 0.7
_MOST_MARKS_HIGH = 0.62


def draw_marks(picture: MarksPicture, box: Box) -> Drawn:
    """Return per group its words, a large mark for the kinderwerker and a field of small ones; pale is uncertain."""
    if not picture.groups:
        return Drawn("", 0)
    size = box.size
    worker = box.width * WORKER
    field = box.width - worker
    heads = [_head(group, box) for group in picture.groups]
    legend = paragraph(0, 0, picture.legend, box.quiet, box.width)
    words = sum(head.height for head in heads) + size * 1.1 * len(heads) + legend.height
    height = box.height or words + box.width * _MOST_MARKS_HIGH
    radius = min(worker * 0.4, size * 2)
    counts = [picture.counts(group)[1] for group in picture.groups]
    pitch = pitch_of(counts, field, max(height - words, size * 4), (radius * 2, size * 1.2))
    parts, y = [], 0.0
    for group, head in zip(picture.groups, heads, strict=True):
        parts.append(moved(head.body, 0, y))
        y += head.height + size * 0.35
        parts.append(circle(radius, y + radius, radius, box.palette.diverging[0]))
        least, most = picture.counts(group)
        per_row = max(int(field // pitch), 1)
        places = [(worker + (n % per_row + 0.5) * pitch, y + (n // per_row + 0.5) * pitch) for n in range(most)]
        parts.append(spots(places[:least], pitch * MARK, box.palette.accent))
        parts.append(spots(places[least:], pitch * MARK, box.palette.indicative))
        y += max(math.ceil(most / per_row) * pitch, radius * 2) + size * 0.75
    return Drawn("".join(parts) + moved(legend.body, 0, y), y + legend.height)


def _head(group: Marks, box: Box) -> Drawn:
    """Return the name of a group and what is said of it, on lines of their own when they do not fit on one."""
    name = paragraph(0, 0, group.label, box.heavy, box.width)
    words = paragraph(0, name.height, group.text, box.plain, box.width)
    return Drawn(name.body + words.body, name.height + words.height)


def pitch_of(counts: list[int], width: float, height: float, limits: tuple[float, float]) -> float:
    """Return the largest distance between marks that fits; `limits`: height of a worker, most distance."""
    worker, high = limits
    low = 0.5
    for _ in range(30):
        pitch = (low + high) / 2
        per_row = max(int(width // pitch), 1)
        fits = sum(max(math.ceil(count / per_row) * pitch, worker) for count in counts) <= height
        low, high = (pitch, high) if fits else (low, pitch)
    return low
