"""The workbook an organisation fills in: made for one gemeente and year, and read back without a question."""

import io
from collections.abc import Mapping
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kinderwerk_stats.exports.cells import set_value
from kinderwerk_stats.model.areas import kind_of

SHEET = "Bereik"
EXPLANATION = "Uitleg"
NO_WIJK_ROWS = ("Wijk onbekend", "Buiten de gemeente")
TOTAL_ROW = "Totaal gemeente"
# The reader looks for these words: with them a total below the sum of the wijken needs no question.
TOTAL_NOTE = "In het totaal telt elk kind één keer, ook als het in twee wijken meedeed."
_HEADER_ROW = 8
_ORGANISATION_ROW, _PLACE_ROW, _AGE_ROW = 3, 4, 5


class _Column(NamedTuple):
    """A column to fill in: `check` is children ("<5" may stand there), count or decimal."""

    header: str
    check: str
    meaning: str


_COLUMNS = (
    _Column("Unieke kinderen", "children", "Hoeveel verschillende kinderen deden dit jaar minstens één keer mee? Elk "
            "kind telt één keer, hoe vaak het ook kwam."),
    _Column("Bezoeken", "children", "Hoe vaak kwamen kinderen, alles bij elkaar? Een kind dat tien keer komt, telt "
            "hier tien keer."),
    _Column("Fte", "decimal", "Hoeveel fte kinderwerk was er in deze wijk? 1 fte is 36 uur per week. Een komma mag: "
            "0,5."),
    _Column("Kinderwerkers", "count", "Hoeveel mensen werkten er betaald als kinderwerker?"),
    _Column("Uren", "decimal", "Hoeveel uren kinderwerk waren er in het hele jaar?"),
    _Column("Locaties", "count", "Op hoeveel plekken was er kinderwerk?"),
    _Column("Vrijwilligers", "count", "Hoeveel vrijwilligers hielpen er mee?"),
    _Column("Signalen", "children", "Hoe vaak gaf een kinderwerker een zorg over een kind door?"),
)  # fmt: skip
_CHECKS = {
    "children": "een heel getal van 0 of hoger, of <5",
    "count": "een heel getal van 0 of hoger",
    "decimal": "een getal van 0 of hoger, zoals 0,5",
}
_EXPLANATION = {
    "Waar": "Vul op het blad Bereik alleen de lichte vakken in. De rest staat vast.",
    "Welke kinderen": "Kinderen van 4 tot en met 12 jaar die meededen aan kinderwerk.",
    "Welke wijk": "Tel een kind in de wijk waar het woont (de woonwijk), niet waar het meedeed. Kunt u dat niet? Kies "
    "dan bovenaan het andere antwoord bij 'Telt'.",
    "Wijk onbekend": "Kinderen van wie u niet weet waar zij wonen. Zij tellen wel mee in het totaal.",
    "Buiten de gemeente": "Kinderen die in een andere gemeente wonen. Zij tellen niet mee in het totaal.",
    "Totaal gemeente": "Hoeveel verschillende kinderen uit de hele gemeente? Tel de wijken niet op: wie in twee wijken "
    "meedeed, telt hier één keer.",
    "Niet bekend": "Laat het vak leeg. Vul alleen 0 in als het echt nul is.",
    "Kleine aantallen": "Bij 1 tot en met 4 kinderen mag u <5 invullen.",
    "Nooit invullen": "Namen, geboortedatums, adressen of andere gegevens van kinderen of ouders. Een bestand met "
    "zulke gegevens wordt geweigerd en niet bewaard.",
}

_INPUT = PatternFill("solid", fgColor="FFF8E1")
_HEAD = PatternFill("solid", fgColor="E3E8EF")
_CLOSED = PatternFill("solid", fgColor="F1F1F1")
_LINE = Side("thin", color="B0B7C3")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def build_template(
    gemeente_code: str, gemeente_name: str, year: int, wijken: Mapping[str, str], organisation: str | None = None
) -> bytes:
    """Build the workbook that an organisation fills in for a gemeente and a year.

    Parameters
    ----------
    gemeente_code, gemeente_name : such as "GM0344" and "Utrecht".
    year : the year the figures are about.
    wijken : wijk code -> name, in the order of the rows.
    organisation : whose figures these are; the cell stays open to fill in when it is None.

    Returns
    -------
    An .xlsx with the sheets "Bereik" and "Uitleg". Only cells that are to be filled in can be typed in. Filled in,
    the bereik reader takes it without any problem: code, year, organisation, age and where a child counts stand in it.

    Raises
    ------
    ValueError
        When `wijken` is empty or holds something that is no wijk of this gemeente.
    """
    wrong = [code for code in wijken if kind_of(code) != "wijk" or code[2:6] != gemeente_code[2:]]
    if not wijken or wrong:
        raise ValueError(f"wijken must be wijken of {gemeente_code}, not {wrong or 'none'}")
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = SHEET
    _write_top(sheet, f"Bereik van kinderwerk in {gemeente_name} ({gemeente_code}), {year}", organisation)
    _write_rows(sheet, year, wijken)
    _add_checks(sheet, _HEADER_ROW + 1, _HEADER_ROW + len(wijken) + len(NO_WIJK_ROWS) + 1)
    _lay_out(sheet)
    _write_explanation(workbook.create_sheet(EXPLANATION))
    for each in workbook.worksheets:
        each.protection.sheet = True
        each.protection.formatColumns = False
    workbook.properties.title = f"Bereik van kinderwerk {year}"
    workbook.properties.creator = "Kinderwerk dashboard"
    workbook.properties.language = "nl-NL"
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _write_top(sheet: Worksheet, title: str, organisation: str | None) -> None:
    _put(sheet, 1, 1, title).font = Font(bold=True, size=14)
    _put(sheet, 2, 1, "Vul alleen de lichte vakken in. Op het blad Uitleg staat wat u waar invult.")
    fields = (
        (_ORGANISATION_ROW, "Organisatie:", organisation, "de naam van uw organisatie"),
        (_PLACE_ROW, "Telt:", "woonwijk", "woonwijk: een kind telt in de wijk waar het woont"),
        (_AGE_ROW, "Leeftijd:", "4 t/m 12 jaar", "welke kinderen u telt"),
    )
    for row, label, value, help_text in fields:
        _put(sheet, row, 1, label).font = Font(bold=True)
        _open(_put(sheet, row, 2, value))
        # Beside the value, so that a screen reader says it too.
        sheet.cell(row, 2).alignment = Alignment(horizontal="left")
        if row == _ORGANISATION_ROW:
            continue
        choices = {"Telt:": '"woonwijk,op locatie"', "Leeftijd:": '"4 t/m 12 jaar,4 t/m 11 jaar"'}[label]
        _check(sheet, DataValidation("list", formula1=choices), "B", row, row, help_text)
    _put(sheet, 6, 1, TOTAL_NOTE)


def _write_rows(sheet: Worksheet, year: int, wijken: Mapping[str, str]) -> None:
    for column, header in enumerate(("Wijkcode", "Wijk", "Jaar", *(one.header for one in _COLUMNS)), start=1):
        cell = _put(sheet, _HEADER_ROW, column, header)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _BOX
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    areas = [*wijken.items(), *((None, name) for name in NO_WIJK_ROWS), (None, TOTAL_ROW)]
    for row, (code, name) in enumerate(areas, start=_HEADER_ROW + 1):
        for column, fixed in enumerate((code, name, year), start=1):
            _put(sheet, row, column, fixed).border = _BOX
        is_wijk = code is not None
        for column, one in enumerate(_COLUMNS, start=4):
            cell = _put(sheet, row, column, None)
            cell.border = _BOX
            cell.number_format = "0.0" if one.check == "decimal" else "0"
            cell.alignment = Alignment(horizontal="right")
            # The total of the wijken says everything but how many different children there were.
            if is_wijk or one is _COLUMNS[0] or (name in NO_WIJK_ROWS and one.check == "children"):
                _open(cell)
            else:
                cell.fill = _CLOSED
    for number in range(1, len(_COLUMNS) + 4):
        sheet.cell(_HEADER_ROW + len(areas), number).font = Font(bold=True)


def _add_checks(sheet: Worksheet, first: int, last: int) -> None:
    for number, column in enumerate(_COLUMNS, start=4):
        letter = get_column_letter(number)
        here = f"{letter}{first}"
        if column.check == "children":
            is_number = f"AND(ISNUMBER({here}),N({here})>=0,N({here})=INT(N({here})))"
            rule = DataValidation("custom", formula1=f'OR({is_number},LEFT({here},1)="<")')
        elif column.check == "count":
            rule = DataValidation("whole", operator="greaterThanOrEqual", formula1="0")
        else:
            highest = "100" if column.header == "Fte" else "1000000"
            rule = DataValidation("decimal", operator="between", formula1="0", formula2=highest)
        _check(sheet, rule, letter, first, last, f"{column.header}: {_CHECKS[column.check]}")


def _check(sheet: Worksheet, rule: DataValidation, letter: str, first: int, last: int, text: str) -> None:
    """Add a rule to the cells of a column, with what to do for who types something else."""
    rule.allow_blank, rule.showErrorMessage, rule.showInputMessage = True, True, True
    rule.errorTitle, rule.error = "Dit kan hier niet staan", f"Vul in: {text}. Niet bekend? Laat het vak leeg."
    rule.promptTitle, rule.prompt = "Invullen", text
    rule.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(rule)


def _lay_out(sheet: Worksheet) -> None:
    sheet.freeze_panes = f"C{_HEADER_ROW + 1}"
    for column, width in enumerate((14, 34, 8, *(14 for _ in _COLUMNS)), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"


def _write_explanation(sheet: Worksheet) -> None:
    columns = {one.header: f"{one.meaning} Vul in: {_CHECKS[one.check]}." for one in _COLUMNS}
    lines = [
        ("Zo vult u deze lijst in", None),
        *_EXPLANATION.items(),
        (None, None),
        ("De kolommen", None),
        *columns.items(),
    ]
    for row, (label, text) in enumerate(lines, start=1):
        cell = _put(sheet, row, 1, label)
        cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top")
        _put(sheet, row, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90


def _put(sheet: Worksheet, row: int, column: int, value: str | int | None) -> Cell | MergedCell:
    cell = sheet.cell(row, column)
    set_value(cell, value)
    return cell


def _open(cell: Cell | MergedCell) -> None:
    """Let a cell be typed in."""
    cell.protection, cell.fill, cell.border = Protection(locked=False), _INPUT, _BOX
