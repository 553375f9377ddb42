"""Two processes on one PostgreSQL, with nginx before them as deploy/ sets it up."""

import hashlib
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from playwright.sync_api import Page, expect, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLsRequest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.browser.app import PATIENCE_MS, ROOT, open_ready, running_app, running_provider, wait_until_ready
from tests.browser.chromium import launch_chromium
from tests.deploy.proxy import running_proxy
from tests.postgres import make_database, running_postgres

NAME = "kinderwerk.example.org"
DOCKERFILE = re.sub(r"\\\n\s*", " ", (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8"))
LONGEST_LINE = "WEBSOCKETS_MAX_LINE_LENGTH"
TOEGANG = (ROOT / "docs" / "toegang.md").read_text(encoding="utf-8")
PUBLISHED = "aangeleverd en gepubliceerd"
PLACES = [f"{number:032x}" for number in range(12)]
# As a browser gets with the first page: uploads are of who has it.
TOKEN = generate_xsrf_token_string()
expect.set_options(timeout=PATIENCE_MS)
# Of one address at most half of these; every test closes what it opened.
WINDOWS = 10


class Site(NamedTuple):
    port: int
    folder: Path
    provider: str
    of_first: str
    first: ExitStack
    postgres: Any


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with ExitStack() as all_of_it:
        address = folder / "database-url"
        postgres = all_of_it.enter_context(running_postgres())
        address.write_text(make_database(postgres), encoding="utf-8")
        provider = all_of_it.enter_context(running_provider(folder / "provider.log"))
        write_access(folder / "toegang.toml", provider)
        said = {
            "KINDERWERK_DATABASE_URL_FILE": str(address),
            "KINDERWERK_STORE": str(folder / "key"),
            "KINDERWERK_NAMEN": NAME,
            "KINDERWERK_INLOGGEN": "oidc",
            "KINDERWERK_TOEGANG": str(folder / "toegang.toml"),
            LONGEST_LINE: re.findall(rf"{LONGEST_LINE}=(\d+)", DOCKERFILE)[0],
            "KINDERWERK_GRENZEN": f"vensters={WINDOWS}",
            "KINDERWERK_LOGVORM": "json",
            "STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true",
        }
        through = ("env", *(f"{name}={value}" for name, value in said.items()))
        first = all_of_it.enter_context(ExitStack())
        urls = [
            first.enter_context(running_app(folder / "app-1.log", through=through)),
            all_of_it.enter_context(running_app(folder / "app-2.log", through=through)),
        ]
        ports = [int(url.rpartition(":")[2]) for url in urls]
        port = all_of_it.enter_context(running_proxy(folder, ports))
        yield Site(port, folder, provider, urls[0].removeprefix("http://"), first, postgres)


def write_access(path: Path, provider: str) -> None:
    """Write the example of docs/toegang.md, for this provider."""
    (example,) = re.findall(r"```toml\n(.*?)```", TOEGANG, re.DOTALL)
    for of_page, here in (
        ("https://login.example/realms/gemeente", provider),
        ("https://kinderwerk.example/", f"https://{NAME}/"),
        ("zelf maken", "0123456789abcdef" * 2),
    ):
        assert of_page in example
        example = example.replace(of_page, here)
    path.write_text(example, encoding="utf-8")


def greet(site: Site, source: str = "127.0.0.1", name: str = NAME) -> ssl.SSLSocket:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    plain = socket.create_connection(("127.0.0.1", site.port), timeout=60, source_address=(source, 0))
    return context.wrap_socket(plain, server_hostname=name)


def ask(site: Site, path: str = "/", method: str = "GET", body: str | None = None, **headers: str) -> HTTPResponse:
    """Ask; a length that a header says is not that of what is sent."""
    with closing(HTTPConnection(NAME)) as connection:
        connection.sock = greet(site)
        connection.request(method, path, body, {"Accept": "text/html", "Host": NAME, **headers})
        answer = connection.getresponse()
        answer.read()
        return answer


def open_window(site: Site, place: str, source: str = "127.0.0.1", **headers: str) -> ClientConnection:
    return connect(
        f"ws://{NAME}/_stcore/stream",
        sock=greet(site, source),
        origin=Origin(f"https://{NAME}"),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": f"kinderwerk_place={place}; _streamlit_xsrf={TOKEN}", **headers},
        max_size=None,
    )


def draw(window: ClientConnection, page: str = "", query: str = "") -> bytes:
    """Ask for a page as a browser does; return all that is sent of it."""
    question = BackMsg()
    question.rerun_script.page_name, question.rerun_script.query_string = page, query
    window.send(question.SerializeToString())
    sent = b""
    while True:
        message = window.recv(decode=False)
        sent += message
        answer = ForwardMsg.FromString(message)
        if answer.WhichOneof("type") == "script_finished":
            assert answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            return sent


def answered(site: Site) -> list[dict[str, str]]:
    return [json.loads(line) for line in (site.folder / "access.log").read_text(encoding="utf-8").splitlines()]


def processes_of(site: Site, places: list[str]) -> list[str]:
    """Return which process answers who has each of these places."""
    before = len(answered(site))
    for place in places:
        assert ask(site, "/gereed", Cookie=f"kinderwerk_place={place}").status == 200
    end = time.monotonic() + 30
    # The proxy writes what it answered after it did.
    while len(answered(site)) < before + len(places):
        assert time.monotonic() < end
        time.sleep(0.01)
    return [each["process"] for each in answered(site)[before:]]


def test_a_window_is_opened_through_the_proxy_and_says_its_own_name(site: Site) -> None:
    with open_window(site, PLACES[0]) as window:
        assert b"Kinderwerk" in draw(window)


def test_pages_come_with_tls_for_a_year_and_a_place_that_only_the_browser_knows(site: Site) -> None:
    answer = ask(site)
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    place, *flags = answer.headers["Set-Cookie"].split("; ")
    assert place.startswith("kinderwerk_place=") and len(place) == len("kinderwerk_place=") + 32
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(flags)
    assert ask(site, Cookie=place).headers["Set-Cookie"] is None
    assert ask(site, Cookie="kinderwerk_place=of iets anders").headers["Set-Cookie"]


def test_who_came_before_goes_to_the_same_process_and_visitors_go_to_both(site: Site) -> None:
    went = processes_of(site, PLACES * 2)
    assert went[: len(PLACES)] == went[len(PLACES) :]
    assert len(set(went)) == 2


def test_another_name_is_refused_in_the_greeting_and_after_it(site: Site) -> None:
    with pytest.raises(ssl.SSLError):
        greet(site, name="kwaad.example")
    assert ask(site, Host="kwaad.example").status == 421


def test_what_is_larger_than_the_ceiling_is_refused_before_it_is_sent(site: Site) -> None:
    upload = "/_stcore/upload_file/a/b"
    assert ask(site, "/", "PUT", **{"Content-Length": "2000000"}).status == 413
    assert ask(site, upload, "PUT", **{"Content-Length": str(202 * 1024**2)}).status == 413
    # This one comes through: that nobody asked for it is said by the dashboard.
    assert ask(site, upload, "PUT", **{"Content-Length": "0"}).status in (400, 403)


def test_an_address_that_a_visitor_makes_up_does_not_count(site: Site) -> None:
    with ExitStack() as held:
        for number in range(WINDOWS // 2):
            held.enter_context(open_window(site, PLACES[0], **{"X-Forwarded-For": f"10.0.0.{number}"}))
        with pytest.raises(InvalidStatus) as refused:
            open_window(site, PLACES[0], **{"X-Forwarded-For": "10.0.0.99", "Forwarded": "for=10.0.0.99"})
        assert refused.value.response.status_code == 503
        with open_window(site, PLACES[0], "127.0.0.2") as of_another:
            assert draw(of_another)


# By these a proxy that asks who somebody is, says so: oauth2-proxy, Authelia, authentik and others.
NAMING = [
    *(f"X-{who}-{what}" for who in ("Forwarded", "Auth-Request") for what in ("User", "Email", "Groups")),
    *(f"X-{who}-{what}" for who in ("Forwarded", "Auth-Request") for what in ("Preferred-Username", "Access-Token")),
    *(f"{who}-{what}" for who in ("Remote", "X-Remote") for what in ("User", "Email", "Groups", "Name")),
    *(f"X-authentik-{what}" for what in ("username", "email", "groups", "name", "uid", "entitlements", "jwt")),
]
SAYING = [*NAMING, "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded"]
EVERYWHERE = [("GET", "/"), ("GET", "/gereed"), ("GET", "/_stcore/stream"), ("PUT", "/_stcore/upload_file/a/b")]


@contextmanager
def listening() -> Iterator[tuple[int, list[dict[str, str]]]]:
    """Yield the port of a dashboard that only hears, with what it heard; and of who is asked who somebody is."""
    heard: list[dict[str, str]] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            said = {name.lower(): value for name, value in self.headers.items()}
            name, _, groups = said.get("cookie", "").partition("=")
            asks = self.path == "/oauth2/auth"
            if not asks:
                heard.append({**said, "": f"{self.path} {body}"})
            self.send_response(401 if asks and not name else 204)
            if asks and name:
                self.send_header("X-Auth-Request-Email", f"{name}@welzijn.example")
                self.send_header("X-Auth-Request-Groups", groups)
            self.end_headers()

        def do_PUT(self) -> None:
            self.do_GET()

        def log_message(self, *_args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as listener:
        threading.Thread(target=listener.serve_forever, daemon=True).start()
        yield listener.server_port, heard
        listener.shutdown()


def test_nothing_that_a_visitor_says_of_himself_reaches_the_dashboard(tmp_path: Path) -> None:
    """A dashboard that believes the proxy (docs/toegang.md) would take these for what the proxy found out."""
    with listening() as (upstream, heard), running_proxy(tmp_path, [upstream] * 2) as port:
        site = Site(port, tmp_path, "", "", ExitStack(), None)
        for method, path in EVERYWHERE:
            assert ask(site, path, method, **dict.fromkeys(SAYING, "verzonnen")).status == 204
    assert len(heard) == len(EVERYWHERE)
    assert not [headers for headers in heard if "verzonnen" in headers.values()]
    assert {(each["x-forwarded-for"], each["x-forwarded-proto"], each["host"]) for each in heard} == {
        ("127.0.0.1", "https", NAME)
    }


def test_a_visitor_is_who_the_login_before_the_proxy_says_on_every_path(tmp_path: Path) -> None:
    (login,) = re.findall(r"```text\n(.*?)```", TOEGANG, re.DOTALL)
    forged = dict.fromkeys(SAYING, "verzonnen")
    with listening() as (upstream, heard):
        login = login.replace("127.0.0.1:4180", f"127.0.0.1:{upstream}")
        with running_proxy(tmp_path, [upstream] * 2, login) as port:
            site = Site(port, tmp_path, "", "", ExitStack(), None)
            for method, path in EVERYWHERE:
                # Who is not logged in comes to the page where one does; only whether it is well may be asked.
                heard.clear()
                assert ask(site, path, method, **forged).status == (204 if path == "/gereed" else 403)
                assert [said[""] for said in heard if "oauth2" not in said[""]] == ["/gereed "] * (path == "/gereed")
                for groups in ("", "kinderwerk-redactie"):
                    heard.clear()
                    body = "inhoud" if method == "PUT" else None
                    assert ask(site, path, method, body, Cookie=f"sam={groups}", **forged).status == 204
                    (said,) = heard
                    assert said[""] == f"{path} {body or ''}"
                    given = {"X-Forwarded-Email": "sam@welzijn.example", "X-Forwarded-Groups": groups}
                    given = {} if path == "/gereed" else {name.lower(): value for name, value in given.items() if value}
                    assert {name: said[name] for name in map(str.lower, NAMING) if name in said} == given
                    assert "verzonnen" not in said.values()


def test_the_image_asks_itself_whether_it_is_well(site: Site) -> None:
    command = json.loads(re.findall(r"^HEALTHCHECK .*?CMD (\[.*?\])$", DOCKERFILE, re.MULTILINE)[0])
    for port, healthy in ((processes_of(site, PLACES[:1])[0].rpartition(":")[2], True), ("1", False)):
        environment = {**os.environ, "STREAMLIT_SERVER_PORT": port}
        done = subprocess.run([sys.executable, *command[1:]], env=environment, capture_output=True, check=False)
        assert (done.returncode == 0) is healthy


@contextmanager
def logged_in(site: Site, place: str) -> Iterator[Page]:
    """Log in by a browser that has this place, as somebody in many groups; he comes back where he was."""
    # Names that cannot be made shorter.
    groups = ["kinderwerk-redactie", *(hashlib.sha256(bytes([number])).hexdigest() for number in range(120))]
    httpx.put(f"{site.provider}/users/anna", json={"email": "anna@gemeente.example", "groups": groups})
    # The page of the provider asks for a style elsewhere.
    names = f"--host-resolver-rules=MAP {NAME}:443 127.0.0.1:{site.port}, MAP cdn.jsdelivr.net ~NOTFOUND"
    page_of_all = f"https://{NAME}/gegevens?gemeente=GM9001&jaar=2023"
    with sync_playwright() as playwright, launch_chromium(playwright, names) as browser:
        context = browser.new_context(ignore_https_errors=True, locale="nl-NL")
        context.set_default_timeout(PATIENCE_MS)
        context.add_cookies([{"name": "kinderwerk_place", "value": place, "url": f"https://{NAME}"}])
        page = context.new_page()
        open_ready(page, page_of_all)
        page.get_by_role("button", name="Inloggen").click()
        page.locator("[name=sub]").fill("anna")
        page.get_by_role("button", name="Authorize").click()
        page.wait_for_url(page_of_all)
        expect(page.get_by_text("anna@gemeente.example (bewerker)")).to_be_visible()
        wait_until_ready(page)
        given = [each for each in context.cookies(f"https://{NAME}") if each["name"].startswith("_streamlit")]
        assert sum(len(each["value"]) for each in given) > 8192 and all(each["secure"] for each in given)
        yield page


def deliver(page: Page, year: int) -> None:
    page.locator("input[type=file]").set_input_files(ROOT / "data" / "voorbeeld" / f"kwb-{year}.xlsx")
    expect(page.get_by_role("rowheader", name=f"kwb-{year}.xlsx")).to_be_visible()
    wait_until_ready(page)


def test_who_logs_in_publishes_for_every_process_and_hears_what_a_restart_took(site: Site) -> None:
    processes = dict(zip(processes_of(site, PLACES), PLACES, strict=True))
    assert len(processes) == 2
    with ExitStack() as held:
        windows = [held.enter_context(open_window(site, place)) for place in processes.values()]
        assert not any(PUBLISHED.encode() in draw(window, "verantwoording") for window in windows)
        page = held.enter_context(logged_in(site, processes[site.of_first]))
        deliver(page, 2024)
        page.get_by_role("button", name="Publiceer").click()
        expect(page.locator(".kw-gelukt")).to_be_visible()
        for window in windows:
            # Within a second; so many clicks take longer.
            assert any(PUBLISHED.encode() in draw(window, "verantwoording") for _ in range(300))
        deliver(page, 2023)
        # One goes: who was there asks the same of the other, which knows what was published and what is in the link.
        site.first.close()
        expect(page.get_by_role("alert").filter(has_text="1 bestand dat u had aangeleverd")).to_be_visible()
        expect(page.get_by_role("rowheader", name="kwb-2023.xlsx")).to_be_hidden()
        page.get_by_role("button", name="Uitloggen").click()
        page.get_by_role("button", name="End session").click()
        page.wait_for_url(f"https://{NAME}/")
        expect(page.get_by_role("button", name="Inloggen")).to_be_visible()
    for place in processes.values():
        with open_window(site, place) as window:
            assert PUBLISHED.encode() in draw(window, "verantwoording")
            assert b", 2023<" in draw(window, "verantwoording", "jaar=2023")


def upload(site: Site, place: str, name: str) -> list[int]:
    """Deliver a file as a browser does, and one that breaks off in its first line; return what was answered."""
    whole = f'--x\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n\r\na;b\r\n--x--\r\n'
    with open_window(site, place) as window:
        window.send(BackMsg(rerun_script=ClientState()).SerializeToString())
        session = hear(window, "new_session").new_session.initialize.session_id
        asked = FileURLsRequest(request_id="1", file_names=[name, name], session_id=session)
        window.send(BackMsg(file_urls_request=asked).SerializeToString())
        given = hear(window, "file_urls_response").file_urls_response.file_urls
        headers = {"X-Xsrftoken": TOKEN, "Content-Type": "multipart/form-data; boundary=x"}
        cookie = f"kinderwerk_place={place}; _streamlit_xsrf={TOKEN}"
        return [
            ask(site, urls.upload_url, "PUT", body, Cookie=cookie, **headers).status
            for urls, body in zip(given, (whole, whole[:60]), strict=True)
        ]


def hear(window: ClientConnection, kind: str):
    """Return the first message of a kind."""
    while True:
        message = ForwardMsg.FromString(window.recv(decode=False))
        if message.WhichOneof("type") == kind:
            return message


def test_the_logs_are_json_and_say_nothing_of_who_came_or_what_was_delivered(site: Site) -> None:
    assert upload(site, PLACES[0], "Kim Jansen 2024.csv") == [204, 400]
    site.postgres.stop()
    assert ask(site, "/gereed").status == 503
    site.postgres.start()
    texts = [path.read_text(encoding="utf-8") for path in site.folder.glob("app-*.log")]
    lines = [json.loads(line) for text in texts for line in text.splitlines()]
    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)
    assert "not ready: opslag_antwoordt_niet" in {line["message"] for line in lines}
    said = {"time", "method", "path", "status", "bytes", "seconds", "process"}
    assert all(set(line) == said for line in answered(site))
    texts += [(site.folder / name).read_text(encoding="utf-8") for name in ("access.log", "error.log")]
    of_visitors = ("Kim", "Jansen", "anna", "redactie", "code=", "client: ", "127.0.0.2", "10.0.0.")
    telling = (*of_visitors, "kinderwerk_place", "jaar=")
    assert [word for word in telling if any(word in text for text in texts)] == []


# The last one: for some seconds after it, no file of this address comes through.
def test_too_many_files_of_one_address_are_refused(site: Site) -> None:
    nothing = {"Content-Length": "0"}
    assert ask(site, "/_stcore/upload_file/a/b", "PUT", **nothing).status != 429
    # However slow this machine is, these come faster than they may.
    assert any(ask(site, "/_stcore/upload_file/a/b", "PUT", **nothing).status == 429 for _ in range(500))
