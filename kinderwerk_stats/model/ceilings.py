"""How much one installation gives at once, and how much one visitor or one gemeente of it: each has a default."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

CEILINGS_VARIABLE = "KINDERWERK_GRENZEN"
_WORDS = {"vensters": "windows"}


@dataclass(frozen=True)
class Ceilings:
    """What is refused beyond it, in words that say what to do.

    `windows` are open at once in one process; one address has at most half of them.
    """

    windows: int = 1_000


def read_ceilings(environment: Mapping[str, str] = os.environ) -> Ceilings:
    """Return the ceilings that `KINDERWERK_GRENZEN` sets ("vensters=200,…"), and the defaults of the others.

    Raises
    ------
    ValueError
        For another word, or what is no whole number above 0.

    >>> read_ceilings({"KINDERWERK_GRENZEN": "vensters=200"}).windows
    200
    """
    given = {}
    for part in filter(None, environment.get(CEILINGS_VARIABLE, "").replace(" ", "").split(",")):
        word, _, number = part.partition("=")
        if word not in _WORDS or not number.isdecimal() or int(number) < 1:
            raise ValueError(
                f"{CEILINGS_VARIABLE}: {part!r} must be one of {', '.join(_WORDS)}, = and a number above 0"
            )
        given[_WORDS[word]] = int(number)
    return Ceilings(**given)
