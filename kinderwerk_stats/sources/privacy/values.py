"""Columns of values that only personal data have: BSN, telephone, postcode, address."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from kinderwerk_stats.sources.privacy.digits import is_bsn, numbers_in
from kinderwerk_stats.sources.privacy.texts import STREET

# One in eleven numbers passes the elfproef: a column is refused when chance makes so many less than once in 1,000.
_PASS_RATE = 1 / 11
_CHANCE = 0.001
_DIGITS_OF_A_PART = 3
# Numbers of gemeenten run from 0003 to 1992.
_LAST_GEMEENTE = 2000
_GEMEENTEN_AT_MOST = 450

_DROPPED_ZERO = re.compile(r"6\d{8}", re.ASCII)
# Not 2010JJ00 or 2024MM10, which is how CBS writes a period.
_ADDRESS = re.compile(rf"{STREET}|[1-9]\d{{3}} ?(?!SA|SD|SS|JJ|KW|MM|HJ)[A-Z]{{2}}[ ,-]*[1-9]\d{{0,3}} ?[a-zA-Z]?")
_MIN_ADDRESSES = 3
_POSTCODE = re.compile(r"[1-9]\d{3} ?(?!SA|SD|SS)[A-Za-z]{2}")


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


def find_split_bsns(columns: Sequence[Sequence[object]]) -> list[int]:
    """Return the first of every three columns side by side that hold a BSN in three parts in all rows with numbers.

    >>> rows = [("a", "b", "c"), (111, 222, 333), ("123", "456", "782"), (100, 0, 9)]
    >>> find_split_bsns(list(zip(*rows))), find_split_bsns(list(zip(*rows[:3])))
    ([0], [])
    """
    return [at for at in range(len(columns) - 2) if _are_split_bsns(columns[at : at + 3])]


def _are_split_bsns(columns: Sequence[Sequence[object]]) -> bool:
    found: set[str] = set()
    for cells in zip(*columns, strict=True):
        parts = [str(cell).removesuffix(".0") for cell in cells]
        if not all(part.isdecimal() for part in parts):
            continue
        number = "".join(part.zfill(_DIGITS_OF_A_PART) for part in parts)
        if len(number) != _DIGITS_OF_A_PART * len(parts) or not is_bsn(number):
            return False
        found.add(number)
    return len(found) >= bsn_hits_to_refuse(len(found))


def _are_buurt_codes(numbers: Sequence[str]) -> bool:
    prefixes = {number[:4] for number in numbers}
    return all(len(number) == 8 for number in numbers) and len(prefixes) <= min(_GEMEENTEN_AT_MOST, len(numbers) // 2)


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
