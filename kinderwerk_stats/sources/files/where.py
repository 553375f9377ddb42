"""Where in a file something stands, in the words of a problem."""

import re
import string
from collections.abc import Iterable
from typing import NamedTuple

_SHOWN = 10
_ROWS_AND_COLUMN = re.compile(r"(?:, rij (\d+(?:(?:, | en )\d+)*)(?: en nog \d+)?)?(?:, kolom ([A-Z]{1,3}))?")


class Place(NamedTuple):
    """Where something stands: the sheet, and the rows and the column counted from 0."""

    sheet: str
    rows: tuple[int, ...] = ()
    column: int | None = None


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


def describe_place(file: str, sheet: str = "", *, row: int | None = None, column: int | None = None) -> str:
    """Return the place of a cell, row, column, sheet or file; `row` and `column` count from 0.

    >>> describe_place("bereik.xlsx", "Overzicht", row=6, column=1)
    'bereik.xlsx, blad Overzicht, rij 7, kolom B'
    """
    parts = [file]
    if sheet:
        parts.append(f"blad {sheet}")
    if row is not None:
        parts.append(f"rij {row + 1}")
    if column is not None:
        parts.append(f"kolom {column_letter(column)}")
    return ", ".join(parts)


def list_rows(rows: Iterable[int]) -> str:
    """Return row numbers in words, as a spreadsheet counts them; after ten how many more.

    >>> list_rows([6]), list_rows([6, 8])
    ('rij 7', 'rij 7 en 9')
    """
    numbers = [str(row + 1) for row in rows]
    if len(numbers) > _SHOWN:
        return f"rij {', '.join(numbers[:_SHOWN])} en nog {len(numbers) - _SHOWN}"
    return f"rij {' en '.join([', '.join(numbers[:-1]), numbers[-1]] if len(numbers) > 1 else numbers)}"


def find_place(where: str, sheets: Iterable[str]) -> Place | None:
    """Return the place that the words of a problem name, the inverse of `describe_place`; None for the file itself.

    The words are all that is left of a place in a list of problems, in JSON and in the store; with the names of the
    sheets known they can be read in one way only.

    Parameters
    ----------
    where : as `describe_place` says it, also with several rows ("rij 7 en 9").
    sheets : the names of the sheets of the file; "" for a text file.

    >>> find_place("a.xlsx, blad Jaar, totaal, rij 7 en 9, kolom B", ["Jaar", "Jaar, totaal"])
    Place(sheet='Jaar, totaal', rows=(6, 8), column=1)
    """
    for sheet in sorted(sheets, key=len, reverse=True):
        # The name of the file comes first and can hold anything; of a text file the place follows right after it.
        marker = f", blad {sheet}" if sheet else ""
        starts = [found.end() for found in re.finditer(re.escape(marker), where)] if marker else range(len(where) + 1)
        for start in starts:
            found = _ROWS_AND_COLUMN.fullmatch(where, start)
            if found and (marker or found[0]):
                rows = tuple(int(row) - 1 for row in re.findall(r"\d+", found[1] or ""))
                return Place(sheet, rows, column_number(found[2]) if found[2] else None)
    return None


def column_number(letters: str) -> int:
    """Return which column a spreadsheet calls so; 0 is the first.

    >>> column_number("A"), column_number("AA"), column_number("AAA")
    (0, 26, 702)
    """
    number = 0
    for letter in letters:
        number = number * 26 + string.ascii_uppercase.index(letter) + 1
    return number - 1
