"""Every sign of CBS keeps its own meaning; a Dutch number is read as a Dutch reader would."""

import math
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest

from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.files.numbers import UNREADABLE, parse_dutch_number, read_cbs_numbers

K, U, S, X = Status.KNOWN, Status.UNKNOWN, Status.SUPPRESSED, UNREADABLE

TEXT_CELLS = [
    ("0", 0.0, K),
    ("       0", 0.0, K),
    ("  457400", 457400.0, K),
    ("  -0.100", -0.1, K),
    ("   1.010", 1.01, K),
    ("1.234", 1.234, K),
    ("33,5", 33.5, K),
    ("123*", 123.0, K),
    ("123**", 123.0, K),
    ("123***", math.nan, X),
    ("1e+05", 100000.0, K),
    ("\u00a012,5\u00a0", 12.5, K),
    ("", math.nan, U),
    (".", math.nan, U),
    ("       .", math.nan, U),
    (",", math.nan, U),
    ("-", math.nan, U),
    ("NA", math.nan, U),
    ("NaN", math.nan, U),
    ("#N/B", math.nan, X),
    ("x", math.nan, S),
    (" X ", math.nan, S),
    ("-99989", -99989.0, K),
    ("-99990", math.nan, U),
    ("-99995", math.nan, U),
    ("-99997", math.nan, S),
    ("-99998", math.nan, U),
    ("-99999999", math.nan, U),
    ("abc", math.nan, X),
    ("1.234.567", math.nan, X),
    ("12 345", math.nan, X),
    ("12,5%", math.nan, X),
]


def same(value: float, expected: float) -> bool:
    return value == expected or (math.isnan(value) and math.isnan(expected))


@pytest.mark.parametrize(("text", "value", "status"), TEXT_CELLS)
def test_text_cell_of_cbs(text: str, value: float, status: int) -> None:
    for cells in ([text], pa.array([text]), pa.array(["7", text])):
        numbers = read_cbs_numbers(cells)
        assert same(numbers.values[-1], value)
        assert numbers.status[-1] == status


@pytest.mark.parametrize(
    ("cell", "value", "status"),
    [
        (0, 0.0, K),
        (0.0, 0.0, K),
        (222298, 222298.0, K),
        (None, math.nan, U),
        (math.nan, math.nan, U),
        (math.inf, math.nan, U),
        (-99997.0, math.nan, S),
        (-99995.0, math.nan, U),
        (True, math.nan, X),
        (datetime(2024, 5, 1, tzinfo=UTC), math.nan, X),
    ],
)
def test_typed_cell_of_cbs(cell: object, value: float, status: int) -> None:
    numbers = read_cbs_numbers([cell, "5,0", 1.0])
    assert same(numbers.values[0], value)
    assert numbers.status.tolist() == [status, K, K]


def test_mixed_column_of_the_2023_workbook() -> None:
    numbers = read_cbs_numbers([118.0, "222298", ".", "1,9", 2.5])
    np.testing.assert_array_equal(numbers.values, [118, 222298, np.nan, 1.9, 2.5])
    assert numbers.status.tolist() == [K, K, U, K, K]


def test_text_column_of_missing_numbers_only() -> None:
    assert read_cbs_numbers(pa.array(["-99997", "-99995", "3"])).status.tolist() == [S, U, K]


def test_values_may_be_changed_by_their_reader() -> None:
    numbers = read_cbs_numbers(pa.array(["1", "2"]))
    assert numbers.values.flags.writeable
    assert numbers.status.flags.writeable


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234", 1234.0),
        ("1.234.567", 1234567.0),
        ("1,2", 1.2),
        ("1,234", 1.234),
        ("1.234,5", 1234.5),
        ("12,5%", 12.5),
        ("25 %", 25.0),
        (" 1 234 ", 1234.0),
        ("1\u00a0234,5", 1234.5),
        ("-1.234", -1234.0),
        ("\u2212 5", None),
        ("\u22125", -5.0),
        ("+5", 5.0),
        ("007", 7.0),
        # Not three digits after the point, or a number that is no group of thousands: a decimal point.
        ("1.5", 1.5),
        ("1.25", 1.25),
        ("1.2345", 1.2345),
        ("0.125", 0.125),
        ("2024.125", 2024.125),
        ("1,234.5", None),
        ("1,2,3", None),
        ("1.23.4", None),
        ("1.234.5", None),
        ("01.234", None),
        ("12 34", None),
        ("<5", None),
        ("1e5", None),
        (".", None),
        (",5", None),
        ("-", None),
        ("", None),
        ("nan", None),
        ("9" * 400, None),
        ("drie", None),
    ],
)
def test_dutch_number(text: str, number: float | None) -> None:
    assert parse_dutch_number(text) == number
