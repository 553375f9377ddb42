"""Need against reach: where the bubbles stand, which carry colour, and what is named."""

import math

import plotly.graph_objects as go
import pytest

from kinderwerk_stats.charts.quadrant import MiddleLine, QuadrantPoint, build_quadrant_figure
from kinderwerk_stats.model.palette import MODES, PALETTES

NEED, REACH = MiddleLine(0.0, "middelste wijk"), MiddleLine(0.2, "gemeente 20 %")


def point(name: str, need: float, reach: float, children: float = 400, **options) -> QuadrantPoint:
    return QuadrantPoint(name.upper(), name, need, reach, children, **options)


POINTS = [
    point("hulp", 1.5, 0.05, named=True),
    point("goed", 1.0, 0.4),
    point("rustig", -1.0, 0.1, 100),
    point("ruim", -1.5, 0.3, 900),
]


def build(*points, reach=REACH, mode="light"):
    return build_quadrant_figure(
        points=list(points or POINTS),
        need_middle=NEED,
        reach_middle=reach,
        need_title="Behoefte-index (0 = x)",
        mode=mode,
    )


def bubbles(figure) -> dict[str, dict[str, object]]:
    """Return wijk code -> what its bubble looks like."""
    (trace,) = figure.data
    marker = trace.marker
    parts = zip(trace.customdata, trace.x, trace.y, trace.text, marker.size, marker.color, marker.symbol, strict=True)
    names = ("x", "y", "text", "size", "color", "symbol")
    return {code: dict(zip(names, rest, strict=True)) for code, *rest in parts}


def test_need_goes_right_and_reach_up_in_percent():
    found = bubbles(build())
    assert (found["HULP"]["x"], found["HULP"]["y"]) == (1.5, pytest.approx(5))
    assert (found["RUIM"]["x"], found["RUIM"]["y"]) == (-1.5, pytest.approx(30))


def test_the_area_of_a_bubble_goes_with_its_children():
    found = bubbles(build())
    assert found["RUIM"]["size"] / found["HULP"]["size"] == pytest.approx(math.sqrt(900 / 400))


@pytest.mark.parametrize("mode", MODES)
def test_only_more_need_with_less_reach_carries_colour(mode):
    found = bubbles(build(mode=mode))
    coloured = {code for code, bubble in found.items() if bubble["color"] == PALETTES[mode].accent}
    assert coloured == {"HULP"}


@pytest.mark.parametrize(("need", "reach"), [(0.0, 0.1), (1.0, 0.2)])
def test_on_a_line_is_not_beyond_it(need, reach):
    found = bubbles(build(point("a", need, reach), point("b", -1, 0.5)))
    assert found["A"]["color"] == PALETTES["light"].indicative


def test_without_a_measure_of_reach_nothing_carries_colour_and_there_is_one_line():
    figure = build(reach=None)
    assert {bubble["color"] for bubble in bubbles(figure).values()} == {PALETTES["light"].indicative}
    assert len(figure.layout.shapes) == 1


def test_the_middle_lines_carry_their_words():
    figure = build()
    words = {note.text for note in figure.layout.annotations}
    assert {"middelste wijk", "gemeente 20 %"} <= words
    upright, flat = figure.layout.shapes
    assert upright.x0 == upright.x1 == 0.0
    assert flat.y0 == flat.y1 == pytest.approx(20)


def test_only_the_wijken_that_matter_are_named_and_the_chosen_one():
    found = bubbles(build(*POINTS[:3], point("Ruim", -1.5, 0.3, 900, chosen=True)))
    assert {code for code, bubble in found.items() if bubble["text"]} == {"HULP", "RUIM"}


def test_reach_above_100_percent_stands_at_the_edge_with_its_number():
    figure = build(*POINTS, point("Vol", 0.5, 1.23))
    vol = bubbles(figure)["VOL"]
    assert vol["symbol"] == "triangle-up"
    assert vol["text"] == "Vol (123 %)"
    assert vol["y"] < figure.layout.yaxis.range[1]
    assert figure.layout.yaxis.range[1] < 100, "one wijk above 100 % does not press the others together"


def test_the_words_of_the_upper_corner_give_way_to_the_name_of_a_wijk_above_100_percent():
    words = [note.text for note in build(*POINTS, point("Vol", 0.5, 1.23)).layout.annotations]
    assert "meer behoefte,<br>hoger bereik" not in words and "meer behoefte,<br>lager bereik" in words


def test_a_name_that_has_no_room_on_a_phone_is_not_written():
    # On a laptop there is room for all six.
    beside = [point(f"Laakkwartier {n}", n / 2 - 1.4, 0.05, named=True) for n in range(6)]
    found = bubbles(build(*beside, point("hoog", 1.5, 0.4)))
    assert [bool(found[each.code]["text"]) for each in beside] == [True] * 4 + [False] * 2


def test_a_wijk_that_the_words_name_has_its_name_with_a_line_where_it_stands_in_a_crowd():
    crowd = [point(f"w{n}", n / 8 - 1.2, 0.02 * (n % 3)) for n in range(20)]
    figure = build(*(point(f"Laakkwartier {n}", n / 3, 0.02, told=True) for n in range(3)), *crowd)
    beside = [bubble["text"] for bubble in bubbles(figure).values() if bubble["text"]]
    lines = [note.text for note in figure.layout.annotations if note.showarrow]
    assert sorted([*beside, *lines]) == ["Laakkwartier 0", "Laakkwartier 1", "Laakkwartier 2"]
    assert lines


@pytest.mark.parametrize("start", range(5))
def test_of_110_wijken_those_that_the_words_name_have_their_name(start):
    # Spread without a pattern, as need and reach are.
    points = [
        point(
            f"Buurtschap {n}", math.sin(start + n * 7.3) * 1.5, abs(math.sin(n * 3.7)) * 0.2, 300 + n * 30, told=n < 3
        )
        for n in range(110)
    ]
    figure = build(*points)
    names = [bubble["text"] for bubble in bubbles(figure).values() if bubble["text"]]
    names += [note.text for note in figure.layout.annotations if note.showarrow]
    assert sorted(names) == ["Buurtschap 0", "Buurtschap 1", "Buurtschap 2"]


def test_small_bubbles_stand_before_large_ones():
    (trace,) = build().data
    sizes = list(trace.marker.size)
    assert sizes == sorted(sizes, reverse=True)


def test_axes_say_what_they_are_and_their_unit():
    figure = build()
    assert figure.layout.xaxis.title.text == "Behoefte-index (0 = x)"
    assert figure.layout.yaxis.title.text == "Bereik (% van de kinderen)"


def test_words_of_a_corner_give_way_to_a_bubble():
    words = [note.text for note in build(*POINTS, point("a", 1.9, 0.0, 2000)).layout.annotations]
    assert "meer behoefte,<br>hoger bereik" in words
    assert "meer behoefte,<br>lager bereik" not in words


def test_hovering_says_name_and_what_was_given():
    (trace,) = build(point("A & B", 1, 0.1, notes=("bereik 10 %",))).data
    assert list(trace.hovertext) == ["<b>A &amp; B</b><br>bereik 10 %"]


@pytest.mark.parametrize("count", [1, 2, 110])
def test_plotly_knows_every_part_of_the_figure(count):
    points = [point(f"w{n}", n / 50, n / 200, n, named=n < 6) for n in range(count)]
    for mode in MODES:
        assert go.Figure(build(*points, mode=mode).to_dict()).data


@pytest.mark.parametrize(
    ("points", "text", "side"),
    [
        (POINTS, "gemiddelde van de wijken 20 %", "left"),
        # A bubble over the left half of the line, and one over what is left of the right half but for two short lines.
        ([point("a", -1.3, 0.21, 900), point("b", -0.3, 0.21, 900), point("c", 1.4, 0.5)],
         "gemiddelde van de<br>wijken 20 %", "right"),
    ],
)  # fmt: skip
def test_the_words_of_the_average_cover_no_bubble(points, text, side):
    figure = build(*points, reach=MiddleLine(0.2, "gemiddelde van de wijken 20 %"))
    (note,) = [note for note in figure.layout.annotations if note.text.startswith("gemiddelde")]
    assert (note.text, note.xanchor) == (text, side)
