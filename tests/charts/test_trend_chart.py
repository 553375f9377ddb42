"""A line over the years: where it is drawn, where it stops, and what stands where there is no figure."""

import math

import pytest

from kinderwerk_stats.charts.trend import TrendPoint, build_trend_figure
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.model.status import Figure, Status

REACH, CHILDREN = INDICATORS["reach_share"], INDICATORS["children_count"]


def figure_of(value: float | Status) -> Figure:
    return Figure(math.nan, value) if isinstance(value, Status) else Figure(value, Status.KNOWN)


def point(year: int, value: float | Status, stretch: int = 0, reference: float | Status | None = None, **interval):
    return TrendPoint(
        year, figure_of(value), stretch, reference=None if reference is None else figure_of(reference), **interval
    )


def build(*points, indicator=REACH):
    return build_trend_figure(
        points=list(points), indicator=indicator, mode="light", name="Oost", reference_name="Verzonnendam"
    )


def lines_of(figure, *, color=LIGHT.accent) -> list[list[tuple[int, float]]]:
    """Return the unbroken runs of points that are joined, per trace in one colour."""
    runs: list[list[tuple[int, float]]] = []
    for trace in figure.data:
        if trace.line.color != color:
            continue
        assert not trace.connectgaps
        runs.append([])
        for x, y in zip(trace.x, trace.y, strict=True):
            if y is None or math.isnan(y):
                runs.append([])
            else:
                runs[-1].append((x, y))
    return [run for run in runs if run]


def gemeente_lines(figure):
    return lines_of(figure, color=LIGHT.border)


def test_one_line_while_the_wijk_is_the_same():
    figure = build(point(2021, 0.1), point(2022, 0.2), point(2023, 0.15))
    assert lines_of(figure) == [[(2021, 10), (2022, 20), (2023, 15)]]


def test_the_line_stops_at_a_new_stretch():
    figure = build(point(2021, 0.1, 0), point(2022, 0.2, 0), point(2023, 0.3, 1), point(2024, 0.4, 1))
    assert lines_of(figure) == [[(2021, 10), (2022, 20)], [(2023, 30), (2024, 40)]]


@pytest.mark.parametrize("absent", [Status.UNKNOWN, Status.SUPPRESSED, Status.NOT_PUBLISHED])
def test_the_line_stops_at_an_absent_figure_and_says_why(absent):
    figure = build(point(2021, 0.1), point(2022, absent), point(2023, 0.3))
    assert lines_of(figure) == [[(2021, 10)], [(2023, 30)]]
    notes = {note.x: note.text for note in figure.layout.annotations}
    assert notes[2022] == f"<i>{absent.label}</i>".replace(" ", "<br>")


def test_an_absent_figure_at_the_end_leaves_the_name_at_the_last_known_one():
    figure = build(point(2021, 0.1), point(2022, 0.2), point(2023, Status.UNKNOWN))
    assert [(note.x, note.y) for note in figure.layout.annotations if note.text == "Oost"] == [(2022, 20)]


def test_a_year_alone_is_a_visible_point():
    (trace,) = build(point(2022, 0.2)).data
    assert "markers" in trace.mode


def test_the_gemeente_is_a_line_of_its_own_with_its_name_at_the_end():
    figure = build(point(2021, 0.1, reference=0.3), point(2022, 0.2, 1, reference=0.4))
    assert gemeente_lines(figure) == [[(2021, 30), (2022, 40)]]
    assert [(note.x, note.y) for note in figure.layout.annotations if note.text == "Verzonnendam"] == [(2022, 40)]


@pytest.mark.parametrize("absent", [None, Status.UNKNOWN, Status.SUPPRESSED])
def test_the_line_of_the_gemeente_stops_where_it_has_no_figure(absent):
    points = [point(2020, 0.1, reference=0.3), point(2021, 0.1, reference=0.3), point(2022, 0.1, reference=absent),
              point(2023, 0.1, reference=0.2), point(2024, 0.1, reference=0.2)]  # fmt: skip
    assert gemeente_lines(build(*points)) == [[(2020, 30), (2021, 30)], [(2023, 20), (2024, 20)]]


def test_the_line_of_the_gemeente_stops_at_a_year_that_is_not_there():
    points = [point(2020, 0.1, 0, 0.3), point(2021, 0.1, 0, 0.3), point(2023, 0.1, 1, 0.2), point(2024, 0.1, 1, 0.2)]
    assert gemeente_lines(build(*points)) == [[(2020, 30), (2021, 30)], [(2023, 20), (2024, 20)]]


def test_a_gemeente_without_figures_has_no_line_and_no_name():
    figure = build(point(2021, 0.1, reference=Status.UNKNOWN))
    assert gemeente_lines(figure) == []
    assert "Verzonnendam" not in [note.text for note in figure.layout.annotations]


def test_whiskers_are_the_interval():
    (trace,) = build(point(2021, 0.2, low=0.17, high=0.24), point(2022, 0.2)).data
    assert list(trace.error_y.arrayminus) == pytest.approx([3, 0])
    assert list(trace.error_y.array) == pytest.approx([4, 0])


@pytest.mark.parametrize(
    ("indicator", "value", "axis", "hover"),
    [(REACH, 0.234, "Bereik (%)", "23 %"), (CHILDREN, 1234.4, "Kinderen (kinderen)", "1.234 kinderen")],
)
def test_axis_and_hover_have_the_unit_in_dutch(indicator, value, axis, hover):
    figure = build(point(2021, value), indicator=indicator)
    assert figure.layout.yaxis.title.text == axis
    assert figure.layout.yaxis.rangemode == "tozero"
    assert list(figure.data[0].customdata) == [hover]
    assert figure.data[0].y[0] == pytest.approx(value * (100 if indicator is REACH else 1))


def test_every_year_has_a_tick_and_no_year_a_decimal():
    axis = build(point(2020, 0.1), point(2021, Status.UNKNOWN), point(2024, 0.1, 1)).layout.xaxis
    assert list(axis.tickvals) == [2020, 2021, 2024]
    assert axis.tickformat == "d"
    assert axis.range[0] < 2020 < 2024 < axis.range[1]


def test_no_points_no_lines():
    assert lines_of(build()) == []


def test_a_figure_that_was_spread_over_the_wijk_of_now_is_marked():
    figure = build(point(2022, 0.1, reallocated=True), point(2023, 0.2))
    line = next(trace for trace in figure.data if trace.line.color == LIGHT.accent)
    assert list(line.marker.symbol) == ["circle-open", "circle"]
    assert list(line.customdata) == ["10 % (herverdeeld)", "20 %"]
