"""What a wijk of now would have had in an older year, by the addresses that it shares with the wijken of then."""

from dataclasses import dataclass

import numpy as np

from kinderwerk_stats.analysis.coverage import MIN_CHILDREN_0_14_FOR_RATE
from kinderwerk_stats.analysis.reallocate import Reallocation, reallocate_amounts
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.status import Cells, Figure, Status

# What can be added up; shares are computed again from these.
_AMOUNTS = (
    "children_0_14_count",
    "children_count",
    "children_low",
    "children_high",
    "reached_count",
    "kinderwerker_fte",
)
REALLOCATED_FIGURES = (*_AMOUNTS, "reach_share", "reach_low", "reach_high")


@dataclass(frozen=True)
class OldFigures:
    """Figures of an older year on a wijk of now.

    `cells`: `REALLOCATED_FIGURES`. `main_share`: which part of its addresses comes from one old wijk;
    `may_show_change`: whether that is enough for a change figure.
    """

    year: int
    cells: Cells
    main_share: float
    may_show_change: bool


def reallocate_wijk(old: Monitor, wijk_code: str, reallocation: Reallocation) -> OldFigures | None:
    """Spread the figures of an older year over one wijk of now.

    Parameters
    ----------
    old : the gemeente in the older year, small counts hidden.
    wijk_code : of the newer year.
    reallocation : from the wijken of the older year to those of the newer one.

    Returns
    -------
    OldFigures, or None where the wijk shares no address with any old wijk. A figure that one of those old wijken lacks,
    or that is hidden there, is absent for the same reason. The interval of the children is that of the old wijken
    added up, which is on the wide side. A count below the threshold is hidden: it would look like a count.
    """
    if wijk_code not in reallocation.main_share:
        return None
    pairs = reallocation.weights
    from_wijken = pairs.loc[pairs["new_wijk"] == wijk_code, "old_wijk"].tolist()
    spread = reallocate_amounts(old.coverage.values[list(_AMOUNTS)], reallocation).loc[[wijk_code]]
    values = dict(zip(_AMOUNTS, spread.to_numpy()[0].tolist(), strict=True))
    cells = {name: Figure(values[name], _worst(old, from_wijken, name)) for name in _AMOUNTS}
    if 0 < cells["reached_count"].value < old.threshold:
        cells["reached_count"] = Figure(np.nan, Status.SUPPRESSED)
    return OldFigures(
        old.year,
        cells | _shares(cells),
        reallocation.main_share[wijk_code],
        reallocation.may_show_change(wijk_code),
    )


def _worst(old: Monitor, wijken: list[str], name: str) -> Status:
    """Return why a figure cannot be spread: hidden before anything else, KNOWN when every part is known."""
    states = [old.coverage.cells[code][name].status if code in old.names else Status.UNKNOWN for code in wijken]
    absent = [state for state in states if state != Status.KNOWN]
    return Status.SUPPRESSED if Status.SUPPRESSED in absent else absent[0] if absent else Status.KNOWN


def _shares(cells: Cells) -> Cells:
    """Return reach with its interval, computed from the spread counts."""
    absent = next((cells[name].status for name in ("reached_count", "children_count") if not cells[name].known), None)
    if absent is None and cells["children_0_14_count"].value < MIN_CHILDREN_0_14_FOR_RATE:
        absent = Status.TOO_FEW_CHILDREN
    if absent is not None:
        return dict.fromkeys(("reach_share", "reach_low", "reach_high"), Figure(np.nan, absent))
    reached = cells["reached_count"].value
    return {
        share: Figure(reached / cells[children].value, Status.KNOWN)
        for share, children in (
            ("reach_share", "children_count"),
            ("reach_low", "children_high"),
            ("reach_high", "children_low"),
        )
    }
