"""Whose turn it is at the readers: others come between the files of one, a place is told, and the queue can be left."""

import threading
from contextlib import ExitStack

import pytest

from kinderwerk_stats.sources.safe.turns import Cancelled, OneAtATime, Turns


class Queue:
    """People that wait in threads of their own; `served` are those that had or have a turn, in order."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.served: list[str] = []
        self._go_on: list[threading.Event] = []
        self._threads: list[threading.Thread] = []

    def come(self, who: str) -> None:
        """Ask for a turn and hold it until `go_on`; return when the turn was given or the place was heard."""
        settled, go_on = threading.Event(), threading.Event()

        def stand() -> None:
            with self.turns.take(who, lambda place: settled.set()):
                self.served.append(who)
                self._go_on.append(go_on)
                settled.set()
                go_on.wait(60)

        thread = threading.Thread(target=stand)
        thread.start()
        self._threads.append(thread)
        assert settled.wait(60)

    def go_on(self) -> None:
        """Let each in turn go, until nobody is left."""
        gone = 0
        while any(thread.is_alive() for thread in self._threads):
            if gone < len(self._go_on):
                self._go_on[gone].set()
                gone += 1
            for thread in self._threads:
                thread.join(0.01)


def served_after(turns: Turns, *came: str) -> list[str]:
    queue = Queue(turns)
    for who in came:
        queue.come(who)
    queue.go_on()
    return queue.served


def test_another_comes_between_the_files_of_one():
    assert served_after(Turns(1, 1), "a", "a", "a", "b", "b", "c") == ["a", "b", "c", "a", "b", "a"]


def test_one_leaves_a_reader_free_for_another():
    queue = Queue(Turns(3, 2))
    for who in ("a", "a", "a", "a", "b"):
        queue.come(who)
    assert queue.served == ["a", "a", "b"]
    queue.go_on()
    assert queue.served == ["a", "a", "b", "a", "a"]


def test_place_is_told_and_the_queue_can_be_left():
    turns = Turns(1, 1)

    class Left(Exception):
        pass

    places: list[int] = []

    def leave(place: int) -> None:
        places.append(place)
        raise Left

    cancel = threading.Event()
    cancel.set()
    with ExitStack() as held:
        held.enter_context(turns.take("a"))
        with pytest.raises(Left), turns.take("b", leave):
            raise AssertionError
        with pytest.raises(Cancelled), turns.take("b", cancel=cancel):
            raise AssertionError
    assert places == [1]
    # Nobody who left stands in the way.
    with turns.take("c"):
        pass


def test_one_at_a_time_lets_in_one_after_the_other():
    alone, inside, seen = OneAtATime(60), [], []

    def draw() -> None:
        with alone.take():
            inside.append(1)
            seen.append(len(inside))
            threading.Event().wait(0.001)
            inside.pop()

    threads = [threading.Thread(target=draw) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert seen == [1] * 20


def test_whoever_takes_too_long_is_not_waited_for_and_the_others_still_go_one_by_one():
    alone = OneAtATime(0.01)
    with alone.take():
        first = alone._turn
        with alone.take():
            assert alone._turn is not first, "who comes now does not wait for the first"
            with alone.take():
                assert alone._turn.locked()
        assert first.locked() and not alone._turn.locked()


def test_a_page_that_fails_gives_its_turn_back():
    alone = OneAtATime(60)
    with pytest.raises(ValueError, match="no page"), alone.take():
        raise ValueError("no page")
    with alone.take():
        assert alone._turn.locked()
