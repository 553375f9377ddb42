"""Plans under a name, as Streamlit runs the page: keep, rename, compare, take back, put back, open again."""

import json

import pytest

from kinderwerk_stats.store import open_store
from tests.app.test_behoefte import headline_of
from tests.app.test_pages import html_of, run_page
from tests.people import JAN


@pytest.fixture(autouse=True)
def own_store(monkeypatch, tmp_path):
    """Let the app keep plans in a store of this test alone."""
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))


def keep(app, name: str):
    app.text_input(key="wie_plan").set_value("beleid jeugd")
    app.text_input(key="plan_naam").set_value(name).run()
    app.button(key="plan_bewaren").click().run()
    assert not app.exception
    assert f"Het plan ‘{name}’ is bewaard." in html_of(app)
    return app


def names() -> list[str]:
    return [each.name for each in open_store().kept("plan", "GM9001")]


def test_a_plan_is_kept_compared_renamed_taken_back_and_put_back():
    keep(run_page("plan", gemeente="GM9001", jaar="2024", fte="3"), "Ruim")
    app = keep(run_page("plan", gemeente="GM9001", jaar="2024", fte="1.5", doel="kloof", wijk="WK900105"), "Krap")
    assert names() == ["Krap", "Ruim"]

    app.multiselect(key="plan_vergelijken").set_value(["Krap", "Ruim"]).run()
    page = html_of(app)
    assert not app.exception
    assert 'aria-label="Plannen naast elkaar"' in page
    assert "Sterrenveld 1,6, Molenhage 0,4" in page and ">Sterrenveld 1,5<" in page

    app.text_input(key="plan_naam").set_value(" ruim ").run()
    assert app.button(key="plan_bewaren").label == "Bewaar als nieuwe versie van ‘Ruim’"
    app.selectbox(key="plan_welk").set_value("Krap").run()
    app.text_input(key="plan_andere_naam").set_value("KRAP").run()
    app.button(key="plan_hernoemen").click().run()
    assert "Dit plan heet al ‘Krap’." in html_of(app)
    app.text_input(key="plan_andere_naam").set_value("Zuinig").run()
    app.button(key="plan_hernoemen").click().run()
    assert names() == ["Ruim", "Zuinig"]

    app.selectbox(key="plan_welk").set_value("Ruim").run()
    app.button(key="plan_verwijderen").click().run()
    assert names() == ["Zuinig"]
    app.button(key="plan_terug_Ruim").click().run()
    assert names() == ["Ruim", "Zuinig"]

    app.selectbox(key="plan_welk").set_value("Ruim").run()
    app.button(key="plan_openen").click().run()
    assert not app.exception
    assert "Alle cijfers zijn dezelfde als toen het werd gemaakt." in html_of(app)
    assert "Met <strong>3</strong> fte erbij" in headline_of(app)


def test_keeping_asks_who():
    app = run_page("plan", gemeente="GM9001", jaar="2024", fte="3")
    app.text_input(key="wie_plan").set_value("")
    app.text_input(key="plan_naam").set_value("Zonder naam").run()
    app.button(key="plan_bewaren").click().run()
    assert "Vul nog in: uw naam of functie." in html_of(app)
    assert "Zonder naam" not in names()


def opened(app, name: str) -> str:
    app.selectbox(key="plan_welk").set_value(name).run()
    app.button(key="plan_openen").click().run()
    assert not app.exception
    return html_of(app)


def test_a_name_tells_of_nobody():
    app = keep(run_page("plan", gemeente="GM9001", jaar="2024", fte="3"), "Ruim")
    for name in ("Jan de Vries 06-12345678", "bsn 111222333"):
        app.text_input(key="plan_naam").set_value(name).run()
        app.button(key="plan_bewaren").click().run()
        assert "haal dit weg" in html_of(app)
        app.text_input(key="plan_andere_naam").set_value(name).run()
        app.button(key="plan_hernoemen").click().run()
        assert "haal dit weg" in html_of(app)
    assert names() == ["Ruim"]


def test_a_plan_that_somebody_kept_meanwhile_is_not_written_over():
    app = run_page("plan", gemeente="GM9001", jaar="2024", fte="3")
    app.text_input(key="wie_plan").set_value("Piet")
    app.text_input(key="plan_naam").set_value("Ruim").run()
    keep(run_page("plan", gemeente="GM9001", jaar="2024", fte="1"), "Ruim")
    app.button(key="plan_bewaren").click().run()
    assert "beleid jeugd heeft dit op" in html_of(app)
    (kept,) = open_store().kept("plan", "GM9001")
    assert (kept.who, kept.number) == ("beleid jeugd", 1)
    # Now the button says that there is one: who presses it saw that.
    app.button(key="plan_bewaren").click().run()
    (kept,) = open_store().kept("plan", "GM9001")
    assert (kept.who, kept.number) == ("Piet", 2)


def test_a_plan_of_another_gemeente_does_not_open_as_ours():
    app = keep(run_page("plan", gemeente="GM9001", jaar="2024", fte="3"), "Ruim")
    (kept,) = open_store().kept("plan", "GM9001")
    for place, name in (("gemeente_code", "code"), ("view", "adres"), ("input", "wijken")):
        said = json.loads(kept.content)
        if place == "gemeente_code":
            said[place] = "GM0344"
        elif place == "view":
            said[place]["gemeente"] = "GM0344"
        else:
            said[place]["codes"] = [code.replace("WK9001", "WK0344") for code in said[place]["codes"]]
        open_store().keep("plan", "GM9001", name, json.dumps(said).encode(), by=JAN, based_on=0)
    app.run()
    for name in ("code", "adres", "wijken"):
        assert "van een andere gemeente" in opened(app, name)
