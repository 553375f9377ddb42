"""dekking: coverage per wijk from named files."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.cli.arguments import gemeente
from kinderwerk_stats.cli.files import (
    add_choice_options,
    add_file_options,
    named_files,
    newest_year,
    refuse_unused_bereik,
    refuse_wrong_files,
)
from kinderwerk_stats.cli.output import USABLE, cannot_write, print_problems
from kinderwerk_stats.cli.unused import unused_notes
from kinderwerk_stats.delivery.own_words import read_own_words
from kinderwerk_stats.exports.coverage_files import coverage_to_dict, write_coverage_csv, write_coverage_xlsx
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.problems import InputRefused, Problem
from kinderwerk_stats.sources.library import Library, read_files
from kinderwerk_stats.store import open_store
from kinderwerk_stats.text.coverage import coverage_lines


def add_cover_command(commands: Any) -> None:
    """Add `dekking` to the command line."""
    parser = commands.add_parser("dekking", help="bereken de dekking per wijk")
    add_file_options(parser, required=True)
    parser.add_argument("--gemeente", type=gemeente, required=True, metavar="CODE", help="zoals GM0344")
    add_choice_options(parser)
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="antwoord als JSON")
    output.add_argument("--csv", type=Path, metavar="BESTAND", help="schrijf een csv-bestand")
    output.add_argument("--xlsx", type=Path, metavar="BESTAND", help="schrijf een Excel-bestand")
    parser.set_defaults(run=_cover, wrong_use=parser.error)


def _cover(parsed: argparse.Namespace) -> int:
    """Compute and write the coverage of one gemeente in one year."""
    paths = [*parsed.cbs, *parsed.leeftijden, *parsed.gebieden, *parsed.bereik]
    target = parsed.csv or parsed.xlsx
    if target and target.exists() and any(target.samefile(path) for path in paths):
        option = "--csv" if parsed.csv else "--xlsx"
        parsed.wrong_use(f"{option}: {target} is een van de bestanden die gelezen worden; kies een andere naam")
    library = read_files(paths, year=parsed.jaar, gemeente_code=parsed.gemeente)
    refuse_wrong_files(library, named_files(parsed))
    unread = add_own_words(library)
    year = parsed.jaar if parsed.jaar is not None else newest_year(library, parsed.gemeente)
    norm = Norm(children_per_fte=parsed.norm_kinderen_per_fte, reach_share=parsed.norm_bereik)
    asked = {"threshold": parsed.drempel, "organisation": parsed.organisatie}
    monitor = build_monitor(library, parsed.gemeente, year, parsed.leeftijd, norm, **asked)
    unused = unused_notes(library, monitor)
    # Two lists: what goes with the answer, and what the readers say to who named the files.
    public = [*(note for note in library.public_notes if note.severity == "waarschuwing"), *monitor.notes, *unused]
    said = [*(p for p in library.problems if p.severity == "waarschuwing"), *monitor.notes, *unused, *unread]
    refuse_unused_bereik(parsed, library, monitor)
    if parsed.json:
        print(json.dumps(coverage_to_dict(monitor, public), ensure_ascii=False, indent=2))
    elif target:
        write = write_coverage_csv if parsed.csv else write_coverage_xlsx
        try:
            write(monitor, target, public)
        except OSError as error:
            raise cannot_write(target, error) from None
        print(target)
    else:
        print("\n".join(coverage_lines(monitor)))
    print_problems(dict.fromkeys(said), sys.stderr)
    return USABLE


def add_own_words(library: Library) -> tuple[Problem, ...]:
    """Put the goals and notes of this installation beside the files; return why there are none, where that is wrong."""
    try:
        library.own_words = read_own_words(open_store())
    except InputRefused as refused:
        return refused.problems
    return ()
