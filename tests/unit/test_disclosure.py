"""Which counts are hidden: the worked examples of the method and both sides of every limit."""

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.analysis.disclosure import choose_suppressed


def _counts(*values: float) -> pd.Series:
    return pd.Series(values, index=[f"WK9900{i:02}" for i in range(len(values))], dtype=float)


def _hidden(*values: float, total: float | None = None, threshold: int = 5) -> list[int]:
    counts = _counts(*values)
    chosen = choose_suppressed(counts, total=counts.sum() if total is None else total, threshold=threshold)
    return [int(i) for i in np.flatnonzero(chosen.hidden)]


@pytest.mark.parametrize(
    ("values", "hidden", "total_hidden"),
    [
        ([3, 12, 45, 7, 60], [0, 3], False),
        ([4, 4, 30, 50], [0, 1, 2], False),  # 4 + 4 alone: whoever subtracts finds 8 and knows both
        ([2, 5, 5, 40], [0, 1, 2, 3], False),
        # Of two as large as each other one alone would be no secret: the other is shown, and is the next.
        ([0, 9, 9, 4], [1, 2, 3], False),
        ([54, 174, 180, 142, 17, 4, 17, 149, 376, 263], [4, 5, 6], False),
        ([4, 4, 4], [0, 1, 2], True),
        ([3, 80], [0, 1], False),
    ],
)
def test_method_examples(values, hidden, total_hidden):
    counts = _counts(*values)
    chosen = choose_suppressed(counts, total=counts.sum())
    assert list(np.flatnonzero(chosen.hidden)) == hidden
    assert chosen.total_hidden is total_hidden


@pytest.mark.parametrize(
    ("count", "hidden"), [(0, []), (1, [0, 1]), (4, [0, 1]), (5, [])], ids=["nul", "laagste", "hoogste", "grens"]
)
def test_only_counts_from_one_to_four_are_small(count, hidden):
    assert _hidden(count, 40, 50) == hidden


@pytest.mark.parametrize(("count", "hidden"), [(9, [0, 1]), (10, [])])
def test_threshold_can_be_ten(count, hidden):
    assert _hidden(count, 40, 50, threshold=10) == hidden


@pytest.mark.parametrize(
    ("second", "hidden"),
    # One small count of 4: the other has to leave room for 1 .. 4 and more, so 4 + second - 5 >= 5.
    [(5, [0, 1, 2]), (6, [0, 1])],
)
def test_room_is_counted_with_the_small_count_itself(second, hidden):
    assert _hidden(4, second, 90) == hidden


@pytest.mark.parametrize(("second", "hidden"), [(8, [0, 1, 2]), (9, [0, 1])])
def test_one_more_is_hidden_just_below_the_room_needed(second, hidden):
    # A small count of 1 needs 1 + second - 5 >= 5.
    assert _hidden(1, second, 90) == hidden


@pytest.mark.parametrize(("following", "hidden"), [(22, [0, 1, 2]), (23, [0, 1])])
def test_one_more_is_hidden_where_the_next_lies_near(following, hidden):
    # 4 + 18 can be 1 + 21 as well: the next has to be more than that, or the 21 would be too large to be hidden.
    assert _hidden(4, 18, following, 90) == hidden


def test_without_a_total_only_small_counts_are_hidden():
    chosen = choose_suppressed(_counts(3, 12, 45), total=None)
    assert chosen.hidden.tolist() == [True, False, False]
    assert not chosen.total_hidden


def test_nothing_small_hides_nothing():
    assert _hidden(0, 5, 12) == []


def test_ties_go_by_code_and_not_by_order_of_the_rows():
    counts = pd.Series([9.0, 9.0, 1.0, 2.0], index=["WK990002", "WK990001", "WK990003", "WK990004"])
    chosen = choose_suppressed(counts, total=21)
    assert chosen.hidden.to_dict() == {"WK990002": False, "WK990001": True, "WK990003": True, "WK990004": True}
    assert list(chosen.hidden.index) == list(counts.index)


def test_count_hidden_by_its_source_needs_protection_too():
    counts = _counts(np.nan, 12, 45)
    chosen = choose_suppressed(counts, total=60, already_hidden=pd.Series([True, False, False], index=counts.index))
    assert chosen.hidden.tolist() == [True, True, False]


@pytest.mark.parametrize(("second", "hidden"), [(8, [True, True, True]), (9, [True, True, False])])
def test_count_hidden_by_its_source_weighs_as_little_as_it_can(second, hidden):
    counts = _counts(np.nan, second, 45)
    chosen = choose_suppressed(
        counts, total=second + 48, already_hidden=pd.Series([True, False, False], index=counts.index)
    )
    assert chosen.hidden.tolist() == hidden


def test_unknown_count_is_no_protection_and_not_hidden():
    chosen = choose_suppressed(_counts(3, np.nan, 12, 45), total=75)
    assert chosen.hidden.tolist() == [True, False, True, False]


def test_input_is_not_changed():
    counts = _counts(3, 12, 45)
    already = pd.Series(False, index=counts.index)
    choose_suppressed(counts, total=60, already_hidden=already)
    assert counts.tolist() == [3, 12, 45]
    assert not already.any()


@pytest.mark.parametrize(
    ("counts", "kwargs", "words"),
    [
        (_counts(3, 12), {"threshold": 1}, "threshold"),
        (_counts(-1, 12), {}, "negative"),
        (pd.Series([1.0, 2.0], index=["WK990001", "WK990001"]), {}, "more than once"),
        (_counts(3, 12), {"already_hidden": pd.Series([True], index=["WK990000"])}, "another index"),
        (_counts(3, 12), {"already_hidden": pd.Series([True, False], index=["WK990000", "WK990001"])}, "a number"),
    ],
)
def test_wrong_use_is_refused(counts, kwargs, words):
    with pytest.raises(ValueError, match=words):
        choose_suppressed(counts, total=15, **kwargs)
