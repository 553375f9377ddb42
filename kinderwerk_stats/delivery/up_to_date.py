"""How old the figures of a gemeente are, what CBS is known to have since, and what newer ones would change."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from kinderwerk_stats.delivery.published import is_about
from kinderwerk_stats.model.datasets import CbsTable, Table
from kinderwerk_stats.model.source import FileKind, Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.library import Library

_THEMES: Mapping[FileKind, str] = {
    "kwb": "kwb", "statline": "kwb", "odata": "kwb", "leeftijden": "leeftijden", "nabijheid": "nabijheid",
    "ses_woa": "ses", "gebieden": "gebieden", "bereik": "bereik",
}  # fmt: skip
# Of each theme the one by which its years are known. Tables of SES-WOA are called after borders, not after figures.
_KNOWN_BY = {"kwb": "kwb", "gebieden": "kwb", "leeftijden": "leeftijden", "nabijheid": "nabijheid"}
# CBS fills Kerncijfers of a year for more than two years: of 2023 income and jeugdzorg were absent after 20 months.
_YEARS_OF_FILLING = 2


class Held(NamedTuple):
    """The newest figures of one theme.

    `newest`: the newest year that CBS is known to have; None where that is not known. `filling`: CBS may still fill and
    correct this year. `absent`: the indicators of this year that no wijk has yet.
    """

    theme: str
    source: Source
    year: int
    newest: int | None = None
    filling: bool = False
    absent: tuple[str, ...] = ()

    @property
    def outdated(self) -> bool:
        """Return whether CBS is known to have a newer year."""
        return self.newest is not None and self.newest > self.year


class Gain(NamedTuple):
    """What newer figures of one theme and year would change.

    `new_year`: nothing of this year is there now. `new`: indicators of which a wijk gets a figure and none has one now;
    `changed`: those of which a wijk gets another figure; `absent`: those that CBS has not filled in either.
    """

    theme: str
    year: int
    new_year: bool
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def find_held(library: Library, gemeente_code: str, known: Mapping[str, int], this_year: int) -> list[Held]:
    """Return the newest figures of each theme.

    Parameters
    ----------
    known : theme -> the newest year that CBS is known to have.
    this_year : the year that it is now.
    """
    newest: dict[str, tuple[int, Table]] = {}
    for theme, table in _tables_of(library, gemeente_code):
        year = table.year
        if year is not None and (theme not in newest or year > newest[theme][0]):
            newest[theme] = year, table
    found = []
    for theme in dict.fromkeys(_THEMES.values()):
        if theme in newest:
            year, table = newest[theme]
            # What is invented has no newer table at CBS.
            at_cbs = None if table.source.invented else known.get(_KNOWN_BY.get(theme, ""))
            filling = theme == "kwb" and at_cbs is not None and this_year - year <= _YEARS_OF_FILLING
            found.append(Held(theme, table.source, year, at_cbs, filling))
            if filling and year in library.years_with_figures(gemeente_code):
                status = library.cbs_figures(gemeente_code, year).status
                found[-1] = found[-1]._replace(absent=_absent(status))
    return found


def find_gains(own: Library, new: Library, gemeente_code: str) -> list[Gain]:
    """Return what each table of `new` would change, by year; nothing for one that says the same."""
    have = {(theme, table.year) for theme, table in _tables_of(own, gemeente_code)}
    found = []
    for theme, table in _tables_of(new, gemeente_code):
        if table.year is None:
            continue
        gain = Gain(theme, table.year, (theme, table.year) not in have)
        if isinstance(table, CbsTable):
            first, other = _differences(own, table, gemeente_code)
            gain = gain._replace(new=first, changed=other, absent=_absent(table.status))
        if gain.new_year or gain.new or gain.changed:
            found.append(gain)
    return sorted(found, key=lambda gain: (list(_THEMES.values()).index(gain.theme), -gain.year))


def _tables_of(library: Library, gemeente_code: str) -> Iterator[tuple[str, Table]]:
    tables: tuple[Table, ...] = (*library.cbs, *library.ages, *library.shapes, *library.bereik)
    for table in tables:
        if table.source.kind in _THEMES and is_about(table, gemeente_code):
            yield _THEMES[table.source.kind], table


def _absent(status: pd.DataFrame) -> tuple[str, ...]:
    empty = (status == Status.NOT_PUBLISHED).all()
    return tuple(str(name) for name in empty.index[empty])


def _differences(own: Library, table: CbsTable, gemeente_code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return of which indicators a wijk gets its first figure, and of which another one."""
    year = table.source.year
    wijken = table.areas.index[table.areas.index.str.startswith(f"WK{gemeente_code[2:]}")]
    values = table.values.loc[wijken]
    before = values * np.nan
    if year is not None and year in own.years_with_figures(gemeente_code):
        before = own.cbs_figures(gemeente_code, year).values.reindex(index=wijken, columns=values.columns)
    gained = before.isna().all() & values.notna().any()
    other = (before.notna() & values.notna() & ~np.isclose(before, values)).any()
    return tuple(values.columns[gained]), tuple(values.columns[other])
