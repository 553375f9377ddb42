"""Need against reach: which wijken have much need and little reach, a bubble per wijk as large as its children."""

from dataclasses import dataclass
from html import escape
from itertools import product
from math import sqrt
from typing import Any

import plotly.graph_objects as go

from kinderwerk_stats.charts.labels import (
    Box,
    Position,
    Spot,
    boxes_of,
    is_free,
    off_note,
    place_names,
    place_off,
    wrap_name,
)
from kinderwerk_stats.charts.theme import plotly_template
from kinderwerk_stats.model.palette import PALETTES, SIZE_SMALL, Mode, Palette
from kinderwerk_stats.text.numbers import format_share

HEIGHT = 537
# The inside of the chart on a phone: names that have room there have it everywhere.
_INSIDE = (290.0, 420.0)
_NAME_WIDTH = 18
_LARGEST, _SMALLEST = 44.0, 7.0
# Reach over 100 % keeps its number beside it; the mark stands at the upper edge (METHOD 1.5).
_HIGHEST_SHARE = 1.0


@dataclass(frozen=True)
class QuadrantPoint:
    """One wijk: its need, its reach (0-1), its children; `named` writes its name beside it where there is room.

    `told`: the words around the chart name it, so its name is written always, with a line to it where that needs room.
    `notes`: finished lines for the tooltip.
    """

    code: str
    name: str
    need: float
    reach: float
    children: float
    named: bool = False
    told: bool = False
    chosen: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MiddleLine:
    """A line between less and more, in the unit of its axis (a share for reach), with its words."""

    value: float
    label: str


def build_quadrant_figure(
    *,
    points: list[QuadrantPoint],
    need_middle: MiddleLine,
    reach_middle: MiddleLine | None,
    need_title: str,
    mode: Mode,
) -> go.Figure:
    """Build the bubbles; those with more need and less reach than the middle carry colour.

    Parameters
    ----------
    points : wijken of which need and reach may be shown, the most important first: names are written in that order as
        far as there is room.
    need_middle, reach_middle : what more and less are measured from; without the latter nothing is coloured.
    need_title : of the horizontal axis, with what the index compares with.
    mode : light or dark.

    Returns
    -------
    Figure; each bubble's customdata holds the wijk code, its area goes with its children.
    """
    palette = PALETTES[mode]
    x_range = _range([*(point.need for point in points), need_middle.value], 0.14)
    within = [point.reach for point in points if point.reach <= _HIGHEST_SHARE]
    highest = max([*within, 0 if reach_middle is None else reach_middle.value], default=0) * 100 or 10.0
    # Room for half a bubble that stands on the axis, and its name under it: those to look at first often stand there.
    y_range = [-0.19 * highest, highest * 1.3]
    over = [point.reach > _HIGHEST_SHARE for point in points]
    shares = [highest * 1.2 if above else point.reach * 100 for point, above in zip(points, over, strict=True)]
    largest = max((point.children for point in points), default=1) or 1
    sizes = [max(_SMALLEST, _LARGEST * sqrt(max(point.children, 0) / largest)) for point in points]
    coloured = [is_less_reached(point, need_middle, reach_middle) for point in points]
    scale = _Scale(x_range, y_range)
    spots = [
        Spot(*scale.at(point.need, share), size / 2, point.name + (" (100 %)" if above else ""))
        for point, share, size, above in zip(points, shares, sizes, over, strict=True)
    ]
    named = [place for place, point in enumerate(points) if point.named or point.told or point.chosen or over[place]]
    must = [place for place, point in enumerate(points) if point.told or point.chosen]
    lines = [] if reach_middle is None else [scale.at(0, reach_middle.value * 100)[1]]
    names, off = _placed_names(spots, named, must, lines)
    if len({*names, *off} & {*must}) < len(must):
        first = [*must, *(place for place in named if over[place] and place not in must)]
        names, off = _placed_names(spots, first, must, lines)
    # Small bubbles last, so that no large one covers them.
    order = sorted(range(len(points)), key=lambda place: -points[place].children)
    bubbles = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [points[place].need for place in order],
        "y": [shares[place] for place in order],
        "text": [_text(points[place], over[place]) if place in names else "" for place in order],
        "textposition": [names.get(place, "top center") for place in order],
        "textfont": {"size": SIZE_SMALL, "color": palette.text},
        "marker": {
            "size": [sizes[place] for place in order],
            "symbol": ["triangle-up" if over[place] else "circle" for place in order],
            "sizemode": "diameter",
            "color": [palette.accent if coloured[place] else palette.indicative for place in order],
            "opacity": 0.85,
            "line": {
                "color": [palette.text if points[place].chosen else palette.background for place in order],
                "width": [3 if points[place].chosen else 1 for place in order],
            },
        },
        "customdata": [points[place].code for place in order],
        "hovertext": [_hover(points[place]) for place in order],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }
    around = _lines(need_middle, reach_middle, palette, (spots, boxes_of(spots, names, off, _NAME_WIDTH)), scale)
    around["annotations"] += [
        off_note(points[place].need, shares[place], step, wrap_name(points[place].name, _NAME_WIDTH),
                 sizes[place] / 2, palette)
        for place, step in off.items()
    ]  # fmt: skip
    layout = {
        "template": plotly_template(mode).to_plotly_json(),
        "xaxis": {
            "range": x_range,
            "title": {"text": wrap_name(need_title, 30)},
            "showgrid": False,
            "zeroline": False,
            "nticks": 6,
            "fixedrange": True,
        },
        "yaxis": {
            "range": y_range,
            "title": {"text": "Bereik (% van de kinderen)"},
            "tick0": 0,
            "nticks": 6,
            "tickformat": ",",
            "fixedrange": True,
        },
        "height": HEIGHT,
        "margin": {"t": 28, "r": 16},
        "showlegend": False,
        **around,
    }
    return go.Figure([bubbles], layout, _validate=False)


def is_less_reached(point: QuadrantPoint, need_middle: MiddleLine, reach_middle: MiddleLine | None) -> bool:
    """Return whether a wijk has more need and less reach than the middle."""
    return reach_middle is not None and point.need > need_middle.value and point.reach < reach_middle.value


def _range(values: list[float], room: float) -> list[float]:
    low, high = min(values), max(values)
    margin = (high - low or 1) * room
    return [low - margin, high + margin]


@dataclass(frozen=True)
class _Scale:
    """From figures to pixels of the inside of the chart."""

    x_range: list[float]
    y_range: list[float]

    def at(self, x: float, y: float) -> tuple[float, float]:
        parts = ((x, self.x_range, _INSIDE[0]), (y, self.y_range, _INSIDE[1]))
        across, up = ((value - low) / (high - low) * size for value, (low, high), size in parts)
        return across, up


def _placed_names(
    spots: list[Spot], named: list[int], must: list[int], lines: list[float]
) -> tuple[dict[int, Position], dict[int, tuple[float, float]]]:
    """Return which names there is room for beside their point, and of those in `must` that have none how far off."""
    rest = [spot for place, spot in enumerate(spots) if place not in named]
    wanted = [spots[place] for place in named]
    found = place_names(wanted, rest, _INSIDE, _NAME_WIDTH, lines)
    beside = {named[number]: position for number, position in found.items()}
    order = [*beside, *(place for place in must if place not in beside)]
    rest = [spot for place, spot in enumerate(spots) if place not in order]
    placed = {number: beside[place] for number, place in enumerate(order) if place in beside}
    off = place_off([spots[place] for place in order], placed, rest, _INSIDE, _NAME_WIDTH, lines)
    return beside, {order[number]: step for number, step in off.items()}


def _text(point: QuadrantPoint, over: bool) -> str:
    name = wrap_name(point.name, _NAME_WIDTH)
    return f"{name} ({format_share(point.reach)})" if over else name


def _lines(
    need: MiddleLine, reach: MiddleLine | None, palette: Palette, taken: tuple[list[Spot], list[Box]], scale: _Scale
) -> dict[str, Any]:
    """Return the middle lines with their words, and what each free corner is, as parts of the layout."""
    line = {"color": palette.text, "width": 1, "dash": "dot"}
    shapes = [
        {"type": "line", "x0": need.value, "x1": need.value, "y0": 0, "y1": 1, "yref": "paper", "line": line,
         "layer": "below"}
    ]  # fmt: skip
    muted = {"size": SIZE_SMALL, "color": palette.muted}
    dark = {"size": SIZE_SMALL, "color": palette.text}
    words = {"top": "meer behoefte,<br>hoger bereik", "bottom": "meer behoefte,<br>lager bereik"}
    free = {
        # The name of a wijk above 100 % stands there too.
        "top": is_free(_INSIDE, (14, -2), *taken) and not any("%" in spot.name for spot in taken[0]),
        "bottom": is_free((_INSIDE[0], 0), (14, 2), *taken),
    }
    labels = [
        {"x": need.value, "y": 1, "yref": "paper", "yanchor": "bottom", "text": need.label, "font": dark},
        *({"x": 1, "xref": "paper", "y": int(end == "top"), "yref": "paper", "xanchor": "right", "yanchor": end,
           "text": words[end], "align": "right", "font": muted} for end in words if free[end]),
    ]  # fmt: skip
    if reach is None:
        return {"shapes": shapes, "annotations": labels[:1]}
    y = reach.value * 100
    shapes.append({"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": y, "y1": y, "line": line, "layer": "below"})
    height = scale.at(0, y)[1]
    # In one line or in two, left or right, over its line or under it: where it covers nothing.
    written = (reach.label, wrap_name(reach.label, _NAME_WIDTH))
    ways = list(product(written, ("bottom", "top"), ("left", "right")))
    text, anchor, side = next((way for way in ways if _has_room(*way, height, taken)), ways[1])
    labels.append(
        {"x": int(side == "right"), "xref": "paper", "y": y, "xanchor": side, "yanchor": anchor,
         "text": text, "align": side, "font": dark}
    )  # fmt: skip
    return {"shapes": shapes, "annotations": labels}


def _has_room(text: str, anchor: str, side: str, height: float, taken: tuple[list[Spot], list[Box]]) -> bool:
    lines = text.split("<br>")
    letters = max(map(len, lines))
    end = _INSIDE[0] if side == "right" else letters * 8.0
    return is_free((end, height), (letters, len(lines) if anchor == "bottom" else -len(lines)), *taken)


def _hover(point: QuadrantPoint) -> str:
    return "<br>".join([f"<b>{escape(point.name, quote=False)}</b>", *point.notes])
