"""The figures of need: for the wijken of a gemeente, each of its own latest year, and for the country beside them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.need import MIN_CHILDREN_0_14_FOR_INDEX, estimate_jeugdzorg
from kinderwerk_stats.analysis.need_figures import derive_need_figures
from kinderwerk_stats.analysis.need_structure import INDICATORS, JEUGDZORG, OWN_INDICATOR, SES_WOA
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.datasets import OwnIndicatorTable
from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.country import combine_areas
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.sources.own_indicator import match_own_indicator
from kinderwerk_stats.sources.same_wijken import agreeing_wijken

# A figure speaks for a year, or for the country, when it is known for more than this part of the wijken.
_MOST = 0.5
# The figure that says where a computed one comes from.
MADE_FROM = {"bijstand_per_100": "bijstand_count", "education_low_share": "education_low_count"}


@dataclass(frozen=True, eq=False)
class Gathered:
    """Figures of the wijken, each indicator of its own year."""

    values: pd.DataFrame
    status: pd.DataFrame
    years: dict[str, int]
    sources: dict[str, Source]


def gather_figures(library: Library, monitor: Monitor) -> Gathered:
    """Return every figure of need, each of the latest year in which most wijken have it."""
    wijken = monitor.wijken
    names = [name for members in INDICATORS.values() for name in members if name != OWN_INDICATOR] + [SES_WOA]
    enough = monitor.coverage.values["children_0_14_count"] >= MIN_CHILDREN_0_14_FOR_INDEX
    best: dict[str, tuple[float, int]] = {}
    tables: dict[int, tuple[pd.DataFrame, pd.DataFrame, dict[str, Source]]] = {}
    years = [year for year in library.years_with_figures(monitor.gemeente_code) if year <= monitor.year]
    for year in reversed(years):
        open_names = [name for name in names if name not in best or best[name][0] <= _MOST]
        if not _has_any(library, year, open_names):
            continue
        tables[year] = _figures_of(library, monitor, year)
        values, status, _ = tables[year]
        for name in values.columns.intersection(open_names):
            there = values[name].notna()
            if name == JEUGDZORG:
                there |= status[name] == Status.SUPPRESSED
            share = float(there[enough].mean()) if enough.any() else 0.0
            # Of the first year with most wijken; without such a year of the one with most.
            if share > best.get(name, (0.0, 0))[0]:
                best[name] = share, year
    columns = {name: tables[year][0][name] for name, (_, year) in best.items()}
    states = {name: tables[year][1][name] for name, (_, year) in best.items()}
    if JEUGDZORG in best and "youth_count" in tables[best[JEUGDZORG][1]][0]:
        columns["youth_count"] = tables[best[JEUGDZORG][1]][0]["youth_count"]
        states["youth_count"] = states[JEUGDZORG]
    return Gathered(
        values=pd.DataFrame(columns, index=wijken.index),
        status=pd.DataFrame(states, index=wijken.index),
        years={name: year for name, (_, year) in best.items()},
        sources={name: tables[year][2][name] for name, (_, year) in best.items()},
    )


def _has_any(library: Library, year: int, names: list[str]) -> bool:
    """Return whether any table of a year has one of these figures, or what it is made from."""
    wanted = {MADE_FROM.get(name, name) for name in names}
    return any(table.year == year and not wanted.isdisjoint(table.values.columns) for table in library.cbs)


def _figures_of(library: Library, monitor: Monitor, year: int) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, Source]]:
    """Return the figures of need of one year for the wijken of the monitor, UNKNOWN for a wijk that changed."""
    figures = monitor.figures if year == monitor.year else library.cbs_figures(monitor.gemeente_code, year)
    values, status = derive_need_figures(figures.values, figures.status)
    youth = _youth_per_child(figures.values, monitor.gemeente_code)
    if youth is not None:
        values["youth_count"] = figures.values["children_0_14_count"] * youth
    is_wijk = (figures.areas["kind"] == "wijk").to_numpy()
    if year == monitor.year:
        same = frozenset(str(code) for code in figures.areas.index[is_wijk])
    else:
        same = agreeing_wijken(monitor.wijken["name"], figures.areas.loc[is_wijk, "name"])
        same -= library.moved_wijken(monitor.gemeente_code, year, monitor.year)
    kept = [code for code in monitor.wijken.index if code in same]
    sources = {
        name: figures.sources[MADE_FROM.get(name, name)]
        for name in status.columns
        if MADE_FROM.get(name, name) in figures.sources
    }
    return (
        values.loc[kept].reindex(monitor.wijken.index),
        status.loc[kept].reindex(monitor.wijken.index, fill_value=np.int8(Status.UNKNOWN)),
        sources,
    )


def _youth_per_child(values: pd.DataFrame, gemeente_code: str) -> float | None:
    """Return how many young people up to 23 the gemeente has per child of 0-14, from its jeugdzorg."""
    wanted = ["jeugdzorg_count", JEUGDZORG, "children_0_14_count"]
    if gemeente_code not in values.index or not set(wanted) <= set(values.columns):
        return None
    count, share, children = values.loc[gemeente_code, wanted].to_numpy(float)
    ratio = count / share / children if share > 0 and children > 0 else np.nan
    return float(ratio) if np.isfinite(ratio) and ratio >= 1 else None


def add_own_indicator(gathered: Gathered, own: OwnIndicatorTable, monitor: Monitor) -> list[Problem]:
    """Add the gemeente's own figure, in place; return what could not be matched."""
    figures, notes = match_own_indicator(own, monitor.wijken, monitor.gemeente_code)
    gathered.values[OWN_INDICATOR] = figures
    gathered.status[OWN_INDICATOR] = np.where(figures.notna(), Status.KNOWN, Status.UNKNOWN).astype("int8")
    gathered.sources[OWN_INDICATOR] = own.source
    gathered.years[OWN_INDICATOR] = own.source.year or monitor.year
    return notes


def find_country(
    library: Library, gathered: Gathered, chosen: tuple[str, ...]
) -> tuple[pd.DataFrame | None, tuple[str, ...]]:
    """Return all Dutch wijken with these indicators, and which indicators the files lack for the country."""
    national = [name for name in chosen if name != OWN_INDICATOR]
    if not national:
        return None, ()
    parts: dict[str, pd.Series] = {}
    children: pd.Series | None = None
    for year in sorted({gathered.years[name] for name in national}, reverse=True):
        areas = combine_areas(library, year, "wijk")
        if not areas.whole_country:
            continue
        values, status = derive_need_figures(areas.values, areas.status)
        n0 = areas.values["children_0_14_count"]
        children = n0 if children is None else children
        values = estimate_jeugdzorg(values, status, n0).values
        for name in national:
            if gathered.years[name] == year and name in values and values[name].notna().mean() > _MOST:
                parts[name] = values[name]
    lacking = tuple(name for name in national if name not in parts)
    if lacking or children is None:
        return None, lacking
    return pd.DataFrame(parts).join(children.rename("children_0_14_count"), how="left"), ()
