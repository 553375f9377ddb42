"""The Wilson interval, against published numbers and against what it must never do."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinderwerk_stats.analysis.wilson import compute_wilson


@pytest.mark.parametrize(
    ("count", "of", "level", "low", "high"),
    [
        (65, 100, 0.95, 0.552544, 0.736358),
        (65, 100, 0.998, 0.495495, 0.778354),
        (1045, 5000, 0.95, 0.197955, 0.220491),
    ],
)
def test_published_intervals(count, of, level, low, high):
    z = NormalDist().inv_cdf((1 + level) / 2)
    assert compute_wilson(count, of, z) == pytest.approx((low, high), abs=5e-7)


@pytest.mark.parametrize(("count", "of"), [(-1, 10), (11, 10), (0, 0)])
def test_no_interval_where_there_is_none(count, of):
    with pytest.raises(ValueError, match="count must be between 0 and of"):
        compute_wilson(count, of)


@given(of=st.integers(1, 100_000), data=st.data())
def test_the_interval_holds_the_share_and_stays_a_share(of, data):
    count = data.draw(st.integers(0, of))
    low, high = compute_wilson(count, of)
    assert 0 <= low <= count / of <= high <= 1 or (count in (0, of) and 0 <= low <= high <= 1)
    assert low < high
    mirrored = compute_wilson(of - count, of)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-9)
    if count < of:
        assert compute_wilson(count + 1, of)[0] >= low, "more children, no lower an interval"
