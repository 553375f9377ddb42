"""A composite index, ranks over draws and the need weight once more in plain Python, without numpy and pandas."""

import math
import random
from statistics import mean, stdev

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.analysis.composite import Node, Normalisation, Structure, Treatment, compute_composite
from kinderwerk_stats.analysis.composite_structure import Aggregation
from kinderwerk_stats.analysis.need import need_weights
from kinderwerk_stats.analysis.normalise import kurtosis, normalise, skewness, treat
from kinderwerk_stats.analysis.rank_uncertainty import SCALES, Variation, compute_rank_uncertainty

GAP = None
DATA = {
    "arm": [12.0, 3.5, 8.0, 3.5, GAP, 20.0],
    "bijstand": [5.0, 1.0, 2.0, 3.0, 2.0, 4.0],
    "jeugdzorg": [9.0, GAP, 7.0, 12.0, 10.0, 8.0],
    "woz": [210.0, 480.0, 300.0, 350.0, 260.0, 190.0],
}
TREE = (("rondkomen", 1.0, (("arm", 2.0, 1), ("bijstand", 1.0, 1))),
        ("gezin", 1.0, (("jeugdzorg", 1.0, 1),)),
        ("buurt", 0.5, (("woz", 1.0, -1),)))  # fmt: skip
ROOT = Node(
    "index",
    tuple(
        Node(name, tuple(Node(leaf, weight=w, direction=1 if d == 1 else -1) for leaf, w, d in leaves), weight=weight)
        for name, weight, leaves in TREE
    ),
)
FRAME = pd.DataFrame(DATA, dtype=float)


def on_scale(cells, method, direction, low=0.0, high=1.0):
    known = [direction * cell for cell in cells if cell is not None]
    result = []
    for cell in cells:
        if cell is None:
            result.append(None)
            continue
        x = direction * cell
        if method == "percentile":
            part = sum(other < x for other in known) / (len(known) - 1)
        elif method == "percentile_mean":
            below, equal = sum(other < x for other in known), sum(other == x for other in known)
            part = (below + (equal - 1) / 2) / (len(known) - 1)
        elif method == "z":
            result.append(10 + 2 * (x - mean(known)) / stdev(known))
            continue
        else:
            part = (x - min(known)) / (max(known) - min(known))
        result.append(low + (high - low) * part)
    return result


def weighted_mean(pairs, method, full):
    """(weight, value) pairs, a value None where absent."""
    there = [(w, x) for w, x in pairs if x is not None]
    have = sum(w for w, _ in there)
    if not there or have < full * 0.5:
        return None
    if method == "geometric":
        return math.exp(sum(w * math.log(x) for w, x in there) / have)
    if method == "harmonic":
        return have / sum(w / x for w, x in there)
    if method == "sum":
        return sum(w * x for w, x in there) * full / have
    return sum(w * x for w, x in there) / have


def plain_index(scaled, method):
    indices = []
    for row in range(6):
        domains = []
        for _, weight, leaves in TREE:
            pairs = [(w, scaled[leaf][row]) for leaf, w, _ in leaves]
            domains.append((weight, weighted_mean(pairs, method, sum(w for _, w, _ in leaves))))
        missing = sum(value is None for _, value in domains)
        indices.append(None if missing > 1 else weighted_mean(domains, method, sum(w for w, _ in domains)))
    return indices


def as_plain(values):
    return [None if math.isnan(value) else value for value in values]


@pytest.mark.parametrize("method", ["arithmetic", "geometric", "harmonic", "sum"])
@pytest.mark.parametrize("scale", ["percentile", "z", "minmax"])
def test_the_index_is_the_plain_formula(method: Aggregation, scale):
    specs = {
        "percentile": Normalisation("percentile", low=1, high=100),
        "z": Normalisation("z", mean=10, sd=2),
        "minmax": Normalisation("minmax", low=1, high=100),
    }
    directions = {leaf: d for _, _, leaves in TREE for leaf, _, d in leaves}
    scaled = {name: on_scale(cells, scale, directions[name], 1, 100) for name, cells in DATA.items()}
    expected = plain_index(scaled, method)
    found = compute_composite(FRAME, Structure(ROOT, specs[scale], method))
    assert as_plain(found.index) == pytest.approx(expected)
    known = [x for x in expected if x is not None]
    ranks = [None if x is None else 1 + sum(round(o, 6) > round(x, 6) for o in known) for x in expected]
    assert as_plain(found.ranks) == ranks


def test_skew_and_kurtosis_are_the_sample_formulas():
    x = [1.0, 2.0, 2.0, 3.0, 9.0, 4.0]
    n, m = len(x), mean(x)
    moments = [sum((v - m) ** k for v in x) / n for k in (2, 3, 4)]
    g1 = moments[1] / moments[0] ** 1.5
    g2 = moments[2] / moments[0] ** 2 - 3
    assert skewness(np.array(x)) == pytest.approx(g1 * math.sqrt(n * (n - 1)) / (n - 2))
    assert kurtosis(np.array([*x, math.nan])) == pytest.approx(((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3)))


def test_outliers_are_pulled_in_one_by_one():
    x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 90.0, 1000.0]
    pulled = sorted(x)
    steps = 0
    while skewness(np.array(pulled)) > 2 and kurtosis(np.array(pulled)) > 3.5 and steps < 5:
        top = max(pulled)
        below = max(v for v in pulled if v < top)
        pulled = [below if v == top else v for v in pulled]
        steps += 1
    found, counted = treat(np.array(x), Treatment())
    assert found.tolist() == pulled
    # Two of eleven that are equally far out are no longer too skewed.
    assert (counted, pulled[-2:]) == (steps, [90.0, 90.0])


def test_need_weights_average_one_over_the_children():
    percentile, children, steepness = [0.0, 0.25, 1.0], [100, 300, 50], 3.0
    raw = [steepness**p for p in percentile]
    average = sum(n * w for n, w in zip(children, raw, strict=True)) / sum(children)
    found = need_weights(pd.Series(percentile), pd.Series(children), steepness)
    assert found.tolist() == pytest.approx([w / average for w in raw])
    assert sum(n * q for n, q in zip(children, found, strict=True)) == pytest.approx(sum(children))


def test_ranks_over_draws_are_those_of_plain_draws():
    """The draws themselves differ; their shares and means are the same within the error of 4,000 draws."""
    rng = random.Random(7)
    directions = {leaf: d for _, _, leaves in TREE for leaf, _, d in leaves}
    draws = []
    for _ in range(4000):
        scale = rng.choice(["percentile_mean", "z", "minmax"])
        scaled = {name: on_scale(cells, scale, directions[name], 1, 100) for name, cells in DATA.items()}
        left_out = rng.choice(list(DATA))
        method = rng.choice(["arithmetic", "geometric"])
        noise = {name: rng.uniform(0.75, 1.25) for name in [*DATA, *(domain[0] for domain in TREE)]}
        indices = []
        for row in range(6):
            pairs = []
            for domain, weight, leaves in TREE:
                inside = [(w * noise[leaf], scaled[leaf][row]) for leaf, w, _ in leaves if leaf != left_out]
                whole = sum(w for _, w, _ in leaves)
                has = sum(w for leaf, w, _ in leaves if DATA[leaf][row] is not None) >= whole / 2
                pairs.append((weight * noise[domain], weighted_mean(inside, method, 0) if has else None))
            indices.append(weighted_mean(pairs, method, 0))
        draws.append([1 + sum(other > x + 1e-7 for other in indices) for x in indices])
    structure = Structure(ROOT, Normalisation("percentile", ties="mean"))
    composite = compute_composite(FRAME, structure)
    found = compute_rank_uncertainty(composite, structure, Variation(scales=SCALES, draws=4000))
    columns = list(zip(*draws, strict=True))
    assert found.top_count == 1
    for row, ranks in enumerate(columns):
        assert found.frame["rank_mean"][row] == pytest.approx(mean(ranks), abs=0.08)
        assert found.frame["p_top20"][row] == pytest.approx(sum(r <= 1 for r in ranks) / 4000, abs=0.04)


def test_a_scale_taken_from_others_is_the_plain_place_among_them():
    reference = [1.0, 2.0, 2.0, 5.0, 9.0]
    for x in (0.0, 2.0, 3.0, 9.0, 12.0):
        below = sum(r < x for r in reference)
        equal = sum(r == x for r in reference)
        place = min((below + max(equal - 1, 0) / 2) / 4, 1.0)
        spec = Normalisation("percentile", ties="mean")
        assert normalise(np.array([x]), spec, reference=np.array(reference))[0] == pytest.approx(place)
        z = (x - mean(reference)) / stdev(reference)
        assert normalise(np.array([x]), Normalisation("z"), reference=np.array(reference))[0] == pytest.approx(z)
