"""Before and after per wijk as dots: names above them, and one wijk far out sets no scale."""

import plotly.graph_objects as go
import pytest

from kinderwerk_stats.charts.plan import BeforeAfter, build_before_after_figure, find_end_of_scale
from kinderwerk_stats.model.palette import PALETTES

ROWS = [
    BeforeAfter("WK01", "Aa", 0.0, 0.4, "0,00 → 0,40"),
    BeforeAfter("WK02", "Bos", 0.3, 0.3, "0,30"),
    BeforeAfter("WK03", "Cour", 0.0, 2.3, "0,00 → 2,30"),
]


@pytest.fixture(scope="module")
def figure() -> go.Figure:
    built = build_before_after_figure(rows=ROWS, axis="fte", average=0.3, average_label="gemiddeld", mode="light")
    # The builder skips the check of plotly; this makes it.
    return go.Figure(built.to_dict())


def test_a_wijk_far_above_the_others_points_on_and_keeps_its_number(figure):
    assert find_end_of_scale(ROWS, 0.3) == 0.4
    assert find_end_of_scale(ROWS, None) == 2.3
    after = figure.data[2]
    assert list(after.x) == [0.4, 0.3, 0.4]
    assert [(note.text, note.x) for note in figure.layout.annotations[:3]] == [
        ("0,00 → 0,40", 0.4), ("0,30", 0.3), ("0,00 → 2,30", 0.4)
    ]  # fmt: skip
    assert list(after.marker.symbol) == ["circle", "circle", "triangle-right"]


def test_the_line_of_the_average_runs_under_no_number_and_a_number_over_no_dot():
    less = [BeforeAfter("WK01", "Aa", 0.4, 0.1, "0,40 → 0,10")]
    built = build_before_after_figure(rows=less, axis="fte", average=0.3, average_label="gemiddeld", mode="dark")
    (number, label) = built.layout.annotations
    assert (number.x, number.xanchor, number.bgcolor) == (0.4, "left", PALETTES["dark"].background)
    assert number.y == built.data[2].y[0] and label.text == "gemiddeld"
    assert {line.layer for line in built.layout.shapes} == {"below"}


def test_no_line_shows_through_an_open_dot(figure):
    assert figure.data[1].marker.opacity == 1


def test_a_name_stands_above_its_dots_so_that_they_have_the_whole_width(figure):
    assert list(figure.layout.yaxis.ticktext) == ["Aa", "Bos", "Cour"]
    assert all(name > dot for name, dot in zip(figure.layout.yaxis.tickvals, figure.data[2].y, strict=True))
    assert figure.layout.yaxis.ticklabelposition == "inside top"
    assert list(figure.data[2].customdata) == ["WK01", "WK02", "WK03"]


def test_the_line_of_the_average_runs_through_no_name():
    rows = [*ROWS[:2], BeforeAfter("WK04", "Oude Haven en Scheepmakerskwartier", 0.1, 0.2, "0,10 → 0,20")]
    built = build_before_after_figure(rows=rows, axis="fte", average=0.3, average_label="gemiddeld", mode="light")
    stretches = sorted((line.y0, line.y1) for line in built.layout.shapes)
    # Names stand in the upper half of a row; the two short ones end before the line.
    assert stretches == [(-0.5, pytest.approx(0.02)), (0.5, 2.5)]
