"""Columns with codes are found by what they hold, names by their header; a table says no to what is not its own."""

from pathlib import Path

import pytest

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import AgesTable, CbsTable, ReadResult
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.cbs.area_columns import find_row_codes, is_of_organisation, names_of
from kinderwerk_stats.sources.recognise import read_file
from tests.file_builders import Rows, write_csv, write_xlsx
from tests.words import words_of

AGES = [f"{age} jaar" for age in range(15)]


def only(result: ReadResult) -> CbsTable:
    assert result.usable, result.problems
    [table] = result.tables
    assert isinstance(table, CbsTable)
    return table


def read_rows(tmp_path: Path, *rows: Rows) -> ReadResult:
    return read_file(write_csv(tmp_path / "a.csv", rows))


@pytest.mark.parametrize("header", ["wk_code", "WK_CODE", "wijkcode", "Wijkcode CBS", "area", "x"])
def test_a_column_of_codes_may_have_any_name(tmp_path: Path, header: str) -> None:
    table = only(read_rows(tmp_path, [header, "wk_naam", "aant_inw", "a_00_14"], ["WK900101", "Noord", 500, 90]))
    assert table.areas["name"].to_dict() == {"WK900101": "Noord"}
    assert table.values["children_0_14_count"].to_dict() == {"WK900101": 90}


@pytest.mark.parametrize(
    ("header", "code", "area"), [("wk_code", "047912", "WK047912"), ("buurtcode", "04791203", "BU04791203")]
)
def test_under_a_name_that_says_so_codes_may_lack_their_letters(
    tmp_path: Path, header: str, code: str, area: str
) -> None:
    table = only(read_rows(tmp_path, [header, "naam", "aant_inw", "p_00_14_jr"], [code, "Noord", 8505, 22]))
    assert table.values["children_0_14_count"].to_dict() == {area: 1871}


@pytest.mark.parametrize(
    "header", ["WijkenEnBuurten_label", "WijkenEnBuurtenLabel", "Naam_gebied", "wijknaam", "wk_naam", "regio", "naam"]
)
def test_a_column_of_names(tmp_path: Path, header: str) -> None:
    table = only(read_rows(tmp_path, ["wijkcode", header, "a_inw", "a_00_14"], ["WK900101", "Noord", 500, 90]))
    assert table.areas["name"].to_dict() == {"WK900101": "Noord"}


def test_of_buurten_with_the_code_of_their_wijk_the_row_is_the_buurt(tmp_path: Path) -> None:
    header = ["wk_code", "wk_naam", "buurt_code", "bu_naam", "gm_naam", "a_inw", "a_00_14"]
    rows = [["WK900101", "Noord", f"BU9001010{n}", f"Buurt {n}", "Waterkoop", 100 + n, 20] for n in range(1, 4)]
    table = only(read_rows(tmp_path, header, *rows))
    assert table.areas["name"].to_dict() == {f"BU9001010{n}": f"Buurt {n}" for n in range(1, 4)}
    assert set(table.areas["gemeente_name"]) == {"Waterkoop"}


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["wk_code", "wk_naam", "aant_inw", "a_00_14"], "kwb"),
        (["Codering_3", "WijkenEnBuurtenLabel", "AantalInwoners_5", "k_0Tot15Jaar_8"], "odata"),
        (["WijkenEnBuurten", "WijkenEnBuurtenLabel", "AantalInwoners", "k_0Tot15Jaar"], "statline"),
        (["wijkcode", "wijknaam", "Aantal inwoners", "0 tot 15 jaar"], "statline"),
        (["wijkcode", "wijknaam", "aantal_inwoners", "percentage_personen_0_tot_15_jaar"], "kaartcijfers"),
    ],
)
def test_the_kind_of_a_table_by_its_headers(tmp_path: Path, header: list[str], kind: str) -> None:
    result = read_rows(tmp_path, header, ["WK900101", "Noord", 500, 90], ["WK900102", "Zuid", 400, 70])
    assert result.kind == kind
    assert only(result).areas["name"].tolist() == ["Noord", "Zuid"]
    assert "children_0_14_count" in only(result).values


def test_the_name_of_a_wijk_is_not_that_of_its_buurt(tmp_path: Path) -> None:
    header = ["buurt_code", "wijknaam", "a_inw", "a_00_14"]
    assert only(read_rows(tmp_path, header, ["BU90010101", "Noord", 100, 20])).areas["name"].isna().all()
    assert "wijknaam" not in names_of(["BU90010101", "BU90010102", "WK900101"])
    assert "wijknaam" in names_of(["BU90010101", "WK900101"])


def test_most_different_codes_then_the_finest_areas() -> None:
    gemeenten, wijken, buurten = ["GM9001"] * 2, ["WK900101", "WK900102"], ["BU90010101", "BU90010201"]
    assert find_row_codes({"gm": gemeenten, "wk": wijken}) == "wk"
    assert find_row_codes({"wk": wijken, "bu": buurten}) == "bu"
    assert find_row_codes({"bu": ["BU90010101", "geen"], "wk": ["WK900101", "WK900102"]}) == "wk", "half is too few"
    assert find_row_codes({"naam": ["Noord", "Zuid"]}) is None


def test_one_figure_beside_codes_of_another_name_is_no_table_of_cbs(tmp_path: Path) -> None:
    assert read_rows(tmp_path, ["wijkcode", "a_inw"], ["WK900101", 500]).kind == "onbekend"


# --- what an organisation counts --------------------------------------------------------------------


@pytest.mark.parametrize("header", ["Unieke kinderen", "deelnemers", "Bereikte kinderen", "bezoeken", "fte"])
@pytest.mark.parametrize("code", ["wijkcode", "regiocode", "gwb_code"])
def test_a_table_of_an_organisation_is_not_of_cbs_though_it_has_figures_of_cbs(
    tmp_path: Path, header: str, code: str
) -> None:
    rows = [[f"WK90010{n}", f"Wijk {n}", 2024, 500 + n, 90 + n, 40 + n] for n in range(1, 4)]
    result = read_rows(tmp_path, [code, "wijk", "jaar", "aantal inwoners", "0 tot 15 jaar", header], *rows)
    assert result.kind not in ("kwb", "statline", "odata")


def test_children_per_age_that_were_reached_are_no_population(tmp_path: Path) -> None:
    rows = [["WK900101", "Noord", *range(10, 25)], ["WK900102", "Zuid", *range(20, 35)]]
    ages = read_rows(tmp_path, ["wijkcode", "wijk", *AGES], *rows)
    assert all(isinstance(table, AgesTable) for table in ages.tables)
    assert ages.kind == "leeftijden"
    for title in ("Unieke kinderen", "Deelnemers per leeftijd", "Bereik 2024"):
        assert read_rows(tmp_path, [title], ["wijkcode", "wijk", *AGES], *rows).kind != "leeftijden"
    assert read_rows(tmp_path, ["Kinderen, voor het kinderwerk"], ["wijkcode", "wijk", *AGES], *rows).kind == (
        "leeftijden"
    )


def test_that_a_table_was_made_for_kinderwerk_does_not_say_who_counted() -> None:
    assert is_of_organisation(["wijkcode", "Kinderwerkers"])
    assert not is_of_organisation(["wijkcode", "0 tot 15 jaar"], ["Cijfers voor kinderwerk", None, 2024])
    assert is_of_organisation(["wijkcode", "0 tot 15 jaar"], ["Bereik van het kinderwerk"])
    assert not is_of_organisation(["wijkcode", "Bereikbaarheid", "Bezoekadres"])


# --- what to do about a table without codes ---------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "names", "code"),
    [
        ("Postcode", [1011, 1012, 3511], "cbs_per_postcode"),
        ("PC6", ["1011 AB", "1012AB", "3511 CD"], "cbs_per_postcode"),
        ("Regio's", ["Groningen (PV)", "Drenthe (PV)", "Limburg (PV)"], "cbs_per_provincie"),
        ("RegioS", ["PV20  ", "PV21  ", "PV22  "], "cbs_per_provincie"),
        ("Provincie", ["Fryslân", "Noord-Brabant", "Zeeland"], "cbs_per_provincie"),
        ("Wijken en buurten", ["Centrum", "Noord", "Zuid"], "cbs_zonder_codes"),
        ("Wijk", ["Centrum", "Noord", "Zuid"], "wijken_zonder_codes"),
        ("Gemeente", ["Utrecht", "Utrecht", "Utrecht"], "wijken_zonder_codes"),
        ("gwb_code_8", [34401, 34402, 34403], "codes_zonder_nullen"),
        ("wk_code", [34401, 34402, 34403], "codes_zonder_nullen"),
    ],
)
def test_the_advice_fits_what_the_rows_are_about(tmp_path: Path, header: str, names: list[object], code: str) -> None:
    rows = [[name, 1000 + n, 160 + n] for n, name in enumerate(names)]
    table = [[header, "Aantal inwoners", "0 tot 15 jaar"], *rows]
    result = read_file(write_xlsx(tmp_path / "a.xlsx", {"b": table}))
    assert [problem.code for problem in result.problems] == [code]
    asks_for_codes = "Codering aan" in words_of(result.problems[0]).action
    assert asks_for_codes is (code in ("cbs_zonder_codes", "wijken_zonder_codes"))


# --- a row of numbers is no header ------------------------------------------------------------------


@pytest.mark.parametrize("place", [0, 1, 5])
def test_a_row_with_the_code_of_an_area_is_no_header(tmp_path: Path, place: int) -> None:
    header = [
        "Wijken en buurten",
        "Codering",
        "Afstand tot buitenschoolse opvang (km)",
        *[f"Binnen {n} km (aantal)" for n in range(14)],
    ]
    rows: list[list[object]] = [[f"Wijk {n}", f"WK90010{n}", "0,5", *["1,5"] * 14] for n in range(8)]
    rows[place] = ["Wijk X", "WK900109", 0, *range(1, 15)]
    result = read_file(write_xlsx(tmp_path / "a.xlsx", {"b": [header, *rows]}))
    assert result.kind == "nabijheid"
    assert only(result).values["bso_distance_km"]["WK900109"] == 0


@pytest.mark.parametrize(("cell", "kind"), [("12", "leeftijden"), ("0,6", "onbekend")])
def test_under_ages_stand_whole_numbers(tmp_path: Path, cell: str, kind: str) -> None:
    rows = [["WK900101", *[cell] * 15], ["WK900102", *["7"] * 15]]
    assert read_rows(tmp_path, ["wijkcode", *AGES], *rows).kind == kind


def test_one_mistake_among_ages_is_named_and_not_passed_by(tmp_path: Path) -> None:
    rows = [["WK900101", *["3"] * 14, "veel"], ["WK900102", *["7"] * 15]]
    result = read_rows(tmp_path, ["wijkcode", *AGES], *rows)
    assert result.kind == "leeftijden"
    assert [words_of(problem).found for problem in result.problems if problem.severity == "fout"] == ["geen getal"]


# --- attributes of a map as a table -----------------------------------------------------------------

SNAKE = ["wijkcode", "wijknaam", "water", "aantal_inwoners", "percentage_personen_0_tot_15_jaar",
         "aantal_jongeren_met_jeugdzorg_in_natura", "buitenschoolse_opvang_gem_afstand_in_km"]  # fmt: skip
CAMEL = ["wijkcode", "wijknaam", "water", "aantalInwoners", "percentagePersonen0Tot15Jaar",
         "aantalJongerenMetJeugdzorgInNatura", "buitenschoolseOpvangGemAfstandInKm"]  # fmt: skip


@pytest.mark.parametrize("header", [SNAKE, CAMEL])
def test_both_spellings_and_every_sign_for_a_missing_figure(tmp_path: Path, header: list[str]) -> None:
    rows = [
        ["WK900101", "Noord", "NEE", 1000, 16, 25, 0.7],
        ["WK900102", "Zuid", "NEE", 2000, 10, -99997, -99995],
        ["WK900103", "Oost", "NEE", 500, -99997, -99995, -99999],
        ["WK900199", "Groot water", "JA", -99997, -99997, -99997, -99997],
    ]
    result = read_rows(tmp_path, header, *rows)
    table = only(result)
    assert result.kind == "kaartcijfers"
    assert table.areas.index.tolist() == ["WK900101", "WK900102", "WK900103"], "water is no wijk"
    assert table.values["children_0_14_count"].tolist()[:2] == [160, 200]
    known, hidden, later, unknown = Status.KNOWN, Status.SUPPRESSED, Status.NOT_PUBLISHED, Status.UNKNOWN
    assert table.status["children_0_14_count"].tolist() == [known, known, hidden]
    assert table.status["jeugdzorg_count"].tolist() == [known, hidden, later]
    assert table.status["bso_distance_km"].tolist() == [known, later, unknown]
    assert table.from_percentage == ["children_0_14_count"]


def test_a_column_without_any_figure_is_not_published(tmp_path: Path) -> None:
    rows = [[f"WK9001{n:02d}", "w", "NEE", 1000, 16, -99995, 0.7] for n in range(10)]
    status = only(read_rows(tmp_path, SNAKE, *rows)).status["jeugdzorg_count"]
    assert set(status) == {Status.NOT_PUBLISHED}


def test_bereik_is_still_bereik(tmp_path: Path) -> None:
    rows = [["WK900101", "Noord", 2024, 120, "1,5"], ["WK900102", "Zuid", 2024, 80, "0,5"]]
    result = read_rows(tmp_path, ["wijkcode", "wijk", "jaar", "unieke kinderen", "fte"], *rows)
    assert [type(table) for table in result.tables] == [BereikTable]
