"""What a file says of itself that makes its figures something else. All figures are invented."""

import pytest

from kinderwerk_stats.model.datasets import BereikTable
from kinderwerk_stats.sources.bereik.columns import recognise_column
from kinderwerk_stats.sources.bereik.titles import says_part_of_year
from kinderwerk_stats.sources.files.grid import Sheet
from tests.bereik_builders import NAMED, NO_YEAR, errors_of, read, read_one, read_sheets_of, warnings_of

# --- part of a year ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Periode: januari - juni 2024", "januari t/m juni", "jan t/m sep 2024", "1 januari 2024 t/m 30 juni 2024",
        "Cijfers t/m september", "tot en met 30 september 2024", "1e halfjaar 2024", "Q1-Q3 2024", "Q1 t/m Q3",
        "Eerste 9 maanden", "eerste zes maanden van 2024", "September 2023 t/m juni 2024",
    ],
)  # fmt: skip
def test_part_of_a_year_in_words_is_refused(text):
    assert says_part_of_year(text)
    assert any("deel van het jaar" in found for found in errors_of(read([text], *NO_YEAR)))


@pytest.mark.parametrize(
    "text",
    [
        "januari t/m december 2024", "jan - dec 2024", "1 januari 2024 tot 1 januari 2025", "t/m december 2024",
        "Q1-Q4 2024", "Q1 t/m Q4 2024", "Kwartaal 1 t/m 4", "Kinderen t/m groep 8", "Leeftijd: 4 t/m 12 jaar",
        "Peildatum 31 december 2024", "Jaarcijfers 2024",
    ],
)  # fmt: skip
def test_whole_year_in_words_is_no_part(text):
    assert not says_part_of_year(text)


def test_note_under_the_table_counts_when_it_is_about_the_figures():
    rows = [*NO_YEAR, []]
    assert any("deel van het jaar" in found for found in errors_of(read(*rows, ["* Cijfers t/m september 2024"])))
    result = read(*rows, ["* In april t/m juni was er geen kinderwerk in West"])
    assert result.usable
    assert "een opmerking over een deel van het jaar" in warnings_of(result)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Peildatum: 30-06-2024", True), ("Stand per 1 juli 2024", True), ("Peildatum: 31-12-2024", False),
        ("Peildatum 1 januari 2025", False), ("Printdatum 30-06-2024", False),
    ],
)  # fmt: skip
def test_day_of_counting_halfway_is_said(line, said):
    assert ("peildatum midden in het jaar" in warnings_of(read(["Kinderwerk 2024"], [line], *NAMED))) is said


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("* Inclusief jongeren tot 18 jaar", "een opmerking over anderen dan kinderen"),
        ("Jongerenwerk", "een kopje van ander werk"),
        ("* Exclusief jongeren", ""),
        ("* Kinderen die ook elders komen", ""),
    ],
)
def test_note_about_others_is_said(note, words):
    warned = warnings_of(read(*NAMED, [], [note]))
    assert words in warned
    assert bool(words) is ("anderen dan" in warned or "kopje" in warned)


# --- other work, plans ---------------------------------------------------------------------


@pytest.mark.parametrize("title", ["Jaarcijfers jongerenwerk 2024", "Werksoort: Ouderenwerk", "Bereik volwassenen"])
def test_other_work_is_refused(title):
    assert any("cijfers van ander werk" in found for found in errors_of(read([title], *NAMED)))


@pytest.mark.parametrize("title", ["Kinder- en jongerenwerk 2024", "Werksoort: kinderwerk en tienerwerk"])
def test_other_work_beside_kinderwerk_is_said(title):
    result = read([title], *NAMED)
    assert result.usable
    assert "noemt behalve kinderwerk ook ander werk" in warnings_of(result)


@pytest.mark.parametrize(
    "title", ["Organisatie: Stichting Jongerenwerk Dorp", "Exclusief jongerenwerk", "Kinderwerk 2024", "Sociaal werk"]
)
def test_name_of_an_organisation_says_nothing_of_the_work(title):
    result = read([title], *NAMED)
    assert result.usable
    assert "ander werk" not in warnings_of(result)


@pytest.mark.parametrize("title", ["Begroting 2024", "Prognose bereik kinderwerk", "Doelstellingen 2024", "Raming"])
def test_plan_is_refused(title):
    assert any("begroting, prognose of doel" in found for found in errors_of(read([title], *NAMED)))


def test_plan_in_the_name_of_a_sheet_or_in_a_note_about_the_figures_is_refused():
    assert errors_of(read(*NAMED, name="Begroting 2024"))
    assert errors_of(read(*NAMED, [], ["* De cijfers van Oost zijn een prognose"]))


def test_plan_beside_what_was_realised_and_in_a_long_sentence():
    assert read(["Realisatie ten opzichte van begroting 2024"], *NAMED).usable
    long = "Onze doelstelling is om in 2024 zo veel mogelijk kinderen in elke wijk een plek te geven"
    result = read(["Kinderwerk 2024"], [long], *NAMED)
    assert result.usable
    assert "een zin over een begroting" in warnings_of(result)


def test_sheet_of_other_work_beside_kinderwerk_is_left_out():
    other = Sheet("Jongerenwerk", [["Gebied", "Unieke kinderen"], ["West", 900]])
    result = read_sheets_of(Sheet("Kinderwerk", [list(row) for row in NAMED]), other)
    assert result.usable
    (table,) = result.tables
    assert isinstance(table, BereikTable)
    assert table.values["reached_count"].tolist() == [54, 174]
    assert "blad Jongerenwerk: cijfers van ander werk" in warnings_of(result)


# --- visits that look like children ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "group", "kind"),
    [
        ("Aantal kinderen (deelnames, geen unieke kinderen)", "", "visits_count"),
        ("Deelnemers van de activiteit", "", "visits_count"), ("Deelnemers", "Van de activiteiten", "visits_count"),
        ("Kinderen (niet uniek)", "", "visits_count"), ("Unieke kinderen", "", "reached_count"),
    ],
)  # fmt: skip
def test_header_that_says_not_unique_is_visits(header, group, kind):
    meaning = recognise_column(header, group)
    assert meaning is not None
    assert meaning.kind == kind


@pytest.mark.parametrize(
    "rows",
    [
        [["Dit zijn deelnames, geen unieke kinderen"], ["Wijk", "Kinderen"], ["West", 540]],
        [["Wijk", "Deelnemers"], ["West", 540], [], ["* Niet uniek geteld"]],
        [["Bezoeken kinderwerk 2024"], ["Wijk", "Aantal kinderen"], ["West", 540]],
    ],
)
def test_children_that_the_file_calls_visits_are_visits(rows):
    table = read_one(*rows)
    assert table.values.columns.tolist() == ["visits_count"]
    assert table.values["visits_count"].tolist() == [540]
    assert "niet gelezen als kinderen maar als bezoeken" in warnings_of(read(*rows))


def test_children_beside_visits_are_not_read_twice():
    rows = [["Geen unieke kinderen"], ["Wijk", "Kinderen", "Bezoeken"], ["West", 540, 600]]
    assert read_one(*rows).values.iloc[0].to_dict() == {"visits_count": 600}


def test_header_and_note_that_contradict_are_refused():
    rows = [["Dit zijn geen unieke kinderen"], ["Wijk", "Unieke kinderen"], ["West", 540]]
    assert any("heet uniek" in found for found in errors_of(read(*rows)))
    beside = [["Bezoeken zijn geen unieke kinderen"], ["Wijk", "Unieke kinderen", "Bezoeken"], ["West", 54, 600]]
    assert read_one(*beside).values["reached_count"].tolist() == [54]


def test_note_about_the_total_says_nothing_of_the_wijken():
    rows = [["Wijk", "Kinderen"], ["West", 54], [], ["* Het totaal is niet uniek"]]
    assert read_one(*rows).values["reached_count"].tolist() == [54]


# --- columns that say what the rows are about ---------------------------------------------------------------------


def test_one_gemeente_in_a_column_or_a_line_is_the_gemeente_of_the_file():
    rows = [["Gemeente", "Wijk", "Unieke kinderen"], ["Dorpstad", "West", 54], ["Dorpstad", "Oost", 60]]
    assert read_one(*rows).gemeente_name == "Dorpstad"
    assert read_one(["Gemeente: Amersfoort"], *NAMED).gemeente_name == "Amersfoort"
    assert read_one(*NAMED).gemeente_name == ""


def test_two_gemeenten_need_codes():
    rows = [["Gemeente", "Wijk", "Unieke kinderen"], ["Dorpstad", "West", 54], ["Stad", "Oost", 60]]
    assert any("wijken van 2 gemeenten, zonder wijkcodes" in found for found in errors_of(read(*rows)))
    coded = [["Gemeente", "Code", "Unieke kinderen"], ["Dorpstad", "WK990101", 54], ["Stad", "WK990201", 60]]
    assert read(*coded).usable


def test_school_year_in_a_column_is_refused():
    rows = [["Schooljaar", "Wijk", "Unieke kinderen"], ["2023-2024", "West", 54]]
    assert any("schooljaar" in found for found in errors_of(read(*rows)))


def test_rows_of_other_work_are_left_out_with_the_total():
    rows = [["Werksoort", "Wijk", "Unieke kinderen"], ["Kinderwerk", "West", 54], ["Jongerenwerk", "Oost", 90],
            [None, "Totaal", 144]]  # fmt: skip
    table = read_one(*rows)
    assert table.values["reached_count"].tolist() == [54]
    assert table.total == {}
    assert "kolom A: rij 3: ander werk dan kinderwerk" in warnings_of(read(*rows))
    only = [["Werksoort", "Wijk", "Unieke kinderen"], ["Jongerenwerk", "Oost", 90]]
    assert any("alle rijen zijn van ander werk" in found for found in errors_of(read(*only)))
    assert read_one(*only[:1], ["Kinderwerk", "West", 54]).values["reached_count"].tolist() == [54]


def test_ages_in_a_column():
    head = ["Leeftijd", "Wijk", "Unieke kinderen"]
    one = [head, ["4-12 jaar", "West", 54], ["4-12 jaar", "Oost", 60]]
    assert read_one(*one).source.note == "leeftijd 4-12 jaar"
    other = read(head, ["0-18 jaar", "West", 54])
    assert "de leeftijd 0-18 jaar" in warnings_of(other)
    mixed = [head, ["4-12 jaar", "West", 54], ["12-18 jaar", "West", 90]]
    assert read_one(*mixed).values["reached_count"].tolist() == [54]
    assert "rij 3: een andere leeftijd" in warnings_of(read(*mixed))
    assert errors_of(read(head, ["4-8 jaar", "West", 54], ["9-12 jaar", "West", 30]))


# --- codes and numbers under "Wijk" ---------------------------------------------------------------------


@pytest.mark.parametrize("cell", [990101, 990101.0, "990101"])
def test_digits_of_a_code_in_a_column_of_names_are_a_code(cell):
    assert read_one(["Wijk", "Unieke kinderen"], [cell, 54]).rows["wijk_code"].tolist() == ["WK990101"]


def test_code_without_its_zero_in_a_column_of_names_is_a_code():
    assert read_one(["Wijk", "Unieke kinderen"], [34401.0, 54]).rows["wijk_code"].tolist() == ["WK034401"]


@pytest.mark.parametrize(("cell", "name"), [(3511.0, "3511"), (1.0, "1"), ("01", "01")])
def test_other_numbers_in_a_column_of_names_stay_names(cell, name):
    table = read_one(["Wijk", "Unieke kinderen"], [cell, 54])
    assert table.rows["wijk_code"].isna().all()
    assert table.rows["wijk_name"].tolist() == [name]
