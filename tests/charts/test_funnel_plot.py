"""The funnel: limits, the average, a whisker for the number of children, and colour only outside the outer limits."""

import math

import plotly.graph_objects as go
import pytest

from kinderwerk_stats.charts.funnel_plot import MOST_NAMED, FunnelBand, FunnelRow, build_funnel_figure
from kinderwerk_stats.model.palette import MODES, PALETTES

AVERAGE = 0.2


def band(children: float) -> FunnelBand:
    inner, outer = (z * math.sqrt(AVERAGE * (1 - AVERAGE) / children) for z in (1.96, 3.09))
    return FunnelBand(children, max(0, AVERAGE - outer), max(0, AVERAGE - inner), AVERAGE + inner, AVERAGE + outer)


BANDS = [band(children) for children in (50, 100, 200, 400, 800, 1600)]


def row(name, children, share, group="binnen", **options):
    return FunnelRow(name.upper(), name, children, share, share * 0.9, share * 1.1, group, **options)


ROWS = [
    row("hoog", 800, 0.35, "ver_boven"),
    row("iets", 500, 0.25, "boven"),
    row("gewoon", 300, 0.2),
    row("laag", 900, 0.1, "ver_onder"),
]


def build(*rows, bands=None, mode="light"):
    return build_funnel_figure(
        rows=list(rows or ROWS), bands=BANDS if bands is None else bands, average=AVERAGE,
        average_label="gemiddelde 20 %", mode=mode,
    )  # fmt: skip


def dots_of(figure):
    (dots,) = [trace for trace in figure.data if "markers" in trace.mode]
    return dots


def test_dots_stand_at_their_children_and_reach_in_percent():
    dots = dots_of(build())
    assert list(dots.x) == [800, 500, 300, 900]
    assert list(dots.y) == pytest.approx([35, 25, 20, 10])


@pytest.mark.parametrize("mode", MODES)
def test_only_what_lies_outside_the_outer_limits_carries_colour(mode):
    palette = PALETTES[mode]
    colors = dict(zip((row.name for row in ROWS), dots_of(build(mode=mode)).marker.color, strict=True))
    assert colors == {
        "hoog": palette.accent,
        "iets": palette.muted,
        "gewoon": palette.muted,
        "laag": palette.diverging[0],
    }


def test_colour_is_not_the_only_difference():
    assert list(dots_of(build()).marker.symbol) == ["circle", "circle", "circle", "diamond"]


def test_four_limits_and_the_average_are_drawn():
    figure = build()
    limits = [trace for trace in figure.data if trace.mode == "lines"]
    assert [trace.line.dash for trace in limits] == ["solid", "solid", "dash", "dash"]
    assert all(list(trace.x) == [each.children for each in BANDS] for trace in limits)
    (line,) = figure.layout.shapes
    assert line.y0 == line.y1 == pytest.approx(20)
    assert "gemiddelde 20 %" in {note.text for note in figure.layout.annotations}


def test_limits_narrow_as_wijken_grow():
    low, high = build().data[:2]
    widths = [up - down for down, up in zip(low.y, high.y, strict=True)]
    assert widths == sorted(widths, reverse=True)


def test_the_whisker_is_the_doubt_about_the_number_of_children():
    error = dots_of(build()).error_y
    assert list(error.arrayminus) == pytest.approx([3.5, 2.5, 2.0, 1.0])
    assert list(error.array) == pytest.approx([3.5, 2.5, 2.0, 1.0])


def test_wijken_outside_and_the_chosen_one_are_named_the_rest_is_not():
    texts = dots_of(build(*ROWS[:3], row("laag", 900, 0.1, "ver_onder"), row("mijn", 200, 0.12, chosen=True))).text
    assert list(texts) == ["hoog", "", "", "laag", "mijn"]


def test_many_wijken_outside_are_not_all_named():
    rows = [row(f"w{n}", 100 + 40 * n, 0.3 + n / 100, "ver_boven") for n in range(40)]
    assert sum(bool(text) for text in dots_of(build(*rows)).text) <= MOST_NAMED


@pytest.mark.parametrize(("high", "y"), [(0.3, 30), (0.9, 10)])
def test_the_outer_limit_has_words_once_where_there_is_room(high, y):
    found = build(*ROWS[:3], bands=[FunnelBand(1600, 0.1, 0.15, 0.25, high)]).layout.annotations
    assert [(note.text, note.y) for note in found[1:]] == [("grens van toeval (99,8 %)", pytest.approx(y))]


def test_the_words_of_the_outer_limit_cover_no_dot():
    # One at either end of the limits: the words begin somewhere on the way.
    crowded = [*ROWS[:3], row("hier", 1500, 0.24), row("daar", 1500, 0.16)]
    (note,) = build(*crowded).layout.annotations[1:]
    assert note.text == "grens van toeval (99,8 %)" and note.xanchor == "left" and note.x in (50, 100, 200, 400)


@pytest.mark.parametrize(
    ("dots", "anchor", "side"),
    [([], "bottom", "right"), ([0.21], "top", "right"), ([0.21, 0.19], "bottom", "left")],
)
def test_the_words_of_the_average_cover_no_dot(dots, anchor, side):
    rows = [row("hoog", 800, 0.35), *(row(str(share), 1500, share) for share in dots)]
    note = build(*rows).layout.annotations[0]
    assert (note.text, note.yanchor, note.xanchor) == ("gemiddelde 20 %", anchor, side)


def test_a_limit_above_the_chart_has_no_words():
    low = FunnelBand(1600, 0.0, 0.02, 0.6, 0.9)
    assert [note.text for note in build(bands=[low]).layout.annotations] == ["gemiddelde 20 %"]


def test_axes_say_what_they_are_and_show_zero_whole():
    layout = build().layout
    assert layout.xaxis.title.text == "Kinderen in de wijk (aantal)"
    assert layout.yaxis.title.text == "Bereik (% van de kinderen)"
    assert layout.xaxis.range[0] == 0
    assert -layout.yaxis.range[1] * 0.1 < layout.yaxis.range[0] < 0


def test_a_click_on_a_dot_knows_the_wijk_and_hovering_says_what_was_given():
    dots = dots_of(build(row("A & B", 100, 0.2, notes=("bereik 20 %",))))
    assert list(dots.customdata) == ["A & B".upper()]
    assert list(dots.hovertext) == ["<b>A &amp; B</b><br>bereik 20 %"]


def test_plotly_knows_every_part_of_the_figure():
    for mode in MODES:
        assert go.Figure(build(mode=mode).to_dict()).data
