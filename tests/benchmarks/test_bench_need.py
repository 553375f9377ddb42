"""Ranks of all Dutch wijken in 2,000 draws, against the same in bare numpy. Ratios are reported, not asserted."""

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.analysis.composite import Node, Normalisation, Structure, compute_composite
from kinderwerk_stats.analysis.rank_uncertainty import Variation, compute_rank_uncertainty
from kinderwerk_stats.gemeente.need import build_need
from tests.benchmarks.timing import fastest_of, own_seconds

WIJKEN = 3_393
DRAWS = 2_000
GOAL_SECONDS = 1.0
GOAL_RATIO = 2.0
TREE = (("bestaanszekerheid", ("arm", "bijstand")), ("gezin", ("jeugdzorg", "eigen")),
        ("draagkracht", ("opleiding", "woz", "bso")))  # fmt: skip
ROOT = Node("index", tuple(Node(name, tuple(map(Node, leaves))) for name, leaves in TREE))
STRUCTURE = Structure(ROOT, Normalisation("percentile", ties="mean"))


def invented(wijken: int, missing: float = 0.0) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    values = pd.DataFrame(rng.lognormal(size=(wijken, 7)), columns=[leaf for _, names in TREE for leaf in names])
    return values.mask(rng.random(values.shape) < missing)


def bare_numpy(values: np.ndarray, draws: int) -> np.ndarray:
    """The same draws of a complete table, as one would write them in numpy: a loop over draws."""
    rng = np.random.default_rng(5)
    low, high = values.min(axis=0), values.max(axis=0)
    scales = [
        1 + 99 * values.argsort(axis=0).argsort(axis=0) / (len(values) - 1),
        np.maximum(10 + 2 * (values - values.mean(axis=0)) / values.std(axis=0, ddof=1), 1.0),
        1 + 99 * (values - low) / (high - low),
    ]
    logs = [np.log(scale) for scale in scales]
    domain_of = np.array([number for number, (_, names) in enumerate(TREE) for _ in names])
    ranks = np.empty((draws, len(values)), dtype=np.int16)
    places = np.arange(1, len(values) + 1)
    for draw in range(draws):
        weights = rng.uniform(0.75, 1.25, 7)
        weights[rng.integers(7)] = 0
        domains = rng.uniform(0.75, 1.25, 3)
        inside = np.bincount(domain_of, weights)
        weights = weights / inside[domain_of] * domains[domain_of]
        of = logs if rng.random() < 0.5 else scales
        order = np.argsort(-np.round(of[rng.integers(3)] @ (weights / weights.sum()), 6))
        ranks[draw, order] = places
    return np.vstack([np.quantile(ranks, (0.05, 0.5, 0.95), axis=0), (ranks <= len(values) // 5).mean(axis=0)])


@pytest.mark.parametrize("missing", [0.0, 0.03])
def test_ranks_of_all_wijken(benchmark, missing):
    values = invented(WIJKEN, missing)
    composite = compute_composite(values, STRUCTURE)
    found = benchmark.pedantic(compute_rank_uncertainty, args=(composite, STRUCTURE), rounds=5, warmup_rounds=1)
    assert found.frame["rank_low"].notna().sum() == composite.index.notna().sum()
    seconds = min(own_seconds(benchmark))
    benchmark.extra_info["goal_seconds"] = GOAL_SECONDS
    benchmark.extra_info["goal_ratio"] = GOAL_RATIO
    complete = invented(WIJKEN).to_numpy()
    bare = fastest_of(benchmark, lambda: bare_numpy(complete, DRAWS), 3)
    benchmark.extra_info["ratio_to_bare_numpy"] = round(seconds / bare, 2)
    fewer = Variation(draws=DRAWS // 2)
    half = fastest_of(benchmark, lambda: compute_rank_uncertainty(composite, STRUCTURE, fewer), 3)
    benchmark.extra_info["twice_the_draws_takes_times"] = round(seconds / half, 2)


@pytest.mark.parametrize("wijken", [20, 110, 500])
def test_ranks_of_fewer_wijken(benchmark, wijken):
    composite = compute_composite(invented(wijken), STRUCTURE)
    assert len(benchmark(compute_rank_uncertainty, composite, STRUCTURE).frame) == wijken


def test_need_of_the_example_gemeente(benchmark, example_library, example_monitor):
    monitor = example_monitor(2024)
    found = benchmark.pedantic(build_need, args=(example_library, monitor), rounds=10, warmup_rounds=2)
    assert found.need.indicators
    benchmark.extra_info["goal_ms"] = 100
