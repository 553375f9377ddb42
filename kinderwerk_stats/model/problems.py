"""What is wrong with input, as data: which rule, where, with what figures. Its words stand in `text.problems`."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

Severity = Literal["fout", "waarschuwing"]
Param = str | int | float | bool | None | tuple[Any, ...]
# The codes of what is found about persons: the first two refuse a file, the last asks.
PERSONAL_DATA, PERSONAL_DATA_IN_NAME = "bevat_persoonsgegevens", "persoonsgegevens_in_naam"
PERSONAL_DATA_PERHAPS = "misschien_persoonsgegevens"


@dataclass(frozen=True)
class Place:
    """Where in the input something stands, as far as it is known.

    `file`: its name. `rows` and `columns`: counted from 0. `key`: the path of keys in JSON or TOML, or an option of the
    command line. `subject`: a code for what is no file, such as "bestanden_samen".
    """

    file: str = ""
    sheet: str = ""
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    key: str = ""
    subject: str = ""


# Of all files of a gemeente together.
TOGETHER = Place(subject="bestanden_samen")


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the input.

    A `fout` makes the file unusable; a `waarschuwing` reports an assumption or a doubt.

    `code`: which rule, a short Dutch name that does not change ("wijk_dubbel"); never compare words. `params`: what the
    words need, by name. `asks`: the word of bronnen.toml ("jaar", "organisatie", "telt") that answers it, if one does.
    """

    code: str
    place: Place = Place()
    params: tuple[tuple[str, Param], ...] = ()
    severity: Severity = "fout"
    asks: str = ""

    def param(self, name: str) -> Any:
        """Return one of the parameters; None where it is not given."""
        return dict(self.params).get(name)

    def as_plain(self) -> dict[str, Any]:
        """Return the record as what JSON can hold; `problem_from_plain` is the way back."""
        return asdict(self)


def make_problem(
    code: str, place: Place | None = None, severity: Severity = "fout", asks: str = "", **params: Param
) -> Problem:
    """Return a problem; `params` by name, lists as tuples."""
    return Problem(code, place or Place(), tuple(params.items()), severity, asks)


def make_warning(code: str, place: Place | None = None, asks: str = "", **params: Param) -> Problem:
    """Return a problem that does not stop the input from being used."""
    return make_problem(code, place, "waarschuwing", asks, **params)


def problem_from_plain(plain: Mapping[str, Any]) -> Problem:
    """Return the problem that `as_plain` gave, after JSON."""
    place = {name: _as_tuple(value) for name, value in plain["place"].items()}
    params = tuple((name, _as_tuple(value)) for name, value in plain["params"])
    return Problem(plain["code"], Place(**place), params, plain["severity"], plain["asks"])


def _as_tuple(value: Any) -> Any:
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value


# What stands in one cell; of several that differ it is not said.
_OF_ONE_CELL = "getal"


def merge_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems with those that differ in their rows only as one, at the place of the first."""
    merged: dict[tuple[Problem, bool], list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        key = replace(_without_cell(problem), place=replace(problem.place, rows=()))
        merged.setdefault((key, bool(problem.place.rows)), []).append(problem)
    return [same[0] if len(same) == 1 else _at_all_rows(same) for same in merged.values()]


def _at_all_rows(same: list[Problem]) -> Problem:
    first = same[0] if len({problem.params for problem in same}) == 1 else _without_cell(same[0])
    rows = {row for problem in same for row in problem.place.rows}
    return replace(first, place=replace(first.place, rows=tuple(sorted(rows))))


def _without_cell(problem: Problem) -> Problem:
    return replace(
        problem, params=tuple((name, "" if name == _OF_ONE_CELL else value) for name, value in problem.params)
    )


class InputRefused(Exception):
    """Input that cannot be used; `problems` lists all reasons, each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__(", ".join(problem.code for problem in self.problems))
