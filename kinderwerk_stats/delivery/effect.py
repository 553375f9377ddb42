"""What new figures change: the same gemeente before and after, figure by figure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.indicators import BEREIK_INDICATORS
from kinderwerk_stats.model.status import Cells, Figure, Status

# What a delivery can change per wijk, in the order in which a reader asks for it.
COMPARED = ("children_count", "reached_count", "reach_share", "kinderwerker_fte", "children_per_fte", "visits_count",
            "kinderwerkers_count", "work_hours", "locations_count", "volunteers_count", "signals_count")  # fmt: skip
_CAN_BE_HIDDEN = ("reached_count", "visits_count")
# What gives a count of children away, of its own wijk or as the average that gaps are measured against.
_FROM_REACH = ("reach", "gap_children", "visits")
_GIVEN = (Status.KNOWN, Status.SUPPRESSED, Status.NOT_APPLICABLE)


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


def compare_monitors(
    before: Monitor, after: Monitor, names: Iterable[str] = COMPARED, *, beside: Sequence[Monitor] = ()
) -> list[Change]:
    """Return every figure that differs, of the gemeente first, then the wijken by their largest relative change.

    Of one year, a count that is hidden in one is hidden in all: 12 in one version and the total of another give the
    small count beside it away. Where not the same wijken are hidden, the reach of the gemeente stays out too, and the
    gaps to it. A wijk that only one of both has is left out: with other wijken there is nothing to compare.

    Parameters
    ----------
    before, after : the same gemeente, with and without the new files; or two years of it.
    names : coverage figures.
    beside : what else a visitor sees of that year, such as the version that is published now.
    """
    names = tuple(names)
    versions = [m for m in (before, after, *beside) if before.year == after.year == m.year]
    hidden = [_hidden_wijken(version) for version in versions]
    hidden_in_any = frozenset[str]().union(*hidden)
    safe = tuple(name for name in names if not name.startswith(_FROM_REACH))
    of_total, of_wijk = names, names
    if len(set(hidden)) > 1:
        of_total, of_wijk = safe, tuple(name for name in names if not name.startswith("gap_children"))
    total = _differences(after.gemeente_code, after.gemeente_name, _totals(before), _totals(after), of_total)
    wijken = [
        _differences(
            code,
            after.names[code],
            _cells(before, code),
            _cells(after, code),
            safe if code in hidden_in_any else of_wijk,
        )
        for code in after.coverage.cells
        if code in before.coverage.cells
    ]
    wijken.sort(key=_largest, reverse=True)
    return [*total, *(change for changes in wijken for change in changes)]


@dataclass(frozen=True)
class Visibility:
    """A count of a wijk, or of the gemeente, that is hidden from now on, or no longer is."""

    area_name: str
    name: str
    hidden: bool


def find_visibility(before: Monitor, after: Monitor) -> list[Visibility]:
    """Return which counts become hidden or visible, the gemeente last; never how many they are."""
    pairs = [
        (after.names[code], _cells(before, code), _cells(after, code))
        for code in after.coverage.cells
        if code in before.coverage.cells
    ]
    pairs.append((after.gemeente_name, _totals(before), _totals(after)))
    return [
        Visibility(area, name, new[name].status == Status.SUPPRESSED)
        for area, old, new in pairs
        for name in _CAN_BE_HIDDEN
        if {old[name].status, new[name].status} == {Status.KNOWN, Status.SUPPRESSED}
    ]


def changes_reach_of_gemeente(before: Monitor, after: Monitor) -> bool:
    """Return whether the reach of the gemeente as a whole is another, also where the figures may not be compared."""
    return _differ(before.coverage.totals["reached_count"], after.coverage.totals["reached_count"])


def _cells(monitor: Monitor, code: str) -> Cells:
    """Return every figure of a wijk, as shown."""
    return {**monitor.bereik_cells.get(code, {}), **monitor.coverage.cells[code]}


def _totals(monitor: Monitor) -> Cells:
    return {**monitor.coverage.totals, "signals_count": monitor.signals}


def hides_reach(*monitors: Monitor) -> bool:
    """Return whether the reach of any wijk is hidden in any of these, so that it is not compared."""
    return any(_hidden_wijken(monitor) for monitor in monitors)


def _hidden_wijken(monitor: Monitor) -> frozenset[str]:
    status = monitor.coverage.status["reached_count"]
    return frozenset(map(str, status.index[status == Status.SUPPRESSED]))


def find_losses(before: Monitor, after: Monitor) -> list[tuple[str, int, int]]:
    """Return the figures of the organisation that fewer wijken have than before: indicator, wijken before and after.

    A hidden figure counts as given. Without bereik before or after there is nothing to compare.
    """
    if before.bereik is None or after.bereik is None:
        return []
    counts = [
        {name: sum(cells[name].status in _GIVEN for cells in monitor.bereik_cells.values() if name in cells)
         for name in BEREIK_INDICATORS}
        for monitor in (before, after)
    ]  # fmt: skip
    return [(name, counts[0][name], counts[1][name]) for name in BEREIK_INDICATORS if counts[1][name] < counts[0][name]]


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
    pairs = ((figure, before[figure], after[figure]) for figure in names if figure in before and figure in after)
    return [Change(code, name, figure, old, new) for figure, old, new in pairs if _differ(old, new)]


def _differ(old: Figure, new: Figure) -> bool:
    return old.status != new.status or (old.known and old.value != new.value)


def _largest(changes: list[Change]) -> float:
    """A lost figure weighs most; a new one as much as doubling."""
    sizes = (float("inf") if c.lost else 1.0 if c.relative is None else abs(c.relative) for c in changes)
    return max(sizes, default=0.0)
