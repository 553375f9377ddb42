"""A register of activities becomes visits, activities and hours per wijk; children stay unknown (METHOD 1.4)."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from math import fsum
from typing import TypeVar

from kinderwerk_stats.model.ages import Ages, read_ages
from kinderwerk_stats.model.areas import gemeente_code_of, kind_of
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.corrections import ROLES, Corrections
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.problems import Param, Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import UNKNOWN_FIGURE, Figure, Status
from kinderwerk_stats.sources.bereik.cells import (
    Cell,
    cell_problem,
    code_in_name,
    read_bereik_cell,
    read_code_cell,
    read_year_cell,
)
from kinderwerk_stats.sources.bereik.columns import CODE, NAME, YEAR, ColumnMeaning, other_area_in, recognise_column
from kinderwerk_stats.sources.bereik.header import TableHeader, header_rows, read_header, with_meanings
from kinderwerk_stats.sources.bereik.periods import TableSheet
from kinderwerk_stats.sources.bereik.rows import Body, build_frames, classify_label
from kinderwerk_stats.sources.bereik.said import look_up_wijk
from kinderwerk_stats.sources.bereik.statements import ask_year
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name
from kinderwerk_stats.sources.files.plain_text import cell_at, is_empty, to_plain
from kinderwerk_stats.sources.lexicon import find_all, role_of, says, words
from kinderwerk_stats.sources.time_signs import read_day as find_day

WORK, AGES, DAY, ACTIVITY = "werksoort", "leeftijd", "datum", "activiteit"
VISITS, HOURS = "visits_count", "activity_hours"
_ROLES = (WORK, AGES, DAY, ACTIVITY)
_ROLE_LISTS = (*_ROLES, YEAR)
_ONE_ONLY = (CODE, NAME, WORK, AGES, VISITS, HOURS)
_MIN_ROLES = 2


def find_register(rows: list[list[object]], corrections: Corrections | None = None) -> TableHeader | None:
    """Return the header of a register of activities in the first 30 rows; None when there is none.

    Such a header names at least two of kind of work, ages, date and activity, and how many came. Its column of the wijk
    may be missing: then it cannot be read further.
    """
    if corrections and corrections.header_row is not None:
        candidates = [corrections.header_row - 1] if corrections.header_row <= len(rows) else []
    else:
        candidates = header_rows(rows)
    for row in candidates:
        plain = read_header(rows, row, replace(corrections, counts=None) if corrections else None)
        meanings = _meanings(plain)
        kinds = {meaning.kind for meaning in meanings.values()}
        if len(kinds.intersection(_ROLES)) >= _MIN_ROLES and kinds.intersection((VISITS, HOURS)):
            header = with_meanings(plain, meanings)
            # A register can name an activity in several columns; none of them is read.
            return replace(header, doubles={kind: at for kind, at in header.doubles.items() if kind in _ONE_ONLY})
    return None


def has_wijk(header: TableHeader) -> bool:
    """Return whether a register says in which wijk an activity was."""
    return CODE in header.columns or NAME in header.columns


def _meanings(header: TableHeader) -> dict[int, ColumnMeaning]:
    found: dict[int, ColumnMeaning] = {}
    said: Mapping[int, str] = header.said
    for column, text in header.texts.items():
        meaning = header.meanings.get(column) if column in said else _recognise(text)
        if meaning is not None:
            found[column] = meaning
    chosen = {found[column].kind for column in said if column in found}
    return {c: m for c, m in found.items() if c in said or m.kind not in chosen}


def _recognise(text: str) -> ColumnMeaning | None:
    plain = to_plain(text)
    role = role_of("register", plain)
    if role in _ROLE_LISTS:
        return ColumnMeaning(role, sure=role not in (WORK, AGES) or plain in words("register.zeker"))
    if find_all("register.visits_count", plain):
        return ColumnMeaning(VISITS, sure="kinderen" not in plain)
    if find_all("register.activity_hours", plain):
        return ColumnMeaning(HOURS)
    meaning = recognise_column(text)
    return meaning if meaning is not None and meaning.kind in (CODE, NAME) else None


# --- cells of a register ------------------------------------------------------------------------------------


def is_kinderwerk(cell: object) -> bool:
    """Return whether a kind of work is for children; "Kinder- en tienerwerk" is.

    >>> is_kinderwerk("Kinderwerk"), is_kinderwerk("Jongerenwerk"), is_kinderwerk("Kinderopvang")
    (True, False, False)
    """
    return says("register.kinderwerk", str(cell))


def read_age_cell(cell: object) -> Ages | None:
    """Return the ages in a cell; None when it does not say."""
    if is_empty(cell):
        return None
    return read_ages(str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell))


def read_day(cell: object) -> date | None:
    """Return the day in a cell; a text is read day first.

    >>> read_day("3-2-2024"), read_day("2024-02-03"), read_day("voorjaar")
    (datetime.date(2024, 2, 3), datetime.date(2024, 2, 3), None)
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return find_day(str(cell))


# --- activities to wijken -----------------------------------------------------------------------------------

_INDICATORS = (VISITS, "activities_count", HOURS)
# A register that starts later or ends earlier in the year than this may be of a part of it.
_LAST_FIRST_MONTH, _FIRST_LAST_MONTH = 3, 10
_TOTAL = "totaal"
_T = TypeVar("_T")


@dataclass
class _Wijk:
    """What is counted of one wijk in one year; `row` is the first that names it."""

    row: int
    code: str | None
    name: str | None
    activities: int = 0
    figures: dict[str, list[float]] = field(default_factory=lambda: {VISITS: [], HOURS: []})
    absent: dict[str, set[Status]] = field(default_factory=lambda: {VISITS: set(), HOURS: set()})


class RegisterReader:
    """Reads one sheet with a row per activity.

    Counted are activities of kinderwerk (where the register has a kind of work) for ages that overlap 4 to 12 (where it
    has ages). What is left out is said with its reason.

    Parameters
    ----------
    file : for the problems.
    found : the sheet and its header.
    corrections : what the user says of it.
    """

    def __init__(self, file: str, found: TableSheet, corrections: Corrections) -> None:
        self._file = file
        self.found = found
        self.body = Body()
        self.refusals: tuple[Problem, ...] = ()
        self._said = corrections
        self._place = Place(file, found.sheet.name)
        self._wijken: dict[int | None, dict[str, _Wijk]] = {}
        self._left_out: Counter[str] = Counter()
        self._noted: Counter[tuple[str, str]] = Counter()
        self._wrong: list[Problem] = []
        self._days: list[date] = []
        self._problems: list[Problem] = []

    def read(self) -> tuple[list[BereikTable], list[Problem]]:
        """Return a table per year and what there is to say about it."""
        self._count_rows()
        self._report()
        tables = [self._build_table(year, list(found.values())) for year, found in sorted(
            self._wijken.items(), key=lambda item: item[0] or 0)]  # fmt: skip
        return tables, self._problems

    def _count_rows(self) -> None:
        header, rows = self.found.header, self.found.sheet.rows
        at = header.columns
        # A register repeats its words thousands of times.
        kinderwerk, ages_of, area_of = _remember(is_kinderwerk), _remember(read_age_cell), cache(self._read_area)
        text_of = _remember(_text)
        read_visits = _remember(lambda cell: read_bereik_cell(cell, VISITS))
        read_hours = _remember(lambda cell: read_bereik_cell(cell, HOURS))
        stated = next(iter(self._stated_years()), None) if len(self._stated_years()) == 1 else None
        own_header = rows[header.last_row]
        width = max(at.values()) + 1
        used = sorted(set(at.values()))
        for row in range(header.last_row + 1, len(rows)):
            cells = rows[row]
            if len(cells) < width:
                cells = [*cells, *[None] * (width - len(cells))]
            if (is_empty(cells[used[0]]) and all(is_empty(cells[column]) for column in used)) or cells == own_header:
                continue
            key, code, name, why = area_of(text_of(cell_at(cells, at.get(CODE))), text_of(cell_at(cells, at.get(NAME))))
            work = kinderwerk(cells[at[WORK]]) if WORK in at else None
            ages = ages_of(cells[at[AGES]]) if AGES in at else None
            if why == _TOTAL or not self._counts(work, ages, why):
                continue
            year = self._read_year(cells, stated)
            wijk = self._wijken.setdefault(year, {}).setdefault(key, _Wijk(row, code, name))
            wijk.activities += 1
            for kind, read in ((VISITS, read_visits), (HOURS, read_hours)):
                if kind in at:
                    self._add(wijk, kind, read(cells[at[kind]]), row)

    def _counts(self, is_kinderwerk: bool | None, ages: Ages | None, why: str) -> bool:
        """Return whether an activity counts, and remember the reason when it does not; None where nothing is said."""
        has_ages = AGES in self.found.header.columns
        reason = why
        if is_kinderwerk is False:
            reason = "van ander werk dan kinderwerk"
        elif ages is not None and not ages.overlaps:
            reason = "voor andere leeftijden dan 4 tot en met 12"
        elif has_ages and ages is None and is_kinderwerk is None:
            reason = "zonder leeftijd en zonder soort werk"
        if reason:
            self._left_out[reason] += 1
            return False
        if ages is not None and ages.goes_beyond:
            self._noted["activiteiten_buiten_leeftijd", ""] += 1
        if has_ages and ages is None:
            self._noted["activiteiten_zonder_leeftijd", ""] += 1
        return True

    def _add(self, wijk: _Wijk, kind: str, cell: Cell, row: int) -> None:
        if cell.complaint:
            place = replace(self._place, rows=(row,), columns=(self.found.header.columns[kind],))
            self._wrong.append(cell_problem(cell, kind, place))
        elif cell.status == Status.KNOWN:
            wijk.figures[kind].append(cell.value)
        else:
            wijk.absent[kind].add(cell.status)
            self._noted["activiteiten_zonder_getal", INDICATORS[kind].label.lower()] += 1

    def _read_area(self, code_text: str, name: str) -> tuple[str, str | None, str | None, str]:
        """Return what a wijk is counted under, its code, its name, and why a row has none."""
        is_said, said_code = look_up_wijk(name or code_text, self._said.wijken)
        if said_code is not None and kind_of(said_code) == "gemeente":
            return "", None, None, _TOTAL
        if is_said:
            return (said_code or "", said_code, name or None, "" if said_code else "die volgens u bij geen wijk horen")
        label = to_plain(name or code_text)
        code = read_code_cell(code_text).code if code_text else code_in_name(name)
        if code is not None and kind_of(code) == "buurt":
            # Visits may be added, so those of a buurt go to its wijk.
            code = f"WK{code[2:8]}"
            name = ""
        if code is not None and kind_of(code) == "wijk":
            return code, code, name or None, ""
        kind = classify_label(label)
        if kind in ("whole", "named_total", "part", "no_count"):
            return "", None, None, _TOTAL
        if not label or kind != "wijk" or code is not None:
            return "", None, None, "zonder wijk van de gemeente"
        return normalise_wijk_name(name or code_text), None, name or code_text, ""

    def _stated_years(self) -> set[int]:
        """Return the years around the table; a year that is a question is none."""
        if self._said.year is not None:
            return {self._said.year}
        years, questions = ask_year(self._place, self.found.titles)
        return set() if questions else years

    def _read_year(self, cells: list[object], stated: int | None) -> int | None:
        """Return the year of an activity: of its day, else of its column, else of the lines above the table."""
        at = self.found.header.columns
        if DAY in at and (day := read_day(cells[at[DAY]])) is not None:
            self._days.append(day)
            return day.year
        if YEAR in at and not is_empty(cells[at[YEAR]]) and (year := read_year_cell(cells[at[YEAR]])) is not None:
            return year
        return stated

    def _report(self) -> None:
        for kind, columns in self.found.header.doubles.items():
            what = ROLES.get(kind, kind).lower()
            self._problems.append(make_problem("register_kolom_dubbel", self._place, kolommen=columns, wat=what))
        counted = sum(wijk.activities for found in self._wijken.values() for wijk in found.values())
        left = tuple(f"{count} {reason}" for reason, count in self._left_out.most_common())
        if not counted:
            code = "register_zonder_kinderwerk_weg" if left else "register_zonder_kinderwerk"
            self._problems.append(make_problem(code, self._place, weg=left))
            return
        self._warn("register_geteld_deels" if left else "register_geteld", aantal=counted, weg=left)
        for (code, label), count in self._noted.items():
            self._warn(code, aantal=count, wat=label)
        self._problems += self._wrong
        if None in self._wijken:
            self._warn("register_zonder_jaar", asks="jaar")
        for year in sorted({day.year for day in self._days}):
            months = [day.month for day in self._days if day.year == year]
            if min(months) > _LAST_FIRST_MONTH or max(months) < _FIRST_LAST_MONTH:
                self._warn("register_deel_van_jaar", eerste=min(months), laatste=max(months), jaar=year)
        if not (self._said.organisation or self.found.titles.organisation):
            self._warn("geen_naam_organisatie", asks="organisatie")

    def _build_table(self, year: int | None, wijken: list[_Wijk]) -> BereikTable:
        header = self.found.header
        columns = [name for name in _INDICATORS if name == "activities_count" or name in header.columns]
        figures = {name: [_total(wijk, name) for wijk in wijken] for name in columns}
        gemeenten = {gemeente_code_of(wijk.code) for wijk in wijken if wijk.code}
        title = self.found.titles.title or "Register van activiteiten"
        publisher = self._said.organisation or self.found.titles.organisation or "onbekend"
        return BereikTable(
            Source(self._file, "bereik", title, publisher, year),
            *build_frames([(wijk.code, wijk.name, wijk.row) for wijk in wijken], figures),
            {},
            gemeente_code=gemeenten.pop() if len(gemeenten) == 1 else None,
            source_columns={
                name: header.texts[header.columns[name]] if name in header.columns else "een rij per activiteit"
                for name in columns
            },
            said_wijken=dict(self._said.wijken),
            area=other_area_in(header.texts[header.columns[NAME]]) if NAME in header.columns else "",
        )

    def _warn(self, code: str, asks: str = "", **params: Param) -> None:
        self._problems.append(make_warning(code, self._place, asks, **params))


def without_wijk(file: str, found: TableSheet) -> Problem:
    """Refuse a register that does not say in which wijk an activity was."""
    return make_problem("register_zonder_wijk", Place(file, found.sheet.name))


def _total(wijk: _Wijk, name: str) -> Figure:
    """Return the sum over a wijk's activities; with one that is not known the sum is not known either."""
    if name == "activities_count":
        return Figure(float(wijk.activities), Status.KNOWN)
    absent = wijk.absent[name] - {Status.NOT_APPLICABLE}
    if absent:
        return Figure(float("nan"), Status.SUPPRESSED if Status.SUPPRESSED in absent else Status.UNKNOWN)
    if not wijk.figures[name]:
        return UNKNOWN_FIGURE
    return Figure(round(fsum(wijk.figures[name]), 6), Status.KNOWN)


def _text(cell: object) -> str:
    if is_empty(cell):
        return ""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return " ".join(text.split())


def _remember(read: Callable[[object], _T]) -> Callable[[object], _T]:
    """Return a reader that reads each different cell once; True and 1 are different cells."""
    known: dict[tuple[type, object], _T] = {}

    def read_once(cell: object) -> _T:
        key = (type(cell), cell)
        if key not in known:
            known[key] = read(cell)
        return known[key]

    return read_once
