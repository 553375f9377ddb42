"""What browser tests share: the running dashboard, pages in Dutch that keep their requests, axe-core."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

from tests.browser.app import DESKTOP, PATIENCE_MS, ROOT, ColorScheme, new_context, running_app
from tests.browser.chromium import launch_chromium

WCAG_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

OpenPage = Callable[..., Page]


class Profile(NamedTuple):
    """A browser profile, what its pages asked of other computers, and what they wrote to the console as an error."""

    context: BrowserContext
    foreign_requests: list[str]
    console_errors: list[str]

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.on("websocket", lambda socket: _keep_foreign(socket.url, self.foreign_requests))
        page.on("console", lambda said: _keep_error(said, self.console_errors))
        page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        return page


def new_profile(browser: Browser) -> Profile:
    profile = Profile(new_context(browser), [], [])
    profile.context.on("request", lambda sent: _keep_foreign(sent.url, profile.foreign_requests))
    return profile


expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path | None], str]]:
    """Return a function that gives the address of the dashboard on a data folder; started once, None is the example."""
    addresses: dict[Path | None, str] = {}
    with ExitStack() as servers:

        def address_of(data: Path | None = None) -> str:
            if data not in addresses:
                log = tmp_path_factory.mktemp("server") / "server.log"
                addresses[data] = servers.enter_context(running_app(log, data))
            return addresses[data]

        yield address_of


@pytest.fixture(scope="session")
def app_url(serve: Callable[[Path | None], str]) -> str:
    """Return the address of the dashboard on the example gemeente."""
    return serve(None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Not for the whole session: Playwright keeps an event loop in this thread, other tests need theirs.
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def profile(browser: Browser) -> Iterator[Profile]:
    """Return a Dutch browser profile that keeps the scripts of Streamlit: to read them anew takes 1.5 s each time."""
    profile = new_profile(browser)
    yield profile
    profile.context.close()


@pytest.fixture
def console_errors(profile: Profile) -> list[str]:
    """Return what the pages of this test wrote to the console as an error; filled while it runs."""
    return profile.console_errors


@pytest.fixture
def open_page(browser: Browser, profile: Profile, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Return a function that opens an empty page; `fresh`: in a profile of its own, as somebody else has."""
    profile.foreign_requests.clear()
    profile.console_errors.clear()
    contexts = [profile.context]

    def open_one(color_scheme: ColorScheme = "light", viewport: ViewportSize = DESKTOP, *, fresh: bool = False) -> Page:
        at = new_profile(browser) if fresh else profile
        if fresh:
            contexts.append(at.context)
        page = at.new_page()
        page.emulate_media(color_scheme=color_scheme)
        page.set_viewport_size(viewport)
        return page

    failed_before = request.session.testsfailed
    yield open_one
    if request.session.testsfailed > failed_before:
        _keep_screenshots(contexts, request.node.name)
    for context in contexts[1:]:
        context.close()
    for page in profile.context.pages:
        page.close()
    profile.context.clear_cookies()
    profile.context.set_offline(False)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Return an empty page of 1440 x 900 in light colours."""
    return open_page()


@pytest.fixture(scope="session")
def axe_violations() -> Callable[[Page], list[str]]:
    """Return a function that lists what axe-core finds on a page against WCAG 2.2 A and AA; empty is good."""
    axe = Axe()

    def violations_of(page: Page) -> list[str]:
        options = {
            "runOnly": {"type": "tag", "values": WCAG_TAGS},
            # Off unless one asks for it.
            "rules": {"target-size": {"enabled": True}},
            "resultTypes": ["violations"],
        }
        found = axe.run(page, options=options).response["violations"]
        return [f"{rule['id']}: {' '.join(map(str, node['target']))}" for rule in found for node in rule["nodes"]]

    return violations_of


def _keep_error(said: ConsoleMessage, errors: list[str]) -> None:
    # On a deep link Streamlit looks for its server below that address first, and finds it at the root.
    probe = "404" in said.text and "/_stcore/" in said.location["url"]
    if said.type == "error" and not probe:
        errors.append(f"{said.text} ({said.location['url']})")


def _keep_foreign(url: str, foreign: list[str]) -> None:
    address = urlsplit(url)
    if address.scheme not in ("data", "blob", "about") and address.hostname not in ("127.0.0.1", "localhost"):
        foreign.append(url)


def _keep_screenshots(contexts: list[BrowserContext], name: str) -> None:
    """Save what a failed test saw in test-results/."""
    folder = ROOT / "test-results"
    folder.mkdir(exist_ok=True)
    safe_name = "".join(sign if sign.isalnum() else "-" for sign in name)
    for number, page in enumerate(page for context in contexts for page in context.pages):
        page.screenshot(path=folder / f"{safe_name}-{number}.png", full_page=True)
