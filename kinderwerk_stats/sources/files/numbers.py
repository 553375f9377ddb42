"""Cells become numbers: CBS cells with the signs CBS uses, and numbers as Dutch people write them."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kinderwerk_stats.model.status import Status

UNREADABLE = -1
"""Stands in `CbsNumbers.status` for a cell that is neither a number nor a sign for a missing one."""

# As Dutch and English Excel write them into a text file: a figure that was lost, no figure that is missing.
EXCEL_ERRORS = frozenset({
    "#N/B", "#N/A", "#VERW!", "#REF!", "#DEEL/0!", "#DIV/0!", "#WAARDE!", "#VALUE!", "#NAAM?", "#NAME?", "#GETAL!",
    "#NUM!", "#LEEG!", "#NULL!",
})  # fmt: skip

# Geometry files and their derivatives: -99997 is secret; -99995, -99999 and -99999999 are unknown or not there.
NOT_AVAILABLE_NUMBER = -99995
_FIRST_MISSING_NUMBER = -99990
_SECRET_NUMBER = -99997
MISSING_TEXTS = frozenset({"", ".", ",", "-", "–", "na", "nan", "n/a", "null", "none"})
_SECRET_TEXTS = frozenset({"x"})
# "123*" and "123**" are provisional figures; 1e+05 is how Excel and R shorten 100000.
_CBS_NUMBER = re.compile(r"([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?)\*{0,2}")

_DUTCH_SPACES = re.compile(r"[\u00a0\u2009\u202f]")
_DUTCH_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:,(\d+))?")
_POINT_DECIMAL = re.compile(r"([+-]?)(\d+)\.(\d{1,2}|\d{4,})|([+-]?)(0|\d{4,})\.(\d{3})")


@dataclass(frozen=True, eq=False)
class CbsNumbers:
    """A column of CBS figures: `values` is NaN unless `status` is KNOWN; `status` can be `UNREADABLE`."""

    values: npt.NDArray[np.float64]
    status: npt.NDArray[np.int8]


def read_cbs_numbers(cells: Sequence[object] | pa.Array) -> CbsNumbers:
    """Read a column of CBS cells.

    Spaces around a number fall away; decimal comma and decimal point are both accepted, also in one column.
    A point is never a thousands separator: no CBS export has one, and SES-WOA writes "-0.100" and "1.010".
    "." , empty, a lone "," or "-", NaN and numbers of -99990 and lower are UNKNOWN; "x" and -99997 are SUPPRESSED;
    0 is a KNOWN 0.

    Parameters
    ----------
    cells : what a sheet has in one column: text, numbers, empty cells; or a pyarrow text array.

    Returns
    -------
    Values and status, one per cell, same order.

    >>> read_cbs_numbers(["  -0.100", "6,9", 0, ".", "x", "veel"]).values
    array([-0.1,  6.9,  0. ,  nan,  nan,  nan])
    """
    if isinstance(cells, pa.Array):
        return _read_text_array(cells)
    if bool in {type(cell) for cell in cells}:
        # True and 1.0 are one key in a dict.
        parsed = [_read_cell(cell) for cell in cells]
        return _collect([value for value, _ in parsed], [status for _, status in parsed])
    distinct = {cell: _read_cell(cell) for cell in set(cells)}
    return _look_up(cells, distinct)


def find_not_available(cells: Sequence[object] | pa.Array) -> npt.NDArray[np.bool_]:
    """Return which cells hold the number by which the Wijk- en Buurtkaart says that a figure is not published."""
    texts = cells.to_pylist() if isinstance(cells, pa.Array) else cells
    signs = (str(NOT_AVAILABLE_NUMBER), f"{NOT_AVAILABLE_NUMBER}.0")
    return np.fromiter((str(cell).strip() in signs for cell in texts), np.bool_, len(texts))


def parse_dutch_number(text: str) -> float | None:
    """Read a number as a Dutch reader would; None when it is none.

    A comma is the decimal sign. A point followed by exactly three digits separates thousands ("1.234" = 1234),
    and so does a space; any other single point is a decimal point ("1.5", "0.125", "2024.125"). With both, points are
    for thousands and the comma for decimals. A percent sign at the end is dropped, the number stays: "12,5%" = 12.5.
    English thousands ("1,234.5"), several commas, words and signs like "<5" are no numbers.

    >>> [parse_dutch_number(text) for text in ("1.234", "1,2", "1.234,5", "12,5%", "<5")]
    [1234.0, 1.2, 1234.5, 12.5, None]
    """
    text = _DUTCH_SPACES.sub(" ", text).strip().replace("\u2212", "-")
    text = text.removesuffix("%").rstrip()
    if match := _DUTCH_NUMBER.fullmatch(text):
        sign, whole, decimals = match.groups()
        if "." not in whole or not whole.startswith("0"):
            return _finite(f"{sign}{whole.replace('.', '').replace(' ', '')}.{decimals or 0}")
    return _finite(text) if _POINT_DECIMAL.fullmatch(text) else None


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None


def _read_cell(cell: object) -> tuple[float, int]:
    """One cell as value and status."""
    if cell is None:
        return math.nan, Status.UNKNOWN
    if isinstance(cell, bool):
        return math.nan, UNREADABLE
    if isinstance(cell, int | float):
        return _read_number(float(cell))
    if not isinstance(cell, str):
        return math.nan, UNREADABLE
    text = cell.strip()
    if match := _CBS_NUMBER.fullmatch(text):
        return _read_number(float(match.group(1).replace(",", ".")))
    lower = text.lower()
    if lower in MISSING_TEXTS:
        return math.nan, Status.UNKNOWN
    return math.nan, Status.SUPPRESSED if lower in _SECRET_TEXTS else UNREADABLE


def _read_number(number: float) -> tuple[float, int]:
    if number == _SECRET_NUMBER:
        return math.nan, Status.SUPPRESSED
    if number <= _FIRST_MISSING_NUMBER or not math.isfinite(number):
        return math.nan, Status.UNKNOWN
    return number, Status.KNOWN


def _look_up(cells: Sequence[object], distinct: dict[object, tuple[float, int]]) -> CbsNumbers:
    values = {cell: value for cell, (value, _) in distinct.items()}
    result = np.fromiter(map(values.__getitem__, cells), np.float64, len(cells))
    absent = np.isnan(result)
    status = np.zeros(len(cells), np.int8)
    for position in np.flatnonzero(absent).tolist():
        status[position] = distinct[cells[position]][1]
    return CbsNumbers(result, status)


def _collect(values: Sequence[float], status: Sequence[int]) -> CbsNumbers:
    return CbsNumbers(np.array(values, np.float64), np.array(status, np.int8))


def _read_text_array(cells: pa.Array) -> CbsNumbers:
    """Plain numbers in one step, padded or not; a column with anything else by its distinct texts."""
    for trim in (False, True):
        try:
            numbers = pc.cast(pc.ascii_trim_whitespace(cells) if trim else cells, pa.float64())
        except pa.ArrowInvalid:
            continue
        values = numbers.to_numpy(zero_copy_only=False, writable=True)
        if np.isfinite(values).all() and not (values <= _FIRST_MISSING_NUMBER).any():
            return CbsNumbers(values, np.zeros(len(values), np.int8))
        break
    encoded = cells.dictionary_encode()
    parsed = [_read_cell(text) for text in encoded.dictionary.to_pylist()]
    table = _collect([value for value, _ in parsed], [status for _, status in parsed])
    indices = encoded.indices.to_numpy(zero_copy_only=False)
    return CbsNumbers(table.values[indices], table.status[indices])
