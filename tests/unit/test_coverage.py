"""METHOD 1.1-1.6: what a wijk shows, and what it does not."""

import math

import pytest

from kinderwerk_stats.analysis.coverage import Norm, compute_coverage
from kinderwerk_stats.model.status import Status
from tests.builders import SHARE, coverage_input

NAN = math.nan
FIRST, SECOND, THIRD = "WK900101", "WK900102", "WK900103"


@pytest.mark.parametrize(
    ("n0", "status", "flag"),
    [
        (45, Status.TOO_FEW_CHILDREN, "te_weinig_kinderen"),
        (50, Status.KNOWN, "indicatief"),
        (95, Status.KNOWN, "indicatief"),
        (100, Status.KNOWN, None),
    ],
)
def test_a_rate_needs_fifty_children_and_is_certain_from_a_hundred(n0, status, flag):
    coverage = compute_coverage(coverage_input([n0, 800], [20, 100], [0.5, 1]), Norm())
    assert coverage.status.at[FIRST, "reach_share"] == status
    assert coverage.status.at[FIRST, "children_per_fte"] == status
    assert set(coverage.flags[FIRST]) == ({flag} if flag else set())
    assert coverage.values.at[FIRST, "reached_count"] == 20


def test_no_fte_is_a_word_and_never_infinity_or_zero():
    coverage = compute_coverage(coverage_input([800, 800], [0, 100], [0, 1]), Norm())
    assert math.isnan(coverage.values.at[FIRST, "children_per_fte"])
    assert coverage.status.at[FIRST, "children_per_fte"] == Status.NO_KINDERWERKER
    assert coverage.flags[FIRST] == ("geen_kinderwerker",)
    assert coverage.values.at[FIRST, "reach_share"] == 0


def test_unknown_fte_is_not_no_kinderwerker():
    coverage = compute_coverage(coverage_input([800, 800], [50, 100], [NAN, 1]), Norm(children_per_fte=400))
    assert coverage.status.at[FIRST, "children_per_fte"] == Status.UNKNOWN
    assert math.isnan(coverage.values.at[FIRST, "gap_fte"])
    assert coverage.flags[FIRST] == ("fte_onbekend",)


def test_unknown_reach_is_not_zero_and_makes_no_total():
    coverage = compute_coverage(coverage_input([800, 800], [NAN, 100], [1, 1]), Norm())
    assert coverage.status.at[FIRST, "reach_share"] == Status.UNKNOWN
    assert coverage.totals["reached_count"].status == Status.UNKNOWN
    assert coverage.reached_at_least == 100


def test_total_reach_is_the_own_deduplicated_figure_over_all_children_and_no_mean_of_rates():
    given = coverage_input(
        [1000, 200], [60, 60], [1, 1], total_children_0_14=1210, total_bereik={"reached_count": 100.0}
    )
    coverage = compute_coverage(given, Norm())
    assert coverage.totals["reach_share"].value == pytest.approx(100 / (1210 * SHARE))
    assert "bereik_is_som_van_wijken" not in coverage.total_flags


def test_a_summed_total_says_so():
    coverage = compute_coverage(coverage_input([1000, 200], [60, 60], [1, 1]), Norm())
    assert coverage.totals["reached_count"].value == 120
    assert "bereik_is_som_van_wijken" in coverage.total_flags


def test_reach_over_a_hundred_percent_stays_and_is_flagged():
    coverage = compute_coverage(coverage_input([200, 800], [150, 100], [1, 1]), Norm())
    assert coverage.values.at[FIRST, "reach_share"] == pytest.approx(1.25)
    assert coverage.flags[FIRST] == ("bereik_boven_100",)
    assert coverage.values.at[FIRST, "gap_children_count"] == 0


def test_a_surplus_is_not_netted_against_a_gap():
    coverage = compute_coverage(
        coverage_input([200, 1000], [150, 0], [1, 0]), Norm(reach_share=0.5, children_per_fte=300)
    )
    assert coverage.totals["gap_children_count"].value == pytest.approx(1000 * SHARE * 0.5)
    assert coverage.totals["gap_fte"].value == pytest.approx(1000 * SHARE / 300)


def test_without_a_norm_the_gemeente_is_the_measure_and_the_coverage_says_so():
    own = compute_coverage(coverage_input([1000, 1000], [60, 120], [1, 1]), Norm())
    set_by_user = compute_coverage(coverage_input([1000, 1000], [60, 120], [1, 1]), Norm(reach_share=0.15))
    assert own.own_norm_reach
    assert not set_by_user.own_norm_reach
    assert own.norm_reach == pytest.approx(180 / 1200)
    assert own.values.at[FIRST, "gap_children_count"] == set_by_user.values.at[FIRST, "gap_children_count"]


def test_interval_of_reach_comes_from_the_number_of_children():
    row = compute_coverage(coverage_input([600, 600], [100, 100], [1, 1]), Norm()).values.loc[FIRST]
    assert row["reach_low"] == pytest.approx(100 / row["children_high"])
    assert row["reach_high"] == pytest.approx(100 / row["children_low"])
    assert row["reach_low"] < row["reach_share"] < row["reach_high"]


@pytest.mark.parametrize(("reached", "hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_counts_of_one_to_four_are_hidden_with_all_that_follows_from_them(reached, hidden):
    coverage = compute_coverage(coverage_input([800, 800, 800], [reached, 90, 300], [1, 1, 1]), Norm(reach_share=0.2))
    for name in ("reached_count", "reach_share", "reach_low", "reach_high", "gap_children_count"):
        assert (coverage.status.at[FIRST, name] == Status.SUPPRESSED) == hidden, name
        assert math.isnan(coverage.values.at[FIRST, name]) == hidden, name
    # One hidden cell and the total would give it back: a second wijk is hidden with it.
    assert (coverage.status.at[SECOND, "reached_count"] == Status.SUPPRESSED) == hidden
    assert coverage.status.at[THIRD, "reached_count"] == Status.KNOWN


def test_hidden_comes_before_too_few_children():
    coverage = compute_coverage(coverage_input([20, 800, 800], [3, 90, 300], [0, 1, 1]), Norm())
    assert coverage.status.at[FIRST, "reach_share"] == Status.SUPPRESSED


@pytest.mark.parametrize("bad", [{"children_per_fte": 0}, {"reach_share": 0}, {"reach_share": 1.01}])
def test_a_norm_outside_its_range_is_a_programming_error(bad):
    with pytest.raises(ValueError, match=next(iter(bad))):
        Norm(**bad)
