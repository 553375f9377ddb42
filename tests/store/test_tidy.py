"""What a killed run left, and what cannot be read, is named and removed; nothing else is touched."""

from datetime import UTC, datetime, timedelta

import pytest

from kinderwerk_stats.cli import main
from kinderwerk_stats.store import Store, check_store, find_leftovers, remove_leftovers
from kinderwerk_stats.store.schema import kept, versions
from tests.builders import GEMEENTE, bereik_table
from tests.people import JAN, somebody


def change(store, table, where, **values):
    with store.database._write() as connection:
        connection.execute(table.update().where(where).values(**values))


@pytest.fixture
def left(store, publication):
    """Return a store with something published, a concept of a killed run, one of now, and damage."""
    for year, concept in ((2023, False), (2024, False), (2021, True), (2022, True)):
        tables = [bereik_table({"reached_count": [1, 2, 3]}, year=year)]
        store.publish(tables, gemeente_code=GEMEENTE, publication=publication, by=JAN, concept=concept)
    change(store, versions, versions.c.id == 3, made_at=datetime.now(UTC) - timedelta(hours=2))
    change(store, versions, versions.c.id == 1, peildatum="anders")
    for number in range(2):
        store.keep("doel", GEMEENTE, "1", b"een", by=JAN, based_on=number)
    change(store, kept, kept.c.number == 2, content=b"twee")
    return store


def test_all_of_it_is_named_and_removed_and_nothing_else(left):
    found = find_leftovers(left.database)
    assert sorted(each.problem.code for each in found) == [
        "bewaard_onleesbaar", "versie_onleesbaar", "versie_onleesbaar"
    ]  # fmt: skip
    remove_leftovers(left.database, found, somebody("beheerder"))
    assert (find_leftovers(left.database), check_store(left.database)) == ([], [])
    assert [table.year for table in left.load_published()] == [2024]
    assert [version.key.year for version in left.concepts(JAN)] == [2022]
    # What stood there before does not count again.
    assert left.kept("doel") == [] and [each.content for each in left.kept_versions("doel", GEMEENTE, "1")] == [
        b"", b"een"
    ]  # fmt: skip
    assert {(entry.who, entry.action) for entry in left.audit_log(limit=3)} == {("beheerder", "opgeruimd")}


def test_a_presentation_that_is_damaged_goes_and_can_be_started_again(store):
    store.keep_presentation("merk", b"dia's", gemeente_code=GEMEENTE, by=JAN)
    change(store, kept, kept.c.name == "merk", content=b"anders")
    (found,) = find_leftovers(store.database)
    assert found.problem.place.subject == "een presentatie", "who has its mark can open it"
    remove_leftovers(store.database, [found], somebody("beheerder"))
    assert store.load_presentation("merk") is None
    store.keep_presentation("merk", b"dia's", gemeente_code=GEMEENTE, by=JAN)
    assert store.load_presentation("merk") == b"dia's"


def test_the_command_lists_first_and_removes_when_asked(tmp_path, monkeypatch, publication, capsys):
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path))
    store = Store(tmp_path / "kinderwerk.sqlite")
    tables = [bereik_table({"reached_count": [1, 2, 3]})]
    store.publish(tables, gemeente_code=GEMEENTE, publication=publication, by=JAN, concept=True)
    monkeypatch.setattr("kinderwerk_stats.store.tidy._KILLED_AFTER", timedelta(0))
    assert main(["store", "opruimen"]) == 0
    assert "een concept van Jan van" in capsys.readouterr().out and len(store.concepts(JAN)) == 1
    assert main(["store", "opruimen", "--verwijder"]) == 0
    assert "Weggehaald: 1" in capsys.readouterr().out and store.concepts(JAN) == []
