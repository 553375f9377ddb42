"""The workbook holds the figures of the screen, marked where they are hidden, and charts that can be edited."""

import json
from datetime import date

import pytest
from openpyxl import load_workbook

from kinderwerk_stats.analysis.coverage import FIGURES
from kinderwerk_stats.exports.open_tables import write_open_tables
from kinderwerk_stats.exports.workbook import write_workbook
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.context import build_context, context_lines
from kinderwerk_stats.story.plan import default_plan

TODAY = date(2026, 1, 2)


@pytest.fixture(scope="module")
def book(example_library, example_monitor, tmp_path_factory):
    monitor = example_monitor(2024)
    story = build_story(example_library, monitor, default_plan(monitor), today=TODAY)
    path = tmp_path_factory.mktemp("werkmap") / "werkmap.xlsx"
    write_workbook(example_library, monitor, story, path)
    return load_workbook(path)


def rows_of(sheet, first=4):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def as_cell(figure):
    # Excel keeps fifteen digits of a number.
    return pytest.approx(figure.value, rel=1e-14) if figure.known else figure.status.label


def test_every_wijk_has_the_figures_of_the_screen(book, example_monitor):
    monitor = example_monitor(2024)
    rows = {row[0]: row for row in rows_of(book["Wijken"])}
    assert set(rows) == {*monitor.names, monitor.gemeente_code}
    for code, cells in [*monitor.coverage.cells.items(), (monitor.gemeente_code, monitor.coverage.totals)]:
        assert rows[code][2 : 2 + len(FIGURES)] == [as_cell(cells[name]) for name in FIGURES]


def test_every_year_is_there_with_its_own_figures(book, example_library, example_monitor):
    rows = rows_of(book["Jaren"])
    assert sorted({row[0] for row in rows}) == example_library.years("GM9001")
    reach = 3 + FIGURES.index("reach_share")
    for year in (2020, 2023):
        cells = example_monitor(year).coverage.cells
        shown = {row[1]: row[reach] for row in rows if row[0] == year and row[1] in cells}
        assert shown == {code: as_cell(cells[code]["reach_share"]) for code in cells}


def test_hidden_figures_are_hatched_and_in_words(book, example_monitor):
    cells = example_monitor(2024).coverage.cells
    column = 3 + FIGURES.index("reached_count")
    hidden = {code for code in cells if cells[code]["reached_count"].status == Status.SUPPRESSED}
    assert hidden
    sheet = book["Wijken"]
    marked = {row[0].value for row in sheet.iter_rows(min_row=4) if row[column - 1].fill.patternType == "lightUp"}
    assert marked == hidden
    assert {row[column - 1].value for row in sheet.iter_rows(min_row=4) if row[0].value in hidden} == {"onderdrukt"}


def test_charts_draw_cells_of_their_own_sheet(book):
    with_chart = [sheet for sheet in book.worksheets if sheet._charts]
    assert len(with_chart) == 4
    for sheet in with_chart:
        for series in sheet._charts[0].series:
            assert sheet.title in series.val.numRef.f


def test_what_holds_for_the_figures_stands_on_the_first_sheet(book, example_monitor):
    words = {row[1] for row in rows_of(book.worksheets[0])}
    context = build_context(example_monitor(2024), [], TODAY)
    for label, text in context_lines(context):
        if label != "Wijken":
            assert text in words
    assert "verzonnen" in book.properties.title


def test_csv_has_its_metadata_beside_it(example_monitor, tmp_path):
    monitor = example_monitor(2024)
    csv, beside = write_open_tables(monitor, build_context(monitor, [], TODAY), tmp_path / "dekking.csv")
    assert beside.name == "dekking.csv-metadata.json"
    said = json.loads(beside.read_text(encoding="utf-8"))
    header = csv.read_text(encoding="utf-8-sig").splitlines()[0].split(";")
    columns = said["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == header[: len(columns)]
    assert said["url"] == "dekking.csv"
    assert said["dc:created"] == "2026-01-02"
    reach = next(column for column in columns if column["name"] == "reach_share")
    assert "onderdrukt" in reach["null"] and reach["dc:description"] and reach["dc:source"]
