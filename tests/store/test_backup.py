"""A backup of either kind of database comes back in either kind."""

import sqlite3
from contextlib import closing, contextmanager

import pytest

from kinderwerk_stats.cli import main
from kinderwerk_stats.store import Profile, Store, StoreUnavailable
from kinderwerk_stats.store.backup import _SEAL_BYTES, _seal
from kinderwerk_stats.story.plan_file import read_plan, write_plan
from tests.builders import GEMEENTE, bereik_table
from tests.people import JAN, PIET
from tests.story_builders import full_plan
from tests.words import refusal_saying


def reached(*figures, **options):
    return bereik_table({"reached_count": figures}, **options)


def fill(store, publication):
    store.publish([reached(1, 2, 3)], gemeente_code=GEMEENTE, publication=publication, by=JAN)
    store.publish(
        [reached(4, 5, 6), reached(7, 8, 9, year=2023)], gemeente_code=GEMEENTE, publication=publication, by=JAN
    )
    store.publish([reached(1, 1, 1, year=2022)], gemeente_code=GEMEENTE, publication=publication, by=JAN, concept=True)
    store.save_profile(Profile("Stichting", GEMEENTE, "abc", {"wijk": {"Oost": "WK900101"}}), JAN)
    store.keep("verhaal", GEMEENTE, "Bezoek", write_plan(full_plan()), by=JAN)


def everything(store):
    listed = [version for dataset in store.datasets() for version in store.versions(dataset.id)]
    figures = [store.load_version(version.id).values["reached_count"].tolist() for version in listed]
    log = [(e.who, e.action, e.key, e.version_number, e.when, e.note) for e in store.audit_log()]
    plans = store.kept("verhaal", GEMEENTE)
    return listed, figures, store.concepts(JAN), store.profiles(), plans, log


@contextmanager
def changed_backup(path):
    """Give a connection to change a backup by; it has the seal of what it is then."""
    path.write_bytes(path.read_bytes()[:-_SEAL_BYTES])
    with closing(sqlite3.connect(path)) as connection, connection:
        yield connection
    _seal(path)


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request, new_place):
    store = Store(new_place(request.param))
    yield store
    store.close()


def test_everything_comes_back_in_another_store(store, other, publication, tmp_path):
    fill(store, publication)
    store.back_up(tmp_path / "kopie.sqlite")
    assert sorted(path.name for path in tmp_path.iterdir() if "kopie" in path.name) == ["kopie.sqlite"]
    other.put_back(tmp_path / "kopie.sqlite", PIET)
    *before, log = everything(store)
    *after, new_log = everything(other)
    assert after == before
    assert new_log[1:] == log
    assert new_log[0][:2] == ("Piet", "reservekopie teruggezet")
    # It goes on as a store: numbers of rows do not collide with those that came back.
    (version,) = other.publish([reached(0, 0, 0)], gemeente_code=GEMEENTE, publication=publication, by=JAN)
    assert (version.number, version.id > max(v.id for v in before[0])) == (3, True)
    other.save_profile(Profile("Stichting 2", GEMEENTE, "def"), JAN)
    assert read_plan(other.kept("verhaal")[0].content, "verhaal") == full_plan()
    other.keep("verhaal", GEMEENTE, "Tweede bezoek", b"x", by=JAN)


def test_a_presentation_that_somebody_looked_at_is_nothing_to_ask_about(store, other, publication, tmp_path):
    fill(store, publication)
    store.back_up(tmp_path / "kopie.sqlite")
    other.keep_presentation("merk", b"van het voorbeeld", gemeente_code=GEMEENTE, by=JAN)
    other.end_login("van Jan", JAN)
    other.put_back(tmp_path / "kopie.sqlite", PIET)
    assert everything(other)[:-1] == everything(store)[:-1]
    # Who logged out since that backup stays so.
    assert other.has_ended("van Jan")


def test_a_store_with_something_in_it_is_only_replaced_when_asked_and_its_log_stays(store, publication, tmp_path):
    fill(store, publication)
    store.back_up(tmp_path / "kopie.sqlite")
    before, stamp = everything(store), store.stamp()
    store.publish([reached(0, 0, 0, year=2021)], gemeente_code=GEMEENTE, publication=publication, by=JAN)
    with refusal_saying("er staan al gegevens in"):
        store.put_back(tmp_path / "kopie.sqlite", PIET)
    assert [d.key.year for d in store.datasets()] == [2021, 2023, 2024]
    store.put_back(tmp_path / "kopie.sqlite", PIET, overwrite=True)
    assert everything(store)[:-1] == before[:-1]
    assert store.stamp() not in (stamp, "")
    actions = [(entry.action, entry.key.year if entry.key else None) for entry in store.audit_log(limit=2)]
    assert actions == [("reservekopie teruggezet", None), ("gepubliceerd", 2021)]


def test_a_backup_is_never_written_over_a_file_and_never_half(store, publication, tmp_path):
    with refusal_saying("nog niets opgeslagen"):
        store.back_up(tmp_path / "kopie.sqlite")
    fill(store, publication)
    (tmp_path / "kopie.sqlite").write_text("van mij")
    with refusal_saying("dit bestand is er al"):
        store.back_up(tmp_path / "kopie.sqlite")
    assert (tmp_path / "kopie.sqlite").read_text() == "van mij"
    with refusal_saying("schrijven lukt niet"):
        store.back_up(tmp_path / "geen map" / "kopie.sqlite")


@pytest.mark.parametrize("content", [b"", b"geen database", b"SQLite format 3\0" + b"\xff" * 4000])
def test_what_is_no_backup_changes_nothing(store, publication, tmp_path, content):
    fill(store, publication)
    (tmp_path / "kopie.sqlite").write_bytes(content)
    with refusal_saying("geen reservekopie"):
        store.put_back(tmp_path / "kopie.sqlite", PIET, overwrite=True)
    with refusal_saying("dit bestand is er niet"):
        store.put_back(tmp_path / "anders.sqlite", PIET, overwrite=True)
    assert len(store.datasets()) == 2


def test_a_backup_of_a_newer_program_is_refused_and_left_as_it_is(store, publication, tmp_path):
    fill(store, publication)
    store.back_up(tmp_path / "kopie.sqlite")
    with changed_backup(tmp_path / "kopie.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    content = (tmp_path / "kopie.sqlite").read_bytes()
    with refusal_saying("nieuwere versie van dit programma", StoreUnavailable):
        store.put_back(tmp_path / "kopie.sqlite", PIET, overwrite=True)
    assert (tmp_path / "kopie.sqlite").read_bytes() == content


def test_the_commands_do_the_same(tmp_path, monkeypatch, publication, capsys):
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "een"))
    copy = str(tmp_path / "kopie.sqlite")
    assert main(["store", "reservekopie", copy]) == 1
    fill(Store(tmp_path / "een" / "kinderwerk.sqlite"), publication)
    assert main(["store", "reservekopie", copy]) == 0
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "twee"))
    assert main(["store", "terugzetten", copy]) == 0
    assert main(["store", "terugzetten", copy]) == 1
    assert "--overschrijf" in capsys.readouterr().err
    assert main(["store", "terugzetten", copy, "--overschrijf"]) == 0
    assert len(Store(tmp_path / "twee" / "kinderwerk.sqlite").datasets()) == 2
