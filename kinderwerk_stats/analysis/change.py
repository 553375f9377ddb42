"""Whether reach changed between two years, by more than chance (METHOD 1.7)."""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from kinderwerk_stats.analysis.wilson import Z_95, compute_wilson

Verdict = Literal["hoger", "lager", "geen aantoonbaar verschil"]


@dataclass(frozen=True)
class ShareChange:
    """The difference between two shares, second minus first, with its 95 % interval.

    `verdict`: "hoger" or "lager" only when the interval does not hold 0.
    """

    first: float
    second: float
    difference: float
    low: float
    high: float

    @property
    def verdict(self) -> Verdict:
        """Return what may be said of the difference."""
        if self.low > 0:
            return "hoger"
        return "lager" if self.high < 0 else "geen aantoonbaar verschil"


def compute_change(
    first_count: float, first_total: float, second_count: float, second_total: float, z: float = Z_95
) -> ShareChange:
    """Compute the difference of two independent shares with Newcombe's hybrid score interval.

    d = p2 - p1; low = d - sqrt((p2 - l2)^2 + (u1 - p1)^2), high = d + sqrt((u2 - p2)^2 + (p1 - l1)^2), with l and u
    Wilson's limits of each share.

    Parameters
    ----------
    first_count, first_total : x and n of the earlier year; 0 <= x <= n, n above 0.
    second_count, second_total : the same of the later year.
    z : 1.96 for 95 %.

    Raises
    ------
    ValueError
        Where Wilson's interval does not exist.

    Notes
    -----
    Method 10 of Newcombe, Statistics in Medicine 1998;17:873-890. Many children are counted in both years, so the two
    are not quite independent; the interval is then on the wide side.

    Examples
    --------
    Newcombe's own example: 56 of 70 beside 48 of 80.

    >>> found = compute_change(48, 80, 56, 70)
    >>> round(found.difference, 4), round(found.low, 4), round(found.high, 4), found.verdict
    (0.2, 0.0524, 0.3339, 'hoger')
    """
    low_1, high_1 = compute_wilson(first_count, first_total, z)
    low_2, high_2 = compute_wilson(second_count, second_total, z)
    share_1, share_2 = first_count / first_total, second_count / second_total
    difference = share_2 - share_1
    return ShareChange(
        first=share_1,
        second=share_2,
        difference=difference,
        low=max(-1.0, difference - sqrt((share_2 - low_2) ** 2 + (high_1 - share_1) ** 2)),
        high=min(1.0, difference + sqrt((high_2 - share_2) ** 2 + (share_1 - low_1) ** 2)),
    )
