"""Where in a file something stands, in the words of a problem."""

import string
from collections.abc import Iterable

_SHOWN = 10


def column_letter(column: int) -> str:
    """Return the letter that a spreadsheet gives a column; 0 is the first.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = string.ascii_uppercase[rest] + letters
    return letters


def list_rows(rows: Iterable[int]) -> str:
    """Return row numbers in words, as a spreadsheet counts them; after ten how many more.

    >>> list_rows([6]), list_rows([6, 8])
    ('rij 7', 'rij 7 en 9')
    """
    numbers = [str(row + 1) for row in rows]
    if len(numbers) > _SHOWN:
        return f"rij {', '.join(numbers[:_SHOWN])} en nog {len(numbers) - _SHOWN}"
    return f"rij {' en '.join([', '.join(numbers[:-1]), numbers[-1]] if len(numbers) > 1 else numbers)}"


def column_number(letters: str) -> int:
    """Return which column a spreadsheet calls so; 0 is the first.

    >>> column_number("A"), column_number("AA"), column_number("AAA")
    (0, 26, 702)
    """
    number = 0
    for letter in letters:
        number = number * 26 + string.ascii_uppercase.index(letter) + 1
    return number - 1
