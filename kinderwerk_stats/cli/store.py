"""store: a backup of what was published, and back; whether all of it is still what was written."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kinderwerk_stats.cli.output import REFUSED, USABLE, print_problems
from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.sources.access import this_computer
from kinderwerk_stats.store import begin_anew, check_backup, check_store, find_leftovers, open_store, remove_leftovers


def add_store_commands(commands: Any) -> None:
    """Add `store` with everything that it does to the command line."""
    parser = commands.add_parser("store", help="bewaar wat gepubliceerd is, controleer het, of zet het terug")
    actions = parser.add_subparsers(required=True, metavar="wat", dest="wat")
    backup = actions.add_parser("reservekopie", help="schrijf alles naar een nieuw bestand")
    backup.add_argument("bestand", type=Path, metavar="BESTAND")
    backup.set_defaults(run=_back_up)
    check = actions.add_parser("controleer", help="lees alles, en zeg wat beschadigd is")
    check.add_argument("bestand", type=Path, nargs="?", metavar="BESTAND", help="een reservekopie; anders de opslag")
    check.set_defaults(run=_check)
    restore = actions.add_parser("terugzetten", help="zet een reservekopie terug")
    restore.add_argument("bestand", type=Path, metavar="BESTAND")
    restore.add_argument("--overschrijf", action="store_true", help="ook als er al gegevens zijn: die verdwijnen dan")
    restore.add_argument("--beschadigd", action="store_true", help="ook als het bestand niet meer heel is")
    restore.set_defaults(run=_put_back)
    tidy = actions.add_parser("opruimen", help="noem wat is blijven liggen of niet te lezen is")
    tidy.add_argument("--verwijder", action="store_true", help="en haal het weg")
    tidy.set_defaults(run=_tidy)
    anew = actions.add_parser("nieuw", help="begin met een lege opslag, als de vorige er niet meer is")
    anew.set_defaults(run=_begin_anew)


def _back_up(parsed: argparse.Namespace) -> int:
    damaged = open_store().back_up(parsed.bestand)
    print(f"Geschreven: {parsed.bestand}")
    return _name(damaged)


def _check(parsed: argparse.Namespace) -> int:
    damaged = check_store(open_store().database) if parsed.bestand is None else check_backup(parsed.bestand)
    if not damaged:
        print("Alles is gelezen en is zoals het is geschreven.")
    return _name(damaged)


def _put_back(parsed: argparse.Namespace) -> int:
    damaged = open_store().put_back(
        parsed.bestand, this_computer(), overwrite=parsed.overschrijf, damaged=parsed.beschadigd
    )
    print(f"Teruggezet: {parsed.bestand}")
    return _name(damaged)


def _begin_anew(_parsed: argparse.Namespace) -> int:
    begin_anew(open_store().database, this_computer())
    print("Er is een lege opslag.")
    return USABLE


def _tidy(parsed: argparse.Namespace) -> int:
    leftovers = find_leftovers(open_store().database)
    print_problems([each.problem for each in leftovers], sys.stdout)
    if parsed.verwijder:
        remove_leftovers(open_store().database, leftovers, this_computer())
    done = "Weggehaald" if parsed.verwijder else "Blijven liggen, of niet te lezen"
    print(f"{done}: {len(leftovers)}")
    return USABLE


def _name(damaged: Sequence[Problem]) -> int:
    """Print what is damaged; a timer that makes backups sees by the exit status that there is something."""
    print_problems(damaged, sys.stderr)
    return REFUSED if damaged else USABLE
