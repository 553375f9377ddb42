"""One delivered file beside what is there: its wijken matched, what it would change, and what would be published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from kinderwerk_stats.analysis.children import AGE_RANGES, bounds_of
from kinderwerk_stats.delivery.published import to_results
from kinderwerk_stats.model.areas import gemeente_code_of, kind_of
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.datasets import AddressTable, AgesTable, CbsTable, ReadResult, ShapesTable, Table
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.source import UNNAMED
from kinderwerk_stats.model.understanding import Understanding
from kinderwerk_stats.sources.bereik.titles import plain_gemeente
from kinderwerk_stats.sources.bereik.wijk_names import match_wijken, normalise_wijk_name, suggest_wijken
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.sources.mergers import tell_abolished
from kinderwerk_stats.sources.safe import explain_safely
from kinderwerk_stats.sources.settings import FileSettings, apply_settings
from kinderwerk_stats.store.cut import cut_table

_STAYS = "bereik_van_ander_blijft_zichtbaar"


class Suggestion(NamedTuple):
    """A wijk that a name may stand for, or the gemeente for its total; `likeness` 0-1."""

    code: str
    name: str
    likeness: float


@dataclass(frozen=True, eq=False)
class PublicationPlan:
    """What publishing a file for a gemeente would do.

    `tables`: what would be published, every row of bereik with its wijk code. `problems`: what shows only beside the
    wijken of the gemeente; a `fout` stops publishing. `unmatched`: name in the file -> wijken that it may be.
    `wijken`: wijk_code -> name. `years`: the years in which the figures of the gemeente change. `after`: the library
    as it would be. `shown`: whether it is this bereik that is shown then, and not that of another organisation.
    `withdraws`: `tables` are taken away and nothing takes their place.
    """

    gemeente_code: str
    tables: tuple[Table, ...]
    problems: tuple[Problem, ...]
    unmatched: Mapping[str, list[Suggestion]]
    wijken: Mapping[str, str]
    years: tuple[int, ...]
    after: Library
    shown: bool = True
    withdraws: bool = False

    @property
    def organisation(self) -> str | None:
        """Whose bereik it is, which is compared with its own; None where it is no bereik or does not say whose."""
        names = {table.source.publisher for table in self.tables if isinstance(table, BereikTable)}
        return next(iter(names)) if len(names) == 1 and not names & set(UNNAMED) else None

    @property
    def publishable(self) -> bool:
        """Whether there is something to publish and nothing that stops it."""
        return bool(self.tables) and not self.faults_count

    @property
    def faults_count(self) -> int:
        """How many problems stop publishing."""
        return sum(problem.severity == "fout" for problem in self.problems)


def explain_file(
    path: Path,
    corrections: Corrections | None = None,
    *,
    profiles: Mapping[str, Corrections] | None = None,
    year: int | None = None,
    report: Callable[[str], None] | None = None,
    who: str = "",
) -> Understanding:
    """Read a delivered file, in a process that can be stopped, and say what was understood of it.

    Parameters
    ----------
    path : the file; its name stands in the messages.
    corrections : what the user says of it.
    profiles : fingerprint of headers -> what was corrected before in files with those headers.
    year : of a file that does not state its own.
    report : hears each step in Dutch; what it raises ends the reading.
    who : whose file it is: of one visitor only so many are read at once.
    """
    understanding = explain_safely(path, corrections, profiles, on_step=report, who=who)
    said = (corrections.year if corrections else None) or (None if understanding.years else year)
    if said is None or understanding.kind == "onbekend":
        return understanding
    if understanding.kind != "bereik":
        result = apply_settings(understanding.result, FileSettings(year=said))
        return replace(understanding, result=result, years=(said,), year_from="door u gekozen")
    if corrections and corrections.year:
        return understanding
    known = (profiles or {}).get(understanding.profile or "", Corrections())
    again = explain_safely(path, replace(known, year=said), on_step=report, who=who)
    # Read by what the user says, but said on top of the profile.
    return replace(again, profile=understanding.profile)


def gemeenten_in(result: ReadResult) -> dict[str, str]:
    """Return the gemeenten that a file has wijken of or names itself: code -> name, or the code where it names none."""
    names = Library([result]).gemeenten()
    found = set().union(*map(_gemeente_codes, result.tables), set())
    return {code: names.get(code, code) for code in sorted(found)}


def count_rows(result: ReadResult) -> int:
    """Return how many rows the bereik of a file has."""
    return sum(len(table.rows) for table in result.tables if isinstance(table, BereikTable))


def _gemeente_codes(table: Table) -> set[str]:
    if isinstance(table, BereikTable):
        own = {table.gemeente_code} if table.gemeente_code else set()
        return own | {gemeente_code_of(str(code)) for code in table.rows["wijk_code"].dropna()}
    if isinstance(table, ShapesTable | AddressTable):
        codes = table.frame.index if isinstance(table, ShapesTable) else table.codes
    else:
        codes = table.areas.index if isinstance(table, CbsTable) else table.counts.index
    return {gemeente_code_of(str(code)) for code in codes if kind_of(str(code)) in ("wijk", "gemeente")}


def likely_gemeente(library: Library, result: ReadResult, others: Sequence[ReadResult] = ()) -> str | None:
    """Return the gemeente whose wijken a file with names only is about: the one that has most of its names, or None.

    Half of the names must be wijken of it, and of no other gemeente as many: "Centrum" is in many.
    """
    tables = [table for table in result.tables if isinstance(table, BereikTable)]
    names = {normalise_wijk_name(str(name)) for table in tables for name in table.rows["wijk_name"].dropna()}
    found: dict[str, set[str]] = {}
    delivered = [table for other in others for table in other.tables]
    known = [t.areas.loc[(t.areas["kind"] == "wijk").to_numpy(), "name"] for t in library.cbs]
    known += [t.areas.loc[(t.areas["kind"] == "wijk").to_numpy(), "name"] for t in delivered if isinstance(t, CbsTable)]
    # OData has codes only: then the names stand on the map.
    known += [t.frame["name"] for t in (*library.shapes, *delivered) if isinstance(t, ShapesTable)]
    for wijk_names in known:
        for code, name in wijk_names.dropna().items():
            if (plain := normalise_wijk_name(str(name))) in names:
                found.setdefault(gemeente_code_of(str(code)), set()).add(plain)
    ranked = sorted(found, key=lambda code: len(found[code]), reverse=True)
    if not ranked or 2 * len(found[ranked[0]]) < len(names):
        return None
    return None if len(ranked) > 1 and len(found[ranked[1]]) == len(found[ranked[0]]) else ranked[0]


def without_bereik(library: Library, year: int) -> Library:
    """Return the library without any bereik of a year."""
    return Library(
        replace(r, tables=tuple(t for t in r.tables if not (isinstance(t, BereikTable) and t.year == year)))
        for r in library.results
    )


def put_before(library: Library, tables: Sequence[Table], gemeente_code: str) -> Library:
    """Return the library as it would be with these tables published: an earlier version of the same data is gone.

    A table that names no organisation replaces that of every one: it may be any of them, and so its change shows.

    Parameters
    ----------
    library : what is shown now.
    tables : cut to the gemeente.
    gemeente_code : whose tables they are.
    """
    kept = without_published(library, tables, gemeente_code)
    left = {id(table) for result in kept.results for table in result.tables}
    gone = [t for r in library.results for t in r.tables if isinstance(t, BereikTable) and id(t) not in left]
    published = [replace(_after(t, gone), source=replace(t.source, published=True)) for t in tables]
    return Library([*to_results(published), *kept.results])


def without_published(library: Library, tables: Sequence[Table], gemeente_code: str) -> Library:
    """Return the library without what is published of the same data; of any organisation where a table names none."""
    same = {(t.source.kind, t.source.publisher, t.source.year) for t in tables}

    def is_same(table: Table) -> bool:
        source = table.source
        return (
            source.published
            and any((source.kind, publisher, source.year) in same for publisher in (source.publisher, *UNNAMED))
            and gemeente_code in _gemeente_codes(table)
        )

    return Library(replace(r, tables=tuple(t for t in r.tables if not is_same(t))) for r in library.results)


def _after(table: Table, gone: Sequence[BereikTable]) -> Table:
    """Return bereik with what was published of it before; it stays the last of them."""
    own = [t for t in gone if t.year == table.year]
    if not own or not isinstance(table, BereikTable):
        return table
    return replace(table, versions=(*(version for t in own for version in (t.versions or (t,))), table))


def plan_publication(
    current: Library,
    result: ReadResult,
    gemeente_code: str,
    others: Sequence[ReadResult] = (),
    source_name: str = "",
) -> PublicationPlan:
    """Match a file to the wijken of a gemeente and say what publishing it would give.

    Parameters
    ----------
    current : what is shown now; the wijken of the gemeente come from it, or from the file itself.
    result : a file as read.
    gemeente_code : the gemeente to publish for.
    others : files delivered with it; they say which wijken there are where `current` does not.
    source_name : who counted, where the file does not say; an earlier version of the same organisation is replaced.
    """
    problems: list[Problem] = []
    given = _cut(result, gemeente_code, problems, source_name) if result.usable else []
    current = put_before(current, _needed(current, given, others, gemeente_code), gemeente_code)
    after = put_before(current, given, gemeente_code)
    # A map that is delivered too has the names of wijken that the figures give by code only.
    named = Library([*after.results, *(replace(other, tables=_maps_in(other)) for other in others if other.usable)])
    tables: list[Table] = []
    absent: list[BereikTable] = []
    unmatched: dict[str, list[Suggestion]] = {}
    wijken: dict[str, str] = {}
    for table in given:
        if not isinstance(table, BereikTable):
            tables.append(table)
            continue
        areas = _wijken(named, gemeente_code, table.year)
        if areas is None:
            absent.append(table)
            continue
        wijken |= {str(code): str(name) if pd.notna(name) else str(code) for code, name in areas["name"].items()}
        gemeente_name = after.gemeenten().get(gemeente_code, "")
        matched, found = match_wijken(table, areas, gemeente_code, gemeente_name)
        problems += found
        tables.append(matched)
        for name in [*matched.rows.loc[matched.rows["wijk_code"].isna(), "wijk_name"].dropna(), *matched.set_aside]:
            suggested = [Suggestion(code, cbs, score / 100) for code, cbs, score in suggest_wijken(str(name), areas)]
            unmatched[str(name)] = suggested
            if plain_gemeente(str(name)) == plain_gemeente(gemeente_name) or name in matched.set_aside:
                same = bool(suggested) and suggested[0].likeness == 1
                suggested.insert(int(same), Suggestion(gemeente_code, "Dit is het totaal van de gemeente", 1))
    # Years of before there were figures of CBS do not hold up the year that is delivered.
    others_left = any(isinstance(table, BereikTable) for table in tables)
    problems += [_no_wijken(after, table, gemeente_code, left_out=others_left) for table in absent]
    after = put_before(current, tables, gemeente_code)
    beside = _beside_others(after, tables, gemeente_code)
    problems += beside
    years = years_changed(after, gemeente_code, tables)
    said = tuple(dict.fromkeys(problems))
    return PublicationPlan(
        gemeente_code, tuple(tables), said, unmatched, wijken, years, after, all(p.code != _STAYS for p in beside)
    )


def _cut(result: ReadResult, gemeente_code: str, problems: list[Problem], source_name: str = "") -> list[Table]:
    """Return what a file has about a gemeente; why there is nothing is added to `problems`."""
    tables = []
    for table in result.tables:
        try:
            tables.append(cut_table(table, gemeente_code, source_name or table.source.publisher))
        except InputRefused as refused:
            problems += refused.problems
    if not tables:
        about = {gemeente_code}.union(
            *(_gemeente_codes(table) for table in result.tables if isinstance(table, BereikTable))
        )
        told = (tell_abolished(code, Place(result.path.name)) for code in sorted(about))
        problems += [problem for problem in told if problem is not None]
    return tables


def _maps_in(result: ReadResult) -> tuple[Table, ...]:
    return tuple(table for table in result.tables if isinstance(table, ShapesTable))


def _needed(current: Library, given: Sequence[Table], others: Sequence[ReadResult], gemeente_code: str) -> list[Table]:
    """Return what was delivered with a file and says which wijken there are; all of it where the gemeente is new."""
    known = current.years(gemeente_code)
    missing = {table.year for table in given}.difference(known)
    cut = [table for other in others if other.usable for table in _cut(other, gemeente_code, [])]
    return [t for t in cut if not known or (isinstance(t, CbsTable) and t.year in missing)]


def _beside_others(after: Library, tables: Sequence[Table], gemeente_code: str) -> list[Problem]:
    """Return a warning per table of bereik that would be published beside another, be it shown with it or not."""
    found = []
    for table in tables:
        wijken = _wijken(after, gemeente_code, table.year) if isinstance(table, BereikTable) else None
        if wijken is None or table.year is None:
            continue
        shown = (after.organisations_for(gemeente_code, table.year, wijken, bounds_of(ages))[0] for ages in AGE_RANGES)
        others = [used for each in shown for used in each]
        # Of other ages another table may be shown.
        beside = [used for used in others if used.source != replace(table.source, published=True)]
        if beside:
            code = _STAYS if len(beside) == len(others) else "bereik_naast_andere_organisatie"
            names = tuple(dict.fromkeys(used.source.publisher for used in beside))
            found.append(make_warning(code, Place(table.source.file), organisaties=names, jaar=table.year))
    return found


def _wijken(library: Library, gemeente_code: str, year: int | None) -> pd.DataFrame | None:
    """Return code and name of the wijken of a gemeente in a year, as the monitor has them; None when unknown."""
    if year is None or year not in library.years(gemeente_code):
        return None
    areas = library.cbs_figures(gemeente_code, year).areas
    wijken = areas.loc[(areas["kind"] == "wijk").to_numpy(), ["name"]].sort_index()
    return wijken.assign(name=library.names_for(wijken, year)[0])


def _no_wijken(library: Library, table: BereikTable, gemeente_code: str, *, left_out: bool) -> Problem:
    """Return why bereik of a year cannot be published; a remark where other years of the file can."""
    place, years = Place(table.source.file), tuple(library.years(gemeente_code))
    if table.year is None:
        return make_problem("bereik_zonder_jaar", place, asks="jaar")
    if not years and (abolished := tell_abolished(gemeente_code, place)):
        return abolished
    if left_out:
        return make_warning("jaar_zonder_cbs_telt_niet_mee", place, jaar=table.year, jaren=years)
    code = "bereik_van_jaar_zonder_cbs" if years else "bereik_zonder_cbs"
    return make_problem(code, place, jaar=table.year, jaren=years)


def years_changed(after: Library, gemeente_code: str, tables: Sequence[Table]) -> tuple[int, ...]:
    """Return the years in which the figures of a gemeente change with these tables."""
    changed = {table.year for table in tables if table.year is not None}
    return tuple(year for year in after.years(gemeente_code) if year in changed or _dateless(tables))


def _dateless(tables: Sequence[Table]) -> bool:
    """Return whether a map or ages are among the tables: those work in other years than their own too."""
    return any(isinstance(table, AgesTable | ShapesTable | AddressTable) for table in tables)
