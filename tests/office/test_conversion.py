"""LibreOffice opens every file without a warning, and finds the figures of the screen in it."""

from datetime import date

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from kinderwerk_stats.analysis.coverage import FIGURES
from kinderwerk_stats.exports.coverage_files import write_coverage_xlsx
from kinderwerk_stats.exports.deck import write_deck
from kinderwerk_stats.exports.workbook import write_workbook
from kinderwerk_stats.sources.deck_template import read_template
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.plan import default_plan
from tests.builders import library_of, monitor_of
from tests.office.office import convert
from tests.pictures import EVIL, LONG
from tests.unit.test_deck_xml import story_of


@pytest.fixture(scope="module")
def story(example_library, example_monitor):
    monitor = example_monitor(2024)
    return build_story(example_library, monitor, default_plan(monitor), today=date(2026, 1, 2))


def one_line(text):
    return "".join(text.split())


def test_deck_has_a_page_per_slide_with_its_words(story, tmp_path):
    write_deck(story, tmp_path / "verhaal.pptx")
    pages = PdfReader(convert(tmp_path / "verhaal.pptx", "pdf", tmp_path)).pages
    assert len(pages) > len(story.slides)
    for page, slide in zip(pages, story.slides, strict=False):
        words = one_line(page.extract_text())
        assert one_line(slide.title) in words
        for bar in getattr(slide.picture, "bars", ()):
            if bar.figure.known:
                assert one_line(bar.label) in words


def test_workbook_keeps_every_figure(example_library, example_monitor, story, tmp_path):
    monitor = example_monitor(2024)
    write_workbook(example_library, monitor, story, tmp_path / "werkmap.xlsx")
    (tmp_path / "ods").mkdir()
    # There and back: what LibreOffice understood is what it writes.
    again = convert(convert(tmp_path / "werkmap.xlsx", "ods", tmp_path), "xlsx", tmp_path / "ods")
    sheet = load_workbook(again, data_only=True)["Wijken"]
    rows = {row[0]: row[2 : 2 + len(FIGURES)] for row in sheet.iter_rows(min_row=4, values_only=True)}
    for code, cells in monitor.coverage.cells.items():
        for name, value in zip(FIGURES, rows[code], strict=True):
            figure = cells[name]
            assert value == (pytest.approx(figure.value) if figure.known else figure.status.label)


def test_table_of_the_page_opens(example_monitor, tmp_path):
    write_coverage_xlsx(example_monitor(2024), tmp_path / "dekking.xlsx")
    pages = PdfReader(convert(tmp_path / "dekking.xlsx", "pdf", tmp_path)).pages
    assert example_monitor(2024).gemeente_name in pages[0].extract_text()


@pytest.mark.parametrize("name", [EVIL, LONG, '=HYPERLINK("http://x")'])
def test_every_picture_opens_on_a_small_template_of_ones_own_with_any_name(tmp_path, name):
    template = tmp_path / "sjabloon.pptx"
    deck = Presentation()
    deck.slide_width, deck.slide_height = 9_144_000, 5_143_500
    deck.save(str(template))
    made = story_of(name)
    write_deck(made, tmp_path / "verhaal.pptx", read_template(template))
    pages = PdfReader(convert(tmp_path / "verhaal.pptx", "pdf", tmp_path)).pages
    assert len(pages) > len(made.slides)
    assert all(
        one_line(slide.title) in one_line(page.extract_text()) for page, slide in zip(pages, made.slides, strict=False)
    )


def test_workbook_without_bereik_opens(tmp_path):
    monitor = monitor_of(None, names=["=1+1", EVIL, LONG])
    made = build_story(library_of(), monitor, default_plan(monitor), today=date(2026, 1, 2))
    write_workbook(library_of(), monitor, made, tmp_path / "werkmap.xlsx")
    (tmp_path / "ods").mkdir()
    again = convert(convert(tmp_path / "werkmap.xlsx", "ods", tmp_path), "xlsx", tmp_path / "ods")
    names = [row[1].value for row in load_workbook(again)["Wijken"].iter_rows(min_row=4)]
    assert names[:2] == ["=1+1", EVIL]
