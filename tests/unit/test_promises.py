"""Every "x van de 100" and "1 op de x" of the product, held against wijken drawn at random (seeded)."""

import re

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.analysis.children import NATIONAL_AGE_SHARE, compute_share_cv
from kinderwerk_stats.analysis.composite import Node, Normalisation, Structure, compute_composite
from kinderwerk_stats.analysis.coverage import Norm, compute_coverage
from kinderwerk_stats.analysis.funnel import compute_dispersion, compute_funnel, compute_funnel_limit
from kinderwerk_stats.analysis.rank_uncertainty import Variation, compute_rank_uncertainty
from kinderwerk_stats.analysis.wilson import Z_95, Z_998
from kinderwerk_stats.text.first import sure_words
from tests.builders import SHARE, coverage_input
from tests.need_builders import situation
from tests.simulated import doubt_about, part_inside_margin

WIJKEN = 40_000
# How far a part of so many drawn wijken can be from the true part: four standard deviations.
LUCK_95, LUCK_998 = (4 * (part * (1 - part) / WIJKEN) ** 0.5 for part in (0.05, 0.002))
SIZES = (50, 100, 200, 500, 1000, 2000, 5000)
REACH = (0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8)
# METHOD 1.3, counted by CBS.
AMSTERDAM_2019, DEN_HAAG_2019, DEN_HAAG_2021 = 0.5791, 0.6015, 0.6059


def part_outside(children, reach, z, cv, seed):
    """Return which part of wijken with an equal true reach lies outside the limits."""
    draw = np.random.default_rng(seed)
    doubt = doubt_about(np.array([children], float))[0]
    live = np.maximum(0, np.round(children * (1 + doubt * draw.standard_normal(WIJKEN)))).astype(int)
    shares = draw.binomial(live, reach) / children
    low, high = compute_funnel_limit(reach, children, z, doubt if cv else 0.0)
    return ((shares < low) | (shares > high))[shares <= 1].mean()


@pytest.mark.parametrize("reach", REACH)
def test_at_most_1_in_20_and_1_in_500_wijken_with_an_equal_reach_lie_outside_the_funnel(reach):
    for children in SIZES:
        assert part_outside(children, reach, Z_95, True, seed=children) <= 1 / 20 + LUCK_95
        assert part_outside(children, reach, Z_998, True, seed=children) <= 1 / 500 + LUCK_998


def test_the_limits_are_no_wider_than_the_promise_asks():
    for reach in (0.2, 0.5, 0.8):
        assert part_outside(2000, reach, Z_95, True, seed=1) >= 0.9 / 20 - LUCK_95
        assert part_outside(2000, reach, Z_998, True, seed=1) >= 0.7 / 500 - LUCK_998


def test_without_the_margin_of_the_children_the_promise_would_not_hold():
    assert part_outside(500, 0.5, Z_95, False, seed=1) > 2 / 20
    assert part_outside(500, 0.5, Z_998, False, seed=1) > 4 / 500


def towns(reach, sizes, count, seed):
    """Return the funnels of gemeenten whose wijken all have the same true reach."""
    draw = np.random.default_rng(seed)
    sizes = np.asarray(sizes, float)
    doubts = doubt_about(sizes)
    for _ in range(count):
        live = np.maximum(0, np.round(sizes * (1 + doubts * draw.standard_normal(len(sizes))))).astype(int)
        reached = draw.binomial(live, reach).tolist()
        n0, fte = (sizes / SHARE).tolist(), [1.0] * len(sizes)
        yield compute_funnel(compute_coverage(coverage_input(n0, reached, fte), Norm()))


def test_eight_wijken_with_an_equal_reach_of_50_percent():
    """The average is that of the wijken themselves. Without the margin of the children 13.8 % lay outside."""
    dots = [dot for funnel in towns(0.5, [1200] * 8, 40, seed=3) for dot in funnel.dots]
    assert sum(dot.group != "binnen" for dot in dots) / len(dots) <= 1 / 20
    luck = 4 * (0.002 * 0.998 / len(dots)) ** 0.5
    assert sum(dot.group.startswith("ver_") for dot in dots) / len(dots) <= 1 / 500 + luck


def test_wijken_with_an_equal_reach_seldom_differ_more_than_chance_together():
    """phi is called beyond chance in 1 of 40 cases; with the doubt of the children in it, and not in nearly all."""
    draw = np.random.default_rng(5)
    sizes = np.geomspace(150, 4000, 14)
    doubts = doubt_about(sizes)
    found = {True: 0, False: 0}
    for _ in range(1000):
        live = np.round(sizes * (1 + doubts * draw.standard_normal(len(sizes)))).astype(int)
        reached = draw.binomial(live, 0.5)
        for known in found:
            found[known] += compute_dispersion(reached, sizes, doubts if known else 0.0).beyond_chance
    assert found[True] / 1000 <= 1 / 40
    assert found[False] / 1000 > 0.1


@pytest.mark.parametrize("n0", [60, 100, 200, 450, 1000, 3000, 8000])
@pytest.mark.parametrize(
    ("ages", "true_share", "used_share", "years_apart"),
    [
        ("4-12", DEN_HAAG_2019, DEN_HAAG_2019, 0),
        ("4-11", 0.53, 0.53, 0),
        ("4-12", DEN_HAAG_2021, DEN_HAAG_2019, 2),
        ("4-12", AMSTERDAM_2019, NATIONAL_AGE_SHARE["4-12"], None),
        ("4-11", NATIONAL_AGE_SHARE["4-11"] * AMSTERDAM_2019 / 0.606, NATIONAL_AGE_SHARE["4-11"], None),
        # As far on the other side: a gemeente with few young children.
        ("4-12", NATIONAL_AGE_SHARE["4-12"] * 1.046, NATIONAL_AGE_SHARE["4-12"], None),
    ],
)
def test_about_9_of_10_wijken_have_their_true_number_of_children_in_the_margin(
    n0, ages, true_share, used_share, years_apart
):
    sizes = np.random.default_rng(n0).poisson(n0, 20_000)
    cv = compute_share_cv(years_apart)
    part = part_inside_margin(sizes, true_share, used_share, age_range=ages, share_cv=cv, seed=n0)
    assert part >= 0.875
    assert years_apart is None or part < 0.965


def test_without_a_wider_margin_the_share_of_the_country_would_miss_amsterdam():
    sizes = np.random.default_rng(1).poisson(3000, 20_000)
    part = part_inside_margin(sizes, AMSTERDAM_2019, 0.606, age_range="4-12", share_cv=0.0, seed=1)
    assert part < 0.75


@pytest.mark.parametrize("seed", range(8))
def test_certain_and_never_are_at_least_95_of_100_computations(seed):
    draw = np.random.default_rng(seed)
    names = ("social_minimum_household_share", "jeugdzorg_share", "woz_eur", "single_parent_share")
    figures = {name: draw.random(10).round(3).tolist() for name in names}
    frame = situation(figures=figures).need.need.frame.dropna(subset="group")
    for group, part in zip(frame["group"], frame["p_top20"], strict=True):
        assert (group == "zeker") == (part >= 0.95)
        assert (group == "niet") == (part <= 0.05)
    assert {"niet"} < set(frame["group"])


def test_at_least_90_of_100_computations_give_a_place_in_the_interval():
    """One more computation at a time, each by a seed of its own."""
    structure = Structure(Node("i", tuple(map(Node, "abc"))), Normalisation("percentile", ties="mean"))
    composite = compute_composite(
        pd.DataFrame(np.random.default_rng(1).random((14, 3)), columns=list("abc")), structure
    )
    interval = compute_rank_uncertainty(composite, structure).frame
    runs = 400
    places = np.array([
        compute_rank_uncertainty(composite, structure, Variation(draws=1, seed=seed)).frame["rank_mean"].to_numpy()
        for seed in range(runs)
    ])  # fmt: skip
    inside = (interval["rank_low"].to_numpy() <= places) & (places <= interval["rank_high"].to_numpy())
    assert inside.mean(axis=0).min() >= 0.9 - 4 * (0.9 * 0.1 / runs) ** 0.5
    assert (interval["rank_high"] - interval["rank_low"]).max() < 13


def test_n_of_10_computations_is_never_more_than_one_in_20_beside_the_draws():
    for share in np.linspace(0, 1, 401):
        words = sure_words(float(share))
        if found := re.search(r"ongeveer (\d+) van de 10", words):
            assert abs(int(found[1]) / 10 - share) <= 1 / 20 + 1e-12
        else:
            assert ("bijna alle" in words) == (0.95 <= share < 1)
            assert share >= 0.95
