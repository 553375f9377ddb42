"""Personal data anywhere in a workbook but in a visible cell. All persons are invented."""

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from kinderwerk_stats.sources.files.grid import Beside
from kinderwerk_stats.sources.privacy.beside_cells import find_beside, find_in_bytes
from kinderwerk_stats.sources.recognise import read_file
from tests.file_builders import write_ods, write_xls, write_xlsx
from tests.words import words_of

ROWS = [["wijkcode", "wijk", "jaar", "unieke kinderen"], ["WK990101", "West", 2024, 54], ["WK990102", "Oost", 2024, 80]]
BSN = "kind met BSN 111222333"
SECRETS = ("111222333", "Voorbeeld", "kim@", "12345678", "2016")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def book():
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Cijfers"
    for row in ROWS:
        sheet.append(row)
    book.properties.creator = "Kim Voorbeeld"
    return book


def save(book, folder):
    path = folder / "bereik.xlsx"
    book.save(path)
    return path


def add_parts(path, parts):
    with zipfile.ZipFile(path, "a") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def refusals(path):
    result = read_file(path)
    said = str(result.problems)
    assert not any(secret in said for secret in SECRETS)
    found = [problem for problem in result.problems if "persoonsgegevens" in words_of(problem).found]
    assert not (result.tables and any(problem.severity == "fout" for problem in found))
    return [problem for problem in found if problem.severity == "fout"]


def test_workbook_with_a_name_of_who_made_it_is_read(book, tmp_path):
    result = read_file(save(book, tmp_path))
    assert result.usable
    assert not any("persoonsgegevens" in words_of(problem).found for problem in result.problems)


@pytest.mark.parametrize(
    "text",
    [BSN, "B.S.N.: 111222333", "Sam, geb. 3-4-2016", "bel 06-12345678", "kim@voorbeeld.nl", "NL91ABNA0417164300"],
)
def test_comment_refuses_and_names_its_cell(book, tmp_path, text):
    book["Cijfers"]["D2"].comment = Comment(text, "Kim")
    (problem,) = refusals(save(book, tmp_path))
    assert words_of(problem).where == "bereik.xlsx, blad Cijfers, rij 2, kolom D"
    assert "in een opmerking" in words_of(problem).found


def test_comment_about_figures_is_fine(book, tmp_path):
    book["Cijfers"]["D2"].comment = Comment("nagevraagd op 3-4-2024, 54 is goed", "Kim Voorbeeld")
    assert not refusals(save(book, tmp_path))


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheet_refuses(book, tmp_path, state):
    sheet = book.create_sheet("Bron")
    sheet.append(["Voornaam", "Wijk"])
    sheet.append(["Voorbeeld", "Oost"])
    sheet.sheet_state = state
    assert [words_of(problem).where for problem in refusals(save(book, tmp_path))] == [
        "bereik.xlsx, blad Bron, kolom A"
    ]


def test_hidden_row_and_column_refuse(book, tmp_path):
    sheet = book["Cijfers"]
    for row, number in enumerate((111222333, 123456782, 111111110, 111222333), start=1):
        sheet.cell(row, 7).value = "x" if row == 1 else number
    sheet.column_dimensions["G"].hidden = True
    sheet.row_dimensions[4].hidden = True
    assert refusals(save(book, tmp_path))


def test_name_of_a_range_refuses(book, tmp_path):
    book.defined_names["contact"] = DefinedName("contact", attr_text='"moeder 06-12345678"')
    assert "een naam voor een bereik" in words_of(refusals(save(book, tmp_path))[0]).found


def test_drop_down_list_refuses(book, tmp_path):
    rule = DataValidation("list", formula1='"kim@voorbeeld.nl,sam@voorbeeld.nl"')
    rule.add("D2")
    book["Cijfers"].add_data_validation(rule)
    (problem,) = refusals(save(book, tmp_path))
    assert words_of(problem).where == "bereik.xlsx, blad Cijfers"


@pytest.mark.parametrize(("text", "refused"), [(BSN, True), ("Vragen: 030-1234567", False)])
def test_footer_with_the_telephone_of_the_organisation_asks(book, tmp_path, text, refused):
    book["Cijfers"].oddFooter.center.text = text
    path = save(book, tmp_path)
    assert bool(refusals(path)) is refused
    assert any("kop- of voettekst" in words_of(problem).found for problem in read_file(path).problems)


def test_properties_refuse_for_a_person_and_ask_for_a_mail_address(book, tmp_path):
    book.properties.creator = "kim@voorbeeld.nl"
    path = save(book, tmp_path)
    assert not refusals(path)
    assert any("eigenschappen" in words_of(problem).found for problem in read_file(path).problems)
    book.properties.description = BSN
    assert refusals(save(book, tmp_path))


def test_name_of_a_sheet_refuses(book, tmp_path):
    book.create_sheet("BSN 111222333")
    result = read_file(save(book, tmp_path))
    assert any("de naam van een blad" in words_of(problem).found for problem in result.problems)
    assert not result.usable


def test_text_box_refuses(tmp_path):
    path = tmp_path / "bereik.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("Cijfers")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        sheet.insert_textbox("F2", "vader: 06-12345678")
    (problem,) = refusals(path)
    assert "een tekstvak" in words_of(problem).found
    assert words_of(problem).where == "bereik.xlsx, blad Cijfers"


def pivot_field(name, *values):
    items = "".join(f'<s v="{value}"/>' for value in values)
    return f'<cacheField name="{name}"><sharedItems>{items}</sharedItems></cacheField>'


def linked_row(number, *values):
    cells = zip("AB", values, strict=True)
    return "".join(f'<cell r="{letter}{number}" t="str"><v>{value}</v></cell>' for letter, value in cells)


FIELDS = pivot_field("Voornaam", "Voorbeeld", "Test") + pivot_field("Wijk", "Oost", "West")
RECORDS = "".join(f'<r><n v="{number}"/><x v="0"/></r>' for number in (111222333, 123456782, 111111110))
LINKED = linked_row(1, "Achternaam", "Wijk") + linked_row(2, "Voorbeeld", "Oost")
PARTS = {
    "threaded comment": (
        "xl/threadedComments/threadedComment1.xml",
        f'<ThreadedComments><threadedComment ref="B3"><text>{BSN}</text></threadedComment></ThreadedComments>',
    ),
    "pivot cache": (
        "xl/pivotCache/pivotCacheDefinition1.xml",
        f'<pivotCacheDefinition xmlns="{MAIN}"><cacheFields>{FIELDS}</cacheFields></pivotCacheDefinition>',
    ),
    "pivot records": (
        "xl/pivotCache/pivotCacheRecords1.xml",
        f'<pivotCacheRecords xmlns="{MAIN}">{RECORDS}</pivotCacheRecords>',
    ),
    "linked file": (
        "xl/externalLinks/externalLink1.xml",
        f'<externalLink xmlns="{MAIN}"><sheetData><row r="1">{LINKED}</row></sheetData></externalLink>',
    ),
    "own xml": ("customXml/item1.xml", "<kinderen><kind><geboortedatum>2016-04-03</geboortedatum></kind></kinderen>"),
    "own xml attribute": ("customXml/item1.xml", '<kind bsn="111222333"/>'),
    "chart": ("xl/charts/chart1.xml", f'<chart xmlns="x"><title><p>{BSN}</p></title></chart>'),
    "broken xml": ("customXml/item1.xml", f"<a><b>{BSN}</b>"),
}


def test_a_part_that_grows_when_it_is_read_is_refused_before_that(book, tmp_path):
    bomb = f'<!DOCTYPE a [<!ENTITY b "{BSN}">]><a>&b; {BSN}</a>'
    result = read_file(add_parts(save(book, tmp_path), {"customXml/item1.xml": bomb}))
    assert not result.usable
    assert not any(secret in str(result.problems) for secret in SECRETS)


@pytest.mark.parametrize("name", PARTS)
def test_other_parts_refuse(book, tmp_path, name):
    part, text = PARTS[name]
    assert refusals(add_parts(save(book, tmp_path), {part: text}))


@pytest.mark.parametrize("encoding", ["oeps", "utf-7", "gb2312"])
def test_part_in_an_encoding_that_nobody_knows_is_searched_as_text(book, tmp_path, encoding):
    part = f'<?xml version="1.0" encoding="{encoding}"?><notes><note>{BSN}</note></notes>'
    (problem,) = refusals(add_parts(save(book, tmp_path), {"xl/notes.xml": part}))
    assert "in een verborgen deel van het bestand" in words_of(problem).found


@pytest.mark.parametrize(("text", "refused"), [("vader: kim@voorbeeld.nl", True), ("Kim uit West", False)])
def test_text_that_no_cell_shows_any_more_refuses(tmp_path, text, refused):
    path = write_xlsx(tmp_path / "a.xlsx", {"Cijfers": ROWS})
    data = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w") as new:
        for member in old.infolist():
            new.writestr(member, old.read(member).replace(b"</sst>", f"<si><t>{text}</t></si></sst>".encode()))
    path.write_bytes(data.getvalue())
    found = refusals(path)
    assert bool(found) is refused
    assert all("in geen vak meer staat" in words_of(problem).found for problem in found)


def test_file_inside_the_file_is_asked_about(book, tmp_path):
    path = add_parts(save(book, tmp_path), {"xl/embeddings/Microsoft_Excel_Sheet1.xlsx": "x"})
    assert any("een ander bestand" in words_of(problem).found for problem in read_file(path).problems)


def test_comment_and_footer_of_opendocument_refuse(tmp_path):
    row = "<table:table-row>{}</table:table-row>"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    noted = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>kind met</text:p><text:p>BSN 111222333'
        "</text:p></office:annotation><text:p>54</text:p></table:table-cell>"
    )
    header = row.format("".join(cell.format(text) for text in ROWS[0]))
    plain = row.format("".join(cell.format(text) for text in ROWS[1]))
    path = write_ods(tmp_path / "a.ods", header + plain)
    assert not refusals(path)
    path = write_ods(tmp_path / "b.ods", header + plain + row.format(noted))
    assert refusals(path)
    path = add_parts(write_ods(tmp_path / "c.ods", header + plain), {"styles.xml": f"<s><p>{BSN}</p></s>"})
    assert refusals(path)


def test_text_in_the_bytes_of_an_old_workbook_refuses(tmp_path):
    path = write_xls(tmp_path / "oud.xls", "Cijfers", ROWS)
    assert not refusals(path)
    assert find_in_bytes(b"\x00\x00" + BSN.encode("utf-16-le"))
    assert find_in_bytes(b"\x01" + BSN.encode("utf-16-le"))
    path.write_bytes(path.read_bytes() + BSN.encode("latin-1").ljust(512, b"\0"))
    assert refusals(path)


def test_comments_of_an_old_workbook_refuse():
    (problem,) = find_beside("oud.xls", Beside(comments=(("Cijfers", "kim@voorbeeld.nl"),)), list)
    assert (words_of(problem).where, problem.severity) == ("oud.xls, blad Cijfers", "fout")
