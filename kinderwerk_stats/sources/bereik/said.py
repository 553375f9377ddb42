"""What the user says of a bereik file, applied: roles of columns, names of wijken, what is counted."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from kinderwerk_stats.sources.bereik.columns import PERIOD, YEAR
from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.time_words import without_period

_KINDS = {"jaar": YEAR, "periode": PERIOD}


def kind_of_role(role: str) -> str:
    """Return the kind of column that the readers know a role by.

    >>> kind_of_role("jaar"), kind_of_role("visits_count")
    ('year', 'visits_count')
    """
    return _KINDS.get(role, role)


def role_of_kind(kind: str) -> str:
    """Return the role that stands for a kind of column; the opposite of `kind_of_role`."""
    return next((role for role, known in _KINDS.items() if known == kind), kind)


def name_headers(headers: Mapping[int, str]) -> dict[int, str]:
    """Return column -> header, with a number behind the second of two that are the same.

    >>> name_headers({0: "Wijk", 1: "Aantal", 2: "Aantal"})
    {0: 'Wijk', 1: 'Aantal', 2: 'Aantal (2)'}
    """
    seen: dict[str, int] = {}
    named = {}
    for column, header in sorted(headers.items()):
        text = " ".join(header.split())
        seen[text] = seen.get(text, 0) + 1
        named[column] = text if seen[text] == 1 else f"{text} ({seen[text]})"
    return named


def role_of_headers(headers: Mapping[int, str], given: Mapping[str, str]) -> dict[int, str]:
    """Return column -> role for the headers that the user gave one; literally, else without year and capitals."""
    if not given:
        return {}
    plain = {_plain(header): role for header, role in given.items()}
    found = {}
    for column, header in name_headers(headers).items():
        role = given.get(header) or plain.get(_plain(header))
        if role is not None:
            found[column] = role
    return found


def hash_headers(headers: Iterable[str]) -> str:
    """Return what a table is recognised by: a hash of its headers without years, capitals and order.

    >>> hash_headers(["Wijk", "Bereik 2023"]) == hash_headers(["bereik 2024", "WIJK"])
    True
    """
    plain = sorted({_plain(header) for header in headers} - {""})
    return sha256("\n".join(plain).encode()).hexdigest()[:32] if plain else ""


def _plain(header: str) -> str:
    return without_period(to_plain(header))


def look_up_wijk(name: str | None, wijken: Mapping[str, str | None]) -> tuple[bool, str | None]:
    """Return whether the user said which wijk a name is, and its code; None is "dit is geen wijk"."""
    if not name or not wijken:
        return False, None
    if name in wijken:
        return True, wijken[name]
    plain = to_plain(name)
    return next(((True, code) for said, code in wijken.items() if to_plain(said) == plain), (False, None))
