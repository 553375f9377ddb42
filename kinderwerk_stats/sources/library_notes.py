"""What the library has to say about its files: other years, other figures, files that are not used."""

import pandas as pd

from kinderwerk_stats.model.datasets import Source
from kinderwerk_stats.model.errors import Problem
from kinderwerk_stats.model.indicators import INDICATORS


def other_year_note(what: str, source: Source, year: int, used: int, of: int, agrees: str) -> Problem:
    """Say that names or borders come from another year, and for how many wijken they could be used."""
    said = f"van {source.year}" if source.year is not None else "zonder jaar"
    return Problem(
        where=source.file,
        found=f"{what} {said}; gebruikt voor {used} van de {of} wijken, waar {agrees}",
        expected=f"{what} van {year}",
        action="download het bestand van hetzelfde jaar, of zet het jaar in bronnen.toml",
        severity="waarschuwing",
    )


def difference_note(used: Source, other: Source, found: list[tuple[str, pd.Index]], year: int) -> Problem:
    """Say that two files know different figures, which indicators and areas, and which file is used."""
    labels = [INDICATORS[name].label for name, _ in found]
    codes = list(dict.fromkeys(code for _, differing in found for code in differing))
    return Problem(
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
    return Problem(
        where=source.file,
        found="wijknamen die in deze gemeente bestaan, maar geen gemeente; het bestand is niet gebruikt",
        expected="wijkcodes, of de gemeente van dit bestand",
        action="zet 'gemeente' in bronnen.toml",
        severity="waarschuwing",
    )


def not_used_note(source: Source, used: Source, year: int) -> Problem:
    """Say that a second bereik file of a year is not used."""
    return Problem(
        where=source.file,
        found=f"nog een bereikbestand van {year}; het dashboard gebruikt {used.file}",
        expected="een bereikbestand voor elk jaar",
        action="laat een bestand in de map staan; bereik van twee bestanden optellen kan kinderen dubbel tellen",
        severity="waarschuwing",
    )
