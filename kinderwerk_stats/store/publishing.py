"""Versions of data sets inside one transaction: made, published, withdrawn, put back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from kinderwerk_stats.model.ceilings import read_ceilings
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.store.audit import read_entries, write_entry
from kinderwerk_stats.store.checksums import OF_VERSION, make_checksum
from kinderwerk_stats.store.errors import PublishConflict
from kinderwerk_stats.store.records import DataSetKey, Publication, Version
from kinderwerk_stats.store.schema import datasets, store_state, versions

# Everything about a version but its content, which is large, and what stands behind that.
VERSION_COLUMNS = (
    *(c for c in versions.c if c.name not in ("content", "checksum")),
    *(c for c in datasets.c if c.name != "id"),
)
DATASET_ORDER = (datasets.c.gemeente_code, datasets.c.kind, datasets.c.publisher, datasets.c.year)
_PUBLISHED = versions.c.state == "gepubliceerd"
# How the log calls keeping a version that is not published yet.
_KEPT_AS_CONCEPT = "concept bewaard"


def lock_store(connection: sa.Connection, *, changes: bool = True) -> None:
    """Wait until nobody else writes; with `changes`, say that what is published is not the same any more."""
    connection.execute(store_state.update().values(revision=store_state.c.revision + int(changes)))


def find_versions(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[Version]:
    """Return the versions that meet the conditions, the newest of each data set first."""
    query = (
        sa.select(*VERSION_COLUMNS)
        .join(datasets, versions.c.dataset_id == datasets.c.id)
        .where(*conditions)
        .order_by(*DATASET_ORDER, versions.c.number.desc())
    )
    return [to_version(row) for row in connection.execute(query)]


def to_version(row: sa.Row[*tuple[Any, ...]]) -> Version:
    """Return a row of `VERSION_COLUMNS` as a version."""
    return Version(
        id=row.id,
        dataset_id=row.dataset_id,
        key=DataSetKey(row.gemeente_code, row.kind, row.publisher, row.year),
        number=row.number,
        state=row.state,
        publication=Publication(row.source_name, row.peildatum, row.note, row.who, row.file_kind, row.mark),
        when=row.made_at,
        areas_count=row.areas_count,
    )


def refuse_conflicts(connection: sa.Connection, based_on: Mapping[DataSetKey, int] | None) -> None:
    """Refuse when another version is published now than the one that was looked at.

    Parameters
    ----------
    based_on : data set -> number of its published version at that moment, 0 for none; None to let the last one win.

    Raises
    ------
    PublishConflict
        Naming who changed it, and when.
    """
    for key, number in (based_on or {}).items():
        current = find_versions(connection, _is_of(key), _PUBLISHED)
        if (current[0].number if current else 0) != number:
            last = next(e for e in read_entries(connection, key=key) if e.action != _KEPT_AS_CONCEPT)
            raise PublishConflict(describe_key(key), last.who, last.when, last.action)


def add_version(
    connection: sa.Connection,
    key: DataSetKey,
    publication: Publication,
    content: bytes,
    areas_count: int,
    *,
    concept: bool,
) -> Version:
    """Add a version to a data set, made when it is the first; published at once unless it is a concept."""
    dataset_id = connection.execute(sa.select(datasets.c.id).where(_is_of(key))).scalar()
    if dataset_id is None:
        added = datasets.insert().values(**key._asdict()).returning(datasets.c.id)
        dataset_id = connection.execute(added).scalar_one()
    most = read_ceilings().versions
    of_it = sa.select(sa.func.count()).where(versions.c.dataset_id == dataset_id)
    if connection.execute(of_it).scalar_one() >= most:
        raise InputRefused([make_problem("versie_te_veel", Place(subject=describe_key(key)), meeste=most)])
    if not concept:
        _replace_published(connection, dataset_id)
    said = {
        "source_name": publication.source_name,
        "peildatum": publication.peildatum,
        "note": publication.note,
        "who": publication.who,
        "file_kind": publication.file_kind,
        "mark": publication.mark,
        "made_at": datetime.now(UTC),
        "areas_count": areas_count,
        "content": content,
    }
    inserted = versions.insert().values(
        dataset_id=dataset_id,
        number=_next_number(connection, dataset_id),
        state="concept" if concept else "gepubliceerd",
        checksum=make_checksum({**said, **key._asdict()}, OF_VERSION),
        **said,
    )
    version_id = connection.execute(inserted.returning(versions.c.id)).scalar_one()
    version = find_versions(connection, versions.c.id == version_id)[0]
    action = _KEPT_AS_CONCEPT if concept else "gepubliceerd"
    log(connection, version, action, publication.who, publication.note)
    return version


def publish_existing(connection: sa.Connection, version: Version, action: str, who: str, note: str) -> None:
    """Make a version that is already there the published one."""
    _replace_published(connection, version.dataset_id)
    number = version.number
    if version.state == "concept":
        # Others may have published since; what everybody sees is numbered in the order in which they saw it.
        highest = _next_number(connection, version.dataset_id) - 1
        number = number if number == highest else highest + 1
    changed = versions.update().where(versions.c.id == version.id).values(state="gepubliceerd", number=number)
    connection.execute(changed)
    log(connection, version, action, who, note, number)


def log(
    connection: sa.Connection, version: Version, action: str, who: str, note: str, number: int | None = None
) -> None:
    """Write what happened to a version in the audit log."""
    write_entry(connection, who=who, action=action, note=note, key=version.key, version_number=number or version.number)


def describe_key(key: DataSetKey) -> str:
    """Return a data set in words."""
    return f"{key.kind} {key.year} van {key.publisher} voor {key.gemeente_code}"


def refuse_doubles(keys: Sequence[DataSetKey]) -> None:
    """Refuse two tables of one data set."""
    doubles = [key for key in dict.fromkeys(keys) if keys.count(key) > 1]
    if doubles:
        raise InputRefused(make_problem("twee_tabellen_van_een", Place(subject=describe_key(key))) for key in doubles)


def gone(code: str) -> InputRefused:
    """Return the refusal for something that someone else has removed or changed meanwhile."""
    return InputRefused([make_problem(code, Place(subject="gepubliceerd"))])


def _is_of(key: DataSetKey) -> sa.ColumnElement[bool]:
    return sa.and_(*(datasets.c[name] == value for name, value in key._asdict().items()))


def _replace_published(connection: sa.Connection, dataset_id: int) -> None:
    current = versions.update().where(versions.c.dataset_id == dataset_id, _PUBLISHED)
    connection.execute(current.values(state="vervangen"))


def _next_number(connection: sa.Connection, dataset_id: int) -> int:
    query = sa.select(sa.func.coalesce(sa.func.max(versions.c.number), 0)).where(versions.c.dataset_id == dataset_id)
    return int(connection.execute(query).scalar_one()) + 1
