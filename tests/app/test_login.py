"""Logging in at a real provider of OpenID Connect, and a proxy that names who asks: on a running server."""

import re
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.browser.app import running_app, running_provider

SECRET = "0123456789abcdef0123456789abcdef"
ROLES = """
uren = 1
[oidc]
server_metadata_url = "{provider}/.well-known/openid-configuration"
client_id = "kinderwerk"
client_secret = "geheim"
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{secret}"
[[toegang]]
groepen = ["redactie"]
rol = "bewerker"
gemeenten = ["GM9001"]
"""
EDITOR = {"email": "anna@gemeente.example", "groups": ["redactie"]}
DEEP = "/dekking?gemeente=GM9001&jaar=2023"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a provider, in a process of its own."""
    with running_provider(tmp_path_factory.mktemp("provider") / "provider.log") as url:
        yield url


@pytest.fixture(scope="module")
def roles(tmp_path_factory: pytest.TempPathFactory, provider: str) -> Path:
    path = tmp_path_factory.mktemp("roles") / "toegang.toml"
    path.write_text(ROLES.format(provider=provider, secret=SECRET), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, roles: Path) -> Iterator[str]:
    """Return the address of a dashboard at which people log in, and only who did sees figures."""
    folder = tmp_path_factory.mktemp("app")
    settings = ("KINDERWERK_INLOGGEN=oidc", "KINDERWERK_BEKIJKEN=ingelogd", f"KINDERWERK_TOEGANG={roles}")
    with running_app(folder / "server.log", through=("env", *settings)) as url:
        yield url


class Visitor:
    """A browser without a screen: it keeps cookies, and draws pages over the connection that Streamlit asks for."""

    def __init__(self, url: str) -> None:
        self.url, self.port = url, int(url.rpartition(":")[2])
        self.http = httpx.Client(timeout=60)
        self.http.get(f"{url}/_stcore/host-config")
        self.http.get(f"{url}/_stcore/health")

    def connect(self, resume: str = "", source: str = "127.0.0.1", **headers: str) -> ClientConnection:
        """Open the connection of a page; `resume`: the number of a window; `source`: the address it comes from."""
        secret = self.http.cookies.get("_streamlit_xsrf") or ""
        protocols = [Subprotocol(each) for each in ("streamlit", secret, resume) if each]
        cookies = "; ".join(f"{each.name}={each.value}" for each in self.http.cookies.jar)
        return connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream",
            origin=Origin(self.url),
            sock=socket.create_connection(("127.0.0.1", self.port), source_address=(source, 0)),
            subprotocols=protocols,
            additional_headers={**({"Cookie": cookies} if cookies else {}), **headers},
            max_size=None,
        )

    def draw(self, page: str = "", press: str = "", **headers: str) -> bytes:
        """Return all that a page sends, after pressing a button by its key."""
        with self.connect(**headers) as connection:
            return drawn(connection, page, press)

    def log_in(self, claims: dict[str, Any], provider: str, deep: str = DEEP) -> httpx.Response:
        """Go to the provider and come back as somebody; return the answer to coming back."""
        return self.http.get(self.ask_who(claims, provider, deep))

    def ask_who(self, claims: dict[str, Any], provider: str, deep: str = DEEP) -> httpx.URL:
        """Go to the provider as somebody; return where it says to come back, with a code."""
        subject = f"{claims['email']}-{abs(hash(str(claims)))}"
        assert httpx.put(f"{provider}/users/{subject}", json=claims).status_code == 204
        (start,) = set(re.findall(rb"/auth/login\?provider=[\w.-]+", self.draw("", "inloggen")))
        asked = self.http.get(f"{self.url}{start.decode()}", headers={"Referer": f"{self.url}{deep}"})
        assert asked.status_code == 302
        self.asked = httpx.URL(asked.headers["location"])
        return httpx.URL(self.http.post(self.asked, data={"sub": subject}).headers["location"])


@pytest.fixture
def visit() -> Iterator[Callable[[str], Visitor]]:
    """Return what opens a browser of its own at a dashboard."""
    with ExitStack() as open_ones:

        def begin(url: str) -> Visitor:
            visitor = Visitor(url)
            open_ones.callback(visitor.http.close)
            return visitor

        yield begin


Visit = Callable[[str], Visitor]


def drawn(connection: ClientConnection, page: str, press: str = "") -> bytes:
    """Ask for a page, and press a button on it when it is there; return everything that came."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    message.rerun_script.page_name = page
    connection.send(message.SerializeToString())
    sent, pressed = b"", False
    while True:
        got = connection.recv()
        assert isinstance(got, bytes)
        sent += got
        answer = ForwardMsg.FromString(got)
        if answer.WhichOneof("type") == "auth_redirect":
            return sent
        if answer.WhichOneof("type") == "script_finished":
            found = re.search(rf"\$\$ID-[\w-]+-{press}".encode(), sent) if press and not pressed else None
            if found is None:
                return sent
            pressed = True
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.trigger_value = found[0].decode(), True
            connection.send(message.SerializeToString())


def test_who_is_not_logged_in_gets_no_figures(visit: Visit, app: str) -> None:
    page = visit(app).draw("dekking")
    assert b"Log in om de cijfers te zien" in page and b"Sterrenveld" not in page
    assert httpx.get(f"{app}/presentatie/0123").status_code == 403
    assert httpx.get(f"{app}/gebieden/0123.json").status_code == 403


def test_who_logs_in_has_the_role_of_his_group_and_comes_back_where_he_was(
    visit: Visit, app: str, provider: str
) -> None:
    visitor = visit(app)
    back = visitor.log_in(EDITOR, provider)
    assert visitor.asked.params["code_challenge_method"] == "S256" and visitor.asked.params["nonce"]
    assert back.headers["location"] == DEEP
    page = visitor.draw("dekking")
    assert b"anna@gemeente.example (bewerker)" in page and b"Sterrenveld" in page and b"Uitloggen" in page
    assert b"Bestanden aanleveren" in visitor.draw("gegevens")
    assert visitor.http.get(f"{app}/gebieden/0123.json").status_code == 404


def test_a_code_that_somebody_else_caught_is_of_no_use_to_him(visit: Visit, app: str, provider: str) -> None:
    visitor, thief = visit(app), visit(app)
    back = visitor.ask_who(EDITOR, provider)
    # At the provider, with all that the dashboard itself has to say but what only it can know.
    said = {"grant_type": "authorization_code", "code": back.params["code"], "redirect_uri": f"{app}/oauth2callback"}
    for guess in ({}, {"code_verifier": "a" * 48}):
        answer = httpx.post(f"{provider}/oauth2/token", data={**said, **guess}, auth=("kinderwerk", "geheim"))
        assert (answer.status_code, "verifier" in answer.text or "challenge" in answer.text) == (400, True)
    # And at the dashboard, in the place of the own one.
    other = thief.ask_who({"email": "wim@gemeente.example"}, provider)
    thief.http.get(other.copy_set_param("code", back.params["code"]))
    assert b"Log in om de cijfers te zien" in thief.draw("dekking")
    visitor.http.get(back)
    assert b"(bewerker)" in visitor.draw("dekking")


def test_who_has_no_role_looks(visit: Visit, app: str, provider: str) -> None:
    visitor = visit(app)
    visitor.log_in({"email": "wim@gemeente.example"}, provider)
    assert b"Sterrenveld" in visitor.draw("dekking")
    assert b"alleen voor wie daar iets mag veranderen" in visitor.draw("gegevens")


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "van een ander"},
        {"exp": 1_000_000},
        {"iss": "https://kwaad.example"},
        {"aud": "een-ander-programma"},
        {"email_verified": False},
        {"iat": 1_000_000},
    ],
    ids=lambda wrong: str(*wrong),
)
def test_a_token_that_is_not_right_lets_nobody_in(visit: Visit, app: str, provider: str, wrong: dict[str, Any]) -> None:
    visitor = visit(app)
    visitor.log_in(EDITOR | wrong, provider)
    assert b"Log in om de cijfers te zien" in visitor.draw("dekking")


def test_who_logs_out_is_out_in_every_window_and_with_a_copy_of_the_cookie(
    visit: Visit, app: str, provider: str
) -> None:
    visitor = visit(app)
    visitor.log_in(EDITOR, provider)
    with visitor.connect() as other_window:
        assert b"Sterrenveld" in drawn(other_window, "dekking")
        assert b"/auth/logout" in visitor.draw("dekking", "uitloggen")
        assert b"Log in om de cijfers te zien" in drawn(other_window, "dekking")
    assert b"Log in om de cijfers te zien" in visitor.draw("dekking")
    out = visitor.http.get(f"{app}/auth/logout")
    assert "/oauth2/end_session?" in out.headers["location"] and "id_token_hint=" in out.headers["location"]
    assert "_streamlit_user" not in visitor.http.cookies


def test_a_cookie_that_was_made_or_changed_elsewhere_lets_nobody_in(visit: Visit, app: str, provider: str) -> None:
    visitor = visit(app)
    visitor.log_in(EDITOR, provider)
    own = {each.name: each.value or "" for each in visitor.http.cookies.jar}["_streamlit_user"]
    for other in (own[:-4] + "AAAA", create_signed_value("een ander geheim", "_streamlit_user", '{"a": 1}').decode()):
        visitor.http.cookies.clear()
        visitor.http.get(f"{app}/_stcore/host-config")
        visitor.http.cookies.set("_streamlit_user", other, domain="127.0.0.1")
        assert b"Log in om de cijfers te zien" in visitor.draw("dekking")
        assert visitor.http.get(f"{app}/gebieden/0123.json").status_code == 403


def test_a_role_that_is_taken_away_is_gone_while_the_window_is_open(
    visit: Visit, app: str, provider: str, roles: Path
) -> None:
    visitor, before = visit(app), roles.read_text(encoding="utf-8")
    visitor.log_in(EDITOR, provider)
    with visitor.connect() as window:
        assert b"(bewerker)" in drawn(window, "dekking")
        roles.write_text(before.replace("redactie", "anderen"), encoding="utf-8")
        try:
            page = drawn(window, "gegevens")
        finally:
            roles.write_text(before, encoding="utf-8")
    assert b"alleen voor wie daar iets mag veranderen" in page and b"Bestanden aanleveren" not in page


def test_a_window_cannot_be_taken_over_by_its_number(visit: Visit, app: str, provider: str) -> None:
    visitor, other = visit(app), visit(app)
    visitor.log_in(EDITOR, provider)
    with visitor.connect() as window:
        (number,) = set(re.findall(rb"2\$([0-9a-f-]{36})", drawn(window, "dekking")))
    with other.connect(resume=number.decode()) as window:
        assert b"Log in om de cijfers te zien" in drawn(window, "dekking")


# --- a proxy ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def behind_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a dashboard that believes 127.0.0.2, and of no other computer, who somebody is."""
    folder = tmp_path_factory.mktemp("proxy")
    lines = '[[toegang]]\nwie = ["anna@gemeente.example"]\nrol = "beheerder"\n'
    (folder / "toegang.toml").write_text(lines, encoding="utf-8")
    settings = (
        "KINDERWERK_INLOGGEN=proxy",
        f"KINDERWERK_TOEGANG={folder / 'toegang.toml'}",
        "KINDERWERK_PROXY_NAAM=X-Forwarded-Email",
        "FORWARDED_ALLOW_IPS=127.0.0.2",
    )
    with running_app(folder / "server.log", through=("env", *settings)) as url:
        yield url


@pytest.mark.skipif(sys.platform != "linux", reason="only there has one computer more than one address of its own")
def test_a_name_is_believed_from_the_proxy_and_refused_from_elsewhere(visit: Visit, behind_proxy: str) -> None:
    visitor = visit(behind_proxy)
    # Who only looks; also from this computer, and whatever is said in the name of the server.
    forged = {"X-Kinderwerk-Wie": '{"hier": true, "naam": "anna@gemeente.example"}'}
    assert b"groep_aanleveren" not in visitor.draw("dekking", **forged)
    assert b"groep_aanleveren" not in visitor.draw("dekking")
    named = {"X-Forwarded-Email": "anna@gemeente.example", "X-Forwarded-For": "203.0.113.9"}
    page = visitor.draw("dekking", source="127.0.0.2", **named)
    assert b"anna@gemeente.example (beheerder)" in page and b"groep_aanleveren" in page
    with pytest.raises(InvalidStatus) as refused:
        visitor.draw("dekking", source="127.0.0.3", **named)
    assert refused.value.response.status_code == 403
    assert visitor.http.get(behind_proxy, headers=named).status_code == 403
    assert visitor.http.get(behind_proxy).status_code == 200


# --- whose address it is ------------------------------------------------------------------------------


def test_an_upload_address_and_a_download_are_of_one_browser(visit: Visit, behind_proxy: str) -> None:
    own, other = visit(behind_proxy), visit(behind_proxy)
    with own.connect() as window:
        drawn(window, "dekking")
        message = BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.file_names.append("a.csv")
        window.send(message.SerializeToString())
        answer = window.recv()
        while ForwardMsg.FromString(answer).WhichOneof("type") != "file_urls_response":
            answer = window.recv()
        (address,) = (each.upload_url for each in ForwardMsg.FromString(answer).file_urls_response.file_urls)
        files = {"file": ("a.csv", b"a;b")}
        for visitor, status in ((other, 403), (own, 204)):
            asked = {"X-Xsrftoken": visitor.http.cookies["_streamlit_xsrf"]}
            url = f"{behind_proxy}{address}"
            assert visitor.http.put(url, files=files, headers=asked).status_code == status
            assert visitor.http.delete(url, headers=asked).status_code == status
