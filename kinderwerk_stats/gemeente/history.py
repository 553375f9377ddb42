"""One wijk over the years: its series with their breaks, and the newest figure that CBS published of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.change import ShareChange, compute_change
from kinderwerk_stats.analysis.coverage import INTERVALS, MIN_CHILDREN_0_14_FOR_CERTAIN_RATE
from kinderwerk_stats.analysis.reallocate import Reallocation
from kinderwerk_stats.analysis.trend import WijkYear, find_segments
from kinderwerk_stats.gemeente.bereik import StatedBereik
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.old_year import REALLOCATED_FIGURES, OldFigures, reallocate_wijk
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.indicators import CBS_INDICATORS, INDICATORS, Indicator
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Cells, Figure, Status, to_cells
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name
from kinderwerk_stats.sources.library import Library

OTHER_AGES = "het bereik telt een andere leeftijd"
_OF_CBS = frozenset({"children_0_14_count", "children_count"})
_OTHERS = "de cijfers zijn niet van dezelfde organisaties"
_OF_REACH = frozenset({"reached_count", "reach_share", "gap_children_count", "visits_count"})
_SUMMED = {Flag.BEREIK_IS_SOM_VAN_WIJKEN}
UNKNOWN = Figure(np.nan, Status.UNKNOWN)
NATION = "NL00"


@dataclass(frozen=True)
class YearFigure:
    """A figure of one wijk in one year, and of the gemeente; equal `stretch` numbers may be joined by a line.

    `reallocated`: the wijken were divided otherwise; the figure is spread over the wijk of now by addresses, of which
    `main_share` come from one old wijk.
    """

    year: int
    figure: Figure
    low: Figure
    high: Figure
    gemeente: Figure
    stretch: int
    gemeente_stretch: int = 0
    reallocated: bool = False
    main_share: float = 1.0


@dataclass(frozen=True)
class LatestFigure:
    """The newest figure of one indicator for a wijk, with gemeente and country in the same year.

    `year` is None, and `figure` says why, where no year that is still the same wijk has a figure. `country_source`:
    where that of the country is another one.
    """

    indicator: Indicator
    year: int | None
    figure: Figure
    gemeente: Figure
    country: Figure
    source: Source
    country_source: Source | None = None


# (old year, new year) -> how addresses went from the wijken of one to those of the other, where that is known.
FindReallocation = Callable[[int, int], Reallocation | None]


def build_series(
    wijk_code: str,
    figure: str,
    years: list[int],
    load: Callable[[int], Monitor],
    reallocation: FindReallocation | None = None,
) -> tuple[list[YearFigure], dict[int, str]]:
    """Return a coverage figure of a wijk per year, and year -> reason for every break.

    Parameters
    ----------
    wijk_code : may be absent in some years; those years have no point.
    figure : a name of `analysis.coverage.FIGURES`.
    years : increasing.
    load : returns the monitor of a year.
    reallocation : with lists of addresses, older years of another wijk are spread over the wijk of the newest year;
        such a year joins the line. A new way of counting stays a break.
    """
    monitors = {monitor.year: monitor for monitor in map(load, years) if wijk_code in monitor.names}
    breaks = [year for year, _ in INDICATORS[figure].breaks]
    wijk_years = [_wijk_year(monitor.wijken, wijk_code, year) for year, monitor in monitors.items()]
    stretches, reasons = find_segments(wijk_years, breaks)
    own = dict(zip(monitors, stretches, strict=True))
    old: dict[int, OldFigures] = {}
    if reallocation is not None and figure in REALLOCATED_FIGURES and own:
        others = [year for year in years if year < max(own) and own.get(year) != stretches[-1]]
        old = _spread_over_now(wijk_code, others, max(own), load, reallocation)
    low, high = INTERVALS.get(figure, (figure, figure))
    points: list[YearFigure] = []
    why: dict[int, str] = {}
    # The gemeente's own line breaks where its total is counted in another way.
    part, counted = 0, set[Flag]()
    for year in sorted({*own, *old}):
        monitor = load(year)
        cells = old[year].cells if year in old else monitor.coverage.cells[wijk_code]
        stretch = points[-1].stretch if points else 0
        if points and not _is_joined(points[-1].year, year, own, old, breaks):
            stretch += 1
            why[year] = reasons.get(year, f"er zijn geen cijfers van {year - 1}")
        elif points and (otherwise := _why_otherwise(load(points[-1].year), monitor, figure)):
            stretch += 1
            why[year] = otherwise
        now = _SUMMED & set(monitor.coverage.total_flags)
        # A total is counted otherwise as soon as the reach of it is.
        part += bool(points) and (counted != now or bool(_why_otherwise(load(points[-1].year), monitor, "reach_share")))
        counted = now
        points.append(
            YearFigure(
                year,
                cells[figure],
                *((cells[low], cells[high]) if cells[figure].known else (UNKNOWN, UNKNOWN)),
                monitor.coverage.totals[figure],
                stretch,
                part,
                reallocated=year in old,
                main_share=old[year].main_share if year in old else 1.0,
            )
        )
    return points, why


def _why_otherwise(first: Monitor, second: Monitor, figure: str) -> str:
    """Return why a figure of two years is counted otherwise: of other ages, or by several organisations and others."""
    if figure in _OF_REACH and _other_ages(first, second):
        return OTHER_AGES
    of_several = bool(first.parts or second.parts) and figure not in _OF_CBS
    return _OTHERS if of_several and len({each.source.publisher for _, each in _stated(first, second)}) > 1 else ""


def _other_ages(first: Monitor, second: Monitor) -> bool:
    """Return whether two years say that they count other ages."""
    ages = [stated.ages for _, stated in _stated(first, second)]
    return len(ages) > 1 and all(ages) and ages[0] != ages[1]


def _spread_over_now(
    wijk_code: str, years: list[int], newest: int, load: Callable[[int], Monitor], reallocation: FindReallocation
) -> dict[int, OldFigures]:
    """Return the years in which the wijk was not the wijk of now, spread over it, as far as addresses are known."""
    found = {}
    for year in years:
        weights = reallocation(year, newest)
        old = None if weights is None else reallocate_wijk(load(year), wijk_code, weights)
        if old is not None:
            found[year] = old
    return found


def _is_joined(
    before: int, year: int, own: Mapping[int, int], old: Mapping[int, OldFigures], breaks: Sequence[int]
) -> bool:
    """Return whether a line may join two years that stand side by side: the same wijk, or both on the wijk of now."""
    if before not in old and year not in old:
        return own[before] == own[year]
    of_now = [each in old or own[each] == max(own.values()) for each in (before, year)]
    return all(of_now) and year == before + 1 and year not in breaks


@dataclass(frozen=True)
class ReachChange:
    """How the reach of a wijk differs between two years, or why the two are not compared.

    `change` is None exactly where `reason` says why. `indicative`: in one of the years fewer than 100 children of
    0-14 live there. `reallocated`: the earlier year is spread over the wijk of now by addresses.
    `silent_about_ages`: the one year of which is not said which ages were counted. `other_ages`: both years count other
    ages than the children whose number they are divided by. `cells`: the figures of both years.
    """

    wijk_code: str
    first_year: int
    second_year: int
    change: ShareChange | None
    reason: str = ""
    indicative: bool = False
    reallocated: bool = False
    silent_about_ages: tuple[int, ...] = ()
    other_ages: bool = False
    cells: tuple[Cells, ...] = ()


def build_reach_change(
    wijk_code: str,
    first_year: int,
    second_year: int,
    years: list[int],
    load: Callable[[int], Monitor],
    reallocation: FindReallocation | None = None,
) -> ReachChange:
    """Compare the reach of a wijk in two years, where they are the same wijk, counted in the same way (METHOD 1.7).

    Parameters
    ----------
    wijk_code : of the later year.
    first_year, second_year : the earlier and the later one.
    years : all years with figures, increasing; those in between say whether the wijk stayed the same.
    load : returns the monitor of a year; both years with the same age range.
    reallocation : with lists of addresses, an earlier year of another wijk is spread over the wijk of the later one.

    Returns
    -------
    ReachChange. There is no change where the wijk differs in code, name or border, a year in between is missing, the
    indicator got a new series, the organisation, what it counted or how the children are counted differs, or one of
    both shares is not shown. A hidden count therefore gives nothing. Of a wijk that is spread, at least 90 % of the
    addresses must come from one old wijk.
    """
    monitors = [load(year) for year in years if first_year <= year <= second_year]
    first, second = load(first_year), load(second_year)

    def none(reason: str, *, reallocated: bool = False) -> ReachChange:
        return ReachChange(wijk_code, first_year, second_year, None, reason, reallocated=reallocated)

    if wijk_code not in second.names:
        return none(f"deze wijk staat niet in de cijfers van {second_year}")
    cells, spread = first.coverage.cells.get(wijk_code), False
    if reason := why_another_wijk(wijk_code, monitors, first_year):
        weights = None if reallocation is None else reallocation(first_year, second_year)
        old = None if weights is None else reallocate_wijk(first, wijk_code, weights)
        if old is None:
            return none(reason)
        if not old.may_show_change:
            return none("minder dan 90 % van de adressen komt uit een oude wijk", reallocated=True)
        cells, spread = old.cells, True
    pair = [(first_year, cells or {}), (second_year, second.coverage.cells[wijk_code])]
    if reason := _why_counted_otherwise(first, second, pair) or _why_no_share(pair):
        return none(reason, reallocated=spread)
    counts = [figures[name].value for _, figures in pair for name in ("reached_count", "children_count")]
    few = any(figures["children_0_14_count"].value < MIN_CHILDREN_0_14_FOR_CERTAIN_RATE for _, figures in pair)
    change = compute_change(counts[0], counts[1], counts[2], counts[3])
    silent = [year for year, stated in _stated(first, second) if not stated.ages]
    return ReachChange(
        wijk_code,
        first_year,
        second_year,
        change,
        indicative=few,
        reallocated=spread,
        silent_about_ages=tuple(silent) if len(silent) == 1 else (),
        cells=tuple(figures for _, figures in pair),
        other_ages=any(Flag.BEREIK_ANDERE_LEEFTIJD in each.coverage.total_flags for each in (first, second)),
    )


def _stated(first: Monitor, second: Monitor) -> list[tuple[int, StatedBereik]]:
    return [(monitor.year, monitor.bereik) for monitor in (first, second) if monitor.bereik is not None]


def why_another_wijk(wijk_code: str, monitors: list[Monitor], first_year: int) -> str:
    """Return why the wijk of the last year may not be that of the first one; empty where it is the same.

    `monitors`: of all years on file from `first_year` on, increasing; the last one has the wijk.
    """
    have = [monitor for monitor in monitors if wijk_code in monitor.names]
    if have[0].year != first_year:
        return f"deze wijk staat niet in de cijfers van {first_year}"
    _, reasons = find_segments([_wijk_year(m.wijken, wijk_code, m.year) for m in have])
    return next((f"{reason} ({year})" for year, reason in reasons.items()), "")


def _why_counted_otherwise(first: Monitor, second: Monitor, pair: Sequence[tuple[int, Cells]]) -> str:
    """Return what was counted in another way, children reached or children who live there."""
    stated = dict(_stated(first, second))
    if missing := [year for year, _ in pair if year not in stated]:
        return f"er is geen bereik van {missing[0]}"
    before, after = stated.values()
    if before.source.publisher != after.source.publisher:
        return _OTHERS if first.parts or second.parts else "het bereik komt van een andere organisatie"
    if first.age_range != second.age_range or _other_ages(first, second):
        return OTHER_AGES
    if (before.place == "locatie") != (after.place == "locatie"):
        return "het bereik is in een van de jaren geteld op de locatie"
    if any(first.year < year <= second.year for year, _ in INDICATORS["reach_share"].breaks):
        return "de telling is veranderd"
    exact = [cells["children_low"].value == cells["children_high"].value for _, cells in pair]
    computed = [Flag.KINDEREN_UIT_PERCENTAGE in monitor.coverage.total_flags for monitor in (first, second)]
    if exact[0] != exact[1] or computed[0] != computed[1] or first.age_share.origin != second.age_share.origin:
        return "het aantal kinderen in de wijk is in de twee jaren anders bepaald"
    return ""


def _why_no_share(pair: Sequence[tuple[int, Cells]]) -> str:
    """Return why one of both shares is not there, or has no interval."""
    for year, cells in pair:
        share = cells["reach_share"]
        if share.status == Status.SUPPRESSED:
            return f"het bereik van {year} is verborgen"
        if not share.known:
            return f"van {year} is er geen percentage: {share.status.label}"
        if share.value > 1:
            return f"in {year} zijn meer kinderen bereikt dan er volgens CBS wonen"
    return ""


def find_latest_figures(library: Library, gemeente_code: str, wijk_code: str, year: int) -> list[LatestFigure]:
    """Return the newest CBS figure per indicator, at most of `year`, as long as the wijk is still the same.

    Each indicator has its own latest year: CBS publishes a year in parts, over two and a half years. An older figure
    is used only when name and border of the wijk did not change since (METHOD 1.7).

    Returns
    -------
    One record per indicator that any file has, in the order of `CBS_INDICATORS`.
    """
    years = [y for y in library.years_with_figures(gemeente_code) if y <= year]
    tables = {y: library.cbs_figures(gemeente_code, y) for y in years}
    having = [y for y in years if wijk_code in tables[y].areas.index]
    stretches, _ = find_segments([_wijk_year(tables[y].areas, wijk_code, y) for y in having])
    same_wijk = [y for y, stretch in zip(having, stretches, strict=True) if stretch == stretches[-1]]
    cells = {y: to_cells(tables[y].values, tables[y].status) for y in same_wijk}
    latest = []
    for name in CBS_INDICATORS:
        offered = [y for y in reversed(same_wijk) if name in tables[y].values]
        if not offered:
            continue
        # A wijk figure that CBS keeps secret this year is not replaced by an older one: only a late one is.
        chosen = next((y for y in offered if cells[y][wijk_code][name].status != Status.NOT_PUBLISHED), None)
        at = chosen if chosen is not None else offered[0]
        own, gemeente, country = (
            cells[at].get(code, {}).get(name, UNKNOWN) for code in (wijk_code, gemeente_code, NATION)
        )
        source = tables[at].sources[name]
        of_country = tables[at].of_country.get(name)
        latest.append(LatestFigure(INDICATORS[name], chosen, own, gemeente, country, source, of_country))
    return latest


def _wijk_year(areas: pd.DataFrame, wijk_code: str, year: int) -> WijkYear:
    name, change = areas["name"].to_dict()[wijk_code], areas["indeling_change"].to_dict()[wijk_code]
    return WijkYear(
        year,
        normalise_wijk_name(str(name)) if pd.notna(name) else None,
        int(change) if pd.notna(change) else None,
    )
