"""Colours, type and plotly layout in light and dark: the only palette, read by charts, map and page style."""

from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go

Mode = Literal["light", "dark"]
MODES: tuple[Mode, ...] = ("light", "dark")

FONT_FAMILY = "Atkinson Hyperlegible Next, Segoe UI, Helvetica Neue, Arial, sans-serif"
# The only sizes, in px.
SIZE_SMALL, SIZE_BODY, SIZE_LARGE, SIZE_TITLE, SIZE_HEADLINE = 14, 16, 20, 26, 34


@dataclass(frozen=True)
class Palette:
    """The colours of one mode.

    `text` and `muted` are readable (4.5:1) on `background` and `surface`, `accent` is so on `background`;
    `border` is visible (3:1). `line` is decoration only. `sequential` runs from low to high, away from the
    background; `diverging` from below to above a norm, the middle is the norm itself. `missing` is the ground
    and `hatch` the lines of what has no figure. `indicative` is for figures to read with care.
    """

    background: str
    surface: str
    text: str
    muted: str
    line: str
    border: str
    accent: str
    on_accent: str
    sequential: tuple[str, str, str, str, str]
    diverging: tuple[str, str, str, str, str]
    missing: str
    hatch: str
    indicative: str


LIGHT = Palette(
    background="#ffffff",
    surface="#f3f6f7",
    text="#16212a",
    muted="#55626b",
    line="#d9dfe2",
    border="#7c8991",
    accent="#056070",
    on_accent="#ffffff",
    sequential=("#ceeff1", "#88d3da", "#3dadba", "#058090", "#02515e"),
    diverging=("#8f4208", "#dd9a5f", "#e9e6e0", "#6fc0c8", "#056070"),
    missing="#eef1f2",
    hatch="#7c8991",
    indicative="#a3bfc4",
)
DARK = Palette(
    background="#10171a",
    surface="#182226",
    text="#e9eef0",
    muted="#a9b6bd",
    line="#2c383d",
    border="#7d8c95",
    accent="#5ecad4",
    on_accent="#0b1214",
    sequential=("#0f3c45", "#04606d", "#068e9a", "#4fbdc7", "#afebee"),
    diverging=("#f3b67c", "#a8682c", "#3a4144", "#1f7f8a", "#7adbe4"),
    missing="#1f292d",
    hatch="#7d8c95",
    indicative="#3f6067",
)
PALETTES: dict[Mode, Palette] = {"light": LIGHT, "dark": DARK}


def _build_template(palette: Palette) -> go.layout.Template:
    axis = {
        "gridcolor": palette.line,
        "linecolor": palette.border,
        "zerolinecolor": palette.border,
        "zerolinewidth": 1,
        "tickfont": {"size": SIZE_SMALL, "color": palette.muted},
        "title": {"font": {"size": SIZE_SMALL, "color": palette.muted}, "standoff": 12},
        "automargin": True,
        "showline": False,
        "ticks": "",
        "ticklabelstandoff": 4,
    }
    layout = go.Layout(
        font={"family": FONT_FAMILY, "size": SIZE_SMALL, "color": palette.text},
        title={"font": {"size": SIZE_LARGE, "color": palette.text, "weight": 600}, "x": 0, "xanchor": "left"},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        colorway=[palette.accent, palette.muted, palette.diverging[0], palette.sequential[2], palette.border],
        colorscale={"sequential": _even_scale(palette.sequential), "diverging": _even_scale(palette.diverging)},
        separators=",.",
        margin={"l": 8, "r": 16, "t": 8, "b": 8},
        xaxis=axis,
        yaxis=axis,
        showlegend=False,
        legend={"font": {"size": SIZE_SMALL, "color": palette.text}, "title": {"text": ""}},
        hoverlabel={
            "bgcolor": palette.text,
            "bordercolor": palette.text,
            "align": "left",
            "namelength": 0,
            "font": {"family": FONT_FAMILY, "size": SIZE_SMALL, "color": palette.background},
        },
        hovermode="closest",
        dragmode=False,
        bargap=0.35,
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": palette.muted, "activecolor": palette.accent},
        annotationdefaults={"font": {"size": SIZE_SMALL, "color": palette.text}, "showarrow": False},
    )
    return go.layout.Template(layout=layout)


def _even_scale(colors: tuple[str, ...]) -> list[list[Any]]:
    return [[step / (len(colors) - 1), color] for step, color in enumerate(colors)]


_TEMPLATES: dict[Mode, go.layout.Template] = {mode: _build_template(palette) for mode, palette in PALETTES.items()}


def plotly_template(mode: Mode) -> go.layout.Template:
    """Return the plotly template of a mode: our font and colours, Dutch numbers, no chart junk."""
    return _TEMPLATES[mode]


_NL: dict[str, Any] = {
    "dictionary": {
        "Download plot as a PNG": "Bewaar als afbeelding",
        "Download plot": "Bewaar als afbeelding",
        "Taking snapshot - this may take a few seconds": "De afbeelding wordt gemaakt",
        "Snapshot succeeded": "De afbeelding is bewaard",
        "Sorry, there was a problem downloading your snapshot!": "De afbeelding kon niet worden bewaard",
        "Double-click to zoom back out": "Dubbelklik om weer uit te zoomen",
    },
    "format": {
        "days": ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
        "shortDays": ["zo", "ma", "di", "wo", "do", "vr", "za"],
        "months": ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
                   "oktober", "november", "december"],
        "shortMonths": ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
        "date": "%-d-%-m-%Y",
        "decimal": ",",
        "thousands": ".",
    },
}  # fmt: skip

# `modeBarButtons` leaves one button: saving the chart as a picture.
PLOTLY_CONFIG: dict[str, Any] = {
    "locale": "nl",
    "locales": {"nl": _NL},
    "displaylogo": False,
    # A picture saved here would leave without its title, source and year; charts to take along come with the exports.
    "displayModeBar": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "kinderwerk"},
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}
