"""voorbeeld: the invented gemeente that lets a fresh clone run, written anew."""

import argparse
from pathlib import Path
from typing import Any

from kinderwerk_stats.cli.output import USABLE, cannot_write
from kinderwerk_stats.example.write import write_example


def add_example_command(commands: Any) -> None:
    """Add `voorbeeld` to the command line."""
    parser = commands.add_parser("voorbeeld", help="schrijf de verzonnen voorbeeldgemeente opnieuw")
    parser.add_argument("map", type=Path, metavar="MAP")
    parser.set_defaults(run=_write)


def _write(parsed: argparse.Namespace) -> int:
    try:
        paths = write_example(parsed.map)
    except OSError as error:
        raise cannot_write(parsed.map, error) from None
    for path in paths:
        print(path)
    return USABLE
