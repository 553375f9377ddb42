"""Parts of a year: the quarter, half or month that a text speaks of."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from kinderwerk_stats.sources.files.plain_text import to_plain

HALVES, QUARTERS, MONTHS = 2, 4, 12
_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december")  # fmt: skip
_SHORT_MONTHS = {"jan": 1, "feb": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
                 "nov": 11, "dec": 12}  # fmt: skip
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS, start=1)} | _SHORT_MONTHS
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_ORDINAL = r"(?P<ordinal>eerste|tweede|derde|vierde)"
_QUARTER = re.compile(
    r"(?<![a-z])(?:q|kw|kwartaal[a-z]*) ?(?P<after>[1-4])(?!\d)"
    rf"|(?:(?<!\d)(?P<before>[1-4]) ?(?:e|ste|de)? ?|{_ORDINAL} )(?:kwartaal|kw\b)"
)
_HALF = re.compile(
    r"(?<![a-z])(?:h|half ?jaar|helft) ?(?P<after>[12])(?!\d)"
    rf"|(?:(?<!\d)(?P<before>[12]) ?(?:e|ste|de)? ?|{_ORDINAL} )(?:half ?jaar|helft)"
)
_MONTH = re.compile(rf"(?:maand )?(?P<name>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_DATE = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](20\d{2})(?!\d)")
_AGES = re.compile(r"\b\d{1,2} (?:t m|tot en met|tot) \d{1,2}\b(?: (?:jaar|jr))?")
# "Q1 t/m Q3" and "cumulatief" count the quarters before it too.
_SEVERAL = re.compile(r"\bt m\b|\btot en met\b|\bcumulatie|\b(?:twee|drie|vier) kwartalen\b|\bytd\b")


@dataclass(frozen=True, order=True)
class Part:
    """Part `number` of a year of `of` parts: 4 are quarters, 2 halves, 12 months."""

    of: int
    number: int

    @property
    def name(self) -> str:
        """Return the part in words: "kwartaal 1", "maart"."""
        if self.of == MONTHS:
            return _MONTHS[self.number - 1]
        return f"{'kwartaal' if self.of == QUARTERS else 'halfjaar'} {self.number}"


def read_part(text: str) -> Part | None:
    """Return the one part of a year that a text names; None for none, several, or all parts up to one.

    >>> [part and part.name for part in map(read_part, ("Q1 2024", "2e halfjaar", "mrt", "Q1 t/m Q3", "2024"))]
    ['kwartaal 1', 'halfjaar 2', 'maart', None, None]
    """
    if dates := _DATE.findall(text):
        return _part_of_dates(dates)
    plain = _AGES.sub(" ", to_plain(text))
    if _SEVERAL.search(plain):
        return None
    found = {Part(QUARTERS, _number(match)) for match in _QUARTER.finditer(plain)}
    found |= {Part(HALVES, _number(match)) for match in _HALF.finditer(plain)}
    rest = _YEAR.sub(" ", plain).strip()
    if not found and (month := _MONTH.fullmatch(rest)):
        return Part(MONTHS, _MONTH_NUMBERS[month["name"]])
    return found.pop() if len(found) == 1 else None


def read_part_cell(cell: object, header: str) -> Part | None:
    """Return the part in a cell of a column of periods; a number alone means what the header says.

    >>> read_part_cell(3.0, "Kwartaal"), read_part_cell("Q3", "Periode"), read_part_cell(3.0, "Week")
    (Part(of=4, number=3), Part(of=4, number=3), None)
    """
    if isinstance(cell, datetime | date):
        return None
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    if text.isdecimal() and len(text) < 3:
        plain = to_plain(header)
        of = next((of for word, of in (("kwart", 4), ("half", 2), ("maand", 12)) if word in plain), 0)
        return Part(of, int(text)) if 1 <= int(text) <= of else None
    return read_part(text)


def read_years(text: str) -> frozenset[int]:
    """Return the years a header or cell names; a number cell gives "2024.0"."""
    return frozenset(int(year) for year in _YEAR.findall(text))


def without_period(plain: str) -> str:
    """Return a plain text without the year and the part of the year it names.

    >>> without_period("bereik 2024"), without_period("q1 unieke kinderen"), without_period("bezoeken mrt")
    ('bereik', 'unieke kinderen', 'bezoeken')
    """
    rest = _HALF.sub(" ", _QUARTER.sub(" ", _YEAR.sub(" ", plain)))
    return " ".join(word for word in rest.split() if word not in _MONTH_NUMBERS)


def _number(match: re.Match[str]) -> int:
    groups = match.groupdict()
    return _ORDINALS[groups["ordinal"]] if groups["ordinal"] else int(groups["after"] or groups["before"])


def _part_of_dates(dates: list[tuple[str, str, str]]) -> Part | None:
    """Return the part between two dates of one year, both days included."""
    try:
        days = [date(int(year), int(month), int(day)) for day, month, year in dates]
    except ValueError:
        return None
    if len(days) != 2 or days[0].year != days[1].year:
        return None
    first, last = days
    starts = first.day == 1
    ends = (last.month == 12 and last.day == 31) or (date(last.year, last.month % 12 + 1, 1) - last).days == 1
    length = last.month - first.month + 1
    if not (starts and ends) or length not in (1, 3, 6) or (first.month - 1) % length:
        return None
    return Part(12 // length, (first.month - 1) // length + 1)
