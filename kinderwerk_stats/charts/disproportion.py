"""The field of dots of a story on screen: one kinderwerker against the children, to scale."""

from html import escape

from kinderwerk_stats.story.slides import Marks, MarksPicture

MARKS_PER_ROW = 40


def build_disproportion(picture: MarksPicture) -> str:
    """Return HTML with the words of each group, one large mark for the kinderwerker and a field of small ones.

    A run of marks is one element with a dotted background; its size is in marks (`--rijen`, `--stippen`), so
    ui/assets/style.css sets how large a mark is on each screen.
    """
    fields = "".join(_draw(picture, group) for group in picture.groups)
    return f'<div class="kw-verhouding">{fields}<p class="kw-hulp">{escape(picture.legend)}</p></div>'


def _draw(picture: MarksPicture, group: Marks) -> str:
    runs = split_runs(*picture.counts(group))
    marks, place = "", 0
    for count, rows, kind in runs:
        place += count
        # A phone has room for a few marks more than a row holds: the next run starts under it, not behind it.
        end = "" if place % MARKS_PER_ROW else "<br>"
        marks += f'<span class="kw-{kind}" style="--stippen:{count};--rijen:{rows}"></span>{end}'
    alt = escape(f"{group.label}: {group.text}, getekend als stippen")
    return (
        f"<figure><figcaption><strong>{escape(group.label)}</strong> {escape(group.text)}</figcaption>"
        f'<div class="kw-stippenveld" role="img" aria-label="{alt}"><span class="kw-werker"></span>'
        f'<div class="kw-stippen">{marks}</div></div></figure>'
    )


def split_runs(low: int, high: int) -> list[tuple[int, int, str]]:
    """Return the runs (marks per row, rows, kind) that fill rows of `MARKS_PER_ROW` in reading order.

    >>> split_runs(90, 130)
    [(40, 2, 'vol'), (10, 1, 'vol'), (30, 1, 'licht'), (10, 1, 'licht')]
    """
    runs = []
    for start, stop, kind in ((0, low, "vol"), (low, high, "licht")):
        position = start
        while position < stop:
            column = position % MARKS_PER_ROW
            rows = (stop - position) // MARKS_PER_ROW if column == 0 else 0
            count = MARKS_PER_ROW if rows else min(stop - position, MARKS_PER_ROW - column)
            runs.append((count, max(rows, 1), kind))
            position += count * max(rows, 1)
    return runs
