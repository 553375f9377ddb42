"""The rows of a bereik table as read: what each is about, and its figures."""

from dataclasses import dataclass, field

from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.cells import Cell
from kinderwerk_stats.sources.bereik.row_labels import RowKind

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


def is_staff(row: BodyRow) -> bool:
    """Return whether a row is about those who work and not about children: fte "wijkoverstijgend"."""
    staff = any(row.value(name) is not None for name in row.cells if name not in ABOUT_CHILDREN)
    return staff and not any(row.value(name) for name in ABOUT_CHILDREN)


@dataclass
class Body:
    """What stands under a header.

    `no_wijk`: rows of children of the gemeente without a wijk; `outside`: of children who live elsewhere; `no_counts`:
    averages, plans, other years; `buurten`: rows of buurten or postcodes; `parts`: ages or sexes under a wijk; `notes`:
    lines of text; `of_which`: parts of the row above them; `sums`: totals that only their figures tell; `left_out`:
    rows that the user said are no wijk.
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
    left_out: list[int] = field(default_factory=list)
    unnamed_columns: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
