"""Two organisations on the pages: together with both ends, and each apart by a choice that stands in the address."""

import pytest
import streamlit as st

from kinderwerk_stats.store import open_store
from kinderwerk_stats.story.plan_file import write_plan
from kinderwerk_stats.text.together import ALL
from kinderwerk_stats.ui import loaders
from tests.app.test_pages import html_of, run_page
from tests.app.test_werkbezoek import choose, keep_plan, plan_in
from tests.builders import GEMEENTE
from tests.people import JAN
from tests.unit.test_together import NOORD, ONE, ZUID, library_with, table_of


@pytest.fixture(autouse=True)
def two_organisations(monkeypatch, tmp_path):
    monkeypatch.setenv("KINDERWERK_DATA", str(tmp_path))
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))
    library = library_with(table_of(NOORD, (120, 0, 50)), table_of(ZUID, (80, 60, 50)))
    monkeypatch.setattr(loaders, "read_folder", lambda *_: library)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def test_dekking_shows_them_apart_and_together_and_one_by_choice():
    app = run_page("dekking", gemeente=GEMEENTE)
    assert not app.exception
    words = html_of(app)
    assert "Stichting Zuid en Welzijn Noord samen. Een kind kan bij meer dan een van hen komen" in words
    assert "ligt het bereik onder het gemiddelde, hoe de organisaties ook overlappen." in words
    assert "230 tot 360 kinderen" in words and "120 tot 200 kinderen" in words
    choice = app.selectbox(key="keuze_organisatie")
    assert choice.options == [ALL, ZUID, NOORD]
    choice.set_value(NOORD).run()
    assert app.query_params["organisatie"] == NOORD
    words = html_of(app)
    assert "U ziet alleen de cijfers van Welzijn Noord. Wat Stichting Zuid hier doet, telt niet mee." in words
    assert "120 tot 200" not in words


def test_een_wijk_names_each_with_its_children():
    words = html_of(run_page("wijk", gemeente=GEMEENTE, wijk=ONE))
    assert "Stichting Zuid: 80, Welzijn Noord: 120, samen 120 tot 200 kinderen" in words
    alone = html_of(run_page("wijk", gemeente=GEMEENTE, wijk=ONE, organisatie=ZUID))
    assert "samen 120 tot 200" not in alone


def test_an_address_with_an_organisation_that_has_no_bereik_says_so():
    words = html_of(run_page("overzicht", gemeente=GEMEENTE, organisatie="Derde"))
    assert "Deze organisatie heeft geen bereik van 2024." in words
    assert "14 tot 22 %" in words


def test_a_plan_and_a_story_keep_the_organisation_that_was_chosen():
    keep_plan("Van Zuid", {"fte": "1", "organisatie": ZUID})
    keep_plan("Van allen", {"fte": "1"})
    app = run_page("plan", gemeente=GEMEENTE, fte="2")
    assert "U ziet alleen" not in html_of(app)
    app.multiselect(key="plan_vergelijken").set_value(["Van Zuid", "Van allen"]).run()
    assert "2024, kinderen van 4 t/m 12 jaar, alleen Stichting Zuid" in html_of(app)
    app.selectbox(key="plan_welk").set_value("Van Zuid").run()
    app.button(key="plan_openen").click().run()
    assert not app.exception and app.query_params["organisatie"] == ZUID
    assert "U ziet alleen de cijfers van Stichting Zuid" in html_of(app)

    app = run_page("werkbezoek", gemeente=GEMEENTE, organisatie=ZUID, verhaalplan="Van Zuid")
    told, plan = html_of(app), plan_in(app)
    assert plan.organisation == ZUID and "Met 1 fte erbij krijgt" in told
    open_store().keep("verhaal", GEMEENTE, "Van Zuid", write_plan(plan), by=JAN)
    app = choose(run_page("werkbezoek", gemeente=GEMEENTE), "Bewaren")
    next(button for button in app.button if button.label == "Open dit verhaal").click().run()
    assert app.query_params["organisatie"] == ZUID
    assert html_of(choose(app, "Het verhaal")) == told
    # With the figures of all it is another plan than was decided on.
    app = run_page("werkbezoek", gemeente=GEMEENTE, verhaalplan="Van Zuid")
    assert "toen telden andere organisaties mee dan nu" in html_of(app)


def test_a_goal_that_is_held_against_the_figures_of_one_says_so():
    of_all = {"gemeente": GEMEENTE, "plandeel": "doel"}
    for asked, said in ((of_all, False), (of_all | {"organisatie": ZUID}, True)):
        assert ("U ziet alleen de cijfers van Stichting Zuid" in html_of(run_page("plan", **asked))) is said
