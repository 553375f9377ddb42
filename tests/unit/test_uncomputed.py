"""Formulas without an outcome and error cells are said, in a table of CBS as in one of bereik: never just missing."""

import openpyxl
import pytest

from kinderwerk_stats.sources.recognise import read_file
from tests.words import words_of

CBS = [
    ["gwb_code", "regio", "a_inw", "a_00_14", "g_ink_pi", "jaar"],
    ["GM9001", "Verzonnendam", 3000, 600, 30.5, 2024],
    ["WK900101", "West", 1600, 320, 31.2, 2024],
    ["WK900102", "Oost", 1400, 280, 29.1, 2024],
]
BEREIK = [
    ["wijkcode", "unieke kinderen", "jaar", "opmerking"],
    ["WK900101", 54, 2024, "x"],
    ["WK900102", 74, 2024, "x"],
]
AGES = [
    ["gemeentecode", "jaar", *(f"{age} jaar" for age in range(15))],
    *[[code, 2024, *range(30, 45)] for code in ("GM9001", "WK900101")],
]


@pytest.fixture
def read(tmp_path):
    def read_rows(rows, cells=None):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Cijfers"
        for row in rows:
            sheet.append(row)
        for place, value in (cells or {}).items():
            sheet[place] = value
        path = tmp_path / "tabel.xlsx"
        book.save(path)
        result = read_file(path)
        return result, [
            (p.severity, f"{words_of(p).where}: {words_of(p).found}")
            for p in result.problems
            if "open het" in words_of(p).action
        ]

    return read_rows


@pytest.mark.parametrize("rows", [CBS, BEREIK, AGES])
def test_a_workbook_with_figures_only_needs_no_word(read, rows):
    result, said = read(rows)
    assert result.usable
    assert said == []


@pytest.mark.parametrize(
    ("place", "column"), [("C3", "C"), ("D3", "D"), ("A4", "A")], ids=["inhabitants", "children", "codes"]
)
def test_what_everything_rests_on_is_refused(read, place, column):
    result, said = read(CBS, {place: "=1+1"})
    assert not result.usable
    where = f"tabel.xlsx, blad Cijfers, kolom {column}, rij {place[1]}"
    assert said == [("fout", f"{where}: een formule zonder uitkomst")]
    _, said = read(CBS, {place: "#REF!"})
    assert said == [("fout", f"{where}: een foutmelding van Excel, zoals #VERW! of #N/B")]


def test_other_figures_are_a_warning(read):
    result, said = read(CBS, {"E2": "=1+1", "E3": "=1+1"})
    assert result.usable
    assert said == [("waarschuwing", "tabel.xlsx, blad Cijfers, kolom E, rij 2 en 3: een formule zonder uitkomst")]


def test_cells_of_several_columns_are_counted_in_one_problem(read):
    _, said = read(CBS, {f"{column}{row}": "#N/A" for column in "CD" for row in (2, 3, 4)})
    cells = "in 6 cellen: C2, C3, C4, D2, D3 en nog 1"
    assert said == [("fout", f"tabel.xlsx, blad Cijfers: een foutmelding van Excel, zoals #VERW! of #N/B, {cells}")]


def test_bereik_and_ages_too(read):
    for rows, place in ((BEREIK, "B2"), (AGES, "E2")):
        result, said = read(rows, {place: "#DIV/0!"})
        assert not result.usable
        assert [severity for severity, _ in said] == ["fout"]


def test_a_column_that_is_not_read_does_not_matter(read):
    assert read(BEREIK, {"D2": "#DIV/0!"})[1] == []


@pytest.mark.parametrize(("cell", "usable"), [("NA", True), (".", True), ("#N/B", False), ("#DEEL/0!", False)])
def test_an_error_in_a_text_file_is_no_missing_figure(tmp_path, cell, usable):
    path = tmp_path / "kwb.csv"
    rows = [list(map(str, row)) for row in CBS]
    rows[3][3] = cell
    path.write_text("\n".join(map(",".join, rows)) + "\n")
    result = read_file(path)
    assert result.usable is usable
    if not usable:
        assert [words_of(p).found for p in result.problems if p.severity == "fout"] == [
            f"de foutmelding {cell} in de kolom a_00_14"
        ]


@pytest.mark.parametrize("cell", ["#N/B", "#DEEL/0!"])
def test_an_error_in_a_text_file_of_bereik_is_refused(tmp_path, cell):
    path = tmp_path / "bereik.csv"
    path.write_text(f"wijkcode;unieke kinderen;jaar\nWK900101;54;2024\nWK900102;{cell};2024\n")
    assert not read_file(path).usable
