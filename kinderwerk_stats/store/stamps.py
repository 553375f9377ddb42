"""The mark of what is published now, and how a server hears that another program changed it."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import NamedTuple, TypeVar

import psycopg
import sqlalchemy as sa

from kinderwerk_stats.store.engine import CHANGED, Database
from kinderwerk_stats.store.errors import DAMAGED, StoreUnavailable
from kinderwerk_stats.store.kept import is_ended, read_ended
from kinderwerk_stats.store.schema import store_state, versions

_log = logging.getLogger("kinderwerk_stats")

# What was heard is believed for so long: whatever goes wrong in hearing, nobody sees what is older.
BELIEVED_SECONDS = 1.0
# Asked again as often when nothing is heard: not everything between a program and PostgreSQL passes on a NOTIFY.
_ASK_SECONDS = 0.4
_RETRY_SECONDS = 2.0

T = TypeVar("T")


class _Heard(NamedTuple):
    stamp: str
    ended: frozenset[str]
    when: float
    changes_count: int


class Stamps:
    """Says the stamp of a database, and which logins ended: asked each time, or heard by a thread (`listen`).

    What this process itself wrote is never older than what it says: after each write of its own it asks again.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._heard: _Heard | None = None
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._listen_on, daemon=True, name="kinderwerk-listen")

    def now(self) -> str:
        """Return the stamp; see `Store.stamp`."""
        heard = self._believed()
        return self._ask(_read_stamp, "") if heard is None else heard.stamp

    def has_ended(self, mark: str) -> bool:
        """Return whether a login was ended; see `Store.has_ended`."""
        heard = self._believed()
        return self._ask(partial(is_ended, mark=mark), False) if heard is None else mark in heard.ended

    def ask_anew(self) -> None:
        """Believe nothing that was heard before this call, as after a write of this process."""
        self._database.changes_count += 1

    def listen(self) -> None:
        """Hear of changes from now on. Of a file every click looks itself: that costs less than a millisecond."""
        if self._database.path is None:
            self._thread.start()

    def close(self) -> None:
        """Stop listening; its connection is given back then."""
        self._closed.set()
        if self._thread.is_alive():
            self._thread.join()

    def _listen_on(self) -> None:
        while not self._closed.is_set():
            try:
                self._hear()
            except (StoreUnavailable, psycopg.Error) as error:
                # Meanwhile every click asks, and says what is wrong.
                _log.warning("not listening to the database: %s", type(error).__name__)
            self._heard = None
            self._closed.wait(_RETRY_SECONDS)

    def _hear(self) -> None:
        with closing(self._database.connect_alone()) as connection:
            connection.execute(f"LISTEN {CHANGED}")
            while not self._closed.is_set():
                # Both from before asking: what changes meanwhile counts as not heard.
                when, changes_count = time.monotonic(), self._database.changes_count
                stamp, ended = self._ask(_read_both, ("", frozenset[str]()))
                self._heard = _Heard(stamp, ended, when, changes_count)
                for _ in connection.notifies(timeout=_ASK_SECONDS, stop_after=1):
                    pass

    def _believed(self) -> _Heard | None:
        heard = self._heard
        if heard is None or heard.changes_count != self._database.changes_count:
            return None
        return heard if time.monotonic() - heard.when < BELIEVED_SECONDS else None

    def _ask(self, read: Callable[[sa.Connection], T], empty: T) -> T:
        with self._database.reading() as connection:
            return empty if connection is None else read(connection)


def _read_both(connection: sa.Connection) -> tuple[str, frozenset[str]]:
    return _read_stamp(connection), read_ended(connection)


def _read_stamp(connection: sa.Connection) -> str:
    row = connection.execute(sa.select(store_state)).first()
    if row is None:
        raise StoreUnavailable(DAMAGED)
    # Not only the number: that of a damaged store can be 0 as well.
    published = sa.select(versions.c.id).where(versions.c.state != "concept")
    anything = row.revision or connection.execute(published.limit(1)).first()
    return f"{row.store_key}:{row.revision}" if anything else ""
