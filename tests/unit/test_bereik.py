"""Tables with a row per wijk, in the shapes that organisations make them. All figures are invented."""

from datetime import date, datetime, time

import openpyxl
import pytest

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.files.grid import Sheet, read_sheets
from tests.bereik_builders import HEADER, NO_YEAR, OOST, WEST, errors_of, read, read_one, read_sheets_of, warnings_of
from tests.words import said_by, words_of

# --- finding the table ---------------------------------------------------------------------


def test_plain_table():
    table = read_one(HEADER, WEST, OOST)
    assert table.rows["wijk_code"].tolist() == ["WK990101", "WK990102"]
    assert table.rows["wijk_name"].tolist() == ["West", "Oost"]
    assert table.rows["row"].tolist() == [2, 3]
    assert table.values.to_dict("list") == {
        "reached_count": [54, 174], "visits_count": [784, 3350], "kinderwerker_fte": [0.3, 1.6],
    }  # fmt: skip
    assert table.status.dtypes.astype(str).tolist() == ["int8"] * 3
    assert (table.year, table.gemeente_code, table.total, table.counts_overlap) == (2024, "GM9901", {}, False)


def test_header_of_two_rows_below_titles_with_empty_columns():
    table = read_one(
        ["Jaarcijfers kinderwerk 2024"],
        ["Organisatie: Stichting Voorbeeld   Peildatum: 31-12-2024"],
        [],
        [None, None, "Bereik", None, "Inzet", None],
        [None, "GEBIED", "Uniek", "Contacten", "Fte", "Uren"],
        [None, "West", "54", "1.234", "0,3", "-"],
        [None, "Oost", "<5", "n.v.t.", "1,6", 2240],
        [None, "Totaal", 60, None, "1,9", None],
    )
    assert table.rows["wijk_name"].tolist() == ["West", "Oost"]
    assert table.rows["row"].tolist() == [6, 7]
    assert table.values["visits_count"].tolist()[0] == 1234
    assert table.status.loc[1, "reached_count"] == Status.SUPPRESSED
    assert table.status.loc[1, "visits_count"] == Status.NOT_APPLICABLE
    assert table.status.loc[0, "work_hours"] == Status.UNKNOWN
    assert table.source.publisher == "Stichting Voorbeeld"
    assert table.source.title == "Jaarcijfers kinderwerk 2024"
    assert table.total == {"reached_count": 60, "kinderwerker_fte": 1.9}


def test_wijk_in_the_upper_row_of_two():
    table = read_one(["Wijk", "Kinderen", None, "Inzet"], [None, "uniek", "contacten", "fte"], ["West", 54, 784, 0.3])
    assert table.values.iloc[0].to_dict() == {"reached_count": 54, "visits_count": 784, "kinderwerker_fte": 0.3}


def test_row_of_units_is_no_wijk():
    table = read_one(["Wijk", "Unieke kinderen", "Formatie"], [None, "aantal", "fte"], ["West", 54, 0.3])
    assert table.rows["wijk_name"].tolist() == ["West"]


def test_columns_of_other_work_are_left_out_and_named():
    rows = [
        [None, "Kinderwerk", None, "Jongerenwerk", None],
        ["Wijk", "Unieke kinderen", "Fte", "Bereikt", "Fte"],
        ["West", 54, 0.3, 80, 2],
    ]
    assert read_one(*rows).values.iloc[0].to_dict() == {"reached_count": 54, "kinderwerker_fte": 0.3}
    assert "D (Jongerenwerk Bereikt), E (Jongerenwerk Fte)" in warnings_of(read(*rows))


@pytest.mark.parametrize(("row", "found"), [(29, True), (30, False)])
def test_header_is_looked_for_in_thirty_rows(row, found):
    result = read(*([["regel"]] * row), HEADER, WEST)
    assert result.usable is found


def test_repeated_header_on_a_next_page_is_skipped():
    table = read_one(HEADER, WEST, [], HEADER, OOST)
    assert table.rows["row"].tolist() == [2, 5]


def test_wijk_without_figures_is_unknown_and_not_zero():
    table = read_one(HEADER, WEST, ["WK990102", "Oost", 2024, None, "", "-"])
    assert table.values.loc[1].isna().all()
    assert (table.status.loc[1] == Status.UNKNOWN).all()


def test_footnotes_are_no_wijken():
    table = read_one(
        ["Wijk", "Unieke kinderen"], ["West", 54], ["Oost", None], [], ["* Voorlopige cijfers"], ["Bron: eigen telling"]
    )
    assert table.rows["wijk_name"].tolist() == ["West", "Oost"]


def test_two_columns_for_one_figure_are_refused_with_both_letters():
    result = read(["Wijk", "Kinderen bereikt 4-8", "Kinderen bereikt 9-12"], ["West", 20, 34])
    assert any("kolom B en C: allebei voor bereikte kinderen" in found for found in errors_of(result))


def test_sure_header_goes_before_an_unsure_one():
    rows = [["Wijk", "Kinderen", "Unieke kinderen"], ["West", 600, 54]]
    assert read_one(*rows).values["reached_count"].tolist() == [54]
    assert "B (Kinderen)" in warnings_of(read(*rows))


def test_unsure_header_is_read_and_said():
    rows = [["Wijk", "Aantal kinderen"], ["West", 54]]
    assert read_one(*rows).values["reached_count"].tolist() == [54]
    assert "kolom B (Aantal kinderen) gelezen als unieke kinderen" in warnings_of(read(*rows))


def test_unread_columns_are_named_in_one_warning():
    result = read(["Wijk", "Unieke kinderen", "Tevredenheid", "Budget"], ["West", 54, 8, 1000, "x"])
    assert warnings_of(result).count("niet leest") == 1
    assert "C (Tevredenheid), D (Budget), E (zonder kop)" in warnings_of(result)


def test_header_as_long_as_an_answer_is_not_repeated():
    answer = "Wij zagen dit jaar veel kinderen van ouders die het niet breed hebben"
    assert "Wij zagen" not in str(said_by(*read(["Wijk", "Unieke kinderen", answer], ["West", 54, 8]).problems))


def test_file_without_reached_children_is_read_and_said():
    rows = [["Wijk", "Fte"], ["West", 0.3]]
    assert list(read_one(*rows).values) == ["kinderwerker_fte"]
    assert "geen kolom met bereikte kinderen" in warnings_of(read(*rows))


@pytest.mark.parametrize(
    "rows", [[["Wijk", "Leeftijd"], ["West", "klein"]], [["Kinderen", "Fte"], [54, 0.3]], [["a"]], [[]]]
)
def test_file_without_a_table_is_refused(rows):
    result = read(*rows)
    assert not result.usable
    assert result.kind == "onbekend"
    assert len(errors_of(result)) == 1


def test_name_column_counts_only_beside_a_code():
    # Alone it can hold the names of children: they must not become wijken, which messages name.
    result = read(["Naam", "Bezoeken"], ["Kim Voorbeeld", 12])
    assert not result.usable
    assert "Kim" not in said_by(*result.problems)
    assert read_one(["Code", "Naam", "Bezoeken"], ["WK990101", "West", 12]).rows["wijk_name"].tolist() == ["West"]


# --- rows ---------------------------------------------------------------------


def test_all_bad_cells_are_refused_at_once_with_their_place():
    result = read(HEADER, ["WK990101", "West", 2024, -1, "veel", 0.3], ["WK990102", "Oost", 2024, "45%", 9, "x y"])
    assert [found.split(": ")[0] for found in errors_of(result)] == [
        "bereik.xlsx, blad bereik, rij 2, kolom D",
        "bereik.xlsx, blad bereik, rij 2, kolom E",
        "bereik.xlsx, blad bereik, rij 3, kolom D",
        "bereik.xlsx, blad bereik, rij 3, kolom F",
    ]
    assert result.tables == ()


def test_same_wijk_twice_is_refused():
    assert any("rij 2 en 3" in found for found in errors_of(read(HEADER, WEST, WEST)))
    result = read(["Wijk", "Unieke kinderen"], ["Wijk 01 West", 54], ["Oost", 1], ["WEST", 3])
    assert any("rij 2 en 4" in found for found in errors_of(result))


def test_long_list_of_rows_ends_in_a_number():
    rows = [[f"Wijk {number} A{number}", 0, 3] for number in range(10, 22)]
    assert "rij 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 en nog 2: geen fte" in warnings_of(
        read(["Wijk", "Fte", "Unieke kinderen"], *rows)
    )


def test_buurten_are_refused_by_name_or_code():
    by_code = errors_of(read(["Code", "Unieke kinderen"], ["BU99010101", 5], ["WK990102", 9]))
    assert len(by_code) == 1
    assert "buurten in plaats van wijken (rij 2)" in by_code[0]
    assert "buurten in plaats van wijken" in errors_of(read(["Buurt", "Unieke kinderen"], ["Plein", 5]))[0]


def test_wrong_code_is_refused_with_its_place():
    assert errors_of(read(HEADER, ["Oost", "Oost", 2024, 1, 2, 0.1])) == [
        "bereik.xlsx, blad bereik, rij 2, kolom A: geen code van een wijk"
    ]


def test_figures_without_a_wijk_are_refused():
    result = read(HEADER, WEST, OOST, [None, None, 2024, 7, 9, 0.5])
    assert any("rij 4: cijfers zonder wijk" in found for found in errors_of(result))


def test_code_in_the_name_is_used():
    table = read_one(["Wijk", "Unieke kinderen"], ["WK990101 West", 54], ["Oost (WK990102)", 60])
    assert table.rows["wijk_code"].tolist() == ["WK990101", "WK990102"]


def test_wijken_of_two_gemeenten_are_kept_and_said():
    rows = [HEADER, WEST, ["WK990201", "Dorp", 2024, 9, 10, 0.1]]
    table = read_one(*rows)
    assert table.gemeente_code is None
    assert len(table.rows) == 2
    assert "wijken van 2 gemeenten (GM9901, GM9902)" in warnings_of(read(*rows))


@pytest.mark.parametrize(
    ("kinderwerkers", "fte", "reached", "visits", "words"),
    [
        (0, 0.3, 54, 784, "geen kinderwerkers, maar wel fte"),
        (0, 0, 0, 0, None),
        (1, 0, 54, 784, "geen fte, maar wel bereikte kinderen"),
        (1, 0.3, 54, 53, "minder bezoeken dan bereikte kinderen"),
        (1, 0.3, 54, 54, None),
        (1.5, 0.3, 54, 60, "een gebroken aantal kinderwerkers"),
        ("-", 0.3, 54, 60, None),
    ],
)
def test_figures_that_do_not_go_together_are_said(kinderwerkers, fte, reached, visits, words):
    header = ["Wijk", "Kinderwerkers", "Fte", "Unieke kinderen", "Bezoeken", "Locaties"]
    result = read(header, ["West", kinderwerkers, fte, reached, visits, 0])
    odd = [line for line in warnings_of(result).splitlines() if "rij 2" in line]
    assert result.usable
    assert (odd[0].split(": ")[1] if odd else None) == words


# --- sheets ---------------------------------------------------------------------


def test_sheet_without_a_table_is_said_and_an_empty_one_is_not():
    result = read_sheets_of(
        Sheet("Cijfers", [HEADER, WEST]), Sheet("Toelichting", [["Bron"]]), Sheet("Blad3", [[None]])
    )
    assert result.usable
    assert "blad Toelichting: geen tabel" in warnings_of(result)
    assert "Blad3" not in warnings_of(result)


def test_notes_on_another_sheet_count():
    note = "Een kind dat in twee wijken komt, telt dubbel."
    (table,) = read_sheets_of(Sheet("Cijfers", [HEADER, WEST]), Sheet("Toelichting", [[note]])).tables
    assert isinstance(table, BereikTable)
    assert table.counts_overlap


def test_visible_table_goes_before_a_hidden_one():
    result = read_sheets_of(Sheet("Oud", [HEADER, OOST], visible=False), Sheet("Cijfers", [HEADER, WEST]))
    (table,) = result.tables
    assert isinstance(table, BereikTable)
    assert table.rows["wijk_code"].tolist() == ["WK990101"]
    assert "blad Oud: een verborgen blad met een tabel; dit blad is niet gebruikt" in warnings_of(result)
    assert read_sheets_of(Sheet("Oud", [HEADER, OOST], visible=False)).usable


def test_sheet_per_year_gives_a_table_per_year():
    result = read_sheets_of(Sheet("2023", NO_YEAR), Sheet("2024", NO_YEAR))
    assert [table.year for table in result.tables] == [2023, 2024]


def test_two_tables_of_one_year_are_refused():
    result = read_sheets_of(Sheet("Noord 2024", NO_YEAR), Sheet("Zuid 2024", NO_YEAR))
    assert any("meer dan een tabel voor hetzelfde jaar" in found for found in errors_of(result))


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (["Q1 2024", "Q2 2024"], ""),
        (["1e kwartaal", "2e kwartaal"], ""),
        (["jan", "feb", "mrt"], ""),
        (["Blad1"], "Kwartaalrapportage 3"),
        (["Blad1"], "01-01-2024 t/m 31-03-2024"),
        (["Blad1"], "Eerste halfjaar 2024"),
    ],
)
def test_part_of_a_year_is_refused_for_its_reason(names, title):
    result = read_sheets_of(*(Sheet(name, [[title], *NO_YEAR]) for name in names))
    (found,) = errors_of(result)
    assert "unieke kinderen van kwartalen of maanden mag u niet optellen" in found
    assert all(name in found for name in names)


def test_column_of_quarters_is_refused():
    result = read(["Wijk", "Kwartaal", "Unieke kinderen"], ["West", 1, 20], ["West", 2, 34])
    assert any("mag u niet optellen" in found for found in errors_of(result))


def test_whole_year_beside_quarters_is_used():
    result = read_sheets_of(Sheet("Q1 2024", NO_YEAR), Sheet("Jaar 2024", [HEADER, WEST]))
    assert result.usable
    assert [table.year for table in result.tables] == [2024]
    assert "blad Q1 2024" in warnings_of(result)


def test_register_of_activities_gives_no_children():
    header = ["Werksoort", "Activiteit", "Startdatum", "Wijk", "Aantal deelnemers", "Uren"]
    row = ["Kinderwerk", "Inloop", datetime.combine(date(2024, 3, 1), time()), "West", 12, 2]
    result = read(["Export"], header, row)
    (table,) = result.tables
    assert isinstance(table, BereikTable)
    assert list(table.values) == ["visits_count", "activities_count", "activity_hours"]
    assert "het aantal unieke kinderen" in "".join(words_of(problem).action for problem in result.problems)


def test_register_beside_a_table_is_left_out():
    register = Sheet("Lijst", [["Activiteit", "Datum", "Deelnemers"], ["Inloop", "1-3", 12]])
    result = read_sheets_of(Sheet("Cijfers", [HEADER, WEST]), register)
    assert result.usable
    assert "blad Lijst" in warnings_of(result)


def test_personal_data_stops_everything_else():
    result = read_sheets_of(
        Sheet("Cijfers", [HEADER, WEST]), Sheet("Bron", [["Voornaam", "Wijk"], ["Kim", "Oost"]], visible=False)
    )
    assert result.tables == ()
    assert [words_of(p).where for p in result.problems] == ["bereik.xlsx, blad Bron, kolom A"]


# --- files ---------------------------------------------------------------------


def test_file_of_excel_with_semicolons_and_accents(tmp_path):
    path = tmp_path / "kinderwerk-2019.csv"
    path.write_bytes("Wijk;Kinderen bereikt;Fte\r\nGoylân;54;0,3\r\nCafé e.o.;1.234;-\r\n".encode("cp1252"))
    result = read_bereik(path, read_sheets(path))
    (table,) = result.tables
    assert isinstance(table, BereikTable)
    assert table.rows["wijk_name"].tolist() == ["Goylân", "Café e.o."]
    assert table.values["reached_count"].tolist() == [54, 1234]
    assert table.status["kinderwerker_fte"].tolist() == [Status.KNOWN, Status.UNKNOWN]
    assert table.year is None
    assert all(
        words_of(p).where.startswith("kinderwerk-2019.csv") and "blad" not in words_of(p).where for p in result.problems
    )


def test_workbook_with_merged_headers_keeps_its_row_numbers(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Overzicht 2024"
    sheet["C3"], sheet["E3"] = "Bereik", "Inzet"
    sheet.merge_cells("C3:D3")
    for cell, text in zip("BCDE", ["Gebied", "Unieke kinderen", "Deelnames", "Fte"], strict=True):
        sheet[f"{cell}4"] = text
    for cell, value in zip("BCDE", ["West", "54", "1.234", "0,3"], strict=True):
        sheet[f"{cell}5"] = value
    path = tmp_path / "jaar.xlsx"
    book.save(path)
    (table,) = read_bereik(path, read_sheets(path)).tables
    assert isinstance(table, BereikTable)
    assert table.rows["row"].tolist() == [5]
    assert table.values.iloc[0].to_dict() == {"reached_count": 54, "visits_count": 1234, "kinderwerker_fte": 0.3}
    assert table.year == 2024
