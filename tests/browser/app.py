"""The dashboard as a person starts it: a server of its own on a free port, and pages that are done loading."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

ROOT = Path(__file__).parents[2]
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
ColorScheme = Literal["light", "dark"]

START_SECONDS = 60
# A busy machine may take long to draw; what never comes still fails.
PATIENCE_MS = 60_000
# The page says itself that its script has run and that every part, chart and letter is drawn (ui/assets/shell.js).
_READY = "html[data-klaar]"
# What was just pressed or resized has reached the page after two frames.
_TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@contextmanager
def running_app(log: Path, data: Path | None = None, through: Sequence[str] = ()) -> Iterator[str]:
    """Start the dashboard on the example, or on the files in `data`; yield its address; stop it afterwards.

    `through` is a command that becomes the server, such as one that sets a variable or a limit first.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {name: value for name, value in os.environ.items() if name != "KINDERWERK_DATA"}
    if data is not None:
        environment["KINDERWERK_DATA"] = str(data)
    options = {
        "server.headless": "true",
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.fileWatcherType": "none",
        "browser.serverAddress": "127.0.0.1",
        "browser.gatherUsageStats": "false",
    }
    flags = [word for name, value in options.items() for word in (f"--{name}", value)]
    command = [*through, sys.executable, "-m", "streamlit", "run", "dashboard.py", *flags]
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_healthy(server, url, log)
            yield url
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


@contextmanager
def running_provider(log: Path) -> Iterator[str]:
    """Start a provider of OpenID Connect, at which people log in; yield its address; stop it afterwards."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-W", "ignore", "-m", "tests.provider", "--port", str(port)]
    environment = os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1"}
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_healthy(server, url, log, "/")
            yield url
        finally:
            server.terminate()
            server.wait()


def new_context(
    browser: Browser, color_scheme: ColorScheme = "light", viewport: ViewportSize = DESKTOP
) -> BrowserContext:
    """Return a fresh browser profile of someone in the Netherlands."""
    context = browser.new_context(
        locale="nl-NL", timezone_id="Europe/Amsterdam", color_scheme=color_scheme, viewport=viewport
    )
    context.set_default_timeout(PATIENCE_MS)
    return context


def open_ready(page: Page, url: str) -> None:
    """Go to `url` and wait until all of the page is drawn."""
    page.goto(url)
    page.locator(_READY).wait_for(state="attached")


def wait_until_ready(page: Page) -> None:
    """Wait until all of the page is drawn again, after a click for example."""
    page.evaluate(_TWO_FRAMES)
    page.locator(_READY).wait_for(state="attached")


def click_in_chart(page: Page, mark: Locator, named: str = "") -> None:
    """Click a bar or a dot: Plotly lays a sheet over those, and hears a click on what it has said the name of."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    centre = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*centre)
    # The name stays where it was until the chart has seen the pointer: a click before that is on the mark before.
    expect(page.locator(".hoverlayer .hovertext").first).to_contain_text(named)
    page.mouse.click(*centre)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(server: subprocess.Popen[bytes], url: str, log: Path, path: str = "/_stcore/health") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}{path}", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"it did not start:\n{log.read_text(errors='replace')[-4000:]}")
