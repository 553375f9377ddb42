"""Small things that a gemeente keeps in versions: goals, its notes beside figures, plans for the money.

Nothing is changed or deleted: the newest number counts, and one without content says that it was taken back.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.store.audit import write_entry
from kinderwerk_stats.store.checksums import OF_KEPT, is_whole, make_checksum
from kinderwerk_stats.store.errors import KeptConflict
from kinderwerk_stats.store.records import Kept, KeptKind
from kinderwerk_stats.store.schema import UNREADABLE
from kinderwerk_stats.store.schema import kept as table

MOST_KEPT: dict[KeptKind, int] = {"doel": 20, "duiding": 500, "plan": 100}
MOST_VERSIONS = 200
MOST_BYTES = 500_000
MOST_NAME = 80
_DONE: dict[KeptKind, str] = {"doel": "doel gepubliceerd", "duiding": "duiding geplaatst", "plan": "plan bewaard"}


def keep(
    connection: sa.Connection, kind: KeptKind, gemeente_code: str, name: str, content: bytes, *, who: str, based_on: int
) -> Kept:
    """Add a version; `based_on` is the number of the one that the person saw, 0 for none. See `Store.keep`."""
    name, place = " ".join(name.split()), Place(subject=f"{kind} {name}")
    if not 0 < len(name) <= MOST_NAME or not name.isprintable():
        raise InputRefused([make_problem("bewaard_naam_kan_niet", place, meeste=MOST_NAME)])
    if content == UNREADABLE:
        raise InputRefused([make_problem("bewaard_onleesbaar", place)])
    if len(content) > MOST_BYTES:
        raise InputRefused([make_problem("bewaard_te_groot", place, meeste=MOST_BYTES // 1000)])
    name = _as_written(connection, kind, gemeente_code, name)
    versions = read_versions(connection, kind, gemeente_code, name)
    current = versions[0] if versions else None
    # What was taken back is as good as not there for who begins anew.
    seen = {0} if current is None else {current.number, 0} if current.taken_back else {current.number}
    if based_on not in seen:
        raise KeptConflict(place, current)
    if content and (current is None or current.taken_back):
        _refuse_too_many(len(read_kept(connection, kind, gemeente_code)), MOST_KEPT[kind], "bewaard_te_veel", place)
    _refuse_too_many(len(versions), MOST_VERSIONS, "bewaard_te_vaak", place)
    number = 1 if current is None else current.number + 1
    made = Kept(gemeente_code, kind, name, number, content, who, datetime.now(UTC))
    row = {
        "gemeente_code": gemeente_code,
        "kind": kind,
        "name": name,
        "number": number,
        "content": content,
        "who": who,
        "made_at": made.when,
    }
    connection.execute(table.insert().values(checksum=make_checksum(row, OF_KEPT), **row))
    action = _DONE[kind] if content else f"{kind} ingetrokken"
    write_entry(connection, who=who, action=action, note=f"{name} ({gemeente_code})", version_number=number)
    return made


def rename(connection: sa.Connection, each: Kept, name: str, *, who: str) -> Kept:
    """Keep the same under another name, and take it back under the old one; see `Store.rename_kept`."""
    keep(connection, each.kind, each.gemeente_code, each.name, b"", who=who, based_on=each.number)
    return keep(connection, each.kind, each.gemeente_code, name, each.content, who=who, based_on=0)


def _as_written(connection: sa.Connection, kind: KeptKind, gemeente_code: str, name: str) -> str:
    """Return the name as it was written the first time: "ruim" and "Ruim" are one."""
    query = sa.select(table.c.name).distinct().where(table.c.kind == kind, table.c.gemeente_code == gemeente_code)
    names = sorted(connection.execute(query).scalars())
    return name if name in names else next((old for old in names if old.casefold() == name.casefold()), name)


def read_kept(
    connection: sa.Connection, kind: KeptKind, gemeente_code: str | None = None, *, taken_back: bool = False
) -> list[Kept]:
    """Return what counts now, by name: the newest of each; with `taken_back` that which does not count any more."""
    later = table.alias()
    same = (later.c[name] == table.c[name] for name in ("gemeente_code", "kind", "name"))
    replaced = sa.exists().where(*same, later.c.number > table.c.number)
    query = sa.select(table).where(table.c.kind == kind, ~replaced)
    if gemeente_code is not None:
        query = query.where(table.c.gemeente_code == gemeente_code)
    found = map(_to_kept, connection.execute(query.order_by(table.c.gemeente_code, table.c.name)))
    return [each for each in found if each.taken_back == taken_back]


def read_versions(connection: sa.Connection, kind: KeptKind, gemeente_code: str, name: str) -> list[Kept]:
    """Return every version under a name, newest first."""
    of_name = table.c.kind == kind, table.c.gemeente_code == gemeente_code, table.c.name == name
    query = sa.select(table).where(*of_name).order_by(table.c.number.desc())
    return [_to_kept(row) for row in connection.execute(query)]


def _refuse_too_many(count: int, most: int, code: str, place: Place) -> None:
    if count >= most:
        raise InputRefused([make_problem(code, place, meeste=most)])


def _to_kept(row: sa.Row[Any]) -> Kept:
    content = bytes(row.content) if is_whole(row._asdict(), OF_KEPT) else UNREADABLE
    return Kept(row.gemeente_code, row.kind, row.name, row.number, content, row.who, row.made_at)
