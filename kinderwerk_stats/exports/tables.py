"""Tables that leave the dashboard, each described once: who writes one as a sheet or as csv adds nothing to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kinderwerk_stats.analysis.coverage import INTERVALS
from kinderwerk_stats.analysis.together import REACHED_ENDS, reached_ends
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.indicators import INDICATORS, Indicator
from kinderwerk_stats.model.status import Cells, Figure
from kinderwerk_stats.text.left_out import flag_words
from kinderwerk_stats.text.sentences import label_of

# An end of an interval has no record of its own: the figure that it belongs to, and which end it is.
_ENDS = {
    end: (figure, words)
    for figure, ends in {**INTERVALS, "reached_count": REACHED_ENDS}.items()
    for end, words in zip(ends, ("ondergrens", "bovengrens"), strict=True)
}
# Widths in signs: of a code, a figure, a name, and of remarks.
CODE, FIGURE, NAME, REMARKS = 12, 14, 34, 60
Row = Sequence[str | float | Figure | None]
_FORMATS = {"%": "0.0%", "euro": '"€ "#,##0'}


@dataclass(frozen=True)
class Column:
    """One column: its head, its width in signs, and how a workbook prints its figures (words have no format)."""

    head: str
    width: int = FIGURE
    number_format: str = ""


@dataclass(frozen=True)
class Table:
    """A table as it is written: a title, columns, rows.

    A `Figure` in a row is its number, or the reason why there is none on a ground of its own. `last_is_total`: the
    last row is of the gemeente as a whole. `fixed`: how many columns stay in sight. `remarks`: lines under the table.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    last_is_total: bool = False
    fixed: int = 0
    remarks: tuple[str, ...] = ()


def with_ends(figures: Iterable[str], *monitors: Monitor) -> tuple[str, ...]:
    """Return figures, and where several organisations are together how many they reach at least and at most."""
    return (*figures, *(REACHED_ENDS if any(monitor.coverage.together for monitor in monitors) else ()))


def coverage_columns(monitor: Monitor, figures: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of coverage: code, name, figures, remarks."""
    of_figures = (Column(column_label(monitor, name), FIGURE, number_format(record_of(name))) for name in figures)
    return Column("Wijkcode", CODE), Column("Wijk", NAME), *of_figures, Column("Let op", REMARKS)


def coverage_rows(monitor: Monitor, figures: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows of `coverage_columns`: every wijk and, last, the gemeente."""
    rows = {**monitor.coverage.cells, monitor.gemeente_code: monitor.coverage.shown_totals}
    shown = {code: {**dict(reached_ends(cells)), **cells} for code, cells in rows.items()}
    return tuple(
        (code, name, *(shown[code][each] for each in figures), "; ".join(flag_words(monitor, flag) for flag in flags))
        for code, name, _, flags in rows_of(monitor)
    )


def rows_of(monitor: Monitor) -> list[tuple[str, str, Cells, tuple[Flag, ...]]]:
    """Return code, name, figures and flags of every wijk and, last, of the gemeente."""
    coverage = monitor.coverage
    rows = [(code, monitor.names[code], cells, coverage.flags[code]) for code, cells in coverage.cells.items()]
    return [*rows, (monitor.gemeente_code, monitor.gemeente_name, coverage.totals, coverage.total_flags)]


def definition_of(indicator: Indicator) -> str:
    """Return what a figure is, its formula and what to mind, for under a table."""
    formula = f" Formule: {indicator.formula}." if indicator.formula else ""
    return f"{indicator.definition}{formula} {indicator.caveat}".strip()


def record_of(field: str) -> Indicator:
    """Return the record of a figure; of an end of an interval, that of the figure it belongs to."""
    return INDICATORS[_ENDS[field][0] if field in _ENDS else field]


def end_of(field: str) -> str:
    """Return "ondergrens" or "bovengrens", or nothing for what is no end of an interval.

    >>> end_of("reach_low"), end_of("reach_share"), record_of("gap_fte_high").unit
    ('ondergrens', '', 'fte')
    """
    return _ENDS[field][1] if field in _ENDS else ""


def column_label(monitor: Monitor, field: str) -> str:
    """Return the head of a column: what it is, with its unit or which end of an interval."""
    record = record_of(field)
    return f"{label_of(monitor, record.name)}{f', {end}' if (end := end_of(field)) else f' ({record.unit})'}"


def number_format(record: Indicator) -> str:
    """Return how Excel prints a figure."""
    return _FORMATS.get(record.unit, f"0.{'0' * record.decimals}" if record.decimals else "#,##0")
