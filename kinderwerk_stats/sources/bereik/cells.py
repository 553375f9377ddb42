"""One cell of a bereik file: a figure, a reason why there is none, or a complaint."""

import math
import re
from datetime import datetime
from typing import NamedTuple

from kinderwerk_stats.model.areas import kind_of, parse_area_code
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.files.numbers import parse_dutch_number
from kinderwerk_stats.sources.files.plain_text import is_empty, to_plain

# More fte than this for one wijk is a number read wrongly: the whole country has 400 to 500 kinderwerkers.
MAX_FTE = 100
_CHILDREN = ("reached_count", "visits_count", "signals_count")
_LONGEST_SHOWN = 12
_FIRST_YEAR, _LAST_YEAR = 1995, 2100

_UNKNOWN = frozenset(
    {
        "",
        ".",
        "..",
        "-",
        "–",
        "—",
        "−",
        "?",
        "x",
        "nb",
        "onbekend",
        "niet bekend",
        "nog niet bekend",
        "geen gegevens",
        "null",
        "nan",
    }
)
_NOT_APPLICABLE = frozenset({"nvt", "n v t", "niet van toepassing"})
_SUPPRESSED = re.compile(
    r"(?:<|≤|<=|minder dan|max\.?)\s*\d{1,2}|[01]\s*(?:-|–|t/m|tot)\s*(?:4|5|9|10)|geheim|onderdrukt", re.IGNORECASE
)
_NOTE_SIGN = re.compile(r"(?<=\d)\s*(?:\*{1,3}|[¹²³]|[a-z]?\))$")
_UNIT = re.compile(r"(?<=\d)\s*(?:fte|uur|uren|kinderen|kind)$", re.IGNORECASE)
_CODE_IN_NAME = re.compile(r"\bWK\d{4}[0-9A-Z]{2}\b")


class Cell(NamedTuple):
    """A figure with its status; `complaint` says in Dutch what is wrong, `expected` what should stand there."""

    value: float
    status: Status
    complaint: str = ""
    expected: str = ""


class AreaCode(NamedTuple):
    """A code cell: the CBS code or None, and whether something stands there that is no code."""

    code: str | None
    wrong: bool = False


def read_bereik_cell(cell: object, indicator: str) -> Cell:
    """Read one figure; missing is never zero, and "<5" is hidden, not 4 or 5.

    >>> read_bereik_cell("1.234", "visits_count").value, read_bereik_cell("<5", "signals_count").status.code
    (1234.0, 'onderdrukt')
    """
    nothing = float("nan")
    if is_empty(cell):
        return Cell(nothing, Status.UNKNOWN)
    expected = "een getal, zoals 1,2" if indicator.endswith(("_fte", "_hours")) else "een heel getal van 0 of hoger"
    if isinstance(cell, str):
        text = cell.strip()
        if text.casefold() in _UNKNOWN or to_plain(text) in _UNKNOWN - {""}:
            return Cell(nothing, Status.UNKNOWN)
        if to_plain(text) in _NOT_APPLICABLE:
            return Cell(nothing, Status.NOT_APPLICABLE)
        if _SUPPRESSED.fullmatch(text):
            return Cell(nothing, Status.SUPPRESSED)
        if text.endswith("%"):
            return Cell(nothing, Status.UNKNOWN, f"een percentage ({_shown(text)})", expected)
        number = parse_dutch_number(_UNIT.sub("", _NOTE_SIGN.sub("", text)))
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        number = float(cell)
    elif isinstance(cell, datetime):
        return Cell(nothing, Status.UNKNOWN, "een datum", expected)
    else:
        number = None
    if number is None:
        return Cell(nothing, Status.UNKNOWN, f"geen getal ({_shown(cell)})", expected)
    complaint = _judge_number(number, indicator, _shown(cell))
    return Cell(nothing, Status.UNKNOWN, complaint, expected) if complaint else Cell(number, Status.KNOWN)


def _judge_number(number: float, indicator: str, shown: str) -> str:
    if not math.isfinite(number):
        return "een getal zonder einde"
    if number < 0:
        return f"een negatief getal ({shown})"
    if indicator in _CHILDREN and not number.is_integer():
        return f"geen heel getal ({shown})" + ("; is dit een percentage?" if number < 1 else "")
    if indicator == "kinderwerker_fte" and number > MAX_FTE:
        return f"meer dan {MAX_FTE} fte in een wijk ({shown})"
    return ""


def _shown(cell: object) -> str:
    """Return what stands in the cell when that is a figure of some kind; words may be about a person."""
    text = str(cell).strip()
    is_figure = any(char.isdigit() for char in text) and sum(char.isalpha() for char in text) <= 3
    return text if is_figure and len(text) <= _LONGEST_SHOWN else "tekst"


def read_year_cell(cell: object) -> int | None:
    """Return the year in a cell, or None.

    >>> read_year_cell(2024.0), read_year_cell("2024"), read_year_cell("2023/2024")
    (2024, 2024, None)
    """
    if isinstance(cell, datetime):
        return cell.year
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    return int(text) if re.fullmatch(r"\d{4}", text, re.ASCII) and _FIRST_YEAR <= int(text) <= _LAST_YEAR else None


def read_code_cell(cell: object) -> AreaCode:
    """Return the CBS code in a cell of a code column; with or without prefix, and without the zero Excel drops.

    >>> read_code_cell("WK034401 ").code, read_code_cell(34401.0).code, read_code_cell("Oost")
    ('WK034401', 'WK034401', AreaCode(code=None, wrong=True))
    """
    if is_empty(cell):
        return AreaCode(None)
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    if to_plain(text) in _UNKNOWN | _NOT_APPLICABLE:
        return AreaCode(None)
    if text.isdecimal() and len(text) in (3, 5, 7):
        text = f"0{text}"
    code = parse_area_code(text, bare=True)
    return AreaCode(code, wrong=code is None)


def code_in_name(name: str) -> str | None:
    """Return the wijk code that stands in a name: "WK034401 West" or "West (WK034401)".

    >>> code_in_name("West (WK034401)"), code_in_name("Wijk 05 Oost")
    ('WK034401', None)
    """
    found = _CODE_IN_NAME.search(name.upper())
    code = parse_area_code(found[0] if found else name)
    return code if code is not None and kind_of(code) in ("wijk", "buurt", "gemeente") else None
