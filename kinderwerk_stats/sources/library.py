"""All tables of one folder or command, and which of them speak for a gemeente in a year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from kinderwerk_stats.model.areas import gemeente_code_of
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import AddressTable, AgesTable, CbsTable, ReadResult, ShapesTable, Table
from kinderwerk_stats.model.own_words import OwnWords
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.public_notes import PublicNote, notes_of, of_public_figures
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.sources.bereik_choice import choose_bereik
from kinderwerk_stats.sources.cbs_figures import CbsFigures, combine_tables
from kinderwerk_stats.sources.faults import read_guarded
from kinderwerk_stats.sources.gemeente_areas import about_gemeente, areas_of_gemeente
from kinderwerk_stats.sources.library_notes import nothing_in, other_year_note
from kinderwerk_stats.sources.recognise import read_file
from kinderwerk_stats.sources.same_wijken import agreeing_wijken, have_same_wijken
from kinderwerk_stats.sources.settings import (
    SETTINGS_FILE,
    FileSettings,
    apply_settings,
    read_settings,
    unused_sections,
)

# Where two files give the same figure, the workbook comes first: it is what CBS corrects.
_KIND_ORDER = ("kwb", "statline", "odata", "nabijheid", "ses_woa", "kaartcijfers")
_NAMED = 5
# Without names to compare, only a gemeente with exactly the same codes in both years counts as the same.
_SAME_CODES = "in beide jaren dezelfde codes bestaan"
# What a folder says about itself, and what Excel leaves while a file is open.
_NO_DATA = ("readme", "leesmij", ".", "~$")


class Library:
    """The tables read from a set of files.

    Parameters
    ----------
    results : what `read_file` returned for each file, settings applied, and what was published; a published table
        goes before a file's table of the same kind and year.
    """

    def __init__(self, results: Iterable[ReadResult], about_settings: Iterable[Problem] = ()) -> None:
        self.results = tuple(results)
        self.about_settings = tuple(about_settings)
        # By gemeente: its goals and notes, filled in with what is published.
        self.own_words: Mapping[str, OwnWords] = {}
        # What `combine_areas` made of these files.
        self.combined: dict[tuple[int, str, bool | None], Any] = {}
        tables = [table for result in self.results if result.usable for table in result.tables]
        self.cbs = [t for t in tables if isinstance(t, CbsTable) and t.year is not None]
        self.cbs.sort(
            key=lambda t: (
                # A count goes before one that is made of a rounded percentage.
                "children_0_14_count" in t.from_percentage,
                _KIND_ORDER.index(t.source.kind) if t.source.kind in _KIND_ORDER else 99,
                not t.source.published,
                t.source.file,
            )
        )
        self.ages = [t for t in tables if isinstance(t, AgesTable) and t.year is not None]
        self.bereik = [t for t in tables if isinstance(t, BereikTable) and t.year is not None]
        self.shapes = [t for t in tables if isinstance(t, ShapesTable)]
        self.addresses = [t for t in tables if isinstance(t, AddressTable)]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return everything the readers had to say, in the order of the files, and what is wrong with bronnen.toml."""
        return (*(problem for result in self.results for problem in result.problems), *self.about_settings)

    @property
    def public_notes(self) -> tuple[PublicNote, ...]:
        """Return what of that may stand beside what is published."""
        return (
            *(note for result in self.results for note in notes_of(result)),
            *of_public_figures(self.about_settings),
        )

    def gemeenten(self) -> dict[str, str]:
        """Return gemeente_code -> name for every gemeente with wijken and children 0-14, by name."""
        return dict(self._gemeenten)

    # Asked for each file of a delivery, and for each figure that may come from another gemeente.
    @cached_property
    def _gemeenten(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for table in self.cbs:
            if "children_0_14_count" not in table.values:
                continue
            own = table.areas[table.areas["kind"] == "gemeente"]
            for code, name, gemeente_name in zip(own.index, own["name"], own["gemeente_name"], strict=True):
                if code in table.gemeenten and code not in names:
                    names[code] = next((str(n) for n in (name, gemeente_name) if pd.notna(n)), code)
            for code in table.gemeenten - names.keys():
                wijk_names = table.areas.loc[
                    table.areas.index.str.startswith(f"WK{code[2:]}"), "gemeente_name"
                ].dropna()
                names[code] = str(wijk_names.iloc[0]) if len(wijk_names) else code
        return dict(sorted(names.items(), key=lambda item: item[1].casefold().lstrip("'")))

    def years(self, gemeente_code: str) -> list[int]:
        """Return the years with children 0-14 per wijk of this gemeente, oldest first."""
        tables = [t for t in self._cbs_of(gemeente_code) if _has_children(t) and gemeente_code in t.gemeenten]
        return sorted({table.year for table in tables if table.year is not None})

    def _cbs_of(self, gemeente_code: str) -> list[CbsTable]:
        """Return what is published, and the files of each kind and year of which nothing is of this gemeente."""
        done = {(t.source.kind, t.year) for t in self.cbs if t.source.published and gemeente_code in t.gemeenten}
        return [t for t in self.cbs if t.source.published or (t.source.kind, t.year) not in done]

    def years_with_figures(self, gemeente_code: str) -> list[int]:
        """Return the years with any CBS figure per wijk of this gemeente, oldest first."""
        return sorted({t.source.year for t in self.cbs if t.source.year is not None and gemeente_code in t.gemeenten})

    def wijk_codes(self, gemeente_code: str, year: int) -> frozenset[str]:
        """Return the wijken of a gemeente in a year, from the file that `cbs_figures` takes them from."""
        table = self._main_table(gemeente_code, year)
        if table is None:
            return frozenset()
        codes = table.areas.index
        return frozenset(codes[codes.str.startswith(f"WK{gemeente_code[2:]}")])

    def _main_table(self, gemeente_code: str, year: int) -> CbsTable | None:
        """Return the table that says which wijken there are: the first with children 0-14, else the first at all."""
        fitting = [t for t in self._cbs_of(gemeente_code) if t.year == year and gemeente_code in t.gemeenten]
        return next((t for t in fitting if "children_0_14_count" in t.values), fitting[0] if fitting else None)

    def cbs_figures(self, gemeente_code: str, year: int) -> CbsFigures:
        """Combine the CBS files of one year for a gemeente: its wijken, the gemeente itself and the country.

        Known figures come before absent ones; where two files know different figures, the first in the order
        workbook, StatLine, OData, map is used and a warning says so; a rounded percentage may differ. The wijken are
        those of the first file with children 0-14; a figure that only files without wijken of this gemeente have is
        left out. The gemeente and the country come from any file of the year.
        """
        tables = about_gemeente(gemeente_code, [t for t in self._cbs_of(gemeente_code) if t.year == year])
        main = self._main_table(gemeente_code, year)
        if main is None:
            raise ValueError(f"no table has wijken of {gemeente_code} in {year}")
        columns = list(dict.fromkeys(n for t in tables if gemeente_code in t.gemeenten for n in t.values.columns))
        return combine_tables(tables, columns, areas_of_gemeente(gemeente_code, main, tables), year)

    def ages_for(self, area_code: str, year: int) -> AgesTable | None:
        """Return the ages of an area: of this year, else of the year nearest to it (the earlier one of two)."""
        tables = [t for t in self.ages if area_code in t.counts.index and t.year is not None]
        return min(
            tables,
            key=lambda t: (abs((t.year or 0) - year), t.year or 0, not t.source.published, t.source.file),
            default=None,
        )

    def organisations_for(
        self, gemeente_code: str, year: int, wijken: pd.DataFrame, ages: tuple[int, int] | None = None
    ) -> tuple[tuple[BereikTable, ...], tuple[Problem, ...]]:
        """Return the bereik of each organisation in a year, its wijken matched to `wijken` (index code, column name).

        See `choose_bereik`.
        """
        tables = [t for t in self.bereik if t.year == year and t.gemeente_code in (None, gemeente_code)]
        name = self.gemeenten().get(gemeente_code, "")
        return choose_bereik(tables, wijken, gemeente_code, name, ages=ages, only_gemeente=len(self.gemeenten()) <= 1)

    def shapes_for(
        self, gemeente_code: str, year: int, wijken: pd.DataFrame
    ) -> tuple[ShapesTable | None, frozenset[str], tuple[Problem, ...]]:
        """Return the geometry of a gemeente, which wijken it may be used for, and what to say about it.

        Geometry of the same year is used by code. Of another (or no stated) year only where code and name agree; where
        the figures have no names, only when both years have exactly the same wijk codes.
        """
        prefix = f"WK{gemeente_code[2:]}"
        having = [t for t in self.shapes if gemeente_code in t.gemeenten]
        if not having:
            return None, frozenset(), ()
        table = min(
            having,
            key=lambda t: (
                abs((t.year if t.year is not None else 9999) - year),
                not t.source.published,
                t.source.file,
            ),
        )
        own = table.frame[table.frame.index.str.startswith(prefix)]
        if table.year == year:
            usable = frozenset(wijken.index) & frozenset(own.index)
        else:
            usable = agreeing_wijken(wijken["name"], own["name"]) - self.moved_wijken(gemeente_code, year, table.year)
        missing = [code for code in wijken.index if code not in usable]
        problems = []
        if table.year != year:
            unnamed = wijken["name"].isna().any() or own["name"].isna().any()
            agrees = _SAME_CODES if unnamed else "code en naam overeenkomen"
            problems.append(other_year_note("grenzen", table.source, year, len(usable), len(wijken), agrees))
        elif missing:
            problems.append(
                make_warning(
                    "wijken_zonder_grens",
                    Place(table.source.file),
                    missend=len(missing),
                    aantal=len(wijken),
                    wijken=tuple(map(str, missing[:_NAMED])),
                    jaar=year,
                )
            )
        return table, usable, tuple(problems)

    def moved_wijken(self, gemeente_code: str, year: int, other: int | None) -> frozenset[str]:
        """Return the wijken of which CBS says that code or border changed between two years."""
        if other is None:
            return frozenset()
        first, last = sorted((year, other))
        moved: set[str] = set()
        for table in self.cbs:
            if table.year is not None and first < table.year <= last and gemeente_code in table.gemeenten:
                changes = table.areas.loc[table.areas.index.str.startswith(f"WK{gemeente_code[2:]}"), "indeling_change"]
                moved.update(str(code) for code in changes.index[changes.isin([2, 3])])
        return frozenset(moved)

    def names_for(self, wijken: pd.DataFrame, year: int) -> tuple[pd.Series, tuple[Problem, ...]]:
        """Return a name per wijk; where the figures have codes only, from another file or year that agrees.

        Another file of the same year is taken by code. Another year only when the gemeente has exactly the same
        wijk codes in both, and the names that are known agree: a code alone may have been given to another area.
        """
        names = wijken["name"].copy()
        if not len(wijken) or names.notna().all():
            return names, ()
        prefix = f"WK{gemeente_code_of(str(wijken.index[0]))[2:]}"
        offers: list[tuple[Source, pd.Series]] = [
            (t.source, t.areas.loc[t.areas["kind"] == "wijk", "name"]) for t in self.cbs
        ]
        offers += [(t.source, t.frame["name"]) for t in self.shapes]
        offers.sort(key=lambda offer: abs((offer[0].year if offer[0].year is not None else 9999) - year))
        for source, offered in offers:
            own = offered[offered.index.str.startswith(prefix)].dropna()
            if own.empty or (source.year != year and not have_same_wijken(wijken["name"], own)):
                continue
            gaps = names.isna() & names.index.isin(own.index)
            if not gaps.any():
                continue
            names[gaps] = own.reindex(names.index[gaps])
            if source.year != year:
                return names, (other_year_note("wijknamen", source, year, int(gaps.sum()), len(wijken), _SAME_CODES),)
            if names.notna().all():
                return names, ()
        return names, ()


def read_files(paths: Sequence[Path], *, year: int | None = None, gemeente_code: str | None = None) -> Library:
    """Read files with the bronnen.toml beside each; `year` and `gemeente_code` stand in where neither states one.

    They stand in for children of 0-14 and for bereik only. Others are often of another year: those have to say it.

    Raises
    ------
    InputRefused
        When a bronnen.toml is wrong.
    """
    settings = {folder: read_settings(folder) for folder in {path.parent for path in paths}}
    about_settings = [p for folder, sections in settings.items() for p in unused_sections(sections, folder)]
    read = [
        apply_settings(read_guarded(read_file, path), settings[path.parent].get(path.name, FileSettings()))
        for path in paths
    ]
    if year is not None:
        read = refuse_two_years(read, year)
    return Library([_fill_in(result, year, gemeente_code) for result in read], about_settings)


def _fill_in(result: ReadResult, year: int | None, gemeente_code: str | None) -> ReadResult:
    if result.kind != "bereik" and not any(_has_children(table) for table in result.tables):
        return result
    silent = all(table.source.year is None for table in result.tables)
    return apply_settings(result, FileSettings(year=year if silent else None, gemeente_code=gemeente_code))


def refuse_two_years(results: Sequence[ReadResult], year: int) -> list[ReadResult]:
    """Refuse files that say no year and differ in most of their wijken: one year cannot be that of both."""
    silent = [
        (place, table)
        for place, result in enumerate(results)
        for table in result.tables
        if isinstance(table, CbsTable) and table.year is None and _has_children(table)
    ]
    refused: dict[int, str] = {}
    for (one, first), (other, second) in combinations(silent, 2):
        if one != other and _differ_mostly(first, second):
            refused.setdefault(one, second.source.file)
            refused.setdefault(other, first.source.file)
    found = list(results)
    for place, beside in refused.items():
        place_in = Place(results[place].path.name)
        # Not one that a year for all files answers.
        asked = make_problem("twee_jaren_zonder_jaar", place_in, jaar=year, ander=beside)
        kept = tuple(problem for problem in results[place].problems if problem.asks != "jaar")
        found[place] = replace(results[place], problems=(*kept, asked))
    return found


def _differ_mostly(first: CbsTable, second: CbsTable) -> bool:
    """Return whether most wijken that both tables have differ in children; a corrected figure is no other year."""
    name = "children_0_14_count"
    if name in first.from_percentage or name in second.from_percentage:
        return False
    both = first.areas.index[(first.areas["kind"] == "wijk").to_numpy()].intersection(second.areas.index)
    children, others = (table.values.loc[both, name] for table in (first, second))
    known = children.notna() & others.notna()
    return bool(2 * (children[known] != others[known]).sum() > known.sum())


def _has_children(table: Table) -> bool:
    return isinstance(table, CbsTable) and "children_0_14_count" in table.values


def read_folder(folder: Path, names: Sequence[str] | None = None) -> Library:
    """Read every file of a folder (no subfolders), or the named ones of it, with its bronnen.toml.

    Raises
    ------
    InputRefused
        When the folder is not there or holds no files.
    """
    paths = data_files(folder) if names is None else [folder / name for name in names]
    if not paths:
        raise InputRefused([nothing_in(folder)])
    return read_files(paths)


def data_files(folder: Path) -> list[Path]:
    """Return the files of a folder that may hold data, by name; what each is, its content says."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and path.name != SETTINGS_FILE and not path.name.lower().startswith(_NO_DATA)
    )
