"""A plan in pictures: how much fte each wijk gets, in classes that hold for every goal, and before beside after."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

from kinderwerk_stats.charts.labels import room_for_words, stretches_between_names, words_on_line, wrap_name
from kinderwerk_stats.charts.theme import plotly_template
from kinderwerk_stats.model.palette import PALETTES, Mode, Palette
from kinderwerk_stats.text.numbers import format_number

ROW_HEIGHT = 42
# A name stands above its dots, so that they have the whole width, on a phone too; longer ones go on below.
_NAME_WIDTH, _LABEL_ROOM = 44, 104
# Letters of the axis on a line that is whole at 400 %.
_AXIS_WIDTH = 23
_BELOW_NAME = 0.22
# The axis goes on behind the last dot.
_BEYOND = 1.04
# How wide the inside of the chart is on a phone, in pixels.
_INSIDE = 240.0
# Times the average: a wijk further out sets no scale.
_FAR_ABOVE = 5
# Steps that a person can say, the same for every budget; the last three are of large plans only.
_STEPS: Mapping[float, tuple[float, float, float]] = {
    2.0: (0.2, 0.5, 1.0),
    5.0: (0.2, 1.0, 2.0),
    20.0: (1.0, 2.0, 5.0),
    math.inf: (5.0, 10.0, 50.0),
}


@dataclass(frozen=True)
class AddedClasses:
    """Colours for an amount of fte more or less: less, nothing, and four classes of more; the same on every map."""

    limits: tuple[float, float, float]
    less: bool

    def colour_of(self, added: float, palette: Palette) -> str:
        """Return the colour of an amount."""
        if added < 0:
            return palette.diverging[1]
        if not added:
            return palette.line
        return palette.sequential[1 + sum(added > limit for limit in self.limits)]

    def legend(self, palette: Palette) -> list[tuple[str, str]]:
        """Return colour and words of each class, from less to more."""
        first, second, third = self.limits
        words = [
            f"tot en met {_fte(first)}",
            f"tot en met {_fte(second)}",
            f"tot en met {_fte(third)}",
            f"meer dan {_fte(third)}",
        ]
        shown = list(zip(palette.sequential[1:], words, strict=True))
        less = [(palette.diverging[1], "minder dan nu")] if self.less else []
        return [*less, (palette.line, "niets"), *shown]


def choose_added_classes(added: Iterable[float]) -> AddedClasses:
    """Return the classes for the fte of all goals together, by the most that a wijk gets.

    >>> choose_added_classes([0.0, 0.1, 0.3, 1.6]).limits, choose_added_classes([3.0]).limits
    ((0.2, 0.5, 1.0), (0.2, 1.0, 2.0))
    """
    amounts = list(added)
    most = max(amounts, default=0.0)
    limits = next(limits for end, limits in _STEPS.items() if most <= end)
    return AddedClasses(limits, min(amounts, default=0.0) < 0)


def _fte(amount: float) -> str:
    return format_number(amount, 0 if amount.is_integer() else 1)


@dataclass(frozen=True)
class BeforeAfter:
    """One wijk before and after; `text`: both in words, `notes`: finished lines for the tooltip."""

    code: str
    name: str
    before: float
    after: float
    text: str
    notes: tuple[str, ...] = ()
    chosen: bool = False


def find_end_of_scale(rows: Sequence[BeforeAfter], average: float | None) -> float:
    """Return where the scale ends: at the furthest dot or the average, but for a wijk far above the others."""
    ends = [max(row.before, row.after) for row in rows]
    within = [end for end in ends if not average or end <= _FAR_ABOVE * average]
    return max([*within, average or 0.0], default=0.0) or 1.0


def build_before_after_figure(
    *, rows: list[BeforeAfter], axis: str, average: float | None, average_label: str, mode: Mode
) -> go.Figure:
    """Build a dot before and a dot after for each wijk, with a line between them.

    Parameters
    ----------
    rows : from top to bottom.
    axis : title of the axis, with its unit.
    average, average_label : a dotted line with its words; None draws none.
    mode : light or dark.

    Returns
    -------
    Figure; each dot's customdata holds the wijk code.
    """
    palette, end = PALETTES[mode], find_end_of_scale(rows, average)
    places = [len(rows) - 1 - place - _BELOW_NAME for place in range(len(rows))]
    codes, moved = [row.code for row in rows], [row.before != row.after for row in rows]
    lines: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for row in rows for x in (min(row.before, end), min(row.after, end), None)],
        "y": [y for place in places for y in (place, place, None)],
        "line": {"color": palette.accent, "width": 3},
        "hoverinfo": "skip",
    }
    shared = {
        "type": "scatter",
        "y": places,
        "customdata": codes,
        "hovertext": [_hover(row) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }
    edge = [palette.text if row.chosen else palette.muted for row in rows]
    before = shared | {
        "mode": "markers",
        "x": [min(row.before, end) for row in rows],
        "marker": {
            "size": [11 if row.before <= end else 0 for row in rows],
            "color": palette.background,
            # Plotly makes marks of many sizes pale: the line would show through an open dot.
            "opacity": 1,
            "line": {"width": 2, "color": edge},
        },
    }
    after = shared | {
        "mode": "markers",
        "x": [min(row.after, end) for row in rows],
        "marker": {
            "size": 13,
            # Whoever stands further out than the scale points there.
            "symbol": ["triangle-right" if max(row.before, row.after) > end else "circle" for row in rows],
            "color": [palette.accent if changed else palette.border for changed in moved],
            "line": {"width": [2 if row.chosen else 0 for row in rows], "color": palette.text},
        },
    }
    # On a ground of its own: the line of the average lies under it, however wide the screen is.
    values = [
        {"x": min(max(row.before, row.after), end), "y": place, "text": row.text, "xanchor": "left", "xshift": 12,
         "bgcolor": palette.background, "font": {"color": palette.text if changed else palette.muted}}
        for row, place, changed in zip(rows, places, moved, strict=True)
    ]  # fmt: skip
    words = (
        []
        if average is None
        else [words_on_line(average, average / (end * _BEYOND), average_label, _LABEL_ROOM, palette.text)]
    )
    layout = {
        "template": plotly_template(mode).to_plotly_json(),
        "yaxis": {
            "range": [-0.5, max(len(rows), 1) - 0.5],
            "tickvals": [place + _BELOW_NAME for place in places],
            "ticktext": [_tick(row) for row in rows],
            "tickfont": {"color": palette.text},
            "showgrid": False,
            "fixedrange": True,
            "ticklabelposition": "inside top",
            "ticklabelstandoff": -6,
            "zeroline": False,
        },
        "xaxis": {
            "range": [0, end * _BEYOND],
            "title": {"text": wrap_name(axis, _AXIS_WIDTH)},
            # Each pair of dots says its numbers, and a name would stand on the lines of a scale.
            "showticklabels": False,
            "showgrid": False,
            "rangemode": "tozero",
            "fixedrange": True,
        },
        "height": ROW_HEIGHT * len(rows) + 90,
        "margin": {"t": 8 if average is None else room_for_words(average_label), "r": _LABEL_ROOM},
        "showlegend": False,
        "shapes": _reference(rows, average, end * _BEYOND, palette),
        "annotations": [*values, *words],
    }
    return go.Figure([lines, before, after], layout, _validate=False)


def _reference(rows: list[BeforeAfter], average: float | None, end: float, palette: Palette) -> list[dict[str, Any]]:
    if average is None:
        return []
    line = {"color": palette.text, "width": 1, "dash": "dot"}
    names = ((len(rows) - 1 - place, row.name) for place, row in enumerate(rows))
    return [
        {"type": "line", "x0": average, "x1": average, "y0": low, "y1": high, "line": line, "layer": "below"}
        for low, high in stretches_between_names(names, average / end * _INSIDE, _NAME_WIDTH)
    ]


def _tick(row: BeforeAfter) -> str:
    name = wrap_name(row.name, _NAME_WIDTH)
    return f"<b>{name}</b>" if row.chosen else name


def _hover(row: BeforeAfter) -> str:
    return "<br>".join([f"<b>{escape(row.name, quote=False)}</b>", *row.notes])
