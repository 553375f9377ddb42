"""Single years of age: of CBS or of the gemeente itself, only totals, only whole years, nothing counted twice."""

from pathlib import Path

import numpy as np
import pytest

from kinderwerk_stats.model.datasets import AgesTable, ReadResult
from kinderwerk_stats.sources.cbs.ages_layout import parse_age
from kinderwerk_stats.sources.recognise import read_file
from tests.file_builders import write_csv, write_xlsx
from tests.words import words_of

CBS_HEADER = ["ID", "Geslacht", "Leeftijd", "BurgerlijkeStaat", "RegioS", "Perioden", "BevolkingOp1Januari_1"]


def only(result: ReadResult) -> AgesTable:
    assert result.usable, result.problems
    assert result.kind == "leeftijden"
    [table] = result.tables
    assert isinstance(table, AgesTable)
    return table


def cbs_code(age: int) -> str:
    return "10010" if age == 0 else f"1{age:02d}00"


def cbs_rows(*, region: str = "GM9001", year: str = "2019JJ00", ages: range = range(20)) -> list[list[object]]:
    """Total, men and women: 100 + age children in all."""
    return [
        [1, sex, cbs_code(age), "T001019", region, year, f"{count:>8}"]
        for age in ages
        for sex, count in (("T001038", 100 + age), ("3000   ", 60), ("4000   ", 40 + age))
    ]


@pytest.mark.parametrize(
    ("text", "age"),
    [("10010", 0), ("10100", 1), ("11400", 14), ("11700", 17), ("11800", None), ("10000", None), ("10200 ", 2),
     ("0", 0), ("4 jaar", 4), ("4.0", 4), ("leeftijd 12", 12), ("17 jaar", 17), ("18 jaar", None), ("22300", None),
     ("5 tot 10 jaar", None), ("95 jaar of ouder", None), ("Totaal", None), ("", None), ("19901", None)],
)  # fmt: skip
def test_single_year_of_age(text: str, age: int | None) -> None:
    assert parse_age(text) == age


def test_cbs_table_counts_totals_only(tmp_path: Path) -> None:
    rows = [[1, "T001038", "10000", "T001019", "GM9001", "2019JJ00", "   30000"], *cbs_rows()]
    result = read_file(write_csv(tmp_path / "a.csv", [CBS_HEADER, *rows], encoding="utf-8-sig"))
    table = only(result)
    assert table.counts.index.tolist() == ["GM9001"]
    assert [int(age) for age in table.counts.columns] == list(range(18))
    assert list(table.counts.loc["GM9001"]) == [100.0 + age for age in range(18)]
    assert (table.source.publisher, table.year) == ("CBS", 2019)
    assert not result.problems
    assert result.area_counts["gemeente"] == 1


def test_every_year_is_a_table_and_other_regions_are_passed_by(tmp_path: Path) -> None:
    rows = [
        *cbs_rows(year="2019JJ00"),
        *cbs_rows(year="2021JJ00"),
        *cbs_rows(region="PV26  "),
        *cbs_rows(region="NL01  "),
    ]
    tables = read_file(write_csv(tmp_path / "a.csv", [CBS_HEADER, *rows])).tables
    assert [table.year for table in tables] == [2019, 2021]
    assert isinstance(tables[0], AgesTable)
    assert tables[0].counts.index.tolist() == ["GM9001", "NL00"]


def test_statline_labels(tmp_path: Path) -> None:
    header = ["Geslacht", "Leeftijd", "Burgerlijke staat", "Perioden", "Regio's", "Bevolking op 1 januari (aantal)"]
    rows = [["Totaal mannen en vrouwen", f"{age} jaar", "Totaal burgerlijke staat", "2024*", "Nederland", 1000 + age]
            for age in range(15)]  # fmt: skip
    rows += [["Mannen", f"{age} jaar", "Totaal burgerlijke staat", "2024*", "Nederland", 500] for age in range(15)]
    table = only(read_file(write_csv(tmp_path / "a.csv", [header, *rows])))
    assert table.year == 2024
    assert list(table.counts.loc["NL00"]) == [1000.0 + age for age in range(15)]


def test_region_names_without_codes_are_refused(tmp_path: Path) -> None:
    header = ["Geslacht", "Leeftijd", "Burgerlijke staat", "Perioden", "Regio's", "Bevolking op 1 januari (aantal)"]
    rows = [["Totaal mannen en vrouwen", f"{age} jaar", "Totaal burgerlijke staat", "2024", "Voorstad (gemeente)", 9]
            for age in range(15)]  # fmt: skip
    result = read_file(write_csv(tmp_path / "a.csv", [header, *rows]))
    assert (result.kind, result.usable) == ("leeftijden", False)
    assert "onbewerkte dataset" in words_of(result.problems[0]).action


def test_men_and_women_are_added_where_there_is_no_total(tmp_path: Path) -> None:
    rows = [row for row in cbs_rows() if row[1] != "T001038"]
    table = only(read_file(write_csv(tmp_path / "a.csv", [CBS_HEADER, *rows])))
    assert list(table.counts.loc["GM9001"]) == [100.0 + age for age in range(18)]


def test_men_alone_are_refused(tmp_path: Path) -> None:
    rows = [row for row in cbs_rows() if row[1] == "3000   "]
    result = read_file(write_csv(tmp_path / "a.csv", [CBS_HEADER, *rows]))
    assert not result.usable
    assert "alleen een deel" in words_of(result.problems[0]).found


def test_men_known_and_women_not_is_not_known(tmp_path: Path) -> None:
    rows = [row for row in cbs_rows() if row[1] != "T001038"]
    rows[9][-1] = "."
    table = only(read_file(write_csv(tmp_path / "a.csv", [CBS_HEADER, *rows])))
    assert np.isnan(table.counts.loc["GM9001"]).tolist() == [age == 4 for age in range(18)]


def test_own_table_with_a_row_per_age(tmp_path: Path) -> None:
    rows = [[code, 2023, age, 10 * age] for code in ("WK900101", "WK900102") for age in range(15)]
    path = write_xlsx(tmp_path / "a.xlsx", {"BRP": [["wijkcode", "jaar", "leeftijd", "aantal"], *rows]})
    table = only(read_file(path))
    assert (table.source.publisher, table.year) == ("onbekend", 2023)
    assert table.counts.loc["WK900102", 14] == 140


@pytest.mark.parametrize("labels", [list(range(15)), [f"{age} jaar" for age in range(15)]])
def test_own_table_with_a_column_per_age(tmp_path: Path, labels: list[object]) -> None:
    rows = [["WK900101", "Centrum", *range(15)], ["WK900102", "Haven", *range(100, 115)]]
    result = read_file(write_xlsx(tmp_path / "a.xlsx", {"BRP": [["wijkcode", "wijk", *labels], *rows]}))
    table = only(result)
    assert list(table.counts.loc["WK900102"]) == list(range(100, 115))
    assert table.year is None
    assert "geef het jaar op" in words_of(result.problems[0]).action


def test_columns_of_months_are_no_ages(tmp_path: Path) -> None:
    rows = [["wijkcode", "wijk", *range(1, 13)], ["WK900101", "Centrum", *range(12)]]
    assert read_file(write_xlsx(tmp_path / "a.xlsx", {"b": rows})).kind != "leeftijden"


@pytest.mark.parametrize(
    ("ages", "missing"), [(range(15), None), (range(14), "14"), (range(4, 13), "0, 1, 2, 3, 13, 14")]
)
def test_incomplete_ages_are_reported(tmp_path: Path, ages: range, missing: str | None) -> None:
    result = read_file(write_csv(tmp_path / "a.csv", [CBS_HEADER, *cbs_rows(ages=ages)]))
    found = [words_of(problem).found for problem in result.problems]
    assert found == ([] if missing is None else [f"deze leeftijden ontbreken: {missing}"])
    assert result.usable


def test_area_with_a_hole_is_reported(tmp_path: Path) -> None:
    rows = cbs_rows()
    rows[12][-1] = "       ."
    result = read_file(write_csv(tmp_path / "a.csv", [CBS_HEADER, *rows]))
    assert np.isnan(only(result).counts.loc["GM9001"]).tolist() == [age == 4 for age in range(18)]
    assert words_of(result.problems[0]).found == "niet elke leeftijd is gevuld voor GM9001"


def test_same_age_twice_is_refused(tmp_path: Path) -> None:
    rows = [["WK900101", age, 10 + n] for n, age in enumerate((*range(15), 4))]
    result = read_file(write_csv(tmp_path / "a.csv", [["wijkcode", "leeftijd", "aantal"], *rows]))
    assert not result.usable
    assert "WK900101" in words_of(result.problems[0]).found


def test_table_without_whole_years_is_refused(tmp_path: Path) -> None:
    result = read_file(write_csv(tmp_path / "a.csv", [CBS_HEADER, *cbs_rows(year="2019KW01")]))
    assert not result.usable
    assert "geen rij" in words_of(result.problems[0]).found


@pytest.mark.parametrize(("bad", "problems"), [(20, 20), (21, 21), (30, 21)])
def test_unreadable_counts_are_named_up_to_twenty(tmp_path: Path, bad: int, problems: int) -> None:
    rows = [[f"WK9001{wijk:02d}", age, "abc" if 15 * wijk + age < bad else 9] for wijk in range(2) for age in range(15)]
    result = read_file(write_csv(tmp_path / "a.csv", [["wijkcode", "leeftijd", "aantal"], *rows]))
    assert len(result.problems) == problems


def test_same_row_twice_counts_once(tmp_path: Path) -> None:
    rows = cbs_rows()
    table = only(read_file(write_csv(tmp_path / "a.csv", [CBS_HEADER, *rows, *rows[:5]])))
    assert table.counts.loc["GM9001", 0] == 100


def test_unreadable_count_is_refused_with_its_place(tmp_path: Path) -> None:
    rows = cbs_rows()
    rows[3][-1] = "veel"
    result = read_file(write_csv(tmp_path / "a.csv", [CBS_HEADER, *rows]))
    assert [words_of(problem).where for problem in result.problems] == ["a.csv, rij 5, kolom G"]
    assert not result.usable


def test_own_table_with_personal_data_is_refused(tmp_path: Path) -> None:
    rows = [["WK900101", f"Kind {age}", age, 1] for age in range(15)]
    result = read_file(write_csv(tmp_path / "a.csv", [["wijkcode", "voornaam", "leeftijd", "aantal"], *rows]))
    assert not result.usable
    assert not result.tables


def v4_rows(measure: str, extra: float = 0) -> list[list[object]]:
    return [[row[0], measure, "None", float(str(row[6])) + extra, *row[1:6]] for row in cbs_rows()]


V4_HEADER = [
    "Id",
    "Measure",
    "ValueAttribute",
    "Value",
    "Geslacht",
    "Leeftijd",
    "BurgerlijkeStaat",
    "RegioS",
    "Perioden",
]


def test_odata_v4_counts_the_people_of_1_january_only(tmp_path: Path) -> None:
    rows = [*v4_rows("M000365", 0.5), *v4_rows("M000352")]
    table = only(read_file(write_csv(tmp_path / "a.csv", [V4_HEADER, *rows])))
    assert (table.source.publisher, table.year) == ("CBS", 2019)
    assert list(table.counts.loc["GM9001"]) == [100.0 + age for age in range(18)]


def test_odata_v4_with_the_mean_of_the_year_only_is_refused(tmp_path: Path) -> None:
    result = read_file(write_csv(tmp_path / "a.csv", [V4_HEADER, *v4_rows("M000365")]))
    assert (result.kind, result.usable) == ("leeftijden", False)
    assert "bevolking op 1 januari" in words_of(result.problems[0]).found


def test_a_whole_country_starts_with_regions_of_other_kinds(tmp_path: Path) -> None:
    others = [f"PV{n}  " for n in range(20, 32)] + [f"CR{n:02d}  " for n in range(1, 41)]
    rows = [row for region in (*others, "GM9001") for row in cbs_rows(region=region)]
    table = only(read_file(write_csv(tmp_path / "a.csv", [CBS_HEADER, *rows])))
    assert table.counts.index.tolist() == ["GM9001"]


def test_ages_in_columns_under_their_topic(tmp_path: Path) -> None:
    """The mean of the year beside the people of 1 January is not read."""
    topics = ("Bevolking op 1 januari", "Gemiddelde bevolking")
    header = ["Regiocode", "Perioden", *(f"{topic}/{age} jaar (aantal)" for topic in topics for age in range(15))]
    row = ["GM9001", "2019", *(100 + age for age in range(15)), *(900 + age for age in range(15))]
    table = only(read_file(write_csv(tmp_path / "a.csv", [header, row])))
    assert table.year == 2019
    assert list(table.counts.loc["GM9001"]) == [100.0 + age for age in range(15)]


@pytest.mark.parametrize("headers", [["2018", "2019*"], [f"Bevolking op 1 januari (aantal)/{y}" for y in (2018, 2019)]])
def test_years_in_columns(tmp_path: Path, headers: list[str]) -> None:
    rows = [["GM9001", f"{age} jaar", 50 + age, 100 + age] for age in range(15)]
    result = read_file(write_csv(tmp_path / "a.csv", [["Regiocode", "Leeftijd", *headers], *rows]))
    first, second = result.tables
    assert isinstance(first, AgesTable)
    assert isinstance(second, AgesTable)
    assert (first.year, second.year) == (2018, 2019)
    assert list(first.counts.loc["GM9001"]) == [50.0 + age for age in range(15)]
    assert list(second.counts.loc["GM9001"]) == [100.0 + age for age in range(15)]


def test_a_table_as_statline_lays_it_out_is_refused_with_what_to_download(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Bevolking op 1 januari; leeftijd en regio"],
        ["", "Onderwerp", "Bevolking op 1 januari"],
        ["", "Regio's", "Plaats (gemeente)"],
        ["Geslacht", "Leeftijd", "aantal"],
        *(["Totaal mannen en vrouwen", f"{age} jaar", 100 + age] for age in range(15)),
        ["Bron: CBS"],
    ]
    result = read_file(write_csv(tmp_path / "a.csv", rows))
    assert (result.kind, result.usable) == ("leeftijden", False)
    assert "onbewerkte dataset" in words_of(result.problems[0]).action
