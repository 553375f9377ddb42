"""What browser tests share: the running dashboard, pages in Dutch that keep their requests, axe-core."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

from tests.browser.app import DESKTOP, PATIENCE_MS, ROOT, ColorScheme, new_context, running_app
from tests.browser.chromium import launch_chromium

WCAG_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

OpenPage = Callable[..., Page]

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


@pytest.fixture
def foreign_requests() -> list[str]:
    """Return the addresses outside this computer that the pages of this test asked for; filled while it runs."""
    return []


@pytest.fixture
def console_errors() -> list[str]:
    """Return what the pages of this test wrote to the console as an error; filled while it runs."""
    return []


@pytest.fixture
def open_page(
    browser: Browser, foreign_requests: list[str], console_errors: list[str], request: pytest.FixtureRequest
) -> Iterator[OpenPage]:
    """Return a function that opens an empty page in a fresh Dutch browser profile."""
    contexts: list[BrowserContext] = []

    def open_one(color_scheme: ColorScheme = "light", viewport: ViewportSize = DESKTOP) -> Page:
        context = new_context(browser, color_scheme, viewport)
        contexts.append(context)
        return watched_page(context, foreign_requests, console_errors)

    failed_before = request.session.testsfailed
    yield open_one
    if request.session.testsfailed > failed_before:
        _keep_screenshots(contexts, request.node.name)
    for context in contexts:
        context.close()


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


def watched_page(context: BrowserContext, foreign_requests: list[str], console_errors: list[str]) -> Page:
    """Return a page of which is kept what it asks of other computers, and what goes wrong in it."""
    page = context.new_page()
    context.on("request", lambda sent: _keep_foreign(sent.url, foreign_requests))
    page.on("websocket", lambda socket: _keep_foreign(socket.url, foreign_requests))
    page.on("console", lambda said: _keep_error(said, console_errors))
    page.on("pageerror", lambda error: console_errors.append(str(error)))
    return page


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
