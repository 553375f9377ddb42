"""Who asks, as the server finds out before Streamlit looks, and whose address of a download or an upload it is."""

import asyncio
import json
import threading
import time

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from kinderwerk_stats.model.access import NOBODY, Access
from kinderwerk_stats.sources.access import Settings
from kinderwerk_stats.store import Store
from kinderwerk_stats.ui import access
from kinderwerk_stats.ui.access import SAID_HEADER, KnowsWho, _identify, _is_here, _mark_of
from kinderwerk_stats.ui.door import OwnAddresses

HERE = {"host": "localhost:8501", "origin": "http://localhost:8501"}
PROXY = Settings(Access("proxy"), "x-remote-user", "x-remote-groups")


def arrive(
    app,
    headers=(),
    *,
    kind="websocket",
    path="/_stcore/stream",
    peer="127.0.0.1",
    trusted=False,
    scheme="http",
    receive=None,
):
    """Send one request to an app; return what it was answered."""
    sent = []

    async def send(message):
        sent.append(message)

    given = headers.items() if isinstance(headers, dict) else headers
    pairs = [(name.encode(), value.encode()) for name, value in given]
    scope = {
        "type": kind,
        "method": "GET",
        "path": path,
        "headers": pairs,
        "query_string": b"",
        "server": None,
        "scheme": scheme,
    }
    scope["kinderwerk.peer"] = (peer, trusted)
    # A websocket is refused with an answer.
    scope["extensions"] = {"websocket.http.response": {}}
    asyncio.run(app(scope, receive, send))
    return sent


def said_of(settings, headers, *, names=frozenset(), **options):
    """Return what is told of who asks; None for who is refused."""
    seen = []

    async def inner(scope, receive, send):
        seen.append(Headers(scope=scope).getlist(SAID_HEADER))

    sent = arrive(KnowsWho(inner, settings, names), headers, **options)
    if not seen:
        assert sent[0]["status"] == 403
        return None
    ((said,),) = seen
    return json.loads(said)


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_who_sits_at_this_computer_is_here(kind):
    assert said_of(Settings(Access()), HERE, kind=kind) == {"hier": True}
    assert said_of(Settings(Access()), HERE, kind=kind, names=frozenset({"localhost"})) == {"hier": True}


@pytest.mark.parametrize(
    "other",
    [
        {"peer": "192.168.1.7"},
        {"peer": ""},
        {"peer": "/run/kinderwerk.sock"},
        {"headers": HERE | {"host": "kinderwerk.example"}},
        {"headers": HERE | {"host": "127.0.0.1.kwaad.example"}},
        {"headers": {"origin": "http://localhost:8501"}},
        {"headers": HERE | {"origin": "https://kinderwerk.example"}},
        {"headers": HERE | {"x-forwarded-for": "127.0.0.1"}},
        {"headers": HERE | {"x-forwarded-host": "localhost"}},
        {"headers": HERE | {"forwarded": "for=127.0.0.1"}},
        {"headers": HERE | {"via": "1.1 proxy"}},
        {"headers": HERE | {"x-real-ip": "::1"}},
        # Others are served as well: who comes may come through a proxy that says nothing of it.
        {"names": frozenset({"localhost", "kinderwerk.example"})},
    ],
)
def test_who_comes_another_way_is_not_here(other):
    assert said_of(Settings(Access()), **({"headers": HERE} | other)) == {}


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.0.0.2", "::1", "::ffff:127.0.0.1"])
def test_this_computer_has_more_than_one_number(peer):
    assert _is_here(peer, Headers({"host": "[::1]:8501"}))


def test_what_the_server_says_cannot_be_said_by_who_asks():
    for settings in (Settings(Access()), PROXY, Settings(Access("oidc"))):
        forged = {"host": "kinderwerk.example", SAID_HEADER: '{"hier": true, "naam": "anna"}'}
        assert said_of(settings, forged) == {}


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_name_is_believed_from_the_proxy_alone(kind):
    given = HERE | {"x-remote-user": "Zoë@gemeente.example", "x-remote-groups": "a, b"}
    known = {"naam": "Zoë@gemeente.example", "groepen": ["a", "b"]}
    assert said_of(PROXY, given, kind=kind, peer="10.0.0.2", trusted=True) == known
    # The address that uvicorn writes over that of the proxy is the visitor's, and can be anything.
    assert said_of(PROXY, given, kind=kind, peer="10.0.0.3") is None
    assert said_of(PROXY, {"x-remote-groups": "a"}, kind=kind) is None
    assert said_of(PROXY, HERE, kind=kind, trusted=True) == {}


@pytest.mark.parametrize(
    ("hours", "given", "heard"),
    [
        (0.0, {"x-remote-user": "anna"}, "websocket.disconnect"),
        (1.0, {"x-remote-user": "anna"}, "websocket.receive"),
        (None, {"x-remote-user": "anna"}, "websocket.receive"),
        # Who has no name has no login that ends.
        (0.0, {}, "websocket.receive"),
    ],
)
def test_a_window_that_the_proxy_gave_a_name_asks_it_anew_after_some_hours(hours, given, heard):
    seen = []

    async def says_something():
        await asyncio.sleep(0)
        return {"type": "websocket.receive"}

    async def inner(scope, receive, send):
        seen.append((await receive())["type"])

    app = KnowsWho(inner, PROXY._replace(access=Access("proxy", hours=hours)), frozenset())
    arrive(app, given, trusted=True, receive=says_something)
    assert seen == [heard]


def test_two_names_are_none():
    twice = [("x-remote-user", "anna"), ("x-remote-user", "bea")]
    assert said_of(PROXY, twice, trusted=True) is None


def test_figures_and_uploads_beside_the_pages_are_closed_as_well(monkeypatch):
    async def inner(scope, receive, send):
        await PlainTextResponse("dia's")(scope, receive, send)

    def status(path, **options):
        return arrive(KnowsWho(inner, PROXY, frozenset()), kind="http", path=path, **options)[0]["status"]

    asked_in, asking = set(), access.asking
    monkeypatch.setattr(access, "asking", lambda scope: asked_in.add(threading.current_thread()) or asking(scope))
    assert status("/presentatie/0123") == 200 and not asked_in
    monkeypatch.setattr("kinderwerk_stats.ui.access.access_now", lambda: Access("proxy", only_known=True))
    upload, download = "/basis/_stcore/upload_file/sessie-a/f1", "/basis/media/0123abcd.zip"
    for path in ("/presentatie/0123", "/basis/gebieden/abc.json", upload, download):
        assert status(path) == 403
        assert status(path, headers={"x-remote-user": "anna"}, trusted=True) == 200
    # Who waits for the store keeps nobody else waiting.
    assert asked_in and threading.main_thread() not in asked_in
    assert status("/gereed") == status("/basis/static/media/MaterialSymbols.woff2") == 200


def test_a_login_that_another_process_ended_is_one_of_nobody(monkeypatch, tmp_path):
    monkeypatch.setattr(access, "access_now", lambda: Access("oidc"))
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path))
    said = {"is_logged_in": True, "exp": time.time() + 60, "email": "anna", "nonce": "eenmalig"}
    who = _identify(said)
    other = Store(tmp_path / "kinderwerk.sqlite")
    other.end_login(_mark_of(said | {"nonce": "van een ander"}), who)
    assert (who.name, _identify(said)) == ("anna", who)
    other.end_login(_mark_of(said), who)
    other.close()
    assert _identify(said) == NOBODY
    # Where nobody can say where the store is, the page does.
    monkeypatch.setenv("KINDERWERK_DATABASE_URL_FILE", str(tmp_path / "weg"))
    assert _identify(said) == who


@pytest.mark.parametrize(
    ("scheme", "said"), [("https", ["a=b; Secure", "c=d; secure"]), ("http", ["a=b", "c=d; secure"])]
)
def test_over_https_a_cookie_is_for_https_only(scheme, said):
    answer = PlainTextResponse("", headers={"set-cookie": "a=b"})
    answer.headers.append("set-cookie", "c=d; secure")
    sent = arrive(KnowsWho(answer, PROXY, frozenset()), kind="http", path="/", scheme=scheme)
    assert Headers(raw=sent[0]["headers"]).getlist("set-cookie") == said


# --- the way back -------------------------------------------------------------------------------------


def redirected(path, headers):
    """Return where somebody is sent and the cookies that go with it, for what Streamlit sends to the first page."""
    sent = arrive(
        KnowsWho(RedirectResponse("/", 302), Settings(Access("oidc")), frozenset()), headers, kind="http", path=path
    )
    answer = Headers(raw=sent[0]["headers"])
    return answer["location"], answer.getlist("set-cookie")


def test_who_logs_in_comes_back_to_the_page_that_was_open():
    host = {"host": "kinderwerk.example"}
    came_from = host | {"referer": "https://kinderwerk.example/dekking?gemeente=GM9001&jaar=2024"}
    _, (cookie,) = redirected("/auth/login", came_from)
    assert "HttpOnly; SameSite=Lax" in cookie
    back, (gone,) = redirected("/oauth2callback", host | {"cookie": cookie.split(";")[0]})
    assert back == "/dekking?gemeente=GM9001&jaar=2024" and "Max-Age=0" in gone


@pytest.mark.parametrize("referer", ["https://kwaad.example/dekking", "", "https://kinderwerk.example"])
def test_another_site_is_no_page_that_was_open(referer):
    assert redirected("/auth/login", {"host": "kinderwerk.example", "referer": referer}) == ("/", [])


@pytest.mark.parametrize("cookie", ["https%3A%2F%2Fkwaad.example", "%2F%2Fkwaad.example", "%2F%5Ckwaad", "%2Fx%0D%0Ay"])
def test_nobody_is_sent_to_another_site(cookie):
    assert redirected("/oauth2callback", {"cookie": f"kinderwerk_terug={cookie}"}) == ("/", [])


# --- whose address it is ------------------------------------------------------------------------------


def cookie_of(secret):
    return {"cookie": f"_streamlit_xsrf={generate_xsrf_token_string(secret, 1)}"}


def test_an_address_of_a_download_or_an_upload_is_answered_to_whom_it_was_told():
    told = b"\x0a\x2a/media/0123abcd.xlsx and /_stcore/upload_file/sessie-a/f1\x12"

    async def inner(scope, receive, send):
        if scope["type"] == "websocket":
            await send({"type": "websocket.send", "bytes": told})
        else:
            await PlainTextResponse("")(scope, receive, send)

    guarded = OwnAddresses(inner)

    def status(path, headers):
        return arrive(guarded, headers, kind="http", path=path)[0]["status"]

    own, other = cookie_of(b"a" * 16), cookie_of(b"b" * 16)
    paths = "/basis/media/0123abcd.xlsx", "/basis/_stcore/upload_file/sessie-a/f1"
    assert [status(path, own) for path in paths] == [403, 403]
    arrive(guarded, {})
    arrive(guarded, own)
    # The cookie is written another way each time, and is the same.
    assert [status(path, cookie_of(b"a" * 16)) for path in paths] == [200, 200]
    assert [status(path, headers) for path in paths for headers in (other, {}, {"cookie": "_streamlit_xsrf=2|x"})] == [
        403
    ] * 6
    assert status("/auth/logout", own) == 200 and [status(path, own) for path in paths] == [403, 403]
    assert status("/media/0123abce.xlsx", own) == status("/_stcore/upload_file/sessie-b/f1", own) == 403
    assert status("/_stcore/health", {}) == 200
    # The fonts of Streamlit itself belong to nobody.
    assert status("/basis/static/media/MaterialSymbols.woff2", {}) == 200


def test_what_was_told_longest_ago_is_forgotten(monkeypatch):
    monkeypatch.setattr("kinderwerk_stats.ui.door._MOST_TOLD", 2)

    async def inner(scope, receive, send):
        for number in (1, 2, 1, 3):
            await send({"type": "websocket.send", "bytes": f"/media/{number}".encode()})

    guarded = OwnAddresses(inner)
    arrive(guarded, cookie_of(b"a" * 16))
    assert [mark for _, mark in guarded._told] == ["1", "3"]
