"""Whether the figures of a bereik table agree with each other."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.sources.bereik.rows import BodyRow
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name

_ROUNDING_OF_FTE = 0.05
# The whole country has 400 to 500 kinderwerkers.
_MUCH_FTE = 10


def check_doubles(place: Place, wijken: Sequence[BodyRow]) -> list[Problem]:
    """Return a problem for every wijk that stands in two rows of the same year."""
    at: dict[tuple[int | None, str], list[BodyRow]] = {}
    for found in wijken:
        key = found.code or normalise_wijk_name(found.name or "")
        at.setdefault((found.year, key), []).append(found)
    return [
        make_problem("wijk_dubbel_in_tabel", _at(place, rows), wijk=rows[0].code or rows[0].name)
        for rows in at.values()
        if len(rows) > 1
    ]


def check_rows(place: Place, wijken: Sequence[BodyRow]) -> list[Problem]:
    """Return warnings about figures that do not go together in one row."""
    checks: dict[str, Callable[[BodyRow], bool]] = {
        "fte_zonder_kinderwerkers": lambda row: (
            row.value("kinderwerkers_count") == 0 and (row.value("kinderwerker_fte") or 0) > 0
        ),
        "kinderen_zonder_fte": lambda row: row.value("kinderwerker_fte") == 0 and (row.value("reached_count") or 0) > 0,
        "minder_bezoeken_dan_kinderen": lambda row: _below(row.value("visits_count"), row.value("reached_count")),
        "meer_fte_dan_kinderwerkers": lambda row: _fte_above_workers(
            row.value("kinderwerker_fte"), row.value("kinderwerkers_count")
        ),
        "veel_fte_in_wijk": lambda row: (row.value("kinderwerker_fte") or 0) > _MUCH_FTE,
        "kinderwerkers_gebroken": lambda row: not float(row.value("kinderwerkers_count") or 0).is_integer(),
    }
    odd = {code: [row for row in wijken if is_odd(row)] for code, is_odd in checks.items()}
    return [make_warning(code, _at(place, rows), meest=_MUCH_FTE) for code, rows in odd.items() if rows]


def _at(place: Place, rows: Sequence[BodyRow]) -> Place:
    return replace(place, rows=tuple(row.row for row in rows))


def _fte_above_workers(fte: float | None, workers: float | None) -> bool:
    """Return whether there is more than one fte per kinderwerker; without any another check speaks."""
    return fte is not None and bool(workers) and fte > (workers or 0) + _ROUNDING_OF_FTE


def _below(left: float | None, right: float | None) -> bool:
    return left is not None and right is not None and left < right
