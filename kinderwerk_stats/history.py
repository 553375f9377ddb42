"""One wijk over the years: its series with their breaks, and the newest figure that CBS published of it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.change import ShareChange, compute_change
from kinderwerk_stats.analysis.coverage import INTERVALS
from kinderwerk_stats.analysis.trend import WijkYear, find_segments
from kinderwerk_stats.model.datasets import Source
from kinderwerk_stats.model.indicators import CBS_INDICATORS, INDICATORS, Indicator
from kinderwerk_stats.model.status import Figure, Status, to_cells
from kinderwerk_stats.monitor import Monitor, counted_ages
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name
from kinderwerk_stats.sources.library import Library

_SUMMED = {"bereik_is_som_van_wijken"}
UNKNOWN = Figure(np.nan, Status.UNKNOWN)
NATION = "NL00"


@dataclass(frozen=True)
class YearFigure:
    """A figure of one wijk in one year, and of the gemeente; equal `stretch` numbers may be joined by a line."""

    year: int
    figure: Figure
    low: Figure
    high: Figure
    gemeente: Figure
    stretch: int
    gemeente_stretch: int = 0


@dataclass(frozen=True)
class LatestFigure:
    """The newest figure of one indicator for a wijk, with gemeente and country in the same year.

    `year` is None, and `figure` says why, where no year that is still the same wijk has a figure.
    """

    indicator: Indicator
    year: int | None
    figure: Figure
    gemeente: Figure
    country: Figure
    source: Source


def build_series(
    wijk_code: str, figure: str, years: list[int], load: Callable[[int], Monitor]
) -> tuple[list[YearFigure], dict[int, str]]:
    """Return a coverage figure of a wijk per year, and year -> reason for every break.

    Parameters
    ----------
    wijk_code : may be absent in some years; those years have no point.
    figure : a name of `analysis.coverage.FIGURES`.
    years : increasing.
    load : returns the monitor of a year.
    """
    monitors = [monitor for monitor in map(load, years) if wijk_code in monitor.names]
    wijk_years = [_wijk_year(monitor.wijken, wijk_code, monitor.year) for monitor in monitors]
    stretches, reasons = find_segments(wijk_years, [year for year, _ in INDICATORS[figure].breaks])
    low, high = INTERVALS.get(figure, (figure, figure))
    points: list[YearFigure] = []
    # The gemeente's own line breaks where its total is counted in another way.
    part, before = 0, set[str]()
    for monitor, stretch in zip(monitors, stretches, strict=True):
        cells, total = monitor.coverage.cells[wijk_code], monitor.coverage.totals[figure]
        counted = _SUMMED & set(monitor.coverage.total_flags)
        part += bool(points) and counted != before
        before = counted
        points.append(YearFigure(monitor.year, cells[figure], cells[low], cells[high], total, stretch, part))
    return points, reasons


@dataclass(frozen=True)
class ReachChange:
    """How the reach of a wijk differs between two years, or why the two are not compared.

    `change` is None exactly where `reason` says why. `indicative`: in one of the years fewer than 100 children of
    0-14 live there.
    """

    wijk_code: str
    first_year: int
    second_year: int
    change: ShareChange | None
    reason: str = ""
    indicative: bool = False


def build_reach_change(
    wijk_code: str, first_year: int, second_year: int, years: list[int], load: Callable[[int], Monitor]
) -> ReachChange:
    """Compare the reach of a wijk in two years, where they are the same wijk, counted in the same way (METHOD 1.7).

    Parameters
    ----------
    wijk_code : of the later year.
    first_year, second_year : the earlier and the later one.
    years : all years with figures, increasing; those in between say whether the wijk stayed the same.
    load : returns the monitor of a year; both years with the same age range.

    Returns
    -------
    ReachChange. There is no change where the wijk differs in code, name or border, a year in between is missing, an
    indicator got a new series, the organisation, what it counted or how the children are counted differs, or one of
    both shares is not shown. A hidden count therefore gives nothing.
    """
    monitors = [load(year) for year in years if first_year <= year <= second_year]
    reason = _why_another_wijk(wijk_code, monitors, first_year, second_year)
    first, second = monitors[0], monitors[-1]
    reason = reason or _why_counted_otherwise(wijk_code, first, second) or _why_no_share(wijk_code, first, second)
    if reason:
        return ReachChange(wijk_code, first_year, second_year, None, reason)
    counts = [
        monitor.coverage.cells[wijk_code][name].value
        for monitor in (first, second)
        for name in ("reached_count", "children_count")
    ]
    indicative = any("indicatief" in monitor.coverage.flags[wijk_code] for monitor in (first, second))
    change = compute_change(counts[0], counts[1], counts[2], counts[3])
    return ReachChange(wijk_code, first_year, second_year, change, indicative=indicative)


def _why_another_wijk(wijk_code: str, monitors: list[Monitor], first_year: int, second_year: int) -> str:
    """Return why the wijk of the later year may not be that of the earlier one."""
    have = [monitor for monitor in monitors if wijk_code in monitor.names]
    for year in (second_year, first_year):
        if year not in {monitor.year for monitor in have}:
            return f"deze wijk staat niet in de cijfers van {year}"
    breaks = [year for year, _ in INDICATORS["reach_share"].breaks]
    _, reasons = find_segments([_wijk_year(m.wijken, wijk_code, m.year) for m in have], breaks)
    return next((f"{reason} ({year})" for year, reason in reasons.items()), "")


def _why_counted_otherwise(wijk_code: str, first: Monitor, second: Monitor) -> str:
    """Return what was counted in another way, children reached or children who live there."""
    for monitor in (first, second):
        if monitor.bereik_table is None:
            return f"er is geen bereik van {monitor.year}"
    before, after = first.bereik_table, second.bereik_table
    if before is None or after is None or before.source.publisher != after.source.publisher:
        return "het bereik komt van een andere organisatie"
    if first.age_range != second.age_range or counted_ages(before) != counted_ages(after):
        return "het bereik telt een andere leeftijd"
    if (before.place == "locatie") != (after.place == "locatie"):
        return "het bereik is in een van de jaren geteld op de locatie"
    exact = [_has_no_interval(monitor, wijk_code) for monitor in (first, second)]
    computed = ["kinderen_uit_percentage" in monitor.coverage.total_flags for monitor in (first, second)]
    if exact[0] != exact[1] or computed[0] != computed[1] or first.age_share.origin != second.age_share.origin:
        return "het aantal kinderen in de wijk is in de twee jaren anders bepaald"
    return ""


def _has_no_interval(monitor: Monitor, wijk_code: str) -> bool:
    cells = monitor.coverage.cells[wijk_code]
    return cells["children_low"].value == cells["children_high"].value


def _why_no_share(wijk_code: str, first: Monitor, second: Monitor) -> str:
    """Return why one of both shares is not there, or has no interval."""
    for monitor in (first, second):
        share = monitor.coverage.cells[wijk_code]["reach_share"]
        if share.status == Status.SUPPRESSED:
            return f"het bereik van {monitor.year} is verborgen"
        if not share.known:
            return f"van {monitor.year} is er geen percentage: {share.status.label}"
        if share.value > 1:
            return f"in {monitor.year} zijn meer kinderen bereikt dan er volgens CBS wonen"
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
        latest.append(LatestFigure(INDICATORS[name], chosen, own, gemeente, country, source))
    return latest


def _wijk_year(areas: pd.DataFrame, wijk_code: str, year: int) -> WijkYear:
    name, change = areas["name"].to_dict()[wijk_code], areas["indeling_change"].to_dict()[wijk_code]
    return WijkYear(
        year,
        normalise_wijk_name(str(name)) if pd.notna(name) else None,
        int(change) if pd.notna(change) else None,
    )
