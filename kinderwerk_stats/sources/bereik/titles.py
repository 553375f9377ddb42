"""What the lines around a bereik table say: year, period, organisation, age, and how children were counted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from kinderwerk_stats.model.ages import Ages, find_ages
from kinderwerk_stats.sources.bereik.columns import Place, place_in
from kinderwerk_stats.sources.bereik.part_words import says_part_in_short
from kinderwerk_stats.sources.files.plain_text import is_empty, to_plain
from kinderwerk_stats.sources.lexicon import find_all, says

_MIN_DAYS_IN_YEAR = 350
# Ages of young people go up to 27; what is more is another number.
_OLDEST_YOUNG = 27

_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_SCHOOL_YEAR = re.compile(r"(?<!\d)20(\d{2})\s*[-/]\s*['’]?(\d{2})(?![\d-])")
# 1 January closes one year and opens the next.
_FIRST_OF_JANUARY = re.compile(r"(?<!\d)0?1(?:[-/. ]0?1[-/. ]| januari )20\d{2}", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](20\d{2})(?!\d)")
_PART_OF_YEAR = re.compile(
    r"\bq[1-4]\b|kwarta|\bkw ?[1-4]\b|half ?jaar|\b(?:1e|2e|eerste|tweede) helft\b"
    r"|\bmaand(?:cijfers|rapport|overzicht|\b)"
)
_MONTH_NAMES = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = (
    r"(?P<{}>jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec)(?:uari|ruari|il|i|ustus|t|tember|ober|ember)?\b\.?"
)
_UP_TO = r"(?:t/m|t\.?/?m\.?|tot en met|tot|-|–|—|/)"
_MONTHS = re.compile(
    rf"\b{_MONTH.format('first')}(?:\s+(?P<year>20\d{{2}}))?\s*{_UP_TO}\s*(?:\d{{1,2}}\s+)?{_MONTH.format('last')}"
    r"(?:\s+(?P<last_year>20\d{2}))?"
)
_UP_TO_MONTH = re.compile(rf"\b(?:t/m|tot en met)\s*(?:\d{{1,2}}\s+)?{_MONTH.format('last')}")
_SOME_MONTHS = re.compile(
    r"\b(?:eerste |laatste )?(?:\d|1[01]|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf) (?:maanden|mnd)\b"
    r"|\btertaal\b|\btrimester\b"
)
_UP_TO_LAST_QUARTER = re.compile(
    r"\bq1 (?:t ?m |tot en met )?q?4\b|\b1 (?:t ?m|tot en met) 4\b|\balle kwartalen\b"
    r"|\bt ?m (?:en met )?(?:q4|(?:het )?(?:4e|vierde) kwartaal|kwartaal 4)\b"
)
_MONTH_SHEET = re.compile(
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?: 20\d{2})?"
)
_GEMEENTE_NAMED = re.compile(
    r"\b[Gg]emeente ((?:'s-|\u2019s-)?[A-Z][\w'-]*(?: (?:(?:aan|op|de|den|der|en|het|van|ter|a/d) )*[A-Z][\w'-]*)*)"
)


@dataclass(frozen=True)
class Titles:
    """What the lines above a table state; `years` has more than one when they contradict each other."""

    years: frozenset[int]
    part_of_year: str
    organisation: str
    ages: dict[str, Ages]
    title: str
    gemeente: str = ""


def read_titles(rows: Iterable[list[object]], sheet_name: str, headers: Iterable[str]) -> Titles:
    """Read the lines above the table, the name of the sheet and the headers.

    The file name is never asked: it is what somebody called a copy.
    """
    cells = [[cell for cell in row if not is_empty(cell)] for row in rows]
    segments = [segment for row in cells for cell in row for segment in _segments(cell)]
    named = [sheet_name, *headers]
    years = set().union(*(years_in(text) for text in [*segments, *named]), set())
    part = next((text for text in [sheet_name, *segments] if says_part_of_year(text)), "")
    if not part and _MONTH_SHEET.fullmatch(to_plain(sheet_name)):
        part = sheet_name
    ages = {
        written: found
        for text in [*segments, *named]
        if re.search(r"leeftijd|jaar|jarig|kind", text, re.IGNORECASE)
        for written, found in find_ages(text).items()
        if found.last <= _OLDEST_YOUNG
    }
    title = next((str(row[0]).strip() for row in cells if row and isinstance(row[0], str) and ":" not in row[0]), "")
    return Titles(
        frozenset(years),
        part.strip(),
        _labelled(cells, "organisatie"),
        ages,
        title,
        _labelled(cells, "gemeente") or _gemeente_named([sheet_name, *segments]),
    )


def _gemeente_named(texts: Iterable[str]) -> str:
    """Return the name behind the word gemeente: capitals, and small words between them."""
    return next((match[1] for text in texts if (match := _GEMEENTE_NAMED.search(text))), "")


def says_overlap(texts: Iterable[str]) -> bool:
    """Return whether a note says that a child can count in several wijken.

    >>> says_overlap(["* Kinderen die in meer wijken komen, tellen in elke wijk mee."])
    True
    >>> says_overlap(["Kinderen zijn ontdubbeld: er zijn geen dubbeltellingen."])
    False
    """
    for text in texts:
        words = to_plain(text)
        denied = words.replace("niet ontdubbeld", "")
        if find_all("zegt.niet_dubbel", words) or find_all("zegt.ontdubbeld", denied):
            continue
        if find_all("zegt.dubbel", words) or (
            find_all("zegt.meer_wijken", words) and find_all("zegt.elke_keer", words)
        ):
            return True
    return False


def says_total_is_unique(texts: Iterable[str]) -> bool:
    """Return whether a note says that each child counts once in the total, so that it may lie below the sum.

    >>> says_total_is_unique(["In het totaal telt elk kind één keer."]), says_total_is_unique(["Elk kind telt."])
    (True, False)
    """
    return any(says("zegt.kind_een_keer", text) for text in texts)


def read_place(places: Iterable[Place | None], texts: Iterable[str]) -> Place | None:
    """Return where children count by headers and notes; None when nothing is said or both are."""
    found = {place for place in [*places, *map(place_in, texts)] if place is not None}
    return found.pop() if len(found) == 1 else None


def _segments(cell: object) -> list[str]:
    """Split a line of several filters; a date becomes text."""
    if isinstance(cell, datetime | date):
        return [cell.strftime("%d-%m-%Y")]
    if isinstance(cell, float) and cell.is_integer():
        return [str(int(cell))]
    return [segment for segment in re.split(r"\s{2,}|\t|;|\n", str(cell)) if segment.strip()]


def years_in(text: str) -> set[int]:
    """Return the years that a text is about; the day on which a list was made says nothing."""
    if says("tijd.dag_van_maken", text):
        return set()
    years = {int(year) for year in _YEAR.findall(_FIRST_OF_JANUARY.sub(" ", text))}
    for first, second in _SCHOOL_YEAR.findall(text):
        if int(second) == int(first) + 1:
            years |= {2000 + int(first), 2000 + int(second)}
    return years


def says_part_of_year(text: str) -> bool:
    """Return whether a text names a part of a year as the period of figures.

    >>> [says_part_of_year(t) for t in ("januari - juni 2024", "t/m september", "jan t/m dec 2024", "Q1-Q3", "Q1-Q4")]
    [True, True, False, True, False]
    """
    words = to_plain(text)
    months = _months_in(text)
    if months is not None:
        return months != (1, 12)
    if _SOME_MONTHS.search(words) or says_part_in_short(text):
        return True
    if _PART_OF_YEAR.search(words) and not _UP_TO_LAST_QUARTER.search(words):
        return True
    dates = _DATE.findall(text)
    if len(dates) != 2:
        return False
    try:
        first, last = (date(int(year), int(month), int(day)) for day, month, year in dates)
    except ValueError:
        return False
    return first.year == last.year and (last - first).days < _MIN_DAYS_IN_YEAR


def _months_in(text: str) -> tuple[int, int] | None:
    """Return the first and the last month of a period in words; from 1 January to 1 January is a whole year."""
    if match := _MONTHS.search(text.casefold()):
        first, last = _month_number(match["first"]), _month_number(match["last"])
        next_year = match["year"] and match["last_year"] and match["year"] != match["last_year"]
        return (1, 12) if next_year and (first, last) == (1, 1) else (first, last)
    match = _UP_TO_MONTH.search(text.casefold())
    return (1, _month_number(match["last"])) if match else None


def _month_number(name: str) -> int:
    return _MONTH_NAMES.index("mrt" if name == "maart" else name) + 1


def _labelled(cells: list[list[object]], wanted: str) -> str:
    """Return the name after a label such as "Organisatie:", in the same cell or the next one."""
    for row in cells:
        for position, cell in enumerate(row):
            label, colon, rest = str(cell).partition(":")
            if not isinstance(cell, str) or not says(f"label.{wanted}", label):
                continue
            if colon and rest.strip():
                return re.split(r"\s{2,}|\t|;|\n", rest.strip())[0]
            if position + 1 < len(row):
                return str(row[position + 1]).strip()
    return ""
