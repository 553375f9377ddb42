"""The template of a gemeente: what it holds, and that it is read back without a question. All figures are invented."""

import io

import openpyxl
import pytest

from kinderwerk_stats.exports.template import EXPLANATION, NO_WIJK_ROWS, SHEET, TOTAL_ROW, build_template
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.recognise import read_file
from tests.words import said_by

WIJKEN = {"WK990101": "Spoorkwartier", "WK990102": "=Oost", "WK990103": "Zuid"}
FIRST_ROW = 9
CHILDREN, VISITS, FTE, WORKERS, HOURS, LOCATIONS, VOLUNTEERS, SIGNALS = range(4, 12)


@pytest.fixture
def template():
    return build_template("GM9901", "Voorbeeldstad", 2024, WIJKEN, "Stichting Voorbeeld")


def fill(data, cells):
    book = openpyxl.load_workbook(io.BytesIO(data))
    for (row, column), value in cells.items():
        book[SHEET].cell(row, column).value = value
    return book


def read(book, folder):
    path = folder / "ingevuld.xlsx"
    book.save(path)
    return read_file(path)


def whole(first=FIRST_ROW):
    cells = {}
    for row, (children, fte) in enumerate([(54, 0.3), (174, 1.6), (80, 1)], start=first):
        figures = (children, children * 9, fte, 2, 400.5, 1, 3, 6)
        cells |= {(row, column): value for column, value in enumerate(figures, start=CHILDREN)}
    return cells | {(FIRST_ROW + 5, CHILDREN): 300}


def check_read(result):
    assert result.problems == ()
    assert result.usable
    (table,) = result.tables
    assert isinstance(table, BereikTable)
    return table


def test_filled_in_it_is_read_without_a_question(template, tmp_path):
    table = check_read(read(fill(template, whole()), tmp_path))
    assert table.year == 2024
    assert table.gemeente_code == "GM9901"
    assert table.place == "woonwijk"
    assert table.source.publisher == "Stichting Voorbeeld"
    assert table.rows["wijk_code"].tolist() == list(WIJKEN)
    assert table.rows["wijk_name"].tolist() == list(WIJKEN.values())
    assert table.values["reached_count"].tolist() == [54, 174, 80]
    assert table.values["kinderwerker_fte"].tolist() == [0.3, 1.6, 1]
    assert table.values["work_hours"].tolist() == [400.5] * 3
    assert len(table.values.columns) == 8
    assert table.total == {"reached_count": 300}
    assert table.counts_overlap


@pytest.mark.parametrize(
    "cells",
    [
        {(FIRST_ROW, CHILDREN): "<5", (FIRST_ROW, SIGNALS): "<5"},
        {(FIRST_ROW, CHILDREN): None, (FIRST_ROW, VISITS): None, (FIRST_ROW, FTE): None},
        {(FIRST_ROW + 1, LOCATIONS): "", (FIRST_ROW + 2, HOURS): 0},
        {(FIRST_ROW + 3, CHILDREN): 6, (FIRST_ROW + 4, CHILDREN): 3},  # no wijk known, from elsewhere
        {(FIRST_ROW + 5, CHILDREN): None},
        {(FIRST_ROW + 5, CHILDREN): 308},  # exactly the sum
    ],
)
def test_missing_and_small_figures_are_no_question(template, tmp_path, cells):
    check_read(read(fill(template, whole() | cells), tmp_path))


def test_small_and_missing_figures_stay_what_they_are(template, tmp_path):
    cells = whole() | {(FIRST_ROW, CHILDREN): "<5", (FIRST_ROW + 1, CHILDREN): None, (FIRST_ROW + 2, CHILDREN): 0}
    table = check_read(read(fill(template, cells), tmp_path))
    assert table.status["reached_count"].tolist() == [Status.SUPPRESSED, Status.UNKNOWN, Status.KNOWN]


def test_a_copy_saved_again_is_read_the_same(template, tmp_path):
    book = fill(template, whole())
    book.save(tmp_path / "eerst.xlsx")
    check_read(read(openpyxl.load_workbook(tmp_path / "eerst.xlsx"), tmp_path))


def test_without_an_organisation_its_cell_is_open_and_filled_in_it_counts(tmp_path):
    data = build_template("GM9901", "Voorbeeldstad", 2024, WIJKEN)
    cell = openpyxl.load_workbook(io.BytesIO(data))[SHEET]["B3"]
    assert cell.value is None and not cell.protection.locked
    table = check_read(read(fill(data, whole() | {(3, 2): "Welzijn Noord"}), tmp_path))
    assert table.source.publisher == "Welzijn Noord"


def test_only_what_is_to_be_filled_in_can_be_typed(template):
    sheet = openpyxl.load_workbook(io.BytesIO(template))[SHEET]
    assert sheet.protection.sheet
    unlocked = {cell.coordinate for row in sheet for cell in row if not cell.protection.locked}
    wijken = {f"{letter}{row}" for letter in "DEFGHIJK" for row in range(FIRST_ROW, FIRST_ROW + 3)}
    assert wijken <= unlocked
    assert unlocked - wijken == {"B3", "B4", "B5", "D12", "E12", "K12", "D13", "E13", "K13", "D14"}


def test_cells_have_drop_downs_and_number_checks(template):
    rules = openpyxl.load_workbook(io.BytesIO(template))[SHEET].data_validations.dataValidation
    by_cell = {str(rule.sqref): rule for rule in rules}
    assert by_cell["B4"].type == "list" and "woonwijk" in by_cell["B4"].formula1
    assert by_cell["D9:D14"].type == "custom" and '"<"' in by_cell["D9:D14"].formula1
    assert (by_cell["F9:F14"].type, by_cell["F9:F14"].formula1) == ("decimal", "0")
    assert (by_cell["I9:I14"].type, by_cell["I9:I14"].operator) == ("whole", "greaterThanOrEqual")
    assert all(rule.showErrorMessage and rule.error and rule.allow_blank for rule in rules)


def test_texts_are_no_formulas_and_the_rows_are_named(template):
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book[SHEET]
    assert all(cell.data_type != "f" for row in sheet for cell in row)
    assert [sheet.cell(row, 2).value for row in range(FIRST_ROW, FIRST_ROW + 6)] == [
        *WIJKEN.values(), *NO_WIJK_ROWS, TOTAL_ROW,
    ]  # fmt: skip
    explained = {row[0].value for row in book[EXPLANATION]}
    assert {cell.value for cell in sheet[FIRST_ROW - 1][3:]} <= explained


def test_a_total_below_the_sum_is_asked_about_without_the_note(template, tmp_path):
    result = read(fill(template, whole() | {(6, 1): None}), tmp_path)
    assert "het totaal is lager dan de som" in said_by(*result.problems)


@pytest.mark.parametrize("wijken", [{}, {"BU99010101": "Oost"}, {"WK990201": "Oost"}])
def test_wijken_of_another_gemeente_are_a_programming_error(wijken):
    with pytest.raises(ValueError, match="wijken must be"):
        build_template("GM9901", "Voorbeeldstad", 2024, wijken)
