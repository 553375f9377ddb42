"""A store that was there and is gone is said, and nothing begins in its place; a fresh machine just starts."""

import shutil
import subprocess
import sys

import psycopg
import pytest

from kinderwerk_stats.cli import main
from kinderwerk_stats.store import StoreUnavailable, open_store
from kinderwerk_stats.store.opening import _store_at
from kinderwerk_stats.ui import loaders
from tests.builders import GEMEENTE, bereik_table
from tests.people import JAN, PIET
from tests.words import refusal_saying

GONE = "de opslag die hier was, is er niet meer"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path, monkeypatch):
    """Let the installation have a place for a store; return what takes it away and starts the program again."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    if request.param == "sqlite":
        monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "volume"))
        # As a volume that is not mounted: the folder is there, and empty.
        yield lambda: (shutil.rmtree(tmp_path / "volume"), (tmp_path / "volume").mkdir(), _store_at.cache_clear())
        return
    url = request.getfixturevalue("postgres_url")
    monkeypatch.setenv("KINDERWERK_DATABASE_URL", url)
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "keys"))

    def take_away():
        open_store().close()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        _store_at.cache_clear()

    yield take_away
    open_store().close()


@pytest.fixture(autouse=True)
def _restarted():
    _store_at.cache_clear()
    yield
    _store_at.cache_clear()


def publish(publication):
    open_store().publish(
        [bereik_table({"reached_count": [1, 2, 3]})], gemeente_code=GEMEENTE, publication=publication, by=JAN
    )


def test_a_store_that_is_gone_after_a_restart_is_said_and_nothing_is_published(place, publication, tmp_path):
    publish(publication)
    open_store().back_up(tmp_path / "kopie.sqlite")
    place()
    for use in (
        open_store().stamp,
        open_store().load_published,
        open_store().audit_log,
        lambda: publish(publication),
        loaders.load_library,
    ):
        with refusal_saying(GONE, StoreUnavailable):
            use()
    assert not list((tmp_path / "volume").iterdir() if (tmp_path / "volume").exists() else ())
    open_store().put_back(tmp_path / "kopie.sqlite", PIET)
    assert [entry.action for entry in open_store().audit_log()] == ["reservekopie teruggezet", "gepubliceerd"]


def test_whoever_knows_that_it_is_gone_begins_anew(place, publication, capsys):
    publish(publication)
    assert main(["store", "nieuw"]) == 1
    assert "er staan al gegevens in" in capsys.readouterr().err
    place()
    assert main(["store", "controleer"]) == 1
    assert main(["store", "nieuw"]) == 0
    assert open_store().load_published() == ()
    publish(publication)
    assert [entry.action for entry in open_store().audit_log()] == ["gepubliceerd", "opslag nieuw begonnen"]


def test_a_fresh_machine_starts_with_nothing(place, publication):
    del place
    assert (open_store().stamp(), open_store().load_published(), open_store().audit_log()) == ("", (), [])
    assert loaders.load_library().gemeenten() == {GEMEENTE: "Halmerdam"}
    publish(publication)
    assert open_store().stamp()


def test_a_machine_that_remembers_nothing_is_told_that_there_is_a_store(place, publication, monkeypatch):
    monkeypatch.setenv("KINDERWERK_STORE_BESTAAT", "ja")
    for use in (open_store().stamp, lambda: publish(publication)):
        with refusal_saying(GONE, StoreUnavailable):
            use()
    assert main(["store", "nieuw"]) == 0
    publish(publication)
    place()
    with refusal_saying(GONE, StoreUnavailable):
        open_store().stamp()


def test_another_process_sees_it_too(tmp_path, monkeypatch, publication):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "volume"))
    publish(publication)
    shutil.rmtree(tmp_path / "volume")
    done = subprocess.run(
        [sys.executable, "-m", "kinderwerk_stats", "store", "reservekopie", str(tmp_path / "kopie.sqlite")],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1 and GONE in done.stderr


def test_what_remembers_does_not_stand_where_the_store_stands_and_says_nothing(tmp_path, monkeypatch, publication):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "volume"))
    publish(publication)
    (marker,) = (path for path in (tmp_path / "state").rglob("*") if path.is_file())
    assert marker.read_bytes() == b""
