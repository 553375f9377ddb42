"""Gegevens in a real browser: a file from the disk to the figures of somebody else, and back."""

import io
import re
from collections.abc import Sequence

import openpyxl
import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.app import open_ready, running_app, wait_until_ready
from tests.browser.keyboard import press, tab_to, type_in

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
    sheet = book.create_sheet("Blad", 0)
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def bereik(example_monitor) -> FilePayload:
    """Return a workbook with 40 children in every wijk of the example gemeente, in a year that it does not name."""
    rows = [[name, 40, 0.5] for name in example_monitor(2024).names.values()]
    head = [["Organisatie: Stichting Proef"], ["Leeftijd: 4 t/m 12 jaar"]]
    content = workbook(*head, ["wijk", "unieke kinderen per woonwijk", "fte"], *rows)
    return {"name": "kinderwerk.xlsx", "mimeType": XLSX, "buffer": content}


def deliver(page: Page, file: FilePayload) -> None:
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.get_by_label("Welk bestand wilt u bekijken?")).to_be_visible()
    wait_until_ready(page)


def test_by_keyboard_a_file_goes_from_the_disk_to_the_screen_of_somebody_else_and_back(
    page, open_page, gegevens, bereik, example_monitor
):
    sentence = f"{40 * len(example_monitor(2024).names)}"
    overview = gegevens.replace("/gegevens", "/?jaar=2024")
    # From here on the browser tells of a choice of files: asked for only at the click, it can come too late.
    page.on("filechooser", lambda chooser: None)
    open_ready(page, gegevens)
    tab_to(page, "^Kies bestanden")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(bereik)
    expect(page.get_by_label("Welk bestand wilt u bekijken?")).to_be_visible()
    wait_until_ready(page)
    other = open_page(fresh=True)
    open_ready(other, overview)
    before = other.locator("h1").inner_text()
    assert sentence not in before

    # The file does not say of which year it is.
    type_in(page, "Jaar van de cijfers", "2024")
    press(page, "Lees het bestand opnieuw")
    expect(page.get_by_text("Wat wij hebben begrepen").first).to_be_visible()
    press(page, "Ik heb dit nagekeken", "Space")
    expect(page.get_by_label("Uw naam of functie")).to_be_visible()
    type_in(page, "Peildatum", "31-12-2024")
    press(page, "^Publiceer$")
    # The error is said of the field that it is about.
    field = page.get_by_label("Uw naam of functie")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert field.evaluate("(f) => document.getElementById(f.getAttribute('aria-describedby')).innerText").startswith(
        "Vul nog in: uw naam"
    )
    type_in(page, "Uw naam of functie", "Proefpersoon", "Shift+Tab")
    press(page, "^Publiceer$")
    expect(page.locator(".kw-gelukt")).to_contain_text("kinderwerk.xlsx is gepubliceerd")
    expect(page.locator("body > [role=status]")).to_contain_text("kinderwerk.xlsx is gepubliceerd")
    open_ready(other, overview)
    expect(other.locator("h1")).not_to_have_text(before)
    expect(other.get_by_text(re.compile(rf"\b{sentence}\b")).first).to_be_visible()

    press(page, "^Bestanden aanleveren", "ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_role("table", name="Gepubliceerde gegevens")).to_be_visible()
    wait_until_ready(page)
    type_in(page, "Uw naam of functie", "Proefpersoon")
    press(page, "^Trek in$")
    expect(page.get_by_text(re.compile("Wat er verandert als u versie . intrekt"))).to_be_visible()
    wait_until_ready(page)
    if page.get_by_text("Ik heb dit nagekeken").count():
        press(page, "Ik heb dit nagekeken", "Space")
    press(page, "Ja, trek versie . in")
    expect(page.get_by_text("nu niet gepubliceerd")).to_be_visible()
    open_ready(other, overview)
    expect(other.locator("h1")).to_have_text(before)


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
