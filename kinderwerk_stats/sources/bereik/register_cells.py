"""Cells of a register of activities: is it kinderwerk, for which ages, on which day."""

from datetime import date, datetime

from kinderwerk_stats.model.ages import Ages, read_ages
from kinderwerk_stats.sources.files.plain_text import is_empty
from kinderwerk_stats.sources.lexicon import says
from kinderwerk_stats.sources.time_signs import read_day as find_day


def is_kinderwerk(cell: object) -> bool:
    """Return whether a kind of work is for children; "Kinder- en tienerwerk" is.

    >>> is_kinderwerk("Kinderwerk"), is_kinderwerk("Jongerenwerk"), is_kinderwerk("Kinderopvang")
    (True, False, False)
    """
    return says("register.kinderwerk", str(cell))


def read_age_cell(cell: object) -> Ages | None:
    """Return the ages in a cell; None when it does not say."""
    if is_empty(cell):
        return None
    return read_ages(str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell))


def read_day(cell: object) -> date | None:
    """Return the day in a cell; a text is read day first.

    >>> read_day("3-2-2024"), read_day("2024-02-03"), read_day("voorjaar")
    (datetime.date(2024, 2, 3), datetime.date(2024, 2, 3), None)
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return find_day(str(cell))
