"""What all commands share: exit statuses and how problems are printed."""

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem
from kinderwerk_stats.text.problems import describe
from kinderwerk_stats.text.problems.questions import find_questions

# 2 is wrong use (`arguments`); NEWER: CBS has something that is not here, for a scheduled job.
USABLE, REFUSED, NEWER = 0, 1, 3


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
    """Print one line per problem; first whether it is a fault, a question or a remark."""
    problems = list(problems)
    asked = find_questions(problems)
    for problem in problems:
        kind = "vraag" if problem in asked else problem.severity
        print(f"{kind.capitalize()}: {describe(problem)}", file=stream)
