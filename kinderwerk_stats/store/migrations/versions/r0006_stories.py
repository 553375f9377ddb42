"""Stories for a werkbezoek are kept in versions, as goals and plans are."""

import sqlalchemy as sa
from alembic import op

from kinderwerk_stats.store.migrations.versions.r0005_checksums import checksum_of

revision = "0006"
down_revision = "0005"

_COLUMNS = ("gemeente_code", "kind", "name", "number", "who", "made_at", "content")


def upgrade() -> None:
    """Move the stories; the one that stood there is the first version that can be put back."""
    plans, kept = (
        sa.table(
            name,
            *map(sa.column, ("id", *(c for c in _COLUMNS if c != "made_at"), "checksum")),
            sa.column("made_at", sa.DateTime(timezone=True)),
        )
        for name in ("plans", "kept")
    )
    connection = op.get_bind()
    said = [sa.literal("verhaal").label("kind") if name == "kind" else plans.c[name] for name in _COLUMNS]
    for number in connection.execute(sa.select(plans.c.id).order_by(plans.c.id)).scalars().all():
        # One at a time: contents are large.
        row = connection.execute(sa.select(*said).where(plans.c.id == number)).one()
        values = dict(zip(_COLUMNS, row, strict=True)) | {"checksum": checksum_of(tuple(row))}
        connection.execute(kept.insert().values(**values))
    op.drop_table("plans")
