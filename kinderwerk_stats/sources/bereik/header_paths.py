"""The path of headers above every column: its own header, the group above that, and the group above the group."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import pairwise

from kinderwerk_stats.sources.files.plain_text import cell_at, is_empty, is_text, to_plain

_OLDEST_CHILD = 18
_FEWEST_AGES = 5
# Header rows above the one that stands next to the figures.
_MOST_GROUPS = 3
# What a header is without a letter in it: a year, or the ages of a group.
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s*-\s*(?:19|20)\d{2})?")
_AGES = re.compile(r"\d{1,2}\s*(?:-|–|/)\s*\d{1,2}|\d{1,2}\s*\+|[<>]\s*\d{1,2}")
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
# What refers to a note below the table.
_NOTE_SIGN = re.compile(r"(?<=[^\W\d])\s*(?:[¹²³⁴⁵⁶⁷⁸⁹]+|\[\d\]|\(\d\)|\d\))$")
# A row with nothing else under the header says in which unit the columns are.
_UNITS = frozenset({"aantal", "aantallen", "abs", "absoluut", "fte", "ftes", "uur", "uren", "kinderen", "personen",
                    "procent", "percentage", "perc", "pct", "n", "euro", "eur", ""})  # fmt: skip

Path = tuple[str, ...]


def header_text(cell: object) -> str:
    """Return a header as text; a year that is a number has no decimals, and "4-6" that Excel made a date is one again.

    >>> header_text(2024.0), header_text(" Fte "), header_text(datetime(2025, 6, 4)), header_text(datetime(2024, 3, 1))
    ('2024', 'Fte', '4-6', 'mrt 2024')
    """
    if isinstance(cell, datetime | date):
        return f"{_MONTHS[cell.month - 1]} {cell.year}" if cell.day == 1 else f"{cell.day}-{cell.month}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _NOTE_SIGN.sub("", str(cell).strip())


def is_header_row(cells: Sequence[object]) -> bool:
    """Return whether a row can be a header: words, years and ages, and no other number.

    >>> is_header_row(["Wijk", "2024", "4-6"]), is_header_row(["West", "54"]), is_header_row(["", "2023", "2024"])
    (True, False, True)
    """
    filled = [cell for cell in cells if not is_empty(cell)]
    dates = sum(isinstance(cell, datetime | date) for cell in filled)
    named = any(is_text(cell) for cell in filled) or len(filled) > 1
    # A date alone is the day of a letter; several are the months or the ages of columns.
    if _are_ages(cells):
        return True
    return bool(filled) and named and dates != 1 and all(_can_be_header(cell) for cell in filled)


def _are_ages(cells: Sequence[object]) -> bool:
    """Return whether a row holds nothing but ages in order, with nothing above the wijk: 4, 5, 6, 7, 8."""
    filled = [cell for cell in cells if not is_empty(cell)]
    ages = [int(cell) for cell in filled if isinstance(cell, int | float) and cell in range(_OLDEST_CHILD + 1)]
    ordered = all(second == first + 1 for first, second in pairwise(ages))
    return len(ages) == len(filled) >= _FEWEST_AGES and ordered and is_empty(cells[0])


def is_unit_row(cells: Sequence[object]) -> bool:
    """Return whether a row says nothing but units.

    >>> is_unit_row([None, "aantal", "%"]), is_unit_row([None, "aantal", "begroot"])
    (True, False)
    """
    return all(set(to_plain(str(cell)).split()) <= _UNITS for cell in cells if not is_empty(cell))


def first_group_row(rows: Sequence[Sequence[object]], row: int, stands_alone: Callable[[str], bool]) -> int:
    """Return the highest row that belongs to the header of which `row` is the lowest."""
    first = row
    own = next((header_text(cell) for cell in rows[row] if not is_empty(cell)), "")
    # Above a row that begins with the wijk a lone text is a title; above one that begins with a figure it is a group.
    fewest = 2 if stands_alone(own) else 1
    while first > max(0, row - _MOST_GROUPS) and _is_group_row(rows[first - 1], rows[row], fewest):
        if _is_line_with_year(rows[first - 1], rows[first : row + 1], stands_alone):
            break
        first -= 1
    return first


def _is_line_with_year(
    above: Sequence[object], header: Sequence[Sequence[object]], stands_alone: Callable[[str], bool]
) -> bool:
    """Return whether a row over the column of the wijk is a line of its own and no group: "Contract", "2021"."""
    filled = [column for column, cell in enumerate(above) if not is_empty(cell)]
    if len(filled) != 2 or filled[1] != filled[0] + 1 or not _YEAR.fullmatch(_at(above, filled[1])):
        return False
    over_wijk = any(stands_alone(_at(cells, column)) for cells in header for column in filled)
    return over_wijk and not stands_alone(_at(above, filled[0]))


def read_paths(
    rows: Sequence[Sequence[object]], first: int, last: int, stands_alone: Callable[[str], bool]
) -> dict[int, Path]:
    """Return column -> its headers from the highest group down, each text once.

    A group stands in the first of its columns and holds for the columns to the right of it, up to the next group in its
    own row or in a row above it. A column without a header of its own has none, be there a group above it.

    Parameters
    ----------
    rows : of the sheet.
    first, last : the rows of the header.
    stands_alone : whether a text is the header of one column only, such as "Wijk"; it is no group.
    """
    width = max(len(rows[row]) for row in range(first, last + 1))
    spread: list[list[str]] = []
    for row in range(first, last):
        groups: list[str] = []
        current = ""
        for column in range(width):
            own = _at(rows[row], column)
            # A new group above ends the group below it.
            ends = any(_at(rows[above], column) for above in range(first, row))
            current = own or ("" if ends else current)
            groups.append(current)
            # What stands above the wijk is a title and no group of the figures beside it.
            if own and (stands_alone(own) or stands_alone(_at(rows[last], column))):
                current = ""
        spread.append(groups)
    paths = {}
    for column in range(width):
        filled = [row for row in range(first, last + 1) if _at(rows[row], column)]
        if filled:
            above = [groups[column] for groups in spread[: filled[-1] - first]]
            texts = [text for text in (*above, _at(rows[filled[-1]], column)) if text]
            paths[column] = tuple(dict.fromkeys(texts))
    return paths


def group_beside(rows: Sequence[Sequence[object]], first: int, last: int, column: int) -> str:
    """Return the nearest header to the left of a column that has none; empty when there is none."""
    for row in range(last, first - 1, -1):
        for at in range(column - 1, -1, -1):
            if text := _at(rows[row], at):
                return text
    return ""


def _at(cells: Sequence[object], column: int) -> str:
    cell = cell_at(cells, column)
    return "" if is_empty(cell) else header_text(cell)


def _can_be_header(cell: object) -> bool:
    if isinstance(cell, str):
        # Without the mark of a footnote.
        text = cell.strip().rstrip("* ")
        return (
            is_text(cell) or not any(c.isdigit() for c in text) or bool(_YEAR.fullmatch(text) or _AGES.fullmatch(text))
        )
    if isinstance(cell, datetime | date):
        return True
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell in range(1990, 2101)


def _is_group_row(above: Sequence[object], below: Sequence[object], fewest: int) -> bool:
    """Return whether a row holds groups over the columns of the row below: texts, beyond the first column."""
    filled = [column for column, cell in enumerate(above) if not is_empty(cell)]
    first = next((column for column, cell in enumerate(below) if not is_empty(cell)), 0)
    beyond = any(column > first or (column == first and len(filled) >= max(fewest, 2 - first)) for column in filled)
    dates = sum(isinstance(above[column], datetime | date) for column in filled)
    return (
        beyond
        and dates != 1
        and all(_can_be_header(above[column]) for column in filled)
        and not any(":" in str(above[column]) for column in filled)
    )
