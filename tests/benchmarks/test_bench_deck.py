"""Time to write a story, beside the same objects written by bare python-pptx and openpyxl."""

from datetime import date

import pytest
from openpyxl import Workbook
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from kinderwerk_stats.exports.deck import write_deck
from kinderwerk_stats.exports.workbook import write_workbook
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.plan import default_plan


@pytest.fixture(scope="module")
def story(example_library, example_monitor):
    monitor = example_monitor(2024)
    story = build_story(example_library, monitor, default_plan(monitor), today=date(2026, 1, 2))
    assert len(story.slides) >= 10
    return story


def bare_deck(story, path):
    """Write as many slides, each with a title, a chart of as many bars and a line of text."""
    deck = Presentation()
    for slide in story.slides:
        page = deck.slides.add_slide(deck.slide_layouts[5])
        page.shapes.title.text = slide.title
        data = CategoryChartData()
        bars = getattr(slide.picture, "bars", None) or range(14)
        data.categories = [str(n) for n in range(len(bars))]
        data.add_series("reeks", list(range(len(bars))))
        page.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 5_000_000, 5_000_000, data)
        page.shapes.add_textbox(0, 0, 100, 100).text_frame.text = slide.source
        page.notes_slide.notes_text_frame.text = slide.notes
    deck.save(str(path))


def bare_workbook(cells, path):
    book = Workbook()
    for _ in range(cells // 25):
        book.worksheets[0].append([1.5] * 25)
    book.save(path)


@pytest.mark.benchmark(group="deck of ten slides")
@pytest.mark.parametrize("who", ["ours", "bare python-pptx"])
def test_deck(benchmark, story, tmp_path, who):
    path = tmp_path / "verhaal.pptx"
    benchmark(write_deck if who == "ours" else bare_deck, story, path)
    assert len(Presentation(str(path)).slides) >= 10


@pytest.mark.benchmark(group="workbook")
@pytest.mark.parametrize("who", ["ours", "bare openpyxl, as many cells"])
def test_workbook(benchmark, example_library, example_monitor, story, tmp_path, who):
    path = tmp_path / "werkmap.xlsx"
    if who == "ours":
        benchmark(write_workbook, example_library, example_monitor(2024), story, path)
    else:
        benchmark(bare_workbook, 15 * 5 * 25 + 15 * 25 + 15 * 60, path)
    assert path.stat().st_size > 1000
