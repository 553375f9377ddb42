"""A figure of the gemeente's own: how it is read, refused and matched, also in a process of its own."""

import pandas as pd
import pytest

from kinderwerk_stats.model.areas import gemeente_code_of
from kinderwerk_stats.sources.own_indicator import match_own_indicator, read_own_indicator
from kinderwerk_stats.sources.safe import read_own_indicator_safely
from tests.file_builders import write_csv, write_xlsx
from tests.words import words_of

WIJKEN = pd.DataFrame(
    {"name": ["Oost", "West", "Zuid"]}, index=pd.Index(["WK900101", "WK900102", "WK900103"], name="wijk_code")
)
BY_CODE = [["Wijkcode", "Wijk", "Achterstandsscore"], ["WK900101", "Oost", "12,5"], ["WK900102", "West", "3"]]


def read(path):
    result = read_own_indicator(path)
    assert result.usable, result.problems
    assert result.own_indicator is not None
    return result.own_indicator


def reasons(path):
    result = read_own_indicator(path)
    assert not result.usable
    return " ".join(f"{words_of(problem).where} {words_of(problem).found}" for problem in result.problems)


def matched(table):
    return match_own_indicator(table, WIJKEN, "GM9001")


def test_codes_and_decimals_with_a_comma(tmp_path):
    table = read(write_csv(tmp_path / "a.csv", BY_CODE))
    figures, notes = matched(table)
    assert figures.fillna(-1).tolist() == [12.5, 3, -1]
    assert notes == []
    assert (table.source.title, table.source.kind, table.year) == ("Achterstandsscore", "eigen_indicator", None)
    assert {gemeente_code_of(code) for code in table.rows["wijk_code"].dropna()} == {"GM9001"}


def test_names_only_from_a_workbook_with_a_title_and_a_year(tmp_path):
    rows = [["Achterstanden per wijk"], [], ["Wijk", "Jaar", "Score"], ["Oost", 2023, 4.25], ["Zuid", 2023, 1]]
    table = read(write_xlsx(tmp_path / "a.xlsx", {"Blad1": rows}))
    assert matched(table)[0].fillna(-1).tolist() == [4.25, -1, 1]
    assert table.year == 2023


def test_an_empty_figure_is_missing_and_not_zero(tmp_path):
    rows = [["Wijkcode", "Score"], ["WK900101", ""], ["WK900102", "x"], ["WK900103", "0"]]
    assert matched(read(write_csv(tmp_path / "a.csv", rows)))[0].fillna(-1).tolist() == [-1, -1, 0]


def test_the_row_of_the_gemeente_and_a_note_below_are_no_wijk(tmp_path):
    rows = [*BY_CODE, ["GM9001", "Verzonnendam", "7"], ["", "Bron: eigen onderzoek", ""]]
    assert matched(read(write_csv(tmp_path / "a.csv", rows)))[0].fillna(-1).tolist() == [12.5, 3, -1]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["Wijkcode", "A", "B"], ["WK900101", "1", "2"], ["WK900102", "1", "2"]], "'A', 'B'"),
        ([["Wijkcode", "Wijk"], ["WK900101", "Oost"], ["WK900102", "West"]], "geen"),
        ([["Buurtcode X", "Score"], ["nergens", "1"], ["ergens", "2"]], "geen kolom met wijkcodes"),
        ([["a", "b"], ["c", "d"], ["e", "f"]], "geen tabel per wijk"),
        ([["Wijkcode", "Score"], ["WK900101", "1"], ["WK900102", "3"], ["WK900103", "veel"]], "geen getal"),
        ([["Wijkcode", "Score"], ["WK900101", "1.234"], ["WK900102", "2.345"]], "op twee manieren"),
        (
            [["Wijkcode", "Jaar", "Score"], ["WK900101", "2023", "1"], ["WK900102", "2024", "2"]],
            "2 jaren",
        ),
    ],
)
def test_what_cannot_be_one_figure_per_wijk_is_refused_with_a_reason(tmp_path, rows, found):
    assert found in reasons(write_csv(tmp_path / "a.csv", rows))


def test_personal_data_is_refused_before_anything_else_and_not_repeated(tmp_path):
    rows = [["Wijkcode", "BSN", "Score"], ["WK900101", "111222333", "1"], ["WK900102", "123456782", "2"]]
    text = reasons(write_csv(tmp_path / "a.csv", rows))
    assert "BSN" in text or "persoonsgegevens" in text
    assert "111222333" not in text
    hidden = write_xlsx(tmp_path / "a.xlsx", {"Blad1": BY_CODE, "Lijst": [["Voornaam", "Geboortedatum"], ["A", "B"]]},
                        hidden=["Lijst"])  # fmt: skip
    assert "persoonsgegevens" in reasons(hidden)


def test_a_wijk_that_is_not_there_refuses_all_of_it(tmp_path):
    table = read(write_csv(tmp_path / "a.csv", [["Wijk", "Score"], ["Oost", "1"], ["Verweg", "2"]]))
    figures, notes = matched(table)
    assert figures.isna().all()
    assert any(note.severity == "fout" for note in notes)


def test_the_process_of_its_own_answers_the_same(tmp_path):
    path = write_csv(tmp_path / "a.csv", BY_CODE)
    here, there = read(path), read_own_indicator_safely(path).own_indicator
    assert there is not None
    assert there.source == here.source
    pd.testing.assert_frame_equal(there.rows, here.rows)
    refused = read_own_indicator_safely(write_csv(tmp_path / "b.csv", [["a", "b"], ["c", "d"]]))
    assert refused.problems and not refused.usable
