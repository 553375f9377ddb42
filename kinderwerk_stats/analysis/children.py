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

# Spread of the share of 4-12 inside a gemeente, fitted on 3,995 PC4 areas against their PC2 share (CBS 2021).
_SHARE_VARIANCE = 0.000211
_SHARE_VARIANCE_PER_CHILD = 0.1417
# Between gemeenten: Amsterdam, of which the share is furthest from the country's (4.6 % in 2019), has to be held too.
SHARE_CV_BETWEEN_GEMEENTEN = 0.04
# Den Haag went from .6015 in 2019 to .6059 in 2021: 0.37 % a year.
SHARE_CV_PER_YEAR = 0.005
# CBS rounds wijken and buurten at random to 5: standard deviation exactly 2, never more than 4 off.
ROUNDING_SD = 2.0
ROUNDING_MAX = 4
# A percentage rounded to whole points: evenly spread over one point.
_PERCENTAGE_SD = 0.01 / math.sqrt(12)
_Z_95 = 1.96


def bounds_of(age_range: AgeRange) -> tuple[int, int]:
    """Return the first and the last age of a range.

    >>> bounds_of("4-11")
    (4, 11)
    """
    ages = ages_in(age_range)
    return ages[0], ages[-1]


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
    return share_of_ages(counts, ages_in(age_range))


def share_of_ages(counts: pd.Series, ages: range) -> float | None:
    """Return the same for any ages of 0-14.

    >>> share_of_ages(pd.Series(10.0, index=range(15)), range(3))
    0.2
    """
    children = counts.reindex(range(15))
    if children.isna().any() or children.sum() == 0:
        return None
    return float(children.loc[list(ages)].sum() / children.sum())


def compute_share_cv(years_apart: int | None) -> float:
    """Return the coefficient of variation of a share that is used for another year or another gemeente.

    min(.04, .005 years); .04 for the share of the whole country.

    Parameters
    ----------
    years_apart : between the year of the share and that of the children, 0 in the same year; None for the country's
        share.

    Notes
    -----
    METHOD 1.3 has three exact shares: Amsterdam 2019 .5791, Den Haag 2019 .6015 and 2021 .6059, against .606 for the
    country. So few give no standard deviation: .04 is what holds the furthest of them (decision 64).

    Examples
    --------
    >>> compute_share_cv(0), compute_share_cv(-2), compute_share_cv(None)
    (0.0, 0.01, 0.04)
    """
    if years_apart is None:
        return SHARE_CV_BETWEEN_GEMEENTEN
    return min(SHARE_CV_BETWEEN_GEMEENTEN, SHARE_CV_PER_YEAR * abs(years_apart))


def estimate_children(
    children_0_14: pd.Series,
    share: float,
    *,
    rounded: bool,
    inhabitants: pd.Series | None = None,
    age_range: AgeRange = "4-12",
    share_cv: float = 0.0,
) -> pd.DataFrame:
    """Estimate the children of the target age per area, with an interval.

    n = n0 s; cv = sqrt(cv_within^2 + cv_rounding^2 + share_cv^2) with cv_rounding = 2 / n0 for rounded figures and
    cv_within = sqrt(.000211 + .1417 f / n0) / t, t the country's share of the ages (.606 for 4-12) and
    f = t (1 - t) / (.606 .394); interval n (1 -+ 1.96 cv), never below 0.

    Parameters
    ----------
    children_0_14 : Series of children 0-14 (n0), NaN where absent.
    share : the age range's share in 0-14.
    rounded : whether CBS rounded the figures (wijken and buurten yes, gemeenten no).
    inhabitants : given where n0 was computed from a percentage of them, rounded to whole points: its standard
        deviation is then one point / sqrt(12) of them more.
    age_range : of `share`.
    share_cv : how sure the share itself is (`compute_share_cv`).

    Returns
    -------
    DataFrame with `children_count`, `children_low`, `children_high` (children), same index and order; NaN
    where n0 is NaN. A published 0 can be up to 4 children after rounding: the interval is then 0 to 4.

    Notes
    -----
    METHOD 1.3: of 600 children of 0-14 about 364 are 4-12, interval 339 to 389. The spread inside a gemeente was
    measured on classes of five years, cut evenly; when single ages vary as chance makes them, about 9 of 10 wijken lie
    in their interval and not 19 of 20 (decision 64).

    Examples
    --------
    >>> estimate_children(pd.Series([600.0]), 0.606, rounded=True).round().astype(int).to_numpy().tolist()
    [[364, 339, 389]]
    """
    n0 = children_0_14.astype(float)
    estimate = n0 * share
    positive = n0.where(n0 > 0)
    national, measured = NATIONAL_AGE_SHARE[age_range], NATIONAL_AGE_SHARE["4-12"]
    per_child = _SHARE_VARIANCE_PER_CHILD * national * (1 - national) / (measured * (1 - measured))
    cv_within = np.sqrt(_SHARE_VARIANCE + per_child / positive) / national
    rounding_sd = pd.Series(float(ROUNDING_SD if rounded else 0), index=n0.index)
    if inhabitants is not None:
        rounding_sd = (rounding_sd**2 + (_PERCENTAGE_SD * inhabitants.fillna(0)) ** 2) ** 0.5
    cv_rounding = rounding_sd / positive
    margin = _Z_95 * np.sqrt(cv_within**2 + cv_rounding**2 + share_cv**2)
    none = n0 == 0
    return pd.DataFrame(
        {
            "children_count": estimate,
            "children_low": (estimate * (1 - margin)).clip(lower=0).mask(none, 0.0),
            "children_high": (estimate * (1 + margin)).mask(none, float(ROUNDING_MAX) if rounded else 0.0),
        }
    )
