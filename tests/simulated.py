"""Wijken drawn at random from what the product assumes, to hold its promises against."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kinderwerk_stats.analysis.children import AgeRange, estimate_children

# METHOD 1.3: how much the share differs between parts of one gemeente, beside chance.
SHARE_SD_INSIDE = 0.000211**0.5


def part_inside_margin(
    n0: NDArray[np.int64], true_share: float, used_share: float, *, age_range: AgeRange, share_cv: float, seed: int
) -> float:
    """Return which part of wijken with `n0` children of 0-14 has its true number of children in the margin.

    Each wijk has a share of its own around the gemeente's; each child is of the ages or not; CBS rounds n0 to 5, up
    or down with the chance that keeps the mean.
    """
    draw = np.random.default_rng(seed)
    shares = np.clip(true_share + SHARE_SD_INSIDE * draw.standard_normal(len(n0)), 0, 1)
    children = draw.binomial(n0, shares)
    below = n0 // 5 * 5
    published = below + 5 * (draw.random(len(n0)) < (n0 - below) / 5)
    frame = estimate_children(
        pd.Series(published, dtype=float), used_share, rounded=True, age_range=age_range, share_cv=share_cv
    )
    return float(((frame["children_low"] <= children) & (children <= frame["children_high"])).mean())


def doubt_about(children: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the coefficient of variation that the margin gives these numbers of children of 4-12."""
    frame = estimate_children(pd.Series(children / 0.606), 0.606, rounded=True)
    return (frame["children_high"] / frame["children_count"] - 1).to_numpy() / 1.96
