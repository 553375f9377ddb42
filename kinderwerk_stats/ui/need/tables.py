"""The tables of the page Behoefte: need, need beside coverage, and reach beside chance."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kinderwerk_stats.analysis.funnel import Funnel
from kinderwerk_stats.analysis.need_structure import DOMAINS
from kinderwerk_stats.charts.need_ranks import RANK_GROUPS, RankRow, in_order
from kinderwerk_stats.gemeente.division import Division
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Cells, Figure
from kinderwerk_stats.text.equity import FUNNEL_WORDS
from kinderwerk_stats.text.intervals import format_figure, format_interval
from kinderwerk_stats.text.need import DOMAIN_WORDS, why_no_group_words
from kinderwerk_stats.text.need_sentences import SHORT_NEED_FLAGS, format_index, places
from kinderwerk_stats.text.numbers import format_number, format_share, format_value
from kinderwerk_stats.text.reference import measure_name
from kinderwerk_stats.ui.components.wijk_table import Cell, Column, Sort, wijk_table
from kinderwerk_stats.ui.pages import open_page
from kinderwerk_stats.ui.state import change_view
from kinderwerk_stats.ui.view import View

_WIJK = Column("wijk", "Wijk", numeric=False)
_SAMEN_EXPLAINED = (
    "Naar behoefte: een kind in een wijk met meer behoefte telt zwaarder. Fte naar behoefte: de fte van nu, "
    "zo verdeeld."
)
# Up to what is said under the table: in a head it took five lines.
_WEIGHTED = {
    "weighted_gap_children_count": "Nog te bereiken, naar behoefte",
    "weighted_gap_fte": "Fte erbij, naar behoefte",
}
_NO_FIGURE = Cell("–", None, muted=True)


def rank_rows(need: GemeenteNeed, chosen: str | None = None) -> list[RankRow]:
    """Return the places of the wijken with a group, as the chart draws them."""
    medians = need.need.frame["rank_median"].to_dict()
    return [
        RankRow(
            code=code,
            name=need.name_of(code),
            group=group,
            low=cells["need_rank_low"].value,
            median=float(medians[code]),
            high=cells["need_rank_high"].value,
            notes=(f"{places(need, code)}", f"behoefte-index {format_index(cells['need_index'].value)}"),
            chosen=code == chosen,
        )
        for code, cells in need.cells.items()
        if (group := next((name for name in RANK_GROUPS if name == need.group_of(code)), None)) is not None
    ]


def show_need_table(view: View, need: GemeenteNeed) -> None:
    """Draw group, place with margin, index and domains of every wijk; choosing a wijk opens its page."""
    domains = [d for d in DOMAINS if f"domain_{d}" in need.need.frame and need.need.frame[f"domain_{d}"].notna().any()]
    without = need.need.robustness.rank_without_jeugdzorg
    columns = [
        _WIJK,
        Column("need_group", "Bij de hoogste 20 %", numeric=False),
        Column("need_rank_low", "Plaats, met marge"),
        Column("need_index", "Behoefte-index"),
        *(Column(f"domain_{domain}", DOMAIN_WORDS[domain]) for domain in domains),
        *([Column("rank_without_jeugdzorg", "Plaats zonder jeugdzorg")] if len(without) else []),
    ]
    places_without = without.to_dict()
    medians, order = need.need.frame["rank_median"].to_dict(), _order(need)
    rows = {}
    for code, cells in need.cells.items():
        row = [
            _name(need, code),
            _group(need, code, order),
            _places(need, code, medians[code]),
            _figure("need_index", cells["need_index"]),
            *(_figure("need_domain", cells[f"domain_{domain}"]) for domain in domains),
        ]
        if len(without):
            place = places_without.get(code)
            known = place is not None and place == place
            row.append(Cell(format_number(place), place) if known else _NO_FIGURE)
        rows[code] = row
    _show(view, f"Behoefte per wijk in {need.gemeente_name}, {need.year}", columns, rows,
          Sort("need_group", descending=False), "tabel_behoefte")  # fmt: skip


def show_division_table(monitor: Monitor, view: View, need: GemeenteNeed, division: Division) -> None:
    """Draw per wijk what is there, and what is missing when a child counts for more where need is higher."""
    fair = {} if division.equity.misplacement is None else division.equity.misplacement.fair_fte
    gap, gap_fte = "weighted_gap_children_count", "weighted_gap_fte"
    shown = [name for name in (gap, gap_fte) if any(cells[name].known for cells in need.cells.values())]
    columns = [
        _WIJK,
        Column("need_group", "Bij de hoogste 20 %", numeric=False),
        Column("children_count", "Kinderen"),
        Column("reach_share", "Bereik"),
        Column("kinderwerker_fte", "Fte nu"),
        *([Column("fair_fte", "Fte naar behoefte")] if fair else []),
        *(Column(name, _WEIGHTED[name]) for name in shown),
    ]
    order = _order(need)
    rows = {}
    for code, cells in need.cells.items():
        own = monitor.coverage.cells[code]
        row = [
            _name(need, code),
            _group(need, code, order),
            *(_coverage(name, own) for name in ("children_count", "reach_share", "kinderwerker_fte")),
        ]
        if fair:
            row.append(Cell(format_number(fair[code], 1), fair[code]) if code in fair else _NO_FIGURE)
        row += [_figure(name, cells[name]) for name in shown]
        rows[code] = row
    first = Sort(gap) if gap in shown else Sort("need_group", descending=False)
    _show(view, f"Behoefte en kinderwerk per wijk in {need.gemeente_name}, {need.year}", columns, rows, first,
          "tabel_samen")  # fmt: skip
    until = [measure_name(monitor.coverage, measure) for measure in ("reach_share", "children_per_fte")]
    st.caption(f"{_SAMEN_EXPLAINED} Nog te bereiken is tot {until[0]}, fte erbij tot {until[1]}.")


def show_funnel_table(monitor: Monitor, view: View, funnel: Funnel) -> None:
    """Draw per wijk reach with its interval, and where it lies; by name, for this is no order of merit."""
    groups = {dot.wijk_code: FUNNEL_WORDS[dot.group] for dot in funnel.dots}
    columns = [
        _WIJK,
        Column("children_count", "Kinderen"),
        Column("reached_count", "Bereikt"),
        Column("reach_share", "Bereik"),
        Column("funnel_group", f"Naast deze wijken samen ({format_share(funnel.average)})", numeric=False),
    ]
    rows = {}
    for code, cells in monitor.coverage.cells.items():
        said = groups.get(code)
        place = Cell(said, said) if said else Cell("niet te zeggen", None, muted=True)
        figures = [_coverage(name, cells) for name in ("children_count", "reached_count", "reach_share")]
        rows[code] = [Cell(monitor.names[code], monitor.names[code]), *figures, place]
    caption = f"Bereik per wijk in {monitor.gemeente_name}, {monitor.year}, vergeleken met toeval"
    _show(view, caption, columns, rows, Sort("wijk", descending=False), "tabel_eerlijk")


def _show(
    view: View, caption: str, columns: Sequence[Column], rows: dict[str, list[Cell]], usual: Sort, key: str
) -> None:
    asked = Sort.from_text(view.volgorde) if view.volgorde else usual
    sort = asked if asked.column in {column.name for column in columns} else usual
    chosen = wijk_table(
        caption=caption,
        columns=columns,
        rows={code: tuple(cells) for code, cells in rows.items()},
        sort=replace(sort, on_change=_keep_order),
        selected=view.wijk,
        key=key,
    )
    if chosen:
        open_page("wijk", replace(view, wijk=chosen))


def _keep_order(order: Sort) -> None:
    change_view(volgorde=str(order))


def _name(need: GemeenteNeed, code: str) -> Cell:
    words = [SHORT_NEED_FLAGS[flag] for flag in need.need.flags[code] if flag in SHORT_NEED_FLAGS]
    return Cell(need.names[code], need.names[code], note=", ".join(words))


def _order(need: GemeenteNeed) -> dict[str, int]:
    """Return the place of each wijk with a group in the chart, so that table and chart have one order."""
    ordered = in_order(rank_rows(need))
    return {row.code: place for place, row in enumerate(ordered)}


def _group(need: GemeenteNeed, code: str, order: dict[str, int]) -> Cell:
    group = need.group_of(code)
    if group is None:
        return Cell(why_no_group_words(need, code), None, muted=True)
    return Cell(group, order[code])


def _places(need: GemeenteNeed, code: str, middle: float) -> Cell:
    low = need.cells[code]["need_rank_low"]
    if not low.known:
        return Cell(low.status.label, None, muted=True)
    return Cell(places(need, code, named=False), middle)


def _figure(name: str, figure: Figure) -> Cell:
    text = format_value(INDICATORS[name], *figure, unit=False)
    return Cell(text, figure.value if figure.known else None, muted=not figure.known)


def _coverage(name: str, cells: Cells) -> Cell:
    figure = cells[name]
    return Cell(
        format_figure(name, cells),
        figure.value if figure.known else None,
        muted=not figure.known,
        note=format_interval(name, cells),
    )
