"""One wijk says the same on screen, in the deck, the presentation, on paper, in the workbook and in the csv."""

import csv
import re
from datetime import date
from html import unescape
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from kinderwerk_stats.analysis.coverage import FIGURES
from kinderwerk_stats.exports.deck import write_deck
from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.exports.images import slide_svg
from kinderwerk_stats.exports.open_tables import write_open_tables
from kinderwerk_stats.exports.praatplaat import build_praatplaat
from kinderwerk_stats.exports.presentation import build_presentation
from kinderwerk_stats.exports.workbook import write_workbook
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.context import context_lines
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.story.slides import BarsPicture
from kinderwerk_stats.text.intervals import format_figure, format_interval
from kinderwerk_stats.text.numbers import keep_together
from tests.app.test_pages import html_of, run_page
from tests.pdfs import squeezed, text_of

TODAY = date(2026, 11, 25)
# One with an interval in every figure, one without a kinderwerker, one whose count is hidden.
WIJKEN = ("WK900110", "WK900105", "WK900112")
ON_PAPER = ("reach_share", "children_per_fte", "gap_children_count", "gap_fte")
IN_TABLE = ("children_count", "reached_count", "kinderwerker_fte", *ON_PAPER)


def text_of_html(page):
    """Return the words of a page without its markup, style and script."""
    bare = re.sub(r"<(style|script)[^>]*>.*?</\1>", " ", page, flags=re.DOTALL)
    return squeezed(unescape(re.sub(r"<[^>]+>", " ", bare)))


@pytest.fixture(scope="module")
def made(example_library, example_monitor, tmp_path_factory):
    """Return everything that is made of one story about the three wijken."""
    folder, monitor = tmp_path_factory.mktemp("zelfde"), example_monitor(2024)
    plan = Plan("GM9001", 2024, wijken=WIJKEN)
    story = build_story(example_library, monitor, plan, today=TODAY, load=example_monitor)
    deck, workbook = folder / "verhaal.pptx", folder / "werkmap.xlsx"
    write_deck(story, deck)
    write_workbook(example_library, monitor, story, workbook)
    tables = write_open_tables(monitor, story.context, folder / "dekking.csv")
    sheets = Factsheets(example_library, monitor, TODAY, example_monitor)
    poster = build_praatplaat(example_library, monitor, plan, today=TODAY, load=example_monitor)
    return SimpleNamespace(
        monitor=monitor,
        story=story,
        deck=Presentation(str(deck)),
        book=load_workbook(workbook),
        table=list(csv.DictReader(tables[0].read_text("utf-8-sig").splitlines(), delimiter=";")),
        metadata=tables[1].read_text("utf-8"),
        presentation=build_presentation(story),
        sheets={code: text_of(sheets.of_wijk(code)) for code in WIJKEN},
        poster=text_of(poster),
        image=slide_svg(story.slides[1], story.context),
    )


def expected(monitor, code):
    """Return the words of each figure of a wijk, and of its interval."""
    cells = monitor.coverage.cells[code]
    return {name: (format_figure(name, cells), format_interval(name, cells)) for name in IN_TABLE}


@pytest.mark.parametrize("code", WIJKEN)
def test_slides_paper_and_screen_print_the_same_words(made, code):
    words, name = expected(made.monitor, code), made.monitor.name_of(code)
    slide = next(each for each in made.story.slides if each.part == "wijk" and each.subtitle.startswith(f"{name} in "))
    page = next(page for page in made.deck.slides if page.shapes.title.text_frame.text == keep_together(slide.title))
    written = squeezed(" ".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame))
    presented, screen = text_of_html(made.presentation), text_of_html(html_of(run_page("wijk", wijk=code)))
    for large in slide.picture.figures:
        for said in (large.value, large.label, large.interval, large.note):
            assert squeezed(said) in written and squeezed(said) in presented
    if made.monitor.coverage.cells[code]["reach_share"].known:
        first, (reached, _), (children, _) = slide.picture.figures[0], words["reached_count"], words["children_count"]
        assert first.value == f"{reached} van de {children}"
        assert first.interval.removeprefix("waarschijnlijk ") == words["reach_share"][1]
    for figure, (said, interval) in words.items():
        if figure in ON_PAPER:
            assert squeezed(said) in made.sheets[code] and squeezed(interval) in made.sheets[code]
            assert squeezed(said) in screen and squeezed(interval) in screen


@pytest.mark.parametrize("code", WIJKEN)
def test_workbook_and_csv_hold_the_figures_behind_these_words(made, code):
    cells = made.monitor.coverage.cells[code]
    rows = {row[0].value: row for row in made.book["Wijken"].iter_rows(min_row=4)}
    line = next(line for line in made.table if line["wijk_code"] == code)
    for place, name in enumerate(FIGURES):
        figure = cells[name]
        kept = rows[code][2 + place].value
        assert kept == (pytest.approx(figure.value) if figure.known else figure.status.label)
        if name in line:
            written = line[name]
            number = float(written.replace(",", ".")) if figure.known else written
            assert number == (pytest.approx(figure.value) if figure.known else figure.status.code)
    assert set(IN_TABLE) <= set(line)


def test_charts_of_the_deck_print_the_words_of_the_presentation(made):
    drawn = [slide for slide in made.story.slides if isinstance(slide.picture, BarsPicture)]
    assert len(drawn) == 2
    presented = text_of_html(made.presentation)
    for slide in drawn:
        page = next(
            page for page in made.deck.slides if page.shapes.title.text_frame.text == keep_together(slide.title)
        )
        chart = next(shape.chart for shape in page.shapes if shape.has_chart)
        plot = chart.plots[0]
        known = [bar for bar in slide.picture.bars if bar.figure.known]
        printed = [element.text for element in chart._chartSpace.iter("{*}t") if element.text]
        assert [bar.text for bar in known] == printed
        assert [value for value in plot.series[0].values if value is not None] == [
            pytest.approx(float(bar.text.replace(".", "").replace(",", "."))) for bar in known
        ]
        names = [str(name) for name in plot.categories]
        for bar, name in zip(slide.picture.bars, names, strict=True):
            assert name == (bar.label if bar.figure.known else f"{bar.label} ({bar.text})")
            assert squeezed(f"{bar.label}") in presented and squeezed(bar.text) in presented


def test_everything_says_what_its_figures_are(made):
    said = context_lines(made.story.context)
    assert {name for name, _ in said} >= {"Gemeente", "Jaar", "Leeftijd", "Norm", "Gewichten", "Kleine aantallen",
                                          "Verzonnen cijfers", "Bron", "Gemaakt op"}  # fmt: skip
    last = list(made.deck.slides)[len(made.story.slides) :]
    tables = [shape.table for page in last for shape in page.shapes if shape.has_table]
    files = {
        "dia's": " ".join(cell.text for table in tables for row in table.rows for cell in row.cells),
        "presentatie": text_of_html(made.presentation),
        "werkmap": " ".join(str(cell.value) for row in made.book.worksheets[0].iter_rows() for cell in row),
        "csv": made.metadata,
        "praatplaat": made.poster,
        **{f"factsheet {code}": words for code, words in made.sheets.items()},
    }
    for file, words in files.items():
        for name, about in said:
            # Who makes a sheet or a table of all wijken names those; a factsheet has nothing of the whole country.
            elsewhere = file.startswith("factsheet") and about.startswith("Sociaal Werk Nederland")
            if name != "Wijken" and not elsewhere:
                assert squeezed(about) in squeezed(words), (file, name)
    picture = text_of_html(made.image)
    for name, about in said:
        if name not in ("Bron", "Verzonnen cijfers"):
            assert squeezed(about) in picture, name
    assert "Bron:" in picture and "Verzonnencijfers" in picture
    assert "alle wijken" in files["werkmap"] and "Wijken: alle wijken" in made.metadata
