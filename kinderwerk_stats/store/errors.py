"""What can be wrong with the database itself, in words that a user can act on; never its address or its own text."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import psycopg
import sqlalchemy.exc as sa_errors

from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.store.records import Kept

STORE = Place(subject="opslag")


class StoreUnavailable(InputRefused):
    """The database cannot be reached or written now; what was confirmed before is still there."""

    def __init__(self, code: str) -> None:
        super().__init__([make_problem(code, STORE)])


class PublishConflict(InputRefused):
    """Someone else changed the data set after this version was begun."""

    def __init__(self, what: str, who: str, when: datetime, action: str) -> None:
        codes = {"ingetrokken": "versie_al_ingetrokken", "teruggezet": "versie_al_teruggezet"}
        code = codes.get(action, "versie_al_gepubliceerd")
        super().__init__([make_problem(code, Place(subject=what), wie=who, wanneer=_moment(when))])


_KEPT_CODES, _STORY_CODES = (
    {False: "bewaard_al_veranderd", True: "bewaard_al_ingetrokken"},
    {False: "verhaal_al_bewaard", True: "verhaal_intussen_weg"},
)


class KeptConflict(InputRefused):
    """Someone else changed a goal, a note, a plan or a story after the person saw it."""

    def __init__(self, place: Place, current: Kept | None) -> None:
        if current is None:
            super().__init__([make_problem("bewaard_weg", place)])
            return
        codes = _STORY_CODES if current.kind == "verhaal" else _KEPT_CODES
        code = codes[current.taken_back]
        super().__init__([make_problem(code, place, wie=current.who, wanneer=_moment(current.when))])


def _moment(when: datetime) -> str:
    return f"{when:%d-%m-%Y om %H:%M} (UTC)"


_FULL, _READ_ONLY, _BUSY = "opslag_vol", "opslag_alleen_lezen", "opslag_bezet"
DAMAGED, _REFUSED = "opslag_beschadigd", "opslag_weigert"
_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: "opslag_niet_te_openen",
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
_POSTGRES = {
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _REFUSED,
    "28P01": _REFUSED,
    "28000": _REFUSED,
    "3D000": _REFUSED,
    "55P03": _BUSY,
    "57014": _BUSY,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}


@contextmanager
def translated() -> Iterator[None]:
    """Turn what a database driver raises into `StoreUnavailable`; mistakes of our own keep their traceback."""
    try:
        yield
    except (sa_errors.DBAPIError, sqlite3.Error) as error:
        code = _code_of(error.orig if isinstance(error, sa_errors.DBAPIError) else error)
        if code is None:
            raise
        raise StoreUnavailable(code) from None
    except UnicodeDecodeError:
        # What the database says of itself is no text any more.
        raise StoreUnavailable(DAMAGED) from None
    except sa_errors.TimeoutError:
        raise StoreUnavailable(_BUSY) from None
    except OSError as error:
        raise StoreUnavailable(_FULL if error.errno == 28 else _READ_ONLY) from None


def _code_of(error: BaseException | None) -> str | None:
    """Return the code of the problem; None for what is a mistake in the program (a wrong statement, a broken rule)."""
    if isinstance(error, sqlite3.Error):
        # The low byte is the kind of fault, the rest says more about it.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _SQLITE:
            return _SQLITE[code]
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError) or code == 1:
            return None
        return "opslag_meldt_fout"
    if isinstance(error, psycopg.Error):
        if error.sqlstate in _POSTGRES:
            return _POSTGRES[error.sqlstate]
        return "opslag_antwoordt_niet" if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) else None
    return None
