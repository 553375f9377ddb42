"""Looking after a store: whether all of it can be read, what is of use to nobody, and an empty one to begin with."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from kinderwerk_stats.model.access import Identity
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem, make_warning
from kinderwerk_stats.store.audit import read_entries, write_entry
from kinderwerk_stats.store.checksums import OF_KEPT, make_checksum
from kinderwerk_stats.store.engine import Database
from kinderwerk_stats.store.errors import DAMAGED, STORE, StoreUnavailable
from kinderwerk_stats.store.publishing import describe_key, find_versions, is_delivered, lock_store
from kinderwerk_stats.store.reading import Unread, find_unread
from kinderwerk_stats.store.schema import PRESENTATION, kept, versions

# Several files are published as concepts first, for as long as that takes.
_KILLED_AFTER = timedelta(hours=1)


def check_store(database: Database) -> list[Problem]:
    """Return what is said of everything that cannot be read.

    Raises
    ------
    StoreUnavailable
        When the database itself is damaged.
    """
    with database.reading() as connection:
        sound = connection is None or database.is_sound()
    if not sound:
        raise StoreUnavailable(DAMAGED)
    return [unread.problem for unread in find_unread(database)]


def begin_anew(database: Database, by: Identity) -> None:
    """Make an empty store in the place of one that is gone.

    Raises
    ------
    InputRefused
        When there is one, or somebody may not.
    """
    by.refuse_unless("beheren", "")
    with database.writing(anew=True) as connection:
        if read_entries(connection, limit=1):
            raise InputRefused([make_problem("opslag_niet_leeg", STORE)])
        write_entry(connection, by=by, action="opslag nieuw begonnen")


def find_leftovers(database: Database) -> list[Unread]:
    """Return the rows, each with what is said of it."""
    unread = find_unread(database)
    known = {each.id for each in unread if each.table is versions}
    with database.reading() as connection:
        concepts = (
            [] if connection is None else find_versions(connection, versions.c.state == "concept", ~is_delivered())
        )
    for version in concepts:
        if version.id not in known and version.when < datetime.now(UTC) - _KILLED_AFTER:
            place = Place(subject=f"{describe_key(version.key)}, versie {version.number}")
            said = {"wie": version.who, "wanneer": f"{version.when:%d-%m-%Y}"}
            unread.append(Unread(versions, version.id, make_warning("concept_blijft_staan", place, **said)))
    return unread


def remove_leftovers(database: Database, leftovers: Sequence[Unread], by: Identity) -> None:
    """Remove versions and presentations, and take back what is kept under a name: what stood there does not return."""
    by.refuse_unless("beheren", "")
    with database.writing() as connection:
        lock_store(connection)
        for table, row_id, problem in leftovers:
            whole = sa.true() if table is versions else kept.c.kind == PRESENTATION
            if not connection.execute(table.delete().where(table.c.id == row_id, whole)).rowcount:
                row = connection.execute(sa.select(kept).where(kept.c.id == row_id)).one()._asdict() | {"content": b""}
                values = {"content": b"", "checksum": make_checksum(row, OF_KEPT)}
                connection.execute(kept.update().where(kept.c.id == row_id).values(values))
            write_entry(connection, by=by, action="opgeruimd", note=problem.place.subject)
