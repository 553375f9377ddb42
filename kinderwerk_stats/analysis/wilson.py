"""The interval of a share that was counted (METHOD 1.8)."""

from math import sqrt
from statistics import NormalDist

# Of the standard normal distribution, both sides: 95 % and 99.8 %.
Z_95, Z_998 = NormalDist().inv_cdf(0.975), NormalDist().inv_cdf(0.999)


def compute_wilson(count: float, of: float, z: float = Z_95) -> tuple[float, float]:
    """Return the Wilson interval of a share.

    (2x + z^2 -+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2)), with x = `count` and n = `of`.

    Parameters
    ----------
    count : how many, at least 0.
    of : of how many, above 0 and at least `count`; need not be whole, as an estimate of children is not.
    z : 1.96 for 95 %, 3.09 for 99.8 %, as exact as floats are.

    Returns
    -------
    Lower and upper end, shares 0-1.

    Raises
    ------
    ValueError
        When `count` is not between 0 and `of`, or `of` is not above 0: the interval does not exist (METHOD 1.5).

    Notes
    -----
    Source: METHOD 1.8. 65 of 100 gives .552544-.736358.

    Examples
    --------
    >>> [round(end, 6) for end in compute_wilson(65, 100)]
    [0.552544, 0.736358]
    """
    if not (of > 0 and 0 <= count <= of):
        raise ValueError(f"count must be between 0 and of, and of above 0; got {count} and {of}")
    middle = 2 * count + z**2
    width = z * sqrt(z**2 + 4 * count * (1 - count / of))
    # Floats leave the ends a hair outside: of none is none, of all is all.
    low, high = ((middle + side * width) / (2 * (of + z**2)) for side in (-1, 1))
    return max(0.0, low), min(1.0, high)
