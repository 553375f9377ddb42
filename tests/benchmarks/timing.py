"""What a benchmark is compared with. Where nothing is timed, as in `make test`, all runs once and no time counts."""

import math
import statistics
import time
from collections.abc import Callable

from pytest_benchmark.fixture import BenchmarkFixture


def seconds_of(benchmark: BenchmarkFixture, work: Callable[[], object], rounds: int = 5) -> list[float]:
    """Return the seconds of some rounds of `work`, after one to warm up."""
    if benchmark.disabled:
        work()
        return [math.nan]
    return [seconds_once(work) for _ in range(rounds + 1)][1:]


def median_of(benchmark: BenchmarkFixture, work: Callable[[], object], rounds: int = 7) -> float:
    return statistics.median(seconds_of(benchmark, work, rounds))


def fastest_of(benchmark: BenchmarkFixture, work: Callable[[], object], rounds: int = 5) -> float:
    """Return the fastest round in seconds: the one that others on the machine disturbed least."""
    return min(seconds_of(benchmark, work, rounds))


def own_seconds(benchmark: BenchmarkFixture) -> list[float]:
    """Return the seconds of each round of the benchmark itself."""
    return [math.nan] if benchmark.stats is None else benchmark.stats.stats.data


def check_faster(benchmark: BenchmarkFixture, factor: float, work: Callable[[], object], rounds: int = 5) -> None:
    """Hold the benchmark itself to a number of times that what `work` takes."""
    limit = factor * fastest_of(benchmark, work, rounds)
    if benchmark.enabled:
        assert min(own_seconds(benchmark)) < limit


def seconds_once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
