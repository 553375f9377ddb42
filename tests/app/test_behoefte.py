"""Behoefte, run as Streamlit runs it: from the frame, with what counts in the address."""

import json

import pytest

from tests.app.test_pages import html_of, run_page

PARTS = ("behoefte", "samen", "eerlijk")


def headline_of(app) -> str:
    html = html_of(app)
    return html[html.index("<h1") : html.index("</h1>")]


def alt_of(app) -> list[str]:
    return [chart.proto.alt for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_answers_with_one_sentence(part):
    app = run_page("behoefte", deel=part)
    assert not app.exception
    assert html_of(app).count("<h1") == 1
    assert "Behoefte in Halmerdam, 2024" in html_of(app)


def test_the_first_sentence_says_how_sure_the_top_is():
    assert "zeker bij de 20 % met de meeste behoefte" in headline_of(run_page("behoefte"))


def test_the_page_says_that_it_compares_within_the_gemeente():
    assert any("Binnen de gemeente" in caption.value for caption in run_page("behoefte").caption)


@pytest.mark.parametrize("part", PARTS)
def test_every_chart_has_its_text_and_dutch_numbers(part):
    app = run_page("behoefte", deel=part)
    assert alt_of(app)
    assert all(text.strip() for text in alt_of(app))
    for chart in app.get("plotly_chart"):
        layout = json.loads(chart.proto.spec)["layout"]
        assert layout["template"]["layout"]["separators"] == ",."


def test_weights_in_the_address_reach_the_index_and_the_sliders():
    usual = html_of(run_page("behoefte"))
    weighed = run_page("behoefte", weging="bestaanszekerheid:0,gezin:3,draagkracht:0.5")
    assert not weighed.exception
    assert weighed.select_slider(key="keuze_behoefte_domein_gezin").value == 3.0
    assert weighed.selectbox(key="keuze_behoefte_preset").value == "eigen"
    assert html_of(weighed) != usual


@pytest.mark.parametrize("kaart", ["groep", "klasse"])
def test_one_domain_gives_a_sentence_and_no_groups(kaart):
    app = run_page("behoefte", weging="bestaanszekerheid:0,gezin:0,draagkracht:1", kaart=kaart)
    assert not app.exception
    assert "twee domeinen" in headline_of(app)
    assert "zeker bij de 20 %" not in html_of(app)
    assert "De plaatsen zeggen weinig" in html_of(app)
    assert alt_of(app) == [], "places of one domain are no chart"


@pytest.mark.parametrize("part", ["samen", "eerlijk"])
def test_the_other_parts_go_on_with_one_domain(part):
    app = run_page("behoefte", weging="bestaanszekerheid:0,gezin:0,draagkracht:1", deel=part)
    assert not app.exception
    assert alt_of(app)


def test_a_preset_is_known_by_its_weights():
    app = run_page("behoefte", weging="bestaanszekerheid:1,gezin:2,draagkracht:1")
    assert app.selectbox(key="keuze_behoefte_preset").value == "gezin"


def test_choosing_a_preset_moves_the_sliders():
    app = run_page("behoefte")
    app.selectbox(key="keuze_behoefte_preset").set_value("draagkracht").run()
    assert not app.exception
    assert app.select_slider(key="keuze_behoefte_domein_draagkracht").value == 2.0


def test_moving_a_slider_makes_the_weights_ones_own():
    app = run_page("behoefte")
    app.select_slider(key="keuze_behoefte_domein_gezin").set_value(0.5).run()
    assert not app.exception
    assert app.selectbox(key="keuze_behoefte_preset").value == "eigen"


def test_jeugdzorg_can_be_left_out():
    app = run_page("behoefte")
    assert "Zonder jeugdzorg" in html_of(app)
    app.toggle(key="keuze_behoefte_jeugdzorg").set_value(False).run()
    assert "Zonder jeugdzorg" not in html_of(app)
    assert any("Jeugdzorg telt niet mee." in caption.value for caption in app.caption)


def test_the_last_domain_cannot_be_taken_away():
    app = run_page("behoefte", gemeente="GM9001", weging="bestaanszekerheid:0,gezin:0,draagkracht:0")
    assert not app.exception
    assert "Minstens een domein telt mee" in html_of(app)


def test_what_cannot_be_read_in_the_address_is_said():
    assert "Een keuze over behoefte" in html_of(run_page("behoefte", gemeente="GM9001", weging="gezin:99"))


def test_a_hidden_wijk_has_no_dot_and_is_said_in_one_line():
    # Of wijk 13 and 14 the reach is hidden, of wijk 11 it is not given.
    app = run_page("behoefte", deel="samen")
    (line,) = [caption.value for caption in app.caption if caption.value.startswith("Niet in de grafiek")]
    assert "Bedrijvenpark Maatweide en Landelijk gebied Halmerpolder (bereik verborgen)" in line
    dots = json.loads(app.get("plotly_chart")[0].proto.spec)["data"][0]["customdata"]
    assert not {"WK900111", "WK900113", "WK900114"} & set(dots)


def test_the_small_count_of_2021_is_nowhere():
    for part in PARTS:
        app = run_page("behoefte", jaar="2021", deel=part)
        assert not app.exception
        for chart in app.get("plotly_chart"):
            for trace in json.loads(chart.proto.spec)["data"]:
                if trace.get("mode", "").startswith("markers") and part != "behoefte":
                    assert "WK900108" not in trace.get("customdata", [])


def test_an_own_figure_counts_and_can_be_taken_away():
    app = run_page("behoefte")
    rows = ["wijkcode;Onderwijsscore", *(f"WK9001{n:02d};{n}" for n in range(1, 15))]
    app.get("file_uploader")[0].set_value(("score.csv", "\n".join(rows).encode(), "text/csv")).run()
    assert not app.exception
    assert "Onderwijsscore" in html_of(app)
    next(button for button in app.button if button.label == "Haal het eigen cijfer weg").click().run()
    assert "“Onderwijsscore”" not in html_of(app)


def test_a_file_without_wijken_is_refused_with_a_reason():
    app = run_page("behoefte")
    app.get("file_uploader")[0].set_value(("fout.csv", b"a;b\n1;2\n", "text/csv")).run()
    assert not app.exception
    assert "een tabel met per rij een wijk" in html_of(app)


def test_an_own_figure_with_a_name_about_a_person_is_refused_without_its_name():
    app = run_page("behoefte")
    app.get("file_uploader")[0].set_value(("Kim Jansen.csv", b"wijkcode;Score\nWK900101;2\n", "text/csv")).run()
    assert not app.exception
    page = html_of(app)
    assert "bestand.csv" in page and "persoonsgegevens" in page
    assert "Jansen" not in page


def test_verantwoording_explains_need():
    page = html_of(run_page("verantwoording"))
    assert "Zo is de behoefte berekend" in page
    assert "Draagkracht van de buurt" in page
    assert "Fouten in de cijfers zelf zitten er niet in." in page
