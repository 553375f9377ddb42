"""A store or a backup in which bits changed is refused or says what is set aside; it never shows other figures."""

import hashlib
import random
import shutil
import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa

from kinderwerk_stats.cli import main
from kinderwerk_stats.delivery.own_words import keep_goal, read_own_words
from kinderwerk_stats.delivery.published import add_published
from kinderwerk_stats.model.content import to_bytes
from kinderwerk_stats.model.own_words import Goal
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.store import Store, StoreUnavailable, check_backup, check_store
from kinderwerk_stats.store.migrate import upgrade
from kinderwerk_stats.store.schema import kept, versions
from tests.builders import GEMEENTE, bereik_table, cbs_table
from tests.people import JAN, PIET
from tests.words import refusal_saying, said_by

FLIPS, SEED = 50, 20261129
GOAL = Goal("reach_share", 0.25, 2026, "college", "raadsbesluit")


def fill(store, publication):
    children = cbs_table({"children_0_14_count": [60, 20, 20, 20]})
    for year in (2022, 2023, 2024):
        reached = bereik_table({"reached_count": [year - 2000, 20, 30]}, year=year)
        store.publish([reached], gemeente_code=GEMEENTE, publication=publication, by=JAN)
    store.publish([children], gemeente_code=GEMEENTE, publication=publication, by=JAN)
    keep_goal(store, GEMEENTE, "1", GOAL, by=JAN, based_on=0)


def figures(tables):
    return {
        (table.source.kind, table.year, table.source.publisher, table.source.note): table.values.to_csv()
        for table in tables
    }


def flipped(content, moments):
    place = moments.randrange(len(content))
    changed = bytearray(content)
    changed[place] ^= 1 << moments.randrange(8)
    return bytes(changed)


@pytest.fixture
def filled(tmp_path, publication):
    """Return a store in a file that holds all of it, and a backup."""
    store = Store(tmp_path / "k.sqlite")
    fill(store, publication)
    store.back_up(tmp_path / "kopie.sqlite")
    with closing(sqlite3.connect(tmp_path / "k.sqlite")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return store


def test_no_backup_in_which_a_bit_changed_is_put_back(filled, tmp_path):
    backup, moments = tmp_path / "kopie.sqlite", random.Random(SEED)
    content, before = backup.read_bytes(), figures(filled.load_published())
    assert check_backup(backup) == []
    for _ in range(FLIPS):
        backup.write_bytes(flipped(content, moments))
        with refusal_saying("niet meer zoals het is geschreven|geen reservekopie"):
            filled.put_back(backup, PIET, overwrite=True)
    for length in (len(content) - 1, len(content) - 60, len(content) - 5000, 100):
        backup.write_bytes(content[:length])
        with refusal_saying("niet meer zoals het is geschreven|geen reservekopie"):
            filled.put_back(backup, PIET, overwrite=True)
    assert figures(filled.load_published()) == before


def test_what_can_be_read_of_a_damaged_backup_comes_back_and_the_rest_is_named(filled, tmp_path):
    backup, moments = tmp_path / "kopie.sqlite", random.Random(SEED)
    content, before = backup.read_bytes(), figures(filled.load_published())
    named = 0
    for _ in range(FLIPS):
        backup.write_bytes(flipped(content, moments))
        try:
            damaged = filled.put_back(backup, PIET, overwrite=True, damaged=True)
        except InputRefused:
            continue
        after = figures(filled.load_published())
        assert after.items() <= before.items()
        assert damaged or after == before
        named += bool(damaged)
    assert named > 5


def test_a_store_in_which_a_bit_changed_shows_the_same_figures_or_says_which_are_missing(filled, tmp_path):
    content, moments = (tmp_path / "k.sqlite").read_bytes(), random.Random(SEED)
    before, named = figures(filled.load_published()), 0
    for number in range(FLIPS):
        path = tmp_path / f"{number}.sqlite"
        path.write_bytes(flipped(content, moments))
        store = Store(path)
        try:
            stamp, found = store.stamp(), store.read_published()
        except (StoreUnavailable, sa.exc.OperationalError):
            # The second when it was a letter in the name of one of our columns.
            continue
        after = figures(found.tables)
        assert stamp and after.items() <= before.items()
        assert found.set_aside or after == before
        named += bool(found.set_aside)
    assert named > 5


def change(store, table, **values):
    """Change what is kept behind the back of the program."""
    with store.database._write() as connection:
        connection.execute(table.update().where(table.c.id == 1).values(**values))


@pytest.mark.parametrize("values", [{"content": to_bytes(bereik_table({"reached_count": [9, 9, 9]}))}, {"who": "Kim"}])
def test_one_version_that_cannot_be_read_is_named_and_all_others_work(store, publication, values):
    fill(store, publication)
    change(store, versions, **values)
    tables, set_aside = store.read_published(GEMEENTE)
    assert sorted((table.source.kind, table.year) for table in tables) == [
        ("bereik", 2023), ("bereik", 2024), ("kwb", 2024)
    ]  # fmt: skip
    assert "bereik 2022 van" in said_by(*(each.problem for each in set_aside))
    for use in (lambda: store.load_version(1), lambda: store.restore(1, JAN, "")):
        with refusal_saying("deze versie is beschadigd"):
            use()
    library = add_published(Library([]), store)
    assert [result.usable for result in library.results] == [True, True, True, False]
    assert [note.code for note in library.public_notes] == ["versie_onleesbaar"]


@pytest.mark.parametrize(
    "damage", ["made_at = '2024-1\x19-01'", "content = 'tekst'", "note = CAST(x'ff' AS TEXT)", "checksum = 'x'"]
)
def test_what_is_no_moment_no_text_or_no_bytes_any_more_stops_nothing_else(filled, tmp_path, damage):
    with closing(sqlite3.connect(tmp_path / "k.sqlite")) as connection, connection:
        connection.execute(f"UPDATE versions SET {damage} WHERE id = 1")
    assert (len(filled.load_published()), len(filled.datasets())) == (3, 4)
    assert [problem.code for problem in check_store(filled.database)] == ["versie_onleesbaar"]


def test_bereik_of_which_an_earlier_version_cannot_be_read_is_set_aside_with_what_that_hid(store, publication):
    for figure in (3, 12):
        tables = [
            bereik_table({"reached_count": [figure, 20, 30]}),
            cbs_table({"children_0_14_count": [60, 20, 20, 20]}),
        ]
        store.publish(tables, gemeente_code=GEMEENTE, publication=publication, by=JAN)
    assert len(store.load_published()) == 2
    with store.database._write() as connection:
        connection.execute(versions.update().where(versions.c.state == "vervangen").values(note="anders"))
    tables, set_aside = store.read_published()
    assert [table.source.kind for table in tables] == ["kwb"]
    assert [(each.version.key.kind, each.version.number) for each in set_aside] == [("bereik", 1)]


def test_a_goal_that_is_not_what_was_written_is_said_and_is_never_another_goal(store):
    keep_goal(store, GEMEENTE, "1", GOAL, by=JAN, based_on=0)
    keep_goal(store, GEMEENTE, "2", GOAL, by=JAN, based_on=0)
    content = store.kept("doel")[0].content
    change(store, kept, content=content.replace(b"0.25", b"0.75"))
    said = read_own_words(store)[GEMEENTE]
    assert said.goals == (GOAL,)
    assert [problem.code for problem in said.unread] == ["eigen_woorden_onleesbaar"]
    (damaged,) = check_store(store.database)
    assert (damaged.code, damaged.place.subject) == ("bewaard_onleesbaar", f"doel 1 voor {GEMEENTE}, versie 1")
    with refusal_saying("gebruik een andere versie"):
        store.keep("doel", GEMEENTE, "1", store.kept("doel")[0].content, by=JAN, based_on=1)


def test_a_backup_of_a_store_with_a_damaged_version_has_the_rest_and_names_it(store, publication, new_place, tmp_path):
    fill(store, publication)
    change(store, versions, note="anders")
    assert [problem.code for problem in store.back_up(tmp_path / "kopie.sqlite")] == ["versie_onleesbaar"]
    other = Store(new_place("sqlite"))
    assert [problem.code for problem in other.put_back(tmp_path / "kopie.sqlite", PIET)] == ["versie_onleesbaar"]
    assert len(other.load_published()) == 3


def test_no_backup_is_made_of_a_file_that_is_damaged_itself(filled, tmp_path):
    content = bytearray((tmp_path / "k.sqlite").read_bytes())
    # The end of the list of tables: what it says of the last one is not there any more.
    with closing(sqlite3.connect(tmp_path / "k.sqlite")) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'kept'").fetchone()
    content[(page - 1) * 4096] = 0
    (tmp_path / "k.sqlite").write_bytes(content)
    for use in (lambda: filled.back_up(tmp_path / "twee.sqlite"), lambda: check_store(filled.database)):
        with refusal_saying("beschadigd", StoreUnavailable):
            use()
    assert not [path for path in tmp_path.iterdir() if "twee" in path.name]


_STORIES_OF_BEFORE = sa.Table(
    "plans",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    *(sa.Column(name, sa.Text) for name in ("gemeente_code", "name", "who")),
    sa.Column("number", sa.Integer),
    sa.Column("content", sa.LargeBinary),
    sa.Column("made_at", sa.DateTime(timezone=True)),
)


def test_a_store_of_before_gets_checksums(store, publication):
    fill(store, publication)
    before = figures(store.load_published())
    with store.database._write() as connection:
        for name in ("versions", "kept"):
            connection.execute(sa.text(f"ALTER TABLE {name} DROP COLUMN checksum"))
        connection.execute(sa.text("ALTER TABLE kept DROP COLUMN organisation"))
        _STORIES_OF_BEFORE.create(connection)
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0004'"))
    assert check_store(store.database) == []
    assert (figures(store.load_published()), read_own_words(store)[GEMEENTE].goals) == (before, (GOAL,))


def test_a_backup_of_before_has_no_seal_and_comes_back(tmp_path, publication):
    old = Store(tmp_path / "oud.sqlite")
    old.database._prepare()
    with old.database._write() as connection:
        upgrade(connection, "0004")
    shutil.copy(tmp_path / "oud.sqlite", tmp_path / "kopie.sqlite")
    store = Store(tmp_path / "nieuw.sqlite")
    fill(store, publication)
    store.put_back(tmp_path / "kopie.sqlite", PIET, overwrite=True)
    assert store.load_published() == ()


def test_a_checksum_recognises_nothing(store, publication):
    for _ in range(2):
        store.publish(
            [bereik_table({"reached_count": [1, 2, 3]})], gemeente_code=GEMEENTE, publication=publication, by=JAN
        )
    with store.database.reading() as connection:
        rows = connection.execute(sa.select(versions.c.content, versions.c.checksum)).all()
    assert len({bytes(row.content) for row in rows}) == 1 and len({row.checksum for row in rows}) == 2
    plain = {hashlib.new(name, rows[0].content).hexdigest() for name in ("sha256", "blake2b", "md5")}
    assert not any(row.checksum[16:] in one for row in rows for one in plain)


def test_the_command_checks_the_store_and_a_backup(tmp_path, monkeypatch, publication, capsys):
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path))
    store, copy = Store(tmp_path / "kinderwerk.sqlite"), tmp_path / "kopie.sqlite"
    fill(store, publication)
    assert main(["store", "reservekopie", str(copy)]) == 0
    assert main(["store", "controleer"]) == main(["store", "controleer", str(copy)]) == 0
    assert capsys.readouterr().out.count("Alles is gelezen") == 2
    change(store, versions, note="anders")
    assert main(["store", "controleer"]) == 1
    assert main(["store", "reservekopie", str(tmp_path / "twee.sqlite")]) == 1
    assert capsys.readouterr().err.count("bereik 2022 van") == 2
    copy.write_bytes(copy.read_bytes().replace(b"Stichting", b"Stigting!"))
    assert main(["store", "controleer", str(copy)]) == main(["store", "terugzetten", str(copy)]) == 1
    assert main(["store", "terugzetten", str(copy), "--overschrijf", "--beschadigd"]) == 1
    assert "versie is beschadigd" in capsys.readouterr().err
