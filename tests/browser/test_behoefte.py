"""Behoefte in a browser: a link with weights opens the same view elsewhere, and the keyboard reaches everything."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.app import click_in_chart, open_ready, running_app, wait_until_ready

WEIGHED = (
    "/behoefte?gemeente=GM9001&jaar=2024&leeftijd=4-12&figuur=reach_share&deel=samen"
    "&weging=bestaanszekerheid%3A3%2Cgezin%3A0.5%2Cdraagkracht%3A1&cijfers=woz_eur%3A0&maat=index&jeugdzorg=ja&steilheid=3"
)


def numbers_of(page) -> list[str]:
    """Return the sentence and every cell of the table."""
    cells = page.locator(".tabel td, .tabel th")
    cells.first.wait_for()
    return [page.locator("h1").inner_text(), *cells.all_inner_texts()]


def test_a_link_with_weights_opens_the_same_view_on_a_fresh_server(page, open_page, app_url, tmp_path):
    open_ready(page, app_url + WEIGHED)
    here = numbers_of(page)
    with running_app(tmp_path / "server.log") as url:
        other = open_page(fresh=True)
        open_ready(other, url + page.url.removeprefix(app_url))
        assert numbers_of(other) == here
    open_ready(page, f"{app_url}/behoefte?deel=samen")
    assert numbers_of(page) != here, "the weights matter"


def test_weights_that_are_chosen_come_into_the_address(page, app_url):
    open_ready(page, f"{app_url}/behoefte")
    page.get_by_role("combobox", name=re.compile("Wat telt mee")).click()
    page.get_by_role("option", name="Gezin en opgroeien dubbel").click()
    page.wait_for_url(re.compile("weging=bestaanszekerheid%3A1%2Cgezin%3A2%2Cdraagkracht%3A1"))
    wait_until_ready(page)
    page.get_by_text("Zelf wegen, of een eigen cijfer toevoegen").click()
    wait_until_ready(page)
    slider = page.get_by_role("slider", name="Gezin en opgroeien").first
    expect(slider).to_have_attribute("aria-valuetext", re.compile("2 keer"))
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("gezin%3A3"))


def test_the_parts_can_be_chosen_by_keyboard(page, app_url):
    open_ready(page, f"{app_url}/behoefte")
    part = (
        page.get_by_role("radio", name="Eerlijk vergelijken")
        .or_(page.get_by_role("button", name="Eerlijk vergelijken"))
        .first
    )
    part.focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("deel=eerlijk"))
    expect(page.locator("h1")).to_contain_text("bereik")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_no_accessibility_fault_in_a_tab_that_is_closed_at_first(open_page, app_url, axe_violations, mode):
    page = open_page(mode)
    open_ready(page, f"{app_url}/behoefte")
    page.get_by_text("Zelf wegen, of een eigen cijfer toevoegen").click()
    wait_until_ready(page)
    for tab in ("Cijfers", "Eigen cijfer per wijk"):
        page.get_by_role("tab", name=tab).click()
        wait_until_ready(page)
        assert axe_violations(page) == [], tab


def test_a_dot_opens_its_wijk(page, app_url):
    open_ready(page, f"{app_url}/behoefte?deel=samen")
    click_in_chart(page, page.locator(".js-plotly-plot .scatterlayer .point").first)
    page.wait_for_url(re.compile(r"/wijk\?.*wijk=WK9001"))
    expect(page.locator("h1")).to_contain_text("Sterrenveld")


def test_the_downloads_say_which_weights(page, app_url):
    open_ready(page, app_url + WEIGHED)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Bewaar als csv").click()
    text = waiting.value.path().read_text("utf-8-sig")
    assert waiting.value.suggested_filename == "behoefte-GM9001-2024.csv"
    assert "Bestaanszekerheid 3, Gezin en opgroeien 0,5, Draagkracht van de buurt 1, Woningwaarde (WOZ) 0" in text
