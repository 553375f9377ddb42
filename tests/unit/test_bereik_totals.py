"""Which row is the total of the gemeente, and what belongs in it (METHOD 1.4). All figures are invented."""

from pathlib import Path

import pytest

from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.bereik.rows import classify_label
from kinderwerk_stats.sources.files.grid import Sheet
from tests.bereik_builders import HEADER, NAMED, OOST, WEST, errors_of, read, read_one, read_sheets_of, warnings_of
from tests.words import words_of

HEAD, A, B = NAMED
SUM = [228, 4134, 1.9]
NO_WIJK = ["Wijk onbekend", 10, 20, None]
OUTSIDE = ["Buiten de gemeente", 7, 9, None]


# --- words ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Totaal", "whole"), ("Eindtotaal", "whole"), ("Totaal gemeente Dorpstad", "whole"), ("Som", "whole"),
        ("Totaal uniek", "whole"), ("Grand Total", "whole"), ("Alle wijken", "whole"), ("Gemeente Dorpstad", "whole"),
        ("Totaal incl. onbekend", "whole"), ("Totaal 2024", "whole"), ("Totaal unieke kinderen", "whole"),
        ("Totaal Noord", "named_total"), ("Dorpstad totaal", "named_total"), ("Heel Utrecht", "named_total"),
        ("Subtotaal Noord", "part"), ("Totaal 2023", "no_count"), ("Totaal vorig jaar", "no_count"),
        ("Vorig jaar", "no_count"), ("Gemiddeld", "no_count"), ("Gemiddelde per wijk", "no_count"),
        ("Doelstelling", "no_count"), ("Streefcijfer", "no_count"), ("Verschil", "no_count"),
        ("Wijk onbekend", "no_wijk"), ("Stadsbreed", "no_wijk"), ("Totaal onbekend", "no_wijk"), ("(leeg)", "no_wijk"),
        ("Overige wijken", "no_wijk"), ("Buiten gemeente", "outside"), ("Elders", "outside"),
        ("Overige gemeenten", "outside"), ("Totaal buiten de gemeente", "outside"),
        ("Oost", "wijk"), ("Heel", "wijk"), ("Heel en Panheel", "wijk"), ("Buitenhof", "wijk"), ("Gemert", "wijk"),
        ("Gemiddeldenberg", "wijk"), ("Stadshart", "wijk"),
    ],
)  # fmt: skip
def test_words_say_what_a_row_is_about(label, kind):
    assert classify_label(label, frozenset({2024})) == kind


# --- which row ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        [A, ["Totaal Noord", 54, 784, 0.3], B, ["Totaal Zuid", 174, 3350, 1.6]],
        [A, ["Totaal", 54, 784, 0.3], B, ["Totaal", 174, 3350, 1.6]],
        [["Totaal Noord", 54, 784, 0.3], A, ["Totaal Zuid", 174, 3350, 1.6], B],
    ],
)
def test_subtotals_are_no_total(rows):
    assert read_one(HEAD, *rows).total == {}
    assert read_one(HEAD, *rows, ["Totaal", *SUM]).total["reached_count"] == 228
    assert read_one(HEAD, ["Totaal", *SUM], *rows).total["reached_count"] == 228


@pytest.mark.parametrize("label", ["Totaal vorig jaar", "Totaal 2023", "Gemiddeld", "Norm"])
def test_row_below_the_total_that_counts_something_else_is_left_out_and_said(label):
    rows = [["Jaarcijfers 2024"], *NAMED, ["Totaal", *SUM], [label, 200, 4000, 1.8]]
    assert read_one(*rows).total["reached_count"] == 228
    assert len(read_one(*rows).rows) == 2
    assert "rij 6: geen aantallen van een wijk of van dit jaar" in warnings_of(read(*rows))


def test_unique_total_goes_before_the_sum():
    rows = [*NAMED, ["Totaal uniek", 210, 4134, 1.9], ["Totaal", *SUM]]
    assert read_one(*rows).total["reached_count"] == 210
    assert read_one(*rows).counts_overlap


def test_total_with_unknown_goes_before_one_without():
    rows = [*NAMED, NO_WIJK, ["Totaal excl. onbekend", *SUM], ["Totaal incl. onbekend", 238, 4154, 1.9]]
    assert read_one(*rows).total["reached_count"] == 238


def test_two_totals_that_differ_are_no_total():
    rows = [*NAMED, ["Totaal", 220, 4134, 1.9], ["Totaal", 210, 4134, 1.9]]
    assert read_one(*rows).total == {}
    assert "rij 4 en 5: meer dan een totaal, met verschillende cijfers" in warnings_of(read(*rows))


def test_total_that_cannot_be_goes_after_one_that_can():
    rows = [*NAMED, ["Totaal", *SUM], ["Eindtotaal", 900, 9000, 9]]
    assert read_one(*rows).total["reached_count"] == 228
    assert "rij 5: een totaal dat niet bij de rijen past" in warnings_of(read(*rows))


@pytest.mark.parametrize("label", ["Totaal Dorpstad", "TOTAAL DORPSTAD", "Dorpstad totaal", "Heel Dorpstad"])
def test_a_total_with_a_name_is_that_of_the_gemeente_when_the_file_says_it_is_its_name(label):
    rows = [*NAMED, [label, 210, 4134, 1.9]]
    assert read_one(["Gemeente: Dorpstad"], *rows).total["reached_count"] == 210
    assert read_one(["Kinderwerk in de gemeente Dorpstad"], *rows).total["reached_count"] == 210
    column = [[*row, "" if row[0] == label else "Dorpstad"] for row in rows[1:]]
    assert read_one([*HEAD, "Gemeente"], *column).total["reached_count"] == 210
    of_another = [["Gemeente: Dorpstad"], *NAMED, ["Totaal gemeente Anderstad", 210, 4134, 1.9]]
    for other in (rows, [["Gemeente: Anderstad"], *rows], of_another):
        assert read_one(*other).total == {}
        assert "niet te zien is of het de hele gemeente is" in warnings_of(read(*other))


@pytest.mark.parametrize(
    "label",
    [
        "Totaal Stadsrand", "Totaal Kwetsbare kinderen", "TOTAAL PEUTERS", "Totaal gemeente meisjes",
        "Gemeente meisjes", "TOTAAL GEMEENTE MEISJES", "Totaal gemeente Meisjes", "Totaal stadsdeel Noord",
    ],
)  # fmt: skip
@pytest.mark.parametrize("above", [[], [["Gemeente: Dorpstad"]]])
def test_a_total_of_a_part_or_of_another_group_is_asked_about(label, above):
    rows = [*above, *NAMED, ["Zuid", 30, 60, 0.1], [label, 200, 4100, 1.9]]
    assert read_one(*rows).total == {}
    assert "niet te zien is of het de hele gemeente is" in warnings_of(read(*rows))
    assert "ontdubbeld" not in str([words_of(p).action for p in read(*rows).problems])
    # Beside a total of the gemeente it is said all the same.
    result = read(*rows, ["Totaal", 258, 4194, 2.0])
    assert result.tables[0].total["reached_count"] == 258
    assert "niet te zien is of het de hele gemeente is" in warnings_of(result)


def test_a_total_that_is_the_sum_of_rows_above_it_is_their_subtotal():
    rows = [*NAMED, ["Zuid", 30, 60, 0.1], ["Noord", 20, 40, 0.2], ["Totaal Stadsrand", 50, 100, 0.3]]
    assert read_one(*rows).total == {}
    assert "rij 6: een totaal dat gelijk is aan de som van rij 4 en 5; gelezen als hun subtotaal" in warnings_of(
        read(*rows)
    )
    one_off = [*rows[:-1], ["Totaal Stadsrand", 51, 100, 0.3]]
    assert "subtotaal" not in warnings_of(read(*one_off))


def test_a_row_of_which_is_a_part_and_no_average():
    rows = [*NAMED, ["waarvan Overvecht Noord", 30, 60, 0.1]]
    assert len(read_one(*rows).rows) == 2
    assert "rij 4: een deel van de rij erboven ('waarvan')" in warnings_of(read(*rows))
    assert "gemiddelde" not in warnings_of(read(*rows))


@pytest.mark.parametrize(("label", "total"), [("Dorpstad", 258), ("Heel Dorpstad", 258)])
def test_row_with_another_name_that_is_the_sum_is_the_total(label, total):
    rows = [*NAMED, ["Zuid", 30, 60, 0.1], [label, total, 4194, 2.0]]
    assert read_one(*rows).total["reached_count"] == total
    assert len(read_one(*rows).rows) == 3


def test_one_figure_that_happens_to_be_the_sum_makes_no_total():
    rows = [["Wijk", "Unieke kinderen"], ["West", 20], ["Oost", 34], ["Zuid", 54]]
    assert len(read_one(*rows).rows) == 3
    coded = [["Code", "Wijk", "Unieke kinderen"], ["WK990101", "W", 20], ["WK990102", "O", 34], [None, "Dorpstad", 54]]
    assert read_one(*coded).total == {"reached_count": 54}


def test_what_is_a_total_is_told_by_all_figures_of_a_sheet():
    heads = [["Wijk", "Unieke kinderen", None, None, None, None, "Fte", "Kinderwerkers"],
             [None, "K1", "K2", "K3", "K4", "2024", None, None]]  # fmt: skip
    rows = [["West", 5, 6, 7, 8, 20, 0.4, 1], ["Oost", 9, 9, 9, 9, 30, 0.7, 2], ["Zuid", 3, 3, 3, 3, 10, 1.0, 3]]
    result = read(*heads, *rows)
    (table,) = result.tables
    assert table.values["kinderwerker_fte"].tolist() == [0.4, 0.7, 1.0]
    assert table.values["reached_count"].tolist() == [20, 30, 10]
    assert "som van de andere rijen" not in warnings_of(result)
    together = ["Dorpstad", 17, 18, 19, 20, 60, 2.1, 6]
    (table,) = read(*heads, *rows, together).tables
    assert (len(table.rows), table.total["kinderwerker_fte"], table.total["reached_count"]) == (3, 2.1, 60)


def test_a_wijk_of_another_sheet_is_no_total():
    children = Sheet("Kinderen 2024", [["Wijk", "Unieke kinderen"], ["West", 54], ["Oost", 174], ["Zuid", 30]])
    figures = [["West", 0.4, 1], ["Oost", 0.7, 2], ["Zuid", 1.0, 3]]
    staff = Sheet("Formatie 2024", [["Wijk", "Fte", "Kinderwerkers"], *figures])
    result = read_sheets_of(children, staff)
    (table,) = result.tables
    assert table.values["kinderwerker_fte"].tolist() == [0.4, 0.7, 1.0]


def test_one_other_figure_that_happens_to_be_the_sum_makes_no_total_of_unique_children():
    rows = [["West", 50, 0.4], ["Oost", 40, 0.3], ["Zuid", 30, 0.2], ["Rand", 90, 0.9]]
    assert len(read_one(["Wijk", "Unieke kinderen", "Fte"], *rows).rows) == 4
    more = [[*row, visits] for row, visits in zip(rows, (90, 80, 70, 240), strict=True)]
    assert read_one(["Wijk", "Unieke kinderen", "Fte", "Bezoeken"], *more).total["reached_count"] == 90


@pytest.mark.parametrize(("said", "total"), [("GM9901", {"reached_count": 210}), (None, {})])
def test_who_delivers_says_whether_a_row_is_the_total_of_the_gemeente(said, total):
    rows = [["Wijk", "Unieke kinderen"], ["West", 54], ["Oost", 174], ["Dorpstad", 210]]
    corrections = Corrections(wijken={"Dorpstad": said})
    (table,) = read_bereik(Path("bereik.xlsx"), [Sheet("bereik", rows)], corrections).tables
    assert (table.total, len(table.rows)) == (total, 2)


# --- what can be true ---------------------------------------------------------------------


@pytest.mark.parametrize(("total", "refused"), [(173, True), (174, False)])
def test_total_below_its_largest_wijk_is_refused_with_both_rows(total, refused):
    found = errors_of(read(*NAMED, ["Totaal", total, 4134, 1.9]))
    assert bool(found) is refused
    if refused:
        assert "rij 4: " in found[0]
        assert "(rij 3)" in found[0]


@pytest.mark.parametrize(("total", "used"), [(228, True), (229, False)])
def test_total_above_everything_is_not_used(total, used):
    rows = [*NAMED, ["Totaal", total, 4134, 1.9]]
    assert ("reached_count" in read_one(*rows).total) is used
    assert ("het totaal is hoger dan de som" in warnings_of(read(*rows))) is not used


@pytest.mark.parametrize(("total", "used"), [(153, True), (154, False)])
def test_hidden_count_leaves_room_for_two_digits(total, used):
    rows = [HEAD, A, ["Oost", "<5", 3350, 1.6], ["Totaal", total, 4134, 1.9]]
    assert ("reached_count" in read_one(*rows).total) is used


@pytest.mark.parametrize(("visits", "used"), [(4133, False), (4134, True), (4135, True)])
def test_total_of_what_adds_up_is_never_below_its_sum(visits, used):
    rows = [*NAMED, ["Totaal", 228, visits, 1.9]]
    assert ("visits_count" in read_one(*rows).total) is used
    assert ("Bezoeken" in warnings_of(read(*rows))) is (visits != 4134)


@pytest.mark.parametrize(("workers", "used"), [(2, False), (3, True), (5, True)])
def test_people_can_work_in_two_wijken(workers, used):
    rows = [["Wijk", "Unieke kinderen", "Kinderwerkers"], ["West", 5, 3], ["Oost", 6, 2], ["Totaal", 11, workers]]
    assert ("kinderwerkers_count" in read_one(*rows).total) is used


# --- children without a wijk, and of elsewhere ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extra", "given", "value", "words"),
    [
        ([NO_WIJK], 238, 238, "rij 4: 10 kinderen zonder wijk\n"),
        ([NO_WIJK], 228, 228, "rij 4: 10 kinderen zonder wijk; die zitten niet in het totaal"),
        ([OUTSIDE], 228, 228, "rij 4: minder dan 10 kinderen van buiten de gemeente\n"),
        ([OUTSIDE], 235, 228, "het totaal is de som met minder dan 10 kinderen van buiten de gemeente"),
        ([OUTSIDE], 230, 230, "niet te zien is of het totaal hen meetelt"),
        ([NO_WIJK, OUTSIDE], 245, 238, "het totaal is de som met minder dan 10 kinderen van buiten de gemeente"),
        ([NO_WIJK, OUTSIDE], 235, 228, "10 kinderen zonder wijk; die zitten niet in het totaal"),
        ([NO_WIJK, OUTSIDE], 238, 238, "rij 5: minder dan 10 kinderen van buiten de gemeente\n"),
    ],
)
def test_total_beside_children_of_no_wijk(extra, given, value, words):
    rows = [*NAMED, *extra, ["Totaal", given, 4200, 1.9]]
    assert read_one(*rows).total["reached_count"] == value
    assert len(read_one(*rows).rows) == 2
    assert words in warnings_of(read(*rows)) + "\n"


def test_total_with_some_of_elsewhere_may_be_too_high_by_their_number():
    result = read(*NAMED, OUTSIDE, ["Totaal", 230, 4134, 1.9])
    assert any("hoogstens 9 kinderen te hoog" in words_of(problem).action for problem in result.problems)
    result = read(*NAMED, OUTSIDE, ["Totaal excl. buiten gemeente", 230, 4134, 1.9])
    assert "niet te zien" not in warnings_of(result)


def test_deduplicated_total_of_wijken_that_overlap_keeps_its_number():
    rows = [*NAMED, NO_WIJK, ["Totaal", 220, 4154, 1.9]]
    assert read_one(*rows).total["reached_count"] == 220
    assert read_one(*rows).counts_overlap


def test_without_a_total_the_sum_says_what_it_leaves_out():
    warned = warnings_of(read(*NAMED, NO_WIJK, OUTSIDE))
    assert "rij 4: 10 kinderen zonder wijk; die zitten niet in het totaal" in warned
    assert "rij 5: minder dan 10 kinderen van buiten de gemeente" in warned
    assert "zonder wijk" not in warnings_of(read(*NAMED, ["Stadsbreed", 0, 0, 0.5]))


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (4, "minder dan 10"),
        (9, "minder dan 10"),
        (10, "10 kinderen"),
        ("<5", "onbekend aantal"),
        ("-", "onbekend aantal"),
    ],
)
def test_small_number_without_a_wijk_is_not_said(count, words):
    assert words in warnings_of(read(*NAMED, ["Wijk onbekend", count, None, None]))


def test_visits_of_elsewhere_are_taken_out_of_their_total():
    rows = [*NAMED, OUTSIDE, ["Totaal", 235, 4143, 1.9]]
    assert read_one(*rows).total == {"reached_count": 228, "visits_count": 4134, "kinderwerker_fte": 1.9}


def test_total_of_another_year_in_its_own_column_is_of_that_year():
    assert read_one(HEADER, WEST, OOST, [None, "Totaal 2024", 2024, 228, 4134, 1.9]).total["reached_count"] == 228


def test_a_total_between_the_wijken_and_all_rows_is_no_sum_that_counts_twice():
    """228 and 238 are the sums without and with children of no wijk; 232 is deduplicated and is said to be so."""
    rows = [*NAMED, NO_WIJK, ["Totaal", 232, 4154, 1.9]]
    assert read_one(*rows).total["reached_count"] == 232
    assert not read_one(*rows).counts_overlap
    assert "leest dit totaal als ontdubbeld" in str([words_of(p).action for p in read(*rows).problems])


# --- what belongs to no wijk ---------------------------------------------------------------


@pytest.mark.parametrize("label", ["Wijkoverstijgend", "Stadsbreed", "Gemeentebreed", "Onbekend"])
def test_fte_of_no_wijk_is_in_the_gemeente_and_in_no_wijk(label):
    rows = [HEAD, A, B, [label, None, None, 2.0]]
    table = read_one(*rows)
    assert table.values["kinderwerker_fte"].sum() == pytest.approx(1.9)
    assert table.total == pytest.approx({"kinderwerker_fte": 3.9})
    assert table.no_wijk == {"kinderwerker_fte": 2.0}
    said = warnings_of(read(*rows))
    assert (
        "Fte kinderwerk: 2 van geen enkele wijk; dat telt mee in het totaal van de gemeente (3,9) en in geen wijk"
        in said
    )
    assert "kinderen zonder wijk" not in said, "nobody said that there are children"


def test_total_without_what_belongs_to_no_wijk_is_not_used_and_said():
    rows = [HEAD, A, B, ["Stadsbreed", None, None, 2.0], ["Totaal", 228, 4134, 1.9]]
    assert read_one(*rows).total["kinderwerker_fte"] == pytest.approx(3.9)
    assert "totaal 1,9, som van de rijen 3,9" in warnings_of(read(*rows))


def test_total_with_what_belongs_to_no_wijk_is_used():
    rows = [HEAD, A, B, ["Stadsbreed", None, None, 2.0], ["Totaal", 228, 4134, 3.9]]
    table = read_one(*rows)
    assert (table.total["kinderwerker_fte"], table.no_wijk) == (3.9, {"kinderwerker_fte": 2.0})
    assert table.total["reached_count"] == 228


def test_children_of_no_wijk_are_not_published_apart():
    assert read_one(HEAD, A, B, ["Onbekend", 10, 20, None]).no_wijk == {}


def test_a_row_that_the_user_says_is_no_wijk_still_works_for_the_gemeente():
    rows = [HEAD, A, B, ["Kantoor", None, None, 2.0]]
    said = Corrections(wijken={"Kantoor": None})
    (table,) = read_bereik(Path("bereik.xlsx"), [Sheet("bereik", rows)], said).tables
    assert (table.no_wijk, len(table.rows)) == ({"kinderwerker_fte": 2.0}, 2)
    samen = read_bereik(Path("bereik.xlsx"), [Sheet("bereik", [HEAD, A, B, ["Kantoor", None, None, 1.9]])], said)
    assert samen.tables[0].no_wijk == {}, "the sum of the wijken is no place where others work"


def test_total_of_another_year_below_a_column_of_years_is_no_total():
    assert "reached_count" not in read_one(HEADER, WEST, OOST, [None, "Totaal 2023", None, 210, 4000, 1.9]).total
    assert read_one(HEADER, WEST, OOST, [None, "Totaal 2024", None, 228, 4134, 1.9]).total["reached_count"] == 228


TEN = [
    ["Leidsche Rijn", 376], ["Vleuten", 263], ["Kanaleneiland", 190], ["Lunetten", 170], ["Zuilen", 130],
    ["Tuindorp", 110], ["Hoograven", 90], ["Ondiep", 80], ["Wittevrouwen", 58], ["Rijnsweerd", 40],
]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "count", "used"),
    [
        ("Totaal Leidsche Rijn/Vleuten", 639, False), ("Totaal binnenstedelijk", 868, False),
        ("Totaal meisjes", 700, False), ("Totaal 2023", 1400, False), ("Totaal (excl. Leidsche Rijn)", 1131, False),
        ("Totaal schoolgaand", 1300, False), ("Totaal met stadspas", 420, False),
        ("Totaal nieuwe kinderen", 420, False), ("Totaal wachtlijst", 420, False),
        ("Totaal Q4", 600, False), ("Totaal Noord", 400, False),
        ("Totaal", 1400, True), ("Totaal Utrecht", 1400, False), ("Totaal uniek", 1400, True),
        ("Totaal unieke kinderen", 1400, True), ("Totaal gemeente", 1400, True), ("Eindtotaal", 1400, True),
        ("Totaal 2024", 1400, True), ("Totaal meisjes", 1507, True), ("Heel Utrecht", 1400, False),
    ],
)  # fmt: skip
def test_only_a_total_of_the_whole_may_be_below_the_sum(label, count, used):
    rows = [["Wijk", "Jaar", "Unieke kinderen"], *[[name, 2024, value] for name, value in TEN], [label, 2024, count]]
    assert read_one(*rows).total == ({"reached_count": count} if used else {})
    said = warnings_of(read(*rows))
    assert (
        any(words in said for words in ("niet te zien is of het", "geen aantallen van een wijk", "hun subtotaal"))
        is not used
    )


def test_a_row_of_no_wijk_that_is_the_sum_of_the_wijken_is_the_total():
    result = read(["Jaarcijfers 2024"], HEAD, A, B, ["Stadsbreed", *SUM])
    (table,) = result.tables
    assert table.total == {"reached_count": 228, "visits_count": 4134, "kinderwerker_fte": 1.9}
    assert table.no_wijk == {}
    assert "de cijfers zijn de som van de andere rijen" in warnings_of(result)
