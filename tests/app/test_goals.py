"""The goals on the page Plan: published, changed, taken back, put back; then they stand beside the figures."""

import pytest

from kinderwerk_stats.delivery.own_words import keep_goal
from kinderwerk_stats.model.own_words import Goal
from kinderwerk_stats.store import Store, open_store
from tests.app.test_pages import html_of, run_page
from tests.people import JAN, somebody

EXAMPLE = "GM9001"
GOAL = Goal("reach_share", 0.25, 2027, "wethouder jeugd", "raadsbesluit 12-3-2025")
SAID = "Doel in 2027: 25 % bereik (raadsbesluit 12-3-2025). In 2024: 13 %, dat is 12 procentpunt onder het doel"


@pytest.fixture(autouse=True)
def own_store(monkeypatch, tmp_path):
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))


def field(app, label, kind="text_input", place=0):
    return [each for each in getattr(app, kind) if each.label.startswith(label)][place]


def press(app, label, place=0):
    return field(app, label, "button", place).click().run()


def fill_in(app, reach="25", decision="raadsbesluit 12-3-2025"):
    field(app, "Bereik in procenten").set_value(reach)
    field(app, "In welk jaar", "number_input").set_value(2027)
    field(app, "Wie is verantwoordelijk").set_value("wethouder jeugd")
    field(app, "Uit welk besluit").set_value(decision)
    return app


def test_a_goal_is_published_by_a_form_that_says_what_is_missing():
    app = run_page("plan", gemeente=EXAMPLE, jaar="2024", plandeel="doel")
    assert "Halmerdam heeft nu geen doel." in html_of(app)
    press(app, "Publiceer dit doel")
    assert "Vul nog in: het getal van het doel, het jaar, wie verantwoordelijk is, het besluit." in html_of(app)
    press(fill_in(app, reach="veel"), "Publiceer dit doel")
    assert "Dit is geen getal. Vul een percentage van 1 tot en met 100 in" in html_of(app)
    press(fill_in(app, decision=""), "Publiceer dit doel")
    assert "Vul nog in: het besluit." in html_of(app)
    press(fill_in(app), "Publiceer dit doel")
    assert "Vul nog in: uw naam of functie." in html_of(app)
    field(app, "Uw naam of functie").set_value("Jan, beleid")
    press(fill_in(app), "Publiceer dit doel")
    assert not app.exception
    assert "Het doel is gepubliceerd." in html_of(app) and SAID in html_of(app)
    (kept,) = open_store().kept("doel", EXAMPLE)
    assert (kept.who, kept.number) == ("Jan, beleid", 1)


def published(who="Jan"):
    return keep_goal(open_store(), EXAMPLE, "bereik", GOAL, by=somebody(who), based_on=0)


def test_a_goal_is_changed_taken_back_and_put_back():
    published()
    app = run_page("plan", gemeente=EXAMPLE, jaar="2024", plandeel="doel")
    field(app, "Uw naam of functie").set_value("Piet")
    field(app, "Bereik in procenten").set_value("30")
    press(app, "Publiceer dit doel")
    assert "Doel in 2027: 30 % bereik" in html_of(app)
    field(app, "Uw naam of functie").set_value("Piet")
    press(app, "Zet versie 1 terug")
    assert "Versie 1 is teruggezet." in html_of(app) and SAID in html_of(app)
    field(app, "Uw naam of functie").set_value("Piet")
    press(app, "Trek dit in")
    press(app, "Toch niet")
    assert SAID in html_of(app)
    press(app, "Trek dit in")
    assert SAID in html_of(app)
    press(app, "Ja, trek dit in")
    assert "heeft nu geen doel" in html_of(app)
    field(app, "Uw naam of functie", place=1).set_value("Piet")
    press(app, "Zet versie 3 terug")
    assert SAID in html_of(app)
    numbers = [version.number for version in open_store().kept_versions("doel", EXAMPLE, "bereik")]
    assert numbers == [5, 4, 3, 2, 1]


def test_what_somebody_else_published_meanwhile_is_not_written_over():
    published()
    app = run_page("plan", gemeente=EXAMPLE, jaar="2024", plandeel="doel")
    store: Store = open_store()
    keep_goal(store, EXAMPLE, "bereik", GOAL, by=somebody("Marieke"), based_on=1)
    field(app, "Uw naam of functie").set_value("Piet")
    field(app, "Bereik in procenten").set_value("30")
    press(app, "Publiceer dit doel")
    assert "Marieke heeft dit op" in html_of(app) and SAID in html_of(app)
    assert store.kept("doel", EXAMPLE)[0].who == "Marieke"


def test_a_goal_and_a_note_stand_beside_the_figures_on_every_page():
    published()
    app = run_page("wijk", gemeente=EXAMPLE, jaar="2024", wijk="WK900104")
    assert "Doel in 2027: 25 % bereik in heel Halmerdam" in html_of(app)
    field(app, "Welk cijfer?", "selectbox").set_value("reach_share").run()
    press(app, "Publiceer deze duiding")
    assert "Vul nog in: wat u bij dit cijfer wilt zeggen." in html_of(app)
    field(app, "Uw naam of functie").set_value("Jan, beleid")
    field(app, "Duiding bij 2024", "text_area").set_value("Bel de moeder: 06-12345678")
    press(app, "Publiceer deze duiding")
    assert "haal dit weg" in html_of(app)
    field(app, "Duiding bij 2024", "text_area").set_value("Het clubhuis was <b>dicht</b>.")
    press(app, "Publiceer deze duiding")
    assert not app.exception
    assert "De duiding is gepubliceerd." in html_of(app)
    assert "Het clubhuis was &lt;b&gt;dicht&lt;/b&gt;. (Jan, beleid, " in html_of(app)
    assert SAID in html_of(run_page("plan", gemeente=EXAMPLE, jaar="2024", fte="3"))
    dekking = html_of(run_page("dekking", gemeente=EXAMPLE, jaar="2024"))
    assert SAID in dekking and "Duiding van de gemeente" in dekking
    assert "clubhuis" not in html_of(run_page("dekking", gemeente=EXAMPLE, jaar="2023"))
    overview = html_of(run_page("overzicht", gemeente=EXAMPLE, jaar="2024", norm_bereik="30"))
    assert overview.count(SAID) == 1 and "uw norm" in overview


def test_each_wijk_can_have_a_goal_of_its_own():
    for code in ("WK900104", "WK900105"):
        app = run_page("plan", gemeente=EXAMPLE, jaar="2024", plandeel="doel")
        field(app, "Alleen voor deze wijken", "multiselect", -1).set_value([code])
        field(app, "Uw naam of functie", place=-1).set_value("Jan, beleid")
        field(app, "Bereik in procenten", place=-1).set_value("25")
        field(app, "In welk jaar", "number_input", -1).set_value(2027)
        field(app, "Wie is verantwoordelijk", place=-1).set_value("wethouder jeugd")
        field(app, "Uit welk besluit", place=-1).set_value("raadsbesluit 12-3-2025")
        press(app, "Publiceer dit doel", -1)
        assert "Het doel is gepubliceerd." in html_of(app)
    kept = open_store().kept("doel", EXAMPLE)
    assert [each.name for each in kept] == [f"25 % bereik in 2027, 1 wijk (WK90010{at})" for at in (4, 5)]
    page = html_of(app)
    assert "Versie 1: 25 % bereik in 2027, Molenhage." in page or "Versie 1: 25 % bereik in 2027, Sterrenveld." in page


def test_a_goal_that_cannot_be_read_is_taken_back_on_the_page():
    published()
    open_store().keep("doel", EXAMPLE, "kapot", b"{", by=JAN, based_on=0)
    app = run_page("plan", gemeente=EXAMPLE, jaar="2024", plandeel="doel")
    assert not app.exception and SAID in html_of(app)
    assert "Versie 1: niet te lezen." in html_of(app)
    field(app, "Uw naam of functie", place=1).set_value("Piet")
    app.button(key="intrekken_doel_kapot").click().run()
    app.button(key="intrekken_doel_kapot_zeker").click().run()
    assert [each.name for each in open_store().kept("doel", EXAMPLE)] == ["bereik"]
