"""Reader of the list of all addresses with their buurt, wijk and gemeente (CBS, `pc6hnr…_gwb.csv`).

The list names no person: CBS gives the postcode and house number of every address in the country as open data. Exactly
this shape is let through, and nothing that looks a little like it: a list of clients has postcodes and house numbers
too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kinderwerk_stats.model.datasets import AddressTable, ReadResult, Source
from kinderwerk_stats.model.errors import InputRefused
from kinderwerk_stats.sources.cbs.regions import as_text
from kinderwerk_stats.sources.files.grid import Grid, TextGrid
from kinderwerk_stats.sources.files.uneven import check_even
from kinderwerk_stats.sources.files.where import describe_place
from kinderwerk_stats.sources.privacy.personal_data import refusal

TITLE = "Buurt, wijk en gemeente voor postcode en huisnummer"
# Fewer addresses are not those of a gemeente; they can be those of people that somebody chose.
MIN_ADDRESSES = 500

_POSTCODE, _NUMBER = "pc6", "huisnummer"
_AREA_HEADER = re.compile(r"(buurt|wijk|gem(?:eente)?)((?:19|20)\d{2})")
_AREA_WIDTH = {"buurt": 8, "wijk": 6, "gem": 4, "gemeente": 4}
_AREA_CELL = {"buurt": r"^(\d{4}[0-9A-Z]{2}\d{2})?$", "wijk": r"^(\d{4}[0-9A-Z]{2})?$", "gem": r"^(\d{4})?$"}
_AREA_CELL["gemeente"] = _AREA_CELL["gem"]
_POSTCODE_CELL = r"^[1-9]\d{3} ?[A-Z]{2}$"
_NUMBER_CELL = r"^\d{1,5}(\.0)?$"


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
    postcode = pc.utf8_upper(as_text(grid.column(layout.postcode, 1)))
    number = as_text(grid.column(layout.number, 1))
    areas = {(kind, year): as_text(grid.column(position, 1)) for position, kind, year in layout.areas}
    _refuse_unless_all(path, layout.postcode, postcode, _POSTCODE_CELL)
    _refuse_unless_all(path, layout.number, number, _NUMBER_CELL)
    for position, kind, year in layout.areas:
        width = _AREA_WIDTH[kind]
        # Programs that read the codes as numbers lose the zeros in front.
        padded = pc.utf8_lpad(pc.utf8_upper(areas[kind, year]), width, "0")
        areas[kind, year] = pc.if_else(pc.equal(areas[kind, year], ""), "", padded)
        _refuse_unless_all(path, position, areas[kind, year], _AREA_CELL[kind])
    keys = _to_keys(postcode, number)
    if len(np.unique(keys)) < MIN_ADDRESSES:
        raise InputRefused([refusal(describe_place(path.name, grid.name), [_TOO_FEW])])
    tables = [_build_table(path.name, year, keys, areas) for year in layout.years]
    counts = {"land": 0, "gemeente": 0, "wijk": len(set().union(*(table.wijk_codes for table in tables))), "buurt": 0}
    return ReadResult(path, "adressen", tuple(tables), area_counts=counts)


_TOO_FEW = f"adressen van huizen (minder dan {MIN_ADDRESSES}, dus niet alle adressen van een gemeente)"


def _refuse_unless_all(path: Path, position: int, cells: pa.Array, pattern: str) -> None:
    """Refuse a list in which a cell is something else than the shape allows."""
    if not pc.all(pc.match_substring_regex(cells, pattern)).as_py():
        where = describe_place(path.name, "", column=position)
        raise InputRefused([refusal(where, ["een adres, in een lijst die niet die van CBS is"])])


def _to_keys(postcode: pa.Array, number: pa.Array) -> np.ndarray:
    """Return a number per address: postcode and house number in one, without what is written behind the number."""
    different = postcode.dictionary_encode()
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    codes = np.array(
        [
            (int(text[:4]) * 26 + letters.index(text[-2])) * 26 + letters.index(text[-1])
            for text in different.dictionary.to_pylist()
        ],
        dtype=np.int64,
    )
    numbers = pc.cast(pc.replace_substring_regex(number, r"\.0$", ""), pa.int64()).to_numpy()
    return np.asarray(codes[different.indices.to_numpy()] * 100_000 + numbers)


def _build_table(file: str, year: int, keys: np.ndarray, areas: dict[tuple[str, int], pa.Array]) -> AddressTable:
    """Return the wijk of each address in one year, by address."""
    kind = "wijk" if ("wijk", year) in areas else "buurt"
    encoded = pc.utf8_slice_codeunits(areas[kind, year], 0, 6).dictionary_encode()
    codes = encoded.dictionary.to_pylist()
    wijk = encoded.indices.to_numpy().astype(np.int32)
    order = np.lexsort((wijk, keys))
    keys, wijk = keys[order], wijk[order]
    first = np.r_[True, keys[1:] != keys[:-1]] if len(keys) else np.zeros(0, bool)
    start = np.flatnonzero(first)
    last = np.r_[start[1:], len(keys)] - 1
    # Sorted by wijk within an address: all its rows agree when the first and the last do.
    clear = (wijk[start] == wijk[last]) & (np.array(codes, dtype=object)[wijk[start]] != "")
    frame = pd.DataFrame({"address": keys[start][clear], "wijk": wijk[start][clear]})
    source = Source(file, "adressen", TITLE, "CBS", year)
    return AddressTable(source, frame, [f"WK{code}" for code in codes])
