"""Need of the wijken of one gemeente, or of all wijken in the files."""

from dataclasses import replace

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.need import MIN_CHILDREN_0_14_FOR_INDEX, Need, compute_need, estimate_jeugdzorg
from kinderwerk_stats.analysis.need_figures import derive_need_figures, total_weighted, weigh_coverage
from kinderwerk_stats.analysis.need_structure import (
    DOMAINS,
    OWN_INDICATOR,
    SES_WOA,
    NeedSettings,
    choose_indicators,
)
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need.gather import MADE_FROM, Gathered, add_own_indicator, find_country, gather_figures
from kinderwerk_stats.gemeente.need.notes import describe_need
from kinderwerk_stats.gemeente.need.records import FIGURES, GemeenteNeed, UsedIndicator
from kinderwerk_stats.model.datasets import OwnIndicatorTable
from kinderwerk_stats.model.indicators import INDICATORS as RECORDS
from kinderwerk_stats.model.problems import TOGETHER, InputRefused, Problem, make_problem
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Cells, Status, to_cells
from kinderwerk_stats.sources.country import combine_areas
from kinderwerk_stats.sources.library import Library


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
    gathered = gather_figures(library, monitor)
    notes: list[Problem] = []
    if own_indicator is not None:
        notes += add_own_indicator(gathered, own_indicator, monitor)
    n0 = monitor.coverage.values["children_0_14_count"]
    enough = gathered.values[n0 >= MIN_CHILDREN_0_14_FOR_INDEX]
    counts = {str(name): int(figures.notna().sum()) for name, figures in enough.items()}
    chosen = choose_indicators(counts, settings)
    reference, lacking = find_country(library, gathered, chosen)
    need = compute_need(
        gathered.values,
        gathered.status,
        n0,
        settings,
        reference=reference,
        children=monitor.coverage.values["children_count"],
    )
    used = _used(need, gathered)
    cells, totals = _cells(monitor, need, gathered)
    notes += describe_need(monitor.gemeente_name, monitor.year, need, used, lacking)
    return GemeenteNeed(
        gemeente_code=monitor.gemeente_code,
        gemeente_name=monitor.gemeente_name,
        year=monitor.year,
        names=monitor.names,
        need=need,
        cells=cells,
        totals=totals,
        used=used,
        country_count=need.compared_with,
        notes=tuple(dict.fromkeys(notes)),
        sources=_sources(used, need, gathered.sources.get(SES_WOA)),
    )


def build_need_of_all(library: Library, year: int | None = None, settings: NeedSettings | None = None) -> GemeenteNeed:
    """Compute need for all wijken of the files in one year; codes and names are empty, for it is no gemeente.

    Parameters
    ----------
    year : None takes the newest year with children of 0-14 per wijk.

    Returns
    -------
    GemeenteNeed without coverage. With a file of the whole country the index is a percentile, else a z-score.

    Raises
    ------
    InputRefused : no file has children of 0-14 per wijk in that year.
    """
    years = sorted({t.source.year for t in library.cbs if t.source.year and "children_0_14_count" in t.values})
    chosen = year if year is not None else (years[-1] if years else None)
    areas = None if chosen is None else combine_areas(library, chosen, "wijk")
    if areas is None or not len(areas.values):
        code = "behoefte_ander_jaar_gevraagd" if years else "behoefte_zonder_kinderen"
        asked = make_problem(code, TOGETHER, jaren=tuple(years), jaar=chosen or "een jaar")
        raise InputRefused([*(problem for problem in library.problems if problem.severity == "fout"), asked])
    values, status = derive_need_figures(areas.values, areas.status)
    n0 = areas.values["children_0_14_count"]
    reference = estimate_jeugdzorg(values, status, n0).values.join(n0) if areas.whole_country else None
    need = compute_need(values, status, n0, settings, reference=reference)
    sources = {name: areas.sources[MADE_FROM.get(name, name)][0] for name in need.indicators}
    gathered = Gathered(values, status, dict.fromkeys(need.indicators, areas.year), sources)
    used = _used(need, gathered)
    return GemeenteNeed(
        gemeente_code="",
        gemeente_name="",
        year=areas.year,
        names=areas.names,
        need=need,
        cells=to_cells(*_frames(need, gathered)),
        totals={},
        used=used,
        country_count=need.compared_with,
        notes=tuple(describe_need("de bestanden", areas.year, need, used, ())),
        sources=_sources(used, need, next(iter(areas.sources.get(SES_WOA, ())), None)),
    )


def _sources(used: tuple[UsedIndicator, ...], need: Need, check: Source | None) -> tuple[Source, ...]:
    """Return the files behind the index, and that of SES-WOA where the index is checked with it."""
    checked = (check,) if check is not None and need.robustness.ses_woa is not None else ()
    return tuple(dict.fromkeys((*(item.source for item in used), *checked)))


def _used(need: Need, gathered: Gathered) -> tuple[UsedIndicator, ...]:
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


def _cells(monitor: Monitor, need: Need, gathered: Gathered) -> tuple[dict[str, Cells], Cells]:
    """Return every figure per wijk with its status, coverage weighed with need among them, and its totals."""
    values, status = _frames(need, gathered)
    coverage = monitor.coverage
    weighted, weighted_status = weigh_coverage(
        coverage.values, coverage.status, need.frame["need_weight"], coverage.norm_children_per_fte
    )
    totals = total_weighted(coverage.values, need.frame["need_weight"], weighted)
    cells = to_cells(pd.concat([values, weighted], axis=1), pd.concat([status, weighted_status], axis=1))
    return cells, totals


def _frames(need: Need, gathered: Gathered) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures of need and the indicators used, and their statuses."""
    frame = need.frame
    wanted = {**FIGURES, **{str(name): str(name) for name in frame.columns if str(name).startswith("domain_")}}
    few = pd.Series(["te_weinig_kinderen" in need.flags[str(code)] for code in frame.index], index=frame.index)
    values = pd.DataFrame({name: frame[column].astype(float) for name, column in wanted.items()})
    absent = pd.Series(np.where(few, Status.TOO_FEW_CHILDREN, Status.UNKNOWN).astype("int8"), index=frame.index)
    status = values.isna().mul(absent, axis=0).astype("int8")
    own = list(need.indicators)
    return pd.concat([values, gathered.values[own]], axis=1), pd.concat([status, gathered.status[own]], axis=1)
