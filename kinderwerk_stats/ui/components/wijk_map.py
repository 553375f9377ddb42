"""A map of wijken that can be clicked, tapped and walked by keyboard: SVG, in the colours of the theme."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import streamlit as st

from kinderwerk_stats.charts.map_areas import LegendItem, MapArea
from kinderwerk_stats.ui.routes import ASSETS

_HTML = """
<div class="kaart">
  <div class="blad">
  <div class="vlak">
    <svg class="land" role="group" aria-describedby="uitleg"></svg>
    <p class="storing" role="status"></p>
    <div class="tip" hidden></div>
  </div>
  <div class="legenda"></div>
  </div>
  <p class="uitleg" id="uitleg">Met de pijltjes gaat u naar de wijk ernaast, met Page Down en Page Up langs alle wijken,
  met een letter naar een wijk die zo begint. Enter opent de wijk.</p>
</div>
"""
_mount = st.components.v2.component(
    "wijk_map",
    html=_HTML,
    css=(ASSETS / "wijk_map.css").read_text("utf-8"),
    js=(ASSETS / "wijk_map.js").read_text("utf-8"),
)


class Legend(NamedTuple):
    """What the colours mean: lines low to high, then what has no figure; above them of what, under them what holds.

    `around_norm`: the colours go two ways from the norm of the user.
    """

    items: Sequence[LegendItem]
    title: str = ""
    note: str = ""
    around_norm: bool = False


def wijk_map(
    *,
    shapes_url: str,
    areas: Sequence[MapArea],
    legend: Legend,
    alt: str,
    selected: str | None,
    key: str,
) -> str | None:
    """Draw the map and return the code of a wijk when the user has just chosen one.

    Parameters
    ----------
    shapes_url : str
        What `register_shapes` returned. The browser asks for it once.
    areas : Sequence[MapArea]
        One per wijk, in the order in which Page Down walks them. A shape without an area is hatched; an area
        without a shape is not drawn.
    legend : Legend
        What the colours mean.
    alt : str
        What the map shows, in one or two sentences.
    selected : str | None
        Code of the wijk to outline.
    key : str
        Key in session state; the map keeps its place on screen as long as the key stays.

    Returns
    -------
    str | None
        The wijk code, in the one run that follows the click, tap or Enter; else None.
    """
    data: dict[str, Any] = {
        "shapes_url": shapes_url,
        "areas": [vars(area) for area in areas],
        "legend": [vars(item) for item in legend.items],
        "around_norm": legend.around_norm,
        "legend_title": legend.title,
        "legend_note": legend.note,
        "alt": alt,
        "selected": selected,
    }
    chosen = _mount(key=key, data=data, on_gekozen_change=_nothing).gekozen
    return chosen if any(area.wijk_code == chosen for area in areas) else None


def _nothing() -> None:
    """Make Streamlit report the choice in the result."""
