"""A row per activity gives visits, activities and hours per wijk; children stay unknown."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from kinderwerk_stats.model.ages import read_ages
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.bereik.register import is_kinderwerk, read_day
from kinderwerk_stats.sources.files.grid import Sheet
from tests.bereik_builders import errors_of, read, read_one, read_sheets_of, warnings_of

HEADER = ["Werksoort", "Leeftijd", "Datum", "Wijk", "Deelnemers", "Uren"]
INLOOP = ["Kinderwerk", "4-12 jaar", date(2024, 3, 1), "West", 12, 2.5]


def _row(**cells):
    return [cells.get(name, INLOOP[at]) for at, name in enumerate(HEADER)]


YEAR_ROUND = [_row(Datum=date(2024, 1, 5)), _row(Datum=date(2024, 12, 5))]


def test_visits_activities_and_hours_per_wijk():
    table = read_one(HEADER, *YEAR_ROUND, _row(Wijk="OOST", Deelnemers="1.030", Uren="1,5"))
    assert table.year == 2024
    assert table.rows["wijk_name"].tolist() == ["West", "OOST"]
    assert table.values.to_dict("list") == {
        "visits_count": [24, 1030], "activities_count": [2, 1], "activity_hours": [5, 1.5],
    }  # fmt: skip
    assert table.rows["row"].tolist() == [2, 4]


def test_one_wijk_written_in_two_ways_is_one():
    table = read_one(HEADER, *YEAR_ROUND, _row(Wijk="Wijk 01 West"), _row(Wijk="WEST "))
    assert table.values["activities_count"].tolist() == [4]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Werksoort": "Jongerenwerk"}, "1 van ander werk dan kinderwerk"),
        ({"Werksoort": ""}, "1 van ander werk dan kinderwerk"),
        ({"Leeftijd": "13-18 jaar"}, "1 voor andere leeftijden"), ({"Leeftijd": "0-3"}, "1 voor andere leeftijden"),
        ({"Leeftijd": "65+"}, "1 voor andere leeftijden"), ({"Wijk": "Onbekend"}, "1 zonder wijk"),
        ({"Wijk": ""}, "1 zonder wijk"), ({"Wijk": "Buiten gemeente"}, "1 zonder wijk"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_said_with_its_reason(cells, reason):
    result = read(HEADER, *YEAR_ROUND, _row(**cells))
    (table,) = result.tables
    assert table.values["activities_count"].tolist() == [2]
    assert reason in warnings_of(result) and "2 activiteiten van kinderwerk meegeteld" in warnings_of(result)


@pytest.mark.parametrize("ages", ["12-15 jaar", "0-4", "8+", "4 t/m 12", "groep 3-8", "Kinderen", 7.0])
def test_ages_that_overlap_count(ages):
    table = read_one(HEADER, *YEAR_ROUND, _row(Leeftijd=ages))
    assert table.values["activities_count"].tolist() == [3]


def test_ages_beyond_and_no_ages_are_said():
    result = read(HEADER, *YEAR_ROUND, _row(Leeftijd="0-4"), _row(Leeftijd="zie flyer"))
    said = warnings_of(result)
    assert "1 activiteit ook voor kinderen jonger dan 4 of ouder dan 12" in said
    assert "1 activiteit zonder leeftijd" in said


def test_without_kind_of_work_the_ages_decide():
    header = ["Activiteit", "Leeftijd", "Datum", "Wijk", "Aantal deelnames"]
    result = read(header, ["Inloop", "4-12", date(2024, 1, 3), "West", 5], ["Bingo", "", date(2024, 12, 3), "West", 9])
    (table,) = result.tables
    assert table.values.to_dict("list") == {"visits_count": [5], "activities_count": [1]}
    assert "1 zonder leeftijd en zonder soort werk" in warnings_of(result)


@pytest.mark.parametrize(
    ("cell", "status"), [("", Status.UNKNOWN), ("<5", Status.SUPPRESSED), ("-", Status.UNKNOWN), (0, Status.KNOWN)]
)
def test_a_count_that_is_not_known_leaves_the_wijk_unknown(cell, status):
    result = read(HEADER, *YEAR_ROUND, _row(Deelnemers=cell))
    (table,) = result.tables
    assert table.status["visits_count"].tolist() == [status]
    assert table.values["activities_count"].tolist() == [3] and table.values["activity_hours"].tolist() == [7.5]
    assert ("1 activiteit zonder getal voor bezoeken" in warnings_of(result)) == (status != Status.KNOWN)


def test_cells_that_are_no_count_are_refused_together():
    result = read(HEADER, *YEAR_ROUND, _row(Deelnemers="veel"), _row(Deelnemers="heel veel"), _row(Uren=-1))
    assert errors_of(result) == [
        "bereik.xlsx, blad bereik, rij 4 en 5, kolom E: geen getal (tekst)",
        "bereik.xlsx, blad bereik, rij 6, kolom F: een negatief getal (-1)",
    ]


def test_a_register_of_two_years_gives_two_tables():
    rows = [_row(Datum=date(2023, 2, 1)), _row(Datum=date(2023, 11, 1)), *YEAR_ROUND]
    result = read(HEADER, *rows)
    assert [(t.year, t.values["activities_count"].tolist()) for t in result.tables] == [(2023, [2]), (2024, [2])]


@pytest.mark.parametrize(
    ("cell", "day"),
    [(datetime.combine(date(2024, 3, 1), time(12)), date(2024, 3, 1)),
     ("1-3-2024", date(2024, 3, 1)), ("2024-03-01", date(2024, 3, 1)),
     ("31-02-2024", None), ("maandag", None), (45000.0, None)],
)  # fmt: skip
def test_days(cell, day):
    assert read_day(cell) == day


@pytest.mark.parametrize(("month", "is_said"), [(3, False), (4, True)])
def test_a_register_that_starts_late_is_said(month, is_said):
    result = read(HEADER, _row(Datum=date(2024, month, 1)), _row(Datum=date(2024, 12, 1)))
    assert ("activiteiten van maand" in warnings_of(result)) == is_said


@pytest.mark.parametrize(("month", "is_said"), [(9, True), (10, False)])
def test_a_register_that_ends_early_is_said(month, is_said):
    result = read(HEADER, _row(Datum=date(2024, 1, 1)), _row(Datum=date(2024, month, 1)))
    assert ("activiteiten van maand" in warnings_of(result)) == is_said


def test_the_year_can_stand_above_or_in_a_column():
    header = ["Seizoen", "Werksoort", "Activiteit", "Gebied", "Aantal deelnemers"]
    assert read_one(header, ["2023", "Kinderwerk", "Inloop", "West", 3]).year == 2023
    header = ["Werksoort", "Activiteit", "Gebied", "Aantal deelnemers"]
    assert read_one(["Export 2022"], header, ["Kinderwerk", "Inloop", "West", 3]).year == 2022
    result = read(header, ["Kinderwerk", "Inloop", "West", 3])
    assert [problem.asks for problem in result.problems if problem.asks] == ["jaar", "organisatie"]


def test_visits_of_buurten_go_to_their_wijk():
    header = ["Werksoort", "Activiteit", "Wijkcode", "Deelnemers"]
    rows = [["Kinderwerk", "Inloop", "BU99010203", 3], ["Kinderwerk", "Inloop", "BU99010204", 4]]
    table = read_one(["2024"], header, *rows, ["Kinderwerk", "Inloop", "990101", 5])
    assert dict(zip(table.rows["wijk_code"], table.values["visits_count"], strict=True)) == {
        "WK990102": 7, "WK990101": 5,
    }  # fmt: skip
    assert table.gemeente_code == "GM9901"


def test_a_total_row_is_no_activity():
    table = read_one(HEADER, *YEAR_ROUND, ["", "", "", "Totaal", 24, 5])
    assert table.values["visits_count"].tolist() == [24]


def test_nothing_of_kinderwerk_is_refused():
    assert "zonder activiteit voor kinderen" in errors_of(read(HEADER, _row(Werksoort="Ouderenwerk")))[0]


def test_without_a_wijk_it_is_refused():
    result = read(["Werksoort", "Activiteit", "Deelnemers"], ["Kinderwerk", "Inloop", 3])
    assert "zonder kolom voor de wijk" in errors_of(result)[0]


def test_two_columns_for_one_figure_are_refused():
    header = ["Werksoort", "Activiteit", "Wijk", "Deelnemers", "Bezoekers"]
    assert "kolom D en E" in errors_of(read(["2024"], header, ["Kinderwerk", "Inloop", "West", 3, 4]))[0]


def test_the_user_says_what_the_columns_are():
    header = ["Soort", "Groepje", "Wijk", "Koppen"]
    rows = [["2024"], header, ["Kinderwerk", "4-12", "De Kade", 3], ["Ouderenwerk", "4-12", "West", 3]]
    said = Corrections(
        columns={"Soort": "werksoort", "Groepje": "leeftijd", "Koppen": "visits_count"}, wijken={"De Kade": "WK990101"}
    )
    result = read_bereik(Path("bereik.xlsx"), [Sheet("a", [list(row) for row in rows])], said)
    (table,) = result.tables
    assert table.rows["wijk_code"].tolist() == ["WK990101"] and table.values["visits_count"].tolist() == [3]


def test_a_register_per_quarter_is_a_year():
    sheets = [Sheet(f"Q{number} 2024", [HEADER[:2] + HEADER[3:], ["Kinderwerk", "4-12", "West", 12, 2]])
              for number in (1, 2, 3, 4)]  # fmt: skip
    (table,) = read_sheets_of(*sheets).tables
    assert table.values["visits_count"].tolist() == [48] and table.values["activities_count"].tolist() == [4]


@pytest.mark.parametrize(
    ("text", "ages"),
    [("4 t/m 12", (4, 12)), ("4 tot 12", (4, 11)), ("tot 12 jaar", (0, 11)), ("vanaf 10", (10, 120)),
     ("12 jaar en ouder", (12, 120)), ("groep 1", (4, 5)), ("Tieners", (10, 15)), ("ouder en kind", (4, 120)),
     ("9", (9, 9)), ("12-4", None), ("", None), ("divers", None)],
)  # fmt: skip
def test_ages_in_a_cell(text, ages):
    assert read_ages(text) == ages


@pytest.mark.parametrize(
    ("text", "is_it"),
    [("Kinderwerk", True), ("KINDERWERK 4-12", True), ("Kinder- en tienerwerk", True), ("Jongerenwerk", False),
     ("Kinderopvang", False), ("Opbouwwerk", False)],
)  # fmt: skip
def test_kind_of_work(text, is_it):
    assert is_kinderwerk(text) == is_it


@pytest.mark.parametrize(
    ("line", "year"), [("Datum: 31-12-2024", None), ("Datum: 15-01-2025", None), ("Peildatum 31-12-2024", 2024)]
)
def test_the_day_of_a_letter_is_no_year_of_a_register(line, year):
    header = ["Werksoort", "Activiteit", "Gebied", "Aantal deelnemers"]
    result = read([line], header, ["Kinderwerk", "Inloop", "West", 3])
    assert [table.year for table in result.tables] == [year]
    assert ("jaar" in [problem.asks for problem in result.problems]) is (year is None)
