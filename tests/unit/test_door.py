"""How many may come in at once: windows, connections that ask nothing, and errors that repeat themselves."""

import asyncio
import logging
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from starlette.responses import PlainTextResponse

from kinderwerk_stats.model.ceilings import Ceilings, read_ceilings
from kinderwerk_stats.sources.safe.turns import Turns
from kinderwerk_stats.ui import door
from kinderwerk_stats.ui.start import Once
from tests.unit.test_routes import ask
from tests.words import refusal_saying


def open_windows(room, addresses, accept="text/html"):
    """Open a window from each address, ask for a page from each, close all; return what each was answered."""

    async def run():
        closing, answers = asyncio.Event(), []

        async def ask(kind, address):
            async def send(message):
                if "status" in message:
                    answers.append((kind, address, message["status"]))

            scope = {"type": kind, "client": (address, 1), "headers": [(b"accept", accept.encode())]}
            await room({**scope, "closing": closing}, None, send)

        windows = []
        for address in addresses:
            windows.append(asyncio.create_task(ask("websocket", address)))
            await asyncio.sleep(0)
        for address in dict.fromkeys(addresses):
            await ask("http", address)
        closing.set()
        await asyncio.gather(*windows)
        return answers

    return asyncio.run(run())


async def inside(scope, receive, send):
    await send({"type": f"{scope['type']}.start", "status": 200})
    if scope["type"] == "websocket":
        await scope["closing"].wait()


def test_one_address_has_at_most_half_of_the_windows_and_all_together_no_more_than_there_are():
    room = door.Room(inside, windows=4)
    answers = open_windows(room, ["a", "a", "a", "b", "c", "d"])
    assert [status for kind, _, status in answers if kind == "websocket"] == [200, 200, 503, 200, 200, 503]
    assert {status for kind, _, status in answers if kind == "http"} == {503}
    # Those of before are closed.
    assert [status for _, _, status in open_windows(room, ["a", "a", "b"])] == [200, 200, 200, 503, 200]


def test_what_is_no_page_is_answered_also_when_it_is_full():
    answers = open_windows(door.Room(inside, windows=1), ["a"], accept="*/*")
    assert answers == [("websocket", "a", 200), ("http", "a", 200)]


def test_upload_beyond_what_may_wait_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setenv("KINDERWERK_GRENZEN", "wachtend=2,wachtend-samen=3")
    held = {"a": 1_500_000}
    guarded = door.UploadRoom(PlainTextResponse("", 204), lambda: held)

    def put(session, length, method="PUT"):
        path = f"/basis/_stcore/upload_file/{session}/f1"
        return ask(guarded, path, method, **({"content-length": str(length)} if length else {}))[0]

    assert (put("a", 500_000), put("a", 500_001), put("b", 1_500_000), put("b", 1_500_001)) == (204, 413, 204, 413)
    assert (put("b", None), put("b", None, "DELETE")) == (411, 204)
    # Both at once: what is coming in counts too.
    held.clear()
    both = []

    async def slow(scope, receive, send):
        if not both:
            both.append(ask_inside(guarded, "a"))
            both[0] = await both[0]
        await PlainTextResponse("", 204)(scope, receive, send)

    async def ask_inside(app, session):
        sent = []

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "PUT", "path": f"/_stcore/upload_file/{session}/f2", "server": None}
        await app({**scope, "headers": [(b"content-length", b"1500000")]}, None, send)
        return sent[0]["status"]

    guarded = door.UploadRoom(slow, lambda: held)
    assert asyncio.run(ask_inside(guarded, "a")) == 204
    assert both == [413]
    assert put("a", 2_000_000) == 204


@pytest.mark.parametrize(("seconds", "heard"), [(0.0, "websocket.disconnect"), (60.0, "websocket.receive")])
def test_window_that_says_nothing_is_closed(seconds, heard, monkeypatch):
    monkeypatch.setattr(door, "SILENT_SECONDS", seconds)

    async def run():
        async def receive():
            await asyncio.sleep(0)
            return {"type": "websocket.receive"}

        return await door._hear_something(receive)()

    assert asyncio.run(run())["type"] == heard


@pytest.mark.parametrize(("cycle", "still_http", "closed"), [(None, True, 1), (object(), True, 0), (None, False, 0)])
def test_connection_without_a_first_request_is_closed(cycle, still_http, closed):
    calls = []
    protocol = SimpleNamespace(cycle=cycle, transport=SimpleNamespace(close=lambda: calls.append(1)))
    protocol.connections = [protocol] if still_http else []
    door._hang_up_without_request(protocol)
    assert len(calls) == closed


@pytest.mark.skipif(sys.platform == "win32", reason="there a process has no limit on open files")
@pytest.mark.parametrize(
    ("soft", "hard", "windows"), [(300, 768, 53), (768, 768, 53), (256, 65_536, 1_000), (64, 128, 10)]
)
def test_limit_on_open_files_is_raised_and_says_how_many_windows_there_are(soft, hard, windows, monkeypatch):
    import resource

    limits = [(soft, hard)]
    monkeypatch.setattr(resource, "getrlimit", lambda kind: limits[-1])
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limit: limits.append(limit))
    found, connections = door.count_windows(1_000)
    assert (limits[-1], found) == ((hard, hard), windows)
    assert connections > windows


def test_ceilings_are_set_by_their_dutch_names():
    assert read_ceilings({}) == Ceilings()
    found = read_ceilings({"KINDERWERK_GRENZEN": " vensters = 20 ,wachtend-samen=30"})
    assert (found.windows, found.waiting_mb_together) == (20, 30)
    for wrong in ("vensters", "vensters=0", "vensters=-1", "vensters=veel", "ramen=20"):
        with refusal_saying("vensters"):
            read_ceilings({"KINDERWERK_GRENZEN": wrong})


def test_an_error_that_repeats_itself_is_logged_once_a_minute_with_how_often_it_came():
    now = [0.0]
    once = Once(lambda: now[0])

    def said(message, level=logging.ERROR):
        record = logging.LogRecord("asyncio", level, "", 0, message, (), None)
        return record.getMessage() if once.filter(record) else None

    assert said("no file for task 12") == "no file for task 12"
    assert said("no file for task 13") is None
    assert said("another one") == "another one"
    assert said("hello", logging.INFO) == said("hello", logging.INFO) == "hello"
    now[0] = 59.0
    assert said("no file for task 14") is None
    now[0] = 60.0
    assert said("no file for task 15") == "no file for task 15 (and 2 times more)"


def test_two_compute_at_once_and_one_of_one_visitor(monkeypatch):
    who, at_work, most = threading.local(), Counter(), Counter()
    monkeypatch.setattr(door, "_COMPUTING", Turns(2, 1))
    monkeypatch.setattr(door, "visitor", lambda: who.name)
    both = threading.Barrier(2)

    def compute(number):
        at_work.update([who.name, "all"])
        most.update(dict.fromkeys(at_work, 0))
        most.update({name: max(0, at_work[name] - most[name]) for name in at_work})
        both.wait(60)
        at_work.subtract([who.name, "all"])
        return number + 1

    def ask(name):
        who.name = name
        return door.in_turn(compute, number=1)

    # Of each visitor one is at work together with one of the other: a third would break the barrier.
    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(ask, ["a", "b"] * 3)) == [2] * 6
    assert most == {"a": 1, "b": 1, "all": 2}
