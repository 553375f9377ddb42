"""Of a delivered file neither its name nor a plain hash of its content is kept anywhere."""

import hashlib
import sqlite3
import stat

import pytest
import sqlalchemy as sa

from kinderwerk_stats.model.content import to_bytes
from kinderwerk_stats.store import Publication, Store, check_store, kind_of_file
from kinderwerk_stats.store.marks import KEY_FILE
from kinderwerk_stats.store.migrate import upgrade
from tests.builders import GEMEENTE, bereik_table
from tests.people import JAN

NAME = "Uitdraai Zonnekind Lariekoek.xlsx"
CONTENT = b"wijk;kinderen\nOost;3\n"


def everything_in(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def table():
    return bereik_table({"reached_count": [10, 20, 30]}, file=NAME)


def test_no_file_of_the_store_holds_the_name(tmp_path, publication):
    store = Store(tmp_path / "k.sqlite")
    store.publish([table()], gemeente_code=GEMEENTE, publication=publication, by=JAN)
    (loaded,) = store.load_published()
    assert loaded.source.file == "aangeleverd bestand, bereik 2024"
    store.back_up(tmp_path / "kopie.sqlite")
    store.close()
    assert b"Zonnekind" not in everything_in(tmp_path)


@pytest.mark.parametrize("name", ["Kim Jansen", "lijst 111222333", "bereik.xlsx", "Kim.Jansen van Oost"])
def test_a_publication_takes_no_name_of_a_file(name):
    with pytest.raises(ValueError, match="kind of file"):
        Publication("Stichting", "2024", "", name, "")
    assert name not in str(Publication("Stichting", "2024", "", kind_of_file(name), ""))


def test_the_mark_is_keyed_and_of_this_installation_only(tmp_path):
    here, there = Store(tmp_path / "a" / "k.sqlite"), Store(tmp_path / "b" / "k.sqlite")
    assert here.mark_of(CONTENT) == Store(tmp_path / "a" / "k.sqlite").mark_of(CONTENT)
    assert here.mark_of(CONTENT) != here.mark_of(CONTENT + b"x")
    assert here.mark_of(CONTENT) != there.mark_of(CONTENT)
    assert here.mark_of(CONTENT) != hashlib.sha256(CONTENT).hexdigest()


def test_the_key_is_for_the_program_alone(tmp_path):
    Store(tmp_path / "a" / "k.sqlite").mark_of(CONTENT)
    (key,) = (tmp_path / "a").iterdir()
    assert key.name == KEY_FILE
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700


def test_where_no_key_can_be_kept_a_mark_still_says_nothing(tmp_path):
    (tmp_path / "vol").write_text("")
    store = Store(tmp_path / "k.sqlite", key_folder=tmp_path / "vol")
    assert store.mark_of(CONTENT) == store.mark_of(CONTENT) != hashlib.sha256(CONTENT).hexdigest()


def test_names_and_hashes_that_were_kept_before_are_gone(tmp_path, publication):
    store = Store(tmp_path / "k.sqlite")
    store.database._prepare()
    with store.database._write() as connection:
        upgrade(connection, "0002")
        connection.execute(
            sa.text("INSERT INTO datasets VALUES (1, :code, 'bereik', 'Stichting', 2024)"), {"code": GEMEENTE}
        )
        row = (
            "1, 1, 1, 'gepubliceerd', 'Stichting', '2024', '', 'Jan', '2024-01-01 00:00:00', :name, :hash, 3, :content"
        )
        connection.execute(
            sa.text(f"INSERT INTO versions VALUES ({row})"),
            {"name": NAME, "hash": hashlib.sha256(CONTENT).hexdigest(), "content": to_bytes(table())},
        )
    (loaded,) = store.load_published()
    assert loaded.source.file == "aangeleverd bestand, bereik 2024"
    pd_before, pd_after = table().rows, loaded.rows
    assert pd_before.equals(pd_after)
    (version,) = store.versions(1)
    assert (version.publication.file_kind, version.publication.mark) == ("xlsx", "")
    with sqlite3.connect(tmp_path / "k.sqlite") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    store.close()
    assert b"Zonnekind" not in everything_in(tmp_path)
    assert hashlib.sha256(CONTENT).hexdigest().encode() not in everything_in(tmp_path)


def test_a_content_that_nobody_can_read_does_not_stop_the_others(tmp_path):
    store = Store(tmp_path / "k.sqlite")
    store.database._prepare()
    with store.database._write() as connection:
        upgrade(connection, "0002")
        connection.execute(sa.text("INSERT INTO datasets VALUES (1, 'GM9001', 'bereik', 'S', 2024)"))
        row = "1, 1, 1, 'vervangen', 'S', '2024', '', 'Jan', '2024-01-01 00:00:00', 'a.csv', 'x', 3, :content"
        connection.execute(sa.text(f"INSERT INTO versions VALUES ({row})"), {"content": b"kapot"})
    assert store.versions(1)[0].publication.file_kind == "csv"
    assert [problem.code for problem in check_store(store.database)] == ["versie_onleesbaar"]
