"""The command line, in Dutch, one command per module. Exit status 0 usable, 1 refused, 2 wrong use."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from kinderwerk_stats.cli.arguments import DutchParser, dutch
from kinderwerk_stats.cli.check import add_check_command
from kinderwerk_stats.cli.composite import add_composite_command
from kinderwerk_stats.cli.cover import add_cover_command
from kinderwerk_stats.cli.deliver import add_deliver_command
from kinderwerk_stats.cli.divide import add_divide_command
from kinderwerk_stats.cli.example import add_example_command
from kinderwerk_stats.cli.fetch import add_fetch_command
from kinderwerk_stats.cli.make import add_make_command
from kinderwerk_stats.cli.need import add_need_command
from kinderwerk_stats.cli.output import REFUSED, USABLE, print_problems
from kinderwerk_stats.cli.store import add_store_commands
from kinderwerk_stats.model.problems import InputRefused, Place
from kinderwerk_stats.sources.faults import LOG_VARIABLE, is_fault, say_fault, where_it_broke
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
    for add in (
        add_check_command,
        add_cover_command,
        add_example_command,
        add_make_command,
        add_need_command,
        add_divide_command,
        add_composite_command,
        add_deliver_command,
        add_fetch_command,
        add_store_commands,
    ):
        add(commands)
    return parser
