"""One figure of a wijk over the years: a line only where it is the same wijk and the same count."""

from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from kinderwerk_stats.charts.theme import plotly_template
from kinderwerk_stats.model.indicators import Indicator
from kinderwerk_stats.model.palette import PALETTES, SIZE_SMALL, Mode, Palette
from kinderwerk_stats.model.status import Figure
from kinderwerk_stats.text.intervals import format_estimated
from kinderwerk_stats.text.numbers import format_value

_HEIGHT = 320


@dataclass(frozen=True)
class TrendPoint:
    """One year: the figure with its interval, the stretch it belongs to, and the gemeente's figure.

    `reallocated`: spread over the wijk of now by addresses; drawn as an open circle.
    """

    year: int
    figure: Figure
    stretch: int
    low: float | None = None
    high: float | None = None
    reference: Figure | None = None
    reference_stretch: int = 0
    reallocated: bool = False


def build_trend_figure(
    *, points: list[TrendPoint], indicator: Indicator, mode: Mode, name: str, reference_name: str
) -> go.Figure:
    """Build the line of a wijk with the gemeente in grey; it stops at every break and at every absent figure.

    Parameters
    ----------
    points : one per year, increasing; equal `stretch` numbers may be joined.
    indicator : names the axis and the unit.
    mode : light or dark.
    name, reference_name : labels at the end of the lines.

    Returns
    -------
    Figure with one trace per unbroken stretch of the wijk and one of the gemeente.
    """
    palette = PALETTES[mode]
    scale = 100 if indicator.unit == "%" else 1
    references = {p.year: p.reference.value * scale for p in points if p.reference is not None and p.reference.known}
    lines: list[dict[str, object]] = []
    labels: list[dict[str, object]] = []
    if references:
        lines.append(_reference_line(points, references, palette))
        labels.append(_end_label((max(references), references[max(references)]), reference_name, palette.muted))
    lines += [_own_line(stretch, indicator, scale, palette) for stretch in _stretches(points)]
    known = [(point.year, point.figure.value * scale) for point in points if point.figure.known]
    if known:
        labels.append(_end_label(known[-1], name, palette.text))
    labels += [
        {
            "x": point.year,
            "y": 0,
            "yref": "paper",
            "yanchor": "bottom",
            "text": f"<i>{point.figure.status.label}</i>".replace(" ", "<br>"),
            "font": {"size": SIZE_SMALL, "color": palette.muted},
        }
        for point in points
        if not point.figure.known
    ]
    layout = {
        "template": plotly_template(mode).to_plotly_json(),
        "xaxis": {
            "tickvals": [point.year for point in points],
            "range": [points[0].year - 0.4, points[-1].year + 0.4] if points else None,
            "tickformat": "d",
            "showgrid": False,
            "fixedrange": True,
        },
        "yaxis": {
            "rangemode": "tozero",
            "title": {"text": f"{indicator.label} ({indicator.unit})"},
            "tickformat": ",",
            "fixedrange": True,
        },
        "annotations": labels,
        "height": _HEIGHT,
    }
    return go.Figure(lines, layout, _validate=False)


def _reference_line(points: list[TrendPoint], references: dict[int, float], palette: Palette) -> dict[str, object]:
    part = {point.year: point.reference_stretch for point in points}
    x: list[float] = []
    for year in range(min(references), max(references) + 1):
        # Between two ways of counting stands an empty point, so that no line joins them.
        x += [year - 0.5, year] if part.get(year) != part.get(year - 1) and x else [year]
    return {
        "type": "scatter",
        "x": x,
        # A year without a figure is a gap in the line; a year between two gaps is a dot.
        "y": [references.get(int(year)) if year == int(year) else None for year in x],
        "mode": "lines+markers",
        "line": {"color": palette.border, "width": 2},
        "marker": {"size": 4, "color": palette.border},
        "hoverinfo": "skip",
    }


def _own_line(stretch: list[TrendPoint], indicator: Indicator, scale: int, palette: Palette) -> dict[str, object]:
    return {
        "type": "scatter",
        "x": [point.year for point in stretch],
        "y": [point.figure.value * scale for point in stretch],
        "mode": "lines+markers",
        "line": {"color": palette.accent, "width": 3},
        "marker": {
            "size": 9,
            "color": palette.accent,
            "line": {"color": palette.accent, "width": 2},
            "symbol": ["circle-open" if point.reallocated else "circle" for point in stretch],
        },
        "error_y": _whiskers(stretch, scale, palette.accent),
        "customdata": [_text(indicator, point) for point in stretch],
        "hovertemplate": "%{x}: %{customdata}<extra></extra>",
    }


def _stretches(points: list[TrendPoint]) -> list[list[TrendPoint]]:
    """Return the runs of known figures that may be joined."""
    runs: list[list[TrendPoint]] = []
    before: TrendPoint | None = None
    for point in points:
        if point.figure.known:
            joined = before is not None and before.figure.known and before.stretch == point.stretch
            if joined:
                runs[-1].append(point)
            else:
                runs.append([point])
        before = point
    return runs


def _text(indicator: Indicator, point: TrendPoint) -> str:
    text = _figure_text(indicator, point)
    return f"{text} (herverdeeld)" if point.reallocated and point.figure.known else text


def _figure_text(indicator: Indicator, point: TrendPoint) -> str:
    if point.low is None or point.high is None:
        return format_value(indicator, *point.figure)
    return format_estimated(indicator, point.figure, point.low, point.high)


def _whiskers(points: list[TrendPoint], scale: int, color: str) -> dict[str, object]:
    up = [0.0 if p.high is None else (p.high - p.figure.value) * scale for p in points]
    down = [0.0 if p.low is None else (p.figure.value - p.low) * scale for p in points]
    return {
        "type": "data",
        "symmetric": False,
        "array": up,
        "arrayminus": down,
        "color": color,
        "thickness": 1,
        "width": 0,
    }


def _end_label(end: tuple[int, float], text: str, color: str) -> dict[str, object]:
    """Return a line's name above its last point, ending there: beside it there is no room on a phone."""
    return {
        "x": end[0],
        "y": end[1],
        "text": escape(text, quote=False),
        "xanchor": "right",
        "xshift": 8,
        "yanchor": "bottom",
        "yshift": 8,
        "font": {"color": color, "size": SIZE_SMALL},
    }
