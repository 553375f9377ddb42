"""Who may come in: only who asks for this installation by a name that it has, before Streamlit looks at it."""

from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kinderwerk_stats.sources.installation import NAMES_VARIABLE, installation_names

_THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})
_WRONG_NAME = (
    "Dit adres hoort niet bij dit dashboard.\n\n"
    "Gebruik het adres dat u van de beheerder kreeg.\n\n"
    "Bent u de beheerder? Noem de naam waarmee mensen het dashboard openen bij het starten: make run NAME=naam, "
    f"of {NAMES_VARIABLE}=naam,andere-naam.\n"
)
_OTHER_PAGE = "Een pagina van een andere website mag dit dashboard niets vragen.\n"


class OnlyByName:
    """Refuses who asks for another host, or from a page of another site.

    Without this a page of another site could have its own name lead to this computer (DNS rebinding) and read along,
    and Streamlit would, for each such page, ask the internet which address this computer has.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self.app = app
        self._names = names | _THIS_COMPUTER
        # Of this computer every program can be a website, on a port of its own: from those pages only the same address.
        self._origins = names - _THIS_COMPUTER

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
