"""How much a name is like another: to offer wijken that it may stand for, never to choose one."""

from collections.abc import Mapping

from rapidfuzz import fuzz, process

MIN_SCORE = 60
MAX_SUGGESTIONS = 3
# A name that is a whole part of another ("Noordoost" in "Oostwijk Noordoost") is likely, and not sure.
_PART_SCORE = 85.0


def find_like(name: str, names: Mapping[str, str]) -> list[tuple[str, float]]:
    """Return the three keys whose names are most like a name, with a score of 60 to 100; equal ones by key.

    Parameters
    ----------
    name : without capitals and signs, as `normalise_wijk_name` gives.
    names : key -> such a name.

    >>> find_like("leidse rijn", {"a": "zuidwest", "b": "leidsche rijn"})
    [('b', 91.7)]
    """
    found = process.extract(name, names, scorer=_likeness, score_cutoff=MIN_SCORE, limit=None)
    best = sorted(found, key=lambda match: (-match[1], match[2]))[:MAX_SUGGESTIONS]
    return [(key, round(score, 1)) for _, score, key in best]


def _likeness(one: str, other: str, **_: object) -> float:
    """Return 0-100: letter by letter, with the words in any order, or as a whole part."""
    words, others = set(one.split()), set(other.split())
    is_part = bool(words and others) and (words <= others or others <= words)
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other), _PART_SCORE if is_part else 0.0)
