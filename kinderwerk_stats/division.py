"""Need and coverage of one gemeente together: who has the kinderwerk."""

from dataclasses import dataclass

import pandas as pd

from kinderwerk_stats.analysis.equity import (
    Concentration,
    Misplacement,
    compute_concentration,
    compute_misplacement,
    compute_progressivity,
)
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.monitor import Monitor
from kinderwerk_stats.need import GemeenteNeed


@dataclass(frozen=True)
class Division:
    """How kinderwerk is divided over the wijken; a part is None where too little is known.

    `reach`, `fte`: concentration over the children by the need of their wijk. `need`: the same of need itself, over
    the wijken of `fte`. `progressivity`: concentration of the fte less that of need. `misplacement`: fte that is not
    where need is. `need_middle`: index of the middle wijk. `weighted_gap_children`, `weighted_gap_fte`: sums of the
    wijken where they are known.
    """

    reach: Concentration | None
    fte: Concentration | None
    need: Concentration | None
    progressivity: float | None
    misplacement: Misplacement | None
    need_middle: float | None
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
        need_middle=float(index.median()) if index.notna().any() else None,
        weighted_gap_children=_sum(need, "weighted_gap_children_count"),
        weighted_gap_fte=_sum(need, "weighted_gap_fte"),
    )


def _known(monitor: Monitor) -> pd.DataFrame:
    """Return children, reach and fte of the wijken, NaN where they may not or cannot be shown."""
    names = ["children_count", "reach_share", "kinderwerker_fte"]
    return monitor.coverage.values[names].where(monitor.coverage.status[names] == Status.KNOWN)


def _sum(need: GemeenteNeed, name: str) -> float | None:
    known = [cells[name].value for cells in need.cells.values() if cells[name].known]
    return sum(known) if known else None


def less_reached(monitor: Monitor, need: GemeenteNeed, division: Division) -> list[str]:
    """Return the wijken with more need than the middle and less reach than the measure, the largest weighted gap first.

    The measure is the norm of the user, or the average of the gemeente. Wijken of which reach may not be shown are
    not among them.
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
