"""Sorted bars: what stands where, how long it is, and what is said of a wijk without a figure."""

import math
import re
from dataclasses import replace
from typing import NamedTuple

import plotly.graph_objects as go
import pytest

from kinderwerk_stats.charts.labels import SMALLEST
from kinderwerk_stats.charts.ranked import ROW_HEIGHT, build_ranked_figure
from kinderwerk_stats.gemeente.first import find_first_wijken
from kinderwerk_stats.model.indicators import INDICATORS, Indicator
from kinderwerk_stats.model.palette import MODES, PALETTES
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.story.bars import make_bar, make_bars, rank_wijken
from kinderwerk_stats.story.case import Case, build_bars
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.ui.columns import FIGURES_ON_MAP
from tests.builders import library_of

REACH, CHILDREN, PER_FTE, GAP_FTE = (
    INDICATORS[name] for name in ("reach_share", "children_count", "children_per_fte", "gap_fte")
)
MAX_LINE = 44


class Row(NamedTuple):
    """What the bar of a wijk is made of."""

    code: str
    name: str
    figure: Figure
    interval: tuple[float, float] | None = None
    options: dict[str, bool] | None = None


def row(name: str, value: float | Status, low: float | None = None, high: float | None = None, **options) -> Row:
    """Return a row; a `Status` instead of a value says why there is none."""
    figure = Figure(math.nan, value) if isinstance(value, Status) else Figure(value, Status.KNOWN)
    return Row(name.upper(), name, figure, None if low is None or high is None else (low, high), options)


def build(*rows: Row, indicator: Indicator = REACH, mode="light", **options):
    bars = [make_bar(indicator, (row.code, row.name), row.figure, row.interval, **(row.options or {})) for row in rows]
    return build_ranked_figure(make_bars(indicator, bars, indicator.label, **options), mode)


def bar_of(figure):
    (bar,) = [trace for trace in figure.data if trace.type == "bar"]
    return bar


def top_down(figure) -> list[str]:
    """Return the wijken in the order in which they stand on screen."""
    return list(reversed(figure.layout.yaxis.categoryarray))


def said_beside(figure) -> dict[str, str]:
    """Return wijk -> the words at the end of its bar."""
    (texts,) = [trace for trace in figure.data if trace.type == "scatter"]
    return dict(zip(texts.y, (text.strip() for text in texts.text), strict=True))


def lengths(figure) -> dict[str, float]:
    bar = bar_of(figure)
    return dict(zip(bar.y, bar.x, strict=True))


def test_largest_on_top_and_equal_figures_in_the_order_of_their_names():
    rows = [row("Zuid", 0.2), row("Noord", 0.4), row("Oost", 0.2), row("West", 0.1)]
    for order in (rows, rows[::-1]):
        assert top_down(build(*order)) == ["NOORD", "OOST", "ZUID", "WEST"]


def test_bars_have_the_length_of_their_figure_in_the_unit_of_the_axis():
    assert lengths(build(row("a", 0.2), row("b", 0.4))) == {"B": 40, "A": 20}
    assert lengths(build(row("a", 250), indicator=CHILDREN)) == {"A": 250}


def test_bars_start_at_zero():
    figure = build(row("a", 0.31), row("b", 0.33))
    assert figure.layout.xaxis.range[0] == 0
    assert figure.layout.xaxis.rangemode == "tozero"
    assert figure.layout.xaxis.range[1] >= 33


@pytest.mark.parametrize(
    ("value", "length", "words"), [(1.19, 119, "119 %"), (1.2, 120, "120 %"), (1.31, 120, "131 %")]
)
def test_a_bar_stops_at_120_percent_and_keeps_its_number(value, length, words):
    figure = build(row("a", value))
    assert lengths(figure)["A"] == pytest.approx(length)
    assert said_beside(figure)["A"] == words


def test_a_bar_over_100_percent_sets_no_scale_and_is_cut_through():
    figure = build(row("a", 1.23), row("b", 0.4), row("c", 0.1))
    assert lengths(figure)["A"] == pytest.approx(46)
    assert said_beside(figure)["A"] == "123 %"
    (cut,) = figure.layout.shapes
    assert cut.y0 < 2 <= cut.y1 and cut.x1 < 46
    assert not build(row("b", 0.4), row("c", 0.1)).layout.shapes


def test_only_percentages_are_cut_short():
    assert lengths(build(row("a", 3000), indicator=PER_FTE)) == {"A": 3000}


@pytest.mark.parametrize(("low", "high", "down", "up"), [(1.0, 1.1, 5, 5), (1.0, 1.4, 5, 15), (1.3, 1.5, 0, 0)])
def test_whiskers_stop_where_the_bar_may_stop(low, high, down, up):
    value = 1.05 if low < 1.05 else 1.4
    error = bar_of(build(row("a", value, low, high))).error_x
    assert (list(error.arrayminus), list(error.array)) == ([pytest.approx(down)], [pytest.approx(up)])
    assert error.symmetric is False


def test_a_figure_without_an_interval_has_no_whisker():
    error = bar_of(build(row("a", 3), row("b", 5, 4, 7), indicator=CHILDREN)).error_x
    assert (list(error.arrayminus), list(error.array)) == ([1, 0], [2, 0])


def test_wijken_without_a_figure_stand_at_the_bottom_with_the_reason_in_words():
    figure = build(
        row("Zuid", Status.TOO_FEW_CHILDREN), row("Oost", Status.SUPPRESSED), row("Noord", Status.UNKNOWN),
        row("West", 0.1), row("Dorp", Status.UNKNOWN),
    )  # fmt: skip
    assert top_down(figure) == ["WEST", "DORP", "NOORD", "OOST", "ZUID"]
    assert said_beside(figure) == {
        "WEST": "10 %", "DORP": "<i>onbekend</i>", "NOORD": "<i>onbekend</i>", "OOST": "<i>verborgen</i>",
        "ZUID": "<i>te weinig kinderen</i>",
    }  # fmt: skip
    assert [lengths(figure)[code] for code in ("DORP", "NOORD", "OOST", "ZUID")] == [0] * 4


def test_nobody_is_a_word_and_not_a_bar():
    figure = build(row("a", 900), row("b", Status.NO_KINDERWERKER), indicator=PER_FTE)
    assert said_beside(figure)["B"] == "<i>geen kinderwerker</i>"


def test_a_zero_is_a_figure():
    figure = build(row("a", 0), row("b", Status.UNKNOWN))
    assert top_down(figure) == ["A", "B"]
    assert said_beside(figure)["A"] == "0 %"


@pytest.mark.parametrize(
    ("indicator", "title"),
    [(REACH, "Bereik (%)"), (CHILDREN, "Kinderen (kinderen)"), (GAP_FTE, "Fte erbij tot de norm (fte)")],
)
def test_the_axis_says_what_it_is_and_its_unit(indicator, title):
    assert build(row("a", 1), indicator=indicator).layout.xaxis.title.text == title


def test_the_words_of_the_axis_are_whole_at_400_percent():
    for name in FIGURES_ON_MAP:
        title = build(row("a", 1), indicator=INDICATORS[name]).layout.xaxis.title.text
        assert max(map(len, title.split("<br>"))) * 7.6 <= SMALLEST - 72, title


def test_the_reference_is_a_labelled_line_in_the_unit_of_the_axis():
    figure = build(row("a", 0.2), reference=0.35, reference_label="gemeente 35 %")
    (line,) = figure.layout.shapes
    assert line.x0 == line.x1 == pytest.approx(35)
    assert [note.text for note in figure.layout.annotations] == ["gemeente 35 %"]
    assert figure.layout.annotations[0].x == pytest.approx(35)
    assert figure.layout.xaxis.range[1] >= 35, "the line stands inside the axis"


def test_the_reference_does_not_run_through_a_name():
    rows = [row("a", 0.2), row("Geuzen- en Statenkwartier", 0.1), row("c", 0.05), row("d", Status.UNKNOWN)]
    figure = build(*rows, reference=0.1, reference_label="gemeente 10 %")
    stretches = sorted((line.y0, line.y1) for line in figure.layout.shapes)
    # Names stand in the upper half of a row; the wijk without a figure, in the row below, has no line.
    assert stretches == [(0.5, pytest.approx(2.02)), (2.5, 3.5)]


def test_without_a_reference_there_is_no_line():
    figure = build(row("a", 0.2))
    assert not figure.layout.shapes
    assert not figure.layout.annotations


@pytest.mark.parametrize("mode", MODES)
def test_the_chosen_wijk_is_outlined_and_an_indication_is_pale(mode):
    bar = bar_of(build(row("a", 0.3, chosen=True), row("b", 0.2, indicative=True), row("c", 0.1), mode=mode))
    palette = PALETTES[mode]
    assert list(bar.marker.color) == [palette.accent, palette.indicative, palette.accent]
    assert list(bar.marker.line.width) == [2, 0, 0]


def test_a_click_on_a_bar_knows_the_wijk():
    bar = bar_of(build(row("a", 0.3), row("b", 0.2)))
    assert list(bar.customdata) == list(bar.y) == ["A", "B"]


def test_hovering_says_name_figure_interval_and_whether_it_is_an_indication():
    pale = row("West", 0.2, 0.17, 0.23, indicative=True)
    texts = bar_of(build(row("Oost", 0.31, 0.28, 0.34), pale, row("Zuid", Status.SUPPRESSED))).hovertext
    assert texts[0] == "<b>Oost</b><br>Bereik: 31 %<br>waarschijnlijk 28 tot 34 %"
    assert texts[1].endswith("<br>indicatie: minder dan 100 kinderen van 0 tot 15 jaar")
    assert texts[2] == "<b>Zuid</b><br>Bereik: verborgen"


def test_a_number_beside_its_bar_has_no_more_digits_than_its_interval_allows():
    figure = build(row("a", 2597, 2453, 2742), row("b", 1234), indicator=CHILDREN)
    assert said_beside(figure) == {"A": "2.600", "B": "1.234"}


def test_hovering_over_an_exact_figure_says_no_interval():
    assert "waarschijnlijk" not in bar_of(build(row("a", 0.3, 0.3, 0.3))).hovertext[0]


@pytest.mark.parametrize(
    ("low", "high", "words"), [(612, 664, "waarschijnlijk 612 tot 664"), (2453, 2742, "waarschijnlijk 2.450 tot 2.740")]
)
def test_an_interval_has_no_more_digits_than_it_allows(low, high, words):
    text = bar_of(build(row("a", (low + high) / 2, low, high), indicator=CHILDREN)).hovertext[0]
    assert text.split("<br>")[2].startswith(words)


@pytest.mark.parametrize(
    "name",
    ["Wijk 09 Oude Haven en Scheepmakerskwartier", "Nieuwendammerdijk/Buiksloterdijk", "Landelijk gebied Halmerpolder"],
)
def test_long_names_are_wrapped_and_never_cut(name):
    (text,) = build(row(name, 0.2)).layout.yaxis.ticktext
    lines = text.split("<br>")
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", name)
    assert all(len(line) <= MAX_LINE for line in lines)


def test_a_name_stands_above_its_bar_so_that_bars_have_the_whole_width():
    figure = build(row("Oude Haven en Scheepmakerskwartier", 0.2), row("b", 1.23), row("c", 0.1), row("d", 0.2))
    bar, axis = bar_of(figure), figure.layout.yaxis
    assert axis.ticklabelposition == "inside top", "outside it takes half of a phone"
    # The bar ends where its name begins, and its number and the cut through it stand at its height.
    assert bar.offset + bar.width == 0 and 0 < bar.width < 0.5
    (texts,) = [trace for trace in figure.data if trace.type == "scatter"]
    assert texts.textposition == "bottom right"
    (cut,) = figure.layout.shapes
    assert (cut.y0, cut.y1) == (pytest.approx(3 - bar.width), 3)


def test_every_wijk_has_its_own_row_high_enough_to_read():
    few, many = build(row("a", 0.2)), build(*(row(f"w{n}", n / 200) for n in range(110)))
    assert many.layout.height - few.layout.height == 109 * ROW_HEIGHT
    assert len(many.layout.yaxis.ticktext) == 110
    assert len(set(many.layout.yaxis.tickvals)) == 110


def test_wijken_of_the_same_name_stay_apart():
    rows = [Row(code, "Buitengebied", Figure(0.2, Status.KNOWN)) for code in ("WK1", "WK2")]
    assert set(lengths(build(*rows))) == {"WK1", "WK2"}


def test_no_wijken_no_bars():
    figure = build()
    assert len(bar_of(figure).x or ()) == 0
    assert figure.layout.xaxis.range[1] > 0


def test_plotly_knows_every_part_of_the_figure():
    known = row("Oost", 0.2, 0.1, 0.3, indicative=True, chosen=True)
    for mode in MODES:
        figure = build(known, row("West", Status.UNKNOWN), mode=mode, reference=0.1, reference_label="gemeente 10 %")
        # Building it anew checks every name and value in it; the builder itself does not.
        assert go.Figure(figure.to_dict()).data


@pytest.mark.parametrize("count", [1, 2, 110])
def test_no_room_is_left_above_the_first_bar_however_many_there_are(count):
    figure = build(*(row(f"Wijk {number}", 0.2) for number in range(count)))
    assert list(figure.layout.yaxis.range) == [-0.5, count - 0.5]


def test_the_screen_and_a_story_draw_one_record(example_monitor):
    monitor = example_monitor(2024)
    picture = rank_wijken(monitor, "reach_share")
    figure = build_ranked_figure(picture, "light")
    assert top_down(figure) == [bar.code for bar in picture.bars]
    plan = replace(default_plan(monitor), wijken=())
    case = Case(library_of(), monitor, plan, (), {2024: monitor}.__getitem__, find_first_wijken(monitor, None))
    told, left_out = build_bars(case, "reach_share", most=len(picture.bars))
    assert (told, left_out) == (picture, "")
    beside = said_beside(figure)
    assert all(bar.text in beside[bar.code] for bar in told.bars)
