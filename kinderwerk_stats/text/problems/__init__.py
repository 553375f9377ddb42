"""Problems in words: one catalogue, a module for each part of the program that finds them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kinderwerk_stats.model.problems import InputRefused, Problem
from kinderwerk_stats.sources.files.where import column_letter
from kinderwerk_stats.text.problems import (
    allocation,
    bereik,
    bereik_tables,
    cbs,
    cli,
    columns,
    delivery,
    files,
    gemeente,
    geometry,
    library,
    live,
    privacy,
    settings,
    store,
    story,
    tables,
    totals,
    wijken,
)
from kinderwerk_stats.text.problems.formatting import Catalogue, fill
from kinderwerk_stats.text.problems.places import describe_place

_ROOMS: tuple[Catalogue, ...] = (
    allocation.CATALOGUE,
    bereik.CATALOGUE,
    bereik_tables.CATALOGUE,
    cbs.CATALOGUE,
    cli.CATALOGUE,
    columns.CATALOGUE,
    delivery.CATALOGUE,
    files.CATALOGUE,
    gemeente.CATALOGUE,
    geometry.CATALOGUE,
    library.CATALOGUE,
    live.CATALOGUE,
    privacy.CATALOGUE,
    settings.CATALOGUE,
    store.CATALOGUE,
    story.CATALOGUE,
    tables.CATALOGUE,
    totals.CATALOGUE,
    wijken.CATALOGUE,
)
# How the values of a list are said that are codes themselves.
_SAY = {"reasons": privacy.say_reason}
CATALOGUE: Catalogue = {code: said for room in _ROOMS for code, said in room.items()}


@dataclass(frozen=True)
class Words:
    """A problem in Dutch: where it is, what was found, what was expected and what to do."""

    where: str
    found: str
    expected: str
    action: str

    def __str__(self) -> str:
        found, expected, action = map(_as_sentence, (self.found, self.expected, self.action))
        return f"{self.where}: {found} Verwacht: {expected} Wat u kunt doen: {action}"


def describe(problem: Problem) -> Words:
    """Return the words of a problem.

    Raises
    ------
    KeyError
        For a code that is not in the catalogue, or a parameter that its words need and that is not there.
    """
    params = dict(problem.params)
    said = CATALOGUE[problem.code]
    if "fout" in params:
        # What is wrong with a cell, in a sentence about its row.
        params["fout"] = fill(CATALOGUE[str(params["fout"])].found, params)
    params |= {name: tuple(map(say, problem.param(name))) for name, say in _SAY.items() if name in params}
    return Words(
        describe_place(problem.place), *(fill(part, params) for part in (said.found, said.expected, said.action))
    )


def parts_of(problem: Problem) -> list[str]:
    """Return the four sentences as cells of a table."""
    words = describe(problem)
    return [words.where, words.found, words.expected, words.action]


def as_note(problem: Problem) -> str:
    """Return a remark below figures: where, what, and what to do, without what was expected."""
    words = describe(problem)
    return f"{words.where}: {words.found}. {words.action[:1].upper()}{words.action[1:]}."


def as_remark(problem: Problem) -> str:
    """Return what was found, for who looks at figures; the file and what to do are for who delivers (decision 78)."""
    found = describe(problem).found
    return f"{found[:1].upper()}{found[1:]}."


def describe_all(refused: InputRefused) -> str:
    """Return all problems of a refusal, one a line."""
    return "\n".join(str(describe(problem)) for problem in refused.problems)


def as_json(problem: Problem) -> dict[str, Any]:
    """Return the four sentences for who reads, and code and place for a program."""
    words, place = describe(problem), problem.place
    return {
        "where": words.where,
        "found": words.found,
        "expected": words.expected,
        "action": words.action,
        "severity": problem.severity,
        "code": problem.code,
        "place": {
            "file": place.file or None,
            "sheet": place.sheet or None,
            "rows": [row + 1 for row in place.rows],
            "columns": [column_letter(column) for column in place.columns],
            "key": place.key or None,
        },
    }


def all_as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as JSON, in their order."""
    return [as_json(problem) for problem in problems]


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
