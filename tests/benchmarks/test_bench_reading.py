"""Reading country-size CBS files, against the bare parse of the same bytes. Ratios are reported, not asserted."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow.csv as arrow_csv
import pytest
import xlsxwriter
from pytest_benchmark.fixture import BenchmarkFixture
from python_calamine import CalamineWorkbook

from kinderwerk_stats.model.datasets import CbsTable
from kinderwerk_stats.sources.files.grid import read_sheets
from kinderwerk_stats.sources.recognise import read_file
from kinderwerk_stats.sources.safe import LIMITS, read_file_safely, warm_up
from kinderwerk_stats.sources.safe.workers import PEAK_BYTES, Worker
from tests.benchmarks.timing import seconds_once

# The whole country; without timing a fifth of it goes the same way.
COUNTRY_ROWS, FEWER_ROWS = 18_000, 3_600
STATUS = Path("/proc/self/status")
# The highest memory of a process of its own, without what Python and the libraries take.
PEAK_OF_PROCESS = r"""
import re, sys
from pathlib import Path
from kinderwerk_stats.sources.recognise import read_file
def peak():
    return int(re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024
before = peak()
result = read_file(Path(sys.argv[1]))
sys.stdout.write(str(peak() - before))
"""
# What Python and Arrow asked for: for a file of 2 MB the room that Arrow keeps in reserve would hide it.
PEAK_OF_ALLOCATIONS = """
import sys, tracemalloc
from pathlib import Path
import pyarrow
from kinderwerk_stats.sources.recognise import read_file
tracemalloc.start()
result = read_file(Path(sys.argv[1]))
sys.stdout.write(str(tracemalloc.get_traced_memory()[1] + pyarrow.default_memory_pool().max_memory()))
"""


@pytest.fixture(scope="session")
def number_of_rows(request: pytest.FixtureRequest) -> int:
    """Return how many areas the workbook has."""
    return COUNTRY_ROWS if request.config.getoption("benchmark_enable") else FEWER_ROWS


@pytest.fixture(scope="session")
def country_workbook(shared_dir: Path, tmp_path_factory: pytest.TempPathFactory, number_of_rows: int) -> Path:
    """Return a KWB workbook of the whole country: the rows of Utrecht under as many gemeente codes as it takes."""
    header, *rows = read_sheets(shared_dir / "cbs" / "kwb-2024-utrecht.xlsx")[0].rows
    path = tmp_path_factory.mktemp("kwb") / "kwb-nederland.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("kwb-2024")
        sheet.write_row(0, 0, header)
        for number in range(number_of_rows):
            gemeente, position = divmod(number, len(rows))
            row = rows[position]
            code = f"{str(row[0])[:2]}{gemeente + 1:04d}{str(row[0])[6:]}"
            sheet.write_row(number + 1, 0, [code, code[2:], *row[2:5], code, *row[6:]])
    return path


def time_all(benchmark: BenchmarkFixture, works: dict[str, Callable[[], object]], rounds: int = 5) -> dict[str, float]:
    """Return the fastest of some rounds for each, in seconds; in every round each has its turn."""
    rounds = 1 if benchmark.disabled else rounds
    seconds = [{name: seconds_once(work) for name, work in works.items()} for _ in range(rounds)]
    return {name: min(one[name] for one in seconds) for name in works}


def report(benchmark: BenchmarkFixture, seconds: dict[str, float], ours: str) -> None:
    """Put the times and the ratios to ours in the table of pytest-benchmark and on the terminal."""
    lines = [f"{name}: {value * 1000:.1f} ms, {seconds[ours] / value:.2f} x" for name, value in seconds.items()]
    benchmark.extra_info.update({name: round(seconds[ours] / value, 3) for name, value in seconds.items()})
    sys.stdout.write("\n" + "\n".join(lines) + "\n")


def raw_calamine(path: Path) -> object:
    """Return all cells of the first sheet, and nothing more."""
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def pandas_with_openpyxl(path: Path, columns: list[str], rows: int | None = None) -> pd.DataFrame:
    """Return the same figures the usual way."""
    frame = pd.read_excel(path, engine="openpyxl", dtype=object, nrows=rows)
    frame.columns = frame.columns.str.strip()
    frame = frame.set_index(frame["gwb_code_10"].str.strip())
    numbers = {name: pd.to_numeric(frame[name].replace({".": None, "": None})) for name in columns}
    return pd.DataFrame(numbers)


def test_country_workbook(benchmark: BenchmarkFixture, country_workbook: Path, number_of_rows: int) -> None:
    table = read_file(country_workbook).tables[0]
    assert isinstance(table, CbsTable)
    assert table.values.shape == (number_of_rows, 27)
    columns = [column for column in table.source_columns.values() if "/" not in column]
    seconds = time_all(
        benchmark,
        {"read_file": lambda: read_file(country_workbook), "calamine": lambda: raw_calamine(country_workbook)},
    )
    # All of it takes a minute, which only a time is worth.
    rows = 100 if benchmark.disabled else None
    seconds |= time_all(
        benchmark, {"pandas + openpyxl": lambda: pandas_with_openpyxl(country_workbook, columns, rows)}, 1
    )
    report(benchmark, seconds, "read_file")
    benchmark.pedantic(read_file, args=(country_workbook,), rounds=1)


def test_country_workbook_through_a_process_of_its_own(benchmark: BenchmarkFixture, country_workbook: Path) -> None:
    warm_up()
    result = read_file_safely(country_workbook)
    assert result.usable, result.problems
    assert result.tables[0].source.title == read_file(country_workbook).tables[0].source.title
    seconds = time_all(
        benchmark,
        {
            "read_file_safely": lambda: read_file_safely(country_workbook),
            "read_file": lambda: read_file(country_workbook),
            "calamine": lambda: raw_calamine(country_workbook),
        },
    )
    report(benchmark, seconds, "read_file_safely")
    worker = Worker(LIMITS.memory_bytes)
    request = {"path": str(country_workbook), "explain": False, "corrections": None, "seconds": LIMITS.seconds}
    peak = int.from_bytes(
        worker.ask(json.dumps(request).encode(), LIMITS.clock_seconds, None, None)[:PEAK_BYTES], "big"
    )
    worker.end()
    sys.stdout.write(f"peak of the process: {peak / 1e6:.0f} MB\n")
    benchmark.pedantic(read_file_safely, args=(country_workbook,), rounds=1)


def test_country_statline(benchmark: BenchmarkFixture, shared_dir: Path) -> None:
    path = shared_dir / "cbs" / "statline-85984NED-2024-nederland.csv"
    assert sum(read_file(path).area_counts.values()) == 18_310
    options = arrow_csv.ParseOptions(delimiter=";")
    seconds = time_all(
        benchmark,
        {
            "read_file": lambda: read_file(path),
            "polars": lambda: pl.read_csv(path, separator=";"),
            "pyarrow": lambda: arrow_csv.read_csv(path, parse_options=options),
        },
        40,
    )
    report(benchmark, seconds, "read_file")
    benchmark.pedantic(read_file, args=(path,), rounds=20)


def check_peak(script: str, path: Path, size: int) -> None:
    """Read a file in a process of its own and compare its peak with the file."""
    command = [sys.executable, "-c", script, str(path)]
    peak = int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    sys.stdout.write(f"\n{path.name}: peak {peak / 1e6:.1f} MB, {peak / size:.2f} x {size / 1e6:.1f} MB\n")
    assert peak < 6 * size


@pytest.mark.skipif(not STATUS.exists(), reason="reads the peak memory of a process from Linux")
def test_memory_for_the_workbook_stays_below_six_times_its_content(country_workbook: Path) -> None:
    with zipfile.ZipFile(country_workbook) as archive:
        size = sum(member.file_size for member in archive.infolist())
    check_peak(PEAK_OF_PROCESS, country_workbook, size)


def test_memory_for_statline_stays_below_six_times_the_file(shared_dir: Path) -> None:
    path = shared_dir / "cbs" / "statline-85984NED-2024-nederland.csv"
    check_peak(PEAK_OF_ALLOCATIONS, path, path.stat().st_size)
