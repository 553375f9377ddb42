"""How the words of a problem are written down, and its parameters filled in."""

import string
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from kinderwerk_stats.model.threshold import LARGEST_THRESHOLD
from kinderwerk_stats.sources.files.where import column_letter, list_rows
from kinderwerk_stats.text.numbers import format_number


class Said(NamedTuple):
    """The words of one rule, with its parameters between braces.

    Of a list `{x}` gives "a, b, c", `{x:;}` "a; b; c" (`{x:;3}` the first three of them), `{x:en}` "a, b en c",
    `{x:of}` "a of b", `{x:een_van}` "a, b
    of c", `{x:5}` the first five and how many more and `{x:5…}` the first five with dots when there are
    more; of rows and columns `{x:rij}` gives "rij 7 en 9" and `{x:kolom}` "B en D"; of a number `{n:wijk|wijken}` gives
    the word that goes with it, and `{n:getal}` a number with a comma, `{n:kort}` with one decimal at most,
    `{n:kinderen}` and `{n:hoogstens}` how many children, also when that is unknown or too few to say, and `{n:()}` what
    stands in a cell between brackets, or nothing.
    """

    found: str
    expected: str
    action: str


Catalogue = dict[str, Said]


def fill(words: str, params: Mapping[str, Any]) -> str:
    """Return words with their parameters filled in.

    >>> fill("{n} {n:wijk|wijken}: {codes:2}, {rows:rij}", {"n": 3, "codes": ("a", "b", "c"), "rows": (6, 8)})
    '3 wijken: a, b en nog 1, rij 7 en 9'
    """
    return _DUTCH.vformat(words, (), params)


class _Dutch(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        if "|" in format_spec:
            one, more = format_spec.split("|")
            count = len(value) if isinstance(value, tuple) else value
            return one if count == 1 else more
        if isinstance(value, tuple):
            return _list(value, format_spec)
        if format_spec in _NUMBERS:
            return _NUMBERS[format_spec](value)
        return super().format_field(value, format_spec)


def _children(count: float | None) -> str:
    if count is None:
        return "een onbekend aantal kinderen"
    few = count < LARGEST_THRESHOLD
    return f"minder dan {LARGEST_THRESHOLD} kinderen" if few else f"{format_number(count)} kinderen"


def _children_at_most(count: float | None) -> str:
    return _children(count) if count is None else f"hoogstens {format_number(count)} kinderen"


_NUMBERS: dict[str, Callable[[Any], str]] = {
    "getal": lambda value: f"{value:.15g}".replace(".", ","),
    "kort": lambda value: format_number(value, 1).removesuffix(",0"),
    "kinderen": _children,
    "hoogstens": _children_at_most,
    "()": lambda shown: f" ({shown})" if shown else "",
}


def _list(values: tuple[Any, ...], how: str) -> str:
    if how == "rij":
        return list_rows(values)
    words = [column_letter(value) if how == "kolom" else _word(value) for value in values]
    if how in ("en", "kolom"):
        return join(words)
    if how == "of":
        return " of ".join(words)
    if how == "een_van":
        return " of ".join([", ".join(words[:-1]), words[-1]])
    apart, how = ("; ", how[1:]) if how.startswith(";") else (", ", how)
    most = int(how.rstrip("…")) if how.rstrip("…").isdigit() else len(words)
    more = len(words) - most
    said = apart.join(words[:most])
    return said + ((" …" if how.endswith("…") else f" en nog {more}") if more > 0 else "")


def _word(value: Any) -> str:
    """Return one item of a list; of a name and its figure "Oost (3.760)"."""
    if not isinstance(value, tuple):
        return str(value)
    name, figure = value
    return f"{name} ({format_number(figure, 0 if float(figure).is_integer() else 1)})"


def join(words: list[str]) -> str:
    """Return words as a list in a sentence.

    >>> join(["a"]), join(["a", "b", "c"])
    ('a', 'a, b en c')
    """
    return " en ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


_DUTCH = _Dutch()
