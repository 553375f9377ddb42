"""Wijken in order of one figure, as one record: the screen, the slides and the sheets draw the same bars."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from kinderwerk_stats.analysis.coverage import INTERVALS
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.indicators import INDICATORS, Indicator
from kinderwerk_stats.model.status import Cells, Figure
from kinderwerk_stats.story.slides import Bar, BarsPicture
from kinderwerk_stats.text.intervals import format_between, format_ends, format_estimated
from kinderwerk_stats.text.numbers import format_value
from kinderwerk_stats.text.reference import reference_of
from kinderwerk_stats.text.sentences import label_of

# What is computed for few children is an indication; their number is not.
_OF_FEW = ("reach_share", "children_per_fte", "gap_children_count", "gap_fte")
_FEW = {Flag.INDICATIEF, Flag.TE_WEINIG_KINDEREN}


def rank_wijken(monitor: Monitor, figure: str, chosen: Collection[str] = ()) -> BarsPicture:
    """Return the bars of a coverage figure: the largest first, then the wijken without a figure."""
    indicator, label = INDICATORS[figure], label_of(monitor, figure)
    between = {code: format_between(figure, cells) for code, cells in monitor.coverage.cells.items()}
    bars = [
        make_bar(
            indicator,
            (code, monitor.name_of(code)),
            cells[figure],
            _interval(cells, figure),
            indicative=figure in _OF_FEW and not _FEW.isdisjoint(monitor.coverage.flags[code]),
            chosen=code in chosen,
        )
        for code, cells in monitor.coverage.cells.items()
    ]
    # Of several organisations together both ends stand where a number would.
    bars = [replace(bar, text=said, full=said) if (said := between[bar.code]) else bar for bar in bars]
    reference, reference_label = reference_of(monitor, figure)
    return make_bars(indicator, bars, label, reference, reference_label)


def _interval(cells: Cells, figure: str) -> tuple[float, float] | None:
    ends = [cells[end] for end in INTERVALS.get(figure, ())]
    return (ends[0].value, ends[1].value) if ends and all(each.known for each in (*ends, cells[figure])) else None


def make_bars(
    indicator: Indicator, bars: Iterable[Bar], label: str, reference: float | None = None, reference_label: str = ""
) -> BarsPicture:
    """Return bars in their order: equal figures by name, those without a figure by their reason.

    Parameters
    ----------
    indicator : gives unit and decimals.
    bars : in any order.
    label : names the axis; for a gap it says what it is measured against.
    reference, reference_label : a line, in the unit of the frame (a share for percentages).
    """
    bars = list(bars)
    known = sorted((bar for bar in bars if bar.figure.known), key=lambda bar: (-bar.figure.value, bar.label))
    absent = sorted((bar for bar in bars if not bar.figure.known), key=lambda bar: (bar.figure.status, bar.label))
    axis, ordered = f"{label} ({indicator.unit})", (*known, *absent)
    return BarsPicture(axis, indicator.unit, indicator.decimals, ordered, reference, reference_label, label)


def make_bar(
    indicator: Indicator,
    wijk: tuple[str, str],
    figure: Figure,
    interval: tuple[float, float] | None = None,
    *,
    indicative: bool = False,
    chosen: bool = False,
) -> Bar:
    """Return the bar of a wijk (code and name), with all that is said of it in words."""
    if interval is None:
        text, full, ends = format_value(indicator, *figure, unit=False), format_value(indicator, *figure), ""
    else:
        text, full = (format_estimated(indicator, figure, *interval, unit=unit) for unit in (False, True))
        ends = format_ends(indicator, *interval) if figure.known else ""
    low, high = interval or (None, None)
    code, name = wijk
    return Bar(name, figure, text, low, high, indicative, chosen, code, full, ends)
