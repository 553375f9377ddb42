"""Columns of values that only personal data have: BSN, telephone, postcode, birth date."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from kinderwerk_stats.sources.privacy.digits import is_bsn, numbers_in
from kinderwerk_stats.sources.privacy.texts import DAY, MONTHS, STREET, contact_in_text

# One in eleven numbers passes the elfproef: a column is refused when chance makes so many less than once in 1,000.
_PASS_RATE = 1 / 11
_CHANCE = 0.001
# Numbers of gemeenten run from 0003 to 1992.
_LAST_GEMEENTE = 2000
_GEMEENTEN_AT_MOST = 450
_OLDEST_CHILD, _YOUNGEST_CHILD = 18, 3
_MIN_YEARS_OF_BIRTH = 3
_MIN_SERIALS = 3
# Who is 4 to 12 in the course of a year.
_CHILD_AGES = range(3, 14)
_MIN_DAYS_OF_CHILDREN = 4
_MANY_SERIALS = 4
_EXCEL_EPOCH = date(1899, 12, 30)

_MONTHS_IN_YEAR = 12
_LONGEST_NUMBER = 15
_LONG_NUMBER = re.compile(r"\d{8,9}", re.ASCII)
_SEPARATOR = re.compile(r"(?<=\d)[ .-](?=\d)")
_DROPPED_ZERO = re.compile(r"6\d{8}", re.ASCII)
# Not 2010JJ00 or 2024MM10, which is how CBS writes a period.
_ADDRESS = re.compile(rf"{STREET}|[1-9]\d{{3}} ?(?!SA|SD|SS|JJ|KW|MM|HJ)[A-Z]{{2}}[ ,-]*[1-9]\d{{0,3}} ?[a-zA-Z]?")
_MIN_ADDRESSES = 3
_SERIAL = re.compile(r"[34]\d{4}", re.ASCII)
_POSTCODE = re.compile(r"[1-9]\d{3} ?(?!SA|SD|SS)[A-Za-z]{2}")
_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"((?:19|20)\d{2})(?:[-/.](?=\d{1,2}[-/.])|(?=\d{4}$))(\d{1,2})[-/.]?(\d{1,2})", re.ASCII)
_WRITTEN_DATE = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})\.?[ -]['\u2019]?(\d{4}|\d{2})", re.ASCII)
_EIGHT_DIGITS = re.compile(r"(\d{2})(\d{2})((?:19|20)\d{2})", re.ASCII)
_TIME = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$")


def as_long_number(value: object) -> str | None:
    """Return the digits of a number of 8 or 9 digits, however it is written; else None.

    >>> as_long_number(111222333.0), as_long_number("1112.22.333"), as_long_number("1.234")
    ('111222333', '111222333', None)
    """
    if isinstance(value, str):
        text = value.strip()
        if not 8 <= len(text) <= _LONGEST_NUMBER or not text[0].isdigit():
            return None
        digits = _SEPARATOR.sub("", text.removesuffix(".0"))
        return digits if _LONG_NUMBER.fullmatch(digits) else None
    if isinstance(value, int | float) and 10_000_000 <= value < 1_000_000_000 and value == int(value):
        return str(int(value))
    return None


@cache
def bsn_hits_to_refuse(numbers: int) -> int:
    """Return how many of so many numbers must pass the elfproef to call a column a column of BSN.

    P(at least that many pass by chance) < 0.001. More than `numbers` means: too few to tell.

    >>> [bsn_hits_to_refuse(n) for n in (3, 5, 10, 20, 50, 100)]
    [3, 4, 6, 8, 13, 20]
    """
    hits, tail = numbers + 1, 0.0
    while (tail := tail + _chance_of(hits - 1, numbers)) < _CHANCE:
        hits -= 1
    return hits


def _chance_of(hits: int, numbers: int) -> float:
    """Return the binomial probability; by logarithms, because a file can have thousands of numbers."""
    ways = math.lgamma(numbers + 1) - math.lgamma(hits + 1) - math.lgamma(numbers - hits + 1)
    return math.exp(ways + hits * math.log(_PASS_RATE) + (numbers - hits) * math.log(1 - _PASS_RATE))


def is_bsn_column(values: Sequence[object], known_codes: Collection[str] = ()) -> bool:
    """Return whether a column holds more numbers that pass the elfproef than chance gives.

    CBS buurtcodes without BU pass one time in eleven, as any number does: those that stand elsewhere in the file as
    a code (`known_codes`, digits only) do not count, nor do those that share the number of a gemeente.
    """
    numbers = [number for value in values for number in numbers_in(value) if number not in known_codes]
    if not numbers or _are_buurt_codes(numbers):
        return False
    gemeenten = Counter(number[:4] for number in numbers if len(number) == 8 and int(number[:4]) < _LAST_GEMEENTE)
    numbers = [number for number in numbers if not (len(number) == 8 and gemeenten[number[:4]] > 1)]
    return sum(map(is_bsn, numbers)) >= bsn_hits_to_refuse(len(numbers))


def are_two_bsns(values: Sequence[object]) -> bool:
    """Return whether a column holds two numbers and both are a BSN: enough beside a word for a person, at 1 in 121.

    >>> are_two_bsns(["111222333", 123456782]), are_two_bsns([111222333]), are_two_bsns([111222333, 123456789])
    (True, False, False)
    """
    numbers = {number for value in values for number in numbers_in(value)}
    return len(numbers) == 2 and all(map(is_bsn, numbers))


def _are_buurt_codes(numbers: Sequence[str]) -> bool:
    prefixes = {number[:4] for number in numbers}
    return all(len(number) == 8 for number in numbers) and len(prefixes) <= min(_GEMEENTEN_AT_MOST, len(numbers) // 2)


def contact_in(value: object) -> str | None:
    """Return which contact detail stands in a cell, or None.

    >>> contact_in("vragen: jan@voorbeeld.nl"), contact_in(612345678.0), contact_in("1.234")
    ('email', 'telefoon', None)
    """
    if isinstance(value, str):
        return contact_in_text(value)
    return "telefoon" if is_phone_number(value) else None


def is_phone_number(value: object) -> bool:
    """Return whether a number is 06-12345678 without the zero that Excel drops; a round one is an amount.

    >>> is_phone_number(612345678), is_phone_number(650000000), is_phone_number(True)
    (True, False, False)
    """
    if isinstance(value, str):
        value = int(value) if _DROPPED_ZERO.fullmatch(value.strip()) else 0
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    # 31612345678 is how an app writes it.
    is_mobile = 600_000_000 <= value < 700_000_000 or 31_600_000_000 <= value < 31_700_000_000
    return is_mobile and value == int(value) and value % 1000 != 0


def _count(values: Iterable[object]) -> Counter[object]:
    """Return how often each value is there; what was counted before is not counted again."""
    return values if isinstance(values, Counter) else Counter(values)


def are_addresses(values: Iterable[object]) -> bool:
    """Return whether a column has three or more streets, or postcodes, with a number.

    >>> are_addresses(["Dorpsstraat 12", "Kerkplein 4a", "Annastraat 1-2"]), are_addresses(["Wijk 01", "Buurt 2"])
    (True, False)
    """
    return sum(bool(_ADDRESS.fullmatch(value.strip())) for value in values if isinstance(value, str)) >= _MIN_ADDRESSES


def is_postcode_column(values: Iterable[object]) -> bool:
    """Return whether most cells, and at least three, are a postcode of six characters."""
    counts = _count(values)
    hits = sum(
        count for value, count in counts.items() if isinstance(value, str) and _POSTCODE.fullmatch(value.strip())
    )
    return hits >= 3 and 2 * hits > counts.total()


def is_birth_date_column(values: Iterable[object], today: date, *, serials: bool = False) -> bool:
    """Return whether most cells are dates of the last 18 years, spread over three years or more.

    Dates of activities lie within a season or two; children of 4 to 12 were born in eight different years.

    Parameters
    ----------
    values : the filled cells of a column.
    today : the last day that counts.
    serials : whether whole numbers can be the days that Excel counts, as in a column without the layout of a date.
    """
    counts = _count(values)
    dates = [(found, count) for value, count in counts.items() if (found := _as_date(value)) is not None]
    if serials and not dates:
        dates = [(found, count) for value, count in counts.items() if (found := _as_serial(value)) is not None]
        if len(dates) < _MIN_SERIALS:
            return False
    recent = [one for one in dates if today.year - _OLDEST_CHILD - 1 <= one[0].year and one[0] <= today]
    is_most = 2 * sum(count for _, count in recent) > counts.total()
    return is_most and len({found.year for found, _ in recent}) >= _MIN_YEARS_OF_BIRTH


def are_days_of_children(values: Iterable[object], year: int) -> bool:
    """Return whether all dates lie as far before a year as children of 4 to 12 were born, on different days.

    >>> days = ["3-1-2016", "9-4-2016", "12-7-2016", "30-9-2016"]
    >>> are_days_of_children(days, 2024), are_days_of_children(days, 2017)
    (True, False)
    """
    days = {found for value in values if (found := _as_date(value)) is not None}
    return (
        all(_CHILD_AGES.start <= year - day.year < _CHILD_AGES.stop for day in days)
        and len({(day.month, day.day) for day in days}) >= _MIN_DAYS_OF_CHILDREN
    )


def are_days_of_birth(values: Iterable[object], today: date) -> bool:
    """Return whether dates below a header about work can be birth dates: all 3 to 18 years back, on different days."""
    days = {found for value in dict.fromkeys(values) if (found := _as_date(value)) is not None}
    old = {day for day in days if is_of_a_child(day, today)}
    return (
        old == days
        and len({day.year for day in old}) >= _MIN_YEARS_OF_BIRTH
        and len({(day.month, day.day) for day in old}) >= _MIN_YEARS_OF_BIRTH
    )


def are_serials_of_birth(values: Iterable[object], today: date) -> bool:
    """Return whether all numbers of a column can be days on which children were born, as Excel counts days."""
    days = {_as_serial(value) for value in dict.fromkeys(values)} - {None}
    numbers = sum(isinstance(value, int | float) and not isinstance(value, bool) for value in dict.fromkeys(values))
    return len(days) >= _MANY_SERIALS and len(days) == numbers and are_days_of_birth(tuple(days), today)


def is_of_a_child(value: object, today: date) -> bool:
    """Return whether a cell is a day on which somebody was born who is a child today: 3 to 18 years back.

    >>> is_of_a_child("12-05-2015", date(2025, 6, 1)), is_of_a_child("12-05-2024", date(2025, 6, 1))
    (True, False)
    """
    day = _as_date(value)
    return day is not None and _YOUNGEST_CHILD <= today.year - day.year <= _OLDEST_CHILD


def birth_dates_in(text: str, today: date) -> list[date]:
    """Return the days in a text on which a child can have been born.

    >>> birth_dates_in("Kim 12-5-2015, gezien op 3 mei 2025", date(2025, 6, 1))
    [datetime.date(2015, 5, 12)]
    """
    days = (_as_date(found) for found in DAY.findall(text))
    return [day for day in days if day is not None and is_of_a_child(day, today)]


def _as_serial(value: object) -> date | None:
    if isinstance(value, str):
        days = int(value) if _SERIAL.fullmatch(value.strip()) else 0
    else:
        days = int(value) if isinstance(value, int | float) and 30_000 <= value < 50_000 and value == int(value) else 0
    return _EXCEL_EPOCH + timedelta(days=days) if days else None


def _as_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        value = str(int(value)) if 19_000_101 <= value <= 20_991_231 and value == int(value) else ""
    if not isinstance(value, str) or not value[:1].isdigit():
        return None
    text = value.strip().casefold()
    text = _TIME.sub("", text)
    if written := _WRITTEN_DATE.fullmatch(text):
        month = written[2].replace("maart", "mrt")[:3]
        parts = (written[3], str(MONTHS.index(month) + 1), written[1]) if month in MONTHS else None
    elif found := _YEAR_FIRST.fullmatch(text):
        parts = (found[1], found[2], found[3])
    elif found := _DATE.fullmatch(text) or _EIGHT_DIGITS.fullmatch(text):
        # Some programs write the month first.
        month_first = int(found[2]) > _MONTHS_IN_YEAR >= int(found[1])
        parts = (found[3], found[1], found[2]) if month_first else (found[3], found[2], found[1])
    else:
        parts = None
    if parts is None:
        return None
    year, month_number, day = map(int, parts)
    try:
        return date(year + 2000 if year < 100 else year, month_number, day)
    except ValueError:
        return None
