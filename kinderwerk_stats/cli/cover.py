"""dekking: coverage per wijk from named files."""

import argparse
import json
import sys

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.cli.files import only_year, refuse_wrong_files
from kinderwerk_stats.cli.output import USABLE, cannot_write, print_problems
from kinderwerk_stats.cli.unused import unused_notes
from kinderwerk_stats.exports.coverage_files import coverage_to_dict, write_coverage_csv, write_coverage_xlsx
from kinderwerk_stats.model.datasets import BereikTable
from kinderwerk_stats.model.errors import InputRefused, Problem
from kinderwerk_stats.monitor import Monitor, build_monitor
from kinderwerk_stats.sources.bereik.wijk_names import match_wijken
from kinderwerk_stats.sources.library import Library, read_files
from kinderwerk_stats.text.coverage import coverage_lines


def cover(parsed: argparse.Namespace) -> int:
    """Compute and write the coverage of one gemeente in one year."""
    paths = [*parsed.cbs, *parsed.leeftijden, *parsed.gebieden, *parsed.bereik]
    target = parsed.csv or parsed.xlsx
    if target and target.exists() and any(target.samefile(path) for path in paths):
        option = "--csv" if parsed.csv else "--xlsx"
        parsed.wrong_use(f"{option}: {target} is een van de bestanden die gelezen worden; kies een andere naam")
    library = read_files(paths, year=parsed.jaar, gemeente_code=parsed.gemeente)
    given = {"--cbs": parsed.cbs, "--leeftijden": parsed.leeftijden, "--gebieden": parsed.gebieden,
             "--bereik": parsed.bereik}  # fmt: skip
    refuse_wrong_files(library, given)
    year = parsed.jaar if parsed.jaar is not None else only_year(library, parsed.gemeente)
    norm = Norm(children_per_fte=parsed.norm_kinderen_per_fte, reach_share=parsed.norm_bereik)
    monitor = build_monitor(library, parsed.gemeente, year, parsed.leeftijd, norm)
    notes = [*(p for p in library.problems if p.severity == "waarschuwing"), *monitor.notes]
    notes = list(dict.fromkeys([*notes, *unused_notes(library, monitor)]))
    # Bereik that was given and cannot be used is a refusal, not a table without reach.
    refused = [p for p in monitor.notes if p.severity == "fout"]
    if parsed.bereik and monitor.bereik_table is None:
        refused += _why_not_used(library, monitor)
    if refused:
        raise InputRefused(refused)
    if parsed.json:
        print(json.dumps(coverage_to_dict(monitor, notes), ensure_ascii=False, indent=2))
    elif target:
        write = write_coverage_csv if parsed.csv else write_coverage_xlsx
        try:
            write(monitor, target, notes)
        except OSError as error:
            raise cannot_write(target, error) from None
        print(target)
    else:
        print("\n".join(coverage_lines(monitor)))
    print_problems(notes, sys.stderr)
    return USABLE


def _why_not_used(library: Library, monitor: Monitor) -> list[Problem]:
    """Return for each bereik file why it is not about this gemeente in this year."""
    problems: list[Problem] = []
    for result in library.results:
        tables = [table for table in result.tables if isinstance(table, BereikTable)]
        fitting = [table for table in tables if table.year == monitor.year]
        others = sorted({table.gemeente_code for table in fitting} - {None, monitor.gemeente_code}, key=str)
        if tables and not fitting:
            years = ", ".join(sorted({str(table.year or "een onbekend jaar") for table in tables}))
            problems.append(
                Problem(
                    where=result.path.name,
                    found=f"bereik van {years}",
                    expected=f"bereik van {monitor.year}",
                    action="geef het bestand van dit jaar, of noem het jaar met --jaar",
                )
            )
        elif others:
            problems.append(
                Problem(
                    where=result.path.name,
                    found=f"bereik van {', '.join(map(str, others))}",
                    expected=f"bereik van {monitor.gemeente_code}",
                    action="geef het bestand van deze gemeente",
                )
            )
        for table in fitting:
            _, found = match_wijken(table, monitor.wijken, monitor.gemeente_code, monitor.gemeente_name)
            problems += [p for p in found if p.severity == "fout" and table.gemeente_code is None]
    return problems
