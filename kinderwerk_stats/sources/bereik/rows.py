"""The rows of a bereik table: what each is about by its words, and rows of parts that become one per wijk."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from kinderwerk_stats.model.ages import FIRST_AGE, LAST_AGE, Ages, find_ages, read_ages, without_ages
from kinderwerk_stats.model.areas import kind_of
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.status import Figure, Status, add_figures
from kinderwerk_stats.sources.bereik.cells import NO_FIGURE, Cell
from kinderwerk_stats.sources.bereik.columns import Place as CountedAt
from kinderwerk_stats.sources.bereik.titles import gemeente_named, name_beside_total
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name
from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import find_all, remove, role_of, words

RowKind = Literal["wijk", "whole", "named_total", "part", "no_wijk", "outside", "no_count", "of_which"]

_ONE_AGE = re.compile(r"(?:leeftijd )?(\d{1,2}) (?:jaar|jr|jarigen)")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def classify_label(label: str, years: frozenset[int] = frozenset(), gemeente: str = "") -> RowKind:
    """Return what a row is about.

    Parameters
    ----------
    label : what stands in the column of the wijk.
    years : the years that the table is about, when it says so; a total of another year is no count of this one.
    gemeente : its name, when the table says it.

    Returns
    -------
    "whole": a total of the gemeente; "named_total": a total of something with another name, a part of the gemeente or
    a group of children, unless its figures tell otherwise; "part": a subtotal; "no_wijk": children of the gemeente
    without a wijk; "outside": children who live elsewhere; "no_count": an average, a plan, another year; "of_which": a
    part of the row above it; else "wijk".

    >>> [classify_label(label) for label in ("Totaal uniek", "Totaal Noord", "Wijk onbekend", "Gemiddeld", "Oost")]
    ['whole', 'named_total', 'no_wijk', 'no_count', 'wijk']
    """
    plain = to_plain(label)
    said = plain.split()
    if find_all("rij.subtotaal", plain):
        return "part"
    if find_all("rij.waarvan", plain):
        return "of_which"
    is_total = not words("rij.totaal").isdisjoint(said)
    if is_total and words("rij.met").isdisjoint(said) and words("rij.zonder").isdisjoint(said):
        plain = " ".join(word for word in said if word not in words("rij.totaal"))
    if find_all("rij.geen_wijk", plain):
        return "no_wijk"
    if find_all("rij.van_buiten", plain):
        return "outside"
    if _is_no_count(plain) or label.lstrip().startswith("%") or (is_total and "%" in label):
        return "no_count"
    if not is_total:
        return _kind_without_total(label, plain, gemeente)
    stated = {int(word) for word in said if _YEAR.fullmatch(word)}
    if stated and years and not stated & years:
        return "no_count"
    return "whole" if _is_of_all(label, gemeente) and stated <= years else "named_total"


def _is_of_all(label: str, gemeente: str) -> bool:
    """Return whether a label says nothing, beside that it is a total, but that it is of the gemeente.

    "Totaal gemeente X" names it; "Totaal X" can be any part of it, or some of the children.
    """
    rest = name_beside_total(label)
    if not rest or gemeente:
        return not rest or rest == name_beside_total(gemeente)
    return rest == name_beside_total(gemeente_named([label])) and words("rij.deel").isdisjoint(rest.split())


def _is_no_count(plain: str) -> bool:
    """Return whether a label starts as that of an average or a plan, or names another time."""
    found = [*find_all("plan.woorden", plain), *find_all("andere_maat.rij", plain)]
    return any(plain.startswith(words_of_it) for words_of_it in found) or bool(find_all("ander_jaar.rij", plain))


def _kind_without_total(label: str, plain: str, gemeente: str) -> RowKind:
    said = plain.split()
    if plain in words("rij.hele"):
        return "whole"
    # "Heel Utrecht", but Heel is a village too.
    if find_all("rij.gemeente", plain) or (len(said) > 1 and said[0] in ("heel", "hele") and said[1] != "en"):
        return "whole" if _is_of_all(label, gemeente) else "named_total"
    return "wijk"


def rank_total(label: str) -> int:
    """Return which of several totals goes before: unique children, then those that say to be of everything.

    >>> [rank_total(label) for label in ("Totaal excl. onbekend", "Totaal", "Totaal gemeente", "Totaal uniek")]
    [0, 1, 2, 3]
    """
    if _has(label, "zonder") and _has(label, "onbekend"):
        return 0
    if _has(label, "uniek"):
        return 3
    return 2 if _has(label, "van_alles") else 1


def leaves_out_outside(label: str) -> bool:
    """Return whether a total says that children from outside the gemeente are not in it.

    >>> leaves_out_outside("Totaal excl. buiten gemeente"), leaves_out_outside("Totaal")
    (True, False)
    """
    return _has(label, "zonder") and _has(label, "buiten")


def _has(label: str, name: str) -> bool:
    return not words(f"rij.{name}").isdisjoint(to_plain(label).split())


def sex_of(label: str) -> str:
    """Return "jongens", "meisjes" or "anders" for the word of a sex; else nothing.

    >>> sex_of("Meisje"), sex_of("M/V"), sex_of("Onbekend")
    ('meisjes', '', '')
    """
    return role_of("geslacht", to_plain(label)) or ""


def is_part_label(label: str) -> bool:
    """Return whether a label is about some of the children of a wijk: a sex, or a part of the ages of kinderwerk.

    >>> [is_part_label(label) for label in ("4-6 jaar", "meisjes", "Oost", "4 t/m 12 jaar", "12-18 jaar")]
    [True, True, False, False, False]
    """
    if sex_of(label):
        return True
    ages = ages_in_label(label)
    if ages is None or not (ages.first >= FIRST_AGE and ages.last <= LAST_AGE):
        return False
    return ages.first > FIRST_AGE or ages.last < LAST_AGE - 1


def is_one_age(label: str) -> bool:
    """Return whether a label is one age and nothing else, of whichever children.

    >>> is_one_age("13 jaar"), is_one_age("4-6 jaar")
    (True, False)
    """
    ages = ages_in_label(label)
    return ages is not None and ages.first == ages.last


def ages_in_label(label: str) -> Ages | None:
    """Return the ages that a label is about and nothing else; a number alone can be that of a wijk.

    >>> ages_in_label("4-6 jaar"), ages_in_label("7 jaar"), ages_in_label("5"), ages_in_label("Wijk 4-6")
    (Ages(first=4, last=6), Ages(first=7, last=7), None, None)
    """
    rest = to_plain(without_ages(label))
    one = _ONE_AGE.fullmatch(to_plain(label))
    only = one is not None or (bool(find_ages(label)) and set(rest.split()) <= words("geslacht.naast_leeftijd"))
    return read_ages(f"{one[1]} jaar" if one else label) if only else None


# --- rows as read -------------------------------------------------------------------------------------------

ABOUT_CHILDREN = ("reached_count", "visits_count", "signals_count")


@dataclass(frozen=True)
class BodyRow:
    """One row with figures: `row` counts from 0; `code` and `name` say which area, `cells` hold the figures.

    `label_kind`: what its words say that it is about. `detail`: of which children under a wijk, such as "meisjes".
    """

    row: int
    code: str | None
    name: str | None
    year: int | None
    cells: dict[str, Cell]
    label_kind: RowKind = "wijk"
    detail: str = ""

    def value(self, indicator: str) -> float | None:
        """Return a figure when it is known."""
        cell = self.cells.get(indicator)
        return cell.value if cell is not None and cell.status == Status.KNOWN else None


def at_rows(table: Place, rows: Sequence[BodyRow]) -> Place:
    """Return the place of rows of a table."""
    return replace(table, rows=tuple(row.row for row in rows))


def is_staff(row: BodyRow) -> bool:
    """Return whether a row is about those who work and not about children: fte "wijkoverstijgend"."""
    staff = any(row.value(name) is not None for name in row.cells if name not in ABOUT_CHILDREN)
    return staff and not any(row.value(name) for name in ABOUT_CHILDREN)


def build_frames(
    areas: Sequence[tuple[str | None, str | None, int]], figures: Mapping[str, Sequence[Figure]]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the rows, values and status of a `BereikTable`, one row per wijk, in the order of `areas`.

    Parameters
    ----------
    areas : code, name and row (from 0) of each wijk.
    figures : indicator -> that of each wijk.
    """
    rows = {
        "wijk_code": pd.array([code or pd.NA for code, _, _ in areas], dtype="string"),
        "wijk_name": pd.array([name or pd.NA for _, name, _ in areas], dtype="string"),
        "row": np.array([row + 1 for _, _, row in areas], dtype="int64"),
    }
    values = {name: [figure.value for figure in found] for name, found in figures.items()}
    status = {name: [figure.status for figure in found] for name, found in figures.items()}
    return pd.DataFrame(rows), pd.DataFrame(values, dtype="float64"), pd.DataFrame(status, dtype="int8")


@dataclass
class Body:
    """What stands under a header.

    `no_wijk`: rows of children of the gemeente without a wijk; `outside`: of children who live elsewhere;
    `no_counts`: averages, plans, other years; `buurten`: rows of buurten or postcodes; `parts`: ages or sexes under a
    wijk; `ages`: those that were added to wijken; `notes`: lines of text; `of_which`: parts of the row above them;
    `sums`: totals that only their figures tell; `left_out`: rows that the user said are no wijk.
    """

    wijken: list[BodyRow] = field(default_factory=list)
    totals: list[BodyRow] = field(default_factory=list)
    no_wijk: list[BodyRow] = field(default_factory=list)
    outside: list[BodyRow] = field(default_factory=list)
    no_counts: list[BodyRow] = field(default_factory=list)
    of_which: list[BodyRow] = field(default_factory=list)
    sums: list[BodyRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    buurten: list[BodyRow] = field(default_factory=list)
    parts: list[BodyRow] = field(default_factory=list)
    parts_may_overlap: bool = False
    ages: dict[str, Ages] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)
    unnamed_columns: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def hide_small(body: Body, numbers: Collection[float]) -> tuple[int, ...]:
    """Hide the counts of children that stand for small ones, and return their rows."""
    rows: list[int] = []
    for group in (body.wijken, body.buurten, body.parts):
        for at, row in enumerate(group):
            small = [name for name in ABOUT_CHILDREN if row.value(name) in numbers]
            if small:
                hidden = dict.fromkeys(small, NO_FIGURE._replace(status=Status.SUPPRESSED))
                group[at] = replace(row, cells={**row.cells, **hidden})
                rows.append(row.row)
    return tuple(sorted(rows))


# --- rows of something smaller than a wijk ------------------------------------------------------------------

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
