"""Which columns say what the areas of a table or a map are: codes by what they hold, names by their header."""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from kinderwerk_stats.model.areas import kind_of, parse_area_code
from kinderwerk_stats.sources.files.plain_text import to_plain

WIJK_NAMES = ("wijknaam", "wknaam", "naamwijk")
BUURT_NAMES = ("buurtnaam", "bunaam", "naambuurt")
# Of areas of any kind, in one column. R writes the names of a CBS table beside its codes with "_label" behind them.
AREA_NAMES = (
    "regio", "gwbnaam", "wijkenenbuurtenlabel", "wijkenenbuurten", "regios", "regioslabel", "statnaam", "naamgebied",
    "gebiedsnaam", "gebiednaam", "naam", "name",
)  # fmt: skip
GEMEENTE_NAMES = ("gmnaam", "gemeentenaam", "regioaanduidinggemeentenaam", "gemeente")

K = TypeVar("K", bound=Hashable)
# Finest first: of two columns that name as many areas, the finer one says what a row is about.
_PREFIXES = ("BU", "WK", "GM", "NL")

# What only an organisation counts.
_COUNTED_ONLY_BY_ORGANISATION = re.compile(
    r"\b(?:uniek\w*|bereik|bereikte?|deelnemers?|deelnames?|deelnamen|bezoek(?:en|ers)|contactmomenten)\b"
)
_WORK = re.compile(r"\b(?:kinderwerk\w*|ftes?)\b")


def is_of_organisation(headers: Iterable[object], titles: Iterable[object] = ()) -> bool:
    """Return whether a table says that an organisation counted: then it is not of CBS, whatever else stands in it.

    Parameters
    ----------
    headers : the cells of the header row.
    titles : what stands above it; that a table was made for kinderwerk does not yet say who counted.
    """
    columns = [to_plain(cell) for cell in headers if isinstance(cell, str)]
    words = [*columns, *(to_plain(cell) for cell in titles if isinstance(cell, str))]
    return any(map(_COUNTED_ONLY_BY_ORGANISATION.search, words)) or any(map(_WORK.search, columns))


def parse_codes(cells: Iterable[object]) -> list[str | None]:
    """Return the area code of each cell, None where there is none."""
    return [parse_area_code(cell) if isinstance(cell, str) else None for cell in cells]


def find_code_columns(columns: Mapping[K, Sequence[object]]) -> dict[K, list[str | None]]:
    """Return the columns that hold codes, whatever they are called: more than half of their cells are an area code."""
    parsed = {name: parse_codes(cells) for name, cells in columns.items()}
    return {name: codes for name, codes in parsed.items() if 2 * sum(code is not None for code in codes) > len(codes)}


def find_row_codes(columns: Mapping[K, Sequence[object]]) -> K | None:
    """Return the column of codes that says what each row is about; None without.

    The one with most different codes, for beside a buurt the code of its wijk and gemeente can stand; of as many, the
    one with the finest areas.
    """
    found = {name: [code for code in codes if code] for name, codes in find_code_columns(columns).items()}
    if not found:
        return None
    return max(found, key=lambda name: (len(set(found[name])), -_PREFIXES.index(found[name][0][:2])))


def names_of(codes: Iterable[str | None]) -> tuple[str, ...]:
    """Return which columns can hold the names of rows with these codes: the name of a wijk is not that of its buurt."""
    kinds = [kind_of(code) for code in codes if code]
    if 2 * kinds.count("buurt") > len(kinds):
        return (*BUURT_NAMES, *AREA_NAMES)
    return (*WIJK_NAMES, *AREA_NAMES) if 2 * kinds.count("wijk") > len(kinds) else (*AREA_NAMES, *WIJK_NAMES)
