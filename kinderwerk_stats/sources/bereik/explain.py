"""How a file was understood: sheet, header, columns, first rows and sums, for the user to check and correct."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.corrections import ROLES, SKIP, Corrections, Counts
from kinderwerk_stats.model.datasets import AgesTable, CbsTable, ShapesTable
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.model.understanding import Certainty, ShownRow, TotalCheck, Understanding, UnderstoodColumn
from kinderwerk_stats.sources.bereik.columns import PERIOD, YEAR
from kinderwerk_stats.sources.bereik.header import HEADER_ROWS, TableHeader
from kinderwerk_stats.sources.bereik.periods import TableSheet
from kinderwerk_stats.sources.bereik.reader import UNKNOWN_PUBLISHER, ReadSheet
from kinderwerk_stats.sources.bereik.register import DAY
from kinderwerk_stats.sources.bereik.said import hash_headers, name_headers, role_of_kind
from kinderwerk_stats.sources.bereik.shapes import find_half_header
from kinderwerk_stats.sources.bereik.titles import read_titles
from kinderwerk_stats.sources.files.grid import Grid, Sheet
from kinderwerk_stats.sources.files.plain_text import is_empty
from kinderwerk_stats.sources.files.where import column_letter
from kinderwerk_stats.sources.recognise import Recognised, recognise

_SHOWN_ROWS = 6
_SHOWN_COLUMNS = 40
_LONGEST_CELL = 40
_SHAPES = {
    "kwb": "Kerncijfers wijken en buurten van CBS",
    "statline": "een tabel van StatLine",
    "odata": "een tabel van CBS OData",
    "leeftijden": "kinderen per leeftijd",
    "nabijheid": "nabijheid van voorzieningen van CBS",
    "kaartcijfers": "kerncijfers van de wijk- en buurtkaart van CBS",
    "ses_woa": "SES-WOA-scores van CBS",
    "gebieden": "grenzen van wijken",
    "adressen": "alle adressen met hun wijk (CBS)",
}


def explain_bereik(
    path: Path, corrections: Corrections | None = None, profiles: Mapping[str, Corrections] | None = None
) -> Understanding:
    """Read a file and say what it was taken for.

    Parameters
    ----------
    path : any file; of a file of CBS or a map the answer is shorter.
    corrections : what the user says of it; then no profile is looked for.
    profiles : `Understanding.fingerprint` -> the corrections kept for files with those headers.

    Returns
    -------
    What was understood, with the tables and problems in `result`. Of a file that was refused nothing is shown: it may
    hold personal data.
    """
    found = recognise(path, corrections, profiles)
    tables = [table for table in found.result.tables if isinstance(table, BereikTable)]
    if found.read:
        return _explain_tables(found, tables)
    if found.sheets:
        return _explain_unknown(found)
    return _explain_other(found)


def _explain_tables(found: Recognised, tables: Sequence[BereikTable]) -> Understanding:
    first = found.read[0]
    header, sheet = first.found.header, first.found.sheet
    years = sorted({table.year for table in tables if table.year is not None})
    used = {name for read in found.read for name in read.found.sheet_names}
    publisher = tables[0].source.publisher if tables else ""
    return Understanding(
        result=found.result,
        shape=_shape([read.found for read in found.read]),
        sheets=tuple(dict.fromkeys(name for read in found.read for name in read.found.sheet_names)),
        other_sheets=tuple(other.name for other in found.sheets if other.name not in used),
        header_rows=tuple(range(header.first_row + 1, header.last_row + 2)),
        years=tuple(years),
        year_from=_year_from(first, found.corrections),
        organisation="" if publisher == UNKNOWN_PUBLISHER else publisher,
        gemeente_code=next((table.gemeente_code for table in tables), None),
        ages=tables[0].source.note if tables else "",
        counts=_counts(tables, found.corrections),
        columns=explain_columns([read.found for read in found.read if read.found.sheet is sheet]),
        raw_rows=_raw_rows(sheet, header.first_row, header.last_row),
        read_columns=_read_columns(tables),
        read_rows=_read_rows(tables),
        totals=_totals(tables),
        fingerprint=hash_headers(header.named),
        profile=found.profile,
        turned=first.found.turned,
    )


def _explain_unknown(found: Recognised) -> Understanding:
    """Return the first rows of a file without a table, so that the user can say where its header is."""
    filled = [sheet for sheet in found.sheets if sheet.rows]
    said = found.corrections.sheet
    sheet = next((sheet for sheet in filled if sheet.name == said), filled[0] if filled else None)
    if sheet is None:
        return Understanding(found.result)
    half = find_half_header([sheet] if said else filled, found.corrections)
    sheet, header = half if half is not None else (sheet, None)
    return Understanding(
        result=found.result,
        sheets=(sheet.name,),
        other_sheets=tuple(other.name for other in found.sheets if other is not sheet),
        header_rows=() if header is None else tuple(range(header.first_row + 1, header.last_row + 2)),
        columns=() if header is None else explain_columns([TableSheet(sheet, header, read_titles([], "", []))]),
        raw_rows=_raw_rows(sheet, 0, min(HEADER_ROWS, len(sheet.rows)) - 1),
    )


def _shape(found: Sequence[TableSheet]) -> str:
    """Return in words what the tables look like."""
    shape = "een rij per activiteit" if found[0].is_register else "een rij per wijk"
    if any(table.part is not None for table in found):
        shape += ", per deel van het jaar"
    elif len(found) > 1:
        shape += ", per jaar"
    return shape


def explain_columns(tables: Sequence[TableSheet]) -> tuple[UnderstoodColumn, ...]:
    """Return what every column of a sheet is taken for, in the order of the file.

    Parameters
    ----------
    tables : the tables of one sheet: more than one when its columns or rows are of several periods.
    """
    names = name_headers(tables[0].header.texts)
    explained = []
    for column, name in names.items():
        own = [table for table in tables if column in table.header.meanings]
        found = _explain_column((own or tables)[0].header, column, name)
        if column == tables[0].period_column:
            role = role_of_kind(PERIOD)
            found = replace(found, role=role, label=ROLES[role], certainty="zeker", reason=f"de kop is '{name[:60]}'")
        if tables[0].turned:
            found = replace(found, letter=str(column + tables[0].header.first_row + 1))
        is_shared = len(own) == len(tables)
        period = "" if is_shared or not own else f"{own[0].part_of_year} {_year_of(own[0])}".strip()
        explained.append(replace(found, period=period))
    return tuple(explained)


def _year_of(table: TableSheet) -> str:
    return str(next(iter(table.titles.years))) if len(table.titles.years) == 1 else ""


def _explain_column(header: TableHeader, column: int, name: str) -> UnderstoodColumn:
    meaning = header.meanings.get(column)
    letter, text = column_letter(column), f"de kop is '{name[:60]}'"
    certainty: Certainty
    doubled = column in _doubled(header)
    asked = header.residents is not None and header.columns.get("reached_count") == column
    if column in header.said:
        role: str | None = header.said[column]
        certainty, reason = "gekozen", f"zo is het gekozen; {text}"
    elif meaning is not None and (header.columns.get(meaning.kind) == column or doubled):
        role = role_of_kind(meaning.kind)
        certainty, reason = ("zeker", text) if meaning.sure else ("waarschijnlijk", f"{text}; {_doubt(meaning.kind)}")
        if doubled or asked:
            certainty, reason = "gok", f"{text}; nog een kolom zegt {'iets over kinderen' if asked else 'hetzelfde'}"
    else:
        role, certainty = None, "gok"
        reason = f"{text}; een andere kolom zegt dit zekerder" if meaning else f"{text}; die kent het dashboard niet"
    label = ROLES.get(role, role) if role is not None else ROLES[SKIP]
    return UnderstoodColumn(letter, name, role, label, certainty, reason)


def _doubt(kind: str) -> str:
    return "die zegt niet dat elk kind een keer telt" if kind == "reached_count" else "die kan ook iets anders zeggen"


def _doubled(header: TableHeader) -> set[int]:
    return {column for columns in header.doubles.values() for column in columns}


def _year_from(read: ReadSheet, said: Corrections) -> str:
    """Return in Dutch where the year was read."""
    header, sheet = read.found.header, read.found.sheet
    if YEAR in header.columns and any(row.year is not None for row in read.body.wijken):
        column = header.columns[YEAR]
        return f"kolom {column_letter(column)} ({header.texts[column]})"
    if said.year is not None:
        return "gekozen"
    if read.found.is_register and DAY in header.columns and said.year is None:
        return f"kolom {column_letter(header.columns[DAY])} ({header.texts[header.columns[DAY]]})"
    for number, row in enumerate(sheet.rows[: header.first_row], start=1):
        if read_titles([row], "", []).years:
            return f"rij {number}"
    if read_titles([], sheet.name, []).years:
        return f"de naam van blad {sheet.name}"
    return "de koppen van de kolommen" if read.found.titles.years else ""


def _counts(tables: Sequence[BereikTable], said: Corrections) -> Counts | None:
    if said.counts is not None or not tables:
        return said.counts
    if not any("reached_count" in table.values for table in tables):
        return "deelnames" if any("visits_count" in table.values for table in tables) else None
    return tables[0].place


def _raw_rows(sheet: Sheet, first: int, last: int) -> tuple[ShownRow, ...]:
    rows = [*range(first, last + 1), *range(last + 1, min(last + 1 + _SHOWN_ROWS, len(sheet.rows)))]
    return tuple(ShownRow(row + 1, tuple(map(_show, sheet.rows[row][:_SHOWN_COLUMNS]))) for row in rows)


def _show(cell: object) -> str:
    """Return a cell as a spreadsheet shows it; a long text may be about a person."""
    if is_empty(cell):
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, datetime | date):
        return cell.strftime("%d-%m-%Y")
    text = " ".join(str(cell).split())
    return text if len(text) <= _LONGEST_CELL else "(lange tekst)"


def _read_columns(tables: Sequence[BereikTable]) -> tuple[str, ...]:
    names = dict.fromkeys(name for table in tables for name in table.values.columns)
    return ("Wijk", "Code", "Jaar", *(INDICATORS[name].label for name in names)) if tables else ()


def _read_rows(tables: Sequence[BereikTable]) -> tuple[ShownRow, ...]:
    names = dict.fromkeys(name for table in tables for name in table.values.columns)
    shown = []
    for table in tables:
        values = table.values.reindex(columns=list(names))
        status = table.status.reindex(columns=list(names), fill_value=np.int8(Status.UNKNOWN))
        for at in range(min(len(table.rows), _SHOWN_ROWS)):
            row = table.rows.iloc[at]
            figures = [_figure(value, state) for value, state in zip(values.iloc[at], status.iloc[at], strict=True)]
            area = ["" if pd.isna(row[name]) else str(row[name]) for name in ("wijk_name", "wijk_code")]
            shown.append(ShownRow(int(row["row"]), (*area, str(table.year or ""), *figures)))
    return tuple(shown[: _SHOWN_ROWS * 2])


def _figure(value: float, state: int) -> str:
    return _show(float(value)) if state == Status.KNOWN else Status(int(state)).label


def _totals(tables: Sequence[BereikTable]) -> tuple[TotalCheck, ...]:
    return tuple(
        TotalCheck(
            table.year,
            name,
            INDICATORS[name].label,
            round(float(table.values[name].sum()), 6),
            int((table.status[name] != Status.KNOWN).sum()),
            table.total.get(name),
        )
        for table in tables
        for name in table.values.columns
    )


def _explain_other(found: Recognised) -> Understanding:
    """Return the shorter answer about a file that is no bereik."""
    result = found.result
    years = sorted({table.source.year for table in result.tables if table.source.year is not None})
    publisher = next((table.source.publisher for table in result.tables), "")
    shown: tuple[ShownRow, ...] = ()
    columns: tuple[UnderstoodColumn, ...] = ()
    if result.tables and found.grids:
        head = Sheet(found.grids[0].name, found.grids[0].head(_SHOWN_ROWS + 1), found.grids[0].visible)
        shown = _raw_rows(head, 0, 0)
    for table in result.tables:
        if isinstance(table, CbsTable):
            columns = _cbs_columns(table, found.grids)
        elif isinstance(table, AgesTable):
            ages = ", ".join(map(str, list(table.counts.columns)[:30]))
            columns = (UnderstoodColumn("", "leeftijd", None, "Leeftijd in jaren", "zeker", f"leeftijden {ages}"),)
        elif isinstance(table, ShapesTable):
            columns = (UnderstoodColumn("", "geometrie", None, "Grens van de wijk", "zeker", "vlakken met wijkcodes"),)
    return Understanding(
        result=result,
        shape=_SHAPES.get(result.kind, ""),
        sheets=tuple(grid.name for grid in found.grids if grid.name)[:1],
        years=tuple(years),
        year_from="het bestand zelf" if years else "",
        organisation=publisher,
        columns=columns,
        raw_rows=shown,
    )


def _cbs_columns(table: CbsTable, grids: Sequence[Grid]) -> tuple[UnderstoodColumn, ...]:
    """Return which header of a CBS file gives which indicator; the others are not listed: there can be a hundred."""
    letters: dict[str, str] = {}
    for row in grids[0].head(_SHOWN_ROWS) if grids else ():
        for column, cell in enumerate(row):
            letters.setdefault(str(cell).strip(), column_letter(column))
    return tuple(
        UnderstoodColumn(
            letters.get(header, ""), header, None, INDICATORS[name].label, "zeker", f"de kop is '{header}'"
        )
        for name, header in table.source_columns.items()
    )
