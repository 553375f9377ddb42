"""The words of a delivery: singular and plural, what is hidden stays hidden, how large a change is."""

import math
from pathlib import Path

import pytest

from kinderwerk_stats.delivery.effect import Change
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import Place, Problem, make_problem
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.model.understanding import TotalCheck
from kinderwerk_stats.text.delivery import (
    delivery_headline,
    describe_cell_change,
    describe_change,
    describe_total,
    kind_in_words,
    verdict,
)
from kinderwerk_stats.text.emphasis import plain
from tests.builders import bereik_table, cbs_table, named_shapes

NAN = math.nan
MAYBE = "10 verschil; dat kan in de wijken zonder getal zitten"


def problem(number: int, severity) -> Problem:
    return make_problem("json_geen_object", Place(f"plek {number}"), severity, gevonden="dit")


def result(*problems: Problem, table=None, kind="bereik") -> ReadResult:
    return ReadResult(Path("b.xlsx"), kind, (table,) if table is not None else (), problems)


def change(before: float | Status, after: float | Status, name: str = "reached_count") -> Change:
    def figure(value):
        return Figure(NAN, value) if isinstance(value, Status) else Figure(value, Status.KNOWN)

    return Change("WK900101", "Oost", name, figure(before), figure(after))


# --- what a file is -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("faults", "words"), [(1, "1 fout"), (2, "2 fouten"), (11, "11 fouten")])
def test_a_file_that_cannot_be_used_says_how_many_faults(faults, words):
    assert verdict(result(*(problem(n, "fout") for n in range(faults)))) == f"niet bruikbaar: {words}"


@pytest.mark.parametrize(("remarks", "words"), [(1, "1 opmerking"), (2, "2 opmerkingen")])
def test_a_file_that_can_be_used_says_how_many_remarks(remarks, words):
    table = bereik_table({"reached_count": [1, 2, 3]})
    found = result(*(problem(n, "waarschuwing") for n in range(remarks)), table=table)
    assert verdict(found) == f"bruikbaar, {words}"


def test_a_file_without_remarks_is_just_usable_and_one_without_a_table_is_not():
    assert verdict(result(table=bereik_table({"reached_count": [1, 2, 3]}))) == "bruikbaar"
    assert verdict(result()) == "niet bruikbaar"


def test_a_file_without_a_year_asks_for_it_but_a_map_does_not():
    figures = cbs_table({"children_0_14_count": [1, 2, 3, 4]}, year=None)
    assert "jaar nodig" in verdict(result(table=figures, kind="kwb"))
    assert verdict(result(table=named_shapes({"WK900101": "Oost"}, year=None), kind="gebieden")) == "bruikbaar"


def test_an_unknown_file_with_a_fault_is_refused_and_without_one_not_recognised():
    assert kind_in_words(result(problem(1, "fout"), kind="onbekend")) == "geweigerd"
    assert kind_in_words(result(problem(1, "waarschuwing"), kind="onbekend")) == "niet herkend"
    assert kind_in_words(result(problem(1, "fout"), kind="kwb")) == "CBS: Kerncijfers wijken en buurten"


def test_the_headline_never_promises_that_something_was_published():
    for usable, total in ((1, 1), (1, 2), (2, 2)):
        assert "nog niets gepubliceerd" in plain(delivery_headline(usable, total))


def test_the_headline_counts_what_waits_for_a_year_and_what_was_refused():
    words = plain(delivery_headline(1, 4, waiting=2, personal=1))
    assert words.startswith("1 van de 4 bestanden zijn bruikbaar, van 2 is het jaar nog nodig.")
    assert "Geweigerd om persoonsgegevens: 1." in words


# --- totals -------------------------------------------------------------------------------------------


def total(summed: float, given: float | None, unknown: int = 0, indicator: str = "reached_count") -> TotalCheck:
    return TotalCheck(None, indicator, "Kinderen", summed, unknown, given)


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (total(100, 100), ("100", "100", "gelijk")),
        (total(100, None), ("100", "geen totaal", "niet te vergelijken")),
        (total(0, None, 3), ("onbekend", "geen totaal", "niet te vergelijken")),
        (total(0, 90, 3), ("onbekend", "90", "niet te vergelijken")),
        (total(90, 100, 1), ("90 (1 wijk zonder getal)", "100", MAYBE)),
        (total(90, 100, 2), ("90 (2 wijken zonder getal)", "100", MAYBE)),
        (total(110, 100), ("110", "100", "som is 10 hoger: kinderen kunnen in meer wijken tellen")),
        (total(90, 100), ("90", "100", "som is 10 lager: vraag na waardoor")),
        (total(11, 10, indicator="visits_count"), ("11", "10", "som is 1 hoger: vraag na waardoor")),
    ],
)
def test_the_total_of_the_file_beside_the_sum_of_the_wijken(check, words):
    assert describe_total(check) == ("Kinderen", *words)


def test_a_total_of_one_of_several_years_names_the_year():
    assert describe_total(TotalCheck(2023, "reached_count", "Kinderen", 5, 0, 5))[0] == "Kinderen, 2023"


# --- changes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "size"),
    [
        (80, 100, "+25 %"),
        (100, 80, "−20 %"),
        (0, 5, "was 0"),
        (1417, 1423, "+0,4 %"),
        (1423, 1417, "−0,4 %"),
        (80, Status.UNKNOWN, "valt weg"),
        (80, Status.SUPPRESSED, "valt weg"),
        (Status.UNKNOWN, 80, "nieuw"),
        (Status.UNKNOWN, Status.SUPPRESSED, "andere reden"),
    ],
)
def test_how_large_a_change_is(before, after, size):
    assert describe_change(change(before, after))[4].replace("\N{NO-BREAK SPACE}", " ") == size


def test_a_change_to_one_child_is_singular_and_a_hidden_count_has_no_digit():
    assert describe_change(change(2, 1))[2:4] == ("2 kinderen", "1 kind")
    area, _, before, after, _ = describe_change(change(80, Status.SUPPRESSED))
    assert (area, before) == ("Oost", "80 kinderen")
    assert not any(sign.isdigit() for sign in after)


def cell(before: float, after: float, was: str = "", becomes: str = "", indicator: str = "reached_count"):
    found = describe_cell_change(("WK900101", "Oost", indicator, before, after, was, becomes), 5)
    return tuple(word.replace("\N{NO-BREAK SPACE}", " ") for word in found)


def test_a_cell_of_two_versions_in_the_same_words():
    assert cell(80, 100)[2:] == ("80 kinderen", "100 kinderen", "+25 %")
    assert cell(100, 80)[4] == "−20 %"
    assert cell(2, 1)[2:4] == ("2 kinderen", "1 kind")


def test_a_hidden_or_absent_cell_says_why_and_has_no_size():
    assert cell(80, NAN, "", "onderdrukt")[2:] == ("80 kinderen", "onderdrukt", "")
    assert cell(NAN, 80, "nog_niet_gepubliceerd")[2:] == ("nog niet gepubliceerd", "80 kinderen", "")
    assert cell(NAN, 80)[2:] == ("was er niet", "80 kinderen", "")


def test_from_nothing_there_is_no_percentage():
    assert cell(0, 5)[4] == ""


def test_a_cell_without_a_name_or_an_indicator_keeps_its_code():
    assert describe_cell_change(("WK900101", "", "7", 1.0, 2.5, "", ""), 5)[:4] == ("WK900101", "7", "1", "2,50")
