"""Old figures on new wijken: addresses weigh, what is missing stays missing."""

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.analysis.reallocate import (
    compute_reallocation,
    reallocate_amounts,
    reallocate_means,
)

# 10 addresses: A keeps 6, gives 2 to the new C; B gives 1 to A and 1 to C; one home is pulled down, one is built.
OLD = pd.Series(list("AAAAAAAABBA"), index=range(11))
NEW = pd.Series(list("AAAAAACCACX"), index=[*range(10), 11])


def found():
    return compute_reallocation(OLD, NEW)


def test_the_weights_of_an_old_wijk_sum_to_one():
    pairs = found().weights
    assert pairs[["old_wijk", "new_wijk", "addresses"]].to_numpy().tolist() == [
        ["A", "A", 6], ["A", "C", 2], ["B", "A", 1], ["B", "C", 1],
    ]  # fmt: skip
    assert pairs.groupby("old_wijk")["weight"].sum().tolist() == [1, 1]


def test_amounts_are_spread_and_none_is_lost():
    spread = reallocate_amounts(pd.DataFrame({"children": [80.0, 20.0]}, index=["A", "B"]), found())
    assert spread["children"].to_dict() == {"A": 70, "C": 30}


def test_a_missing_part_makes_the_whole_missing():
    amounts = pd.DataFrame({"reached": [np.nan, 20.0], "fte": [1.0, 1.0]}, index=["A", "B"])
    spread = reallocate_amounts(amounts, found())
    assert spread["reached"].isna().all()
    assert spread["fte"].sum() == pytest.approx(2)
    only_b = reallocate_amounts(amounts.loc[["B"]], found())
    assert only_b.isna().all(axis=None)


def test_a_mean_is_weighed_with_the_children_and_never_added():
    means = pd.DataFrame({"huur": [0.5, 0.1]}, index=["A", "B"])
    spread = reallocate_means(means, pd.Series({"A": 80.0, "B": 20.0}), found())
    assert spread["huur"].to_dict() == pytest.approx({"A": (0.5 * 60 + 0.1 * 10) / 70, "C": (0.5 * 20 + 0.1 * 10) / 30})


def test_a_mean_of_a_wijk_without_children_weighs_nothing():
    means = pd.DataFrame({"huur": [0.5, np.nan]}, index=["A", "B"])
    spread = reallocate_means(means, pd.Series({"A": 80.0, "B": 0.0}), found())
    assert spread["huur"].to_dict() == {"A": 0.5, "C": 0.5}
    assert reallocate_means(means, pd.Series({"A": 80.0, "B": 20.0}), found())["huur"].isna().all()


@pytest.mark.parametrize(("kept", "may"), [(9, True), (8, False)])
def test_a_change_needs_nine_in_ten_addresses_from_one_old_wijk(kept, may):
    old = pd.Series(["A"] * kept + ["B"] * (10 - kept))
    moved = compute_reallocation(old, pd.Series(["A"] * 10))
    assert moved.main == {"A": "A"}
    assert moved.main_share["A"] == pytest.approx(kept / 10)
    assert moved.may_show_change("A") is may
    assert not moved.may_show_change("Z")


def test_an_address_that_stands_there_twice_is_refused():
    with pytest.raises(ValueError, match="new_wijk has an address more than once"):
        compute_reallocation(OLD, pd.Series(["A", "B"], index=[1, 1]))
