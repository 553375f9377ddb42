"""Read a file that may be made to do harm: checked first, then read in a process that can be stopped."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem
from kinderwerk_stats.model.understanding import Understanding
from kinderwerk_stats.sources.faults import say_fault
from kinderwerk_stats.sources.files.contents import check_contents
from kinderwerk_stats.sources.geometry.zipped import find_zipped_map
from kinderwerk_stats.sources.privacy.file_names import refuse_file_name, safe_label
from kinderwerk_stats.sources.safe.turns import Cancelled
from kinderwerk_stats.sources.safe.wire import Request, answer_from_bytes
from kinderwerk_stats.sources.safe.workers import LIMITS, PEAK_BYTES, Limits, ReaderFailed, ask

MAX_FILE_BYTES = 200_000_000
_ZIP = b"PK\x03\x04"


def read_file_safely(
    path: Path,
    corrections: Corrections | None = None,
    *,
    limits: Limits = LIMITS,
    on_step: Callable[[str], object] | None = None,
    cancel: threading.Event | None = None,
) -> ReadResult:
    """Read a file like `read_file`, in a process of its own.

    Parameters
    ----------
    path : any file.
    corrections : what the user says of a bereik file instead of our guess.
    limits : what reading may take.
    on_step : called with each step in Dutch words, for a progress bar; what it raises ends the reading.
    cancel : ends the reading when it is set, from another thread.

    Returns
    -------
    What `read_file` returns. A file that takes too much, or on which the reader breaks down, has kind "onbekend" and
    a fout that says so; so has a reading that was cancelled.
    """
    answer = _read(_request(path, limits, corrections=corrections), path, limits, on_step, cancel)
    return answer if isinstance(answer, ReadResult) else answer.result


def read_own_indicator_safely(
    path: Path, *, limits: Limits = LIMITS, on_step: Callable[[str], object] | None = None, who: str = ""
) -> ReadResult:
    """Read a figure per wijk of the gemeente's own like `read_own_indicator`, in a process of its own."""
    answer = _read(_request(path, limits, own_indicator=True), path, limits, on_step, None, who)
    return answer if isinstance(answer, ReadResult) else answer.result


def read_template_safely(
    path: Path, *, limits: Limits = LIMITS, on_step: Callable[[str], object] | None = None, who: str = ""
) -> bytes:
    """Return a template of PowerPoint like `read_template`, made in a process of its own.

    Raises
    ------
    InputRefused : as of `read_template`, and when reading takes too much or breaks down.
    """
    try:
        content = ask(_request(path, limits, template=True).to_bytes(), limits, on_step, None, who)[PEAK_BYTES:]
        # A presentation is a zip file; an answer about a file begins with its length.
        if content.startswith(_ZIP):
            return content
        answer = answer_from_bytes(content, path)
    except ReaderFailed as failed:
        raise InputRefused([_explain(failed, path, limits)]) from None
    except ValueError:
        raise InputRefused([_failure(path, "crash", limits)]) from None
    raise InputRefused(answer.problems if isinstance(answer, ReadResult) else answer.result.problems)


def explain_safely(
    path: Path,
    corrections: Corrections | None = None,
    profiles: Mapping[str, Corrections] | None = None,
    *,
    limits: Limits = LIMITS,
    on_step: Callable[[str], object] | None = None,
    cancel: threading.Event | None = None,
    who: str = "",
) -> Understanding:
    """Read a file and say what it was taken for, like `explain_bereik`, in a process of its own.

    Parameters and limits are those of `read_file_safely`; `profiles` those of `explain_bereik`. Of one and the same
    `who` only so many are read at once.
    """
    request = _request(path, limits, explain=True, corrections=corrections, profiles=profiles or {})
    answer = _read(request, path, limits, on_step, cancel, who)
    return answer if isinstance(answer, Understanding) else Understanding(result=answer)


def _request(path: Path, limits: Limits, **asked: Any) -> Request:
    return Request(path.absolute(), limits.seconds, **asked)


def _read(
    request: Request,
    path: Path,
    limits: Limits,
    on_step: Callable[[str], object] | None,
    cancel: threading.Event | None,
    who: str = "",
) -> ReadResult | Understanding:
    if on_step is not None:
        on_step("het bestand controleren")
    if (named := refuse_file_name(path.name)) is not None:
        return ReadResult(path.with_name(safe_label(path.name)), "onbekend", problems=(named,))
    try:
        warnings = _check(path)
    except InputRefused as refused:
        return ReadResult(path, "onbekend", problems=refused.problems)
    try:
        content = ask(request.to_bytes(), limits, on_step, cancel, who)
        answer = answer_from_bytes(content[PEAK_BYTES:], path)
    except ReaderFailed as failed:
        return ReadResult(path, "onbekend", problems=(*warnings, _explain(failed, path, limits)))
    except Cancelled:
        return ReadResult(path, "onbekend", problems=(_cancelled(path),))
    except ValueError:
        return ReadResult(path, "onbekend", problems=(*warnings, _failure(path, "crash", limits)))
    return _with_warnings(answer, warnings)


def _check(path: Path) -> tuple[Problem, ...]:
    """Refuse by size and list of contents, which cost nothing to look at."""
    if path.stat().st_size > MAX_FILE_BYTES:
        raise InputRefused([make_problem("bestand_groter_dan_200_mb", Place(path.name))])
    with path.open("rb") as file:
        start = file.read(len(_ZIP))
    # A map in a zip file is looked at in its own way.
    return check_contents(path) if start == _ZIP and find_zipped_map(path) is None else ()


def _explain(failed: ReaderFailed, path: Path, limits: Limits) -> Problem:
    if failed.reason == "fault":
        return say_fault(failed.trace, Place(path.name))
    return _failure(path, failed.reason, limits)


def _failure(path: Path, reason: str, limits: Limits) -> Problem:
    place = Place(path.name)
    if reason == "time":
        return make_problem("lezen_duurt_te_lang", place, seconden=limits.seconds)
    if reason == "memory":
        usual = limits.memory_bytes >= LIMITS.memory_bytes
        return make_problem("lezen_kost_te_veel_geheugen", place, hoeveel="1 GB" if usual else "het toegestane")
    return make_problem("lezen_onverwacht_mis", place)


def _cancelled(path: Path) -> Problem:
    return make_problem("lezen_afgebroken", Place(path.name))


def _with_warnings(answer: ReadResult | Understanding, warnings: tuple[Problem, ...]) -> ReadResult | Understanding:
    if not warnings:
        return answer
    result = answer if isinstance(answer, ReadResult) else answer.result
    result = replace(result, problems=(*result.problems, *warnings))
    return result if isinstance(answer, ReadResult) else replace(answer, result=result)
