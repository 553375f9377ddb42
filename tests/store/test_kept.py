"""Goals, notes beside figures and plans for the money: in versions, undone by writing again, never over unseen."""

import sqlite3

import pytest
import sqlalchemy as sa

from kinderwerk_stats.store import KeptConflict, Store
from kinderwerk_stats.store import kept as rows
from kinderwerk_stats.store.migrate import upgrade
from tests.builders import GEMEENTE
from tests.people import PIET, somebody
from tests.store.processes import keep_one, prepare
from tests.words import refusal_saying


def keep(store, content=b"{}", name="1", kind="doel", gemeente_code=GEMEENTE, who="Jan", based_on=0):
    return store.keep(kind, gemeente_code, name, content, by=somebody(who), based_on=based_on)


def test_the_newest_number_counts_and_every_version_stays(store):
    before = store.stamp()
    first = keep(store, b"een")
    second = keep(store, b"twee", who="Piet", based_on=1)
    assert (first.number, second.number, second.who, second.content) == (1, 2, "Piet", b"twee")
    assert store.kept("doel", GEMEENTE) == [second]
    assert store.kept_versions("doel", GEMEENTE, "1") == [second, first]
    assert store.stamp() != before and store.stamp().endswith(":2")


def test_undo_is_an_earlier_content_written_again(store):
    first = keep(store, b"een")
    keep(store, b"twee", based_on=1)
    again = keep(store, first.content, who="Piet", based_on=2)
    assert store.kept("doel", GEMEENTE) == [again]
    assert [v.content for v in store.kept_versions("doel", GEMEENTE, "1")] == [b"een", b"twee", b"een"]


def test_what_is_taken_back_is_gone_for_everybody_and_can_come_back(store):
    keep(store, b"een")
    keep(store, b"", based_on=1)
    assert store.kept("doel", GEMEENTE) == []
    with refusal_saying("Jan heeft dit op .* al ingetrokken", KeptConflict):
        keep(store, b"twee", based_on=1)
    assert keep(store, b"een").number == 3
    keep(store, b"", based_on=3)
    assert keep(store, b"een", based_on=4).number == 5


def test_kinds_names_and_gemeenten_stand_apart(store):
    assert store.kept("doel", GEMEENTE) == []
    keep(store, b"a", "b")
    keep(store, b"b", "a")
    keep(store, b"c", "a", kind="duiding")
    keep(store, b"d", "a", gemeente_code="GM0344")
    assert [(k.name, k.content) for k in store.kept("doel", GEMEENTE)] == [("a", b"b"), ("b", b"a")]
    assert [k.content for k in store.kept("duiding", GEMEENTE)] == [b"c"]
    assert [k.content for k in store.kept("doel")] == [b"d", b"b", b"a"]


def test_nothing_is_written_over_unseen(store):
    keep(store, b"een")
    keep(store, b"van Piet", who="Piet", based_on=1)
    for seen in (0, 1, 3):
        with refusal_saying(r"Piet heeft dit op .* al veranderd", KeptConflict):
            keep(store, b"van Jan", based_on=seen)
    with refusal_saying("dit is er niet meer", KeptConflict):
        keep(store, b"x", "nooit", based_on=1)
    assert [k.content for k in store.kept("doel", GEMEENTE)] == [b"van Piet"]
    assert len(store.audit_log()) == 2


def test_of_two_who_keep_at_once_one_is_told(where):
    processes = [prepare().Process(target=keep_one, args=(where, f"P{n}")) for n in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert sorted(process.exitcode for process in processes) == [0, 7, 7]
    store = Store(where)
    (kept,) = store.kept("doel", GEMEENTE)
    assert kept.content == kept.who.encode()
    store.close()


@pytest.mark.parametrize("name", ["", " \n ", "a" * 81, "nul\x00"])
def test_a_name_that_cannot_be_is_refused(store, name):
    with refusal_saying("een naam van hoogstens 80 tekens"):
        keep(store, name=name)
    assert store.audit_log() == []


def test_there_are_ceilings(store, monkeypatch):
    monkeypatch.setitem(rows.MOST_KEPT, "doel", 2)
    monkeypatch.setitem(rows.MOST_VERSIONS, "doel", 3)
    keep(store, name="a")
    keep(store, name="b")
    with refusal_saying("er zijn er al 2 in deze gemeente.*trek er eerst een in"):
        keep(store, name="c")
    keep(store, b"", "b", based_on=1)
    keep(store, name="c")
    with refusal_saying("er zijn er al 2 in deze gemeente"):
        keep(store, name="b", based_on=2)
    keep(store, name="a", based_on=1)
    keep(store, name="a", based_on=2)
    with refusal_saying("hiervan zijn al 3 versies"):
        keep(store, name="a", based_on=3)
    with refusal_saying("hoogstens 500 kB"):
        keep(store, b"x" * (rows.MOST_BYTES["doel"] + 1), "d")


def test_the_log_says_who_did_what(store):
    keep(store)
    keep(store, b"", who="Piet", based_on=1)
    keep(store, kind="plan", name="Voorjaar")
    said = [(entry.who, entry.action, entry.version_number, entry.note) for entry in store.audit_log()]
    assert said == [
        ("Jan", "plan bewaard", 1, f"Voorjaar ({GEMEENTE})"),
        ("Piet", "doel ingetrokken", 2, f"1 ({GEMEENTE})"),
        ("Jan", "doel gepubliceerd", 1, f"1 ({GEMEENTE})"),
    ]


def test_it_comes_back_from_a_backup_with_every_version(store, new_place, tmp_path):
    keep(store, b"een")
    keep(store, b"twee", based_on=1)
    store.back_up(tmp_path / "kopie.sqlite")
    for kind in ("sqlite", "postgresql"):
        other = Store(new_place(kind))
        other.put_back(tmp_path / "kopie.sqlite", PIET)
        assert other.kept_versions("doel", GEMEENTE, "1") == store.kept_versions("doel", GEMEENTE, "1")
        assert keep(other, b"drie", based_on=2).number == 3
        other.close()


def test_a_backup_of_before_comes_back_without_them(tmp_path):
    old = Store(tmp_path / "oud.sqlite")
    old.database._prepare()
    with old.database._write() as connection:
        upgrade(connection, "0003")
        assert not sa.inspect(connection).has_table("kept")
    with sqlite3.connect(tmp_path / "oud.sqlite") as source, sqlite3.connect(tmp_path / "kopie.sqlite") as copy:
        source.backup(copy)
    source.close()
    copy.close()
    store = Store(tmp_path / "nieuw.sqlite")
    keep(store, b"weg na het terugzetten")
    store.put_back(tmp_path / "kopie.sqlite", PIET, overwrite=True)
    assert store.kept("doel", GEMEENTE) == []
    assert keep(store).number == 1


def test_a_number_is_given_once_by_a_rule_of_the_database(store):
    keep(store)
    keep(store, based_on=1)
    with pytest.raises(sa.exc.IntegrityError), store.database._write() as connection:
        connection.execute(rows.table.update().values(number=1))


def test_capitals_make_no_other_plan(store):
    keep(store, b"een", "Ruim", kind="plan")
    with refusal_saying("Jan heeft dit op", KeptConflict):
        keep(store, b"twee", "ruim", kind="plan")
    assert keep(store, b"twee", "RUIM", kind="plan", based_on=1).name == "Ruim"
    assert keep(store, b"een", "ruim", kind="plan", gemeente_code="GM0344").name == "ruim"


def test_another_name_is_one_write(store, monkeypatch):
    first = keep(store, b"een", "Ruim", kind="plan")
    other = keep(store, b"twee", "Krap", kind="plan")
    with refusal_saying("Jan heeft dit op", KeptConflict):
        store.rename_kept(first, "krap", by=PIET)
    # Half of it did not happen: the old name still counts.
    assert store.kept("plan", GEMEENTE) == [other, first]
    keep(store, b"drie", "Ruim", kind="plan", based_on=1)
    with refusal_saying("Jan heeft dit op", KeptConflict):
        store.rename_kept(first, "Wijd", by=PIET)
    assert [each.name for each in store.kept("plan", GEMEENTE)] == ["Krap", "Ruim"]
    monkeypatch.setitem(rows.MOST_KEPT, "plan", 2)
    current = store.kept("plan", GEMEENTE)[1]
    renamed = store.rename_kept(current, "Zuinig", by=PIET)
    assert (renamed.name, renamed.number, renamed.content, renamed.who) == ("Zuinig", 1, b"drie", "Piet")
    assert [each.name for each in store.kept("plan", GEMEENTE)] == ["Krap", "Zuinig"]
    assert [each.name for each in store.kept("plan", GEMEENTE, taken_back=True)] == ["Ruim"]
