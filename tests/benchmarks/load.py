"""Viewers who click, over Streamlit's own protocol: `python -m tests.benchmarks.load --viewers 30 --seconds 60`.

Every viewer opens a page, thinks about ten seconds, asks for another page or another choice, and waits for
`script_finished`; a run that ended early for a next one is no answer. It starts the dashboard itself, on loopback, once
for every setting that is compared, so that the ratio of two settings comes from one run of this command. `--usual`
measures the page that one usually writes beside it (`usual_page.py`), `--gemeenten 342` a store in which so many
gemeenten published five years. The first page is timed from the start of the process; memory is that of the processes
after each fifth of the time.
"""

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from kinderwerk_stats.model.datasets import Table
from kinderwerk_stats.sources.library import read_folder
from kinderwerk_stats.store import Publication, open_store
from tests.people import JAN

ROOT = Path(__file__).parents[2]
DASHBOARD, USUAL = "dashboard.py", "tests/benchmarks/usual_page.py"
PAGES = {DASHBOARD: ("", "dekking", "wijk", "behoefte", "plan"), USUAL: ("",)}
CHOICES = ("", "leeftijd=4-11", "jaar=2023", "norm_bereik=25")
THINK_SECONDS = 10.0
# What stands still longer is no answer any more.
PATIENCE_SECONDS = 60.0
START_SECONDS = 600.0


class Click(NamedTuple):
    seconds: float
    messages: int
    size_bytes: int


async def click(socket: ClientConnection, page: str, query: str) -> Click:
    """Ask for a page with a choice; return how long it took until all of it was sent."""
    question = BackMsg()
    question.rerun_script.page_name = page
    question.rerun_script.query_string = query
    question.rerun_script.context_info.timezone = "Europe/Amsterdam"
    question.rerun_script.context_info.locale = "nl-NL"
    begin = time.perf_counter()
    await socket.send(question.SerializeToString())
    messages = size_bytes = 0
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            data = await socket.recv(decode=False)
            messages, size_bytes = messages + 1, size_bytes + len(data)
            answer = ForwardMsg.FromString(data)
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError(f"{page}?{query} did not finish")
                return Click(time.perf_counter() - begin, messages, size_bytes)


async def watch(port: int, script: str, seconds: float, think_seconds: float, seed: int) -> list[Click]:
    """Look for `seconds` as one viewer does; return every click after the first page."""
    chance = random.Random(seed)
    await asyncio.sleep(chance.uniform(0, think_seconds))
    clicks = []
    async with connect(
        f"ws://localhost:{port}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        open_timeout=PATIENCE_SECONDS,
    ) as socket:
        await click(socket, "", "")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * think_seconds)
            clicks.append(await click(socket, chance.choice(PAGES[script]), chance.choice(CHOICES)))
    return clicks


@contextmanager
def served(port: int, options: Sequence[str], script: str = DASHBOARD) -> Iterator[int]:
    """Start the dashboard, or another script, on `port`; yield the number of its process when it answers."""
    flags = ["--server.headless", "true", "--server.port", str(port), "--server.address", "localhost", *options]
    command = [sys.executable, "-m", "streamlit", "run", script, *flags]
    server = subprocess.Popen(
        command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=2).close()
                break
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


def fill_store(gemeenten_count: int) -> None:
    """Publish the example under so many codes, and print what that took."""
    begin = time.process_time()
    tables = [table for result in read_folder(ROOT / "data" / "voorbeeld").results for table in result.tables]
    store = open_store()
    for number in range(gemeenten_count):
        code = f"{1000 + number}"
        own = [_under_code(table, code) for table in tables]
        said = Publication("CBS", "2024", "", "xlsx", code)
        store.publish(own, gemeente_code=f"GM{code}", publication=said, by=JAN)
    seconds = time.process_time() - begin
    sys.stdout.write(f"{gemeenten_count} gemeenten published in {seconds:.0f} s of processor time\n")


def _under_code(table: Table, code: str) -> Table:
    """Return a table of the example gemeente, 9001, as that of another."""

    def renamed(frame: pd.DataFrame) -> pd.DataFrame:
        frame = frame.replace({"Halmerdam": f"Verzonnen {code}"}).replace("^(WK|GM)9001", rf"\g<1>{code}", regex=True)
        texts = frame.index.dtype == "str"
        return frame.set_axis(frame.index.str.replace("9001", code), axis=0) if texts else frame

    frames = {each.name: getattr(table, each.name) for each in fields(table)}
    moved: dict[str, Any] = {name: renamed(frame) for name, frame in frames.items() if isinstance(frame, pd.DataFrame)}
    if "gemeente_code" in frames:
        moved["gemeente_code"] = f"GM{code}"
    return replace(table, **moved)


def memory_of(process: int) -> int:
    """Return how many bytes a process has in memory (Linux)."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def processor_seconds(process: int) -> float:
    """Return how long a process has computed (Linux)."""
    said = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


async def open_all(port: int, script: str) -> float:
    """Open every page with every choice once, so that what is measured is not the first computing of each.

    Returns when the first page was there.
    """
    async with connect(
        f"ws://localhost:{port}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=None
    ) as socket:
        await click(socket, "", "")
        first = time.perf_counter()
        for page in PAGES[script]:
            for choice in CHOICES:
                await click(socket, page, choice)
    return first


async def watch_memory(processes: Sequence[int], seconds: float) -> list[int]:
    """Return how many MB the processes have in memory after each fifth of the time."""
    sizes = []
    for _ in range(5):
        await asyncio.sleep(seconds / 5)
        sizes.append(round(sum(map(memory_of, processes)) / 1e6))
    return sizes


async def crowd(
    ports: Sequence[int], processes: Sequence[int], script: str, given: argparse.Namespace
) -> tuple[list[Click], list[int]]:
    looks = [
        watch(ports[number % len(ports)], script, given.seconds, given.think, number) for number in range(given.viewers)
    ]
    sizes, clicks = await asyncio.gather(watch_memory(processes, given.seconds), asyncio.gather(*looks))
    return [each for some in clicks for each in some], sizes


def measure(name: str, script: str, options: Sequence[str], given: argparse.Namespace) -> None:
    """Print one line: how long a click took, what it sent, and how much memory a viewer took."""
    ports = [given.port + number for number in range(given.processes)]
    with ExitStack() as servers:
        processes, waited, started = [], [], []
        for port in ports:
            begin = time.perf_counter()
            processes.append(servers.enter_context(served(port, options, script)))
            started.append(processor_seconds(processes[-1]))
            waited.append(asyncio.run(open_all(port, script)) - begin)
        before = sum(map(memory_of, processes))
        clicks, sizes = asyncio.run(crowd(ports, processes, script, given))
        after = sum(map(memory_of, processes))
    times = sorted(each.seconds * 1000 for each in clicks)
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    messages = statistics.mean(each.messages for each in clicks)
    sent = statistics.mean(each.size_bytes for each in clicks) / 1000
    sys.stdout.write(
        f"{name}: {given.viewers} viewers on {len(ports)}, {len(times)} clicks, p50 {cuts[49]:.0f} ms, "
        f"p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms, {messages:.0f} messages and {sent:.0f} kB a click, "
        f"first page after {max(waited):.1f} s, {before / 1e6:.0f} MB, then {', '.join(map(str, sizes))}, "
        f"{(after - before) / given.viewers / 1e6:.2f} MB more a viewer, "
        f"started in {statistics.mean(started):.1f} s of processor time\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--viewers", type=int, default=30)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=THINK_SECONDS)
    parser.add_argument("--port", type=int, default=8601, help="of the first process")
    parser.add_argument("--usual", action="store_true", help="compare with the page that one usually writes")
    parser.add_argument(
        "--option", action="append", default=[], help="an option of Streamlit to compare with, as name=value"
    )
    parser.add_argument("--gemeenten", type=int, default=0, help="that published, in a store that is made for this")
    said = parser.parse_args()
    folder = tempfile.TemporaryDirectory()
    if said.gemeenten:
        os.environ["KINDERWERK_STORE"] = folder.name
        fill_store(said.gemeenten)
        sys.stdout.write(f"{sum(file.stat().st_size for file in Path(folder.name).iterdir()) / 1e6:.0f} MB\n")
    measure("as it is", DASHBOARD, [], said)
    for each in said.option:
        measure(each, DASHBOARD, [f"--{each.split('=')[0]}", each.split("=")[1]], said)
    if said.usual:
        measure("as one usually writes it", USUAL, [], said)
    folder.cleanup()
