"""Profiles: what a person corrected in the files of an organisation, kept by the column headers of those files."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from kinderwerk_stats.model.access import Identity
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.model.source import plain_name
from kinderwerk_stats.store.audit import write_entry
from kinderwerk_stats.store.records import Profile
from kinderwerk_stats.store.schema import profiles as table

_PLACE = Place(subject="profielen")
# Behind the fingerprint of what an organisation delivered: so it stands beside the profile that everybody uses.
_DELIVERED = "@"


def save_profile(connection: sa.Connection, profile: Profile, by: Identity) -> Profile:
    """Keep a profile; one with the same headers in the same gemeente is replaced.

    Of who may not publish it holds for that organisation alone, and replaces only its own.

    Without a name it keeps the one it had, or is named after its organisation, with a number where that is taken: an
    organisation may have files of more than one layout.

    Raises
    ------
    InputRefused
        When another profile of the gemeente has the name that was given.
    """
    by.refuse_unless("aanleveren", profile.gemeente_code, profile.organisation)
    fingerprint = profile.fingerprint
    if not by.may("publiceren", profile.gemeente_code):
        fingerprint += _DELIVERED + sha256(plain_name(by.organisation).encode()).hexdigest()[:32]
    same_headers = (table.c.gemeente_code == profile.gemeente_code) & (table.c.fingerprint == fingerprint)
    known = connection.execute(sa.select(table.c.id, table.c.name, table.c.organisation).where(same_headers)).first()
    known_id = None if known is None else known.id
    name = profile.name.strip()
    if not name and known is not None and known.organisation == profile.organisation:
        name = known.name
    name = name or _free_name(connection, profile, known_id)
    _refuse_taken_name(connection, name, profile.gemeente_code, known_id)
    cells = {
        "name": name,
        "organisation": profile.organisation,
        "gemeente_code": profile.gemeente_code,
        "fingerprint": fingerprint,
        "corrections": json.dumps(dict(profile.corrections), ensure_ascii=False, allow_nan=False),
        "who": by.name,
        "made_at": datetime.now(UTC),
    }
    if known_id is None:
        known_id = connection.execute(table.insert().values(**cells).returning(table.c.id)).scalar_one()
    else:
        connection.execute(table.update().where(table.c.id == known_id).values(**cells))
    write_entry(connection, by=by, action="profiel bewaard", note=f"{name} ({profile.gemeente_code})")
    return read_profiles(connection, table.c.id == known_id)[0]


def read_profiles(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[Profile]:
    """Return the profiles that meet the conditions, by name."""
    query = sa.select(table).where(*conditions).order_by(sa.func.lower(table.c.name), table.c.id)
    return [_to_profile(row) for row in connection.execute(query)]


def rename_profile(connection: sa.Connection, profile_id: int, name: str, by: Identity) -> None:
    """Give a profile another name.

    Raises
    ------
    InputRefused
        When it is not there any more, or another profile of the gemeente has the name.
    """
    profile = _find(connection, profile_id)
    by.refuse_unless("publiceren", profile.gemeente_code)
    _refuse_taken_name(connection, name.strip(), profile.gemeente_code, profile_id)
    connection.execute(table.update().where(table.c.id == profile_id).values(name=name.strip()))
    note = f"{profile.name} heet nu {name.strip()} ({profile.gemeente_code})"
    write_entry(connection, by=by, action="profiel hernoemd", note=note)


def delete_profile(connection: sa.Connection, profile_id: int, by: Identity) -> None:
    """Delete a profile.

    Raises
    ------
    InputRefused
        When it is not there any more.
    """
    profile = _find(connection, profile_id)
    by.refuse_unless("publiceren", profile.gemeente_code)
    connection.execute(table.delete().where(table.c.id == profile_id))
    note = f"{profile.name} ({profile.gemeente_code})"
    write_entry(connection, by=by, action="profiel verwijderd", note=note)


def _find(connection: sa.Connection, profile_id: int) -> Profile:
    found = read_profiles(connection, table.c.id == profile_id)
    if not found:
        raise InputRefused([make_problem("profiel_weg", _PLACE)])
    return found[0]


def _free_name(connection: sa.Connection, profile: Profile, own_id: int | None) -> str:
    """Return the name of the organisation, with the first number that makes it one of its own."""
    others = sa.select(table.c.name).where(table.c.gemeente_code == profile.gemeente_code, table.c.id != (own_id or 0))
    taken = set(connection.execute(others).scalars())
    plain = profile.organisation.strip()
    numbered = (f"{plain} ({number})" for number in range(2, len(taken) + 2))
    return plain if plain not in taken else next(name for name in numbered if name not in taken)


def _refuse_taken_name(connection: sa.Connection, name: str, gemeente_code: str, own_id: int | None) -> None:
    query = sa.select(table.c.id).where(table.c.gemeente_code == gemeente_code, table.c.name == name)
    taken_by = connection.execute(query).scalar()
    if not name:
        raise InputRefused([make_problem("profiel_zonder_naam", _PLACE)])
    if taken_by not in (None, own_id):
        raise InputRefused([make_problem("profiel_naam_bezet", _PLACE, naam=name)])


def _to_profile(row: sa.Row[Any]) -> Profile:
    fingerprint, _, delivered = row.fingerprint.partition(_DELIVERED)
    return Profile(
        organisation=row.organisation,
        gemeente_code=row.gemeente_code,
        fingerprint=fingerprint,
        corrections=_read(row.corrections),
        name=row.name,
        id=row.id,
        who=row.who,
        when=row.made_at,
        delivered=bool(delivered),
    )


def _read(corrections: str) -> dict[str, Any]:
    """Return what was corrected; of a profile that is damaged nothing, so that everything is asked again."""
    try:
        return dict(json.loads(corrections))
    except (ValueError, TypeError):
        return {}
