"""A database that is full, locked, read-only, damaged or gone: what was confirmed stays, and it works again after."""

import contextlib
import os
import random
import signal
import sqlite3
import stat
import tempfile
import threading
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.store import Store, StoreUnavailable, open_store
from tests.builders import GEMEENTE, bereik_table
from tests.people import JAN
from tests.store.processes import prepare, publish_on_and_on, read_as_nobody
from tests.words import said_by, said_in, words_of

SEED = 20261124


def reached(*figures, **options):
    return bereik_table({"reached_count": figures or (66, 120, 90)}, **options)


def publish(store, publication, *figures, **options):
    tables = [reached(*figures, **options), reached(*figures, year=2023)]
    return store.publish(tables, gemeente_code=GEMEENTE, publication=publication, by=JAN)


def shown(store):
    return [table.values["reached_count"].tolist() for table in store.load_published(GEMEENTE)]


def found_in(refused):
    (problem,) = refused.value.problems
    assert words_of(problem).where and words_of(problem).expected and words_of(problem).action
    assert "postgres" not in said_by(problem).replace("postgresql://naam", "")
    return words_of(problem).found


# --- killed at any moment ----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_killed_at_any_moment_everything_confirmed_is_there_and_nothing_half(where):
    start, moments = prepare(), random.Random(SEED)
    wanted, there, kills = 100, 0, 0
    store = Store(where)
    while there < wanted:
        receiver, sender = start.Pipe(duplex=False)
        child = start.Process(target=publish_on_and_on, args=(where, there + 1, wanted, sender))
        child.start()
        sender.close()
        confirmed = there
        with contextlib.suppress(EOFError):
            # Some way on, however fast this machine is, and then at any moment of what comes next.
            for _ in range(moments.randint(0, 10)):
                confirmed = receiver.recv()
            child.join(moments.uniform(0, 0.02))
            kills += child.is_alive()
            child.kill()
            # What was sent before the end can still be read after it.
            while True:
                confirmed = receiver.recv()
        child.join()
        receiver.close()
        there = published_count(store)
        assert confirmed <= there <= confirmed + 1, "at most the one that was not confirmed yet may be there too"
    assert kills >= 5
    store.close()


def published_count(store):
    """Return how many publications there are, after a check that each is whole."""
    datasets = store.datasets()
    numbers = [[version.number for version in store.versions(dataset.id)] for dataset in datasets]
    count = numbers[0][0] if numbers else 0
    assert numbers in ([], [list(range(count, 0, -1))] * 2)
    assert shown(store) == [[count] * 3] * len(datasets)
    assert len(store.audit_log()) == 2 * count
    return count


# --- readers and writers at once ---------------------------------------------------------------------


def test_a_reader_sees_the_old_or_the_new_and_never_half(where, publication):
    writer, reader = Store(where), Store(where)
    publish(writer, publication, 0, 0, 0)
    done = threading.Event()
    seen = []

    def read():
        while not done.is_set():
            seen.append(shown(reader))

    thread = threading.Thread(target=read)
    thread.start()
    for n in range(1, 31):
        publish(writer, publication, n, n, n)
    done.set()
    thread.join()
    newest = [first[0] for first, _ in seen]
    assert all(first == second and len(set(first)) == 1 for first, second in seen)
    assert newest == sorted(newest)
    assert shown(reader)[0][0] == 30
    for store in (writer, reader):
        store.close()


# --- a file that cannot be written -------------------------------------------------------------------


@pytest.fixture
def file_store(tmp_path, publication):
    store = Store(tmp_path / "data" / "k.sqlite", busy_seconds=0.2)
    publish(store, publication)
    return store


def test_a_full_disk_is_said_and_nothing_is_half_there(file_store, publication):
    def limit(connection, _record):
        connection.execute("PRAGMA max_page_count = 1")  # as few as there are now

    sa.event.listen(file_store.database.engine, "connect", limit)

    def fill():
        for n in range(200):
            publish(file_store, publication, n, n, n)

    with pytest.raises(StoreUnavailable) as refused:
        fill()
    assert found_in(refused) == "de schijf is vol"
    before = shown(file_store)
    assert before[0] == before[1]
    sa.event.remove(file_store.database.engine, "connect", limit)
    publish(file_store, publication, 500, 500, 500)
    assert shown(file_store) == [[500] * 3] * 2


def test_a_file_that_another_program_holds_is_read_all_the_same_and_written_later(file_store, publication):
    other = sqlite3.connect(file_store.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable) as refused:
        publish(file_store, publication, 1, 1, 1)
    assert found_in(refused) == "de opslag is bezet door een ander programma"
    assert shown(file_store) == [[66, 120, 90]] * 2
    other.execute("ROLLBACK")
    other.close()
    publish(file_store, publication, 1, 1, 1)
    assert shown(file_store) == [[1, 1, 1]] * 2


def test_a_file_that_may_only_be_read(file_store, publication):
    def refuse_writing(connection, _record):
        connection.execute("PRAGMA query_only = 1")

    sa.event.listen(file_store.database.engine, "connect", refuse_writing)
    with pytest.raises(StoreUnavailable) as refused:
        publish(file_store, publication)
    assert found_in(refused) == "er mag niet geschreven worden"
    assert shown(file_store) == [[66, 120, 90]] * 2
    sa.event.remove(file_store.database.engine, "connect", refuse_writing)
    publish(file_store, publication)


def test_a_folder_that_cannot_be_made(tmp_path, publication):
    (tmp_path / "bestand").write_text("geen map")
    store = Store(tmp_path / "bestand" / "k.sqlite")
    with pytest.raises(StoreUnavailable):
        publish(store, publication)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_in_which_the_user_may_not_write(tmp_path, publication):
    (tmp_path / "data").mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(StoreUnavailable) as refused:
        publish(Store(tmp_path / "data" / "k.sqlite"), publication)
    assert found_in(refused) in ("er mag niet geschreven worden", "het bestand van de opslag is niet te openen")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of another kind")
def test_a_folder_that_may_only_be_read_is_read(publication):
    # Not in pytest's own folder: nobody else may look in there.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        publish(Store(folder / "k.sqlite"), publication)
        (folder / "k.sqlite").chmod(0o444)
        for path in (folder, Path(name)):
            path.chmod(0o555)
        receiver, sender = prepare().Pipe(duplex=False)
        child = prepare().Process(target=read_as_nobody, args=(folder / "k.sqlite", sender))
        child.start()
        sender.close()
        assert (receiver.recv(), receiver.recv()) == ([2023, 2024], "opslag_alleen_lezen")
        child.join()
        receiver.close()
        for path in (folder, Path(name)):
            path.chmod(0o755)


@pytest.mark.parametrize("content", [b"geen database" * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database(tmp_path, publication, content):
    (tmp_path / "k.sqlite").write_bytes(content)
    store = Store(tmp_path / "k.sqlite")
    for use in (store.stamp, lambda: publish(store, publication)):
        with pytest.raises(StoreUnavailable) as refused:
            use()
        assert found_in(refused) == "het bestand is geen database of is beschadigd"
    assert (tmp_path / "k.sqlite").read_bytes() == content


def test_a_file_that_goes_away_and_comes_back(file_store, publication):
    path = file_store.database.path
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    path.rename(path.with_suffix(".weg"))
    for use in (file_store.stamp, lambda: shown(file_store), lambda: publish(file_store, publication, 1, 1, 1)):
        with pytest.raises(StoreUnavailable) as refused:
            use()
        assert found_in(refused) == "de opslag die hier was, is er niet meer"
    assert not path.exists()
    path.with_suffix(".weg").rename(path)
    assert shown(file_store) == [[66, 120, 90]] * 2
    publish(file_store, publication, 1, 1, 1)


# --- a server that goes away -------------------------------------------------------------------------


def test_a_server_that_stops_and_starts_again(postgres, postgres_url, publication):
    store = Store(postgres_url)
    publish(store, publication)
    postgres.stop()
    try:
        for use in (store.stamp, lambda: shown(store), lambda: publish(store, publication, 1, 1, 1)):
            with pytest.raises(StoreUnavailable) as refused:
                use()
            assert found_in(refused) == "de database antwoordt niet"
    finally:
        postgres.start()
    assert shown(store) == [[66, 120, 90]] * 2
    publish(store, publication, 1, 1, 1)
    assert shown(store) == [[1, 1, 1]] * 2
    store.close()


def test_a_server_that_goes_away_in_the_middle_of_publishing(postgres, postgres_url, publication):
    store = Store(postgres_url)
    publish(store, publication)

    def cut_off(connection, _cursor, statement, *_rest):
        if statement.startswith("INSERT INTO versions") and not cut:
            cut.append(statement)
            with psycopg.connect(postgres.get_uri(), autocommit=True) as other:
                pid = connection.connection.dbapi_connection.info.backend_pid
                other.execute("SELECT pg_terminate_backend(%s)", [pid])

    cut = []
    sa.event.listen(store.database.engine, "before_cursor_execute", cut_off)
    with pytest.raises(StoreUnavailable) as refused:
        publish(store, publication, 1, 1, 1)
    assert (found_in(refused), len(cut)) == ("de database antwoordt niet", 1)
    assert shown(store) == [[66, 120, 90]] * 2
    publish(store, publication, 2, 2, 2)
    assert shown(store) == [[2, 2, 2]] * 2
    store.close()


def test_a_server_that_may_only_be_read(postgres, postgres_url, publication):
    store = Store(postgres_url)
    publish(store, publication)
    name = store.database.engine.url.database
    with psycopg.connect(postgres.get_uri(), autocommit=True) as other:
        other.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store.close()
    with pytest.raises(StoreUnavailable) as refused:
        publish(store, publication)
    assert found_in(refused) == "er mag niet geschreven worden"
    assert shown(store) == [[66, 120, 90]] * 2
    store.close()


def test_a_database_that_does_not_exist(postgres):
    store = Store(postgres.get_uri(database="bestaat_niet"))
    with pytest.raises(StoreUnavailable) as refused:
        store.datasets()
    assert "bestaat_niet" not in said_in(refused.value)


def test_a_server_that_is_not_there(tmp_path):
    store = Store(f"postgresql://jan:geheim@/x?host={tmp_path}")
    with pytest.raises(StoreUnavailable) as refused:
        store.datasets()
    assert found_in(refused) == "de database antwoordt niet"
    assert "geheim" not in said_in(refused.value)


@pytest.mark.parametrize("url", ["mysql://jan:geheim@server/x", "geheim", "sqlite:///x"])
def test_an_address_of_something_else_is_refused_without_repeating_it(monkeypatch, url):
    monkeypatch.setenv("KINDERWERK_DATABASE_URL", url)
    with pytest.raises(InputRefused) as refused:
        open_store()
    assert "geheim" not in said_in(refused.value)


def test_an_address_may_stand_in_a_file_that_must_be_there(monkeypatch, tmp_path, postgres_url):
    file = tmp_path / "database-url"
    monkeypatch.setenv("KINDERWERK_DATABASE_URL_FILE", str(file))
    for content in (None, "", "geheim"):
        if content is not None:
            file.write_text(content)
        with pytest.raises(InputRefused) as refused:
            open_store()
        assert "geen adres" in said_in(refused.value) and "geheim" not in said_in(refused.value)
    file.write_text(f"{postgres_url}\n")
    assert open_store().database.path is None
    assert open_store().audit_log() == []
    open_store().close()


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_files_of_the_store_are_for_this_user_only_whatever_the_umask(tmp_path, publication, umask):
    before = os.umask(umask)
    try:
        store = Store(tmp_path / "map" / "kinderwerk.sqlite")
        publish(store, publication)
        with store.database.reading():
            modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "map").iterdir()}
        store.back_up(tmp_path / "map" / "kopie.sqlite")
    finally:
        os.umask(before)
    assert modes | {stat.S_IMODE((tmp_path / "map" / "kopie.sqlite").stat().st_mode)} == {0o600}
    assert stat.S_IMODE((tmp_path / "map").stat().st_mode) == 0o700
