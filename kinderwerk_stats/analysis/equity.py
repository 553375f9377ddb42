"""Who has the kinderwerk: the wijken with much need, or the others (METHOD 3)."""

from dataclasses import dataclass
from math import fsum

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.coverage import Coverage
from kinderwerk_stats.analysis.unseen import bound_mean
from kinderwerk_stats.model.status import Status

# Need is compared rounded, as a part of the largest: floats that differ in the last places are equal (METHOD 2.2).
_NEED_DECIMALS = 9
_ROUNDED_FTE = 0.005


@dataclass(frozen=True)
class CurvePoint:
    """One point of a concentration curve, least needy first.

    `children_share`, `outcome_share`: 0-1, of all children and of the whole outcome up to and with `wijken`: the
    codes that this step adds, several where their need is equal. The first point is (0, 0) and has none.
    """

    children_share: float
    outcome_share: float
    wijken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concentration:
    """How much of something goes to the children of needy wijken.

    `index`: C, -1 to 1; above 0 when it is concentrated where need is high. `absolute`: C times the mean.
    `erreygers` and `wagstaff`: for a share of 0-1 only, None otherwise. `mean`: per child.
    `curve`: for drawing, ends in (1, 1). `used` and `left_out`: codes, in the order given.
    """

    index: float
    absolute: float
    erreygers: float | None
    wagstaff: float | None
    mean: float
    curve: tuple[CurvePoint, ...]
    used: tuple[str, ...]
    left_out: tuple[str, ...]

    def outcome_share_at(self, children_share: float) -> float:
        """Return which part of the outcome goes to this part of the children, the least needy first."""
        children = [point.children_share for point in self.curve]
        return float(np.interp(children_share, children, [point.outcome_share for point in self.curve]))


@dataclass(frozen=True)
class Unseen:
    """What concentration can be once wijken without a figure take part with whatever they can have.

    `wijken`: those without a figure, with children and need. `index`: least and most that C can be. `needy_half`: least
    and most that can go to the half of the children in the neediest wijken, 0-1.
    """

    wijken: tuple[str, ...]
    index: tuple[float, float]
    needy_half: tuple[float, float]


@dataclass(frozen=True)
class Misplacement:
    """How much fte is not where need is.

    `hoover`: H, 0-1. `misplaced_fte`: H times `total_fte`. `fair_fte`: wijk -> the part of the total that
    belongs there. `used` and `left_out`: codes, in the order given.
    """

    hoover: float
    misplaced_fte: float
    total_fte: float
    fair_fte: dict[str, float]
    used: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Equity:
    """Reach and fte of one gemeente beside need; each part is None where too little is known.

    `reach`: concentration of reach over the children by the need of their wijk, over the wijken whose reach may be
    shown. `fte`, `need`: of fte per child and of need per child, over the same wijken. `progressivity`: C of the fte
    minus C of need. `misplacement`: Hoover of the fte against need. `reach_unseen`, `fte_unseen`: what the first two
    can be with the wijken that they leave out for want of a figure; None where there are none. With any fte unknown,
    nobody can say how far the fte follows need: then `progressivity` and `misplacement` are None.
    """

    reach: Concentration | None
    fte: Concentration | None
    need: Concentration | None
    progressivity: float | None
    misplacement: Misplacement | None
    reach_unseen: Unseen | None = None
    fte_unseen: Unseen | None = None


def compute_equity(coverage: Coverage, need_weight: pd.Series, need: pd.Series) -> Equity:
    """Set reach and fte of a gemeente against the need of its wijken.

    Parameters
    ----------
    coverage : small counts are hidden in it already.
    need_weight : q per wijk, the weight of a child by the need of its wijk; index as in `coverage`, NaN where there is
        none.
    need : what wijken are ranked by, higher where need is higher. Not q itself: where every child weighs the same,
        wijken still differ in need.

    Returns
    -------
    Equity. Nothing of a wijk with a hidden count plays a part in `reach`, and fte is never hidden: so no part gives a
    count back.
    """
    names = ["children_count", "reach_share", "kinderwerker_fte"]
    known = coverage.values[names].where(coverage.status[names] == Status.KNOWN)
    weight, need = need_weight.reindex(known.index), need.reindex(known.index)
    children = known["children_count"]
    fte_counts, most_fte = _with_total(known["kinderwerker_fte"], coverage)
    per_child = fte_counts / children.where(children > 0)
    fte = compute_concentration(per_child, children, need)
    itself = None
    if fte is not None:
        used = list(fte.used)
        itself = compute_concentration(weight[used], children[used], need[used])
    reached = coverage.values["reached_count"].where(coverage.status["reached_count"] == Status.KNOWN)
    most = pd.Series(dict(coverage.most_unseen), dtype=float).reindex(known.index)
    fte_unseen = bound_concentration(fte_counts, pd.Series(most_fte, known.index), children, need)
    follows = fte is not None and itself is not None and fte_unseen is None
    return Equity(
        reach=compute_concentration(known["reach_share"], children, need, bounded=True),
        fte=fte,
        need=itself,
        progressivity=compute_progressivity(fte, itself) if follows and fte and itself else None,
        misplacement=None if fte_unseen else compute_misplacement(fte_counts, children * weight),
        reach_unseen=bound_concentration(reached, most, children, need),
        fte_unseen=fte_unseen,
    )


def _with_total(fte: pd.Series, coverage: Coverage) -> tuple[pd.Series, float]:
    """Return the fte and the most that a wijk without it can have: what the published total leaves.

    Where that leaves nothing, they have none.
    """
    total = coverage.totals["kinderwerker_fte"]
    rest = total.value - fsum(fte.dropna()) if total.known else np.inf
    # Every file gives fte with a decimal or two.
    return (fte.fillna(0.0), 0.0) if -_ROUNDED_FTE < rest < _ROUNDED_FTE else (fte, rest if rest > 0 else np.inf)


def bound_concentration(counts: pd.Series, most: pd.Series, children: pd.Series, need: pd.Series) -> Unseen | None:
    """Return what C and the part of the neediest half can be when every absent count is anything from 0 to its most.

    Over all wijken with children and need, C = 2 sum u_i (r_i - 1/2) / sum u_i, because sum w_i (r_i - 1/2) = 0; the
    part of the neediest half is sum u_i a_i / sum u_i, with a_i the part of the children of equal need as i who are in
    that half. r and a do not depend on u, so both are means of fixed scores (`bound_mean`).

    Parameters
    ----------
    counts : u, children reached or fte; NaN where it is not shown.
    most : the most it can be, of those that are not shown; infinity for any number.
    children, need : as in `compute_concentration`.

    Returns
    -------
    Unseen, or None when every count is shown, or no two wijken differ in need.

    Examples
    --------
    >>> wijken = list("AB")
    >>> need, children = pd.Series([1.0, 2], wijken), pd.Series(100.0, wijken)
    >>> bound_concentration(pd.Series([20, np.nan], wijken), pd.Series([np.nan, 4], wijken), children, need).index
    (-0.5, -0.3333333333333333)
    """
    usable = need.notna() & (children > 0)
    absent = counts[usable].isna()
    n = children[usable].to_numpy(float)
    levels, group = np.unique(_round_need(need[usable].to_numpy(float)), return_inverse=True)
    if not absent.any() or len(levels) < 2:
        return None
    share = np.bincount(group, n) / n.sum()
    above = np.cumsum(share)
    rank = (above - share / 2)[group]
    half = np.clip((above - 0.5) / share, 0, 1)[group]
    low = counts[usable].fillna(0.0).to_numpy(float)
    high = counts[usable].where(~absent, most[usable]).to_numpy(float)
    return Unseen(
        wijken=tuple(str(code) for code in absent.index[absent]),
        index=bound_mean(2 * rank - 1, low, high),
        needy_half=bound_mean(half, low, high),
    )


def compute_concentration(
    outcome: pd.Series, children: pd.Series, need: pd.Series, *, bounded: bool = False
) -> Concentration | None:
    """Compute the concentration index of an outcome over the children, ranked by the need of their wijk.

    C = 2 sum w_i (y_i - mu) (r_i - 1/2) / mu, with w the share in all children and r the fractional rank: the
    children of less needy wijken, plus half of the own ones. Wijken with equal need are pooled first, else C would
    depend on the order of the rows.

    Parameters
    ----------
    outcome : y, per child: reach share, fte per child, need per child; at least 0.
    children : n, at least 0.
    need : any measure that is higher where need is higher.
    bounded : whether the outcome is a share that cannot pass 1; then Erreygers (4 mu C) and Wagstaff (C / (1 - mu))
        are given too, unless a value does pass 1.

    Returns
    -------
    Concentration, or None with fewer than two different needs or an outcome of 0 everywhere. Wijken without one of the
    three figures, or without children, are left out and named.

    Raises
    ------
    ValueError
        When the three have another index, or a figure is below 0.

    Notes
    -----
    Equals the relative and absolute concentration index (RCI, ACI) of WHO's healthequal. Erreygers 2009, Wagstaff 2005.

    Examples
    --------
    >>> wijken = list("ABCD")
    >>> need, children = pd.Series([1.0, 2, 3, 4], wijken), pd.Series(100.0, wijken)
    >>> found = compute_concentration(pd.Series([0.1, 0.1, 0.2, 0.4], wijken), children, need, bounded=True)
    >>> [round(value, 6) for value in (found.index, found.wagstaff, found.erreygers)]
    [0.3125, 0.390625, 0.25]
    """
    _check_same_index(outcome=outcome, children=children, need=need)
    _check_not_negative(outcome=outcome, children=children)
    usable = outcome.notna() & need.notna() & (children > 0)
    used, left_out = _codes(usable)
    y, n = outcome[usable].to_numpy(float), children[usable].to_numpy(float)
    levels, group = np.unique(_round_need(need[usable].to_numpy(float)), return_inverse=True)
    group_children, group_outcome = np.bincount(group, n), np.bincount(group, n * y)
    if len(levels) < 2 or not group_outcome.sum() > 0:
        return None
    share = group_children / group_children.sum()
    mean = float(group_outcome.sum() / group_children.sum())
    rank = np.cumsum(share) - share / 2
    absolute = 2 * fsum(((group_outcome / group_children.sum() - share * mean) * (rank - 0.5)).tolist())
    index = absolute / mean
    within = bounded and bool((y <= 1).all())
    return Concentration(
        index=index,
        absolute=absolute,
        erreygers=4 * mean * index if within else None,
        wagstaff=index / (1 - mean) if within and mean < 1 else None,
        mean=mean,
        curve=_build_curve(share, group_outcome / group_outcome.sum(), group, used),
        used=used,
        left_out=left_out,
    )


def compute_progressivity(outcome: Concentration, need: Concentration) -> float:
    """Return C of the outcome minus C of need itself (as Kakwani does for taxes).

    Below 0: the outcome follows need less than in proportion; above 0: more than in proportion.

    Raises
    ------
    ValueError
        When the two are about different wijken.

    Examples
    --------
    >>> wijken = list("ABCD")
    >>> need, children = pd.Series([1.0, 2, 3, 4], wijken), pd.Series(100.0, wijken)
    >>> itself = compute_concentration(need, children, need)
    >>> even = compute_concentration(pd.Series(1.0, wijken), children, need)
    >>> round(compute_progressivity(even, itself), 4)
    -0.25
    """
    if set(outcome.used) != set(need.used):
        raise ValueError("outcome and need are about different wijken")
    return outcome.index - need.index


def compute_misplacement(fte: pd.Series, need_weighted_children: pd.Series) -> Misplacement | None:
    """Compute which part of the fte would have to move to stand in proportion to need (Hoover).

    H = 1/2 sum |x_i / X - t_i| with t_i = n_i q_i / sum(n q); H X = the fte that would have to move.

    Parameters
    ----------
    fte : x per wijk, at least 0.
    need_weighted_children : n q per wijk, at least 0.

    Returns
    -------
    Misplacement, or None without any fte or without any need. Wijken without one of the two figures are left out and
    named: the fte of the others is then shared among the others.

    Raises
    ------
    ValueError
        When the two have another index, or a figure is below 0.

    Examples
    --------
    >>> wijken = list("ABCD")
    >>> found = compute_misplacement(pd.Series([1, 0.5, 0.5, 2], wijken), pd.Series([100.0, 200, 300, 400], wijken))
    >>> round(found.hoover, 6), round(found.misplaced_fte, 6), round(found.fair_fte["D"], 6)
    (0.25, 1.0, 1.6)
    """
    _check_same_index(fte=fte, need_weighted_children=need_weighted_children)
    _check_not_negative(fte=fte, need_weighted_children=need_weighted_children)
    usable = fte.notna() & need_weighted_children.notna()
    used, left_out = _codes(usable)
    x, weighted = fte[usable].to_numpy(float), need_weighted_children[usable].to_numpy(float)
    total, whole_need = fsum(x.tolist()), fsum(weighted.tolist())
    if not (total > 0 and whole_need > 0):
        return None
    fair = weighted / whole_need
    hoover = fsum(np.abs(x / total - fair).tolist()) / 2
    return Misplacement(
        hoover=hoover,
        misplaced_fte=hoover * total,
        total_fte=total,
        fair_fte=dict(zip(used, (fair * total).tolist(), strict=True)),
        used=used,
        left_out=left_out,
    )


def _round_need(need: np.ndarray) -> np.ndarray:
    largest = float(np.abs(need).max(initial=0.0))
    return np.round(need / largest, _NEED_DECIMALS) if largest > 0 else need


def _build_curve(
    share: np.ndarray, outcome_share: np.ndarray, group: np.ndarray, codes: tuple[str, ...]
) -> tuple[CurvePoint, ...]:
    """Return the running shares, from the least needy group on; the codes of a group in code order."""
    members: list[list[str]] = [[] for _ in share]
    for code, place in zip(codes, group.tolist(), strict=True):
        members[place].append(code)
    children, outcomes = np.cumsum(share), np.cumsum(outcome_share)
    children[-1] = outcomes[-1] = 1.0
    rows = zip(children.tolist(), outcomes.tolist(), members, strict=True)
    return (CurvePoint(0.0, 0.0), *(CurvePoint(c, o, tuple(sorted(added))) for c, o, added in rows))


def _codes(usable: pd.Series) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes that take part and those that do not."""
    taken = usable.to_numpy(bool)
    codes = usable.index.to_numpy(dtype=object)
    return tuple(map(str, codes[taken])), tuple(map(str, codes[~taken]))


def _check_same_index(**given: pd.Series) -> None:
    (first, *others) = given.items()
    for name, series in others:
        if not series.index.equals(first[1].index):
            raise ValueError(f"{name} has another index than {first[0]}")
    if not first[1].index.is_unique:
        raise ValueError(f"{first[0]} has a wijk more than once")


def _check_not_negative(**given: pd.Series) -> None:
    for name, series in given.items():
        if (series < 0).any():
            raise ValueError(f"{name} has a figure below 0")
