"""A fair comparison of reach: what chance makes of it, and how sure the number of children is."""

import streamlit as st

from kinderwerk_stats.analysis.funnel import Funnel
from kinderwerk_stats.charts.funnel_plot import FunnelBand, FunnelRow, build_funnel_figure
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.text.division import average_sentence, describe_funnel, funnel_finding
from kinderwerk_stats.text.equity import FUNNEL_WORDS, dispersion_sentence, left_out_sentence
from kinderwerk_stats.text.intervals import format_figure, format_interval
from kinderwerk_stats.text.numbers import format_share
from kinderwerk_stats.ui.blocks import (
    mode,
    show_chart_of_wijken,
    show_chart_title,
)
from kinderwerk_stats.ui.html_tables import build_list
from kinderwerk_stats.ui.markup import build_paragraph
from kinderwerk_stats.ui.view import View

_MARGIN = (
    "De streep door een stip is de marge. Die komt van het aantal kinderen, dat per wijk is geschat. Dit is de "
    "grootste onzekerheid: het bereik zelf is een telling."
)
_CHANCE = (
    "De lijnen laten zien hoe ver een wijk door toeval van het gemiddelde kan liggen. Bij weinig kinderen is er meer "
    "toeval. De marge van het aantal kinderen telt mee. Was het bereik overal gelijk, dan lag buiten de stippellijn "
    "(95 %) hooguit 1 op de 20 wijken, en buiten de buitenste lijn (99,8 %) hooguit 1 op de 500."
)
_NO_LEAGUE = "Dit is geen ranglijst. Dat wijken verschillen, kan de bedoeling zijn: bij meer behoefte past meer bereik."


def show_funnel(monitor: Monitor, view: View, funnel: Funnel) -> None:
    """Draw reach against the number of children between its limits; a click on a dot opens the wijk."""
    names = {code: monitor.name_of(code) for code in monitor.names}
    samen = f"deze wijken samen: {format_share(funnel.average)}"
    subtitle = f"Bereik en aantal kinderen per wijk in {monitor.gemeente_name}, {monitor.year}, vergeleken met {samen}"
    show_chart_title(funnel_finding(funnel, names), subtitle)
    rows = []
    for dot in funnel.dots:
        cells = monitor.coverage.cells[dot.wijk_code]
        interval = format_interval("reach_share", cells)
        notes = (
            f"bereik {format_figure('reach_share', cells)} van {format_figure('children_count', cells)} kinderen",
            *([f"waarschijnlijk {interval}, door het aantal kinderen"] if interval else []),
            f"{FUNNEL_WORDS[dot.group]} ({samen})",
        )
        rows.append(
            FunnelRow(
                code=dot.wijk_code,
                name=names[dot.wijk_code],
                children=dot.children,
                share=dot.share,
                low=dot.low,
                high=dot.high,
                group=dot.group,
                notes=notes,
                chosen=dot.wijk_code == view.wijk,
            )
        )
    bands = [
        FunnelBand(limit.children, limit.low_998, limit.low_95, limit.high_95, limit.high_998)
        for limit in funnel.limits
    ]
    chart = build_funnel_figure(
        rows=rows,
        bands=bands,
        average=funnel.average,
        average_label=samen,
        mode=mode(),
    )
    show_chart_of_wijken(chart, view, key="trechter", alt=describe_funnel(funnel, names))
    st.caption(f"{dispersion_sentence(funnel)} {left_out_sentence(funnel)}".strip())
    st.html(build_paragraph([(average_sentence(monitor, funnel), False)]))
    st.html(build_list((_MARGIN, _CHANCE, _NO_LEAGUE)))
