"""Children of the target age per area, estimated from CBS's 0-14 figure (METHOD 1.3, 1.6)."""

import math
from typing import Literal, get_args

import numpy as np
import pandas as pd

AgeRange = Literal["4-11", "4-12"]
AGE_RANGES: tuple[AgeRange, ...] = get_args(AgeRange)

# CBS 03759ned 2021, all of the Netherlands: used when the gemeente's own ages are not at hand.
NATIONAL_AGE_SHARE: dict[AgeRange, float] = {"4-11": 0.536, "4-12": 0.606}
NATIONAL_AGE_SHARE_YEAR = 2021

# Spread of the share inside a gemeente, fitted on 3,995 PC4 areas against their PC2 share (CBS 2021).
_SHARE_VARIANCE = 0.000211
_SHARE_VARIANCE_PER_CHILD = 0.1417
_SHARE_MEAN = 0.606
# CBS rounds wijken and buurten at random to 5: standard deviation exactly 2, never more than 4 off.
ROUNDING_SD = 2.0
ROUNDING_MAX = 4
# A percentage rounded to whole points: evenly spread over one point.
_PERCENTAGE_SD = 0.01 / math.sqrt(12)
_Z_95 = 1.96


def ages_in(age_range: AgeRange) -> range:
    """Return the whole ages of a range; both ends are inside.

    >>> list(ages_in("4-11"))[-1], list(ages_in("4-12"))[-1]
    (11, 12)
    """
    first, last = age_range.split("-")
    return range(int(first), int(last) + 1)


def compute_age_share(counts: pd.Series, age_range: AgeRange) -> float | None:
    """Return the share of an age range in all children of 0-14.

    s = sum(n_a for a in range) / sum(n_a for a in 0..14).

    Parameters
    ----------
    counts : Series of children, indexed by single year of age.
    age_range : both ends inside.

    Returns
    -------
    Share 0-1, or None when an age of 0-14 is absent or there are no children.

    Notes
    -----
    Source: CBS 03759ned. Den Haag 2019: 55,660 of 92,532 children of 0-14 were 4-12, a share of .6015.

    Examples
    --------
    >>> compute_age_share(pd.Series(10.0, index=range(15)), "4-12")
    0.6
    """
    children = counts.reindex(range(15))
    if children.isna().any() or children.sum() == 0:
        return None
    return float(children.loc[list(ages_in(age_range))].sum() / children.sum())


def estimate_children(
    children_0_14: pd.Series, share: float, *, rounded: bool, inhabitants: pd.Series | None = None
) -> pd.DataFrame:
    """Estimate the children of the target age per area, with a 95 % interval.

    n = n0 s; cv = sqrt(cv_share^2 + cv_rounding^2) with cv_share = sqrt(.000211 + .1417 / n0) / .606 and
    cv_rounding = 2 / n0 for rounded figures; interval n (1 -+ 1.96 cv), never below 0.

    Parameters
    ----------
    children_0_14 : Series of children 0-14 (n0), NaN where absent.
    share : the age range's share in 0-14.
    rounded : whether CBS rounded the figures (wijken and buurten yes, gemeenten no).
    inhabitants : given where n0 was computed from a percentage of them, rounded to whole points: its standard
        deviation is then one point / sqrt(12) of them more.

    Returns
    -------
    DataFrame with `children_count`, `children_low`, `children_high` (children), same index and order; NaN
    where n0 is NaN. A published 0 can be up to 4 children after rounding: the interval is then 0 to 4.

    Notes
    -----
    The interval carries the spread of the share inside a gemeente, not a change of the share over years.
    METHOD 1.3: of 600 children of 0-14 about 364 are 4-12, interval 339 to 389.

    Examples
    --------
    >>> estimate_children(pd.Series([600.0]), 0.606, rounded=True).round().astype(int).to_numpy().tolist()
    [[364, 339, 389]]
    """
    n0 = children_0_14.astype(float)
    estimate = n0 * share
    positive = n0.where(n0 > 0)
    cv_share = np.sqrt(_SHARE_VARIANCE + _SHARE_VARIANCE_PER_CHILD / positive) / _SHARE_MEAN
    rounding_sd = pd.Series(float(ROUNDING_SD if rounded else 0), index=n0.index)
    if inhabitants is not None:
        rounding_sd = (rounding_sd**2 + (_PERCENTAGE_SD * inhabitants.fillna(0)) ** 2) ** 0.5
    cv_rounding = rounding_sd / positive
    margin = _Z_95 * np.sqrt(cv_share**2 + cv_rounding**2)
    none = n0 == 0
    return pd.DataFrame(
        {
            "children_count": estimate,
            "children_low": (estimate * (1 - margin)).clip(lower=0).mask(none, 0.0),
            "children_high": (estimate * (1 + margin)).mask(none, float(ROUNDING_MAX) if rounded else 0.0),
        }
    )
