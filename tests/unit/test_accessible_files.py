"""Every file of the accessibility statement: its language, title, order, heads, and words beside each picture."""

import io
import zipfile
from datetime import date

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from pptx import Presentation

from kinderwerk_stats.exports.coverage_files import write_coverage_xlsx
from kinderwerk_stats.exports.deck import write_deck
from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.exports.need_files import write_need_xlsx
from kinderwerk_stats.exports.plan_files import write_plan_xlsx
from kinderwerk_stats.exports.praatplaat import build_praatplaat
from kinderwerk_stats.exports.template import build_template
from kinderwerk_stats.exports.workbook import write_workbook
from kinderwerk_stats.gemeente.allocation import build_allocation_base
from kinderwerk_stats.gemeente.need import build_need
from kinderwerk_stats.gemeente.plan import build_plan
from kinderwerk_stats.gemeente.plan_choice import PlanChoice
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.text.accessibility import DOWNLOADS, files_in_words
from tests.pdfs import open_pdf, tags_of

TODAY = date(2026, 11, 25)
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


@pytest.fixture(scope="module")
def make(example_library, example_monitor, tmp_path_factory):
    """Return a function that makes a file of the statement, by its name there."""
    library, monitor, folder = example_library, example_monitor(2024), tmp_path_factory.mktemp("bestanden")
    sheets = Factsheets(library, monitor, TODAY)

    def story():
        return build_story(library, monitor, default_plan(monitor), today=TODAY)

    def written(write):
        path = folder / "bestand"
        write(path)
        return path.read_bytes()

    def plan(path):
        base = build_allocation_base(monitor, build_need(library, monitor))
        write_plan_xlsx(monitor, build_plan(base, PlanChoice()), "laagste", path)

    makers = {
        "Factsheet van de gemeente": sheets.of_gemeente,
        "Factsheet van een wijk": lambda: sheets.of_wijk("WK900105"),
        "Praatplaat": lambda: build_praatplaat(library, monitor, default_plan(monitor), today=TODAY),
        "Presentatie": lambda: written(lambda path: write_deck(story(), path)),
        "Alle cijfers": lambda: written(lambda path: write_workbook(library, monitor, story(), path)),
        "Dekking": lambda: written(lambda path: write_coverage_xlsx(monitor, path)),
        "Behoefte": lambda: written(lambda path: write_need_xlsx(monitor, build_need(library, monitor), path)),
        "Plan": lambda: written(plan),
        "Leeg bestand": lambda: build_template("GM9001", "Halmerdam", 2024, monitor.names),
    }
    assert makers.keys() == {each.name for each in DOWNLOADS}
    return lambda name: makers[name]()


def of_kind(kind):
    return pytest.mark.parametrize("name", [each.name for each in DOWNLOADS if each.kind == kind])


@of_kind("pdf")
def test_a_pdf_is_tagged_dutch_and_has_words_for_every_figure(make, name):
    content = make(name)
    pdf = open_pdf(content)
    root = pdf.trailer["/Root"]
    assert str(root["/Lang"]).startswith("nl") and root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] and pdf.metadata.title
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()
    tags = tags_of(content)
    assert next(tag for tag, _ in tags if tag in ("/H1", "/H2", "/H3")) == "/H1"
    figures = [words for tag, words in tags if tag == "/Figure"]
    assert figures and all(figures)
    # In the order of the structure, also for Tab.
    assert all(page.get("/Tabs") == "/S" or "/Annots" not in page for page in pdf.pages)


@of_kind("pptx")
def test_slides_are_read_in_order_and_what_says_nothing_is_passed_over(make, name):
    deck = Presentation(io.BytesIO(make(name)))
    assert deck.core_properties.title and deck.core_properties.language == "nl-NL"
    titles = [page.shapes.title.text_frame.text for page in deck.slides]
    assert all(titles) and len(titles) == len(set(titles))
    decoration = 0
    for page in deck.slides:
        names = [shape.name for shape in page.shapes]
        assert names[0] == "Titel" and names[-1] in ("Bron", "Tabel")
        assert "Ondertitel" not in names or names[1] == "Ondertitel"
        for properties in list(page.shapes._spTree.iter("{*}cNvPr"))[1:]:
            marked = [each.get("val") for each in properties.iter(DECORATIVE)] == ["1"]
            assert bool(properties.get("descr")) != marked, properties.get("name")
            decoration += marked
        assert all(shape.table.first_row for shape in page.shapes if shape.has_table)
        runs = list(page.shapes._spTree.iter("{*}rPr"))
        assert runs and {run.get("lang") for run in runs} == {"nl-NL"}
    assert decoration > 10


@of_kind("xlsx")
def test_a_workbook_says_what_it_is_and_keeps_its_heads_in_sight(make, name):
    content = make(name)
    book = load_workbook(io.BytesIO(content))
    assert book.properties.title and book.properties.language == "nl-NL"
    for sheet in book.worksheets:
        assert sheet["A1"].value, sheet.title
        assert not sheet.title.startswith(("Sheet", "Blad"))
        # Explanations are pairs of words; a table of figures goes on below the screen.
        assert sheet.freeze_panes or sheet.max_column == 2, sheet.title
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawings = [archive.read(part) for part in archive.namelist() if part.startswith("xl/drawings/drawing")]
    frames = [each for drawing in drawings for each in fromstring(drawing).iter() if each.tag.endswith("}cNvPr")]
    assert all(len(each.get("descr", "")) > 40 for each in frames)
    assert len(frames) == sum(len(sheet._charts) for sheet in book.worksheets)
    assert frames or name != "Alle cijfers"


def test_the_statement_lists_them_with_what_is_tested():
    listed = {kind: names.split("; ") for kind, names, _ in files_in_words()}
    assert listed == {
        words: [each.name for each in DOWNLOADS if each.kind == kind]
        for words, kind in (("Pdf", "pdf"), ("PowerPoint", "pptx"), ("Excel", "xlsx"))
    }
