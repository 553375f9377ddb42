"""Which tables of bereik speak for a gemeente in a year: one of each organisation."""

from collections.abc import Sequence

import pandas as pd

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.model.source import UNNAMED, plain_name
from kinderwerk_stats.sources.bereik.wijk_names import match_wijken
from kinderwerk_stats.sources.library_notes import not_used_note, whose_note


def choose_bereik(
    tables: Sequence[BereikTable],
    wijken: pd.DataFrame,
    gemeente_code: str,
    gemeente_name: str,
    *,
    ages: tuple[int, int] | None,
    only_gemeente: bool,
) -> tuple[tuple[BereikTable, ...], tuple[Problem, ...]]:
    """Return the bereik of each organisation, by name, and what there is to say.

    Of several tables of one organisation one is used: published before not, one that knows unique children before one
    with visits only, one that counts these ages before one that does not say, and that before one that counts others,
    codes before names, then the one with most figures, then by name of the organisation. Counts are never compared:
    what is said of two that are the same would tell who delivers a guess that it fits what is hidden. Files count
    beside files and what is published beside what is published; a table that names no organisation may be of any, so
    it counts beside none. A file that names no gemeente is used only when every one of its wijken is found and the
    files hold one gemeente: "Centrum" is in many.

    Parameters
    ----------
    tables : of one year, of this gemeente or of none that is stated.
    wijken : index code, column name.
    ages : of the children that are asked for; None: any.
    only_gemeente : the files hold no other gemeente.
    """
    ordered = sorted(
        tables,
        key=lambda t: (
            not t.source.published,
            not t.knows_reach,
            _fits_ages(t, ages),
            t.gemeente_code is None,
            t.rows["wijk_code"].isna().any(),
            -len(t.values.columns),
            # What is published has one label for all files: by that alone another could be shown than was promised.
            t.source.publisher,
            t.source.file,
        ),
    )
    used: list[BereikTable] = []
    problems: list[Problem] = []
    for table in ordered:
        matched, found = match_wijken(table, wijken, gemeente_code, gemeente_name)
        refused = any(p.severity == "fout" for p in found)
        if refused and table.gemeente_code is None:
            continue
        if table.gemeente_code is None and not only_gemeente:
            problems.append(whose_note(table.source))
            continue
        another = not used or _is_another(table, used)
        if another:
            problems.extend(found)
        if refused:
            continue
        if another:
            used.append(matched)
        else:
            same = [t for t in used if _names(t) == _names(table)]
            problems.append(not_used_note(table.source, (same or used)[0].source, table.year or 0))
    return tuple(sorted(used, key=_names)), tuple(problems)


def _is_another(table: BereikTable, used: Sequence[BereikTable]) -> bool:
    """Return whether a table is of an organisation that none of the others is of."""
    names = {_names(t) for t in (*used, table)}
    return table.source.published == used[0].source.published and "" not in names and len(names) == len(used) + 1


def _names(table: BereikTable) -> str:
    """Return the organisation, however it is spelled; nothing where the file does not say."""
    return "" if table.source.publisher in UNNAMED else plain_name(table.source.publisher)


def _fits_ages(table: BereikTable, ages: tuple[int, int] | None) -> int:
    """Return 0 for a table that counts these ages, 1 for one that says nothing, 2 for one that counts others."""
    if ages is None or not table.ages:
        return 1
    return 0 if list(ages) in table.ages else 2
