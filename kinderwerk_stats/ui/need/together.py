"""Need and reach together: the quadrants, and whether the kinderwerk is where need is."""

from dataclasses import replace

import streamlit as st

from kinderwerk_stats.analysis.equity import Concentration
from kinderwerk_stats.charts.concentration import Curve, CurveKind, CurveStep, build_concentration_figure
from kinderwerk_stats.charts.quadrant import MiddleLine, QuadrantPoint, build_quadrant_figure
from kinderwerk_stats.charts.theme import PLOTLY_CONFIG
from kinderwerk_stats.gemeente.division import Division, less_reached
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed
from kinderwerk_stats.text.division import (
    concentration_finding,
    describe_concentration,
    describe_quadrant,
    gap_sentence,
    half_sentence,
    not_in_chart,
    quadrant_finding,
    quadrant_subtitle,
)
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.equity import concentration_sentence, misplacement_sentence, progressivity_sentence
from kinderwerk_stats.text.first import TITLE, first_in_words
from kinderwerk_stats.text.intervals import format_figure, format_interval
from kinderwerk_stats.text.need_sentences import format_index, index_axis
from kinderwerk_stats.text.numbers import format_typed
from kinderwerk_stats.text.reference import reference_of
from kinderwerk_stats.ui.blocks import (
    mode,
    show_chart_of_wijken,
    show_chart_title,
    show_heading,
)
from kinderwerk_stats.ui.first import first_of
from kinderwerk_stats.ui.html_tables import build_link_list, build_list
from kinderwerk_stats.ui.pages import page_href
from kinderwerk_stats.ui.view import View

# So many names can be written without covering each other.
_MOST_NAMED = 6


def show_quadrant(monitor: Monitor, view: View, need: GemeenteNeed, division: Division) -> None:
    """Draw need against reach; a click on a bubble opens the wijk."""
    show_chart_title(quadrant_finding(monitor, need, division), quadrant_subtitle(need))
    points = _points(monitor, view, need, division)
    if not points or division.need_middle is None:
        st.html('<p class="kw-leeg">Er is geen wijk waarvan behoefte en bereik allebei bekend zijn.</p>')
        return
    reach, label = reference_of(monitor, "reach_share")
    chart = build_quadrant_figure(
        points=points,
        need_middle=MiddleLine(division.need_middle, "middelste wijk"),
        reach_middle=None if reach is None else MiddleLine(reach, label),
        need_title=index_axis(need),
        mode=mode(),
    )
    show_chart_of_wijken(chart, view, key="kwadrant", alt=describe_quadrant(monitor, need, division))
    if absent := not_in_chart(monitor, need):
        st.caption(absent)


def _points(monitor: Monitor, view: View, need: GemeenteNeed, division: Division) -> list[QuadrantPoint]:
    """Return the wijken of which both may be shown: those to look at first, then much need with little reach."""
    first = [code for code in first_of(view).codes if need.cells[code]["need_index"].known]
    low = [*first, *(code for code in less_reached(monitor, need, division) if code not in first)]
    shown = [
        code
        for code, cells in monitor.coverage.cells.items()
        if cells["reach_share"].known and need.cells[code]["need_index"].known
    ]
    ordered = [*low, *(code for code in shown if code not in low)]
    return [
        replace(_point(monitor, view, need, code), named=code in low[:_MOST_NAMED], told=code in first)
        for code in ordered
    ]


def _point(monitor: Monitor, view: View, need: GemeenteNeed, code: str) -> QuadrantPoint:
    cells, index = monitor.coverage.cells[code], need.cells[code]["need_index"].value
    interval = format_interval("reach_share", cells)
    notes = (
        f"behoefte-index {format_index(index)}",
        f"bereik {format_figure('reach_share', cells)}{f', waarschijnlijk {interval}' if interval else ''}",
        f"{format_figure('children_count', cells)} kinderen",
    )
    return QuadrantPoint(
        code=code,
        name=monitor.name_of(code),
        need=index,
        reach=cells["reach_share"].value,
        children=cells["children_count"].value,
        chosen=code == view.wijk,
        notes=notes,
    )


def show_first_links(monitor: Monitor, view: View) -> None:
    """Draw the wijken to look at first, the same as on Overzicht, each with a link and what it rests on."""
    first = first_in_words(monitor, first_of(view))
    if not first:
        return
    show_heading(TITLE)
    links = [
        (wijk.name, page_href("wijk", replace(view, wijk=wijk.code)), f"{wijk.figure}. {wijk.why}") for wijk in first
    ]
    st.html(build_link_list(links, label=TITLE))


def show_concentration(monitor: Monitor, need: GemeenteNeed, division: Division) -> None:
    """Draw behind a click to whom reach and fte go, the curve beside the words."""
    with st.expander("Zit het kinderwerk waar de behoefte zit?"):
        _draw_concentration(monitor, need, division)


def _draw_concentration(monitor: Monitor, need: GemeenteNeed, division: Division) -> None:
    left, right = st.columns([3, 2], gap="large")
    lines: tuple[tuple[Concentration | None, str, CurveKind], ...] = (
        (division.equity.reach, "bereik", "main"),
        (division.equity.fte, "fte", "second"),
        (division.equity.need, "behoefte", "compare"),
    )
    curves = [_curve(found, label, kind, monitor) for found, label, kind in lines if found is not None]
    with left:
        unseen = division.equity.reach_unseen is not None or division.equity.fte_unseen is not None
        among = " van de wijken met een cijfer" if unseen else ""
        place = plain(need.gemeente_name)
        subtitle = f"Deel van bereik en fte tegen deel van de kinderen{among}, {place}, {need.year}"
        show_chart_title(concentration_finding(monitor, division), subtitle)
        if curves:
            st.plotly_chart(
                build_concentration_figure(curves=curves, mode=mode()),
                theme=None,
                config=PLOTLY_CONFIG,
                key="concentratie",
                alt=describe_concentration(monitor, division),
            )
    with right:
        words = [
            plain(misplacement_sentence(division.equity.misplacement, _fte_unknown(monitor, division))),
            half_sentence(division),
            gap_sentence(monitor, need),
        ]
        st.html(build_list(line for line in words if line))
        st.caption(
            "Loopt een lijn onder de schuine lijn, dan hebben wijken met veel behoefte meer dan hun deel. "
            f"Een kind in de wijk met de meeste behoefte telt {format_typed(need.need.settings.steepness)} keer zo "
            "zwaar als een kind in de wijk met de minste; dat kiest u zelf."
        )
        with st.expander("In een getal: de concentratie-index"):
            equity, names = division.equity, {code: monitor.name_of(code) for code in monitor.names}
            numbers = [
                concentration_sentence(equity.reach, "Het bereik", equity.reach_unseen, names),
                concentration_sentence(equity.fte, "De fte", equity.fte_unseen, names),
                progressivity_sentence(equity.progressivity),
            ]
            st.html(build_list(line for line in numbers if line))


def _fte_unknown(monitor: Monitor, division: Division) -> list[str]:
    unseen = division.equity.fte_unseen
    return [] if unseen is None else [monitor.name_of(code) for code in unseen.wijken]


def _curve(found: Concentration, label: str, kind: CurveKind, monitor: Monitor) -> Curve:
    steps = tuple(
        CurveStep(
            point.children_share,
            point.outcome_share,
            tuple(monitor.name_of(code) for code in point.wijken),
            point.wijken[0] if len(point.wijken) == 1 else "",
        )
        for point in found.curve
    )
    return Curve(label, steps, kind)
