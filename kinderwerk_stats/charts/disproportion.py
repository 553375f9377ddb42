"""One kinderwerker against the children per kinderwerker, drawn to scale: one mark is one child."""

from dataclasses import dataclass
from html import escape

MARKS_PER_ROW = 75


@dataclass(frozen=True)
class MarkField:
    """One field of marks: `low` children for certain, up to `high` when the figure is an interval."""

    title: str
    low: float
    high: float
    caption: str


def build_disproportion(fields: list[MarkField]) -> str:
    """Return HTML with a field of marks per entry, all at the same scale, each beside one larger mark: the worker.

    Marks up to `low` are full, from `low` to `high` pale. A run of marks is one element with a dotted background;
    its size is in marks (`--rijen`, `--stippen`), so ui/assets/style.css sets how large a mark is on each screen.

    Parameters
    ----------
    fields : one or two; `low` <= `high`, both above 0.

    Raises
    ------
    ValueError
        When an interval is upside down or not positive.
    """
    for field in fields:
        if not 0 < field.low <= field.high:
            raise ValueError(f"low and high must satisfy 0 < low <= high, got {field.low} and {field.high}")
    return f'<div class="kw-verhouding">{"".join(_draw(field) for field in fields)}</div>'


def _draw(field: MarkField) -> str:
    low, high = round(field.low), round(field.high)
    marks = "".join(_run(count, rows, kind) for count, rows, kind in split_runs(low, high))
    alt = f"{field.title}: {field.caption}, getekend als stippen"
    return (
        f'<figure><div class="kw-stippenveld" role="img" aria-label="{escape(alt)}"><span class="kw-werker"></span>'
        f'<div class="kw-stippen">{marks}</div></div>'
        f"<figcaption><strong>{escape(field.title)}</strong> {escape(field.caption)}</figcaption></figure>"
    )


def _run(count: int, rows: int, kind: str) -> str:
    return f'<span class="kw-{kind}" style="--stippen:{count};--rijen:{rows}"></span>'


def split_runs(low: int, high: int) -> list[tuple[int, int, str]]:
    """Return the runs (marks per row, rows, kind) that fill rows of `MARKS_PER_ROW` in reading order.

    >>> split_runs(160, 240)
    [(75, 2, 'vol'), (10, 1, 'vol'), (65, 1, 'licht'), (15, 1, 'licht')]
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
