"""The screen shows how a file was understood: nothing hidden, nothing of a person."""

import openpyxl
import pytest

from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.sources.bereik.explain import explain_bereik
from kinderwerk_stats.sources.bereik.shapes import find_profile
from kinderwerk_stats.sources.bereik.wijk_names import suggest_wijken
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.text.problems import describe

ROWS = [
    ["Jaarcijfers 2024"],
    ["Organisatie: Welzijn Voorbeeld"],
    [],
    ["Gebied", "Kinderen", "Bezoeken", "Sfeer"],
    ["West", 54, "1.234", 1],
    ["Oost", "<5", 300, 2],
    ["Totaal", 60, 1534],
]


@pytest.fixture
def write(tmp_path):
    def write_book(*sheets: tuple[str, list[list[object]]], name: str = "bereik.xlsx"):
        book = openpyxl.Workbook()
        del book[book.sheetnames[0]]
        for title, rows in sheets:
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return path

    return write_book


def test_what_was_understood(write):
    found = explain_bereik(write(("Cijfers", ROWS), ("Uitleg", [["Eigen registratie"]])))
    assert (found.kind, found.sheets, found.other_sheets, found.header_rows) == (
        "bereik", ("Cijfers",), ("Uitleg",), (4,),
    )  # fmt: skip
    assert (found.years, found.year_from, found.organisation) == ((2024,), "rij 1", "Welzijn Voorbeeld")
    assert [(c.letter, c.header, c.role, c.certainty) for c in found.columns] == [
        ("A", "Gebied", "wijk_name", "zeker"), ("B", "Kinderen", "reached_count", "waarschijnlijk"),
        ("C", "Bezoeken", "visits_count", "zeker"), ("D", "Sfeer", None, "gok"),
    ]  # fmt: skip
    assert found.columns[2].reason == "de kop is 'Bezoeken'"
    assert found.raw_rows[1].number == 5 and found.raw_rows[1].cells == ("West", "54", "1.234", "1")
    assert found.read_rows[1].cells == ("Oost", "", "2024", "verborgen", "300")
    totals = {check.indicator: (check.summed, check.unknown, check.total, check.differs) for check in found.totals}
    assert totals == {"reached_count": (54, 1, 60, True), "visits_count": (1534, 0, 1534, False)}


def test_a_choice_of_the_user_is_shown_as_one(write):
    path = write(("Cijfers", ROWS))
    found = explain_bereik(path, Corrections(columns={"Sfeer": "overslaan", "Kinderen": "visits_count"}, year=2023))
    roles = {column.header: (column.role, column.certainty) for column in found.columns}
    assert roles["Sfeer"] == ("overslaan", "gekozen")
    assert roles["Kinderen"] == ("visits_count", "gekozen")
    assert roles["Bezoeken"] == (None, "gok")
    assert (found.years, found.year_from, found.counts) == ((2023,), "gekozen", "deelnames")


def test_a_file_that_is_not_usable_still_shows_its_columns(write):
    rows = [["Gebied", "Unieke kinderen", "Bereikte kinderen"], ["West", 54, 55]]
    found = explain_bereik(write(("Cijfers", rows)))
    assert not found.result.usable
    assert [column.certainty for column in found.columns] == ["zeker", "gok", "gok"]


def test_a_file_without_a_table_shows_its_rows_to_point_at(write):
    found = explain_bereik(write(("Blad1", [["iets"], ["Plek", "Telling"], ["West", 54]])))
    assert found.kind == "onbekend" and found.columns == ()
    assert [row.number for row in found.raw_rows] == [1, 2, 3]
    columns = {"Plek": "wijk_name", "Telling": "reached_count"}
    assert explain_bereik(found.result.path, Corrections(columns=columns)).result.usable


@pytest.mark.parametrize(
    ("head", "row", "words", "role"),
    [
        (["Onderdeel", "Unieke kinderen"], ["West", 54], "geen kolom die zegt welke wijk het is", "wijk_name"),
        (["Wijk", "Telling"], ["West", 54], "geen kolom met aantallen die het dashboard kent", "reached_count"),
    ],
)
def test_half_a_header_says_what_is_missing_and_can_be_finished(write, head, row, words, role):
    found = explain_bereik(write(("Blad1", [["Cijfers 2024"], head, row])))
    (problem,) = found.result.problems
    assert words in describe(problem).found and "rij 2" in describe(problem).where
    assert [column.header for column in found.columns] == head
    missing = head[0] if role == "wijk_name" else head[1]
    finished = explain_bereik(found.result.path, Corrections(columns={missing: role}))
    assert finished.result.tables[0].values["reached_count"].tolist() == [54]


def test_nothing_is_shown_of_a_list_of_persons(write):
    rows = [["Voornaam", "Achternaam", "Geboortedatum", "Wijk"], ["Test", "Voorbeeld", "01-02-2015", "West"]]
    found = explain_bereik(write(("Blad1", rows)))
    assert not found.result.usable
    assert (found.raw_rows, found.read_rows, found.columns) == ((), (), ())


def test_long_text_is_not_repeated(write):
    story = "een lang verhaal over een kind dat niet op het scherm hoort"
    rows = [["Gebied", "Unieke kinderen", "Verhaal"], ["West", 54, story]]
    found = explain_bereik(write(("Cijfers", rows)))
    assert story not in str(found.raw_rows) and "(lange tekst)" in found.raw_rows[1].cells


@pytest.mark.parametrize("header", ["Bezoeken 2025", "BEZOEKEN"])
def test_fingerprint_is_the_same_next_year(write, header):
    own = explain_bereik(write(("A", [["Gebied", "Bezoeken 2024"], ["West", 5]]))).fingerprint
    other = explain_bereik(write(("B", [["titel 2025"], ["Gebied", header], ["Oost", 7]]), name="b.xlsx")).fingerprint
    assert own == other != ""


def test_fingerprint_of_other_headers_differs(write):
    own = explain_bereik(write(("A", [["Gebied", "Bezoeken"], ["West", 5]]))).fingerprint
    assert own != explain_bereik(write(("A", [["Wijk", "Bezoeken"], ["West", 5]]), name="b.xlsx")).fingerprint


def test_a_profile_is_recognised_and_applied(write):
    kept = Corrections(columns={"Sfeer": "overslaan"}, organisation="Stichting Kind", counts="woonwijk")
    key = explain_bereik(write(("Cijfers", ROWS)), kept).fingerprint
    moved = [[], *ROWS[:1], *ROWS[2:]]
    found = explain_bereik(write(("Blad7", moved), name="later.xlsx"), None, {key: kept})
    assert (found.profile, found.organisation, found.counts) == (key, "Stichting Kind", "woonwijk")
    said = explain_bereik(found.result.path, Corrections(year=2024), {key: kept})
    assert said.profile is None, "what the user says now goes before the profile"


def test_no_profile_for_other_headers():
    assert find_profile([Sheet("a", [["Gebied", "Bezoeken"], ["West", 5]])], {"0" * 32}) is None


def test_csv_has_the_same_answer(tmp_path):
    path = tmp_path / "bereik.csv"
    path.write_text("Gebied;Unieke kinderen\nWest;54\n", encoding="utf-8")
    found = explain_bereik(path)
    assert [column.role for column in found.columns] == ["wijk_name", "reached_count"]


AREAS = {"WK034405": "Wijk 05 Oost", "WK034404": "Wijk 04 Noordoost", "WK034409": "Wijk 09 Leidsche Rijn",
         "WK034410": "Wijk 10 Vleuten-De Meern"}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Leidse Rijn", "WK034409"), ("Vleuten", "WK034410"), ("De Meern/Vleuten", "WK034410"),
        ("Oost (incl. Wittevrouwen)", "WK034405"), ("Noord-Oost", "WK034404"), ("LEIDSCHERIJN", "WK034409"),
    ],
)  # fmt: skip
def test_suggestions_put_the_right_wijk_first(name, code):
    assert suggest_wijken(name, AREAS)[0][0] == code


def test_nothing_is_suggested_for_a_name_like_no_wijk():
    assert suggest_wijken("Anna de Vries", AREAS) == []


def test_equal_suggestions_go_by_code():
    twins = {"WK990102": "Dorp", "WK990101": "Dorp"}
    assert [code for code, _, _ in suggest_wijken("Dorpje", twins)] == ["WK990101", "WK990102"]
