"""Connections: one transaction at a time, with the settings under which a confirmed write survives a crash."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

import platformdirs
import psycopg
import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from kinderwerk_stats.store.errors import DAMAGED, StoreUnavailable, translated
from kinderwerk_stats.store.schema import REVISION

FOLDER_VARIABLE = "KINDERWERK_STORE"
BUSY_SECONDS = 10
# Any number of our own: PostgreSQL makes two programs that start at once wait for each other by it.
_MIGRATION_LOCK = 4_120_344
_WRITING = "kinderwerk_writing"
# By this word PostgreSQL tells every program that listens that one of them wrote.
CHANGED = "kinderwerk_changed"


def default_folder() -> Path:
    """Return where a store and its key are kept: `KINDERWERK_STORE`, else the user's data folder."""
    folder = os.environ.get(FOLDER_VARIABLE, "").strip()
    return Path(folder).expanduser() if folder else platformdirs.user_data_path("kinderwerk", appauthor=False)


class Database:
    """A SQLite file or a PostgreSQL database.

    A SQLite file that is not there reads as empty, and is made by the first write; one that was there before and is
    gone is refused. Connections to it are opened anew each time (0.2 ms), so a file that was moved or put back is seen
    at once; those to PostgreSQL are kept, and checked before use.

    Parameters
    ----------
    where : the file or the address.
    busy_seconds : how long to wait for another program that writes.
    marker : a file, elsewhere, that says that this database was seen; None to remember it in this process only.
    expected : there is a database already, whoever saw it.
    """

    def __init__(
        self,
        where: Path | str,
        busy_seconds: float = BUSY_SECONDS,
        *,
        marker: Path | None = None,
        expected: bool = False,
    ) -> None:
        self.path = where if isinstance(where, Path) else None
        self.busy_seconds = busy_seconds
        self._marker, self._expected, self._seen = marker, expected, False
        # Goes up after every write of this process.
        self.changes_count = 0
        if self.path is not None:
            self.engine = sa.create_engine("sqlite+pysqlite://", creator=self._connect_sqlite, poolclass=NullPool)
            sa.event.listen(self.engine, "begin", _begin_sqlite)
        else:
            self.engine = sa.create_engine(
                _with_driver(str(where)), pool_pre_ping=True, connect_args={"connect_timeout": 5}
            )

    @contextmanager
    def reading(self) -> Iterator[sa.Connection | None]:
        """Give a connection in one transaction; None when there is nothing to read yet.

        Raises
        ------
        StoreUnavailable
            Also when there was a database here and it is gone.
        """
        with translated():
            if self.path is not None and not self.path.exists():
                self._refuse_vanished()
                yield None
                return
            with self.engine.connect() as connection, connection.begin():
                revision = _find_revision(connection)
                if revision == REVISION:
                    self._remember()
                    yield connection
                    return
            if revision is None:
                self._refuse_vanished()
                yield None
                return
            self._upgrade()
            with self.engine.connect() as connection, connection.begin():
                yield connection

    @contextmanager
    def writing(self, *, anew: bool = False) -> Iterator[sa.Connection]:
        """Give a connection in one transaction that nobody else writes beside, committed at the end.

        `anew`: also in the place of a database that is gone.
        """
        with translated():
            if not anew and self.path is not None and not self.path.exists():
                self._refuse_vanished()
            self._prepare()
            with self._write() as connection:
                revision = _find_revision(connection)
                if revision is None and not anew:
                    self._refuse_vanished()
                if revision == REVISION:
                    yield connection
            if revision != REVISION:
                self._upgrade()
                with self._write() as connection:
                    yield connection
            self._remember()

    def _refuse_vanished(self) -> None:
        """Refuse when there was a database here: what is empty now is not it."""
        if self._expected or self._seen or (self._marker is not None and self._marker.exists()):
            raise StoreUnavailable("opslag_verdwenen")

    def _remember(self) -> None:
        if not self._seen:
            self._seen = True
            if self._marker is not None:
                # Where it cannot be written, this process knows it at least.
                with suppress(OSError):
                    self._marker.parent.mkdir(parents=True, exist_ok=True)
                    self._marker.touch()

    def _prepare(self) -> None:
        """Make the file, when there is none yet. One whose making was broken off gets its mode now."""
        if self.path is not None:
            make_private(self.path)
            _set_mode(self.path, self.busy_seconds)

    @contextmanager
    def _write(self) -> Iterator[sa.Connection]:
        try:
            with self.engine.connect().execution_options(**{_WRITING: True}) as connection, connection.begin():
                yield connection
                if self.path is None:
                    # Told when this is committed, and not before.
                    connection.execute(sa.select(sa.func.pg_notify(CHANGED, ""))).scalar()
        finally:
            self.changes_count += 1

    def _upgrade(self) -> None:
        """Bring the tables up to date, in one transaction; a second program that does the same waits and finds it done.

        Raises
        ------
        StoreUnavailable
            When the database is newer than this program.
        """
        # Only needed here, and slow to load.
        from kinderwerk_stats.store.migrate import is_known, upgrade

        with self._write() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
            revision = _find_revision(connection)
            if revision is not None and not is_known(revision):
                raise StoreUnavailable("opslag_van_nieuwer_programma")
            if revision != REVISION:
                upgrade(connection)

    def _connect_sqlite(self) -> sqlite3.Connection:
        """Open the file, which must exist. Transactions are begun by us: the driver would begin them too late."""
        if self.path is None:
            raise ValueError("this database is no file")
        connection = self._open("mode=rw")
        if not os.access(self.path.parent, os.W_OK) and not _can_read(connection):
            # Beside the file SQLite cannot make the two that it works with. Where nothing of those is left, the file
            # is all there is.
            beside = self.path.with_name(f"{self.path.name}-wal")
            if not beside.exists() or not beside.stat().st_size:
                connection.close()
                connection = self._open("mode=ro&immutable=1")
        # Text in which a bit changed is no reason to read nothing: the checksum tells.
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        # What is taken out is overwritten, and not only forgotten.
        connection.execute("PRAGMA secure_delete=ON")
        return connection

    def _open(self, how: str) -> sqlite3.Connection:
        uri = "" if self.path is None else self.path.resolve().as_uri()
        return sqlite3.connect(
            f"{uri}?{how}",
            uri=True,
            timeout=self.busy_seconds,
            isolation_level=None,
            check_same_thread=False,
        )

    def connect_alone(self) -> psycopg.Connection:
        """Return a connection to PostgreSQL that is none of those that are kept: it hears what it asked to hear."""
        args, options = self.engine.dialect.create_connect_args(self.engine.url)
        return psycopg.connect(*args, **{**options, "connect_timeout": 5, "autocommit": True})

    def find_revision(self) -> str | None:
        """Return which migration the database is at, without bringing it up to date; None for one without tables."""
        with translated(), self.engine.connect() as connection, connection.begin():
            return _find_revision(connection)

    def is_sound(self) -> bool:
        """Return whether the file holds together; PostgreSQL looks after its own."""
        try:
            with self.engine.connect() as connection, connection.begin():
                return self.path is None or connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        except sa.exc.DatabaseError:
            return False

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()


def _can_read(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1")
    except sqlite3.OperationalError:
        return False
    return True


def make_private(path: Path) -> None:
    """Make a file, and its folder where that is not there yet, for this user only, whatever the umask.

    SQLite gives the files beside it the mode of this one.
    """
    if not path.parent.exists():
        path.parent.mkdir(parents=True)
        path.parent.chmod(0o700)
    if not path.exists():
        path.touch(mode=0o600)
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def _with_driver(url: str) -> sa.URL:
    """Return the address with the driver that this program has, whichever form it was written in."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    raise ValueError("a database address starts with postgresql://")


def _set_mode(path: Path, busy_seconds: float) -> None:
    """Set the mode in which readers and a writer do not wait for each other; nothing happens when it is set."""
    end = time.monotonic() + busy_seconds
    while True:
        try:
            with closing(sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            # Changing the mode does not wait by itself for another program that does the same.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: sa.Connection) -> None:
    # A writer takes its lock at once: a transaction that starts reading can no longer wait for another writer.
    writing = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _find_revision(connection: sa.Connection) -> str | None:
    """Return which migration the database is at; None for one without our tables.

    Raises
    ------
    StoreUnavailable
        For a file that has tables and does not say: nobody else makes tables in it.
    """
    known = sa.inspect(connection)
    revision: str | None = None
    if known.has_table("alembic_version"):
        revision = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    if revision is None and connection.dialect.name == "sqlite" and known.get_table_names():
        raise StoreUnavailable(DAMAGED)
    return revision
