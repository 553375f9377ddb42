"""Who asks: what the server finds out before Streamlit looks, and what that person may do on the page that is drawn."""

import asyncio
import hashlib
import ipaddress
import json
import logging
import re
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import streamlit as st
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from kinderwerk_stats.model.access import GROUPS, HERE, NAME, NOBODY, Action, Identity
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.access import Settings, access_now
from kinderwerk_stats.store import open_store
from kinderwerk_stats.ui.door import THIS_COMPUTER, name_of
from kinderwerk_stats.ui.look import once_a_look
from kinderwerk_stats.ui.markup import build_headline, escape
from kinderwerk_stats.ui.pages import PageRecord

# --- what the page asks -------------------------------------------------------------------------------

# Under this name Streamlit hands on what the server found out (`server.trustedUserHeaders`): with the session, so that
# nobody else takes that over either.
SAID_HEADER, SAID = "x-kinderwerk-wie", "kinderwerk"
WHO_LABEL = "Uw naam of functie"
_log = logging.getLogger("kinderwerk_stats")


@once_a_look
def identity() -> Identity:
    """Return who looks at the page that is drawn, by what was known and allowed when its drawing began."""
    return _identity_now()


def _identity_now() -> Identity:
    said = st.user.to_dict()
    return _identify(said if access_now().login == "oidc" else _unpacked(said.get(SAID)))


def may(action: Action, gemeente_code: str | None = None) -> bool:
    """Return whether the visitor may do this; what would be refused is not drawn."""
    return identity().may(action, gemeente_code)


def may_open(page: PageRecord) -> bool:
    """Return whether the visitor may use a page: one that only changes things is for who may change them."""
    return page.needs is None or may(page.needs)


def may_look() -> bool:
    """Return whether the visitor may see figures."""
    return access_now().may_look(identity())


def ask_to_log_in(title: str) -> None:
    """Ask for a login, where only who is known may look."""
    st.html(build_headline([("Log in om de cijfers te zien.", False)], title=title))
    show_who()


def refuse_page(page: PageRecord) -> None:
    """Say that somebody may not use this page; the script stops here."""
    if not may_open(page):
        words = f"De pagina {page.title} is alleen voor wie daar iets mag veranderen."
        st.html(build_headline([(words, False)], title=page.title))
        if access_now().login == "oidc" and not identity().name:
            st.html('<p class="kw-leeg">Inloggen kan links, onder de keuzes.</p>')
        st.stop()


def ask_name(usual: str, label: str = WHO_LABEL, *, key: str | None = None) -> str:
    """Return the name for the log: of who is logged in, else the one that is asked for here."""
    return identity().name or st.text_input(label, usual, max_chars=80, key=key, autocomplete="name").strip()


def acting(name: str) -> Identity:
    """Return who changes something, by what is allowed at this moment: who is logged in, else who typed this name."""
    who = _identity_now()
    return who if who.name else replace(who, name=name)


def show_who() -> None:
    """Draw who is logged in and a way out, or a way in."""
    access, who = access_now(), identity()
    words = f"{who.name} ({who.role})" if who.name else ""
    if access.read_only:
        words = f"{words} Hier kan niemand iets veranderen.".strip()
    elif access.login == "geen" and not may("aanleveren"):
        words = "U kunt hier alleen kijken."
    if words:
        # Somebody else gave the name: it is no markup.
        st.html(f'<p class="kw-hulp">{escape(words)}</p>')
    if access.login != "oidc":
        if who.name and access.way_out:
            st.html(f'<p><a href="{escape(access.way_out)}" target="_self">Uitloggen</a></p>')
    elif who.name:
        st.button("Uitloggen", on_click=_log_out, key="uitloggen")
    else:
        st.button("Inloggen", on_click=st.login, key="inloggen")


def _log_out() -> None:
    """Log out in every window of every process, and for every copy of the cookie; Streamlit does so here only."""
    try:
        open_store().end_login(_mark_of(st.user.to_dict()), _identity_now())
    except InputRefused as error:
        _log.warning("a login ended in one window only: %s", error.problems[0].code)
    st.logout()


def _mark_of(said: Mapping[str, Any]) -> str:
    """Return the mark of one login, from what was made up for it alone and nobody else can know."""
    return hashlib.sha256(str(said.get("nonce", "")).encode()).hexdigest()


def _identify(said: Mapping[str, Any]) -> Identity:
    who = access_now().identify(said, time.time())
    return NOBODY if who.name and "nonce" in said and _has_ended(_mark_of(said)) else who


def _has_ended(mark: str) -> bool:
    # Without a store no page shows a figure and nothing can be changed.
    try:
        return open_store().has_ended(mark)
    except InputRefused:
        return False


def _unpacked(said: object) -> dict[str, Any]:
    found = json.loads(said) if isinstance(said, str) and said else {}
    return found if isinstance(found, dict) else {}


# --- what the server finds out ------------------------------------------------------------------------

_PEER = "kinderwerk.peer"
_FORWARDING = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip"})
# What is closed to who may not look, beside the pages: figures, borders, what a window that is open can still make to
# take along, and the memory for uploads. Not the fonts of Streamlit itself, in /static/media.
_CLOSED = re.compile(r"/(presentatie|gebieden|_stcore/upload_file|(?<!/static/)media)/")
_FORGED = "De naam van wie inlogt, komt hier alleen van de proxy.\n"
_LOG_IN = "Log eerst in op het dashboard.\n"


def remember_peer() -> None:
    """Let uvicorn keep which computer is connected, and whether it is a proxy that `FORWARDED_ALLOW_IPS` names.

    It writes the address of the visitor over that of the proxy.
    """
    call = ProxyHeadersMiddleware.__call__

    async def keeping_peer(self: Any, scope: Any, receive: Any, send: Any) -> None:
        peer = (scope.get("client") or ("",))[0]
        scope[_PEER] = (peer, peer in self.trusted_hosts)
        await call(self, scope, receive, send)

    setattr(ProxyHeadersMiddleware, call.__name__, keeping_peer)


def login_secrets(settings: Settings) -> dict[str, Any] | None:
    """Return what Streamlit needs to let people log in; nothing where nobody logs in at the dashboard itself."""
    if settings.access.login != "oidc":
        return None
    # What keeps a login together while somebody is at the provider, which may come back to another process.
    config.set_option("server.cookieSecret", settings.oidc["cookie_secret"])
    return {"auth": dict(settings.oidc)}


class KnowsWho:
    """Finds out who asks, from what cannot be made up, and tells Streamlit; refuses a name from elsewhere.

    Parameters
    ----------
    names : by which others than this computer may ask; with any, a proxy may stand before it and nobody is here.
    """

    def __init__(self, app: ASGIApp, settings: Settings, names: frozenset[str]) -> None:
        self.app = app
        self._settings = settings
        self._only_here = names <= THIS_COMPUTER

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope = {**scope, "headers": list(scope["headers"])}
        headers = MutableHeaders(scope=scope)
        del headers[SAID_HEADER]
        said = self._said(scope, headers)
        if said is None:
            await PlainTextResponse(_FORGED, 403)(scope, receive, send)
            return
        headers[SAID_HEADER] = json.dumps(said, sort_keys=True)
        access = access_now()
        closed = access.only_known and _CLOSED.search(scope["path"])
        # Beside the loop on which all visitors are served: it may have to wait for the store.
        if closed and not access.may_look(await to_thread.run_sync(asking, scope)):
            await PlainTextResponse(_LOG_IN, 403)(scope, receive, send)
            return
        hours = self._settings.access.hours
        if scope["type"] == "websocket" and said.get(NAME) and hours is not None:
            receive = _for_hours(receive, hours)
        send = _over_https_only(send) if scope.get("scheme") == "https" else send
        await self.app(scope, receive, _with_way_back(scope, headers, send))

    def _said(self, scope: Scope, headers: Headers) -> dict[str, Any] | None:
        """Return what is known of who asks; None for a name that somebody else than the proxy gives."""
        peer, trusted = scope.get(_PEER, ("", False))
        login = self._settings.access.login
        if login == "geen":
            return {HERE: True} if self._only_here and _is_here(peer, headers) else {}
        if login == "oidc":
            return {}
        names = headers.getlist(self._settings.proxy_name)
        groups = headers.getlist(self._settings.proxy_groups) if self._settings.proxy_groups else []
        if not (names or groups):
            return {}
        if not trusted or len(names) != 1 or len(groups) > 1:
            return None
        name = names[0].encode("latin-1").decode("utf-8", "replace").strip()
        return {NAME: name, GROUPS: [each.strip() for each in ",".join(groups).split(",") if each.strip()]}


def _for_hours(receive: Receive, hours: float) -> Receive:
    """Return a `receive` for which a window hangs up in time: it connects again and the proxy says who it is."""
    ends = time.monotonic() + hours * 3600

    async def hear() -> Message:
        try:
            return await asyncio.wait_for(receive(), ends - time.monotonic())
        except TimeoutError:
            return {"type": "websocket.disconnect", "code": 1001}

    return hear


def asking(scope: Scope) -> Identity:
    """Return who asks for something that is no page."""
    connection = HTTPConnection(scope)
    if access_now().login == "oidc":
        return _identify(_in_cookie(connection.cookies))
    return _identify(_unpacked(connection.headers.get(SAID_HEADER)))


def _in_cookie(cookies: Mapping[str, str]) -> dict[str, Any]:
    """Return what Streamlit wrote in its signed cookie when somebody logged in."""

    def read(name: str) -> bytes | None:
        value = cookies.get(name)
        return None if value is None else decode_signed_value(get_cookie_secret(), name, value.encode("latin-1"))

    found = get_cookie_with_chunks(read, USER_COOKIE_NAME)
    return _unpacked(found.decode()) if found else {}


def _is_here(peer: str, headers: Headers) -> bool:
    """Return whether somebody sits at this computer: a proxy on it is not here, whoever comes through it neither."""
    asked_for = [*headers.getlist("host"), *(urlsplit(origin).netloc for origin in headers.getlist("origin"))]
    forwarded = any(name in _FORWARDING or name.startswith("x-forwarded") for name in headers)
    named = bool(headers.get("host")) and all(name_of(each) in THIS_COMPUTER for each in asked_for)
    return named and not forwarded and _is_loopback(peer)


def _is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def _over_https_only(send: Send) -> Send:
    """Return a `send` by which a browser sends cookies back over HTTPS only; Streamlit leaves that out."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [
                (name, value + b"; Secure" if name == b"set-cookie" and b"secure" not in value.lower() else value)
                for name, value in message["headers"]
            ]
            message = {**message, "headers": headers}
        await send(message)

    return sending


# --- the page that one came from ----------------------------------------------------------------------

_BACK_TO = "kinderwerk_terug"
_LOGGING_IN, _LOGGED_IN = "/auth/login", "/oauth2callback"


def _with_way_back(scope: Scope, headers: Headers, send: Send) -> Send:
    """Return a `send` by which who logs in comes back to the page that was open; Streamlit goes to the first one."""
    path = scope["path"]
    if scope["type"] != "http" or not path.endswith((_LOGGING_IN, _LOGGED_IN)):
        return send
    base = path[: -len(_LOGGING_IN if path.endswith(_LOGGING_IN) else _LOGGED_IN)]
    cookie = f"Path={base or '/'}; HttpOnly; SameSite=Lax"

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in (302, 307):
            answer = MutableHeaders(scope=message)
            if path.endswith(_LOGGING_IN):
                came_from = urlsplit(headers.get("referer", ""))
                if came_from.netloc == headers.get("host") and (
                    back := _own_page(came_from._replace(scheme="", netloc="").geturl(), base)
                ):
                    answer.append("set-cookie", f"{_BACK_TO}={quote(back, safe='')}; Max-Age=900; {cookie}")
            elif back := _own_page(unquote(HTTPConnection(scope).cookies.get(_BACK_TO, "")), base):
                answer["location"] = back
                answer.append("set-cookie", f"{_BACK_TO}=; Max-Age=0; {cookie}")
        await send(message)

    return sending


def _own_page(address: str, base: str) -> str:
    """Return an address when it is a page of this dashboard, and nothing for one that leads elsewhere.

    >>> _own_page("/dekking?gemeente=GM9001", ""), _own_page("//elders.example/x", ""), _own_page("/x", "/app")
    ('/dekking?gemeente=GM9001', '', '')
    """
    fine = address.startswith(f"{base}/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if fine and address.isascii() else ""
