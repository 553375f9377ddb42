"""Need and coverage of one gemeente together: who has the kinderwerk, and what is more than chance."""

from dataclasses import dataclass

import pandas as pd

from kinderwerk_stats.analysis.equity import (
    Concentration,
    Misplacement,
    compute_concentration,
    compute_misplacement,
    compute_progressivity,
)
from kinderwerk_stats.analysis.funnel import Funnel, compute_funnel
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.monitor import Monitor
from kinderwerk_stats.need import GemeenteNeed


@dataclass(frozen=True)
class Division:
    """How kinderwerk is divided over the wijken; a part is None where too little is known.

    `reach`, `fte`: concentration over the children by the need of their wijk. `need`: the same of need itself, over
    the wijken of `fte`. `progressivity`: concentration of the fte less that of need. `misplacement`: fte that is not
    where need is. `weighted_gap_children`, `weighted_gap_fte`: sums of the wijken where they are known.
    """

    reach: Concentration | None
    fte: Concentration | None
    need: Concentration | None
    progressivity: float | None
    misplacement: Misplacement | None
    weighted_gap_children: float | None
    weighted_gap_fte: float | None


def build_division(monitor: Monitor, need: GemeenteNeed) -> Division:
    """Compute who has the kinderwerk of a gemeente.

    Parameters
    ----------
    monitor : coverage in which small counts are hidden; a hidden wijk takes no part.
    need : of the same gemeente and year.
    """
    known = _known(monitor)
    children, index = known["children_count"], need.need.frame["index"]
    weight = need.need.frame["need_weight"]
    per_child = known["kinderwerker_fte"] / children.where(children > 0)
    fte = compute_concentration(per_child, children, index)
    itself = None
    if fte is not None:
        used = list(fte.used)
        itself = compute_concentration(weight[used], children[used], index[used])
    return Division(
        reach=compute_concentration(known["reach_share"], children, index, bounded=True),
        fte=fte,
        need=itself,
        progressivity=None if fte is None or itself is None else compute_progressivity(fte, itself),
        misplacement=compute_misplacement(known["kinderwerker_fte"], children * weight),
        weighted_gap_children=_sum(need, "weighted_gap_children_count"),
        weighted_gap_fte=_sum(need, "weighted_gap_fte"),
    )


def build_funnel(monitor: Monitor) -> Funnel | None:
    """Place the reach of the wijken between what chance allows; None where fewer than two can be shown."""
    return compute_funnel(monitor.coverage)


def _known(monitor: Monitor) -> pd.DataFrame:
    """Return children, reach and fte of the wijken, NaN where they may not or cannot be shown."""
    names = ["children_count", "reach_share", "kinderwerker_fte"]
    return monitor.coverage.values[names].where(monitor.coverage.status[names] == Status.KNOWN)


def _sum(need: GemeenteNeed, name: str) -> float | None:
    known = [cells[name].value for cells in need.cells.values() if cells[name].known]
    return sum(known) if known else None
