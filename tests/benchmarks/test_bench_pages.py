"""Script time of a page for 110 wijken (Amsterdam), against one plotly express bar chart of the same figures."""

import gc
import statistics
from pathlib import Path

import plotly.express as px
import pytest
from streamlit.testing.v1 import AppTest

from kinderwerk_stats.text.need_choice import NEED_PARTS
from kinderwerk_stats.ui.pages import PAGES
from kinderwerk_stats.ui.start import prepare
from tests.benchmarks.timing import fastest_of, own_seconds, seconds_once

ROOT = Path(__file__).parents[2]
AMSTERDAM = "GM0363"


@pytest.fixture
def amsterdam(shared_dir, tmp_path, monkeypatch):
    """Show the national files, and an invented bereik for the 110 wijken of Amsterdam."""
    for file in ("statline-85984NED-2024-nederland.csv", "wijken-2024-nederland.geojson"):
        (tmp_path / file).write_bytes((shared_dir / "cbs" / file).read_bytes())
    (tmp_path / "bronnen.toml").write_text(
        '["statline-85984NED-2024-nederland.csv"]\njaar = 2024\n["behoefte.csv"]\njaar = 2024\nverzonnen = true\n'
    )
    national = (tmp_path / "statline-85984NED-2024-nederland.csv").read_text("utf-8-sig").splitlines()
    codes = sorted({part.strip('" ') for line in national for part in line.split(";") if part.startswith('"WK0363')})
    rows = [f"{code};2024;{number * 3};{number / 10}".replace(".", ",") for number, code in enumerate(codes)]
    (tmp_path / "bereik.csv").write_text("\n".join(["wijkcode;jaar;unieke kinderen;fte", *rows]))
    (tmp_path / "behoefte.csv").write_text("\n".join(invented_need(codes)))
    monkeypatch.setenv("KINDERWERK_DATA", str(tmp_path))
    return codes


def invented_need(codes):
    """Return the lines of a KWB file with all that need is made of; no two figures put the wijken in one order."""
    lines = [
        "gwb_code_10;regio;recs;jaar;a_inw;a_00_14;a_65_oo;a_soz_wb;p_jz_tn;a_opl_lg;a_opl_md;a_opl_hg;p_hh_osm;g_wozbag"
    ]
    for number, code in enumerate([AMSTERDAM, *codes]):
        one, two, three = number * 37 % 101, number * 53 % 89, number * 71 % 97
        size = len(codes) if code == AMSTERDAM else 1
        people = [size * count for count in (9000, 1500, 1200, 10 * one)]
        learnt = [size * count for count in (500 + 10 * three, 2000, 3000 - 10 * one)]
        shares = [f"{share:.1f}".replace(".", ",") for share in (4 + two / 10, 2 + three / 10)]
        kind = "Gemeente" if code == AMSTERDAM else "Wijk"
        cells = (code, f"Wijk {number}", kind, 2024, *people, shares[0], *learnt, shares[1], 200 + 3 * two)
        lines.append(";".join(map(str, cells)))
    return [*lines, ""]


@pytest.fixture
def warm(amsterdam):
    """Start as the server starts: files read, every module imported; Overzicht seen."""
    prepare()
    app = new_visitor()
    app.run()
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def new_visitor():
    app = AppTest.from_file(str(ROOT / "kinderwerk_stats" / "ui" / "frame.py"), default_timeout=60)
    app.user = {"kinderwerk": '{"hier": true}'}
    app.query_params["gemeente"] = AMSTERDAM
    return app


@pytest.mark.parametrize("record", PAGES, ids=lambda record: record.name)
def test_a_page_switch(benchmark, amsterdam, warm, record):
    """Time the switch itself: a visitor on another page goes to this one, which nobody opened before."""
    other = PAGES[1] if record is PAGES[0] else PAGES[0]
    switches = []

    def arrive():
        app = new_visitor()
        app.switch_page(f"../../pages/{other.script}") if other is not PAGES[0] else None
        app.run()
        app.switch_page(f"../../pages/{record.script}")
        return (app,), {}

    def switch(app):
        switches.append(seconds_once(app.run))
        assert not app.exception

    benchmark.pedantic(switch, setup=arrive, rounds=12)
    chart = fastest_of(benchmark, lambda: px.bar(x=range(len(amsterdam)), y=amsterdam, orientation="h"))
    later = statistics.median(switches[1:] or switches)
    benchmark.extra_info["first_switch_ms"] = round(switches[0] * 1000, 1)
    benchmark.extra_info["later_switch_ms"] = round(later * 1000, 1)
    benchmark.extra_info["times_one_plotly_express_bar"] = round(later / chart, 2)


@pytest.mark.parametrize("part", NEED_PARTS)
def test_another_weight_of_need(benchmark, amsterdam, warm, part):
    """Time a run of each part of Behoefte that was seen before, and once with weights that nobody chose before."""

    def run(**params):
        app = new_visitor()
        for name, value in {"deel": part, **params}.items():
            app.query_params[name] = value
        app.switch_page("../../pages/verkennen/behoefte.py")
        passed = seconds_once(app.run)
        assert not app.exception
        assert app.get("plotly_chart"), "without figures of need there is nothing to time"
        return app, passed

    app, _ = run()
    _, fresh = run(weging="bestaanszekerheid:1.5,gezin:0.5,draagkracht:3")
    benchmark.pedantic(app.run, rounds=12)
    chart = fastest_of(benchmark, lambda: px.bar(x=range(len(amsterdam)), y=amsterdam, orientation="h"))
    seen = statistics.median(own_seconds(benchmark))
    benchmark.extra_info["wijken"] = len(amsterdam)
    benchmark.extra_info["seen_ms"] = round(seen * 1000, 1)
    benchmark.extra_info["new_weights_ms"] = round(fresh * 1000, 1)
    benchmark.extra_info["times_one_plotly_express_bar"] = round(seen / chart, 2)
