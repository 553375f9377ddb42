"""The page Werkbezoek, run from the frame: the story follows what is chosen, is kept, and comes back."""

import io
import threading
import zipfile
from dataclasses import replace

import pytest
from PIL import Image
from pptx import Presentation

from kinderwerk_stats.sources import deck_template
from kinderwerk_stats.store import open_store
from kinderwerk_stats.story.plan_file import read_plan, write_plan
from kinderwerk_stats.text.visit import UNSAVED
from kinderwerk_stats.ui.visit import all_sheets
from tests.app.test_pages import html_of, run_page
from tests.hostile_builders import template_of_many_shapes
from tests.people import somebody


@pytest.fixture(autouse=True)
def own_store(tmp_path, monkeypatch):
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))


def plan_in(app):
    return app.session_state["verhalen"]["GM9001"]


def choose(app, task):
    app.session_state["werkbezoek_taak"] = task
    return app.run()


def test_the_story_begins_with_the_wijk_to_look_at_first():
    app = run_page("werkbezoek")
    assert not app.exception
    assert "Sterrenveld" in html_of(app)
    assert "/presentatie/" in app.get("link_button")[0].proto.url


def test_parts_are_left_out_and_moved():
    app = run_page("werkbezoek")
    before = html_of(app).count("<li>")
    app.checkbox[0].uncheck().run()
    assert not plan_in(app).parts[0].shown
    assert html_of(app).count("<li>") < before
    later = next(button for button in app.button if button.label == "Zet ‘Onze gemeente’ omhoog")
    later.click().run()
    assert plan_in(app).parts[0].part == "gemeente"
    assert not app.exception


def test_two_fields_that_change_at_once_are_both_kept():
    app = run_page("werkbezoek")
    app.text_area[0].set_value("Elke dag open.")
    app.text_area[1].set_value("Vertel over Noor.")
    app.checkbox[2].uncheck()
    app.run()
    first = plan_in(app).parts[0]
    assert (first.text, first.notes) == ("Elke dag open.", "Vertel over Noor.")
    assert not plan_in(app).parts[2].shown


def test_norm_and_year_of_the_sidebar_are_those_of_the_story():
    app = run_page("werkbezoek", jaar="2023", norm_bereik="25")
    plan = plan_in(app)
    assert (plan.year, plan.norm.reach_share) == (2023, 0.25)


def keep_plan(name, view):
    """Keep a plan as the page Plan does."""
    app = run_page("plan", gemeente="GM9001", jaar="2024", **view)
    app.text_input(key="wie_plan").set_value("beleid jeugd")
    app.text_input(key="plan_naam").set_value(name).run()
    app.button(key="plan_bewaren").click().run()
    assert not app.exception


def test_a_kept_plan_tells_what_is_needed_and_stays_with_the_story():
    assert "keuze_verhaalplan" not in run_page("werkbezoek").session_state
    keep_plan("Ruim", {"fte": "3"})
    app = run_page("werkbezoek", gemeente="GM9001", jaar="2024")
    assert "Met 3 fte erbij krijgt" not in html_of(app)
    app.selectbox(key="keuze_verhaalplan").set_value("Ruim").run()
    assert not app.exception
    assert "Met 3 fte erbij krijgt Sterrenveld het meest: 1,6 fte." in html_of(app)
    assert plan_in(app).kept_plan == "Ruim"
    assert app.query_params["verhaalplan"] == "Ruim"

    # What is kept again under the name is told at the next run.
    keep_plan("Ruim", {"fte": "1.5"})
    assert "Met 1,5 fte erbij krijgt" in html_of(app.run())
    # Of another year it is not told, and the page says so.
    app = run_page("werkbezoek", gemeente="GM9001", jaar="2023", verhaalplan="Ruim")
    assert "Het plan ‘Ruim’ staat hier niet: het is gemaakt voor een ander jaar" in html_of(app)
    assert "fte erbij krijgt" not in html_of(app)

    # A saved story brings its plan along.
    open_store().keep("verhaal", "GM9001", "Voorjaar", write_plan(plan_in(app)), by=somebody("Sam"))
    app = choose(run_page("werkbezoek", gemeente="GM9001", jaar="2024"), "Bewaren")
    next(button for button in app.button if button.label == "Open dit verhaal").click().run()
    assert not app.exception and "Het verhaal ‘Voorjaar’ is geopend." in html_of(app)
    assert app.query_params["verhaalplan"] == "Ruim"
    assert "Met 1,5 fte erbij krijgt" in html_of(choose(app, "Het verhaal"))


def test_own_numbers_that_are_too_small_are_refused_and_not_kept():
    app = choose(run_page("werkbezoek"), "Van uzelf")
    for field, value in zip(app.number_input, (12, 11, 3), strict=True):
        field.set_value(value)
    for field in app.text_input:
        if field.label in ("Wat voor lijst was het?", "Wanneer was het?"):
            field.set_value("zomer 2024")
    next(button for button in app.button if button.label == "Gebruik deze aantallen").click().run()
    assert plan_in(app).signalling is None
    assert "te herkennen" in html_of(app)


def test_a_story_is_kept_and_opened_again():
    app = run_page("werkbezoek")
    assert 'data-kwijt=""' in html_of(app)
    next(field for field in app.text_input if field.label == "Titel van het verhaal").set_value("Anders").run()
    assert "wat u in uw verhaal had veranderd" in html_of(app) and UNSAVED in html_of(app)
    choose(app, "Bewaren")
    next(field for field in app.text_input if field.label == "Naam van het verhaal").set_value("Voorjaar")
    next(field for field in app.text_input if field.label == "Uw naam").set_value("Sam")
    next(button for button in app.button if button.label == "Bewaar het verhaal").click().run()
    assert not app.exception and 'data-kwijt=""' in html_of(app) and UNSAVED not in html_of(app)
    (saved,) = open_store().kept("verhaal", "GM9001")
    assert saved.name == "Voorjaar"
    assert read_plan(saved.content, "verhaal").wijken == plan_in(app).wijken
    assert "bewaard" in html_of(app)


def test_the_story_whose_name_is_filled_in_is_the_one_that_is_removed():
    app = choose(run_page("werkbezoek"), "Bewaren")

    def fill_in(name):
        next(field for field in app.text_input if field.label == "Naam van het verhaal").set_value(name)
        return app.run()

    def press(label):
        next(button for button in app.button if button.label == label).click().run()

    next(field for field in app.text_input if field.label == "Uw naam").set_value("Sam")
    for name in ("Voorjaar", "Najaar", "Zomer"):
        fill_in(name)
        press("Bewaar het verhaal")
    fill_in("Voorjaar")
    press("Ja, verwijder ‘Voorjaar’")
    assert not app.exception
    assert {plan.name for plan in open_store().kept("verhaal", "GM9001")} == {"Najaar", "Zomer"}
    assert "Het verhaal ‘Voorjaar’ is verwijderd." in html_of(app)
    # Another one that is chosen by hand is said in the button before it is pressed.
    fill_in("Najaar")
    chosen = next(field for field in app.selectbox if field.label == "Bewaarde verhalen")
    chosen.set_value("Zomer").run()
    press("Ja, verwijder ‘Zomer’")
    assert [plan.name for plan in open_store().kept("verhaal", "GM9001")] == ["Najaar"]


def test_who_removes_a_story_says_who_beside_the_button():
    plan = plan_in(run_page("werkbezoek"))
    open_store().keep("verhaal", "GM9001", "Voorjaar", write_plan(plan), by=somebody("Sam"))
    app = choose(run_page("werkbezoek"), "Bewaren")

    def press_remove():
        next(button for button in app.button if button.label == "Ja, verwijder ‘Voorjaar’").click().run()

    press_remove()
    assert "Vul eerst uw naam in" in html_of(app) and open_store().kept("verhaal", "GM9001")
    next(field for field in app.text_input if field.label == "Uw naam, voor het logboek").set_value("Kim")
    press_remove()
    assert not app.exception and not open_store().kept("verhaal", "GM9001")


def test_a_version_of_before_is_opened_and_put_back_also_of_a_story_that_was_removed():
    plan = plan_in(run_page("werkbezoek"))
    for number, title in enumerate(("Eerste titel", "Tweede titel", "")):
        content = write_plan(replace(plan, title=title)) if title else b""
        open_store().keep("verhaal", "GM9001", "Voorjaar", content, by=somebody("Sam"), based_on=number)
    app = choose(run_page("werkbezoek"), "Bewaren")

    def press(label):
        next(button for button in app.button if button.label == label).click().run()
        assert not app.exception

    next(field for field in app.text_input if field.label == "Uw naam").set_value("Kim")
    press("Zet deze versie terug")
    assert "Versie 2 van ‘Voorjaar’ is teruggezet." in html_of(app)
    (kept,) = open_store().kept("verhaal", "GM9001")
    assert (kept.number, kept.who, read_plan(kept.content, "verhaal").title) == (4, "Kim", "Tweede titel")
    next(field for field in app.selectbox if field.label == "Welke versie?").set_value(1).run()
    press("Open deze versie")
    assert plan_in(app).title == "Eerste titel"
    # Saved again it is the next version, and writes over nothing that somebody has not seen.
    press("Bewaar het verhaal")
    (kept,) = open_store().kept("verhaal", "GM9001")
    assert (kept.number, read_plan(kept.content, "verhaal").title) == (5, "Eerste titel")


def test_a_story_that_someone_else_saved_is_not_written_over():
    app = choose(run_page("werkbezoek"), "Bewaren")
    first = choose(run_page("werkbezoek"), "Bewaren")
    for who in (first, app):
        next(field for field in who.text_input if field.label == "Naam van het verhaal").set_value("Voorjaar")
        next(field for field in who.text_input if field.label == "Uw naam").set_value("Sam")
        next(button for button in who.button if button.label == "Bewaar het verhaal").click().run()
    assert open_store().kept("verhaal", "GM9001")[0].number == 1
    assert "Voorjaar" in html_of(app) and "bewaard." not in html_of(app)


def test_a_photo_without_words_waits_for_them():
    app = choose(run_page("werkbezoek"), "Van uzelf")
    stream = io.BytesIO()
    Image.new("RGB", (40, 30)).save(stream, "PNG")
    app.get("file_uploader")[0].set_value(("plein.png", stream.getvalue(), "image/png")).run()
    assert plan_in(app).photo is None
    assert "Vul eerst in" in html_of(app)
    next(field for field in app.text_input if field.label.startswith("Wat is er te zien")).set_value("een plein").run()
    assert plan_in(app).photo.alt == "een plein"
    assert not app.exception


def test_only_what_the_reader_made_of_a_template_is_kept(tmp_path, monkeypatch):
    # Where the page would open what came, the test breaks down.
    given, stream = Presentation(), io.BytesIO()
    given.slides.add_slide(given.slide_layouts[0]).shapes.title.text = "Oude dia"
    given.save(stream)
    monkeypatch.setattr(deck_template, "Presentation", None)

    def put(name, content):
        app = choose(run_page("werkbezoek"), "Meenemen")
        (box,) = [each for each in app.get("file_uploader") if "sjabloon" in each.label]
        box.set_value((name, content, "application/octet-stream")).run()
        assert not app.exception
        return app

    app = put("huisstijl.pptx", stream.getvalue())
    assert any("uw eigen sjabloon: huisstijl.pptx" in text.value for text in app.text)
    assert "uw sjabloon van PowerPoint" in html_of(app)
    _, kept = app.session_state["verhaal_sjabloon"]
    assert len(Presentation(io.BytesIO(kept)).slides) == 0
    app = put("veel.pptx", template_of_many_shapes(tmp_path / "veel.pptx").read_bytes())
    assert "veel te veel onderdelen" in html_of(app)
    assert "verhaal_sjabloon" not in app.session_state


@pytest.mark.parametrize("task", ["Het verhaal", "Van uzelf", "Meenemen", "Uitnodigen", "Bewaren"])
def test_every_task_draws(task):
    app = choose(run_page("werkbezoek"), task)
    assert not app.exception


def test_the_invitation_has_the_figures_of_the_wijk():
    app = choose(run_page("werkbezoek"), "Uitnodigen")
    text = app.code[0].value
    assert "Sterrenveld" in text and "[dag]" in text


# --- all factsheets in one zip ------------------------------------------------------------------------


def begin_bundle(monkeypatch, make, app=None):
    """Press the button that makes all factsheets, with `make` in place of what makes them."""
    monkeypatch.setattr(all_sheets, "bundle_factsheets", make)
    app = choose(app or run_page("werkbezoek"), "Meenemen")
    next(button for button in app.button if button.label.startswith("Maak alle 15 factsheets")).click().run()
    return app


def test_the_zip_says_how_far_it_is_and_then_is_there(monkeypatch):
    go_on, counted = threading.Event(), threading.Event()

    def slowly(sheets, *, progress, cancel):
        progress(4, 15)
        counted.set()
        assert go_on.wait(30)
        return b"zip"

    app = begin_bundle(monkeypatch, slowly)
    assert counted.wait(30)
    app.run()
    assert "4 van 15 factsheets gemaakt" in str([element.proto for element in app.get("progress")])
    go_on.set()
    app.session_state["factsheets_taak_draad"].join(30)
    app.run()
    assert not app.exception
    assert "Bewaar alle 15 factsheets (zip)" in [button.label for button in app.get("download_button")]


def test_the_zip_can_be_stopped_and_begun_again(monkeypatch):
    stopped = threading.Event()

    def until_stopped(sheets, *, progress, cancel):
        assert cancel.wait(30)
        stopped.set()

    app = begin_bundle(monkeypatch, until_stopped)
    thread = app.session_state["factsheets_taak_draad"]
    next(button for button in app.button if button.label == "Stop").click().run()
    assert stopped.wait(30)
    thread.join(30)
    app.run()
    assert not app.exception
    assert any(button.label.startswith("Maak alle 15") for button in app.button)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_zip_that_cannot_be_made_is_told(monkeypatch):
    def broken(sheets, *, progress, cancel):
        raise RuntimeError("no room")

    app = begin_bundle(monkeypatch, broken)
    app.session_state["factsheets_taak_draad"].join(30)
    app.run()
    assert "Het maken van de factsheets is niet gelukt" in html_of(app)
    assert "Opnieuw" in [button.label for button in app.button]


def test_the_real_bundle_counts_every_sheet():
    app = choose(run_page("werkbezoek"), "Meenemen")
    next(button for button in app.button if button.label.startswith("Maak alle 15 factsheets")).click().run()
    app.session_state["factsheets_taak_draad"].join(60)
    job = app.session_state["factsheets_taak"]
    assert job.made == job.total == 15
    with zipfile.ZipFile(io.BytesIO(job.content)) as zipped:
        assert len(zipped.namelist()) == 15
