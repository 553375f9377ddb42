"""Whatever way a number is written, it comes back; whatever a cell holds, it never becomes a number by accident."""

import math

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.files.numbers import UNREADABLE, parse_dutch_number, read_cbs_numbers

whole = st.integers(-99_989, 20_000_000)
decimals = st.integers(0, 3)
cell_texts = st.one_of(
    whole.map(str),
    st.sampled_from(
        ["", ".", "       .", ",", "-", "x", "NA", "0", "-99997", "-99995", "abc", "12*", "1,5", "nan", "inf"]
    ),
    st.text(max_size=6),
)


def write_dutch(number: int, places: int, *, points: bool) -> str:
    """Write number / 10**places with a decimal comma, with or without points for thousands."""
    whole_part, rest = divmod(abs(number), 10**places)
    text = f"{whole_part:,}".replace(",", "." if points else "")
    sign = "-" if number < 0 else ""
    return sign + text + (f",{rest:0{places}d}" if places else "")


@given(whole, decimals, st.booleans())
def test_dutch_number_comes_back(number: int, places: int, points: bool) -> None:
    read = parse_dutch_number(write_dutch(number, places, points=points))
    assert read is not None
    assert math.isclose(read, number / 10**places, rel_tol=1e-12)


@given(whole, st.integers(1, 3), st.integers(0, 9), st.sampled_from([".", ","]))
def test_cbs_number_comes_back_with_either_decimal_sign(number: int, places: int, width: int, sign: str) -> None:
    text = f"{number / 10**places:.{places}f}".replace(".", sign).rjust(width)
    numbers = read_cbs_numbers([text])
    assert numbers.status.tolist() == [Status.KNOWN]
    assert math.isclose(numbers.values[0], number / 10**places, abs_tol=1e-9)


@given(st.lists(cell_texts, max_size=30))
def test_both_ways_of_reading_agree(cells: list[str]) -> None:
    by_row, by_column = read_cbs_numbers(cells), read_cbs_numbers(pa.array(cells, pa.string()))
    np.testing.assert_array_equal(by_row.values, by_column.values)
    np.testing.assert_array_equal(by_row.status, by_column.status)


@given(st.lists(cell_texts, max_size=30))
def test_a_value_is_there_exactly_when_it_is_known(cells: list[str]) -> None:
    numbers = read_cbs_numbers(cells)
    np.testing.assert_array_equal(np.isfinite(numbers.values), numbers.status == Status.KNOWN)
    assert set(numbers.status.tolist()) <= {Status.KNOWN, Status.UNKNOWN, Status.SUPPRESSED, UNREADABLE}


@given(st.text())
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    number = parse_dutch_number(text)
    assert number is None or math.isfinite(number)
