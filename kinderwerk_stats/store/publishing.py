"""Versions of data sets inside one transaction: made, published, withdrawn, put back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from kinderwerk_stats.model.access import Identity, NotAllowed, Role
from kinderwerk_stats.model.ceilings import read_ceilings
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.store.audit import read_entries, write_entry
from kinderwerk_stats.store.checksums import OF_VERSION, make_checksum
from kinderwerk_stats.store.errors import PublishConflict
from kinderwerk_stats.store.records import DataSetKey, Publication, Version
from kinderwerk_stats.store.schema import audit_log, datasets, store_state, versions

# Everything about a version but its content, which is large, and what stands behind that.
VERSION_COLUMNS = (
    *(c for c in versions.c if c.name not in ("content", "checksum")),
    *(c for c in datasets.c if c.name != "id"),
)
DATASET_ORDER = (datasets.c.gemeente_code, datasets.c.kind, datasets.c.publisher, datasets.c.year)
_PUBLISHED = versions.c.state == "gepubliceerd"
# How the log calls keeping a version that is not published yet: for a moment, or by who may not publish it.
_KEPT_AS_CONCEPT, _DELIVERED = "concept bewaard", "aangeleverd"


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
        publication=Publication(row.source_name, row.peildatum, row.note, row.file_kind, row.mark),
        who=row.who,
        when=row.made_at,
        areas_count=row.areas_count,
    )


def find_concepts(connection: sa.Connection, version_ids: Sequence[int], by: Identity) -> list[Version]:
    """Return concepts; refuses when one of them is not there (any more) for this person."""
    found = find_versions(connection, versions.c.id.in_(version_ids), sees_concept(by))
    if len(found) != len(set(version_ids)):
        raise gone("concept_weg")
    return found


def sees_concept(by: Identity) -> sa.ColumnElement[bool]:
    """Return whether a version is a concept that somebody sees: an own one, or delivered to who may publish it."""
    of_gemeente = sa.true() if by.gemeenten is None else datasets.c.gemeente_code.in_(by.gemeenten)
    own = versions.c.who == by.name if by.may("aanleveren") else sa.false()
    delivered = sa.and_(of_gemeente, is_delivered()) if by.may("publiceren") else sa.false()
    return sa.and_(versions.c.state == "concept", sa.or_(own, delivered))


def is_delivered() -> sa.ColumnElement[bool]:
    """Return whether a version was delivered, and is no step of a publication."""
    same = (audit_log.c[name] == datasets.c[name] for name in DataSetKey._fields)
    # A number is given again when a concept was deleted; its line in the log is older then.
    of_it = audit_log.c.version_number == versions.c.number, audit_log.c.made_at >= versions.c.made_at
    return sa.exists().where(audit_log.c.action == _DELIVERED, *same, *of_it)


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
            last = next(e for e in read_entries(connection, key=key) if e.action not in (_KEPT_AS_CONCEPT, _DELIVERED))
            raise PublishConflict(describe_key(key), last.who, last.when, last.action)


def add_version(
    connection: sa.Connection,
    key: DataSetKey,
    publication: Publication,
    content: bytes,
    areas_count: int,
    *,
    by: Identity,
    concept: bool,
) -> Version:
    """Add a version to a data set, made when it is the first; published at once unless it is a concept."""
    by.refuse_unless("aanleveren" if concept else "publiceren", key.gemeente_code, key.publisher)
    if by.role is Role.ORGANISATIE and key.kind != "bereik":
        raise NotAllowed([make_problem("toegang_alleen_bereik", Place(subject="toegang"))])
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
        "who": by.name,
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
    kept_as = _KEPT_AS_CONCEPT if by.may("publiceren", key.gemeente_code) else _DELIVERED
    action = kept_as if concept else "gepubliceerd"
    log(connection, version, action, by, publication.note)
    return version


def publish_existing(connection: sa.Connection, version: Version, action: str, by: Identity, note: str) -> None:
    """Make a version that is already there the published one."""
    by.refuse_unless("publiceren", version.key.gemeente_code)
    _replace_published(connection, version.dataset_id)
    number = version.number
    if version.state == "concept":
        # Others may have published since; what everybody sees is numbered in the order in which they saw it.
        highest = _next_number(connection, version.dataset_id) - 1
        number = number if number == highest else highest + 1
    changed = versions.update().where(versions.c.id == version.id).values(state="gepubliceerd", number=number)
    connection.execute(changed)
    log(connection, version, action, by, note, number)


def withdraw_existing(connection: sa.Connection, version: Version, by: Identity, note: str) -> None:
    """Take the published version back."""
    by.refuse_unless("publiceren", version.key.gemeente_code)
    connection.execute(versions.update().where(versions.c.id == version.id).values(state="ingetrokken"))
    log(connection, version, "ingetrokken", by, note)


def delete_concept(connection: sa.Connection, version: Version, by: Identity) -> None:
    """Delete a concept, the only version that can be deleted."""
    connection.execute(versions.delete().where(versions.c.id == version.id))
    log(connection, version, "concept verwijderd", by, "")


def log(
    connection: sa.Connection, version: Version, action: str, by: Identity, note: str, number: int | None = None
) -> None:
    """Write what happened to a version in the audit log."""
    number = number or version.number
    write_entry(connection, by=by, action=action, note=note, key=version.key, version_number=number)


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
