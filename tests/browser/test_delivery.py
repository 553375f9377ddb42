"""Gegevens in a real browser: a file from the disk to the figures of somebody else, and back."""

import io
import re
from collections.abc import Sequence

import openpyxl
import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.app import open_ready, running_app, wait_until_ready

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SECRET = "111222333"


@pytest.fixture
def gegevens(monkeypatch, tmp_path):
    """Return the address of Gegevens on a server with a store of this test only."""
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))
    with running_app(tmp_path / "server.log") as url:
        yield f"{url}/gegevens"


def workbook(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Jaar", 0)
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def bereik(example_monitor) -> FilePayload:
    """Return a workbook with 40 children in every wijk of the example gemeente."""
    rows = [[name, 2024, 40, 0.5] for name in example_monitor(2024).names.values()]
    head = [["Organisatie: Stichting Proef"], ["Leeftijd: 4 t/m 12 jaar"]]
    content = workbook(*head, ["wijk", "jaar", "unieke kinderen per woonwijk", "fte"], *rows)
    return {"name": "jaar.xlsx", "mimeType": XLSX, "buffer": content}


def deliver(page: Page, file: FilePayload) -> None:
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.get_by_label("Welk bestand wilt u bekijken?")).to_be_visible()
    wait_until_ready(page)


def checkbox(page: Page) -> Locator:
    return page.get_by_role("checkbox", name=re.compile("Ik heb dit nagekeken"))


def test_a_file_goes_from_the_disk_to_the_screen_of_somebody_else_and_back(
    page, open_page, gegevens, bereik, example_monitor
):
    sentence = f"{40 * len(example_monitor(2024).names)}"
    overview = gegevens.replace("/gegevens", "/?jaar=2024")
    open_ready(page, gegevens)
    deliver(page, bereik)
    expect(page.get_by_text("Wat wij hebben begrepen").first).to_be_visible()
    other = open_page()
    open_ready(other, overview)
    before = other.locator("h1").inner_text()
    assert sentence not in before
    # By keyboard only from here: a choice is made with the space bar, a form is sent with Enter.
    checkbox(page).focus()
    page.keyboard.press("Space")
    name = page.get_by_label("Uw naam of functie")
    expect(name).to_be_visible()
    wait_until_ready(page)
    page.get_by_label("Peildatum").focus()
    page.keyboard.type("31-12-2024")
    page.keyboard.press("Tab")
    wait_until_ready(page)
    name.focus()
    page.keyboard.type("Proefpersoon")
    page.keyboard.press("Tab")
    wait_until_ready(page)
    button = page.get_by_role("button", name="Publiceer", exact=True)
    for _ in range(8):
        if button.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("jaar.xlsx is gepubliceerd")).to_be_visible()
    open_ready(other, overview)
    expect(other.locator("h1")).not_to_have_text(before)
    expect(other.get_by_text(re.compile(rf"\b{sentence}\b")).first).to_be_visible()

    page.get_by_text("Wat is gepubliceerd", exact=True).click()
    wait_until_ready(page)
    page.get_by_label("Uw naam of functie").fill("Proefpersoon")
    page.keyboard.press("Tab")
    wait_until_ready(page)
    page.get_by_role("button", name="Trek in").click()
    wait_until_ready(page)
    expect(page.get_by_text(re.compile("Wat er verandert als u versie . intrekt"))).to_be_visible()
    if page.get_by_text("Ik heb dit nagekeken").count():
        page.get_by_text("Ik heb dit nagekeken").click()
        wait_until_ready(page)
    page.get_by_role("button", name=re.compile("Ja, trek versie . in")).click()
    expect(page.get_by_text("nu niet gepubliceerd")).to_be_visible()
    open_ready(other, overview)
    expect(other.locator("h1")).to_have_text(before)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_no_accessibility_fault_with_a_file_on_screen(open_page, app_url, axe_violations, bereik, mode):
    page = open_page(mode)
    open_ready(page, f"{app_url}/gegevens")
    deliver(page, bereik)
    assert axe_violations(page) == []


def test_personal_data_is_in_no_page_and_no_answer_of_the_server(page, app_url):
    received: list[str | bytes] = []

    def keep(data: str | bytes) -> None:
        received.append(data)

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    open_ready(page, f"{app_url}/gegevens")
    content = workbook(["voornaam", "achternaam", "bsn"], ["Zzyzx", "Verzonnen", SECRET])
    deliver(page, {"name": "lijst.xlsx", "mimeType": XLSX, "buffer": content})
    expect(page.get_by_text("persoonsgegevens").first).to_be_visible()
    frames = b"".join(data.encode() if isinstance(data, str) else data for data in received)
    assert b"persoonsgegevens" in frames
    for word in (SECRET, "Zzyzx"):
        assert word not in page.content()
        assert word.encode() not in frames
