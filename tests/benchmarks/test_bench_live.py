"""A gemeente of 40 wijken from a service that takes 50 ms for each answer: five years, all themes, under 5 seconds."""

from pathlib import Path

import pytest

from kinderwerk_stats.live.fetch import count_rows, fetch, find_gemeente, plan_items
from kinderwerk_stats.live.settings import read_live_settings
from kinderwerk_stats.live.web import Web
from tests.benchmarks.timing import own_seconds
from tests.live.server import KWB, NAMES, TABLES, serve, settings_text

GOAL_S = 5.0
WIJKEN = [f"WK9101{n:02}" for n in range(40)]
YEARS = ", ".join(f'{year} = "840{year % 100}NED"' for year in range(2020, 2025))


@pytest.fixture
def address(monkeypatch, tmp_path):
    monkeypatch.setattr("tests.live.server.NAMES", NAMES | {code: f"Wijk {code[-2:]}" for code in WIJKEN})
    monkeypatch.setattr("tests.live.server.TABLES", TABLES | {f"840{year}NED": KWB for year in range(20, 25)})
    with serve() as stand_in:
        stand_in.delay_s, stand_in.wijken = 0.05, WIJKEN
        text = settings_text(stand_in.address).replace('2023 = "84001NED", 2024 = "84002NED"', YEARS)
        (tmp_path / "diensten.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv("KINDERWERK_DIENSTEN", str(tmp_path / "diensten.toml"))
        yield stand_in.address


def test_fetching_a_gemeente(benchmark, address: str, tmp_path: Path):
    turn = iter(range(1_000))

    def fetch_all() -> int:
        # A new folder each time: nothing is kept.
        with Web(read_live_settings(), tmp_path / str(next(turn))) as web:
            gemeente = find_gemeente(web, "Proefstad")
            items = count_rows(web, gemeente, plan_items(web, None), lambda *_: None)
            return len(fetch(web, gemeente, items, lambda *_: None).files)

    assert benchmark.pedantic(fetch_all, rounds=3) == 9
    benchmark.extra_info["goal_s"] = GOAL_S
    if benchmark.enabled:
        assert min(own_seconds(benchmark)) < GOAL_S
