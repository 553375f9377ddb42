"""What holds for coverage whatever the figures are."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from kinderwerk_stats.analysis.coverage import Norm, compute_coverage
from kinderwerk_stats.model.status import Status
from tests.builders import coverage_input

WIJKEN = st.lists(
    st.tuples(
        st.integers(0, 800).map(lambda fives: fives * 5.0),
        st.one_of(st.integers(0, 900).map(float), st.just(float("nan"))),
        st.one_of(st.integers(0, 60).map(lambda tenths: tenths / 10), st.just(float("nan"))),
    ),
    min_size=1,
    max_size=12,
)
NORM = Norm(children_per_fte=700, reach_share=0.25)


def compute(wijken, norm=NORM):
    return compute_coverage(coverage_input(*map(list, zip(*wijken, strict=True))), norm)


@given(WIJKEN)
def test_a_value_stands_exactly_where_the_status_is_known(wijken):
    coverage = compute(wijken)
    assert ((coverage.status == Status.KNOWN) == coverage.values.notna()).all(axis=None)


@given(WIJKEN)
def test_no_small_count_is_ever_shown(wijken):
    shown = compute(wijken).values["reached_count"]
    assert not shown.between(1, 4).any()


@given(WIJKEN)
def test_intervals_hold_their_value_and_gaps_are_never_negative(wijken):
    values = compute(wijken).values
    for low, middle, high in (
        ("children_low", "children_count", "children_high"),
        ("reach_low", "reach_share", "reach_high"),
        ("children_per_fte_low", "children_per_fte", "children_per_fte_high"),
    ):
        rows = values[[low, middle, high]].dropna()
        assert (rows[low] <= rows[middle]).all()
        assert (rows[middle] <= rows[high]).all()
    assert not (values[["gap_children_count", "gap_fte"]] < 0).any(axis=None)


@given(WIJKEN, st.randoms(use_true_random=False))
def test_the_order_of_the_wijken_does_not_matter(wijken, random):
    given_input = coverage_input(*map(list, zip(*wijken, strict=True)))
    order = list(given_input.children.index)
    random.shuffle(order)
    shuffled = type(given_input)(
        children=given_input.children.loc[order],
        children_status=given_input.children_status.loc[order],
        bereik=given_input.bereik.loc[order],
        bereik_status=given_input.bereik_status.loc[order],
        total_children=given_input.total_children,
    )
    first, second = compute_coverage(given_input, NORM), compute_coverage(shuffled, NORM)
    pd.testing.assert_frame_equal(first.values, second.values.loc[first.values.index])
    pd.testing.assert_frame_equal(first.status, second.status.loc[first.status.index])


@given(WIJKEN)
def test_the_input_is_not_changed(wijken):
    given_input = coverage_input(*map(list, zip(*wijken, strict=True)))
    before = given_input.bereik.copy(), given_input.children.copy()
    compute_coverage(given_input, NORM)
    pd.testing.assert_frame_equal(given_input.bereik, before[0])
    pd.testing.assert_frame_equal(given_input.children, before[1])
