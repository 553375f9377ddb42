"""The steps of a composite index on one column: outliers, the common scale, ranks (OECD/JRC Handbook 2008)."""

import numpy as np
from numpy.typing import NDArray

from kinderwerk_stats.analysis.composite_structure import Normalisation, Treatment

Column = NDArray[np.float64]

# Scores that differ less are equal: sums of the same numbers in another order differ in the last bits.
RANK_DECIMALS = 6
# The same for figures with a unit, whatever the unit is.
_SIGNIFICANT_DIGITS = 12
_SAME = 1e-12


def round_figures(values: Column) -> Column:
    """Round to 12 significant digits, so that equal figures are equal whatever they were computed from.

    >>> round_figures(np.array([0.1 + 0.2, 0.3, 0.0, np.nan])).tolist()
    [0.3, 0.3, 0.0, nan]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        magnitude = np.where(values == 0, 0.0, np.floor(np.log10(np.abs(values))))
    exponents = np.nan_to_num(_SIGNIFICANT_DIGITS - 1 - magnitude)
    up = exponents >= 0
    scale = 10.0 ** np.abs(exponents)
    rounded: Column = np.where(up, np.round(values * scale) / scale, np.round(values / scale) * scale)
    return rounded


def rank_values(values: Column, ties: str = "min") -> Column:
    """Return the rank of each value, 1 for the lowest; NaN stays NaN.

    >>> rank_values(np.array([5.0, 1.0, np.nan, 5.0])).tolist(), rank_values(np.array([5.0, 1.0, 5.0]), "mean").tolist()
    ([2.0, 1.0, nan, 2.0], [2.5, 1.0, 2.5])
    """
    known = np.sort(values[~np.isnan(values)])
    below = np.searchsorted(known, values, side="left")
    above = below + 1 if ties == "min" else np.searchsorted(known, values, side="right")
    ranks = (below + 1.0 + above) / 2
    return np.where(np.isnan(values), np.nan, ranks)


def normalise(
    values: Column,
    spec: Normalisation,
    *,
    direction: int = 1,
    goalposts: tuple[float, float] | None = None,
    reference: Column | None = None,
) -> Column:
    """Put one column on a common scale; see `Normalisation` for the formulas.

    Parameters
    ----------
    values : any unit; NaN stays NaN.
    direction : -1 turns the scale round.
    goalposts : lowest and highest value, for that method.
    reference : the values that ranks, mean and extremes are taken from; None: `values` themselves. A value that does
        not occur there gets the place that it would have; outside them it gets the end of the scale.

    Notes
    -----
    Where all values are equal, nothing tells them apart: they get the middle of the scale.

    Examples
    --------
    >>> normalise(np.array([1.0, 3.0, 2.0]), Normalisation("percentile")).tolist()
    [0.0, 1.0, 0.5]
    """
    late = direction == -1 and spec.flip == "after"
    turn = 1 if late else direction
    x = turn * values
    known = turn * (values if reference is None else reference)
    known = known[~np.isnan(known)]
    goalposts = None if goalposts is None else (min(turn * p for p in goalposts), max(turn * p for p in goalposts))
    if spec.method in ("percentile", "rank"):
        result = _by_rank(x, known, spec)
    elif spec.method == "z":
        result = _by_spread(x, known, spec)
    elif spec.method == "none":
        result = x.copy()
    else:
        if spec.method == "minmax":
            low, high = (known.min(), known.max()) if known.size else (np.nan, np.nan)
        else:
            low, high = goalposts or (np.nan, np.nan)
        result = _between(x, low, high, spec, clip=spec.clip and (spec.method == "goalposts" or reference is not None))
    if late:
        result = _turn(result, spec, known.size)
    return result if spec.decimals is None else np.round(result, spec.decimals)


def _turn(result: Column, spec: Normalisation, count: int) -> Column:
    """Turn a place on the scale round."""
    ends = {"rank": count + 1.0, "z": 2 * spec.mean, "none": 0.0}
    return ends.get(spec.method, spec.low + spec.high) - result


def _by_rank(x: Column, known: Column, spec: Normalisation) -> Column:
    x, known = round_figures(x), np.sort(round_figures(known))
    below = np.searchsorted(known, x, side="left").astype(float)
    if spec.ties == "mean":
        inside = np.searchsorted(known, x, side="right") - below
        below = below + np.maximum(inside - 1, 0) / 2
    below = np.where(np.isnan(x), np.nan, below)
    if spec.method == "rank":
        return below + 1
    if known.size < 2 or known[0] == known[-1]:
        return np.where(np.isnan(x), np.nan, (spec.low + spec.high) / 2)
    return spec.low + (spec.high - spec.low) * np.minimum(below / (known.size - 1), 1.0)


def _by_spread(x: Column, known: Column, spec: Normalisation) -> Column:
    spread = known.std(ddof=1) if known.size > 1 else 0.0
    if not spread > _SAME * abs(known).max(initial=0.0):
        return np.where(np.isnan(x), np.nan, spec.mean)
    scaled: Column = spec.mean + spec.sd * (x - known.mean()) / spread
    return scaled


def _between(x: Column, low: float, high: float, spec: Normalisation, *, clip: bool) -> Column:
    if not high - low > _SAME * max(abs(high), abs(low)):
        return np.where(np.isnan(x), np.nan, (spec.low + spec.high) / 2)
    part = (x - low) / (high - low)
    return spec.low + (spec.high - spec.low) * (np.clip(part, 0, 1) if clip else part)


def skewness(values: Column) -> float:
    """Return the sample skewness G1 = g1 sqrt(n (n - 1)) / (n - 2); NaN left out, NaN below three values."""
    x = values[~np.isnan(values)]
    n = x.size
    d = x - x.mean() if n else x
    if n < 3 or not (d**2).sum() > 0:
        return float("nan")
    return float((d**3).mean() / (d**2).mean() ** 1.5 * np.sqrt(n * (n - 1)) / (n - 2))


def kurtosis(values: Column) -> float:
    """Return the sample excess kurtosis G2 = ((n + 1) g2 + 6) (n - 1) / ((n - 2) (n - 3)); NaN below four values."""
    x = values[~np.isnan(values)]
    n = x.size
    d = x - x.mean() if n else x
    if n < 4 or not (d**2).sum() > 0:
        return float("nan")
    g2 = (d**4).mean() / (d**2).mean() ** 2 - 3
    return float(((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3)))


def treat(values: Column, rule: Treatment) -> tuple[Column, int]:
    """Pull in the outermost values of a skewed column; return it with the number of steps.

    Source: COINr 1.1 (winsorise, log_CT). The column comes back as it was when nothing is wrong with it.
    """
    x = values.copy()
    steps = 0
    while _is_skewed(x, rule) and steps < rule.max_points:
        edge, inner = (np.nanmax, max) if skewness(x) > 0 else (np.nanmin, min)
        outermost = x == edge(x)
        x[outermost] = inner(x[~outermost & ~np.isnan(x)])
        steps += 1
    if rule.after == "log" and _is_skewed(x, rule):
        # Logs are taken of the figures themselves, not of what was pulled in to no avail.
        low, high = np.nanmin(values), np.nanmax(values)
        return np.log(values - low + 0.01 * (high - low)), 0
    return x, steps


def _is_skewed(x: Column, rule: Treatment) -> bool:
    return abs(skewness(x)) > rule.max_skew and kurtosis(x) > rule.max_kurtosis
