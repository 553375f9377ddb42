"""The migrations make the tables that the program expects, once, whoever comes first."""

import sqlite3

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from kinderwerk_stats.store import Profile, Store, StoreUnavailable
from kinderwerk_stats.store.migrate import build_config, upgrade
from kinderwerk_stats.store.schema import REVISION, audit_log, metadata
from tests.builders import GEMEENTE, bereik_table
from tests.people import JAN
from tests.store.processes import prepare, save_one_profile
from tests.words import refusal_saying

FIRST = "0001"


def publish(store, publication):
    return store.publish(
        [bereik_table({"reached_count": [1, 2, 3]})], gemeente_code=GEMEENTE, publication=publication, by=JAN
    )


def set_revision(store, revision):
    with store.database._write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def test_the_program_knows_the_newest_migration():
    assert ScriptDirectory.from_config(build_config()).get_current_head() == REVISION


def test_models_and_migrations_agree(store, publication):
    publish(store, publication)
    with store.database._write() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_store_of_the_first_program_is_brought_up_to_date(store, publication):
    store.database._prepare()
    with store.database._write() as connection:
        upgrade(connection, FIRST)
    publish(store, publication)
    assert len(store.load_published()) == 1
    with store.database._write() as connection:
        command.check(build_config(connection))


def test_programs_that_start_at_once_make_the_tables_once(where):
    processes = [prepare().Process(target=save_one_profile, args=(where, f"P{n}")) for n in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 4
    store = Store(where)
    assert [profile.name for profile in store.profiles()] == ["P0", "P1", "P2", "P3"]
    store.close()


def test_a_store_of_a_newer_program_is_left_alone(store, publication):
    publish(store, publication)
    set_revision(store, "9999")
    for use in (store.datasets, lambda: publish(store, publication)):
        with refusal_saying("nieuwere versie van dit programma", StoreUnavailable):
            use()
    set_revision(store, REVISION)
    assert len(store.datasets()) == 1


@pytest.mark.parametrize(
    "change", ["UPDATE audit_log SET who = 'iemand anders'", "DELETE FROM audit_log", "TRUNCATE audit_log"]
)
def test_the_log_can_only_grow(store, change):
    store.save_profile(Profile("Stichting", GEMEENTE, "abc"), JAN)
    sqlite = store.database.engine.dialect.name == "sqlite"
    if sqlite and change.startswith("TRUNCATE"):
        change = "REPLACE INTO audit_log SELECT id, uid, made_at, 'iemand', action, NULL, NULL, NULL, NULL, NULL, note "
        change += "FROM audit_log"
    with pytest.raises(sa.exc.IntegrityError), store.database._write() as connection:
        connection.execute(sa.text(change))
    with store.database.reading() as connection:
        assert connection.execute(sa.select(audit_log.c.who)).scalars().all() == ["Jan"]


def test_the_file_is_safe_against_a_crash(tmp_path, publication):
    store = Store(tmp_path / "k.sqlite")
    publish(store, publication)
    with store.database.reading() as connection:
        pragmas = {n: connection.exec_driver_sql(f"PRAGMA {n}").scalar() for n in ("synchronous", "foreign_keys")}
    assert pragmas == {"synchronous": 2, "foreign_keys": 1}
    with sqlite3.connect(tmp_path / "k.sqlite") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_one_published_version_at_most_is_a_rule_of_the_database(store, publication):
    publish(store, publication)
    publish(store, publication)
    versions = metadata.tables["versions"]
    with pytest.raises(sa.exc.IntegrityError), store.database._write() as connection:
        connection.execute(versions.update().values(state="gepubliceerd"))
