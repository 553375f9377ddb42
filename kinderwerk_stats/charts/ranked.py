"""Wijken in order of one figure: sorted bars from zero, whiskers for the interval, the reference as a labelled line."""

from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from kinderwerk_stats.charts.labels import room_for_words, stretches_between_names, words_on_line, wrap_name
from kinderwerk_stats.charts.theme import plotly_template
from kinderwerk_stats.model.palette import PALETTES, SIZE_SMALL, Mode
from kinderwerk_stats.story.slides import Bar, BarsPicture

ROW_HEIGHT = 42
# A name stands above its bar, so that bars have the whole width, on a phone too; longer ones go on below.
_NAME_WIDTH = 44
# Letters of the axis on a line that is whole at 400 %.
_AXIS_WIDTH = 27
_BAR_HEIGHT = 0.4
# Room in pixels behind the longest bar for its label.
_LABEL_ROOM = 72
# Of the inside on a phone, where a name reaches furthest along the bars; an estimate of a letter at 14 px.
_INSIDE = 280.0


def build_ranked_figure(picture: BarsPicture, mode: Mode) -> go.Figure:
    """Build the bars in their order; wijken without a figure stand under the others with the reason in words.

    Parameters
    ----------
    picture : the same record that slides and sheets are drawn from.
    mode : light or dark.

    Returns
    -------
    Figure; each bar's customdata holds the wijk code.
    """
    palette, ordered, longest = PALETTES[mode], picture.bars, picture.longest
    scale = 100 if picture.unit == "%" else 1
    lengths = [min(bar.figure.value, longest) * scale if bar.figure.known else 0 for bar in ordered]
    intervals = [_whisker(picture, bar, scale) for bar in ordered]
    bars = {
        "type": "bar",
        "x": lengths,
        "y": [bar.code for bar in ordered],
        "orientation": "h",
        "width": _BAR_HEIGHT,
        "offset": -_BAR_HEIGHT,
        "marker": {
            "color": [palette.indicative if bar.indicative else palette.accent for bar in ordered],
            "line": {"color": palette.text, "width": [2 if bar.chosen else 0 for bar in ordered]},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [up for _, up in intervals],
            "arrayminus": [down for down, _ in intervals],
            "color": palette.muted,
            "thickness": 1,
            "width": 0,
        },
        "customdata": [bar.code for bar in ordered],
        "hovertext": [_hover(bar, picture.label) for bar in ordered],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    ends = [length + up for length, (_, up) in zip(lengths, intervals, strict=True)]
    furthest = picture.furthest * scale or 1
    # One trace of text, not an annotation per bar: plotly checks all annotations again for each one that is added.
    labels = {
        "type": "scatter",
        "x": ends,
        "y": [bar.code for bar in ordered],
        "mode": "text",
        "text": [f" {bar.text}" if bar.figure.known else f" <i>{bar.text}</i>" for bar in ordered],
        "textposition": "bottom right",
        "textfont": {
            "size": SIZE_SMALL,
            "color": [palette.text if bar.figure.known else palette.muted for bar in ordered],
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    # Built whole: every later change of a figure makes plotly copy and check much of it once more.
    layout = {
        "template": plotly_template(mode).to_plotly_json(),
        "yaxis": {
            # Said, not left to plotly: that leaves room above and below for the texts, more with every bar.
            "range": [-0.5, max(len(ordered), 1) - 0.5],
            "categoryorder": "array",
            "categoryarray": [bar.code for bar in reversed(ordered)],
            "tickvals": [bar.code for bar in ordered],
            "ticktext": [_tick(bar) for bar in ordered],
            "tickfont": {"color": palette.text},
            "ticklabelposition": "inside top",
            "ticklabelstandoff": -6,
            "showgrid": False,
            "fixedrange": True,
        },
        "xaxis": {
            "range": [0, furthest],
            "title": {"text": wrap_name(picture.axis, _AXIS_WIDTH)},
            # Each bar says its number, and the name of a wijk would stand on the lines of a scale.
            "showticklabels": False,
            "showgrid": False,
            "rangemode": "tozero",
            "fixedrange": True,
        },
        "height": ROW_HEIGHT * len(ordered) + 72,
        "margin": {"t": room_for_words(picture.reference_label) if picture.reference_label else 8, "r": _LABEL_ROOM},
        "showlegend": False,
        **_reference(picture, scale, palette.text),
    }
    layout["shapes"] = [*layout.get("shapes", ()), *_cuts(picture, scale, palette.background)]
    # The tests check that plotly knows every part of this; checking it for each visitor takes longer than the page.
    return go.Figure([bars, labels], layout, _validate=False)


def _whisker(picture: BarsPicture, bar: Bar, scale: int) -> tuple[float, float]:
    """Return how far the interval reaches left and right of the bar's end."""
    ends = picture.ends(bar)
    if ends is None:
        return 0.0, 0.0
    value = min(bar.figure.value, picture.longest)
    return (value - ends[0]) * scale, (ends[1] - value) * scale


def _reference(picture: BarsPicture, scale: int, color: str) -> dict[str, Any]:
    """Return the line and its label, as parts of the layout; nothing without one."""
    if picture.reference is None:
        return {}
    x = picture.reference * scale
    line = {"color": color, "width": 1, "dash": "dot"}
    share = picture.reference / (picture.furthest or 1)
    return {
        "shapes": [
            {"type": "line", "x0": x, "x1": x, "y0": low, "y1": high, "line": line, "layer": "below"}
            for low, high in _stretches(picture.bars, share * _INSIDE)
        ],
        "annotations": [words_on_line(x, share, picture.reference_label, _LABEL_ROOM, color)],
    }


def _stretches(bars: Sequence[Bar], at: float) -> list[tuple[float, float]]:
    """Return from where to where the line runs, in rows from below: never through a name.

    Above the wijken without a figure it stops: it has nothing to say to the words that stand there.
    """
    known = any(bar.figure.known for bar in bars)
    rows = ((len(bars) - 1 - place, bar) for place, bar in enumerate(bars))
    return stretches_between_names(
        ((row, bar.label) for row, bar in rows if bar.figure.known or not known), at, _NAME_WIDTH
    )


def _cuts(picture: BarsPicture, scale: int, color: str) -> list[dict[str, Any]]:
    """Return a slanted stroke through each bar that is shorter than its figure."""
    end, line = picture.longest * scale, {"color": color, "width": 4}
    middles = [len(picture.bars) - 1 - place for place, bar in enumerate(picture.bars) if picture.is_cut(bar)]
    return [
        {"type": "line", "x0": end * 0.9, "x1": end * 0.93, "y0": middle - _BAR_HEIGHT, "y1": middle, "line": line}
        for middle in middles
    ]


def _tick(bar: Bar) -> str:
    name = wrap_name(bar.label, _NAME_WIDTH)
    return f"<b>{name}</b>" if bar.chosen else name


def _hover(bar: Bar, label: str) -> str:
    lines = [f"<b>{escape(bar.label, quote=False)}</b>", f"{label}: {bar.full}"]
    lines += [f"waarschijnlijk {bar.interval}"] if bar.interval else []
    lines += ["indicatie: minder dan 100 kinderen van 0 tot 15 jaar"] if bar.indicative else []
    return "<br>".join(lines)
