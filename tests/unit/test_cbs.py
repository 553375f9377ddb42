"""CBS tables in every shape they come in become one table; what cannot be trusted is refused or said."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.model.datasets import CbsTable, ReadResult
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.recognise import read_file
from tests.file_builders import write_csv, write_xls, write_xlsx
from tests.words import words_of

KWB = ["gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "gwb_code", "ind_wbi"]
STATLINE = [
    "Wijken en buurten",
    "Regioaanduiding/Gemeentenaam (naam)",
    "Regioaanduiding/Codering (code)",
    "Regioaanduiding/Indelingswijziging gemeente, wijk, buurt (code)",
    "Bevolking/Aantal inwoners (aantal)",
    "Bevolking/Leeftijdsgroepen/0 tot 15 jaar (aantal)",
]
ROWS = [
    ["Nederland", "Nederland   ", "NL00      ", ".", 17_000_000, 2_700_000],
    ["Voorstad", "Voorstad    ", "GM9001    ", "1", 30_000, 4_801],
    ["Wijk 01 Centrum", "Voorstad    ", "WK900101  ", "3", 12_000, 1_805],
    ["Oude Haven", "Voorstad    ", "BU90010101", "1", 0, 0],
]


def only(result: ReadResult) -> CbsTable:
    assert result.usable, result.problems
    [table] = result.tables
    assert isinstance(table, CbsTable)
    return table


def fouten(result: ReadResult) -> list[str]:
    assert not result.usable
    assert not result.tables
    return [words_of(problem).found for problem in result.problems if problem.severity == "fout"]


def kwb_row(code: str, name: str, *figures: object) -> list[object]:
    kind = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}[code[:2]]
    return [code, code[2:], name, "Voorstad", kind, code, 1, *figures]


def statline(path: Path, rows: list[Any] = ROWS, header: list[str] = STATLINE) -> Path:
    quoted = [[f'"{cell}"' for cell in header], *([f'"{c}"' if isinstance(c, str) else c for c in r] for r in rows)]
    return write_csv(path, quoted, encoding="utf-8-sig")


# --- the same table in every dialect ------------------------------------------------------------------------


def check_rows(table: CbsTable) -> None:
    assert table.areas.index.tolist() == ["NL00", "GM9001", "WK900101", "BU90010101"]
    assert table.areas["kind"].tolist() == ["land", "gemeente", "wijk", "buurt"]
    assert table.areas["name"].tolist() == ["Nederland", "Voorstad", "Wijk 01 Centrum", "Oude Haven"]
    assert table.areas["gemeente_name"].tolist() == ["Nederland", "Voorstad", "Voorstad", "Voorstad"]
    assert table.areas["indeling_change"].tolist() == [pd.NA, 1, 3, 1]
    assert table.values["population_count"].tolist() == [17_000_000, 30_000, 12_000, 0]
    assert table.values["children_0_14_count"].tolist() == [2_700_000, 4_801, 1_805, 0]
    assert (table.status[["population_count", "children_0_14_count"]] == Status.KNOWN).all(axis=None)


def test_statline_without_symbols(tmp_path: Path) -> None:
    result = read_file(statline(tmp_path / "a.csv"))
    check_rows(only(result))
    assert result.kind == "statline"
    assert result.area_counts == {"land": 1, "gemeente": 1, "wijk": 1, "buurt": 1}


def test_statline_with_symbols(tmp_path: Path) -> None:
    rows = [[*row[:4], f"{row[4]:>8}", f"{row[5]:>8}"] for row in ROWS]
    check_rows(only(read_file(statline(tmp_path / "a.csv", rows))))


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "cp1252"), ("\t", "cp1252"), ("\t", "utf-16")])
def test_statline_saved_again_by_excel(tmp_path: Path, delimiter: str, encoding: str) -> None:
    check_rows(
        only(read_file(write_csv(tmp_path / "a.csv", [STATLINE, *ROWS], delimiter=delimiter, encoding=encoding)))
    )


def test_statline_saved_as_workbook(tmp_path: Path) -> None:
    check_rows(only(read_file(write_xlsx(tmp_path / "a.xlsx", {"Blad1": [STATLINE, *ROWS]}))))


def test_statline_saved_again_by_r(tmp_path: Path) -> None:
    header = [
        "",
        "ï..Wijken.en.buurten",
        "Regioaanduiding.Gemeentenaam..naam.",
        "Regioaanduiding.Codering..code.",
        "Regioaanduiding.Indelingswijziging.wijken.en.buurten..code.",
        "Bevolking.Aantal.inwoners..aantal.",
        "Bevolking.Leeftijdsgroepen.0.tot.15.jaar..aantal.",
    ]
    rows = [
        [f'"{number}"', *(f'"{c}"' if isinstance(c, str) else c for c in row)] for number, row in enumerate(ROWS, 1)
    ]
    table = only(read_file(write_csv(tmp_path / "a.csv", [[f'"{h}"' for h in header], *rows], delimiter=",")))
    check_rows(table)


def test_header_under_a_title(tmp_path: Path) -> None:
    rows = [["Kerncijfers wijken en buurten 2016"], [], ["Bron: CBS"], STATLINE, *ROWS]
    table = only(read_file(write_xlsx(tmp_path / "a.xlsx", {"Blad1": rows})))
    check_rows(table)
    assert table.year == 2016


@pytest.mark.parametrize("first", [29, 30])
def test_header_is_looked_for_in_thirty_rows(tmp_path: Path, first: int) -> None:
    rows: list[list[object]] = [["tekst"]] * first
    result = read_file(write_xlsx(tmp_path / "a.xlsx", {"Blad1": [*rows, STATLINE, *ROWS]}))
    assert (result.kind == "statline") == (first < 30)


def test_statline_table_layout_with_codes(tmp_path: Path) -> None:
    rows = [
        ["Kerncijfers wijken en buurten 2012"],
        [],
        ["", "Onderwerp"],
        ["", "Regioaanduiding|Codering", "Bevolking|Aantal inwoners", "Leeftijdsgroepen|0 tot 15 jaar"],
        ["Wijken en buurten", "code", "aantal", "%"],
        ["Voorstad", "GM9001", "30000", "16,0"],
        ["Bron: CBS"],
    ]
    table = only(read_file(write_csv(tmp_path / "a.csv", rows)))
    assert table.year == 2012
    assert table.areas.loc["GM9001", "name"] == "Voorstad"
    assert table.values.loc["GM9001", "children_0_14_count"] == 4800


def test_odata_untyped_has_codes_only(tmp_path: Path) -> None:
    header = ["ID", "WijkenEnBuurten", "Gemeentenaam_1", "SoortRegio_2", "Codering_3", "AantalInwoners_5",
              "k_0Tot15Jaar_8", "GemiddeldeWoningwaarde_35", "Koopwoningen_40"]  # fmt: skip
    rows = [
        ["1", "GM9001    ", "Voorstad   ", "Gemeente  ", "GM9001    ", "   30000", "    4801", "     241", "    43.0"],
        ["2", "WK900101  ", "Voorstad   ", "Wijk      ", "WK900101  ", "   12000", "    1805", "       .", "    57.0"],
    ]
    result = read_file(write_csv(tmp_path / "a.csv", [header, *rows]))
    table = only(result)
    assert result.kind == "odata"
    assert table.areas["name"].isna().all()
    assert table.areas["gemeente_name"].tolist() == ["Voorstad", "Voorstad"]
    assert table.values.loc["GM9001", "woz_eur"] == 241_000
    assert table.values["owner_occupied_home_share"].tolist() == [0.43, 0.57]
    assert table.status["woz_eur"].tolist() == [Status.KNOWN, Status.UNKNOWN]
    assert table.source_columns["woz_eur"] == "GemiddeldeWoningwaarde_35"


def test_odata_typed_and_json_say_the_same(tmp_path: Path) -> None:
    typed = write_csv(
        tmp_path / "a.csv",
        [["ID", "WijkenEnBuurten", "Gemeentenaam_1", "AantalInwoners_5", "GemiddeldeHuishoudensgrootte_32"],
         ['"1"', '"GM9001    "', '"Voorstad  "', '"30000"', '"2.1"'],
         ['"2"', '"WK900101  "', '"Voorstad  "', '"0"', ""]],
    )  # fmt: skip
    body = tmp_path / "b.json"
    body.write_text(
        '{"odata.metadata": "x", "value": ['
        '{"ID": 1, "WijkenEnBuurten": "GM9001    ", "Gemeentenaam_1": "Voorstad  ", "AantalInwoners_5": 30000, '
        '"GemiddeldeHuishoudensgrootte_32": 2.1},'
        '{"ID": 2, "WijkenEnBuurten": "WK900101  ", "Gemeentenaam_1": "Voorstad  ", "AantalInwoners_5": 0, '
        '"GemiddeldeHuishoudensgrootte_32": null}]}',
        encoding="utf-8",
    )
    first, second = only(read_file(typed)), only(read_file(body))
    pd.testing.assert_frame_equal(first.values, second.values)
    pd.testing.assert_frame_equal(first.status, second.status)
    pd.testing.assert_frame_equal(first.areas, second.areas)
    assert first.values["population_count"].tolist() == [30_000, 0]
    assert first.status["household_size"].tolist() == [Status.KNOWN, Status.UNKNOWN]


def test_odata_4_observations(tmp_path: Path) -> None:
    rows = [
        ["Id", "Measure", "ValueAttribute", "Value", "WijkenEnBuurten", "StringValue"],
        [1, "T001036", "None", "30000", "GM9001", ""],
        [2, "10680", "None", "4801", "GM9001", ""],
        [3, "M001642", "None", "241,5", "GM9001", ""],
        [4, "T001036", "None", "0", "WK900101", ""],
        [5, "M001642", "Confidential", "", "WK900101", ""],
        [6, "PC000C", "None", "", "WK900101", "1234"],
        [7, "T001036", "None", "7", "LD01", ""],
    ]
    result = read_file(write_csv(tmp_path / "Observations.csv", rows))
    table = only(result)
    assert result.kind == "odata"
    assert table.areas.index.tolist() == ["GM9001", "WK900101"]
    names = ["population_count", "children_0_14_count", "woz_eur"]
    assert [table.values.loc["GM9001", name] for name in names] == [30_000, 4_801, 241_500]
    assert table.status["population_count"].tolist() == [Status.KNOWN, Status.KNOWN]
    assert table.status["children_0_14_count"].tolist() == [Status.KNOWN, Status.UNKNOWN]
    assert table.status["woz_eur"].tolist() == [Status.KNOWN, Status.SUPPRESSED]


@pytest.mark.parametrize(
    ("value", "attribute", "said"),
    [("4801", "None", []), ("", "None", []), ("?", "Confidential", []), ("4o1", "None", ["rij 3, kolom D"])],
)
def test_odata_4_names_a_value_that_is_no_number(tmp_path: Path, value: str, attribute: str, said: list[str]) -> None:
    rows = [
        ["Id", "Measure", "ValueAttribute", "Value", "WijkenEnBuurten"],
        [1, "T001036", "None", "30000", "GM9001"],
        [2, "10680", attribute, value, "GM9001"],
        [3, "PC000C", "None", "4o1", "GM9001"],
    ]
    result = read_file(write_csv(tmp_path / "a.csv", rows))
    assert [words_of(p).where.partition(", ")[2] for p in result.problems if words_of(p).found == "geen getal"] == said
    assert result.usable is not bool(said)


@pytest.mark.parametrize(
    ("people", "children", "words"),
    [
        (500, 100, ""),
        (100, 500, "meer kinderen van 0 tot 15 jaar dan inwoners"),
        (500, None, "geen kolom met kinderen"),
    ],
)
def test_odata_4_is_looked_at_like_any_table(tmp_path: Path, people: int, children: int | None, words: str) -> None:
    rows = [["Id", "Measure", "Value", "WijkenEnBuurten"], [1, "T001036", str(people), "WK900101"]]
    rows += [] if children is None else [[2, "10680", str(children), "WK900101"]]
    found = [words_of(problem).found for problem in read_file(write_csv(tmp_path / "a.csv", rows)).problems]
    assert any("kinderen" in text for text in found) is bool(words)
    assert words in " ".join(found)


def test_odata_4_without_our_measures_is_refused(tmp_path: Path) -> None:
    rows = [["Id", "Measure", "Value", "WijkenEnBuurten"], [1, "A047040", "30000", "GM9001"]]
    assert "geen enkel onderwerp" in fouten(read_file(write_csv(tmp_path / "a.csv", rows)))[0]


def test_old_workbook_of_2015_with_text_numbers(tmp_path: Path) -> None:
    header = [*KWB, "a_inw", "p_00_14", "g_woz", "p_hh_m_k", "a_hh"]
    rows = [
        kwb_row("GM9001", "Voorstad   ", 30_000.0, 16.0, "240", 33.0, 14_000.0),
        kwb_row("WK900101", "Wijk 01 Centrum", "12000", "         .", ".", "30", "6000"),
    ]
    result = read_file(write_xls(tmp_path / "a.xls", "kwb-2015", [header, *rows]))
    table = only(result)
    assert (result.kind, table.year) == ("kwb", 2015)
    assert table.values["children_0_14_share"].iloc[0] == 0.16
    assert table.values["children_0_14_count"].iloc[0] == 4_800
    assert table.values["households_with_children_count"].tolist() == [4_620, 1_800]
    assert table.status["children_0_14_count"].tolist() == [Status.KNOWN, Status.UNKNOWN]
    assert table.source_columns["children_0_14_count"] == "p_00_14 x a_inw"
    warnings = [words_of(problem).where for problem in result.problems if problem.severity == "waarschuwing"]
    # The last one: only one of its wijken is there.
    assert warnings == ["a.xls, blad kwb-2015, kolom p_00_14", "a.xls, blad kwb-2015, kolom p_hh_m_k", "a.xls"]


def test_workbook_of_2012_with_capitals_and_one_letter_kinds(tmp_path: Path) -> None:
    header = ["GWB_CODE12", "GWB_NAAM12", "RECS", "AANT_INW", "P_00_14_JR", "WOZ"]
    rows = [["GM9001", "Voorstad", "G", 30_000, 16, 240], ["BU90010101", "Oude Haven", "B", 100, 20, -99_997]]
    table = only(read_file(write_xlsx(tmp_path / "a.xlsx", {"Blad1": [header, *rows]})))
    assert table.year == 2012
    assert table.areas["kind"].tolist() == ["gemeente", "buurt"]
    assert table.values["children_0_14_count"].tolist() == [4_800, 20]
    assert table.status["woz_eur"].tolist() == [Status.KNOWN, Status.SUPPRESSED]


def test_count_goes_before_percentage(tmp_path: Path) -> None:
    rows = [[*KWB, "p_00_14", "a_inw", "a_00_14"], kwb_row("GM9001", "Voorstad", 17, 30_000, 4_801)]
    table = only(read_file(write_xlsx(tmp_path / "a.xlsx", {"kwb-2017": rows})))
    assert table.values["children_0_14_count"].tolist() == [4_801]


@pytest.mark.parametrize(("children", "expected"), [(100, 100 / 100 * 30_000), (101, 101)])
def test_percentages_without_unit_in_old_odata_are_noticed(tmp_path: Path, children: int, expected: float) -> None:
    rows = [["WijkenEnBuurten", "AantalInwoners_5", "k_0Tot15Jaar_8"], ["GM9001", 30_000, children]]
    table = only(read_file(write_csv(tmp_path / "a.csv", rows)))
    assert table.values["children_0_14_count"].tolist() == [expected]


def test_codes_without_prefix(tmp_path: Path) -> None:
    rows = [["gwb_code", "a_inw"], ["9001", 30_000], ["900101", 12_000], ["90010101", 10]]
    table = only(read_file(write_xlsx(tmp_path / "a.xlsx", {"kwb-2009": rows})))
    assert table.areas.index.tolist() == ["GM9001", "WK900101", "BU90010101"]


def test_other_kinds_by_their_columns(tmp_path: Path) -> None:
    near = ["Wijken en buurten", "Regioaanduiding/Codering (code)",
            "Kinderopvang/Buitenschoolse opvang/Afstand tot buitenschoolse opvang (km)"]  # fmt: skip
    ses = ["Perioden", "Wijken en buurten", "Regiocode (gemeente, wijk, buurt) (code)",
           "SES-WOA/Totaalscore/Gemiddelde score (Getal)"]  # fmt: skip
    result = read_file(write_csv(tmp_path / "a.csv", [near, ["Centrum", "WK900101  ", "0,6"]]))
    assert (result.kind, only(result).source.title) == ("nabijheid", "Nabijheid voorzieningen")
    result = read_file(write_csv(tmp_path / "b.csv", [ses, ["2019", "Centrum", "WK900101  ", "  -0.100"]]))
    assert (result.kind, only(result).year) == ("ses_woa", 2019)
    assert only(result).values["ses_woa_score"].tolist() == [-0.1]


# --- missing, suppressed, not published, zero ----------------------------------------------------------------


def wijken(count: int, figures: list[list[object]], columns: list[str], path: Path) -> CbsTable:
    rows = [kwb_row(f"WK9001{n:02d}", f"Wijk {n:02d}", *figures[n % len(figures)]) for n in range(1, count + 1)]
    return only(read_file(write_xlsx(path, {"kwb-2024": [[*KWB, "a_inw", *columns], *rows]})))


@pytest.mark.parametrize(("count", "status"), [(9, Status.UNKNOWN), (10, Status.NOT_PUBLISHED)])
def test_empty_column_of_ten_areas_is_not_published(tmp_path: Path, count: int, status: Status) -> None:
    table = wijken(count, [[100, "."]], ["g_ink_pi"], tmp_path / "a.xlsx")
    assert set(table.status["income_per_person_eur"]) == {status}


def test_empty_column_of_a_gemeente_is_not_published(tmp_path: Path) -> None:
    rows = [[*KWB, "a_inw", "g_ink_pi", "a_jz_tn"], kwb_row("GM9001", "Voorstad", 30_000, ".", "")]
    table = only(read_file(write_xlsx(tmp_path / "a.xlsx", {"kwb-2024": rows})))
    assert table.status.loc["GM9001", "income_per_person_eur"] == Status.NOT_PUBLISHED
    assert table.status.loc["GM9001", "jeugdzorg_count"] == Status.NOT_PUBLISHED


def test_column_with_one_figure_or_one_secret_is_published(tmp_path: Path) -> None:
    table = wijken(12, [[100, ".", "."]] * 11 + [[100, 24.5, "x"]], ["g_ink_pi", "p_hh_lkk"], tmp_path / "a.xlsx")
    assert table.status["income_per_person_eur"].value_counts().to_dict() == {Status.UNKNOWN: 11, Status.KNOWN: 1}
    assert table.status["low_income_household_share"].value_counts().to_dict() == {
        Status.UNKNOWN: 11, Status.SUPPRESSED: 1}  # fmt: skip


@pytest.mark.parametrize("missing", [".", "       .", ""])
def test_jeugdzorg_without_a_figure_is_secret(tmp_path: Path, missing: str) -> None:
    table = wijken(4, [[100, 15, 3.5, missing], [100, missing, missing, 60]], ["a_jz_tn", "p_jz_tn", "p_huurw"],
                   tmp_path / "a.xlsx")  # fmt: skip
    assert table.status["jeugdzorg_count"].tolist() == [Status.SUPPRESSED, Status.KNOWN] * 2
    assert table.status["jeugdzorg_share"].tolist() == [Status.SUPPRESSED, Status.KNOWN] * 2
    assert table.status["rented_home_share"].tolist() == [Status.KNOWN, Status.UNKNOWN] * 2


def test_share_of_children(tmp_path: Path) -> None:
    table = wijken(4, [[0, 0], [200, 50], [100, "."], [".", "."]], ["a_00_14"], tmp_path / "a.xlsx")
    np.testing.assert_array_equal(table.values["children_0_14_share"], [0.25, np.nan, np.nan, np.nan])
    assert table.status["children_0_14_share"].tolist() == [
        Status.KNOWN, Status.UNKNOWN, Status.UNKNOWN, Status.NOT_APPLICABLE]  # fmt: skip


def test_first_column_with_figures_is_used(tmp_path: Path) -> None:
    table = wijken(4, [[100, ".", 20]], ["a_opl_bvm", "a_opl_lg"], tmp_path / "a.xlsx")
    assert table.values["education_low_count"].tolist() == [20] * 4
    assert table.source_columns["education_low_count"] == "a_opl_lg"


# --- the year ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "year"),
    [("kwb-2023", 2023), ("kwb2025", 2025), ("KWB 2019", 2019), ("Gemeente-Utrecht", None), ("Blad2024", None)],
)
def test_year_in_the_name_of_a_workbook_sheet(tmp_path: Path, sheet: str, year: int | None) -> None:
    rows = [[*KWB, "a_inw"], kwb_row("GM9001", "Voorstad", 30_000)]
    result = read_file(write_xlsx(tmp_path / "kwb-2011.xlsx", {sheet: rows}))
    assert only(result).year == year
    asked = [words_of(problem).action for problem in result.problems if "welk jaar" in words_of(problem).found]
    assert len(asked) == (year is None)
    assert all("geef het jaar op" in action and "bronnen.toml" in action for action in asked)


def test_year_before_the_code(tmp_path: Path) -> None:
    rows = [["jrstatcode", "AantalInwoners_5"], ["2022GM9001", 30_000], ["2022WK900101", 12_000]]
    table = only(read_file(write_csv(tmp_path / "a.csv", rows)))
    assert table.year == 2022
    assert table.areas.index.tolist() == ["GM9001", "WK900101"]


def test_every_year_of_a_period_column_is_a_table(tmp_path: Path) -> None:
    header = ["Perioden", "WijkenEnBuurten", "AantalInwoners_5", "GemiddeldeWoningwaarde_35"]
    rows = [["2019JJ00", "GM9001", 1000, 200], ["2020JJ00", "GM9001", 1100, "."], ["2020KW01", "GM9001", 1, 1]]
    result = read_file(write_csv(tmp_path / "a.csv", [header, *rows]))
    assert [table.year for table in result.tables] == [2019, 2020]
    first, second = result.tables
    assert isinstance(first, CbsTable)
    assert isinstance(second, CbsTable)
    assert (first.values.loc["GM9001", "population_count"], second.values.loc["GM9001", "population_count"]) == (
        1000,
        1100,
    )
    assert second.status.loc["GM9001", "woz_eur"] == Status.NOT_PUBLISHED
    assert result.area_counts["gemeente"] == 1


def test_two_sheets_of_two_years(tmp_path: Path) -> None:
    sheets = {f"kwb-{year}": [[*KWB, "a_inw"], kwb_row("GM9001", "Voorstad", year)] for year in (2022, 2023)}
    assert [table.year for table in read_file(write_xlsx(tmp_path / "a.xlsx", sheets)).tables] == [2022, 2023]


# --- refused -------------------------------------------------------------------------------------------------


def test_names_without_codes_are_refused(tmp_path: Path) -> None:
    keep = [0, 1, 4, 5]
    path = statline(tmp_path / "a.csv", [[row[i] for i in keep] for row in ROWS], [STATLINE[i] for i in keep])
    result = read_file(path)
    assert result.kind == "statline"
    assert "geen kolom met leesbare CBS-codes" in fouten(result)[0]
    assert "Codering" in words_of(result.problems[0]).action


def test_statline_table_layout_without_codes_is_refused(tmp_path: Path) -> None:
    rows = [["Kerncijfers wijken en buurten 2009-2012"], [], ["", "Onderwerp"], ["", "Bevolking|Aantal inwoners"],
            ["Wijken en buurten", "aantal"], ["Amsterdam", "641700"], ["Bron: CBS"]]  # fmt: skip
    assert "geen kolom met leesbare CBS-codes" in fouten(read_file(write_csv(tmp_path / "a.csv", rows)))[0]


def test_the_levels_of_a_header_can_stand_in_rows_of_their_own(tmp_path: Path) -> None:
    levels = [header.removesuffix(")").replace(" (", "/").split("/") for header in STATLINE]
    rows = [[level[row] if row < len(level) - 1 else None for level in levels] for row in range(3)]
    rows[2][0], units = "Wijken en buurten", [level[-1] if len(level) > 1 else None for level in levels]
    table = [["Kerncijfers wijken en buurten 2024"], *rows, units, *ROWS, ["Bron: CBS"]]
    whole = only(read_file(statline(tmp_path / "a.csv", ROWS)))
    read = only(read_file(write_xlsx(tmp_path / "b.xlsx", {"Tabel": table})))
    assert read.year == 2024
    pd.testing.assert_frame_equal(read.values, whole.values)


def test_counts_in_thousands_are_refused(tmp_path: Path) -> None:
    header = [name.replace("(aantal)", "(x 1 000)") for name in STATLINE]
    found = fouten(read_file(statline(tmp_path / "a.csv", [[*row[:4], 60, 4] for row in ROWS], header)))
    assert all("aantallen x 1 000" in words for words in found) and found


@pytest.mark.parametrize("key", ["@odata.nextLink", "odata.nextLink"])
def test_the_first_page_of_several_is_no_table(tmp_path: Path, key: str) -> None:
    page = {key: "https://voorbeeld.nl/2", "value": [{"WijkenEnBuurten": "WK900101", "k_0Tot15Jaar_8": 120}]}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(page), encoding="utf-8")
    assert "een deel van de tabel" in fouten(read_file(path))[0]


def test_codes_that_lost_their_zeros_are_refused(tmp_path: Path) -> None:
    rows = [["gwb_code_8", "regio", "a_inw"], [344, "Utrecht", 1], [34401, "Wijk 01", 1]]
    assert "geen kolom met leesbare CBS-codes" in fouten(read_file(write_xlsx(tmp_path / "a.xlsx", {"b": rows})))[0]


def test_table_without_our_columns_is_refused(tmp_path: Path) -> None:
    rows = [["Regioaanduiding/Codering (code)", "Oppervlakte/Oppervlakte totaal (ha)"], ["GM9001", 100]]
    assert "geen enkele kolom" in fouten(read_file(write_csv(tmp_path / "a.csv", rows)))[0]


def test_area_twice_with_other_figures_is_refused(tmp_path: Path) -> None:
    rows = [*ROWS, [*ROWS[2][:5], 1_900]]
    assert fouten(read_file(statline(tmp_path / "a.csv", rows))) == [
        "gebieden die er meer dan een keer in staan, met verschillende cijfers: WK900101"
    ]


def test_area_twice_with_the_same_figures_counts_once(tmp_path: Path) -> None:
    check_rows(only(read_file(statline(tmp_path / "a.csv", [*ROWS, ROWS[2]]))))


def test_two_years_without_period_column_are_refused(tmp_path: Path) -> None:
    rows = [["statcode", "AantalInwoners_5"], ["2022GM9001", 1], ["2023GM9001", 1]]
    assert "2022, 2023" in fouten(read_file(write_csv(tmp_path / "a.csv", rows)))[0]


def test_two_sheets_about_the_same_areas_without_year_are_refused(tmp_path: Path) -> None:
    sheets = {name: [[*KWB, "a_inw"], kwb_row("GM9001", "Voorstad", 1)] for name in ("a", "b")}
    assert "meer bladen" in fouten(read_file(write_xlsx(tmp_path / "a.xlsx", sheets)))[0]


def test_no_whole_year_at_all_is_refused(tmp_path: Path) -> None:
    rows = [["Perioden", "WijkenEnBuurten", "AantalInwoners_5"], ["2019KW01", "GM9001", 1]]
    assert "een heel jaar" in fouten(read_file(write_csv(tmp_path / "a.csv", rows)))[0]


def test_unreadable_cell_is_named_with_its_place(tmp_path: Path) -> None:
    rows = [
        [*KWB, "a_inw", "g_hhgro"],
        kwb_row("GM9001", "Voorstad", "veel", 2.1),
        kwb_row("WK900101", "W", 5, "1,2,3"),
    ]
    result = read_file(write_xlsx(tmp_path / "a.xlsx", {"kwb-2024": rows}))
    assert [words_of(problem).where for problem in result.problems] == [
        "a.xlsx, blad kwb-2024, rij 2, kolom H",
        "a.xlsx, blad kwb-2024, rij 3, kolom I",
    ]
    assert fouten(result) == ["tekst in de kolom a_inw", '"1,2,3" in de kolom g_hhgro']


@pytest.mark.parametrize(("bad", "problems"), [(20, 20), (21, 21), (50, 21)])
def test_unreadable_cells_are_named_up_to_twenty(tmp_path: Path, bad: int, problems: int) -> None:
    rows = [kwb_row(f"WK9001{n:02d}", "W", "abc" if n < bad else 5) for n in range(60)]
    result = read_file(write_xlsx(tmp_path / "a.xlsx", {"kwb-2024": [[*KWB, "a_inw"], *rows]}))
    assert len(result.problems) == problems
    assert words_of(result.problems[-1]).found == (
        f"nog {bad - 20} cellen die geen getal zijn" if bad > 20 else "tekst in de kolom a_inw"
    )


@pytest.mark.parametrize(
    ("text", "usable"), [("79.864", False), ("79864", True), ("79864.0", True), ("-5", False), ("0", True)]
)
def test_count_must_be_a_whole_number(tmp_path: Path, text: str, usable: bool) -> None:
    result = read_file(write_csv(tmp_path / "a.csv", [["gwb_code_10", "a_inw"], ["GM9001", text]]))
    assert result.usable == usable
    if not usable:
        assert "hele aantallen" in fouten(result)[0]


# --- rows that are no areas ----------------------------------------------------------------------------------


def test_other_regions_and_footnotes_are_passed_by(tmp_path: Path) -> None:
    rows = [
        *ROWS,
        ["Utrecht (PV)", "", "PV26      ", ".", 5, 5],
        ["Bron: CBS", "", "", "", "", ""],
        ["x", "", "Bron", "", "", ""],
    ]
    result = read_file(statline(tmp_path / "a.csv", rows))
    check_rows(only(result))
    found = [words_of(problem).found for problem in result.problems]
    assert found[0] == "het bestand zegt niet van welk jaar de cijfers zijn"
    # Not all wijken of the gemeente and buurten of the wijk are in these rows.
    assert "wijken samen" in found[1]
    assert "buurten samen" in found[2]
    assert len(found) == 3


def test_row_with_figures_but_no_code_is_reported(tmp_path: Path) -> None:
    result = read_file(statline(tmp_path / "a.csv", [*ROWS, ["Totaal", "", "totaal", "", 42_000, 6_606]]))
    check_rows(only(result))
    assert words_of(result.problems[0]).found == "geen CBS-code in rij 6; die rijen zijn niet gelezen"
    assert result.problems[0].severity == "waarschuwing"


def test_hidden_sheet_is_passed_by(tmp_path: Path) -> None:
    sheets = {name: [[*KWB, "a_inw"], kwb_row("GM9001", "Voorstad", 1)] for name in ("kwb-2022", "oud")}
    assert only(read_file(write_xlsx(tmp_path / "a.xlsx", sheets, hidden=["oud"]))).year == 2022


# --- what may not be read silently ---------------------------------------------------------------------------


@pytest.mark.parametrize(("second", "refused"), [(4_801, False), (4_802, True)])
def test_a_column_that_stands_twice_with_other_figures_is_refused(tmp_path: Path, second: int, refused: bool) -> None:
    rows = [[*KWB, "a_inw", "a_00_14", "a_00_14"], kwb_row("GM9001", "Voorstad", 30_000, 4_801, second)]
    result = read_file(write_xlsx(tmp_path / "a.xlsx", {"kwb-2022": rows}))
    assert result.usable is not refused
    if refused:
        assert "heten allebei a_00_14 en hebben andere cijfers" in fouten(result)[0]


@pytest.mark.parametrize(("share", "refused"), [(0.99, True), (1.01, False)])
def test_a_part_where_a_percentage_should_stand_is_refused(tmp_path: Path, share: float, refused: bool) -> None:
    rows = [[*KWB, "a_inw", "p_00_14"], kwb_row("GM9001", "Voorstad", 30_000, share)]
    result = read_file(write_xlsx(tmp_path / "a.xlsx", {"kwb-2015": rows}))
    assert result.usable is not refused
    if refused:
        assert "percentages van hoogstens 0,99" in fouten(result)


def test_a_count_from_a_percentage_is_known_as_such(tmp_path: Path) -> None:
    rows = [[*KWB, "a_inw", "p_00_14"], kwb_row("GM9001", "Voorstad", 30_000, 16)]
    assert only(read_file(write_xlsx(tmp_path / "a.xlsx", {"kwb-2015": rows}))).from_percentage == [
        "children_0_14_count"
    ]


def test_points_between_thousands_are_said(tmp_path: Path) -> None:
    rows = [[*KWB, "a_inw"], kwb_row("GM9001", "Voorstad", "30.125"), kwb_row("WK900101", "Centrum", "12,5")]
    result = read_file(write_xlsx(tmp_path / "a.xlsx", {"kwb-2024": rows}))
    assert [words_of(p).action.startswith("haal de punten") for p in result.problems if p.severity == "fout"] == [
        True,
        False,
    ]


def test_the_children_of_a_very_small_gemeente_are_a_count(tmp_path):
    # 972 inhabitants and 86 children, as in the smallest gemeente of 2024: no 86 percent.
    header = "gwb_code_10;regio;gm_naam;recs;a_inw;a_00_14"
    rows = ["GM9001;Eilanddorp;Eilanddorp;Gemeente;972;86", "WK900100;Eiland;Eilanddorp;Wijk;975;85"]
    path = tmp_path / "kwb.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    table = only(read_file(path))
    assert table.values["children_0_14_count"].tolist() == [86, 85]
    assert not table.from_percentage
