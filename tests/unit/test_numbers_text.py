"""The one formatter: Dutch signs, no more digits than the interval allows, words where there is no figure."""

import math
import re

import pytest

from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.numbers import (
    format_estimate,
    format_estimate_range,
    format_number,
    format_one_in,
    format_pct,
    format_typed,
    format_value,
    uncertainty_step,
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234567.891, 1, "1.234.567,9"),
        (0, 0, "0"),
        (-0.04, 1, "0,0"),
        (-1500, 0, "−1.500"),
        (0.5, 1, "0,5"),
        (1e23, 0, "100.000.000.000.000.000.000.000"),
    ],
)
def test_numbers_have_dutch_signs(value, decimals, text):
    assert format_number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (12.5, 0, "13"),
        (-2.5, 0, "−3"),
        (2.4999, 0, "2"),
        (0.145, 2, "0,15"),
    ],
)
def test_a_half_goes_up(value, decimals, text):
    assert format_number(value, decimals) == text


@pytest.mark.parametrize(("share", "text"), [(0.125, "13 %"), (0.145, "15 %"), (0.285, "29 %"), (0.1249, "12 %")])
def test_half_a_percent_goes_up(share, text):
    assert format_pct(share) == text


def test_an_estimate_is_rounded_half_up_too():
    assert format_estimate(2445, 2300, 2600) == "2.450"


@pytest.mark.parametrize(("norm", "text"), [(25.0, "25"), (12.5, "12,5"), (1250, "1.250"), (0.0625, "0,0625")])
def test_a_norm_is_shown_as_it_was_typed(norm, text):
    assert format_typed(norm) == text


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_is_no_number_is_never_formatted(value):
    with pytest.raises(ValueError, match="must be finite"):
        format_number(value)


def test_no_two_figures_have_one_label():
    labels = [indicator.label for indicator in INDICATORS.values()]
    assert sorted(labels) == sorted(set(labels))


@pytest.mark.parametrize(("width", "step"), [(0, 1), (99, 1), (100, 10), (999, 10), (1000, 100)])
def test_an_estimate_keeps_two_digits_of_its_interval(width, step):
    assert uncertainty_step(5000, 5000 + width) == step


def test_an_exact_count_is_not_rounded_and_an_estimate_is():
    assert format_estimate(2597, 2597, 2597) == "2.597"
    assert format_estimate(2597, 2453, 2741) == "2.600"
    assert format_estimate_range(2453, 2741) == "2.450 tot 2.740"


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.5, "1 op de 2"), (0.169, "1 op de 6"), (0.45, "45 % van de"), (0.51, "51 % van de"), (0.009, "1 % van de")],
)
def test_one_in_n_only_where_it_is_close(share, text):
    assert format_one_in(share) == text


@pytest.mark.parametrize("status", [status for status in Status if status != Status.KNOWN])
def test_no_figure_is_its_reason_in_words_and_never_a_number(status):
    text = format_value(INDICATORS["reach_share"], math.nan, status)
    assert text == status.label
    assert not any(sign.isdigit() for sign in text)


def test_zero_is_a_figure():
    assert format_value(INDICATORS["reached_count"], 0.0) == "0 kinderen"
    assert format_pct(0.0) == "0 %"


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0 kinderen"), (1, "1 kind"), (1.4, "1 kind"), (2, "2 kinderen"), (1001, "1.001 kinderen")]
)
def test_a_unit_after_one_is_singular(value, text):
    assert format_value(INDICATORS["reached_count"], value) == text


def test_every_unit_that_is_a_plural_has_a_singular():
    plurals = {indicator for indicator in INDICATORS.values() if re.match(r"\w+(en|s)\b", indicator.unit)}
    whole = [indicator for indicator in plurals if indicator.decimals == 0]
    assert [indicator.unit for indicator in whole if format_value(indicator, 1.0) == f"1 {indicator.unit}"] == []
    assert len(whole) > 10
