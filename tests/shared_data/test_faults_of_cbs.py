"""Small inputs of CBS and maps that once went wrong; each gives exactly what its list says."""

import json
from pathlib import Path

import pytest

from kinderwerk_stats.cli import main
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import CbsTable, ReadResult
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.recognise import read_file
from tests.words import words_of


def read(shared_dir: Path, name: str) -> ReadResult:
    return read_file(shared_dir / "faults" / name)


def figures(result: ReadResult) -> CbsTable:
    assert result.usable
    [table] = result.tables
    assert isinstance(table, CbsTable)
    return table


def reach(result: ReadResult) -> BereikTable:
    assert result.usable
    [table] = result.tables
    assert isinstance(table, BereikTable)
    return table


def test_wk_code_is_a_column_of_codes(shared_dir: Path) -> None:
    result = read(shared_dir, "codekolom-wk_code.csv")
    assert (result.kind, result.area_counts["wijk"]) == ("kwb", 3)
    assert figures(result).values["children_0_14_count"]["WK047912"] == round(0.22 * 8505)
    assert figures(result).areas["name"]["WK047912"] == "Wijk 12 Poelenburg"


def test_r_writes_the_names_in_a_column_with_label_behind_it(shared_dir: Path) -> None:
    table = figures(read(shared_dir, "naamkolom-van-r-pakket.csv"))
    assert table.areas["name"]["WK190000"] == "Wijk 00 Bolsward"


def test_attributes_of_a_map_are_figures(shared_dir: Path) -> None:
    result = read(shared_dir, "pdok-percentage-0-tot-15.csv")
    table = figures(result)
    assert table.values["children_0_14_count"]["WK0363AA"] == 732
    assert any("afgerond percentage" in words_of(problem).action for problem in result.problems)
    assert table.areas["name"].tolist() == ["Haarlemmerbuurt", "Jordaan"]
    assert table.status["children_0_14_count"]["WK0363AB"] == Status.SUPPRESSED
    assert table.year == 2025


def test_a_row_of_numbers_is_no_header_with_ages(shared_dir: Path) -> None:
    result = read(shared_dir, "nabijheid-rij-als-leeftijden.csv")
    assert result.kind == "nabijheid"
    distance = figures(result).values["bso_distance_km"]
    assert (distance["WK034402"], distance["WK034403"]) == (0.5, 1.0)


def test_a_whole_file_without_a_last_line_end_is_read_with_a_remark(shared_dir: Path) -> None:
    result = read(shared_dir, "zonder-laatste-regeleinde.csv")
    assert figures(result).values["children_0_14_count"].tolist() == [900, 700]
    assert any("midden in een regel" in words_of(problem).found for problem in result.problems)


def test_a_line_that_names_the_delimiter_is_no_september(shared_dir: Path) -> None:
    table = reach(read(shared_dir, "sep-regel-als-september.csv"))
    assert table.year == 2024
    assert table.values["reached_count"].tolist() == [120, 80]


def test_a_workbook_under_a_wrong_name_is_read_by_its_content(shared_dir: Path) -> None:
    assert len(reach(read(shared_dir, "xlsx-met-de-naam.xls")).rows) == 10


def test_decimals_of_r_and_sql_are_no_telephone_numbers(shared_dir: Path) -> None:
    table = reach(read(shared_dir, "decimalen-als-telefoon.csv"))
    assert table.values["reached_count"].tolist() == [120, 80]


def test_one_figure_makes_no_wijk_certain(shared_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = shared_dir / "faults" / "behoefte-uit-een-cijfer.csv"
    assert main(["behoefte", "--cbs", str(path), "--jaar", "2025", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {wijk["group"] for wijk in answer["wijken"]} == {None}
    reasons = {wijk["group_reason"] for wijk in answer["wijken"] if wijk["index"] is not None}
    assert reasons == {"te_weinig_domeinen"}
    assert "1 cijfer" in answer["interval"]["in_words"]


@pytest.mark.slow
@pytest.mark.parametrize("row", range(2))
def test_every_row_of_nabijheid_alone_stays_nabijheid(shared_dir: Path, tmp_path: Path, row: int) -> None:
    """Three of some 870 real rows hold 0 and 4 to 11: none of them makes a table of ages, whatever row comes first."""
    lines = (shared_dir / "cbs" / "statline-85830NED-2023-utrecht-nabijheid.csv").read_bytes().splitlines()
    path = tmp_path / "a.csv"
    for first in range(1 + row, len(lines), 2):
        path.write_bytes(b"\r\n".join([lines[0], *lines[first : first + 40], b""]))
        assert read_file(path).kind == "nabijheid", lines[first][:60]
