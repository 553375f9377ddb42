"""What a problem says, for tests that look at its words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kinderwerk_stats.model.problems import InputRefused, Problem
from kinderwerk_stats.text.problems import Words, describe, describe_all


def words_of(problem: Problem) -> Words:
    """Return the words of a problem."""
    return describe(problem)


def said_by(*problems: Problem) -> str:
    """Return all that problems say."""
    return "\n".join(str(describe(problem)) for problem in problems)


def said_in(refused: InputRefused) -> str:
    """Return all that a refusal says."""
    return describe_all(refused)


@contextmanager
def refusal_saying(match: str, kind: type[InputRefused] = InputRefused) -> Iterator[None]:
    """Expect a refusal whose words hold a pattern."""
    with pytest.raises(kind) as caught:
        yield
    assert re.search(match, said_in(caught.value)), said_in(caught.value)
