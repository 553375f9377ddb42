"""Equity, funnel, peers and lists of addresses against the same arithmetic in bare numpy: reported ratios.

Invented figures of as many wijken as the Netherlands has.
"""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.csv as arrow_csv
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kinderwerk_stats.analysis.equity import compute_concentration, compute_misplacement
from kinderwerk_stats.analysis.funnel import compute_dispersion
from kinderwerk_stats.analysis.nearest import find_peers, scale_figures
from kinderwerk_stats.gemeente.peers import DEFAULT_PEER_INDICATORS, build_peer_base, find_peer_areas
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.sources.recognise import read_file
from kinderwerk_stats.sources.shared_addresses import count_shared_addresses
from tests.benchmarks.timing import median_of
from tests.builders import cbs_table, library_of

WIJKEN, INDICATORS, ADDRESSES = 3393, 9, 200_000
CODES = [f"WK{1000 + number // 10}{number % 10:02d}" for number in range(WIJKEN)]


def _report(benchmark: BenchmarkFixture, own: Callable[[], object], bare: Callable[[], object]) -> None:
    seconds, alone = median_of(benchmark, own, 25), median_of(benchmark, bare, 25)
    benchmark.extra_info["against_bare_numpy"] = round(seconds / alone, 2)
    benchmark.extra_info["bare_numpy_ms"] = round(alone * 1000, 3)


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    random_numbers = np.random.default_rng(5)
    values = random_numbers.normal(size=(WIJKEN, INDICATORS))
    values[random_numbers.random((WIJKEN, INDICATORS)) < 0.02] = np.nan
    return pd.DataFrame(values, CODES, columns=[f"i{number}" for number in range(INDICATORS)])


def test_peers_of_one_wijk(figures: pd.DataFrame, benchmark: BenchmarkFixture) -> None:
    """The requirement: a few milliseconds among 3,393 wijken."""
    scaled = scale_figures(figures, pd.Series(True, index=figures.index))
    scores = scaled.scores

    def bare() -> np.ndarray:
        distances = np.sqrt(((scores - scores[0]) ** 2).sum(axis=1))
        return np.argsort(distances, kind="stable")[:6]

    found = benchmark(find_peers, scaled, CODES[0], 6)
    assert len(found.peers) == 6
    _report(benchmark, lambda: find_peers(scaled, CODES[0], 6), bare)


def test_scaling_all_wijken(figures: pd.DataFrame, benchmark: BenchmarkFixture) -> None:
    values, eligible = figures.to_numpy(), pd.Series(True, index=figures.index)

    def bare() -> float:
        return float(((values - np.nanmean(values, axis=0)) / np.nanstd(values, axis=0))[0, 0])

    assert benchmark(scale_figures, figures, eligible).scores.shape == (WIJKEN, INDICATORS)
    _report(benchmark, lambda: scale_figures(figures, eligible), bare)


def test_the_page_of_a_wijk(benchmark: BenchmarkFixture) -> None:
    """What the page asks once the files of the country are read and scaled."""
    draw = random.Random(7)
    computed = ("bijstand_share", "education_low_share")
    names = ["children_0_14_count", *(name for name in DEFAULT_PEER_INDICATORS if name not in computed)]
    table = cbs_table({name: [draw.uniform(100, 900) for _ in CODES] for name in names}, CODES, names=CODES)
    library = library_of(table)
    base = build_peer_base(library, 2024, "wijk")
    found = benchmark(find_peer_areas, base, CODES[0])
    assert found is not None
    assert found.compared == WIJKEN - 1
    seconds = median_of(benchmark, lambda: build_peer_base(library, 2024, "wijk"), 7)
    benchmark.extra_info["scale_the_country_ms"] = round(seconds * 1000, 1)


def test_concentration_and_hoover(benchmark: BenchmarkFixture) -> None:
    random_numbers = np.random.default_rng(3)
    need = pd.Series(random_numbers.random(WIJKEN).round(3), CODES)
    children = pd.Series(random_numbers.integers(50, 3000, WIJKEN).astype(float), CODES)
    reach = pd.Series(random_numbers.random(WIJKEN), CODES)
    q, n, y = need.to_numpy(), children.to_numpy(), reach.to_numpy()

    def own() -> float:
        found = compute_concentration(reach, children, need)
        placed = compute_misplacement(reach, children * need)
        assert found is not None
        assert placed is not None
        return found.index + placed.hoover

    def bare() -> float:
        order = np.argsort(q, kind="stable")
        w, outcome = n[order] / n.sum(), y[order]
        mu = (w * outcome).sum()
        index = 2 * (w * (outcome - mu) * (np.cumsum(w) - w / 2 - 0.5)).sum() / mu
        return float(index + np.abs(y / y.sum() - n * q / (n * q).sum()).sum() / 2)

    assert benchmark(own) != 0
    _report(benchmark, own, bare)


def test_spread_between_wijken(benchmark: BenchmarkFixture) -> None:
    random_numbers = np.random.default_rng(4)
    n = random_numbers.integers(100, 3000, WIJKEN).astype(float)
    x = random_numbers.binomial(n.astype(int), 0.2).astype(float)

    def bare() -> float:
        z = (np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(x.sum() / n.sum()))) * 2 * np.sqrt(n)
        return float(np.mean(np.clip(z, *np.quantile(z, [0.1, 0.9])) ** 2))

    counts, children = x.tolist(), n.tolist()
    assert benchmark(compute_dispersion, counts, children) is not None
    _report(benchmark, lambda: compute_dispersion(counts, children), bare)


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an invented list of addresses of two years in the form of CBS."""
    path = tmp_path_factory.mktemp("adressen") / "lijst.csv"
    draw = random.Random(9)
    with path.open("w", encoding="utf-8") as file:
        file.write("PC6;Huisnummer;Buurt2022;Wijk2022;Gemeente2022;Buurt2024;Wijk2024;Gemeente2024\n")
        for number in range(ADDRESSES):
            postcode = f"{1000 + number // 13_520}{chr(65 + number // 520 % 26)}{chr(65 + number // 20 % 26)}"
            old = f"9001{number // 10_000 % 20:02d}"
            new = old if draw.random() < 0.95 else f"9001{draw.randrange(20):02d}"
            areas = ";".join(f"{wijk}00;{wijk};9001" for wijk in (old, new))
            file.write(f"{postcode};{number % 20 + 1};{areas}\n")
    return path


def test_a_list_of_addresses_against_a_bare_read(addresses: Path, benchmark: BenchmarkFixture) -> None:
    result = benchmark.pedantic(read_file, (addresses,), rounds=5, warmup_rounds=1)
    assert result.kind == "adressen"
    options = arrow_csv.ParseOptions(delimiter=";")
    bare = median_of(benchmark, lambda: arrow_csv.read_csv(addresses, parse_options=options), 5)
    benchmark.extra_info["against_bare_read"] = round(median_of(benchmark, lambda: read_file(addresses), 5) / bare, 2)


def test_weights_from_addresses(addresses: Path, benchmark: BenchmarkFixture) -> None:
    library = Library([read_file(addresses)])
    old, new = (table.frame for table in library.addresses)
    shared = benchmark(count_shared_addresses, library, "GM9001", 2022, 2024)
    assert shared is not None
    assert int(shared.sum()) == ADDRESSES

    def bare() -> np.ndarray:
        pairs = old["wijk"].to_numpy().astype(np.int64) * 100 + new["wijk"].to_numpy()
        return np.unique(pairs, return_counts=True)[1]

    _report(benchmark, lambda: count_shared_addresses(library, "GM9001", 2022, 2024), bare)
