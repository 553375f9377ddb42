"""A figure with its interval as text: only as many digits as the interval allows, a reason where it is absent."""

from kinderwerk_stats.analysis.coverage import INTERVALS
from kinderwerk_stats.analysis.together import REACHED_ENDS
from kinderwerk_stats.model.indicators import INDICATORS, Indicator
from kinderwerk_stats.model.status import Cells, Figure, Status
from kinderwerk_stats.text.numbers import (
    add_unit,
    format_estimate,
    format_number,
    format_share,
    format_value,
    round_decimals,
    round_down,
    round_ends,
    round_estimate,
    share_decimals,
    to_decimal,
)


def format_estimated(indicator: Indicator, figure: Figure, low: float, high: float, *, unit: bool = True) -> str:
    """Return a figure with an interval; `low` and `high` are equal when it is exact.

    >>> from kinderwerk_stats.model.status import Status
    >>> format_estimated(INDICATORS["reach_share"], Figure(0.331, Status.KNOWN), 0.314, 0.35)
    '33 %'
    >>> format_estimated(INDICATORS["reach_share"], Figure(0.0396, Status.KNOWN), 0.0378, 0.0416)
    '4,0 %'
    """
    if not figure.known:
        return format_value(indicator, *figure)
    if figure.at_least:
        return format_value(indicator, *figure, unit=unit)
    if indicator.unit == "%":
        return format_share(figure.value, low, high)
    if indicator.unit == "fte":
        return format_value(indicator, *figure, unit=unit)
    number = format_estimate(figure.value, low, high)
    return add_unit(number, indicator) if unit else number


def format_figure(name: str, cells: Cells, *, unit: bool = False) -> str:
    """Return a coverage figure of one row, with or without its unit ("%" always stands)."""
    if between := format_between(name, cells):
        return add_unit(between, INDICATORS[name]) if unit and INDICATORS[name].unit != "%" else between
    if name not in INTERVALS or not cells[name].known:
        return format_value(INDICATORS[name], *cells[name], unit=unit)
    low, high = (cells[end].value for end in INTERVALS[name])
    return format_estimated(INDICATORS[name], cells[name], low, high, unit=unit)


def format_between(name: str, cells: Cells) -> str:
    """Return between which ends a figure of several organisations together lies: "120 tot 200", "minstens 120".

    Nothing where it is a number, or where nothing is known.
    """
    low, high = (cells.get(end) for end in (REACHED_ENDS if name == "reached_count" else INTERVALS.get(name, ("", ""))))
    if cells[name].status != Status.NOT_ADDED or low is None or high is None or not low.known:
        return ""
    indicator = INDICATORS[name]
    if not high.known:
        return format_value(indicator, low.value, at_least=True, unit=False)
    if name == "reached_count":
        ends = [format_number(each.value) for each in (low, high)]
        return ends[0] if ends[0] == ends[1] else " tot ".join(ends)
    said = format_ends(indicator, low.value, high.value, outward=low.value < high.value)
    return said or format_value(indicator, low.value, unit=False)


def said_value(name: str, cells: Cells) -> float:
    """Return the number that `format_figure` writes (0-1 for a share): its class is that of what people read."""
    indicator, figure = INDICATORS[name], cells[name]
    decimals = indicator.decimals + (2 if indicator.unit == "%" else 0)
    if figure.at_least:
        return round_down(figure.value, decimals)
    if name in INTERVALS and indicator.unit != "fte":
        low, high = (cells[end].value for end in INTERVALS[name])
        if indicator.unit != "%":
            return float(round_estimate(figure.value, low, high))
        decimals = share_decimals(low, high) + 2
    return float(round_decimals(figure.value, decimals))


def format_interval(name: str, cells: Cells) -> str:
    """Return "17 tot 20 %", or nothing where there is no interval or both ends read the same."""
    if name not in INTERVALS or not cells[name].known or cells[name].at_least:
        return ""
    low, high = (cells[end].value for end in INTERVALS[name])
    return format_ends(INDICATORS[name], low, high)


def format_ends(indicator: Indicator, low: float, high: float, *, outward: bool = False) -> str:
    """Return an interval without unit ("%" always stands), or nothing where both ends read the same.

    `outward`: of a share that is at least `low` and at most `high`, so that what is written is true of it too.

    >>> format_ends(INDICATORS["reach_share"], 0.17, 0.2), format_ends(INDICATORS["children_count"], 2453, 2742)
    ('17 tot 20 %', '2.450 tot 2.740')
    >>> format_ends(INDICATORS["reach_share"], 0.1269, 0.221, outward=True)
    '12 tot 23 %'
    """
    is_share = indicator.unit == "%"
    if is_share:
        decimals = share_decimals(low, high)
        low, high = (round_down(low, decimals + 2), -round_down(-high, decimals + 2)) if outward else (low, high)
        ends = (to_decimal(low) * 100, to_decimal(high) * 100)
    elif indicator.unit == "fte":
        ends, decimals = (to_decimal(low), to_decimal(high)), 1
    else:
        ends, decimals = round_ends(low, high), 0
    first, last = (format_number(end, decimals) for end in ends)
    return "" if first == last else f"{first} tot {last}{' %' if is_share else ''}"
