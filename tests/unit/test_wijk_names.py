"""A name becomes a wijk only when it can be no other."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.sources.bereik.wijk_names import match_wijken, normalise_wijk_name
from kinderwerk_stats.text.problems.questions import find_questions
from tests.bereik_builders import HEADER, OOST, WEST, read_one
from tests.words import words_of

AREAS = pd.DataFrame(
    {"name": ["Wijk 01 West", "Wijk 02 Oost e.o.", "Wijk 03 Vleuten-De Meern", "Wijk 04 Zuid", "Wijk 05 Zuid e.o."]},
    index=pd.Index([f"WK99010{n}" for n in range(1, 6)], name="wijk_code"),
)
GEMEENTE = "GM9901"
ONE, TWO, THREE, FOUR, FIVE = AREAS.index


def _table(rows: list[tuple[str | None, str | None]]) -> BereikTable:
    frame = pd.DataFrame(
        {
            "wijk_code": pd.array([code for code, _ in rows], dtype="string"),
            "wijk_name": pd.array([name for _, name in rows], dtype="string"),
            "row": np.arange(2, len(rows) + 2),
        }
    )
    values = pd.DataFrame({"reached_count": np.arange(len(rows), dtype=float)})
    status = pd.DataFrame({"reached_count": np.zeros(len(rows), dtype="int8")})
    return BereikTable(
        Source("bereik.xlsx", "bereik", "", "Welzijn", 2024), frame, values, status, {"reached_count": 9.0}
    )


def _match(*rows: tuple[str | None, str | None]):
    table, problems = match_wijken(_table(list(rows)), AREAS, GEMEENTE)
    return table, [p for p in problems if p.severity == "fout"], [p for p in problems if p.severity == "waarschuwing"]


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("Wijk 05 Oost", "oost"), ("05 Oost", "oost"), ("5. OOST", "oost"), ("Oost e.o.", "oost"),
        ("Wijk Oost", "oost"), ("Wijk05-Oost", "oost"), ("Oost  en omgeving", "oost"), ("’t Goylân", "t goylan"),
        ("Dorp & Veld", "dorp en veld"),
        ("Wijk 05", "wijk 5"), ("wijk 5", "wijk 5"), ("1e Exloërmond", "1e exloermond"), ("", ""),
    ],
)  # fmt: skip
def test_names_are_compared_without_what_people_add(name, normal):
    assert normalise_wijk_name(name) == normal


@pytest.mark.parametrize("name", ["West", "WEST ", "Wijk 01 West", "01 west", "Wijk West"])
def test_name_finds_its_wijk(name):
    table, refused, _ = _match((None, name))
    assert table.rows["wijk_code"].tolist() == [ONE]
    assert table.gemeente_code == GEMEENTE
    assert not refused


def test_names_found_are_reported_with_their_number():
    _, _, warnings = _match((None, "West"), (None, "Vleuten - de Meern"), (TWO, None))
    assert [words_of(w).found for w in warnings if "op naam" in words_of(w).found] == ["2 wijken zijn op naam gevonden"]
    _, _, warnings = _match((ONE, None))
    assert not [w for w in warnings if "op naam" in words_of(w).found]


def test_a_name_of_two_wijken_is_refused_with_both():
    table, refused, _ = _match((None, "ZUID"), (None, "West"))
    assert "WK990104" in words_of(refused[0]).found
    assert "WK990105" in words_of(refused[0]).found
    assert table.rows["wijk_code"].isna().tolist() == [True, False]


def test_the_literal_name_decides_between_two():
    table, refused, _ = _match((None, "Wijk 05 Zuid e.o."), (None, "Wijk 04 Zuid"))
    assert table.rows["wijk_code"].tolist() == [FIVE, FOUR]
    assert not refused


def test_all_names_without_wijk_are_listed_at_once_with_the_nearest():
    _, refused, _ = _match((None, "Wst"), (None, "Vleuten"), (None, "Qqq"), (None, "West"))
    assert len(refused) == 1
    for words in (
        "rij 2: 'Wst'",
        "WK990101 Wijk 01 West",
        "rij 3: 'Vleuten'",
        "rij 4: een naam die op geen enkele wijk lijkt",
    ):
        assert words in words_of(refused[0]).found
    assert "rij 5" not in words_of(refused[0]).found


def test_likeness_is_not_enough():
    table, refused, _ = _match((None, "Westt"))
    assert table.rows["wijk_code"].isna().all()
    assert refused


def test_code_of_no_wijk_is_refused():
    _, refused, _ = _match(("WK990199", "West"), (ONE, None))
    assert "rij 2 (WK990199)" in words_of(refused[0]).found


def test_code_goes_before_name_and_the_difference_is_said():
    table, refused, warnings = _match((TWO, "West"))
    assert table.rows["wijk_code"].tolist() == [TWO]
    assert not refused
    assert any("andere naam" in words_of(w).found and "rij 2" in words_of(w).found for w in warnings)


def test_other_number_in_the_name_is_said():
    _, _, warnings = _match((None, "Wijk 07 West"))
    assert any("ander wijknummer" in words_of(w).found for w in warnings)
    _, _, warnings = _match((None, "Wijk 01 West"))
    assert not any("ander wijknummer" in words_of(w).found for w in warnings)


def test_two_rows_of_one_wijk_are_refused():
    _, refused, _ = _match((None, "West"), (ONE, None))
    assert "WK990101 (rij 2 en rij 3)" in words_of(refused[0]).found


def test_wijken_without_a_row_are_said():
    _, _, warnings = _match((ONE, None), (TWO, None), (THREE, None), (FOUR, None))
    assert any("geen rij voor WK990105" in words_of(w).found and "niet nul" in words_of(w).action for w in warnings)


def test_a_total_beside_wijken_without_a_row_is_asked_about():
    table = read_one(HEADER, WEST, OOST, ["", "Totaal", "", 228, 4134, 1.9])
    areas = pd.DataFrame({"name": ["West", "Oost", "Zuid"]}, index=["WK990101", "WK990102", "WK990103"])
    (asked,) = find_questions(match_wijken(table, areas, "GM9901")[1])
    assert words_of(asked).found == "geen rij voor WK990103 Zuid, en wel een totaal"


def test_rows_of_another_gemeente_are_left_out_and_the_total_too():
    table, refused, warnings = _match((ONE, None), ("WK990201", None), (None, "Oost"))
    assert table.rows["wijk_code"].tolist() == [ONE, TWO]
    assert table.values["reached_count"].tolist() == [0, 2]
    assert list(table.status.index) == [0, 1]
    assert table.total == {}
    assert not refused
    assert any("GM9902" in words_of(w).found for w in warnings)


def test_table_of_another_gemeente_only_is_refused():
    _, refused, _ = _match(("WK990201", None))
    assert "WK990201" in words_of(refused[0]).found


def test_wijken_without_names_match_by_code():
    areas = AREAS.assign(name=pd.array([pd.NA] * len(AREAS), dtype="string"))
    table, problems = match_wijken(_table([(ONE, "West")]), areas, GEMEENTE)
    assert table.rows["wijk_code"].tolist() == [ONE]
    assert not [p for p in problems if p.severity == "fout"]


def test_table_given_is_not_changed():
    table = _table([(None, "West"), ("WK990201", None), (TWO, None)])
    match_wijken(table, AREAS, GEMEENTE)
    assert table.rows["wijk_code"].isna().tolist() == [True, False, False]
    assert len(table.values) == 3


# --- cut names, numbers, another gemeente ---------------------------------------------------------------------


def _areas(*names: str) -> pd.DataFrame:
    return pd.DataFrame({"name": names}, index=pd.Index([f"WK9901{n:02}" for n in range(1, len(names) + 1)]))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Van Stolkpark en Scheveningse Bo", "WK990101"), ("Van Stolkpark e", "WK990101"), ("Van Stolkpark", None),
        ("Duindorp en omstr", None), ("Park en Scheveningse Bosjes", None),
    ],
)  # fmt: skip
def test_cut_name_is_taken_when_it_can_be_no_other(name, code):
    areas = _areas("Van Stolkpark en Scheveningse Bosjes", "Duindorp en omstreken oost", "Duindorp en omstreken west")
    table, problems = match_wijken(_table([(None, name)]), areas, GEMEENTE)
    assert table.rows["wijk_code"].fillna("").tolist() == [code or ""]
    assert any("afgekapt" in words_of(p).found for p in problems) is (code is not None)


@pytest.mark.parametrize(("numbers", "taken"), [(["1", "2", "3"], True), (["1", "2"], False), (["1", "2", "4"], False)])
def test_numbers_are_taken_when_they_are_those_of_all_wijken(numbers, taken):
    table, problems = match_wijken(_table([(None, n) for n in numbers]), _areas("West", "Oost", "Zuid"), GEMEENTE)
    refused = [p for p in problems if p.severity == "fout"]
    assert bool(refused) is not taken
    if taken:
        assert table.rows["wijk_code"].tolist() == ["WK990101", "WK990102", "WK990103"]
        assert any("nummers in plaats van namen" in words_of(p).found for p in problems)


@pytest.mark.parametrize(
    ("stated", "code", "severity"),
    [
        ("Amersfoort", None, "fout"), ("Amersfoort", ONE, "waarschuwing"), ("Gemeente Dorpstad", None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_another_gemeente_in_the_file_is_said(stated, code, severity):
    table = replace(_table([(code, "West")]), gemeente_name=stated)
    _, problems = match_wijken(table, AREAS, GEMEENTE, "Dorpstad")
    assert [p.severity for p in problems if "andere gemeente" in words_of(p).found] == ([severity] if severity else [])


def test_gemeente_without_a_known_name_is_not_compared():
    table = replace(_table([(None, "West")]), gemeente_name="Den Haag")
    for name in (GEMEENTE, "", "'s-Gravenhage"):
        _, problems = match_wijken(table, AREAS, GEMEENTE, name)
        assert not [p for p in problems if "andere gemeente" in words_of(p).found]


@pytest.mark.parametrize(("others", "words"), [(1, "1 rij van"), (2, "2 rijen van")])
def test_number_of_rows_in_words(others, words):
    _, _, warnings = _match((ONE, None), *[(f"WK99020{n}", None) for n in range(others)])
    assert any(words_of(w).found.startswith(words) for w in warnings)


UTRECHT = pd.DataFrame(
    {"name": ["Wijk 01 West", "Wijk 02 Noordwest", "Wijk 04 Noordoost", "Wijk 05 Oost"]},
    index=pd.Index(["WK034401", "WK034402", "WK034404", "WK034405"], name="wijk_code"),
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Noord-West", "WK034402"), ("noord west", "WK034402"), ("Utrecht Oost", "WK034405"),
        ("Oost Utrecht", "WK034405"), ("West (01)", "WK034401"), ("West 1", "WK034401"),
        ("Wijk Noord-Oost", "WK034404"),
    ],
)  # fmt: skip
def test_spaces_the_number_and_the_name_of_the_gemeente_make_no_other_wijk(name, code):
    table, problems = match_wijken(_table([(None, name)]), UTRECHT, "GM0344", "Utrecht")
    assert table.rows["wijk_code"].tolist() == [code]
    assert not [problem for problem in problems if problem.severity == "fout"]


@pytest.mark.parametrize(
    "name", ["West (02)", "Amersfoort Oost", "Stadsdeel Noordoost", "Gebied Oost", "Team West", "Oost 1"]
)
def test_another_number_gemeente_or_area_is_asked_about(name):
    table, problems = match_wijken(_table([(None, name)]), UTRECHT, "GM0344", "Utrecht")
    assert table.rows["wijk_code"].isna().all()
    assert [problem.severity for problem in problems if name in words_of(problem).found] == ["fout"]


@pytest.mark.parametrize("name", ["Utrecht", "gemeente Utrecht", "UTRECHT"])
def test_the_name_of_the_gemeente_is_asked_about_as_its_total(name):
    table, problems = match_wijken(_table([(None, name)]), UTRECHT, "GM0344", "Utrecht")
    assert table.rows["wijk_code"].isna().all()
    (found,) = [words_of(problem).found for problem in problems if problem.severity == "fout"]
    assert "de naam van de gemeente; is dit het totaal?" in found and "lijkt op" not in found


@pytest.mark.parametrize(
    ("label", "gemeente", "total"),
    [
        ("Totaal Utrecht", "Utrecht", {"reached_count": 210}), ("TOTAAL UTRECHT", "Utrecht", {"reached_count": 210}),
        ("Heel Utrecht", "Utrecht", {"reached_count": 210}), ("Totaal De Bilt", "De Bilt", {"reached_count": 210}),
        ("Totaal Den Haag", "'s-Gravenhage", {"reached_count": 210}), ("Totaal Utrecht", "", {}),
        ("Totaal Utrecht", "Amersfoort", {}), ("Totaal Utrecht Oost", "Utrecht", {}), ("Totaal meisjes", "Utrecht", {}),
        ("Totaal Utrecht 2023", "Utrecht", {}), ("Subtotaal Utrecht", "Utrecht", {}),
    ],
)  # fmt: skip
def test_a_total_with_the_name_of_the_gemeente_is_hers_once_that_is_known(label, gemeente, total):
    read_table = read_one(["Wijk", "Unieke kinderen"], ["West", 54], ["Oost", 174], [label, 210])
    assert read_table.total == {}
    table, problems = match_wijken(read_table, UTRECHT, "GM0344", gemeente)
    assert (table.total, table.counts_overlap) == (total, bool(total))
    assert ("totaal_met_naam_van_gemeente" in [problem.code for problem in problems]) is bool(total)


def test_a_total_below_a_wijk_is_not_that_of_the_gemeente_whatever_its_name():
    read_table = read_one(["Wijk", "Unieke kinderen"], ["West", 54], ["Oost", 174], ["Totaal Utrecht", 170])
    assert match_wijken(read_table, UTRECHT, "GM0344", "Utrecht")[0].total == {}


def test_a_total_of_a_quarter_is_not_that_of_the_year():
    head = ["Wijk", "Bezoeken K1", "Bezoeken K2", "Bezoeken K3", "Bezoeken K4"]
    rows = [["West", 10, 10, 10, 10], ["Oost", 20, 20, 20, 20], ["Totaal Utrecht", 40, 40, 40, 40]]
    assert match_wijken(read_one(["Jaar 2024"], head, *rows), UTRECHT, "GM0344", "Utrecht")[0].total == {}


def test_areas_that_are_no_wijken_are_said_with_what_to_ask_for():
    _, problems = match_wijken(
        _table([(None, "Stadsdeel Noordoost"), (None, "Team Qqq")]), UTRECHT, "GM0344", "Utrecht"
    )
    (refused,) = [problem for problem in problems if problem.severity == "fout"]
    words = words_of(refused)
    assert "een stadsdeel, geen wijk; lijkt op: WK034404 Wijk 04 Noordoost" in words.found
    assert "rij 3: een team, geen wijk" in words.found and "Qqq" not in words.found
    assert words.action.startswith("vraag de aantallen per wijk van CBS")


# --- a wijk with the name of a total, or of the gemeente --------------------------------------------------------

_NAMED = pd.DataFrame(
    {"name": ["Stad", "Winterswijk", "Nederland"]}, index=pd.Index([f"WK02940{n}" for n in range(3)], name="wijk_code")
)


def _in_winterswijk(*rows):
    table = read_one(["Bereik 2024"], ["Wijk", "Unieke kinderen", "Bezoeken"], *rows)
    table, problems = match_wijken(table, _NAMED, "GM0294", "Winterswijk")
    return table, [words_of(problem).found for problem in problems if problem.severity == "fout"]


@pytest.mark.parametrize("label", ["Stad", "Nederland"])
def test_wijk_that_is_called_as_a_total_is_asked_about(label):
    table, asked = _in_winterswijk([label, 54, 600], ["Winterswijk", 17, 99], ["Totaal", 71, 699])
    assert len(asked) == 1 and f"rij 3: '{label}' (geen wijk, of WK02940" in asked[0]
    assert list(table.set_aside) == [label]


def test_wijk_with_the_name_of_the_gemeente_that_may_be_the_total_is_asked_about():
    _, asked = _in_winterswijk(["WK029400", 54, 600], ["WK029402", 17, 99], ["Winterswijk", 60, 650])
    assert "'Winterswijk' (de naam van de gemeente en van WK029401 Winterswijk; is dit het totaal?)" in asked[0]


@pytest.mark.parametrize(
    "rows",
    [
        [["WK029400", 54, 600], ["Winterswijk", 60, 650], ["Totaal", 114, 1250]],
        [["WK029400", 54, 600], ["Winterswijk", 60, 550]],
    ],
    ids=["beside a total", "with less than another wijk"],
)
def test_figures_decide_that_it_is_the_wijk(rows):
    table, asked = _in_winterswijk(*rows)
    assert asked == [] and list(table.rows["wijk_code"]) == ["WK029400", "WK029401"]


def test_figures_decide_that_it_is_the_total():
    table, asked = _in_winterswijk(["WK029400", 54, 600], ["WK029402", 17, 99], ["Winterswijk", 71, 699])
    assert asked == [] and list(table.rows["wijk_code"]) == ["WK029400", "WK029402"]
    assert table.total == {"reached_count": 71, "visits_count": 699}
