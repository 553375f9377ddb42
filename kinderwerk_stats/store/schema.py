"""The tables of the database. A change here asks for a migration beside it; a test compares the two."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

# The newest migration: whether a database is up to date is seen without loading Alembic.
REVISION = "0007"

STATES = ("concept", "gepubliceerd", "vervangen", "ingetrokken")

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


# What a content is read as when it is not what was written: neither JSON, nor a zip, nor a table, so that nobody takes
# it for one; and a moment that is no moment any more. Both are then known by the checksum.
UNREADABLE = b"\xff"
_NO_MOMENT = datetime(1, 1, 1, tzinfo=UTC)


class UtcDateTime(sa.TypeDecorator[datetime]):
    """A moment in UTC; SQLite would hand it back without its time zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse a moment without a time zone."""
        del dialect
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Return the moment with its time zone."""
        del dialect
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """Read a moment that is none any more as one of long ago: the checksum tells."""
        read: Callable[[Any], Any] = super().result_processor(dialect, coltype) or (lambda value: value)

        def process(value: Any) -> datetime | None:
            try:
                found: datetime | None = read(value)
            except (ValueError, TypeError):
                return _NO_MOMENT
            return found

        return process


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _checksum() -> sa.Column[str]:
    # Of the content and what stands with it, see checksums.py; empty never fits.
    return sa.Column("checksum", sa.String(48), nullable=False, server_default="")


# One row. `store_key` differs between two stores, `revision` goes up with everything that is published: together they
# say whether what is on screen is still what is published. Who publishes locks this row first, so one at a time.
store_state = sa.Table(
    "store_state",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("store_key", sa.String(32), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.CheckConstraint("id = 1", name="one_row"),
)

datasets = sa.Table(
    "datasets",
    metadata,
    _id(),
    sa.Column("gemeente_code", sa.String(6), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("publisher", sa.Text, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.UniqueConstraint("gemeente_code", "kind", "publisher", "year"),
    sqlite_autoincrement=True,
)

versions = sa.Table(
    "versions",
    metadata,
    _id(),
    sa.Column("dataset_id", sa.ForeignKey(datasets.c.id), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("source_name", sa.Text, nullable=False),
    sa.Column("peildatum", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("file_kind", sa.Text, nullable=False),
    sa.Column("mark", sa.String(64), nullable=False),
    sa.Column("areas_count", sa.Integer, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    _checksum(),
    sa.UniqueConstraint("dataset_id", "number"),
    sa.CheckConstraint(f"state IN {STATES}", name="known_state"),
    # The published version of a data set: one at most, whatever happens.
    sa.Index(
        "uq_versions_published",
        "dataset_id",
        unique=True,
        sqlite_where=sa.text("state = 'gepubliceerd'"),
        postgresql_where=sa.text("state = 'gepubliceerd'"),
    ),
    sqlite_autoincrement=True,
)

profiles = sa.Table(
    "profiles",
    metadata,
    _id(),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("organisation", sa.Text, nullable=False),
    sa.Column("gemeente_code", sa.String(6), nullable=False),
    sa.Column("fingerprint", sa.String(128), nullable=False),
    sa.Column("corrections", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("gemeente_code", "fingerprint"),
    sa.UniqueConstraint("gemeente_code", "name"),
    sqlite_autoincrement=True,
)

# Small things in versions, see kept.py: rows are only added. Two others stand here for a while: presentations that were
# started, by the mark in their address, and logins that were ended, by a mark of what is of one login only.
PRESENTATION, ENDED = "presentatie", "uitgelogd"
kept = sa.Table(
    "kept",
    metadata,
    _id(),
    sa.Column("gemeente_code", sa.String(6), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    _checksum(),
    # That a story is of; empty for the gemeente.
    sa.Column("organisation", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("gemeente_code", "kind", "name", "number"),
    sqlite_autoincrement=True,
)

# Append-only: triggers in the database refuse every change. `uid` tells lines of two stores apart when a backup comes
# back, so there are no references to rows of other tables.
audit_log = sa.Table(
    "audit_log",
    metadata,
    _id(),
    sa.Column("uid", sa.String(32), nullable=False, unique=True),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("gemeente_code", sa.String(6)),
    sa.Column("kind", sa.String(20)),
    sa.Column("publisher", sa.Text),
    sa.Column("year", sa.Integer),
    sa.Column("version_number", sa.Integer),
    sa.Column("note", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)
