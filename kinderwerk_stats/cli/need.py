"""behoefte: where children need kinderwerk most, per wijk of one gemeente or of all files."""

import argparse
import json
import sys
from typing import Any

from kinderwerk_stats.analysis.need import Need
from kinderwerk_stats.cli.arguments import existing_file, json_or_file, year
from kinderwerk_stats.cli.arguments import gemeente as gemeente_code
from kinderwerk_stats.cli.files import (
    KINDS,
    add_threshold_option,
    newest_year,
    read_without_year,
    refuse_wrong_files,
    without_children,
)
from kinderwerk_stats.cli.output import USABLE, print_problems
from kinderwerk_stats.cli.weights_input import read_need_settings
from kinderwerk_stats.exports.need_json import need_to_dict
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.gemeente.need import build_need, build_need_of_all
from kinderwerk_stats.model.datasets import OwnIndicatorTable
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem
from kinderwerk_stats.model.threshold import OFF
from kinderwerk_stats.sources.faults import read_guarded
from kinderwerk_stats.sources.installation import installation_threshold
from kinderwerk_stats.sources.library import read_files
from kinderwerk_stats.sources.own_indicator import read_own_indicator
from kinderwerk_stats.text.hiding import NOT_HIDDEN, threshold_words
from kinderwerk_stats.text.need import GROUP_WORDS, NEED_FLAGS, interval_sentence, one_domain_sentence
from kinderwerk_stats.text.numbers import format_number, format_range

# Every file of CBS may be named: the ages of the gemeente say how many children the need weight counts.
_KINDS = {"--cbs": [*KINDS["--cbs"], *KINDS["--leeftijden"]]}


def add_need_command(commands: Any) -> None:
    """Add `behoefte` to the command line."""
    parser = commands.add_parser("behoefte", help="bereken waar de behoefte het grootst is, en hoe zeker dat is")
    parser.add_argument("--cbs", nargs="+", type=existing_file, required=True, metavar="BESTAND")
    parser.add_argument(
        "--gewichten", type=json_or_file, metavar="JSON", help="gewichten en keuzes: JSON tussen { en }, of een bestand"
    )
    parser.add_argument(
        "--gemeente", type=gemeente_code, metavar="CODE", help="zoals GM0344; zonder code: alle wijken van de bestanden"
    )
    parser.add_argument(
        "--jaar", type=year, metavar="JAAR", help="zoals 2024; standaard het nieuwste jaar dat de bestanden noemen"
    )
    parser.add_argument(
        "--eigen-cijfer", type=existing_file, metavar="BESTAND", help="een cijfer per wijk van de gemeente zelf"
    )
    add_threshold_option(parser)
    parser.add_argument("--json", action="store_true", help="antwoord als JSON")
    parser.set_defaults(run=_find_need)


def _find_need(parsed: argparse.Namespace) -> int:
    """Compute and print need."""
    problems: list[Problem] = []
    settings, own = None, None
    try:
        settings = read_need_settings(parsed.gewichten)
    except InputRefused as refused:
        problems += refused.problems
    if parsed.eigen_cijfer is not None:
        read = read_guarded(read_own_indicator, parsed.eigen_cijfer)
        problems += [problem for problem in read.problems if problem.severity == "fout"]
        own = read.own_indicator
    threshold = installation_threshold() if parsed.drempel is None else parsed.drempel
    library = read_files(parsed.cbs, year=parsed.jaar, gemeente_code=parsed.gemeente)
    try:
        refuse_wrong_files(library, {"--cbs": parsed.cbs}, _KINDS)
    except InputRefused as refused:
        problems += refused.problems
    if problems:
        raise InputRefused(problems)
    unknown: list[Problem] = []
    if parsed.jaar is None:
        library, unknown = read_without_year(library)
    gemeenten = library.gemeenten()
    code = parsed.gemeente or (next(iter(gemeenten)) if len(gemeenten) == 1 else None)
    notes = [*unknown, *(p for p in library.problems if p.severity == "waarschuwing")]
    if code is None:
        if not gemeenten:
            raise without_children(library)
        _refuse_own(own)
        found = build_need_of_all(library, parsed.jaar, settings)
        gemeente = None
    else:
        year = parsed.jaar if parsed.jaar is not None else newest_year(library, code)
        monitor = build_monitor(library, code, year, threshold=threshold)
        found = build_need(library, monitor, settings, own)
        gemeente = {"code": found.gemeente_code, "name": found.gemeente_name}
    faults = [problem for problem in found.notes if problem.severity == "fout"]
    if faults:
        raise InputRefused(faults)
    notes = list(dict.fromkeys([*notes, *found.notes]))
    if parsed.json:
        answer = {
            "gemeente": gemeente,
            "year": None if unknown else found.year,
            "compared_with_count": found.country_count or None,
            **need_to_dict(found.need, found.names, found.used, notes, years_known=not unknown),
            "small_count_threshold": threshold,
            "small_counts_in_words": threshold_words(threshold),
            "scale": "bestanden" if gemeente is None and found.need.scale == "gemeente" else found.need.scale,
        }
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        note = [f"{NOT_HIDDEN}."] if threshold == OFF else []
        print("\n".join([*_lines(found.need, found.names), *note]))
        if about := one_domain_sentence(found.need, found.used) or interval_sentence(found.need, found.used):
            print(about, file=sys.stderr)
    print_problems(notes, sys.stderr)
    return USABLE


def _refuse_own(own: OwnIndicatorTable | None) -> None:
    if own is not None:
        raise InputRefused([make_problem("eigen_cijfer_zonder_gemeente", Place(key="--eigen-cijfer"))])


def _lines(need: Need, names: dict[str, str]) -> list[str]:
    """Return a line per wijk, most need first: its group and where its place lies, never a bare rank."""
    lines = []
    for code, row in need.frame.sort_values("index", ascending=False, kind="stable").iterrows():
        name = names.get(str(code), str(code))
        if row["index"] != row["index"]:
            lines.append(f"{name}: geen index ({'; '.join(NEED_FLAGS[flag] for flag in need.flags[str(code)])})")
            continue
        place = f"plaats {format_range(row['rank_low'], row['rank_high'])}"
        said = "".join(f"; {NEED_FLAGS[flag]}" for flag in need.flags[str(code)])
        group = need.group_of(str(code))
        said_of_group = f"{GROUP_WORDS[group]}, " if group else ""
        lines.append(f"{name}: {said_of_group}{place}, index {format_number(row['index'], 2)}{said}")
    return lines
