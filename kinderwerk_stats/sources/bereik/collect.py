"""What the sheets of a bereik file gave, put together to one result."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kinderwerk_stats.model.areas import AREA_KINDS
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import Place, Problem, worded
from kinderwerk_stats.sources.bereik.periods import TableSheet


def say_once(file: str, problems: list[Problem]) -> list[Problem]:
    """Return problems of several sheets once for the file when they say the same of each."""
    places: dict[Problem, set[str]] = {}
    for problem in problems:
        places.setdefault(replace(problem, place=Place()), set()).add(problem.place.file)
    said = []
    for problem in problems:
        is_general = problem.severity == "waarschuwing" and len(places[replace(problem, place=Place())]) > 1
        said.append(replace(problem, place=Place(file=file)) if is_general else problem)
    return list(dict.fromkeys(said))


def collect_result(
    path: Path, found: Sequence[TableSheet], tables: list[BereikTable], problems: list[Problem]
) -> ReadResult:
    """Return the result of a file: its tables, or with a `fout` none."""
    years = [table.year for table in tables]
    if len(set(years)) < len(years):
        problems.append(_several_tables(path.name, found))
    if any(problem.severity == "fout" for problem in problems):
        return ReadResult(path, "bereik", problems=tuple(dict.fromkeys(problems)))
    wijken = {str(wijk) for table in tables for wijk in table.rows["wijk_code"].fillna(table.rows["wijk_name"])}
    area_counts: dict[str, int] = {**dict.fromkeys(AREA_KINDS, 0), "wijk": len(wijken)}
    return ReadResult(path, "bereik", tuple(tables), tuple(dict.fromkeys(problems)), area_counts)


def _several_tables(file: str, tables: Sequence[TableSheet]) -> Problem:
    names = ", ".join(table.sheet.name for table in tables)
    return worded(
        where=file,
        found=f"meer dan een tabel voor hetzelfde jaar, of zonder jaar (bladen {names})",
        expected="een tabel per jaar",
        action="laat alleen de tabel staan die telt, of zet bij elk blad het jaar",
    )
