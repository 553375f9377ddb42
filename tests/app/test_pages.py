"""Every page, run as Streamlit runs it: from the frame, with the selection in the address."""

import re
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kinderwerk_stats.store import Store
from kinderwerk_stats.text.accessibility import statement_headline
from kinderwerk_stats.ui import chart_downloads, state
from kinderwerk_stats.ui.pages import PAGES
from tests.reallocations import write_addresses

ROOT = Path(__file__).parents[2]
FRAME = ROOT / "kinderwerk_stats" / "ui" / "frame.py"
SECONDS = 60
# Who sits at the computer that the dashboard runs on, without login.
ON_THIS_COMPUTER = {"kinderwerk": '{"hier": true}'}


def run_page(name: str, **params: str) -> AppTest:
    """Return the app on one page, with these query parameters."""
    app = AppTest.from_file(str(FRAME), default_timeout=SECONDS)
    app.user = ON_THIS_COMPUTER
    for parameter, value in params.items():
        app.query_params[parameter] = value
    app.run()
    record = next(page for page in PAGES if page.name == name)
    if record is not PAGES[0]:
        app.switch_page(f"../../pages/{record.script}").run()
    return app


def html_of(app: AppTest) -> str:
    """Return all our own HTML on the page, without what keeps words on one line."""
    return " ".join(element.proto.body for element in app.get("html")).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_every_page_says_that_the_example_is_invented_and_asks_the_store_once_what_counts(name, monkeypatch):
    asked = []
    stamp = Store.stamp
    monkeypatch.setattr(Store, "stamp", lambda self: asked.append(1) or stamp(self))
    app = run_page(name)
    asked.clear()
    app.run()
    assert len(asked) == 1
    assert not app.exception
    assert "verzonnen" in html_of(app)
    assert 'href="./toegankelijkheid?gemeente=GM9001' in html_of(app)


def test_the_statement_says_whom_to_tell_also_without_figures(real_data, monkeypatch):
    monkeypatch.setenv("KINDERWERK_TOEGANKELIJKHEID", " help@<b>proefstad</b>.example ")
    real_data({})
    app = run_page("toegankelijkheid")
    page = html_of(app)
    assert not app.exception
    assert f'<h1 class="kw-kop">{statement_headline()}</h1>' in page
    assert "Meld het: help@&lt;b&gt;proefstad&lt;/b&gt;.example." in page
    assert 'href="./toegankelijkheid"' in page


def test_overzicht_answers_with_the_gemeentes_own_total():
    page = html_of(run_page("overzicht", gemeente="GM9001", jaar="2024"))
    # 10,402 children are counted by age in 03759ned, 1,320 is the organisation's own deduplicated total.
    assert '<dt>Kinderen van 4 t/m 12 jaar</dt><dd class="kw-waarde">10.402</dd>' in page
    assert '<dt>Bereik</dt><dd class="kw-waarde">13 %</dd><dd class="kw-marge">1.320 kinderen</dd>' in page


def test_overzicht_answers_where_first():
    page = html_of(run_page("overzicht", gemeente="GM9001", jaar="2024"))
    assert "In Sterrenveld wonen <strong>1.550</strong> kinderen, de behoefte is er hoog, en er is geen" in page


def test_the_age_range_in_the_address_reaches_the_figures():
    assert "<dt>Kinderen van 4 tot 12 jaar</dt>" in html_of(run_page("overzicht", leeftijd="4-11"))


def test_bereik_of_another_age_range_is_said_beside_the_figures():
    # The organisation of the example counts 4 t/m 12.
    said = "het bereik telt een andere leeftijd dan u kiest"
    assert any(said in caption.value for caption in run_page("overzicht", leeftijd="4-11").caption)
    assert not any(said in caption.value for caption in run_page("overzicht", leeftijd="4-12").caption)


def test_a_norm_in_the_address_is_the_measure_and_the_page_says_whose_it_is():
    own, by_user = run_page("dekking"), run_page("dekking", norm_bereik="25")
    assert "gemiddelde van de gemeente" in html_of(own)
    assert "uw norm: 25 %." in html_of(by_user)


def test_wijk_shows_the_wijk_of_the_address_and_without_one_the_largest_gap():
    assert "In Weverskwartier wonen" in html_of(run_page("wijk", wijk="WK900103"))
    assert "In Sterrenveld wonen" in html_of(run_page("wijk"))


def test_wijk_says_why_it_is_or_is_not_among_the_first_and_what_is_behind_its_need():
    first = html_of(run_page("wijk", wijk="WK900105"))
    assert "Sterrenveld is de eerste van de drie wijken om het eerst naar te kijken" in first
    assert "Zeker hoge behoefte: plaats 1 van de 13 wijken" in first
    assert '<span class="kw-eigen">43' in first
    # No table of zeros, but a sentence.
    assert "Er is in 2024 geen kinderwerk in deze wijk" in first and "Kinderwerk in deze wijk</h2>" not in first
    assert "Bezoeken</th>" not in first
    other = html_of(run_page("wijk", wijk="WK900101"))
    assert "Centrum hoort niet bij de eerste drie: het bereik is er niet lager dan het gemiddelde." in other
    assert "in 2023: 14" in other and "Kinderwerk in deze wijk</h2>" in other
    assert "uw norm" in html_of(run_page("wijk", wijk="WK900101", norm_bereik="90"))


def test_the_hidden_count_of_a_wijk_is_on_no_page():
    # The file of 2021 holds the number 4 for this wijk.
    page = html_of(run_page("wijk", jaar="2021", wijk="WK900108"))
    assert "bereikt er 4" not in page
    assert "Het bereik is verborgen" in page


def test_a_link_to_what_is_not_there_shows_the_nearest_view_and_says_so():
    page = html_of(run_page("overzicht", gemeente="GM0344", jaar="1999"))
    assert "Deze gemeente is er niet bij" in page
    assert "geen cijfers over dat jaar" in page


@pytest.mark.parametrize("page", ["overzicht", "dekking", "wijk"])
def test_a_name_with_every_sign_of_markup_is_shown_as_it_is(page, real_data):
    name = "Wijk **5** *x* _y_ `z` [a](b) ~~c~~ # $1$ :red[d] <b>&"
    rows = [
        "gwb_code_10;regio;recs;jaar;a_inw;a_00_14",
        f"GM9001;{name};Gemeente;2024;9000;2700",
        f"WK900101;{name};Wijk;2024;3000;900",
        "WK900102;West;Wijk;2024;3000;1800",
    ]
    bereik = "wijkcode;jaar;kinderen bereikt;fte\nWK900101;2024;60;1\nWK900102;2024;70;0,5\n"
    real_data({"kwb.csv": "\n".join([*rows, ""]).encode(), "bereik.csv": bereik.encode()})
    app = run_page(page, wijk="WK900101")
    assert not app.exception
    html = html_of(app)
    headline = html[html.index("<h1") : html.index("</h1>")]
    assert f"In {escape(name if page != 'overzicht' else 'West')} wonen <strong>" in headline or page == "dekking"
    assert all(re.fullmatch(r"[\d., %]+", heavy) for heavy in re.findall(r"<strong>(.*?)</strong>", headline))
    assert "<b>" not in html


def test_a_folder_without_figures_says_what_to_download(real_data):
    real_data({"leeg.csv": b""})
    app = run_page("verantwoording")
    assert not app.exception
    assert "leeg.csv" in html_of(app)
    assert "Kerncijfers wijken en buurten van CBS" in html_of(app)


def test_a_file_that_lacks_only_a_year_says_so_first_and_names_no_option_of_the_command_line(real_data):
    kwb = b"gwb_code_10;regio;recs;a_inw;a_00_14\nGM9001;Dam;Gemeente;9000;2700\nWK900101;Oost;Wijk;3000;900\n"
    real_data({"a-leeg.csv": b"", "kwb.csv": kwb})
    page = html_of(run_page("verantwoording"))
    assert "kinderen van 0 tot 15 jaar per wijk, maar geen jaar" in page
    assert page.index("maar geen jaar") < page.index("a-leeg.csv")
    assert "--jaar" not in page
    assert "Kerncijfers wijken en buurten van CBS" not in page


def test_an_empty_folder_has_words_of_its_own(real_data):
    real_data({"README.md": b"# niets"})
    page = html_of(run_page("verantwoording"))
    assert "een map zonder bestanden met cijfers" in page


def test_a_wrong_bronnen_toml_is_named_on_screen(real_data):
    real_data({"a.csv": b"x;y\n1;2\n", "bronnen.toml": b'["a.csv"]\njaar = "2024"\n'})
    app = run_page("verantwoording")
    assert not app.exception
    assert "bronnen.toml, a.csv, jaar" in html_of(app)


def test_a_file_that_is_not_used_is_said_on_every_page_and_explained_on_one(example_dir, real_data):
    files = {path.name: path.read_bytes() for path in example_dir.iterdir()}
    real_data(
        files | {"stuk.xlsx": b"PK\x03\x04 geen werkmap", "zonder-jaar.csv": b"wijk;kinderen bereikt\nCentrum;9\n"}
    )
    for name in ("overzicht", "wijk"):
        page = html_of(run_page(name))
        assert "2 bestanden worden niet gebruikt.</strong>" in page
        assert "stuk.xlsx" not in page
    explained = html_of(run_page("verantwoording"))
    assert "stuk.xlsx" in explained
    assert "geen jaar" in explained


def test_a_wijk_that_is_not_there_is_said_with_the_wijk_that_is_shown():
    page = html_of(run_page("wijk", gemeente="GM9001", jaar="2024", wijk="WK999999"))
    assert "Deze wijk is er niet in Halmerdam in 2024. U ziet Sterrenveld." in page
    # Also when it went with the choice of another year, which wrote an address without it; once.
    app = run_page("wijk", gemeente="GM9001", jaar="2024", wijk="WK900104")
    del app.query_params["wijk"]
    app.session_state[state._NOTICES_KEY] = state._Said(["Deze wijk is er niet."], lost_wijk=True)
    assert "Deze wijk is er niet. U ziet Sterrenveld." in html_of(app.run())
    assert app.query_params["wijk"] == "WK900105" and "U ziet Sterrenveld" not in html_of(app.run())


def test_the_figure_over_the_years_follows_the_address():
    assert "in Weverskwartier" in html_of(run_page("wijk", wijk="WK900103", lijn="children_count"))
    app = run_page("wijk", wijk="WK900103", lijn="children_count")
    assert app.session_state["keuze_lijn"] == "children_count"


def test_a_country_figure_that_no_file_has_is_not_called_unknown():
    app = run_page("wijk", wijk="WK900103")
    assert 'data-kop="Nederland">onbekend' not in html_of(app)
    assert any("Van Nederland staat in deze bestanden alleen: " in caption.value for caption in app.caption)


def test_what_cbs_has_not_published_is_named_once_and_not_a_row():
    app = run_page("wijk", wijk="WK900103")
    assert ">Mensen in armoede<" not in html_of(app)
    assert any(re.search("nog niet gepubliceerd.*Mensen in armoede", caption.value) for caption in app.caption)


@pytest.mark.parametrize("name", ["overzicht", "dekking", "behoefte"])
def test_below_figures_stands_what_was_found_without_the_file_it_stood_in(name):
    app = run_page(name)
    said = html_of(app)
    assert "meer bereikte kinderen dan er wonen: wijk 06 spoorkwartier" in said.lower() or name == "behoefte"
    assert not re.search(r"bronnen\.toml|\.xlsx|\.csv|\.geojson", said)


def test_verantwoording_says_the_file_and_what_to_do():
    said = html_of(run_page("verantwoording"))
    assert "bereik-2024.xlsx" in said
    assert "vraag na of er kinderen uit andere wijken bij zijn" in said


@pytest.mark.parametrize("name", ["overzicht", "dekking", "wijk", "behoefte", "werkbezoek"])
def test_who_only_looks_is_not_told_of_files_but_where_to_go(name, real_data):
    real_data({"kinderen.csv": b"WijkenEnBuurten;k_0Tot15Jaar_8\nWK034401;100\nGM0344;100\n"})
    app = run_page(name)
    page = html_of(app)
    assert not app.exception
    assert "het jaar van een bestand is niet bekend" in page
    assert "bronnen.toml" not in page
    assert "kinderen.csv" not in page
    assert not app.get("code")
    assert "Naar Gegevens: cijfers aanleveren" in [link.proto.label for link in app.get("page_link")]


def test_a_file_of_the_country_opens_on_the_gemeente_with_bereik(real_data):
    rows = ["gwb_code_10;regio;recs;jaar;a_inw;a_00_14"]
    for code, place in (("9998", "Aadorp"), ("9999", "Zeedorp")):
        rows.append(f"GM{code};{place};Gemeente;2024;9000;2700")
        rows += [f"WK{code}0{number};{place} {number};Wijk;2024;4500;1350" for number in (1, 2)]
    bereik = "wijkcode;jaar;kinderen bereikt\nWK999901;2024;60\nWK999902;2024;70\n"
    real_data({"kwb.csv": "\n".join([*rows, ""]).encode(), "bereik.csv": bereik.encode()})
    assert "Kinderwerk in Zeedorp" in html_of(run_page("overzicht"))
    app = run_page("overzicht", gemeente="GM9998", jaar="2024")
    assert "Er is nog geen bereik per wijk." in html_of(app)
    assert "Lever bereik aan" in [link.proto.label for link in app.get("page_link")]


def test_real_figures_of_cbs_beside_invented_bereik_are_not_called_an_example(real_data):
    rows = ["gwb_code_10;regio;recs;jaar;a_inw;a_00_14", "GM9999;Demo;Gemeente;2024;9000;2700"]
    rows += [f"WK99990{number};Wijk {number};Wijk;2024;3000;900" for number in (1, 2, 3)]
    bereik = "wijkcode;jaar;kinderen bereikt\nWK999901;2024;60\nWK999902;2024;70\nWK999903;2024;80\n"
    said = b'["bereik.csv"]\nverzonnen = true\n'
    real_data({"kwb.csv": "\n".join([*rows, ""]).encode(), "bereik.csv": bereik.encode(), "bronnen.toml": said})
    page = html_of(run_page("overzicht"))
    assert "cijfers van CBS zijn echt" in page
    assert "Voorbeeldgemeente" not in page


def test_without_bereik_the_page_opens_on_a_wijk_with_children_and_draws_no_empty_line(real_data):
    rows = ["gwb_code_10;regio;recs;jaar;a_inw;a_00_14"]
    for year in (2023, 2024):
        rows.append(f"GM9999;Demo;Gemeente;{year};9000;1500")
        rows += [f"WK99990{n};Wijk {n};Wijk;{year};3000;{kids}" for n, kids in ((1, 0), (2, 600), (3, 900))]
    real_data({"kwb.csv": "\n".join([*rows, ""]).encode()})
    page = html_of(app := run_page("wijk"))
    assert "In Wijk 3 wonen" in page
    assert "Bereik in Wijk 3 door de jaren. 2023: onbekend, 2024: onbekend." in page
    # Only that of the comparable wijken.
    assert [chart.key for chart in app.get("plotly_chart")] == ["gelijk_wijken"]
    assert "Demo: eigen berekening" not in html_of(run_page("overzicht"))


def test_a_gemeente_without_a_reach_of_its_own_compares_the_wijken_that_have_one(real_data):
    rows = ["gwb_code_10;regio;recs;jaar;a_inw;a_00_14", "GM9001;Demo;Gemeente;2024;9000;2700"]
    rows += [f"WK90010{number};Wijk {number};Wijk;2024;3000;900" for number in (1, 2, 3)]
    bereik = "wijkcode;jaar;kinderen bereikt\nWK900101;2024;60\nWK900102;2024;70\n"
    real_data({"kwb.csv": "\n".join([*rows, ""]).encode(), "bereik.csv": bereik.encode()})
    overview = html_of(run_page("overzicht"))
    assert "60 van de" in overview and "70 van de" not in overview
    assert "<dt>Bereik</dt>" not in overview
    app = run_page("dekking")
    assert not app.exception
    assert "het bereik onder het gemiddelde van de wijken met een cijfer" in html_of(app)
    # Nobody said how many fte there are: no column of which every cell says "onbekend".
    assert any("van geen enkele wijk bekend: kinderwerkers, fte kinderwerk" in caption.value for caption in app.caption)


def test_without_an_earlier_year_there_is_no_figure_to_choose(real_data):
    rows = ["gwb_code_10;regio;recs;jaar;a_inw;a_00_14", "GM9001;Demo;Gemeente;2024;9000;2700"]
    rows += ["WK900101;West;Wijk;2024;3000;900", "WK900102;Oost;Wijk;2024;6000;1800"]
    real_data({"kwb.csv": "\n".join([*rows, ""]).encode()})
    app = run_page("wijk", wijk="WK900101")
    assert "geen cijfers van een eerder jaar" in html_of(app)
    assert "keuze_lijn" not in app.session_state


def test_a_file_without_a_year_asks_for_bronnen_toml_first_and_for_no_command(real_data):
    real_data({"kinderen.csv": b"WijkenEnBuurten;k_0Tot15Jaar_8\nWK034401;100\nGM0344;100\n"})
    app = run_page("verantwoording")
    page = html_of(app)
    assert not app.exception
    assert "--jaar" not in page
    assert page.index("nog geen cijfers te tonen") < page.index(
        "Wat er mis is" if "Wat er mis is" in page else "letten"
    )


@pytest.mark.parametrize(
    ("name", "params", "charts"),
    [
        ("overzicht", {}, ["kaart"]),
        ("dekking", {"figuur": "children_per_fte"}, ["kaart", "staven"]),
        ("wijk", {"wijk": "WK900104"}, ["jaren"]),
    ],
)
def test_every_chart_can_be_kept_as_a_picture(name, params, charts, monkeypatch):
    """The picture is drawn on the click, from the figures that are on the screen."""
    made = {}

    def keep(label, data, **options):
        made[options.get("file_name", label)] = data
        return False

    monkeypatch.setattr(chart_downloads.st, "download_button", keep)
    app = run_page(name, gemeente="GM9001", jaar="2024", **params)
    assert not app.exception
    # Overzicht is run first, before the page itself.
    pictures = {file: data for file, data in made.items() if file.split("-")[0] in charts}
    assert sorted({(file.split("-")[0], file[-3:]) for file in pictures}) == [
        (chart, kind) for chart in charts for kind in ("png", "svg")
    ]
    for file, data in pictures.items():
        content = data()
        assert content.startswith(b"\x89PNG" if file.endswith("png") else b"<svg")
        if file.endswith("svg"):
            words = content.decode()
            assert "Verzonnen cijfers" in words and "Halmerdam (GM9001)" in words


def test_wijk_has_its_peers_with_the_reason_and_says_where_was_looked():
    page = html_of(run_page("wijk", wijk="WK900104"))
    assert "Vergeleken binnen deze gemeente: 11 wijken, op 6 cijfers van 2024." in page
    assert "Van de 9 gekozen cijfers tellen er 3 niet mee" in page
    assert "lijkt sterk op deze wijk:" in page
    assert "wijk=WK900105" in page


def test_the_figures_of_the_comparison_are_in_the_address():
    chosen = {"gemeente": "GM9001", "jaar": "2024", "wijk": "WK900104"}
    app = run_page("wijk", **chosen, gelijk="woz_eur,household_size,niets")
    assert "op 2 cijfers van 2024" in html_of(app)
    assert "is er niet bij" in html_of(app)
    app.button_group(key="keuze_gelijk").set_value(["woz_eur"]).run()
    assert not app.exception
    assert app.query_params["gelijk"] in ("woz_eur", ["woz_eur"])
    assert "op 1 cijfer van 2024" in html_of(app)


def test_wijk_says_whether_reach_changed_by_more_than_chance():
    page = html_of(run_page("wijk", wijk="WK900104"))
    assert "<strong>geen aantoonbaar verschil</strong>" in page
    assert "In 2024 ligt het <strong>hoger</strong>" in page
    moved = html_of(run_page("wijk", wijk="WK900108"))
    assert "niet te vergelijken: de grens van de wijk is veranderd (2022)" in moved


def test_addresses_give_a_wijk_with_another_border_its_line_back(example_dir, real_data, tmp_path):
    files = {path.name: path.read_bytes() for path in example_dir.iterdir()}
    wijken = [f"9001{number:02d}" for number in range(1, 15)]
    was = [code for code in wijken for _ in range(100)]
    # 5 of the 100 addresses of wijk 14 went to wijk 8 in 2022.
    now = [*was[:1395], *["900108"] * 5]
    lists = {2020: was, 2021: was, 2022: now, 2023: now, 2024: now}
    addresses = write_addresses(tmp_path / "lijst.csv", lists).read_bytes()
    real_data(files | {"adressen.csv": addresses})
    app = run_page("wijk", wijk="WK900108", lijn="children_count")
    assert not app.exception
    assert any(caption.value.startswith("Herverdeeld (2020 en 2021)") for caption in app.caption)
    assert not any("De lijn stopt" in caption.value for caption in app.caption)
