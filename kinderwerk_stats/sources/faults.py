"""When this program itself breaks down: one problem says so, and where it happened is kept for who mends it.

What was read stands in no log: of an exception its kind and its place are kept, never its words.
"""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path, PurePath

from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem

# Names the file in which the command line writes where it broke down.
LOG_VARIABLE = "KINDERWERK_LOG"
_log = logging.getLogger("kinderwerk_stats")
# By these a file says its kind; what else comes after a dot can be of a name as well.
_KINDS = frozenset(
    {".csv", ".txt", ".json", ".geojson", ".gpkg", ".zip", ".ods", ".xls", ".xlsx", ".xlsm", ".xlsb", ".pptx"}
)


def is_fault(error: BaseException) -> bool:
    """Return whether an exception is a fault of this program, and not an answer or somebody who stops it."""
    if isinstance(error, InputRefused | BrokenPipeError):
        return False
    # A library in Rust that panics raises what is no Exception.
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def where_it_broke(error: BaseException) -> str:
    """Return the kind of an exception and the lines of code that led to it, without its words."""
    lines = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__name__}\n{lines}"


def say_fault(trace: str, place: Place, code: str = "lezer_loopt_vast") -> Problem:
    """Return the problem that says that the program broke down on something, and log where."""
    # Of a file only its kind: its name can say something about a person.
    kind = PurePath(place.file).suffix.lower()
    _log.error("%s: %s", place.key or f"bestand{kind if kind in _KINDS else ''}", trace)
    return make_problem(code, place, instelling=LOG_VARIABLE)


def read_guarded(read: Callable[[Path], ReadResult], path: Path) -> ReadResult:
    """Return what a reader makes of a file; one that breaks down gives a file with a problem, and the others go on."""
    try:
        return read(path)
    except BaseException as error:
        if not is_fault(error):
            raise
        return ReadResult(path, "onbekend", problems=(say_fault(where_it_broke(error), Place(path.name)),))
