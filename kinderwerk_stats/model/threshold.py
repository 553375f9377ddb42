"""Below which number counts of children and visits are hidden: 5, 10, or off. Every module takes it from here."""

from collections.abc import Mapping
from types import MappingProxyType

# No legal limit was found, CBS and gemeenten use 5 to 10 (METHOD 7.1).
DEFAULT_THRESHOLD, LARGEST_THRESHOLD = 5, 10
# Signals are about worries over a child: never per wijk, and of the gemeente only 0 or from 10 on (METHOD 7.1).
SMALLEST_SIGNALS = 10
# Nothing is hidden; only the word stands in settings, in code it is the number.
OFF = 0
OFF_WORD = "uit"
THRESHOLDS: Mapping[str, int] = MappingProxyType(
    {str(DEFAULT_THRESHOLD): DEFAULT_THRESHOLD, str(LARGEST_THRESHOLD): LARGEST_THRESHOLD, OFF_WORD: OFF}
)


def parse_threshold(text: str) -> int | None:
    """Return the threshold that a word names; None for any other word: nobody guesses what was meant.

    >>> [parse_threshold(text) for text in ("5", " 10 ", "Uit", "0", "7", "")]
    [5, 10, 0, None, None, None]
    """
    return THRESHOLDS.get(text.strip().lower())
