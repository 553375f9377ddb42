"""What all commands share: exit statuses and how problems are printed."""

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from kinderwerk_stats.model.problems import InputRefused, Problem, worded
from kinderwerk_stats.text.problems import describe

USABLE, REFUSED = 0, 1


def cannot_write(target: Path, error: OSError) -> InputRefused:
    """Return the refusal for a place that the operating system does not let us write to."""
    reasons = {
        FileExistsError: "er staat al een bestand met deze naam",
        FileNotFoundError: "de map bestaat niet",
        IsADirectoryError: "dit is een map",
        NotADirectoryError: "een deel van het pad is geen map",
        PermissionError: "u mag hier niet schrijven",
    }
    found = reasons.get(type(error), "schrijven lukt niet")
    return InputRefused([worded(str(target), found, "een plek waar u mag schrijven", "kies een andere plek")])


def print_problems(problems: Iterable[Problem], stream: TextIO) -> None:
    """Print one line per problem, its severity first."""
    for problem in problems:
        print(f"{problem.severity.capitalize()}: {describe(problem)}", file=stream)
