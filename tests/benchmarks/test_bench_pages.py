"""Script time of a page for 110 wijken (Amsterdam), against one plotly express bar chart of the same figures."""

import time
from pathlib import Path

import plotly.express as px
import pytest
from streamlit.testing.v1 import AppTest

from kinderwerk_stats.ui.pages import PAGES

ROOT = Path(__file__).parents[2]
AMSTERDAM = "GM0363"


@pytest.fixture
def amsterdam(shared_dir, tmp_path, monkeypatch):
    """Show the national files, and an invented bereik for the 110 wijken of Amsterdam."""
    for file in ("statline-85984NED-2024-nederland.csv", "wijken-2024-nederland.geojson"):
        (tmp_path / file).write_bytes((shared_dir / "cbs" / file).read_bytes())
    (tmp_path / "bronnen.toml").write_text('["statline-85984NED-2024-nederland.csv"]\njaar = 2024\n')
    national = (tmp_path / "statline-85984NED-2024-nederland.csv").read_text("utf-8-sig").splitlines()
    codes = sorted({part.strip('" ') for line in national for part in line.split(";") if part.startswith('"WK0363')})
    rows = [f"{code};2024;{number * 3};{number / 10}".replace(".", ",") for number, code in enumerate(codes)]
    (tmp_path / "bereik.csv").write_text("\n".join(["wijkcode;jaar;unieke kinderen;fte", *rows]))
    monkeypatch.setenv("KINDERWERK_DATA", str(tmp_path))
    return codes


@pytest.mark.parametrize("record", PAGES, ids=lambda record: record.name)
def test_a_page_switch(benchmark, amsterdam, record):
    app = AppTest.from_file(str(ROOT / "kinderwerk_stats" / "ui" / "frame.py"), default_timeout=60)
    app.query_params["gemeente"] = AMSTERDAM
    app.run()
    if record is not PAGES[0]:
        app.switch_page(f"../../pages/{record.script}").run()
    benchmark.pedantic(app.run, rounds=10, warmup_rounds=2)
    assert not app.exception

    start = time.perf_counter()
    for _ in range(5):
        px.bar(x=range(len(amsterdam)), y=amsterdam, orientation="h")
    one_chart = (time.perf_counter() - start) / 5
    milliseconds = benchmark.stats.stats.median * 1000
    benchmark.extra_info["page_ms"] = round(milliseconds, 1)
    benchmark.extra_info["times_one_plotly_express_bar"] = round(milliseconds / 1000 / one_chart, 2)
