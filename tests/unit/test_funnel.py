"""The funnel: limits, spread between wijken, and which wijken take part."""

import math

import pytest

from kinderwerk_stats.analysis.coverage import Norm, compute_coverage
from kinderwerk_stats.analysis.funnel import (
    compute_dispersion,
    compute_funnel,
    compute_funnel_limit,
)
from kinderwerk_stats.analysis.wilson import Z_95, Z_998
from tests.builders import SHARE, coverage_input


def funnel(children, reached):
    fte = [0.5] * len(children)
    return compute_funnel(compute_coverage(coverage_input([n / SHARE for n in children], reached, fte), Norm()))


def test_the_limits_are_where_chance_ends():
    """Half a child wider than 1.96 standard errors, and moved up: more is further from 20 % by chance than less."""
    low, high = compute_funnel_limit(0.2, 400, Z_95)
    step = 0.6 / (0.2 * 0.8 * 400) ** 0.5 * 0.02 * (Z_95**2 - 1) / 6
    margin = Z_95 * 0.02 + 0.5 / 400
    assert (low, high) == pytest.approx((0.2 - margin + step, 0.2 + margin + step))
    assert compute_funnel_limit(0.01, 10, Z_998)[0] == 0
    assert compute_funnel_limit(0.99, 10, Z_998)[1] == 1


def test_doubt_about_the_children_widens_the_limits():
    sure, unsure = (compute_funnel_limit(0.5, 2000, Z_95, cv) for cv in (0.0, 0.03))
    assert unsure[0] < sure[0] < sure[1] < unsure[1]


@pytest.mark.parametrize("expected", [0.001, 0.02, 0.1, 0.5, 1.0, 3.0])
def test_nobody_reached_is_not_low_where_hardly_anybody_is_expected(expected):
    for z in (Z_95, Z_998):
        low, high = compute_funnel_limit(expected / 50, 50, z)
        assert low == 0
        assert high > expected / 50
        assert compute_funnel_limit(1 - expected / 50, 50, z)[1] == 1


@pytest.mark.parametrize(
    ("share", "group"),
    [(0.1, "ver_onder"), (0.155, "onder"), (0.2, "binnen"), (0.245, "boven"), (0.3, "ver_boven")],
)
def test_a_wijk_lies_inside_or_outside(share, group):
    """Nine wijken are too few for the spread; the ninth is small beside the others, so the average stays 20 %."""
    found = funnel([40000] * 8 + [400], [8000] * 8 + [share * 400])
    assert found.average == pytest.approx(0.2, abs=2e-4)
    assert found.dots[-1].group == group
    assert found.dispersion is None


def test_what_chance_can_do_is_no_spread():
    found = compute_dispersion([200, 208, 192, 195, 205, 199, 201, 210, 190, 203], [1000] * 10)
    assert found.phi < 1
    assert found.tau_squared == 0
    assert not found.beyond_chance


def test_doubt_about_the_children_is_no_spread():
    reached = [200, 260, 140, 150, 250, 190, 210, 280, 120, 200]
    assert compute_dispersion(reached, [1000] * 10).beyond_chance
    assert not compute_dispersion(reached, [1000] * 10, [0.25] * 10).beyond_chance


def test_spread_that_is_more_than_chance_leaves_the_limits_where_chance_ends():
    """Also where all wijken differ, it is said which of them are lower than chance allows."""
    found = funnel([1000] * 10, [0, 120, 400, 300, 150, 250, 90, 350, 210, 180])
    assert found.dispersion.beyond_chance
    assert found.dots[0].group == "ver_onder"
    assert found.dots[2].group == "ver_boven"
    assert found.codes_in("ver_onder") == [found.dots[place].wijk_code for place in (0, 1, 4, 6)]


def test_the_limits_pass_through_each_wijk_and_carry_its_doubt():
    found = funnel([200, 1000, 4000], [40, 200, 800])
    at = {limit.children: limit for limit in found.limits}
    for dot in found.dots:
        cv = (dot.share / dot.low - 1) / Z_95
        assert at[dot.children].high_95 == pytest.approx(compute_funnel_limit(0.2, dot.children, Z_95, cv)[1])


def test_doubt_that_all_wijken_share_sets_none_apart():
    coverage = compute_coverage(coverage_input([1000, 1000], [200, 210], [1, 1]), Norm())
    apart, together = (compute_funnel(coverage, shared).limits[0] for shared in (0.0, 0.03))
    assert apart.low_95 < together.low_95


def test_nine_wijken_are_too_few_for_the_spread():
    assert compute_dispersion([50, 120, 400, 300, 150, 250, 90, 350, 210], [1000] * 9) is None
    assert compute_dispersion([0] * 10, [1000] * 10) is None
    assert compute_dispersion([], []) is None


def test_wijken_that_cannot_take_part_are_named_with_the_reason():
    found = funnel([500, 500, 20, 500, 500, 500], [100, math.nan, 5, 3, 600, 90])
    assert [dot.wijk_code for dot in found.dots] == ["WK900101", "WK900106"]
    assert found.left_out == {
        "onbekend": ("WK900102",),
        "te_weinig_kinderen": ("WK900103",),
        "onderdrukt": ("WK900104",),
        "boven_100": ("WK900105",),
    }


def test_a_hidden_count_changes_nothing_that_is_drawn():
    """Whatever stands in a hidden cell, average, limits and dots are the same."""
    drawn = {repr(funnel([500, 400, 500, 600, 500], [100, 80, small, 150, 90])) for small in (1, 2, 3, 4)}
    assert len(drawn) == 1


def test_there_is_no_funnel_of_one_wijk_or_of_nobody():
    assert funnel([500], [100]) is None
    assert funnel([500, 500], [0, 0]) is None


def test_the_dots_carry_the_interval_of_the_children():
    dot = funnel([500, 500], [100, 150]).dots[0]
    assert dot.low < dot.share < dot.high
    assert math.isclose(dot.share, 0.2)
