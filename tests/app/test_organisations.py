"""Two organisations on the pages: together with both ends, and each apart by a choice that stands in the address."""

import re
from datetime import date

import pytest
import streamlit as st
from openpyxl import load_workbook

from kinderwerk_stats.exports.coverage_files import write_coverage_xlsx
from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.exports.praatplaat import build_praatplaat
from kinderwerk_stats.gemeente.first import find_first_wijken
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.own_words import Goal, OwnWords
from kinderwerk_stats.store import open_store
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.story.plan_file import write_plan
from kinderwerk_stats.text.coverage import coverage_lines
from kinderwerk_stats.text.goals import goal_sentences
from kinderwerk_stats.text.invitation import invitation_text
from kinderwerk_stats.text.together import ALL
from kinderwerk_stats.ui import loaders
from kinderwerk_stats.ui.pages import PAGES
from tests.agreement import words_of
from tests.app.test_pages import html_of, run_page
from tests.app.test_werkbezoek import choose, keep_plan, plan_in
from tests.builders import GEMEENTE, WIJKEN
from tests.pdfs import text_of
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
    assert "Alleen Welzijn Noord." in words and "Kinderwerk van Stichting Zuid telt op deze pagina" in words
    assert "120 tot 200" not in words


def test_een_wijk_names_each_with_its_children():
    words = html_of(run_page("wijk", gemeente=GEMEENTE, wijk=ONE))
    assert "Stichting Zuid: 80, Welzijn Noord: 120, samen 120 tot 200 kinderen" in words
    alone = html_of(run_page("wijk", gemeente=GEMEENTE, wijk=ONE, organisatie=ZUID))
    assert "samen 120 tot 200" not in alone


def test_an_address_with_an_organisation_that_has_no_bereik_says_so():
    words = html_of(run_page("overzicht", gemeente=GEMEENTE, organisatie="Derde"))
    assert "Deze organisatie heeft geen bereik van 2024." in words
    assert "14 tot 23 %" in words


def test_a_plan_and_a_story_keep_the_organisation_that_was_chosen():
    keep_plan("Van Zuid", {"fte": "1", "organisatie": ZUID})
    keep_plan("Van allen", {"fte": "1"})
    app = run_page("plan", gemeente=GEMEENTE, fte="2")
    assert "telt op deze pagina" not in html_of(app)
    app.multiselect(key="plan_vergelijken").set_value(["Van Zuid", "Van allen"]).run()
    assert "2024, kinderen van 4 t/m 12 jaar, alleen Stichting Zuid" in html_of(app)
    app.selectbox(key="plan_welk").set_value("Van Zuid").run()
    app.button(key="plan_openen").click().run()
    assert not app.exception and app.query_params["organisatie"] == ZUID
    assert "Alleen Stichting Zuid." in html_of(app)

    app = run_page("werkbezoek", gemeente=GEMEENTE, organisatie=ZUID, verhaalplan="Van Zuid")
    told, plan = html_of(app), plan_in(app)
    assert plan.organisation == ZUID and "Met 1 fte erbij krijgt" in told
    open_store().keep("verhaal", GEMEENTE, "Van Zuid", write_plan(plan), by=JAN)
    app = choose(run_page("werkbezoek", gemeente=GEMEENTE), "Bewaren")
    next(button for button in app.button if button.label == "Open dit verhaal").click().run()
    assert app.query_params["organisatie"] == ZUID
    window = r'data-venster="\w+"'
    assert re.sub(window, "", html_of(choose(app, "Het verhaal"))) == re.sub(window, "", told)
    # With the figures of all it is another plan than was decided on.
    app = run_page("werkbezoek", gemeente=GEMEENTE, verhaalplan="Van Zuid")
    assert "toen telde alleen Stichting Zuid mee" in html_of(app)


def test_a_goal_that_is_held_against_the_figures_of_one_says_so():
    of_all = {"gemeente": GEMEENTE, "plandeel": "doel"}
    for asked, said in ((of_all, False), (of_all | {"organisatie": ZUID}, True)):
        assert ("Alleen Stichting Zuid." in html_of(run_page("plan", **asked))) is said


# --- one of them is never spoken of as all kinderwerk -----------------------------------------------------

# As a value or quoted it denies nothing of others: page and file say above whose it is. A goal is of the gemeente, and
# of the fte that come on top nobody says whose they are.
_NOT_SAID = re.compile(
    r"(?:(?<=>)|(?<=: )|^)\s*geen kinderwerker\s*(?=<|$)|(?:“|'|&#x27;)geen kinderwerker"
    r"|[Gg]een wijk zonder kinderwerker|bereikt het kinderwerk naar schatting",
    re.MULTILINE,
)
_DENIES = re.compile(
    r"[^.<>]*(?:\b(?:[Gg]een|[Zz]onder|0|wijken is een) kinderwerk(?:ers?)?\b"
    r"|\b[Hh]et kinderwerk (?:\([^)]*\) )?(?:er )?bereikt"
    r"|(?:bereikte?|zou|telde|Hoeveel kinderen) het kinderwerk\b)[^.<>]*"
)


def denials(text):
    """Return the sentences that speak of all kinderwerk where only that of Welzijn Noord is known."""
    text = _NOT_SAID.sub("", text.replace("\N{NO-BREAK SPACE}", " "))
    return [found.strip() for found in _DENIES.findall(text) if NOORD not in found]


def library_of_one():
    """Return a library where Noord is in one wijk of three, and Zuid in all of them."""
    more = {"kinderwerkers_count": (0, 0, 2)}
    noord = table_of(NOORD, (0, 40, 120), (0, 0, 1.0), more=more)
    library = library_with(
        noord, table_of(ZUID, (80, 60, 50), (0.8, 1.0, 1.0), more={"kinderwerkers_count": (1, 1, 1)})
    )
    goals = (
        Goal("no_wijk_without", 0, 2027, "wethouder", "besluit"),
        Goal("children_per_fte", 500, 2027, "wethouder", "besluit", tuple((code, code) for code in WIJKEN)),
    )
    library.own_words = {GEMEENTE: OwnWords(goals=goals)}
    return library


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        *((page.name, {}) for page in PAGES),
        ("wijk", {"wijk": WIJKEN[2]}),
        ("plan", {"fte": "1"}),
        ("plan", {"plandeel": "vragen", "fte": "1"}),
        ("werkbezoek", {"taak": "Uitnodigen"}),
    ],
)
def test_every_page_for_one_names_it_on_top_and_denies_no_kinderwerk_of_another(name, asked, monkeypatch):
    library = library_of_one()
    monkeypatch.setattr(loaders, "read_folder", lambda *_: library)
    task = asked.pop("taak", "") if (asked := dict(asked)) else ""
    app = run_page(name, gemeente=GEMEENTE, organisatie=NOORD, **asked)
    app = choose(app, task) if task else app
    assert not app.exception
    words = html_of(app)
    assert "Alleen Welzijn Noord." in words.split("<h1")[0]
    assert "Kinderwerk van Stichting Zuid telt op deze pagina&#x27;s niet mee." in words
    lines = [each.value for kind in (app.caption, app.markdown, app.code) for each in kind]
    assert denials("\n".join([words, *lines])) == []
    if (asked.get("fte") and "plandeel" not in asked) or task:
        assert any(
            "alleen van Welzijn Noord. Kinderwerk van Stichting Zuid telt hier niet mee." in line for line in lines
        )


def test_slides_papers_letter_and_files_of_one_deny_no_kinderwerk_of_another(tmp_path):
    library = library_of_one()
    monitor = build_monitor(library, GEMEENTE, 2024, threshold=5, organisation=NOORD)
    plan, today = default_plan(monitor, find_first_wijken(monitor, None)), date(2026, 11, 29)
    story = build_story(library, monitor, plan, today=today)
    for slide in story.slides:
        said = (slide.title, slide.subtitle, slide.alt, slide.notes, *slide.remarks, *words_of(slide.picture))
        assert denials("\n".join(said)) == []
        if slide.part in ("gemeente", "wijk", "kinderwerk", "ontbreekt", "nodig"):
            assert "alleen Welzijn Noord" in slide.subtitle
    assert not any("Verzonnendam, 2024" in words for words in words_of(story.slides[1].picture))
    sheets = Factsheets(library, monitor, today)
    for paper in (
        sheets.of_gemeente(),
        sheets.of_wijk(WIJKEN[0]),
        build_praatplaat(library, monitor, plan, today=today),
    ):
        text = text_of(paper)
        assert "alleenWelzijnNoord;kinderwerkvanStichtingZuidteltnietmee" in text[:400]
        assert not re.search("[Ii]sgeenkinderwerker(?!vanWelzijnNoord)|[Hh]etkinderwerkbereikt", text)
    write_coverage_xlsx(monitor, tmp_path / "dekking.xlsx")
    notes = [str(cell.value) for row in load_workbook(tmp_path / "dekking.xlsx")["Toelichting"] for cell in row]
    assert "alleen Welzijn Noord; kinderwerk van Stichting Zuid telt niet mee" in notes
    letter, lines = invitation_text(monitor, WIJKEN), coverage_lines(monitor)
    for text in (letter, *goal_sentences(monitor), *lines, *notes):
        assert denials(text.replace("  ", "\n")) == []
    for text in (letter, "\n".join(lines)):
        assert "alleen van Welzijn Noord. Kinderwerk van Stichting Zuid telt hier niet mee." in text
