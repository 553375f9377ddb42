"""Whether the numbers of a table are written the Dutch way ("1.234,5") or the English way ("1,234.5")."""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from typing import Literal

from kinderwerk_stats.sources.files.numbers import parse_dutch_number

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
    cell = cells[column] if column < len(cells) else None
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
