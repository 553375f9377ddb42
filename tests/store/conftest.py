"""A store on SQLite and one on a real PostgreSQL: every test that asks for `store` runs on both."""

from uuid import uuid4

import pytest

from kinderwerk_stats.store import Publication, Store
from tests.postgres import make_database, running_postgres


@pytest.fixture(scope="session")
def postgres():
    """Start a PostgreSQL server of our own; it is gone after the tests."""
    with running_postgres() as server:
        yield server


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
