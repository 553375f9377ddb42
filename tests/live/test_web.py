"""The connection itself: certificates, proxies, what is asked at once, and that nothing is loaded before it is used."""

import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from kinderwerk_stats.live.settings import read_live_settings
from kinderwerk_stats.live.web import NotThere
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.text.problems import describe
from tests.live.conftest import Desk
from tests.live.server import serve

# Made for this test: a certificate that nobody has signed, and its key.
CERTIFICATE = Path(__file__).parent / "only_for_tests.pem"


@pytest.fixture
def secure_address():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with serve(context) as stand_in:
        yield stand_in.address


def test_a_certificate_that_nobody_signed_is_refused_at_once(desk: Desk, secure_address: str) -> None:
    with desk.web() as web, pytest.raises(InputRefused) as refused:
        web.get_json(f"{secure_address}/v4/Datasets", "value")
    assert [p.code for p in refused.value.problems] == ["live_certificaat"]
    assert "SSL_CERT_FILE" in str(describe(refused.value.problems[0]))
    assert desk.clock.waited == []


def test_the_certificates_of_the_organisation_are_used(
    desk: Desk, secure_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with desk.web() as web:
        assert web.get_json(f"{secure_address}/v4/Datasets", "value")["value"]


def test_the_proxy_of_the_environment_is_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", desk.stand_in.address)
    monkeypatch.setenv("NO_PROXY", "")
    with desk.web() as web, pytest.raises(NotThere):
        web.get_json("http://data.example/x", "value")
    assert desk.stand_in.asked == ["http://data.example/x"]


def test_nobody_there_is_said_after_three_tries(desk: Desk) -> None:
    with desk.web() as web, pytest.raises(InputRefused) as refused:
        web.get_json("http://127.0.0.1:9/x", "value")
    assert [p.code for p in refused.value.problems] == ["live_niet_bereikbaar"]
    assert desk.clock.waited == [1.5, 4.0]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('[diensten]\nodata4 = "http://datasets.cbs.nl/x"', "diensten_adres"),
        ("[grenzen]\npaginas = 0", "diensten_getal"),
        ("[grenzen]\ntegelijk = 9", "diensten_getal"),
        ("[grenzen]\nhaast = 1", "diensten_woord"),
        ('[tabellen]\nkwb = { 2024 = "x\' or 1" }', "diensten_tabel"),
        ("[tabellen", "diensten_onleesbaar"),
    ],
)
def test_settings_that_cannot_be_are_refused(desk: Desk, line: str, code: str) -> None:
    (desk.folder / "diensten.toml").write_text(line, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_live_settings()
    assert [p.code for p in refused.value.problems] == [code]
    assert str(describe(refused.value.problems[0]))


def test_our_own_settings_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KINDERWERK_DIENSTEN", raising=False)
    settings = read_live_settings()
    assert next(iter(settings.tables("kwb"))) == 2026 and settings.tables("leeftijden")
    assert settings.hosts(("kwb",)) == ["datasets.cbs.nl", "opendata.cbs.nl", "download.cbs.nl"]


@pytest.mark.parametrize(
    ("imported", "absent"),
    [
        # Everything that stands ready before the first visitor comes: neither the library nor our client.
        ("dashboard, kinderwerk_stats.ui.pages, kinderwerk_stats.ui.sidebar; dashboard.prepare()", ("httpx", "live")),
        ("kinderwerk_stats.cli", ("httpx",)),
        # The page that can fetch, until somebody does.
        ("kinderwerk_stats.ui.delivery.fetching", ("httpx",)),
    ],
)
def test_who_does_not_fetch_does_not_load_it(imported: str, absent: tuple[str, ...]) -> None:
    found = "[m for m in sys.modules if m.split('.')[0] == 'httpx' or m.startswith('kinderwerk_stats.live')]"
    code = f"import sys, {imported}; print(*{found})"
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, cwd=root)
    assert run.returncode == 0, run.stderr[-500:]
    assert [name for name in absent if name in run.stdout] == []
