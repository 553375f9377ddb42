"""The words by which files are understood: lists as data (assets/*.toml), and one matcher for all of them.

Words are compared as `to_plain` writes them. A list has a name, "plan.titel"; how its phrases are written stands at the
top of the data.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from kinderwerk_stats.sources.files.plain_text import to_plain

_FILES = ("woorden.toml", "persoonsgegevens.toml")


def says(name: str, text: str) -> bool:
    """Return whether a text says something that is on a list.

    >>> says("plan.woorden", "Unieke kinderen (begroot)"), says("plan.woorden", "Doelgroep: kinderen")
    (True, False)
    """
    return bool(find_all(name, to_plain(text)))


def find_all(name: str, plain: str) -> list[str]:
    """Return everything in a plain text that is on a list, in its order.

    >>> find_all("rij.geen_wijk", "wijk onbekend"), find_all("rij.geen_wijk", "west")
    (['wijk onbekend'], [])
    """
    return [match[0].strip() for match in _pattern(name).finditer(f" {plain} ")]


def remove(name: str, plain: str) -> str:
    """Return a plain text without what is on a list.

    >>> remove("zegt.in_woonwijk", "unieke kinderen woonachtig in de wijk")
    'unieke kinderen'
    """
    return " ".join(_pattern(name).sub(" ", f" {plain} ").split())


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of which every phrase is what it says, without any sign."""
    return frozenset(_phrases(name))


def sections(name: str) -> list[str]:
    """Return the names of the parts within a part of the data, in its order.

    >>> sections("aantal")[:2]
    ['visits_count', 'kinderwerker_fte']
    """
    return [key for key, value in _data()[name].items() if isinstance(value, dict)]


def kinds(name: str) -> list[str]:
    """Return the names of the lists within a part of the data, in its order.

    >>> kinds("persoon.vraagt")[:2]
    ['naam', 'postcode']
    """
    return [key for key, value in _at(name).items() if isinstance(value, list)]


def role_of(section: str, plain: str) -> str | None:
    """Return the list in a part of the data that has a plain text, as a whole, among its phrases.

    >>> role_of("kop", "naam wijk"), role_of("kop", "opmerking")
    ('wijk_name', None)
    """
    return _roles(section).get(plain)


@cache
def _roles(section: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for role, phrases in _data()[section].items():
        for phrase in phrases if isinstance(phrases, list) else ():
            found.setdefault(phrase, role)
    return found


@cache
def _data() -> dict[str, Any]:
    folder = files(__package__).joinpath("assets")
    found: dict[str, Any] = {}
    for file in _FILES:
        found |= tomllib.loads(folder.joinpath(file).read_text(encoding="utf-8"))
    return found


def _phrases(name: str) -> list[str]:
    return [str(phrase) for phrase in _at(name)]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return one pattern for lists: "plan" and a place, as in "plan.woorden+titel", are two lists."""
    section, _, lists = name.rpartition(".")
    phrases = [phrase for part in lists.split("+") for phrase in _phrases(f"{section}.{part}")]
    return re.compile("|".join(_compile(phrase, section) for phrase in phrases))


def _compile(phrase: str, section: str) -> str:
    """Return the pattern of a phrase in a text with a space around every word."""
    whole, first = phrase.startswith("="), phrase.startswith(("=", "^"))
    written = "^ " if first else "(?<= )"
    for token in re.findall(r"\[[^\]]+\]|[^ ]+", phrase.lstrip("=^")):
        if token == "..":
            written += "(?:[^ ]+ )*?"
        elif token.startswith("["):
            written += f"(?:{''.join(_word(word, section) for word in token[1:-1].split())})?"
        else:
            written += _word(token, section)
    return written + ("$" if whole else "")


def _word(token: str, section: str) -> str:
    alternatives = []
    for word in token.split("/"):
        parts = re.findall(r"\{[^}]+\}|[^{]+", word)
        alternatives.append("".join(_part(part, section) for part in parts))
    return f"(?:{'|'.join(alternatives)}) "


def _part(part: str, section: str) -> str:
    """Return the pattern of a piece of a word: letters and signs, or the words of a list, here or higher up."""
    if not part.startswith("{"):
        signs = {r"\*": "[^ ]*", r"\?": "[a-z]", r"\#": "[0-9]+"}
        return re.sub(r"\\[*?#]", lambda sign: signs[sign[0]], re.escape(part))
    while not isinstance(_at(section).get(part[1:-1]), list):
        section = section.rpartition(".")[0]
    listed = [letters for phrase in _phrases(f"{section}.{part[1:-1]}") for letters in phrase.split("/")]
    return f"(?:{'|'.join(_part(letters, section) for letters in listed)})"


def _at(name: str) -> Any:
    """Return a part of the data; all of it without a name."""
    found: Any = _data()
    for key in name.split(".") if name else ():
        found = found[key]
    return found
