"""JSON that a user wrote: its syntax, and the kinds of value that its forms are made of."""

import json
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, Field

from kinderwerk_stats.model.decode import fault, says, show
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem

Chosen = TypeVar("Chosen")
# Sums and products of a few of these are still numbers.
LARGEST = 1e100
# The codes of what is wrong with any of these forms.
CODES = {
    "unknown_word": "json_woord",
    "absent": "json_ontbreekt",
    "object": "json_geen_object",
    "mapping": "json_geen_object",
    "list": "json_geen_lijst",
    "sign": "json_ongeldig",
    "": "json_andere_soort",
}

Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST), says("json_getal")]
Weight = Annotated[float, Field(ge=0, le=LARGEST), says("json_getal_vanaf", laagste=0)]
Positive = Annotated[float, Field(gt=0, le=LARGEST), says("json_getal_boven", ondergrens=0)]
YesNo = Annotated[bool, says("json_ja_nee")]


def _strip(text: str) -> str:
    if not text.strip():
        raise ValueError("blank")
    return text.strip()


Text = Annotated[str, AfterValidator(_strip), says("json_tekst")]


def choice(words: Mapping[Any, Chosen]) -> Callable[[object], Chosen]:
    """Return a check that gives what a word stands for."""

    def find(value: object) -> Chosen:
        # True is 1 for a dict, and not for who writes JSON.
        if isinstance(value, str | int) and any(value == word and type(value) is type(word) for word in words):
            return words[value]
        raise fault("json_keuze", keuzes=tuple(map(show, words)))

    return find


def known_word(words: Collection[str]) -> Callable[[str], str]:
    """Return a check of a key that is one of these words."""

    def check(word: str) -> str:
        if word not in words:
            raise fault("json_woord", entry="woord", kent=tuple(words))
        return word

    return check


def read_json(path: Path) -> object:
    """Return what a JSON file holds.

    Raises
    ------
    InputRefused : no JSON, with the line and the column where it goes wrong.
    """
    try:
        return parse_json(path.read_text(encoding="utf-8-sig"), path.name)
    except UnicodeDecodeError:
        raise InputRefused([make_problem("json_geen_utf8", Place(path.name))]) from None


def parse_json(text: str, where: str) -> object:
    """Return what a JSON text holds; see `read_json`. Of a word that stands twice nobody knows which counts."""
    twice: list[str] = []

    def to_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
        names = [name for name, _ in pairs]
        twice.extend(sorted({name for name in names if names.count(name) > 1}))
        return dict(pairs)

    try:
        found = json.loads(text, parse_constant=_no_constant, object_pairs_hook=to_object)
        if twice:
            raise InputRefused(make_problem("json_dubbel", Place(where), woord=name) for name in dict.fromkeys(twice))
        return found
    except json.JSONDecodeError as error:
        place = Place(where, key=f"regel {error.lineno}, teken {error.colno}")
    except (ValueError, RecursionError):
        place = Place(where)
    raise InputRefused([make_problem("json_ongeldig", place)])


def _no_constant(word: str) -> float:
    raise ValueError(word)
