"""The map, the table and the frame in a real browser: by mouse, by keyboard and by finger."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.app import PHONE, click_in_chart, open_ready, wait_until_ready

WIJK_PAGE = re.compile(r"/wijk\?.*wijk=(WK\w{6})")


def wijken(page: Page) -> Locator:
    return page.locator(".wijken path[role=button]")


def open_dekking(page: Page, app_url: str, **choices: str) -> None:
    query = "&".join(f"{name}={value}" for name, value in choices.items())
    open_ready(page, f"{app_url}/dekking?{query}")
    wijken(page).first.wait_for()


def choose_figure(page: Page, name: str) -> None:
    """Choose what map and table show; the list closes when the page still scrolls, so scroll first."""
    choice = page.get_by_label("Welk cijfer wilt u zien?")
    option = page.get_by_role("option", name=name, exact=True)
    choice.scroll_into_view_if_needed()
    choice.focus()
    wait_until_ready(page)
    choice.click()
    option.click()


def shown_names(page: Page) -> list[str]:
    return page.locator("tbody th button").all_inner_texts()


def column_texts(page: Page, column: int) -> list[str]:
    return page.locator(f"tbody tr td:nth-child({column}) > span:first-child").all_inner_texts()


def focused_wijk(page: Page) -> str | None:
    """Return the code of the wijk on the map that has the focus."""
    code: str | None = page.evaluate("""() => {
        let element = document.activeElement;
        while (element?.shadowRoot) element = element.shadowRoot.activeElement;
        return element?.closest?.(".wijken") ? element.dataset.code : null;
    }""")
    return code


# --- the map ------------------------------------------------------------------------------------------


def test_a_click_on_the_map_opens_the_wijk(page, app_url):
    open_dekking(page, app_url)
    wijk = wijken(page).nth(2)
    code = wijk.get_attribute("data-code")
    wijk.click()
    page.wait_for_url(WIJK_PAGE)
    assert f"wijk={code}" in page.url


def test_the_map_is_one_tab_stop_and_is_walked_with_the_keyboard(page, app_url):
    open_dekking(page, app_url)
    assert page.locator(".wijken path[tabindex='0']").count() == 1
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused_wijk(page):
            break
    first = focused_wijk(page)
    assert first is not None
    expect(page.locator(".tip")).to_be_visible()

    page.keyboard.press("End")
    last = focused_wijk(page)
    page.keyboard.press("Home")
    assert (focused_wijk(page), last != first) == (first, True)

    seen = {first}
    for _ in range(wijken(page).count() - 1):
        page.keyboard.press("PageDown")
        seen.add(focused_wijk(page))
    assert len(seen) == wijken(page).count()

    page.keyboard.press("Tab")
    assert focused_wijk(page) is None
    page.keyboard.press("Shift+Tab")
    code = focused_wijk(page)
    page.keyboard.press("Enter")
    page.wait_for_url(WIJK_PAGE)
    assert f"wijk={code}" in page.url


def test_arrows_go_where_they_point(page, app_url):
    open_dekking(page, app_url)
    wijken(page).nth(3).focus()
    start = wijken(page).nth(3).bounding_box()
    for key, axis, sign in (
        ("ArrowRight", "x", 1),
        ("ArrowDown", "y", 1),
        ("ArrowLeft", "x", -1),
        ("ArrowUp", "y", -1),
    ):
        wijken(page).nth(3).focus()
        before = focused_wijk(page)
        page.keyboard.press(key)
        after = focused_wijk(page)
        if after == before:
            continue
        box = page.locator(f".wijken path[data-code='{after}']").bounding_box()
        size = {"x": "width", "y": "height"}[axis]
        moved = (box[axis] + box[size] / 2) - (start[axis] + start[size] / 2)
        assert moved * sign > 0, key


def test_each_wijk_says_its_name_and_figure(page, app_url):
    open_dekking(page, app_url, figuur="reach_share")
    labels = [wijk.get_attribute("aria-label") for wijk in wijken(page).all()]
    names = shown_names(page)
    assert len(labels) == len(names)
    for label in labels:
        name, figure, *_ = label.split(", ")
        # The table has the name whole: "Wijk 03 Weverskwartier".
        assert any(whole.endswith(name) for whole in names)
        assert re.search(r"\d+ %|onbekend|verborgen|te weinig kinderen|niet", figure), label


def test_what_has_no_figure_is_hatched_and_counted_in_the_legend(page, app_url):
    open_dekking(page, app_url, figuur="reach_share")
    hatched = page.locator(".wijken path[role=button][fill^='url(#']")
    assert hatched.count() > 0
    counts = [int(text.split()[0]) for text in page.locator(".legenda .aantal").all_inner_texts()]
    assert sum(counts) == hatched.count()
    grounds = {wijk.evaluate("path => getComputedStyle(path).fill") for wijk in wijken(page).all()}
    assert any(ground.startswith("url(") for ground in grounds)
    assert "none" not in grounds


def test_another_figure_recolours_the_same_map_without_asking_for_the_shapes_again(page, app_url):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/gebieden/" in request.url else None)
    open_dekking(page, app_url, figuur="reach_share")
    wijken(page).first.evaluate("path => { window.before = path; }")
    fills = [wijk.get_attribute("class") for wijk in wijken(page).all()]
    choose_figure(page, "Kinderen per fte")
    page.wait_for_url(re.compile("figuur=children_per_fte"))
    wait_until_ready(page)
    expect(page.locator(".legenda p").first).to_contain_text("Kinderen per fte")
    assert page.evaluate("window.before.isConnected")
    assert [wijk.get_attribute("class") for wijk in wijken(page).all()] != fills
    assert len(asked) == 1


def test_a_map_that_cannot_be_loaded_says_so(page, app_url):
    page.route("**/gebieden/*", lambda route: route.fulfill(status=404))
    open_ready(page, f"{app_url}/dekking")
    expect(page.locator(".storing")).to_have_text(re.compile("De kaart kan nu niet worden getoond"))


def test_a_finger_first_reads_and_then_opens(browser, app_url):
    context = browser.new_context(locale="nl-NL", viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    open_dekking(page, app_url)
    wijk = wijken(page).nth(3)
    wijk.tap()
    expect(page.locator(".tip")).to_contain_text("Tik nog een keer")
    assert "/dekking" in page.url
    wijk.tap()
    page.wait_for_url(WIJK_PAGE)
    context.close()


# --- the table ----------------------------------------------------------------------------------------


def test_sorting_puts_what_has_no_figure_last_both_ways(page, app_url):
    open_dekking(page, app_url)
    header = page.locator("thead th", has_text="Bereik").filter(has_not_text="kinderen")
    column = header.evaluate("cell => cell.cellIndex + 1")

    def figures() -> list[float | None]:
        found = [re.match(r"([\d,]+) %", text) for text in column_texts(page, column)]
        return [float(match[1].replace(",", ".")) if match else None for match in found]

    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    down = figures()
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    up = figures()
    missing = down.count(None)
    assert missing > 0
    assert down[-missing:] == up[-missing:] == [None] * missing
    known = [figure for figure in down if figure is not None]
    assert known == sorted(known, reverse=True)
    assert up[:-missing] == sorted(known)
    assert page.locator("thead th[aria-sort]").count() == 1


def test_the_total_stays_at_the_bottom_and_the_sort_order_survives_another_figure(page, app_url):
    open_dekking(page, app_url)
    page.locator("thead th").first.get_by_role("button").click()
    names = shown_names(page)
    assert names == sorted(names, key=str.lower)
    choose_figure(page, "Kinderen per fte")
    page.wait_for_url(re.compile("figuur=children_per_fte"))
    wait_until_ready(page)
    assert shown_names(page) == names
    assert page.locator("tfoot tr").count() == 1
    assert page.locator("table").first.evaluate("table => table.lastElementChild.tagName") == "TFOOT"


def test_a_row_opens_its_wijk_by_keyboard(page, app_url):
    open_dekking(page, app_url)
    button = page.locator("tbody th button").nth(1)
    code = button.get_attribute("data-code")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(WIJK_PAGE)
    assert f"wijk={code}" in page.url


def test_on_a_phone_the_table_has_whole_columns_and_the_rest_scrolls_inside_it(open_page, app_url):
    page = open_page(viewport=PHONE)
    open_dekking(page, app_url)
    scroller = page.get_by_role("region", name=re.compile("Dekking|wijk", re.IGNORECASE)).last
    heads = page.locator("thead th").filter(visible=True)
    assert 2 < heads.count() < 9 and scroller.get_attribute("tabindex") == "-1"
    assert scroller.evaluate("element => element.scrollWidth <= element.clientWidth + 1")
    # The column that the table is sorted by is one of them.
    expect(page.locator("th[aria-sort]")).to_be_visible()
    page.locator(".tabel").get_by_role("button", name="Toon alle 9 kolommen").click()
    expect(heads).to_have_count(9)
    assert scroller.evaluate("element => element.scrollWidth > element.clientWidth")
    assert scroller.get_attribute("tabindex") == "0"
    assert page.locator('[data-testid="stMain"]').evaluate("main => main.scrollWidth <= main.clientWidth")
    # Fourteen rows of three lines are two screens: the first eight stand there.
    rows = page.locator("tbody tr").filter(visible=True)
    expect(rows).to_have_count(8)
    page.locator(".tabel").get_by_role("button", name="Toon alle 14 wijken").click()
    expect(rows).to_have_count(14)


def test_beside_the_sidebar_a_margin_stands_on_one_line(open_page, app_url):
    page = open_page(viewport={"width": 1024, "height": 768})
    open_dekking(page, app_url)
    margins = page.locator("tbody td.rechts .noot").filter(visible=True)
    assert margins.count() > 14
    assert {box["height"] for box in (margin.bounding_box() for margin in margins.all()) if box} == {20}


# --- the frame and the address ------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/dekking", "/wijk", "/verantwoording"])
def test_every_address_is_dutch_from_the_first_byte(page, app_url, path):
    answer = page.request.get(f"{app_url}{path}", headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
    assert '<html lang="nl">' in answer.text()
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_nothing_breaks_under_the_content_policy(page, app_url, console_errors):
    open_dekking(page, app_url)
    assert console_errors == []
    assert page.evaluate("document.fonts.check('16px \"IBM Plex Sans\"')")


def test_streamlits_own_words_are_dutch(page, app_url):
    open_dekking(page, app_url)
    expect(page.locator("a", has_text="Ga naar de inhoud")).to_have_count(1)
    words = page.evaluate("""() => [...document.querySelectorAll("[aria-label]")].map((e) => e.ariaLabel)""")
    assert "Menu verbergen" in words
    assert not {"Open", "Close", "Sidebar", "Collapse sidebar", "Fullscreen"} & set(words)
    assert page.locator("a[aria-current=page]").inner_text() == "Dekking per wijk"


def test_the_sidebar_comes_in_one_piece(page, app_url, axe_violations):
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/static/js/PageLink*", hold)
    # A page with the norms in its sidebar: all of it does not fit on the screen.
    page.goto(f"{app_url}/wijk")
    sidebar = page.get_by_test_id("stSidebarContent")
    expect(page.locator("h1")).to_have_count(1)
    expect(sidebar.get_by_label("Gemeente")).to_be_attached()
    # Its links are on their way: nothing of it is there for eye, mouse or keyboard, and the page is not ready.
    expect(sidebar.get_by_label("Gemeente")).to_be_hidden()
    expect(sidebar.get_by_test_id("stSkeleton").first).to_be_hidden()
    assert page.locator("html[data-klaar]").count() == 0
    assert axe_violations(page) == []
    for route in held:
        route.continue_()
    wait_until_ready(page)
    expect(sidebar.get_by_role("link", name="Overzicht")).to_be_visible()
    assert sidebar.evaluate("box => box.scrollHeight > box.clientHeight"), "then a half filled one scrolled as well"
    assert axe_violations(page) == []


def test_a_norm_is_typed_the_dutch_way_and_travels_in_the_address(page, open_page, app_url):
    open_dekking(page, app_url)
    page.get_by_role("button", name="Vul een norm in").click()
    norm = page.get_by_label("Norm: kinderen per fte")
    norm.fill("veel")
    norm.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text(
        "Dit is geen getal. Vul een aantal kinderen in, bijvoorbeeld 800."
    )
    assert "norm_fte" not in page.url
    norm.fill("1250,5")
    norm.press("Enter")
    page.wait_for_url(re.compile("norm_fte=1250%2C5"))
    expect(norm).to_have_value("1.250,5")
    expect(page.get_by_role("alert")).to_have_count(0)

    other = open_page(fresh=True)
    open_ready(other, page.url)
    other.get_by_role("button", name="Uw norm: 1.250,5 kinderen per fte").click()
    expect(other.get_by_label("Norm: kinderen per fte")).to_have_value("1.250,5")
    assert other.url == page.url


def test_the_back_button_undoes_choices_one_by_one_and_never_gets_stuck(page, app_url):
    page.goto("about:blank")
    open_ready(page, app_url)
    page.wait_for_url(re.compile("gemeente="))
    page.get_by_role("radio", name="4 tot 12 jaar").click()
    page.wait_for_url(re.compile("leeftijd=4-11"))
    wait_until_ready(page)
    page.get_by_role("link", name="Een wijk").click()
    page.wait_for_url(WIJK_PAGE)
    wait_until_ready(page)
    page.go_back()
    page.wait_for_url(re.compile(r"/\?.*leeftijd=4-11"))
    wait_until_ready(page)
    page.go_back()
    page.wait_for_url(re.compile("leeftijd=4-12"))
    wait_until_ready(page)
    expect(page.get_by_role("radio", name="4 t/m 12 jaar")).to_be_checked()
    page.go_back()
    page.wait_for_url("about:blank")
    assert page.url == "about:blank"


def click_in_map(page: Page) -> None:
    wijken(page).nth(2).click()


def click_in_table(page: Page) -> None:
    page.locator("tbody th button").nth(1).click()


def click_on_card(page: Page) -> None:
    page.locator(".kw-kaarten h3 a").first.click()


def click_on_mark(page: Page) -> None:
    # The first bar can be of 0 %: nothing to press.
    bars, dots = page.locator(".js-plotly-plot .bars .point path"), page.locator(".js-plotly-plot .scatterlayer .point")
    click_in_chart(page, bars.nth(1) if bars.count() else dots.first)


@pytest.mark.parametrize(
    ("address", "click"),
    [
        ("/", click_in_map),
        ("/", click_on_card),
        ("/dekking", click_in_map),
        ("/dekking", click_on_mark),
        ("/dekking", click_in_table),
        ("/behoefte?deel=behoefte", click_on_mark),
        ("/behoefte?deel=samen", click_on_mark),
        ("/behoefte?deel=eerlijk", click_on_mark),
    ],
)
def test_back_after_a_click_is_the_page_of_the_click(page, app_url, address, click):
    open_ready(page, f"{app_url}/verantwoording")
    open_ready(page, app_url + address)
    before = page.url
    click(page)
    page.wait_for_url(WIJK_PAGE)
    wait_until_ready(page)
    page.go_back()
    page.wait_for_url(before)
    wait_until_ready(page)
    assert page.url == before


def test_back_and_forward_in_one_breath_end_at_the_wijk_of_the_address(page, app_url):
    open_dekking(page, app_url)
    before = page.url
    click_in_map(page)
    page.wait_for_url(WIJK_PAGE)
    wait_until_ready(page)
    opened, answer = page.url, page.locator("h1").inner_text()
    for _ in range(3):
        page.go_back()
        page.wait_for_url(before)
        page.go_forward()
        page.wait_for_url(opened)
        wait_until_ready(page)
        expect(page.locator("h1")).to_have_text(answer)
        assert page.url == opened


def test_the_order_of_the_table_is_in_the_address(page, open_page, app_url):
    open_dekking(page, app_url)
    page.locator("thead th").first.get_by_role("button").click()
    page.wait_for_url(re.compile("volgorde=wijk-oplopend"))
    other = open_page(fresh=True)
    open_ready(other, page.url)
    expect(other.locator("thead th").first).to_have_attribute("aria-sort", "ascending")


def test_on_a_phone_the_menu_makes_way_for_the_chosen_page(open_page, app_url):
    page = open_page(viewport=PHONE)
    open_ready(page, app_url)
    page.get_by_role("button", name="Menu tonen").click()
    page.get_by_role("link", name="Verantwoording").first.click()
    page.wait_for_url(re.compile("/verantwoording"))
    expect(page.locator('[data-testid="stSidebar"]')).to_have_attribute("data-collapsed", "true")
    expect(page.locator("h1")).to_be_in_viewport()


def test_paper_is_light_and_a_chart_fits_it(open_page, app_url):
    page = open_page("dark")
    open_ready(page, f"{app_url}/wijk")
    chart = page.locator(".js-plotly-plot .svg-container").first
    chart.wait_for()
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator('[data-testid="stSidebar"]')).to_be_hidden()
    expect(page.locator(".stApp")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".js-plotly-plot .main-svg[viewBox]").first).to_be_attached()
    wait_until_ready(page)
    assert chart.evaluate("box => box.getBoundingClientRect().right <= innerWidth")
    page.emulate_media(media="screen")
    expect(page.locator(".js-plotly-plot .main-svg[viewBox]")).to_have_count(0)
