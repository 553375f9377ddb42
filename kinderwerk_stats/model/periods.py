"""Stretches of time: periods of days, and the parts of a year that figures are of."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

HALVES, THIRDS, QUARTERS, MONTHS = 2, 3, 4, 12
MONTH_NAMES = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
                "november", "december")  # fmt: skip
_NAMES = {HALVES: "halfjaar", THIRDS: "viermaandsperiode", QUARTERS: "kwartaal"}
# Stands for the year that a text does not say; a leap year, so that 29 February exists.
NO_YEAR = 4


@dataclass(frozen=True, order=True)
class Period:
    """From one day up to and with another."""

    start: date
    end: date

    @property
    def years(self) -> range:
        """Return the calendar years that the period touches."""
        return range(self.start.year, self.end.year + 1)

    @property
    def part(self) -> "Part | None":
        """Return the half, third, quarter or month that the period is."""
        month, length = self.start.month, self.end.month - self.start.month + 1
        whole = self.start.day == 1 and (self.end + timedelta(days=1)).day == 1
        if not whole or self.start.year != self.end.year or length not in (1, 3, 4, 6) or (month - 1) % length:
            return None
        return Part(MONTHS // length, (month - 1) // length + 1)


@dataclass(frozen=True, order=True)
class Part:
    """Part `number` of a year of `of` parts: 2 are halves, 3 thirds, 4 quarters, 12 months."""

    of: int
    number: int

    @property
    def name(self) -> str:
        """Return the part in words: "kwartaal 1", "maart"."""
        return MONTH_NAMES[self.number - 1] if self.of == MONTHS else f"{_NAMES[self.of]} {self.number}"

    def in_year(self, year: int) -> Period:
        """Return the part as a period."""
        length = MONTHS // self.of
        return Period(date(year, (self.number - 1) * length + 1, 1), last_day(year, self.number * length))


@dataclass(frozen=True)
class Spoken:
    """What a text says of time.

    `years`: of figures. `periods`: stretches of time; of one without a year in the text the year is `NO_YEAR`.
    `days`: days that are no end of a period. `vague`: it speaks of a part of a year and does not say which. `several`:
    more than one stretch, or all that was up to then.
    """

    years: frozenset[int] = frozenset()
    periods: tuple[Period, ...] = ()
    days: tuple[date, ...] = ()
    vague: bool = False
    several: bool = False

    @property
    def whole_year(self) -> bool:
        """Return whether the stretches are whole years together."""
        months = {(day.year, day.month) for period in self.periods for day in _full_months(period)}
        years = {year for period in self.periods for year in period.years}
        return bool(self.periods) and all((year, month) in months for year in years for month in range(1, 13))

    @property
    def part_of_year(self) -> bool:
        """Return whether the text speaks of a part of a year."""
        return not self.whole_year if self.periods else self.vague

    @property
    def part(self) -> Part | None:
        """Return the one part of a year that the text names."""
        return self.periods[0].part if len(self.periods) == 1 and not self.several else None


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _full_months(period: Period) -> Iterator[date]:
    """Return the first day of every month that lies wholly in a period."""
    day = period.start if period.start.day == 1 else date(period.start.year + period.start.month // 12,
                                                          period.start.month % 12 + 1, 1)  # fmt: skip
    while last_day(day.year, day.month) <= period.end:
        yield day
        day = last_day(day.year, day.month) + timedelta(days=1)
