"""One gemeente in one year, assembled from the files: what pages, command line and exports all show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.children import (
    NATIONAL_AGE_SHARE,
    NATIONAL_AGE_SHARE_YEAR,
    AgeRange,
    ages_in,
    compute_age_share,
    estimate_children,
)
from kinderwerk_stats.analysis.coverage import Coverage, CoverageInput, Norm, compute_coverage
from kinderwerk_stats.gemeente.doubts import find_doubts
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import ShapesTable
from kinderwerk_stats.model.indicators import BEREIK_INDICATORS, KWB
from kinderwerk_stats.model.problems import TOGETHER, InputRefused, Problem, make_problem
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Cells, Figure, Status, to_cells
from kinderwerk_stats.model.threshold import DEFAULT_THRESHOLD
from kinderwerk_stats.sources.cbs_figures import CbsFigures
from kinderwerk_stats.sources.installation import installation_threshold
from kinderwerk_stats.sources.library import Library

# Signals are about worries over a child: never per wijk, and of the gemeente only 0 or from 10 on (METHOD 7.1).
SMALLEST_SIGNALS = 10

_NO_FIGURE = Figure(np.nan, Status.UNKNOWN)

# How the reader of bereik notes the ages that a title line gives.
_AGES_IN_NOTE: dict[AgeRange, str] = {"4-12": "4 t/m 12", "4-11": "4 tot 12"}

NATIONAL_AGES_SOURCE = Source(
    file="",
    kind="leeftijden",
    title="Bevolking op 1 januari naar leeftijd (03759ned), heel Nederland",
    publisher="CBS",
    year=NATIONAL_AGE_SHARE_YEAR,
)


@dataclass(frozen=True)
class AgeShare:
    """The share of the target age in children of 0-14, and where it comes from."""

    value: float
    origin: Literal["gemeente", "landelijk"]
    year: int
    source: Source


@dataclass(frozen=True, eq=False)
class Monitor:
    """Everything about one gemeente in one year.

    `wijken`: index `wijk_code` (in code order), columns `name`, `indeling_change`.
    `names`: wijk_code -> name, or the code where no file names it.
    `figures`: CBS figures of wijken, gemeente and country. `coverage`: see `Coverage`.
    `cbs_cells`: `figures` as a lookup; `bereik_cells`: every figure of the organisation per wijk, small counts
    hidden.
    `bereik_table`: as read, for its source and words only. `shapes` and `drawn`: geometry and the wijken it holds for.
    `notes`: what was assumed or is wrong; `sources`: every file used.
    `other_bereik_years`: years with bereik of this gemeente, where there is none of `year`.
    `signals`: of the gemeente; wijken have none. `file_warnings`: what the readers doubted in the files used.
    `threshold`: counts below it are hidden, 0 hides none.
    """

    gemeente_code: str
    gemeente_name: str
    year: int
    age_range: AgeRange
    wijken: pd.DataFrame
    names: dict[str, str]
    figures: CbsFigures
    age_share: AgeShare
    coverage: Coverage
    cbs_cells: dict[str, Cells]
    bereik_cells: dict[str, Cells]
    bereik_table: BereikTable | None
    shapes: ShapesTable | None
    drawn: frozenset[str]
    notes: tuple[Problem, ...]
    sources: tuple[Source, ...]
    other_bereik_years: tuple[int, ...] = ()
    signals: Figure = _NO_FIGURE
    file_warnings: tuple[Problem, ...] = ()
    threshold: int = DEFAULT_THRESHOLD

    def name_of(self, wijk_code: str) -> str:
        """Return the wijk's name, or its code where no file names it."""
        return self.names[wijk_code]

    def cbs(self, name: str, area_code: str) -> Figure:
        """Return a CBS figure of a wijk, the gemeente or the country; unknown where no file has it."""
        return self.cbs_cells.get(area_code, {}).get(name, Figure(np.nan, Status.UNKNOWN))


def build_monitor(
    library: Library,
    gemeente_code: str,
    year: int,
    age_range: AgeRange = "4-12",
    norm: Norm | None = None,
    *,
    threshold: int | None = None,
) -> Monitor:
    """Assemble a gemeente's figures, bereik, geometry and coverage of one year.

    Parameters
    ----------
    library : the files that were read.
    gemeente_code, year : must be in `library.gemeenten()` and `library.years(gemeente_code)`.
    age_range : both ends inside.
    norm : see `Norm`; None compares with the gemeente's own average.
    threshold : own counts below it are hidden, 0 hides none; None is what this installation is set to.

    Raises
    ------
    InputRefused
        When no file has children of 0-14 for the wijken of this gemeente and year, or the installation is set to no
        threshold.
    """
    threshold = installation_threshold() if threshold is None else threshold
    _require(library, gemeente_code, year)
    figures = library.cbs_figures(gemeente_code, year)
    is_wijk = (figures.areas["kind"] == "wijk").to_numpy()
    wijken = figures.areas.loc[is_wijk, ["name", "indeling_change"]].sort_index()
    wijken.index.name = "wijk_code"
    own_names = wijken["name"]
    wijken["name"], name_notes = library.names_for(wijken, year)

    age_share = _age_share(library, gemeente_code, year, age_range)
    children, total_children, total_flags, exact_sources = _children(
        library, figures, wijken, gemeente_code, age_range, age_share
    )
    known = children["children_0_14_count"].notna()
    children_status = figures.status["children_0_14_count"].reindex(wijken.index).mask(known, np.int8(Status.KNOWN))

    table, bereik_notes = library.bereik_for(gemeente_code, year, wijken)
    values, status = _bereik_per_wijk(table, wijken)
    signals = _signals(values.pop("signals_count"), status.pop("signals_count"), {} if table is None else table.total)
    # Children counted where the activity is cannot be divided by the children who live there (METHOD 1.4).
    at_location = table is not None and table.place == "locatie"
    if at_location:
        status["reached_count"] = np.int8(Status.NOT_APPLICABLE)
        values["reached_count"] = np.nan
        total_flags.append("bereik_op_locatie")
    total_bereik = {} if table is None else dict(table.total)
    if at_location:
        total_bereik.pop("reached_count", None)
    # A total row that only adds up wijken in which a child can count twice is no count of children (METHOD 1.4).
    reached_total = total_bereik.get("reached_count", 0)
    if table is not None and table.counts_overlap and reached_total >= values["reached_count"].sum() > 0:
        total_flags.append("bereik_is_som_van_wijken")
    unknown = table is not None and (status["reached_count"] == Status.UNKNOWN).any()
    if unknown and "reached_count" in total_bereik:
        total_flags.append("bereik_zonder_alle_wijken")
    only_visits = table is not None and not table.knows_reach and "reached_count" not in total_bereik
    if only_visits and (status["visits_count"] == Status.KNOWN).any():
        total_flags.append("bereik_alleen_deelnames")
    if table is not None and _other_ages(table, age_range):
        total_flags.append("bereik_andere_leeftijd")
    coverage = compute_coverage(
        CoverageInput(
            children=children,
            children_status=children_status,
            bereik=values,
            bereik_status=status,
            total_children=total_children,
            total_bereik=total_bereik,
            total_flags=tuple(total_flags),
            threshold=threshold,
        ),
        norm or Norm(),
    )
    _hide_with(coverage, values, status)
    shapes, drawn, shape_notes = library.shapes_for(gemeente_code, year, wijken.assign(name=own_names))
    sources = [*figures.sources.values(), *figures.others, age_share.source, *exact_sources]
    sources += [part.source for part in (table, shapes) if part is not None]
    names = {str(code): str(name) if pd.notna(name) else str(code) for code, name in wijken["name"].items()}
    bereik_cells = to_cells(values, status)
    doubts = [] if table is None else find_doubts(table.source.file, coverage.cells, bereik_cells, names)
    return Monitor(
        gemeente_code=gemeente_code,
        gemeente_name=library.gemeenten()[gemeente_code],
        year=year,
        age_range=age_range,
        wijken=wijken,
        names=names,
        figures=figures,
        age_share=age_share,
        coverage=coverage,
        cbs_cells=to_cells(figures.values, figures.status),
        bereik_cells=bereik_cells,
        bereik_table=table,
        shapes=shapes,
        drawn=drawn,
        notes=tuple(dict.fromkeys((*figures.problems, *name_notes, *bereik_notes, *doubts, *shape_notes))),
        sources=tuple(dict.fromkeys(sources)),
        other_bereik_years=() if table is not None else _bereik_years(library, gemeente_code),
        signals=signals,
        file_warnings=_warnings_of(library, sources),
        threshold=threshold,
    )


def _other_ages(table: BereikTable, age_range: AgeRange) -> bool:
    """Return whether the organisation says that it counted another age range than the one asked for."""
    counted = counted_ages(table)
    return bool(counted) and age_range not in counted


def counted_ages(table: BereikTable) -> frozenset[AgeRange]:
    """Return the age ranges that the organisation says it counted; none where it says nothing."""
    return frozenset(ages for ages, words in _AGES_IN_NOTE.items() if words in table.source.note)


def _require(library: Library, gemeente_code: str, year: int) -> None:
    """Refuse a gemeente or a year that no file has, and say what is there."""
    years = library.years(gemeente_code)
    if year in years:
        return
    gemeenten = tuple(f"{name} ({code})" for code, name in library.gemeenten().items())
    code = "jaar_zonder_kinderen" if years else "andere_gemeenten" if gemeenten else "geen_kinderen"
    problem = make_problem(code, TOGETHER, gemeente=gemeente_code, jaar=year, jaren=tuple(years), gemeenten=gemeenten)
    raise InputRefused([*(p for p in library.problems if p.severity == "fout"), problem])


def _age_share(library: Library, gemeente_code: str, year: int, age_range: AgeRange) -> AgeShare:
    """Return the gemeente's own share of the nearest year, else the country's."""
    ages = library.ages_for(gemeente_code, year)
    if ages is not None and ages.year is not None:
        share = compute_age_share(ages.ages_of(gemeente_code), age_range)
        if share is not None:
            return AgeShare(share, "gemeente", ages.year, ages.source)
    return AgeShare(NATIONAL_AGE_SHARE[age_range], "landelijk", NATIONAL_AGE_SHARE_YEAR, NATIONAL_AGES_SOURCE)


def _children(
    library: Library,
    figures: CbsFigures,
    wijken: pd.DataFrame,
    gemeente_code: str,
    age_range: AgeRange,
    age_share: AgeShare,
) -> tuple[pd.DataFrame, pd.Series, list[str], list[Source]]:
    """Return children per wijk, of the gemeente, what to know about the total, and who counted wijken by age."""
    count = figures.values["children_0_14_count"]
    n0 = count.reindex(wijken.index)
    computed = "children_0_14_count" in figures.from_percentage
    people = figures.values["population_count"] if computed else None
    children = estimate_children(n0, age_share.value, rounded=True, inhabitants=_of(people, n0.index))
    children.insert(0, "children_0_14_count", n0)
    exact = [_use_exact(library, children, str(code), figures.year, age_range) for code in wijken.index]
    exact_sources = list(dict.fromkeys(source for source in exact if source is not None))

    flags = ["kinderen_per_wijk_geteld"] if exact_sources else []
    if age_share.origin == "landelijk":
        flags.append("aandeel_leeftijd_landelijk")
    elif age_share.year != figures.year:
        flags.append("aandeel_leeftijd_ander_jaar")
    own = pd.DataFrame({"children_0_14_count": [count.get(gemeente_code, np.nan)]}, index=[gemeente_code], dtype=float)
    counted = _count_ages(library, gemeente_code, figures.year, range(15))
    if own["children_0_14_count"].isna().all() and counted is not None:
        own["children_0_14_count"] = counted
    elif own["children_0_14_count"].isna().all() and n0.notna().all() and len(n0):
        # Rounding errors of k wijken add up to a standard deviation of 2 sqrt(k): small beside the share's own spread.
        own["children_0_14_count"] = n0.sum()
        flags.append("kinderen_is_som_van_wijken")
    if computed:
        flags.append("kinderen_uit_percentage")
    own_people = _of(people, own.index)
    total = own.join(
        estimate_children(own["children_0_14_count"], age_share.value, rounded=False, inhabitants=own_people)
    )
    _use_exact(library, total, gemeente_code, figures.year, age_range)
    return children, total.iloc[0], flags, exact_sources


def _of(people: pd.Series | None, index: pd.Index) -> pd.Series | None:
    return None if people is None else people.reindex(index)


def _use_exact(library: Library, children: pd.DataFrame, code: str, year: int, age_range: AgeRange) -> Source | None:
    """Where the ages of this very area and year are counted, there is nothing to estimate; in place.

    Returns who counted them, if anyone did.
    """
    counted = _count_ages(library, code, year, ages_in(age_range))
    if counted is not None:
        children.loc[code, ["children_count", "children_low", "children_high"]] = counted
    all_ages = _count_ages(library, code, year, range(15))
    if all_ages is not None:
        children["children_0_14_count"] = children["children_0_14_count"].fillna({code: all_ages})
    table = library.ages_for(code, year) if counted is not None else None
    return None if table is None else table.source


def _count_ages(library: Library, code: str, year: int, ages: range) -> float | None:
    """Return how many children of these ages live in the area, where they were counted in this very year."""
    table = library.ages_for(code, year)
    if table is None or table.year != year:
        return None
    counted = table.ages_of(code).reindex(list(ages))
    return float(counted.sum()) if counted.notna().all() else None


def _bereik_per_wijk(table: BereikTable | None, wijken: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the organisation's figures with one row per wijk; what it does not mention is unknown, not zero."""
    columns = list(BEREIK_INDICATORS)
    values = pd.DataFrame(np.nan, index=wijken.index, columns=columns)
    status = pd.DataFrame(Status.UNKNOWN, index=wijken.index, columns=columns, dtype="int8")
    if table is not None:
        codes = pd.Index(table.rows["wijk_code"])
        for name in table.values.columns:
            values[name] = pd.Series(table.values[name].to_numpy(), index=codes).reindex(wijken.index)
            given = pd.Series(table.status[name].to_numpy(), index=codes)
            status[name] = given.reindex(wijken.index, fill_value=np.int8(Status.UNKNOWN)).astype("int8")
    return values, status


def _hide_with(coverage: Coverage, values: pd.DataFrame, status: pd.DataFrame) -> None:
    """Hide in the organisation's own table what coverage hid; in place."""
    for name in ("reached_count", "visits_count"):
        values[name], status[name] = coverage.values[name], coverage.status[name]


def _signals(per_wijk: pd.Series, status: pd.Series, total: dict[str, float]) -> Figure:
    """Return the signals of the gemeente: the file's own total, else the sum; hidden from 1 to 9."""
    if "signals_count" in total:
        count = total["signals_count"]
    elif len(status) and (status == Status.KNOWN).all():
        count = float(per_wijk.sum())
    else:
        return _NO_FIGURE
    return Figure(np.nan, Status.SUPPRESSED) if 0 < count < SMALLEST_SIGNALS else Figure(count, Status.KNOWN)


def _bereik_years(library: Library, gemeente_code: str) -> tuple[int, ...]:
    """Return the years in which a file holds bereik that names this gemeente, oldest first."""
    return tuple(sorted({t.source.year for t in library.bereik if t.source.year and t.gemeente_code == gemeente_code}))


def _warnings_of(library: Library, sources: list[Source]) -> tuple[Problem, ...]:
    """Return what the readers doubted in the files that the figures come from."""
    used = {source.file for source in sources}
    doubts = [p for r in library.results if r.path.name in used for p in r.problems if p.severity == "waarschuwing"]
    return tuple(dict.fromkeys(doubts))


def wijk_sources(monitor: Monitor) -> list[str]:
    """Return one line per source, for under a chart or table: publisher, title, year, file."""
    return describe_sources(monitor.sources)


def describe_sources(sources: Iterable[Source]) -> list[str]:
    """Return one line per source, each once."""
    lines = []
    for source in sources:
        publisher, title = source_words(source)
        lines.append(f"{publisher}, {title}" + (f" ({source.file})" if source.file else ""))
    return list(dict.fromkeys(lines))


def source_words(source: Source) -> tuple[str, str]:
    """Return who published it, with whether it is made up, and its title with the year."""
    title = source.title or KWB
    year = "" if source.year is None or str(source.year) in title else f" {source.year}"
    publisher = "organisatie niet vermeld" if source.publisher == "onbekend" else source.publisher
    form = "verzonnen, in de vorm van " if source.invented and "verzonnen" not in publisher else ""
    return f"{form}{publisher}", f"{title}{year}"
