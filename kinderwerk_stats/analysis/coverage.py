"""Coverage per wijk: reach, children per fte, and what is missing to the norm (METHOD 1.1-1.6, 7)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import fsum

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.balance import Average, Balance, compute_averages, compute_balance
from kinderwerk_stats.analysis.disclosure import choose_suppressed
from kinderwerk_stats.analysis.unseen import bound_unseen_reach, left_out_of
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.status import Cells, Figure, Status, to_cells
from kinderwerk_stats.model.threshold import DEFAULT_THRESHOLD

MIN_CHILDREN_0_14_FOR_RATE = 50
MIN_CHILDREN_0_14_FOR_CERTAIN_RATE = 100

FIGURES = ("children_0_14_count", "children_count", "children_low", "children_high", "reached_count",
           "reach_share", "reach_low", "reach_high", "kinderwerker_fte", "kinderwerkers_count",
           "children_per_fte", "children_per_fte_low", "children_per_fte_high", "gap_children_count",
           "gap_children_low", "gap_children_high", "gap_fte", "gap_fte_low", "gap_fte_high", "visits_count",
           "locations_count")  # fmt: skip
# The interval of a figure, where it has one.
INTERVALS: Mapping[str, tuple[str, str]] = {
    "children_count": ("children_low", "children_high"),
    "reach_share": ("reach_low", "reach_high"),
    "children_per_fte": ("children_per_fte_low", "children_per_fte_high"),
    "gap_children_count": ("gap_children_low", "gap_children_high"),
    "gap_fte": ("gap_fte_low", "gap_fte_high"),
}
# What a sum over wijken may count twice.
_SUM_FLAGS = {
    "reached_count": Flag.BEREIK_IS_SOM_VAN_WIJKEN,
    "kinderwerkers_count": Flag.KINDERWERKERS_IS_SOM_VAN_WIJKEN,
}
_TOTAL = "total"
_GAP_CHILDREN = ("gap_children_count", "gap_children_low", "gap_children_high")
_GAP_FTE = ("gap_fte", "gap_fte_low", "gap_fte_high")
_OWN_COUNTS = ("kinderwerker_fte", "kinderwerkers_count", "visits_count", "locations_count")


@dataclass(frozen=True)
class Norm:
    """What the user asks for; there is no Dutch norm. None means: compare with the gemeente's own average.

    `children_per_fte` (nu): at most so many children for each fte. `reach_share` (rho): at least this share reached.
    """

    children_per_fte: float | None = None
    reach_share: float | None = None

    def __post_init__(self) -> None:
        if self.children_per_fte is not None and not self.children_per_fte > 0:
            raise ValueError(f"children_per_fte must be above 0, got {self.children_per_fte}")
        if self.reach_share is not None and not 0 < self.reach_share <= 1:
            raise ValueError(f"reach_share must be above 0 and at most 1, got {self.reach_share}")


@dataclass(frozen=True, eq=False)
class Coverage:
    """Coverage of one gemeente in one year.

    `values`: one row per wijk (index `wijk_code`, order as given), columns `FIGURES`, NaN where absent.
    `status`: same shape, int8 `Status` codes. `cells`: the same, wijk_code -> figure name -> `Figure`.
    `totals`: figure name -> `Figure` of the gemeente as a whole.
    `flags`: wijk_code -> what to know about the row; `total_flags` for the gemeente.
    `norm_reach`, `norm_children_per_fte`: the norms used; `own_norm_*` is True where the user set none and
    the gemeente's average stands in; None where that average does not exist either.
    `averages`: what "reach_share" and "children_per_fte" are compared with without a norm, whether there is one or not.
    `reached_at_least`: children reached for certain in the wijken that are shown, for when the total is not known.
    `left_out`: the wijken that the sums of "gap_children_count" and "gap_fte" leave out; those sums are `at_least`.
    `most_unseen`: wijken that show no reach -> the most it can be, as far as anybody can see.
    `balance`: surpluses and overlap, from what may be shown. `together`: of several organisations, see `together.py`.
    """

    values: pd.DataFrame
    status: pd.DataFrame
    cells: dict[str, Cells]
    totals: Cells
    flags: dict[str, tuple[Flag, ...]]
    total_flags: tuple[Flag, ...]
    norm_reach: float | None
    norm_children_per_fte: float | None
    own_norm_reach: bool
    own_norm_children_per_fte: bool
    reached_at_least: float
    averages: Mapping[str, Average] = field(default_factory=dict)
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    most_unseen: Mapping[str, float] = field(default_factory=dict)
    balance: Balance = field(default_factory=Balance)
    together: bool = False

    @property
    def shown_totals(self) -> Cells:
        """Return the totals as a table has them: at least so many children are reached, where that alone is known."""
        unsure = self.totals["reached_count"].status in (Status.UNKNOWN, Status.SUPPRESSED)
        at_home = Flag.BEREIK_OP_LOCATIE not in self.total_flags
        least = {"reached_count": Figure(self.reached_at_least, Status.KNOWN, at_least=True)}
        return {**self.totals, **least} if unsure and at_home and self.reached_at_least > 0 else self.totals


@dataclass(frozen=True, eq=False)
class CoverageInput:
    """What coverage is computed from; all frames share the index `wijk_code`.

    `children`: columns `children_0_14_count`, `children_count`, `children_low`, `children_high`.
    `children_status`: int8 `Status` per wijk. `bereik`, `bereik_status`: columns of bereik indicators as far
    as the organisation gave them. `total_children`: the gemeente's own row, same columns as `children`, NaN
    where CBS does not give it. `total_bereik`: the file's total row, indicator -> value.
    `total_flags`: what is already known about the total. `threshold`: counts below it are hidden; 0 hides none.
    `doubles`: whether a child can count in several wijken, as the organisation says; None where it does not.
    `also_hidden`: bereik indicator -> wijken to hide whatever their count, because another version of the figures
    hides them; with `total_hidden` the reach of the gemeente too.
    """

    children: pd.DataFrame
    children_status: pd.Series
    bereik: pd.DataFrame
    bereik_status: pd.DataFrame
    total_children: pd.Series
    total_bereik: dict[str, float] = field(default_factory=dict)
    total_flags: tuple[Flag, ...] = ()
    threshold: int = DEFAULT_THRESHOLD
    doubles: bool | None = None
    also_hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)
    total_hidden: bool = False


def compute_coverage(given: CoverageInput, norm: Norm) -> Coverage:
    """Compute reach, children per fte and the gaps of every wijk and of the gemeente.

    r = u / n, with interval u / n_high .. u / n_low (reach is a count; the number of children is the estimate)
    n / x children per fte; x = 0 has no ratio, its status is NO_KINDERWERKER
    g = max(0, rho n - u), f = max(0, n / nu - x), with intervals from n_low and n_high; a surplus elsewhere is not
    netted

    Parameters
    ----------
    given : children and bereik per wijk and of the gemeente.
    norm : rho and nu; where None the gemeente's own r and n / x.

    Returns
    -------
    Coverage. The total's reach is U / N with U the gemeente's deduplicated figure where given, never the mean
    of the wijken. Total gaps are sums over the wijken whose gap may be shown.

    Notes
    -----
    Counts of 1 to threshold - 1 children are hidden first, with enough other cells that no subtraction gives them
    back (METHOD 7.2); every other figure is computed from what is left. With fewer than 50 children of 0-14 a
    wijk has counts but no rate; with fewer than 100 its rate is marked `indicatief`.
    """
    values, status = _gather(given)
    total, total_status, total_flags, at_least = _hide_and_total(values, status, given)
    _add_rates(values, status)
    _add_rates(total, total_status)
    totals = to_cells(total, total_status)[_TOTAL]
    averages = compute_averages(values, status, totals, _counted_once(given, totals))
    norm_reach, norm_per_fte = norm.reach_share, norm.children_per_fte
    norm_reach = averages["reach_share"].value if norm_reach is None else norm_reach
    norm_per_fte = averages["children_per_fte"].value if norm_per_fte is None else norm_per_fte
    _add_gaps(values, status, norm_reach, norm_per_fte)
    left_out = {}
    for names, measure, flag in (
        (_GAP_CHILDREN, norm_reach, Flag.GAP_CHILDREN_ZONDER_WIJKEN_ZONDER_CIJFER),
        (_GAP_FTE, norm_per_fte, Flag.GAP_FTE_ZONDER_WIJKEN_ZONDER_CIJFER),
    ):
        missing = left_out_of(values, status, names[0]) if measure is not None else ()
        totals |= _sum_gaps(values, status, names, at_least=bool(missing))
        left_out[names[0]] = missing
        if missing:
            total_flags.append(flag)
    cells = to_cells(values, status)
    total_flags += _row_flags(totals, norm_reach, norm_per_fte)
    return Coverage(
        values=values,
        status=status,
        cells=cells,
        totals=totals,
        flags={code: _row_flags(row, norm_reach, norm_per_fte) for code, row in cells.items()},
        total_flags=tuple(total_flags),
        norm_reach=norm_reach,
        norm_children_per_fte=norm_per_fte,
        own_norm_reach=norm.reach_share is None,
        own_norm_children_per_fte=norm.children_per_fte is None,
        reached_at_least=at_least,
        averages=averages,
        left_out=left_out,
        most_unseen=bound_unseen_reach(
            values,
            status,
            totals,
            given.threshold,
            adds_up=given.doubles is False or _SUM_FLAGS["reached_count"] in total_flags,
            other_children=Flag.BEREIK_ANDERE_LEEFTIJD in total_flags,
            total_may_lack=Flag.BEREIK_ZONDER_ALLE_WIJKEN in total_flags,
        ),
        balance=compute_balance(values, status, norm_reach, norm_per_fte, _counted_once(given, totals)),
    )


def _sum_gaps(values: pd.DataFrame, status: pd.DataFrame, names: tuple[str, ...], *, at_least: bool) -> Cells:
    """Return a gap of the gemeente with its ends; a sum that leaves out wijken has no interval."""
    known = status[names[0]] == Status.KNOWN
    unknown = Figure(np.nan, Status.UNKNOWN)
    if not known.any():
        return dict.fromkeys(names, unknown)
    sums = {name: Figure(fsum(values.loc[known, name]), Status.KNOWN, at_least) for name in names}
    return {names[0]: sums[names[0]], names[1]: unknown, names[2]: unknown} if at_least else sums


def _counted_once(given: CoverageInput, totals: Cells) -> float | None:
    """Return the organisation's own total when it counts each child once and may be shown."""
    own = "reached_count" in given.total_bereik and _SUM_FLAGS["reached_count"] not in given.total_flags
    return totals["reached_count"].value if own and totals["reached_count"].known else None


def find_hidden(given: CoverageInput) -> tuple[dict[str, frozenset[str]], bool]:
    """Return which wijken are hidden, per count of children or visits, and whether the reach of the gemeente is."""
    values, status = _gather(given)
    _, total_status, _, _ = _hide_and_total(values, status, given)
    counts = ("reached_count", "visits_count")
    hidden = {name: frozenset(map(str, status.index[status[name] == Status.SUPPRESSED])) for name in counts}
    return hidden, bool((total_status["reached_count"] == Status.SUPPRESSED).any())


def _gather(given: CoverageInput) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return children and what the organisation counted, nothing hidden yet; what is computed from them is unknown."""
    values = pd.DataFrame(np.nan, index=given.children.index, columns=list(FIGURES))
    status = pd.DataFrame(Status.UNKNOWN, index=values.index, columns=list(FIGURES), dtype="int8")
    for name in ("children_0_14_count", "children_count", "children_low", "children_high"):
        values[name] = given.children[name]
        status[name] = given.children_status.to_numpy()
    for name in ("reached_count", *_OWN_COUNTS):
        if name in given.bereik:
            values[name] = given.bereik[name]
            status[name] = given.bereik_status[name]
    return values, status


def _hide_and_total(
    values: pd.DataFrame, status: pd.DataFrame, given: CoverageInput
) -> tuple[pd.DataFrame, pd.DataFrame, list[Flag], float]:
    """Hide small counts in place; return the total (one row), its status, its flags and the sum of what is shown."""
    total, flags = _sum_total(values, status, given)
    total_status = {name: Status.UNKNOWN if np.isnan(value) else Status.KNOWN for name, value in total.items()}
    if len(status) and (status["reached_count"] == Status.NOT_APPLICABLE).all():
        total_status["reached_count"] = Status.NOT_APPLICABLE
    if given.threshold > 1:
        hidden_totals = _hide_small(values, status, total, given)
        for name in hidden_totals:
            total[name], total_status[name] = np.nan, Status.SUPPRESSED
        if hidden_totals:
            flags.append(Flag.KLEINE_AANTALLEN_VERBORGEN)
    shown = values.loc[status["reached_count"] == Status.KNOWN, "reached_count"]
    # Unless each counts where it lives the same children can be behind the numbers of all wijken (METHOD 1.4).
    at_least = float(shown.sum() if given.doubles is False or not len(shown) else shown.max())
    total_frame = pd.DataFrame(total, index=[_TOTAL])
    return total_frame, pd.DataFrame(total_status, index=[_TOTAL], dtype="int8"), flags, at_least


def _sum_total(values: pd.DataFrame, status: pd.DataFrame, given: CoverageInput) -> tuple[dict[str, float], list[Flag]]:
    """Return the gemeente's own figures, summed over the wijken where the organisation gives none."""
    flags = list(given.total_flags)
    total = dict.fromkeys(FIGURES, np.nan)
    for name in ("children_0_14_count", "children_count", "children_low", "children_high"):
        total[name] = float(given.total_children[name])
    for name in ("reached_count", *_OWN_COUNTS):
        if name in given.total_bereik:
            total[name] = given.total_bereik[name]
        elif (status[name] == Status.KNOWN).all():
            total[name] = fsum(values[name])
            if name in _SUM_FLAGS:
                flags.append(_SUM_FLAGS[name])
    return total, flags


def _hide_small(
    values: pd.DataFrame, status: pd.DataFrame, total: Mapping[str, float], given: CoverageInput
) -> list[str]:
    """Hide small counts of children and visits in place; return the totals that would give one back."""
    threshold = given.threshold
    visits = values["visits_count"].where(status["visits_count"] == Status.KNOWN)
    reached = values["reached_count"].where(status["reached_count"] == Status.KNOWN)
    chosen = choose_suppressed(
        reached,
        total=None if np.isnan(total["reached_count"]) else total["reached_count"],
        threshold=threshold,
        already_hidden=status["reached_count"] == Status.SUPPRESSED,
    )
    # Nothing protects a small count of visits but that their total goes with it.
    hidden_reach = chosen.hidden | _elsewhere(status, given, "reached_count")
    hidden_visits = hidden_reach | visits.between(1, threshold - 1) | (status["visits_count"] == Status.SUPPRESSED)
    hidden_visits |= _elsewhere(status, given, "visits_count")
    for name, hidden in (("reached_count", hidden_reach), ("visits_count", hidden_visits)):
        values.loc[hidden, name] = np.nan
        status.loc[hidden, name] = Status.SUPPRESSED
    return [
        name
        for name, counts, gives_back, some_hidden in (
            ("visits_count", visits, hidden_visits.any(), hidden_visits.any()),
            ("reached_count", reached, chosen.total_hidden or given.total_hidden, hidden_reach.any()),
        )
        if gives_back or _is_small_total(total[name], counts, threshold, some_hidden=bool(some_hidden))
    ]


def _elsewhere(status: pd.DataFrame, given: CoverageInput, name: str) -> pd.Series:
    """Return which counts are there and are hidden in another version of the figures."""
    return (status[name] == Status.KNOWN) & status.index.isin(given.also_hidden.get(name, frozenset()))


def _is_small_total(total: float, counts: pd.Series, threshold: int, *, some_hidden: bool) -> bool:
    """Return whether a total is of a few children, or leaves a few for what has no row of its own.

    Where counts are hidden, nobody sees what is left.
    """
    return 0 < total < threshold or (not some_hidden and 0 < total - fsum(counts.dropna()) < threshold)


def _add_rates(values: pd.DataFrame, status: pd.DataFrame) -> None:
    """Fill reach and children per fte, with their intervals, in place."""
    few = values["children_0_14_count"] < MIN_CHILDREN_0_14_FOR_RATE
    children_status, reached_status = status["children_count"], status["reached_count"]
    nobody_lives = values["children_count"] == 0
    reach_status = _first_missing(children_status, reached_status).mask(nobody_lives, np.int8(Status.NOT_APPLICABLE))
    reach_status = reach_status.mask(few, np.int8(Status.TOO_FEW_CHILDREN))
    # Hidden stays hidden, also where there would be too few children for a rate.
    reach_status = reach_status.mask(reached_status == Status.SUPPRESSED, np.int8(Status.SUPPRESSED))
    known = reach_status == Status.KNOWN
    for name, children in (
        ("reach_share", "children_count"),
        ("reach_low", "children_high"),
        ("reach_high", "children_low"),
    ):
        values[name] = (values["reached_count"] / values[children]).where(known)
        status[name] = reach_status

    fte_status = status["kinderwerker_fte"]
    per_fte_status = _first_missing(children_status, fte_status).mask(few, np.int8(Status.TOO_FEW_CHILDREN))
    nobody = (fte_status == Status.KNOWN) & (values["kinderwerker_fte"] == 0)
    per_fte_status = per_fte_status.mask(nobody, np.int8(Status.NO_KINDERWERKER))
    known = per_fte_status == Status.KNOWN
    for name, children in (
        ("children_per_fte", "children_count"),
        ("children_per_fte_low", "children_low"),
        ("children_per_fte_high", "children_high"),
    ):
        values[name] = (values[children] / values["kinderwerker_fte"]).where(known)
        status[name] = per_fte_status


def _add_gaps(values: pd.DataFrame, status: pd.DataFrame, norm_reach: float | None, norm_per_fte: float | None) -> None:
    """Fill both gaps and their intervals in place; unknown without a norm."""
    for names, have, per_child in (
        (_GAP_CHILDREN, "reached_count", norm_reach),
        (_GAP_FTE, "kinderwerker_fte", None if norm_per_fte is None else 1 / norm_per_fte),
    ):
        gap_status = _first_missing(status["children_count"], status[have])
        if per_child is None:
            gap_status = gap_status.mask(gap_status == Status.KNOWN, np.int8(Status.UNKNOWN))
        for name, children in zip(names, ("children_count", "children_low", "children_high"), strict=True):
            status[name] = gap_status
            if per_child is not None:
                gap = (values[children] * per_child - values[have]).clip(lower=0)
                values[name] = gap.where(gap_status == Status.KNOWN)


def _first_missing(first: pd.Series, second: pd.Series) -> pd.Series:
    """Return per row the first status that is not KNOWN."""
    return first.where(first != Status.KNOWN, second)


def _row_flags(cells: Cells, norm_reach: float | None, norm_per_fte: float | None) -> tuple[Flag, ...]:
    """Return what a reader of one row has to know: among it why a figure is absent."""
    flags: list[Flag] = []
    children_0_14 = cells["children_0_14_count"].value
    if not cells["children_count"].known:
        flags.append(Flag(f"kinderen_{cells['children_count'].status.code}"))
    elif children_0_14 < MIN_CHILDREN_0_14_FOR_RATE:
        flags.append(Flag.TE_WEINIG_KINDEREN)
    elif children_0_14 < MIN_CHILDREN_0_14_FOR_CERTAIN_RATE:
        flags.append(Flag.INDICATIEF)
    if not cells["reached_count"].known:
        flags.append(Flag(f"bereik_{cells['reached_count'].status.code}"))
    elif cells["reach_share"].value > 1:
        flags.append(Flag.BEREIK_BOVEN_100)
    if not cells["kinderwerker_fte"].known:
        flags.append(Flag(f"fte_{cells['kinderwerker_fte'].status.code}"))
    elif cells["kinderwerker_fte"].value == 0:
        flags.append(Flag.GEEN_KINDERWERKER)
    for have, measure, flag in (
        ("reached_count", norm_reach, Flag.NORM_BEREIK_ONBEKEND),
        ("kinderwerker_fte", norm_per_fte, Flag.NORM_FTE_ONBEKEND),
    ):
        if measure is None and cells["children_count"].known and cells[have].known:
            flags.append(flag)
    return tuple(flags)
