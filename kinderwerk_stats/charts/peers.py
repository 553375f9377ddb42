"""One area between the areas that resemble it: a row per figure, a dot per area."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

import plotly.graph_objects as go

from kinderwerk_stats.charts.theme import plotly_template
from kinderwerk_stats.model.indicators import Indicator
from kinderwerk_stats.model.palette import PALETTES, SIZE_SMALL, Mode
from kinderwerk_stats.text.numbers import format_value

_ROW_HEIGHT = 46
_ROOM = 64
_NAME_WIDTH = 18
# Room in pixels for the figures behind the rows.
_FIGURES_WIDTH = 84
# Beyond this many standard deviations a dot stands at the edge: one far area would press all others together.
_WIDEST = 3.0


@dataclass(frozen=True)
class PeerDot:
    """One area in one figure: `score` is its place in standard deviations from the average of all areas."""

    name: str
    score: float
    value: float
    own: bool = False


@dataclass(frozen=True)
class PeerRow:
    """One figure of the chosen area and its peers."""

    indicator: Indicator
    dots: Sequence[PeerDot]


def build_peers_figure(*, rows: Sequence[PeerRow], mode: Mode) -> go.Figure:
    """Build the rows, first one on top; peers in grey, the chosen area in the accent colour with its figure beside it.

    Parameters
    ----------
    rows : figures in the order in which they are shown; each has exactly one dot that is `own`.
    mode : light or dark.

    Returns
    -------
    Figure with a trace of lines, one of peers, one of the chosen area and one of its figures as text; every dot's
    hovertext names area, figure and unit. The axis runs from low to high in standard deviations, so that figures of
    different units can stand under each other; its ends are words.
    """
    palette = PALETTES[mode]
    own = [(row, dot) for row in rows for dot in row.dots if dot.own]
    others = [(row, dot) for row in rows for dot in row.dots if not dot.own]
    labels = [_label(row.indicator) for row in rows]
    lines = {
        "type": "scatter",
        "x": [x for _ in rows for x in (-_WIDEST, _WIDEST, None)],
        "y": [label for label in labels for _ in range(3)],
        "mode": "lines",
        "line": {"color": palette.line, "width": 1},
        "hoverinfo": "skip",
        "name": "lijn",
    }
    peers = {
        "marker": {"size": 11, "color": palette.border, "line": {"color": palette.background, "width": 1}},
        "name": "vergelijkbaar",
        **_dots(others),
    }
    here = {
        "marker": {"size": 15, "color": palette.accent, "line": {"color": palette.background, "width": 2}},
        "name": "hier",
        **_dots(own),
    }
    # In a column of their own, in the margin: beside the dots they would lie over those of the others.
    figures = {
        "type": "scatter",
        "x": [_WIDEST + 0.2] * len(own),
        "y": [_label(row.indicator) for row, _ in own],
        "mode": "text",
        "text": [format_value(row.indicator, dot.value, unit=row.indicator.unit == "euro") for row, dot in own],
        "textposition": "middle right",
        "textfont": {"size": SIZE_SMALL, "color": palette.text},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "name": "cijfer hier",
    }
    middle = {
        "type": "line",
        "x0": 0,
        "x1": 0,
        "y0": 0,
        "y1": 1,
        "yref": "y domain",
        "line": {"color": palette.muted, "width": 1, "dash": "dot"},
        "layer": "below",
    }
    layout = {
        "template": plotly_template(mode).to_plotly_json(),
        "xaxis": {
            "range": [-_WIDEST - 0.3, _WIDEST + 0.3],
            "tickvals": [-2, 2],
            "ticktext": ["lager", "hoger"],
            "tickangle": 0,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        "yaxis": {
            "categoryorder": "array",
            "categoryarray": list(reversed(labels)),
            "range": [-0.6, len(rows) - 0.4],
            "showgrid": False,
            "fixedrange": True,
        },
        "height": _ROOM + _ROW_HEIGHT * max(len(rows), 1),
        "margin": {"r": _FIGURES_WIDTH},
        "shapes": [middle],
    }
    return go.Figure([lines, peers, here, figures], layout, _validate=False)


def _dots(of: Sequence[tuple[PeerRow, PeerDot]]) -> dict[str, object]:
    return {
        "type": "scatter",
        "x": [_at(dot.score) for _, dot in of],
        "y": [_label(row.indicator) for row, _ in of],
        "mode": "markers",
        "hovertext": [_hover(row.indicator, dot) for row, dot in of],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _at(score: float) -> float:
    return max(-_WIDEST, min(_WIDEST, score))


def _label(indicator: Indicator) -> str:
    return "<br>".join(wrap(indicator.label, _NAME_WIDTH, break_long_words=False))


def _hover(indicator: Indicator, dot: PeerDot) -> str:
    return f"<b>{escape(dot.name, quote=False)}</b><br>{indicator.label}: {format_value(indicator, dot.value)}"
