"""Which wijken differ from the average by more than chance: the funnel plot (METHOD 1.8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, fsum, sqrt
from typing import Literal

import numpy as np

from kinderwerk_stats.analysis.coverage import Coverage
from kinderwerk_stats.analysis.wilson import Z_95, Z_998
from kinderwerk_stats.model.status import Status

# With fewer wijken the spread between them cannot be estimated.
MIN_WIJKEN_FOR_SPREAD = 10
_WINSORISED_SHARE = 0.1
_CURVE_POINTS = 100

FunnelClass = Literal["ver_onder", "onder", "binnen", "boven", "ver_boven"]


@dataclass(frozen=True)
class FunnelDot:
    """One wijk: its children (x), its reach (y) and where that lies.

    `low`, `high`: reach when the number of children is as high or as low as its interval goes. `group`: against what
    chance allows at its size: outside 99.8 % ("ver_onder", "ver_boven"), outside 95 %, or inside.
    """

    wijk_code: str
    children: float
    reached: float
    share: float
    low: float
    high: float
    group: FunnelClass


@dataclass(frozen=True)
class FunnelLimit:
    """The limits at one number of children, for drawing: lines through `children` in increasing order."""

    children: float
    low_998: float
    low_95: float
    high_95: float
    high_998: float


@dataclass(frozen=True)
class Dispersion:
    """Whether wijken differ by more than chance alone.

    `phi`: 1 when chance explains all. `tau_squared`: the spread between wijken, on the arcsine scale.
    `beyond_chance`: phi is higher than chance makes it in 1 of 40 cases.
    """

    phi: float
    tau_squared: float
    beyond_chance: bool


@dataclass(frozen=True)
class Funnel:
    """Reach of the wijken around the average of the wijken together.

    `average`: sum of reached / sum of children, of the dots. `limits`: what chance allows. `dispersion`: None with
    fewer than 10 wijken. `left_out`: reason -> codes, the reason a status code such as "onderdrukt", "boven_100" or
    "te_weinig_kinderen".
    """

    average: float
    dots: tuple[FunnelDot, ...]
    limits: tuple[FunnelLimit, ...]
    dispersion: Dispersion | None
    left_out: dict[str, tuple[str, ...]]

    def codes_in(self, *groups: FunnelClass) -> list[str]:
        """Return the wijken of some groups, in the order of the dots."""
        return [dot.wijk_code for dot in self.dots if dot.group in groups]


def compute_funnel_limit(average: float, children: float, z: float, cv: float = 0.0) -> tuple[float, float]:
    """Return between which shares chance keeps an area of this size, within 0-1.

    p0 -+ (z sd + 1 / (2 n)) + sd g (z^2 - 1) / 6, with sd^2 = p0 (1 - p0) / n + p0^2 cv^2 and the skewness
    g = (p0 (1 - p0) (1 - 2 p0) / n^2 + 3 p0^2 (1 - p0) cv^2 / n) / sd^3.

    Parameters
    ----------
    average : p0, above 0 and below 1.
    children : n, above 0.
    z : 1.96 for 95 %, 3.09 for 99.8 %.
    cv : how sure the number of children is: its standard deviation divided by itself.

    Notes
    -----
    Reached is binomial in a number of children that is itself n (1 + cv Z). Its variance is exact, the step to limits
    is the first of Cornish and Fisher (Revue de l'Institut international de statistique, 1937) with half a child for
    counts that are whole. Without cv, step and half child it is the limit of METHOD 1.8, which promises too much: of
    wijken with an equal reach of 50 % it puts 10 to 33 in 100 outside 95 %. These keep at most 1 in 20 and 1 in 500
    outside from 50 children and a reach of 5 % on.

    Examples
    --------
    >>> [round(limit, 3) for limit in compute_funnel_limit(0.2, 400, Z_95)]
    [0.16, 0.241]
    >>> [round(limit, 3) for limit in compute_funnel_limit(0.2, 400, Z_95, cv=0.1)]
    [0.145, 0.258]
    """
    binomial, doubt = average * (1 - average) / children, (average * cv) ** 2
    deviation = sqrt(binomial + doubt)
    third_moment = (binomial * (1 - 2 * average) + 3 * (1 - average) * doubt) / children
    shift = third_moment / deviation**2 * (z**2 - 1) / 6
    # Where next to nobody is expected the step would turn back: an end never moves in by more than at g = 3 / z.
    most = deviation * (z**2 - 1) / (2 * z)
    margin = z * deviation + 0.5 / children
    return max(0.0, average - margin + min(shift, most)), min(1.0, average + margin + max(shift, -most))


def compute_dispersion(
    counts: Sequence[float], children: Sequence[float], cvs: Sequence[float] | float = 0.0
) -> Dispersion | None:
    """Estimate whether areas differ by more than chance, and by how much.

    z_i = (asin sqrt(p_i) - asin sqrt(p0)) sqrt(w_i) with 1 / w_i = 1 / (4 n_i) + p0 cv_i^2 / (4 (1 - p0)), the lowest
    and highest 10 % pulled in to the 10th and 90th percentile; phi = mean(z^2);
    tau^2 = max(0, (I phi - (I - 1)) / (sum w - sum w^2 / sum w)).

    Parameters
    ----------
    counts, children : per area, at least 0 and above 0; 0 <= count <= children.
    cvs : how sure the numbers of children are, as in `compute_funnel_limit`.

    Returns
    -------
    Dispersion, or None with fewer than 10 areas or when all or none are reached.

    Notes
    -----
    Spiegelhalter, Statistics in Medicine 2005;24:1185-1202 (additive random effect), with the estimate of DerSimonian
    and Laird. `beyond_chance` when phi > 1 + 1.96 sqrt(2 / I): by chance I phi has mean I and variance 2 I, somewhat
    less after pulling in, so the rule is on the careful side.
    """
    x, n = np.asarray(counts, float), np.asarray(children, float)
    average = fsum(x) / fsum(n) if len(n) else 0.0
    if len(n) < MIN_WIJKEN_FOR_SPREAD or not 0 < average < 1:
        return None
    weights = 4 / (1 / n + average / (1 - average) * np.asarray(cvs, float) ** 2)
    z = (np.arcsin(np.sqrt(x / n)) - asin(sqrt(average))) * np.sqrt(weights)
    low, high = np.quantile(z, [_WINSORISED_SHARE, 1 - _WINSORISED_SHARE])
    phi = float(np.mean(np.clip(z, low, high) ** 2))
    between = (len(n) * phi - (len(n) - 1)) / (weights.sum() - (weights**2).sum() / weights.sum())
    return Dispersion(phi, max(0.0, float(between)), phi > 1 + Z_95 * sqrt(2 / len(n)))


def compute_funnel(coverage: Coverage, shared_cv: float = 0.0) -> Funnel | None:
    """Place the reach of the wijken in a funnel.

    Parameters
    ----------
    coverage : small counts are hidden in it already; a wijk takes part when its reach may be shown and is not above 1.
    shared_cv : the part of the doubt about children that is the same for all wijken (`AgeShare.cv`): it moves the
        average along, so it sets no wijk apart from the others.

    Returns
    -------
    Funnel, dots in the order of the wijken; None when fewer than two wijken take part, or all or none of their
    children are reached.

    Notes
    -----
    The average is that of the dots, so that it gives nothing away of the wijken that are left out. Reach is a full
    count: the limits answer "would this happen by chance at the same underlying reach", not how sure the share is.
    """
    values, status = coverage.values, coverage.status
    left_out: dict[str, list[str]] = {}
    used = []
    for code in map(str, values.index):
        state = Status(int(status["reach_share"].loc[code]))
        if state != Status.KNOWN:
            left_out.setdefault(state.code, []).append(code)
        elif values["reach_share"].loc[code] > 1:
            left_out.setdefault("boven_100", []).append(code)
        else:
            used.append(code)
    rows = values.loc[used, ["children_count", "reached_count", "reach_share", "reach_low", "reach_high"]]
    children, reached = rows["children_count"].tolist(), rows["reached_count"].tolist()
    average = fsum(reached) / fsum(children) if used else 0.0
    if len(used) < 2 or not 0 < average < 1:
        return None
    cvs = _doubts(children, values.loc[used, "children_high"].tolist(), shared_cv)
    dots = tuple(
        FunnelDot(code, n, x, share, low, high, _group(share, _limits_at(average, n, cv)))
        for code, cv, (n, x, share, low, high) in zip(used, cvs, rows.to_numpy().tolist(), strict=True)
    )
    by_size = np.array(sorted(zip(children, cvs, strict=True)))
    sizes = _curve_sizes(children)
    curve_cvs = np.interp(sizes, by_size[:, 0], by_size[:, 1])
    return Funnel(
        average=average,
        dots=dots,
        limits=tuple(_limits_at(average, n, float(cv)) for n, cv in zip(sizes, curve_cvs, strict=True)),
        dispersion=compute_dispersion(reached, children, cvs),
        left_out={reason: tuple(codes) for reason, codes in left_out.items()},
    )


def _doubts(children: Sequence[float], highest: Sequence[float], shared_cv: float) -> list[float]:
    """Return how sure each number of children is beside the others; exact ones share no doubt with those estimated."""
    cvs = [(high / n - 1) / Z_95 for n, high in zip(children, highest, strict=True)]
    shared = shared_cv if min(cvs) > 0 else 0.0
    return [sqrt(max(0.0, cv**2 - shared**2)) for cv in cvs]


def _limits_at(average: float, children: float, cv: float) -> FunnelLimit:
    low_95, high_95 = compute_funnel_limit(average, children, Z_95, cv)
    low_998, high_998 = compute_funnel_limit(average, children, Z_998, cv)
    return FunnelLimit(children, low_998, low_95, high_95, high_998)


def _group(share: float, at: FunnelLimit) -> FunnelClass:
    """Return where a share lies; on a limit is inside."""
    if share < at.low_95:
        return "ver_onder" if share < at.low_998 else "onder"
    if share > at.high_95:
        return "ver_boven" if share > at.high_998 else "boven"
    return "binnen"


def _curve_sizes(children: Sequence[float]) -> list[float]:
    """Return numbers of children to draw limits at: closer together where the limits bend, and at each wijk."""
    low, high = min(children) * 0.8, max(children) * 1.1
    return sorted({*map(float, np.geomspace(low, high, _CURVE_POINTS)), *children})
