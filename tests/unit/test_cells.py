"""Words of others never become a formula, in any file that leaves the dashboard. All names are invented."""

import csv
import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from kinderwerk_stats.exports.cells import append_row, guard_text, set_value, write_csv_rows
from kinderwerk_stats.exports.coverage_files import write_coverage_csv, write_coverage_xlsx
from kinderwerk_stats.exports.marked_workbook import mark_problems
from kinderwerk_stats.exports.template import build_template
from kinderwerk_stats.model.problems import Place, make_warning
from tests.builders import monitor_of
from tests.file_builders import write_csv

STARTS = ("=", "+", "-", "@", "\t", "\r")
DANGEROUS = ('=HYPERLINK("http://x.nl")', "+1+1", "-2+3", "@SOM(A1)", "\t=1", "\r=1")


def monitor_with(organisation):
    monitor = monitor_of(names=DANGEROUS[:3], gemeente_name=DANGEROUS[3])
    table = monitor.bereik
    assert table is not None
    source = replace(table.source, publisher=organisation)
    problem = make_warning("json_geen_object", Place(f"{organisation}.xlsx"), gevonden=organisation)
    return replace(monitor, bereik=replace(table, source=source)), [problem]


def check_workbook(data):
    """No cell is a formula, and no part of the file holds one or a link outside."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert {
        cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
    } <= {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert sheets and not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    return {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("name", DANGEROUS)
def test_csv_of_the_coverage_guards_every_text(name, tmp_path):
    monitor, problems = monitor_with(name)
    write_coverage_csv(monitor, tmp_path / "a.csv", problems)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert {row["organisation"] for row in rows} == {f"'{name}"}
    assert [row["wijk_name"] for row in rows] == [f"'{wijk}" for wijk in DANGEROUS[:4]]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(STARTS)]


@pytest.mark.parametrize("name", DANGEROUS)
def test_xlsx_of_the_coverage_keeps_text_as_text(name, tmp_path):
    monitor, problems = monitor_with(name)
    write_coverage_xlsx(monitor, tmp_path / "a.xlsx", problems)
    assert set(DANGEROUS[:3]) <= check_workbook((tmp_path / "a.xlsx").read_bytes())


@pytest.mark.parametrize("name", DANGEROUS)
def test_template_keeps_text_as_text(name):
    check_workbook(build_template("GM9901", name, 2024, {"WK990101": name}, name))


@pytest.mark.parametrize("name", DANGEROUS)
def test_marked_workbook_keeps_text_as_text(name, tmp_path):
    path = write_csv(tmp_path / "a.csv", [["wijk", "kinderen"], [f'"{name.replace(chr(34), chr(34) * 2)}"', 3]])
    problem = make_warning("json_geen_object", Place(name), gevonden=name)
    assert name.replace("\r", "\n") in {str(v).replace("_x000D_", "\n").replace("\r", "\n")
                                        for v in check_workbook(mark_problems(path, [problem]))}  # fmt: skip


def test_negative_numbers_stay_numbers(tmp_path):
    stream = io.StringIO()
    write_csv_rows(stream, [[-5, -0.25, "-5", 3.0]])
    assert stream.getvalue() == "-5;-0,25;'-5;3,0\r\n"
    sheet = openpyxl.Workbook().worksheets[0]
    append_row(sheet, [-5, "-5", "=1", None])
    append_row(sheet, [])
    append_row(sheet, ["na een lege rij"])
    assert [(cell.value, cell.data_type) for cell in sheet[1][:3]] == [(-5, "n"), ("-5", "s"), ("=1", "s")]
    assert sheet["A3"].value == "na een lege rij"


@pytest.mark.parametrize("start", STARTS)
def test_every_beginning_of_a_formula_is_guarded(start):
    assert guard_text(f"{start}x") == f"'{start}x"
    assert guard_text(f"x{start}") == f"x{start}"
    cell = openpyxl.Workbook().worksheets[0]["A1"]
    set_value(cell, f"{start}x")
    assert cell.data_type == "s"
