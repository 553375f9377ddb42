"""One cell of a bereik file: how its numbers are written, and a figure, a reason why there is none, or a complaint."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import isfinite
from typing import Literal, NamedTuple

from kinderwerk_stats.model.areas import kind_of, parse_area_code
from kinderwerk_stats.model.problems import Place, Problem, make_problem
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.model.years import FIRST_YEAR
from kinderwerk_stats.sources.files.numbers import parse_dutch_number
from kinderwerk_stats.sources.files.plain_text import cell_at, is_empty, to_plain
from kinderwerk_stats.sources.lexicon import words
from kinderwerk_stats.sources.privacy.digits import is_bsn, numbers_in
from kinderwerk_stats.sources.time_words import is_period, read_time

Notation = Literal["nederlands", "engels"]

# One text alone can prove a notation; "1.234" and "1,234" prove nothing.
_DUTCH = re.compile(r"-?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})")
_ENGLISH = re.compile(r"-?(?:\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})")
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
# A count has no decimals: there a point can only separate thousands.
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_UNIT = re.compile(r"(?<=\d)\s*(?:[a-z]+|\*{1,3})$", re.IGNORECASE)
# "1,2E+05" and ".5", as Excel and R write them.
_COMPUTER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)[eE][+-]?\d+|[+-]?[.,]\d+")
_SWAP = str.maketrans(",.", ".,")


def find_notations(columns: Mapping[str, Iterable[object]], decimal: frozenset[str]) -> dict[str, Notation | None]:
    """Return the notation of every column; None where its cells and the other columns do not tell, or disagree.

    Parameters
    ----------
    columns : indicator -> the cells of its column; only texts tell something.
    decimal : the indicators that can have decimals.

    >>> find_notations({"work_hours": ["1,234", "1.5"], "visits_count": ["12"]}, frozenset({"work_hours"}))
    {'work_hours': 'engels', 'visits_count': 'engels'}
    """
    proofs = {name: _proofs(cells, counts=name not in decimal) for name, cells in columns.items()}
    everywhere: set[Notation] = set().union(*proofs.values(), set())
    return {name: _only(own) if own else _only(everywhere) for name, own in proofs.items()}


def is_ambiguous(text: str) -> bool:
    """Return whether a text is one number the Dutch way and another the English way.

    >>> is_ambiguous("1.234"), is_ambiguous("1,234"), is_ambiguous("0.125"), is_ambiguous("1234")
    (True, True, False, False)
    """
    return _AMBIGUOUS.fullmatch(text.strip()) is not None


def to_dutch(text: str) -> str:
    """Return an English number as a Dutch reader writes it.

    >>> to_dutch("1,234.5")
    '1.234,5'
    """
    return text.translate(_SWAP)


def parse_number(text: str, notation: Notation | None) -> float | None:
    """Read a number in a notation; without one, what can be two numbers is read the Dutch way. None when it is none.

    >>> [parse_number("1.234", way) for way in ("nederlands", "engels")], parse_number("1,2E+05", None)
    ([1234.0, 1.234], 120000.0)
    """
    if _COMPUTER.fullmatch(text.strip()):
        number = float(text.strip().replace(",", "."))
        return number if isfinite(number) else None
    return parse_dutch_number(to_dutch(text) if notation == "engels" else text)


def number_in(cells: Sequence[object], column: int) -> float | None:
    """Return the number in a cell of a row, to compare with others; a text is read the Dutch way, without its %.

    >>> number_in(["West", "1.234"], 1), number_in(["West"], 1)
    (1234.0, None)
    """
    cell = cell_at(cells, column)
    if isinstance(cell, str):
        return parse_dutch_number(cell.strip().rstrip("% "))
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _proofs(cells: Iterable[object], *, counts: bool) -> set[Notation]:
    found: set[Notation] = set()
    for cell in cells:
        if isinstance(cell, str):
            text = _UNIT.sub("", cell.strip())
            if _DUTCH.fullmatch(text) or (counts and _THOUSANDS.fullmatch(text)):
                found.add("nederlands")
            elif _ENGLISH.fullmatch(text):
                found.add("engels")
    return found


def _only(found: set[Notation]) -> Notation | None:
    return next(iter(found)) if len(found) == 1 else None


# --- figures ------------------------------------------------------------------------------------------------

# More fte than this for one wijk is a number read wrongly: the whole country has 400 to 500 kinderwerkers.
MAX_FTE = 100
DECIMAL = frozenset({"kinderwerker_fte", "work_hours"})
# Far above what any wijk can have: the largest has some 10,000 children, Amsterdam as a whole 80,000.
MAX_COUNTS = {
    "reached_count": 100_000,
    "visits_count": 1_000_000,
    "signals_count": 100_000,
    "kinderwerkers_count": 1_000,
    "locations_count": 1_000,
    "volunteers_count": 10_000,
    "work_hours": 1_000_000,
}
_CHILDREN = ("reached_count", "visits_count", "signals_count")
_LONGEST_SHOWN = 12
# A BSN or a telephone number has eight digits or more; "uren" has four letters.
_DIGITS_OF_A_PERSON = 8
_LETTERS_OF_A_UNIT = 4

_UNKNOWN_SIGNS = frozenset({"", ".", "..", "-", "–", "—", "−", "?"})
_SUPPRESSED = re.compile(
    r"(?:<|≤|<=|minder dan|max\.?)\s*\d{1,2}|[01]\s*(?:-|–|t/m|tot)\s*(?:4|5|9|10)|geheim|onderdrukt", re.IGNORECASE
)
_NOTE_SIGN = re.compile(r"(?<=\d)\s*(?:\*{1,3}|[¹²³]|[a-z]?\))$")
# Stars alone hide a figure, as in the tables of CBS; behind one they refer to a note.
_STARS = re.compile(r"\*{1,3}")
_ESTIMATE = re.compile(
    r"(?:±|\+/-|\+-|~|≈|(?:ca|circa|ongeveer|plm|rond(?: de)?|naar schatting|geschat)\b\.?:?)\s*(?=\d)"
    r"|(?<=\d)\s*\(?(?:schatting|geschat|ca\.?|circa|ongeveer|bij benadering)\)?$",
    re.IGNORECASE,
)
# "40-50" and "meer dan 100" are no number, and not nothing.
_NO_ONE_NUMBER = re.compile(
    r"(?:>|≥|>=|meer dan|minstens|minimaal|min\.?|ruim|bijna|tientallen|honderden)\s*\d*"
    r"|\d+(?:,\d+)?\s*(?:-|–|à|tot|t/m)\s*\d+(?:,\d+)?",
    re.IGNORECASE,
)
_AS_MONEY = re.compile(r"(?<=\d),(?:-{1,2}|=|–)$")
# A count has no decimals: there a comma before three digits can only separate thousands.
_ENGLISH_COUNT = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_UNITS = {"kinderwerker_fte": "fte", "work_hours": "uur|uren"}
_COUNTED = {
    "reached_count": re.compile(r"(?<=\d)\s*(?:unieke?|stuks|st\.?|kinderen|kind|kids|deelnemers)$", re.IGNORECASE),
    "visits_count": re.compile(r"(?<=\d)\s*(?:x|keer|bezoeken|deelnames|contacten)$", re.IGNORECASE),
}
# How a number is written -> what is remarked on that.
_REMARKED = {
    _ESTIMATE: "cel_schatting", _AS_MONEY: "cel_bedrag", _NOTE_SIGN: "cel_noot",
}  # fmt: skip
_HOURS = re.compile(r"\d\s*(?:uur|uren|u|h|hours?|hrs?)\b", re.IGNORECASE)
_CODE_IN_NAME = re.compile(r"\bWK\d{4}[0-9A-Z]{2}\b")


class Cell(NamedTuple):
    """A figure with its status; `complaint` is the code of what is wrong, `shown` what of it may be repeated.

    `remark`: a code for what stood there that is no plain number and was read all the same.
    """

    value: float
    status: Status
    complaint: str = ""
    shown: str = ""
    remark: str = ""

    @property
    def figure(self) -> Figure:
        """Return value and status alone."""
        return Figure(self.value, self.status)


NO_FIGURE = Cell(float("nan"), Status.UNKNOWN)


class AreaCode(NamedTuple):
    """A code cell: the CBS code or None, and whether something stands there that is no code."""

    code: str | None
    wrong: bool = False


def read_bereik_cell(cell: object, indicator: str, notation: Notation | None = "nederlands") -> Cell:
    """Read one figure; missing is never zero, and "<5" is hidden, not 4 or 5.

    `notation`: how the numbers of the column are written; None means that nothing tells, and then a number that can
    be two is not read.

    >>> read_bereik_cell("1.234", "visits_count").value, read_bereik_cell("<5", "signals_count").status.code
    (1234.0, 'onderdrukt')
    """
    if is_empty(cell):
        return NO_FIGURE
    if _looks_like_bsn(cell):
        return NO_FIGURE._replace(complaint="cel_bsn")
    remark = ""
    if isinstance(cell, date):
        return NO_FIGURE._replace(complaint="cel_datum")
    if isinstance(cell, str):
        text, remark = _take_remark(cell.strip(), indicator)
        read = _read_text(text, indicator, notation)
        if isinstance(read, Cell):
            return read._replace(remark=remark)
        number = read
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        number = float(cell)
    else:
        number = None
    complaint = "cel_zonder_getal" if number is None else _judge_number(number, indicator)
    if number is None or complaint:
        return _refuse(complaint, cell)
    return Cell(number, Status.KNOWN, remark=remark)


def cell_problem(cell: Cell, indicator: str, place: Place) -> Problem:
    """Return what is wrong with a cell that has a complaint."""
    return make_problem(cell.complaint, place, getal=cell.shown, gebroken=indicator in DECIMAL, meest=MAX_FTE)


def _refuse(complaint: str, cell: object) -> Cell:
    return NO_FIGURE._replace(complaint=complaint, shown=_shown(cell))


def _take_remark(text: str, indicator: str) -> tuple[str, str]:
    """Return a text as it is read, and the code of what is remarked on that; none for a plain figure."""
    if _STARS.fullmatch(text):
        return "geheim", "cel_ster"
    if to_plain(text) in words("cel.nul"):
        return "0", "cel_nul"
    if _NO_ONE_NUMBER.fullmatch(text) and not _SUPPRESSED.fullmatch(text):
        return "", "cel_geen_een_getal"
    units = {_COUNTED[indicator]: "cel_eenheid"} if indicator in _COUNTED else {}
    for written, code in (_REMARKED | units).items():
        rest, found = written.subn("", text)
        if found:
            return _take_remark(rest, indicator)[0], code
    if indicator not in DECIMAL and _ENGLISH_COUNT.fullmatch(text):
        return text.replace(",", ""), "cel_komma"
    return text, ""


def _read_text(text: str, indicator: str, notation: Notation | None) -> Cell | float | None:
    """Read a figure that is text: a number, None for no number, or a cell where it is settled."""
    plain = to_plain(text)
    # "#N/B" is a fault of Excel, and no word of somebody who does not know.
    if text in _UNKNOWN_SIGNS or (plain in words("cel.onbekend") and not text.startswith("#")):
        return NO_FIGURE
    if plain in words("cel.niet_van_toepassing"):
        return NO_FIGURE._replace(status=Status.NOT_APPLICABLE)
    if _SUPPRESSED.fullmatch(text):
        return NO_FIGURE._replace(status=Status.SUPPRESSED)
    if text.endswith("%"):
        return _refuse("cel_percentage", text)
    if indicator == "kinderwerker_fte" and _HOURS.search(text):
        return _refuse("cel_uren_bij_fte", text)
    number = _without_unit(text, indicator)
    if notation is None and indicator in DECIMAL and is_ambiguous(number):
        return _refuse("cel_punt_of_komma", text)
    is_english = notation == "engels" and (indicator in DECIMAL or "," in number)
    return parse_dutch_number(to_dutch(number) if is_english else number)


def _without_unit(text: str, indicator: str) -> str:
    unit = _UNITS.get(indicator)
    return re.sub(rf"(?<=\d)\s*(?:{unit})$", "", text, flags=re.IGNORECASE) if unit else text


def _looks_like_bsn(cell: object) -> bool:
    return any(map(is_bsn, numbers_in(cell)))


def _judge_number(number: float, indicator: str) -> str:
    """Return the code of why a number cannot be the figure; empty when it can."""
    if not math.isfinite(number):
        return "cel_zonder_einde"
    if number < 0:
        return "cel_negatief"
    if indicator in _CHILDREN and not number.is_integer():
        return "cel_misschien_percentage" if number < 1 else "cel_geen_heel_getal"
    if indicator == "kinderwerker_fte" and number > MAX_FTE:
        return "cel_te_veel_fte"
    return "cel_onmogelijk_groot" if number > MAX_COUNTS.get(indicator, math.inf) else ""


def _shown(cell: object) -> str:
    """Return what stands in the cell when that is a figure of some kind; words may be about a person."""
    text = str(cell).strip()
    digits = sum(char.isdigit() for char in text)
    if digits >= _DIGITS_OF_A_PERSON:
        return "een lang getal"
    is_figure = digits and sum(char.isalpha() for char in text) <= _LETTERS_OF_A_UNIT
    return text if is_figure and len(text) <= _LONGEST_SHOWN else "tekst"


def read_year_cell(cell: object) -> int | None:
    """Return the year in a cell, or None.

    >>> read_year_cell(2024.0), read_year_cell("jan-dec 2024"), read_year_cell("2023/2024"), read_year_cell("Q1 2024")
    (2024, 2024, None, None)
    """
    if isinstance(cell, date):
        return cell.year
    text = as_label(cell)
    spoken = read_time(text)
    years = spoken.years if is_period(text) and not spoken.part_of_year else frozenset[int]()
    return next(iter(years)) if len(years) == 1 and min(years) >= FIRST_YEAR else None


def read_code_cell(cell: object) -> AreaCode:
    """Return the CBS code in a cell of a code column; with or without prefix, and without the zero Excel drops.

    >>> read_code_cell("WK034401 ").code, read_code_cell(34401.0).code, read_code_cell("Oost")
    ('WK034401', 'WK034401', AreaCode(code=None, wrong=True))
    """
    if is_empty(cell):
        return AreaCode(None)
    text = as_label(cell).strip()
    if text in _UNKNOWN_SIGNS or to_plain(text) in words("cel.onbekend") | words("cel.niet_van_toepassing"):
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


def as_label(cell: object) -> str:
    """Return what stands in a cell with a name; a number without the decimals that a workbook gives it.

    >>> as_label(34401.0), as_label(" Oost ")
    ('34401', ' Oost ')
    """
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def bare_wijk_code(name: str) -> str | None:
    """Return the code that a column of names holds: digits of a wijk or buurt, with or without the zero in front.

    Four digits are no gemeente here: they can be a postcode or a year.

    >>> bare_wijk_code("34401"), bare_wijk_code("034401"), bare_wijk_code("3511"), bare_wijk_code("Oost")
    ('WK034401', 'WK034401', None, None)
    """
    return read_code_cell(name).code if re.fullmatch(r"\d{5,8}", name, re.ASCII) else None
