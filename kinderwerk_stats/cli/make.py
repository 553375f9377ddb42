"""maak: sheets, slides, workbooks and pictures to take along; prints the paths that it wrote, one a line."""

import argparse
from pathlib import Path
from typing import Any

from kinderwerk_stats.cli.arguments import existing_file, gemeente, wijk
from kinderwerk_stats.cli.files import add_choice_options, add_file_options

WHAT = ("factsheet", "deck", "werkmap", "praatplaat", "afbeelding")


def add_make_command(commands: Any) -> None:
    """Add `maak` to the command line."""
    parser = commands.add_parser("maak", help="maak factsheets, dia's, een werkmap, een praatplaat of afbeeldingen")
    parser.add_argument("wat", choices=WHAT)
    parser.add_argument("--gemeente", type=gemeente, metavar="CODE", help="zoals GM0344; anders de voorbeeldgemeente")
    parser.add_argument(
        "--wijk", nargs="+", action="extend", type=wijk, default=[], metavar="CODE", help="zoals WK034401; anders alle"
    )
    parser.add_argument("--uit", type=Path, required=True, metavar="MAP", help="waar de bestanden komen te staan")
    parser.add_argument("--zip", action="store_true", help="alle factsheets van een gemeente in een zip-bestand")
    parser.add_argument("--sjabloon", type=existing_file, metavar="BESTAND", help="eigen PowerPoint-sjabloon")
    parser.add_argument("--plan", metavar="NAAM", default="", help="een bewaard plan, op de dia's en de factsheets")
    add_file_options(parser, required=False)
    add_choice_options(parser)
    parser.set_defaults(run=_make, wrong_use=parser.error)


def _make(parsed: argparse.Namespace) -> int:
    if parsed.zip and (parsed.wat != "factsheet" or parsed.wijk):
        parsed.wrong_use("--zip: alleen bij factsheet, zonder --wijk")
    if parsed.sjabloon and parsed.wat != "deck":
        parsed.wrong_use("--sjabloon: alleen bij deck")
    if (parsed.leeftijden or parsed.gebieden or parsed.bereik) and not parsed.cbs:
        parsed.wrong_use("--cbs: noem ook de cijfers van CBS waar deze bestanden bij horen")
    # Imported here: no other command needs what makes these files, and it takes a quarter of a second.
    from kinderwerk_stats.cli.making import make

    return make(parsed)
