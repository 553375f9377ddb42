"""Plotly in our colours and type, in light and dark."""

from typing import Any

import plotly.graph_objects as go

from kinderwerk_stats.model.palette import FONT_FAMILY, PALETTES, SIZE_LARGE, SIZE_SMALL, Mode, Palette


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
    # A picture saved here would leave without its title, source and year: ui/chart_downloads.py draws those to keep.
    "displayModeBar": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "kinderwerk"},
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}
