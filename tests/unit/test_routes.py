"""What the server itself answers: the Dutch page shell, the security headers, the shapes of a map."""

import asyncio
import gc
import gzip
import hashlib
import runpy
from base64 import b64encode
from pathlib import Path

import pytest
from starlette import formparsers
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Router
from starlette.types import ASGIApp, Message

from kinderwerk_stats.store import Publication, open_store
from kinderwerk_stats.store.opening import FILE_NAME
from kinderwerk_stats.ui import door, routes
from kinderwerk_stats.ui.kept import Kept
from kinderwerk_stats.ui.routes import PageShell, build_content_policy, build_page, register_shapes
from tests.builders import GEMEENTE, bereik_table
from tests.people import JAN

STREAMLIT_LIKE = """<!-- licence --><html lang="en"><head>
<link rel="shortcut icon" href="./favicon.png" /><link rel="preload" href="./static/media/Other.woff2" as="font" />
<link rel="modulepreload" href="./static/js/index.js"><title>Streamlit</title>
<!-- api --><link rel="service-desc" href="./_stcore/agent/openapi.json" /><script>window.ready = false</script>
</head><body><noscript><p>You need to enable JavaScript to run this app.</p></noscript></body></html>"""


def ask(app: ASGIApp, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, Headers, bytes]:
    """Send one request straight to an ASGI app, which listens on 10.0.0.7."""
    sent: list[Message] = []
    pairs = [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()]

    async def receive() -> Message:
        # Nothing more comes, and nobody hangs up before the answer is there.
        return await asyncio.Future()

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "server": ("10.0.0.7", 8501),
        "root_path": "",
        "query_string": b"",
        "headers": pairs,
    }

    async def answer() -> None:
        await app(scope, receive, send)

    asyncio.run(answer())
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], Headers(raw=sent[0]["headers"]), body


def test_the_page_shell_is_dutch_and_asks_for_nothing_it_does_not_use():
    page = build_page(STREAMLIT_LIKE)
    assert '<html lang="nl">' in page
    assert "<title>Kinderwerk in de wijk</title>" in page
    assert "<noscript><p>Dit dashboard werkt alleen" in page
    assert "./static/js/index.js" in page
    for gone in ("enable JavaScript", "Other.woff2", "service-desc", "favicon.png", "<!--"):
        assert gone not in page
    assert "://" not in page


def test_only_the_inline_scripts_of_the_page_may_run():
    page = build_page(STREAMLIT_LIKE)
    digest = b64encode(hashlib.sha256(b"window.ready = false").digest()).decode()
    policy = build_content_policy(page)
    assert f"script-src 'self' blob: 'sha256-{digest}';" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/", "/dekking", "/wijk/"])
@pytest.mark.parametrize("encoding", ["", "gzip, br"])
def test_every_page_is_the_same_shell_compressed_or_not(path, encoding):
    inner = HTMLResponse("<html lang='en'>", headers={"ETag": "x", "Last-Modified": "y"})
    status, headers, body = ask(PageShell(inner), path, accept="text/html", accept_encoding=encoding)
    assert (status, int(headers["content-length"])) == (200, len(body))
    assert ("content-encoding" in headers) is bool(encoding)
    assert b'<html lang="nl">' in (gzip.decompress(body) if encoding else body)
    assert "etag" not in headers
    assert "last-modified" not in headers


def test_a_page_is_never_answered_with_not_modified():
    asked: list[Headers] = []

    async def inner(scope, receive, send):
        asked.append(Headers(scope=scope))
        await HTMLResponse("")(scope, receive, send)

    ask(PageShell(inner), accept="text/html", if_none_match="x", range="bytes=0-1", cookie="a=b")
    assert asked[0].keys() == ["accept", "cookie"]


def test_a_question_for_the_headers_only_gets_no_body():
    _, headers, body = ask(PageShell(HTMLResponse("<html>")), method="HEAD")
    assert body == b""
    assert int(headers["content-length"]) > 1000


@pytest.mark.parametrize(
    ("path", "inner"),
    [
        ("/static/js/index.js", Response("let a", media_type="text/javascript")),
        ("/media/report.html", HTMLResponse("let a")),
        ("/nergens", HTMLResponse("let a", status_code=404)),
    ],
)
def test_what_is_not_a_page_keeps_its_body_and_gets_the_headers(path, inner):
    _, headers, body = ask(PageShell(inner), path)
    assert body == b"let a"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["permissions-policy"].startswith("camera=()")


def test_an_answer_that_is_no_page_is_passed_on_as_it_is():
    _, headers, body = ask(PageShell(JSONResponse({"a": 1})), "/_stcore/health", accept="text/html")
    assert headers["content-type"] == "application/json"
    assert body == b'{"a":1}'


@pytest.fixture
def presentations(monkeypatch, tmp_path):
    """Return what answers with a presentation; `restart` lets the program begin anew."""
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path))
    monkeypatch.setattr(routes, "_presentations", Kept(50))

    def get(url, dest, said='{"hier": true}'):
        return ask(Router(routes.routes()), url, sec_fetch_dest=dest, x_kinderwerk_wie=said)

    return get


def test_a_presentation_that_was_started_is_found_after_53_others_and_after_a_restart(presentations, monkeypatch):
    first = routes.register_presentation("<p>een</p>")
    assert presentations(first, "document")[::2] == (200, b"<p>een</p>")
    for number in range(53):
        routes.register_presentation(f"<p>{number}</p>")
    assert presentations(first, "document")[::2] == (200, b"<p>een</p>")
    monkeypatch.setattr(routes, "_presentations", Kept(50))
    status, headers, body = presentations(first, "iframe")
    assert (status, body) == (200, b"<p>een</p>") and "default-src 'none'" in headers["content-security-policy"]


def test_a_presentation_does_not_outlive_what_it_may_show(presentations, monkeypatch):
    def publish(code, year):
        store, said = open_store(), Publication("Welzijn", "2024-12-31", "", "xlsx", "")
        wijken = [f"WK{code[2:]}{number:02}" for number in (1, 2, 3)]
        tables = [bereik_table({"reached_count": [1, 2, 3]}, wijken, year=year, gemeente_code=code)]
        store.publish(tables, gemeente_code=code, publication=said, by=JAN)

    def started():
        url = routes.register_presentation("<p>een</p>", GEMEENTE)
        assert presentations(url, "document")[0] == 200
        return url

    publish(GEMEENTE, 2024)
    first = started()
    # What another gemeente publishes changes nothing here, nor does another goal.
    publish("GM0344", 2024)
    open_store().keep("doel", GEMEENTE, "1", b"{}", by=JAN)
    assert started() == first
    publish(GEMEENTE, 2023)
    second = started()
    monkeypatch.setenv("KINDERWERK_DREMPEL", "10")
    for restarted in (False, True):
        if restarted:
            monkeypatch.setattr(routes, "_presentations", Kept(50))
        assert [presentations(url, dest)[0] for url in (first, second) for dest in ("document", "iframe")] == [404] * 4
    assert started() not in (first, second)


def test_who_only_looks_at_a_story_writes_nothing(presentations, tmp_path):
    shown = routes.register_presentation("<p>een</p>")
    assert presentations(shown, "iframe")[0] == 200
    # Nor does who may only look.
    assert presentations(shown, "document", "{}")[0] == 200
    assert presentations("/presentatie/0123", "document")[0] == 404
    assert list(tmp_path.iterdir()) == []


def test_without_a_store_that_can_be_written_a_presentation_is_shown_all_the_same(presentations, tmp_path):
    (tmp_path / "kinderwerk.sqlite").write_text("geen database")
    shown = routes.register_presentation("<p>een</p>")
    assert presentations(shown, "document")[::2] == (200, b"<p>een</p>")
    assert presentations("/presentatie/0123", "document")[0] == 404


@pytest.fixture
def shapes_app(monkeypatch):
    monkeypatch.setattr(routes, "_shapes", Kept(500))

    async def app(scope, receive, send):
        route = next(route for route in routes.routes() if route.matches(scope)[0].value == 2)
        scope = {**scope, **route.matches(scope)[1]}
        await route.handle(scope, receive, send)

    return app


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_shapes_are_sent_once_and_kept_for_ever(shapes_app, encoding):
    url = register_shapes("abc-1", b'{"width": 1000}')
    assert url == "/gebieden/abc-1.json"
    status, headers, body = ask(shapes_app, url, accept_encoding=encoding)
    assert status == 200
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-type"] == "application/json"
    assert (gzip.decompress(body) if encoding else body) == b'{"width": 1000}'


def test_shapes_of_a_server_that_has_stopped_are_gone_but_not_for_ever(shapes_app):
    status, headers, _ = ask(shapes_app, "/gebieden/abc-1.json")
    assert (status, headers["cache-control"]) == (404, "no-store")
    register_shapes("abc-1", b"{}")
    assert ask(shapes_app, "/gebieden/abc-1.json")[0] == 200


def test_the_shapes_asked_for_longest_ago_make_room(shapes_app, monkeypatch):
    monkeypatch.setattr(routes, "_shapes", Kept(2))
    for name in ("one", "two", "one", "three"):
        register_shapes(name, b"{}")
    answers = {name: ask(shapes_app, f"/gebieden/{name}.json")[0] for name in ("one", "two", "three")}
    assert answers == {"one": 200, "two": 404, "three": 200}


@pytest.mark.parametrize("name", ["style.css", "shell.js", "icon.png", "fonts/plex-sans-latin.woff2", "fonts/OFL.txt"])
def test_assets_are_kept_for_ever_under_an_address_that_follows_their_content(shapes_app, name):
    address, _, mark = routes.asset_url(name).partition("?v=")
    assert len(mark) == 12
    status, headers, body = ask(shapes_app, address)
    assert status == 200
    assert headers["cache-control"].endswith("immutable")
    assert hashlib.sha256(body).hexdigest().startswith(mark)


def test_how_many_people_look_is_told_to_nobody():
    shell = PageShell(JSONResponse({"sessions": 3}))
    assert ask(shell, "/_stcore/metrics")[0] == 404
    assert ask(shell, "/_stcore/metrics/")[0] == 404
    # The page itself asks for this one.
    assert ask(shell, "/_stcore/host-config")[0] == 200


def test_the_script_of_the_charts_is_fetched_before_the_first_chart():
    assert '<link rel="prefetch" href="/static/js/PlotlyChart.' in build_page(STREAMLIT_LIKE)


def test_the_server_writes_no_upload_to_disk_while_it_comes_in(monkeypatch, tmp_path):
    monkeypatch.setattr(formparsers.MultiPartParser, "spool_max_size", 1024)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nergens"))
    # The start of the dashboard itself, as Streamlit runs it.
    start = runpy.run_path(str(Path(__file__).parents[2] / "dashboard.py"))["_lifespan"]
    for name in ("log_as_json", "log_repeats_once", "prepare", "start_reader"):
        monkeypatch.setitem(start.__wrapped__.__globals__, name, lambda: None)

    async def searches_for_garbage():
        async with start(None):
            return gc.isenabled()

    # Not before everything is loaded, and from then on.
    assert (gc.isenabled(), asyncio.run(searches_for_garbage())) == (False, True)
    gc.unfreeze()
    assert formparsers.MultiPartParser.spool_max_size == 0
    content = b"x" * 3_000_000

    async def receive():
        head = b'--a\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n'
        return {"type": "http.request", "body": head + content + b"\r\n--a--\r\n", "more_body": False}

    async def read():
        scope = {"type": "http", "headers": [(b"content-type", b"multipart/form-data; boundary=a")]}
        # Starlette would write to a folder that does not exist.
        async with Request(scope, receive).form() as form:
            return await form["f"].read()

    assert asyncio.run(read()) == content


def test_it_is_ready_when_what_was_published_can_be_read(shapes_app, monkeypatch, tmp_path, caplog):
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path))
    status, headers, body = ask(shapes_app, "/gereed")
    assert (status, body, headers["cache-control"]) == (200, b"gereed", "no-store")
    monkeypatch.setenv("KINDERWERK_DREMPEL", "vijf")
    assert ask(shapes_app, "/gereed")[0] == 503
    monkeypatch.delenv("KINDERWERK_DREMPEL")
    # Too short for a database, with the first letters of one.
    (tmp_path / FILE_NAME).write_bytes(b"SQLite format 3\0" + b"x" * 2000)
    status, _, body = ask(shapes_app, "/gereed")
    assert (status, body) == (503, b"niet gereed")
    assert "opslag_beschadigd" in caplog.text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("kinderwerk.example.org", 200),
        ("KINDERWERK.example.org.:8501", 200),
        ("tweede.example.org", 200),
        ("[fd00::7]:8501", 200),
        ("10.0.0.7:8501", 200),
        ("[::1]:8501", 200),
        ("10.0.0.8:8501", 421),
        ("0.0.0.0:8501", 421),
        ("", 421),
        ("x.kinderwerk.example.org", 421),
        ("kinderwerk.example.org:80:80", 421),
        ("kwaad@kinderwerk.example.org", 421),
        ("kinderwerk.example.org/kwaad", 421),
        ("kinderwerk.example.org:x", 421),
    ],
)
def test_only_names_that_the_installation_was_given_are_answered(host, status, monkeypatch):
    options = {"browser.serverAddress": "Kinderwerk.example.org", "server.address": "0.0.0.0"}
    monkeypatch.setattr(door.st, "get_option", options.__getitem__)
    monkeypatch.setenv("KINDERWERK_NAMEN", " tweede.example.org,fd00::7, ")
    guarded = door.OnlyByName(JSONResponse({}), door.served_names())
    assert ask(guarded, host=host)[0] == status
    # Two at once say nothing sure.
    other = {"Host": "kinderwerk.example.org"}
    assert ask(guarded, host=host, **other)[0] == 421
