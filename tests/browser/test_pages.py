"""Every page as a visitor meets it: by a cold link, on a phone, on paper; for everybody in test_accessible.py."""

import re

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.app import DESKTOP, PHONE, click_in_chart, open_ready, running_app, wait_until_ready
from tests.pdfs import squeezed, text_of

ADDRESSES = (
    *("/", "/dekking", "/wijk", "/gegevens", "/werkbezoek", "/verantwoording"),
    *("/behoefte", "/behoefte?deel=samen", "/behoefte?deel=eerlijk"),
    *("/plan?fte=3", "/plan?plandeel=vragen"),
)
TABLET: ViewportSize = {"width": 1024, "height": 768}
# Above this sum a page is said to jump (web.dev/cls).
MOST_SHIFT = 0.1
SUM_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_does_not_jump_while_it_comes_and_paper_has_only_what_is_read(open_page, app_url, address):
    page = open_page(fresh=True)
    page.add_init_script(SUM_SHIFTS)
    # The first for who has never been here; from the last one it is printed.
    for viewport in (PHONE, TABLET, DESKTOP):
        page.set_viewport_size(viewport)
        open_ready(page, app_url + address)
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("window.shifted") < MOST_SHIFT, viewport
        # Nothing stands over what is in the column beside it.
        assert (
            page.locator("[data-testid=stMain] [data-testid=stColumn]").evaluate_all(
                "columns => columns.filter((column) => column.scrollWidth > column.clientWidth + 1).length"
            )
            == 0
        ), viewport
    expect(page.locator("h1")).to_have_count(1)
    page.emulate_media(media="print")
    # The names in a table are buttons as well: they are what is printed.
    shown = "input, textarea, iframe, [data-testid='stSidebar'], [data-testid^='stBaseButton']"
    assert page.locator(shown).filter(visible=True).count() == 0
    # Narrower than A4 between its margins, so that nothing is cut at the right edge.
    page.set_viewport_size({"width": 688, "height": 900})
    wait_until_ready(page)
    edge = page.locator("[data-testid='stMain']").evaluate("element => element.scrollWidth - element.clientWidth")
    assert edge <= 0


def test_the_slides_of_a_werkbezoek_are_printed_as_a_list(page, app_url):
    open_ready(page, f"{app_url}/werkbezoek")
    expect(page.locator(".kw-dias li").first).to_be_visible()
    said = text_of(page.pdf(format="A4", print_background=True))
    titles = [title.inner_text() for title in page.locator(".kw-dias strong").all()]
    assert len(titles) > 8
    assert [title for title in titles if squeezed(title) not in said] == []
    assert "Eigenwoorden" not in said
    assert "Bron:" in said
    # On a telephone the buttons of a part stand on one line under its own name, and say what they move.
    page.set_viewport_size({"width": 390, "height": 844})
    wait_until_ready(page)
    parts = page.locator("[class*='st-key-deel_']")
    for number in range(parts.count()):
        part = parts.nth(number)
        name = part.get_by_role("checkbox").locator("xpath=ancestor::label").inner_text().strip()
        buttons = [part.get_by_role("button", name=f"Zet ‘{name}’ {way}", exact=True) for way in ("omhoog", "omlaag")]
        boxes = [each.bounding_box() for each in (part, *buttons)]
        assert boxes[1]["y"] == boxes[2]["y"]
        assert all(boxes[0]["y"] <= box["y"] and box["y"] + box["height"] <= boxes[0]["y"] + boxes[0]["height"]
                   for box in boxes[1:])  # fmt: skip


def test_a_cold_deep_link_shows_its_view_on_a_fresh_server(page, tmp_path):
    link = "/dekking?gemeente=GM9001&jaar=2022&leeftijd=4-11&norm_bereik=25&wijk=WK900103&figuur=gap_fte"
    with running_app(tmp_path / "server.log") as url:
        open_ready(page, url + link)
        expect(page.locator("h1")).to_contain_text("uw norm")
        expect(page.get_by_text("Dekking per wijk in Halmerdam, 2022").first).to_be_visible()
        expect(page.get_by_role("combobox", name=re.compile("Jaar"))).to_have_value("2022")
        assert page.url == url + link


def test_a_copied_link_opens_the_same_view_elsewhere(page, open_page, app_url):
    open_ready(page, app_url)
    page.get_by_role("button", name="4 tot 12 jaar").or_(page.get_by_role("radio", name="4 tot 12 jaar")).first.click()
    page.wait_for_url(re.compile("leeftijd=4-11"))
    wait_until_ready(page)
    sentence = page.locator("h1").inner_text()
    expect(page.get_by_text("Kinderen van 4 tot 12 jaar", exact=True)).to_be_visible()
    other = open_page(fresh=True)
    open_ready(other, page.url)
    expect(other.get_by_text("Kinderen van 4 tot 12 jaar", exact=True)).to_be_visible()
    assert other.locator("h1").inner_text() == sentence


def test_a_bar_opens_its_wijk(page, app_url):
    open_ready(page, f"{app_url}/dekking")
    # The first bar is of 0 %: nothing to press.
    click_in_chart(page, page.locator(".js-plotly-plot .bars .point path").nth(1), "Halmeroever")
    page.wait_for_url(re.compile(r"/wijk\?.*wijk=WK9001"))
    expect(page.locator("h1")).to_contain_text("Halmeroever")


def test_the_small_count_is_in_no_page_and_no_answer_of_the_server(page, app_url):
    received = []

    def keep(data):
        received.append(data)

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    # The file of 2021 holds the number 4 for wijk 08.
    need = [f"/behoefte?jaar=2021&deel={part}" for part in ("behoefte", "samen", "eerlijk")]
    for address in ("/?jaar=2021", "/dekking?jaar=2021&figuur=reached_count", "/wijk?jaar=2021&wijk=WK900108", *need):
        open_ready(page, app_url + address)
        frames = b"".join(data.encode() if isinstance(data, str) else data for data in received)
    assert b"Het bereik is verborgen" in frames
    assert b"bereikt er 4" not in frames
    assert b'"4 kinderen"' not in frames
    assert b"4 kinderen bereikt" not in frames


def test_the_downloads_hold_the_table(page, app_url):
    open_ready(page, f"{app_url}/dekking")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Bewaar als csv").click()
    text = waiting.value.path().read_text("utf-8-sig")
    assert waiting.value.suggested_filename == "dekking-GM9001-2024-4-12.csv"
    assert "Weverskwartier" in text
    assert "verborgen" in text


@pytest.mark.parametrize(
    ("folder", "address", "sentence"),
    [
        ("utrecht", "/?gemeente=GM0344", "In Oost wonen"),
        ("den_haag", "/?gemeente=GM0518", "55.660 kinderen van 4 t/m 12 jaar"),
        ("nederland", "/dekking?gemeente=GM0363", "Amsterdam"),
    ],
)
def test_real_files_show_the_real_gemeente(page, serve, real_folders, folder, address, sentence, axe_violations):
    open_ready(page, serve(real_folders[folder]) + address)
    expect(page.locator("h1")).to_contain_text(sentence)
    expect(page.locator(".wijken path").first).to_be_visible()
    expect(page.get_by_text("verzonnen.")).to_have_count(0)
    assert axe_violations(page) == []


@pytest.fixture(scope="module")
def real_folders(shared_dir, tmp_path_factory):
    """Return folders as a gemeente would fill them, with the bronnen.toml that says the years."""
    contents = {
        "utrecht": (
            ["cbs/kwb-2024-utrecht.xlsx", "cbs/wijken-2024-nederland.geojson", "bereik/utrecht-2024-met-codes.xlsx"],
            {"kwb-2024-utrecht.xlsx": 2024},
        ),
        "den_haag": (
            [
                "cbs/odata-84583NED-2019-den-haag-untyped.csv",
                "cbs/odata-03759ned-2019-den-haag.csv",
                "cbs/wijken-2024-nederland.geojson",
            ],
            {"odata-84583NED-2019-den-haag-untyped.csv": 2019},
        ),
        "nederland": (
            ["cbs/statline-85984NED-2024-nederland.csv", "cbs/wijken-2024-nederland.geojson"],
            {"statline-85984NED-2024-nederland.csv": 2024},
        ),
    }
    folders = {}
    for name, (files, years) in contents.items():
        folder = folders[name] = tmp_path_factory.mktemp(name)
        for file in files:
            source = shared_dir / file
            (folder / source.name).write_bytes(source.read_bytes())
        lines = [f'["{file}"]\njaar = {year}\n' for file, year in years.items()]
        (folder / "bronnen.toml").write_text("\n".join(lines), encoding="utf-8")
    return folders


def test_the_first_screen_of_a_wijk_holds_the_answer_the_map_and_what_is_behind_it(page, app_url):
    page.set_viewport_size({"width": 1440, "height": 900})
    open_ready(page, f"{app_url}/wijk?wijk=WK900105")

    def box(part):
        found = page.locator(part).last.bounding_box()
        assert found is not None, part
        return found

    headline, place, lines = box("h1.kw-kop"), box("img.kw-ligging"), box(".kw-lijnen")
    assert headline["height"] <= 2 * 44
    # The map lies beside the headline, the figures and the kinderwerk under it.
    assert place["x"] > headline["x"] + headline["width"] * 0.9 and place["y"] + place["height"] <= lines["y"]
    assert lines["y"] + lines["height"] <= 900
    assert box(".st-key-wijk_uitleg .kw-cijfers")["y"] < 900
