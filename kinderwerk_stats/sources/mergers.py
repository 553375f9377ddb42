"""Gemeenten that are no more, and the ones that took their place.

The table holds the mergers of 2018 to 2023 (CBS, Gemeenten en gemeentelijke indeling op 1 januari, those years; Weesp
became part of Amsterdam on 24 March 2022). Older ones are not in it: then nothing is said.
"""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kinderwerk_stats.model.problems import Place, Problem, Severity, make_problem
from kinderwerk_stats.sources.files.plain_text import to_plain


class Successor(NamedTuple):
    """The gemeente that an abolished one went to, or one of several."""

    code: str
    name: str


class Abolished(NamedTuple):
    """A gemeente that is no more: since when, and which gemeenten it went to."""

    code: str
    name: str
    year: int
    successors: tuple[Successor, ...]


@cache
def _read() -> dict[str, Abolished]:
    found: dict[str, Abolished] = {}
    with files("kinderwerk_stats.sources").joinpath("assets/herindelingen.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            code = row["old_code"]
            before = found[code].successors if code in found else ()
            successors = (*before, Successor(row["new_code"], row["new_name"]))
            found[code] = Abolished(code, row["old_name"], int(row["year"]), successors)
    return found


def find_abolished(gemeente_code: str) -> Abolished | None:
    """Return what became of a gemeente; None for one that still is, or whose end is not in the table.

    >>> find_abolished("GM0530").successors
    (Successor(code='GM1992', name='Voorne aan Zee'),)
    """
    return _read().get(gemeente_code)


def find_abolished_by_name(name: str) -> str | None:
    """Return the code of a gemeente that is no more, by its name; None when no or more than one was called so.

    >>> find_abolished_by_name("hellevoetsluis"), find_abolished_by_name("Utrecht")
    ('GM0530', None)
    """
    # One that went to a gemeente of its own name is found there.
    found = [one.code for one in _read().values() if to_plain(one.name) == to_plain(name)
             and to_plain(name) not in {to_plain(other.name) for other in one.successors}]  # fmt: skip
    return found[0] if len(found) == 1 else None


def tell_abolished(gemeente_code: str, place: Place, severity: Severity = "fout") -> Problem | None:
    """Return a problem that says which gemeente to ask for instead; None for a gemeente that is not in the table."""
    found = find_abolished(gemeente_code)
    if found is None:
        return None
    names = tuple(f"{one.name} ({one.code})" for one in found.successors)
    code = "gemeente_opgeheven" if len(names) == 1 else "gemeente_verdeeld"
    return make_problem(
        code, place, severity, gemeente=f"{found.name} ({found.code})", jaar=found.year, opvolgers=names
    )
