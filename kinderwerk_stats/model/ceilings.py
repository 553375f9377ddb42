"""How much one installation gives at once, and how much one visitor or one gemeente of it: each has a default."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from kinderwerk_stats.model.problems import InputRefused, Place, make_problem

CEILINGS_VARIABLE = "KINDERWERK_GRENZEN"
_WORDS = {
    "vensters": "windows",
    "wachtend": "waiting_mb",
    "wachtend-samen": "waiting_mb_together",
    "versies": "versions",
}


@dataclass(frozen=True)
class Ceilings:
    """What is refused beyond it, in words that say what to do.

    `windows` are open at once in one process, and one address has at most half of them; `waiting_mb` stand in memory of
    files that one window delivered and did not publish, `waiting_mb_together` those of all; `versions` of one data set
    are kept. Goals, notes, plans and stories: `store.kept`.
    """

    windows: int = 1_000
    waiting_mb: int = 500
    waiting_mb_together: int = 1_500
    versions: int = 1_000


def read_ceilings(environment: Mapping[str, str] = os.environ) -> Ceilings:
    """Return the ceilings that `KINDERWERK_GRENZEN` sets ("vensters=200,…"), and the defaults of the others.

    Raises
    ------
    InputRefused
        For another word, or what is no whole number above 0.

    >>> read_ceilings({"KINDERWERK_GRENZEN": "vensters=200"}).windows
    200
    """
    given = {}
    for part in filter(None, environment.get(CEILINGS_VARIABLE, "").replace(" ", "").split(",")):
        word, _, number = part.partition("=")
        if word not in _WORDS or not number.isdecimal() or int(number) < 1:
            place = Place(subject=f"de instelling {CEILINGS_VARIABLE}")
            raise InputRefused([make_problem("grens_onbekend", place, gevonden=part, woorden=tuple(_WORDS))])
        given[_WORDS[word]] = int(number)
    return Ceilings(**given)
