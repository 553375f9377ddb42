"""Reader of the list of all addresses with their buurt, wijk and gemeente (CBS, `pc6hnr…_gwb.csv`).

The list names no person: CBS gives the postcode and house number of every address in the country as open data. Exactly
this shape is let through, and nothing that looks a little like it: a list of clients has postcodes and house numbers
too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from kinderwerk_stats.model.datasets import AddressTable, ReadResult
from kinderwerk_stats.model.problems import InputRefused, Problem
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.sources.cbs.regions import as_text
from kinderwerk_stats.sources.files.grid import Grid, TextGrid
from kinderwerk_stats.sources.files.uneven import check_even
from kinderwerk_stats.sources.privacy.findings import Finding, Reason, to_problem

TITLE = "Buurt, wijk en gemeente voor postcode en huisnummer"
# Fewer addresses are not those of a gemeente; they can be those of people that somebody chose.
MIN_ADDRESSES = 500

_POSTCODE, _NUMBER = "pc6", "huisnummer"
_AREA_HEADER = re.compile(r"(buurt|wijk|gem(?:eente)?)((?:19|20)\d{2})")
_AREA_WIDTH = {"buurt": 8, "wijk": 6, "gem": 4, "gemeente": 4}
_GEMEENTE_CELL = re.compile(r"([0-9]{4})?")
_AREA_CELL = {
    "buurt": re.compile(r"([0-9]{4}[0-9A-Z]{2}[0-9]{2})?"),
    "wijk": re.compile(r"([0-9]{4}[0-9A-Z]{2})?"),
    "gem": _GEMEENTE_CELL,
    "gemeente": _GEMEENTE_CELL,
}
_POSTCODE_CELL = re.compile(r"[1-9][0-9]{3} ?[A-Z]{2}")
_NUMBER_CELL = re.compile(r"[0-9]{1,5}(\.0)?")


@dataclass(frozen=True)
class AddressLayout:
    """Where the columns of the list are: year -> position of its wijk, or of its buurt where there is no wijk."""

    postcode: int
    number: int
    areas: tuple[tuple[int, str, int], ...]

    @property
    def years(self) -> list[int]:
        """Return the years of the indelingen, oldest first."""
        return sorted({year for _, kind, year in self.areas if kind in ("wijk", "buurt")})


def find_address_layout(grids: Sequence[Grid]) -> AddressLayout | None:
    """Return where the columns are, when the file has the shape of the CBS list and no column more; None otherwise.

    Text only, as CBS gives it: a workbook can hold more than its header shows. The first row is PC6, Huisnummer, and
    columns called Buurt, Wijk, Gem or Gemeente with a year behind it.
    """
    if len(grids) != 1 or not isinstance(grids[0], TextGrid):
        return None
    head = grids[0].head(1)
    names = [str(cell).strip().casefold() if cell is not None else "" for cell in (head[0] if head else [])]
    if _POSTCODE not in names or _NUMBER not in names or len(set(names)) < len(names):
        return None
    areas = []
    for position, name in enumerate(names):
        found = _AREA_HEADER.fullmatch(name)
        if found:
            areas.append((position, found[1], int(found[2])))
        elif name not in (_POSTCODE, _NUMBER):
            return None
    layout = AddressLayout(names.index(_POSTCODE), names.index(_NUMBER), tuple(areas))
    return layout if layout.years else None


def read_addresses(path: Path, grids: Sequence[Grid]) -> ReadResult | None:
    """Read the wijk of every address.

    Parameters
    ----------
    path : for the name in messages and in `Source.file`.
    grids : the sheets of the file.

    Returns
    -------
    An `AddressTable` per year in the headers; None for a file of another shape. An address that lies in two wijken of
    one year, or in none, is left out.

    Raises
    ------
    InputRefused
        As personal data, when any cell is not what its header says, or there are too few addresses to be all of a
        gemeente: then it is another list that only has these headers.
    """
    layout = find_address_layout(grids)
    if layout is None:
        return None
    grid = grids[0]
    grid.load([layout.postcode, layout.number, *(position for position, _, _ in layout.areas)])
    if uneven := check_even(path.name, grid, 1):
        return ReadResult(path, "adressen", problems=tuple(uneven))
    # Each different cell is looked at once: there are far fewer of them than rows.
    postcode = _encode(grid.column(layout.postcode, 1))
    number = _encode(grid.column(layout.number, 1))
    areas = {(kind, year): _encode(grid.column(position, 1)) for position, kind, year in layout.areas}
    _refuse_unless_all(path, layout.postcode, postcode.different, _POSTCODE_CELL)
    _refuse_unless_all(path, layout.number, number.different, _NUMBER_CELL)
    for position, kind, year in layout.areas:
        cells = areas[kind, year]
        # Programs that read the codes as numbers lose the zeros in front.
        padded = [text.zfill(_AREA_WIDTH[kind]) if text else "" for text in cells.different]
        areas[kind, year] = _Encoded(padded, cells.place)
        _refuse_unless_all(path, position, padded, _AREA_CELL[kind])
    keys = _to_keys(postcode, number)
    order = np.arange(len(keys)) if (keys[1:] >= keys[:-1]).all() else np.argsort(keys, kind="stable")
    keys = keys[order]
    if np.count_nonzero(keys[1:] != keys[:-1]) + 1 < MIN_ADDRESSES:
        raise InputRefused([_refusal(path, "te_weinig_adressen", grid.name)])
    tables = [_build_table(path.name, year, keys, order, areas) for year in layout.years]
    counts = {"land": 0, "gemeente": 0, "wijk": len(set().union(*(table.wijk_codes for table in tables))), "buurt": 0}
    return ReadResult(path, "adressen", tuple(tables), area_counts=counts)


@dataclass(frozen=True)
class _Encoded:
    """A column: its different cells in capitals, and for each row which one it is."""

    different: list[str]
    place: np.ndarray


def _encode(cells: Sequence[object] | pa.Array) -> _Encoded:
    encoded = as_text(cells).dictionary_encode()
    return _Encoded([text.upper() for text in encoded.dictionary.to_pylist()], encoded.indices.to_numpy())


def _refuse_unless_all(path: Path, position: int, cells: Iterable[str], pattern: re.Pattern[str]) -> None:
    """Refuse a list in which a cell is something else than the shape allows."""
    if not all(pattern.fullmatch(cell) for cell in cells):
        raise InputRefused([_refusal(path, "adres_onbekende_lijst", column=position)])


def _refusal(path: Path, kind: str, sheet: str = "", column: int | None = None) -> Problem:
    return to_problem(path.name, Finding(True, (Reason(kind),), sheet, column=column))


def _to_keys(postcode: _Encoded, number: _Encoded) -> np.ndarray:
    """Return a number per address: postcode and house number in one."""
    codes = [
        (int(text[:4]) * 26 + ord(text[-2]) - ord("A")) * 26 + ord(text[-1]) - ord("A") for text in postcode.different
    ]
    numbers = [int(text.removesuffix(".0")) for text in number.different]
    first, second = np.array(codes, dtype=np.int64), np.array(numbers, dtype=np.int64)
    return np.asarray(first[postcode.place] * 100_000 + second[number.place])


def _build_table(
    file: str, year: int, keys: np.ndarray, order: np.ndarray, areas: dict[tuple[str, int], _Encoded]
) -> AddressTable:
    """Return the wijk of each address in one year, by address; `keys` are sorted, `order` is their row in the file."""
    cells = areas["wijk" if ("wijk", year) in areas else "buurt", year]
    codes = sorted({text[:6] for text in cells.different if text})
    number = {code: place for place, code in enumerate(codes)}
    numbers = np.array([number.get(text[:6], -1) for text in cells.different], dtype=np.int32)
    wijk = numbers[cells.place[order]]
    start = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    # All rows of an address say the same wijk when the lowest and the highest do.
    clear = np.minimum.reduceat(wijk, start) == np.maximum.reduceat(wijk, start)
    clear &= wijk[start] >= 0
    frame = pd.DataFrame({"address": keys[start][clear], "wijk": wijk[start][clear]})
    source = Source(file, "adressen", TITLE, "CBS", year)
    return AddressTable(source, frame, [f"WK{code}" for code in codes])
