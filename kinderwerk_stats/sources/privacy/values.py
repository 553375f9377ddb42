"""Cell values that only personal data have: BSN, e-mail, telephone, IBAN, address, birth date."""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from stdnum import iban
from stdnum.nl import bsn

from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.privacy.headers import BSN_WORD

# One in eleven numbers passes the elfproef: a column is refused when chance makes so many less than once in 1,000.
_PASS_RATE = 1 / 11
_CHANCE = 0.001
_GEMEENTEN_AT_MOST = 450
_OLDEST_CHILD = 18
_MIN_YEARS_OF_BIRTH = 3

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]*\w")
_PHONE = re.compile(
    r"(?<![\dA-Za-z/-])(?!\d{1,2}-\d{1,2}-\d{4})(?:(?:\+|00)31[ -]?(?:\(0\))?|\(?0)[ -]?[1-9](?:[ )-]{0,2}\d){8}(?!\d)"
)
_IBAN = re.compile(r"\bNL\d{2} ?[A-Z]{4} ?(?:\d ?){9}\d", re.IGNORECASE)
_ADDRESS = re.compile(r"\b[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2},? +\d+")
_POSTCODE = re.compile(r"[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}")
_NUMBER_IN_TEXT = re.compile(r"(?<!\d)\d{8,9}(?!\d)")
_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})|((?:19|20)\d{2})[-/.]?(\d{2})[-/.]?(\d{2})", re.ASCII)


def as_long_number(value: object) -> str | None:
    """Return the digits of a number of 8 or 9 digits, however it is written; else None.

    >>> as_long_number(111222333.0), as_long_number("1112.22.333"), as_long_number("1.234")
    ('111222333', '111222333', None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    digits = re.sub(r"[ .]", "", str(value)) if isinstance(value, int | str) else ""
    return digits if re.fullmatch(r"\d{8,9}", digits, re.ASCII) else None


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


def is_bsn_column(values: Sequence[object]) -> bool:
    """Return whether a column holds more numbers that pass the elfproef than chance gives.

    CBS buurtcodes without BU pass one time in eleven, as any number does, and share their first four digits with
    their neighbours: a column of them is left alone.
    """
    numbers = [number for number in map(as_long_number, values) if number is not None]
    if not numbers or _are_buurt_codes(numbers):
        return False
    return sum(bsn.is_valid(number) for number in numbers) >= bsn_hits_to_refuse(len(numbers))


def _are_buurt_codes(numbers: Sequence[str]) -> bool:
    prefixes = {number[:4] for number in numbers}
    return all(len(number) == 8 for number in numbers) and len(prefixes) <= min(_GEMEENTEN_AT_MOST, len(numbers) // 2)


def contact_in(value: object) -> str | None:
    """Return which contact detail stands in a cell, or None.

    >>> contact_in("vragen: jan@voorbeeld.nl"), contact_in("06 12345678"), contact_in("1.234")
    ('een e-mailadres', 'een telefoonnummer', None)
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        # Excel drops the first zero of 06-12345678.
        return "een telefoonnummer" if 600_000_000 <= value < 700_000_000 else None
    if not isinstance(value, str):
        return None
    if _EMAIL.search(value):
        return "een e-mailadres"
    if any(iban.is_valid(found) for found in _IBAN.findall(value)):
        return "een rekeningnummer"
    if _ADDRESS.search(value):
        return "een adres"
    return "een telefoonnummer" if _PHONE.search(value) else None


def bsn_in_text(value: object, label: object = None) -> bool:
    """Return whether a cell holds a BSN beside the word, in the cell itself or in the label before it."""
    numbers = _NUMBER_IN_TEXT.findall(value) if isinstance(value, str) else [as_long_number(value)]
    said = f"{value if isinstance(value, str) else ''} {label if isinstance(label, str) else ''}"
    return bool(BSN_WORD.search(to_plain(said))) and any(number and bsn.is_valid(number) for number in numbers)


def is_postcode_column(values: Sequence[object]) -> bool:
    """Return whether most cells, and at least three, are a postcode of six characters."""
    hits = sum(isinstance(value, str) and bool(_POSTCODE.fullmatch(value.strip())) for value in values)
    return hits >= 3 and 2 * hits > len(values)


def is_birth_date_column(values: Sequence[object], today: date) -> bool:
    """Return whether most cells are dates of the last 18 years, spread over three years or more.

    Dates of activities lie within a season or two; children of 4 to 12 were born in eight different years.
    """
    dates = [found for found in map(_as_date, values) if found is not None]
    recent = [found for found in dates if today.year - _OLDEST_CHILD - 1 <= found.year and found <= today]
    return 2 * len(recent) > len(values) and len({found.year for found in recent}) >= _MIN_YEARS_OF_BIRTH


def _as_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DATE.fullmatch(str(value).strip()) if isinstance(value, str | int) else None
    if found is None:
        return None
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
