"""The readers against the real CBS files, read here a second time with openpyxl and the csv module."""

import csv
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from kinderwerk_stats.model.datasets import AgesTable, CbsTable, ReadResult
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.describe import describe_indicators
from kinderwerk_stats.sources.recognise import read_file
from tests.words import words_of

KWB = "kwb-2024-utrecht.xlsx"
NEDERLAND = "statline-85984NED-2024-nederland.csv"
SES_WOA = "statline-85163NED-2019-amsterdam-met-symbolen.csv"
NABIJHEID = "statline-85830NED-2023-utrecht-nabijheid.csv"
DEN_HAAG = "odata-84583NED-2019-den-haag-untyped.csv"
AGES = "odata-03759ned-2019-den-haag.csv"


def read(shared_dir: Path, name: str) -> ReadResult:
    return read_file(shared_dir / "cbs" / name)


def only(result: ReadResult) -> CbsTable:
    assert result.usable
    [table] = result.tables
    assert isinstance(table, CbsTable)
    return table


def raw_csv(shared_dir: Path, name: str) -> list[dict[str, str]]:
    with (shared_dir / "cbs" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def plain_value(cell: object) -> float:
    """Read a cell in the simplest way that is right for these files."""
    try:
        return float(str(cell).strip())
    except ValueError:
        return float("nan")


def check_against(table: CbsTable, code_column: str, raw: list[dict[str, str]], factors: dict[str, float]) -> None:
    """Compare every figure of every area with the raw cell it comes from."""
    by_code = {str(row[code_column]).strip(): row for row in raw}
    assert set(table.areas.index) == set(by_code)
    for name, column in table.source_columns.items():
        if name == "children_0_14_share":
            continue
        expected = [plain_value(by_code[code][column]) * factors.get(name, 1) for code in table.areas.index]
        np.testing.assert_allclose(table.values[name], expected, rtol=1e-12, err_msg=name)
        np.testing.assert_array_equal(table.status[name] == Status.KNOWN, np.isfinite(expected), err_msg=name)


PERCENT = dict.fromkeys(
    ["jeugdzorg_share", "low_income_household_share", "social_minimum_household_share", "rented_home_share",
     "social_minimum_110_household_share", "social_minimum_120_household_share", "owner_occupied_home_share",
     "housing_corporation_share"],
    0.01,
)  # fmt: skip
FACTORS = {**PERCENT, "woz_eur": 1000, "income_per_person_eur": 1000}


@pytest.mark.parametrize(
    ("name", "kind", "year", "areas"),
    [
        (KWB, "kwb", None, (0, 1, 10, 111)),
        (NEDERLAND, "statline", None, (1, 342, 3393, 14574)),
        (SES_WOA, "ses_woa", 2019, (0, 1, 99, 479)),
        (NABIJHEID, "nabijheid", None, (1, 1, 10, 111)),
        (DEN_HAAG, "odata", None, (0, 1, 44, 114)),
        (AGES, "leeftijden", 2019, (0, 1, 0, 0)),
    ],
)
def test_every_file_is_recognised(
    shared_dir: Path, name: str, kind: str, year: int | None, areas: tuple[int, int, int, int]
) -> None:
    result = read(shared_dir, name)
    assert (result.kind, result.usable) == (kind, True)
    assert [table.year for table in result.tables] == [year]
    assert tuple(result.area_counts.values()) == areas
    assert [problem.asks for problem in result.problems] == (["jaar"] if year is None else [])


def test_kwb_workbook_cell_by_cell(shared_dir: Path) -> None:
    header, *rows = openpyxl.load_workbook(shared_dir / "cbs" / KWB).worksheets[0].iter_rows(values_only=True)
    raw = [dict(zip([str(name) for name in header], [str(cell) for cell in row], strict=True)) for row in rows]
    table = only(read(shared_dir, KWB))
    check_against(table, "gwb_code_10", raw, FACTORS)
    assert len(raw) == len(table.areas) == 122
    assert table.values.loc["GM0344", "children_0_14_count"] == 59_098
    assert list(table.areas.loc["WK034401"]) == ["wijk", "Wijk 01 West", "Utrecht", 1]


def test_columns_of_the_first_wave_are_not_published(shared_dir: Path) -> None:
    table = only(read(shared_dir, KWB))
    counts = {line["name"]: line for line in describe_indicators(table)}
    for name in ("woz_eur", "income_per_person_eur", "jeugdzorg_count", "jeugdzorg_share", "bijstand_count"):
        assert counts[name]["not_published"] == 122
        assert counts[name]["values"] == counts[name]["missing"] == counts[name]["suppressed"] == 0
    # One buurt without people has no household size: that is unknown, not unpublished.
    assert (counts["household_size"]["values"], counts["household_size"]["missing"]) == (121, 1)
    assert all(
        sum(int(line[key]) for key in ("values", "missing", "suppressed", "not_published")) == 122
        for line in counts.values()
    )


def test_whole_country_cell_by_cell(shared_dir: Path) -> None:
    table = only(read(shared_dir, NEDERLAND))
    raw = raw_csv(shared_dir, NEDERLAND)
    check_against(table, "Regioaanduiding/Codering (code)", raw, {})
    assert table.areas["name"].tolist() == [row["Wijken en buurten"].strip() for row in raw]
    assert table.areas["gemeente_name"].tolist() == [row["Regioaanduiding/Gemeentenaam (naam)"].strip() for row in raw]
    kinds = [row["Regioaanduiding/Soort regio (omschrijving)"].strip().lower() for row in raw]
    assert table.areas["kind"].tolist() == kinds
    assert table.areas["indeling_change"].value_counts().to_dict() == {1: 17_346, 3: 958, 2: 5}
    assert table.areas["indeling_change"].isna().sum() == 1
    wijken = table.values[table.areas["kind"] == "wijk"]
    assert (wijken["population_count"] == 0).sum() == 26
    assert (wijken["children_0_14_count"] == 0).sum() == 72


def test_den_haag_2019_cell_by_cell(shared_dir: Path) -> None:
    table = only(read(shared_dir, DEN_HAAG))
    check_against(table, "Codering_3", raw_csv(shared_dir, DEN_HAAG), FACTORS)
    assert table.values.loc["GM0518", "children_0_14_count"] == 92_532
    assert table.areas["name"].isna().all()
    assert set(table.areas["gemeente_name"]) == {"'s-Gravenhage"}


def test_den_haag_keeps_zero_secret_and_unknown_apart(shared_dir: Path) -> None:
    table = only(read(shared_dir, DEN_HAAG))
    assert table.values.loc["WK051801", "population_count"] == 0
    assert table.status.loc["WK051801", "population_count"] == Status.KNOWN
    assert table.status.loc["WK051801", "jeugdzorg_share"] == Status.SUPPRESSED
    assert table.status.loc["WK051801", "woz_eur"] == Status.UNKNOWN
    wijken = table.status[table.areas["kind"] == "wijk"]
    assert (wijken["jeugdzorg_share"] == Status.SUPPRESSED).sum() == 5
    assert (wijken["low_income_household_share"] == Status.UNKNOWN).sum() == 2
    assert not (wijken.drop(columns=["jeugdzorg_share", "jeugdzorg_count"]) == Status.SUPPRESSED).any(axis=None)


def test_ses_woa_amsterdam(shared_dir: Path) -> None:
    table = only(read(shared_dir, SES_WOA))
    check_against(table, "Regiocode (gemeente, wijk, buurt) (code)", raw_csv(shared_dir, SES_WOA), {})
    assert table.values.columns.tolist() == ["ses_woa_score"]
    assert table.values.loc["GM0363", "ses_woa_score"] == -0.1


def test_nabijheid_utrecht(shared_dir: Path) -> None:
    table = only(read(shared_dir, NABIJHEID))
    check_against(table, "Regioaanduiding/Codering (code)", raw_csv(shared_dir, NABIJHEID), {})
    assert table.source_columns["bso_distance_km"].startswith("Kinderopvang/Buitenschoolse opvang/Afstand")
    assert table.values.loc["WK034401", ["bso_distance_km", "bso_within_1_km_count"]].to_dict() == {
        "bso_distance_km": 0.5, "bso_within_1_km_count": 5.1}  # fmt: skip
    assert set(table.status["school_distance_km"]) == {Status.NOT_PUBLISHED}


def test_ages_of_den_haag(shared_dir: Path) -> None:
    [table] = read(shared_dir, AGES).tables
    assert isinstance(table, AgesTable)
    counts = table.counts.loc["GM0518"]
    assert counts[list(range(15))].sum() == 92_532
    assert counts[list(range(4, 13))].sum() == 55_660
    assert counts[0] == 6_226
    assert counts[1] == 6_396


def test_real_tables_of_cbs_are_plausible(shared_dir):
    for path in sorted((shared_dir / "cbs").glob("*.[cx]*")):
        assert not [
            p for p in read_file(path).problems if "samen" in words_of(p).found or "inwoners in" in words_of(p).found
        ], path.name
