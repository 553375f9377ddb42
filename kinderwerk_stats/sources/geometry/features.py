"""What the properties in a map file say of each feature: wijk code, name, land or water, year."""

import re
from dataclasses import dataclass

import numpy as np

from kinderwerk_stats.model.areas import parse_area_code
from kinderwerk_stats.sources.cbs.area_columns import AREA_NAMES, GEMEENTE_NAMES, WIJK_NAMES, find_code_columns
from kinderwerk_stats.sources.cbs.headers import normalise
from kinderwerk_stats.sources.geometry.files import Columns

_ANY_NAMES = (*WIJK_NAMES, *AREA_NAMES)
_NOT_LAND = {"groot water", "buitenland"}
_ABROAD = "0998"  # CBS counts Buitenland as gemeente GM0998
_YEAR = r"(?:19|20)\d{2}"


@dataclass(frozen=True, eq=False)
class WijkCodes:
    """The wijk code per feature; None where it is another kind of area or `unreadable` (no code at all)."""

    wijk_codes: list[str | None]
    from_buurten: bool
    unreadable: int


def find_codes(columns: Columns) -> WijkCodes | None:
    """Find the property that holds most wijk codes, else most buurt codes; None when there is none.

    A property counts when more than half of its values are area codes, so that a mixed file of gemeenten, wijken
    and buurten gives its wijken. A layer of buurten that names the wijk of each buurt gives those.
    """
    parsed = find_code_columns({name: values.tolist() for name, values in columns.items() if values.dtype == object})
    best: dict[str, tuple[int, str]] = {}
    for name, codes in parsed.items():
        for kind in ("WK", "BU"):
            count = sum(code is not None and code.startswith(kind) for code in codes)
            if count > best.get(kind, (0, ""))[0]:
                best[kind] = (count, name)
    if not best:
        return None
    wanted = "WK" if "WK" in best else "BU"
    column = best[wanted][1]
    return WijkCodes(
        wijk_codes=["WK" + code[2:8] if code and code.startswith(wanted) else None for code in parsed[column]],
        from_buurten=wanted == "BU" or ("BU" in best and best["BU"][1] != column),
        unreadable=sum(code is None for code in parsed[column]),
    )


def rank_layer(columns: Columns) -> tuple[int, int]:
    """Rank a layer with wijken above one with buurten, and then by the number of codes."""
    found = find_codes(columns)
    if found is None:
        return 0, 0
    return (1 if found.from_buurten else 2), sum(code is not None for code in found.wijk_codes)


def find_land_wijken(columns: Columns, found: WijkCodes) -> np.ndarray:
    """Return the row numbers of the features that are part of a wijk on land.

    The property `water` decides (CBS: NEE, JA, B), without it the name. Never the suffix 99 of all water: the wijken
    Buitengebied (WK010699) and Odoornerveen (WK168199) have it too.
    """
    is_wijk = np.array([code is not None and code[2:6] != _ABROAD for code in found.wijk_codes])
    water = _strip_all(_find_column(columns, ("water",)))
    if "NEE" in water:
        is_land = [value in ("NEE", "") for value in water]
    else:
        names = _strip_all(_find_column(columns, (*_ANY_NAMES, "buurtnaam")))
        is_land = [name.casefold() not in _NOT_LAND for name in names] or [True] * len(is_wijk)
    return np.flatnonzero(is_wijk & np.array(is_land))


def is_no_land(code: object, name: object) -> bool:
    """Return whether a code or a name is that of water or of what lies over the border."""
    area = parse_area_code(code) if isinstance(code, str) else None
    return (area or "")[2:6] == _ABROAD or (isinstance(name, str) and name.strip().casefold() in _NOT_LAND)


def find_years(columns: Columns, rows: np.ndarray, stated: object) -> set[int]:
    """Return the years in `jrstatcode` and `jaar`; where they say nothing, the year that the file states."""
    codes = _strip_all(_find_column(columns, ("jrstatcode",)))
    found = [re.match(rf"({_YEAR})(?:WK|BU)\d{{4}}", codes[row]) for row in rows if codes]
    column = _find_column(columns, ("jaar",))
    if column is not None:
        found += [re.fullmatch(rf"({_YEAR})(?:\.0)?", str(value)) for value in column[rows]]
    years = {int(match[1]) for match in found if match}
    if not years and (match := re.fullmatch(_YEAR, str(stated))):
        years = {int(match[0])}
    return years


def find_names(columns: Columns, found: WijkCodes) -> list[str]:
    """Return the wijk name per feature, "" without; the name of a buurt is not that of its wijk."""
    names = _strip_all(_find_column(columns, WIJK_NAMES if found.from_buurten else _ANY_NAMES))
    return names or [""] * len(found.wijk_codes)


def find_gemeente_names(columns: Columns, found: WijkCodes) -> list[str]:
    """Return the gemeente name per feature, "" without."""
    return _strip_all(_find_column(columns, GEMEENTE_NAMES)) or [""] * len(found.wijk_codes)


def _find_column(columns: Columns, wanted: tuple[str, ...]) -> np.ndarray | None:
    """Return the first property with one of these names, in any case, with or without underscores."""
    by_name = {normalise(name): values for name, values in columns.items()}
    return next((by_name[name] for name in wanted if name in by_name), None)


def _strip_all(values: np.ndarray | None) -> list[str]:
    """Return the texts of a column; an empty list without a column."""
    return [] if values is None else [value.strip() if isinstance(value, str) else "" for value in values]
