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

    `low`, `high`: reach when the number of children is as high or as low as its interval goes. `group`: against the
    limits that hold (`Funnel.widened` or not): outside 99.8 % ("ver_onder", "ver_boven"), outside 95 %, or inside.
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

    `average`: sum of reached / sum of children, of the dots. `limits`: what chance allows; `wide_limits`: with the
    spread between wijken added, None where that is not `beyond_chance`. The dots' groups are against the wide limits
    where they exist. `dispersion`: None with fewer than 10 wijken. `left_out`: reason -> codes, the reason a status
    code such as "onderdrukt", "boven_100" or "te_weinig_kinderen".
    """

    average: float
    dots: tuple[FunnelDot, ...]
    limits: tuple[FunnelLimit, ...]
    wide_limits: tuple[FunnelLimit, ...] | None
    dispersion: Dispersion | None
    left_out: dict[str, tuple[str, ...]]

    @property
    def widened(self) -> bool:
        """Return whether the groups are against the wide limits."""
        return self.wide_limits is not None


def compute_funnel_limit(average: float, children: float, z: float) -> tuple[float, float]:
    """Return between which shares chance keeps an area of this size: p0 -+ z sqrt(p0 (1 - p0) / n), within 0-1.

    Examples
    --------
    >>> [round(limit, 3) for limit in compute_funnel_limit(0.2, 400, Z_95)]
    [0.161, 0.239]
    """
    margin = z * sqrt(average * (1 - average) / children)
    return max(0.0, average - margin), min(1.0, average + margin)


def compute_wide_limit(average: float, children: float, z: float, tau_squared: float) -> tuple[float, float]:
    """Return the same with the spread between areas added.

    sin^2(asin(sqrt(p0)) -+ z sqrt(1 / (4 n) + tau^2)), the angle kept within 0 and pi / 2.
    """
    angle, margin = asin(sqrt(average)), z * sqrt(1 / (4 * children) + tau_squared)
    low, high = max(0.0, angle - margin), min(np.pi / 2, angle + margin)
    return float(np.sin(low) ** 2), float(np.sin(high) ** 2)


def compute_dispersion(counts: Sequence[float], children: Sequence[float]) -> Dispersion | None:
    """Estimate whether areas differ by more than chance, and by how much.

    z_i = (asin sqrt(p_i) - asin sqrt(p0)) 2 sqrt(n_i), the lowest and highest 10 % pulled in to the 10th and 90th
    percentile; phi = mean(z^2); tau^2 = max(0, (I phi - (I - 1)) / (sum w - sum w^2 / sum w)), w = 4 n.

    Parameters
    ----------
    counts, children : per area, at least 0 and above 0; 0 <= count <= children.

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
    z = (np.arcsin(np.sqrt(x / n)) - asin(sqrt(average))) * 2 * np.sqrt(n)
    low, high = np.quantile(z, [_WINSORISED_SHARE, 1 - _WINSORISED_SHARE])
    phi = float(np.mean(np.clip(z, low, high) ** 2))
    weights = 4 * n
    between = (len(n) * phi - (len(n) - 1)) / (weights.sum() - (weights**2).sum() / weights.sum())
    return Dispersion(phi, max(0.0, float(between)), phi > 1 + Z_95 * sqrt(2 / len(n)))


def compute_funnel(coverage: Coverage) -> Funnel | None:
    """Place the reach of the wijken in a funnel.

    Parameters
    ----------
    coverage : small counts are hidden in it already; a wijk takes part when its reach may be shown and is not above 1.

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
    dispersion = compute_dispersion(reached, children)
    tau_squared = dispersion.tau_squared if dispersion is not None and dispersion.beyond_chance else None
    dots = tuple(
        FunnelDot(code, n, x, share, low, high, _group(share, average, n, tau_squared))
        for code, (n, x, share, low, high) in zip(used, rows.to_numpy().tolist(), strict=True)
    )
    sizes = _curve_sizes(children)
    return Funnel(
        average=average,
        dots=dots,
        limits=tuple(_limits_at(average, n, None) for n in sizes),
        wide_limits=None if tau_squared is None else tuple(_limits_at(average, n, tau_squared) for n in sizes),
        dispersion=dispersion,
        left_out={reason: tuple(codes) for reason, codes in left_out.items()},
    )


def _limit(average: float, children: float, z: float, tau_squared: float | None) -> tuple[float, float]:
    if tau_squared is None:
        return compute_funnel_limit(average, children, z)
    return compute_wide_limit(average, children, z, tau_squared)


def _limits_at(average: float, children: float, tau_squared: float | None) -> FunnelLimit:
    low_95, high_95 = _limit(average, children, Z_95, tau_squared)
    low_998, high_998 = _limit(average, children, Z_998, tau_squared)
    return FunnelLimit(children, low_998, low_95, high_95, high_998)


def _group(share: float, average: float, children: float, tau_squared: float | None) -> FunnelClass:
    """Return where a share lies; on a limit is inside."""
    at = _limits_at(average, children, tau_squared)
    if share < at.low_95:
        return "ver_onder" if share < at.low_998 else "onder"
    if share > at.high_95:
        return "ver_boven" if share > at.high_998 else "boven"
    return "binnen"


def _curve_sizes(children: Sequence[float]) -> list[float]:
    """Return numbers of children to draw limits at: closer together where the limits bend."""
    low, high = min(children) * 0.8, max(children) * 1.1
    return [float(size) for size in np.geomspace(low, high, _CURVE_POINTS)]
