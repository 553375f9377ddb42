"""The total row against the sum of its rows, and notes about double counting."""

import pytest

from kinderwerk_stats.sources.bereik.titles import says_overlap
from tests.bereik_builders import HEADER, NAMED, OOST, WEST, read, read_one, warnings_of


@pytest.mark.parametrize(
    "label", ["Totaal", "TOTAAL GEMEENTE", "Totaal Dorpstad", "Eindtotaal", "Gemeente Dorpstad", "Dorpstad totaal"]
)
def test_total_row_is_no_wijk(label):
    table = read_one(*NAMED, [label, 228, 4134, 1.9])
    assert table.total == {"reached_count": 228, "visits_count": 4134, "kinderwerker_fte": 1.9}
    assert len(table.rows) == 2


def test_code_of_the_gemeente_is_a_total_and_of_the_country_is_nothing():
    table = read_one(
        HEADER, ["NL00", "Nederland", 2024, 9999, 9999, 99], ["GM9901", "Dorpstad", 2024, 228, 4134, 1.9], WEST, OOST
    )
    assert table.total["reached_count"] == 228
    assert len(table.rows) == 2


def test_sum_without_a_label_is_a_total():
    assert read_one(*NAMED, [None, 228, 4134, 1.9]).total["reached_count"] == 228


def test_subtotals_are_skipped_and_the_last_total_counts():
    table = read_one(NAMED[0], NAMED[1], ["Subtotaal Noord", 54, 784, 0.3], NAMED[2], ["Totaal Zuid", 174, 3350, 1.6],
                   ["Totaal", 228, 4134, 1.9])  # fmt: skip
    assert table.rows["wijk_name"].tolist() == ["West", "Oost"]
    assert table.total["reached_count"] == 228


def test_equal_total_needs_no_word():
    result = read(*NAMED, ["Totaal", 228, 4134, 1.9])
    assert "rij 4" not in warnings_of(result)


@pytest.mark.parametrize(("total", "overlap"), [(227, True), (228, False)])
def test_total_below_the_sum_is_deduplicated(total, overlap):
    rows = [*NAMED, ["Totaal", total, 4134, 1.9]]
    table = read_one(*rows)
    assert table.counts_overlap is overlap
    assert table.total["reached_count"] == total
    assert ("totaal" in warnings_of(read(*rows))) is (total != 228)


def test_equal_total_under_a_note_of_overlap_is_a_sum_with_doubles():
    rows = [*NAMED, ["Totaal", 228, 4134, 1.9], [], ["* Kinderen die in meer wijken komen, tellen in elke wijk mee."]]
    assert read_one(*rows).counts_overlap
    assert "is de som van de wijken, terwijl een kind in meer wijken kan tellen" in warnings_of(read(*rows))


@pytest.mark.parametrize(("fte", "said"), [(1.9, False), (2.0, False), (2.1, True), (1.7, True)])
def test_total_of_fte_may_differ_by_rounding_only(fte, said):
    assert ("Fte kinderwerk: totaal" in warnings_of(read(*NAMED, ["Totaal", 228, 4134, fte]))) is said


def test_total_above_a_sum_with_hidden_rows_needs_no_word():
    rows = [NAMED[0], NAMED[1], ["Oost", "<5", 12, 0.1], ["Totaal", 57, 796, 0.4]]
    assert "Bereikte kinderen: totaal" not in warnings_of(read(*rows))


def test_unreadable_total_is_said_and_not_used():
    rows = [*NAMED, ["Totaal", "veel", 4134, 1.9]]
    assert "reached_count" not in read_one(*rows).total
    assert "rij 4: Bereikte kinderen in de totaalrij" in warnings_of(read(*rows))


@pytest.mark.parametrize(
    ("note", "overlap"),
    [
        ("Kinderen die in meer wijken komen, tellen in elke wijk mee.", True),
        ("Er zijn dubbeltellingen tussen wijken mogelijk", True),
        ("De cijfers zijn niet ontdubbeld", True),
        ("De cijfers zijn ontdubbeld", False),
        ("Er zijn geen dubbeltellingen", False),
        ("Cijfers over meerdere wijken", False),
        ("Bron: eigen registratie", False),
    ],
)
def test_note_says_whether_children_count_twice(note, overlap):
    assert says_overlap([note]) is overlap
