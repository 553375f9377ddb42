"""The log of who did what when. Lines are added in the transaction of what they tell about, and never changed."""

from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa

from kinderwerk_stats.model.access import Identity
from kinderwerk_stats.store.records import AuditEntry, DataSetKey
from kinderwerk_stats.store.schema import audit_log


def write_entry(
    connection: sa.Connection,
    *,
    by: Identity,
    action: str,
    note: str = "",
    key: DataSetKey | None = None,
    version_number: int | None = None,
) -> None:
    """Add a line, in the transaction of the connection."""
    connection.execute(
        audit_log.insert().values(
            uid=uuid4().hex,
            made_at=datetime.now(UTC),
            who=by.name,
            action=action,
            note=note,
            version_number=version_number,
            **(key._asdict() if key else {}),
        )
    )


def read_entries(
    connection: sa.Connection, gemeente_code: str | None = None, key: DataSetKey | None = None, limit: int | None = None
) -> list[AuditEntry]:
    """Return the lines about everything, a gemeente or a data set, newest first."""
    query = sa.select(audit_log).order_by(audit_log.c.id.desc()).limit(limit)
    if gemeente_code is not None:
        query = query.where(audit_log.c.gemeente_code == gemeente_code)
    if key is not None:
        query = query.where(*(audit_log.c[name] == value for name, value in key._asdict().items()))
    return [
        AuditEntry(
            id=row.id,
            when=row.made_at,
            who=row.who,
            action=row.action,
            key=None if row.kind is None else DataSetKey(row.gemeente_code, row.kind, row.publisher, row.year),
            version_number=row.version_number,
            note=row.note,
        )
        for row in connection.execute(query)
    ]
