"""The presentation in a real browser: by key, by swiping, with notes, after a reload, and without a server."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.browser.app import open_ready, running_app
from tests.pdfs import open_pdf, squeezed

SLIDE = "section.nu"


def open_presentation(page, app_url):
    """Open the presentation from the page Werkbezoek, as its visitor does; return its tab."""
    open_ready(page, f"{app_url}/werkbezoek")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Start de presentatie").click()
    tab = opened.value
    expect(tab.locator(SLIDE)).to_have_count(1)
    return tab


def place(tab):
    return int(tab.locator("nav output").inner_text().split("/")[0])


def test_keys_go_through_the_slides(page, app_url):
    tab = open_presentation(page, app_url)
    total = tab.locator("section").count()
    keys = {"ArrowRight": 2, "PageDown": 3, "Space": 4, "ArrowLeft": 3, "PageUp": 2, "End": total, "ArrowDown": total,
            "Home": 1, "ArrowUp": 1}  # fmt: skip
    for key, expected in keys.items():
        tab.keyboard.press(key)
        assert place(tab) == expected, key
    assert tab.locator("section:visible").count() == 1


def test_a_reload_stays_at_the_slide(page, app_url):
    tab = open_presentation(page, app_url)
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    heading = tab.locator(f"{SLIDE} h1").inner_text()
    tab.reload()
    assert place(tab) == 3
    assert tab.locator(f"{SLIDE} h1").inner_text() == heading


def test_it_goes_on_when_the_server_is_gone(page, tmp_path):
    with running_app(tmp_path / "server.log") as url:
        tab = open_presentation(page, url)
    tab.context.set_offline(True)
    tab.keyboard.press("End")
    expect(tab.locator(f"{SLIDE} h1")).to_have_text("Over deze cijfers")


def test_notes_stand_under_the_slide_and_in_a_window_of_their_own(page, app_url):
    tab = open_presentation(page, app_url)
    spoken = tab.locator(f"{SLIDE} aside")
    expect(spoken).to_be_hidden()
    tab.keyboard.press("n")
    expect(spoken).to_be_visible()
    words = spoken.locator("p").first.inner_text()
    assert len(words) > 20
    tab.keyboard.press("n")
    with tab.expect_popup() as opened:
        tab.keyboard.press("v")
    notes = opened.value
    expect(notes.locator("main p").first).to_have_text(words)
    notes.keyboard.press("ArrowRight")
    assert place(tab) == 2
    expect(notes.locator("h1")).to_contain_text(re.compile(r"^2 / "))


def test_swiping_turns_the_slide(page, app_url):
    tab = open_presentation(page, app_url)
    swipe = """([from, to]) => {
      const touch = (x) => new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 300 });
      const tell = (type, x, left) => document.dispatchEvent(new TouchEvent(type, {
        touches: left ? [touch(x)] : [], changedTouches: [touch(x)], bubbles: true }));
      tell("touchstart", from, true); tell("touchend", to, false);
    }"""
    tab.evaluate(swipe, [600, 200])
    assert place(tab) == 2
    tab.evaluate(swipe, [200, 600])
    assert place(tab) == 1


def test_escape_closes_its_tab(page, app_url):
    tab = open_presentation(page, app_url)
    # The tab may be gone before it has answered that the key was pressed.
    with tab.expect_event("close"), suppress(Error):
        tab.keyboard.press("Escape")
    assert tab.is_closed()


def test_no_accessibility_fault_on_any_slide(page, app_url, axe_violations):
    tab = open_presentation(page, app_url)
    for _ in range(tab.locator("section").count()):
        assert axe_violations(tab) == []
        tab.keyboard.press("ArrowRight")


def test_letters_are_large_and_nothing_sticks_out(page, app_url):
    tab = open_presentation(page, app_url)
    tab.set_viewport_size({"width": 1920, "height": 1080})
    for _ in range(tab.locator("section").count()):
        heading = tab.locator(f"{SLIDE} h1")
        # An 18th of the height of the screen: read from five metres on one of a metre high.
        assert float(heading.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")) >= 1080 / 20
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        box = tab.locator(f"{SLIDE} footer, {SLIDE} dl").bounding_box()
        assert box["y"] + box["height"] <= 1080
        tab.keyboard.press("ArrowRight")


@pytest.mark.parametrize(
    ("width", "height", "shape"),
    [(1920, 1080, "breed"), (1024, 768, "breed"), (810, 1080, "hoog"), (390, 844, "smal")],
)
def test_each_screen_gets_the_drawing_made_for_it(page, app_url, width, height, shape):
    tab = open_presentation(page, app_url)
    tab.set_viewport_size({"width": width, "height": height})
    smallest = """() => Math.min(...[...document.querySelectorAll("section.nu svg text")]
      .filter((text) => text.getClientRects().length)
      .map((text) => text.getScreenCTM().a * parseFloat(getComputedStyle(text).fontSize)))"""
    for _ in range(tab.locator("section").count()):
        drawn = tab.locator(f"{SLIDE} .beeld > div").filter(visible=True)
        if drawn.count():
            assert drawn.evaluate_all("all => all.map((each) => each.className)") == [shape]
            assert tab.evaluate(smallest) >= (12 if width > 400 else 9)
        outside = tab.locator(f"{SLIDE} > *:visible").evaluate_all(
            "all => all.filter((each) => each.getBoundingClientRect().bottom > innerHeight + 1).length"
        )
        assert outside == 0
        tab.keyboard.press("ArrowRight")


def test_on_paper_every_slide_is_a_sheet_with_its_wide_drawing(page, app_url):
    tab = open_presentation(page, app_url)
    titles = [heading.text_content() for heading in tab.locator("section h1").all()]
    pages = open_pdf(tab.pdf(prefer_css_page_size=True, print_background=True)).pages
    assert len(pages) == len(titles)
    for sheet, title in zip(pages, titles, strict=True):
        assert sheet.mediabox.width > sheet.mediabox.height
        assert squeezed(title) in squeezed(sheet.extract_text())
    assert "Gemaaktop" in squeezed(pages[-1].extract_text())
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 700, "height": 1000})
    assert tab.locator(".beeld > div:visible").evaluate_all("all => all.every((e) => e.className !== 'hoog')")
