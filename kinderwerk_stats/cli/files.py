"""Files named on the command line: under which options, and what is refused of them."""

import argparse
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from kinderwerk_stats.analysis.children import AGE_RANGES
from kinderwerk_stats.cli.arguments import children_per_fte, existing_file, share, threshold, year
from kinderwerk_stats.gemeente.monitor import Monitor, organisations_of
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import CbsTable, ReadResult
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.threshold import DEFAULT_THRESHOLD, THRESHOLDS
from kinderwerk_stats.sources.bereik.wijk_names import match_wijken
from kinderwerk_stats.sources.installation import THRESHOLD_VARIABLE
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.sources.library_notes import why_no_figures
from kinderwerk_stats.sources.mergers import tell_abolished
from kinderwerk_stats.sources.settings import SETTINGS_FILE, FileSettings, apply_settings

# What stands in for a year that nobody said.
UNKNOWN_YEAR = 2024
_SAY_YEAR = f"geef het jaar met --jaar, zoals --jaar 2024, of zet het in {SETTINGS_FILE} naast het bestand"
KINDS: Mapping[str, Collection[str]] = {
    "--cbs": {"kwb", "statline", "odata", "nabijheid", "ses_woa", "kaartcijfers"},
    "--leeftijden": {"leeftijden"},
    "--gebieden": {"gebieden"},
    "--bereik": {"bereik"},
}


def add_file_options(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Add --cbs, --leeftijden, --gebieden and --bereik; `required`: figures of CBS must be named."""
    parser.add_argument(
        "--cbs", nargs="+", type=existing_file, required=required, default=[], metavar="BESTAND", help="cijfers van CBS"
    )
    for option, what in (
        ("leeftijden", "leeftijden per gemeente"),
        ("gebieden", "wijkgrenzen"),
        ("bereik", "bereik per wijk"),
    ):
        parser.add_argument(f"--{option}", nargs="+", type=existing_file, default=[], metavar="BESTAND", help=what)


def add_year_options(parser: argparse.ArgumentParser) -> None:
    """Add the year, the ages and the threshold."""
    parser.add_argument("--jaar", type=year, metavar="JAAR", help="zoals 2024; nodig als de bestanden geen jaar noemen")
    parser.add_argument(
        "--leeftijd", choices=AGE_RANGES, default="4-12", help="beide leeftijden tellen mee (standaard 4-12)"
    )
    add_threshold_option(parser)


def add_choice_options(parser: argparse.ArgumentParser) -> None:
    """Add the year, the ages, the threshold, the organisation and both norms."""
    add_year_options(parser)
    parser.add_argument(
        "--norm-kinderen-per-fte",
        type=children_per_fte,
        metavar="N",
        help="hoeveel kinderen hoogstens per fte, zoals 800 of 3.000",
    )
    add_organisation_option(parser)
    parser.add_argument("--norm-bereik", type=share, metavar="DEEL", help="deel van de kinderen, zoals 0.25 of 25%%")


def add_organisation_option(parser: argparse.ArgumentParser) -> None:
    """Add whose bereik counts, where several organisations have it."""
    parser.add_argument("--organisatie", metavar="NAAM", help="alleen het bereik van deze organisatie (standaard alle)")


def add_threshold_option(parser: argparse.ArgumentParser) -> None:
    """Add below which number counts are hidden; without it the setting of the installation holds."""
    words = "|".join(THRESHOLDS)
    parser.add_argument(
        "--drempel",
        type=threshold,
        metavar=words,
        help=f"verberg aantallen onder deze drempel (standaard {THRESHOLD_VARIABLE}, en anders {DEFAULT_THRESHOLD})",
    )


def refuse_unused_bereik(parsed: argparse.Namespace, library: Library, monitor: Monitor) -> None:
    """Refuse bereik that was named and cannot be used: the answer would be one without reach."""
    refused: list[Problem] = [p for p in monitor.notes if p.severity == "fout"]
    if parsed.organisatie is not None and monitor.bereik is None:
        place = Place(key="--organisatie")
        known = organisations_of(library, monitor.gemeente_code, monitor.year)
        refused.append(make_problem("organisatie_zonder_bereik", place, jaar=monitor.year, organisaties=known))
    elif parsed.bereik and monitor.bereik is None:
        refused += _why_not_used(library, monitor)
    if refused:
        raise InputRefused(refused)


def _why_not_used(library: Library, monitor: Monitor) -> list[Problem]:
    """Return for each bereik file why it is not about this gemeente in this year."""
    problems: list[Problem] = []
    for result in library.results:
        tables = [table for table in result.tables if isinstance(table, BereikTable)]
        fitting = [table for table in tables if table.year == monitor.year]
        others = sorted({table.gemeente_code for table in fitting} - {None, monitor.gemeente_code}, key=str)
        if tables and not fitting:
            years = tuple(sorted({str(table.year or "een onbekend jaar") for table in tables}))
            problems.append(
                make_problem("bereik_van_ander_jaar", Place(result.path.name), jaren=years, jaar=monitor.year)
            )
        elif others:
            place, codes = Place(result.path.name), tuple(map(str, others))
            problems.append(
                make_problem("bereik_van_andere_gemeente", place, codes=codes, gemeente_code=monitor.gemeente_code)
            )
        for table in fitting:
            _, found = match_wijken(table, monitor.wijken, monitor.gemeente_code, monitor.gemeente_name)
            problems += [p for p in found if p.severity == "fout" and table.gemeente_code is None]
    return problems


def _silent_files(library: Library) -> list[ReadResult]:
    """Return the files with children of 0-14 that say no year."""
    return [
        result
        for result in library.results
        if any(isinstance(t, CbsTable) and t.year is None and "children_0_14_count" in t.values for t in result.tables)
    ]


def read_without_year(library: Library) -> tuple[Library, list[Problem]]:
    """Let the one file with children that says no year speak for an unknown year, where no other file says one.

    Nothing about wijken within one file depends on its year. With two such files, or one beside figures of a known
    year, it does: they could be of other borders.

    Returns
    -------
    The library with that file in `UNKNOWN_YEAR`, and a warning that asks for the year; as it was, and none, otherwise.
    """
    silent = _silent_files(library)
    if len(silent) != 1 or library.cbs:
        return library, []
    results = [
        apply_settings(result, FileSettings(year=UNKNOWN_YEAR)) if result is silent[0] else result
        for result in library.results
    ]
    asked = make_warning("bestand_zonder_jaar", Place(silent[0].path.name), antwoord=_SAY_YEAR)
    return Library(results, library.about_settings), [asked]


def without_children(library: Library) -> InputRefused:
    """Return the refusal of files that give no gemeente with children in a year, with everything that they said."""
    return InputRefused(why_no_figures(library.results, Place(subject="bestanden_bij_cbs"), answer=_SAY_YEAR))


def newest_year(library: Library, gemeente_code: str) -> int:
    """Return the newest year of the gemeente; refuse when files say no year, with everything that they said."""
    years = library.years(gemeente_code)
    if years:
        return years[-1]
    known = library.gemeenten()
    if not known or _silent_files(library):
        raise without_children(library)
    if abolished := tell_abolished(gemeente_code, Place(key="--gemeente")):
        raise InputRefused([abolished])
    code = "gemeente_niet_in_cbs" if known else "geen_gemeente_in_cbs"
    place = Place(key="--gemeente")
    raise InputRefused([make_problem(code, place, gevonden=gemeente_code, gemeenten=tuple(known)[:8])])


def named_files(parsed: argparse.Namespace) -> dict[str, list[Path]]:
    """Return the files that were named under each option of `add_file_options`."""
    return {option: getattr(parsed, option.removeprefix("--")) for option in KINDS}


def refuse_wrong_files(
    library: Library, given: Mapping[str, Sequence[Path]], kinds: Mapping[str, Collection[str]] = KINDS
) -> None:
    """Refuse files with faults, and files given under the wrong option.

    Parameters
    ----------
    library : the files, read.
    given : option -> its files.
    kinds : option -> the kinds of file that belong there.
    """
    problems = [p for p in library.problems if p.severity == "fout"]
    problems += [
        make_problem(
            "bestand_bij_verkeerde_optie",
            Place(result.path.name),
            soort=result.kind,
            optie=option,
            soorten=tuple(sorted(kinds[option])),
        )
        for option, paths in given.items()
        for result in library.results
        if result.path in paths and result.usable and not _fits(result, kinds[option])
    ]
    if problems:
        raise InputRefused(problems)


def _fits(result: ReadResult, kinds: Collection[str]) -> bool:
    """Return whether a file may be named under an option; a map of CBS has figures beside its borders."""
    return result.kind in kinds or any(table.source.kind in kinds for table in result.tables)
