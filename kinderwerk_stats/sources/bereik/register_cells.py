"""Cells of a register of activities: is it kinderwerk, for which ages, on which day."""

import re
from datetime import date, datetime
from typing import NamedTuple

from kinderwerk_stats.sources.files.plain_text import is_empty, to_plain

FIRST_AGE, LAST_AGE = 4, 12
_OLDEST = 120
_RANGE = re.compile(r"(\d{1,3})\s*(-|–|t/m|tot en met|tot|/)\s*(\d{1,3})", re.IGNORECASE)
_FROM = re.compile(r"(?:vanaf |v\.a\. ?)(\d{1,3})|(\d{1,3})\s*(?:\+|jaar en ouder|en ouder)", re.IGNORECASE)
_UP_TO = re.compile(r"(t/m|tot en met|tot)\s*(\d{1,3})", re.IGNORECASE)
_ONE = re.compile(r"(\d{1,3})(?:\s*(?:jaar|jr\.?|jarigen))?", re.IGNORECASE)
# Groups of the basisschool: 1 is 4 years old.
_SCHOOL_GROUPS = re.compile(r"groep(?:en)?\s*([1-8])(?:\s*(?:-|–|t/m|tot en met)\s*([1-8]))?", re.IGNORECASE)
_WORDS: dict[str, tuple[int, int]] = {
    "peuter": (2, 3), "kleuter": (4, 6), "kind": (4, 12), "tiener": (10, 15), "jongere": (12, 27),
    "volwassen": (18, _OLDEST), "senior": (55, _OLDEST), "ouder": (18, _OLDEST), "alle leeftijden": (0, _OLDEST),
}  # fmt: skip
_DAY_TEXT = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d{2})|((?:19|20)\d{2})-(\d{2})-(\d{2})")


class Ages(NamedTuple):
    """Ages from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def overlaps(self) -> bool:
        """Return whether some of 4 to 12 are among them."""
        return self.first <= LAST_AGE and self.last >= FIRST_AGE

    @property
    def goes_beyond(self) -> bool:
        """Return whether others than 4 to 12 are among them."""
        return self.first < FIRST_AGE or self.last > LAST_AGE


def is_kinderwerk(cell: object) -> bool:
    """Return whether a kind of work is for children; "Kinder- en tienerwerk" is.

    >>> is_kinderwerk("Kinderwerk"), is_kinderwerk("Jongerenwerk"), is_kinderwerk("Kinderopvang")
    (True, False, False)
    """
    words = to_plain(str(cell)).split()
    return any(
        word in ("kinder", "kind", "kinderen", "jeugd", "jeugdwerk") or word.startswith("kinderwerk") for word in words
    )


def read_ages(cell: object) -> Ages | None:
    """Return the ages in a cell; None when it does not say.

    >>> read_ages("6-12 jaar"), read_ages("4 tot 12"), read_ages("65+"), read_ages("groep 3 t/m 8"), read_ages("?")
    (Ages(first=6, last=12), Ages(first=4, last=11), Ages(first=65, last=120), Ages(first=6, last=12), None)
    """
    if is_empty(cell):
        return None
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    if match := _SCHOOL_GROUPS.search(text):
        return Ages(int(match[1]) + 3, int(match[2] or match[1]) + 4)
    if match := _RANGE.search(text):
        last = int(match[3]) - (match[2].lower() == "tot")
        return Ages(int(match[1]), last) if int(match[1]) <= last <= _OLDEST else None
    if match := _FROM.search(text):
        return Ages(int(match[1] or match[2]), _OLDEST)
    if match := _UP_TO.search(text):
        return Ages(0, int(match[2]) - (match[1].lower() == "tot"))
    if match := _ONE.fullmatch(text):
        return Ages(int(match[1]), int(match[1]))
    plain = to_plain(text)
    found = [ages for word, ages in _WORDS.items() if re.search(rf"\b{word}", plain)]
    return Ages(min(first for first, _ in found), max(last for _, last in found)) if found else None


def read_day(cell: object) -> date | None:
    """Return the day in a cell; a text is read day first.

    >>> read_day("3-2-2024"), read_day("2024-02-03"), read_day("voorjaar")
    (datetime.date(2024, 2, 3), datetime.date(2024, 2, 3), None)
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    match = _DAY_TEXT.search(str(cell))
    if match is None:
        return None
    day, month, year = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
