"""What a welzijnsorganisatie sends: a table with a row per wijk, in the many shapes it comes in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kinderwerk_stats.model.ages import AGES_OF_KINDERWERK, Ages
from kinderwerk_stats.model.areas import gemeente_code_of
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.indicators import BEREIK_INDICATORS
from kinderwerk_stats.model.problems import Param, Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.sources.bereik.body import BodyReader
from kinderwerk_stats.sources.bereik.checks import (
    check_doubles,
    check_notes_on_wijken,
    check_rows,
    gemeente_in_column,
    read_context,
)
from kinderwerk_stats.sources.bereik.collect import Entry, collect_result, combine_parts, merge_tables, say_once
from kinderwerk_stats.sources.bereik.column_questions import ask_columns
from kinderwerk_stats.sources.bereik.columns import BUURT, CODE, NAME, YEAR, other_area_in
from kinderwerk_stats.sources.bereik.columns import Place as CountedAt
from kinderwerk_stats.sources.bereik.header import count_as_visits
from kinderwerk_stats.sources.bereik.located import in_file
from kinderwerk_stats.sources.bereik.periods import TableSheet
from kinderwerk_stats.sources.bereik.register import RegisterReader
from kinderwerk_stats.sources.bereik.rows import Body, BodyRow, build_frames, hide_small
from kinderwerk_stats.sources.bereik.shapes import as_left_out, find_tables
from kinderwerk_stats.sources.bereik.smaller import settle_buurten, settle_parts
from kinderwerk_stats.sources.bereik.statements import (
    Statements,
    ask_year,
    check_statements,
    numbers_for_small,
    says_no_unique,
    says_visits,
)
from kinderwerk_stats.sources.bereik.titles import read_place, says_overlap, says_total_is_unique
from kinderwerk_stats.sources.bereik.total_figures import sum_no_wijk
from kinderwerk_stats.sources.bereik.totals import find_named_totals, find_total, report_rows, take_out_sums
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.files.workbook_facts import read_sheet_facts
from kinderwerk_stats.sources.privacy.personal_data import find_personal_data

UNKNOWN_PUBLISHER = "onbekend"


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
    shape = find_tables(path.name, sheets, said, read_sheet_facts(path))
    problems += shape.problems
    if not shape.is_bereik:
        return ReadResult(path, "onbekend", problems=tuple(problems)), []
    entries: list[Entry] = []
    found_in_sheets: list[Problem] = []
    without_year: set[Problem] = set()
    readers = [
        RegisterReader(path.name, found, said)
        if found.is_register
        else _SheetReader(path.name, found, shape.notes, said)
        for found in shape.tables
    ]
    # A sheet of jongerenwerk or a plan beside the table of kinderwerk is left out.
    ours = [reader for reader in readers if not reader.refusals] or readers
    read = [ReadSheet(reader.found, reader.body) for reader in readers]
    problems += [said for reader in readers if reader not in ours for said in as_left_out(reader.refusals)]
    _take_out_sums([reader for reader in ours if isinstance(reader, _SheetReader)])
    for reader in ours:
        of_sheet, problems_of_sheet = reader.read()
        entries += [(reader.found, table) for table in of_sheet]
        undated = bool(of_sheet) and of_sheet[0].year is None
        without_year |= {problem for problem in problems_of_sheet if problem.asks == "jaar" and undated}
        found_in_sheets += problems_of_sheet
    tables, about_parts = combine_parts(path.name, entries)
    names = [name for found, _ in entries for name in found.sheet_names]
    tables, about_merging = merge_tables(path.name, tables, names)
    if all(table.year for table in tables):
        # A sheet without a year turned out to be of the year of another one.
        found_in_sheets = [problem for problem in found_in_sheets if problem not in without_year]
    if any("reached_count" in table.values for table in tables if about_merging):
        found_in_sheets = [problem for problem in found_in_sheets if problem.code != "geen_bereikte_kinderen"]
    problems += [*say_once(path.name, found_in_sheets), *about_parts, *about_merging]
    problems = [in_file(problem, shape.tables) for problem in problems]
    return collect_result(path, shape.tables, tables, problems), read


def _take_out_sums(readers: Sequence["_SheetReader"]) -> None:
    """Decide once for all tables with the same rows which row is the total."""
    groups: dict[object, list[_SheetReader]] = {}
    for reader in readers:
        reader.settle_smaller()
        key = (reader.found.sheet.name, reader.found.rows, reader.found.header.last_row)
        groups.setdefault(key, []).append(reader)
    take_out_sums([[reader.body for reader in group] for group in groups.values()])


class _SheetReader:
    """Reads one table and says what was assumed."""

    def __init__(self, file: str, found: TableSheet, notes: Sequence[str], said: Corrections) -> None:
        self._file = file
        self._said = said
        self.found = found
        self._header = found.header
        self._titles = found.titles
        self._place = Place(file, found.sheet.name)
        self._sheet_name = found.sheet.name
        above = [
            str(cell) for row in found.sheet.rows[: found.header.first_row] for cell in row if isinstance(cell, str)
        ]
        self._problems: list[Problem] = []
        self._refused = False
        self._counted_at: CountedAt | None = None
        self._statements = Statements(found.sheet.name, above, [])
        self._check_unique(found.sheet, [*notes, *found.comments])
        years = found.titles.years if said.year is None else frozenset({said.year})
        self._gemeente = found.titles.gemeente or gemeente_in_column(self._header, found.sheet.rows)
        self._body = BodyReader(
            file, found.sheet.name, found.sheet.rows, self._header, said.wijken, years, self._gemeente
        ).read(found.rows)
        self._context = read_context(self._place, self._header, found.sheet.rows, self._body.wijken)
        notes = [*notes, *found.comments]
        self._notes = [*above, *self._body.notes, *notes]
        self._problems += self._body.problems
        years |= {row.year for row in self._body.wijken if row.year is not None}
        notes_below = [*self._body.notes, *notes]
        statements = check_statements(self._place, Statements(found.sheet.name, above, notes_below, years))
        self.refusals = [problem for problem in statements if problem.severity == "fout"]
        self._problems += statements
        self._problems += check_notes_on_wijken(self._place, notes_below, self._body.wijken)
        if small := hide_small(self._body, numbers_for_small([*above, *notes_below])):
            self._problems.append(make_warning("getal_voor_klein_aantal", replace(self._place, rows=small)))

    @property
    def body(self) -> Body:
        """What stands under the header."""
        return self._body

    def settle_smaller(self) -> None:
        """Ask about columns, and make of the rows of parts of a wijk one of the wijk."""
        self._problems += ask_columns(self._place, self.found, self._header, self._body, self._said)
        self._refused = bool(self._header.parts) and not self._header.indicators
        if self._refused:
            return
        self._apply_context()
        self._counted_at = self._read_place()
        smaller = [*settle_buurten(self._place, self._body, self._counted_at), *settle_parts(self._place, self._body)]
        self._problems += smaller
        self._refused = any(problem.severity == "fout" for problem in smaller)

    def read(self) -> tuple[list[BereikTable], list[Problem]]:
        """Return a table per year, of rows that are wijken and totals."""
        if self._refused:
            return [], self._problems
        self._problems += report_rows(self._place, self._body)
        if self._is_per_wijk():
            self._problems += check_doubles(self._place, self._body.wijken)
        self._problems += check_rows(self._place, self._body.wijken)
        publisher = self._read_publisher()
        ages = self._read_ages()
        years = self._read_years()
        tables = []
        for year in years:
            wijken = [row for row in self._body.wijken if len(years) == 1 or row.year == year]
            of_year = year if len(years) > 1 else None
            total, said, overlap = find_total(
                self._place,
                self._body,
                wijken,
                of_year,
                overlap=says_overlap(self._notes),
                stated=says_total_is_unique(self._notes),
            )
            self._problems += said
            source = Source(self._file, "bereik", self._titles.title or "Bereik per wijk", publisher, year, ages)
            apart = sum_no_wijk([row for row in self._body.no_wijk if len(years) == 1 or row.year == year])
            table = self._build_table(source, wijken, total, overlap=overlap)
            named = {} if self._gemeente else find_named_totals(self._place, self._body, wijken, of_year)
            tables.append(replace(table, no_wijk=apart, named_totals=named))
        return tables, self._problems

    def _build_table(
        self, source: Source, wijken: list[BodyRow], total: dict[str, float], *, overlap: bool
    ) -> BereikTable:
        columns = [name for name in BEREIK_INDICATORS if name in self._header.indicators]
        figures = {name: [row.cells[name].figure for row in wijken] for name in columns}
        gemeenten = {gemeente_code_of(row.code) for row in wijken if row.code}
        if len(gemeenten) > 1:
            self._warn("wijken_van_gemeenten", aantal=len(gemeenten), gemeenten=tuple(sorted(gemeenten)))
        return BereikTable(
            source,
            *build_frames([(row.code, row.name, row.row) for row in wijken], figures),
            total,
            gemeente_code=gemeenten.pop() if len(gemeenten) == 1 else None,
            gemeente_name=self._gemeente,
            counts_overlap=overlap,
            place=self._counted_at,
            said_wijken=dict(self._said.wijken),
            area=other_area_in(self._header.texts[self._header.columns[NAME]]) if NAME in self._header.columns else "",
            ages=[list(ages) for ages in sorted(set(self._stated_ages().values()))],
            set_aside={row.name: row.row + 1 for row in self._body.aside if row.name},
            source_columns={name: self._header.texts[self._header.columns[name]] for name in self._header.indicators},
        )

    def _is_per_wijk(self) -> bool:
        """Return whether the rows are wijken; refuse a table of buurten and a table without any row."""
        header = self._header
        if BUURT in header.columns and not (NAME in header.columns or CODE in header.columns):
            self._problems.append(
                make_problem("buurten_zonder_wijk", replace(self._place, columns=(header.columns[BUURT],)))
            )
            return False
        if not self._body.wijken:
            self._problems.append(make_problem("geen_rijen_met_wijken", self._place))
        return bool(self._body.wijken)

    def _read_years(self) -> list[int | None]:
        """Return the years of the table: of the column, else of the lines around it; one None when nothing says."""
        stated, questions = ask_year(self._place, self._titles)
        if self._said.year is not None:
            stated, questions = {self._said.year}, []
        found = sorted({row.year for row in self._body.wijken if row.year is not None})
        if YEAR in self._header.columns and found:
            if stated and not stated & set(found):
                self._contradiction("jaren_in_kolom_en_titel", [*found, *sorted(stated)])
            return list(found)
        if len(stated) > 1:
            self._contradiction("jaren_boven_tabel", sorted(stated))
        self._problems += questions
        return [next(iter(stated), None)]

    def _contradiction(self, code: str, years: Sequence[int]) -> None:
        # Two years are named in one way whatever their number: "2023 en 2024", "2022 en 2023 en 2024".
        names = " en ".join(str(year) for year in dict.fromkeys(years))
        self._problems.append(make_problem(code, self._place, jaren=names))

    def _check_unique(self, sheet: Sheet, comments: Sequence[str]) -> None:
        """Read a column of children as visits when the file says that they are not counted once."""
        if self._said.counts is not None or "reached_count" not in self._header.columns:
            return
        texts = [cell for row in sheet.rows for cell in row if isinstance(cell, str)]
        not_unique = says_no_unique([*texts, sheet.name, *comments])
        column = (self._header.columns["reached_count"],)
        if self._header.is_sure("reached_count"):
            if not_unique and "visits_count" not in self._header.columns:
                self._problems.append(make_problem("uniek_en_niet_uniek", self._place, kolommen=column))
        elif not_unique or says_visits(self._statements):
            self._header = count_as_visits(self._header)
            self._warn("kinderen_zijn_bezoeken", kolommen=column)

    def _apply_context(self) -> None:
        """Leave out the rows of other work and ages; a total over them all is no total of kinderwerk."""
        self._problems += self._context.problems
        left_out = self._context.left_out
        if left_out:
            body = self._body
            body.wijken = [row for row in body.wijken if row.row not in left_out]
            body.totals, body.no_wijk, body.outside = [], [], []

    def _read_place(self) -> CountedAt | None:
        if self._said.counts in ("woonwijk", "locatie"):
            return self._said.counts
        place = read_place((meaning.place for meaning in self._header.meanings.values()), self._notes)
        if place is None:
            self._warn("telt_waar_onbekend", asks="telt")
        elif place == "locatie":
            self._warn("telt_op_locatie")
        return place

    def _read_publisher(self) -> str:
        if self._said.organisation:
            return self._said.organisation
        if not self._titles.organisation:
            self._warn("geen_naam_organisatie", asks="organisatie")
        return self._titles.organisation or UNKNOWN_PUBLISHER

    def _read_ages(self) -> str:
        """Return the ages for the source's note; warn when they are not those of kinderwerk."""
        stated = self._stated_ages()
        if any(ages not in AGES_OF_KINDERWERK for ages in stated.values()):
            self._warn("andere_leeftijd", leeftijden=" en ".join(stated))
        return f"leeftijd {' en '.join(stated)}" if stated else ""

    def _stated_ages(self) -> dict[str, Ages]:
        return {**self._titles.ages, **self._context.ages, **self._body.ages}

    def _warn(self, code: str, asks: str = "", **params: Param) -> None:
        self._problems.append(make_warning(code, self._place, asks, **params))
