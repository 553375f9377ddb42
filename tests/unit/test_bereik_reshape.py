"""Tables that a colleague reads at a glance: pivots, wijken as columns, a sheet per wijk, a row per figure, blocks."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.sources.bereik.explain import explain_bereik
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.recognise import read_file
from tests.bereik_builders import errors_of, read, read_one, read_sheets_of, warnings_of

TITLE = ["Jaarcijfers 2024"]
WIJKEN = [("West", 54, 784, 0.3), ("Oost", 174, 3350, 1.6), ("Zuid", 79, 957, 0.7)]
FIGURES = ["Unieke kinderen", "Bezoeken", "Fte"]
SUM = ("Totaal", 307, 5091, 2.6)
EXPECTED = {name: figures for name, *figures in WIJKEN}


def found(result, year: int | None = 2024) -> dict[str, list[float]]:
    assert result.usable, errors_of(result)
    (table,) = result.tables
    assert table.year == year
    values = table.values[["reached_count", "visits_count", "kinderwerker_fte"]]
    return {str(name): list(row) for name, row in zip(table.rows["wijk_name"], values.to_numpy(), strict=True)}


# --- pivots ---------------------------------------------------------------------------------------------


def test_a_pivot_as_excel_makes_it():
    head = ["Rijlabels", "Som van Unieke kinderen", "Som van Bezoeken", "Som van Fte"]
    result = read(TITLE, [], head, *WIJKEN, ["Eindtotaal", *SUM[1:]])
    assert found(result) == EXPECTED
    assert result.tables[0].total == {"reached_count": 307, "visits_count": 5091, "kinderwerker_fte": 2.6}


def test_an_average_in_a_pivot_is_no_count():
    result = read(TITLE, ["Rijlabels", "Gemiddelde van Unieke kinderen", "Som van Fte"], ["West", 5, 0.3])
    assert list(result.tables[0].values) == ["kinderwerker_fte"]


@pytest.mark.parametrize("corner", [None, ""])
def test_names_without_a_header(corner):
    result = read(TITLE, [corner, *FIGURES], *WIJKEN, SUM)
    assert found(result) == EXPECTED
    assert "een kolom met namen zonder kop" in warnings_of(result)


def test_names_without_a_header_beside_visits_alone_can_be_persons():
    result = read(TITLE, [None, "Bezoeken"], ["Kim Voorbeeld", 12], ["Sam Voorbeeld", 3])
    assert not result.usable
    assert "Voorbeeld" not in str(result.problems)


# --- wijken as columns ----------------------------------------------------------------------------------

TURNED = [[*column] for column in zip(*[["Wijk", *FIGURES], *map(list, WIJKEN), list(SUM)], strict=True)]


@pytest.mark.parametrize("corner", ["", None, "Wijk", "Onderwerp"])
@pytest.mark.parametrize("notes", [[], [[], ["Bron: eigen telling"]]])
def test_wijken_as_columns(corner, notes):
    rows = [[corner, *TURNED[0][1:]], *TURNED[1:]]
    result = read(TITLE, [], *rows, *notes)
    assert found(result) == EXPECTED
    assert result.tables[0].total == {"reached_count": 307, "visits_count": 5091, "kinderwerker_fte": 2.6}
    assert "het dashboard heeft de tabel gedraaid" in warnings_of(result)


def test_a_place_in_a_turned_table_is_that_of_the_file():
    rows = [*TURNED[:-1], [TURNED[-1][0], "veel", *TURNED[-1][2:]]]
    (complaint,) = errors_of(read(TITLE, [], *rows, name="Cijfers"))
    assert complaint.startswith(f"bereik.xlsx, blad Cijfers, rij {2 + len(rows)}, kolom B: geen getal")
    twice = [[TURNED[0][0], "West", "West", *TURNED[0][3:]], *TURNED[1:]]
    (complaint,) = errors_of(read(TITLE, [], *twice, name="Cijfers"))
    assert complaint.startswith("bereik.xlsx, blad Cijfers, kolom B en C: dezelfde wijk")


def test_a_place_in_a_table_with_a_row_per_figure_is_that_of_the_file():
    rows = [["Wijk", "Indicator", "Waarde"], ["West", "Unieke kinderen", 54], ["West", "Fte", 0.3]]
    rows += [["Oost", "Unieke kinderen", "veel"], ["Oost", "Fte", 1.6]]
    (complaint,) = errors_of(read(TITLE, *rows, name="Cijfers"))
    assert complaint.startswith("bereik.xlsx, blad Cijfers, rij 5, kolom C: geen getal")


def test_wijken_as_columns_with_groups_of_rows():
    rows = [
        ["", "", "West", "Oost", "Zuid"],
        ["Unieke kinderen", "begroot", 104, 224, 129],
        ["", "realisatie", 54, 174, 79],
        ["Bezoeken", "realisatie", 784, 3350, 957],
        ["Fte", "begroot", 1, 2, 1],
        ["", "realisatie", 0.3, 1.6, 0.7],
    ]
    assert found(read(TITLE, [], *rows)) == EXPECTED


def test_years_as_rows_of_wijken_as_columns():
    rows = [["", "West", "Oost"], ["Unieke kinderen 2023", 45, 165], ["Unieke kinderen 2024", 54, 174]]
    tables = read(*rows).tables
    assert {t.year: t.values["reached_count"].tolist() for t in tables} == {2023: [45, 165], 2024: [54, 174]}


@pytest.mark.parametrize("names", [["West", "West", "Oost", "Oost"], ["West", None, "Oost", None]])
def test_years_under_each_of_the_wijken_as_columns(names):
    rows = [["", *names], ["", "2023", "2024", "2023", "2024"], ["Unieke kinderen", 45, 54, 165, 174]]
    tables = read(*rows).tables
    assert {t.year: t.values["reached_count"].tolist() for t in tables} == {2023: [45, 165], 2024: [54, 174]}


def test_codes_under_the_wijken_as_columns():
    rows = [["", "West", "Oost"], ["Wijkcode", "WK990101", "WK990102"], ["Unieke kinderen", 54, 174]]
    table = read(TITLE, *rows).tables[0]
    assert table.rows["wijk_code"].tolist() == ["WK990101", "WK990102"]
    assert table.rows["wijk_name"].tolist() == ["West", "Oost"]


def test_the_screen_shows_a_turned_table_with_the_rows_of_the_file(tmp_path):
    book = openpyxl.Workbook()
    for row in (TITLE, [], *TURNED):
        book.active.append(row)
    path = tmp_path / "bereik.xlsx"
    book.save(path)
    shown = explain_bereik(path)
    assert shown.sheets == ("Sheet",) and shown.other_sheets == ()
    assert [(c.letter, c.header, c.role) for c in shown.columns][1] == ("4", "Unieke kinderen", "reached_count")
    skipped = explain_bereik(path, Corrections(columns={"Bezoeken": "overslaan"}))
    assert "visits_count" not in skipped.result.tables[0].values


def test_turning_can_be_undone_and_asked_for(tmp_path):
    rows = [TITLE, [], *TURNED]
    kept = read_bereik(Path("a.xlsx"), [Sheet("a", rows)], Corrections(turned=False))
    assert not kept.usable and "gedraaid" not in warnings_of(kept)
    # Not known as such by itself: no figure that tells.
    rows = [["Wat", "West", "Oost"], ["Aantal jongeren", 12, 20], ["Telling", 54, 174]]
    assert not read(*rows).usable
    said = Corrections(turned=True, year=2024, columns={"Telling": "reached_count"})
    asked = read_bereik(Path("a.xlsx"), [Sheet("a", rows)], said)
    assert asked.tables[0].values["reached_count"].tolist() == [54, 174]
    assert asked.tables[0].rows["wijk_name"].tolist() == ["West", "Oost"]


# --- a row per figure -----------------------------------------------------------------------------------


def long_rows(*, repeated: bool, year: bool) -> list[list[object]]:
    rows: list[list[object]] = []
    for name, *figures in (*WIJKEN, SUM):
        for at, (figure, value) in enumerate(zip(FIGURES, figures, strict=True)):
            rows.append([name if repeated or not at else None, *([2024] if year else []), figure, value])
    return rows


@pytest.mark.parametrize("heads", [("Indicator", "Waarde"), ("Onderwerp", "Aantal"), ("Wat", "Score")])
@pytest.mark.parametrize("repeated", [True, False])
@pytest.mark.parametrize("year", [True, False])
def test_a_row_per_figure(heads, repeated, year):
    head = ["Wijk", *(["Jaar"] if year else []), *heads]
    assert found(read(TITLE, [], head, *long_rows(repeated=repeated, year=year))) == EXPECTED


def test_a_row_per_figure_with_its_unit_and_two_years():
    units = {"Unieke kinderen": "aantal", "Bezoeken": "aantal", "Fte": "fte"}
    head = ["Wijk", "Indicator", "Eenheid", "2023", "2024"]
    rows = [
        [name, figure, units[figure], 1, value]
        for name, *figures in WIJKEN
        for figure, value in zip(FIGURES, figures, strict=True)
    ]
    tables = read(head, *rows).tables
    assert {table.year: table.values["reached_count"].tolist() for table in tables} == {
        2023: [1, 1, 1], 2024: [54, 174, 79],
    }  # fmt: skip


def test_a_row_per_figure_and_its_kind():
    head = ["Wijk", "Indicator", "Soort", "Waarde"]
    rows = [
        [name, "Unieke kinderen", kind, count + extra]
        for name, count, *_ in WIJKEN
        for kind, extra in (("begroot", 50), ("realisatie", 0))
    ]
    table = read(TITLE, head, *rows).tables[0]
    assert table.values["reached_count"].tolist() == [54, 174, 79]


def test_the_same_figure_twice_for_one_wijk_is_asked_about():
    rows = [["West", "Unieke kinderen", 54], ["West", "Unieke kinderen", 60], ["West", "Fte", 1]]
    assert "dezelfde wijk meer dan een keer" in errors_of(read(TITLE, ["Wijk", "Indicator", "Waarde"], *rows))[0]


# --- a sheet per wijk -----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["pairs", "header"])
@pytest.mark.parametrize("total", [True, False])
def test_a_sheet_per_wijk(form, total):
    sheets = []
    for name, *figures in (*WIJKEN, *([SUM] if total else [])):
        pairs = [[figure, value] for figure, value in zip(FIGURES, figures, strict=True)]
        sheets.append(Sheet(name, [TITLE, [], *(pairs if form == "pairs" else [FIGURES, figures])]))
    result = read_sheets_of(*sheets)
    assert found(result) == EXPECTED
    assert "een blad per wijk (West, Oost, Zuid" in warnings_of(result)


def test_a_sheet_per_wijk_that_says_its_wijk_and_year_and_has_a_plan():
    sheets = [
        Sheet(f"Blad{n}", [[f"Wijk: {name}"], ["Jaar", 2024], [None, "Begroot", "Realisatie"],
                           *([figure, value + 1, value] for figure, value in zip(FIGURES, figures, strict=True))])
        for n, (name, *figures) in enumerate(WIJKEN)
    ]  # fmt: skip
    assert found(read_sheets_of(*sheets)) == EXPECTED


def test_numbered_sheets_are_not_called_after_wijken():
    sheets = [Sheet(f"Blad{n}", [["Unieke kinderen", 54], ["Fte", 0.3]]) for n in (1, 2)]
    assert not read_sheets_of(*sheets).usable


# --- two tables of the same wijken ----------------------------------------------------------------------

CHILDREN = [["Wijk", "Unieke kinderen"], *([name, count] for name, count, *_ in WIJKEN)]
WORK = [["Wijk", "Bezoeken", "Fte"], *([name, visits, fte] for name, _, visits, fte in reversed(WIJKEN))]


def test_children_and_fte_on_two_sheets():
    result = read_sheets_of(Sheet("Bereik", [TITLE, [], *CHILDREN]), Sheet("Inzet", WORK))
    assert found(result) == EXPECTED
    assert "(Bereik en Inzet); samengevoegd" in warnings_of(result)
    assert "geen kolom met bereikte kinderen" not in warnings_of(result)


@pytest.mark.parametrize("title", [[], [["Inzet 2024"]]])
def test_children_and_fte_below_each_other(title):
    assert found(read(TITLE, [], *CHILDREN, [], *title, *WORK)) == EXPECTED


def test_children_and_fte_beside_each_other():
    rows = [[*left, None, *right] for left, right in zip(CHILDREN, WORK, strict=True)]
    assert found(read(TITLE, [], *rows)) == EXPECTED


def test_a_wijk_in_one_of_the_tables_is_unknown_in_the_other():
    result = read_sheets_of(Sheet("Bereik 2024", CHILDREN), Sheet("Inzet 2024", WORK[:-1]))
    values = found(result)
    assert values["West"][0] == 54 and values["West"][1] != values["West"][1]


def test_two_tables_of_the_same_figure_or_of_other_wijken_are_refused():
    assert errors_of(read_sheets_of(Sheet("Noord 2024", CHILDREN), Sheet("Zuid 2024", CHILDREN)))
    others = [["Wijk", "Fte"], ["Noord", 1], ["Dorp", 2]]
    assert errors_of(read_sheets_of(Sheet("Bereik 2024", CHILDREN), Sheet("Inzet 2024", others)))


def test_an_answer_of_the_user_holds_for_a_table_of_another_shape():
    rows = [TITLE, [], ["", "West", "Oost"], ["Unieke kinderen", 54, 174], ["Telling", 1, 2]]
    said = Corrections(columns={"Telling": "visits_count"})
    table = read_bereik(Path("bereik.xlsx"), [Sheet("bereik", rows)], said).tables[0]
    assert table.values["visits_count"].tolist() == [1, 2]


# --- what is said elsewhere -----------------------------------------------------------------------------


def test_a_comment_that_says_that_these_are_visits_is_asked_about(tmp_path):
    book = openpyxl.Workbook()
    for row in (TITLE, [], ["Wijk", "Unieke kinderen"], ["West", 540]):
        book.active.append(row)
    book.active["B3"].comment = Comment("Let op: dit zijn bezoeken, geen unieke kinderen", "x")
    path = tmp_path / "bereik.xlsx"
    book.save(path)
    assert "een opmerking zegt dat het geen unieke kinderen zijn" in errors_of(read_file(path))[0]
    said = explain_bereik(path, Corrections(counts="deelnames"))
    assert list(said.result.tables[0].values) == ["visits_count"]


def test_quarters_without_a_year_beside_the_year_are_of_that_year():
    quarters = [Sheet(f"Kwartaal {n}", [["Wijk", *FIGURES], *WIJKEN]) for n in range(1, 5)]
    result = read_sheets_of(Sheet("Jaar", [TITLE, [], ["Wijk", *FIGURES], *WIJKEN]), *quarters)
    assert found(result) == EXPECTED
    assert "geen jaar" not in warnings_of(result) and "zeker niet minder" not in warnings_of(result)


# --- years ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["{}", "Jaar {}", "Cijfers {}"])
def test_the_same_table_of_two_years_below_each_other(line):
    old = [[name, *(value + 1 for value in values)] for name, *values in WIJKEN]
    rows = [[line.format(2023)], ["Wijk", *FIGURES], *old, [], [line.format(2024)], ["Wijk", *FIGURES], *WIJKEN]
    result = read(["Organisatie: Welzijn Voorbeeld"], *rows)
    assert {t.year: t.values["reached_count"].tolist() for t in result.tables} == {
        2023: [55, 175, 80], 2024: [54, 174, 79],
    }, errors_of(result)  # fmt: skip
    assert {table.source.publisher for table in result.tables} == {"Welzijn Voorbeeld"}


def test_years_of_one_group_say_nothing_of_the_quarters_of_another():
    rows = [
        [None, "Unieke kinderen", None, "Bezoeken", None, None, None, None],
        ["Wijk", 2023, 2024, "Q1", "Q2", "Q3", "Q4", "Jaar"],
        *([name, 1, count, 1, 2, 3, 4, visits] for name, count, visits, _ in WIJKEN),
    ]
    result = read_sheets_of(Sheet("2024", rows))
    tables = {table.year: table for table in result.tables}
    assert tables[2024].values["reached_count"].tolist() == [54, 174, 79], errors_of(result)
    assert tables[2024].values["visits_count"].tolist() == [784, 3350, 957]


@pytest.mark.parametrize("blank", [[], [None, None, None]])
def test_blank_rows_between_the_rows_of_a_turned_table(blank):
    rows = [TURNED[0], TURNED[1], blank, TURNED[2], TURNED[3], [], ["Bron: eigen telling"]]
    assert found(read(TITLE, [], *rows)) == EXPECTED


# --- periods below each other, wijken beside each other ------------------------------------------------------

TIMES = [["K1", 20, 60], ["K2", 21, 61], ["K3", 22, 62], ["K4", 23, 63]]


@pytest.mark.parametrize(
    "head",
    [[TITLE, ["Unieke kinderen", "West", "Oost"]], [["Unieke kinderen per kwartaal 2024"], [None, "West", "Oost"]]],
    ids=["corner", "line above"],
)
def test_quarters_below_each_other_are_of_the_figure_that_is_named_once(head):
    said = warnings_of(read(*head, *TIMES))
    assert "unieke kinderen van delen van het jaar mag u niet optellen" in said
    assert "het hoogste deel (kolom B: 23, kolom C: 63)" in said
    table = read_one(*head, *TIMES, ["Jaar", 54, 174])
    assert (list(table.rows["wijk_name"]), list(table.values["reached_count"])) == (["West", "Oost"], [54, 174])


def test_years_below_each_other_are_years():
    result = read(["Kinderwerk"], ["Unieke kinderen", "West", "Oost"], ["2023", 50, 170], ["2024", 54, 174])
    assert [(t.year, *t.values["reached_count"]) for t in result.tables] == [(2023, 50, 170), (2024, 54, 174)]


def test_a_turned_table_names_its_columns_by_their_words():
    rows = [["", "West", "Oost"], ["Unieke kinderen", 54, 174], ["Bereik %", 2, 5], ["Fte per 31-12", 1, 2]]
    assert "kolommen die het dashboard niet leest: 'Bereik %'" in warnings_of(read(TITLE, *rows))
    (found,) = errors_of(read(TITLE, *rows, ["Fte gemiddeld", 1, 3]))
    assert found.startswith("bereik.xlsx, blad bereik: kolom 'Fte per 31-12' en 'Fte gemiddeld'")
