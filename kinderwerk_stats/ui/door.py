"""Who may come in, before Streamlit looks: who asks by a name of this installation, and no more than it can hold."""

import asyncio
import re
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from kinderwerk_stats.model.ceilings import read_ceilings
from kinderwerk_stats.sources.installation import NAMES_VARIABLE, installation_names
from kinderwerk_stats.sources.safe.turns import Turns
from kinderwerk_stats.ui.uploads import visitor

THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})
_WRONG_NAME = (
    "Dit adres hoort niet bij dit dashboard.\n\n"
    "Gebruik het adres dat u van de beheerder kreeg.\n\n"
    "Bent u de beheerder? Noem de naam waarmee mensen het dashboard openen bij het starten: make run NAME=naam, "
    f"of {NAMES_VARIABLE}=naam,andere-naam.\n"
)
_FULL = "Het is nu te druk. Probeer het over een paar minuten opnieuw.\n"
_TOO_MUCH = "Er wachten te veel bestanden. Publiceer ze, of haal ze weg, en lever dit bestand dan nog een keer.\n"
_NO_LENGTH = "Van dit bestand staat er niet bij hoe groot het is.\n"
_OTHER_PAGE = "Een pagina van een andere website mag dit dashboard niets vragen.\n"


class OnlyByName:
    """Refuses who asks for another host, or from a page of another site.

    Without this a page of another site could have its own name lead to this computer (DNS rebinding) and read along,
    and Streamlit would, for each such page, ask the internet which address this computer has.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self.app = app
        self._names = names | THIS_COMPUTER
        # Of this computer every program can be a website, on a port of its own: from those pages only the same address.
        self._origins = names - THIS_COMPUTER

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        host = hosts[0] if len(hosts) == 1 else ""
        # Who asks for the number on which it was answered cannot have been sent here by a name of somebody else.
        answered_on = (scope.get("server") or ("",))[0].removeprefix("::ffff:")
        if name_of(host) not in self._names | {answered_on}:
            await PlainTextResponse(_WRONG_NAME, 421)(scope, receive, send)
            return
        pages = {urlsplit(origin).netloc for origin in origins}
        if any(page != host and name_of(page) not in self._origins for page in pages):
            await PlainTextResponse(_OTHER_PAGE, 403)(scope, receive, send)
            return
        if scope["type"] == "websocket" and pages:
            # Streamlit compares the two letter by letter, and goes looking when a proxy did not pass on the name.
            scope = {**scope, "headers": list(scope["headers"])}
            MutableHeaders(scope=scope)["host"] = pages.pop()
        await self.app(scope, receive, send)


def served_names() -> frozenset[str]:
    """Return the names by which others than this computer may ask for the dashboard."""
    named = (st.get_option("browser.serverAddress"), st.get_option("server.address"), *installation_names())
    # 0.0.0.0 and :: are every address, and the name of none.
    hosts = (f"[{name}]" if name.count(":") > 1 and "[" not in name else name for name in named if name)
    return frozenset(name_of(host) for host in hosts if host.strip("[0.:]")) - {""}


def name_of(address: str) -> str:
    """Return the host of what a browser asks for, without its port; nothing for what is no host.

    >>> name_of("Kinderwerk.example.org.:8501"), name_of("[::1]:8501"), name_of("a@b"), name_of("a:b"), name_of("a/b")
    ('kinderwerk.example.org', '::1', '', '', '')
    """
    try:
        parts = urlsplit(f"//{address}")
        port = parts.port
    except ValueError:
        return ""
    if parts.netloc != address or "@" in address or port == 0:
        return ""
    return (parts.hostname or "").rstrip(".")


# --- how many -----------------------------------------------------------------------------------------

_UPLOAD = "/_stcore/upload_file/"
_MB = 1_000_000
# Files that the program itself has open, with the store and the readers.
_OWN_FILES = 100
# Streamlit keeps 128 sessions of windows that were closed, with 3 files each; an open one has 4.
_FILES_OF_CLOSED = 128 * 3
_FILES_PER_WINDOW = 4
_ENOUGH_FILES = 65_536
# A browser asks at once; who asks nothing for so long is none.
SILENT_SECONDS = 20.0


class Room:
    """Lets in no more windows than there is room for, of one address at most half of them, and none that is silent."""

    def __init__(self, app: ASGIApp, windows: int) -> None:
        self.app = app
        self._windows = windows
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        # Behind a proxy that uvicorn trusts (FORWARDED_ALLOW_IPS) this is the address of the visitor.
        address = (scope.get("client") or ("",))[0]
        full = self._open.total() >= self._windows or self._open[address] >= (self._windows + 1) // 2
        if scope["type"] == "http":
            asks_page = "text/html" in Headers(scope=scope).get("accept", "")
            app = PlainTextResponse(_FULL, 503, {"Retry-After": "120"}) if full and asks_page else self.app
            await app(scope, receive, send)
        elif full:
            await PlainTextResponse(_FULL, 503)(scope, receive, send)
        else:
            self._open[address] += 1
            try:
                await self.app(scope, _hear_something(receive), send)
            finally:
                self._open[address] -= 1
                self._open += Counter()


def _hear_something(receive: Receive) -> Receive:
    """Return a `receive` for which a window that says nothing for a while has hung up."""
    heard = False

    async def hear() -> Message:
        nonlocal heard
        if heard:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), SILENT_SECONDS)
        except TimeoutError:
            message = {"type": "websocket.disconnect", "code": 1001}
        heard = message["type"] == "websocket.receive"
        return message

    return hear


class UploadRoom:
    """Refuses what is sent when too much of one window, or of all together, stands in memory and was not read yet.

    Parameters
    ----------
    held : says how many bytes the server holds of each window, by its session.
    """

    def __init__(self, app: ASGIApp, held: Callable[[], Mapping[str, int]]) -> None:
        self.app = app
        self._held = held
        self._coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "PUT" or _UPLOAD not in scope["path"]:
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        if not length.isdecimal():
            await PlainTextResponse(_NO_LENGTH, 411)(scope, receive, send)
            return
        session, ceilings = scope["path"].split(_UPLOAD)[1].partition("/")[0], read_ceilings()
        memory = self._coming + Counter(self._held()) + Counter({session: int(length)})
        most, together = ceilings.waiting_mb * _MB, ceilings.waiting_mb_together * _MB
        if memory[session] > most or memory.total() > together:
            await PlainTextResponse(_TOO_MUCH, 413)(scope, receive, send)
            return
        self._coming[session] += int(length)
        try:
            await self.app(scope, receive, send)
        finally:
            self._coming[session] -= int(length)
            self._coming += Counter()


def count_windows(most: int) -> tuple[int, int]:
    """Return how many windows, and how many connections, this process can hold: as many as it may open files.

    The limit on open files is put as high as the system allows; of what is left a quarter is for other requests.
    """
    files = _raise_file_limit() - _OWN_FILES - _FILES_OF_CLOSED
    windows = max(10, min(most, files * 3 // 4 // _FILES_PER_WINDOW))
    return windows, windows + max(40, min(most, files // 4))


def _raise_file_limit() -> int:
    with suppress(ImportError):  # Windows has no such limit
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        highest = _ENOUGH_FILES if hard == resource.RLIM_INFINITY else hard
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, highest), hard))
        return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return _ENOUGH_FILES


def close_silent_connections(most: int) -> None:
    """Let uvicorn close connections that ask nothing: after a while, and the oldest first when there are too many.

    It waits for a first request for ever, and has no setting for that.
    """
    arrive = AutoHTTPProtocol.connection_made
    arrived: dict[Any, None] = {}

    def connection_made(self: Any, transport: asyncio.BaseTransport) -> None:
        arrive(self, transport)
        self.loop.call_later(SILENT_SECONDS, _hang_up_without_request, self)
        for gone in [one for one in arrived if one not in one.connections]:
            del arrived[gone]
        if len(self.connections) > most:
            silent = (one for one in arrived if one.cycle is None or one.cycle.response_complete)
            if (longest := next(silent, None)) is not None:
                longest.transport.close()
        arrived[self] = None

    setattr(AutoHTTPProtocol, connection_made.__name__, connection_made)


def _hang_up_without_request(protocol: Any) -> None:
    # A connection that became a websocket is no longer among them.
    if protocol.cycle is None and protocol in protocol.connections:
        protocol.transport.close()


# --- whose address it is ------------------------------------------------------------------------------

_TOLD = re.compile(rb"/(?:media|_stcore/upload_file)/([\w-]+)")
# Not the fonts of Streamlit itself, in /static/media.
_ASKED = re.compile(r"(?<!/static)/(?:media|_stcore/upload_file)/([\w-]+)")
_MOST_TOLD = 100_000
_NOT_YOURS = "Dit adres hoort bij een ander venster.\n"


class OwnAddresses:
    """Answers the address of a download or an upload only to a browser that was told it: Streamlit answers anybody."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._told: OrderedDict[tuple[bytes, str], None] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self.app(scope, receive, self._noting(_browser(scope), send))
            return
        path = scope["path"] if scope["type"] == "http" else ""
        if path.endswith("/auth/logout"):
            for told in [each for each in self._told if each[0] == _browser(scope)]:
                del self._told[told]
        asked = _ASKED.search(path)
        if asked and (_browser(scope), asked[1]) not in self._told:
            await PlainTextResponse(_NOT_YOURS, 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _noting(self, browser: bytes, send: Send) -> Send:
        async def sending(message: Message) -> None:
            content = message.get("bytes") or b""
            if browser and (b"/media/" in content or b"/upload_file/" in content):
                for mark in _TOLD.findall(content):
                    self._told[browser, mark.decode()] = None
                    self._told.move_to_end((browser, mark.decode()))
                while len(self._told) > _MOST_TOLD:
                    self._told.popitem(last=False)
            await send(message)

        return sending


def _browser(scope: Scope) -> bytes:
    """Return what tells one browser from another: the secret in the cookie against forged requests; empty without."""
    secret, _ = decode_xsrf_token_string(HTTPConnection(scope).cookies.get(XSRF_COOKIE_NAME, ""))
    return secret or b""


# --- computing ----------------------------------------------------------------------------------------

# More at once makes nothing ready sooner, for only one runs at any moment: pages that compute nothing would wait.
_COMPUTING = Turns(2, 1)
_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def in_turn(compute: Callable[_Asked, _Answer], *args: _Asked.args, **kwargs: _Asked.kwargs) -> _Answer:
    """Compute what takes long when it is this visitor's turn: who asks for one thing after another waits for others."""
    with _COMPUTING.take(visitor()):
        return compute(*args, **kwargs)
