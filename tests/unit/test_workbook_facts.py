"""What stands in a workbook beside its values is said, never skipped."""

import openpyxl
import pytest

from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.files.grid import read_sheets
from kinderwerk_stats.sources.files.workbook_facts import SheetFacts, read_sheet_facts
from tests.bereik_builders import errors_of, warnings_of


@pytest.fixture
def write(tmp_path):
    def write_book(rows, *, change=lambda _: None):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Cijfers 2024"
        for row in rows:
            sheet.append(row)
        change(sheet)
        path = tmp_path / "bereik.xlsx"
        book.save(path)
        return path

    return write_book


ROWS = [["Wijk", "Unieke kinderen", "Fte"], ["West", 54, 0.3], ["Oost", 174, 1.6]]


def _read(path):
    return read_bereik(path, read_sheets(path))


def test_hidden_rows_are_read_and_said(write):
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True

    result = _read(write(ROWS, change=hide))
    assert "Cijfers 2024, rij 3: verborgen rijen; die zijn wel gelezen" in warnings_of(result)
    assert result.tables[0].values["reached_count"].tolist() == [54, 174]
    assert "verborgen rijen" not in warnings_of(_read(write(ROWS)))


def test_a_formula_that_was_never_computed_is_refused(write):
    rows = [*ROWS, ["Zuid", "=B2+B3", 0.1], ["Noord", "=B2", 0.1]]
    assert errors_of(_read(write(rows))) == [
        "bereik.xlsx, blad Cijfers 2024, kolom B, rij 4 en 5: een formule zonder uitkomst"
    ]


def test_a_formula_outside_the_table_is_no_problem(write):
    assert _read(write([*ROWS[:1], [*ROWS[1], None, "=B2"], ROWS[2]])).usable


def test_a_wijk_merged_over_its_quarters(write):
    rows = [["Wijk", "Kwartaal", "Bezoeken"]]
    for name in ("West", "Oost"):
        rows += [[name if number == 1 else None, number, 10] for number in (1, 2, 3, 4)]

    def merge(sheet):
        sheet.merge_cells("A2:A5")
        sheet.merge_cells("A6:A9")

    result = _read(write(rows, change=merge))
    assert result.usable, errors_of(result)
    assert result.tables[0].values["visits_count"].tolist() == [40, 40]


def test_merged_figures_are_not_counted_twice(write):
    result = _read(write([ROWS[0], ["West", 54, 0.3], ["Oost", None, 1.6]], change=lambda s: s.merge_cells("B2:B3")))
    assert result.tables[0].values["reached_count"].fillna(-1).tolist() == [54, -1]


def test_a_wijk_merged_over_two_rows_of_one_year_is_refused(write):
    rows = [ROWS[0], ["West", 54, 0.3], [None, 20, 0.2]]
    result = _read(write(rows, change=lambda sheet: sheet.merge_cells("A2:A3")))
    assert "dezelfde wijk meer dan een keer" in errors_of(result)[0]


def test_facts_of_a_sheet(write):
    def change(sheet):
        sheet.row_dimensions[2].hidden = True
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("A1:C1")
        sheet["C3"] = "=A1"

    facts = read_sheet_facts(write(ROWS, change=change))
    assert facts == {"Cijfers 2024": SheetFacts(frozenset({1}), ((1, 1, 2),), frozenset({(2, 2)}))}


def test_a_file_that_is_no_workbook_has_no_facts(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Wijk;Bezoeken\n", encoding="utf-8")
    assert read_sheet_facts(path) == {}
    assert read_sheet_facts(tmp_path / "weg.xlsx") == {}
