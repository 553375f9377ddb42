"""METHOD 1.3: the estimate of children of the target age, and its interval."""

import math

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.analysis.children import ages_in, compute_age_share, estimate_children


@pytest.mark.parametrize(("age_range", "ages"), [("4-11", range(4, 12)), ("4-12", range(4, 13))])
def test_both_ends_of_an_age_range_count(age_range, ages):
    assert ages_in(age_range) == ages


def test_share_is_the_range_over_all_ages_0_to_14():
    counts = pd.Series(np.arange(1.0, 21.0), index=range(20))
    assert compute_age_share(counts, "4-12") == pytest.approx(sum(range(5, 14)) / sum(range(1, 16)))


def test_share_needs_every_age_and_at_least_one_child():
    assert compute_age_share(pd.Series(1.0, index=range(14)), "4-12") is None
    assert compute_age_share(pd.Series(0.0, index=range(15)), "4-12") is None


def test_interval_of_the_method_example():
    row = estimate_children(pd.Series([600.0]), 0.606, rounded=True).iloc[0]
    assert [round(value) for value in row] == [364, 339, 389]


def test_rounding_widens_the_interval_of_a_small_wijk_more_than_of_a_large_one():
    def widening(n0):
        rounded, exact = (estimate_children(pd.Series([n0]), 0.6, rounded=flag).iloc[0] for flag in (True, False))
        return (rounded["children_high"] - exact["children_high"]) / n0

    assert widening(50.0) > widening(500.0) > 0


def test_missing_children_stay_missing_and_zero_can_be_four():
    frame = estimate_children(pd.Series([np.nan, 0.0]), 0.6, rounded=True)
    assert frame.iloc[0].isna().all()
    assert frame.iloc[1].tolist() == [0, 0, 4]


@pytest.mark.parametrize("n0", [5.0, 10.0, 20.0])
def test_interval_of_very_few_children_is_never_negative(n0):
    assert estimate_children(pd.Series([n0]), 0.6, rounded=True)["children_low"].iloc[0] >= 0


def test_a_count_from_a_rounded_percentage_is_less_certain():
    n0 = pd.Series([600.0, 600.0])
    counted = estimate_children(n0, 0.606, rounded=True)
    computed = estimate_children(n0, 0.606, rounded=True, inhabitants=pd.Series([4000.0, float("nan")]))
    assert computed["children_count"].equals(counted["children_count"])
    # One point of 4,000 people is 40 children: sd 40 / sqrt(12) = 11.55 beside the 2 of rounding.
    cv = math.sqrt((0.000211 + 0.1417 / 600) / 0.606**2 + (2**2 + 40**2 / 12) / 600**2)
    assert computed.at[0, "children_low"] == pytest.approx(363.6 * (1 - 1.96 * cv))
    assert computed.at[0, "children_high"] == pytest.approx(363.6 * (1 + 1.96 * cv))
    assert computed.loc[1].equals(counted.loc[1])
