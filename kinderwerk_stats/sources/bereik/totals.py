"""Which row of a bereik table is the total of the gemeente (METHOD 1.4)."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from kinderwerk_stats.model.problems import Place, Problem, make_warning
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.columns import says_other_area
from kinderwerk_stats.sources.bereik.rows import Body, BodyRow, RowKind, at_rows, rank_total
from kinderwerk_stats.sources.bereik.titles import name_beside_total
from kinderwerk_stats.sources.bereik.total_figures import (
    ROUNDING,
    TableRows,
    add_no_wijk,
    is_impossible,
    read_total,
    report_without_total,
)
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name

_COUNTED = (Status.KNOWN, Status.NOT_APPLICABLE)


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
    rows, totals = _rows_of_year(body, wijken, year)
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


def find_named_totals(
    place: Place, body: Body, wijken: Sequence[BodyRow], year: int | None
) -> dict[str, dict[str, float]]:
    """Return the figures of totals with a name, of a table without another total: name -> indicator -> value."""
    rows, totals = _rows_of_year(body, wijken, year)
    if choose_total(place, rows, totals)[0] is not None:
        return {}
    found = {}
    for row in totals:
        name = name_beside_total(row.name or "")
        is_of_year = not re.search(r"\d", row.name or "")
        if row.label_kind == "named_total" and name and is_of_year and not _run_that_adds_up(row, wijken):
            values, problems, _ = read_total(place, rows, row, overlap=False)
            if values and all(problem.severity != "fout" for problem in problems):
                found[name] = values
    return found


def _rows_of_year(body: Body, wijken: Sequence[BodyRow], year: int | None) -> tuple[TableRows, list[BodyRow]]:
    totals, no_wijk, outside = (
        [row for row in rows if year is None or row.year == year] for rows in (body.totals, body.no_wijk, body.outside)
    )
    return TableRows(wijken, no_wijk, outside), totals


def take_out_sums(sheets: Sequence[Sequence[Body]]) -> None:
    """Move the rows that are no wijk but the sum of wijken to the totals, in all tables that a sheet gave alike.

    Whether a row is a total is told by all its figures. What is a wijk in one table of the file is no total in another.

    Parameters
    ----------
    sheets : the tables with the same rows, such as those of quarters, together.
    """
    joined = [_join([body.wijken for body in bodies]) for bodies in sheets]
    sums = [take_sum_row(rows) for rows in joined]
    wijken = {
        normalise_wijk_name(row.name or "")
        for rows, found in zip(joined, sums, strict=True)
        for row in rows
        if row is not found
    }
    for bodies, rows, found in zip(sheets, joined, sums, strict=True):
        kinds: dict[int, RowKind] = {}
        if found is not None and normalise_wijk_name(found.name or "") not in wijken:
            kinds[found.row] = "whole"
        kinds |= {row.row: "part" for row in _sums_of_areas([row for row in rows if row.row not in kinds])}
        # "Stadsbreed" can be what is of no wijk, and all that there is.
        apart = _join([body.no_wijk for body in bodies])
        kinds |= {row.row: "whole" for row in apart if len(_filled(row)) > 1 and _is_sum(row, rows)}
        for body in bodies:
            moved = [row for row in (*body.wijken, *body.no_wijk) if row.row in kinds]
            body.wijken = [row for row in body.wijken if row not in moved]
            body.no_wijk = [row for row in body.no_wijk if row not in moved]
            body.sums = [row for row in moved if kinds[row.row] == "whole"]
            body.totals += [replace(row, label_kind=kinds[row.row]) for row in moved]
            body.totals.sort(key=lambda row: row.row)


def _join(tables: Sequence[Sequence[BodyRow]]) -> list[BodyRow]:
    """Return the rows with the figures of all tables; of which table a figure is stands behind its name."""
    rows: dict[int, BodyRow] = {}
    for number, table in enumerate(tables):
        for row in table:
            cells = {f"{name} {number}": cell for name, cell in row.cells.items()}
            known = rows.get(row.row)
            rows[row.row] = replace(row, cells=cells | (known.cells if known else {}))
    return [rows[number] for number in sorted(rows)]


def report_rows(place: Place, body: Body) -> list[Problem]:
    """Say which rows are no wijk without saying it, and which are no counts."""
    said = {"rij_is_de_som": body.sums, "rijen_waarvan": body.of_which, "rijen_geen_aantallen": body.no_counts}
    return [make_warning(code, at_rows(place, rows)) for code, rows in said.items() if rows]


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
    children who count once it may be less than the sum: then two other figures have to be it, over three rows or more.
    """
    for found in (wijken[-1], wijken[0]) if len(wijken) > 2 else ():
        others = [row for row in wijken if row is not found]
        needed = 1 if all(row.code for row in others) else 2
        if found.code is not None or len(_filled(found)) < needed:
            continue
        if _is_sum(found, others) or (len(others) > 2 and _is_sum_of_unique(found, others)):
            return found
    return None


def _filled(row: BodyRow) -> list[str]:
    return [name for name in row.cells if (row.value(name) or 0) > 0]


def _is_sum_of_unique(found: BodyRow, rows: Sequence[BodyRow]) -> bool:
    """Return whether a row is the sum of the others, in which a child counts once: not fewer than in one of them."""
    unique = [name for name in found.cells if _indicator(name) == "reached_count" and found.value(name) is not None]
    values = {name: [value for row in rows if (value := row.value(name)) is not None] for name in unique}
    rest = replace(found, cells={name: cell for name, cell in found.cells.items() if name not in unique})
    return (
        all(known and max(known) <= (found.value(name) or 0) <= sum(known) for name, known in values.items())
        and len(_filled(rest)) > 1
        and _is_sum(rest, rows)
    )


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
    tolerance = _tolerance(name, len(above))
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
        all(name in row.cells and row.cells[name].status in _COUNTED for row in rows)
        and abs(value - sum(row.value(name) or 0 for row in rows)) <= _tolerance(name, len(rows))
        for name, value in given.items()
    )


def _tolerance(name: str, rows: int) -> float:
    """Return how far a total may be from the sum of so many rounded figures."""
    return ROUNDING.get(_indicator(name), 0) * rows + 1e-6


def _indicator(name: str) -> str:
    """Return the indicator of a figure, which the number of its table may stand behind."""
    return name.partition(" ")[0]
