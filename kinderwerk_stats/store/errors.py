"""What can be wrong with the database itself, in words that a user can act on; never its address or its own text."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import psycopg
import sqlalchemy.exc as sa_errors

from kinderwerk_stats.model.problems import InputRefused, worded

_WHERE = "de opslag van gepubliceerde gegevens"
_WORKS = "een database die werkt"
_AGAIN = "probeer het zo opnieuw; de lijst met versies zegt wat er gepubliceerd is"


class StoreUnavailable(InputRefused):
    """The database cannot be reached or written now; what was confirmed before is still there."""

    def __init__(self, found: str, expected: str = _WORKS, action: str = _AGAIN) -> None:
        super().__init__([worded(_WHERE, found, expected, action)])


class PublishConflict(InputRefused):
    """Someone else changed the data set after this version was begun."""

    def __init__(self, what: str, who: str, when: datetime, action: str) -> None:
        done = {"ingetrokken": "ingetrokken", "teruggezet": "een eerdere versie teruggezet"}.get(action, "gepubliceerd")
        super().__init__(
            [
                worded(
                    where=what,
                    found=f"{who} heeft dit op {when:%d-%m-%Y om %H:%M} (UTC) al {done}",
                    expected="dezelfde gepubliceerde versie als waarmee u begon",
                    action="vergelijk uw cijfers met wat er nu gepubliceerd is, en publiceer daarna opnieuw",
                )
            ]
        )


class PlanConflict(InputRefused):
    """Under this name stands another story than the one that was begun with."""

    def __init__(self, name: str, who: str | None, when: datetime | None) -> None:
        found = "dit verhaal is intussen verwijderd"
        if who is not None and when is not None:
            found = f"{who} heeft op {when:%d-%m-%Y om %H:%M} (UTC) al een verhaal met deze naam bewaard"
        super().__init__(
            [
                worded(
                    where=f"het verhaal {name}",
                    found=found,
                    expected="hetzelfde verhaal als waarmee u begon",
                    action="bewaar uw verhaal onder een andere naam; dan blijven ze allebei bestaan",
                )
            ]
        )


_FULL = ("de schijf is vol", "vrije ruimte op de schijf van de opslag", "maak ruimte en probeer het opnieuw")
_READ_ONLY = (
    "er mag niet geschreven worden",
    "een opslag waarin u mag schrijven",
    "vraag uw beheerder om schrijfrecht op de opslag",
)
_BUSY = ("de opslag is bezet door een ander programma", "een opslag die vrij is", _AGAIN)
_DAMAGED = (
    "het bestand is geen database of is beschadigd",
    "een bestand dat dit programma zelf heeft gemaakt",
    "zet een reservekopie terug met: python -m kinderwerk_stats store terugzetten BESTAND --overschrijf",
)
_GONE = (
    "de database antwoordt niet",
    "een database die aanstaat en bereikbaar is",
    "zet de database aan of vraag uw beheerder; daarna werkt het programma vanzelf verder",
)
NEWER = (
    "de opslag is gemaakt door een nieuwere versie van dit programma",
    "een opslag van deze of een oudere versie",
    "installeer de nieuwste versie van het programma",
)
_REFUSED = (
    "de database weigert de toegang",
    "een naam en wachtwoord die kloppen, met de nodige rechten",
    "controleer KINDERWERK_DATABASE_URL of vraag uw beheerder",
)
_OTHER = ("de database meldt een fout", _WORKS, _AGAIN)

_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: (
        "het bestand van de opslag is niet te openen",
        "een map waarin u mag lezen en schrijven",
        "controleer de map, of noem een andere in KINDERWERK_STORE",
    ),
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
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
}


@contextmanager
def translated() -> Iterator[None]:
    """Turn what a database driver raises into `StoreUnavailable`; mistakes of our own keep their traceback."""
    try:
        yield
    except (sa_errors.DBAPIError, sqlite3.Error) as error:
        words = _words_for(error.orig if isinstance(error, sa_errors.DBAPIError) else error)
        if words is None:
            raise
        raise StoreUnavailable(*words) from None
    except sa_errors.TimeoutError:
        raise StoreUnavailable(*_BUSY) from None
    except OSError as error:
        raise StoreUnavailable(*(_FULL if error.errno == 28 else _READ_ONLY)) from None


def _words_for(error: BaseException | None) -> tuple[str, str, str] | None:
    """Return found, expected, action; None for what is a mistake in the program (a wrong statement, a broken rule)."""
    if isinstance(error, sqlite3.Error):
        # The low byte is the kind of fault, the rest says more about it.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _SQLITE:
            return _SQLITE[code]
        return None if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError) or code == 1 else _OTHER
    if isinstance(error, psycopg.Error):
        if error.sqlstate in _POSTGRES:
            return _POSTGRES[error.sqlstate]
        return _GONE if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) else None
    return None
