"""Several years or quarters in one file: a table per year, and never unique children added up."""

import pytest

from kinderwerk_stats.model.periods import Part
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.time_words import read_part, read_part_cell, without_period
from tests.bereik_builders import errors_of, read, read_one, read_sheets_of, warnings_of
from tests.words import words_of

QUARTER = ["Wijk", "Unieke kinderen", "Bezoeken", "Fte", "Locaties"]


def _quarters(*rows, names=("Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024")):
    """A sheet per quarter; each row gives the figures of one quarter for West."""
    return read_sheets_of(*(Sheet(name, [QUARTER, ["West", *row]]) for name, row in zip(names, rows, strict=False)))


FOUR = ([29, 196, 0.2, 1], [42, 200, 0.4, 2], [30, 100, 0.4, 2], [30, 104, 0.4, 3])


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Q1 2024", Part(4, 1)), ("2024-Q3", Part(4, 3)), ("2024KW04", None), ("2024kw4", Part(4, 4)),
        ("1e kwartaal", Part(4, 1)), ("Vierde kwartaal 2023", Part(4, 4)), ("kwartaal 2", Part(4, 2)),
        ("Kwartaalrapportage 3", Part(4, 3)), ("Kwartaalcijfers 2024", None), ("H2 2024", Part(2, 2)),
        ("Eerste halfjaar 2024", Part(2, 1)), ("mrt", Part(12, 3)), ("Maart 2024", Part(12, 3)), ("mei", Part(12, 5)),
        ("01-01-2024 t/m 31-03-2024", Part(4, 1)), ("01-07-2024 t/m 31-12-2024", Part(2, 2)),
        ("01-12-2024 t/m 31-12-2024", Part(12, 12)), ("15-01-2024 t/m 31-03-2024", None),
        ("01-02-2024 t/m 30-04-2024", None), ("01-01-2024 t/m 31-12-2024", None), ("01-10-2023 t/m 31-12-2024", None),
        ("Q1 t/m Q3", None), ("t/m Q2", None), ("Q1 en Q2", None), ("cumulatief Q2", None), ("Q5", None),
        ("Q2, kinderen 4 t/m 12 jaar", Part(4, 2)), ("2024", None), ("mei en juni", None), ("Iq1", None),
    ],
)  # fmt: skip
def test_part_of_a_year_in_a_text(text, part):
    assert read_part(text) == part


@pytest.mark.parametrize(
    ("cell", "header", "part"),
    [(1.0, "Kwartaal", Part(4, 1)), (5.0, "Kwartaal", None), (12.0, "Maand", Part(12, 12)), (13.0, "Maand", None),
     ("2", "Halfjaar", Part(2, 2)), (1.0, "Week", None), ("Q4", "Periode", Part(4, 4)), (2024.0, "Periode", None)],
)  # fmt: skip
def test_part_in_a_cell(cell, header, part):
    assert read_part_cell(cell, header) == part


def test_a_word_that_is_no_period_stays():
    assert without_period("kwartaal 1 unieke kinderen 2024") == "unieke kinderen"


def test_four_quarters_are_a_year_without_children():
    result = _quarters(*FOUR)
    (table,) = result.tables
    assert result.usable and table.year == 2024
    assert table.status["reached_count"].tolist() == [Status.UNKNOWN]
    assert table.values.iloc[0].drop("reached_count").to_dict() == pytest.approx(
        {"visits_count": 600, "kinderwerker_fte": 0.35, "locations_count": 3}
    )
    said = warnings_of(result)
    assert "mag u niet optellen" in said and "zeker niet minder dan in het hoogste deel (rij 2: 42)" in said
    assert "opgeteld: bezoeken" in said and "gemiddeld: fte kinderwerk" in said
    assert "van het laatste deel: locaties" in said


@pytest.mark.parametrize(("highest", "is_said"), [(4, False), (9, False), (10, True)])
def test_a_small_bound_is_not_repeated(highest, is_said):
    result = _quarters(*([highest, 20, 0.1, 1] for _ in range(4)))
    assert (f"rij 2: {highest}" in warnings_of(result)) == is_said


def test_what_is_the_same_of_each_quarter_is_said_once():
    said = [words_of(problem).found for problem in _quarters(*FOUR).problems]
    assert said.count("geen naam van de organisatie") == 1


@pytest.mark.parametrize(
    ("cell", "status"),
    [("", Status.UNKNOWN), ("<5", Status.SUPPRESSED), ("n.v.t.", Status.UNKNOWN), (7, Status.KNOWN)],
)
def test_a_quarter_that_is_not_known_leaves_the_year_unknown(cell, status):
    result = _quarters(*FOUR[:3], [30, cell, 0.4, 3])
    (table,) = result.tables
    assert table.status["visits_count"].tolist() == [status]
    assert table.values["visits_count"].notna().tolist() == [status == Status.KNOWN]


def test_a_wijk_that_misses_a_quarter_is_unknown():
    sheets = [Sheet(f"Q{n} 2024", [QUARTER, ["West", 1, 10, 0.1, 1], ["Oost", 1, 20, 0.1, 1]]) for n in (1, 2, 3)]
    result = read_sheets_of(*sheets, Sheet("Q4 2024", [QUARTER, ["West", 1, 10, 0.1, 1]]))
    (table,) = result.tables
    assert table.rows["wijk_name"].tolist() == ["West", "Oost"]
    assert table.values["visits_count"].fillna(-1).tolist() == [40, -1]
    assert table.status["locations_count"].tolist() == [Status.KNOWN, Status.UNKNOWN]


def test_three_quarters_are_no_year():
    result = _quarters(*FOUR[:3])
    assert "(kwartaal 1, kwartaal 2, kwartaal 3)" in errors_of(result)[0]


def test_the_same_quarter_twice_is_no_year():
    assert errors_of(_quarters(*FOUR, names=("Q1 2024", "Q2 2024", "Q3 2024", "Q3 2024 nieuw")))


def test_a_whole_year_is_read_and_the_quarters_of_the_next_are_not():
    sheets = [Sheet(f"Q{n} 2023", [QUARTER, ["West", 1, 10, 0.1, 1]]) for n in (1, 2, 3, 4)]
    result = read_sheets_of(*sheets, Sheet("Q1 2024", [QUARTER, ["West", 1, 10, 0.1, 1]]))
    assert result.usable and [table.year for table in result.tables] == [2023]
    assert "blad Q1 2024: cijfers van een deel van het jaar" in warnings_of(result)


def test_totals_of_quarters():
    rows = [QUARTER, ["West", 9, 10, 0.1, 1], ["Oost", 9, 20, 0.2, 1], ["Totaal", 15, 30, 0.3, 2]]
    sheets = [Sheet(f"Q{number} 2024", rows) for number in (1, 2, 3, 4)]
    (table,) = read_sheets_of(*sheets).tables
    assert table.total == pytest.approx({"visits_count": 120, "kinderwerker_fte": 0.3, "locations_count": 2})


# --- columns ------------------------------------------------------------------


def test_years_as_columns_give_a_table_per_year():
    result = read(["Wijk", "Bereik 2022", "Bereik 2023", "Bereik 2024"], ["West", 50, 52, 54], ["Oost", 1, 2, "-"])
    assert result.usable, errors_of(result)
    assert [(table.year, table.values["reached_count"].iloc[0]) for table in result.tables] == [
        (2022, 50), (2023, 52), (2024, 54),
    ]  # fmt: skip
    assert result.tables[2].status["reached_count"].tolist() == [Status.KNOWN, Status.UNKNOWN]


def test_years_above_groups_of_columns():
    result = read(
        ["", 2023.0, "", 2024.0, ""],
        ["Wijk", "Unieke kinderen", "Fte", "Unieke kinderen", "Fte"],
        ["West", 50, "0,3", 54, 0.4],
    )
    assert [(t.year, *t.values.iloc[0].tolist()) for t in result.tables] == [(2023, 50, 0.3), (2024, 54, 0.4)]


def test_a_column_without_a_year_beside_years_is_said():
    result = read(["Wijk", "Bereik 2023", "Bereik 2024", "Fte"], ["West", 50, 54, 0.4])
    assert "kolommen zonder jaar, naast kolommen met een jaar: D (Fte)" in warnings_of(result)
    assert all("kinderwerker_fte" not in table.values for table in result.tables)


def test_one_year_in_some_headers_is_no_second_period():
    table = read_one(["Wijk", "Unieke kinderen 2024", "Fte"], ["West", 54, 0.4])
    assert table.year == 2024 and set(table.values) == {"reached_count", "kinderwerker_fte"}


def test_quarters_as_columns():
    result = read(["Cijfers 2024"], ["Wijk", "Bezoeken Q1", "Bezoeken Q2", "Bezoeken Q3", "Bezoeken Q4"],
                  ["West", 1, 2, 3, 4], ["Totaal", 1, 2, 3, 4])  # fmt: skip
    (table,) = result.tables
    assert (table.year, table.values["visits_count"].tolist(), table.total) == (2024, [10], {"visits_count": 10})
    assert table.rows["wijk_name"].tolist() == ["West"]


def test_quarters_above_groups_of_columns():
    groups = ["Wijk", "Q1", "", "Q2", "", "Q3", "", "Q4", ""]
    header = ["", *["Unieke kinderen", "Bezoeken"] * 4]
    result = read(["Jaar 2024"], groups, header, ["West", 10, 20, 11, 21, 12, 22, 13, 23])
    (table,) = result.tables
    assert (table.year, table.values["visits_count"].tolist()) == (2024, [86])
    assert table.status["reached_count"].tolist() == [Status.UNKNOWN]
    assert "(rij 4: 13)" in warnings_of(result)


def test_a_year_beside_its_quarters_is_used():
    header = ["Wijk", *[f"Unieke kinderen Q{n}" for n in (1, 2, 3, 4)], "Unieke kinderen jaar"]
    result = read(["2024"], header, ["West", 20, 20, 20, 20, 54], ["Oost", 10, 10, 10, 10, 12])
    (table,) = result.tables
    assert table.values["reached_count"].tolist() == [54, 12]
    assert "die zijn niet gebruikt" in warnings_of(result)


def test_a_year_that_is_the_sum_of_its_quarters_is_not_believed():
    header = ["Wijk", *[f"Unieke kinderen Q{n}" for n in (1, 2, 3, 4)], "Totaal unieke kinderen"]
    result = read(
        ["2024"], header, ["West", 20, 20, 20, 20, 80], ["Oost", 0, 0, 0, 3, 3], ["Totaal", 20, 20, 20, 23, 83]
    )
    (table,) = result.tables
    assert table.status["reached_count"].tolist() == [Status.UNKNOWN] * 2 and table.total == {}
    assert "is de som van de delen van het jaar" in warnings_of(result)


@pytest.mark.parametrize(
    ("years", "believed"),
    [
        ([80, 40, 120, 61], False),
        ([80, 40, 119, 61], False),
        ([80, 39, 119, 61], True),
        ([80, 40, 119], False),
        ([80, 39], True),
    ],
)
def test_a_year_that_is_the_sum_in_half_of_more_than_two_wijken_is_not_believed(years, believed):
    header = ["Wijk", *[f"Unieke kinderen Q{n}" for n in (1, 2, 3, 4)], "Totaal unieke kinderen"]
    quarters = {"West": 20, "Oost": 10, "Noord": 30, "Zuid": 15}
    rows = [[name, *[count] * 4, year] for (name, count), year in zip(quarters.items(), years, strict=False)]
    result = read(["2024"], header, *rows)
    (table,) = result.tables
    assert (table.status["reached_count"] == Status.KNOWN).tolist() == [believed] * len(years)
    assert ("is de som van de delen van het jaar" in warnings_of(result)) is not believed


def test_children_of_one_quarter_may_be_those_of_the_year():
    header = ["Wijk", *[f"Unieke kinderen Q{n}" for n in (1, 2, 3, 4)], "Totaal unieke kinderen"]
    (table,) = read(["2024"], header, ["West", 0, 0, 20, 0, 20]).tables
    assert table.values["reached_count"].tolist() == [20]


# --- rows ---------------------------------------------------------------------


def test_a_column_of_quarters():
    rows = [["West", number, 2024, 10 * number, 20] for number in (1, 2, 3, 4)]
    result = read(["Wijk", "Kwartaal", "Jaar", "Bezoeken", "Unieke kinderen"], *rows, ["Totaal", "", "", 100, 60])
    (table,) = result.tables
    assert (table.year, table.values["visits_count"].tolist()) == (2024, [100])
    assert table.status["reached_count"].tolist() == [Status.UNKNOWN]
    assert "rij 6: cijfers zonder kwartaal" in warnings_of(result)


def test_periods_with_their_year():
    rows = [["West", f"{year}-Q{number}", 10] for year in (2023, 2024) for number in (1, 2, 3, 4)]
    result = read(["Wijk", "Periode", "Bezoeken"], *rows)
    assert [(t.year, t.values["visits_count"].tolist()) for t in result.tables] == [(2023, [40]), (2024, [40])]


def test_months_are_added_when_all_twelve_are_there():
    months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    header = ["Wijk", "Maand", "Deelnames"]
    (table,) = read(["2024"], header, *[["West", month, 2] for month in months]).tables
    assert table.values["visits_count"].tolist() == [24]
    assert errors_of(read(["2024"], header, *[["West", month, 2] for month in months[:-1]]))


def test_a_note_under_a_table_of_quarters_holds_for_all():
    rows = [["West", f"Q{number} 2024", 10] for number in (1, 2, 3, 4)]
    note = "* Kinderen die in meer wijken komen, tellen in elke wijk mee."
    (table,) = read(["Wijk", "Periode", "Unieke kinderen"], *rows, [], [note]).tables
    assert table.counts_overlap


def test_weeks_are_refused_for_their_reason():
    result = read(["Wijk", "Week", "Unieke kinderen"], ["West", 1, 20], ["West", 2, 34])
    assert "mag u niet optellen" in errors_of(result)[0]


@pytest.mark.parametrize("extra", ["Bezoeken t/m Q3", "Bezoeken cumulatief t/m september", "Bezoeken jan-aug"])
def test_a_column_of_more_than_one_part_beside_quarters_is_not_the_year(extra):
    header = ["Wijk", *[f"Bezoeken Q{n}" for n in (1, 2, 3, 4)], extra]
    result = read(["Cijfers 2024"], header, ["West", 1, 2, 3, 4, 6])
    (table,) = result.tables
    assert table.values["visits_count"].tolist() == [10]
    assert f"F ({extra})" in warnings_of(result)


def test_rows_of_an_unclear_part_are_no_year():
    rows = [["West", "jan-aug 2024", 60], ["West", "Q4 2024", 30]]
    assert errors_of(read(["Wijk", "Periode", "Bezoeken"], *rows))
    assert errors_of(read(["Wijk", "Periode", "Bezoeken"], *rows[:1]))
    (table,) = read(["Wijk", "Periode", "Bezoeken"], ["West", "jan-dec 2024", 60]).tables
    assert (table.year, table.values["visits_count"].tolist()) == (2024, [60])


@pytest.mark.parametrize(("total", "read_as"), [(3, []), (30, [2024])])
def test_a_total_beside_some_months_is_of_those_months_when_it_is_their_sum(total, read_as):
    result = read(
        ["Kinderwerk 2024"], ["Wijk", "Bezoeken jan", "Bezoeken feb", "Bezoeken totaal"], ["West", 1, 2, total]
    )
    assert [table.year for table in result.tables] == read_as
    assert any("deel van het jaar" in found for found in errors_of(result)) is (not read_as)


def test_years_of_some_columns_are_not_those_of_quarters_beside_them():
    rows = [
        [None, "Unieke kinderen", None, "Bezoeken", None, None],
        ["Wijk", "2023", "2024", "K1", "K2", "Jaar"],
        ["West", 45, 54, 88, 95, 356],
        ["Oost", 165, 174, 99, 106, 400],
    ]
    result = read(*rows)
    assert {table.source.year for table in result.tables} == {2023, 2024, None}
    assert "jaar" in [problem.asks for problem in result.problems]


# --- parts that count from 1 January on -----------------------------------------------------------------

RISING = [["West", 200, 350, 440, 540], ["Oost", 600, 1000, 1400, 1740]]


def quarters(what: str, rows=RISING):
    return [["Wijk", *(f"{what} Q{number}" for number in range(1, 5))], *rows]


def test_parts_that_say_to_count_from_january_on_are_not_added():
    table = read_one(["Kinderwerk 2024, cijfers cumulatief"], *quarters("Bezoeken"), ["Totaal", 800, 1350, 1840, 2280])
    assert table.values["visits_count"].tolist() == [540, 1740]
    assert table.total == {"visits_count": 2280}
    children = read(["Kinderwerk 2024 cumulatief"], *quarters("Unieke kinderen"))
    assert children.tables[0].values["reached_count"].tolist() == [540, 1740]
    assert "die steeds vanaf 1 januari tellen" in warnings_of(children)


def test_parts_that_are_higher_every_time_in_every_wijk_are_not_added_without_a_question():
    result = read(["Kinderwerk 2024"], *quarters("Bezoeken"), ["Totaal", 800, 1350, 1840, 2280])
    assert result.tables[0].values["visits_count"].isna().all() and result.tables[0].total == {}
    assert "misschien tellen zij steeds vanaf 1 januari" in warnings_of(result)
    one_falls = read_one(["Kinderwerk 2024"], *quarters("Bezoeken", [*RISING, ["Zuid", 90, 80, 100, 110]]))
    assert one_falls.values["visits_count"].tolist() == [1530, 4740, 380]


@pytest.mark.parametrize("years", [["", "", 2023, "", 2024], ["", "", "2023", "", "2024"]])
def test_years_that_do_not_stand_above_their_first_column_give_no_figure_to_another_year(years):
    header = ["Wijk", "Unieke kinderen", "Fte", "Unieke kinderen", "Fte"]
    (found,) = errors_of(read(years, header, ["West", 50, 0.3, 54, 0.4], ["Oost", 60, 0.3, 64, 0.4]))
    assert "niet te zien is welk jaar bij welke kolom hoort" in found
