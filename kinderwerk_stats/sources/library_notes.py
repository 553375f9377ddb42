"""What the library has to say about its files: other years, other figures, files that are not used."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from kinderwerk_stats.model.datasets import CbsTable, ReadResult
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.sources.settings import SETTINGS_FILE

NO_CHILDREN = "geen_kinderen_per_wijk"
"""The code of what is said where no file has children per wijk."""


def other_year_note(what: str, source: Source, year: int, used: int, of: int, agrees: str) -> Problem:
    """Say that names or borders come from another year, and for how many wijken they could be used."""
    said = f"van {source.year}" if source.year is not None else "zonder jaar"
    place = Place(source.file)
    return make_warning(
        "wijken_van_ander_jaar", place, wat=what, van=said, gebruikt=used, aantal=of, eens=agrees, jaar=year
    )


def difference_note(used: Source, other: Source, found: list[tuple[str, pd.Index]], year: int) -> Problem:
    """Say that two files know different figures, which indicators and areas, and which file is used."""
    labels = tuple(INDICATORS[name].label for name, _ in found)
    codes = tuple(dict.fromkeys(str(code) for _, differing in found for code in differing))
    place = Place(other.file)
    return make_warning("andere_cijfers_dan", place, jaar=year, ander=used.file, cijfers=labels, gebieden=codes)


def whose_note(source: Source) -> Problem:
    """Ask which gemeente a file with names only is about."""
    return make_warning("bereik_zonder_gemeente", Place(source.file))


def not_used_note(source: Source, used: Source, year: int) -> Problem:
    """Say that a second bereik file of a year is not used, or a second table of one file."""
    code = "nog_een_bereiktabel" if source.file == used.file else "nog_een_bereikbestand"
    return make_warning(code, Place(source.file), jaar=year, ander=used.file, titel=used.title)


def nothing_in(folder: Path) -> Problem:
    """Say that a folder is not there, or holds no file that can be data."""
    code = "map_zonder_cijfers" if folder.is_dir() else "map_bestaat_niet"
    return make_problem(code, Place(folder.name, subject="map"))


def why_no_figures(results: Sequence[ReadResult], place: Place, *, answer: str = "") -> list[Problem]:
    """Return why no gemeente can be shown: files that only lack a year first, then faults, then the rest.

    Parameters
    ----------
    results : what was read.
    place : which folder or files.
    answer : how the user can say the year; bronnen.toml when it is not given.
    """
    silent = [
        result
        for result in results
        if result.usable
        and any(isinstance(t, CbsTable) and t.year is None and "children_0_14_count" in t.values for t in result.tables)
    ]
    how = answer or f"zet het jaar in {SETTINGS_FILE}, in dezelfde map"
    asked = [
        make_problem("kinderen_zonder_jaar", Place(result.path.name), asks="jaar", antwoord=how) for result in silent
    ]
    others = [p for r in results for p in r.problems if r not in silent or p.asks != "jaar"]
    others.sort(key=lambda problem: problem.severity)
    nothing = make_problem(NO_CHILDREN, place)
    return (
        [*asked, *others]
        if asked
        else [*(p for p in others if p.severity == "fout"), nothing, *(p for p in others if p.severity != "fout")]
    )
