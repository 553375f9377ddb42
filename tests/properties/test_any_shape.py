"""However an organisation lays out its table, no wrong figure comes out of it: see `tests/table_oracle.py`."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.table_oracle import judge_choices


@pytest.mark.slow
@settings(max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_shape_gives_a_wrong_figure(data):
    with tempfile.TemporaryDirectory() as folder:
        case, verdict = judge_choices(lambda count: data.draw(st.integers(0, count - 1)), Path(folder))
    assert not verdict.is_find, f"{verdict.outcome}: {verdict.words}\n{case}"
