"""The command line, in Dutch, one command per module. Exit status 0 usable, 1 refused, 2 wrong use."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from kinderwerk_stats.cli.arguments import DutchParser, dutch, existing_file, gemeente, json_or_file, year
from kinderwerk_stats.cli.check import check
from kinderwerk_stats.cli.composite import compose
from kinderwerk_stats.cli.cover import cover
from kinderwerk_stats.cli.deliver import add_deliver_command
from kinderwerk_stats.cli.files import add_choice_options, add_file_options, add_threshold_option
from kinderwerk_stats.cli.make import add_make_command
from kinderwerk_stats.cli.need import find_need
from kinderwerk_stats.cli.output import REFUSED, USABLE, cannot_write, print_problems
from kinderwerk_stats.cli.store import add_store_commands
from kinderwerk_stats.example.write import write_example
from kinderwerk_stats.model.problems import InputRefused, Place
from kinderwerk_stats.sources.faults import LOG_VARIABLE, is_fault, say_fault, where_it_broke
from kinderwerk_stats.sources.settings import SETTINGS_FILE
from kinderwerk_stats.text.problems import all_as_json


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    with dutch():
        parsed = _build_parser().parse_args(arguments)
    try:
        with _kept_log():
            return _run(parsed)
    except InputRefused as refused:
        if getattr(parsed, "json", False):
            answer = {"problems": all_as_json(refused.problems)}
            print(json.dumps(answer, ensure_ascii=False, indent=2))
        print_problems(refused.problems, sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # The reader of our output stopped reading (… | head): nothing left to say.
        sys.stderr.close()
        return USABLE


def _run(parsed: argparse.Namespace) -> int:
    """Run a command; whatever breaks down in it ends in a problem."""
    try:
        return int(parsed.run(parsed))
    except BaseException as error:
        if not is_fault(error):
            raise
        problem = say_fault(where_it_broke(error), Place(key=f"opdracht {parsed.opdracht}"), "opdracht_loopt_vast")
        raise InputRefused([problem]) from None


@contextmanager
def _kept_log() -> Iterator[None]:
    """Let where it breaks down go to the file that the environment names, and never to the screen."""
    log = logging.getLogger("kinderwerk_stats")
    handlers: list[logging.Handler] = [logging.NullHandler()]
    if name := os.environ.get(LOG_VARIABLE):
        with suppress(OSError):
            handlers.append(logging.FileHandler(name, encoding="utf-8"))
    for handler in handlers:
        log.addHandler(handler)
    try:
        yield
    finally:
        for handler in handlers:
            log.removeHandler(handler)
            handler.close()


def _build_parser() -> DutchParser:
    parser = DutchParser(prog="python -m kinderwerk_stats", description="Kinderwerk per wijk: CBS-cijfers en bereik.")
    commands = parser.add_subparsers(required=True, metavar="opdracht", dest="opdracht")

    checker = commands.add_parser("controleer", help="zeg wat elk bestand is en wat er mis mee is")
    checker.add_argument("bestanden", nargs="+", type=existing_file, metavar="BESTAND")
    checker.add_argument("--json", action="store_true", help="antwoord als JSON")
    checker.add_argument("--schrijf-bronnen", action="store_true", help=f"schrijf {SETTINGS_FILE} naast de bestanden")
    checker.add_argument(
        "--jaar", type=year, metavar="JAAR", help=f"jaar voor {SETTINGS_FILE}, waar het bestand er geen noemt"
    )
    checker.set_defaults(run=check)

    coverer = commands.add_parser("dekking", help="bereken de dekking per wijk")
    add_file_options(coverer, required=True)
    coverer.add_argument("--gemeente", type=gemeente, required=True, metavar="CODE", help="zoals GM0344")
    add_choice_options(coverer)
    output = coverer.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="antwoord als JSON")
    output.add_argument("--csv", type=Path, metavar="BESTAND", help="schrijf een csv-bestand")
    output.add_argument("--xlsx", type=Path, metavar="BESTAND", help="schrijf een Excel-bestand")
    coverer.set_defaults(run=cover, wrong_use=coverer.error)

    example = commands.add_parser("voorbeeld", help="schrijf de verzonnen voorbeeldgemeente opnieuw")
    example.add_argument("map", type=Path, metavar="MAP")
    example.set_defaults(run=_example)
    add_make_command(commands)
    _add_need_commands(commands)
    add_deliver_command(commands)
    add_store_commands(commands)
    return parser


def _add_need_commands(commands: "argparse._SubParsersAction[DutchParser]") -> None:
    needer = commands.add_parser("behoefte", help="bereken waar de behoefte het grootst is, en hoe zeker dat is")
    needer.add_argument("--cbs", nargs="+", type=existing_file, required=True, metavar="BESTAND")
    needer.add_argument(
        "--gewichten", type=json_or_file, metavar="JSON", help="gewichten en keuzes: JSON tussen { en }, of een bestand"
    )
    needer.add_argument(
        "--gemeente", type=gemeente, metavar="CODE", help="zoals GM0344; zonder code: alle wijken van de bestanden"
    )
    needer.add_argument(
        "--jaar", type=year, metavar="JAAR", help="zoals 2024; standaard het nieuwste jaar dat de bestanden noemen"
    )
    needer.add_argument(
        "--eigen-cijfer", type=existing_file, metavar="BESTAND", help="een cijfer per wijk van de gemeente zelf"
    )
    add_threshold_option(needer)
    needer.add_argument("--json", action="store_true", help="antwoord als JSON")
    needer.set_defaults(run=find_need)

    composer = commands.add_parser("samengesteld", help="bereken een samengestelde index uit een tabel")
    composer.add_argument("--gegevens", type=existing_file, required=True, metavar="CSV", help="een rij per gebied")
    composer.add_argument("--opbouw", type=existing_file, required=True, metavar="JSON", help="hoe de index is gemaakt")
    composer.add_argument("--json", action="store_true", help="antwoord als JSON, met alle stappen")
    composer.set_defaults(run=compose)


def _example(parsed: argparse.Namespace) -> int:
    try:
        paths = write_example(parsed.map)
    except OSError as error:
        raise cannot_write(parsed.map, error) from None
    for path in paths:
        print(path)
    return USABLE
