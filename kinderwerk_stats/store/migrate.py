"""Bring a database to the newest migration, inside a transaction that the caller holds."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

_FOLDER = Path(__file__).parent / "migrations"


def build_config(connection: sa.Connection | None = None) -> Config:
    """Return the settings of Alembic; no file of settings stands beside the program."""
    config = Config()
    # A percent sign in a path would be read as the start of a variable.
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def is_known(revision: str) -> bool:
    """Return whether this program has the migration; a newer program may have made one that it has not."""
    return revision in {script.revision for script in ScriptDirectory.from_config(build_config()).walk_revisions()}


def upgrade(connection: sa.Connection, revision: str = "head") -> None:
    """Run the migrations that the database has not had yet."""
    command.upgrade(build_config(connection), revision)
