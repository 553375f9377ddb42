"""What the library has to say about its files: other years, other figures, files that are not used."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from kinderwerk_stats.model.datasets import CbsTable, ReadResult
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.problems import Problem, worded
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.sources.settings import SETTINGS_FILE

NO_CHILDREN = "geen bestand met kinderen van 0 tot 15 jaar per wijk"


def other_year_note(what: str, source: Source, year: int, used: int, of: int, agrees: str) -> Problem:
    """Say that names or borders come from another year, and for how many wijken they could be used."""
    said = f"van {source.year}" if source.year is not None else "zonder jaar"
    return worded(
        where=source.file,
        found=f"{what} {said}; gebruikt voor {used} van de {of} {'wijk' if of == 1 else 'wijken'}, waar {agrees}",
        expected=f"{what} van {year}",
        action="download het bestand van hetzelfde jaar, of zet het jaar in bronnen.toml",
        severity="waarschuwing",
    )


def difference_note(used: Source, other: Source, found: list[tuple[str, pd.Index]], year: int) -> Problem:
    """Say that two files know different figures, which indicators and areas, and which file is used."""
    labels = [INDICATORS[name].label for name, _ in found]
    codes = list(dict.fromkeys(code for _, differing in found for code in differing))
    return worded(
        where=other.file,
        found=f"voor {year} andere cijfers dan {used.file}: {list_some(labels)}; gebieden: {list_some(codes)}",
        expected="dezelfde cijfers in beide bestanden",
        action=f"het dashboard gebruikt {used.file}; verwijder het bestand dat niet meer geldt",
        severity="waarschuwing",
    )


def list_some(words: list[str]) -> str:
    """Return the first five words and how many more there are."""
    return ", ".join(words[:5]) + (f" en nog {len(words) - 5}" if len(words) > 5 else "")


def whose_note(source: Source) -> Problem:
    """Ask which gemeente a file with names only is about."""
    return worded(
        where=source.file,
        found="wijknamen die in deze gemeente bestaan, maar geen gemeente; het bestand is niet gebruikt",
        expected="wijkcodes, of de gemeente van dit bestand",
        action="zet 'gemeente' in bronnen.toml",
        severity="waarschuwing",
    )


def not_used_note(source: Source, used: Source, year: int) -> Problem:
    """Say that a second bereik file of a year is not used."""
    return worded(
        where=source.file,
        found=f"nog een bereikbestand van {year}; het dashboard gebruikt {used.file}",
        expected="een bereikbestand voor elk jaar",
        action="laat een bestand in de map staan; bereik van twee bestanden optellen kan kinderen dubbel tellen",
        severity="waarschuwing",
    )


def nothing_in(folder: Path) -> Problem:
    """Say that a folder is not there, or holds no file that can be data."""
    return worded(
        where=f"de map {folder.name}",
        found="een map zonder bestanden met cijfers" if folder.is_dir() else "geen map met deze naam",
        expected="een map met CBS-bestanden, en als u die heeft bereik en wijkgrenzen",
        action="zet de bestanden in deze map of noem een andere map",
    )


def why_no_figures(results: Sequence[ReadResult], where: str, *, answer: str = "") -> list[Problem]:
    """Return why no gemeente can be shown: files that only lack a year first, then faults, then the rest.

    Parameters
    ----------
    results : what was read.
    where : which folder or files, in words.
    answer : how the user can say the year; bronnen.toml when it is not given.
    """
    silent = [
        result
        for result in results
        if result.usable
        and any(isinstance(t, CbsTable) and t.year is None and "children_0_14_count" in t.values for t in result.tables)
    ]
    asked = [
        worded(
            where=result.path.name,
            found="kinderen van 0 tot 15 jaar per wijk, maar geen jaar",
            expected="het jaar van de cijfers; het bestand noemt het zelf niet",
            action=answer or f"zet het jaar in {SETTINGS_FILE}, in dezelfde map",
            asks="jaar",
        )
        for result in silent
    ]
    others = [p for r in results for p in r.problems if r not in silent or p.asks != "jaar"]
    others.sort(key=lambda problem: problem.severity)
    nothing = worded(
        where=where,
        found=NO_CHILDREN,
        expected="Kerncijfers wijken en buurten van CBS",
        action="download dit bestand bij CBS en zet het in deze map",
    )
    return (
        [*asked, *others]
        if asked
        else [*(p for p in others if p.severity == "fout"), nothing, *(p for p in others if p.severity != "fout")]
    )
