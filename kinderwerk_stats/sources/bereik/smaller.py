"""Rows of buurten, ages or sexes, that become one row per wijk where each child is in one of them (METHOD 1.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from kinderwerk_stats.model.ages import FIRST_AGE, LAST_AGE, Ages
from kinderwerk_stats.model.areas import kind_of
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.status import Status, add_figures
from kinderwerk_stats.sources.bereik.cells import NO_FIGURE, Cell
from kinderwerk_stats.sources.bereik.columns import Place as CountedAt
from kinderwerk_stats.sources.bereik.rows import Body, BodyRow, ages_in_label, at_rows, sex_of
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name
from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import remove

# A child lives in one buurt and has one age and one sex: counted by where it lives, these may be added (METHOD 1.4).
# Who works in one buurt may work in the next.
_NOT_ADDED = ("kinderwerkers_count", "volunteers_count")
_LAST = (LAST_AGE - 1, LAST_AGE)


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
        return [make_warning("buurten_niet_nodig", at_rows(place, body.buurten))]
    return [make_warning("buurten_opgeteld", place, buurten=len(body.buurten), wijken=len(groups))]


def settle_parts(place: Place, body: Body) -> list[Problem]:
    """Use the ages or sexes under a wijk where the wijk has no figure itself and they are all of its children."""
    if not body.parts:
        return []
    own = {_key(row): at for at, row in enumerate(body.wijken)}
    # A wijk without a row for the last age of the others has no child of it, or nobody counted them.
    last = max((ages.last for _, ages in _with_ages(body.parts) if not ages.goes_beyond), default=0)
    added: list[int] = []
    incomplete: list[int] = []
    for key, rows in _group(body.parts).items():
        at = own.get(key)
        if at is not None and any(cell.status != Status.UNKNOWN for cell in body.wijken[at].cells.values()):
            continue
        whole = _total_of(rows[0], body) or _whole(rows, last, with_ages=not body.parts_may_overlap)
        if not whole:
            incomplete += [row.row for row in rows]
            continue
        found = _add(whole, ())
        if at is None:
            body.wijken.append(replace(found, detail=""))
        else:
            body.wijken[at] = replace(body.wijken[at], cells=found.cells)
        added += [row.row for row in whole]
        if aged := [ages for _, ages in _with_ages(whole)]:
            joined = Ages(min(ages.first for ages in aged), max(ages.last for ages in aged))
            body.ages[f"{joined.first} t/m {joined.last} jaar"] = joined
    body.wijken.sort(key=lambda row: row.row)
    if incomplete:
        return [make_problem("delen_van_een_wijk", replace(place, rows=tuple(incomplete)))]
    if added:
        others = [row.row for row, ages in _with_ages(body.parts) if ages.goes_beyond]
        said = [make_warning("delen_van_wijk_opgeteld", replace(place, rows=tuple(added)))]
        if others:
            # A total is of all ages.
            body.totals, body.no_wijk, body.outside = [], [], []
            said.append(make_warning("rijen_andere_leeftijd", place, rows=tuple(others)))
        return said
    return [make_warning("delen_van_wijk_niet_nodig", at_rows(place, body.parts))]


def _with_ages(rows: Iterable[BodyRow]) -> list[tuple[BodyRow, Ages]]:
    """Return the rows that are about ages, with those."""
    return [(row, ages) for row in rows if (ages := ages_in_label(row.detail)) is not None]


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


def _whole(rows: Sequence[BodyRow], last: int, *, with_ages: bool) -> list[BodyRow]:
    """Return the rows that are all children of a wijk together, each once; none when no such rows are there.

    `last`: the highest age of kinderwerk among the wijken. `with_ages`: whether ranges of ages may be added; they can
    be those of the activity and not of the child.
    """
    sexes = {sex: row for row in rows if (sex := sex_of(row.detail))}
    if {"jongens", "meisjes"} <= sexes.keys() and len(sexes) == sum(bool(sex_of(row.detail)) for row in rows):
        return list(sexes.values())
    said = [(ages_in_label(row.detail), row.row, row) for row in rows]
    # Ages that are not those of kinderwerk stand beside them in some tables.
    aged = sorted((ages, at, row) for ages, at, row in said if ages is not None and not ages.goes_beyond)
    whole_age = [row for ages, _, row in aged if ages.first == FIRST_AGE and ages.last in _LAST]
    if len(whole_age) == 1 and with_ages:
        return whole_age
    joined = all(one[0].last + 1 == other[0].first for one, other in pairwise(aged))
    whole = bool(aged) and aged[0][0].first == FIRST_AGE and aged[-1][0].last == last and last in _LAST
    # One age is that of a child; a range can be that of an activity.
    certain = with_ages or all(ages.first == ages.last for ages, _, _ in aged)
    return [row for _, _, row in aged] if joined and whole and certain else []


def _add(rows: Sequence[BodyRow], not_added: Sequence[str]) -> BodyRow:
    """Return one row with the figures added; with one that is not known the sum is not known either."""
    cells = {
        kind: NO_FIGURE
        if kind in not_added and len(rows) > 1
        else Cell(*add_figures([row.cells[kind].figure for row in rows])[:2])
        for kind in rows[0].cells
    }
    code = rows[0].code
    if code and kind_of(code) == "buurt":
        return replace(rows[0], code=f"WK{code[2:8]}", name=None, cells=cells)
    return replace(rows[0], cells=cells)
