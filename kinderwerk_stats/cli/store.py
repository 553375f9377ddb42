"""store: a backup of what was published, and back."""

import argparse
from pathlib import Path
from typing import Any

from kinderwerk_stats.cli.output import USABLE
from kinderwerk_stats.store import open_store

_WHO = "opdrachtregel"


def add_store_commands(commands: Any) -> None:
    """Add `store reservekopie` and `store terugzetten` to the command line."""
    parser = commands.add_parser("store", help="bewaar wat gepubliceerd is, of zet het terug")
    actions = parser.add_subparsers(required=True, metavar="wat", dest="wat")
    backup = actions.add_parser("reservekopie", help="schrijf alles naar een nieuw bestand")
    backup.add_argument("bestand", type=Path, metavar="BESTAND")
    backup.set_defaults(run=_back_up)
    restore = actions.add_parser("terugzetten", help="zet een reservekopie terug")
    restore.add_argument("bestand", type=Path, metavar="BESTAND")
    restore.add_argument("--overschrijf", action="store_true", help="ook als er al gegevens zijn: die verdwijnen dan")
    restore.set_defaults(run=_put_back)


def _back_up(parsed: argparse.Namespace) -> int:
    open_store().back_up(parsed.bestand)
    print(f"Geschreven: {parsed.bestand}")
    return USABLE


def _put_back(parsed: argparse.Namespace) -> int:
    open_store().put_back(parsed.bestand, _WHO, overwrite=parsed.overschrijf)
    print(f"Teruggezet: {parsed.bestand}")
    return USABLE
