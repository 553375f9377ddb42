"""What a text says of time: the one grammar of periods, for titles, headers, cells, names of sheets and settings.

A text is cut into signs ("Q1", "t/m", "31-12-2024"), and signs become stretches of time. The day on which something was
written, a number such as 2025-1234 and a postcode are no year of figures. What cannot be told is `vague`, not guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from kinderwerk_stats.model.periods import (
    MONTHS,
    NO_YEAR,
    Part,
    Period,
    Spoken,
)
from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import find_all, says, words
from kinderwerk_stats.sources.time_signs import (
    NUMBERS,
    PARTS,
    SIGNS,
    Point,
    Sign,
    day_point,
    digits_in,
    end_of_month,
    find_signs,
    is_some_period,
    make_date,
    month_in,
    month_point,
    number_in,
    part_point,
    read_day_sign,
    week_point,
    write_out,
    year_in,
)

_RANGES = ("up_to", "until", "dash")
_PERIOD_SIGNS = ("year", "month", *PARTS)
_WORDS_OF_A_TITLE = 6


def read_time(text: str, *, is_header: bool = False) -> Spoken:
    """Return what a text says of time; in a header the name of a month is always its period.

    >>> read_time("jan-dec 2024").years, read_time("Utrecht, 15 januari 2025").years
    (frozenset({2024}), frozenset())
    >>> read_time("Periode Q1 t/m Q2 2024").periods
    (Period(start=datetime.date(2024, 1, 1), end=datetime.date(2024, 6, 30)),)
    """
    return _read_time(text, is_header)


@lru_cache(maxsize=4096)
def _read_time(text: str, is_header: bool) -> Spoken:
    plain = to_plain(text)
    signs = find_signs(text)
    reader = _Reader(signs, is_title=is_header or _is_title(plain))
    periods, days = reader.read()
    if len(days) == 2 and not periods and days[0] < days[1] and not says("tijd.dag_van_maken", text):
        periods, days = [Period(*days)], []
    years = {year for period in periods for year in period.years if year != NO_YEAR} | reader.years
    vague = bool(find_all("tijd.deel_van_jaar", plain)) and not find_all("tijd.alle_delen", plain)
    return Spoken(frozenset(years), tuple(periods), tuple(days), vague or reader.vague, reader.several)


def read_part(text: str) -> Part | None:
    """Return the one part of a year that a text names; None for none, several, or all parts up to one.

    >>> [part and part.name for part in map(read_part, ("Q1 2024", "2e halfjaar", "mrt", "Q1 t/m Q3", "2024"))]
    ['kwartaal 1', 'halfjaar 2', 'maart', None, None]
    """
    return read_time(text).part


def read_part_cell(cell: object, header: str) -> Part | None:
    """Return the part in a cell of a column of periods; a number alone means what the header says.

    >>> read_part_cell(3.0, "Kwartaal"), read_part_cell("Q3", "Periode"), read_part_cell(3.0, "Week")
    (Part(of=4, number=3), Part(of=4, number=3), None)
    """
    if isinstance(cell, datetime | date):
        return None
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    if text.isdecimal() and len(text) < 3:
        plain = to_plain(header)
        of = next((of for word, of in (("kwart", 4), ("half", 2), ("maand", 12)) if word in plain), 0)
        return Part(of, int(text)) if 1 <= int(text) <= of else None
    return read_part(text)


def read_years(text: str) -> frozenset[int]:
    """Return the years of figures that a text names; the day on which it was written is none.

    >>> sorted(read_years("Bereik 2022 t/m 2024")), sorted(read_years("Subsidiebeschikking 2025-1234"))
    ([2022, 2023, 2024], [])
    """
    return read_time(text).years


def is_period(text: str) -> bool:
    """Return whether a text says nothing but a period.

    >>> is_period("2024"), is_period("jan-mrt 2024"), is_period("Unieke kinderen 2024")
    (True, True, False)
    """
    spoken = read_time(text)
    rest = without_time(text.casefold())
    return bool(spoken.years or spoken.periods) and not to_plain(rest)


def says_part_of_year(text: str) -> bool:
    """Return whether a text names a part of a year as the period of figures.

    >>> [says_part_of_year(t) for t in ("januari - juni 2024", "t/m september", "jan t/m dec 2024", "Q1-Q3", "Q1-Q4")]
    [True, True, False, True, False]
    """
    return read_time(text).part_of_year


def without_time(text: str, *, only_days: bool = False) -> str:
    """Return a text without its periods and days, and without the words between those; or without its days only.

    >>> without_time("Unieke kinderen per wijk, 2022 t/m 2024").strip()
    'Unieke kinderen per wijk'
    """
    days = ("iso", "dmy", "day_month")
    kinds = days if only_days else (*days, *_PERIOD_SIGNS, "season", "month_year", *_RANGES, "and")
    return re.sub(SIGNS, lambda sign: " " if sign.lastgroup in kinds else sign[0], write_out(text))


def without_period(plain: str) -> str:
    """Return a plain text without the year and the part of the year it names.

    >>> without_period("bereik 2024"), without_period("q1 unieke kinderen"), without_period("bezoeken mrt")
    ('bereik', 'unieke kinderen', 'bezoeken')
    """
    rest = SIGNS.sub(lambda sign: " " if sign.lastgroup in _PERIOD_SIGNS else sign[0], plain)
    return " ".join(rest.split())


def _is_title(plain: str) -> bool:
    """Return whether a month alone in a text is its period: it is short, and not about another day or the year."""
    other = find_all("tijd.andere_dag", plain) or find_all("tijd.heel_jaar", plain)
    return len(plain.split()) <= _WORDS_OF_A_TITLE and not other


class _Reader:
    """Reads signs from left to right into periods and days."""

    def __init__(self, signs: Sequence[Sign], *, is_title: bool) -> None:
        self._signs = signs
        self._is_title = is_title
        self.vague = any(sign.kind == "code" or is_some_period(sign) for sign in signs)
        self.several = any(sign.text.startswith("cumulatie") for sign in signs)
        self.years = {year for at, sign in enumerate(signs) if sign.kind == "year" and (year := self._year_at(at))}

    def read(self) -> tuple[list[Period], list[date]]:
        """Return the stretches, and the days that stand by themselves."""
        periods: list[Period] = []
        days: list[date] = []
        at = 0
        while at < len(self._signs):
            found, at = self._read_at(at)
            if isinstance(found, Period):
                periods.append(found)
            elif found is not None:
                days.append(found)
        self.several |= len(periods) > 1
        return list(dict.fromkeys(periods)), days

    def _read_at(self, at: int) -> tuple[Period | date | None, int]:
        sign = self._signs[at]
        if sign.kind in ("up_to", "until"):
            return self._read_up_to(at)
        if sign.kind == "year":
            return self._read_year_range(at)
        if sign.text == "vanaf":
            return self._read_from(at)
        point = self._point_at(at)
        if point is None or (sign.kind == "dm" and self._kind_at(at + 1) not in ("up_to", "until")):
            return None, at + 1
        after = at + 1 + self._year_follows(at)
        if after < len(self._signs) and self._signs[after].kind in _RANGES:
            end = after + 1 + self._skips(after + 1)
            last = self._point_at(end, like=point)
            if last is not None and last.kind == point.kind:
                exclusive = self._signs[after].kind == "until"
                return self._between(point, last, exclusive=exclusive), end + 1 + self._year_follows(end)
        return self._alone(point, at), after

    def _read_from(self, at: int) -> tuple[Period | None, int]:
        """Read "vanaf september 2024": up to the end of the year."""
        point = self._point_at(at + 1)
        if point is None or point.kind == "week":
            return None, at + 1
        self.several = True
        return _period(point.year, point.first, point.year, (12, 31)), at + 2 + self._year_follows(at + 1)

    def _alone(self, point: Point, at: int) -> Period | date | None:
        if point.kind == "day":
            return None if point.year is None else make_date(point.year, point.first)
        if point.kind == "month" and self._signs[at].kind == "month" and not self._is_month(at):
            self._drop_year(at)
            return None
        if point.kind == "week":
            self.vague = True
            return None
        if self._lists_another(at, point):
            self.several = self.vague = True
        return _period(point.year, point.first, point.year, point.last)

    def _is_month(self, at: int) -> bool:
        """Return whether a name of a month is the period of a title, or one of a list; "Jan" alone is a person's."""
        beside = [kind for step in (-2, 2) if (kind := self._kind_at(at + step)) == "month"]
        if beside and "and" in (self._kind_at(at - 1), self._kind_at(at + 1)):
            return True
        is_name = self._signs[at].text == "jan" and at < len(self._signs) - 1 and self._year_near(at) is None
        return self._is_title and not is_name

    def _drop_year(self, at: int) -> None:
        """Forget the year of a month that is no period: "Aangeleverd in januari 2025"."""
        place = at + self._year_follows(at)
        others = {self._year_at(other) for other in range(len(self._signs)) if other != place}
        self.years -= {year for year in (self._year_at(place),) if year is not None} - others

    def _kind_at(self, at: int) -> str:
        return self._signs[at].kind if 0 <= at < len(self._signs) else ""

    def _lists_another(self, at: int, point: Point) -> bool:
        """Return whether "en 2" follows "kwartaal 1"."""
        rest = [self._kind_at(at + step) for step in (1, 2, 3)]
        return point.kind in PARTS and rest[:2] == ["and", "small"] and rest[2] not in _RANGES

    def _read_up_to(self, at: int) -> tuple[Period | None, int]:
        """Read "t/m september": from the first of January on."""
        end = at + 1 + self._skips(at + 1)
        last = self._point_at(end)
        is_until = self._signs[at].kind == "until"
        if last is None or (is_until and last.kind != "day"):
            return None, at + 1
        if last.kind == "week":
            self.vague |= last.last != (12, 31)
            return None, end + 1
        self.several = True
        # "Tot 1 januari 2025" is all of the year before.
        start = replace(last, first=(1, 1), year=None)
        if is_until and last.first == (1, 1) and last.year is not None:
            start = replace(start, year=last.year - 1)
        return self._between(start, last, exclusive=is_until), end + 1 + self._year_follows(end)

    def _read_year_range(self, at: int) -> tuple[Period | None, int]:
        """Read "2022 t/m 2024"; the years between count too."""
        kinds = [sign.kind for sign in self._signs[at : at + 3]]
        first, last = self._year_at(at), self._year_at(at + 2)
        if len(kinds) == 3 and kinds[1] in _RANGES and kinds[2] == "year" and first and last and first < last:
            self.years |= set(range(first, last + 1))
            return None, at + 3
        return None, at + 1

    def _between(self, first: Point, last: Point, *, exclusive: bool) -> Period | None:
        if first.kind == "week":
            self.vague |= not (first.first == (1, 1) and last.last == (12, 31))
            return None
        year = last.year or first.year
        start_year = first.year or year
        period = _period(start_year, first.first, year, last.last)
        if period is None:
            # "September t/m juni 2024" does not say which year starts it.
            self.vague = True
            return None
        if (
            last.kind == "day"
            and last.last[1] == 1
            and (exclusive or last.last == (1, 1))
            and period.start < period.end
        ):
            period = replace(period, end=period.end - timedelta(days=1))
        return period

    def _point_at(self, at: int, like: Point | None = None) -> Point | None:
        """Return the stretch of a sign; a number alone is one of the kind before it, as in "Q1-3"."""
        if at >= len(self._signs):
            return None
        sign = self._signs[at]
        if sign.kind in ("iso", "dmy"):
            day = read_day_sign(sign.text)
            return None if day is None else day_point(day.month, day.day, day.year)
        numbers = [int(digits) for digits in re.findall(r"\d+", sign.text)]
        if sign.kind == "day_month":
            return day_point(month_in(sign.text), numbers[0], self._own_year(numbers[1:], at))
        if sign.kind == "dm":
            return day_point(numbers[1], numbers[0], self._year_near(at))
        if sign.kind in ("season", "school"):
            return self._season(*numbers)
        if sign.kind == "month_year":
            return month_point(*numbers)
        if sign.kind == "month":
            return month_point(month_in(sign.text), self._own_year(numbers, at))
        if sign.kind == "nth_month":
            return month_point(numbers[0], self._year_near(at))
        if sign.kind == "months":
            return self._some_months(at)
        if sign.kind in PARTS:
            return part_point(sign.kind, number_in(sign.text), self._own_year([n for n in numbers if n > 9], at))
        if sign.kind == "week":
            return week_point(numbers[0])
        return self._number_like(numbers, like, at) if sign.kind == "small" else None

    def _number_like(self, numbers: Sequence[int], like: Point | None, at: int) -> Point | None:
        """Return the stretch of a number behind another of its kind: the 3 in "Q1-3"."""
        if like is None or like.kind not in (*PARTS, "week"):
            return None
        if like.kind == "week":
            return week_point(numbers[0])
        return part_point(like.kind, numbers[0], self._year_near(at))

    def _own_year(self, numbers: Sequence[int], at: int) -> int | None:
        """Return the year within a sign, as in "jan-24"; else the one near it."""
        if not numbers:
            return self._year_near(at)
        return numbers[-1] if numbers[-1] > 99 else 2000 + numbers[-1]

    def _season(self, first: int, second: int) -> Point | None:
        """Return a school year, or a month: "2024-03"."""
        first = first if first > 99 else 2000 + first
        if second == (first + 1) % 100:
            self.years |= {first, first + 1}
            return None
        return month_point(second, first) if 1 <= second <= MONTHS else None

    def _some_months(self, at: int) -> Point | None:
        word = self._signs[at].text.split()[0]
        number = int(digits_in(word)) if word[0].isdigit() else NUMBERS.get(word, 0)
        if not 1 <= number < MONTHS:
            return None
        if at and self._signs[at - 1].text == "eerste":
            return Point("months", (1, 1), end_of_month(number), self._year_near(at))
        self.vague = True
        return None

    def _year_near(self, at: int) -> int | None:
        """Return the year right behind or before a sign, or the only one in the text."""
        behind = at + self._year_follows(at)
        if behind > at and (year := self._year_at(behind)):
            return year
        before = at - 1 - (at > 0 and self._signs[at - 1].kind == "dash")
        if before >= 0 and (year := self._year_at(before)):
            return year
        return next(iter(self.years)) if len(self.years) == 1 else None

    def _year_follows(self, at: int) -> int:
        """Return how many signs further the year of a sign stands; 0 when there is none."""
        for step in (1, 2):
            if at + step < len(self._signs) and self._signs[at + step].kind == "year":
                between = self._signs[at + 1 : at + step]
                return step if all(sign.text in ("van", "-", ",", "/", "in") for sign in between) else 0
        return 0

    def _year_at(self, at: int) -> int | None:
        if not 0 <= at < len(self._signs) or self._signs[at].kind != "year":
            return None
        if at and self._signs[at - 1].text in words("tijd.nummer"):
            return None
        year = year_in(self._signs[at].text)
        # "2025-1990" is a number, and so is what follows "kenmerk 2025-".
        if (first := self._beside(at, -1)) and (self._year_at(at - 2) is None or year_in(first) >= year):
            return None
        second = self._beside(at, 1)
        return None if second and year >= year_in(second) else year

    def _beside(self, at: int, side: int) -> str:
        """Return the year on the other end of a dash."""
        ends = at + side, at + 2 * side
        inside = min(ends) >= 0 and max(ends) < len(self._signs)
        kinds = [self._signs[end].kind for end in ends] if inside else []
        return self._signs[ends[1]].text if kinds == ["dash", "year"] else ""

    def _skips(self, at: int) -> int:
        """Return how many words without a meaning of their own stand at a place, as in "t/m het 2e kwartaal"."""
        count = 0
        while at + count < len(self._signs) and self._signs[at + count].text in ("het", "de", "en", "met"):
            count += 1
        return count


def _period(year: int | None, first: tuple[int, int], last_year: int | None, last: tuple[int, int]) -> Period | None:
    start, end = make_date(year or NO_YEAR, first), make_date(last_year or NO_YEAR, last)
    return Period(start, end) if start is not None and end is not None and start <= end else None
