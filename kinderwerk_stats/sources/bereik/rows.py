"""The rows of a bereik table: what each is about by its words, and rows of parts that become one per wijk."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import pandas as pd

from kinderwerk_stats.model.ages import FIRST_AGE, LAST_AGE, Ages, find_ages, read_ages, without_ages
from kinderwerk_stats.model.problems import Place, Problem
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.sources.bereik.cells import NO_FIGURE, Cell
from kinderwerk_stats.sources.bereik.titles import gemeente_named, name_beside_total
from kinderwerk_stats.sources.files.plain_text import to_plain
from kinderwerk_stats.sources.lexicon import find_all, role_of, words

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

    @property
    def aside(self) -> list[BodyRow]:
        """Return the rows that are no wijk by their words alone."""
        summed = {row.row for row in self.sums}
        rows = (*self.totals, *self.no_wijk, *self.outside, *self.no_counts)
        return [row for row in rows if row.code is None and row.row not in summed]


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
