"""What a gemeente keeps in versions: goals, its notes beside figures, plans for the money, stories for a werkbezoek.

Nothing is changed or deleted: the newest number counts, and one without content says that it was taken back.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from kinderwerk_stats.model.access import Identity, NotAllowed, Role
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.store.audit import write_entry
from kinderwerk_stats.store.checksums import OF_KEPT, is_whole, make_checksum
from kinderwerk_stats.store.errors import KeptConflict
from kinderwerk_stats.store.records import Kept, KeptKind
from kinderwerk_stats.store.schema import ENDED, PRESENTATION, UNREADABLE
from kinderwerk_stats.store.schema import kept as table

MOST_KEPT: dict[KeptKind, int] = {"doel": 20, "duiding": 500, "plan": 100, "verhaal": 100}
MOST_VERSIONS: dict[KeptKind, int] = {"doel": 200, "duiding": 200, "plan": 200, "verhaal": 50}
# A story has a photo.
MOST_BYTES: dict[KeptKind, int] = {"doel": 500_000, "duiding": 500_000, "plan": 500_000, "verhaal": 8_000_000}
MOST_NAME = 80
_DONE: dict[KeptKind, str] = {
    "doel": "doel gepubliceerd",
    "duiding": "duiding geplaatst",
    "plan": "plan bewaard",
    "verhaal": "verhaal bewaard",
}
_MOST_PRESENTATIONS = 300
_KEPT_FOR = timedelta(days=90)
# As long as the cookie of a login can live.
_MOST_ENDED, _ENDED_FOR = 10_000, timedelta(days=31)


def keep(
    connection: sa.Connection,
    kind: KeptKind,
    gemeente_code: str,
    name: str,
    content: bytes,
    *,
    by: Identity,
    based_on: int,
) -> Kept:
    """Add a version; `based_on` is the number of the one that the person saw, 0 for none. See `Store.keep`."""
    by.refuse_unless("presenteren" if kind == "verhaal" else "vastleggen", gemeente_code)
    name, place = " ".join(name.split()), Place(subject=f"{kind} {name}")
    if not 0 < len(name) <= MOST_NAME or not name.isprintable():
        raise InputRefused([make_problem("bewaard_naam_kan_niet", place, meeste=MOST_NAME)])
    if content == UNREADABLE:
        raise InputRefused([make_problem("bewaard_onleesbaar", place)])
    if len(content) > MOST_BYTES[kind]:
        raise InputRefused([make_problem("bewaard_te_groot", place, meeste=MOST_BYTES[kind] // 1000)])
    name = _as_written(connection, kind, gemeente_code, name)
    versions = read_versions(connection, kind, gemeente_code, name, contents=False)
    current = versions[0] if versions else None
    if current is not None and not by.may_change_of(current.who, current.organisation):
        raise NotAllowed([make_problem("toegang_van_een_ander", place, wie=current.organisation or current.who)])
    # What was taken back is as good as not there for who begins anew.
    seen = {0} if current is None else {current.number, 0} if current.taken_back else {current.number}
    if based_on not in seen:
        raise KeptConflict(place, current)
    if content and (current is None or current.taken_back):
        count = len(read_kept(connection, kind, gemeente_code, contents=False))
        _refuse_too_many(count, MOST_KEPT[kind], "bewaard_te_veel", place)
    _refuse_too_many(len(versions), MOST_VERSIONS[kind], "bewaard_te_vaak", place)
    number = 1 if current is None else current.number + 1
    # Whoever helps with a story of an organisation, it stays that; removed by who publishes, it is not given back.
    organisation = by.organisation if by.role is Role.ORGANISATIE else ""
    if content and not organisation:
        organisation = next((each.organisation for each in versions if each.organisation), "")
    made = Kept(gemeente_code, kind, name, number, content, by.name, datetime.now(UTC), organisation)
    row = {
        "gemeente_code": gemeente_code,
        "kind": kind,
        "name": name,
        "number": number,
        "content": content,
        "who": by.name,
        "made_at": made.when,
        "organisation": organisation,
    }
    connection.execute(table.insert().values(checksum=make_checksum(row, OF_KEPT), **row))
    action = _DONE[kind] if content else f"{kind} ingetrokken"
    write_entry(connection, by=by, action=action, note=f"{name} ({gemeente_code})", version_number=number)
    return made


def rename(connection: sa.Connection, each: Kept, name: str, *, by: Identity) -> Kept:
    """Keep the same under another name, and take it back under the old one; see `Store.rename_kept`."""
    keep(connection, each.kind, each.gemeente_code, each.name, b"", by=by, based_on=each.number)
    return keep(connection, each.kind, each.gemeente_code, name, each.content, by=by, based_on=0)


def _as_written(connection: sa.Connection, kind: KeptKind, gemeente_code: str, name: str) -> str:
    """Return the name as it was written the first time: "ruim" and "Ruim" are one."""
    query = sa.select(table.c.name).distinct().where(table.c.kind == kind, table.c.gemeente_code == gemeente_code)
    names = sorted(connection.execute(query).scalars())
    return name if name in names else next((old for old in names if old.casefold() == name.casefold()), name)


def read_kept(
    connection: sa.Connection,
    kind: KeptKind,
    gemeente_code: str | None = None,
    *,
    taken_back: bool = False,
    contents: bool = True,
) -> list[Kept]:
    """Return what counts now, by name: the newest of each; with `taken_back` that which does not count any more.

    `contents`: whether anybody will read them; those of stories are large.
    """
    later = table.alias()
    same = (later.c[name] == table.c[name] for name in ("gemeente_code", "kind", "name"))
    replaced = sa.exists().where(*same, later.c.number > table.c.number)
    query = _select(contents=contents).where(table.c.kind == kind, ~replaced)
    if gemeente_code is not None:
        query = query.where(table.c.gemeente_code == gemeente_code)
    by_name = table.c.gemeente_code, sa.func.lower(table.c.name), table.c.name
    found = map(_to_kept, connection.execute(query.order_by(*by_name)))
    return [each for each in found if each.taken_back == taken_back]


def read_versions(
    connection: sa.Connection, kind: KeptKind, gemeente_code: str, name: str, *, contents: bool = True
) -> list[Kept]:
    """Return every version under a name, newest first; `contents` as in `read_kept`."""
    of_name = table.c.kind == kind, table.c.gemeente_code == gemeente_code, table.c.name == name
    query = _select(contents=contents).where(*of_name).order_by(table.c.number.desc())
    return [_to_kept(row) for row in connection.execute(query)]


def read_one(connection: sa.Connection, wanted: Kept) -> Kept:
    """Return a version that was listed with its content."""
    of_version = (table.c[name] == getattr(wanted, name) for name in ("kind", "gemeente_code", "name", "number"))
    row = connection.execute(_select(contents=True).where(*of_version)).first()
    if row is None:
        raise KeptConflict(Place(subject=f"{wanted.kind} {wanted.name}"), None)
    return _to_kept(row)


def keep_presentation(
    connection: sa.Connection, mark: str, content: bytes, *, gemeente_code: str, by: Identity
) -> None:
    """Keep a presentation that was started under its mark; the oldest go."""
    by.refuse_unless("presenteren", gemeente_code)
    _keep_a_while(connection, PRESENTATION, mark, content, _MOST_PRESENTATIONS, _KEPT_FOR)


def read_presentation(connection: sa.Connection, mark: str) -> bytes | None:
    """Return a presentation that was kept; None when it is not there, or not what was written."""
    row = connection.execute(sa.select(table).where(table.c.kind == PRESENTATION, table.c.name == mark)).first()
    return row.content if row is not None and is_whole(row._asdict(), OF_KEPT) else None


def end_login(connection: sa.Connection, mark: str, *, by: Identity) -> None:
    """Keep that a login was ended; who has none has nothing to end."""
    if by.name:
        _keep_a_while(connection, ENDED, mark, b"", _MOST_ENDED, _ENDED_FOR)


def read_ended(connection: sa.Connection) -> frozenset[str]:
    """Return the marks of the logins that were ended."""
    query = sa.select(table.c.name).where(table.c.gemeente_code == "", table.c.kind == ENDED)
    return frozenset(connection.execute(query).scalars())


def is_ended(connection: sa.Connection, mark: str) -> bool:
    """Return whether the login of this mark was ended: every click asks, so the others are not read."""
    this_one = table.c.gemeente_code == "", table.c.kind == ENDED, table.c.name == mark
    return connection.execute(sa.select(table.c.id).where(*this_one)).first() is not None


def _keep_a_while(
    connection: sa.Connection, kind: str, mark: str, content: bytes, most: int, how_long: timedelta
) -> None:
    now = datetime.now(UTC)
    same_kind = table.c.kind == kind
    row = {"gemeente_code": "", "kind": kind, "name": mark, "number": 1, "content": content, "who": ""}
    row |= {"made_at": now, "organisation": ""}
    connection.execute(table.delete().where(same_kind, table.c.name == mark))
    connection.execute(table.insert().values(checksum=make_checksum(row, OF_KEPT), **row))
    newest = sa.select(table.c.id).where(same_kind).order_by(table.c.id.desc()).limit(most)
    old = sa.or_(table.c.made_at < now - how_long, table.c.id.not_in(newest))
    connection.execute(table.delete().where(same_kind, old))


def _select(*, contents: bool) -> sa.Select[Any]:
    """Return the query for rows; without contents it says only how large they are."""
    if contents:
        return sa.select(table)
    return sa.select(
        *(column for column in table.c if column.name not in ("content", "checksum")),
        sa.func.length(table.c.content).label("size"),
    )


def _refuse_too_many(count: int, most: int, code: str, place: Place) -> None:
    if count >= most:
        raise InputRefused([make_problem(code, place, meeste=most)])


def _to_kept(row: sa.Row[Any]) -> Kept:
    cells = row._asdict()
    if "size" in cells:
        content = UNREADABLE if row.size else b""
    else:
        content = bytes(row.content) if is_whole(cells, OF_KEPT) else UNREADABLE
    return Kept(row.gemeente_code, row.kind, row.name, row.number, content, row.who, row.made_at, row.organisation)
