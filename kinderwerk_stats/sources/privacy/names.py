"""Names of persons, known by the given names that people often have."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import words

_ASSETS = Path(__file__).parent / "assets"
_TOKEN = re.compile(r"[^\W\d_](?:[\w'’]|-(?=\w))*\.?|[\d,;/&:()|+\n]")
_AFTER_NAME = re.compile(r"[ ,;:-]*(?:\(|\d|\bgroep\b)| - ", re.IGNORECASE)
# "KimJansen" is two words.
_LETTERS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_NEXT_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INITIAL = re.compile(r"\b[A-Z]\. ?(?:[A-Z]\. ?)*[A-Za-z]")
_LONGEST_NAME = 60
_WORDS_IN_NAME = 6
_MOST_BETWEEN = 3
# A family name that is longer than one of these and ends in it is a street, a school or a part of a town.
_PLACES = (
    "straat", "str", "weg", "laan", "plein", "park", "kwartier", "wijk", "buurt", "dorp", "school", "college", "lyceum",
    "kade", "gracht", "singel", "polder", "centrum", "kerk", "hal", "zaal", "speeltuin", "terrein", "pad", "flat",
)  # fmt: skip
# After a given name these begin no family name; before it they say that a place is meant.
_NO_FAMILY = frozenset({
    *_PLACES, "noord", "oost", "zuid", "west", "midden", "binnenstad", "stichting", "welzijn", "kinderwerk", "jongeren",
    "jongerenwerk", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec", "feb", "jan",
    "gemeente", "totaal", "sport", "club", "inloop", "huis", "hof", "groep", "team", "gebied", "stadsdeel",
})  # fmt: skip
_OF_A_PLACE = frozenset({
    "sint", "st", "sint-", "wijk", "buurt", "prins", "prinses", "koning", "koningin", "burgemeester", "burg", "pater",
    "pastoor", "dokter", "dr", "admiraal", "mgr", "ds", "speeltuin", "buurthuis", "wijkcentrum", "locatie", "zwembad",
    "huize", "obs", "cbs", "rkbs", "school", "basisschool", "kindcentrum", "ikc", "gemeente", "stadsdeel", "kern",
    "welzijn", "stichting", "vereniging", "project",
})  # fmt: skip


class Names(NamedTuple):
    """The names that are known, in plain words; `words` are given names that mean something else as well."""

    given: frozenset[str]
    words: frozenset[str]
    family: frozenset[str]
    between: frozenset[str]
    titles: frozenset[str]
    households: frozenset[str]


@cache
def known_names() -> Names:
    """Return the names in assets/names.toml."""
    lists = tomllib.loads((_ASSETS / "names.toml").read_text("utf-8"))
    return Names(*(frozenset(map(to_plain, lists[name].split())) for name in Names._fields))


def may_hold_names(texts: Iterable[str]) -> bool:
    """Return whether a known name or an initial stands anywhere in the texts; most columns have none."""
    together = "\n".join(texts)
    if not together.isascii():
        decomposed = unicodedata.normalize("NFKD", together)
        together = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    said = {word.casefold() for word in set(_LETTERS.findall(together))}
    names = known_names()
    is_known = not all(map(said.isdisjoint, (names.given, names.family, names.titles)))
    return is_known or bool(_INITIAL.search(together))


def count_names(texts: Iterable[str]) -> tuple[int, int]:
    """Return how many of the texts are a given and a family name, and how many a given name alone.

    >>> count_names(["Kim Jansen", "de Vries, Sam", "Noor", "noor bakker", "Anne Frankschool", "Sint Jan", "Oost"])
    (3, 1)
    >>> count_names(["Fenna (8)", "Sam, groep 5", "Kim Jansen 12-05-2015"])
    (1, 2)
    >>> count_names(["mw. Xyzzy", "de heer Smit", "Jansen, K.", "KimJansen", "moeder van Noor", "Familiehuis"])
    (4, 1)
    """
    full = first = 0
    for text in texts:
        # "Noor (8)", "Sam, groep 5" and "Kim Jansen - West" are names too.
        name = _AFTER_NAME.split(text, maxsplit=1)[0]
        if 0 < len(name) <= _LONGEST_NAME:
            tokens = _tokens(name if " " in name else _NEXT_WORD.sub(" ", name))
            if len(tokens) > 2 and tokens[1] == "van" and to_plain(tokens[0]) in words("persoon.iemand"):
                tokens = tokens[2:]
            if is_full_name(tokens):
                full += 1
            elif _is_first_name(tokens):
                first += 1
    return full, first


def count_family_names(texts: Iterable[str]) -> int:
    """Return how many of the texts are a family name alone.

    >>> count_family_names(["Jansen", "de Vries", "Oost", "Kim"])
    2
    """
    family, between = known_names().family, known_names().between
    found = 0
    for text in texts:
        said = to_plain(text).split()
        found += bool(said) and said[-1] in family and all(word in between for word in said[:-1])
    return found


def find_names(text: str) -> tuple[int, int]:
    """Return how many full names a running text holds, and how many given names beside them that are no other word.

    >>> find_names("Fenna Zzyzx komt elke week"), find_names("Kim, Sam en Noor"), find_names("Jan van Galenstraat 4")
    ((1, 0), (0, 3), (0, 0))
    >>> find_names("Cijfers van Jan tot Mrt"), find_names("Speeltuin Anne Frank"), find_names("J. de Vries")
    ((0, 0), (0, 0), (1, 0))
    """
    names = known_names()
    tokens = _tokens(text)
    full = first = at = 0
    while at < len(tokens):
        if _follows_place(tokens, at):
            # What a place is called after is no name of somebody who comes there.
            while at < len(tokens) and (tokens[at][0].isupper() or to_plain(tokens[at]) in names.between):
                at += 1
            if at == len(tokens):
                break
        length = _titled_at(tokens, at) or _full_name_at(tokens, at)
        if length:
            full += 1
        elif (
            tokens[at][0].isupper()
            and (plain := _first_part(tokens[at])) in names.given
            and (plain not in names.words or _is_listed(tokens, at))
            and not _is_place(tokens, at, at + 1)
        ):
            first += 1
        at += length or 1
    return full, first


def is_full_name(tokens: Sequence[str]) -> bool:
    """Return whether words are together the name of one person, capitals or not."""
    if not 2 <= len(tokens) <= _WORDS_IN_NAME:
        return False
    if _is_family_first(tokens) or _titled_at(tokens, 0) >= len(tokens) - 1:
        return True
    if "," in tokens:
        comma = tokens.index(",")
        tokens = [*tokens[comma + 1 :], *tokens[:comma]]
        return bool(tokens) and _full_name_at([tokens[0].capitalize(), *tokens[1:]], 0) == len(tokens)
    names = known_names()
    if not tokens[0][0].isupper() and to_plain(tokens[-1]) not in names.family:
        return False
    written = [word if to_plain(word) in names.between else word[0].upper() + word[1:] for word in tokens]
    return _full_name_at(written, 0) >= len(tokens) - 1


def _is_family_first(tokens: Sequence[str]) -> bool:
    """Return whether words are a family name and initials: "de Vries, S.", "Jansen K."."""
    initials = [token for token in tokens if len(token.rstrip(".")) == 1 and token[0].isupper()]
    family = [to_plain(token) for token in tokens if token not in initials and token != ","]
    names = known_names()
    return (
        bool(initials and family)
        and tokens[-1] == initials[-1]
        and ("," in tokens or initials[0].endswith("."))
        and tokens[0] not in initials
        and family[-1] in names.family
        and all(word in names.between for word in family[:-1])
    )


def _titled_at(tokens: Sequence[str], at: int) -> int:
    """Return how many words from here on are "mw. A. de Wit", "de heer Smit" or "familie Jansen"; 0 for none."""
    names = known_names()
    start = at + 1 if [to_plain(token) for token in tokens[at : at + 2]] == ["de", "heer"] else at
    title = to_plain(tokens[start])
    if (title == "heer" and start == at) or title not in names.titles | names.households:
        return 0
    after = start + 1
    while after < len(tokens) and (len(tokens[after].rstrip(".")) == 1 or to_plain(tokens[after]) in names.between):
        after += 1
    if after == len(tokens) or not tokens[after][0].isupper() or _is_place(tokens, after, after + 1):
        return 0
    is_known = to_plain(tokens[after]) in names.family or _first_part(tokens[after]) in names.given - names.words
    return after + 1 - at if is_known or title in names.titles else 0


def _is_first_name(tokens: Sequence[str]) -> bool:
    if not tokens or len(tokens) > 2 or any(not token[0].isalpha() for token in tokens):
        return False
    # "Kim J.": the rest of a name is one letter.
    given = known_names().given
    return all(_first_part(token) in given or (n and len(token.rstrip(".")) == 1) for n, token in enumerate(tokens))


def _tokens(text: str) -> list[str]:
    return [found.rstrip(".") if len(found) > 2 else found for found in _TOKEN.findall(text)]


def _first_part(token: str) -> str:
    """Return a word in plain letters; of a double name the first."""
    return to_plain(token).partition(" ")[0]


def _full_name_at(tokens: Sequence[str], at: int) -> int:
    """Return how many words from here on are the name of a person; 0 for none."""
    names = known_names()
    token = tokens[at]
    if not token[0].isupper() or _follows_place(tokens, at):
        return 0
    if tokens[at + 1 : at + 2] == [","]:
        # Jansen, Kim
        last_first = to_plain(token) in names.family and at + 2 < len(tokens) and tokens[at + 2][0].isupper()
        return 3 if last_first and _first_part(tokens[at + 2]) in names.given - names.words else 0
    is_initial = token.endswith(".") and len(token) == 2
    plain = _first_part(token)
    if not is_initial and plain not in names.given:
        return 0
    after = at + 1
    while after < len(tokens) and len(tokens[after]) == 2 and tokens[after].endswith("."):
        after += 1
    between = after
    while after < len(tokens) and after - between < _MOST_BETWEEN and to_plain(tokens[after]) in names.between:
        after += 1
    if after == len(tokens) or not tokens[after][0].isupper():
        return 0
    family = to_plain(tokens[after])
    is_known = any(part in names.family for part in family.split())
    if not is_known and (is_initial or _is_place(tokens, after, after + 1) or family.split()[0] in names.given):
        return 0
    if plain in names.words and not is_known and after == between:
        return 0
    return 0 if _is_place(tokens, after, after + 1) else after + 1 - at


def _follows_place(tokens: Sequence[str], at: int) -> bool:
    """Return whether the word before, or before a number, says that a place is called after somebody."""
    before = at - 1
    while before >= 0 and tokens[before].isdigit():
        before -= 1
    return before >= 0 and to_plain(tokens[before]) in _OF_A_PLACE


def _is_place(tokens: Sequence[str], at: int, after: int) -> bool:
    """Return whether a word is, or stands beside, what only a place or a month is called."""
    word = to_plain(tokens[at])
    if _follows_place(tokens, at):
        return True
    if word in _NO_FAMILY or any(word.endswith(place) and len(word) > len(place) for place in _PLACES):
        return word not in known_names().family
    return after < len(tokens) and (to_plain(tokens[after]) in _NO_FAMILY - {"groep", "team"})


def _is_listed(tokens: Sequence[str], at: int) -> bool:
    """Return whether a word stands between commas, or "en", with a name that is no other word beside it."""
    names = known_names()
    near = [
        _first_part(tokens[n])
        for n in (at - 2, at + 2)
        if 0 <= n < len(tokens) and tokens[(n + at) // 2] in (",", "en")
    ]
    return any(name in names.given and name not in names.words for name in near)
