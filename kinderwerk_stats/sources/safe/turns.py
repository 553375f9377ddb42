"""Whose turn it is: who had none yet goes first, so that many files of one keep nobody else waiting."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOOK_SECONDS = 0.25
_MOST_REMEMBERED = 10_000


class Cancelled(Exception):
    """The caller no longer wants the answer."""


class _Ticket:
    """One place in the queue, of `who`."""

    def __init__(self, who: str) -> None:
        self.who = who
        self.called = threading.Event()


class OneAtATime:
    """One after the other, but nobody waits longer than `patience_seconds`, nor for whom another waited so long."""

    def __init__(self, patience_seconds: float) -> None:
        self._patience_seconds = patience_seconds
        self._change = threading.Lock()
        self._turn = threading.Lock()

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait until who was before is ready, or takes too long; hold the turn for as long as the block lasts."""
        turn = self._turn
        has_turn = turn.acquire(timeout=self._patience_seconds)
        if not has_turn:
            with self._change:
                if turn is self._turn:
                    self._turn = threading.Lock()
        try:
            yield
        finally:
            if has_turn:
                turn.release()


class Turns:
    """At most `most` at once, of one and the same at most `most_of_one`; the others wait in a queue."""

    def __init__(self, most: int, most_of_one: int) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._lock = threading.Lock()
        self._waiting: list[_Ticket] = []
        self._running: Counter[str] = Counter()
        self._count = 0
        self._last: dict[str, int] = {}

    @contextmanager
    def take(
        self, who: str, on_place: Callable[[int], None] | None = None, cancel: threading.Event | None = None
    ) -> Iterator[None]:
        """Wait for a turn, and hold it for as long as the block lasts.

        Parameters
        ----------
        who : whose turn it is; all that leave it empty share one.
        on_place : hears the place in the queue again and again, 1 for who goes next; what it raises leaves the queue.
        cancel : leaves the queue when it is set, from another thread.

        Raises
        ------
        Cancelled : `cancel` was set.
        """
        ticket = _Ticket(who)
        with self._lock:
            self._waiting.append(ticket)
            self._call_next()
        try:
            while not ticket.called.wait(_LOOK_SECONDS):
                if cancel is not None and cancel.is_set():
                    raise Cancelled
                if on_place is not None:
                    on_place(self._place_of(ticket))
            yield
        finally:
            with self._lock:
                if ticket.called.is_set():
                    self._running[who] -= 1
                else:
                    self._waiting.remove(ticket)
                self._call_next()

    def _order(self) -> list[_Ticket]:
        """Return who waits, in the order of their turns: fewest at work, then longest without one, then first come."""
        return sorted(self._waiting, key=lambda ticket: (self._running[ticket.who], self._last.get(ticket.who, 0)))

    def _place_of(self, ticket: _Ticket) -> int:
        with self._lock:
            return self._order().index(ticket) + 1 if ticket in self._waiting else 1

    def _call_next(self) -> None:
        while self._running.total() < self._most:
            ticket = next((one for one in self._order() if self._running[one.who] < self._most_of_one), None)
            if ticket is None:
                return
            self._waiting.remove(ticket)
            if len(self._last) > _MOST_REMEMBERED:
                self._last.clear()
            self._count += 1
            self._last[ticket.who] = self._count
            self._running[ticket.who] += 1
            ticket.called.set()
