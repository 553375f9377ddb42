"""The first screen of one wijk: where it lies, why it is or is not among the first, its need, and who is there."""

import streamlit as st

from kinderwerk_stats.charts.small_map import draw_small_map
from kinderwerk_stats.gemeente.history import build_series
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed
from kinderwerk_stats.model.palette import PALETTES
from kinderwerk_stats.text.sentences import AGE_WORDS
from kinderwerk_stats.text.together import each_in_words
from kinderwerk_stats.text.wijk import (
    FigureLine,
    describe_lines,
    figure_lines,
    kinderwerk_figures,
    lacking_sentences,
    near_by,
    need_finding,
    nothing_there,
    why_first,
    wijk_answer,
    wijk_questions,
    year_before,
)
from kinderwerk_stats.ui.blocks import mode, show_figures, show_headline
from kinderwerk_stats.ui.first import first_of
from kinderwerk_stats.ui.html_tables import build_list
from kinderwerk_stats.ui.loaders import (
    load_latest_figures,
    load_library,
    load_need,
    load_outlines,
    load_reallocation,
    load_year,
)
from kinderwerk_stats.ui.markup import escape, escape_text
from kinderwerk_stats.ui.need.own_figure import own_figure
from kinderwerk_stats.ui.state import bound
from kinderwerk_stats.ui.view import View


def show_first_screen(monitor: Monitor, view: View, wijk_code: str) -> None:
    """Draw the answer with a small map beside it; under it need, and beside that who is there and what to ask."""
    need = load_need(view, own_figure())
    with st.container(key="wijk_kop"):
        left, right = st.columns([4, 1], gap="medium")
    with left:
        st.selectbox(
            "Kies een wijk", list(monitor.names), format_func=monitor.names.__getitem__, required=True, **bound("wijk")
        )
        title = f"{monitor.gemeente_name}, {monitor.year}, kinderen van {AGE_WORDS[monitor.age_range]}"
        show_headline(wijk_answer(monitor, need, wijk_code), title)
        if why := why_first(monitor, first_of(view), wijk_code):
            st.html(f'<p class="kw-alinea">{escape_text(why)}</p>')
    with right:
        _show_place(monitor, view, wijk_code)
    with st.container(key="wijk_uitleg"):
        left, right = st.columns([3, 2], gap="large")
    with left:
        known = _show_need(need, view, wijk_code)
    with right:
        _show_kinderwerk(monitor, view, wijk_code)
    # Where nothing is known of need, its half of the screen is for the questions.
    with right if known else left:
        questions = build_list(wijk_questions(monitor, wijk_code))
        st.html(f'<h2 class="kw-tussenkop kw-bovenaan">Om te vragen</h2>{questions}')


def _show_place(monitor: Monitor, view: View, wijk_code: str) -> None:
    """Draw where the wijk lies in the gemeente; nothing without borders."""
    outlines = load_outlines(view)
    if outlines is None or wijk_code not in outlines.paths:
        return
    palette = PALETTES[mode()]
    fills = {code: palette.accent if code == wijk_code else palette.line for code in outlines.paths}
    words = escape(f"Kaart van {monitor.gemeente_name} waarop {monitor.name_of(wijk_code)} gekleurd is")
    address = draw_small_map(outlines, fills, mode())
    st.html(f'<img class="kw-ligging" alt="{words}" src="{address}">')


def _show_need(need: GemeenteNeed, view: View, wijk_code: str) -> bool:
    """Draw the place of the wijk by need, and the figures behind it on a line each; return whether there are any."""
    st.html(f'<h2 class="kw-tussenkop kw-bovenaan">{escape_text(need_finding(need, wijk_code))}</h2>')
    lines = figure_lines(need, wijk_code, load_latest_figures(view, wijk_code))
    if not lines:
        st.html('<p class="kw-leeg">Er zijn geen cijfers over de behoefte in deze wijk.</p>')
        return False
    st.html(build_lines(lines, describe_lines(need, wijk_code), need.gemeente_name))
    return True


def build_lines(lines: list[FigureLine], label: str, gemeente_name: str) -> str:
    """Return figures as dots on a line each, with in words what the dot and the ticks say."""
    items = "".join(_line(line) for line in lines)
    words = lacking_sentences(lines, gemeente_name)
    lacking = f'<p class="kw-hulp">{escape_text(words)}</p>' if words else ""
    country = any(mark.whose == "Nederland" for line in lines for mark in line.others)
    legend = f'<i class="kw-stip"></i> deze wijk <i class="kw-streep"></i> {escape(gemeente_name)}'
    if country:
        legend += ' <i class="kw-streep kw-land"></i> Nederland'
    return (
        f'<p class="kw-hulp kw-merken">{legend}<span>links de wijk met de minste behoefte, rechts die met de meeste'
        f'</span></p><ul class="kw-lijnen" aria-label="{escape(label)}">{items}</ul>{lacking}'
    )


def _line(line: FigureLine) -> str:
    ticks = "".join(
        f'<i class="kw-streep{" kw-land" if mark.whose == "Nederland" else ""}" style="--plaats:{mark.place:.3f}"></i>'
        for mark in line.others
    )
    dot = f'<i class="kw-stip" style="--plaats:{line.own.place:.3f}"></i>'
    beside = ", ".join(f"{mark.whose} {mark.text}" for mark in line.others)
    return (
        f'<li><span class="kw-naam">{escape_text(line.label)}</span>'
        f'<span class="kw-lijn" aria-hidden="true">{ticks}{dot}</span>'
        f'<span class="kw-eigen">{escape_text(line.own.text)}</span>'
        f'<span class="kw-ernaast">{escape_text(beside)}</span></li>'
    )


def _show_kinderwerk(monitor: Monitor, view: View, wijk_code: str) -> None:
    """Draw who is there with the year before, and what is near."""
    st.html('<h2 class="kw-tussenkop kw-bovenaan">Kinderwerk nu</h2>')
    figures = kinderwerk_figures(monitor, wijk_code, _before(view, wijk_code))
    if figures:
        show_figures(figures)
    if each := each_in_words(monitor, wijk_code):
        st.html(f'<p class="kw-alinea">{escape(each)}</p>')
    if nobody := nothing_there(monitor, wijk_code):
        st.html(f'<p class="kw-alinea">{escape_text(nobody)}</p>')
    elif not figures:
        st.html(f'<p class="kw-leeg">Er is geen opgave van het kinderwerk over {monitor.year}.</p>')
    if near := near_by(monitor, wijk_code, load_latest_figures(view, wijk_code)):
        st.html(f'<h2 class="kw-tussenkop kw-bovenaan">Dichtbij</h2>{build_list(near)}')


def _before(view: View, wijk_code: str) -> list[tuple[str, str]]:
    """Return what reach and fte were in the year before, where that is the same wijk."""
    years = [year for year in load_library().years(view.gemeente) if year <= view.jaar][-2:]
    said = []
    for name in ("reach_share", "kinderwerker_fte"):
        points, reasons = build_series(
            wijk_code,
            name,
            years,
            lambda year: load_year(view, year),
            lambda old, new: load_reallocation(view, old, new),
        )
        said.append((name, year_before(name, points, reasons)))
    return said
