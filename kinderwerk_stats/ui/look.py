"""What the figures on screen were made from: the files of the folder, the state of the store, the threshold."""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from kinderwerk_stats.sources.installation import data_folder, installation_threshold
from kinderwerk_stats.sources.library import data_files
from kinderwerk_stats.sources.safe.turns import OneAtATime
from kinderwerk_stats.sources.settings import SETTINGS_FILE
from kinderwerk_stats.store import open_store

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Stamp:
    """What the figures on screen were made from: name, size and time of every file, the stamp of the store.

    `threshold`: below which number counts are hidden.
    """

    files: tuple[tuple[str, int, int], ...]
    store: str
    threshold: int


class _Look(threading.local):
    """What the page that this thread draws has seen: call -> answer; nothing is kept outside a look."""

    answers: dict[Hashable, Any] | None = None


_look = _Look()
# Ten pages take as long; a file that is read or a plan that is worked out takes longer, and others go on meanwhile.
_DRAWING = OneAtATime(patience_seconds=0.25)


@contextmanager
def one_look() -> Iterator[None]:
    """Look once at what there is: all that a page draws inside rests on the same figures.

    A page asks for figures some forty times; without this, each time every file and the store are asked for changes.
    One page is drawn at a time: Python computes one thing at a time anyway, and pages that take turns at every step
    are all ready last (decision 133).
    """
    with _DRAWING.take():
        _look.answers = {}
        try:
            yield
        finally:
            look_again()


def look_again() -> None:
    """From here on look every time, for who is about to change something."""
    _look.answers = None


def once_a_look(load: Callable[P, T]) -> Callable[P, T]:
    """Let a function with hashable arguments answer once in a look; a refusal is not kept."""

    @wraps(load)
    def answer(*args: P.args, **kwargs: P.kwargs) -> T:
        # What is loaded may end the look; its answer then goes into a record that nobody reads any more.
        answers = _look.answers
        if answers is None:
            return load(*args, **kwargs)
        call = (load, args, *kwargs.items())
        if call not in answers:
            answers[call] = load(*args, **kwargs)
        found: T = answers[call]
        return found

    return answer


@once_a_look
def figures_key() -> tuple[str, Stamp]:
    """Return the folder, and what changes when a file in it does or something is published."""
    folder = data_folder()
    paths = [*data_files(folder), folder / SETTINGS_FILE]
    files = tuple((p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in paths if p.is_file())
    return str(folder), Stamp(files, open_store().stamp(), installation_threshold())
