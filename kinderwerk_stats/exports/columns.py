"""Columns of figures, the same in every table that leaves the dashboard: label, unit and format."""

from kinderwerk_stats.analysis.coverage import INTERVALS
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.indicators import INDICATORS, Indicator
from kinderwerk_stats.text.sentences import label_of

# An end of an interval has no record of its own: the figure that it belongs to, and which end it is.
_ENDS = {
    end: (figure, words)
    for figure, ends in INTERVALS.items()
    for end, words in zip(ends, ("ondergrens", "bovengrens"), strict=True)
}
_FORMATS = {"%": "0.0%", "euro": '"€ "#,##0'}


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
