"""Class limits that a person can say, and labels that say what the classes are."""

import math
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.palette import DARK, LIGHT
from kinderwerk_stats.text.classes import CLASS_COUNT, build_classes, classes_of
from kinderwerk_stats.text.numbers import format_number
from tests.builders import monitor_of

ROOT = Path(__file__).parents[2]

REACH, CHILDREN, FTE = (INDICATORS[name] for name in ("reach_share", "children_count", "kinderwerker_fte"))
COVERAGE = [name for name, indicator in INDICATORS.items() if indicator.group == "dekking"]
NAMES = [*COVERAGE, "kinderwerker_fte", "reached_count", "kinderwerkers_count"]
figures = st.lists(st.floats(0, 3) | st.floats(0, 100) | st.floats(0, 50_000), max_size=60)


@pytest.mark.parametrize(
    ("values", "indicator", "labels"),
    [
        ([0.02, 0.1, 0.17, 0.3, 1.4], REACH,
         ["minder dan 10 %", "10 tot 20 %", "20 tot 30 %", "30 tot 40 %", "40 % of meer"]),
        ([0.01, 0.03, 0.09], REACH, ["minder dan 1 %", "1 tot 2 %", "2 tot 3 %", "3 tot 4 %", "4 % of meer"]),
        ([0.04, 0.07, 0.09, 0.095, 0.1], REACH,
         ["minder dan 2,5 %", "2,5 tot 5,0 %", "5,0 tot 7,5 %", "7,5 tot 10,0 %", "10,0 % of meer"]),
        ([100, 480, 990, 1200, 2400], CHILDREN,
         ["minder dan 500 kinderen", "500 tot 1.000 kinderen", "1.000 tot 1.500 kinderen", "1.500 tot 2.000 kinderen",
          "2.000 kinderen of meer"]),
        ([1, 4, 8, 9, 10], CHILDREN, [
            "minder dan 5 kinderen", "5 tot 10 kinderen", "10 tot 15 kinderen", "15 tot 20 kinderen",
            "20 kinderen of meer"]),
        ([0.1, 0.4, 0.6, 0.9, 1.8], FTE, ["minder dan 0,5 fte", "0,5 tot 1,0 fte", "1,0 tot 1,5 fte", "1,5 tot 2,0 fte",
                                          "2,0 fte of meer"]),
        ([900, 2400, 3100, 9000, 9000], INDICATORS["children_per_fte"],
         ["minder dan 2.500 kinderen", "2.500 tot 5.000 kinderen", "5.000 tot 7.500 kinderen",
          "7.500 tot 10.000 kinderen", "10.000 kinderen of meer"]),
    ],
)  # fmt: skip
def test_labels(values, indicator, labels):
    assert list(build_classes(values, indicator).labels) == labels


@pytest.mark.parametrize(
    ("value", "number"), [(0, 0), (0.0999, 0), (0.1, 1), (0.2, 2), (0.3, 3), (0.3999, 3), (0.4, 4), (1.4, 4)]
)
def test_a_value_on_a_limit_belongs_to_the_class_above_it(value, number):
    assert build_classes([0.02, 0.1, 0.17, 0.3, 1.4], REACH).class_of(value) == number


@pytest.mark.parametrize("values", [[], [0.0], [0.0, 0.0, 0.0]])
def test_without_figures_or_with_zeros_only_there_are_classes_all_the_same(values):
    classes = build_classes(values, FTE)
    assert classes.labels[0] == "minder dan 0,1 fte"
    assert [classes.class_of(value) for value in values] == [0] * len(values)


@given(figures, st.sampled_from(NAMES))
def test_every_class_has_a_label_and_every_limit_is_above_the_one_before(values, name):
    classes = build_classes(values, INDICATORS[name])
    assert len(classes.labels) == CLASS_COUNT
    assert len(classes.limits) == CLASS_COUNT - 1
    assert all(0 < low < high for low, high in pairwise(classes.limits))
    assert [classes.class_of(limit) for limit in (0, *classes.limits)] == list(range(CLASS_COUNT))


@given(figures, st.sampled_from(NAMES))
def test_a_label_says_the_limit_itself_and_not_a_rounded_one(values, name):
    indicator = INDICATORS[name]
    scale = 100 if indicator.unit == "%" else 1
    classes = build_classes(values, indicator)
    said = [_parse(label) for label in classes.labels]
    limits = [pytest.approx(limit * scale, rel=1e-9) for limit in classes.limits]
    assert said == [limits[:1], limits[:2], limits[1:3], limits[2:], limits[3:]]


@given(figures, st.sampled_from(NAMES))
def test_limits_are_numbers_that_a_person_can_say(values, name):
    indicator = INDICATORS[name]
    step = build_classes(values, indicator).limits[0] * (100 if indicator.unit == "%" else 1)
    first_digits = round(step / 10 ** math.floor(math.log10(step) + 1e-9), 6)
    assert first_digits in (1, 2, 2.5, 5)
    # Children and people are whole; the unit "%" may have one decimal more than the figures themselves.
    assert math.isclose(step, float(f"{step:.{1 if indicator.unit == '%' else indicator.decimals}f}"))


@given(figures.filter(bool), st.sampled_from(NAMES))
def test_four_fifths_of_the_wijken_lie_below_the_open_class_or_on_its_limit(values, name):
    classes = build_classes(values, INDICATORS[name])
    beyond = [value for value in values if value > classes.limits[-1] * (1 + 1e-9)]
    assert len(beyond) <= math.ceil(0.2 * (len(values) - 1))


def _parse(label: str) -> list[float]:
    numbers = re.findall(r"\d[\d.]*(?:,\d+)?", label)
    assert all(format_number(_value(text), len(text.partition(",")[2])) == text for text in numbers)
    return [_value(text) for text in numbers]


def _value(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


def test_around_a_norm_the_middle_class_holds_it_and_the_first_is_worst():
    monitor = monitor_of([60, 120, 90], norm=Norm(reach_share=0.2, children_per_fte=800))
    for figure, norm in (("reach_share", 0.2), ("children_per_fte", 800)):
        classes, colours = classes_of(monitor, figure)
        assert classes.around_norm
        assert colours[classes.class_of(norm)] == 2
        worse, better = (0.3, 3) if figure == "reach_share" else (3, 0.3)
        assert (colours[classes.class_of(norm * worse)], colours[classes.class_of(norm * better)]) == (0, 4)
    assert not classes_of(monitor, "children_count")[0].around_norm
    assert not classes_of(monitor_of([60, 120, 90]), "reach_share")[0].around_norm


def test_the_map_on_screen_has_the_colours_of_the_palette_around_a_norm():
    style = (ROOT / "kinderwerk_stats" / "ui" / "assets" / "wijk_map.css").read_text("utf-8")
    found = re.findall(r"--klasse-\d: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", style)
    assert found == list(zip(LIGHT.diverging, DARK.diverging, strict=True))
    paper = re.findall(r"--klasse-\d: (#[0-9a-f]{6}) !important", style)
    assert sorted(paper) == sorted(LIGHT.diverging + LIGHT.sequential)
