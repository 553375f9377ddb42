"""The exports that organisations send, as they are; their figures are invented, their wijken are those of Utrecht."""

from pathlib import Path

import pandas as pd
import pytest

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.bereik.wijk_names import match_wijken
from kinderwerk_stats.sources.files.grid import Sheet, read_sheets
from kinderwerk_stats.sources.privacy.headers import judge_header
from kinderwerk_stats.sources.privacy.personal_data import find_personal_data
from kinderwerk_stats.text.problems import as_json
from tests.words import said_by, words_of

REACHED = [54, 174, 180, 142, 0, 0, 79, 149, 376, 263]
FTE = [0.3, 1.6, 1.5, 1.1, 0, 0, 0.7, 1.1, 3.1, 1.8]
UTRECHT = pd.DataFrame(
    {
        "name": [
            *("Wijk 01 West", "Wijk 02 Noordwest", "Wijk 03 Overvecht", "Wijk 04 Noordoost", "Wijk 05 Oost"),
            *("Wijk 06 Binnenstad", "Wijk 07 Zuid", "Wijk 08 Zuidwest", "Wijk 09 Leidsche Rijn"),
            "Wijk 10 Vleuten-De Meern",
        ]
    },
    index=[f"WK0344{number:02}" for number in range(1, 11)],
)


def _read(shared_dir: Path, name: str) -> ReadResult:
    path = shared_dir / "bereik" / name
    return read_bereik(path, read_sheets(path))


def _table(result: ReadResult) -> BereikTable:
    assert result.usable, [said_by(problem) for problem in result.problems]
    (table,) = result.tables
    assert isinstance(table, BereikTable)
    return table


def _said(result: ReadResult) -> str:
    return "\n".join(words_of(problem).found for problem in result.problems)


def test_table_with_codes(shared_dir):
    result = _read(shared_dir, "utrecht-2024-met-codes.xlsx")
    table = _table(result)
    assert table.year == 2024
    assert table.gemeente_code == "GM0344"
    assert table.rows["wijk_code"].tolist() == list(UTRECHT.index)
    assert table.rows["row"].tolist() == list(range(2, 12))
    assert table.values["reached_count"].tolist() == REACHED
    assert table.values["kinderwerker_fte"].tolist() == FTE
    assert table.values["reached_count"].sum() == 1417
    assert table.values["kinderwerker_fte"].sum() == pytest.approx(11.2)
    assert (table.status == Status.KNOWN).all(axis=None)
    assert result.area_counts["wijk"] == 10
    assert "geen kinderwerkers, maar wel fte" in _said(result)


def test_yearly_report(shared_dir):
    result = _read(shared_dir, "utrecht-2024-jaarcijfers.xlsx")
    table = _table(result)
    assert table.year == 2024
    assert table.source.publisher == "Welzijn Voorbeeld (verzonnen cijfers)"
    assert "4 t/m 12" in table.source.note
    assert table.values["reached_count"].tolist() == REACHED
    assert table.values["kinderwerker_fte"].tolist() == FTE
    assert set(table.values) == {
        "reached_count", "visits_count", "signals_count", "kinderwerker_fte", "work_hours", "locations_count",
    }  # fmt: skip
    hidden = table.status["signals_count"] == Status.SUPPRESSED
    assert table.rows.loc[hidden, "wijk_name"].tolist() == ["Oost", "Binnenstad", "Leidsche Rijn"]
    assert table.values.loc[hidden, "signals_count"].isna().all()
    assert table.total == pytest.approx({"reached_count": 1417, "visits_count": 17284, "kinderwerker_fte": 11.2})
    assert table.counts_overlap
    assert "is de som van de wijken, terwijl een kind in meer wijken kan tellen" in _said(result)


def test_semicolon_file_of_excel(shared_dir):
    result = _read(shared_dir, "utrecht-2024.csv")
    table = _table(result)
    assert table.year is None, "the year stands in the file name only"
    assert table.values["reached_count"].tolist() == REACHED
    assert table.values["kinderwerker_fte"].tolist() == FTE
    assert "volunteers_count" in table.values
    assert "F (Opmerking)" in _said(result)
    assert "geen jaar" in _said(result)


@pytest.mark.parametrize("name", ["utrecht-2024-jaarcijfers.xlsx", "utrecht-2024.csv", "utrecht-2024-met-codes.xlsx"])
def test_every_shape_gives_the_same_wijken(shared_dir, name):
    table, problems = match_wijken(_table(_read(shared_dir, name)), UTRECHT, "GM0344")
    assert [problem for problem in problems if problem.severity == "fout"] == []
    reached = table.values["reached_count"].set_axis(table.rows["wijk_code"])
    assert reached.to_dict() == dict(zip(UTRECHT.index, REACHED, strict=True))


def test_list_of_persons_is_refused_without_repeating_it(shared_dir):
    result = _read(shared_dir, "deelnemerslijst-met-persoonsgegevens.xlsx")
    assert not result.usable
    assert result.tables == ()
    assert [words_of(problem).where[-7:] for problem in result.problems] == [f"kolom {letter}" for letter in "ABCD"]
    said = "\n".join(str(as_json(problem)) for problem in result.problems)
    for value in ("Voorbeeld", "Test", "Kind", "2015", "2013", "111222333", "123456782", "Noordwest"):
        assert value not in said


def test_register_of_activities_gives_visits_and_no_children(shared_dir):
    result = _read(shared_dir, "utrecht-2024-activiteiten.xlsx")
    table = _table(result)
    assert table.year == 2024
    # Counted once more, row by row, with nothing of the reader.
    rows = [row for row in read_sheets(shared_dir / "bereik" / "utrecht-2024-activiteiten.xlsx")[0].rows[3:] if row[0]]
    kinderwerk = [row for row in rows if row[1] == "Kinderwerk"]
    names = list(dict.fromkeys(str(row[6]) for row in kinderwerk))
    assert table.rows["wijk_name"].tolist() == names
    for name, values in zip(names, table.values.itertuples(index=False), strict=True):
        own = [row for row in kinderwerk if row[6] == name]
        assert values.visits_count == sum(row[8] for row in own)
        assert values.activities_count == len(own)
        assert values.activity_hours == pytest.approx(sum(row[9] for row in own))
    assert "reached_count" not in table.values
    assert f"{len(kinderwerk)} activiteiten van kinderwerk meegeteld" in _said(result)
    assert f"{len(rows) - len(kinderwerk)} van ander werk dan kinderwerk" in _said(result)


def test_quarters_give_a_year_without_children(shared_dir):
    result = _read(shared_dir, "utrecht-2024-kwartalen.xlsx")
    table = _table(result)
    assert table.year == 2024
    assert table.values["visits_count"].tolist() == [784, 3348, 1668, 2036, 0, 0, 956, 1772, 4216, 2500]
    assert table.values["kinderwerker_fte"].tolist() == pytest.approx(FTE)
    assert (table.status["reached_count"] == Status.UNKNOWN).all() and table.total == {}
    assert "mag u niet optellen" in _said(result) and "rij 3: 42" in _said(result)


@pytest.mark.parametrize("name", ["activiteiten.xlsx", "jaarcijfers.xlsx", "kwartalen.xlsx", "met-codes.xlsx"])
def test_no_false_alarm_about_persons(shared_dir, name):
    path = shared_dir / "bereik" / f"utrecht-2024-{name}"
    assert find_personal_data(path.name, read_sheets(path)) == []


def test_headers_and_codes_of_cbs_are_no_personal_data(shared_dir):
    headers = 0
    paths = sorted([*(shared_dir / "cbs").glob("*.csv"), *(shared_dir / "cbs").glob("*.xlsx")])
    for path in paths:
        sheets = read_sheets(path)
        for sheet in sheets:
            sheet.rows[400:] = []
            cells = [str(cell) for cell in sheet.rows[0] if cell]
            headers += len(cells)
            assert [cell for cell in cells if (found := judge_header(cell)) and found.hard] == []
        assert [said_by(problem) for problem in find_personal_data(path.name, sheets)] == []
    assert headers > 300


def test_buurt_codes_of_cbs_without_prefix_are_no_bsn(shared_dir: Path) -> None:
    path = shared_dir / "cbs" / "statline-85984NED-2024-nederland.csv"
    cells = {str(cell).strip() for sheet in read_sheets(path) for row in sheet.rows for cell in row}
    codes = sorted(cell[2:] for cell in cells if cell.startswith("BU") and cell[2:].isdigit())
    assert len(codes) > 10_000
    by_gemeente: dict[str, list[object]] = {}
    for code in codes:
        by_gemeente.setdefault(code[:4], []).append(int(code))
    all_codes: list[list[object]] = [[*codes], [int(code) for code in codes], *by_gemeente.values()]
    for numbers in all_codes:
        problems = find_personal_data("a.csv", [_sheet(numbers)])
        assert [problem for problem in problems if problem.severity == "fout"] == []


def _sheet(numbers: list[object]) -> Sheet:
    return Sheet("", [["code", "kinderen"], *([number, 12] for number in numbers)])
