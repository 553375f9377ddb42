"""Published tables as they were written; a version that cannot be read is set aside and named, and all others work."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import sqlalchemy as sa

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.content import from_bytes
from kinderwerk_stats.model.datasets import Table
from kinderwerk_stats.model.problems import Place, Problem, make_problem
from kinderwerk_stats.store.checksums import OF_KEPT, OF_VERSION, is_whole
from kinderwerk_stats.store.cut import with_source
from kinderwerk_stats.store.engine import Database
from kinderwerk_stats.store.errors import DAMAGED, StoreUnavailable
from kinderwerk_stats.store.publishing import DATASET_ORDER, VERSION_COLUMNS, describe_key, find_versions, to_version
from kinderwerk_stats.store.records import Version
from kinderwerk_stats.store.schema import ENDED, PRESENTATION, STATES, datasets, kept, versions

_QUERY = (
    sa.select(*VERSION_COLUMNS, versions.c.content, versions.c.checksum)
    .join(datasets, versions.c.dataset_id == datasets.c.id)
    .order_by(*DATASET_ORDER)
)


class SetAside(NamedTuple):
    """A version that cannot be read: nothing of its data set is shown until that is put right."""

    version: Version
    problem: Problem


class Published(NamedTuple):
    """The tables that count now, and the versions because of which others are missing."""

    tables: tuple[Table, ...]
    set_aside: tuple[SetAside, ...]


def read_published(database: Database, where: sa.ColumnElement[bool]) -> Published:
    """Return what is published of the data sets that meet a condition, bereik with every version that was.

    What any version of bereik hid stays hidden: without one of them nobody knows what that was, so then the whole data
    set is set aside.
    """
    # A version whose state cannot be read may be the one that is published.
    loaded = load(database, where, sa.or_(versions.c.state == "gepubliceerd", versions.c.state.not_in(STATES)))
    bereik = [version.dataset_id for version, _ in loaded if version.key.kind == "bereik"]
    others = load(database, versions.c.dataset_id.in_(bereik), versions.c.state.not_in(("concept", "gepubliceerd")))
    unread = {version.id: version for version, table in (*loaded, *others) if table is None}
    missing = {version.dataset_id for version in unread.values()}
    tables = (
        _with_versions(version, table, others)
        for version, table in loaded
        if table is not None and version.dataset_id not in missing
    )
    return Published(tuple(tables), tuple(SetAside(version, not_readable(version)) for version in unread.values()))


def load(database: Database, *conditions: sa.ColumnElement[bool]) -> list[tuple[Version, Table | None]]:
    """Return the versions that meet the conditions with their tables; None for one that cannot be read."""
    try:
        with database.reading() as connection:
            rows = [] if connection is None else connection.execute(_QUERY.where(*conditions)).all()
        return [_read(row) for row in rows]
    except StoreUnavailable as failed:
        if failed.problems[0].code != DAMAGED:
            raise
    # A page of the file is broken: what stands on the others can be read one by one.
    with database.reading() as connection:
        found = [] if connection is None else find_versions(connection, *conditions)
    return [_load_one(database, version) for version in found]


def not_readable(version: Version) -> Problem:
    """Return what is said of a version that is set aside."""
    return make_problem("versie_onleesbaar", Place(subject=f"{describe_key(version.key)}, versie {version.number}"))


class Unread(NamedTuple):
    """A row whose content is not what was written."""

    table: sa.Table
    id: int
    problem: Problem


def find_unread(database: Database) -> list[Unread]:
    """Return each version, goal, note, story and plan that is not what was written, or that nobody can read."""
    with database.reading() as connection:
        if connection is None:
            return []
        found = find_versions(connection)
        ids = connection.execute(sa.select(kept.c.id).order_by(kept.c.id)).scalars().all()
    # One at a time: contents are large.
    unread = [Unread(versions, v.id, not_readable(v)) for v in found if _load_one(database, v)[1] is None]
    for number in ids:
        with database.reading() as connection:
            row = None if connection is None else connection.execute(sa.select(kept).where(kept.c.id == number)).first()
        if row is not None and not is_whole(row._asdict(), OF_KEPT):
            # Who has the mark of a presentation can open it.
            what = f"{row.kind} {row.name} voor {row.gemeente_code}, versie {row.number}"
            place = Place(subject={PRESENTATION: "een presentatie", ENDED: "wie uitlogde"}.get(row.kind, what))
            unread.append(Unread(kept, number, make_problem("bewaard_onleesbaar", place)))
    return unread


def _load_one(database: Database, version: Version) -> tuple[Version, Table | None]:
    try:
        with database.reading() as connection:
            row = None if connection is None else connection.execute(_QUERY.where(versions.c.id == version.id)).one()
    except StoreUnavailable:
        row = None
    return (version, None) if row is None else _read(row)


def _read(row: sa.Row[*tuple[Any, ...]]) -> tuple[Version, Table | None]:
    version = to_version(row)
    if version.state not in STATES or not is_whole(row._asdict(), OF_VERSION):
        return version, None
    try:
        return version, with_source(from_bytes(row.content), version)
    except ValueError:
        return version, None


def _with_versions(version: Version, table: Table, others: Sequence[tuple[Version, Table | None]]) -> Table:
    """Return bereik with every version of it that everybody could see, where there is another."""
    own = [(v.number, t) for v, t in others if v.dataset_id == version.dataset_id and isinstance(t, BereikTable)]
    if not own or not isinstance(table, BereikTable):
        return table
    every = sorted([*own, (version.number, table)], key=lambda numbered: numbered[0])
    return replace(table, versions=tuple(each for _, each in every))
