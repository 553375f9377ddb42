"""JSON that a user wrote: read key by key, and everything that is wrong with it said at once."""

import json
import math
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

from kinderwerk_stats.model.problems import InputRefused, Problem, worded

Choice = TypeVar("Choice")
# Sums and products of a few of these are still numbers.
_LARGEST = 1e100
_WRITE = "verbeter het bestand; de README zegt wat erin kan staan"


class JsonInput:
    """Takes values out of parsed JSON and remembers what is wrong; `refuse` says all of it.

    Parameters
    ----------
    where : the file, as the user named it.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self.problems: list[Problem] = []

    def wrong(self, path: str, found: str, expected: str) -> None:
        """Remember one fault; `path` is where in the JSON, words divided by " > "."""
        place = f"{self._where}, {path}" if path else self._where
        self.problems.append(worded(place, found, expected, _WRITE))

    def refuse(self) -> None:
        """Raise everything that was wrong, if anything was."""
        if self.problems:
            raise InputRefused(self.problems)

    def take_object(self, value: object, path: str, known: Collection[str]) -> Mapping[str, Any]:
        """Return an object; words that are not known are wrong."""
        if not isinstance(value, dict):
            self.wrong(path, _show(value), "een object: { … }")
            return {}
        for word in value:
            if word not in known:
                self.wrong(path, f"'{word}'", f"een van: {', '.join(known)}")
        return value

    def take_list(self, source: Mapping[str, Any], key: str, path: str) -> list[Any]:
        """Return a list with something in it, empty when it is absent."""
        value = source.get(key, [])
        if not isinstance(value, list) or (key in source and not value):
            self.wrong(_join(path, key), _show(value), "een lijst met minstens een deel: [ … ]")
            return []
        return value

    def take_number(
        self,
        source: Mapping[str, Any],
        key: str,
        path: str,
        default: float,
        *,
        low: float = -math.inf,
        above: float = -math.inf,
        high: float = math.inf,
    ) -> float:
        """Return a number from `low`, above `above`, up to `high`."""
        value = source.get(key, default)
        if is_number(value) and low <= value <= high and value > above:
            return float(value)
        expected = "een getal"
        if above > -math.inf:
            expected += f" boven {above:g}"
        elif low > -math.inf:
            expected += f" van {low:g} of meer"
        if high < math.inf:
            expected += f", hoogstens {high:g}"
        self.wrong(_join(path, key), _show(value), expected.replace(".", ","))
        return default

    def take_whole(self, source: Mapping[str, Any], key: str, path: str, default: int, *, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`."""
        value = source.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.wrong(_join(path, key), _show(value), f"een heel getal van {low} tot en met {high}")
        return default

    def take_choice(
        self, source: Mapping[str, Any], key: str, path: str, choices: Mapping[Any, Choice], default: Choice
    ) -> Choice:
        """Return what a word stands for."""
        if key not in source:
            return default
        value = source[key]
        # True is 1 for a dict, and not for who writes JSON.
        if isinstance(value, str | int) and any(value == c and type(value) is type(c) for c in choices):
            return choices[value]
        self.wrong(_join(path, key), _show(value), f"een van: {', '.join(map(_show, choices))}")
        return default

    def take_yes_no(self, source: Mapping[str, Any], key: str, path: str, *, default: bool) -> bool:
        """Return true or false."""
        value = source.get(key, default)
        if isinstance(value, bool):
            return value
        self.wrong(_join(path, key), _show(value), "true of false")
        return default

    def take_text(self, source: Mapping[str, Any], key: str, path: str, default: str | None = None) -> str:
        """Return a text that is not empty."""
        value = source.get(key, default)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.wrong(_join(path, key), "ontbreekt" if value is None else _show(value), "een tekst")
        return ""


def read_json(path: Path) -> object:
    """Return what a JSON file holds.

    Raises
    ------
    InputRefused : no JSON, with the line and the column where it goes wrong.
    """
    try:
        return parse_json(path.read_text(encoding="utf-8-sig"), path.name)
    except UnicodeDecodeError:
        raise InputRefused(
            [worded(path.name, "geen tekst in UTF-8", "een JSON-bestand", "sla het bestand op als UTF-8")]
        ) from None


def parse_json(text: str, where: str) -> object:
    """Return what a JSON text holds; see `read_json`."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"{where}, regel {error.lineno}, teken {error.colno}"
    except (ValueError, RecursionError):
        place = where
    raise InputRefused(
        [worded(place, "geen geldige JSON", "JSON, met dubbele aanhalingstekens en geen komma aan het eind", _WRITE)]
    )


def is_number(value: object) -> bool:
    """Return whether a value is a number to compute with; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _no_constant(word: str) -> float:
    raise ValueError(word)


def _join(path: str, key: str) -> str:
    return f"{path} > {key}" if path else key


def _show(value: object) -> str:
    """Return a value as it stands in JSON, short."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:37]}…"
