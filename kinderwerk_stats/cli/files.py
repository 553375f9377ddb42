"""Which of the named files speak for a gemeente, and what is refused before anything is computed."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kinderwerk_stats.model.datasets import CbsTable
from kinderwerk_stats.model.errors import InputRefused, Problem
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.sources.library_notes import why_no_figures
from kinderwerk_stats.sources.settings import SETTINGS_FILE

_KINDS = {
    "--cbs": {"kwb", "statline", "odata", "nabijheid", "ses_woa"},
    "--leeftijden": {"leeftijden"},
    "--gebieden": {"gebieden"},
    "--bereik": {"bereik"},
}


def only_year(library: Library, gemeente_code: str) -> int:
    """Return the newest year of the gemeente; refuse when files say no year, with everything that they said."""
    years = library.years(gemeente_code)
    if years:
        return years[-1]
    known = library.gemeenten()
    silent = (t for r in library.results for t in r.tables if isinstance(t, CbsTable) and t.year is None)
    if not known or any("children_0_14_count" in table.values for table in silent):
        answer = f"geef het jaar met --jaar, zoals --jaar 2024, of zet het in {SETTINGS_FILE} naast het bestand"
        raise InputRefused(why_no_figures(library.results, "de bestanden bij --cbs", answer=answer))
    raise InputRefused(
        [
            Problem(
                where="--gemeente",
                found=gemeente_code,
                expected="een gemeente met wijken in de CBS-bestanden: "
                + (", ".join(list(known)[:8]) or "die zijn er niet"),
                action="controleer de code, of voeg een bestand met deze gemeente toe",
            )
        ]
    )


def refuse_wrong_files(library: Library, given: Mapping[str, Sequence[Path]]) -> None:
    """Refuse files with faults, and files given under the wrong option (`given`: option -> its files)."""
    problems = [p for p in library.problems if p.severity == "fout"]
    problems += [
        Problem(
            where=result.path.name,
            found=f"een bestand van de soort '{result.kind}' bij {option}",
            expected=f"bij {option}: {' of '.join(sorted(_KINDS[option]))}",
            action="geef het bestand bij de goede optie",
        )
        for option, paths in given.items()
        for result in library.results
        if result.path in paths and result.usable and result.kind not in _KINDS[option]
    ]
    if problems:
        raise InputRefused(problems)
