"""The process that reads files: `python -m kinderwerk_stats.sources.safe.child`, driven over its input and output.

It has no other ways out: it may write no byte to a file, leaves no core dump, and what it prints goes nowhere.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import PERSONAL_DATA_PERHAPS, InputRefused
from kinderwerk_stats.model.understanding import Understanding
from kinderwerk_stats.sources.bereik.explain import explain_bereik
from kinderwerk_stats.sources.faults import is_fault, where_it_broke
from kinderwerk_stats.sources.own_indicator import read_own_indicator
from kinderwerk_stats.sources.recognise import read_file
from kinderwerk_stats.sources.safe.wire import Request, answer_to_bytes, read_frame, write_frame


def _limit_process(memory_bytes: int) -> None:
    """Bound memory, and forbid files and core dumps, on top of what the process takes now."""
    with suppress(ImportError):  # Windows has no such limits: there the time limit alone protects
        import resource

        taken = 0
        with suppress(OSError):
            taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)]
        if taken:
            limits.append((resource.RLIMIT_AS, taken + memory_bytes))
        for kind, value in limits:
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (value, value))


def _limit_cpu(seconds: int) -> None:
    """Give the process so much computing time from now on; the system ends it after that."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + seconds + 1, resource.RLIM_INFINITY))


def peak_bytes() -> int:
    """Return the most memory this process has held; 0 where the system does not say."""
    with suppress(OSError):
        # Not ru_maxrss: on Linux that begins at what the app held when it started this process.
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)
    with suppress(ImportError):
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
    return 0


def _read(request: Request) -> ReadResult | Understanding | bytes:
    if request.template:
        # Loaded for the first template only: the first upload of figures does not wait for it.
        from kinderwerk_stats.sources.deck_template import read_template

        try:
            return read_template(request.path)
        except InputRefused as refused:
            return ReadResult(request.path, "onbekend", problems=refused.problems)
    if request.own_indicator:
        return read_own_indicator(request.path)
    if request.explain:
        return explain_bereik(request.path, request.corrections, request.profiles)
    return read_file(request.path, request.corrections)


def _leaves_traces(answer: ReadResult | Understanding | bytes) -> bool:
    """Return whether a process that read this must end: freed memory still holds what was read."""
    if isinstance(answer, bytes):
        return True
    result = answer if isinstance(answer, ReadResult) else answer.result
    return not result.usable or any(problem.code == PERSONAL_DATA_PERHAPS for problem in result.problems)


def _serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer one request after another until the other side closes or memory runs out."""
    while (frame := read_frame(source)) is not None:
        request = Request.from_bytes(frame[1])
        _limit_cpu(request.seconds)
        try:
            write_frame(target, b"S", b"het sjabloon openen" if request.template else b"de tabellen lezen")
            answer = _read(request)
            if isinstance(answer, bytes):
                content = answer
            else:
                write_frame(target, b"S", b"de cijfers overnemen")
                content = answer_to_bytes(answer)
        except MemoryError:
            write_frame(target, b"M")
            return
        except OSError as error:
            write_frame(target, b"O", str(error.errno or 0).encode())
            continue
        except BaseException as error:
            if not is_fault(error):
                raise
            write_frame(target, b"F", where_it_broke(error).encode())
            return
        kind = b"E" if _leaves_traces(answer) else b"A"
        write_frame(target, kind, peak_bytes().to_bytes(8, "big") + content)


def main() -> None:
    """Serve until the app that started this process is done."""
    source = os.fdopen(os.dup(0), "rb")
    target = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    frame = read_frame(source)
    if frame is not None:
        _limit_process(int(frame[1]))
        write_frame(target, b"R")
        _serve(source, target)


if __name__ == "__main__":
    main()
