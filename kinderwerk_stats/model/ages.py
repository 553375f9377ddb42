"""Ages as people write them: "4 t/m 11", "4 tot 12", "4-12 jaar", "groep 3 t/m 8", "65+"; both ends always inside."""

import re
from typing import NamedTuple

FIRST_AGE, LAST_AGE = 4, 12
OLDEST = 120
_YEARS = r"(?:jaar|jr|jarigen?)\b\.?"
_BETWEEN = r"(?P<between>-|–|—|t/m|t\.m\.|tm\b|tot en met|tot|/)"
# A number with more signs around it is a date, a telephone number or a year.
_RANGE = re.compile(
    rf"(?<![\d.,/–-])(?P<first>\d{{1,3}})\s*(?:{_YEARS})?\s*{_BETWEEN}\s*(?P<last>\d{{1,3}})(?!\d|[.,/]\d|\s*[-–]\s*\d)"
    rf"(?:\s*{_YEARS})?",
    re.IGNORECASE,
)
# "Vanaf 6 jaar", "6 jaar en ouder", "t/m 12 jaar"; without "jaar" it can be any number.
_ONE_END = re.compile(
    rf"(?:vanaf\s*(?P<first>\d{{1,2}})\s*{_YEARS})|(?P<up>\d{{1,2}})\s*(?:{_YEARS}\s*)?(?:en|of) ouder"
    rf"|(?P<between>t/m|tot en met|tot)\s*(?P<last>\d{{1,2}})\s*{_YEARS}",
    re.IGNORECASE,
)
_FROM = re.compile(
    rf"(?:vanaf |v\.a\. ?)(\d{{1,3}})|(\d{{1,3}})\s*(?:\+|(?:{_YEARS}\s*)?(?:en|of) ouder)", re.IGNORECASE
)
_UP_TO = re.compile(r"(t/m|tot en met|tot)\s*(\d{1,3})", re.IGNORECASE)
_ONE = re.compile(rf"(\d{{1,3}})(?:\s*{_YEARS})?", re.IGNORECASE)
# Groups of the basisschool: 1 is 4 years old.
_SCHOOL_GROUPS = re.compile(r"groep(?:en)?\s*([1-8])(?:\s*(?:-|–|t/m|tot en met)\s*([1-8]))?", re.IGNORECASE)
_WORDS: dict[str, tuple[int, int]] = {
    "peuter": (2, 3), "kleuter": (4, 6), "kind": (4, 12), "tiener": (10, 15), "jongere": (12, 27),
    "volwassen": (18, OLDEST), "senior": (55, OLDEST), "ouder": (18, OLDEST), "alle leeftijden": (0, OLDEST),
}  # fmt: skip


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


AGES_OF_KINDERWERK = (Ages(FIRST_AGE, LAST_AGE - 1), Ages(FIRST_AGE, LAST_AGE))


def find_ages(text: str) -> dict[str, Ages]:
    """Return every range of ages in a text: as written -> ages. "Tot 12" leaves 12 out, "4-12" does not.

    >>> find_ages("Kinderen van 4 tot 12 jaar"), find_ages("4 tot en met 11 jaar")
    ({'4 tot 12 jaar': Ages(first=4, last=11)}, {'4 tot en met 11 jaar': Ages(first=4, last=11)})
    >>> find_ages("4-12 en 12-18, op 15-01-2025")
    {'4-12': Ages(first=4, last=12), '12-18': Ages(first=12, last=18)}
    >>> find_ages("Kinderen vanaf 6 jaar")
    {'vanaf 6 jaar': Ages(first=6, last=120)}
    """
    found = {match[0].strip(): _ages_of(match) for match in _RANGE.finditer(text)}
    found |= {match[0].strip(): _from_one_end(match) for match in _ONE_END.finditer(_RANGE.sub(" ", text))}
    return {written: ages for written, ages in found.items() if ages.first < ages.last <= OLDEST}


def without_ages(text: str) -> str:
    """Return a text without its ranges of ages.

    >>> without_ages("Unieke kinderen 4 t/m 12 jaar")
    'Unieke kinderen  '
    """
    return _ONE_END.sub(" ", _RANGE.sub(" ", text))


def read_ages(text: str) -> Ages | None:
    """Return the ages that a text, such as a cell, is about: a range, one age, a group of school or a word.

    >>> read_ages("6-12 jaar"), read_ages("4 tot 12"), read_ages("65+"), read_ages("groep 3 t/m 8"), read_ages("?")
    (Ages(first=6, last=12), Ages(first=4, last=11), Ages(first=65, last=120), Ages(first=6, last=12), None)
    """
    text = text.strip()
    if match := _SCHOOL_GROUPS.search(text):
        return Ages(int(match[1]) + 3, int(match[2] or match[1]) + 4)
    if match := _RANGE.search(text):
        ages = _ages_of(match)
        return ages if ages.first <= ages.last <= OLDEST else None
    if match := _FROM.search(text):
        return Ages(int(match[1] or match[2]), OLDEST)
    if match := _UP_TO.search(text):
        return Ages(0, int(match[2]) - (match[1].lower() == "tot"))
    if match := _ONE.fullmatch(text):
        return Ages(int(match[1]), int(match[1]))
    words = text.casefold()
    found = [ages for word, ages in _WORDS.items() if re.search(rf"\b{word}", words)]
    return Ages(min(first for first, _ in found), max(last for _, last in found)) if found else None


def _ages_of(match: re.Match[str]) -> Ages:
    return Ages(int(match["first"]), int(match["last"]) - (match["between"].lower() == "tot"))


def _from_one_end(match: re.Match[str]) -> Ages:
    if match["last"]:
        return Ages(0, int(match["last"]) - (match["between"].lower() == "tot"))
    return Ages(int(match["first"] or match["up"]), OLDEST)
