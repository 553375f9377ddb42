"""Newcombe's interval on published examples, and the verdict on both sides of 0."""

import pytest

from kinderwerk_stats.analysis.change import compute_change


@pytest.mark.parametrize(
    ("second", "first", "low", "high"),
    [
        # Newcombe 1998 (Stat Med 17:873-890), table II, method 10, columns (a) and (b).
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
    ],
)
def test_the_worked_examples_of_newcombe(second, first, low, high):
    found = compute_change(*first, *second)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)
    assert found.verdict == "hoger"


def test_the_example_of_fagerland_and_others():
    """Perondi's trial, 7 of 34 beside 1 of 34: 0.019 to 0.34 (Fagerland, Lydersen and Laake 2015)."""
    found = compute_change(1, 34, 7, 34)
    assert round(found.low, 3) == 0.019
    assert round(found.high, 2) == 0.34


def test_the_other_way_round_is_the_same_interval_with_the_signs_turned():
    up, down = compute_change(48, 80, 56, 70), compute_change(56, 70, 48, 80)
    assert (down.low, down.high) == pytest.approx((-up.high, -up.low))
    assert down.verdict == "lager"


@pytest.mark.parametrize(
    ("reached", "verdict"),
    [(55, "geen aantoonbaar verschil"), (70, "hoger"), (30, "lager"), (50, "geen aantoonbaar verschil")],
)
def test_the_verdict(reached, verdict):
    assert compute_change(50, 200, reached, 200).verdict == verdict


def test_more_than_all_has_no_interval():
    with pytest.raises(ValueError, match="between 0 and of"):
        compute_change(10, 100, 101, 100)
    with pytest.raises(ValueError, match="above 0"):
        compute_change(0, 0, 1, 100)


def test_nobody_and_everybody_stay_within_the_possible():
    found = compute_change(0, 5, 5, 5)
    assert found.difference == 1
    assert found.high == 1
    assert -1 <= found.low < 1
