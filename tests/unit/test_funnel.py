"""The funnel: limits, spread between wijken, and which wijken take part."""

import math

import pytest

from kinderwerk_stats.analysis.coverage import Norm, compute_coverage
from kinderwerk_stats.analysis.funnel import (
    compute_dispersion,
    compute_funnel,
    compute_funnel_limit,
    compute_wide_limit,
)
from kinderwerk_stats.analysis.wilson import Z_95, Z_998
from tests.builders import SHARE, coverage_input


def funnel(children, reached):
    fte = [0.5] * len(children)
    return compute_funnel(compute_coverage(coverage_input([n / SHARE for n in children], reached, fte), Norm()))


def test_the_limits_are_where_chance_ends():
    low, high = compute_funnel_limit(0.2, 400, Z_95)
    assert (low, high) == pytest.approx((0.2 - Z_95 * 0.02, 0.2 + Z_95 * 0.02))
    assert compute_funnel_limit(0.01, 10, Z_998)[0] == 0
    assert compute_funnel_limit(0.99, 10, Z_998)[1] == 1


def test_without_spread_between_wijken_the_wide_limits_are_the_plain_ones_on_another_scale():
    plain, wide = compute_funnel_limit(0.4, 5000, Z_95), compute_wide_limit(0.4, 5000, Z_95, 0.0)
    assert wide == pytest.approx(plain, abs=2e-4)
    assert compute_wide_limit(0.01, 10, Z_998, 0.2) == (0.0, pytest.approx(1.0, abs=0.2))


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
    assert not found.widened


def test_what_chance_can_do_is_no_spread():
    found = compute_dispersion([200, 208, 192, 195, 205, 199, 201, 210, 190, 203], [1000] * 10)
    assert found.phi < 1
    assert found.tau_squared == 0
    assert not found.beyond_chance


def test_spread_that_is_more_than_chance_widens_the_limits():
    reached = [50, 120, 400, 300, 150, 250, 90, 350, 210, 180]
    found = funnel([1000] * 10, reached)
    assert found.dispersion.beyond_chance
    assert found.widened
    narrow, wide = found.limits[0], found.wide_limits[0]
    assert wide.low_998 < narrow.low_998
    assert wide.high_95 > narrow.high_95
    # 400 of 1,000 lies far outside what chance does, and inside what these wijken do.
    assert found.dots[2].share > compute_funnel_limit(found.average, 1000, Z_998)[1]
    assert found.dots[2].group == "binnen"


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
