"""Year, organisation, place and age come from the lines around the table."""

from datetime import date
from pathlib import Path

import pytest

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.files.grid import Sheet
from tests.bereik_builders import HEADER, NO_YEAR, OOST, WEST, errors_of, read, read_one, warnings_of


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Jaarcijfers kinderwerk 2024", 2024),
        ("Peildatum: 31-12-2024", 2024),
        ("Periode: 01-01-2024 t/m 31-12-2024", 2024),
        ("Cijfers t/m Q4 2024", 2024),
        (date(2024, 12, 31), 2024),
        (2024.0, 2024),
        ("45-01-2024 t/m 31-12-2024", 2024),
        ("Jaarcijfers 2024   Peildatum: 1-1-2025", 2024),
        ("Jaarcijfers 2024   Gemaakt op: 15-02-2025", 2024),
        ("Printdatum 15-02-2025", None),
        ("Peildatum: 1 januari 2025", None),
        ("Jaarcijfers kinderwerk", None),
    ],
)
def test_year_comes_from_the_lines_above(title, year):
    result = read([title], *NO_YEAR, name="Blad1", file="kinderwerk-2019.xlsx")
    assert result.tables[0].year == year
    assert ("geen jaar" in warnings_of(result)) is (year is None)


def test_year_comes_from_the_sheet_and_the_header():
    assert read_one(*NO_YEAR, name="Overzicht 2024").year == 2024
    assert read_one(["Gebied", "Unieke kinderen 2024"], ["West", 54]).year == 2024


@pytest.mark.parametrize(
    "rows",
    [
        [["Jaarcijfers 2023"], ["Peildatum 31-12-2024"], *NO_YEAR],
        [["Seizoen 2023-2024"], *NO_YEAR],
        [["Schooljaar 2023/'24"], *NO_YEAR],
        [["Jaarcijfers 2023"], HEADER, WEST],
    ],
)
def test_two_years_that_contradict_are_refused(rows):
    assert any("meer dan een jaar (20" in found for found in errors_of(read(*rows)))


def test_two_years_in_a_column_are_two_tables():
    rows = [HEADER, WEST, OOST, ["WK990101", "West", 2023, 50, 700, 0.2], ["GM9901", "Totaal", 2023, 50, 700, 0.2],
            [None, "Totaal", None, 228, 4134, 1.9]]  # fmt: skip
    result = read(*rows)
    assert result.usable
    old, new = result.tables
    assert (old.year, new.year) == (2023, 2024)
    assert isinstance(old, BereikTable)
    assert isinstance(new, BereikTable)
    assert old.values["reached_count"].tolist() == [50]
    assert new.values["reached_count"].tolist() == [54, 174]
    assert (old.total, new.total) == ({"reached_count": 50, "visits_count": 700, "kinderwerker_fte": 0.2}, {})
    assert result.area_counts["wijk"] == 2


def test_row_without_a_year_in_a_year_column_is_refused():
    assert errors_of(read(HEADER, WEST, ["WK990102", "Oost", None, 1, 2, 0.1])) == [
        "bereik.xlsx, blad bereik, rij 3, kolom C: geen jaartal"
    ]


@pytest.mark.parametrize(
    ("rows", "publisher"),
    [
        ([["Organisatie: Stichting Voorbeeld"]], "Stichting Voorbeeld"),
        ([["Welzijnsorganisatie:", "Stichting Voorbeeld"]], "Stichting Voorbeeld"),
        ([["Stichting Voorbeeld"]], "onbekend"),
    ],
)
def test_organisation_comes_from_its_line(rows, publisher):
    result = read(*rows, [], HEADER, WEST)
    assert result.tables[0].source.publisher == publisher
    assert ("geen naam van de organisatie" in warnings_of(result)) is (publisher == "onbekend")


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ([["Wijk", "Deelnemers op locatie"], ["West", 54]], "locatie", "kinderen tellen waar ze meedoen"),
        ([["Wijk", "Unieke kinderen woonachtig in de wijk"], ["West", 54]], "woonwijk", None),
        ([["Woonwijk", "Unieke kinderen"], ["West", 54]], "woonwijk", None),
        ([["Telling naar woonplaats van het kind"], *NO_YEAR], "woonwijk", None),
        ([*NO_YEAR, [], ["Kinderen zijn geteld op locatie."]], "locatie", "kinderen tellen waar ze meedoen"),
        (NO_YEAR, None, "zegt niet of een kind telt waar het woont"),
        ([["Wijk", "Unieke kinderen", "Locaties"], ["West", 54, 2]], None, "zegt niet of een kind telt waar het woont"),
    ],
)
def test_place_where_children_count(rows, place, words):
    assert read_one(*rows).place == place
    warned = warnings_of(read(*rows))
    assert (words in warned) if words else ("waar het woont" not in warned and "waar ze meedoen" not in warned)


@pytest.mark.parametrize(
    ("title", "note", "said"),
    [
        ("Leeftijd: 4 t/m 12 jaar", "leeftijd 4 t/m 12 jaar", False),
        ("Kinderen van 4 tot 12 jaar", "leeftijd 4 tot 12 jaar", False),
        ("Leeftijd: 0-18 jaar", "leeftijd 0-18 jaar", True),
        ("Peildatum: 31-12-2024", "", False),
    ],
)
def test_age_range_goes_into_the_note(title, note, said):
    rows = [[title], *NO_YEAR]
    assert read_one(*rows).source.note == note
    assert ("de leeftijd " in warnings_of(read(*rows))) is said


# --- a day is no year ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["Datum: 15-01-2025", "Utrecht, 15 januari 2025", "Subsidiebeschikking 2025-1234", "sep=;", "Peildatum: 30-06-2024",
     "Aangeleverd in januari 2025", "Jaarrapportage (januari 2025)",
     date(2025, 1, 15), "Kenmerk 2025/0012", "Verzonden op 3 maart 2025", "Postbus 12, 2024 AB Haarlem"],
)  # fmt: skip
def test_a_day_or_a_number_above_the_table_is_no_year_without_a_question(line):
    result = read([line], *NO_YEAR)
    assert [table.year for table in result.tables] == [None]
    assert [problem.asks for problem in result.problems].count("jaar") == 1
    assert read(["Kinderwerk 2024"], [line], *NO_YEAR).tables[0].year == 2024


def test_the_last_day_of_a_year_is_its_year_and_is_asked():
    result = read([date(2024, 12, 31)], *NO_YEAR)
    assert "het jaar komt van een datum (31-12-2024)" in warnings_of(result)
    assert "jaar" in [problem.asks for problem in result.problems]
    assert "jaar" not in [problem.asks for problem in read(["Peildatum 31-12-2024"], *NO_YEAR).problems]


def test_a_day_of_counting_outside_the_year_makes_the_year_a_question():
    result = read(["Kinderwerk 2024"], ["Peildatum: 15-02-2025"], *NO_YEAR)
    assert [table.year for table in result.tables] == [None]
    assert "een peildatum (15-02-2025) die niet in het jaar 2024 ligt" in warnings_of(result)
    assert read(["Kinderwerk 2024"], ["Peildatum: 1-1-2025"], *NO_YEAR).tables[0].year == 2024
    rows = [["Kinderwerk 2024"], ["Peildatum: 15-02-2025"], *map(list, NO_YEAR)]
    said = read_bereik(Path("a.xlsx"), [Sheet("a", rows)], Corrections(year=2024))
    assert said.tables[0].year == 2024 and "peildatum (" not in warnings_of(said)


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["Managementrapportage", "Periode jan-dec 2024"], 2024),
        (["Voortgangsrapportage kinderwerk", "Periode: 01-01-2024 t/m 31-12-2024"], 2024),
        (["Managementrapportage 2024"], None),
        (["Managementrapportage", "Periode jan-jun 2024"], None),
        (["Periode jan-dec", "2024"], 2024),
    ],
)
def test_a_report_is_of_the_period_that_it_states(lines, year):
    result = read(*([line] for line in lines), *NO_YEAR)
    assert [table.year for table in result.tables] == ([] if year is None else [year])
    assert bool(errors_of(result)) is (year is None)


@pytest.mark.parametrize(
    "last", [["Tot: 31-12-2024"], ["Einddatum", "31-12-2024"], ["T/m 31-12-2024"], ["Periode tot en met 31-12-2024"]]
)
def test_a_period_on_two_lines(last):
    assert read_one(["Van: 01-01-2024"], last, *NO_YEAR).year == 2024
    part = read(["Van: 01-07-2024"], last, *NO_YEAR)
    assert any("deel van het jaar" in found for found in errors_of(part))


@pytest.mark.parametrize("line", [["Periode", "01-07-2024", "31-12-2024"], ["Begin: 1-7-2024", "Eind: 31-12-2024"]])
def test_a_period_in_two_cells(line):
    assert any("deel van het jaar" in found for found in errors_of(read(line, *NO_YEAR)))
    assert read_one([cell.replace("01-07", "01-01").replace("1-7", "1-1") for cell in line], *NO_YEAR).year == 2024


def test_a_day_of_counting_in_a_header():
    assert read_one(["Wijk", "Unieke kinderen per 31-12-2024"], ["West", 54]).year == 2024
    asked = read(["Wijk", "Unieke kinderen (peildatum 1-10-2024)"], ["West", 54])
    assert [table.year for table in asked.tables] == [None]


@pytest.mark.parametrize(
    ("line", "year"),
    [(["Kwartaal", 1.0], None), (["Periode", "6"], None), (["Maand", "3"], None), (["Periode", "2024"], 2024)],
)  # fmt: skip
def test_a_number_beside_the_word_of_a_period(line, year):
    result = read(["Jaar", "2024"], line, *NO_YEAR)
    assert [table.year for table in result.tables] == ([] if year is None else [year])
