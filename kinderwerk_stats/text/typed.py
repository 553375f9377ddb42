"""Norms as people type them: on screen, in the address of a page, on the command line. One set of rules.

The number is read by `sources.files.numbers.parse_dutch_number`, as in files: "3.000" is 3000, "0.25" and "0,25" are a
quarter. "3,000" is refused: a Dutch reader means 3, an English one 3000.
"""

import re

from kinderwerk_stats.sources.files.numbers import parse_dutch_number

LEAST_CHILDREN_PER_FTE, MOST_CHILDREN_PER_FTE = 1, 100_000
_ENGLISH_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,000)+%?")


def read_typed_number(text: str) -> float | None:
    """Return the number that someone typed, 0 or more; None when it is none or can mean two numbers.

    A percent sign at the end is dropped, the number stays.

    >>> [read_typed_number(text) for text in ("3.000", "0.25", "12,5 %", "3,000", "-5", "veel")]
    [3000.0, 0.25, 12.5, None, None, None]
    """
    bare = re.sub(r"\s", "", text)
    number = None if _ENGLISH_THOUSANDS.fullmatch(bare) else parse_dutch_number(text)
    return None if number is None or bare.startswith(("+", "-", "\u2212")) else number


def read_children_per_fte(text: str) -> float | None:
    """Return a norm in children per fte, 1 to 100.000; None when the text is no such norm.

    >>> read_children_per_fte("3.000"), read_children_per_fte("0.25"), read_children_per_fte("25%")
    (3000.0, None, None)
    """
    number = None if text.rstrip().endswith("%") else read_typed_number(text)
    fits = number is not None and LEAST_CHILDREN_PER_FTE <= number <= MOST_CHILDREN_PER_FTE
    return number if fits else None


def read_share(text: str) -> float | None:
    """Return a share above 0 and at most 1, typed as a part or with a percent sign; None when it is neither.

    "25" without a sign is refused: it is not said whether it is a percentage.

    >>> read_share("0.25"), read_share("25%"), read_share("25"), read_share("0,5 %")
    (0.25, 0.25, None, 0.005)
    """
    number = read_typed_number(text)
    if number is not None and text.rstrip().endswith("%"):
        number /= 100
    return number if number is not None and 0 < number <= 1 else None
