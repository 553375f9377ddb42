"""How sure the place of each wijk is: a dot and a whisker per wijk, in three groups and never as a bare list."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import plotly.graph_objects as go

from kinderwerk_stats.charts.labels import wrap_name
from kinderwerk_stats.charts.theme import plotly_template
from kinderwerk_stats.model.palette import PALETTES, SIZE_SMALL, Mode, Palette

RankGroup = Literal["zeker", "mogelijk", "niet"]
RANK_GROUPS: tuple[RankGroup, ...] = ("zeker", "mogelijk", "niet")
GROUP_HEADS: dict[RankGroup, str] = {
    "zeker": "Zeker bij de hoogste 20 %",
    "mogelijk": "Mogelijk bij de hoogste 20 %",
    "niet": "Niet bij de hoogste 20 %",
}
_SHORT_HEADS: dict[RankGroup, str] = {"zeker": "Zeker", "mogelijk": "Mogelijk", "niet": "Niet"}
ROW_HEIGHT = 36
# Long names leave little room for the places on a phone.
_NAME_WIDTH = 22


@dataclass(frozen=True)
class RankRow:
    """One wijk: its group, and the place that 5, 50 and 95 % of the computations give it (1 is most need).

    `notes`: finished lines for the tooltip.
    """

    code: str
    name: str
    group: RankGroup
    low: float
    median: float
    high: float
    notes: tuple[str, ...] = ()
    chosen: bool = False


def build_need_ranks_figure(*, rows: list[RankRow], top_count: int, mode: Mode, most: int | None = None) -> go.Figure:
    """Build the dots with their whiskers, under a heading per group; the most need stands first.

    Parameters
    ----------
    rows : the wijken with an index, in any order.
    top_count : how many places the highest 20 % are; a labelled line stands behind the last of them.
    mode : light or dark.
    most : draws the first so many and the chosen one; a heading counts all of its group, and a last line under it says
        how many of them are left out. None: all are drawn.

    Returns
    -------
    Figure with one trace per group that has wijken; each dot's customdata holds the wijk code. Wijken of the same
    median stand in the order of the most favourable place, then of their names.
    """
    palette = PALETTES[mode]
    ordered = in_order(rows)
    drawn = [row for place, row in enumerate(ordered) if most is None or place < most or row.chosen]
    places: list[str] = []
    ticks: list[str] = []
    traces = []
    for group in RANK_GROUPS:
        everyone = [row for row in ordered if row.group == group]
        members = [row for row in everyone if row in drawn]
        if not members:
            continue
        places += [f"kop_{group}", *(row.code for row in members)]
        ticks += [f"<b>{_SHORT_HEADS[group]} ({len(everyone)})</b>", *map(_tick, members)]
        if left_out := len(everyone) - len(members):
            places.append(f"nog_{group}")
            ticks.append(f"nog {left_out}")
        traces.append(_trace(members, palette, group))
    last = max(len(rows), 1)
    layout: dict[str, Any] = {
        "template": plotly_template(mode).to_plotly_json(),
        "yaxis": {
            "range": [max(len(places), 1) - 0.5, -0.5],
            "type": "category",
            "categoryorder": "array",
            "categoryarray": places,
            "tickvals": places,
            "ticktext": ticks,
            "tickfont": {"color": palette.text},
            "showgrid": False,
            "fixedrange": True,
        },
        "xaxis": {
            "range": [0.4, last + 0.6],
            "title": {"text": "Plaats<br>(1 = meeste behoefte)"},
            "tickvals": _place_ticks(last),
            "zeroline": False,
            "fixedrange": True,
        },
        "height": ROW_HEIGHT * len(places) + 121,
        "margin": {"t": 36, "r": 24},
        "showlegend": False,
        **_top_line(top_count, palette, last),
    }
    return go.Figure(traces, layout, _validate=False)


def in_order(rows: Iterable[RankRow]) -> list[RankRow]:
    """Return the wijken group by group, the most need first."""
    return sorted(rows, key=lambda row: (RANK_GROUPS.index(row.group), row.median, row.low, row.high, row.name))


def _trace(members: list[RankRow], palette: Palette, group: RankGroup) -> dict[str, Any]:
    """Return the dots of one group; full for sure, open for possible, grey for the rest."""
    color = palette.muted if group == "niet" else palette.accent
    fill = palette.background if group == "mogelijk" else color
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.median for row in members],
        "y": [row.code for row in members],
        "marker": {
            "size": [13 if row.chosen else 10 for row in members],
            "color": fill,
            "line": {
                "color": [palette.text if row.chosen else color for row in members],
                "width": [3 if row.chosen else 2 for row in members],
            },
            "opacity": 1,
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [row.high - row.median for row in members],
            "arrayminus": [row.median - row.low for row in members],
            "color": color,
            "thickness": 2,
            "width": 4,
        },
        "customdata": [row.code for row in members],
        "hovertext": [_hover(row) for row in members],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _place_ticks(most: int) -> list[int]:
    """Return about eight whole places to write under the axis, the first among them."""
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 250, 500) if most / step <= 10)
    return sorted({1, *range(step, most + 1, step)} - ({2} if step == 2 else set()))


def _top_line(top_count: int, palette: Palette, most: int) -> dict[str, Any]:
    """Return the line behind the last place of the highest 20 %, with its words, as parts of the layout."""
    if not 0 < top_count < most:
        return {}
    x = top_count + 0.5
    line = {"color": palette.text, "width": 1, "dash": "dot"}
    words = "hoogste 20 %"
    return {
        "shapes": [
            {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line, "layer": "below"}
        ],
        "annotations": [
            {
                "x": x,
                "y": 1,
                "yref": "paper",
                "text": words,
                "xanchor": "left" if x < most * 0.6 else "right",
                "yanchor": "bottom",
                "xshift": -4,
                "font": {"size": SIZE_SMALL, "color": palette.text},
            }
        ],
    }


def _tick(row: RankRow) -> str:
    name = wrap_name(row.name, _NAME_WIDTH)
    return f"<b>{name}</b>" if row.chosen else name


def _hover(row: RankRow) -> str:
    return "<br>".join([f"<b>{escape(row.name, quote=False)}</b>", GROUP_HEADS[row.group], *row.notes])
