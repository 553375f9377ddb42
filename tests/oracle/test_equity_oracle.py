"""Concentration, Hoover, funnel, Newcombe, peers and re-allocation once more in plain Python."""

import math
import random
from itertools import pairwise
from statistics import NormalDist, mean, quantiles

import pandas as pd
import pytest

from kinderwerk_stats.analysis.change import compute_change
from kinderwerk_stats.analysis.equity import compute_concentration, compute_misplacement
from kinderwerk_stats.analysis.funnel import compute_dispersion, compute_funnel_limit
from kinderwerk_stats.analysis.nearest import find_peers, scale_figures
from kinderwerk_stats.analysis.reallocate import compute_reallocation, reallocate_amounts
from kinderwerk_stats.analysis.wilson import Z_95, Z_998, compute_wilson

SEEDS = range(12)


def towns(seed):
    """Return need, children, reach and fte of a dozen invented wijken, some with equal need."""
    draw = random.Random(seed)
    count = draw.randint(4, 14)
    need = [draw.choice([0.1, 0.2, 0.2, draw.random()]) for _ in range(count)]
    children = [float(draw.randint(20, 2000)) for _ in range(count)]
    reach = [draw.random() * 0.5 for _ in range(count)]
    fte = [draw.randint(0, 30) / 10 for _ in range(count)]
    return need, children, reach, fte


def series(values):
    return pd.Series(values, index=[f"WK9001{number:02d}" for number in range(len(values))], dtype=float)


def covariance_form(need, children, reach):
    """2 cov(y, r) / mu, with the rank of a child: half of those as needy as it, and all the less needy."""
    total = sum(children)
    mu = sum(n * y for n, y in zip(children, reach, strict=True)) / total

    def rank(own):
        less = sum(n for n, other in zip(children, need, strict=True) if other < own)
        equal = sum(n for n, other in zip(children, need, strict=True) if other == own)
        return (less + equal / 2) / total

    covariance = sum(n / total * (y - mu) * (rank(own) - 0.5) for n, y, own in zip(children, reach, need, strict=True))
    return 2 * covariance / mu


def grouped_form(curve):
    """METHOD 3: sum of P_t L_t+1 - P_t+1 L_t over the points of the curve."""
    return sum(a.children_share * b.outcome_share - b.children_share * a.outcome_share for a, b in pairwise(curve))


@pytest.mark.parametrize("seed", SEEDS)
def test_concentration_is_the_covariance_and_the_grouped_form(seed):
    need, children, reach, _ = towns(seed)
    found = compute_concentration(series(reach), series(children), series(need))
    if len(set(need)) < 2:
        assert found is None
        return
    assert found.index == pytest.approx(covariance_form(need, children, reach), abs=1e-12)
    assert found.index == pytest.approx(grouped_form(found.curve), abs=1e-12)
    assert found.mean == pytest.approx(sum(map(math.prod, zip(children, reach, strict=True))) / sum(children))


@pytest.mark.parametrize("seed", SEEDS)
def test_hoover_is_what_has_to_move(seed):
    need, children, _, fte = towns(seed)
    weighted = [n * (1 + q) for n, q in zip(children, need, strict=True)]
    found = compute_misplacement(series(fte), series(weighted))
    fair = [sum(fte) * w / sum(weighted) for w in weighted]
    assert found.misplaced_fte == pytest.approx(
        sum(max(0.0, has - due) for has, due in zip(fte, fair, strict=True)), abs=1e-12
    )
    assert list(found.fair_fte.values()) == pytest.approx(fair)


@pytest.mark.parametrize(("z", "share"), [(Z_95, 0.95), (Z_998, 0.998)])
def test_the_limits_are_those_of_the_normal_distribution(z, share):
    assert z == pytest.approx(NormalDist().inv_cdf(0.5 + share / 2), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_wilson_is_where_the_score_test_no_longer_rejects(seed):
    draw = random.Random(seed)
    total = draw.randint(1, 900)
    count = draw.randint(0, total)
    for limit in compute_wilson(count, total):
        if 1e-9 < limit < 1 - 1e-9:
            score = abs(count / total - limit) / math.sqrt(limit * (1 - limit) / total)
            assert score == pytest.approx(Z_95, rel=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_funnel_limit_is_where_the_wilson_bound_meets_the_average_and_a_step_for_small_counts(seed):
    """METHOD 1.8: what public practice draws; then half a child, and the skewness of the binomial distribution."""
    draw = random.Random(seed)
    average, children = 0.1 + 0.8 * draw.random(), draw.randint(60, 3000)
    margin = Z_95 * math.sqrt(average * (1 - average) / children)
    half, step = 0.5 / children, (1 - 2 * average) / children * (Z_95**2 - 1) / 6
    for limit, published in zip(
        compute_funnel_limit(average, children, Z_95), (average - margin, average + margin), strict=True
    ):
        if 0 < published < 1:
            bounds = compute_wilson(published * children, children)
            assert min(abs(bound - average) for bound in bounds) < 1e-9
        if 0 < limit < 1:
            assert limit == pytest.approx(published + step + math.copysign(half, published - average), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_spread_between_wijken_is_the_plain_formula(seed):
    draw = random.Random(seed)
    children = [draw.randint(80, 2000) for _ in range(draw.randint(10, 30))]
    reached = [round(n * min(1, max(0, draw.gauss(0.2, 0.08)))) for n in children]
    found = compute_dispersion(reached, children)
    middle = math.asin(math.sqrt(sum(reached) / sum(children)))
    scores = [
        (math.asin(math.sqrt(x / n)) - middle) / (1 / (2 * math.sqrt(n)))
        for x, n in zip(reached, children, strict=True)
    ]
    tenths = quantiles(scores, n=10, method="inclusive")
    pulled = [min(max(score, tenths[0]), tenths[-1]) for score in scores]
    count, phi = len(children), mean(score**2 for score in pulled)
    weights = [4 * n for n in children]
    tau = (count * phi - (count - 1)) / (sum(weights) - sum(w * w for w in weights) / sum(weights))
    assert found.phi == pytest.approx(phi)
    assert found.tau_squared == pytest.approx(max(0.0, tau))


@pytest.mark.parametrize("seed", SEEDS)
def test_newcombe_is_the_plain_formula(seed):
    draw = random.Random(seed)
    n1, n2 = draw.randint(5, 500), draw.randint(5, 500)
    x1, x2 = draw.randint(0, n1), draw.randint(0, n2)
    found = compute_change(x1, n1, x2, n2)

    def wilson(x, n):
        z, p = Z_95, x / n
        middle, width = p + z * z / (2 * n), z * math.sqrt((p * (1 - p) + z * z / (4 * n)) / n)
        return (middle - width) / (1 + z * z / n), (middle + width) / (1 + z * z / n)

    (l1, u1), (l2, u2), p1, p2 = wilson(x1, n1), wilson(x2, n2), x1 / n1, x2 / n2
    assert found.low == pytest.approx(p2 - p1 - math.hypot(p2 - l2, u1 - p1), abs=1e-9)
    assert found.high == pytest.approx(p2 - p1 + math.hypot(u2 - p2, p1 - l1), abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_peers_are_the_nearest_of_all(seed):
    draw = random.Random(seed)
    codes = [f"WK9001{number:02d}" for number in range(30)]
    figures = {name: [draw.gauss(5, 2) for _ in codes] for name in "abc"}
    for name in "ab":
        figures[name][draw.randrange(1, 30)] = math.nan
    large = [True] + [draw.random() < 0.8 for _ in codes[1:]]
    found = find_peers(scale_figures(pd.DataFrame(figures, codes), pd.Series(large, codes)), codes[0], 5)
    scores = {}
    for name, column in figures.items():
        known = [value for value, counts in zip(column, large, strict=True) if counts and not math.isnan(value)]
        middle = mean(known)
        spread = math.sqrt(mean((value - middle) ** 2 for value in known))
        scores[name] = [(value - middle) / spread for value in column]
    distances = {
        code: math.sqrt(sum((scores[name][place] - scores[name][0]) ** 2 for name in figures))
        for place, code in enumerate(codes)
        if place and large[place]
    }
    nearest = sorted((d, code) for code, d in distances.items() if not math.isnan(d))[:5]
    assert [(peer.distance, peer.code) for peer in found.peers] == [(pytest.approx(d), code) for d, code in nearest]
    assert found.incomplete == sum(math.isnan(d) for d in distances.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_reallocation_is_address_by_address(seed):
    draw = random.Random(seed)
    old = {address: draw.choice("ABCD") for address in range(200)}
    new = {a: draw.choice(["A", "E", wijk, wijk]) for a, wijk in old.items() if draw.random() < 0.9}
    amounts = {wijk: float(draw.randint(1, 900)) for wijk in "ABCD"}
    expected: dict[str, float] = {}
    for address, wijk in old.items():
        if address in new:
            share = amounts[wijk] / sum(old[a] == wijk for a in new)
            expected[new[address]] = expected.get(new[address], 0.0) + share
    found = reallocate_amounts(
        pd.DataFrame({"children": amounts}), compute_reallocation(pd.Series(old), pd.Series(new))
    )
    assert found["children"].to_dict() == pytest.approx(expected)
