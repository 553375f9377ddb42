"""The three wijken to look at first: the largest gaps that may be shown, and never by chance of order."""

import math

from kinderwerk_stats.analysis.coverage import Norm, compute_coverage
from kinderwerk_stats.analysis.priorities import order_by_children, order_by_gap, rank_groups
from tests.builders import coverage_input

NORM = Norm(reach_share=0.5, children_per_fte=500)


def test_largest_gap_first_and_equal_gaps_by_code():
    coverage = compute_coverage(coverage_input([500, 900, 900, 300], [50] * 4, [1] * 4), NORM)
    assert order_by_gap(coverage)[:3] == ["WK900102", "WK900103", "WK900101"]


def test_equal_figures_stand_by_their_children():
    coverage = compute_coverage(coverage_input([500, math.nan, 900, 900], [0] * 4, [0] * 4), NORM)
    assert order_by_children(coverage) == ["WK900103", "WK900104", "WK900101", "WK900102"]


def test_no_gap_hidden_unknown_and_nearly_empty_wijken_are_left_out():
    # 01 has no gap, 02 is a small count (03 is hidden with it), 04 is unknown, 05 has 45 children.
    given = coverage_input([500, 900, 900, 900, 45, 700], [400, 3, 30, math.nan, 5, 100], [1] * 6)
    assert order_by_gap(compute_coverage(given, NORM))[:3] == ["WK900103", "WK900106"]
    with_total = coverage_input([500, 900, 900, 700], [400, 3, 30, 100], [1] * 4)
    assert order_by_gap(compute_coverage(with_total, NORM))[:3] == ["WK900104"]


def test_groups_follow_the_interval_and_not_the_point():
    coverage = compute_coverage(coverage_input([1000, 1000, 1000], [60, 150, 155], [1, 1, 1]), NORM)
    groups = rank_groups(coverage, "reach_share")
    assert list(groups.values()) == ["lager", "hoger", "hoger"]
    close = compute_coverage(coverage_input([1000, 1000], [100, 104], [1, 1]), NORM)
    assert set(rank_groups(close, "reach_share").values()) == {"rond het gemiddelde"}
