"""Which sheets of a bereik file hold a table with a row per wijk, and shapes that cannot be read as yearly reach."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.sources.bereik.columns import CODE, NAME, PERIOD, YEAR
from kinderwerk_stats.sources.bereik.header import TableHeader, find_code_column, find_header, header_rows, read_header
from kinderwerk_stats.sources.bereik.layers import settle_layers, with_times_of_blocks
from kinderwerk_stats.sources.bereik.located import with_places
from kinderwerk_stats.sources.bereik.periods import TableSheet, part_around, split_blocks, split_periods
from kinderwerk_stats.sources.bereik.register import find_register, has_wijk, without_wijk
from kinderwerk_stats.sources.bereik.reshape import Reshaped, gather_sheets, reshape, turn_sheet
from kinderwerk_stats.sources.bereik.said import hash_headers
from kinderwerk_stats.sources.bereik.titles import read_titles
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.files.plain_text import is_empty, is_text, to_plain
from kinderwerk_stats.sources.files.uncomputed import check_computed
from kinderwerk_stats.sources.files.workbook_facts import SheetFacts


def fill_merged(sheet: Sheet, header: TableHeader, facts: SheetFacts) -> Sheet:
    """Return a sheet where a wijk or period merged over several rows stands in each; figures stay as they are."""
    columns = {header.columns[kind] for kind in (CODE, NAME, YEAR, PERIOD) if kind in header.columns}
    merged = [found for found in facts.merged if found[0] in columns and found[1] > header.last_row]
    if not merged:
        return sheet
    rows = [list(cells) for cells in sheet.rows]
    for column, first, last in merged:
        if first >= len(rows) or column >= len(rows[first]):
            continue
        for row in range(first + 1, min(last + 1, len(rows))):
            rows[row] += [None] * (column + 1 - len(rows[row]))
            rows[row][column] = rows[first][column]
    return replace(sheet, rows=rows)


def check_workbook(file: str, sheet: Sheet, header: TableHeader, facts: SheetFacts) -> list[Problem]:
    """Return what to say about hidden rows, and refuse formulas and errors in columns that are read."""
    problems = []
    hidden = [
        row
        for row in sorted(facts.hidden_rows)
        if header.last_row < row < len(sheet.rows) and not all(map(is_empty, sheet.rows[row]))
    ]
    if hidden:
        problems.append(make_warning("verborgen_rijen_gelezen", Place(file, sheet.name, tuple(hidden))))
    return problems + check_computed(file, sheet.name, facts, header.last_row + 1, header.columns.values())


# The sheet of the template that says how to fill it in, and the list of what is wrong in a file that was sent back.
_EXPLANATIONS = ("uitleg", "wat is er mis")
_WIDEST = 200


@dataclass(frozen=True)
class FileShape:
    """The sheets to read, the lines of text in the other ones, and what there is to say about all of them.

    `is_bereik`: whether anything in the file looks like reach, readable or not.
    """

    tables: tuple[TableSheet, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]
    is_bereik: bool = True


def find_tables(
    file: str,
    sheets: Sequence[Sheet],
    said: Corrections | None = None,
    facts: Mapping[str, SheetFacts] | None = None,
) -> FileShape:
    """Choose the sheets that can be read as reach in a year; refuse the file when there are none.

    A sheet that the user said is the only one. Visible sheets go before hidden ones. `facts`: sheet name -> what the
    workbook says beside the values.
    """
    finder = _Finder(file, said, facts or {})
    for sheet in sheets:
        if not all(is_empty(cell) for row in sheet.rows for cell in row):
            finder.look_at(sheet)
    return finder.choose(sheets)


class _Finder:
    """Gathers the tables of a file, sheet by sheet."""

    def __init__(self, file: str, said: Corrections | None, facts: Mapping[str, SheetFacts]) -> None:
        self._file = file
        self._said = said
        self._facts = facts
        self._tables: list[TableSheet] = []
        self._registers: list[TableSheet] = []
        self._without: list[Sheet] = []
        self._problems: list[Problem] = []

    def look_at(self, sheet: Sheet) -> None:
        """Add what one sheet holds: a table, a register, a table of another shape, or nothing of these."""
        said = self._said
        if said and said.sheet is not None and sheet.name != said.sheet:
            return
        if said and said.turned:
            self._add_reshaped(turn_sheet(self._file, with_places(sheet)))
            return
        header = find_header(sheet.rows, said)
        header = find_code_column(header, sheet.rows) if header is not None else None
        counts_children = (
            header is not None and "reached_count" in header.indicators and header.is_sure("reached_count")
        )
        register = None if counts_children else find_register(sheet.rows, said)
        if register is not None:
            self._add_register(sheet, register)
        elif header is not None:
            for block, own in split_blocks(sheet, header, said):
                self._add_table(block, own)
        elif reshape(self._file, sheet, may_turn=(may := said is None or said.turned is None)) is not None:
            reshaped = reshape(self._file, with_places(sheet), may_turn=may)
            if reshaped is not None:
                self._add_reshaped(reshaped)
        else:
            self._without.append(sheet)

    def _facts_of(self, name: str) -> SheetFacts:
        return self._facts.get(name) or self._facts.get("", SheetFacts())

    def _add_register(self, sheet: Sheet, register: TableHeader) -> None:
        about = self._facts_of(sheet.name)
        titles = read_titles(sheet.rows[: register.first_row], sheet.name, register.texts.values())
        found = TableSheet(fill_merged(sheet, register, about), register, titles, is_register=True)
        self._problems += check_workbook(self._file, sheet, register, about)
        self._registers.append(replace(found, part=part_around(found)))

    def _add_table(self, sheet: Sheet, header: TableHeader) -> None:
        about = self._facts_of(sheet.name)
        sheet, header = with_times_of_blocks(sheet, header)
        titles = read_titles(sheet.rows[: header.first_row], sheet.name, header.read_texts)
        filled, said = settle_layers(self._file, fill_merged(sheet, header, about), header)
        self._problems += said
        self._tables += split_periods(TableSheet(filled, header, titles, comments=about.comments))
        self._problems += check_workbook(self._file, sheet, header, about)

    def _add_reshaped(self, reshaped: Reshaped) -> None:
        header = find_header(reshaped.sheet.rows, self._said)
        if header is None:
            self._without.append(reshaped.sheet)
            return
        titles = read_titles(reshaped.sheet.rows[: header.first_row], reshaped.sheet.name, header.read_texts)
        abouts = [self._facts_of(name) for name in reshaped.sheets]
        comments = tuple(comment for about in abouts for comment in about.comments)
        table = TableSheet(reshaped.sheet, header, titles, comments=comments)
        self._tables += split_periods(replace(table, origin=reshaped.sheets, turned=reshaped.turned))
        self._problems.append(reshaped.said)
        for name in reshaped.sheets:
            # Every cell of the sheet may have become one of the table.
            about = self._facts_of(name)
            self._problems += check_computed(self._file, name, about, 0, range(_WIDEST))

    def _gather(self) -> Reshaped | None:
        if gather_sheets(self._file, self._without) is None:
            return None
        return gather_sheets(self._file, [with_places(sheet) for sheet in self._without])

    def choose(self, sheets: Sequence[Sheet]) -> FileShape:
        """Return the tables that are read, and what there is to say of the others."""
        file, problems = self._file, self._problems
        if not self._tables and not self._registers and (gathered := self._gather()) is not None:
            self._without = [sheet for sheet in self._without if sheet.name not in gathered.sheets]
            self._add_reshaped(gathered)
        tables, registers = _with_years(self._tables), self._registers
        without = [sheet for sheet in self._without if not _is_explanation(sheet)]
        notes = tuple(str(cell) for sheet in without for row in sheet.rows for cell in row if is_text(cell))
        problems += [_no_table(file, sheet) for sheet in without]
        if not tables and not registers:
            return FileShape((), (), (_not_recognised(file, self._without, self._said),), is_bereik=False)
        if not tables:
            tables = [found for found in registers if has_wijk(found.header)]
            problems += [without_wijk(file, found) for found in registers if found not in tables]
            if not tables:
                return FileShape((), (), tuple(problems))
        else:
            problems += [_register_not_used(file, found.sheet) for found in registers]
        # A part of a year that says which one can be put together with the other parts.
        usable = [table for table in tables if not table.part_of_year or table.part is not None]
        if not usable:
            return FileShape((), (), (*problems, only_parts(file, tables)))
        problems += as_left_out([only_parts(file, [table]) for table in tables if table not in usable])
        chosen = [table for table in usable if table.sheet.visible] or usable
        hidden = {table.sheet.name: table in chosen for table in tables if not table.sheet.visible}
        problems += [_hidden(file, sheet, used=hidden[sheet.name]) for sheet in sheets if sheet.name in hidden]
        return FileShape(tuple(chosen), notes, tuple(problems))


def _with_years(tables: list[TableSheet]) -> list[TableSheet]:
    """Return the tables with the years of their lines, where those tell them apart or another table is of them."""
    years = [next(iter(table.titles.offered)) for table in tables if len(table.titles.offered) == 1]
    apart = len(tables) > 1 and len(set(years)) == len(tables)
    certain = frozenset(year for table in tables for year in table.titles.years)
    return [
        replace(table, titles=replace(table.titles, years=table.titles.offered, offered=frozenset()))
        if len(table.titles.offered) == 1 and (apart or table.titles.offered <= certain)
        else table
        for table in tables
    ]


def _is_explanation(sheet: Sheet) -> bool:
    """Return whether a sheet says by its name that it explains the others, and holds no figure."""
    return to_plain(sheet.name) in _EXPLANATIONS and all(
        is_empty(cell) or is_text(cell) for row in sheet.rows for cell in row
    )


def _no_table(file: str, sheet: Sheet) -> Problem:
    return make_warning(
        "blad_zonder_tabel" if sheet.visible else "verborgen_blad_zonder_tabel", Place(file, sheet.name)
    )


def find_half_header(sheets: Sequence[Sheet], said: Corrections | None = None) -> tuple[Sheet, TableHeader] | None:
    """Return the first header with either a wijk or figures, of which the user can say what the other columns are."""
    for sheet in sorted(sheets, key=lambda sheet: not sheet.visible):
        headers = [read_header(sheet.rows, row, said) for row in header_rows(sheet.rows)]
        for header in headers:
            if header.indicators or (len(header.texts) > 1 and {CODE, NAME} & header.columns.keys()):
                return sheet, header
    return None


def _not_recognised(file: str, sheets: Sequence[Sheet], said: Corrections | None) -> Problem:
    half = find_half_header(sheets, said)
    if half is not None:
        sheet, header = half
        place = Place(file, sheet.name, (header.last_row,))
        if header.indicators:
            columns = tuple(sorted(header.indicators.values()))
            return make_problem("aantallen_zonder_wijk", replace(place, columns=columns))
        return make_problem("wijk_zonder_aantallen", place)
    return make_problem("geen_kop_met_wijk", Place(file))


def _hidden(file: str, sheet: Sheet, *, used: bool) -> Problem:
    return make_warning("verborgen_blad_gebruikt" if used else "verborgen_blad_niet_gebruikt", Place(file, sheet.name))


def _register_not_used(file: str, sheet: Sheet) -> Problem:
    return make_warning("register_niet_gebruikt", Place(file, sheet.name))


def only_parts(file: str, tables: Sequence[TableSheet]) -> Problem:
    """Refuse parts of a year that are not a whole one together."""
    parts = tuple(dict.fromkeys(table.part_of_year for table in tables))
    return make_problem("alleen_deel_van_jaar", place_of(file, tables), delen=parts)


def place_of(file: str, tables: Sequence[TableSheet]) -> Place:
    """Return the sheet of the tables, or the file where they stand on several."""
    names = list(dict.fromkeys(table.sheet.name for table in tables if table.sheet.name))
    return Place(file, key=f"bladen {', '.join(names)}") if len(names) > 1 else Place(file, "".join(names))


def as_left_out(problems: Sequence[Problem]) -> list[Problem]:
    """Return why a sheet is left out, where other sheets can be used, and that it is."""
    left = [make_warning("blad_niet_gebruikt", place) for place in dict.fromkeys(problem.place for problem in problems)]
    return [*(replace(problem, severity="waarschuwing") for problem in problems), *left]


def find_profile(sheets: Sequence[Sheet], fingerprints: Collection[str]) -> str | None:
    """Return the fingerprint of the first row in any sheet whose headers are those of a profile.

    Parameters
    ----------
    sheets : the sheets of the file; visible ones are asked first.
    fingerprints : those of the known profiles, as `Understanding.fingerprint` has them.
    """
    for sheet in sorted(sheets, key=lambda sheet: not sheet.visible):
        for row in header_rows(sheet.rows):
            found = hash_headers(read_header(sheet.rows, row).texts.values())
            if found in fingerprints:
                return found
    return None
