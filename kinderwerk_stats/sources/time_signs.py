"""The signs of time in a text: months, quarters, dates, years, and the words between them."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from kinderwerk_stats.model.periods import HALVES, MONTH_NAMES, MONTHS, NO_YEAR, QUARTERS, THIRDS, last_day
from kinderwerk_stats.sources.lexicon import says

_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)} | {
    "jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
_COUNTS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
NUMBERS = {word: number for number, word in enumerate(_COUNTS, start=1)} | {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
_MONTH = f"(?:{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})"
_Y = r"(?:199\d|20\d\d)"
_NTH = r"(?:(?<!\d)[1-4]\s?(?:e|ste|de)?|eerste|tweede|derde|vierde)"


def _part_sign(word: str, spaced: str, letters: str) -> str:
    """Return the pattern of one part of a year: the number behind the word, or before it."""
    after = rf"(?<![a-z])(?:(?:{word}[a-z]*|{spaced})\s?-?|{letters})(?:[1-4](?!\d|\s?e\b)|\s(?:i|ii|iii|iv)\b)"
    before = rf"(?<![a-z]){_NTH}\s?(?:{word}|{spaced})(?![a-z]|\s?[1-4]\b)"
    return rf"(?:{after}|{before})(?:\s?[-']\s?\d\d(?![\d/-]))?"


PARTS = {
    "p4": (QUARTERS, _part_sign("kwartaal", "kw|q", "k")),
    "p2": (HALVES, _part_sign("half ?jaar|jaarhelft|helft|semester", "hj|hy|h", "s")),
    "p3": (THIRDS, _part_sign("tertaal|trim(?:ester)?", "tertaal", "t")),
}
# The first that fits is the sign; what is no time goes before what looks like it.
SIGNS = re.compile(
    "|".join(
        f"(?P<{kind}>{pattern})"
        for kind, pattern in {
            "iso": rf"(?<![\d-]){_Y}-\d\d-\d\d(?!\d)(?:t[\d:.]+)?",
            "dmy": rf"(?<![\d/.-])\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:{_Y}|\d\d)(?!\d|[-/.]\d)",
            "number": rf"[€$]\s?\d[\d.,]*|(?!{_Y},{_Y})\d+[.,]\d+|{_Y}[-/.]\d(?:\d\d)?(?!\d)|{_Y}[-/.](?!{_Y})\d{{4,}}"
            rf"|\d{{3,}}[-/](?<!{_Y}[-/]){_Y}|\w*\d{{5,}}\w*",
            "season": rf"(?<![\d-]){_Y}\s?[-/]\s?'?\d\d(?![\d-])",
            "month_year": rf"(?<![\d/.-])(?:0?[1-9]|1[0-2])[-/]{_Y}(?![\d-])",
            "day_month": rf"(?<!\d)\d{{1,2}}(?:e|ste|de)?\s{_MONTH}\b\.?(?:\s(?:{_Y}|'\d\d)(?!\d))?",
            **{kind: pattern for kind, (_, pattern) in PARTS.items()},
            "code": r"kw0[1-4]|(?<=\d)(?:mm?|w)\d\d(?!\d)|(?<=\d)\s?-?\s?(?:ii|iii|iv)\b",
            "nth_period": r"\bperiode\s?:?\s?\d{1,2}(?:\s?(?:t/m|tot en met|-)\s?\d{1,2})?"
            r"(?![\d/.-]|\s?[a-z])",
            "school": r"\b(?:schooljaar|seizoen|sj)\s?'?\d\d\s?[-/]\s?'?\d\d(?!\d)",
            "nth_month": r"\bmaand\s?(?:1[0-2]|[1-9])\b",
            "dm": r"(?<![\d/.-])\d{1,2}[-/]\d{1,2}(?![\d/.-])(?=\s?(?:t/?m|tot))"
            r"|(?<=t/m )\d{1,2}[-/]\d{1,2}(?![\d/.-])",
            "week": r"(?<![a-z])(?:week|weken|wk)\s?\d{1,2}\b",
            "months": r"\b(?:\d{1,2}|[a-z]+)\s?(?:maanden|mnd)\b",
            "month": rf"(?<![a-z]){_MONTH}(?![a-z]|\s?=)\.?(?:(?:\s?[-']\s?)?\d\d(?!\d|[-/.]|\s?{_MONTH}))?",
            "year": rf"(?<!\d){_Y}(?!\d)|(?<!\w)'\d\d\b",
            "up_to": r"\bt/?\.?\s?m\b\.?|\btot en met\b|\bt&m\b",
            "until": r"\btot\b",
            "dash": r"[-/]",
            "and": r"\ben\b|&|,|\+",
            "small": r"\b\d{1,2}\b",
            "word": r"[a-z]+",
        }.items()
    )
)
_SHORT_LIST = re.compile(
    rf"({_NTH})(\s?(?:t/m|tot en met|-|en|,|&|tot)\s?)({_NTH})\s?(?:het )?(kwartaal|kw|half ?jaar|tertaal|trimester)\b"
)
# "1-1-2024/30-6-2024" without a space.
_DATES = re.compile(rf"(\d{{1,2}}[-/.]\d{{1,2}}[-/.]{_Y})[-/](\d{{1,2}}[-/.]\d{{1,2}}[-/.])")
_PLAIN_SIGNS = str.maketrans("–—−’‘_", "---'' ")
_POSTCODE = re.compile(rf"\b{_Y} ?[A-Z]{{2}}(?![A-Za-z0-9])")


LAST_WEEK = 52


@dataclass(frozen=True)
class Point:
    """A sign that is a stretch, with or without its year; `kind` says with which it makes a range."""

    kind: str
    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None = None


@dataclass(frozen=True)
class Sign:
    """One sign: its kind (a name in `SIGNS`), and how it is written."""

    kind: str
    text: str


def find_signs(text: str) -> list[Sign]:
    """Return the signs of a text, up to the words that say when it was made."""
    if not text.isupper():
        text = _POSTCODE.sub(" ", text)
    letters = unicodedata.normalize("NFKD", text.casefold())
    letters = _DATES.sub(r"\1 - \2", letters.translate(_PLAIN_SIGNS))
    letters = write_out(letters)
    found = [Sign(str(sign.lastgroup), sign[0]) for sign in SIGNS.finditer(letters)]
    made = next((at for at, sign in enumerate(found) if sign.kind == "word" and says("tijd.dag_van_maken", sign.text)),
                len(found))  # fmt: skip
    return found[:made]


def write_out(letters: str) -> str:
    """Return a text in small letters in which what is said once of several parts is said of each.

    >>> write_out("1e t/m 3e kwartaal")
    '1e kwartaal t/m 3e kwartaal'
    """
    shorter = ""
    while shorter != letters:
        shorter, letters = letters, _SHORT_LIST.sub(r"\1 \4\2\3 \4", letters)
    return letters


def make_date(year: int, day: tuple[int, int]) -> date | None:
    """Return the day of a month and a number; None when there is no such day."""
    try:
        return date(year, *day)
    except ValueError:
        # 29 February as the end of the month.
        return date(year, 2, 28) if day == (2, 29) else None


def read_day(text: str) -> date | None:
    """Return the first day in a text, day first.

    >>> read_day("3-2-2024"), read_day("2024-02-03"), read_day("voorjaar")
    (datetime.date(2024, 2, 3), datetime.date(2024, 2, 3), None)
    """
    signs = (sign for sign in SIGNS.finditer(text.casefold()) if sign.lastgroup in ("iso", "dmy"))
    return next((day for sign in signs if (day := read_day_sign(sign[0])) is not None), None)


def read_day_sign(text: str) -> date | None:
    """Return the day of a date in digits, year first or day first."""
    numbers = re.findall(r"\d+", text.partition("t")[0])
    year, month, day = map(int, numbers if len(numbers[0]) == 4 else reversed(numbers))
    return make_date(year if year > 99 else 2000 + year, (month, day))


def month_in(text: str) -> int:
    """Return the month that a sign names."""
    return _MONTH_NUMBERS[next(word for word in re.findall("[a-z]+", text) if word in _MONTH_NUMBERS)]


def number_in(text: str) -> int:
    """Return the number in a sign, in digits or as a word."""
    if digits := digits_in(text):
        return int(digits)
    return next(NUMBERS[word] for word in reversed(re.findall("[a-z]+", text)) if word in NUMBERS)


def digits_in(text: str) -> str:
    """Return the first digits in a text."""
    found = re.search(r"\d+", text)
    return found[0] if found else ""


def year_in(text: str) -> int:
    """Return the year of a sign, written with two or four digits."""
    digits = digits_in(text)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def end_of_month(month: int) -> tuple[int, int]:
    """Return month and day of the last day of a month."""
    return month, last_day(NO_YEAR, month).day


def month_point(month: int, year: int | None) -> Point:
    """Return the stretch of a month."""
    return Point("month", (month, 1), end_of_month(month), year)


def part_point(kind: str, number: int, year: int | None) -> Point | None:
    """Return the stretch of a part of the year; None when the year has no such part."""
    of = PARTS[kind][0]
    length = MONTHS // of
    return Point(kind, ((number - 1) * length + 1, 1), end_of_month(number * length), year) if number <= of else None


def week_point(number: int) -> Point:
    """Return a week by its place only: the first, the last, or another."""
    first = (1, 1) if number == 1 else (1, 2)
    return Point("week", first, (12, 31) if number >= LAST_WEEK else (12, 1))


def is_some_period(sign: Sign) -> bool:
    """Return whether a sign is "periode 6": a month, or four weeks, or more of them, and not all."""
    if sign.kind != "nth_period":
        return False
    numbers = [int(digits) for digits in re.findall(r"\d+", sign.text)]
    return numbers not in ([1, 12], [1, 13])


def day_point(month: int, day: int, year: int | None) -> Point:
    """Return a day as a stretch."""
    return Point("day", (month, day), (month, day), year)
