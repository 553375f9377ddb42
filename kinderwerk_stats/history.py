"""One wijk over the years: its series with their breaks, and the newest figure that CBS published of it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.coverage import INTERVALS
from kinderwerk_stats.analysis.trend import WijkYear, find_segments
from kinderwerk_stats.model.datasets import Source
from kinderwerk_stats.model.indicators import CBS_INDICATORS, INDICATORS, Indicator
from kinderwerk_stats.model.status import Figure, Status, to_cells
from kinderwerk_stats.monitor import Monitor
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
