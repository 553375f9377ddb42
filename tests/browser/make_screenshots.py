"""Take the pictures of README.md and publiccode.yml, of the example gemeente: `make screenshots`."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.app import DESKTOP, PHONE, ROOT, ColorScheme, new_context, open_ready, running_app
from tests.browser.chromium import launch_chromium

FOLDER = ROOT / ".screenshots"
FAILED = '[data-testid="stAlertContentError"], [data-testid="stException"]'


class Picture(NamedTuple):
    name: str
    path: str
    color_scheme: ColorScheme = "light"
    viewport: ViewportSize = DESKTOP


PICTURES = (
    Picture("overzicht", "/"),
    Picture("dekking", "/dekking"),
    Picture("wijk-donker", "/wijk", "dark"),
    Picture("behoefte", "/behoefte"),
    Picture("plan", "/plan?fte=3"),
    Picture("plan-telefoon", "/plan?fte=3", "dark", PHONE),
    Picture("werkbezoek", "/werkbezoek"),
    Picture("overzicht-telefoon", "/", viewport=PHONE),
)


def take_pictures(browser: Browser, url: str, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for picture in PICTURES:
        context = new_context(browser, picture.color_scheme, picture.viewport)
        page = context.new_page()
        open_ready(page, url + picture.path)
        if page.locator(FAILED).count():
            raise RuntimeError(f"{picture.path} shows an error: no pictures of that")
        page.screenshot(path=folder / f"{picture.name}.png")
        context.close()


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as logs,
        running_app(Path(logs) / "server.log") as app_url,
        sync_playwright() as playwright,
        launch_chromium(playwright) as chromium,
    ):
        take_pictures(chromium, app_url, FOLDER)
