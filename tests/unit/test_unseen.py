"""What a sum leaves out, and what it can be: against every combination of values, counted out."""

from itertools import product
from math import inf, isnan

import pandas as pd
import pytest

from kinderwerk_stats.analysis.coverage import CoverageInput, Norm, compute_coverage
from kinderwerk_stats.analysis.equity import bound_concentration, compute_concentration, compute_equity
from kinderwerk_stats.analysis.unseen import bound_mean
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.status import Status
from tests.builders import coverage_input

CODES = [f"WK9001{number:02d}" for number in range(1, 6)]
CASES = [
    ([-1.0, 0.0, 1.0], [10, 10, 0], [10, 10, 3]),
    ([-0.8, -0.3, 0.1, 0.9], [0, 4, 0, 2], [3, 4, 3, 2]),
    ([0.5, 0.5, -0.5], [0, 0, 0], [2, 1, 3]),
    ([0.2], [0], [4]),
    ([-0.6, 0.7], [3, 0], [3, 0]),
]


@pytest.mark.parametrize(("scores", "low", "high"), CASES)
def test_the_bounds_are_those_of_every_combination(scores, low, high):
    means = [
        sum(c * u for c, u in zip(scores, counts, strict=True)) / sum(counts)
        for counts in product(*(range(a, b + 1) for a, b in zip(low, high, strict=True)))
        if sum(counts)
    ]
    assert bound_mean(scores, low, high) == pytest.approx((min(means), max(means)))


def test_any_number_reaches_as_far_as_its_score_and_nothing_at_all_has_no_bounds():
    assert bound_mean([-1.0, 0.5], [10, 0], [10, inf]) == pytest.approx((-1.0, 0.5))
    assert all(isnan(end) for end in bound_mean([-1.0, 0.5], [0, 0], [0, 0]))


def test_concentration_lies_within_its_bounds_whatever_the_hidden_counts_are():
    children = pd.Series([300.0, 200, 400, 100, 250], CODES)
    need = pd.Series([1.0, 2, 2, 3, 5], CODES)
    counts = pd.Series([60, float("nan"), 40, 20, float("nan")], CODES)
    most = pd.Series({CODES[1]: 6.0, CODES[4]: 4.0})
    found = bound_concentration(counts, most.reindex(CODES), children, need)
    assert found.wijken == (CODES[1], CODES[4])
    indices, halves = [], []
    for second, last in product(range(7), range(5)):
        all_counts = counts.fillna(pd.Series({CODES[1]: second, CODES[4]: last}))
        one = compute_concentration(all_counts / children, children, need)
        indices.append(one.index)
        halves.append(1 - one.outcome_share_at(0.5))
    assert found.index == pytest.approx((min(indices), max(indices)))
    assert found.needy_half == pytest.approx((min(halves), max(halves)))


def test_nothing_unseen_has_no_bounds():
    children, need = pd.Series(100.0, CODES), pd.Series(range(5), CODES, dtype=float)
    assert bound_concentration(pd.Series(1.0, CODES), pd.Series(inf, CODES), children, need) is None


def coverage_of(reached, *, norm=None, total=None, children=300, flags=(), doubles=None):
    size = len(reached)
    given = coverage_input([children] * size, reached, [1.0] * size, total_bereik=total or {})
    changed = {name: getattr(given, name) for name in given.__dataclass_fields__}
    changed |= {"doubles": doubles, "total_flags": (*given.total_flags, *flags)}
    return compute_coverage(CoverageInput(**changed), norm or Norm())


@pytest.mark.parametrize(
    ("options", "most"),
    [
        # The sum of the wijken is published: two that are hidden have 3 + 10 together.
        ({}, 13),
        # A total that counts each child once says no more than that no wijk has more than it.
        ({"total": {"reached_count": 100}}, 100),
        ({"total": {"reached_count": 100}, "doubles": True}, 100),
        # Who counts a child where it lives counts it in one wijk.
        ({"total": {"reached_count": 115}, "doubles": False}, 15),
        # Of other ages there can be more than live there, of those whose number is known.
        ({"flags": (Flag.BEREIK_ANDERE_LEEFTIJD,)}, 13),
    ],
)
def test_a_hidden_count_is_bound_by_what_is_published(options, most):
    coverage = coverage_of([3, 10, 40, 60], **options)
    assert coverage.most_unseen == {"WK900101": most, "WK900102": most}


def test_without_a_total_a_hidden_count_can_be_all_children_who_live_there():
    coverage = coverage_of([3, 10, None, 60])
    assert not coverage.totals["reached_count"].known
    assert coverage.most_unseen == {
        code: coverage.cells[code]["children_high"].value for code in ("WK900101", "WK900103")
    }
    other = coverage_of([3, 10, None, 60], flags=(Flag.BEREIK_ANDERE_LEEFTIJD,))
    assert set(other.most_unseen.values()) == {inf}


def test_a_sum_without_a_hidden_wijk_is_at_least_that_has_no_interval_and_names_it():
    coverage = coverage_of([3, 10, 40, 60], norm=Norm(reach_share=0.5))
    total = coverage.totals["gap_children_count"]
    shown = [cells["gap_children_count"] for cells in coverage.cells.values() if cells["gap_children_count"].known]
    assert total.at_least and total.value == pytest.approx(sum(figure.value for figure in shown))
    assert not coverage.totals["gap_children_low"].known and not coverage.totals["gap_children_high"].known
    assert coverage.left_out == {"gap_children_count": ("WK900101", "WK900102"), "gap_fte": ()}
    assert Flag.GAP_CHILDREN_ZONDER_WIJKEN_ZONDER_CIJFER in coverage.total_flags
    whole = coverage_of([30, 10, 40, 60], norm=Norm(reach_share=0.5))
    assert not whole.totals["gap_children_count"].at_least and whole.totals["gap_children_high"].known
    assert whole.left_out["gap_children_count"] == ()


def test_unless_each_counts_where_it_lives_the_wijken_together_are_at_least_the_largest_of_them():
    # METHOD 1.4: the 10 can be among the 60, unless a child counts in the wijk where it lives and nowhere else.
    assert coverage_of([3, 10, None, 60], doubles=False).reached_at_least == 70
    assert coverage_of([3, 10, None, 60], doubles=True).reached_at_least == 60
    assert coverage_of([3, 10, None, 60]).reached_at_least == 60
    assert coverage_of([3, 3, None, None]).reached_at_least == 0


def test_a_table_says_at_least_how_many_children_are_reached_where_the_total_is_not_known():
    coverage = coverage_of([3, 10, None, 60], doubles=False)
    assert coverage.shown_totals["reached_count"] == (70, Status.KNOWN, True)
    assert not coverage.shown_totals["reach_share"].known
    known = coverage_of([30, 10, 40, 60])
    assert known.shown_totals == known.totals
    at_location = coverage_of([3, 10, None, 60], flags=(Flag.BEREIK_OP_LOCATIE,))
    assert not at_location.shown_totals["reached_count"].known


def test_fte_that_is_not_known_leaves_nothing_to_say_of_where_it_is():
    coverage = coverage_of([30, 10, 40, 60])
    need = pd.Series([1.0, 2, 3, 4], coverage.values.index)
    assert compute_equity(coverage, need, need).misplacement is not None
    absent = coverage_input([300.0] * 4, [30, 10, 40, 60], [1.0, float("nan"), 1.0, 1.0])
    found = compute_equity(compute_coverage(absent, Norm()), need, need)
    assert (found.misplacement, found.progressivity) == (None, None)
    assert found.fte_unseen.wijken == ("WK900102",)
    assert found.fte_unseen.index[0] < found.fte.index < found.fte_unseen.index[1]


def test_a_total_of_fte_that_leaves_nothing_says_what_is_there():
    size = 4
    given = coverage_input([300.0] * size, [30, 10, 40, 60], [1.0, float("nan"), 2.0, 1.0],
                           total_bereik={"kinderwerker_fte": 4.0})  # fmt: skip
    need = pd.Series([1.0, 2, 3, 4], given.children.index)
    found = compute_equity(compute_coverage(given, Norm()), need, need)
    assert found.fte_unseen is None and found.misplacement is not None
    assert found.misplacement.total_fte == 4.0 and found.misplacement.left_out == ()
    more = coverage_input([300.0] * size, [30, 10, 40, 60], [1.0, float("nan"), 2.0, 1.0],
                          total_bereik={"kinderwerker_fte": 4.5})  # fmt: skip
    found = compute_equity(compute_coverage(more, Norm()), need, need)
    assert found.misplacement is None and found.fte_unseen.wijken == ("WK900102",)
