"""What headers, cells and codes of a bereik file mean."""

import math
from datetime import date, datetime, time

import pytest

from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.cells import read_bereik_cell, read_code_cell
from kinderwerk_stats.sources.bereik.columns import recognise_column
from kinderwerk_stats.text.problems.questions import find_questions
from tests.bereik_builders import complaint_about, errors_of, read, read_one

# --- headers ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Unieke kinderen", "reached_count"), ("# kinderen (uniek)", "reached_count"),
        ("Aantal bereikte kinderen", "reached_count"), ("KINDEREN BEREIKT 2024", "reached_count"),
        ("Unieke kinderen 4 t/m 12 jaar", "reached_count"), ("unieke deelnemers", "reached_count"),
        ("Bezoeken", "visits_count"), ("Aantal deelnames", "visits_count"), ("# contactmomenten", "visits_count"),
        ("Contacten", "visits_count"), ("FTE", "kinderwerker_fte"), ("Fte kinderwerk", "kinderwerker_fte"),
        ("formatie (fte)", "kinderwerker_fte"), ("Formatie", "kinderwerker_fte"),
        ("Aantal kinderwerkers", "kinderwerkers_count"), ("Locaties", "locations_count"), ("Signalen", "signals_count"),
        ("unieke kinderen per woonwijk", "reached_count"), ("Unieke kinderen (woonwijk)", "reached_count"),
        ("Uren", "work_hours"), ("Gewerkte uren", "work_hours"), ("Vrijwilligers", "volunteers_count"),
        ("Aantal fte's", "kinderwerker_fte"), ("Unieke kinderen per wijk", "reached_count"),
        ("Unieke bezoekers", "reached_count"), ("Kinderwerker(s)", "kinderwerkers_count"),
        ("Wijkcode", "wijk_code"), ("gebiedscode", "wijk_code"), ("Code", "wijk_code"), ("Gebied", "wijk_name"),
        ("Stadsdeel", "wijk_name"), ("Wijknaam", "wijk_name"), ("Jaar", "year"), ("Kwartaal", "period"),
    ],
)  # fmt: skip
def test_header_is_understood(header, kind):
    meaning = recognise_column(header)
    assert meaning is not None
    assert (meaning.kind, meaning.sure) == (kind, True)


@pytest.mark.parametrize("header", ["Kinderen", "Aantal kinderen", "Deelnemers", "Bereik"])
def test_header_that_does_not_say_that_each_child_counts_once_is_unsure(header):
    meaning = recognise_column(header)
    assert meaning is not None
    assert (meaning.kind, meaning.sure) == ("reached_count", False)


@pytest.mark.parametrize(
    "header",
    ["Opmerking", "% bereikt", "Bereik (percentage)", "Kinderen in de wijk wonend en jonger dan 4", "Uren per week",
     "Fte jongerenwerk", "Kinderen in wijk", "Unieke jongeren", "Locatie", "Naam", "Vrijwilligersuren", ""],
)  # fmt: skip
def test_header_of_something_else_is_left_alone(header):
    assert recognise_column(header) is None


@pytest.mark.parametrize(
    ("group", "header", "kind"),
    [
        ("Bereik", "Uniek", "reached_count"),
        ("Bezoeken", "Kinderen", "visits_count"),
        ("Inzet", "Uren", "work_hours"),
        ("Jongerenwerk", "Fte", None),
        ("Kinderwerk", "Fte", "kinderwerker_fte"),
    ],
)
def test_group_above_a_header_counts(group, header, kind):
    meaning = recognise_column(header, group)
    assert (meaning.kind if meaning else None) == kind


# --- cells ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "indicator", "value"),
    [
        ("1.234", "visits_count", 1234), ("1234", "visits_count", 1234), (1234.0, "visits_count", 1234),
        ("1 234", "visits_count", 1234), ("1,2", "kinderwerker_fte", 1.2), ("0,3", "kinderwerker_fte", 0.3),
        ("0.3", "kinderwerker_fte", 0.3), (0, "reached_count", 0), ("0", "reached_count", 0),
        ("54*", "reached_count", 54), ("1,2 fte", "kinderwerker_fte", 1.2), ("12,5", "work_hours", 12.5),
        (100, "kinderwerker_fte", 100),
    ],
)  # fmt: skip
def test_number_is_read(cell, indicator, value):
    assert read_bereik_cell(cell, indicator)[:3] == (value, Status.KNOWN, "")


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("<5", Status.SUPPRESSED), ("< 5", Status.SUPPRESSED), ("<10", Status.SUPPRESSED), ("1-4", Status.SUPPRESSED),
        ("minder dan 5", Status.SUPPRESSED), ("geheim", Status.SUPPRESSED), ("n.v.t.", Status.NOT_APPLICABLE),
        ("NVT", Status.NOT_APPLICABLE), ("-", Status.UNKNOWN), ("", Status.UNKNOWN), (".", Status.UNKNOWN),
        ("onbekend", Status.UNKNOWN), (None, Status.UNKNOWN), (math.nan, Status.UNKNOWN), ("?", Status.UNKNOWN),
    ],
)  # fmt: skip
def test_absent_figure_has_a_reason_and_no_value(cell, status):
    found = read_bereik_cell(cell, "reached_count")
    assert math.isnan(found.value)
    assert (found.status, found.complaint) == (status, "")


@pytest.mark.parametrize(
    ("cell", "indicator", "complaint"),
    [
        (-1, "reached_count", "een negatief getal (-1)"),
        ("-0,5", "kinderwerker_fte", "een negatief getal (-0,5)"),
        ("45%", "reached_count", "een percentage (45%)"),
        (0.45, "reached_count", "geen heel getal (0.45); misschien een percentage"),
        (12.5, "reached_count", "geen heel getal (12.5)"),
        (100.1, "kinderwerker_fte", "meer dan 100 fte in een wijk (100.1)"),
        ("50 of 60", "reached_count", "geen getal (50 of 60)"),
        (True, "reached_count", "geen getal (tekst)"),
        (math.inf, "work_hours", "een getal zonder einde"),
        (datetime.combine(date(2024, 2, 1), time()), "reached_count", "een datum"),
        ("Kim Voorbeeld", "reached_count", "geen getal (tekst)"),
        ("Kim Voorbeeld, 7", "reached_count", "geen getal (tekst)"),
    ],
)
def test_unreadable_figure_is_said_without_repeating_words(cell, indicator, complaint):
    assert complaint_about(cell, indicator) == complaint


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("WK990101", "WK990101"), (" wk990101 ", "WK990101"), ("990101", "WK990101"), (990101.0, "WK990101"),
        (34401, "WK034401"), ("2024WK990101", "WK990101"), ("WK0363AA", "WK0363AA"), (99010103, "BU99010103"),
        (3440103, "BU03440103"), ("GM9901", "GM9901"), ("", None), (None, None), ("n.v.t.", None),
    ],
)  # fmt: skip
def test_code_is_read_however_it_is_written(cell, code):
    assert read_code_cell(cell) == (code, False)


def test_word_in_a_code_column_is_wrong():
    assert read_code_cell("Oost").wrong


# --- columns that say nearly the same -------------------------------------------------------------------------


def test_fte_are_those_of_kinderwerk_where_the_column_beside_them_says_so():
    head = ["Wijk", "Unieke kinderen", "Fte totaal", "Waarvan kinderwerk"]
    table = read_one(["Bereik 2024"], head, ["West", 54, 9, 0.3], ["Oost", 174, 8, 1.6])
    assert list(table.values["kinderwerker_fte"]) == [0.3, 1.6]
    named = read_one(["Bereik 2024"], ["Wijk", "Fte kinderwerk", "Waarvan kinderwerkers"], ["West", 0.3, 1])
    assert list(named.values["kinderwerker_fte"]) == [0.3]


@pytest.mark.parametrize(
    ("head", "other", "asked"),
    [
        ("Bereikte kinderen 2024", "Bereikte kinderen 2024 (gecorrigeerd)", True),
        ("Fte", "Fte inclusief overhead", True),
        ("Unieke kinderen", "Unieke kinderen jongens", False),
        ("Unieke kinderen", "Unieke kinderen begroot", False),
        ("Unieke kinderen", "Unieke jongeren", False),
    ],
)
def test_column_that_says_the_same_and_more_is_asked_about(head, other, asked):
    result = read(["Bereik 2024"], ["Wijk", head, other], ["West", 5, 6], ["Oost", 17, 18])
    codes = {problem.code for problem in find_questions(result.problems)}
    assert ("kolom_zegt_hetzelfde" in codes) == asked


@pytest.mark.parametrize(
    ("parts", "total", "asked"),
    [
        (["Kinderclub", "Sport"], [[30, 24, 54], [100, 74, 174], [9, 0, 9]], True),
        (["Kinderclub", "Sport"], [[30, 24, 50], [100, 74, 174], [9, 0, 9]], False),
        (["jongens", "meisjes"], [[30, 24, 54], [100, 74, 174], [9, 0, 9]], False),
        (["4-6 jaar", "7-12 jaar"], [[30, 24, 54], [100, 74, 174], [9, 0, 9]], False),
    ],
)
def test_children_that_are_the_sum_of_activities_are_asked_about(parts, total, asked):
    rows = [[name, *cells] for name, cells in zip(("West", "Oost", "Zuid"), total, strict=True)]
    result = read(["Bereik 2024"], ["Wijk", "Unieke kinderen"], [None, *parts, "Totaal"], *rows)
    assert list(result.tables[0].values["reached_count"]) == [cells[2] for cells in total]
    codes = {problem.code for problem in find_questions(result.problems)}
    assert ("kinderen_zijn_som_van_kolommen" in codes) == asked


@pytest.mark.parametrize(
    ("head", "code"),
    [("Unieke kinderen (cumulatief)", "kolom_cumulatief"), ("Unieke kinderen 2024 (voorlopig)", "cijfers_voorlopig")],
)
def test_header_that_says_how_was_counted_is_read_and_asked_about(head, code):
    result = read(["Bereik 2024"], ["Wijk", head], ["West", 54], ["Oost", 174])
    assert list(result.tables[0].values["reached_count"]) == [54, 174]
    assert code in {problem.code for problem in find_questions(result.problems)}


@pytest.mark.parametrize("sign", ["¹", " ²", " (1)", " 1)", "*", "[2]"])
def test_header_with_the_sign_of_a_note_is_read(sign):
    table = read_one(["Bereik 2024"], ["Wijk", f"Unieke kinderen{sign}"], ["West", 54])
    assert list(table.values["reached_count"]) == [54]


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        (["Fte per 31-12", "Fte gemiddeld"], "allebei voor fte kinderwerk"),
        (["Unieke kinderen 0-4", "Fte"], "geen kinderen van 4 tot en met 12 jaar"),
    ],
)
def test_what_can_be_another_figure_is_refused_until_somebody_says(headers, words):
    result = read(["Jaarcijfers 2024"], ["Wijk", *headers], ["West", 3, 1.2], ["Oost", 2, 1.4])
    assert words in "".join(errors_of(result))


def asked_of(*rows: list[object]) -> set[str]:
    return {problem.code for problem in find_questions(read(["Jaarcijfers 2024"], *rows).problems)}


def test_the_average_fte_is_the_fte_of_the_year():
    assert recognise_column("Gemiddelde fte").kind == "kinderwerker_fte"


@pytest.mark.parametrize(("hours", "asked"), [(32, True), (36, False), (40, True)])
def test_a_fte_of_other_hours_is_asked_about(hours, asked):
    header = asked_of(["Wijk", "Unieke kinderen", f"Fte (1 fte = {hours} uur)"], ["West", 54, 1.2], ["Oost", 60, 0.5])
    note = asked_of(["Wijk", "Unieke kinderen", "Fte"], ["West", 54, 1.2], [], [f"Fte op basis van {hours} uur"])
    assert ["fte_van_andere_uren" in found for found in (header, note)] == [asked, asked]


def test_visits_of_a_part_beside_those_of_another_part_are_asked_about():
    head = ["Wijk", "Bezoeken inloop", "Bezoeken activiteiten"]
    assert "kolom_zegt_hetzelfde" in asked_of(head, ["West", 54, 70], ["Oost", 60, 80])
    assert "kolom_zegt_hetzelfde" not in asked_of(["Wijk", "Locatie", "Bezoeken activiteiten"], ["West", 5, 70])


def test_a_day_in_a_cell_is_called_a_day():
    assert complaint_about(date(2024, 6, 1), "kinderwerker_fte") == "een datum"
