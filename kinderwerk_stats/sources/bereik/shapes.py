"""Which sheets of a bereik file hold a table with a row per wijk, and shapes that cannot be read as yearly reach."""

from collections.abc import Sequence
from dataclasses import dataclass

from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.errors import Problem
from kinderwerk_stats.sources.bereik.columns import PERIOD
from kinderwerk_stats.sources.bereik.header import TableHeader, find_header, is_activity_register
from kinderwerk_stats.sources.bereik.titles import Titles, read_titles
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.files.plain_text import is_empty, is_text, to_plain
from kinderwerk_stats.sources.files.where import describe_place

# The sheet of the template that says how to fill it in, and the list of what is wrong in a file that was sent back.
_EXPLANATIONS = ("uitleg", "wat is er mis")
_TABLE = "een tabel met een rij per wijk: wijkcode, jaar, unieke kinderen, bezoeken, fte"


@dataclass(frozen=True)
class TableSheet:
    """A sheet with a table: its header and what the lines above it say."""

    sheet: Sheet
    header: TableHeader
    titles: Titles

    @property
    def part_of_year(self) -> str:
        """Return what says that the figures are of a part of a year; empty when nothing does."""
        header = self.header.columns.get(PERIOD)
        return self.titles.part_of_year if header is None else self.header.texts[header]


@dataclass(frozen=True)
class FileShape:
    """The sheets to read, the lines of text in the other ones, and what there is to say about all of them.

    `is_bereik`: whether anything in the file looks like reach, readable or not.
    """

    tables: tuple[TableSheet, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]
    is_bereik: bool = True


def find_tables(file: str, sheets: Sequence[Sheet], said: Corrections | None = None) -> FileShape:
    """Choose the sheets that can be read as reach in a year; refuse the file when there are none.

    A sheet that the user said is the only one. Visible sheets go before hidden ones, and whole years before quarters.
    """
    tables: list[TableSheet] = []
    notes: list[str] = []
    problems: list[Problem] = []
    registers: list[Problem] = []
    for sheet in sheets:
        if all(is_empty(cell) for row in sheet.rows for cell in row):
            continue
        if said and said.sheet is not None and sheet.name != said.sheet:
            continue
        header = find_header(sheet.rows, said)
        counts_children = (
            header is not None and "reached_count" in header.indicators and header.is_sure("reached_count")
        )
        if is_activity_register(sheet.rows) and not counts_children:
            registers.append(_is_register(file, sheet))
        elif header is not None:
            titles = read_titles(sheet.rows[: header.first_row], sheet.name, header.texts.values())
            tables.append(TableSheet(sheet, header, titles))
        elif not _is_explanation(sheet):
            notes += [str(cell) for row in sheet.rows for cell in row if is_text(cell)]
            problems.append(_no_table(file, sheet))
    if not tables:
        return FileShape((), (), tuple(registers) or (_not_recognised(file),), is_bereik=bool(registers))
    problems += [as_warning(problem) for problem in registers]
    whole_years = [table for table in tables if not table.part_of_year]
    if not whole_years:
        return FileShape((), (), (*problems, _only_parts(file, tables)))
    parts = [table for table in tables if table.part_of_year]
    problems += [as_warning(_only_parts(file, [table])) for table in parts]
    chosen = [table for table in whole_years if table.sheet.visible] or whole_years
    problems += [_hidden(file, table.sheet, used=table in chosen) for table in tables if not table.sheet.visible]
    return FileShape(tuple(chosen), tuple(notes), tuple(problems))


def _is_explanation(sheet: Sheet) -> bool:
    """Return whether a sheet says by its name that it explains the others, and holds no figure."""
    return to_plain(sheet.name) in _EXPLANATIONS and all(
        is_empty(cell) or is_text(cell) for row in sheet.rows for cell in row
    )


def _no_table(file: str, sheet: Sheet) -> Problem:
    return Problem(
        where=describe_place(file, sheet.name),
        found="geen tabel" if sheet.visible else "een verborgen blad zonder tabel",
        expected=_TABLE,
        action="kijk of op dit blad iets staat dat mee moet tellen",
        severity="waarschuwing",
    )


def _not_recognised(file: str) -> Problem:
    return Problem(
        where=file,
        found="dit bestand is niet herkend: geen blad heeft in de eerste 30 rijen een kop met een wijk en aantallen",
        expected=f"een bestand van CBS of PDOK, of {_TABLE}",
        action="kijk of u het goede bestand hebt; vraag anders een tabel met een rij per wijk, met deze kolommen",
    )


def _hidden(file: str, sheet: Sheet, *, used: bool) -> Problem:
    return Problem(
        where=describe_place(file, sheet.name),
        found="een verborgen blad met een tabel; dit blad is " + ("wel gebruikt" if used else "niet gebruikt"),
        expected="een tabel op een zichtbaar blad",
        action="controleer of dit de goede tabel is, of verwijder het blad",
        severity="waarschuwing",
    )


def _is_register(file: str, sheet: Sheet) -> Problem:
    return Problem(
        where=describe_place(file, sheet.name),
        found="een rij per activiteit; dit kan het dashboard nog niet lezen als bereik in een jaar, want deelnames "
        "zijn geen kinderen: wie tien keer komt, telt tien keer",
        expected=_TABLE,
        action="vraag de organisatie om het aantal unieke kinderen per wijk in het hele jaar",
    )


def _only_parts(file: str, tables: Sequence[TableSheet]) -> Problem:
    names = [table.sheet.name for table in tables if table.sheet.name]
    return Problem(
        where=f"{file}, bladen {', '.join(names)}" if len(names) > 1 else describe_place(file, "".join(names)),
        found=f"cijfers van een deel van het jaar ({tables[0].part_of_year}); dit kan het dashboard nog niet lezen als "
        "bereik in een jaar, want unieke kinderen van kwartalen of maanden mag u niet optellen: een kind dat in elk "
        "kwartaal komt, zou vier keer tellen",
        expected="het aantal unieke kinderen per wijk in het hele jaar",
        action="vraag de organisatie om een tabel over het hele jaar",
    )


def as_warning(problem: Problem) -> Problem:
    """Return why a sheet is left out, where other sheets can be used."""
    return Problem(
        problem.where,
        problem.found,
        problem.expected,
        "dit blad is niet gebruikt; kijk of de andere bladen alles bevatten",
        "waarschuwing",
    )
