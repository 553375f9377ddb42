"""Numbers of eight or nine digits, however somebody wrote them: what a BSN can be."""

import re
import unicodedata
from collections.abc import Iterable

from stdnum.nl import bsn

# What stands between the digits of one number: 1112.22.333, 111 222 333, 111-222-333.
_NUMBER = re.compile(r"(?<!\d)(?<!\d[.,])\d(?:[ .,·_/-]?\d){7,8}(?!\d)(?![.,]\d)", re.ASCII)
# Eight digits that are a day or two years.
_DAY_OR_YEARS = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[-./ ]?(?:0?[1-9]|1[0-2])[-./ ]?(?:19|20)\d\d"
    r"|(?:19|20)\d\d[-./ ]?(?:0[1-9]|1[0-2])[-./ ]?(?:0[1-9]|[12]\d|3[01])"
    r"|(?:19|20)\d\d[-./ ](?:19|20)\d\d"
)
# Behind a whole number: 111222333.0 of R, 111222333,00 of a column of amounts.
_ZEROS = re.compile(r"(?<=\d)[.,]0{1,2}$")
_ONE_POINT = re.compile(r"\d+[.,]\d+")
# Two numbers with no more between them than in a decimal.
_NEXT_NUMBER = re.compile(r"(?<=\d{8})[.,](?=\d{8})")
_AREA_CODE = re.compile(r"\b(?:BU|WK|GM)$", re.IGNORECASE)
# Each line is looked at by itself; signs that print nothing can stand between the digits.
_MAY_HAVE_NUMBER = re.compile(r"\d(?:[^\d\n]{0,2}\d){7}")


def normalise(text: str) -> str:
    r"""Return a text with usual digits and spaces and without signs that print nothing, as ="111222333" means it.

    >>> normalise("\uff11\uff12 345"), normalise("111\u00a0222\u200b333"), normalise('="111222333"')
    ('12 345', '111 222333', '111222333')
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKC", text)
        text = "".join(
            str(unicodedata.digit(sign)) if sign.isdigit() else sign
            for sign in decomposed
            if unicodedata.category(sign) != "Cf"
        )
        text = text.translate(_DASHES)
    return text.strip().removeprefix("=").strip("\"'`")


_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\u00ad"), "-") | {0x2018: "'", 0x2019: "'"}


def may_hold_numbers(texts: Iterable[str]) -> bool:
    """Return whether any text has eight digits close together; most columns have none, and that is seen at once."""
    return bool(_MAY_HAVE_NUMBER.search("\n".join(texts)))


def find_numbers(text: str) -> list[str]:
    """Return the numbers of 8 or 9 digits in a text, digits only; days, spans of years and codes of areas are none.

    >>> find_numbers("B111222333 en 1234.56.782/2024"), find_numbers("https://voorbeeld.nl/kind?id=111222333")
    (['111222333', '123456782'], ['111222333'])
    >>> find_numbers("29198.0545170579"), find_numbers("12-05-2016"), find_numbers("BU03440101")
    ([], [], [])
    """
    plain = _NEXT_NUMBER.sub("; ", normalise(text))
    return [
        "".join(filter(str.isdigit, found[0]))
        for found in _NUMBER.finditer(plain)
        if not _DAY_OR_YEARS.fullmatch(found[0])
        and not _ONE_POINT.fullmatch(found[0])
        and not _AREA_CODE.search(plain, 0, found.start())
    ]


def numbers_in(value: object) -> list[str]:
    """Return the numbers of 8 or 9 digits that a cell holds.

    >>> numbers_in(111222333.0), numbers_in("111222333.0"), numbers_in("'111222333"), numbers_in("1.234")
    (['111222333'], ['111222333'], ['111222333'], [])
    """
    if isinstance(value, str):
        return find_numbers(_ZEROS.sub("", value))
    if isinstance(value, int | float) and 10_000_000 <= value < 1_000_000_000 and value == int(value):
        return [str(int(value))]
    return []


def is_bsn(number: str) -> bool:
    """Return whether a number of 8 or 9 digits passes the elfproef; so does one in eleven that is no BSN.

    >>> is_bsn("111222333"), is_bsn("123456789")
    (True, False)
    """
    return bool(bsn.is_valid(number))
