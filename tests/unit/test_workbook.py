"""The workbook holds the figures of the screen, marked where they are hidden, and charts that can be edited."""

import json
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from kinderwerk_stats.analysis.coverage import FIGURES, Norm
from kinderwerk_stats.exports.coverage_files import beside_lines
from kinderwerk_stats.exports.open_tables import write_open_tables
from kinderwerk_stats.exports.workbook import write_workbook
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.context import build_context, context_lines
from kinderwerk_stats.story.plan import default_plan
from tests.builders import library_of, monitor_of

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
    marked = {row[0].value for row in sheet.iter_rows(min_row=4) if row[column - 1].fill.patternType == "lightTrellis"}
    assert marked == hidden
    assert {row[column - 1].value for row in sheet.iter_rows(min_row=4) if row[0].value in hidden} == {"verborgen"}


def test_charts_draw_cells_of_their_own_sheet(book):
    with_chart = [sheet for sheet in book.worksheets if sheet._charts]
    assert len(with_chart) == 4
    for sheet in with_chart:
        for series in sheet._charts[0].series:
            assert sheet.title in series.val.numRef.f


def test_what_holds_for_the_figures_stands_on_the_first_sheet(book, example_monitor):
    words = {row[1] for row in rows_of(book.worksheets[0])}
    context = build_context(example_monitor(2024), [], TODAY)
    for _, text in context_lines(context):
        assert text in words
    assert "verzonnen" in book.properties.title


def sheets_of(monitor, folder):
    """Return the workbook of an invented gemeente."""
    story = build_story(library_of(), monitor, default_plan(monitor), today=TODAY)
    write_workbook(library_of(), monitor, story, folder / "werkmap.xlsx")
    return load_workbook(folder / "werkmap.xlsx")


def test_a_year_without_reach_leaves_a_gap_in_the_line_and_says_why_beside_it(tmp_path):
    """Excel draws a word in a line as zero."""
    sheet = sheets_of(monitor_of(None), tmp_path)["Grafiek over de jaren"]
    assert [cell.value for cell in sheet[4]] == [2024, None, "onbekend"]
    assert sheet._charts[0].display_blanks == "gap"


def test_every_sheet_with_figures_says_that_they_are_invented(book, tmp_path):
    for sheet in book.worksheets:
        assert "verzonnen" in sheet["A1"].value or sheet.title in ("Lees mij", "Definities")
    assert not any("verzonnen" in sheet["A1"].value for sheet in sheets_of(monitor_of(), tmp_path).worksheets)


def test_without_a_norm_no_head_speaks_of_one(tmp_path):
    def heads(norm):
        sheet = sheets_of(monitor_of(norm=norm), tmp_path)["Wijken"]
        return " ".join(cell.value for cell in sheet[3])

    assert "tot de norm" not in heads(None)
    assert "Nog te bereiken tot het gemiddelde, ondergrens" in heads(None)
    assert "Nog te bereiken tot de norm, ondergrens" in heads(Norm(children_per_fte=800.0, reach_share=0.3))


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1", "@x", "-1+1", "\x00\x0b=1", "\t=1", "x" * 1000])
def test_no_cell_is_a_formula_or_a_link(tmp_path, name):
    for sheet in sheets_of(monitor_of(names=[name, "B", "C"], gemeente_name=name), tmp_path).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f" and cell.hyperlink is None
    with zipfile.ZipFile(tmp_path / "werkmap.xlsx") as archive:
        assert not any(b"<f>" in archive.read(part) for part in archive.namelist() if "worksheets/" in part)


def test_signals_and_what_is_not_taken_off_stand_on_the_first_sheet(tmp_path):
    monitor = monitor_of(bereik={"signals_count": [20, 30, 40]}, total={"signals_count": 90})
    words = {row[0]: row[1] for row in rows_of(sheets_of(monitor, tmp_path).worksheets[0])}
    for label, text in beside_lines(monitor):
        assert words[label] == text
    assert "Signalen in de gemeente" in words


def test_what_is_wider_than_its_column_goes_on_under_itself(book):
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                width = sheet.column_dimensions[cell.column_letter].width
                assert not isinstance(cell.value, str) or len(cell.value) <= width or cell.alignment.wrap_text


def test_csv_has_its_metadata_beside_it(example_monitor, tmp_path):
    monitor = example_monitor(2024)
    csv, beside = write_open_tables(
        monitor, build_context(monitor, list(monitor.names)[:1], TODAY), tmp_path / "dekking.csv"
    )
    assert beside.name == "dekking.csv-metadata.json"
    said = json.loads(beside.read_text(encoding="utf-8"))
    header = csv.read_text(encoding="utf-8-sig").splitlines()[0].split(";")
    columns = said["tableSchema"]["columns"]
    # A reader of the standard refuses a table with more columns than its description.
    assert [column["titles"] for column in columns] == header
    assert all(column["dc:description"] for column in columns)
    assert said["url"] == "dekking.csv"
    assert said["dc:created"] == "2026-01-02"
    # Whatever wijk was chosen: the table has them all.
    assert "Wijken: alle wijken" in said["dc:description"]
    reach = next(column for column in columns if column["name"] == "reach_share")
    assert "onderdrukt" in reach["null"] and reach["dc:description"] and reach["dc:source"]
