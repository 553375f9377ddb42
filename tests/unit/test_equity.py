"""Concentration and Hoover: METHOD 3's hand example, and what is left out."""

import pandas as pd
import pytest

from kinderwerk_stats.analysis.coverage import Norm, compute_coverage
from kinderwerk_stats.analysis.equity import (
    compute_concentration,
    compute_equity,
    compute_misplacement,
    compute_progressivity,
)
from tests.builders import SHARE, coverage_input

WIJKEN = ["WK990001", "WK990002", "WK990003", "WK990004"]


def series(*values):
    return pd.Series(values, index=WIJKEN[: len(values)], dtype=float)


NEED = series(1, 2, 3, 4)
CHILDREN = series(100, 100, 100, 100)


def test_the_hand_example_of_the_method():
    found = compute_concentration(series(0.1, 0.1, 0.2, 0.4), CHILDREN, NEED, bounded=True)
    assert found.index == pytest.approx(0.3125, abs=1e-12)
    assert found.wagstaff == pytest.approx(0.390625, abs=1e-12)
    assert found.erreygers == pytest.approx(0.25, abs=1e-12)
    assert found.mean == pytest.approx(0.2)
    assert compute_concentration(NEED, CHILDREN, NEED).index == pytest.approx(0.25, abs=1e-12)


def test_the_misplaced_fte_of_the_hand_example():
    found = compute_misplacement(series(1, 0.5, 0.5, 2), NEED * CHILDREN)
    assert found.hoover == pytest.approx(0.25, abs=1e-12)
    assert found.misplaced_fte == pytest.approx(1.0, abs=1e-12)
    assert found.total_fte == 4
    assert found.fair_fte == pytest.approx(dict(zip(WIJKEN, (0.4, 0.8, 1.2, 1.6), strict=True)))


def test_fte_that_follows_need_less_than_need_itself_is_below_zero():
    fte = compute_concentration(series(1, 0.5, 0.5, 2) / 100, CHILDREN, NEED)
    assert compute_progressivity(fte, compute_concentration(NEED, CHILDREN, NEED)) == pytest.approx(0.1875 - 0.25)


def test_wijken_of_other_sets_are_not_compared():
    need = compute_concentration(NEED, CHILDREN, NEED)
    fte = compute_concentration(series(1, 2, 3, float("nan")), CHILDREN, NEED)
    with pytest.raises(ValueError, match="different wijken"):
        compute_progressivity(fte, need)


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [0, 2, 1, 3], [3, 2, 1, 0]])
def test_wijken_of_equal_need_are_pooled(order):
    """METHOD 3: with the tie broken by row order C is one of two numbers; pooled it is one."""
    need, reach = series(1, 2, 2, 3), series(0.1, 0.4, 0.0, 0.2)
    rows = [WIJKEN[place] for place in order]
    found = compute_concentration(reach[rows], CHILDREN[rows], need[rows])
    assert found.index == compute_concentration(reach, CHILDREN, need).index
    assert [point.wijken for point in found.curve] == [(), (WIJKEN[0],), (WIJKEN[1], WIJKEN[2]), (WIJKEN[3],)]


def test_need_that_differs_by_the_rounding_of_floats_is_equal():
    found = compute_concentration(series(0.1, 0.2, 0.3), series(9, 9, 9), series(0.1 + 0.2, 0.3, 0.5))
    assert len(found.curve) == 3


def test_the_curve_begins_in_nothing_and_ends_in_all():
    curve = compute_concentration(series(0.1, 0.1, 0.2, 0.4), series(10, 30, 40, 20), NEED).curve
    assert (curve[0].children_share, curve[0].outcome_share) == (0, 0)
    assert (curve[-1].children_share, curve[-1].outcome_share) == (1, 1)
    assert [round(point.children_share, 6) for point in curve] == [0, 0.1, 0.4, 0.8, 1]


def test_a_wijk_without_a_figure_is_left_out_and_named():
    found = compute_concentration(series(0.1, float("nan"), 0.2, 0.4), series(100, 100, 0, 100), NEED)
    assert found.left_out == (WIJKEN[1], WIJKEN[2])
    assert found.used == (WIJKEN[0], WIJKEN[3])
    placed = compute_misplacement(series(1, float("nan"), 1), series(1, 1, 1))
    assert placed.left_out == (WIJKEN[1],)
    assert placed.hoover == 0
    assert placed.total_fte == 2


@pytest.mark.parametrize(
    ("outcome", "need"),
    [((0, 0, 0), (1, 2, 3)), ((1, 2, 3), (2, 2, 2)), ((1, float("nan"), float("nan")), (1, 2, 3))],
)
def test_there_is_no_index_without_an_outcome_or_without_differences_in_need(outcome, need):
    assert compute_concentration(series(*outcome), series(5, 5, 5), series(*need)) is None


@pytest.mark.parametrize(("fte", "need"), [((0, 0), (1, 2)), ((1, 2), (0, 0)), ((), ())])
def test_there_is_no_misplacement_without_fte_or_need(fte, need):
    assert compute_misplacement(series(*fte), series(*need)) is None


def test_a_share_above_one_has_no_bounded_index():
    found = compute_concentration(series(0.5, 1.2), series(10, 10), series(1, 2), bounded=True)
    assert found.erreygers is None
    assert found.wagstaff is None
    everybody = compute_concentration(series(1, 1), series(10, 10), series(1, 2), bounded=True)
    assert everybody.wagstaff is None
    assert everybody.erreygers == pytest.approx(0)


def coverage_of(children, reached, fte):
    return compute_coverage(coverage_input([n / SHARE for n in children], reached, fte), Norm())


def test_a_gemeente_beside_its_need():
    """METHOD 3's four wijken as a gemeente."""
    coverage = coverage_of([100] * 4, [10, 10, 20, 40], [1, 0.5, 0.5, 2])
    need = pd.Series([1.0, 2, 3, 4], index=coverage.values.index)
    found = compute_equity(coverage, need, need)
    assert found.reach.index == pytest.approx(0.3125)
    assert found.misplacement.misplaced_fte == pytest.approx(1)
    assert found.progressivity == pytest.approx(found.fte.index - found.need.index) == pytest.approx(-0.0625)


def test_children_that_weigh_the_same_still_live_in_wijken_that_differ():
    coverage = coverage_of([100] * 4, [10, 10, 20, 40], [1, 0.5, 0.5, 2])
    index = coverage.values.index
    found = compute_equity(coverage, pd.Series(1.0, index=index), pd.Series([1.0, 2, 3, 4], index=index))
    assert found.reach.index == pytest.approx(0.3125)
    assert found.need.index == pytest.approx(0)
    assert found.progressivity == pytest.approx(found.fte.index)


def test_hidden_reach_is_left_out_of_reach_only():
    coverage = coverage_of([100, 100, 100, 100], [3, 10, 20, 40], [1, 0.5, 0.5, 2])
    need = pd.Series([1.0, 2, 3, float("nan")], index=coverage.values.index)
    found = compute_equity(coverage, need, need)
    # The second is hidden to protect the first, the fourth has no need: one wijk is no distribution.
    assert found.reach is None
    assert found.fte.used == found.need.used == ("WK900101", "WK900102", "WK900103")
    assert found.misplacement.left_out == ("WK900104",)


@pytest.mark.parametrize("small", [1, 2, 3, 4])
def test_nothing_depends_on_a_hidden_count(small):
    coverage = coverage_of([300, 300, 300, 300, 300], [small, 10, 20, 40, 60], [1, 0.5, 0.5, 2, 1])
    need = pd.Series([1.0, 2, 3, 4, 5], index=coverage.values.index)
    # The other hidden wijk makes up for it: the total that everybody sees stays the same.
    again = coverage_of([300] * 5, [2, 8 + small, 20, 40, 60], [1, 0.5, 0.5, 2, 1])
    assert coverage.values["reached_count"].isna().equals(again.values["reached_count"].isna())
    assert compute_equity(coverage, need, need) == compute_equity(again, need, need)
    assert "WK900101" in compute_equity(coverage, need, need).reach.left_out


def test_a_gemeente_without_fte_or_differences_in_need():
    coverage = coverage_of([100, 100], [10, 20], [0, 0])
    same = pd.Series([1.0, 1.0], index=coverage.values.index)
    found = compute_equity(coverage, same, same)
    assert (found.reach, found.fte, found.progressivity, found.misplacement) == (None, None, None, None)


def test_wrong_input_is_refused():
    with pytest.raises(ValueError, match="another index"):
        compute_concentration(series(1, 2), series(1), series(1, 2))
    with pytest.raises(ValueError, match="below 0"):
        compute_misplacement(series(1, -2), series(1, 2))
    twice = pd.Series([1.0, 2.0], index=["WK990001", "WK990001"])
    with pytest.raises(ValueError, match="more than once"):
        compute_misplacement(twice, twice)
