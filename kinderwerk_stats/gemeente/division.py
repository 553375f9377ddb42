"""Need and coverage of one gemeente together: who has the kinderwerk, and where need is high and reach low."""

from dataclasses import dataclass

from kinderwerk_stats.analysis.equity import Equity, compute_equity
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed


@dataclass(frozen=True)
class Division:
    """How kinderwerk is divided over the wijken: `equity`, and `need_middle`, the index of the middle wijk."""

    equity: Equity
    need_middle: float | None


def build_division(monitor: Monitor, need: GemeenteNeed) -> Division:
    """Compute who has the kinderwerk of a gemeente.

    Parameters
    ----------
    monitor : coverage in which small counts are hidden; a hidden wijk takes no part.
    need : of the same gemeente and year.
    """
    index = need.need.frame["index"]
    return Division(
        equity=compute_equity(monitor.coverage, need.need.frame["need_weight"], index),
        need_middle=float(index.median()) if index.notna().any() else None,
    )


def unseen_in_need(monitor: Monitor, need: GemeenteNeed, division: Division) -> list[str]:
    """Return the wijken with more need than the middle whose reach cannot be compared: hidden, unknown, too few."""
    middle = division.need_middle
    return [
        code
        for code, cells in monitor.coverage.cells.items()
        if not cells["reach_share"].known
        and cells["children_high"].value != 0
        and middle is not None
        and not (need.cells[code]["need_index"].known and need.cells[code]["need_index"].value <= middle)
    ]


def less_reached(monitor: Monitor, need: GemeenteNeed, division: Division) -> list[str]:
    """Return the wijken with more need than the middle and less reach than the measure, the largest weighted gap first.

    The measure is the norm of the user, or the average that stands in for it. Wijken of which reach may not be shown
    are not among them.
    """
    norm, middle = monitor.coverage.norm_reach, division.need_middle
    if norm is None or middle is None:
        return []
    codes = [
        code
        for code, cells in monitor.coverage.cells.items()
        if cells["reach_share"].known
        and cells["reach_share"].value < norm
        and need.cells[code]["need_index"].known
        and need.cells[code]["need_index"].value > middle
    ]
    gaps = {code: need.cells[code]["weighted_gap_children_count"] for code in codes}
    return sorted(codes, key=lambda code: (-gaps[code].value if gaps[code].known else 0.0, code))
