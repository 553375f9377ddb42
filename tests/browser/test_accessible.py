"""Every screen of the accessibility statement: axe, the keyboard, 320 pixels, nothing of another computer."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, ViewportSize, expect

from kinderwerk_stats.cli import main
from kinderwerk_stats.text.accessibility import SCREENS, Screen
from tests.browser.app import DESKTOP, PHONE, open_ready, running_app, wait_until_ready
from tests.browser.conftest import Profile
from tests.browser.keyboard import Stop, walk
from tests.browser.test_delivery import XLSX, workbook

# 1280 pixels at 400 %.
ZOOMED: ViewportSize = {"width": 320, "height": 256}
# Servers that are not that of the example.
SERVERS = ("zonder_cijfers", "gepubliceerd")


def given(*rows: tuple[object, ...]) -> FilePayload:
    return {"name": "jaar.xlsx", "mimeType": XLSX, "buffer": workbook(*rows)}


def put_down(page: Page, *rows: tuple[object, ...]) -> None:
    page.locator('input[type="file"]').set_input_files(given(*rows))
    expect(page.get_by_label("Welk bestand wilt u bekijken?")).to_be_visible()


def put_down_ready(page: Page) -> None:
    head = (("Organisatie: Stichting Proef",), ("Leeftijd: 4 t/m 12 jaar",))
    rows = [(f"WK9001{number:02}", 2024, 40 + number, 0.5) for number in range(1, 15)]
    put_down(page, *head, ("wijkcode", "jaar", "unieke kinderen per woonwijk", "fte"), *rows)


def put_down_with_questions(page: Page) -> None:
    rows = [(f"WK9001{number:02}", 40 + number) for number in range(1, 15)]
    put_down(page, ("wijkcode", "kinderen"), *rows)


def put_down_refused(page: Page) -> None:
    put_down(page, ("voornaam", "achternaam", "bsn"), ("Zzyzx", "Verzonnen", "111222333"))


def type_a_norm(page: Page) -> None:
    page.get_by_test_id("stPopoverButton").first.click()
    field = page.get_by_label("Norm: kinderen per fte")
    field.fill("veel")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()


STEPS: dict[str, Callable[[Page], None]] = {
    "klaar": put_down_ready,
    "vraag": put_down_with_questions,
    "geweigerd": put_down_refused,
    "norm": type_a_norm,
}


@pytest.fixture(scope="module")
def address_of(app_url: str, example_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable]:
    """Return a function that gives the address of the server that a screen is on; started once."""
    with ExitStack() as servers, pytest.MonkeyPatch.context() as patch:
        addresses: dict[str, str] = {}

        def address(screen: Screen) -> str:
            if screen.step not in SERVERS:
                return app_url
            if screen.step not in addresses:
                folder = tmp_path_factory.mktemp(screen.step)
                patch.setenv("KINDERWERK_STORE", str(folder / "store"))
                if screen.step == "gepubliceerd":
                    files = [str(file) for file in sorted(example_dir.glob("kwb-202[34].xlsx"))]
                    assert main(["inlezen", *files, "--gemeente", "GM9001", "--publiceer"]) == 0
                empty = folder / "leeg"
                empty.mkdir()
                data = empty if screen.step == "zonder_cijfers" else None
                addresses[screen.step] = servers.enter_context(running_app(folder / "server.log", data))
            return addresses[screen.step]

        yield address


@pytest.fixture(scope="module")
def one_page(profile: Profile) -> Page:
    return profile.new_page()


def show(page: Page, screen: Screen, url: str) -> None:
    page.set_viewport_size(DESKTOP)
    open_ready(page, url + screen.address)
    if screen.choice:
        page.get_by_role("radio", name=screen.choice).click()
    if screen.step in STEPS:
        STEPS[screen.step](page)
    wait_until_ready(page)
    # What is folded is part of the screen.
    page.evaluate("() => document.querySelectorAll('details:not([open]) > summary').forEach((head) => head.click())")
    wait_until_ready(page)
    expect(page.locator("h1")).to_have_count(1)


def same_names(stops: list[Stop]) -> list[str]:
    """Return the names that two different things have: buttons and fields of one kind, links that lead elsewhere."""
    different = {(stop["kind"], stop["name"], stop["aim"] or str(stop["number"])) for stop in stops if stop["name"]}
    return [f"{kind} {name}" for (kind, name), count in Counter(each[:2] for each in different).items() if count > 1]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.address}-{screen.choice or screen.step}")
def test_a_screen_is_for_everybody(profile, one_page, address_of, axe_violations, screen):
    url, page = address_of(screen), one_page
    profile.foreign_requests.clear()
    profile.console_errors.clear()
    found = []
    for mode in ("light", "dark"):
        page.emulate_media(color_scheme=mode)
        show(page, screen, url)
        for viewport in (DESKTOP, PHONE):
            page.set_viewport_size(viewport)
            wait_until_ready(page)
            found += [f"{mode} {viewport['width']}: {fault}" for fault in axe_violations(page)]
    found += [f"{size['width']}: scrolls sideways" for size in (PHONE, ZOOMED) if scrolls_sideways(page, size)]
    found += [f"{ZOOMED['width']}: not whole: {words}" for words in cut_off(page)]
    page.set_viewport_size(DESKTOP)
    wait_until_ready(page)
    stops, faults = walk(page)
    # The links of the sidebar alone are more.
    assert len(stops) > 8
    found += [*faults, *(f"twice: {name}" for name in same_names(stops))]
    found += [f"asked elsewhere: {address}" for address in profile.foreign_requests]
    found += [f"in the console: {words}" for words in profile.console_errors]
    assert not found, "\n".join(found)


def scrolls_sideways(page: Page, viewport: ViewportSize) -> bool:
    page.set_viewport_size(viewport)
    wait_until_ready(page)
    too_wide: bool = page.evaluate("""() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
        .some((part) => part.scrollWidth > part.clientWidth)""")
    return too_wide


def cut_off(page: Page) -> list[str]:
    """Return the words in charts that do not lie whole within their chart."""
    words: list[str] = page.evaluate("""() => [...document.querySelectorAll(".js-plotly-plot")].flatMap((chart) => {
        const room = chart.getBoundingClientRect();
        const texts = [...chart.querySelectorAll(".main-svg text")].filter((text) => text.checkVisibility());
        return texts.filter((text) => {
            const box = text.getBoundingClientRect();
            return box.width > 0 && (box.left < room.left - 1 || box.right > room.right + 1);
        }).map((text) => text.textContent);
    })""")
    return words


# Of these every kind of control is somewhere: choices, fields, lists, boxes, a file, tables, the map.
VARIED = ("/", "/dekking", "/plan?fte=3&plandeel=verdeling", "/gegevens", "/werkbezoek")
_MOVING = """() => document.getAnimations().filter(({ effect }) => {
    const { duration, iterations } = effect.getComputedTiming();
    return iterations === Infinity || duration > 10;
}).map(({ effect, animationName, transitionProperty }) =>
    `${effect.target?.className} ${animationName ?? transitionProperty}`)"""
# In the colours of a system a control is seen by its line, by a ground that is not that of the page, or, where it is
# words alone, as a link or by what it is called.
_UNSEEN = """() => {
    const clear = (colour) => /^rgba.*, 0\\)$|transparent/.test(colour);
    const page = document.body.appendChild(document.createElement("i"));
    page.style.color = "Canvas";
    const canvas = getComputedStyle(page).color;
    page.remove();
    const drawn = (colour) => colour !== "none" && !clear(colour) && colour !== canvas;
    const seen = (part) => {
        const { borderTopWidth, borderTopColor, borderBottomWidth, borderBottomColor, backgroundColor, outlineStyle,
            fill, stroke } = getComputedStyle(part);
        if (part instanceof SVGElement) return drawn(fill) || drawn(stroke);
        const line = (width, colour) => parseFloat(width) > 0 && !clear(colour) && colour !== canvas;
        return line(borderTopWidth, borderTopColor) || line(borderBottomWidth, borderBottomColor) ||
            outlineStyle !== "none" || (!clear(backgroundColor) && backgroundColor !== canvas);
    };
    const kinds = "button, input:not([type=hidden]), textarea, select, [role=radio], [role=combobox], [role=switch]";
    const shown = { opacityProperty: true, visibilityProperty: true };
    return [...document.querySelectorAll(kinds)].filter((control) => control.checkVisibility(shown))
        .filter((control) => {
            const { width, height } = control.getBoundingClientRect();
            if (width < 2 || height < 2) return false;
            const [above, label] = [control.parentElement, control.closest("label")];
            const near = [control, above, above?.parentElement, label].filter(Boolean);
            const parts = [...near, ...control.querySelectorAll("*"), ...(label?.querySelectorAll("*") ?? [])];
            return !parts.some(seen) && !control.innerText?.trim();
        }).map((control) => control.outerHTML.slice(0, 200));
}"""


@pytest.mark.parametrize("address", VARIED)
def test_nothing_moves_for_who_asked_for_that(page, app_url, address):
    page.emulate_media(reduced_motion="reduce")
    open_ready(page, app_url + address)
    moving = set(page.evaluate(_MOVING))
    # What opens, and what is pointed at, is drawn at once too.
    for part in (page.locator("summary >> visible=true"), page.get_by_test_id("stPopoverButton")):
        if part.count():
            part.first.hover()
            moving |= set(page.evaluate(_MOVING))
            part.first.click()
            moving |= set(page.evaluate(_MOVING))
    assert not moving


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("address", VARIED)
def test_in_colours_of_the_system_every_control_and_the_focus_is_seen(page, app_url, address, mode):
    page.emulate_media(forced_colors="active", color_scheme=mode)
    open_ready(page, app_url + address)
    unseen = page.evaluate(_UNSEEN)
    _, faults = walk(page)
    assert not [*unseen, *faults]


def test_every_step_belongs_to_a_screen():
    assert {screen.step for screen in SCREENS} - {""} == {*STEPS, *SERVERS}
