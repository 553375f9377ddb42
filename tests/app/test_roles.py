"""What a page shows to who may not do everything: no button that would be refused, and no page to change things."""

import json
from dataclasses import replace
from functools import partial

import pytest
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest, local_script_runner

from kinderwerk_stats.model.access import Identity, Role
from kinderwerk_stats.store import Profile, open_store
from kinderwerk_stats.ui import access, loaders
from kinderwerk_stats.ui.delivery.session import known_profiles
from tests.app import test_pages
from tests.app.test_gegevens import bereik, confirm, deliver, press
from tests.app.test_pages import html_of, run_page
from tests.app.test_werkbezoek import begin_bundle, choose
from tests.people import JAN, somebody

EXAMPLE = "GM9001"
ROLES = """
[[toegang]]
wie = ["bea"]
rol = "bewerker"
gemeenten = ["GM9001"]
[[toegang]]
wie = ["oscar"]
rol = "organisatie"
gemeenten = ["GM9001"]
organisatie = "Stichting Proef"
[[toegang]]
wie = ["otto"]
rol = "organisatie"
gemeenten = ["GM9001"]
organisatie = "Welzijn Anders"
[[toegang]]
wie = ["gerda"]
rol = "bewerker"
gemeenten = ["GM0344"]
"""


@pytest.fixture
def visit_as(monkeypatch, tmp_path):
    """Return a function that opens a page as somebody whom a proxy names; nobody for an empty name."""
    (tmp_path / "toegang.toml").write_text(ROLES, encoding="utf-8")
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("KINDERWERK_INLOGGEN", "proxy")
    monkeypatch.setenv("KINDERWERK_PROXY_NAAM", "X-Remote-User")
    monkeypatch.setenv("KINDERWERK_TOEGANG", str(tmp_path / "toegang.toml"))

    def visit(name: str, page: str, **params: str) -> AppTest:
        said = {"kinderwerk": json.dumps({"naam": name, "groepen": []} if name else {})}
        monkeypatch.setattr(test_pages, "ON_THIS_COMPUTER", said)
        app = run_page(page, **params)
        assert not app.exception
        return app

    return visit


def buttons(app: AppTest) -> set[str]:
    return {each.label for each in (*app.button, *app.expander)}


CHANGES = {
    "plan": {"Leg een doel vast", "Bewaar dit plan", "Verwijder ‘Voorjaar’", "Geef het die naam"},
    "wijk": {"Zet een duiding bij een cijfer"},
}


@pytest.mark.parametrize("page", CHANGES)
def test_who_only_looks_sees_no_button_that_would_be_refused(visit_as, page):
    params = {"gemeente": EXAMPLE, "deel": "doel"} if page == "plan" else {"gemeente": EXAMPLE, "wijk": "WK900104"}
    assert CHANGES[page] & buttons(visit_as("bea", page, **params))
    assert not CHANGES[page] & buttons(visit_as("", page, **params))


@pytest.mark.parametrize("page", ["gegevens", "werkbezoek"])
def test_a_page_to_change_things_is_refused_to_who_only_looks(visit_as, page):
    app = visit_as("", page)
    assert "is alleen voor wie daar iets mag veranderen" in html_of(app)
    assert not (app.main.get("file_uploader") or app.main.button or app.main.text_input)
    assert "is alleen voor wie" not in html_of(visit_as("oscar", page))


def test_where_only_who_is_known_may_look_nothing_is_shown(visit_as, monkeypatch):
    monkeypatch.setenv("KINDERWERK_BEKIJKEN", "ingelogd")
    page = html_of(visit_as("", "overzicht"))
    assert "Log in om de cijfers te zien" in page and "Sterrenveld" not in page
    assert "Sterrenveld" in html_of(visit_as("wim", "overzicht"))


def test_the_accessibility_statement_is_for_everybody_and_holds_no_figure(visit_as, monkeypatch):
    monkeypatch.setenv("KINDERWERK_BEKIJKEN", "ingelogd")
    monkeypatch.setattr(loaders, "load_available", lambda: pytest.fail("no figures are read"))
    app = visit_as("", "toegankelijkheid")
    page = html_of(app)
    assert "Wat is getest, en hoe" in page and "Log in" not in page
    assert "Halmerdam" not in page and not app.sidebar.children
    assert "./toegankelijkheid" in html_of(visit_as("", "dekking"))


def test_a_name_is_no_markup(visit_as):
    app = visit_as("<b>anna</b> [hier](http://kwaad.example)", "overzicht")
    assert "&lt;b&gt;anna&lt;/b&gt; [hier](http://kwaad.example) (kijker)" in html_of(app)
    assert "kwaad" not in " ".join(each.value for each in (*app.markdown, *app.caption))


def test_on_an_installation_to_look_at_nobody_changes_anything(monkeypatch):
    monkeypatch.setenv("KINDERWERK_ALLEEN_LEZEN", "ja")
    page = html_of(run_page("gegevens"))
    assert "is alleen voor wie daar iets mag veranderen" in page and "Hier kan niemand iets veranderen" in page


def test_what_an_organisation_delivers_is_published_by_who_may(visit_as, example_monitor):
    content = bereik(example_monitor(2024).names, 40, organisation="stichting proef")
    app = confirm(deliver(visit_as("oscar", "gegevens"), ("jaar.xlsx", content)))
    (source,) = (box for box in app.selectbox if box.label == "Naam van de bron")
    assert source.options == ["Stichting Proef"]
    assert "Uw naam of functie" not in {field.label for field in app.text_input}
    app = press(app, "Lever aan")
    assert "is aangeleverd" in html_of(app)
    (version,) = open_store().concepts(Identity("bea", Role.BEWERKER, frozenset({EXAMPLE})))
    assert (version.who, version.key.publisher) == ("oscar", "Stichting Proef")

    app = visit_as("bea", "gegevens")
    app.segmented_control(key="gegevens_taak").set_value("Wat is gepubliceerd").run()
    assert "Aangeleverd, nog niet gepubliceerd" in html_of(app)
    press(confirm(app), "Publiceer deze cijfers")
    assert [dataset.published.who for dataset in open_store().datasets() if dataset.published] == ["oscar"]
    assert open_store().audit_log(limit=1)[0].who == "bea"
    assert "Aangeleverd, nog niet" not in html_of(app)


def test_a_file_is_read_by_what_the_own_organisation_corrected_or_who_publishes(visit_as):
    own = Identity("oscar", Role.ORGANISATIE, frozenset({EXAMPLE}), "Stichting Proef")
    for who, year in ((own, 2020), (JAN, 2021)):
        open_store().save_profile(Profile("Stichting Proef", EXAMPLE, "abc", {"year": year}), who)
    found = {who: known_profiles(EXAMPLE, who)["abc"].year for who in (own, replace(own, organisation="Anders"), JAN)}
    assert list(found.values()) == [2020, 2021, 2021]
    assert known_profiles("GM0344", own) == {}


def test_an_organisation_opens_and_removes_no_story_of_another_one(visit_as):
    colleague = Identity("olga", Role.ORGANISATIE, frozenset({EXAMPLE}), "Stichting Proef")
    for who in (somebody("bea"), colleague):
        open_store().keep("verhaal", EXAMPLE, f"Van {who.name}", b"x", by=who)
    found = {}
    for who in ("bea", "oscar", "otto"):
        app = choose(visit_as(who, "werkbezoek", gemeente=EXAMPLE), "Bewaren")
        box = next(box for box in app.selectbox if box.label == "Bewaarde verhalen")
        for number in range(len(box.options)):
            app = box.select_index(number).run()
            box = next(box for box in app.selectbox if box.label == "Bewaarde verhalen")
            found[who, box.value] = any(each.startswith("Ja, verwijder") for each in buttons(app))
    # Nor does who makes stories for another gemeente.
    app = choose(visit_as("gerda", "werkbezoek", gemeente=EXAMPLE), "Bewaren")
    assert "geen bewaard verhaal dat u kunt openen" in html_of(app)
    assert found == {
        ("bea", "Van bea"): True, ("bea", "Van olga"): True,
        ("oscar", "Van bea"): False, ("oscar", "Van olga"): True, ("otto", "Van bea"): False,
    }  # fmt: skip


def test_a_role_that_was_taken_away_stops_what_was_begun(visit_as, example_monitor, tmp_path):
    app = confirm(deliver(visit_as("bea", "gegevens"), ("jaar.xlsx", bereik(example_monitor(2024).names, 40))))
    (tmp_path / "toegang.toml").write_text(ROLES.replace('"bea"', '"iemand anders"'), encoding="utf-8")
    page = html_of(press(app, "Publiceer"))
    assert "is alleen voor wie daar iets mag veranderen" in page
    assert open_store().datasets() == [] and open_store().concepts(JAN) == []


def only_parts(monkeypatch, app):
    """Let the next runs of an app be of its parts that are drawn by themselves, as Streamlit does on a timer."""
    parts = list(app._fragment_storage._fragments)
    assert parts
    alone = partial(RerunData, fragment_id_queue=parts)
    monkeypatch.setattr(local_script_runner, "RerunData", alone)


def test_a_part_that_is_drawn_by_itself_ends_with_the_role(visit_as, monkeypatch, tmp_path):
    app = begin_bundle(monkeypatch, lambda sheets, **_: b"zip", visit_as("bea", "werkbezoek", gemeente=EXAMPLE))
    app.session_state["factsheets_taak_draad"].join(30)
    only_parts(monkeypatch, app)
    app.run()
    # Of the page only that part.
    assert [button.label for button in app.get("download_button")] == ["Bewaar alle 15 factsheets (zip)"]
    assert "Uitloggen" not in html_of(app)
    (tmp_path / "toegang.toml").write_text(ROLES.replace('"bea"', '"iemand anders"'), encoding="utf-8")
    app.run()
    assert not app.get("download_button") and "is alleen voor wie daar iets mag veranderen" in html_of(app)


def keep_in_a_part():
    """Draw a part of a page with a button that changes something."""
    import streamlit as st

    from kinderwerk_stats.model.access import NotAllowed
    from kinderwerk_stats.ui.access import acting
    from kinderwerk_stats.ui.loaders import store

    @st.fragment
    def part():
        if st.button("Bewaar"):
            try:
                store().keep("doel", "GM9001", "Doel", b"x", by=acting(""))
            except NotAllowed as refused:
                st.text(refused.problems[0].code)

    part()


def test_who_changes_something_in_a_part_of_a_page_is_asked_anew(visit_as, monkeypatch, tmp_path):
    visit_as("bea", "overzicht")
    app = AppTest.from_function(keep_in_a_part)
    app.user = test_pages.ON_THIS_COMPUTER
    only_parts(monkeypatch, app.run())
    assert not app.button[0].click().run().text
    assert [each.who for each in open_store().kept("doel")] == ["bea"]
    (tmp_path / "toegang.toml").write_text(ROLES.replace('"bea"', '"iemand anders"'), encoding="utf-8")
    assert [each.value for each in app.button[0].click().run().text] == ["toegang_geweigerd"]
    assert len(open_store().kept_versions("doel", EXAMPLE, "Doel")) == 1


def test_a_page_finds_out_once_who_looks(visit_as, monkeypatch):
    calls, identify = [], access._identify
    monkeypatch.setattr(access, "_identify", lambda said: calls.append(said) or identify(said))
    visit_as("bea", "dekking")
    # Of two pages: once before the look at the figures begins, and once in it.
    assert len(calls) == 4
