"""What all commands share: exit statuses and how problems are printed."""

from collections.abc import Iterable
from typing import TextIO

from kinderwerk_stats.model.errors import Problem

USABLE, REFUSED = 0, 1


def print_problems(problems: Iterable[Problem], stream: TextIO) -> None:
    """Print one line per problem, its severity first."""
    for problem in problems:
        print(f"{problem.severity.capitalize()}: {problem}", file=stream)
