"""What the search for personal data finds, as data: the kind, how it is known, and where; never what stands there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from kinderwerk_stats.model.problems import (
    PERSONAL_DATA,
    PERSONAL_DATA_IN_NAME,
    PERSONAL_DATA_PERHAPS,
    Place,
    Problem,
    make_problem,
    make_warning,
)


class Reason(NamedTuple):
    """Why something is about a person, in codes: `kind` of data, `how` it is known, what it stands `beside`.

    Their words stand in `text.problems.privacy`.
    """

    kind: str
    how: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Finding:
    """What was found in a place; `hard` refuses the file, otherwise it is asked. Rows and columns count from 0."""

    hard: bool
    reasons: tuple[Reason, ...]
    sheet: str = ""
    row: int | None = None
    column: int | None = None


def to_problems(file: str, findings: Iterable[Finding]) -> list[Problem]:
    """Return the problems that say what was found, each once."""
    return list(dict.fromkeys(to_problem(file, finding) for finding in findings))


def to_problem(file: str, finding: Finding) -> Problem:
    """Return the problem that refuses a file, or that asks whether something is about a person."""
    rows = () if finding.row is None else (finding.row,)
    place = Place(file, finding.sheet, rows, () if finding.column is None else (finding.column,))
    reasons = tuple(map(tuple, finding.reasons))
    if finding.hard:
        return make_problem(PERSONAL_DATA, place, reasons=reasons)
    return make_warning(PERSONAL_DATA_PERHAPS, place, reasons=reasons)


def refused_name(label: str, reason: Reason) -> Problem:
    """Return the problem that refuses a file for what its name says; `label` is what it is called instead."""
    return make_problem(PERSONAL_DATA_IN_NAME, Place(label), reasons=(tuple(reason),))


def beside(finding: Finding, place: str) -> Finding:
    """Return a finding in a copy of cells or another place that is no cell of the sheet."""
    return replace(finding, reasons=tuple(reason._replace(beside=place) for reason in finding.reasons))
