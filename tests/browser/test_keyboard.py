"""What a wethouder and an organisation do, by keyboard only; the beleidsmedewerker stands in test_delivery.py."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import open_ready, wait_until_ready
from tests.browser.keyboard import press, ring_of, stop_of, tab_to
from tests.unit.test_theme import contrast


def said(page: Page) -> str:
    """Return what a screen reader was given to say last."""
    return page.locator("body > [role=status]").inner_text()


def test_a_wethouder_goes_from_the_whole_to_one_wijk(page, app_url):
    open_ready(page, app_url)
    page.keyboard.press("Tab")
    assert stop_of(page)["name"] == "Ga naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('[data-testid=stMain]') !== null")

    tab_to(page, "^Welk cijfer")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("Kinderen per fte")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("figuur=children_per_fte"))
    wait_until_ready(page)
    assert "kinderen per fte" in said(page).lower()

    press(page, "^Vul een norm in")
    assert stop_of(page)["name"] == "Norm: bereik in procenten"
    field = page.get_by_label("Norm: kinderen per fte")
    tab_to(page, "^Norm: kinderen per fte")
    page.keyboard.type("veel")
    page.keyboard.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert field.evaluate("(f) => document.getElementById(f.getAttribute('aria-describedby')).innerText").startswith(
        "Dit is geen getal."
    )
    page.keyboard.press("Control+A")
    page.keyboard.type("1250,5")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("norm_fte=1250%2C5"))
    expect(field).not_to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Tab")
    expect(field).to_be_hidden()
    assert stop_of(page)["name"].startswith("Uw norm: 1.250,5")

    tab_to(page, ", Kinderen per fte: ")
    page.keyboard.press("PageDown")
    name = stop_of(page)["name"].split(",")[0]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/wijk\?.*wijk=WK9001"))
    wait_until_ready(page)
    expect(page.locator("h1")).to_contain_text(name)
    # Who cannot see it hears which page this is, and is at its beginning.
    assert said(page).startswith("Een wijk")
    expect(page.locator("h1")).to_be_focused()


def test_an_organisation_makes_its_story_and_shows_it(page, app_url):
    open_ready(page, f"{app_url}/werkbezoek")
    slides = page.locator(".kw-dias li span")
    before = slides.all_inner_texts()
    press(page, "^Zet ‘Deze wijk’ omhoog")
    expect(slides).not_to_have_text(before)
    wait_until_ready(page)
    # The same part is moved on without looking for it again, and at the top the keyboard is still at that part.
    assert stop_of(page)["name"] == "Zet ‘Deze wijk’ omhoog"
    page.keyboard.press("Enter")
    wait_until_ready(page)
    assert "Deze wijk" in stop_of(page)["name"]

    tab_to(page, "^Start de presentatie", "Shift+Tab")
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    slide = opened.value.locator("section.nu h1")
    title = slide.inner_text()
    opened.value.keyboard.press("ArrowRight")
    expect(slide).not_to_have_text(title)
    opened.value.close()

    tab_to(page, "^Het verhaal")
    for key in ("ArrowRight", "ArrowRight", "Space"):
        page.keyboard.press(key)
    wait_until_ready(page)
    tab_to(page, "PowerPoint")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".pptx")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_everything_in_the_sidebar_has_a_clear_ring_when_it_has_the_focus(page, app_url, mode):
    page.emulate_media(color_scheme=mode)
    open_ready(page, f"{app_url}/werkbezoek")
    page.keyboard.press("Tab")
    seen, faint = 0, []
    while True:
        page.keyboard.press("Tab")
        name, ring = stop_of(page)["name"], ring_of(page)
        if name == "main":
            break
        seen += 1
        if ring is None or ring[0] < 2 or contrast(*ring[1:]) < 3:
            faint.append(f"{name}: {ring}")
    # The links of the pages, two lists, the age and two norms.
    assert seen > 12 and not faint
