"""Sheets of a gemeente of 110 wijken (Amsterdam): a factsheet against typst alone on the same data, all in a zip."""

import statistics
import time
from datetime import date
from pathlib import Path

import pytest
import typst

from kinderwerk_stats.exports import typeset
from kinderwerk_stats.exports.bundle import bundle_factsheets
from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.exports.images import slide_png
from kinderwerk_stats.exports.praatplaat import build_praatplaat
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.sources.library import Library, read_files
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.plan import default_plan
from tests.benchmarks.timing import own_seconds

AMSTERDAM, TODAY = "GM0363", date(2026, 11, 25)


@pytest.fixture(scope="module")
def library(shared_dir, tmp_path_factory) -> Library:
    """Return the national files, and an invented bereik for the 110 wijken of Amsterdam."""
    files = [
        shared_dir / "cbs" / name for name in ("statline-85984NED-2024-nederland.csv", "wijken-2024-nederland.geojson")
    ]
    codes = sorted(read_files(files, year=2024).wijk_codes(AMSTERDAM, 2024))
    rows = [f"{code};2024;{number * 3};{number / 10}".replace(".", ",") for number, code in enumerate(codes)]
    bereik = tmp_path_factory.mktemp("bereik") / "bereik.csv"
    bereik.write_text("\n".join(["wijkcode;jaar;unieke kinderen;fte", *rows]))
    return read_files([*files, bereik], year=2024)


@pytest.fixture
def sheets(library) -> Factsheets:
    return Factsheets(library, build_monitor(library, AMSTERDAM, 2024), TODAY)


class Recorder:
    """Stands in for the compiler: keeps what it is given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def compile(self, *, sys_inputs: dict[str, str], **_: object) -> bytes:
        self.given.append(sys_inputs["data"])
        return b""


def test_a_factsheet(benchmark, sheets, monkeypatch):
    """Compare with typst alone, given words and drawings; each wijk once, because typst remembers what it has seen."""
    codes = list(sheets.monitor.names)
    recorder = Recorder()
    with monkeypatch.context() as patch:
        patch.setattr(typeset, "_compiler", lambda _: recorder)
        for code in codes[:20]:
            sheets.of_wijk(code)
    template = Path(typeset.__file__).parent / "assets" / "factsheet.typ"
    fonts = typeset._fonts()
    alone = []
    for data in recorder.given:
        start = time.perf_counter()
        typst.Compiler(input=str(template), root=str(template.parent), font_paths=fonts).compile(
            format="pdf", pdf_standards="ua-1", timestamp=0, sys_inputs={"data": data}
        )
        alone.append(time.perf_counter() - start)
    rest = iter(codes[20:])
    made = benchmark.pedantic(sheets.of_wijk, setup=lambda: ((next(rest),), {}), rounds=20)
    bare = statistics.median(alone)
    assert made.startswith(b"%PDF")
    benchmark.extra_info["typst alone, s"] = round(bare, 3)
    benchmark.extra_info["ratio to typst alone"] = round(statistics.median(own_seconds(benchmark)) / bare, 2)
    benchmark.extra_info["kB"] = len(made) // 1000


def test_a_factsheet_of_the_gemeente(benchmark, sheets):
    made = benchmark.pedantic(sheets.of_gemeente, rounds=1)
    assert made.startswith(b"%PDF")
    benchmark.extra_info["kB"] = len(made) // 1000


def test_all_factsheets_in_one_zip(benchmark, sheets):
    made = benchmark.pedantic(lambda: bundle_factsheets(sheets), rounds=1)
    assert made
    benchmark.extra_info["sheets"] = len(sheets.monitor.names) + 1
    benchmark.extra_info["MB"] = round(len(made) / 1e6, 1)


def test_a_praatplaat(benchmark, library, sheets):
    plan = default_plan(sheets.monitor)
    made = benchmark.pedantic(lambda: build_praatplaat(library, sheets.monitor, plan, today=TODAY), rounds=1)
    assert made.startswith(b"%PDF")
    benchmark.extra_info["kB"] = len(made) // 1000


def test_a_chart_as_png(benchmark, library, sheets):
    story = build_story(library, sheets.monitor, default_plan(sheets.monitor), today=TODAY)
    slide = next(slide for slide in story.slides if slide.part == "gemeente")
    made = benchmark.pedantic(lambda: slide_png(slide, story.context), rounds=5)
    assert made.startswith(b"\x89PNG")
    benchmark.extra_info["kB"] = len(made) // 1000
