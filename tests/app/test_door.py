"""The running server and who knocks: other names, other pages, and more connections than it can hold."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidMessage, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.browser.app import ROOT, running_app

# Runs before the server does, and writes down every host that it asks for or connects to.
_LISTENER = """
import os, sys
_log = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def _note(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        os.write(_log, (event + " " + repr(args[-1] if event != "socket.getaddrinfo" else args[0]) + "\\n").encode())
sys.addaudithook(_note)
"""


class Server(NamedTuple):
    """Where a server listens, what it asked of the network, and what it logged."""

    port: int
    asked: Path
    log: Path


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("door")
    asked = folder / "asked.txt"
    (folder / "sitecustomize.py").write_text(_LISTENER.format(log=str(asked)), encoding="utf-8")
    through = ("env", f"PYTHONPATH={folder}", "KINDERWERK_NAMEN=kinderwerk.example.org")
    with running_app(folder / "server.log", through=through) as url:
        yield Server(int(url.rpartition(":")[2]), asked, folder / "server.log")


def knock(port: int, host: str, origin: Origin | None, source: str = "127.0.0.1") -> ClientConnection:
    """Open the connection of a page; `source` is the address that it comes from."""
    sock = socket.create_connection(("127.0.0.1", port), source_address=(source, 0))
    return connect(f"ws://{host}/_stcore/stream", sock=sock, origin=origin, subprotocols=[Subprotocol("streamlit")])


def asked_by_http(port: int, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Accept": "text/html", **headers})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def draws_a_page(connection: ClientConnection) -> bool:
    """Ask for the first page as a browser does, and wait until its script has run."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    connection.send(message.SerializeToString())
    while True:
        answer = ForwardMsg.FromString(connection.recv())
        if answer.WhichOneof("type") == "script_finished":
            return bool(answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1:{port}", "http://kwaad.example"),
        ("127.0.0.1:{port}", "null"),
        # DNS rebinding: the name of another site that leads to this computer.
        ("kwaad.example:{port}", "http://kwaad.example:{port}"),
        # A page of another program on this computer.
        ("localhost:{port}", "http://localhost:3000"),
    ],
)
def test_page_of_another_site_gets_no_connection_and_the_server_asks_nobody(server: Server, host: str, origin: str):
    with pytest.raises(InvalidStatus) as refused:
        knock(server.port, host.format(port=server.port), Origin(origin.format(port=server.port)))
    assert refused.value.response.status_code in (403, 421)
    assert server.asked.read_text(encoding="utf-8").splitlines() == []


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1:{port}", "http://127.0.0.1:{port}"),
        ("localhost:{port}", "http://localhost:{port}"),
        ("kinderwerk.example.org", "https://kinderwerk.example.org"),
        # A proxy that passes on the page and not the name that was asked for.
        ("127.0.0.1:{port}", "https://kinderwerk.example.org"),
        # A program, not a browser.
        ("127.0.0.1:{port}", None),
    ],
)
def test_who_asks_by_a_name_of_this_installation_gets_a_page(server: Server, host: str, origin: str | None):
    place = {"port": server.port}
    with knock(server.port, host.format(**place), Origin(origin.format(**place)) if origin else None) as connection:
        assert draws_a_page(connection)
    assert server.asked.read_text(encoding="utf-8").splitlines() == []


def test_page_by_another_name_says_in_dutch_what_to_do(server: Server):
    assert asked_by_http(server.port)[0] == 200
    status, text = asked_by_http(server.port, Host="kwaad.example")
    assert status == 421
    assert "hoort niet bij dit dashboard" in text and "KINDERWERK_NAMEN" in text
    assert "kwaad" not in text
    assert asked_by_http(server.port, Origin="http://kwaad.example")[0] == 403


FEW_FILES = ("sh", "-c", 'ulimit -Sn 300 && ulimit -Hn 768 && exec "$@"', "sh")


@pytest.mark.skipif(sys.platform != "linux", reason="only there has one computer more than one address of its own")
def test_silent_connections_of_one_address_leave_room_for_others(tmp_path: Path):
    log = tmp_path / "server.log"
    with running_app(log, through=FEW_FILES) as url, ExitStack() as held:
        port = int(url.rpartition(":")[2])
        here = f"127.0.0.1:{port}"
        let_in = 0
        for _ in range(100):
            try:
                held.enter_context(knock(port, here, None))
                let_in += 1
            except (InvalidStatus, InvalidMessage, ConnectionError, TimeoutError):
                pass
        for _ in range(200):
            held.enter_context(socket.create_connection(("127.0.0.1", port)))
        assert 20 < let_in < 50
        assert asked_by_http(port)[0] == 503
        with knock(port, here, None, "127.0.0.2") as other:
            assert draws_a_page(other)
        said = log.read_text(encoding="utf-8", errors="replace")
        assert "Too many open files" not in said
        assert len(said) < 20_000


def test_a_wrong_setting_ends_the_start_in_words():
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", "0"]
    environment = os.environ | {"KINDERWERK_GRENZEN": "vensters=veel"}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "KINDERWERK_GRENZEN: “vensters=veel”. Verwacht: vensters" in ended.stderr
    assert "Traceback" not in ended.stderr
