"""What a user says of a file goes before what we guess, and survives as a profile."""

import json
from pathlib import Path

import pandas as pd
import pytest

from kinderwerk_stats.model.corrections import ROLES, Corrections
from kinderwerk_stats.model.indicators import BEREIK_INDICATORS
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.bereik.wijk_names import match_wijken
from kinderwerk_stats.sources.files.grid import Sheet
from tests.bereik_builders import HEADER, NAMED, OOST, WEST, errors_of, warnings_of
from tests.words import words_of

AREAS = pd.DataFrame({"name": ["Wijk 01 West", "Wijk 02 Oost"]}, index=["WK990101", "WK990102"])
SAID = Corrections(
    sheet="bereik",
    header_row=2,
    columns={"Aantal": "reached_count"},
    wijken={"De Kade": "WK990101", "Samen": None},
    year=2024,
    counts="woonwijk",
    organisation="Welzijn Voorbeeld",
    turned=False,
)


def _read(*rows, said: Corrections, name: str = "bereik"):
    return read_bereik(Path("bereik.xlsx"), [Sheet(name, [list(row) for row in rows])], said)


def _one(*rows, said: Corrections):
    result = _read(*rows, said=said)
    assert result.usable, errors_of(result)
    (table,) = result.tables
    return table


def test_corrections_survive_json():
    assert Corrections.from_dict(json.loads(json.dumps(SAID.as_dict()))) == SAID
    assert Corrections.from_dict({}) == Corrections()
    assert bool(SAID) and not Corrections()


def test_a_profile_forgets_what_belongs_to_one_file():
    profile = SAID.as_profile()
    assert (profile.sheet, profile.header_row, profile.year) == (None, None, None)
    assert (profile.columns, profile.wijken, profile.counts) == (SAID.columns, SAID.wijken, SAID.counts)
    assert profile.organisation == "Welzijn Voorbeeld"


def test_every_indicator_can_be_chosen():
    assert set(BEREIK_INDICATORS) <= ROLES.keys()


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ({"year": "2024"}, "profiel, year"), ({"year": 1994}, "profiel, year"), ({"year": True}, "profiel, year"),
        ({"header_row": 0}, "profiel, header_row"), ({"columns": {"Aantal": "veel"}}, "profiel, columns"),
        ({"wijken": {"Oost": "BU99010101"}}, "profiel, wijken"), ({"wijken": ["Oost"]}, "profiel, wijken"),
        ({"counts": "hoofden"}, "profiel, counts"), ({"sheet": " "}, "profiel, sheet"), ({"jaar": 2024}, "profiel"),
        ([], "profiel"),
    ],
)  # fmt: skip
def test_a_wrong_profile_says_where(content, where):
    with pytest.raises(InputRefused) as refused:
        Corrections.from_dict(content)
    assert [words_of(problem).where for problem in refused.value.problems] == [where]


def test_every_mistake_is_said_at_once():
    with pytest.raises(InputRefused) as refused:
        Corrections.from_dict({"year": 0, "counts": "x", "woorden": 1})
    assert len(refused.value.problems) == 3


def test_first_and_last_year_are_years():
    assert Corrections.from_dict({"year": 1995}).year == 1995
    assert Corrections.from_dict({"year": 2100}).year == 2100


def test_the_user_says_what_a_column_is():
    rows = (["Gebied", "Aantal", "Kinderen bereikt"], ["West", 54, 99])
    table = _one(*rows, said=Corrections(columns={"Aantal": "reached_count", "kinderen  bereikt": "overslaan"}))
    assert table.values.to_dict("list") == {"reached_count": [54]}


def test_what_the_user_says_goes_before_what_we_guess_for_the_same_figure():
    rows = (["Gebied", "Aantal", "Unieke kinderen"], ["West", 54, 99])
    table = _one(*rows, said=Corrections(columns={"Aantal": "reached_count"}))
    assert table.values.to_dict("list") == {"reached_count": [54]}


def test_a_year_in_a_header_plays_no_part_in_a_profile():
    rows = (["Gebied", "Telling 2025"], ["West", 54])
    table = _one(*rows, said=Corrections(columns={"Telling 2024": "reached_count"}))
    assert table.values["reached_count"].tolist() == [54]


def test_two_columns_with_one_header_are_told_apart():
    rows = (["Gebied", "Aantal", "Aantal"], ["West", 54, 784])
    said = Corrections(columns={"Aantal": "reached_count", "Aantal (2)": "visits_count"})
    assert _one(*rows, said=said).values.iloc[0].to_dict() == {"reached_count": 54, "visits_count": 784}


def test_a_skipped_column_is_no_warning():
    rows = (["Gebied", "Unieke kinderen", "Lief"], ["West", 54, 1])
    assert "C (Lief)" in warnings_of(_read(*rows, said=Corrections()))
    assert "C (Lief)" not in warnings_of(_read(*rows, said=Corrections(columns={"Lief": "overslaan"})))


def test_the_user_says_where_the_header_is():
    rows = (["Wijk", "Unieke kinderen"], [], ["Wijk", "Unieke kinderen", "Fte"], ["West", 54, 0.3])
    assert set(_one(*rows, said=Corrections(header_row=3)).values) == {"reached_count", "kinderwerker_fte"}


def test_a_header_row_below_the_file_is_no_table():
    assert _read(*NAMED, said=Corrections(header_row=99)).kind == "onbekend"


def test_the_user_says_which_sheet():
    sheets = [Sheet("2024", [list(row) for row in NAMED]), Sheet("kopie", [list(row) for row in NAMED])]
    result = read_bereik(Path("bereik.xlsx"), sheets, Corrections(sheet="2024"))
    assert result.usable and [table.year for table in result.tables] == [2024]


def test_year_organisation_and_place_that_the_user_says():
    said = Corrections(year=2023, organisation="Welzijn Voorbeeld", counts="locatie")
    result = _read(["Cijfers 2024"], *NAMED, said=said)
    (table,) = result.tables
    assert (table.year, table.source.publisher, table.place) == (2023, "Welzijn Voorbeeld", "locatie")
    assert "geen jaar" not in warnings_of(result)


def test_deelnames_are_no_children():
    table = _one(*[row[:2] for row in NAMED], said=Corrections(counts="deelnames"))
    assert list(table.values) == ["visits_count"]
    both = _one(*NAMED, said=Corrections(counts="deelnames"))
    assert both.values["visits_count"].tolist() == [784, 3350], "the column of visits stays"
    assert "reached_count" not in both.values


def test_names_that_the_user_knows():
    rows = (["Gebied", "Unieke kinderen"], ["De Kade", 54], ["OOST", 174], ["Samen", 228])
    said = Corrections(wijken={"de kade": "WK990101", "Samen": None}, year=2024)
    table, problems = match_wijken(_one(*rows, said=said), AREAS, "GM9901")
    assert table.rows["wijk_code"].tolist() == ["WK990101", "WK990102"]
    assert table.values["reached_count"].tolist() == [54, 174]
    assert "andere naam" not in "\n".join(words_of(problem).found for problem in problems)


def test_a_code_beside_another_name_is_still_a_warning():
    table = _one(HEADER, ["WK990101", "Oost", 2024, 54, 784, 0.3], OOST, said=Corrections(wijken={"x": "WK990101"}))
    _, problems = match_wijken(table, AREAS, "GM9901")
    assert "andere naam" in "\n".join(words_of(problem).found for problem in problems)


def test_two_names_of_one_wijk_are_not_added():
    rows = (["Gebied", "Unieke kinderen"], ["West-Noord", 54], ["West-Zuid", 20])
    said = Corrections(wijken={"West-Noord": "WK990101", "West-Zuid": "WK990101"})
    assert "meer dan een keer" in errors_of(_read(*rows, said=said))[0]


def test_nothing_said_changes_nothing():
    assert _one(HEADER, WEST, OOST, said=Corrections()).values["reached_count"].tolist() == [54, 174]


@pytest.mark.parametrize(("figures", "asked"), [((80, 0.9), False), ((228, 1.9), True)])
def test_an_answer_for_an_earlier_file_is_asked_again_where_the_row_is_the_sum_of_the_others(figures, asked):
    rows = (["Wijk", "Unieke kinderen", "Fte"], ["West", 54, 0.3], ["Oost", 174, 1.6], ["Proefdam", *figures])
    table = _one(*rows, said=Corrections(wijken={"Proefdam": "WK990103"}, year=2024))
    _, problems = match_wijken(table, AREAS, "GM9901", "Proefdam")
    assert any("is dit het totaal?" in words_of(problem).found for problem in problems) is asked
