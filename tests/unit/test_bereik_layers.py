"""Rows of two layers: begroot and realisatie, or activities, under or beside each wijk. All figures are invented."""

import pytest

from kinderwerk_stats.sources.files.grid import Sheet
from tests.bereik_builders import errors_of, read, read_one, read_sheets_of, warnings_of

TITLE = ["Jaarcijfers 2024"]
HEAD = ["Wijk", "Unieke kinderen", "Fte"]


def figures_of(table, kind="reached_count"):
    return dict(zip(table.rows["wijk_name"], table.values[kind], strict=True))


# --- begroot and realisatie -----------------------------------------------------------------------------


@pytest.mark.parametrize("own", [[None, None], [114, 0.8]], ids=["no figures of its own", "their sum"])
@pytest.mark.parametrize("words", [("Begroot", "Realisatie"), ("Gerealiseerd", "Doelstelling"), ("Plan", "Werkelijk")])
def test_of_rows_under_each_wijk_only_what_was_realised_is_read(words, own):
    done = next(word for word in words if word in ("Realisatie", "Gerealiseerd", "Werkelijk"))
    rows = []
    for wijk, figures in (("West", (54, 0.3)), ("Oost", (174, 1.6)), ("Totaal", (228, 1.9))):
        rows += [[wijk, *own], *([word, *(figures if word == done else (60, 0.5))] for word in words)]
    result = read(TITLE, HEAD, *rows)
    assert figures_of(result.tables[0]) == {"West": 54, "Oost": 174}
    assert figures_of(result.tables[0], "kinderwerker_fte") == {"West": 0.3, "Oost": 1.6}
    assert result.tables[0].total["reached_count"] == 228
    assert "alleen de realisatie is gelezen" in warnings_of(result)


@pytest.mark.parametrize("again", ["West", None])
@pytest.mark.parametrize("head", ["Soort", None])
def test_of_a_column_of_begroot_and_realisatie_only_what_was_realised_is_read(head, again):
    rows = [["West", "Begroot", 60], [again, "Realisatie", 54], [again, "Verschil", -6]]
    rows += [["Oost", "Begroot", 160], [again and "Oost", "Realisatie", 174], [again and "Oost", "Verschil", 14]]
    result = read(TITLE, ["Wijk", head, "Unieke kinderen"], *rows)
    assert figures_of(result.tables[0]) == {"West": 54, "Oost": 174}
    assert "rij 3, 5, 6 en 8" in warnings_of(result)


def test_a_column_that_says_begroot_everywhere_is_a_plan():
    result = read(TITLE, ["Wijk", "Soort", "Unieke kinderen"], ["West", "Begroot", 60], ["Oost", "Begroot", 160])
    (found,) = errors_of(result)
    assert "een begroting, prognose of doel" in found


# --- activities -----------------------------------------------------------------------------------------


def test_activities_under_wijken_that_have_a_row_of_their_own_are_left_out():
    pivot = [["Rijlabels", "Som van unieke kinderen", "Som van bezoeken"]]
    pivot += [["West", 45, 54], ["Knutselen", 30, 30], ["Sport", 24, 24], ["Oost", 150, 184]]
    pivot += [["Knutselen", 100, 100], ["Sport", 74, 74], ["Zwemmen", 10, 10], ["Eindtotaal", 195, 238]]
    result = read(TITLE, *pivot)
    assert figures_of(result.tables[0]) == {"West": 45, "Oost": 150}
    assert figures_of(result.tables[0], "visits_count") == {"West": 54, "Oost": 184}
    assert "alleen de bovenste naam is gelezen" in warnings_of(result)


def test_children_of_activities_are_never_added():
    under = [["West", None], ["Knutselen", 30], ["Sport", 24], ["Oost", None], ["Knutselen", 100], ["Sport", 74]]
    (found,) = errors_of(read(TITLE, ["Wijk", "Unieke kinderen"], *under))
    assert "geen aantal voor de wijk als geheel" in found
    beside = [["West", "Knutselen", 30], [None, "Sport", 24], ["Oost", "Knutselen", 100], [None, "Sport", 74]]
    found = errors_of(read(TITLE, ["Wijk", "Activiteit", "Unieke kinderen"], *beside))
    assert ["dezelfde wijk meer dan een keer" in words for words in found] == [True]


@pytest.mark.parametrize("again", ["West", None])
def test_visits_of_activities_are_added(again):
    beside = [
        ["West", "Knutselen", 30],
        [again, "Sport", 24],
        ["Oost", "Knutselen", 100],
        [again and "Oost", "Sport", 74],
    ]
    result = read(TITLE, ["Wijk", "Activiteit", "Bezoeken"], *beside)
    assert figures_of(result.tables[0], "visits_count") == {"West": 54, "Oost": 174}
    assert "een rij per activiteit" in warnings_of(result)
    under = [["West", None], ["Knutselen", 30], ["Sport", 24], ["Oost", None], ["Knutselen", 100], ["Sport", 74]]
    assert figures_of(read_one(TITLE, ["Wijk", "Bezoeken"], *under), "visits_count") == {"West": 54, "Oost": 174}


def test_visits_of_which_one_is_no_number_are_not_added():
    beside = [["West", "Knutselen", 30], ["West", "Sport", "<5"], ["Oost", "Knutselen", 100]]
    assert errors_of(read(TITLE, ["Wijk", "Activiteit", "Bezoeken"], *beside))


def test_of_locations_beside_a_total_of_each_wijk_only_the_total_is_read():
    rows = [["West", "Buurthuis", 30], ["West", "School", 30], ["West", "Totaal", 54], ["Oost", "Plein", 174]]
    head = ["Wijk", "Locatie", "Unieke kinderen"]
    result = read(TITLE, head, *rows, ["Oost", "Totaal", 174])
    assert figures_of(result.tables[0]) == {"West": 54, "Oost": 174}
    assert "rij 3, 4 en 6" in warnings_of(result)
    assert errors_of(read(TITLE, head, *rows)), "one wijk without a total"


def test_wijken_that_happen_to_be_a_sum_stay():
    rows = [["West", 30], ["Oost", 10], ["Zuid", 20], ["Noord", 50], ["Midden", 25], ["Dorp", 25], ["Totaal", 160]]
    table = read_one(TITLE, ["Wijk", "Bezoeken"], *rows)
    assert figures_of(table, "visits_count") == dict(rows[:-1])


def test_wijken_under_activities_are_added_and_their_children_are_not():
    rows = [["Kinderclub", 130], ["West", 30], ["Oost", 100], ["Sportinstuif", 98], ["West", 24], ["Oost", 74]]
    result = read(TITLE, ["Rijlabels", "Som van Bezoeken"], *rows, ["Eindtotaal", 228])
    assert figures_of(result.tables[0], "visits_count") == {"West": 54, "Oost": 174}
    assert result.tables[0].total == {"visits_count": 228}
    (found,) = errors_of(read(TITLE, ["Rijlabels", "Unieke kinderen"], *rows, ["Eindtotaal", 228]))
    assert "geen aantal voor de wijk als geheel" in found


@pytest.mark.parametrize(("first", "second"), [("2023", "2024"), (2023, 2024), ("Jaar 2023", "Jaar 2024")])
def test_lines_with_a_year_above_wijken_are_the_years_of_those(first, second):
    rows = [[first], ["West", 45], ["Oost", 165], ["Totaal", 210], [second], ["West", 54], ["Oost", 174]]
    result = read(["Wijk", "Unieke kinderen"], *rows)
    assert {table.year: figures_of(table) for table in result.tables} == {
        2023: {"West": 45, "Oost": 165},
        2024: {"West": 54, "Oost": 174},
    }
    assert [table.total for table in result.tables] == [{"reached_count": 210}, {}]


def test_lines_with_a_part_of_the_year_above_wijken_are_of_those():
    blocks = [[[f"Kwartaal {n}"], ["West", 10 * n], ["Oost", 100]] for n in (1, 4, 2, 3)]
    table = read_one(TITLE, ["Wijk", "Bezoeken"], *[row for block in blocks for row in block])
    assert figures_of(table, "visits_count") == {"West": 100, "Oost": 400}


# --- a figure in the corner -----------------------------------------------------------------------------


def test_a_figure_in_the_corner_is_that_of_the_periods_beside_it():
    months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    table = read_one(TITLE, ["Bezoeken", *months], ["West", *range(12, 0, -1)], ["Oost", *range(2, 14)])
    assert figures_of(table, "visits_count") == {"West": 78, "Oost": 90}
    years = read(["Unieke kinderen", 2023, 2024], ["West", 50, 54], ["Oost", 170, 174])
    assert [(each.year, figures_of(each)) for each in years.tables] == [
        (2023, {"West": 50, "Oost": 170}),
        (2024, {"West": 54, "Oost": 174}),
    ]
    assert any("deel van het jaar" in found for found in errors_of(read(["Bezoeken", "jan", "feb", "Totaal"],
        ["West", 1, 2, 3], ["Oost", 1, 2, 3])))  # fmt: skip


def test_rows_of_other_work_are_known_by_their_words_whatever_the_column_is_called():
    rows = [
        [wijk, product, n]
        for n, wijk in ((54, "West"), (60, "Oost"))
        for product in ("Jongerenwerk", "Kinderwerk 4-12")
    ]
    assert figures_of(read_one(TITLE, ["Wijk", "Product", "Unieke kinderen"], *rows)) == {"West": 54, "Oost": 60}


def test_the_name_of_a_wijk_holds_for_the_rows_of_ages_under_it():
    rows = []
    for wijk, own in (("West", 54), ("Oost", 60)):
        rows += [[wijk, "0-4", 9], ["", "4-12", own], ["", "12+", 7], [f"Totaal {wijk}", "", own + 16]]
    assert figures_of(read_one(TITLE, ["Wijk", "Leeftijd", "Unieke kinderen"], *rows)) == {"West": 54, "Oost": 60}


def test_a_wijk_twice_in_one_of_two_sheets_is_said_and_stops_nothing_else():
    reached, twice = [["West", 54], ["Oost", 60]], [["West", "a", 1], ["West", "b", 1], ["Oost", "a", 1]]
    sheets = [
        Sheet("2024", [["Wijk", "Unieke kinderen"], *reached]),
        Sheet("Fte 2024", [["Wijk", "Functie", "Fte"], *twice]),
    ]
    assert "dezelfde wijk meer dan een keer (West)" in "".join(errors_of(read_sheets_of(*sheets)))
