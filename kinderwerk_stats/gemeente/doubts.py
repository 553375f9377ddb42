"""Figures that are far out beside the children who live there or the other wijken: asked about, never taken away.

Made from what may be shown only, so that nothing hidden can be read from it.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from kinderwerk_stats.model.problems import Place, Problem, make_warning
from kinderwerk_stats.model.status import Cells

# Reach of nine in ten or more of the children, in half of the wijken: that many live there.
_RESIDENTS_SHARE = (0.9, 1.1)
_MIN_WIJKEN_ALIKE = 3
# With fewer wijken there is no middle to be far from.
_MIN_WIJKEN = 5
# Ours. Of the wijken of the example and of the invented years of Utrecht none is three times the middle one.
_TIMES_REACH, _TIMES_VISITS, _TIMES_FTE = 5, 10, 10
_MIN_REACHED, _MIN_FTE = 50, 2
_MOST_VISITS_A_YEAR = 365
_SMALLEST_POST_FTE = 0.1

DOUBTS = frozenset({
    "lijken_inwoners",
    "meer_bereikt_dan_er_wonen",
    "bereik_ver_van_de_rest",
    "bezoeken_ver_van_de_rest",
    "fte_ver_van_de_rest",
    "fte_per_kinderwerker_klein",
})  # fmt: skip
"""The codes of what is asked here: a first publication waits until somebody has looked."""


def find_doubts(
    file: str, cells: Mapping[str, Cells], bereik: Mapping[str, Cells], names: Mapping[str, str]
) -> list[Problem]:
    """Return what is far out in the figures of one year, as warnings with the figures beside them.

    Reach: u / n of the wijk beside 1 and beside the median of the gemeente; visits: v / u; fte: x / n.

    Parameters
    ----------
    file : the file of the organisation.
    cells : coverage per wijk, as shown.
    bereik : every figure of the organisation per wijk, as shown.
    names : wijk_code -> name.
    """
    frame = _frame(cells, bereik)
    reach = frame["reached_count"] / frame["children_count"]
    if _are_residents(frame):
        return [make_warning("lijken_inwoners", Place(file), wijken=int(reach.between(*_RESIDENTS_SHARE).sum()))]
    above = frame.index[frame["reached_count"] > frame["children_high"]]
    far = _far(reach, _TIMES_REACH) & (frame["reached_count"] >= _MIN_REACHED) & ~frame.index.isin(above)
    visits = frame["visits_count"] / frame["reached_count"].where(frame["reached_count"] > 0)
    far_visits = _far(visits, _TIMES_VISITS) | (visits > _MOST_VISITS_A_YEAR)
    far_fte = _far(frame["kinderwerker_fte"] / frame["children_count"], _TIMES_FTE) & (
        frame["kinderwerker_fte"] >= _MIN_FTE
    )
    per_worker = frame["kinderwerker_fte"] / frame["kinderwerkers_count"].where(frame["kinderwerkers_count"] > 0)
    few = (per_worker > 0) & (per_worker < _SMALLEST_POST_FTE)
    found = []
    for code, wijken, figure in (
        ("meer_bereikt_dan_er_wonen", above, "reached_count"),
        ("bereik_ver_van_de_rest", frame.index[far], "reached_count"),
        ("bezoeken_ver_van_de_rest", frame.index[far_visits], "visits_count"),
        ("fte_ver_van_de_rest", frame.index[far_fte], "kinderwerker_fte"),
        ("fte_per_kinderwerker_klein", frame.index[few], "kinderwerker_fte"),
    ):
        if len(wijken):
            said = tuple((names[wijk], float(frame.loc[wijk, figure])) for wijk in wijken)
            found.append(make_warning(code, Place(file), wijken=said))
    return found


def find_odd_rows(
    file: str, cells: Mapping[str, Cells], bereik: Mapping[str, Cells], names: Mapping[str, str]
) -> list[Problem]:
    """Return which figures of a wijk do not go together, where both are shown; a reader says it of hidden ones too."""
    frame = _frame(cells, bereik)
    odd = {
        "kinderen_zonder_fte": (frame["kinderwerker_fte"] == 0) & (frame["reached_count"] > 0),
        "minder_bezoeken_dan_kinderen": frame["visits_count"] < frame["reached_count"],
    }
    return [
        make_warning(code, Place(file), wijken=tuple(names[wijk] for wijk in frame.index[found]))
        for code, found in odd.items()
        if found.any()
    ]


def _frame(cells: Mapping[str, Cells], bereik: Mapping[str, Cells]) -> pd.DataFrame:
    """Return the figures that are known, NaN elsewhere; a row per wijk."""
    wanted = ("children_count", "children_high", "children_0_14_count", "reached_count", "kinderwerker_fte",
              "kinderwerkers_count", "visits_count")  # fmt: skip
    rows = {}
    for wijk, row in cells.items():
        figures = {**row, **bereik.get(wijk, {}), "reached_count": row["reached_count"]}
        rows[wijk] = [figures[n].value if n in figures and figures[n].known else np.nan for n in wanted]
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(wanted), dtype="float64")


def _are_residents(frame: pd.DataFrame) -> bool:
    """Return whether what is called reach is, in most wijken, nearly the number of children who live there."""
    for children in ("children_count", "children_0_14_count"):
        share = (frame["reached_count"] / frame[children]).dropna()
        alike = share.between(*_RESIDENTS_SHARE).sum()
        if alike >= max(1, min(_MIN_WIJKEN_ALIKE, len(share))) and 2 * alike > len(share):
            return True
    return False


def _far(ratios: pd.Series, times: float) -> pd.Series:
    """Return where a ratio is more than so many times that of the middle wijk; nowhere with few wijken."""
    known = ratios.dropna()
    known = known[known > 0]
    if len(known) < _MIN_WIJKEN:
        return pd.Series(data=False, index=ratios.index)
    far: pd.Series = ratios > times * known.median()
    return far
