"""Writes files in which something stands beside, above or below a table, or in another part of the file."""

import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.file_builders import write_csv, write_ods, write_xls, write_xlsx

Cells = list[list[Any]]
BSNS = ("111222333", "123456782", "111111110")
FIRST = ("Kim", "Sam", "Noor", "Jip", "Fenna", "Yusuf", "Amina", "Daan", "Lieke", "Mohamed")
FULL = (
    "Kim Jansen", "Sam de Vries", "Noor Bakker", "Jip van der Berg", "Fenna Visser", "Yusuf Yilmaz", "Amina Haddad",
    "Daan Smit", "Lieke Mulder", "Mohamed Ziani",
)  # fmt: skip
BORN = tuple(datetime.combine(date(2013 + n % 8, 1 + n % 12, 3 + 2 * n), time()) for n in range(10))
TABLE: Cells = [
    ["wijkcode", "wijk", "jaar", "unieke kinderen"],
    *([f"WK9901{n:02}", f"Wijk {n:02}", 2024, 40 + 7 * n] for n in range(1, 6)),
]


@dataclass(frozen=True)
class Case:
    """A file: its name, and how it is written."""

    name: str
    write: Callable[[Path], object]
    file: str = "bereik.xlsx"

    def make(self, folder: Path) -> Path:
        """Write the file and return where it is."""
        path = folder / self.file
        self.write(path)
        return path


def sheet(rows: Cells, **sheets: Any) -> Callable[[Path], object]:
    """Write a workbook; other sheets by name."""

    def write(path: Path) -> None:
        with xlsxwriter.Workbook(str(path), {"default_date_format": "dd-mm-yyyy"}) as book:
            for name, cells in {"Cijfers": rows, **sheets}.items():
                page = book.add_worksheet(name)
                for number, row in enumerate(cells):
                    page.write_row(number, 0, row)

    return write


def hidden_sheet(rows: Cells) -> Callable[[Path], object]:
    return lambda path: write_xlsx(path, {"Cijfers": TABLE, "Bron": rows}, hidden=["Bron"])


def beside(header: object, values: Sequence[object], rows: Cells = TABLE) -> Cells:
    """Return a table with a column more."""
    cells = [header, *values, *[""] * len(rows)]
    longest = max(len(rows), len(values) + 1)
    padded = [*rows, *([[""] * len(rows[0])] * (longest - len(rows)))]
    return [[*row, cell] for row, cell in zip(padded, cells, strict=False)]


def above(*lines: Sequence[object]) -> Cells:
    return [*map(list, lines), [], *TABLE]


def below(*lines: Sequence[object]) -> Cells:
    return [*TABLE, [], *map(list, lines)]


def far(row: Sequence[object], down: int = 60, right: int = 9) -> Cells:
    """Return a table with one row far below and beside it."""
    return [*TABLE, *([[]] * down), [*[""] * right, *row]]


def changed(change: Callable[[Any], object]) -> Callable[[Path], object]:
    """Write a workbook that openpyxl has changed."""

    def write(path: Path) -> None:
        book = openpyxl.Workbook()
        page = book.worksheets[0]
        page.title = "Cijfers"
        for row in TABLE:
            page.append(row)
        change(book)
        book.save(path)

    return write


def comment(text: str, author: str = "x") -> Callable[[Path], object]:
    def change(book: Any) -> None:
        book["Cijfers"]["D2"].comment = Comment(text, author)

    return changed(change)


def validation(values: str) -> Callable[[Path], object]:
    def change(book: Any) -> None:
        rule = DataValidation("list", formula1=f'"{values}"', allow_blank=True)
        rule.add("F2")
        book["Cijfers"].add_data_validation(rule)

    return changed(change)


def footer(text: str, part: str = "oddFooter") -> Callable[[Path], object]:
    return changed(lambda book: setattr(getattr(book["Cijfers"], part).center, "text", text))


def properties(**values: str) -> Callable[[Path], object]:
    def change(book: Any) -> None:
        for name, value in values.items():
            setattr(book.properties, name, value)

    return changed(change)


def named(name: str, text: str) -> Callable[[Path], object]:
    def change(book: Any) -> None:
        book.defined_names[name] = DefinedName(name, attr_text=text)

    return changed(change)


def hidden_column(header: str, values: Sequence[object]) -> Callable[[Path], object]:
    def change(book: Any) -> None:
        page = book["Cijfers"]
        for row, value in enumerate([header, *values], start=1):
            page.cell(row, 12).value = value
        page.column_dimensions["L"].hidden = True

    return changed(change)


def hidden_row(cells: Sequence[object]) -> Callable[[Path], object]:
    def change(book: Any) -> None:
        page = book["Cijfers"]
        page.append([])
        page.append(list(cells))
        page.row_dimensions[page.max_row].hidden = True

    return changed(change)


def text_box(text: str) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        with xlsxwriter.Workbook(str(path)) as book:
            page = book.add_worksheet("Cijfers")
            for number, row in enumerate(TABLE):
                page.write_row(number, 0, row)
            page.insert_textbox("H2", text)

    return write


def linked(url: str, shown: str) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        with xlsxwriter.Workbook(str(path)) as book:
            page = book.add_worksheet("Cijfers")
            for number, row in enumerate(TABLE):
                page.write_row(number, 0, row)
            page.write_url("H2", url, string=shown)

    return write


def part(name: str, text: str) -> Callable[[Path], object]:
    """Write a workbook with one part more."""

    def write(path: Path) -> None:
        write_xlsx(path, {"Cijfers": TABLE})
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, text)

    return write


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def pivot(**fields: Sequence[str]) -> Callable[[Path], object]:
    items = {name: "".join(f'<s v="{value}"/>' for value in values) for name, values in fields.items()}
    xml = "".join(f'<cacheField name="{n}"><sharedItems>{i}</sharedItems></cacheField>' for n, i in items.items())
    return part(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        f'<pivotCacheDefinition xmlns="{MAIN}"><cacheFields>{xml}</cacheFields></pivotCacheDefinition>',
    )


def outside(*rows: Sequence[str]) -> Callable[[Path], object]:
    """Write a workbook with the cells of another that it refers to."""
    xml = ""
    for number, row in enumerate(rows, start=1):
        cells = zip("ABC", row, strict=False)
        made = "".join(f'<cell r="{letter}{number}" t="str"><v>{value}</v></cell>' for letter, value in cells)
        xml += f'<row r="{number}">{made}</row>'
    return part(
        "xl/externalLinks/externalLink1.xml",
        f'<externalLink xmlns="{MAIN}"><externalBook><sheetDataSet><sheetData sheetId="0">{xml}</sheetData>'
        "</sheetDataSet></externalBook></externalLink>",
    )


def csv(rows: Cells) -> Callable[[Path], object]:
    return lambda path: write_csv(path, [["" if cell is None else cell for cell in row] for row in rows])


def ods(rows: Cells, note: str = "") -> Callable[[Path], object]:
    cell = '<table:table-cell office:value-type="string">{}<text:p>{}</text:p></table:table-cell>'
    about = f"<office:annotation><text:p>{note}</text:p></office:annotation>" if note else ""

    def write(path: Path) -> None:
        made = []
        for number, row in enumerate(rows):
            cells = "".join(cell.format(about if number == 1 else "", "" if c is None else c) for c in row)
            made.append(f"<table:table-row>{cells}</table:table-row>")
        write_ods(path, "".join(made))

    return write


def geojson(properties: Mapping[str, object], **members: object) -> Callable[[Path], object]:
    square = [[[5.1, 52.1], [5.2, 52.1], [5.2, 52.2], [5.1, 52.1]]]
    feature = {
        "type": "Feature",
        "properties": {"wijkcode": "WK990101", "jaar": 2024, **properties},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    whole = {"type": "FeatureCollection", "features": [feature], **members}
    return lambda path: path.write_text(json.dumps(whole), encoding="utf-8")


def xls(rows: Cells) -> Callable[[Path], object]:
    return lambda path: write_xls(path, "Cijfers", rows)


def json_table(rows: Sequence[Mapping[str, object]]) -> Callable[[Path], object]:
    return lambda path: path.write_text(json.dumps(list(rows)), encoding="utf-8")


def day(year: int, month: int, number: int) -> datetime:
    """Return a day as a workbook holds it."""
    return datetime.combine(date(year, month, number), time())


def formula(text: str) -> Callable[[Path], object]:
    return changed(lambda book: setattr(book["Cijfers"]["F2"], "value", text))


def number_format(form: str) -> Callable[[Path], object]:
    return changed(lambda book: setattr(book["Cijfers"]["A2"], "number_format", form))


def very_hidden(rows: Cells) -> Callable[[Path], object]:
    def change(book: Any) -> None:
        page = book.create_sheet("Bron")
        for row in rows:
            page.append(row)
        page.sheet_state = "veryHidden"

    return changed(change)


def hidden_rows(values: Sequence[object]) -> Callable[[Path], object]:
    def change(book: Any) -> None:
        page = book["Cijfers"]
        for value in values:
            page.append(["", value])
            page.row_dimensions[page.max_row].hidden = True

    return changed(change)


def rich(*runs: str) -> Callable[[Path], object]:
    """Write a workbook with one text in several forms of letters."""

    def write(path: Path) -> None:
        with xlsxwriter.Workbook(str(path)) as book:
            page = book.add_worksheet("Cijfers")
            for number, row in enumerate(TABLE):
                page.write_row(number, 0, row)
            bold = book.add_format({"bold": True})
            page.write_rich_string("H4", *(piece for run in runs for piece in (bold, run)))

    return write


def ods_extra(xml: str) -> Callable[[Path], object]:
    """Write an .ods with something before its first row."""

    def write(path: Path) -> None:
        cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
        rows = ("".join(cell.format(value) for value in row) for row in TABLE)
        write_ods(path, xml + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows))

    return write


def tail(xml: str) -> Callable[[Path], object]:
    """Write a workbook with something behind the cells of a sheet."""
    return part("xl/worksheets/sheet9.xml", f'<worksheet xmlns="{MAIN}"><sheetData></sheetData>{xml}</worksheet>')


def column(header: object, *values: object) -> Callable[[Path], object]:
    """Write a table with a column more."""
    return sheet(beside(header, values))


def columns(**named_values: Sequence[object]) -> Callable[[Path], object]:
    """Write a table with more columns by their headers."""
    rows = TABLE
    for header, values in named_values.items():
        rows = beside(header.strip("_"), values, rows)
    return sheet(rows)


def wijken(*names: str, header: str = "Wijk") -> Callable[[Path], object]:
    """Write a table of these wijken."""
    return sheet([[header, "Jaar", "Unieke kinderen"], *([name, 2024, 40 + n] for n, name in enumerate(names))])


def relation(target: str) -> Callable[[Path], object]:
    """Write a workbook that refers to a file or an address."""
    return part(
        "xl/externalLinks/_rels/externalLink1.xml.rels",
        f'<Relationships xmlns="x"><Relationship Id="rId1" Target="{target}"/></Relationships>',
    )


def chart(*categories: str) -> Callable[[Path], object]:
    """Write a workbook with a chart that remembers its categories."""
    points = "".join(f"<c:pt><c:v>{name}</c:v></c:pt>" for name in categories)
    return part("xl/charts/chart1.xml", f'<c:chartSpace xmlns:c="x"><c:strCache>{points}</c:strCache></c:chartSpace>')


def nested(path: str, text: str = "", /, **attributes: str) -> str:
    """Return elements in one another; the last one holds the text and the attributes.

    >>> nested("filters/filter", val="x"), nested("rule/formula", "A1")
    ('<filters><filter val="x"></filter></filters>', '<rule><formula>A1</formula></rule>')
    """
    *outer, last = path.split("/")
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    inner = f"<{last}{said}>{text}</{last}>"
    return "".join(f"<{name}>" for name in outer) + inner + "".join(f"</{name}>" for name in reversed(outer))


def xml_part(name: str, path: str, text: str = "", /, **attributes: str) -> Callable[[Path], object]:
    """Write a workbook with one part more, of elements in one another."""
    root, _, rest = path.partition("/")
    return part(f"xl/{name}", f'<{root} xmlns="{MAIN}">{nested(rest, text, **attributes)}</{root}>')
