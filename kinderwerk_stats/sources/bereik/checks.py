"""Whether the figures of a bereik table agree with each other."""

from collections.abc import Callable, Sequence

from kinderwerk_stats.model.problems import Problem, worded
from kinderwerk_stats.sources.bereik.rows import BodyRow
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name
from kinderwerk_stats.sources.files.where import list_rows

_ROUNDING_OF_FTE = 0.05
# The whole country has 400 to 500 kinderwerkers.
_MUCH_FTE = 10


def check_doubles(where: str, wijken: Sequence[BodyRow]) -> list[Problem]:
    """Return a problem for every wijk that stands in two rows of the same year."""
    at: dict[tuple[int | None, str], list[BodyRow]] = {}
    for found in wijken:
        key = found.code or normalise_wijk_name(found.name or "")
        at.setdefault((found.year, key), []).append(found)
    return [
        worded(
            where=f"{where}, {list_rows(row.row for row in rows)}",
            found=f"dezelfde wijk meer dan een keer ({rows[0].code or rows[0].name})",
            expected="een rij per wijk",
            action="vraag een tabel met een rij per wijk; unieke kinderen van twee rijen mag u niet optellen",
        )
        for rows in at.values()
        if len(rows) > 1
    ]


def check_rows(where: str, wijken: Sequence[BodyRow]) -> list[Problem]:
    """Return warnings about figures that do not go together in one row."""
    checks: tuple[tuple[Callable[[BodyRow], bool], str, str], ...] = (
        (
            lambda row: row.value("kinderwerkers_count") == 0 and (row.value("kinderwerker_fte") or 0) > 0,
            "geen kinderwerkers, maar wel fte",
            "minstens een kinderwerker waar fte is",
        ),
        (
            lambda row: row.value("kinderwerker_fte") == 0 and (row.value("reached_count") or 0) > 0,
            "geen fte, maar wel bereikte kinderen",
            "fte waar kinderen bereikt zijn",
        ),
        (
            lambda row: _below(row.value("visits_count"), row.value("reached_count")),
            "minder bezoeken dan bereikte kinderen",
            "minstens een bezoek voor elk bereikt kind",
        ),
        (
            lambda row: _fte_above_workers(row.value("kinderwerker_fte"), row.value("kinderwerkers_count")),
            "meer fte dan kinderwerkers",
            "hoogstens 1 fte voor elke kinderwerker; misschien zijn dit uren",
        ),
        (
            lambda row: (row.value("kinderwerker_fte") or 0) > _MUCH_FTE,
            f"meer dan {_MUCH_FTE} fte in een wijk",
            "fte, en geen uren: 36 uur per week is 1 fte",
        ),
        (
            lambda row: not float(row.value("kinderwerkers_count") or 0).is_integer(),
            "een gebroken aantal kinderwerkers",
            "een heel aantal mensen; fte hoort in een eigen kolom",
        ),
    )
    problems = []
    for is_odd, found, expected in checks:
        odd = [row.row for row in wijken if is_odd(row)]
        if odd:
            problems.append(warning_at(f"{where}, {list_rows(odd)}", found, expected, "vraag na of dit klopt"))
    return problems


def _fte_above_workers(fte: float | None, workers: float | None) -> bool:
    """Return whether there is more than one fte per kinderwerker; without any another check speaks."""
    return fte is not None and bool(workers) and fte > (workers or 0) + _ROUNDING_OF_FTE


def _below(left: float | None, right: float | None) -> bool:
    return left is not None and right is not None and left < right


def warning_at(where: str, found: str, expected: str, action: str) -> Problem:
    """Return a problem that does not stop the file from being used."""
    return worded(where, found, expected, action, "waarschuwing")
