"""Rows of buurten, postcodes, ages and sexes become one row per wijk where that is true, and else a question."""

from pathlib import Path

import pytest

from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.files.grid import Sheet
from tests.bereik_builders import errors_of, read, read_one, warnings_of

TITLE = ["Jaarcijfers 2024"]
AT_HOME = ["Telt: woonwijk"]


def figures(table) -> dict[str, list[float]]:
    return {name: list(values) for name, values in zip(table.rows["wijk_name"], table.values.to_numpy(), strict=True)}


# --- buurten --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["Buurt", "PC4", "Postcode"])
@pytest.mark.parametrize("repeated", [True, False])
def test_buurten_of_where_children_live_are_added_per_wijk(header, repeated):
    again = "West" if repeated else None
    rows = [["Wijk", header, "Unieke kinderen", "Fte"], ["West", "3511", 27, 0.1], [again, "3512", 27, 0.2],
            ["Oost", "3521", 87, 0.8], ["Oost", "3522", 87, 0.8]]  # fmt: skip
    table = read_one(TITLE, AT_HOME, [], *rows)
    assert figures(table) == {"West": [54, pytest.approx(0.3)], "Oost": [174, 1.6]}
    assert "4 rijen van buurten of postcodes; opgeteld tot 2 wijken" in warnings_of(read(TITLE, AT_HOME, [], *rows))


def test_the_sum_of_all_buurten_without_words_is_the_total():
    rows = [["Wijk", "Buurt", "Unieke kinderen"], ["West", "a", 54], ["Oost", "b", 174], [None, None, 228]]
    assert read_one(TITLE, AT_HOME, [], *rows).total == {"reached_count": 228}


def test_codes_of_buurten_say_their_wijk():
    rows = [["Code", "Unieke kinderen"], ["BU99010101", 20], ["BU99010102", 34], ["BU99010201", 174]]
    table = read_one(TITLE, AT_HOME, [], *rows)
    assert table.rows["wijk_code"].tolist() == ["WK990101", "WK990102"]
    assert table.values["reached_count"].tolist() == [54, 174]


def test_buurten_of_where_children_take_part_are_refused_until_the_user_says():
    rows = [TITLE, ["Wijk", "Buurt", "Unieke kinderen"], ["West", "a", 27], ["West", "b", 27]]
    (found,) = errors_of(read(*rows))
    assert "niet dat kinderen tellen waar zij wonen" in found
    said = read_bereik(Path("bereik.xlsx"), [Sheet("bereik", rows)], Corrections(counts="woonwijk"))
    assert figures(said.tables[0]) == {"West": [54]}
    assert errors_of(read(["Telt: locatie"], *rows))


def test_one_hidden_or_unknown_buurt_hides_the_wijk():
    rows = [["Wijk", "Buurt", "Unieke kinderen", "Bezoeken"], ["West", "a", 27, 5], ["West", "b", "<5", None]]
    table = read_one(TITLE, AT_HOME, [], *rows)
    assert table.status.iloc[0].tolist() == [Status.SUPPRESSED, Status.UNKNOWN]


def test_the_row_of_the_wijk_itself_goes_before_its_buurten():
    rows = [["Wijk", "Buurt", "Unieke kinderen"], ["West", "a", 27], ["West", "b", 30], ["West", "Totaal", 54],
            ["Oost", "c", 80], ["Oost", "d", 100], ["Oost", "Totaal", 174], ["Totaal", None, 228]]  # fmt: skip
    table = read_one(TITLE, *rows)
    assert figures(table) == {"West": [54], "Oost": [174]}
    assert table.total == {"reached_count": 228}


def test_the_same_people_can_work_in_two_buurten():
    rows = [["Wijk", "Buurt", "Unieke kinderen", "Kinderwerkers"], ["West", "a", 27, 1], ["West", "b", 27, 1]]
    assert read_one(TITLE, AT_HOME, [], *rows).status.iloc[0].tolist() == [Status.KNOWN, Status.UNKNOWN]


# --- ages and sexes -------------------------------------------------------------------------------------

SEXES = (["jongens", 27, 87], ["meisjes", 27, 87])
AGES = (["4-6 jaar", 20, 60], ["7 t/m 9 jaar", 20, 60], ["10-12 jaar", 14, 54])


def below(parts, own: bool) -> list[list[object]]:
    """Return rows with the parts under each wijk, which has a figure itself or not."""
    rows: list[list[object]] = []
    for at, (wijk, count) in enumerate((("West", 54), ("Oost", 174)), start=1):
        rows += [[wijk, count if own else None], *([part[0], part[at]] for part in parts)]
    return rows


@pytest.mark.parametrize("parts", [SEXES, AGES], ids=["sexes", "ages"])
@pytest.mark.parametrize("own", [True, False])
def test_parts_under_each_wijk_are_no_wijken(parts, own):
    result = read(TITLE, ["Wijk", "Unieke kinderen"], *below(parts, own))
    assert figures(result.tables[0]) == {"West": [54], "Oost": [174]}, errors_of(result)
    assert ("niet gebruikt" if own else "opgeteld") in warnings_of(result)


def test_the_total_of_a_wijk_below_its_parts_is_the_wijk():
    rows = [["West", None], ["4-8 jaar", 30], ["9-12 jaar", 30], ["Totaal West", 54],
            ["Oost", None], ["4-8 jaar", 100], ["9-12 jaar", 80], ["Totaal Oost", 174], ["Totaal", 228]]  # fmt: skip
    table = read_one(TITLE, ["Wijk", "Unieke kinderen"], *rows)
    assert figures(table) == {"West": [54], "Oost": [174]}
    assert table.total == {"reached_count": 228}


def test_other_ages_under_a_wijk_are_not_added_to_it():
    rows = [["West", None], ["0-3 jaar", 20], ["4-12 jaar", 54], ["Oost", None], ["0-3 jaar", 9], ["4-12 jaar", 174]]
    assert figures(read_one(TITLE, ["Wijk", "Unieke kinderen"], *rows)) == {"West": [54], "Oost": [174]}


def test_a_larger_area_above_its_wijken_is_a_subtotal():
    rows = [["Stadsdeel Noord", 228], ["West", 54], ["Oost", 174], ["Stadsdeel Zuid", 60], ["Zuid", 20], ["Meer", 40]]
    assert list(figures(read_one(TITLE, ["Wijk", "Unieke kinderen"], *rows))) == ["West", "Oost", "Zuid", "Meer"]


@pytest.mark.parametrize("parts", [SEXES[:1], AGES[:2], AGES[1:]])
def test_parts_that_are_not_the_whole_are_refused(parts):
    (found,) = errors_of(read(TITLE, ["Wijk", "Unieke kinderen"], *below(parts, False)))
    assert "niet te zien is of zij samen al haar kinderen zijn" in found


@pytest.mark.parametrize("repeated", [True, False])
@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(("header", "parts"), [("Geslacht", SEXES), ("Leeftijd", AGES)])
def test_a_column_of_parts_beside_the_wijk(header, parts, repeated, whole):
    rows: list[list[object]] = [["Wijk", header, "Unieke kinderen"]]
    for at, (wijk, count) in enumerate((("West", 54), ("Oost", 174)), start=1):
        shown = [*((part[0], part[at]) for part in parts), *([("Totaal", count)] if whole else [])]
        rows += [[wijk if repeated or not n else None, detail, value] for n, (detail, value) in enumerate(shown)]
    result = read(TITLE, *rows)
    assert result.usable, errors_of(result)
    assert figures(result.tables[0]) == {"West": [54], "Oost": [174]}


def test_ages_that_stand_before_the_wijk_can_be_those_of_the_activity():
    rows = [["Leeftijd", "Wijk", "Unieke kinderen"], ["4-8 jaar", "West", 54], ["9-12 jaar", "West", 30]]
    assert "niet te zien is of zij samen" in errors_of(read(TITLE, *rows))[0]


def single_ages(ages, *, repeated=True, first=False):
    rows = [[wijk if repeated or age == ages[0] else None, age, count] for wijk, count in (("West", 5), ("Oost", 10))
            for age in ages]  # fmt: skip
    head = ["Wijk", "Leeftijd", "Unieke kinderen"]
    return [[age, wijk, count] for wijk, age, count in [head, *rows]] if first else [head, *rows]


@pytest.mark.parametrize("how", [{}, {"repeated": False}, {"first": True}])
@pytest.mark.parametrize("last", [11, 12])
@pytest.mark.parametrize("kind", [int, float, str])
def test_a_column_of_single_ages_is_added_over_the_ages_of_kinderwerk(how, last, kind):
    table = read_one(TITLE, *single_ages([kind(age) for age in range(4, last + 1)], **how))
    assert figures(table) == {"West": [5 * (last - 3)], "Oost": [10 * (last - 3)]}
    assert table.ages == [[4, last]]


def test_ages_that_are_not_those_of_kinderwerk_are_left_out_and_so_is_their_total():
    result = read(TITLE, *single_ages(range(18)), ["Totaal", None, 270])
    assert figures(result.tables[0]) == {"West": [45], "Oost": [90]}
    assert result.tables[0].total == {}
    assert "een andere leeftijd dan 4 tot en met 12" in warnings_of(result)


@pytest.mark.parametrize("left_out", [slice(0, 1), slice(3, 4)])
def test_single_ages_of_which_one_is_missing_are_refused(left_out):
    ages = list(range(4, 13))
    del ages[left_out]
    (found,) = errors_of(read(TITLE, *single_ages(ages)))
    assert "niet te zien is of zij samen al haar kinderen zijn" in found


def test_a_wijk_without_the_last_age_of_the_others_is_refused():
    (found,) = errors_of(read(TITLE, *single_ages(range(4, 13))[:-1]))
    assert "niet te zien is of zij samen al haar kinderen zijn" in found


def test_ages_as_columns_are_parts():
    rows = [["Wijk", "Unieke kinderen"], [None, *range(4, 13)], ["West", *range(1, 10)], ["Oost", *range(1, 10)]]
    (found,) = errors_of(read(TITLE, *rows))
    assert "Unieke kinderen 4" in found


def test_a_number_is_the_name_of_a_wijk_and_no_age():
    assert read_one(TITLE, ["Wijk", "Unieke kinderen"], ["5", 54], ["6", 60]).rows["wijk_name"].tolist() == ["5", "6"]


# --- cells ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "status", "value", "words"),
    [
        ("*", Status.SUPPRESSED, None, "een * in plaats van een getal"),
        ("geen", Status.KNOWN, 0, "gelezen als 0"),
        ("nihil", Status.KNOWN, 0, "gelezen als 0"),
        ("±120", Status.KNOWN, 120, "een schatting"),
        ("+/- 120", Status.KNOWN, 120, "een schatting"),
        ("1,740", Status.KNOWN, 1740, "scheiding van duizendtallen"),
    ],
)
def test_each_word_in_a_cell_has_its_meaning_and_a_remark(cell, status, value, words):
    result = read(TITLE, ["Wijk", "Bezoeken"], ["West", cell], ["Oost", 174])
    table = result.tables[0]
    assert table.status["visits_count"].iloc[0] == status
    assert value is None or table.values["visits_count"].iloc[0] == value
    assert "rij 3, kolom B" in warnings_of(result) and words in warnings_of(result)


@pytest.mark.parametrize("cell", ["1,74", "17,400", "0,125"])
def test_a_decimal_stays_a_decimal(cell):
    assert bool(errors_of(read(TITLE, ["Wijk", "Bezoeken"], ["West", cell]))) is (cell != "17,400")
