"""Read back every file of a gemeente and compare its figures with those of the screen."""

import csv
import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from pptx import Presentation

from kinderwerk_stats.analysis.coverage import FIGURES
from kinderwerk_stats.exports.coverage_files import FIELDS
from kinderwerk_stats.exports.deck import write_deck
from kinderwerk_stats.exports.deck.printed import read_printed
from kinderwerk_stats.exports.factsheet import Factsheets
from kinderwerk_stats.exports.images import slide_svg
from kinderwerk_stats.exports.open_tables import write_open_tables
from kinderwerk_stats.exports.praatplaat import build_praatplaat
from kinderwerk_stats.exports.presentation import build_presentation
from kinderwerk_stats.exports.workbook import write_workbook
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import ToldPlan
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.story.build import build_story, first_of
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.story.slides import (
    BarsPicture,
    MapPicture,
    MarksPicture,
    Picture,
    StepsPicture,
    Story,
    TablePicture,
    WijkPicture,
)
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.first import wijken_in_words
from kinderwerk_stats.text.key_figures import key_figures
from kinderwerk_stats.text.sentences import headline
from kinderwerk_stats.text.told_plan import told_rows
from tests.pdfs import squeezed, text_of
from tests.story_builders import told_of

TODAY = date(2026, 1, 2)
_MOST_WIJKEN = 12
_CODE = {status.code: status for status in Status}


def check_every_file(library: Library, monitor: Monitor, folder: Path) -> int:
    """Compare all of them; return how many figures were compared."""
    plan = replace(default_plan(monitor), wijken=tuple(monitor.names)[:_MOST_WIJKEN])
    told = told_of(library, monitor)
    story = build_story(library, monitor, plan, today=TODAY, told=told)
    return sum(
        (
            _check_deck(story, folder / "verhaal.pptx"),
            _check_workbook(library, monitor, story, folder / "werkmap.xlsx"),
            _check_csv(monitor, story, folder / "dekking.csv"),
            _check_pictures(story),
            _check_sheets(library, monitor, list(plan.wijken), told),
        )
    )


def words_of(picture: Picture | None) -> list[str]:
    """Return every figure of a picture as it is printed."""
    match picture:
        case BarsPicture():
            return [bar.text for bar in picture.bars]
        case WijkPicture():
            return [each for figure in picture.figures for each in (figure.value, figure.interval, figure.note) if each]
        case TablePicture():
            return [cell for row in picture.rows for cell in row]
        case StepsPicture():
            return [step.text for step in picture.steps]
        case MarksPicture():
            return [group.text for group in picture.groups]
        case MapPicture():
            return [area.text for area in picture.areas]
    return []


def _check_deck(story: Story, path: Path) -> int:
    write_deck(story, path)
    compared = 0
    for page, slide in zip(Presentation(str(path)).slides, story.slides, strict=False):
        picture = slide.picture
        charts = [shape.chart for shape in page.shapes if shape.has_chart]
        if isinstance(picture, BarsPicture):
            plot = charts[0].plots[0]
            for name, value, bar in zip(plot.categories, plot.series[0].values, picture.bars, strict=False):
                printed = read_printed(bar.text) if bar.figure.known else None
                assert value == (None if printed is None else printed.value), (name, bar)
                assert bar.figure.known or bar.text in name
                compared += 1
        elif isinstance(picture, TablePicture):
            table = next(shape.table for shape in page.shapes if shape.has_table)
            cells = [[cell.text for cell in row.cells] for row in table.rows]
            assert cells == [list(picture.columns), *map(list, picture.rows)]
            compared += len(cells)
        elif picture is not None:
            said = " ".join([each.get("descr") or "" for each in page.element.iter("{*}cNvPr")])
            assert all(words in said for words in words_of(picture)), slide.title
            compared += len(words_of(picture))
    return compared


def _check_workbook(library: Library, monitor: Monitor, story: Story, path: Path) -> int:
    write_workbook(library, monitor, story, path)
    book: Any = load_workbook(path)
    rows = {row[0].value: row for row in book["Wijken"].iter_rows(min_row=4)}
    compared = 0
    for code, cells in [*monitor.coverage.cells.items(), (monitor.gemeente_code, monitor.coverage.shown_totals)]:
        for name, cell in zip(FIGURES, rows[code][2:], strict=False):
            _same(cell.value, cells[name], cells[name].status.label)
            assert (cell.fill.patternType == "lightTrellis") == (cells[name].status == Status.SUPPRESSED)
            compared += 1
    for sheet in book.worksheets:
        for chart in sheet._charts:
            for series in chart.series:
                columns, first, last = _reference(series.val.numRef.f)
                drawn = [sheet[f"{columns}{row}"].value for row in range(first, last + 1)]
                assert all(value is None or isinstance(value, int | float) for value in drawn), sheet.title
    return compared


def _reference(formula: str) -> tuple[str, int, int]:
    found = re.search(r"\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?$", formula)
    assert found is not None
    return found[1], int(found[2]), int(found[3] or found[2])


def _check_csv(monitor: Monitor, story: Story, path: Path) -> int:
    """Read as the metadata beside the file say it must be read."""
    table, beside = write_open_tables(monitor, story.context, path)
    said = json.loads(beside.read_text(encoding="utf-8"))
    with table.open(encoding=f"{said['dialect']['encoding']}-sig", newline="") as stream:
        header, *rows = csv.reader(stream, delimiter=said["dialect"]["delimiter"])
    columns = said["tableSchema"]["columns"]
    assert [column["titles"] for column in columns] == header
    compared = 0
    places = [*monitor.coverage.cells.values(), monitor.coverage.totals]
    for row, cells in zip(rows, places, strict=True):
        for column, text in zip(columns, row, strict=True):
            if column["datatype"] == "string" or column["name"] == "year":
                continue
            comma = column["datatype"]["format"]["decimalChar"]
            number = None if text in column["null"] else float(text.replace(comma, "."))
            if column["name"] in FIELDS:
                figure = cells[column["name"]]
                _same(number, figure, None)
                assert number is not None or _CODE[text] == figure.status
                compared += 1
    return compared


def _same(value: Any, figure: Figure, absent: str | None) -> None:
    if figure.known:
        assert abs(value - figure.value) <= 1e-12 * max(1.0, abs(figure.value)), (value, figure)
    else:
        assert value == absent, (value, figure)


def _check_pictures(story: Story) -> int:
    page = re.sub(r"<style>.*?</style>|<script>.*?</script>|<[^>]*>", "", build_presentation(story), flags=re.DOTALL)
    shown = squeezed(unescape(page))
    for slide in story.slides:
        if slide.picture is None:
            continue
        svg = squeezed("".join(fromstring(slide_svg(slide, story.context)).itertext()))
        for words in words_of(slide.picture):
            assert squeezed(words) in svg, (slide.title, words)
            assert squeezed(words) in shown, (slide.title, words)
    return sum(len(words_of(slide.picture)) for slide in story.slides)


def _check_sheets(library: Library, monitor: Monitor, wijken: list[str], told: ToldPlan | None) -> int:
    sheets, compared = Factsheets(library, monitor, TODAY, told=told), 0
    places = [(code, monitor.coverage.cells[code]) for code in wijken]
    for code, cells in [*places, (None, monitor.coverage.totals)]:
        words = text_of(sheets.of_gemeente() if code is None else sheets.of_wijk(code))
        for figure in key_figures(monitor, cells, None if code is None else monitor.coverage.totals):
            assert squeezed(figure.label + figure.value + figure.unit + figure.interval) in words, (code, figure)
            compared += 1
        rows = () if told is None or told.plan is None else told_rows(told, told.plan, [code] if code else [])
        for row in rows:
            assert squeezed("".join(row)) in words, (code, row)
            compared += len(row)
    plan, first = default_plan(monitor), first_of(library, monitor)
    words = text_of(build_praatplaat(library, monitor, plan, today=TODAY))
    assert squeezed(plain(headline(monitor))) in words
    for wijk in wijken_in_words(monitor, first, plan.wijken):
        assert squeezed(wijk.figure) in words and squeezed(wijk.why) in words
        compared += 1
    for code in first.codes:
        assert squeezed(monitor.name_of(code)) in words
    return compared
