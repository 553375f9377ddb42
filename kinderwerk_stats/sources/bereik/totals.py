"""Which row of a bereik table is the total of the gemeente (METHOD 1.4)."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from kinderwerk_stats.model.problems import Place, Problem, make_warning
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.row_labels import rank_total
from kinderwerk_stats.sources.bereik.rows import Body, BodyRow
from kinderwerk_stats.sources.bereik.total_figures import (
    ROUNDING,
    TableRows,
    add_no_wijk,
    at_rows,
    is_impossible,
    read_total,
    report_without_total,
)
from kinderwerk_stats.sources.bereik.wijk_names import says_other_area


def find_total(
    place: Place, body: Body, wijken: Sequence[BodyRow], year: int | None, *, overlap: bool, stated: bool = False
) -> tuple[dict[str, float], list[Problem], bool]:
    """Return the figures of the gemeente as a whole, what to say, and whether children count in several wijken.

    Parameters
    ----------
    place : for the problems.
    body : the rows of the table.
    wijken : those of the year.
    year : of which the other rows count; None for all.
    overlap : whether a note says that children count in several wijken.
    stated : whether a note says that each child counts once in the total.
    """
    totals, no_wijk, outside = (
        [row for row in rows if year is None or row.year == year] for rows in (body.totals, body.no_wijk, body.outside)
    )
    rows = TableRows(wijken, no_wijk, outside)
    total, problems = choose_total(place, rows, totals)
    if total is not None:
        values, said, overlap = read_total(place, rows, total, overlap=overlap, stated=stated)
        return values, [*problems, *said, *add_no_wijk(place, rows, values)], overlap
    values = {}
    problems += add_no_wijk(place, rows, values)
    problems += report_without_total(place, rows)
    if body.totals and not totals:
        problems.append(make_warning("totaalrij_zonder_jaar", place))
    if overlap:
        problems.append(make_warning("dubbelen_zonder_totaal", place))
    return values, problems, overlap


def settle_rows(place: Place, body: Body) -> list[Problem]:
    """Take the row with the name of the gemeente out of the wijken, and say which rows are no counts."""
    problems = []
    found = take_sum_row(body.wijken)
    if found is not None:
        body.wijken.remove(found)
        body.totals.append(replace(found, label_kind="whole"))
        problems.append(make_warning("rij_is_de_som", at_rows(place, [found])))
    for row in _sums_of_areas(body.wijken):
        body.wijken.remove(row)
        body.totals.append(replace(row, label_kind="part"))
    body.totals.sort(key=lambda row: row.row)
    if body.of_which:
        problems.append(make_warning("rijen_waarvan", at_rows(place, body.of_which)))
    if body.no_counts:
        problems.append(make_warning("rijen_geen_aantallen", at_rows(place, body.no_counts)))
    return problems


def _sums_of_areas(wijken: Sequence[BodyRow]) -> list[BodyRow]:
    """Return the rows of larger areas, such as "Stadsdeel Noord", that are the sum of wijken below or above them."""
    areas = [row for row in wijken if row.code is None and says_other_area(row.name or "")]
    wijk_rows = [row for row in wijken if row not in areas]
    return [
        row for row in areas if any(len(each) > 1 and _is_sum(row, each) for each in _blocks(row, wijk_rows, areas))
    ]


def choose_total(place: Place, rows: TableRows, totals: Sequence[BodyRow]) -> tuple[BodyRow | None, list[Problem]]:
    """Return the total of the gemeente, or None with the reason why no row can be trusted to be it.

    A row that equals the sum of everything is the total, whatever it is called. One that equals the wijken just above
    or below it is a subtotal. Of what is left, a row that says to be of the whole goes before one with a name.
    """
    exact = [row for row in totals if _is_sum_of_all(row, rows)]
    left = [row for row in totals if row in exact or not _is_part(row, rows.wijken, totals)]
    whole = [row for row in left if row in exact or _kind(row) == "whole"]
    problems = []
    named = [row for row in left if row not in whole]
    for row in named:
        part = _run_that_adds_up(row, rows.wijken)
        code = "totaal_is_subtotaal" if part else "totaal_onduidelijk"
        problems.append(make_warning(code, at_rows(place, [row]), van=tuple(each.row for each in part)))
    if not whole:
        return None, problems
    possible = [row for row in whole if not is_impossible(row, rows)]
    if possible and len(possible) < len(whole):
        impossible = [row for row in whole if row not in possible]
        problems.append(make_warning("totaal_past_niet", at_rows(place, impossible)))
        whole = possible
    best = max((_rank(row) for row in whole), default=0)
    whole = [row for row in whole if _rank(row) == best]
    known = {tuple((name, row.value(name)) for name in row.cells) for row in whole}
    if len(known) > 1:
        return None, [*problems, make_warning("totalen_verschillen", at_rows(place, whole))]
    return (whole[-1] if whole else None), problems


def take_sum_row(wijken: Sequence[BodyRow]) -> BodyRow | None:
    """Return the row with the name of no wijk that is the sum of all others, as "Utrecht" under its wijken; or None.

    It stands first or last. One equal figure can be chance: beside rows with a code one is enough, else two. Of
    children who count once it may be less than the sum: then another figure has to be it, over three rows or more.
    """
    for found in (wijken[-1], wijken[0]) if len(wijken) > 2 else ():
        others = [row for row in wijken if row is not found]
        needed = 1 if all(row.code for row in others) else 2
        filled = [name for name in found.cells if (found.value(name) or 0) > 0]
        if found.code is not None or len(filled) < needed:
            continue
        if _is_sum(found, others) or (len(filled) > 1 and len(others) > 2 and _is_sum_of_unique(found, others)):
            return found
    return None


def _is_sum_of_unique(found: BodyRow, rows: Sequence[BodyRow]) -> bool:
    """Return whether a row is the sum of the others, in which a child counts once: not fewer than in one of them."""
    reached = found.value("reached_count")
    known = [value for row in rows if (value := row.value("reached_count")) is not None]
    rest = replace(found, cells={name: cell for name, cell in found.cells.items() if name != "reached_count"})
    return reached is not None and bool(known) and max(known) <= reached < sum(known) and _is_sum(rest, rows)


def _kind(row: BodyRow) -> str:
    """Return what a total row says to be; a row with the code of the gemeente, or without words, is of the whole."""
    return "whole" if row.code or not row.name else row.label_kind


def _rank(row: BodyRow) -> int:
    return max(2 if row.code else 0, rank_total(row.name or ""))


def _is_sum_of_all(row: BodyRow, rows: TableRows) -> bool:
    sets = (rows.wijken, [*rows.wijken, *rows.no_wijk], [*rows.wijken, *rows.no_wijk, *rows.outside])
    return row.label_kind != "part" and any(_is_sum(row, each) for each in sets)


def _is_part(row: BodyRow, wijken: Sequence[BodyRow], totals: Sequence[BodyRow]) -> bool:
    blocks = _blocks(row, wijken, totals)
    return row.label_kind == "part" or any(
        block and len(block) < len(wijken) and _is_sum(row, block) for block in blocks
    )


def _run_that_adds_up(row: BodyRow, wijken: Sequence[BodyRow]) -> Sequence[BodyRow]:
    """Return the rows above a total, one after the other, that it is the sum of; none when there are no such rows."""
    name = next((name for name in row.cells if row.value(name)), None)
    above = [each for each in wijken if each.row < row.row]
    if name is None:
        return ()
    sums = [0.0, *accumulate(each.value(name) or 0.0 for each in above)]
    tolerance = ROUNDING.get(name, 0) * len(above) + 1e-6
    for last in range(len(above), 1, -1):
        for first in range(last - 2, -1, -1):
            run = above[first:last]
            if abs(sums[last] - sums[first] - (row.value(name) or 0)) <= tolerance and _is_sum(row, run):
                return run
    return ()


def _blocks(row: BodyRow, wijken: Sequence[BodyRow], totals: Sequence[BodyRow]) -> tuple[list[BodyRow], list[BodyRow]]:
    """Return the wijken between a total and the one above it, and between it and the one below."""
    above = max((each.row for each in totals if each.row < row.row), default=-1)
    below = min((each.row for each in totals if each.row > row.row), default=math.inf)
    return (
        [each for each in wijken if above < each.row < row.row],
        [each for each in wijken if row.row < each.row < below],
    )


def _is_sum(found: BodyRow, rows: Sequence[BodyRow]) -> bool:
    """Return whether every figure of a row is the sum of the same figure in these rows, and one of them known."""
    given = {name: value for name in found.cells if (value := found.value(name)) is not None}
    return bool(given) and all(
        all(row.cells[name].status in (Status.KNOWN, Status.NOT_APPLICABLE) for row in rows)
        and abs(value - sum(row.value(name) or 0 for row in rows)) <= ROUNDING.get(name, 0) * len(rows) + 1e-6
        for name, value in given.items()
    )
