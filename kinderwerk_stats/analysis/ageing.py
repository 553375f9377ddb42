"""Who is of the target age in some years, when the children who live there now only grow older: no forecast."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from kinderwerk_stats.analysis.children import AgeRange, bounds_of, share_of_ages

# Who is 4 in four years is born now; in five years not.
MAX_YEARS_AHEAD = 4
# With fewer, even the largest error is no margin that holds 9 of 10 times.
MIN_TESTS = 9


@dataclass(frozen=True)
class RuleTest:
    """How well the rule did where the later children were counted as well.

    `tested` times, the largest error was `largest`; `more`: how often there were more children than by the rule.
    `margin`: the relative error that was not passed `held` times, the 9 in 10 of `bound_error`; None of too few tests.
    """

    tested: int
    largest: float
    more: int
    margin: float | None
    held: int


def ages_before(age_range: AgeRange, years_ahead: int) -> range:
    """Return how old those are now who are of an age range in some years.

    Raises
    ------
    ValueError
        For 0 years, and for so many that some of those children are not born yet.

    Examples
    --------
    >>> list(ages_before("4-12", 4))[0], list(ages_before("4-12", 4))[-1]
    (0, 8)
    """
    if not 1 <= years_ahead <= MAX_YEARS_AHEAD:
        raise ValueError(f"years_ahead must be 1 to {MAX_YEARS_AHEAD}, got {years_ahead}")
    first, last = bounds_of(age_range)
    return range(first - years_ahead, last - years_ahead + 1)


def compute_later_share(ages: pd.Series, age_range: AgeRange, years_ahead: int) -> float:
    """Return which part of the children of 0-14 is of the target age in h years, when they only grow older.

    s(h) = sum(m_a for a = first - h .. last - h) / sum(m_a for a = 0 .. 14); of n0 children of 0-14 that is n0 s(h).

    Parameters
    ----------
    ages : children by single year of age (m), indexed by age.
    age_range : both ends inside.
    years_ahead : h, 1 to 4.

    Returns
    -------
    Share 0-1, NaN where an age of 0-14 is absent or there are no children.

    Notes
    -----
    Nobody moves in or out, nobody is born and nobody dies. CBS has no single years of age of a wijk: every wijk has
    those of the gemeente inside its 0-14 (METHOD 1.3), so all wijken of a gemeente change by the same factor.

    Examples
    --------
    Of 300 children, as many of every age, 180 are 0 to 8.

    >>> 300 * compute_later_share(pd.Series(10.0, index=range(15)), "4-12", 4)
    180.0
    """
    share = share_of_ages(ages, ages_before(age_range, years_ahead))
    return math.nan if share is None else share


def bound_error(errors: Sequence[float]) -> RuleTest | None:
    """Return how far the rule was off, and the margin that 9 of 10 errors stay within.

    x = the k-th smallest |e|, k = ceil(.9 (N + 1)): as many of N + 1 like these are within it, whichever comes last.

    Parameters
    ----------
    errors : counted / by the rule - 1, an entry for a wijk and a pair of years; pairs may overlap in time.

    Returns
    -------
    RuleTest; None without any error. Fewer than nine give no margin.

    Notes
    -----
    Wijken of one gemeente rise and fall together, so N tests are fewer than they look, and the years to come may be
    unlike those on file. It is what happened, with no promise that it will again.

    Examples
    --------
    >>> bound_error([0.01 * i for i in range(1, 20)])
    RuleTest(tested=19, largest=0.19, more=19, margin=0.18, held=18)
    >>> bound_error([0.03, -0.05]).margin is None
    True
    """
    if not errors:
        return None
    sizes = sorted(abs(error) for error in errors)
    margin = sizes[-(-9 * (len(sizes) + 1) // 10) - 1] if len(sizes) >= MIN_TESTS else None
    held = 0 if margin is None else sum(size <= margin for size in sizes)
    return RuleTest(len(sizes), sizes[-1], sum(error > 0 for error in errors), margin, held)


def widen(later: float, margin: float, now: tuple[float, float, float]) -> tuple[float, float]:
    """Return the interval of a later number of children.

    n(h) (1 -+ sqrt(x^2 + w^2)), never below 0, with w the widest side of the interval of now, relative.

    Parameters
    ----------
    later : n(h).
    margin : x, of `bound_error`. The rule was held against estimates of the same kind, in which what is not known of
        the ages inside a wijk is the same in both years: that comes on top, or later would look surer than now.
    now : children, and both ends of their interval; equal where they are counted.

    Examples
    --------
    >>> [round(end) for end in widen(100, 0.03, (200, 192, 208))]
    [95, 105]
    """
    count, low, high = now
    width = math.hypot(margin, max(count - low, high - count) / count if count else 0)
    return later * max(0.0, 1 - width), later * (1 + width)
