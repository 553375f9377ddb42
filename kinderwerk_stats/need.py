"""Need of one gemeente: the latest figures of each indicator, the index per wijk, and coverage weighed with it."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.need import (
    MIN_CHILDREN_0_14_FOR_INDEX,
    Need,
    compute_need,
    estimate_jeugdzorg,
)
from kinderwerk_stats.analysis.need_figures import derive_need_figures, weigh_coverage
from kinderwerk_stats.analysis.need_structure import (
    DOMAINS,
    INDICATORS,
    JEUGDZORG,
    OWN_INDICATOR,
    SES_WOA,
    Domain,
    NeedSettings,
    choose_indicators,
)
from kinderwerk_stats.model.datasets import OwnIndicatorTable, Source
from kinderwerk_stats.model.errors import Problem
from kinderwerk_stats.model.indicators import INDICATORS as RECORDS
from kinderwerk_stats.model.indicators import Indicator
from kinderwerk_stats.model.status import Cells, Status, to_cells
from kinderwerk_stats.monitor import Monitor
from kinderwerk_stats.sources.country import combine_areas
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.sources.own_indicator import match_own_indicator
from kinderwerk_stats.sources.same_wijken import agreeing_wijken

# A figure speaks for a year, or for the country, when it is known for more than this part of the wijken.
_MOST = 0.5
# The figure that says where a computed one comes from.
_MADE_FROM = {"bijstand_per_100": "bijstand_count", "education_low_share": "education_low_count"}

# Which column of `Need` each figure of need comes from.
FIGURES = {
    "need_index": "index",
    "need_percentile": "percentile",
    "need_weight": "need_weight",
    "need_rank": "rank",
    "need_rank_low": "rank_low",
    "need_rank_high": "rank_high",
    "need_p_top20": "p_top20",
}


@dataclass(frozen=True)
class UsedIndicator:
    """A figure in the index: its record, domain and weight there, its year and source, and for how many it is known.

    `less_need`: more of it means less need. `weight` is a part of 1 within the domain.
    """

    indicator: Indicator
    domain: Domain | None
    weight: float
    less_need: bool
    year: int
    source: Source
    known_count: int


@dataclass(frozen=True, eq=False)
class GemeenteNeed:
    """Need of the wijken of one gemeente, for pages, exports and the command line.

    `cells`: wijk_code -> figure -> `Figure`: `FIGURES`, `domain_<name>`, the indicators used, and `WEIGHTED` coverage.
    `used`: what the index is made of. `need`: the numbers behind it, with `scale`, groups, flags and robustness.
    `country_count`: how many Dutch wijken it compares with, 0 within the gemeente. `notes`: what was assumed.
    """

    gemeente_code: str
    gemeente_name: str
    year: int
    names: dict[str, str]
    need: Need
    cells: dict[str, Cells]
    used: tuple[UsedIndicator, ...]
    country_count: int
    notes: tuple[Problem, ...]
    sources: tuple[Source, ...]

    def group_of(self, wijk_code: str) -> str | None:
        """Return "zeker", "mogelijk" or "niet" (at the highest 20 %), None without index."""
        group = self.need.frame["group"].to_dict()[wijk_code]
        return None if pd.isna(group) else str(group)


@dataclass(frozen=True, eq=False)
class _Gathered:
    """Figures of the wijken, each indicator of its own year."""

    values: pd.DataFrame
    status: pd.DataFrame
    years: dict[str, int]
    sources: dict[str, Source]


def build_need(
    library: Library,
    monitor: Monitor,
    settings: NeedSettings | None = None,
    own_indicator: OwnIndicatorTable | None = None,
) -> GemeenteNeed:
    """Compute need for the gemeente of a monitor.

    Every indicator is of its own latest year, up to that of the monitor, in which CBS gives it for more than half of
    the wijken; of another year only wijken count whose code, name and border did not change.

    Parameters
    ----------
    library, monitor : the files, and the gemeente in a year made from them.
    settings : weights and measure; None: equal weights.
    own_indicator : a figure per wijk that the gemeente adds; None: none.

    Returns
    -------
    GemeenteNeed. It compares with all Dutch wijken when the files have every indicator for the whole country in the
    same year, else within the gemeente, and `notes` says which.
    """
    settings = settings or NeedSettings()
    gathered = _gather(library, monitor)
    notes: list[Problem] = []
    if own_indicator is not None:
        notes += _add_own(gathered, own_indicator, monitor)
    n0 = monitor.coverage.values["children_0_14_count"]
    enough = gathered.values[n0 >= MIN_CHILDREN_0_14_FOR_INDEX]
    counts = {str(name): int(figures.notna().sum()) for name, figures in enough.items()}
    chosen = choose_indicators(counts, settings)
    reference, country_count, why = _country(library, gathered, chosen)
    need = compute_need(
        gathered.values,
        gathered.status,
        n0,
        settings,
        reference=reference,
        children=monitor.coverage.values["children_count"],
    )
    used = _used(need, gathered)
    notes += _notes(monitor, need, used, why)
    return GemeenteNeed(
        gemeente_code=monitor.gemeente_code,
        gemeente_name=monitor.gemeente_name,
        year=monitor.year,
        names=monitor.names,
        need=need,
        cells=_cells(monitor, need, gathered),
        used=used,
        country_count=country_count,
        notes=tuple(dict.fromkeys(notes)),
        sources=tuple(dict.fromkeys(item.source for item in used)),
    )


def _gather(library: Library, monitor: Monitor) -> _Gathered:
    """Return every figure of need, each of the latest year in which most wijken have it."""
    wijken = monitor.wijken
    names = [name for members in INDICATORS.values() for name in members if name != OWN_INDICATOR] + [SES_WOA]
    enough = monitor.coverage.values["children_0_14_count"] >= MIN_CHILDREN_0_14_FOR_INDEX
    best: dict[str, tuple[float, int]] = {}
    tables: dict[int, tuple[pd.DataFrame, pd.DataFrame, dict[str, Source]]] = {}
    years = [year for year in library.years_with_figures(monitor.gemeente_code) if year <= monitor.year]
    for year in reversed(years):
        tables[year] = _figures_of(library, monitor, year)
        values, status, _ = tables[year]
        for name in values.columns.intersection(names):
            there = values[name].notna()
            if name == JEUGDZORG:
                there |= status[name] == Status.SUPPRESSED
            share = float(there[enough].mean()) if enough.any() else 0.0
            # Of the first year with most wijken; without such a year of the one with most.
            if share > 0 and (name not in best or (best[name][0] <= _MOST and share > best[name][0])):
                best[name] = share, year
    columns = {name: tables[year][0][name] for name, (_, year) in best.items()}
    states = {name: tables[year][1][name] for name, (_, year) in best.items()}
    if JEUGDZORG in best and "youth_count" in tables[best[JEUGDZORG][1]][0]:
        columns["youth_count"] = tables[best[JEUGDZORG][1]][0]["youth_count"]
        states["youth_count"] = states[JEUGDZORG]
    return _Gathered(
        values=pd.DataFrame(columns, index=wijken.index),
        status=pd.DataFrame(states, index=wijken.index),
        years={name: year for name, (_, year) in best.items()},
        sources={name: tables[year][2][name] for name, (_, year) in best.items()},
    )


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
        name: figures.sources[_MADE_FROM.get(name, name)]
        for name in status.columns
        if _MADE_FROM.get(name, name) in figures.sources
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


def _add_own(gathered: _Gathered, own: OwnIndicatorTable, monitor: Monitor) -> list[Problem]:
    """Add the gemeente's own figure, in place; return what could not be matched."""
    figures, notes = match_own_indicator(own, monitor.wijken, monitor.gemeente_code)
    gathered.values[OWN_INDICATOR] = figures
    gathered.status[OWN_INDICATOR] = np.where(figures.notna(), Status.KNOWN, Status.UNKNOWN).astype("int8")
    gathered.sources[OWN_INDICATOR] = own.source
    gathered.years[OWN_INDICATOR] = own.source.year or monitor.year
    return notes


def _country(
    library: Library, gathered: _Gathered, chosen: tuple[str, ...]
) -> tuple[pd.DataFrame | None, int, tuple[str, ...]]:
    """Return all Dutch wijken with these indicators, how many, and which indicators the files lack for the country."""
    national = [name for name in chosen if name != OWN_INDICATOR]
    if not national:
        return None, 0, ()
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
        return None, 0, lacking
    reference = pd.DataFrame(parts).join(children.rename("children_0_14_count"), how="left")
    return reference, int(reference[national].notna().any(axis=1).sum()), ()


def _used(need: Need, gathered: _Gathered) -> tuple[UsedIndicator, ...]:
    if need.structure is None:
        return ()
    used = []
    for domain in need.structure.root.parts:
        total = sum(leaf.weight for leaf in domain.parts)
        for leaf in domain.parts:
            record = RECORDS[leaf.name]
            source = gathered.sources[leaf.name]
            if leaf.name == OWN_INDICATOR:
                record = replace(record, label=source.title, source=source.publisher)
            used.append(
                UsedIndicator(
                    indicator=record,
                    domain=next((d for d in DOMAINS if d == domain.name), None),
                    weight=leaf.weight / total,
                    less_need=leaf.direction == -1,
                    year=gathered.years[leaf.name],
                    source=source,
                    known_count=int(gathered.values[leaf.name].notna().sum()),
                )
            )
    return tuple(used)


def _cells(monitor: Monitor, need: Need, gathered: _Gathered) -> dict[str, Cells]:
    """Return every figure per wijk with its status."""
    frame = need.frame
    wanted = {**FIGURES, **{name: name for name in frame.columns if str(name).startswith("domain_")}}
    few = pd.Series(["te_weinig_kinderen" in need.flags[str(code)] for code in frame.index], index=frame.index)
    values = pd.DataFrame({name: frame[column].astype(float) for name, column in wanted.items()})
    absent = np.where(few, Status.TOO_FEW_CHILDREN, Status.UNKNOWN).astype("int8")
    status = values.isna().mul(pd.Series(absent, index=frame.index), axis=0).astype("int8")
    weighted, weighted_status = weigh_coverage(
        monitor.coverage.values,
        monitor.coverage.status,
        frame["need_weight"],
        monitor.coverage.norm_children_per_fte,
    )
    own = [name for name in need.indicators if name in gathered.values]
    all_values = pd.concat([values, gathered.values[own], weighted], axis=1)
    all_status = pd.concat([status, gathered.status[own], weighted_status], axis=1)
    return to_cells(all_values, all_status)


def _notes(monitor: Monitor, need: Need, used: tuple[UsedIndicator, ...], lacking: tuple[str, ...]) -> list[Problem]:
    """Return what was assumed, as warnings."""
    notes = []
    if not used:
        notes.append(
            Problem(
                where="de bestanden samen",
                found=f"geen cijfers over behoefte voor de wijken van {monitor.gemeente_name}",
                expected="armoede, bijstand, jeugdzorg, opleiding, woningwaarde of afstand tot bso per wijk",
                action="voeg de Kerncijfers wijken en buurten van een eerder jaar toe: CBS vult die later aan",
                severity="waarschuwing",
            )
        )
    if need.scale == "gemeente" and used:
        words = ", ".join(RECORDS[name].label for name in lacking)
        notes.append(
            Problem(
                where="de bestanden samen",
                found=f"niet voor heel Nederland: {words}" if words else "geen bestand met heel Nederland",
                expected="deze cijfers voor alle Nederlandse wijken in hetzelfde jaar",
                action="voeg het landelijke bestand toe; tot dan vergelijkt de index binnen de gemeente",
                severity="waarschuwing",
            )
        )
    others = [item for item in used if item.year != monitor.year and item.indicator.name != OWN_INDICATOR]
    if others:
        said = "; ".join(f"{item.indicator.label}: {item.year}" for item in others)
        notes.append(
            Problem(
                where="de bestanden samen",
                found=f"cijfers van een ander jaar dan {monitor.year}: {said}",
                expected=f"cijfers van {monitor.year}",
                action="niets: dit is per cijfer het nieuwste jaar met de meeste wijken; "
                "voeg een nieuwer bestand toe zodra CBS het publiceert",
                severity="waarschuwing",
            )
        )
    return notes
