"""What all commands share: exit statuses and how problems are printed."""

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem
from kinderwerk_stats.text.problems import describe

USABLE, REFUSED = 0, 1


def cannot_write(target: Path, error: OSError) -> InputRefused:
    """Return the refusal for a place that the operating system does not let us write to."""
    codes = {
        FileExistsError: "uitvoer_bestaat_al",
        FileNotFoundError: "uitvoer_map_weg",
        IsADirectoryError: "uitvoer_is_map",
        NotADirectoryError: "uitvoer_pad_door_bestand",
        PermissionError: "uitvoer_mag_niet",
    }
    return InputRefused([make_problem(codes.get(type(error), "uitvoer_lukt_niet"), Place(str(target)))])


def print_problems(problems: Iterable[Problem], stream: TextIO) -> None:
    """Print one line per problem, its severity first."""
    for problem in problems:
        print(f"{problem.severity.capitalize()}: {describe(problem)}", file=stream)
