"""The file that goes back to its sender: same cells, faulty ones marked. All figures are invented."""

import io

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from kinderwerk_stats.exports import marked_workbook
from kinderwerk_stats.exports.marked_workbook import LIST_SHEET, mark_problems
from kinderwerk_stats.model.problems import Place, make_problem, make_warning
from kinderwerk_stats.sources.recognise import read_file
from kinderwerk_stats.text.problems import parts_of
from tests import hostile_builders as hostile
from tests.file_builders import write_csv, write_ods, write_xls, write_xlsx
from tests.words import words_of

ROWS = [
    ["wijkcode", "wijk", "jaar", "unieke kinderen"],
    ["WK990101", "=1+1", 2024, "veel"],
    ["WK990102", "Oost", 2024, -4],
]
REPEATED = (
    '<table:table-row><table:table-cell office:value-type="float" office:value="1" '
    'table:number-columns-repeated="{count}"/></table:table-row>'
)
RED, YELLOW = "00FFC7CE", "00FFEB9C"


def problem(*, rows=(), columns=(), severity="fout", sheet="Cijfers"):
    return make_problem(
        "cel_zonder_getal", Place("bereik.xlsx", sheet, rows, columns), severity, getal="", gebroken=False
    )


@pytest.fixture
def workbook(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Cijfers"
    for row in ROWS:
        sheet.append(row)
    sheet["B2"].data_type = "s"
    sheet["A1"].font = Font(italic=True)
    sheet["D2"].comment = Comment("nagevraagd", "Kim")
    sheet["C3"].comment = Comment("klopt", "Kim")
    sheet["F1"] = "=SUM(D2:D3)"
    sheet.merge_cells("A5:C5")
    sheet["A5"] = "let op"
    path = tmp_path / "bereik.xlsx"
    book.save(path)
    return path


def load(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_faulty_cells_are_coloured_and_say_what_is_wrong(workbook):
    problems = [problem(rows=(1,), columns=(3,)), problem(rows=(2,), columns=(3,), severity="waarschuwing")]
    sheet = load(mark_problems(workbook, problems))["Cijfers"]
    assert (sheet["D2"].fill.fgColor.rgb, sheet["D3"].fill.fgColor.rgb) == (RED, YELLOW)
    for part in ("geen getal", "Verwacht: een heel getal", "Wat u kunt doen: verbeter deze cel"):
        assert part in sheet["D3"].comment.text
    assert sheet["D2"].comment.text.startswith("nagevraagd")
    assert sheet["C2"].fill.fill_type is None and sheet["C2"].comment is None


def test_everything_else_stays(workbook):
    sheet = load(mark_problems(workbook.read_bytes(), [problem(rows=(1,), columns=(3,))]))["Cijfers"]
    assert [[cell.value for cell in row[:4]] for row in sheet["A1:D3"]] == ROWS
    assert sheet["A1"].font.italic
    assert sheet["C3"].comment.text == "klopt"
    assert sheet["F1"].value == "=SUM(D2:D3)" and sheet["F1"].data_type == "f"
    assert sheet["B2"].data_type == "s"


def test_first_sheet_lists_all_problems_with_a_link_to_the_cell(workbook):
    problems = [
        problem(rows=(1,), columns=(3,)),
        make_warning("json_tekst", Place("bereik.xlsx"), gevonden="=HYPERLINK(1)"),
    ]
    book = load(mark_problems(workbook, problems))
    assert book.sheetnames == [LIST_SHEET, "Cijfers"]
    listed = book[LIST_SHEET]
    assert [cell.value for cell in listed[6]] == ["fout", *parts_of(problems[0])]
    assert listed["B6"].hyperlink.location == "'Cijfers'!D2"
    assert listed["B7"].hyperlink is None
    assert listed["C7"].value == "=HYPERLINK(1)" and listed["C7"].data_type == "s"
    assert "1 fouten en 1 waarschuwingen" in listed["A2"].value


def test_a_row_a_column_and_several_rows_mark_their_first_filled_cell(workbook):
    several = problem(rows=(1, 2))
    data = mark_problems(
        workbook, [problem(rows=(2,)), problem(columns=(3,)), several, problem(rows=(4,), columns=(2,))]
    )
    sheet = load(data)["Cijfers"]
    marked = {cell.coordinate for row in sheet for cell in row if cell.fill.fill_type}
    assert marked == {"A3", "D1", "A2", "A5"}
    assert sheet["A3"].comment.text.count("Verwacht") == 2


def test_marked_again_the_list_is_new_and_comments_do_not_pile_up(workbook):
    once = mark_problems(workbook, [problem(rows=(1,), columns=(3,)), problem(rows=(2,), columns=(3,))])
    twice = load(mark_problems(once, [problem(rows=(2,), columns=(3,))]))
    assert twice.sheetnames == [LIST_SHEET, "Cijfers"]
    assert twice[LIST_SHEET]["A7"].value is None
    assert twice["Cijfers"]["D3"].comment.text.count("Verwacht") == 1


def test_what_the_reader_says_about_a_file_can_be_marked_and_read_again(workbook, tmp_path):
    result = read_file(workbook)
    assert not result.usable
    path = tmp_path / "terug.xlsx"
    path.write_bytes(mark_problems(workbook, result.problems))
    sheet = openpyxl.load_workbook(path)["Cijfers"]
    assert sheet["D2"].comment and sheet["D3"].comment
    again = read_file(path)
    assert [words_of(p).found for p in again.problems] == [words_of(p).found for p in result.problems]


def test_text_file_becomes_a_workbook_with_the_same_cells(tmp_path):
    path = write_csv(tmp_path / "bereik.csv", ROWS)
    for source in (path, path.read_bytes()):
        book = load(mark_problems(source, [problem(rows=(1,), columns=(3,), sheet="")], name="bereik.csv"))
        sheet = book.worksheets[1]
        assert [[cell.value for cell in row] for row in sheet["A1:D3"]] == [[str(cell) for cell in row] for row in ROWS]
        assert sheet["B2"].data_type == "s"
        assert sheet["D2"].comment and sheet["D2"].fill.fgColor.rgb == RED


def test_old_workbook_becomes_a_new_one(tmp_path):
    path = write_xls(tmp_path / "oud.xls", "Cijfers", [["wijk", "kinderen"], ["Oost", 12.0]])
    sheet = load(mark_problems(path, [problem(rows=(1,), columns=(1,))]))["Cijfers"]
    assert (sheet["B2"].value, sheet["B2"].fill.fgColor.rgb) == (12, RED)


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"", b"\xd0\xcf\x11\xe0 broken"])
def test_what_cannot_be_opened_comes_back_as_the_list_alone(data):
    book = load(mark_problems(data, [problem(rows=(1,), columns=(1,))], name="stuk.xlsx"))
    assert book.sheetnames[0] == LIST_SHEET
    assert book[LIST_SHEET]["C6"].value == "geen getal"


def test_large_file_comes_back_as_the_list_alone(workbook, monkeypatch):
    monkeypatch.setattr(marked_workbook, "MAX_BYTES", workbook.stat().st_size - 1)
    book = load(mark_problems(workbook, [problem(rows=(1,), columns=(3,))]))
    assert book.sheetnames == [LIST_SHEET]
    assert "te groot" in book[LIST_SHEET]["A2"].value
    monkeypatch.setattr(marked_workbook, "MAX_BYTES", workbook.stat().st_size)
    assert len(load(mark_problems(workbook, [problem(rows=(1,), columns=(3,))])).sheetnames) == 2
    monkeypatch.setattr(marked_workbook, "MAX_UNZIPPED_BYTES", 100)
    assert load(mark_problems(workbook, [problem(rows=(1,), columns=(3,))])).sheetnames == [LIST_SHEET]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_file_with_many_cells_comes_back_as_the_list_alone(kind, workbook, tmp_path, monkeypatch):
    path = workbook if kind == "xlsx" else write_csv(tmp_path / "bereik.csv", ROWS)
    # Twelve of the table; the workbook also has a formula, and counts its four rows and a line of three merged cells.
    cells = 21 if kind == "xlsx" else 12
    given = [problem(rows=(1,), columns=(3,), sheet="Cijfers" if kind == "xlsx" else "")]
    monkeypatch.setattr(marked_workbook, "MAX_CELLS", cells)
    assert len(load(mark_problems(path, given)).sheetnames) == 2
    monkeypatch.setattr(marked_workbook, "MAX_CELLS", cells - 1)
    book = load(mark_problems(path, given))
    assert book.sheetnames == [LIST_SHEET]
    assert "te groot" in book[LIST_SHEET]["A2"].value


@pytest.mark.parametrize(
    "xml",
    [
        '<mergeCells><mergeCell ref="F1:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="F:XFD" location="a"/></hyperlinks>',
        '<mergeCells><mergeCell ref="F1:oeps"/></mergeCells>',
    ],
)
def test_ranges_of_endless_cells_come_back_as_the_list_alone(xml, tmp_path):
    # openpyxl makes each cell of such a range: with the first of these until the memory of the server is full.
    path = write_xlsx(tmp_path / "a.xlsx", {"Cijfers": ROWS})
    assert load(mark_problems(path, [problem(rows=(1,), columns=(3,))])).sheetnames == [LIST_SHEET, "Cijfers"]
    book = load(mark_problems(hostile.add_to_sheet(path, xml), [problem(rows=(1,), columns=(3,))]))
    assert book.sheetnames == [LIST_SHEET]
    assert "niet te openen of te groot" in book[LIST_SHEET]["A2"].value


def test_open_document_with_repeated_cells_comes_back_as_the_list_alone(tmp_path, monkeypatch):
    path = write_ods(tmp_path / "a.ods", REPEATED.format(count=50))
    assert len(load(mark_problems(path, [problem()])).sheetnames) == 2
    # Not opened to find that out: the reader would make all of them, in the app itself.
    monkeypatch.setattr(marked_workbook, "read_sheets", lambda _: pytest.fail("opened"))
    book = load(mark_problems(write_ods(path, REPEATED.format(count=70_000)), [problem()]))
    assert book.sheetnames == [LIST_SHEET]


def test_personal_data_are_not_handed_on(tmp_path):
    path = write_csv(tmp_path / "lijst.csv", [["Voornaam", "BSN"], ["Voorbeeld", 111222333]])
    result = read_file(path)
    book = load(mark_problems(path, result.problems))
    assert book.sheetnames == [LIST_SHEET]
    cells = " ".join(str(cell.value) for row in book[LIST_SHEET] for cell in row)
    assert "persoonsgegevens" in cells and "111222333" not in cells and "Voorbeeld" not in cells


def test_long_lists_say_how_many_more(workbook, monkeypatch):
    monkeypatch.setattr(marked_workbook, "MAX_LISTED", 2)
    listed = load(mark_problems(workbook, [problem(rows=(row,), columns=(3,)) for row in range(5)]))[LIST_SHEET]
    assert listed["A8"].value == "En nog 3 andere."


@pytest.mark.parametrize(
    ("place", "marked"),
    [
        (Place("a, rij 3.xlsx", "Jaar, blad 2", rows=(1,), columns=(0,)), {"Jaar, blad 2!A2"}),
        (Place("a.xlsx", "Jaar", rows=tuple(range(1, 15)), columns=(1,)), {f"Jaar!B{row}" for row in range(2, 16)}),
        (Place("a.xlsx", "Jaar", columns=(0, 2)), {"Jaar!A1", "Jaar!C1"}),
        (Place("a.xlsx", "Jaar", rows=(1, 2), columns=(0, 1)), {"Jaar!A2", "Jaar!A3", "Jaar!B2", "Jaar!B3"}),
        (Place("a.xlsx"), set()),
        (Place("a.xlsx", "Jaar"), set()),
        (Place("a.xlsx", "Weg", rows=(2,)), set()),
    ],
)
def test_every_cell_of_a_place_is_marked_whatever_sheets_are_called(place, marked, tmp_path):
    rows = [["wijk", "kinderen", "fte"], *[[f"W{row}", row, row] for row in range(15)]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Jaar": rows, "Jaar, blad 2": rows})
    book = load(mark_problems(path, [make_problem("geen_jaartal", place)]))
    found = {f"{name}!{cell.coordinate}" for name in ("Jaar", "Jaar, blad 2") for row in book[name] for cell in row
             if cell.fill.fill_type}  # fmt: skip
    assert found == marked
