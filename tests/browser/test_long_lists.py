"""A gemeente of 110 wijken: a list that can be read, the rest behind a button, and all of it on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.app import open_ready, wait_until_ready
from tests.pdfs import open_pdf, squeezed, text_of

COUNT = 110
NAMES = {
    f"WK9001{number:02d}"
    if number < 100
    else f"WK9001{chr(64 + number // 10 - 9)}{number % 10}": f"Buurtschap{number:03d}"
    for number in range(1, COUNT + 1)
}
ALL_OF_THEM = "Toon alle 110 wijken"


@pytest.fixture(scope="module")
def many_wijken(serve, tmp_path_factory):
    rows = [
        "gwb_code_10;regio;recs;jaar;a_inw;a_00_14;p_wcorpw;p_hh_lkk",
        "GM9001;Stad;Gemeente;2024;330000;66000;30;9",
    ]
    bereik = ["wijkcode;jaar;kinderen bereikt;fte"]
    for place, (code, name) in enumerate(NAMES.items()):
        rows.append(f"{code};{name};Wijk;2024;3000;{600 + place};{10 + place % 60};{1 + place % 40}")
        bereik.append(f"{code};2024;{10 + place};1")
    folder = tmp_path_factory.mktemp("wijken")
    (folder / "kwb.csv").write_text("\n".join([*rows, ""]), "utf-8")
    (folder / "bereik.csv").write_text("\n".join([*bereik, ""]), "utf-8")
    (folder / "bronnen.toml").write_text('["bereik.csv"]\ntelt = "woonwijk"\n', "utf-8")
    return serve(folder)


def shown(page):
    return page.locator("tbody tr").filter(visible=True).locator("th button").all_inner_texts()


def test_a_long_list_shows_a_few_and_all_at_the_press_of_a_button(page, many_wijken):
    open_ready(page, f"{many_wijken}/dekking")
    names = page.locator(".ytick text")
    from_above = sorted(names.all(), key=lambda name: name.evaluate("text => text.getBoundingClientRect().top"))
    drawn = [name.text_content() for name in from_above]
    every = list(NAMES.values())
    assert drawn[:3] == every[:3] and drawn[-3:] == every[-3:]
    # The table begins with the same wijken, in the same order, and says which they are.
    assert shown(page) == drawn
    expect(page.locator(".waarom")).to_contain_text(f"Hier staan {len(drawn)} van de 110 wijken")
    assert page.locator(".barlayer .point").count() == len(drawn) <= 9
    page.locator(".tabel").get_by_role("button", name=ALL_OF_THEM).click()
    assert len(shown(page)) == COUNT
    page.locator(".st-key-meer_balken").get_by_role("button", name=ALL_OF_THEM).click()
    wait_until_ready(page)
    expect(page.locator(".barlayer .point")).to_have_count(COUNT)


def test_the_chosen_wijk_stands_among_the_first(page, many_wijken):
    open_ready(page, f"{many_wijken}/dekking?wijk=WK900150")
    assert "Buurtschap050" in shown(page) and len(shown(page)) <= 10
    names = page.locator(".ytick text").all_text_contents()
    assert "Buurtschap050" in names and len(names) <= 10


@pytest.mark.parametrize(
    ("address", "least"),
    # Once in the table, and once in the bars, the places or what a plan does.
    [("dekking", 2), ("behoefte", 2), ("behoefte?deel=samen", 1), ("behoefte?deel=eerlijk", 1),
     ("plan", 2)],
)  # fmt: skip
def test_paper_has_every_wijk_under_heads(page, many_wijken, address, least):
    open_ready(page, f"{many_wijken}/{address}")
    expect(page.locator(".kw-papier:visible")).to_have_count(0)
    paper = page.pdf(format="A4", print_background=True)
    said = text_of(paper)
    assert [name for name in NAMES.values() if said.count(name) < least] == []
    # What stands behind a click is read there too.
    assert len(said.partition("Hoeisditberekend?")[2]) > 200
    sheets = [squeezed(sheet.extract_text()) for sheet in open_pdf(paper).pages]
    full = [sheet for sheet in sheets if sum(name in sheet for name in NAMES.values()) > 12]
    assert len(full) > 1 and all("Wijk" in sheet for sheet in full)
