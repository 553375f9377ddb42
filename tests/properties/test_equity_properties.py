"""What holds for equity, funnel, change, peers and re-allocation whatever the figures are."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kinderwerk_stats.analysis.change import compute_change
from kinderwerk_stats.analysis.coverage import Norm, compute_coverage
from kinderwerk_stats.analysis.equity import compute_concentration, compute_misplacement
from kinderwerk_stats.analysis.funnel import compute_funnel
from kinderwerk_stats.analysis.nearest import find_peers, scale_figures
from kinderwerk_stats.analysis.reallocate import reallocate_amounts, weigh
from kinderwerk_stats.analysis.wilson import compute_wilson
from tests.builders import coverage_input
from tests.reallocations import pairs

WIJK = st.tuples(
    st.integers(0, 6).map(float),
    st.integers(1, 2000).map(float),
    st.integers(0, 100).map(lambda percent: percent / 100),
)
WIJKEN = st.lists(WIJK, min_size=2, max_size=10)
MAYBE = st.one_of(st.floats(-50, 50).map(lambda value: round(value, 3)), st.just(math.nan))


def columns(wijken, order=None):
    """Return need, children and reach with codes; `order` gives the same wijken in other rows under other codes."""
    places = range(len(wijken)) if order is None else order
    index = [f"WK9001{place:02d}" for place in places]
    rows = [wijken[place] for place in places]
    return [pd.Series(column, index, dtype=float) for column in zip(*rows, strict=True)]


def concentration(wijken, order=None, *, names=None, unit=1.0, times=1.0, need_unit=1.0):
    need, children, reach = columns(wijken, order)
    if names is not None:
        for series in (need, children, reach):
            series.index = [names[code] for code in series.index]
    return compute_concentration(reach * unit, children * times, need * need_unit)


@given(WIJKEN, st.randoms(use_true_random=False))
def test_order_names_and_units_do_not_matter_for_concentration(wijken, random):
    found = concentration(wijken)
    assume(found is not None)
    order = list(range(len(wijken)))
    random.shuffle(order)
    names = {f"WK9001{place:02d}": f"Wijk {new}" for new, place in enumerate(order)}
    for other in (
        concentration(wijken, order),
        concentration(wijken, order, names=names),
        concentration(wijken, unit=1000.0),
        concentration(wijken, times=7.0),
        concentration(wijken, need_unit=1e-7),
    ):
        assert other.index == pytest.approx(found.index, abs=1e-9)


@given(WIJKEN)
def test_concentration_stays_within_its_bounds_and_turns_with_need(wijken):
    found = concentration(wijken)
    assume(found is not None)
    assert -1 <= found.index <= 1
    turned = concentration([(-need, children, reach) for need, children, reach in wijken])
    assert turned.index == pytest.approx(-found.index, abs=1e-9)
    shares = [(point.children_share, point.outcome_share) for point in found.curve]
    assert shares == sorted(shares)


@given(WIJKEN)
def test_a_wijk_split_in_two_alike_halves_changes_nothing(wijken):
    found = concentration(wijken)
    assume(found is not None)
    need, children, reach = wijken[0]
    halves = [(need, children / 2, reach), (need, children / 2, reach), *wijken[1:]]
    assert concentration(halves).index == pytest.approx(found.index, abs=1e-9)


@given(WIJKEN)
def test_more_for_the_neediest_never_lowers_the_index(wijken):
    found = concentration(wijken)
    assume(found is not None)
    most = max(need for need, _, _ in wijken)
    more = [(need, n, reach + 0.1 if need == most else reach) for need, n, reach in wijken]
    assert concentration(more).index >= found.index - 1e-9


@given(WIJKEN, st.randoms(use_true_random=False))
def test_order_and_units_do_not_matter_for_hoover(wijken, random):
    need, children, fte = columns(wijken)
    found = compute_misplacement(fte, children * (need + 1))
    assume(found is not None)
    order = list(need.index)
    random.shuffle(order)
    other = compute_misplacement(fte[order], (children * (need + 1))[order] * 3.5)
    assert other.hoover == pytest.approx(found.hoover, abs=1e-9)
    assert 0 <= found.hoover < 1
    assert sum(found.fair_fte.values()) == pytest.approx(found.total_fte)
    assert compute_misplacement(pd.Series(found.fair_fte), children * (need + 1)).hoover == pytest.approx(0, abs=1e-9)


@given(st.integers(1, 5000), st.integers(0, 5000), st.floats(0.5, 4))
def test_wilson_holds_the_share(total, count, z):
    assume(count <= total)
    low, high = compute_wilson(count, total, z)
    assert 0 <= low <= count / total + 1e-12
    assert count / total - 1e-12 <= high <= 1


@given(*[st.integers(1, 800)] * 2, *[st.floats(0, 1)] * 2)
def test_a_change_holds_its_difference_and_turns_with_the_years(first_total, second_total, first, second):
    counts = round(first * first_total), first_total, round(second * second_total), second_total
    found, back = compute_change(*counts), compute_change(*counts[2:], *counts[:2])
    assert found.low - 1e-12 <= found.difference <= found.high + 1e-12
    assert (back.low, back.high) == pytest.approx((-found.high, -found.low))
    opposite = {"hoger": "lager", "lager": "hoger"}
    assert back.verdict == opposite.get(found.verdict, found.verdict)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 300)), min_size=2, max_size=14))
def test_the_funnel_takes_each_wijk_once_and_shows_no_small_count(wijken):
    children = [n * 5.0 for n, _ in wijken]
    coverage = compute_coverage(coverage_input(children, [u for _, u in wijken], [1.0] * len(wijken)), Norm())
    found = compute_funnel(coverage)
    assume(found is not None)
    out = [code for codes in found.left_out.values() for code in codes]
    assert sorted([*(dot.wijk_code for dot in found.dots), *out]) == sorted(coverage.cells)
    assert not any(0 < dot.reached < 5 for dot in found.dots)
    for limit in found.limits:
        assert 0 <= limit.low_998 <= limit.low_95 <= limit.high_95 <= limit.high_998 <= 1


FIGURES = st.integers(3, 12).flatmap(
    lambda rows: st.lists(st.tuples(MAYBE, MAYBE, MAYBE), min_size=rows, max_size=rows)
)


def peers_of(figures, index, chosen=0):
    frame = pd.DataFrame(figures, index=index, columns=list("abc"))
    return find_peers(scale_figures(frame, pd.Series(True, index=frame.index)), index[chosen])


@given(FIGURES, st.randoms(use_true_random=False))
def test_order_and_units_do_not_matter_for_peers(figures, random):
    index = [f"WK9001{place:02d}" for place in range(len(figures))]
    found = peers_of(figures, index)
    order = list(range(len(figures)))
    random.shuffle(order)
    shuffled = peers_of([figures[place] for place in order], [index[place] for place in order], order.index(0))
    other_units = peers_of([(a * 1000, b / 7 + 3, c) for a, b, c in figures], index)
    for other in (shuffled, other_units):
        assert sorted(peer.distance for peer in other.peers) == pytest.approx(
            sorted(peer.distance for peer in found.peers), abs=1e-6
        )


@given(FIGURES)
def test_a_missing_figure_is_never_a_likeness(figures):
    index = [f"WK9001{place:02d}" for place in range(len(figures))]
    frame = pd.DataFrame(figures, index=index, columns=list("abc"))
    found = peers_of(figures, index)
    for peer in found.peers:
        assert frame.loc[peer.code, list(found.indicators)].notna().all()
    assert found.compared + found.incomplete == (len(figures) - 1 if found.indicators else found.incomplete)
    assert all(np.isfinite(peer.distance) for peer in found.peers)


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.sampled_from("ABD"), st.integers(1, 50)),
        min_size=1,
        max_size=9,
        unique_by=lambda row: row[:2],
    ),
    st.lists(st.integers(0, 900).map(float), min_size=3, max_size=3),
)
def test_no_child_is_lost_or_made_by_spreading(rows, counts):
    reallocation = weigh(pairs(*rows))
    amounts = pd.DataFrame({"children": counts}, index=list("ABC"))
    spread = reallocate_amounts(amounts, reallocation)
    concerned = sorted({old for old, _, _ in rows})
    assert spread["children"].sum() == pytest.approx(amounts.loc[concerned, "children"].sum())
    assert (spread["children"] >= 0).all()
    assert all(0 < share <= 1 for share in reallocation.main_share.values())
