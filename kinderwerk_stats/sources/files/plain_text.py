"""Text as people mean it: without capitals, accents and punctuation, so that headers and names compare."""

import math
import re
import unicodedata
from collections.abc import Sequence

_NO_LETTER_OR_DIGIT = re.compile(r"[^a-z0-9]+")


def to_plain(text: str) -> str:
    """Return lower case words with one space between them; everything else is a space.

    >>> to_plain("  # Kinderen (uniek) "), to_plain("Vleuten-De Meern"), to_plain("’t Goylân")
    ('kinderen uniek', 'vleuten de meern', 't goylan')
    """
    letters = text.casefold()
    # Nearly all text is ASCII, in which there is no accent to take off.
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFKD", letters)
        letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NO_LETTER_OR_DIGIT.sub(" ", letters).strip()


def is_empty(cell: object) -> bool:
    """Return whether a cell of a sheet holds nothing.

    >>> is_empty(None), is_empty("  "), is_empty(0)
    (True, True, False)
    """
    if isinstance(cell, float):
        return math.isnan(cell)
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_text(cell: object) -> bool:
    """Return whether a cell holds words: text with a letter in it.

    >>> is_text("Wijk 05"), is_text("1.234"), is_text(54.0)
    (True, False, False)
    """
    return isinstance(cell, str) and any(char.isalpha() for char in cell)


def cell_at(cells: Sequence[object], column: int | None) -> object:
    """Return a cell of a row; None where the row is shorter, or no column is meant."""
    return cells[column] if column is not None and column < len(cells) else None
