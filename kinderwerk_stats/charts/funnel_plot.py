"""Reach against the number of children, with what chance makes of it: only what lies outside carries colour."""

from dataclasses import dataclass, replace
from html import escape
from typing import Any, Literal, get_args

import plotly.graph_objects as go

from kinderwerk_stats.charts.labels import (
    WIDER,
    Box,
    Position,
    Spot,
    boxes_of,
    corner_box,
    is_free,
    off_note,
    place_names,
    place_off,
    wrap_name,
)
from kinderwerk_stats.charts.theme import plotly_template
from kinderwerk_stats.model.palette import PALETTES, SIZE_SMALL, Mode, Palette

FunnelGroup = Literal["ver_onder", "onder", "binnen", "boven", "ver_boven"]
HEIGHT = 480
# The inside of the chart on a phone: a name that has room there has it everywhere.
_INSIDE = (290.0, 390.0)
_NAME_WIDTH = 22
# Where the vertical axis begins, as a part of its height.
_BELOW = -0.05
_OUTSIDE: frozenset[FunnelGroup] = frozenset({"ver_onder", "ver_boven"})
# More names than this would be a list, and hide the dots.
MOST_NAMED = 8
# The title names as many; these have a line to their name where there is no room beside the dot.
_MOST_OFF = 4
_LIMIT = "grens van toeval (99,8 %)"


@dataclass(frozen=True)
class FunnelRow:
    """One wijk: children, reach (0-1), reach when there are most and fewest children, and where that lies.

    `notes`: finished lines for the tooltip.
    """

    code: str
    name: str
    children: float
    share: float
    low: float
    high: float
    group: FunnelGroup
    notes: tuple[str, ...] = ()
    chosen: bool = False


_Taken = tuple[list[Spot], list[Box]]
_Side = Literal["left", "right"]
_Anchor = Literal["bottom", "top"]
_ANCHORS: tuple[_Anchor, ...] = get_args(_Anchor)
# Children and share where words stand, whether they stand on that height or hang from it, and which end is there.
_Way = tuple[float, float, _Anchor, _Side]


@dataclass(frozen=True)
class FunnelBand:
    """The limits (0-1) at one number of children."""

    children: float
    low_998: float
    low_95: float
    high_95: float
    high_998: float


def build_funnel_figure(
    *, rows: list[FunnelRow], bands: list[FunnelBand], average: float, average_label: str, mode: Mode
) -> go.Figure:
    """Build the dots between their limits; colour is for what lies outside the 99.8 % limits only.

    Parameters
    ----------
    rows : wijken of which the reach may be shown, none above 100 %.
    bands : limits for increasing numbers of children.
    average : of the wijken together, 0-1.
    average_label : words at its line.
    mode : light or dark.

    Returns
    -------
    Figure; each dot's customdata holds the wijk code, its whisker is the doubt about the number of children.
    """
    palette = PALETTES[mode]
    sizes = [band.children for band in bands]
    right = max([*sizes, *(row.children for row in rows)], default=1.0)
    # Limits of a very small wijk may reach 100 %: they say nothing and would press all dots together.
    top = min(1.2, max([average * 2.2, *(max(row.share, row.high) for row in rows)], default=0.1) * 1.08) * 100
    traces = [
        _limit(sizes, [getattr(band, name) * 100 for band in bands], palette, dashed="95" in name)
        for name in ("low_998", "high_998", "low_95", "high_95")
    ]
    names, off, taken = _placed_names(rows, right, top, average)
    traces += [_dots(rows, names, palette)]
    labels = _line_notes(bands, (average, average_label), right, top, taken, palette)
    labels += [
        off_note(rows[at].children, rows[at].share * 100, step, wrap_name(rows[at].name, _NAME_WIDTH), 6, palette)
        for at, step in off.items()
    ]
    line = {"color": palette.text, "width": 1, "dash": "dot"}
    layout = {
        "template": plotly_template(mode).to_plotly_json(),
        "xaxis": {
            "range": [0, right * 1.02],
            "title": {"text": "Kinderen in de wijk (aantal)"},
            "tickformat": ",",
            "nticks": 7,
            "showgrid": False,
            "rangemode": "tozero",
            "fixedrange": True,
        },
        "yaxis": {
            # A dot on the axis would be cut in half.
            "range": [_BELOW * top, top],
            "title": {"text": "Bereik (% van de kinderen)"},
            "tickformat": ",",
            "nticks": 6,
            "fixedrange": True,
        },
        "shapes": [
            {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": average * 100, "y1": average * 100, "line": line,
             "layer": "below"}
        ],
        "annotations": labels,
        "height": HEIGHT,
        "margin": {"t": 12, "r": 16},
        "showlegend": False,
    }  # fmt: skip
    return go.Figure(traces, layout, _validate=False)


def _limit(x: list[float], y: list[float], palette: Palette, *, dashed: bool) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": palette.border, "width": 1, "dash": "dash" if dashed else "solid"},
        "hoverinfo": "skip",
    }


def _color(group: FunnelGroup, palette: Palette) -> str:
    return {"ver_onder": palette.diverging[0], "ver_boven": palette.accent}.get(group, palette.muted)


def _dots(rows: list[FunnelRow], names: dict[int, Position], palette: Palette) -> dict[str, Any]:
    colors = [_color(row.group, palette) for row in rows]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [row.children for row in rows],
        "y": [row.share * 100 for row in rows],
        "text": [wrap_name(row.name, _NAME_WIDTH) if place in names else "" for place, row in enumerate(rows)],
        "textposition": [names.get(place, "top center") for place in range(len(rows))],
        "textfont": {"size": SIZE_SMALL, "color": palette.text},
        "marker": {
            "size": [12 if row.group in _OUTSIDE or row.chosen else 9 for row in rows],
            "symbol": ["diamond" if row.group == "ver_onder" else "circle" for row in rows],
            "color": colors,
            "line": {
                "color": [palette.text if row.chosen else palette.background for row in rows],
                "width": [3 if row.chosen else 1 for row in rows],
            },
            "opacity": 1,
        },
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [max(0.0, row.high - row.share) * 100 for row in rows],
            "arrayminus": [max(0.0, row.share - row.low) * 100 for row in rows],
            "color": palette.muted,
            "thickness": 1,
            "width": 0,
        },
        "customdata": [row.code for row in rows],
        "hovertext": [_hover(row) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _placed_names(
    rows: list[FunnelRow], right: float, top: float, average: float
) -> tuple[dict[int, Position], dict[int, tuple[float, float]], list[_Taken]]:
    """Return where names of wijken outside the limits stand, the chosen one first: beside the dot, or how far off.

    And what dots and names take, on charts of each width.
    """
    outside = [place for place, row in enumerate(rows) if row.group in _OUTSIDE or row.chosen]
    outside.sort(key=lambda place: (not rows[place].chosen, -rows[place].children))
    named = outside[:MOST_NAMED]

    def spot(place: int) -> Spot:
        row = rows[place]
        return Spot(*_at(row.children, row.share, right, top), 6, row.name)

    rest = [spot(place) for place in range(len(rows)) if place not in named]
    spots, lines = [spot(place) for place in named], [_at(0, average, right, top)[1]]
    found = place_names(spots, rest, _INSIDE, _NAME_WIDTH, lines)
    off = place_off(spots, found, rest, _INSIDE, _NAME_WIDTH, lines)
    off = {number: step for number, step in off.items() if number < _MOST_OFF}
    charts = [[replace(each, x=each.x * wider) for each in (*spots, *rest)] for wider in WIDER]
    return (
        {named[number]: position for number, position in found.items()},
        {named[number]: step for number, step in off.items()},
        [(dots, boxes_of(dots, found, off, _NAME_WIDTH)) for dots in charts],
    )


def _at(children: float, share: float, right: float, top: float) -> tuple[float, float]:
    """Return where a figure stands on a phone, in pixels."""
    up = (share * 100 / top - _BELOW) / (1 - _BELOW)
    return children / (right * 1.02) * _INSIDE[0], up * _INSIDE[1]


def _line_notes(
    bands: list[FunnelBand], average: tuple[float, str], right: float, top: float, taken: list[_Taken], palette: Palette
) -> list[dict[str, Any]]:
    """Return the words of the average and of the outer limit, over no dot and no name where that can be.

    Those of a limit stand at an end, or where the upper one has room above it. A limit above the chart or on its axis
    has no place for words.
    """
    share, label = average
    sides: list[tuple[float, _Side]] = [(right, "right"), (0.0, "left")]
    ways: list[_Way] = [(x, share, anchor, side) for x, side in sides for anchor in _ANCHORS]
    at, words = _first_free(ways, label, right, top, taken) or (ways[0], [])
    notes = [_note(at, label, palette.text)]
    over = [(dots, [*names, *own]) for (dots, names), own in zip(taken, words or [[]] * len(taken), strict=True)]
    limits: list[_Way] = []
    if bands:
        limits = [(right, bands[-1].high_998, "bottom", "right"), (right, bands[-1].low_998, "top", "right")]
    limits += [(band.children, band.high_998, "bottom", "left") for band in reversed(bands)]
    inside = [way for way in limits if 0.05 < way[1] * 100 / top < (0.97 if way[3] == "right" else 0.9)]
    found = _first_free(inside, _LIMIT, right, top, over)
    return [*notes, _note(found[0], _LIMIT, palette.muted)] if found else notes


def _first_free(
    ways: list[_Way], text: str, right: float, top: float, taken: list[_Taken]
) -> tuple[_Way, list[list[Box]]] | None:
    """Return the first place where words cover nothing on charts of each width, and the room they take there."""
    for way in ways:
        children, share, anchor, side = way
        x, up = _at(children, share, right, top)
        size = (len(text), 1 if anchor == "bottom" else -1)
        boxes = []
        for wider, each in zip(WIDER, taken, strict=True):
            corner = (x * wider + (len(text) * 7.6 if side == "left" else 0), up)
            if corner[0] > _INSIDE[0] * wider or not is_free(corner, size, *each):
                break
            boxes.append([corner_box(corner, size)])
        else:
            return way, boxes
    return None


def _note(way: _Way, text: str, color: str) -> dict[str, Any]:
    children, share, anchor, side = way
    font = {"size": SIZE_SMALL, "color": color}
    return {"x": children, "y": share * 100, "text": text, "xanchor": side, "yanchor": anchor, "font": font}


def _hover(row: FunnelRow) -> str:
    return "<br>".join([f"<b>{escape(row.name, quote=False)}</b>", *row.notes])
