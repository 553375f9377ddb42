"""Days on which children were born, among those of work: in a column, and in a text."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, timedelta

from kinderwerk_stats.sources.privacy.texts import DAY, MONTHS

_OLDEST_CHILD, _YOUNGEST_CHILD = 18, 3
_MIN_YEARS_OF_BIRTH = 3
# Who is 4 to 12 in the course of a year.
_CHILD_AGES = range(3, 14)
_MIN_DAYS_OF_CHILDREN = 3
_MIN_SERIALS, _MANY_SERIALS = 3, 4
_EXCEL_EPOCH = date(1899, 12, 30)
_MONTHS_IN_YEAR = 12
_SERIAL = re.compile(r"[34]\d{4}", re.ASCII)
_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"((?:19|20)\d{2})(?:[-/.](?=\d{1,2}[-/.])|(?=\d{4}$))(\d{1,2})[-/.]?(\d{1,2})", re.ASCII)
_WRITTEN_DATE = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})\.?[ -]['\u2019]?(\d{4}|\d{2})", re.ASCII)
_EIGHT_DIGITS = re.compile(r"(\d{2})(\d{2})((?:19|20)\d{2})", re.ASCII)
_TIME = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$")


def judge_dates(
    cells: Mapping[object, int],
    today: date,
    year: int,
    *,
    of_work: bool,
    of_activities: bool,
    can_be_numbers: bool | None,
) -> bool | None:
    """Return whether the dates of a column are days of birth: True refuses, False asks, None for no.

    Dates of activities lie within a season or two; children of 4 to 12 were born in eight different years. So dates
    of three years or more refuse, but below a header of work; there they ask when all can be days of birth. Dates of
    fewer years ask when children of 4 to 12 were born then.

    Parameters
    ----------
    cells : each different filled cell -> how often it stands in the column.
    today : the last day that counts.
    year : of the figures beside them.
    of_work : whether the header is of what was done, decided or opened.
    of_activities : whether other headers are of a register of activities.
    can_be_numbers : whether whole numbers can be the days that Excel counts: True where they refuse, False where they
        ask, None where the header is of counts.

    >>> born, today = Counter(["3-1-2016", "9-4-2017", "12-7-2018"]), date(2024, 6, 1)
    >>> judge_dates(born, today, 2024, of_work=False, of_activities=False, can_be_numbers=None)
    True
    >>> judge_dates(born, today, 2024, of_work=True, of_activities=False, can_be_numbers=None)
    False
    """
    dates = _days(cells, _as_date)
    numbers = _days(cells, _as_serial) if not dates and can_be_numbers is not None else Counter[date]()
    refusing = dates or (numbers if can_be_numbers and len(numbers) >= _MIN_SERIALS else Counter[date]())
    recent = [day for day in refusing if day.year >= today.year - _OLDEST_CHILD - 1 and day <= today]
    is_most = 2 * sum(refusing[day] for day in recent) > sum(cells.values())
    if not of_work and is_most and len({day.year for day in recent}) >= _MIN_YEARS_OF_BIRTH:
        return True
    of_children = not of_work and not of_activities and _are_days_of_children(dates, year)
    asks = of_children or (of_work and _are_days_of_birth(dates, today))
    all_days = len(numbers) >= _MANY_SERIALS and sum(map(_is_number, cells)) == len(numbers)
    return False if asks or (all_days and _are_days_of_birth(numbers, today)) else None


def _days(cells: Mapping[object, int], read: Callable[[object], date | None]) -> Counter[date]:
    days: Counter[date] = Counter()
    for cell, count in cells.items():
        if (day := read(cell)) is not None:
            days[day] += count
    return days


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _are_days_of_birth(days: Collection[date], today: date) -> bool:
    return (
        all(is_of_a_child(day, today) for day in days)
        and len({day.year for day in days}) >= _MIN_YEARS_OF_BIRTH
        and len({(day.month, day.day) for day in days}) >= _MIN_YEARS_OF_BIRTH
    )


def _are_days_of_children(days: Collection[date], year: int) -> bool:
    is_old = all(year - day.year in _CHILD_AGES for day in days)
    return is_old and len({(day.month, day.day) for day in days}) >= _MIN_DAYS_OF_CHILDREN


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
