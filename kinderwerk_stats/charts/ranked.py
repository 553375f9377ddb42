"""Wijken in order of one figure: sorted bars from zero, whiskers for the interval, the reference as a labelled line."""

from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

from kinderwerk_stats.charts.labels import wrap_name
from kinderwerk_stats.charts.theme import plotly_template
from kinderwerk_stats.model.indicators import Indicator
from kinderwerk_stats.model.palette import PALETTES, SIZE_SMALL, Mode
from kinderwerk_stats.model.status import Figure
from kinderwerk_stats.text.intervals import format_ends, format_estimated
from kinderwerk_stats.text.numbers import format_value

ROW_HEIGHT = 34
_NAME_WIDTH = 26
# Room in pixels behind the longest bar for its label.
_LABEL_ROOM = 72
# Reach over 100 % keeps its number; only the bar stops here (METHOD 1.5).
_LONGEST_SHARE = 1.2


@dataclass(frozen=True)
class RankedRow:
    """One bar: the figure with its interval, and whether it is to be read with care or is the chosen wijk."""

    code: str
    name: str
    figure: Figure
    low: float | None = None
    high: float | None = None
    indicative: bool = False
    chosen: bool = False


def build_ranked_figure(
    *,
    rows: list[RankedRow],
    indicator: Indicator,
    label: str,
    mode: Mode,
    reference: float | None = None,
    reference_label: str = "",
) -> go.Figure:
    """Build the bars, largest on top; wijken without a figure stand under them with the reason in words.

    Parameters
    ----------
    rows : the wijken in any order.
    indicator : gives unit and decimals.
    label : names the axis; for a gap it says what it is measured against.
    mode : light or dark.
    reference, reference_label : a vertical line, in the unit of the frame (a share for percentages).

    Returns
    -------
    Figure; each bar's customdata holds the wijk code. Equal figures stand in the order of their names.
    """
    palette = PALETTES[mode]
    known = sorted((row for row in rows if row.figure.known), key=lambda row: (-row.figure.value, row.name))
    absent = sorted((row for row in rows if not row.figure.known), key=lambda row: (row.figure.status, row.name))
    ordered = known + absent
    scale = 100 if indicator.unit == "%" else 1
    longest = _LONGEST_SHARE * scale if indicator.unit == "%" else float("inf")
    lengths = [min(row.figure.value * scale, longest) if row.figure.known else 0 for row in ordered]
    intervals = [_whisker(row, scale, longest) for row in ordered]
    bars = {
        "type": "bar",
        "x": lengths,
        "y": [row.code for row in ordered],
        "orientation": "h",
        "marker": {
            "color": [palette.indicative if row.indicative else palette.accent for row in ordered],
            "line": {"color": palette.text, "width": [2 if row.chosen else 0 for row in ordered]},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [up for _, up in intervals],
            "arrayminus": [down for down, _ in intervals],
            "color": palette.muted,
            "thickness": 1,
            "width": 0,
        },
        "customdata": [row.code for row in ordered],
        "hovertext": [_hover(row, indicator, label) for row in ordered],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    ends = [length + up for length, (_, up) in zip(lengths, intervals, strict=True)]
    furthest = max([*ends, (reference or 0) * scale], default=0) or 1
    texts = [_text(row, indicator, unit=False) for row in ordered]
    # One trace of text, not an annotation per bar: plotly checks all annotations again for each one that is added.
    labels = {
        "type": "scatter",
        "x": ends,
        "y": [row.code for row in ordered],
        "mode": "text",
        "text": [
            f" {text}" if row.figure.known else f" <i>{text}</i>" for row, text in zip(ordered, texts, strict=True)
        ],
        "textposition": "middle right",
        "textfont": {
            "size": SIZE_SMALL,
            "color": [palette.text if row.figure.known else palette.muted for row in ordered],
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    # The line stops above the wijken without a figure: it has nothing to say to the words that stand there.
    below = len(absent) / len(ordered) if known else 0
    # Built whole: every later change of a figure makes plotly copy and check much of it once more.
    layout = {
        "template": plotly_template(mode).to_plotly_json(),
        "yaxis": {
            # Said, not left to plotly: that leaves room above and below for the texts, more with every bar.
            "range": [-0.5, max(len(ordered), 1) - 0.5],
            "categoryorder": "array",
            "categoryarray": [row.code for row in reversed(ordered)],
            "tickvals": [row.code for row in ordered],
            "ticktext": [_tick(row) for row in ordered],
            "tickfont": {"color": palette.text},
            "showgrid": False,
            "fixedrange": True,
        },
        "xaxis": {
            "range": [0, furthest],
            "title": {"text": f"{label} ({indicator.unit})"},
            "nticks": 5,
            "tickformat": ",",
            "rangemode": "tozero",
            "fixedrange": True,
        },
        "height": ROW_HEIGHT * len(ordered) + 96,
        "margin": {"t": 36 if reference is not None else 8, "r": _LABEL_ROOM},
        "showlegend": False,
        **(_reference(reference * scale, reference_label, palette.text, below) if reference is not None else {}),
    }
    # The tests check that plotly knows every part of this; checking it for each visitor takes longer than the page.
    return go.Figure([bars, labels], layout, _validate=False)


def _whisker(row: RankedRow, scale: int, longest: float) -> tuple[float, float]:
    """Return how far the interval reaches left and right of the bar's end."""
    if not row.figure.known or row.low is None or row.high is None:
        return 0.0, 0.0
    value, low, high = (min(part * scale, longest) for part in (row.figure.value, row.low, row.high))
    return value - low, high - value


def _reference(x: float, label: str, color: str, below: float) -> dict[str, Any]:
    """Return the line from a part of the height up, and its label, as parts of the layout."""
    line = {"color": color, "width": 1, "dash": "dot"}
    text = {"text": label, "xanchor": "center", "yanchor": "bottom", "font": {"color": color}}
    return {
        "shapes": [
            {"type": "line", "x0": x, "x1": x, "y0": below, "y1": 1, "yref": "y domain", "line": line, "layer": "below"}
        ],
        "annotations": [{"x": x, "y": 1, "yref": "paper", **text}],
    }


def _text(row: RankedRow, indicator: Indicator, *, unit: bool) -> str:
    if row.low is None or row.high is None:
        return format_value(indicator, *row.figure, unit=unit)
    return format_estimated(indicator, row.figure, row.low, row.high, unit=unit)


def _tick(row: RankedRow) -> str:
    name = wrap_name(row.name, _NAME_WIDTH)
    return f"<b>{name}</b>" if row.chosen else name


def _hover(row: RankedRow, indicator: Indicator, label: str) -> str:
    lines = [f"<b>{escape(row.name, quote=False)}</b>", f"{label}: {_text(row, indicator, unit=True)}"]
    if row.figure.known and row.low is not None and row.high is not None:
        interval = format_ends(indicator, row.low, row.high)
        lines += [f"waarschijnlijk {interval}"] if interval else []
    if row.indicative:
        lines.append("indicatie: minder dan 100 kinderen van 0 tot 15 jaar")
    return "<br>".join(lines)
