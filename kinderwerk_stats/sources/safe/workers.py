"""Reader processes: started once, kept warm, ended when a file takes too much or is refused or the caller gives up.

A process of our own rather than `multiprocessing`: that would import the main script again, which under Streamlit is
Streamlit itself, and would unpickle what the child sends.
"""

import atexit
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kinderwerk_stats.sources.safe.turns import Cancelled, Turns
from kinderwerk_stats.sources.safe.wire import read_frame, write_frame

_START_SECONDS = 60.0
_LOOK_SECONDS = 0.1
_MAX_AT_ONCE = 3
# So that there is one for somebody else, whatever one visitor drops.
_MAX_OF_ONE = 2
_MAX_IDLE = 2
# A process that held more is not used again: what is left of it would count against the next file.
_TIRED_BYTES = 500_000_000
# An answer begins with the most memory that its process has held.
PEAK_BYTES = 8
# Not the variables of the app: among them may be the password of a database.
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
# Each of these would otherwise claim addresses, which count against the limit, or threads for small tables.
_FRUGAL = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


_CLOCK_FACTOR = 3


@dataclass(frozen=True)
class Limits:
    """What reading one file may take: `seconds` of computing, `memory_bytes` above an idle reader.

    The system counts whole seconds and stops at the end of the last one: with 8 an answer is there within 10.
    """

    seconds: int = 8
    memory_bytes: int = 800_000_000

    @property
    def clock_seconds(self) -> int:
        """By the clock more: on a busy machine a reader gets only part of the time."""
        return _CLOCK_FACTOR * self.seconds


LIMITS = Limits()


class ReaderFailed(Exception):
    """A reader process ended without an answer.

    `reason` is "time", "memory", "crash", or "fault" for an exception of ours, of which `trace` says where it was.
    """

    def __init__(self, reason: str, trace: str = "") -> None:
        self.reason = reason
        self.trace = trace
        super().__init__(reason)


class Worker:
    """One reader process and the thread that listens to it."""

    def __init__(self, memory_bytes: int) -> None:
        self.memory_bytes = memory_bytes
        self.tired = False
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        root = str(Path(__file__).parents[3])
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-B", "-X", "utf8", "-m", "kinderwerk_stats.sources.safe.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**environment, **_FRUGAL, "PYTHONPATH": os.pathsep.join([root, *filter(None, sys.path)])},
        )
        self._frames: queue.SimpleQueue[tuple[bytes, bytes] | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True, name="kinderwerk-reader").start()
        self._send(b"L", str(memory_bytes).encode())
        if self._next(time.monotonic() + _START_SECONDS, None) != (b"R", b""):
            self.end()
            raise ReaderFailed("crash")

    def ask(
        self, request: bytes, seconds: int, on_step: Callable[[str], object] | None, cancel: threading.Event | None
    ) -> bytes:
        """Send a request and return the answer.

        Raises
        ------
        ReaderFailed : time or memory ran out, or the process ended.
        Cancelled : `cancel` was set.
        OSError : the process could not open the file.
        """
        deadline = time.monotonic() + seconds
        self._send(b"Q", request)
        while True:
            frame = self._next(deadline, cancel)
            if frame is None:
                raise ReaderFailed(self._why_ended())
            kind, content = frame
            if kind in (b"A", b"E"):
                # E: the file was refused, or may hold personal data; what was read of it goes with the process.
                self.tired = kind == b"E" or int.from_bytes(content[:PEAK_BYTES], "big") > _TIRED_BYTES
                return content
            if kind == b"M":
                raise ReaderFailed("memory")
            if kind == b"F":
                raise ReaderFailed("fault", content.decode(errors="replace"))
            if kind == b"O" and content == b"0":
                # An error of the system without a number is one of a library, about what stands in the file.
                raise ReaderFailed("crash")
            if kind == b"O":
                raise OSError(int(content), os.strerror(int(content)))
            if on_step is not None:
                on_step(content.decode(errors="replace"))

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def alive(self) -> bool:
        """Return whether the process still runs."""
        return self._process.poll() is None

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()

    def _send(self, kind: bytes, content: bytes) -> None:
        if self._process.stdin is None:
            raise ReaderFailed("crash")
        try:
            write_frame(self._process.stdin, kind, content)
        except OSError:
            raise ReaderFailed("crash") from None

    def _next(self, deadline: float, cancel: threading.Event | None) -> tuple[bytes, bytes] | None:
        while True:
            if cancel is not None and cancel.is_set():
                raise Cancelled
            left = deadline - time.monotonic()
            if left <= 0:
                raise ReaderFailed("time")
            with suppress(queue.Empty):
                return self._frames.get(timeout=min(left, _LOOK_SECONDS))

    def _listen(self) -> None:
        stream = self._process.stdout
        if stream is None:
            return
        with stream:
            while (frame := read_frame(stream)) is not None:
                self._frames.put(frame)
        self._frames.put(None)

    def _why_ended(self) -> str:
        """Return the reason, by the signal that ended the process."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        # Rust and C++ abort when they get no memory (6); 9 is the system's own hand when all memory is gone.
        return {-24: "time", -6: "memory", -9: "memory"}.get(self._process.returncode or 0, "crash")


class _Pool:
    """Idle workers, and how many may read at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._turns = Turns(_MAX_AT_ONCE, _MAX_OF_ONE)
        self._keep_warm = False

    def ask(
        self,
        request: bytes,
        limits: Limits,
        on_step: Callable[[str], object] | None,
        cancel: threading.Event | None,
        who: str = "",
    ) -> bytes:
        def tell_place(place: int) -> None:
            if on_step is not None:
                on_step(f"wachten op een beurt, plaats {place} in de rij")

        with self._turns.take(who, tell_place, cancel):
            worker = self._take(limits.memory_bytes)
            answered = False
            try:
                answer = worker.ask(request, limits.clock_seconds, on_step, cancel)
                answered = True
            finally:
                if answered and not worker.tired:
                    self._give_back(worker)
                else:
                    worker.end()
                    if self._keep_warm:
                        threading.Thread(target=self.warm_up, daemon=True).start()
            return answer

    def warm_up(self) -> None:
        """Have a worker ready."""
        self._keep_warm = True
        with suppress(ReaderFailed, OSError):
            self._give_back(self._take(LIMITS.memory_bytes))

    def end(self) -> None:
        """End the idle workers."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def _take(self, memory_bytes: int) -> Worker:
        with self._lock:
            fitting = [worker for worker in self._idle if worker.memory_bytes == memory_bytes]
            self._idle = [worker for worker in self._idle if worker not in fitting[:1]]
        for worker in fitting[:1]:
            if worker.alive():
                return worker
            worker.end()
        return Worker(memory_bytes)

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            if len(self._idle) < _MAX_IDLE and worker.alive():
                self._idle.append(worker)
                return
        worker.end()


_POOL = _Pool()
atexit.register(_POOL.end)
ask = _POOL.ask
end_idle = _POOL.end


def warm_up() -> None:
    """Start a reader process, so that the first file does not wait for it; from now on a lost one is replaced."""
    _POOL.warm_up()
