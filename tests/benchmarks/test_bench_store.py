"""Loading what a gemeente of 110 wijken published, against reading the same figures from Excel again."""

import statistics
import time

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.store import Publication, Store
from tests.benchmarks.timing import own_seconds
from tests.builders import bereik_table, cbs_table, named_shapes
from tests.map_builders import jagged_grid, shapes_table
from tests.people import JAN

GEMEENTE = "GM9001"
WIJKEN = [f"WK9001{n:02d}" for n in range(100)] + [f"WK9001{letter}0" for letter in "ABCDEFGHIJ"]
YEARS = range(2020, 2025)
INDICATORS = 40
GOAL_MS = 50
SAID = Publication("CBS", "2024", "", "xlsx", "0" * 64)


@pytest.fixture
def tables():
    codes = ["NL00", GEMEENTE, *WIJKEN]
    rng = np.random.default_rng(1)
    cbs = [
        cbs_table({f"figure_{n}": rng.random(len(codes)) for n in range(INDICATORS)}, codes, year=year)
        for year in YEARS
    ]
    bereik = [bereik_table({"reached_count": rng.random(len(WIJKEN))}, WIJKEN, year=year) for year in YEARS]
    shapes = jagged_grid(11, 10, size=800, vertices=40, noise=20, seed=1)
    named = named_shapes(dict.fromkeys(WIJKEN))
    return [*cbs, *bereik, type(named)(named.source, named.frame, shapes_table(shapes).shapes)]


def test_loading_the_published_set_of_a_gemeente(benchmark, tables, tmp_path):
    store = Store(tmp_path / "k.sqlite")
    store.publish(tables, gemeente_code=GEMEENTE, publication=SAID, by=JAN)
    loaded = benchmark.pedantic(store.load_published, args=(GEMEENTE,), rounds=30, warmup_rounds=3)
    assert len(loaded) == len(tables)
    for number, table in enumerate(tables[: len(YEARS)]):
        table.values.to_excel(tmp_path / f"{number}.xlsx")
    start = time.perf_counter()
    for number in range(len(YEARS)):
        pd.read_excel(tmp_path / f"{number}.xlsx", engine="calamine")
    milliseconds = statistics.median(own_seconds(benchmark)) * 1000
    benchmark.extra_info["load_ms"] = round(milliseconds, 1)
    benchmark.extra_info["goal_ms"] = GOAL_MS
    share = milliseconds / 1000 / (time.perf_counter() - start)
    benchmark.extra_info["share_of_reading_the_five_cbs_workbooks_with_calamine"] = round(share, 2)


def test_asking_whether_anything_changed(benchmark, tables, tmp_path):
    store = Store(tmp_path / "k.sqlite")
    store.publish(tables[:1], gemeente_code=GEMEENTE, publication=SAID, by=JAN)
    assert benchmark(store.stamp)
