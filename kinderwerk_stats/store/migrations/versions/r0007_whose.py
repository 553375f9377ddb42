"""Whose a story is: of the organisation that made it, or of the gemeente."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; of what stands there only the name of who made it is known."""
    op.add_column("kept", sa.Column("organisation", sa.Text, nullable=False, server_default=""))
