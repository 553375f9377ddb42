"""What new figures change: the same gemeente before and after, figure by figure."""

from collections.abc import Iterable
from dataclasses import dataclass

from kinderwerk_stats.model.status import Cells, Figure
from kinderwerk_stats.monitor import Monitor

# What a delivery can change per wijk, in the order in which a reader asks for it.
COMPARED = ("children_count", "reached_count", "reach_share", "kinderwerker_fte", "children_per_fte")


@dataclass(frozen=True)
class Change:
    """One figure of one wijk, or of the gemeente as a whole, before and after.

    `relative` = (after - before) / before; infinite from 0 to something; None where one of both is not known.
    """

    area_code: str
    area_name: str
    name: str
    before: Figure
    after: Figure

    @property
    def relative(self) -> float | None:
        """By which part the figure changed."""
        if not (self.before.known and self.after.known):
            return None
        difference = self.after.value - self.before.value
        if difference == 0:
            return 0.0
        return difference / self.before.value if self.before.value else float("inf")

    @property
    def lost(self) -> bool:
        """Whether a figure that was known no longer is."""
        return self.before.known and not self.after.known


def compare_monitors(before: Monitor, after: Monitor, names: Iterable[str] = COMPARED) -> list[Change]:
    """Return every figure that differs, of the gemeente first, then the wijken by their largest relative change.

    Both monitors have hidden their small counts, so nothing here shows what the screens hide. A wijk that only one
    of both has is left out: with other wijken there is nothing to compare.

    Parameters
    ----------
    before, after : the same gemeente, with and without the new files; or two years of it.
    names : coverage figures.
    """
    names = tuple(names)
    total = _differences(after.gemeente_code, after.gemeente_name, before.coverage.totals, after.coverage.totals, names)
    wijken = [
        _differences(code, after.name_of(code), before.coverage.cells[code], cells, names)
        for code, cells in after.coverage.cells.items()
        if code in before.coverage.cells
    ]
    wijken.sort(key=_largest, reverse=True)
    return [*total, *(change for changes in wijken for change in changes)]


def find_implausible(changes: Iterable[Change], limit: float) -> list[Change]:
    """Return the changes beyond what the user calls plausible, and every figure that got lost.

    Parameters
    ----------
    changes : as `compare_monitors` gives them.
    limit : the largest plausible relative change, as a share: 0.25 allows -25 % to +25 %, both ends included.
    """
    return [
        change for change in changes if change.lost or (change.relative is not None and abs(change.relative) > limit)
    ]


def _differences(code: str, name: str, before: Cells, after: Cells, names: tuple[str, ...]) -> list[Change]:
    pairs = ((figure, before[figure], after[figure]) for figure in names)
    return [Change(code, name, figure, old, new) for figure, old, new in pairs if _differ(old, new)]


def _differ(old: Figure, new: Figure) -> bool:
    return old.status != new.status or (old.known and old.value != new.value)


def _largest(changes: list[Change]) -> float:
    """A lost figure weighs most; a new one as much as doubling."""
    sizes = (float("inf") if c.lost else 1.0 if c.relative is None else abs(c.relative) for c in changes)
    return max(sizes, default=0.0)
