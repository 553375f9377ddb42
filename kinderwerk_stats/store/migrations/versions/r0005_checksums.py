"""A checksum beside every content, of what there is now."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_SAID = ("source_name", "peildatum", "note", "who", "made_at", "file_kind", "mark", "areas_count")
_KEPT = ("gemeente_code", "kind", "name", "number", "who", "made_at")


def upgrade() -> None:
    """Add the columns and fill them."""
    for name in ("versions", "kept"):
        op.add_column(name, sa.Column("checksum", sa.String(48), nullable=False, server_default=""))
    datasets = sa.table("datasets", *map(sa.column, ("id", "gemeente_code", "kind", "publisher", "year")))
    versions, kept = (
        sa.table(
            name,
            *map(sa.column, ("id", *columns, "content", "checksum")),
            sa.column("made_at", sa.DateTime(timezone=True)),
        )
        for name, columns in (
            ("versions", ("dataset_id", *(c for c in _SAID if c != "made_at"))),
            ("kept", [c for c in _KEPT if c != "made_at"]),
        )
    )
    key = [column for column in datasets.c if column.name != "id"]
    of_versions = sa.select(*key, *(versions.c[name] for name in _SAID), versions.c.content).join_from(
        versions, datasets, versions.c.dataset_id == datasets.c.id
    )
    of_kept = sa.select(*(kept.c[name] for name in _KEPT), kept.c.content)
    for table, query in ((versions, of_versions), (kept, of_kept)):
        connection = op.get_bind()
        for number in connection.execute(sa.select(table.c.id)).scalars().all():
            # One at a time: contents are large.
            row = connection.execute(query.where(table.c.id == number)).one_or_none()
            if row is not None:
                made = table.update().where(table.c.id == number).values(checksum=checksum_of(tuple(row)))
                connection.execute(made)


def checksum_of(row: Sequence[Any]) -> str:
    """Return a checksum of the last cell of a row and of those before it."""
    *said, content = row
    salt = secrets.token_bytes(8)
    made = blake2b(repr([_say(value) for value in said]).encode(), key=salt, digest_size=16)
    made.update(content)
    return salt.hex() + made.hexdigest()


def _say(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)
    return str(value)
