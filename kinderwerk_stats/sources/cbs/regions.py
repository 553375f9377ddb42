"""The areas of a CBS table: codes read, rows without a code set apart, names stripped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kinderwerk_stats.model.areas import AREA_CODE_PATTERN, AREA_KINDS, kind_of, parse_area_code
from kinderwerk_stats.sources.cbs.layout import Layout
from kinderwerk_stats.sources.files.grid import Grid

_WHOLE_CODE = f"^(?:{AREA_CODE_PATTERN})$"
_YEAR_BEFORE_CODE = re.compile(r"\s*((?:19|20)\d\d)(?=GM|WK|BU)", re.IGNORECASE)
# Regions of other tables: landsdeel, provincie, COROP, arrondissement and so on. Not ours, and no mistake.
_OTHER_REGION = re.compile(r"(?!GM|WK|BU)[A-Z]{2}\d{2,4}")
_OTHER_NAMES_OF_NL = {"NL01": "NL00", "NEDERLAND": "NL00"}
_PERIOD = re.compile(r"((?:19|20)\d\d)(?:JJ00)?(?:\.0)?\*{0,2}")


@dataclass(frozen=True, eq=False)
class Codes:
    """Area codes of a column: null where there is none, and the year that stood before them, 0 where none did.

    `strange`: positions of cells that are filled with something else than a code of any CBS region.
    """

    codes: pa.Array
    years: npt.NDArray[np.int16]
    strange: tuple[int, ...] = ()


def as_text(cells: Sequence[object] | pa.Array) -> pa.Array:
    """Cells as trimmed text; an empty cell is ""."""
    if not isinstance(cells, pa.Array):
        return pa.array([c.strip() if type(c) is str else _to_text(c) for c in cells], pa.string())
    # Five times as fast as the trim that knows all spaces of Unicode; CBS pads with plain ones.
    return pc.ascii_trim_whitespace(cells)


def read_codes(cells: Sequence[object] | pa.Array, *, bare: bool) -> Codes:
    """Read a column of area codes; with `bare` also codes without GM, WK or BU."""
    text = as_text(cells)
    years = np.zeros(len(text), np.int16)
    if pc.all(pc.match_substring_regex(text, _WHOLE_CODE)).as_py():
        return Codes(text, years)
    codes: list[str | None] = []
    strange = []
    for position, cell in enumerate(text.to_pylist()):
        upper = _OTHER_NAMES_OF_NL.get(cell.upper(), cell.upper())
        code = parse_area_code(upper, bare=bare)
        codes.append(code)
        if code is None and cell not in ("", ".") and not _OTHER_REGION.fullmatch(upper):
            strange.append(position)
        elif code is not None and (match := _YEAR_BEFORE_CODE.match(upper)):
            years[position] = int(match.group(1))
    return Codes(pa.array(codes, pa.string()), years, tuple(strange))


def read_periods(cells: Sequence[object] | pa.Array) -> npt.NDArray[np.int16]:
    """Read a column of years ("2019", "2019JJ00", "2019*"); 0 where there is no whole year."""
    texts, positions = _distinct(cells)
    years = [int(m.group(1)) if (m := _PERIOD.fullmatch(text)) else 0 for text in texts]
    return np.array(years, np.int16)[positions]


def build_areas(codes: pa.Array, grid: Grid, layout: Layout) -> pd.DataFrame:
    """Build the `areas` frame of a `CbsTable`, one row per row under the header, codes not yet checked."""
    kinds = pc.binary_slice(codes.cast(pa.binary()), 0, 2).dictionary_encode()
    names = [None if prefix is None else kind_of(prefix.decode()) for prefix in kinds.dictionary.to_pylist()]
    return pd.DataFrame(
        {
            "kind": _to_pandas(pa.array(names, pa.string()).take(kinds.indices)),
            "name": _to_pandas(_names(grid, layout, layout.name)),
            "gemeente_name": _to_pandas(_names(grid, layout, layout.gemeente)),
            "indeling_change": _changes(grid, layout),
        },
        index=pd.Index(_to_pandas(codes), name="area_code"),
        copy=False,
    )


def find_whole(areas: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return for each area whether it is a gemeente or the country."""
    whole: npt.NDArray[np.bool_] = pc.is_in(pa.array(areas["kind"].array), pa.array(["land", "gemeente"])).to_numpy(
        False
    )
    return whole


def find_land(cells: Sequence[object] | pa.Array) -> npt.NDArray[np.bool_]:
    """Return for each row of a map whether it is land; JA is water, B is over the border (CBS, Wijk- en Buurtkaart)."""
    texts, positions = _distinct(cells)
    land: npt.NDArray[np.bool_] = np.array([text.upper() not in ("JA", "B") for text in texts], np.bool_)[positions]
    return land


def count_kinds(areas: pd.DataFrame) -> dict[str, int]:
    """Return how many areas there are of each kind."""
    counts = {pair["values"]: pair["counts"] for pair in pc.value_counts(pa.array(areas["kind"].array)).to_pylist()}
    return {kind: counts.get(kind, 0) for kind in AREA_KINDS}


def _to_text(cell: object) -> str:
    """Write a cell as text; Excel keeps 2019 as 2019.0."""
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _distinct(cells: Sequence[object] | pa.Array) -> tuple[list[str], npt.NDArray[np.int32]]:
    """Return the distinct texts of a column, trimmed, and for each cell which of them it holds."""
    encoded = (cells if isinstance(cells, pa.Array) else as_text(cells)).dictionary_encode()
    return [text.strip() for text in encoded.dictionary.to_pylist()], encoded.indices.to_numpy(zero_copy_only=False)


def _names(grid: Grid, layout: Layout, position: int | None) -> pa.Array:
    if position is None:
        return pa.nulls(grid.height - layout.first_row, pa.string())
    text = as_text(grid.column(position, layout.first_row))
    missing = pc.or_(pc.equal(text, ""), pc.equal(text, "."))
    return pc.if_else(missing, pa.scalar(None, pa.string()), text) if pc.any(missing).as_py() else text


def _changes(grid: Grid, layout: Layout) -> pd.arrays.IntegerArray:
    """1 same as last year, 2 recoded, 3 border changed; anything else is NA."""
    if layout.change is None:
        rows = grid.height - layout.first_row
        return pd.arrays.IntegerArray(np.zeros(rows, np.int8), np.ones(rows, np.bool_))
    texts, positions = _distinct(grid.column(layout.change, layout.first_row))
    known = {"1": 1, "2": 2, "3": 3}
    values = np.array([known.get(text, 0) for text in texts], np.int8)[positions]
    return pd.arrays.IntegerArray(values, values == 0)


def _to_pandas(column: pa.Array) -> pd.api.extensions.ExtensionArray:
    array: pd.api.extensions.ExtensionArray = pd.array(column, dtype="str")
    return array
