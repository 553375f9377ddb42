"""What is put on a slide fits it: letters become smaller, words are not broken, nothing lies over something else."""

from datetime import date

import pytest
from pptx import Presentation

from kinderwerk_stats.exports.deck import write_deck
from kinderwerk_stats.exports.deck.fitting import largest_fitting, lines_of, width_of
from kinderwerk_stats.exports.deck.tables import column_widths
from kinderwerk_stats.exports.deck.template import open_template, title_layout, title_size
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.story.slides import TablePicture

POINT = 12_700
LONG = "In Wijk 09 Oude Haven en Scheepmakerskwartier bereikt het kinderwerk 17 % van de kinderen"


@pytest.fixture(scope="module")
def story(example_library, example_monitor):
    # The longest name, and one that is nearly all words instead of figures.
    plan = Plan("GM9001", 2024, wijken=("WK900109", "WK900113", "WK900114"))
    return build_story(example_library, example_monitor(2024), plan, today=date(2026, 1, 2), load=example_monitor)


@pytest.fixture(params=[None, "4:3"])
def deck(story, tmp_path, request):
    template = None
    if request.param:
        template = tmp_path / "sjabloon.pptx"
        Presentation().save(str(template))
    write_deck(story, tmp_path / "verhaal.pptx", template)
    return Presentation(str(tmp_path / "verhaal.pptx"))


def test_titles_are_as_large_as_fits(deck):
    for page in deck.slides:
        title = page.shapes.title
        run = title.text_frame.paragraphs[0].runs[0]
        size = run.font.size.pt if run.font.size is not None else title_size(deck, page.slide_layout)
        assert size >= 14
        assert lines_of(title.text_frame.text, size, title.width / POINT) * size * 1.2 <= title.height / POINT


def test_nothing_lies_over_the_line_with_the_source_or_beside_the_slide(deck):
    for page in deck.slides:
        assert all(shape.left >= 0 and shape.left + shape.width <= deck.slide_width for shape in page.shapes)
        source = next((shape for shape in page.shapes if shape.name == "Bron"), None)
        for shape in page.shapes:
            # Shapes say how high they are in whole EMU.
            end = deck.slide_height if source is None or shape.shape_id == source.shape_id else source.top + 2
            assert shape.top + shape.height <= end, (page.shapes.title.text_frame.text, shape.name)


def test_no_word_of_a_table_is_broken(deck):
    tables = [shape.table for page in deck.slides for shape in page.shapes if shape.has_table]
    assert len(tables) > 5
    for table in tables:
        for row in table.rows:
            for cell, column in zip(row.cells, table.columns, strict=True):
                size = cell.text_frame.paragraphs[0].runs[0].font.size.pt if cell.text else 8
                assert all(width_of(word, size) <= column.width / POINT for word in cell.text.split())


def test_a_column_of_figures_keeps_them_on_one_line():
    picture = TablePicture(("", "Wijk 05"), (("een heel lange naam " * 5, "1.470 tot 1.630"),), (False, True))
    words, figures = column_widths(picture, 18, 500)
    assert figures >= width_of("1.470 tot 1.630", 18)
    assert words + figures == pytest.approx(500)


@pytest.mark.parametrize(("height", "size"), [(200, 40), (80, 20), (10, 12)])
def test_the_largest_letters_that_fit_are_taken(height, size):
    assert largest_fitting(LONG, (40, 20, 12), 600 * POINT, height * POINT) == size


def test_lines_break_between_words():
    assert lines_of("een twee drie", 10, 1000) == 1
    assert lines_of("een twee drie", 10, 50) == 2
    assert lines_of("scheepmakerskwartier", 10, 60) == 2
    assert lines_of("", 10, 60) == 1


def test_the_title_of_a_template_has_its_own_size():
    plain = open_template(None)
    assert title_size(plain, title_layout(plain)) == 44
    place = next(each for each in title_layout(plain).placeholders if each.placeholder_format.type in (1, 3))
    style = place.element.find(".//{*}lstStyle")
    level = style.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}lvl1pPr", {})
    level.append(style.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}defRPr", {"sz": "3600"}))
    style.append(level)
    assert title_size(plain, title_layout(plain)) == 36
