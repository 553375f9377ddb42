"""controleer: what each file is and what is wrong with it."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from kinderwerk_stats.cli.arguments import existing_file, year
from kinderwerk_stats.cli.output import REFUSED, USABLE, cannot_write, print_problems
from kinderwerk_stats.gemeente.doubts import DOUBTS
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import CbsTable, ReadResult
from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.describe import describe_indicators
from kinderwerk_stats.sources.library import Library, read_files
from kinderwerk_stats.sources.settings import SETTINGS_FILE, build_settings_text
from kinderwerk_stats.text.problems import all_as_json
from kinderwerk_stats.text.problems.questions import find_questions


def add_check_command(commands: Any) -> None:
    """Add `controleer` to the command line."""
    parser = commands.add_parser("controleer", help="zeg wat elk bestand is en wat er mis mee is")
    parser.add_argument("bestanden", nargs="+", type=existing_file, metavar="BESTAND")
    parser.add_argument("--json", action="store_true", help="antwoord als JSON")
    parser.add_argument("--schrijf-bronnen", action="store_true", help=f"schrijf {SETTINGS_FILE} naast de bestanden")
    parser.add_argument(
        "--jaar", type=year, metavar="JAAR", help=f"jaar voor {SETTINGS_FILE}, waar het bestand er geen noemt"
    )
    parser.set_defaults(run=_check)


def _check(parsed: argparse.Namespace) -> int:
    """Report every file; usable when all of them are."""
    library = read_files(parsed.bestanden)
    results = [replace(result, problems=(*result.problems, *_doubts(result, library))) for result in library.results]
    if parsed.json:
        print(json.dumps([_result_to_dict(result) for result in results], ensure_ascii=False, indent=2))
    else:
        for result in results:
            _print_result(result)
    print_problems(library.about_settings, sys.stderr)
    _offer_settings(parsed, library)
    return USABLE if all(result.usable for result in library.results) else REFUSED


def _doubts(result: ReadResult, library: Library) -> list[Problem]:
    """Return what is far out in bereik, where a file of CBS beside it says how many children there are."""
    only = next(iter(library.gemeenten()), "") if len(library.gemeenten()) == 1 else ""
    found: list[Problem] = []
    for table in result.tables:
        code = (table.gemeente_code or only) if isinstance(table, BereikTable) else ""
        if code and table.source.year in library.years(code):
            notes = build_monitor(library, code, table.source.year).notes
            found += [note for note in notes if note.code in DOUBTS and note.place.file == result.path.name]
    return found


def _offer_settings(parsed: argparse.Namespace, library: Library) -> None:
    """Write bronnen.toml when asked, else show what could stand in it (never in JSON output)."""
    by_folder: dict[Path, list[ReadResult]] = {}
    for result in library.results:
        by_folder.setdefault(result.path.parent, []).append(result)
    for folder, results in by_folder.items():
        years = {result.path.name: parsed.jaar for result in results} if parsed.jaar else None
        text = build_settings_text(results, years)
        target = folder / SETTINGS_FILE
        if not text:
            continue
        if parsed.schrijf_bronnen and not target.exists():
            try:
                target.write_text(text, encoding="utf-8")
            except OSError as error:
                raise cannot_write(target, error) from None
            print(f"Geschreven: {target}", file=sys.stderr)
        elif parsed.schrijf_bronnen:
            print(f"{target} bestaat al en is niet veranderd. Voeg dit toe:\n\n{text}", file=sys.stderr)
        elif not parsed.json:
            print(f"Zet dit in {target} (of laat het schrijven met --schrijf-bronnen):\n\n{text}")


def _result_to_dict(result: ReadResult) -> dict[str, object]:
    years = {table.source.year for table in result.tables}
    return {
        "file": str(result.path),
        "kind": result.kind,
        "usable": result.usable,
        "year": years.pop() if len(years) == 1 else max((y for y in years if y is not None), default=None),
        "areas": result.area_counts,
        "indicators": [
            line
            for table in result.tables
            if isinstance(table, CbsTable | BereikTable)
            for line in describe_indicators(table)
        ],
        "problems": all_as_json(result.problems),
        "questions": all_as_json(find_questions(result.problems)),
    }


def _print_result(result: ReadResult) -> None:
    answer = _result_to_dict(result)
    areas = ", ".join(f"{count} {kind}" for kind, count in result.area_counts.items() if count) or "geen gebieden"
    verdict = "bruikbaar" if result.usable else "geweigerd"
    print(f"{result.path.name}: {verdict}, soort {result.kind}, jaar {answer['year'] or 'onbekend'}, {areas}")
    for table in result.tables:
        for line in describe_indicators(table) if isinstance(table, CbsTable | BereikTable) else ():
            absent = f"{line['missing']} {Status.UNKNOWN.label}, {line['suppressed']} {Status.SUPPRESSED.label}"
            absent += f", {line['not_published']} {Status.NOT_PUBLISHED.label}"
            what = f"{line['label']} ({line['unit']}; kolom {line['source_column']})"
            print(f"  {what}: {line['values']} cijfers, {absent}")
    print_problems(result.problems, sys.stdout)
    print()
