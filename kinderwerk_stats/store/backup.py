"""All of a store in one SQLite file, and back, in a store of either kind."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.store.audit import write_entry
from kinderwerk_stats.store.engine import Database, make_private
from kinderwerk_stats.store.errors import STORE
from kinderwerk_stats.store.publishing import lock_store
from kinderwerk_stats.store.schema import audit_log, datasets, kept, metadata, plans, profiles, store_state, versions

# In the order in which rows can be added: a version needs its data set.
_CONTENTS = (datasets, versions, profiles, plans, kept)


def back_up(database: Database, target: Path) -> None:
    """Write everything in the store, as it is at one moment, to a new file; others go on working meanwhile.

    Raises
    ------
    InputRefused
        When the file is there already, cannot be made, or there is nothing to keep.
    """
    if target.exists():
        raise _refusal("reservekopie_bestaat_al", target)
    # Beside it, and moved into its place when whole: a backup is complete or not there.
    part = target.with_name(f".{target.name}.{uuid4().hex[:8]}")
    try:
        if not target.parent.is_dir():
            raise FileNotFoundError(target.parent)
        if _is_empty(database):
            raise _refusal("reservekopie_van_niets", target)
        make_private(part)
        if database.path is not None:
            _copy_sqlite(database.path, part)
        else:
            _export(database, part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except (OSError, sqlite3.Error):
        raise _refusal("reservekopie_niet_te_schrijven", target) from None
    finally:
        part.unlink(missing_ok=True)


def put_back(database: Database, backup: Path, who: str, *, overwrite: bool = False) -> None:
    """Make the store what it was when the backup was made, in one transaction.

    Lines of the audit log stay, and those of the backup are added: the log can only grow.

    Raises
    ------
    InputRefused
        When the file is no backup, or the store holds something and `overwrite` is False.
    StoreUnavailable
        When the backup was made by a newer version of this program, or the store cannot be written.
    """
    with _opened(backup) as source, database.writing() as connection:
        lock_store(connection)
        if not overwrite and any(connection.execute(sa.select(table.c.id).limit(1)).first() for table in _CONTENTS):
            raise InputRefused([make_problem("opslag_niet_leeg", STORE)])
        for table in reversed(_CONTENTS):
            connection.execute(table.delete())
        for table in _CONTENTS:
            _copy_rows(source, connection, table)
        known = set(connection.execute(sa.select(audit_log.c.uid)).scalars())
        for row in source.execute(sa.select(audit_log).order_by(audit_log.c.id)).mappings():
            if row["uid"] not in known:
                connection.execute(audit_log.insert().values({k: v for k, v in row.items() if k != "id"}))
        # Nobody may take what is on screen for what is published now, whatever the numbers were.
        connection.execute(store_state.update().values(store_key=uuid4().hex))
        write_entry(connection, who=who, action="reservekopie teruggezet", note=backup.name)
        _renumber(connection)


def _is_empty(database: Database) -> bool:
    with database.reading() as connection:
        return connection is None or not any(
            connection.execute(sa.select(table.c.id).limit(1)).first() for table in (*_CONTENTS, audit_log)
        )


def _copy_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        # One file, without the two that go with a database in use.
        new.execute("PRAGMA journal_mode=DELETE")


def _export(database: Database, target: Path) -> None:
    """Copy every row of another kind of database; who publishes meanwhile waits."""
    copy = Database(target)
    try:
        with database.writing() as source, copy.writing() as connection:
            lock_store(source, changes=False)
            connection.execute(store_state.delete())
            for table in metadata.sorted_tables:
                _copy_rows(source, connection, table)
    finally:
        copy.close()
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _opened(backup: Path) -> Iterator[sa.Connection]:
    """Open a copy of a backup, brought up to date; the file itself is left as it is."""
    if not backup.is_file():
        raise _refusal("reservekopie_weg", backup)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite"
        shutil.copyfile(backup, copy)
        try:
            with closing(sqlite3.connect(copy)) as check:
                whole = check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        except sqlite3.DatabaseError:
            whole = False
        database = Database(copy)
        try:
            with database.reading() if whole else _nothing() as connection:
                if connection is None:
                    raise _refusal("geen_reservekopie", backup)
                yield connection
        finally:
            database.close()


@contextmanager
def _nothing() -> Iterator[None]:
    yield None


def _copy_rows(source: sa.Connection, target: sa.Connection, table: sa.Table) -> None:
    # One at a time: contents are large.
    for row in source.execution_options(yield_per=20).execute(sa.select(table).order_by(table.c.id)).mappings():
        target.execute(table.insert().values(dict(row)))


def _renumber(connection: sa.Connection) -> None:
    """Let PostgreSQL go on numbering after the rows that came with a number of their own; SQLite does by itself."""
    if connection.dialect.name == "postgresql":
        for table in _CONTENTS:
            highest = sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0) + 1).scalar_subquery()
            connection.execute(
                sa.select(sa.func.setval(sa.func.pg_get_serial_sequence(table.name, "id"), highest, sa.false()))
            )


def _refusal(code: str, path: Path) -> InputRefused:
    return InputRefused([make_problem(code, Place(str(path)))])
