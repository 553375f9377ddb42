"""The concentration curve: from nothing to everything, beside the line of equality, with its name on it."""

import plotly.graph_objects as go
import pytest

from kinderwerk_stats.charts.concentration import Curve, CurveStep, build_concentration_figure
from kinderwerk_stats.model.palette import MODES, PALETTES


def curve(label, *outcomes, kind="main"):
    """Return a curve over wijken of equal size."""
    count = len(outcomes)
    steps = [CurveStep(0.0, 0.0)]
    steps += [CurveStep((n + 1) / count, share, (f"Wijk {n}",), f"WK{n}") for n, share in enumerate(outcomes)]
    return Curve(label, tuple(steps), kind)


REACH = curve("bereik", 0.1, 0.3, 0.6, 1.0)
FTE = curve("fte", 0.4, 0.7, 0.9, 1.0, kind="second")
NEED = curve("behoefte", 0.15, 0.35, 0.6, 1.0, kind="compare")


def build(*curves, mode="light"):
    return build_concentration_figure(curves=list(curves), mode=mode)


def test_the_line_of_equality_runs_from_corner_to_corner():
    line = build(REACH).data[0]
    assert (list(line.x), list(line.y)) == ([0, 100], [0, 100])


def test_a_curve_is_drawn_in_percent_from_nothing_to_everything():
    line = build(REACH).data[1]
    assert list(line.x) == [0, 25, 50, 75, 100]
    assert list(line.y) == pytest.approx([0, 10, 30, 60, 100])


def test_every_line_carries_its_own_name_and_there_is_no_legend():
    figure = build(REACH, FTE, NEED)
    words = [note.text for note in figure.layout.annotations]
    assert words == ["voor elk kind<br>evenveel", "<b>bereik</b>", "<b>fte</b>", "<b>behoefte</b>"]
    assert figure.layout.showlegend is False


def test_names_of_lines_stand_apart():
    heights = [note.y for note in build(REACH, FTE, NEED).layout.annotations[1:]]
    assert min(abs(a - b) for n, a in enumerate(heights) for b in heights[n + 1 :]) > 8


@pytest.mark.parametrize(("shown", "side"), [(REACH, "left"), (FTE, "right")])
def test_a_name_stands_on_the_far_side_of_equality(shown, side):
    note = build(shown).layout.annotations[1]
    assert note.xanchor == side


def test_words_of_equality_keep_their_distance_where_a_curve_lies_in_between():
    near, far = build(REACH).layout.annotations[0], build(FTE).layout.annotations[0]
    assert not near.showarrow
    assert far.showarrow
    assert (far.x, far.y) == (40, 40), "the arrow points at the line"
    assert far.ay > 60


@pytest.mark.parametrize("mode", MODES)
def test_what_is_compared_with_is_dotted_and_grey(mode):
    palette = PALETTES[mode]
    _, main, second, compare = build(REACH, FTE, NEED, mode=mode).data
    assert (main.line.color, second.line.color) == (palette.accent, palette.diverging[0])
    assert (compare.line.color, compare.line.dash) == (palette.muted, "dot")


def test_hovering_says_up_to_which_wijken_and_both_shares():
    steps = (CurveStep(0, 0), CurveStep(0.5, 0.2, ("A & B", "C", "D", "E")), CurveStep(1, 1, ("F",)))
    texts = build(Curve("bereik", steps)).data[1].hovertext
    assert texts[0] == ""
    assert texts[1] == "<b>tot en met A &amp; B, C, D en nog 1</b><br>50 % van de kinderen<br>bereik: 20 %"


def test_both_axes_say_what_they_are_and_their_unit():
    layout = build(REACH).layout
    assert layout.xaxis.title.text == "Kinderen, minste behoefte eerst (%)"
    assert layout.yaxis.title.text == "Deel dat zij samen hebben (%)"


def test_plotly_knows_every_part_of_the_figure():
    for mode in MODES:
        assert go.Figure(build(REACH, FTE, NEED, mode=mode).to_dict()).data
