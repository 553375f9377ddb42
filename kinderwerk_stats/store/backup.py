"""All of a store in one SQLite file, and back, in a store of either kind."""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from kinderwerk_stats.model.access import Identity
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem
from kinderwerk_stats.store.audit import write_entry
from kinderwerk_stats.store.engine import Database, make_private
from kinderwerk_stats.store.errors import DAMAGED, STORE, StoreUnavailable
from kinderwerk_stats.store.kept import end_login, read_ended
from kinderwerk_stats.store.publishing import lock_store
from kinderwerk_stats.store.reading import find_unread
from kinderwerk_stats.store.schema import (
    ENDED,
    PRESENTATION,
    audit_log,
    datasets,
    kept,
    metadata,
    profiles,
    store_state,
    versions,
)

# In the order in which rows can be added: a version needs its data set.
_CONTENTS = (datasets, versions, profiles, kept)


def back_up(database: Database, target: Path) -> list[Problem]:
    """Write everything in the store, as it is at one moment, to a new file; others go on working meanwhile.

    Returns what in it cannot be read, see `find_unread`; all the rest is in the backup as well.

    Raises
    ------
    InputRefused
        When the file is there already, cannot be made, or there is nothing to keep.
    StoreUnavailable
        When the file of the store is damaged: a backup of it would look like a good one.
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
        damaged = _check(part)
        _seal(part)
        part.replace(target)
    except (OSError, sqlite3.Error):
        raise _refusal("reservekopie_niet_te_schrijven", target) from None
    finally:
        part.unlink(missing_ok=True)
    return damaged


def check_backup(backup: Path) -> list[Problem]:
    """Return what in a backup cannot be read, without putting it back; raises as `put_back` does."""
    with _opened(backup) as copy:
        return [unread.problem for unread in find_unread(copy)]


def put_back(
    database: Database, backup: Path, by: Identity, *, overwrite: bool = False, damaged: bool = False
) -> list[Problem]:
    """Make the store what it was when the backup was made, in one transaction.

    Lines of the audit log stay, and those of the backup are added: the log can only grow. Returns what in it cannot be
    read, see `find_unread`.

    Parameters
    ----------
    overwrite : also when the store holds something.
    damaged : also from a file that is not what was written: every content in it has a checksum of its own.

    Raises
    ------
    InputRefused
        When the file is no backup, or is not what was written, or the store holds something, or somebody may not.
    StoreUnavailable
        When the backup was made by a newer version of this program, or the store cannot be written.
    """
    by.refuse_unless("beheren", "")
    with _opened(backup, damaged=damaged) as copy, copy.reading() as source:
        if source is None:
            raise _refusal("geen_reservekopie", backup)
        with database.writing(anew=True) as connection:
            ended = read_ended(connection)
            _replace_all(source, connection, overwrite=overwrite)
            write_entry(connection, by=by, action="reservekopie teruggezet", note=backup.name)
            _renumber(connection)
            # A login that ended since then does not begin again.
            for mark in ended - read_ended(connection):
                end_login(connection, mark, by=by)
        return [unread.problem for unread in find_unread(copy)]


def _replace_all(source: sa.Connection, connection: sa.Connection, *, overwrite: bool) -> None:
    lock_store(connection)
    if not overwrite and any(connection.execute(query.limit(1)).first() for query in _anything()):
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


def _anything() -> list[sa.Select[Any]]:
    """Return what to ask for whatever somebody would miss: not what is kept for a while only."""
    own = [sa.select(table.c.id) for table in _CONTENTS if table is not kept]
    return [*own, sa.select(kept.c.id).where(kept.c.kind.not_in((PRESENTATION, ENDED)))]


def _is_empty(database: Database) -> bool:
    with database.reading() as connection:
        everything = (*_anything(), sa.select(audit_log.c.id))
        return connection is None or not any(connection.execute(query.limit(1)).first() for query in everything)


def _copy_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


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


def _check(part: Path) -> list[Problem]:
    """Return what cannot be read in a backup that was just written, and make it one file.

    Raises
    ------
    StoreUnavailable
        When it is no sound database: then the one that it was copied from is not either.
    """
    copy = Database(part)
    try:
        if not copy.is_sound():
            raise StoreUnavailable(DAMAGED)
        damaged = [unread.problem for unread in find_unread(copy)]
    finally:
        copy.close()
    with closing(sqlite3.connect(part)) as connection:
        # Without the two files that go with a database in use.
        connection.execute("PRAGMA journal_mode=DELETE")
    return damaged


# --- the seal at the end of a backup, behind what SQLite reads ----------------------------------------

_MARK = b"\nkinderwerk-reservekopie sha256 "
_SEAL_BYTES = len(_MARK) + 64
# Backups of before have no seal; one of later without it was cut off.
_FIRST_SEALED = "0005"


def _seal(path: Path) -> None:
    with path.open("r+b") as file:
        digest = hashlib.file_digest(file, "sha256")
        file.seek(0, os.SEEK_END)
        file.write(_MARK + digest.hexdigest().encode())
        file.flush()
        os.fsync(file.fileno())


def _copy_without_seal(backup: Path, copy: Path) -> bool | None:
    """Copy a backup; return whether it is what was written, None where it does not say."""
    digest, left = hashlib.sha256(), max(backup.stat().st_size - _SEAL_BYTES, 0)
    with backup.open("rb") as source, copy.open("wb") as target:
        while chunk := source.read(min(left, 1 << 20)):
            target.write(chunk)
            digest.update(chunk)
            left -= len(chunk)
        seal = source.read()
        if seal.startswith(_MARK):
            return seal == _MARK + digest.hexdigest().encode()
        target.write(seal)
    return None


@contextmanager
def _opened(backup: Path, *, damaged: bool = False) -> Iterator[Database]:
    """Open a copy of a backup, to be brought up to date when it is read; the file itself is left as it is."""
    if not backup.is_file():
        raise _refusal("reservekopie_weg", backup)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite"
        as_written = _copy_without_seal(backup, copy)
        if as_written is False and not damaged:
            raise _refusal("reservekopie_beschadigd", backup)
        database = Database(copy)
        try:
            if not database.is_sound():
                raise _refusal("geen_reservekopie", backup)
            if as_written is None and not damaged and (database.find_revision() or "") >= _FIRST_SEALED:
                raise _refusal("reservekopie_beschadigd", backup)
            yield database
        finally:
            database.close()


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
