"""Areas that resemble the wijk or gemeente on screen: which, why, and where this one stands between them."""

from dataclasses import replace

import streamlit as st

from kinderwerk_stats.charts.peers import PeerDot, PeerRow, build_peers_figure
from kinderwerk_stats.charts.theme import PLOTLY_CONFIG
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.peers import PEER_INDICATORS, PeerArea, PeerGroup
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.text.equity import describe_peers, peer_limits, peers_sentence, why_alike
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.numbers import format_count
from kinderwerk_stats.text.origin import describe_sources
from kinderwerk_stats.ui.blocks import mode, show_chart_title
from kinderwerk_stats.ui.html_tables import build_link_list, build_list
from kinderwerk_stats.ui.loaders import load_peers
from kinderwerk_stats.ui.markup import build_paragraph, build_source_line
from kinderwerk_stats.ui.pages import page_href
from kinderwerk_stats.ui.state import bound
from kinderwerk_stats.ui.view import View

_KINDS = {"wijk": "wijken", "gemeente": "gemeenten"}
_WHERE = {"land": "in Nederland", "bestanden": "in uw bestanden", "gemeente": "in de gemeente"}


def show_peers(monitor: Monitor, view: View, wijk_code: str) -> None:
    """Draw behind a click the wijken that resemble this one, anywhere in the files, and likewise for its gemeente."""
    with st.expander("Vergelijkbare wijken"):
        group = load_peers(view, wijk_code)
        if group is None or not group.indicators:
            st.html(f'<p class="kw-leeg">Er zijn over {monitor.year} geen cijfers om wijken mee te vergelijken.</p>')
            _choose_figures()
            return
        _show_peers_of(monitor, view, group)
        with st.expander("Waarin lijken ze op elkaar?"):
            _draw_group(group)
            _choose_figures()
        _show_limits(group)
    gemeenten = load_peers(view, view.gemeente)
    if gemeenten is not None and gemeenten.peers:
        with st.expander("Vergelijkbare gemeenten"):
            _show_peers_of(monitor, view, gemeenten)
            _draw_group(gemeenten)
            _show_limits(gemeenten)


def _show_peers_of(monitor: Monitor, view: View, group: PeerGroup) -> None:
    """Draw which areas were compared, and those that are most alike."""
    kind = _KINDS[group.kind]
    st.html(build_paragraph([(peers_sentence(group), False)]))
    if group.peers:
        links = [_link(monitor, view, group, peer) for peer in group.shown]
        st.html(build_link_list(links, label=f"Vergelijkbare {kind}"))


def _draw_group(group: PeerGroup) -> None:
    """Draw the area between its peers, figure by figure."""
    if not group.peers:
        return
    kind = _KINDS[group.kind]
    show_chart_title(
        f"{group.name} naast {format_count(len(group.shown), f'vergelijkbare {group.kind}', f'vergelijkbare {kind}')}",
        f"Elke stip is een van de {kind}, de gekleurde is {group.name} met het cijfer erachter, de streep het "
        f"gemiddelde van alle {kind} {_WHERE[group.within]}; {group.year}",
    )
    figure = build_peers_figure(
        rows=[PeerRow(INDICATORS[name], _dots(group, name)) for name in group.indicators],
        mode=mode(),
    )
    st.plotly_chart(figure, theme=None, config=PLOTLY_CONFIG, key=f"gelijk_{kind}", alt=describe_peers(group))
    st.html(build_source_line("; ".join(describe_sources(group.sources)) + "; eigen berekening."))


def _link(monitor: Monitor, view: View, group: PeerGroup, peer: PeerArea) -> tuple[str, str, str]:
    """Return name, address and why: with the reach where it is a wijk of this gemeente."""
    elsewhere = peer.gemeente_code != monitor.gemeente_code
    name = f"{peer.name} ({peer.gemeente_name})" if elsewhere and group.kind == "wijk" else peer.name
    shown = replace(view, gemeente=peer.gemeente_code, wijk=peer.code if group.kind == "wijk" else None)
    words = why_alike(group, peer)
    words = f"{words[:1].lower()}{words[1:]}"
    if peer.code in monitor.coverage.cells:
        words += f" Bereik: {format_figure('reach_share', monitor.coverage.cells[peer.code])}."
    return name, page_href("wijk" if group.kind == "wijk" else "overzicht", shown), words


def _dots(group: PeerGroup, name: str) -> list[PeerDot]:
    peers = [PeerDot(peer.name, peer.scores[name], peer.figures[name]) for peer in group.shown]
    return [*peers, PeerDot(group.name, group.scores[name], group.figures[name], own=True)]


def _choose_figures() -> None:
    """Draw the choice of the figures in which areas are to be alike."""
    st.pills(
        "Waarin moeten ze op elkaar lijken?",
        PEER_INDICATORS,
        selection_mode="multi",
        format_func=lambda name: INDICATORS[name].label,
        **bound("gelijk"),
    )


def _show_limits(group: PeerGroup) -> None:
    lines = peer_limits(group)
    if lines:
        with st.expander(f"Wat niet meetelt ({len(lines)})"):
            st.html(build_list(lines))
