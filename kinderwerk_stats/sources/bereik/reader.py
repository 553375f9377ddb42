"""What a welzijnsorganisatie sends: a table with a row per wijk, in the many shapes it comes in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from kinderwerk_stats.model.areas import AREA_KINDS, gemeente_code_of
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.datasets import BereikTable, ReadResult, Source
from kinderwerk_stats.model.errors import Problem
from kinderwerk_stats.model.indicators import BEREIK_INDICATORS, INDICATORS
from kinderwerk_stats.sources.bereik.body import Body, BodyReader, BodyRow
from kinderwerk_stats.sources.bereik.checks import check_doubles, check_rows
from kinderwerk_stats.sources.bereik.columns import BUURT, CODE, YEAR, Place
from kinderwerk_stats.sources.bereik.shapes import TableSheet, find_tables
from kinderwerk_stats.sources.bereik.titles import read_place, says_overlap, says_total_is_unique
from kinderwerk_stats.sources.bereik.totals import (
    TableRows,
    choose_total,
    read_total,
    report_without_total,
    take_sum_row,
)
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.files.where import column_letter, describe_place, list_rows
from kinderwerk_stats.sources.privacy.personal_data import find_personal_data

UNKNOWN_PUBLISHER = "onbekend"
_LONGEST_HEADER = 60
_AGES = ((4, 11), (4, 12))


@dataclass(frozen=True, eq=False)
class ReadSheet:
    """A table as it was found and what stands under its header, for who wants to show how a file was read."""

    found: TableSheet
    body: Body


def read_bereik(path: Path, sheets: list[Sheet], corrections: Corrections | None = None) -> ReadResult:
    """Read the reach of kinderwerk per wijk from the sheets of one file.

    Personal data is looked for first; with any of it nothing else is read and nothing is kept. The year comes from
    a column, the lines above the table or the name of the sheet, never from the name of the file.

    Parameters
    ----------
    path : the file, for the problems and the source.
    sheets : all its sheets, hidden ones too.
    corrections : what the user says of the file instead of our guess.

    Returns
    -------
    A `BereikTable` per year. Every assumption is a `waarschuwing`; with a `fout` there are no tables. A file
    without anything that looks like reach is of the kind "onbekend".
    """
    return read_with_sheets(path, sheets, corrections or Corrections())[0]


def read_with_sheets(path: Path, sheets: list[Sheet], said: Corrections) -> tuple[ReadResult, list[ReadSheet] | None]:
    """Read like `read_bereik`, and return how each table was read; None with personal data."""
    problems = find_personal_data(path.name, sheets)
    if any(problem.severity == "fout" for problem in problems):
        return ReadResult(path, "bereik", problems=tuple(problems)), None
    shape = find_tables(path.name, sheets, said)
    problems += shape.problems
    if not shape.is_bereik:
        return ReadResult(path, "onbekend", problems=tuple(problems)), []
    tables: list[BereikTable] = []
    read: list[ReadSheet] = []
    for found in shape.tables:
        reader = _SheetReader(path.name, found, shape.notes, said)
        of_sheet, problems_of_sheet = reader.read()
        read.append(ReadSheet(found, reader.body))
        tables += of_sheet
        problems += problems_of_sheet
    return _collect(path, shape.tables, tables, problems), read


def _collect(path: Path, found: Sequence[TableSheet], tables: list[BereikTable], problems: list[Problem]) -> ReadResult:
    """Return the result of a file: its tables, or with a `fout` none."""
    years = [table.year for table in tables]
    if len(set(years)) < len(years):
        problems.append(_several_tables(path.name, found))
    if any(problem.severity == "fout" for problem in problems):
        return ReadResult(path, "bereik", problems=tuple(dict.fromkeys(problems)))
    wijken = {str(wijk) for table in tables for wijk in table.rows["wijk_code"].fillna(table.rows["wijk_name"])}
    area_counts: dict[str, int] = {**dict.fromkeys(AREA_KINDS, 0), "wijk": len(wijken)}
    return ReadResult(path, "bereik", tuple(tables), tuple(dict.fromkeys(problems)), area_counts)


class _SheetReader:
    """Reads one table and says what was assumed."""

    def __init__(self, file: str, found: TableSheet, notes: Sequence[str], said: Corrections) -> None:
        self._file = file
        self._said = said
        self._header = found.header
        self._titles = found.titles
        self._where = describe_place(file, found.sheet.name)
        self._sheet_name = found.sheet.name
        years = found.titles.years if said.year is None else frozenset({said.year})
        self._body = BodyReader(file, found.sheet.name, found.sheet.rows, found.header, said.wijken, years).read()
        above = [
            str(cell) for row in found.sheet.rows[: found.header.first_row] for cell in row if isinstance(cell, str)
        ]
        self._notes = [*above, *self._body.notes, *notes]
        self._problems: list[Problem] = list(self._body.problems)

    @property
    def body(self) -> Body:
        """What stands under the header."""
        return self._body

    def read(self) -> tuple[list[BereikTable], list[Problem]]:
        """Return a table per year."""
        self._check_columns()
        self._take_sum_row()
        self._report_no_counts()
        if self._is_per_wijk():
            self._problems += check_doubles(self._where, self._body.wijken)
        self._problems += check_rows(self._where, self._body.wijken)
        place = self._read_place()
        publisher = self._read_publisher()
        ages = self._read_ages()
        years = self._read_years()
        tables = []
        for year in years:
            wijken = [row for row in self._body.wijken if len(years) == 1 or row.year == year]
            total, overlap = self._read_total(wijken, year if len(years) > 1 else None)
            source = Source(self._file, "bereik", self._titles.title or "Bereik per wijk", publisher, year, ages)
            tables.append(self._build_table(source, wijken, total, overlap=overlap, place=place))
        return tables, self._problems

    def _build_table(
        self, source: Source, wijken: list[BodyRow], total: dict[str, float], *, overlap: bool, place: Place | None
    ) -> BereikTable:
        columns = [name for name in BEREIK_INDICATORS if name in self._header.indicators]
        codes = pd.array([row.code or pd.NA for row in wijken], dtype="string")
        rows = pd.DataFrame(
            {
                "wijk_code": codes,
                "wijk_name": pd.array([row.name or pd.NA for row in wijken], dtype="string"),
                "row": np.array([row.row + 1 for row in wijken], dtype="int64"),
            }
        )
        values = pd.DataFrame({name: [row.cells[name].value for row in wijken] for name in columns}, dtype="float64")
        status = pd.DataFrame({name: [row.cells[name].status for row in wijken] for name in columns}, dtype="int8")
        gemeenten = {gemeente_code_of(row.code) for row in wijken if row.code}
        if len(gemeenten) > 1:
            self._warn(
                f"wijken van {len(gemeenten)} gemeenten ({', '.join(sorted(gemeenten))})",
                "wijken van een gemeente",
                "kies in het dashboard een gemeente; alleen haar eigen rijen tellen dan mee",
            )
        return BereikTable(
            source,
            rows,
            values,
            status,
            total,
            gemeente_code=gemeenten.pop() if len(gemeenten) == 1 else None,
            counts_overlap=overlap,
            place=place,
            said_wijken=dict(self._said.wijken),
            source_columns={name: self._header.texts[self._header.columns[name]] for name in self._header.indicators},
        )

    def _check_columns(self) -> None:
        """Say which columns are not read, and refuse two columns for one figure."""
        header = self._header
        unread = [f"{column_letter(column)} ({_shorten(header.texts[column])})" for column in header.unread]
        unread += [f"{column_letter(column)} (zonder kop)" for column in sorted(self._body.unnamed_columns)]
        if unread:
            self._warn(
                f"kolommen die het dashboard niet leest: {', '.join(unread)}",
                "bekende kolommen",
                "geef een kolom een bekende naam als hij mee moet tellen, zoals 'fte'",
            )
        for kind, columns in header.doubles.items():
            what = INDICATORS[kind].label.lower() if kind in INDICATORS else "de wijk of het jaar"
            letters = " en ".join(column_letter(column) for column in columns)
            self._refuse(
                f"kolom {letters}: allebei voor {what}",
                "een kolom voor elk gegeven",
                "laat een van deze kolommen staan; aantallen kinderen mag u niet optellen",
            )
        for kind in header.unsure if self._said.counts is None else ():
            column = header.columns[kind]
            self._warn(
                f"kolom {column_letter(column)} ({header.texts[column]}) gelezen als unieke kinderen; de kop zegt niet "
                "dat elk kind een keer telt",
                "een kop zoals 'unieke kinderen'",
                "vraag na of dit unieke kinderen zijn en geen deelnames of inschrijvingen",
            )
        if "reached_count" not in header.indicators:
            self._warn(
                "geen kolom met bereikte kinderen",
                "een kolom 'unieke kinderen'",
                "vraag het aantal unieke kinderen per wijk; zonder dat is er geen bereik te berekenen",
            )

    def _is_per_wijk(self) -> bool:
        """Return whether the rows are wijken; refuse a table of buurten and a table without any row."""
        if self._body.buurt_rows or BUURT in self._header.columns:
            column = self._header.columns.get(BUURT, self._header.columns.get(CODE))
            where = describe_place(self._file, self._sheet_name, column=column)
            rows = f" ({list_rows(self._body.buurt_rows)})" if self._body.buurt_rows else ""
            self._problems.append(
                Problem(
                    where,
                    f"buurten in plaats van wijken{rows}",
                    "een rij per wijk, met codes zoals WK034401",
                    "vraag de tabel per wijk; buurten mag u niet optellen, want een kind kan in twee buurten komen",
                )
            )
            return False
        if not self._body.wijken:
            self._refuse("een kop, maar geen rijen met wijken", "een rij per wijk", "lever de tabel met de cijfers")
        return True

    def _read_years(self) -> list[int | None]:
        """Return the years of the table: of the column, else of the lines around it; one None when nothing says."""
        stated = {self._said.year} if self._said.year is not None else set(self._titles.years)
        found = sorted({row.year for row in self._body.wijken if row.year is not None})
        if YEAR in self._header.columns and found:
            if stated and not stated & set(found):
                self._contradiction([*found, *sorted(stated)], "in de kolom en boven de tabel")
            return list(found)
        if len(stated) > 1:
            self._contradiction(sorted(stated), "boven de tabel of in de naam van het blad")
        elif not stated:
            self._warn(
                "geen jaar",
                "het jaar van de cijfers, in een kolom 'jaar' of boven de tabel",
                "geef het jaar op met --jaar, of zet 'jaar' in bronnen.toml",
                asks="jaar",
            )
        return [next(iter(stated), None)]

    def _contradiction(self, years: Sequence[int], where: str) -> None:
        names = " en ".join(str(year) for year in dict.fromkeys(years))
        self._refuse(
            f"meer dan een jaar ({names}) {where}",
            "cijfers van een kalenderjaar",
            "vraag de cijfers van een kalenderjaar, of verwijder het jaar dat niet klopt",
        )

    def _read_total(self, wijken: list[BodyRow], year: int | None) -> tuple[dict[str, float], bool]:
        """Return the figures of the gemeente as a whole and whether wijken overlap."""
        overlap = says_overlap(self._notes)
        body = self._body
        totals, no_wijk, outside = (
            [row for row in rows if year is None or row.year == year]
            for rows in (body.totals, body.no_wijk, body.outside)
        )
        rows = TableRows(wijken, no_wijk, outside)
        total, said = choose_total(self._where, rows, totals)
        self._problems += said
        if total is not None:
            stated = says_total_is_unique(self._notes)
            values, said, overlap = read_total(self._where, rows, total, overlap=overlap, stated=stated)
            self._problems += said
            return values, overlap
        self._problems += report_without_total(self._where, rows)
        if body.totals and not totals:
            self._warn(
                "een totaalrij zonder jaar", "een totaal voor elk jaar", "het dashboard gebruikt dit totaal niet"
            )
        if overlap:
            self._warn(
                "een kind kan in meer wijken tellen, en er is geen totaal van de gemeente",
                "een totaal waarin elk kind een keer telt",
                "vraag het aantal unieke kinderen van de hele gemeente",
            )
        return {}, overlap

    def _take_sum_row(self) -> None:
        """Read a row with the name of the gemeente as its total."""
        found = take_sum_row(self._body.wijken)
        if found is not None:
            self._body.wijken.remove(found)
            self._body.totals.append(replace(found, label_kind="whole"))
            self._warn(
                f"{list_rows([found.row])} gelezen als totaal: alle cijfers zijn de som van de andere rijen",
                "een rij 'Totaal'",
                "controleer of deze rij geen wijk is",
            )

    def _report_no_counts(self) -> None:
        if self._body.no_counts:
            self._warn(
                f"{list_rows(row.row for row in self._body.no_counts)}: geen aantallen van een wijk of van dit jaar, "
                "maar een gemiddelde, een doel, een ander jaar of iets dergelijks",
                "een rij per wijk, en een rij 'Totaal'",
                "deze rijen zijn niet gebruikt; kijk of dat klopt",
            )

    def _read_place(self) -> Place | None:
        if self._said.counts in ("woonwijk", "locatie"):
            return self._said.counts
        place = read_place((meaning.place for meaning in self._header.meanings.values()), self._notes)
        if place is None:
            self._warn(
                "het bestand zegt niet of een kind telt waar het woont of waar het meedoet",
                "een van deze twee",
                "het dashboard gaat uit van waar het kind woont; vraag het na en zet 'telt' in bronnen.toml",
                asks="telt",
            )
        elif place == "locatie":
            self._warn(
                "kinderen tellen waar ze meedoen, niet waar ze wonen",
                "kinderen per wijk waar zij wonen",
                "lees dit als 'bereik op locatie'; deel het niet door het aantal kinderen in de wijk",
            )
        return place

    def _read_publisher(self) -> str:
        if self._said.organisation:
            return self._said.organisation
        if not self._titles.organisation:
            self._warn(
                "geen naam van de organisatie",
                "een regel 'Organisatie: …' boven de tabel",
                "zet 'organisatie' in bronnen.toml",
                asks="organisatie",
            )
        return self._titles.organisation or UNKNOWN_PUBLISHER

    def _read_ages(self) -> str:
        """Return the ages for the source's note; warn when they are not those of kinderwerk."""
        ages = [written for _, _, written in self._titles.ages]
        if any((low, high) not in _AGES for low, high, _ in self._titles.ages):
            self._warn(
                f"de leeftijd {' en '.join(ages)}",
                "kinderen van 4 tot en met 12 jaar (of 4 tot 12)",
                "vraag de cijfers van deze leeftijd; nu kan het bereik te hoog of te laag zijn",
            )
        return f"leeftijd {' en '.join(ages)}" if ages else ""

    def _warn(self, found: str, expected: str, action: str, asks: str = "") -> None:
        self._problems.append(Problem(self._where, found, expected, action, "waarschuwing", asks))

    def _refuse(self, found: str, expected: str, action: str) -> None:
        self._problems.append(Problem(self._where, found, expected, action))


def _shorten(header: str) -> str:
    """Return a header that is short; a long text may be an answer and not a header."""
    return " ".join(header.split()) if len(header) <= _LONGEST_HEADER else "lange kop"


def _several_tables(file: str, tables: Sequence[TableSheet]) -> Problem:
    names = ", ".join(table.sheet.name for table in tables)
    return Problem(
        where=file,
        found=f"meer dan een tabel voor hetzelfde jaar, of zonder jaar (bladen {names})",
        expected="een tabel per jaar",
        action="laat alleen de tabel staan die telt, of zet bij elk blad het jaar",
    )
