"""Rows of something smaller than a wijk become one row per wijk where that is true: buurten, postcodes, ages, sexes.

A child lives in one buurt, has one age and one sex: counted by where they live, its buurten may be added (METHOD 1.4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import fsum

from kinderwerk_stats.model.ages import FIRST_AGE, LAST_AGE
from kinderwerk_stats.model.areas import kind_of
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.cells import Cell
from kinderwerk_stats.sources.bereik.columns import Place as CountedAt
from kinderwerk_stats.sources.bereik.row_labels import ages_in_label, sex_of
from kinderwerk_stats.sources.bereik.rows import Body, BodyRow
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name
from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import remove

# Who works in one buurt may work in the next.
_NOT_ADDED = ("kinderwerkers_count", "volunteers_count")
_LAST = (LAST_AGE - 1, LAST_AGE)
_UNKNOWN = Cell(float("nan"), Status.UNKNOWN)


def settle_buurten(place: Place, body: Body, counted_at: CountedAt | None) -> list[Problem]:
    """Add the buurten of a wijk that has no row of its own; refuse them where a child can be in two.

    Parameters
    ----------
    place : of the table.
    body : its rows; the wijken that are added up are put among them.
    counted_at : where a child counts.
    """
    if not body.buurten:
        return []
    own = {_key(row) for row in body.wijken}
    groups = _group([row for row in body.buurten if _key(row) not in own])
    if "" in groups or (groups and counted_at != "woonwijk"):
        rows_of = tuple(row.row for row in body.buurten)
        if "" in groups:
            return [make_problem("buurten_zonder_wijk", replace(place, rows=rows_of))]
        return [make_problem("buurten_niet_waar_zij_wonen", place, rows=rows_of)]
    body.wijken += [_add(rows, _NOT_ADDED) for rows in groups.values()]
    body.wijken.sort(key=lambda row: row.row)
    if not groups:
        return [make_warning("buurten_niet_nodig", replace(place, rows=tuple(row.row for row in body.buurten)))]
    return [make_warning("buurten_opgeteld", place, buurten=len(body.buurten), wijken=len(groups))]


def settle_parts(place: Place, body: Body) -> list[Problem]:
    """Use the ages or sexes under a wijk where the wijk has no figure itself and they are all of its children."""
    if not body.parts:
        return []
    own = {_key(row): at for at, row in enumerate(body.wijken)}
    added: list[int] = []
    incomplete: list[int] = []
    for key, rows in _group(body.parts).items():
        at = own.get(key)
        if at is not None and any(cell.status != Status.UNKNOWN for cell in body.wijken[at].cells.values()):
            continue
        whole = _total_of(rows[0], body) or _whole(rows, with_ages=not body.parts_may_overlap)
        if not whole:
            incomplete += [row.row for row in rows]
            continue
        found = _add(whole, ())
        if at is None:
            body.wijken.append(replace(found, detail=""))
        else:
            body.wijken[at] = replace(body.wijken[at], cells=found.cells)
        added += [row.row for row in whole]
    body.wijken.sort(key=lambda row: row.row)
    if incomplete:
        return [make_problem("delen_van_een_wijk", replace(place, rows=tuple(incomplete)))]
    if added:
        return [make_warning("delen_van_wijk_opgeteld", replace(place, rows=tuple(added)))]
    return [make_warning("delen_van_wijk_niet_nodig", replace(place, rows=tuple(row.row for row in body.parts)))]


def _key(row: BodyRow) -> str:
    """Return what the rows of one wijk have in common, with the year; empty of a buurt of which the wijk is unknown."""
    code = row.code or ""
    if code and kind_of(code) == "buurt":
        code = f"WK{code[2:8]}"
    wijk = code or normalise_wijk_name(row.name or "")
    return f"{wijk} {row.year or ''}".strip() if wijk else ""


def _group(rows: Iterable[BodyRow]) -> dict[str, list[BodyRow]]:
    groups: dict[str, list[BodyRow]] = {}
    for row in rows:
        groups.setdefault(_key(row), []).append(row)
    return groups


def _total_of(part: BodyRow, body: Body) -> list[BodyRow]:
    """Return the row "Totaal West" under the parts of West, and take it out of the totals of the gemeente."""
    wanted = normalise_wijk_name(part.name or "")
    for row in body.totals:
        named = normalise_wijk_name(remove("rij.totaal_woord", to_plain(row.name or "")))
        if row.row > part.row and wanted and named == wanted:
            body.totals.remove(row)
            return [replace(row, code=part.code, name=part.name, label_kind="wijk")]
    return []


def _whole(rows: Sequence[BodyRow], *, with_ages: bool) -> list[BodyRow]:
    """Return the rows that are all children of a wijk together, each once; none when no such rows are there.

    `with_ages`: whether ages may be added; they can be those of the activity and not of the child.
    """
    sexes = {sex: row for row in rows if (sex := sex_of(row.detail))}
    if {"jongens", "meisjes"} <= sexes.keys() and len(sexes) == sum(bool(sex_of(row.detail)) for row in rows):
        return list(sexes.values())
    if not with_ages:
        return []
    said = [(ages_in_label(row.detail), row.row, row) for row in rows]
    # Ages that are not those of kinderwerk stand beside them in some tables.
    aged = sorted((ages, at, row) for ages, at, row in said if ages is not None and not ages.goes_beyond)
    whole_age = [row for ages, _, row in aged if ages.first == FIRST_AGE and ages.last in _LAST]
    if len(whole_age) == 1:
        return whole_age
    joined = all(one[0].last + 1 == other[0].first for one, other in pairwise(aged))
    whole = bool(aged) and aged[0][0].first == FIRST_AGE and aged[-1][0].last in _LAST
    return [row for _, _, row in aged] if joined and whole else []


def _add(rows: Sequence[BodyRow], not_added: Sequence[str]) -> BodyRow:
    """Return one row with the figures added; with one that is not known the sum is not known either."""
    cells = {
        kind: _UNKNOWN if kind in not_added and len(rows) > 1 else _sum([row.cells[kind] for row in rows])
        for kind in rows[0].cells
    }
    code = rows[0].code
    if code and kind_of(code) == "buurt":
        return replace(rows[0], code=f"WK{code[2:8]}", name=None, cells=cells)
    return replace(rows[0], cells=cells)


def _sum(cells: Sequence[Cell]) -> Cell:
    absent = {cell.status for cell in cells} - {Status.KNOWN}
    if not absent:
        return Cell(round(fsum(cell.value for cell in cells), 6), Status.KNOWN)
    if absent == {Status.NOT_APPLICABLE} and len(cells) == sum(c.status == Status.NOT_APPLICABLE for c in cells):
        return Cell(float("nan"), Status.NOT_APPLICABLE)
    return Cell(float("nan"), Status.SUPPRESSED) if Status.SUPPRESSED in absent else _UNKNOWN
