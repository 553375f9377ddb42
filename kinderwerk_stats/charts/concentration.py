"""Who has the kinderwerk: the children of wijken with little need first, and the part of it that is theirs."""

from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go

from kinderwerk_stats.charts.theme import plotly_template
from kinderwerk_stats.model.palette import PALETTES, SIZE_SMALL, Mode, Palette
from kinderwerk_stats.text.numbers import format_pct

CurveKind = Literal["main", "second", "compare"]
HEIGHT = 460
_MOST_NAMES = 3


@dataclass(frozen=True)
class CurveStep:
    """One point of a curve, both 0-1: the part of the children and of what is divided, up to and with `names`."""

    children_share: float
    outcome_share: float
    names: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True)
class Curve:
    """One curve: what is divided, and whether it is what the chart is about or only to compare with."""

    label: str
    steps: tuple[CurveStep, ...]
    kind: CurveKind = "main"


def build_concentration_figure(*, curves: list[Curve], mode: Mode) -> go.Figure:
    """Build the curves with the line of an equal division; each line carries its own name.

    Parameters
    ----------
    curves : each from (0, 0) to (1, 1), the least needy wijken first.
    mode : light or dark.

    Returns
    -------
    Figure: below the line of equality, wijken with much need have more than their part of the children.
    """
    palette = PALETTES[mode]
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [0, 100],
            "y": [0, 100],
            "line": {"color": palette.border, "width": 1},
            "hoverinfo": "skip",
        }
    ]
    labels = [_equality_note(curves, palette)]
    taken: list[float] = []
    for curve in curves:
        traces.append(_trace(curve, palette))
        labels.append(_curve_note(curve, palette, taken))
    axis = {"range": [0, 100], "nticks": 6, "fixedrange": True, "zeroline": False}
    layout = {
        "template": plotly_template(mode).to_plotly_json(),
        "xaxis": {
            **axis,
            "title": {"text": "Kinderen, minste behoefte eerst (%)"},
            "showgrid": False,
        },
        "yaxis": {**axis, "range": [0, 103], "title": {"text": "Deel dat zij samen hebben (%)"}},
        "annotations": labels,
        "height": HEIGHT,
        "margin": {"t": 12, "r": 28},
        "showlegend": False,
    }
    return go.Figure(traces, layout, _validate=False)


def _equality_note(curves: list[Curve], palette: Palette) -> dict[str, Any]:
    """Return the words of the line of equality: beside it, or from a distance where a curve lies in between."""
    words = "voor elk kind<br>evenveel"
    room = 0.24
    highest = max(
        (_outcome_at(curve, children) - children for curve in curves for children in (0.2, 0.3, 0.4)), default=0
    )
    if highest <= 0.02:
        return _note(0.40, 0.40, words, palette.muted, above=True)
    note = _note(0.34, 0.34 + highest + room, words, palette.muted, above=True)
    arrow = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": palette.border, "xanchor": "center"}
    away = {"axref": "x", "ayref": "y", "ax": note["x"] - 12, "ay": note["y"]}
    return {**note, **arrow, **away, "x": 40, "y": 40, "xshift": 0, "yshift": 0}


def _outcome_at(curve: Curve, children: float) -> float:
    """Return which share of the outcome a share of the children has."""
    return float(np.interp(children, *_coordinates(curve)))


def _coordinates(curve: Curve) -> tuple[list[float], list[float]]:
    return [step.children_share for step in curve.steps], [step.outcome_share for step in curve.steps]


def _style(curve: Curve, palette: Palette) -> dict[str, Any]:
    return {
        "main": {"color": palette.accent, "width": 3},
        "second": {"color": palette.diverging[0], "width": 3},
        "compare": {"color": palette.muted, "width": 2, "dash": "dot"},
    }[curve.kind]


def _trace(curve: Curve, palette: Palette) -> dict[str, Any]:
    line = _style(curve, palette)
    markers = {"size": 7 if curve.kind != "compare" and len(curve.steps) < 40 else 4, "color": line["color"]}
    return {
        "type": "scatter",
        "mode": "lines" if curve.kind == "compare" else "lines+markers",
        "x": [step.children_share * 100 for step in curve.steps],
        "y": [step.outcome_share * 100 for step in curve.steps],
        "line": line,
        "marker": markers,
        "customdata": [step.code for step in curve.steps],
        "hovertext": [_hover(curve, step) for step in curve.steps],
        "hovertemplate": "%{hovertext}<extra></extra>" if curve.kind != "compare" else None,
        "hoverinfo": "skip" if curve.kind == "compare" else None,
        "cliponaxis": False,
    }


def _curve_note(curve: Curve, palette: Palette, taken: list[float]) -> dict[str, Any]:
    """Return the name of a curve where it is furthest from equality, away from the names of other curves."""
    color = _style(curve, palette)["color"]
    heights = [0.78, 0.62, 0.46, 0.88]
    height = next((h for h in heights if all(abs(h - other) > 0.08 for other in taken)), heights[0])
    taken.append(height)
    x = _children_at(curve, height)
    above = x < height
    return _note(x, height, escape(curve.label, quote=False), color, above=above, bold=True)


def _children_at(curve: Curve, outcome: float) -> float:
    """Return the share of children at which a curve passes a share of the outcome."""
    children, outcomes = _coordinates(curve)
    return float(np.interp(outcome, outcomes, children))


def _note(x: float, y: float, text: str, color: str, *, above: bool, bold: bool = False) -> dict[str, Any]:
    return {
        "x": x * 100,
        "y": y * 100,
        "text": f"<b>{text}</b>" if bold else text,
        "xanchor": "right" if above else "left",
        "yanchor": "middle",
        "xshift": -10 if above else 10,
        "yshift": 10 if above else -10,
        "font": {"size": SIZE_SMALL, "color": color},
    }


def _hover(curve: Curve, step: CurveStep) -> str:
    if not step.names:
        return ""
    some = ", ".join(escape(name, quote=False) for name in step.names[:_MOST_NAMES])
    more = f" en nog {len(step.names) - _MOST_NAMES}" if len(step.names) > _MOST_NAMES else ""
    return (
        f"<b>tot en met {some}{more}</b><br>{format_pct(step.children_share)} van de kinderen<br>"
        f"{escape(curve.label, quote=False)}: {format_pct(step.outcome_share)}"
    )
