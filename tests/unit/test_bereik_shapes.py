"""Shapes of bereik that organisations send and that are easily read as something else."""

import pytest

from tests.bereik_builders import errors_of, read, read_one, warnings_of

WIJKEN = [("West", 54, 784, 0.3), ("Oost", 174, 3350, 1.6), ("Zuid", 79, 957, 0.7), ("Noord", 142, 2036, 1.1)]
HEAD = ["Wijk", "Unieke kinderen", "Bezoeken", "Fte"]
TITLE = ["Kinderwerk 2024"]


def reached(table) -> list[float]:
    return list(table.values["reached_count"])


# --- codes and names ------------------------------------------------------------------------------


def coded(codes: list[object], header: str = "gebied_nr"):
    head = ["gebied", header, "jaar", "Unieke kinderen"]
    return [head, *([name, code, 2024, children] for (name, children, *_), code in zip(WIJKEN, codes, strict=True))]


@pytest.mark.parametrize("codes", [[99101, 99102, 99103, 99104], ["099101", "099102", "099103", "099104"]])
def test_a_column_of_codes_is_known_by_its_cells_with_or_without_the_zero(codes):
    assert list(read_one(*coded(codes)).rows["wijk_code"]) == ["WK099101", "WK099102", "WK099103", "WK099104"]


@pytest.mark.parametrize(
    ("codes", "header"),
    [
        ([99101, 99101, 99103, 99104], "gebied_nr"),
        ([99101, 99202, 99103, 99104], "gebied_nr"),
        ([99101, 99102, 99103, 12], "gebied_nr"),
        ([99101, 99102, 99103, 99104], "bezoekers website"),
    ],
    ids=["twice the same", "of two gemeenten", "one is no code", "a header about something else"],
)
def test_numbers_that_are_no_codes_of_wijken_stay_unread(codes, header):
    result = read(*coded(codes, header))
    assert result.usable
    assert result.tables[0].rows["wijk_code"].isna().all()
    assert f"B ({header})" in warnings_of(result)


@pytest.mark.parametrize("other", ["Stadsdeel", "Gebied", "Dorp"])
def test_beside_the_wijk_a_larger_area_is_not_read(other):
    rows = [[other, "Wijk", "Jaar", "Unieke kinderen"], *(["Deel", name, 2024, n] for name, n, *_ in WIJKEN)]
    result = read(*rows)
    assert list(result.tables[0].rows["wijk_name"]) == ["West", "Oost", "Zuid", "Noord"]
    assert f"A ({other})" in warnings_of(result)


def test_two_columns_that_can_both_be_the_wijk_are_refused():
    rows = [["Wijk", "Woonwijk", "Jaar", "Unieke kinderen"], *(["West", n, 2024, c] for n, c, *_ in WIJKEN)]
    assert "allebei voor de wijk" in "".join(errors_of(read(*rows)))


# --- totals ---------------------------------------------------------------------------------------


def test_subtotals_in_a_column_that_is_not_read_are_no_wijken():
    head = ["Stadsdeel", "Wijk", "Jaar", "Unieke kinderen"]
    first, second = WIJKEN[:2], WIJKEN[2:]
    rows = [
        *(["A", name, 2024, n] for name, n, *_ in first),
        ["Subtotaal A", None, 2024, 228],
        *(["B", name, 2024, n] for name, n, *_ in second),
        ["Subtotaal B", None, 2024, 221],
        ["Eindtotaal", None, 2024, 440],
    ]
    table = read_one(head, *rows)
    assert reached(table) == [54, 174, 79, 142]
    assert table.total == {"reached_count": 440}


@pytest.mark.parametrize("children", [449, 430, 174])
def test_a_row_with_the_name_of_the_gemeente_is_its_total(children):
    result = read(TITLE, HEAD, *WIJKEN, ["Elderdam", children, 7127, 3.7])
    assert list(result.tables[0].rows["wijk_name"]) == ["West", "Oost", "Zuid", "Noord"]
    assert result.tables[0].total["reached_count"] == children
    assert "gelezen als totaal" in warnings_of(result)


@pytest.mark.parametrize(
    "row",
    [["Centrum", 173, 7127, 3.7], ["Centrum", 430, 7126, 3.7], ["Centrum", 450, 7127, 3.7], ["Centrum", 430]],
    ids=["fewer than in one wijk", "other visits", "more than the sum", "nothing but children"],
)
def test_a_row_that_only_nearly_adds_up_is_a_wijk(row):
    assert "Centrum" in list(read_one(TITLE, HEAD, *WIJKEN, row).rows["wijk_name"])


# --- two tables -----------------------------------------------------------------------------------


def test_another_table_below_is_not_read_and_said():
    below = [["Jongerenwerk 2024"], ["Wijk", "Unieke jongeren", "Bezoeken"], ["West", 90, 100], ["Oost", 80, 90]]
    result = read(TITLE, HEAD, *WIJKEN, [], *below)
    assert result.usable
    assert reached(result.tables[0]) == [54, 174, 79, 142]
    assert "rij 9: vanaf hier een andere tabel op hetzelfde blad; die is niet gelezen" in warnings_of(result)


# --- years and quarters as columns ----------------------------------------------------------------


@pytest.mark.parametrize("title", ["Unieke kinderen per wijk", "Unieke kinderen per wijk 2022-2024"])
def test_years_as_columns_are_of_the_figure_in_the_line_above(title):
    rows = [[name, n - 2, n - 1, n] for name, n, *_ in WIJKEN]
    result = read([title], ["Wijk", 2022, 2023, 2024], *rows)
    assert {table.source.year: reached(table)[0] for table in result.tables} == {2022: 52, 2023: 53, 2024: 54}


def test_quarters_as_columns_of_visits_are_added_and_of_children_never():
    quarters = ["Wijk", "Q1", "Q2", "Q3", "Q4"]
    # Not higher every time: such figures can count from 1 January on.
    rows = [[name, 30, 20, 10, n] for name, n, *_ in WIJKEN]
    visits = read_one(["Bezoeken 2024"], quarters, *rows)
    assert list(visits.values["visits_count"]) == [114, 234, 139, 202]
    children = read_one(["Unieke kinderen 2024"], quarters, *rows)
    assert children.values["reached_count"].isna().all()


@pytest.mark.parametrize("title", ["Cijfers per wijk", "Unieke kinderen in procenten (%)", "Begroting unieke kinderen"])
def test_years_as_columns_without_a_figure_above_are_not_guessed(title):
    rows = [[name, n - 2, n - 1, n] for name, n, *_ in WIJKEN]
    assert not read([title], ["Wijk", 2022, 2023, 2024], *rows).usable


def test_a_total_beside_quarters_that_only_adds_children_is_not_believed():
    rows = [[name, n, n, n, n, 4 * n] for name, n, *_ in WIJKEN]
    table = read_one(["Unieke kinderen 2024"], ["Wijk", "Q1", "Q2", "Q3", "Q4", "Totaal"], *rows)
    assert table.values["reached_count"].isna().all()
