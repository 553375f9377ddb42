"""The map as a picture: borders in metres that stay shared, dark where the gap is largest."""

import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import shapely

from kinderwerk_stats.charts.map_areas import build_map
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.map_picture import build_map_picture
from kinderwerk_stats.text.classes import absence_of, classes_of
from kinderwerk_stats.text.intervals import format_figure, said_value
from tests.builders import WIJKEN, monitor_of

FIGURES = ("reach_share", "children_per_fte", "gap_children_count", "gap_fte", "children_count", "reached_count",
           "kinderwerker_fte")  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES)
def test_classes_and_words_are_those_of_the_map_on_screen(example_monitor, figure):
    monitor, others = example_monitor(2024), [example_monitor(2023), example_monitor(2020)]
    picture = build_map_picture(monitor, figure, (), others)
    areas, legend = build_map(monitor, figure, frozenset(), others)
    assert [area.code for area in picture.areas] == [area.wijk_code for area in areas]
    for own, on_screen in zip(picture.areas, areas, strict=True):
        assert own.klass == (on_screen.fill if isinstance(on_screen.fill, int) else None)
        assert on_screen.tooltip[0].endswith(f": {own.text}")
    words = {item.fill: item.text for item in legend}
    assert [words[klass] for klass in range(5)] == list(picture.legend)
    drawn = [(klass, said) for klass, said in picture.classes] + [
        (absence_of(status), said) for status, said in picture.absent_legend
    ]
    assert drawn == [(item.fill, item.text) for item in legend]


@pytest.mark.parametrize("figure", FIGURES)
def test_a_colour_is_that_of_the_figure_as_it_is_said(example_monitor, figure):
    monitor = example_monitor(2024)
    classes, _ = classes_of(monitor, figure, [example_monitor(2023), example_monitor(2020)])
    for row in monitor.coverage.cells.values():
        if row[figure].known:
            said = number_in(format_figure(figure, row))
            label = classes.labels[classes.class_of(said_value(figure, row))]
            low, high = (label.replace("minder dan", "0 tot").replace(" of meer", " tot 1000000")).split(" tot ")
            assert number_in(low) <= said < number_in(high), (said, label)


def number_in(text):
    return float(re.sub(r"[^0-9,]", "", text).replace(",", "."))


def test_the_example_is_drawn_in_metres_with_shared_borders(example_monitor):
    picture = build_map_picture(example_monitor(2024), "reach_share")
    points = np.array([point for area in picture.areas for ring in area.rings for point in ring])
    assert points[:, 0].min() > 100_000 and points[:, 1].min() > 450_000, "metres of RD"
    sides = Counter(
        frozenset(side)
        for area in picture.areas
        for ring in area.rings
        for side in zip(ring, (*ring[1:], ring[0]), strict=True)
    )
    assert set(sides.values()) == {1, 2}
    assert sum(count == 2 for count in sides.values()) > 40, "what two wijken share has the same points in both"


def test_the_simple_shapes_keep_their_area(example_monitor):
    monitor = example_monitor(2024)
    picture = build_map_picture(monitor, "reach_share")
    whole = dict(zip(monitor.shapes.frame.index, shapely.area(monitor.shapes.shapes), strict=True))
    for area in picture.areas:
        drawn = (
            shapely.Polygon(area.rings[0], area.rings[1:]) if len(area.rings) > 1 else shapely.Polygon(area.rings[0])
        )
        assert drawn.area == pytest.approx(whole[area.code], rel=0.02)


def test_a_hole_and_an_island_stay():
    monitor = monitor_of([10, 20], [1, 1], children=[800, 900])
    around = shapely.box(0, 0, 4000, 4000).difference(shapely.box(1000, 1000, 2000, 2000))
    shapes = np.array([shapely.union(around, shapely.box(5000, 0, 6000, 1000)), shapely.box(1000, 1000, 2000, 2000)])
    table = replace(monitor.shapes, shapes=shapes)
    picture = build_map_picture(replace(monitor, shapes=table), "reach_share")
    assert [len(area.rings) for area in picture.areas] == [3, 1]


def test_without_borders_there_is_no_map():
    monitor = monitor_of()
    assert build_map_picture(replace(monitor, shapes=None, drawn=frozenset()), "reach_share") is None
    assert build_map_picture(replace(monitor, drawn=frozenset()), "reach_share") is None


def test_only_wijken_whose_borders_hold_are_drawn_and_the_chosen_ones_are_named():
    monitor = replace(monitor_of(), drawn=frozenset(WIJKEN[:2]))
    picture = build_map_picture(monitor, "children_count", [WIJKEN[1]])
    assert [(area.code, area.chosen) for area in picture.areas] == [(WIJKEN[0], False), (WIJKEN[1], True)]
    assert picture.areas[1].named


def test_what_has_no_figure_has_no_class_and_its_own_line_in_the_legend():
    picture = build_map_picture(monitor_of([66, Status.UNKNOWN, 90]), "reach_share")
    assert picture.areas[1].klass is None and picture.areas[1].text == "onbekend"
    assert picture.absent_legend == ((int(Status.UNKNOWN), "onbekend"),)
    nothing = build_map_picture(monitor_of([Status.UNKNOWN] * 3), "reach_share")
    assert nothing.legend == ()
