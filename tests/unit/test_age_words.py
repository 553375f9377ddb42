"""One grammar of ages: "tot 12" leaves 12 out, "4-12" does not, and a date is no age."""

import pytest

from kinderwerk_stats.model.ages import find_ages, without_ages
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.content import from_bytes, to_bytes
from tests.bereik_builders import NO_YEAR, read, read_one, warnings_of


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("4 t/m 11", (4, 11)), ("4 tot en met 11 jaar", (4, 11)), ("4-11", (4, 11)), ("4-12", (4, 12)),
        ("4 tot 12", (4, 11)), ("4 t/m 12", (4, 12)), ("kinderen van 4 jaar tot 12 jaar", (4, 11)),
        ("vanaf 6 jaar", (6, 120)), ("6 jaar en ouder", (6, 120)), ("t/m 12 jaar", (0, 12)), ("tot 12 jaar", (0, 11)),
        ("4–12 jr.", (4, 12)), ("4 t.m. 12", (4, 12)), ("0-18 jarigen", (0, 18)), ("KINDEREN 4 TOT EN MET 12", (4, 12)),
    ],
)  # fmt: skip
def test_a_range_of_ages(text, ages):
    assert list(find_ages(text).values()) == [ages]


@pytest.mark.parametrize(
    "text", ["15-01-2025", "2024-01-12", "12-4", "1.234-1.240", "030-1234567", "01/02/2024", "4", "2022-2024", "Q1-Q3"]
)
def test_a_date_or_a_number_is_no_age(text):
    assert find_ages(text) == {}
    assert without_ages(text) == text or text == "12-4"


def test_the_table_keeps_the_ages_as_numbers_and_so_does_the_store():
    table = read_one(["Kinderen van 4 tot 12 jaar"], *NO_YEAR)
    assert table.ages == [[4, 11]]
    kept = from_bytes(to_bytes(table))
    assert isinstance(kept, BereikTable) and kept.ages == [[4, 11]]
    assert read_one(["Wijk", "Unieke kinderen 4 t/m 12 jaar"], ["West", 54]).ages == [[4, 12]]
    assert read_one(*NO_YEAR).ages == []


@pytest.mark.parametrize("title", ["Jeugd 0 tot 23", "Kinderen vanaf 6 jaar", "Kinderen t/m 10 jaar", "Kinderen 6-12"])
def test_another_age_in_a_title_is_said(title):
    assert "de leeftijd " in warnings_of(read([title], *NO_YEAR))
