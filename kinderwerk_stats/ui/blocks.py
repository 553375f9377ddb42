"""Parts of a page that several pages show: headline, key figures, map with bars, table, sources."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import streamlit as st

from kinderwerk_stats.analysis.priorities import order_by_children
from kinderwerk_stats.charts.map_areas import build_map
from kinderwerk_stats.charts.ranked import build_ranked_figure
from kinderwerk_stats.charts.theme import PLOTLY_CONFIG
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.indicators import INDICATORS, PER_FTE
from kinderwerk_stats.model.palette import Mode
from kinderwerk_stats.model.status import Cells
from kinderwerk_stats.story.bars import rank_wijken
from kinderwerk_stats.story.slides import Bar, BarsPicture
from kinderwerk_stats.text.emphasis import split_emphasis
from kinderwerk_stats.text.flags import FLAGS
from kinderwerk_stats.text.hiding import hidden_sentence
from kinderwerk_stats.text.intervals import format_between
from kinderwerk_stats.text.key_figures import KeyFigure, key_figures
from kinderwerk_stats.text.origin import wijk_sources
from kinderwerk_stats.text.problems import as_remark
from kinderwerk_stats.text.reference import user_norm
from kinderwerk_stats.text.sentences import (
    balance_sentence,
    describe_figure,
    figure_finding,
    figure_subtitle,
    label_of,
    norm_button,
    norm_sentence,
    over_hundred_sentence,
    spread_sentence,
)
from kinderwerk_stats.text.together import whose_figures
from kinderwerk_stats.ui.columns import FIGURES_ON_MAP
from kinderwerk_stats.ui.components.wijk_map import Legend, wijk_map
from kinderwerk_stats.ui.first import first_of
from kinderwerk_stats.ui.html_tables import PaperRow, build_list, build_paper_chart
from kinderwerk_stats.ui.loaders import load_map_url, load_other_years
from kinderwerk_stats.ui.markup import (
    build_chart_title,
    build_headline,
    build_key_figures,
    build_notice,
    build_source_line,
    escape,
)
from kinderwerk_stats.ui.norms import show_norms
from kinderwerk_stats.ui.pages import open_page, page_of
from kinderwerk_stats.ui.state import bound
from kinderwerk_stats.ui.view import View, to_params

_KEY_FIGURES = ("reach_share", "children_per_fte", "gap_children_count", "gap_fte")
# Of more wijken than this the first few stand there, and the chosen one; as in the table (ui/assets/wijk_table.js).
_LONG, _FIRST, _AT_AN_END = 18, 8, 3
_CHOICE_WIDTH = 320
# Behind a figure on paper, where no colour and no stroke says it.
_INDICATIVE, OFF_SCALE = " (indicatie)", " (buiten de schaal)"


def mode() -> Mode:
    """Return whether the visitor's screen is light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show_headline(sentence: str, title: str) -> None:
    """Draw the sentence that answers the page's question; its marked parts are set heavier."""
    st.html(build_headline(split_emphasis(sentence), title=title))


def show_whose(monitor: Monitor) -> None:
    """Draw that figures are of several organisations together; that they are of one of them stands in the frame."""
    if monitor.parts and (whose := whose_figures(monitor)):
        st.html(build_notice(whose, strong="Meer organisaties."))


def show_heading(text: str) -> None:
    """Draw a heading under the page's h1."""
    st.html(f'<h2 class="kw-tussenkop">{escape(text)}</h2>')


def show_figure_title(monitor: Monitor, figure: str) -> None:
    """Draw what map and bars of a figure show, and in one line how reach can be above 100 %."""
    # One element: with another figure the map must stay on its place on the page, or it is drawn anew.
    under = (f"{figure_subtitle(monitor, figure)}.", over_hundred_sentence(monitor, figure))
    show_chart_title(figure_finding(monitor, figure), " ".join(filter(None, under)))


def show_chart_title(finding: str, subtitle: str) -> None:
    """Draw a chart's title: what it shows, then of what, in which unit and year."""
    st.html(build_chart_title(finding, subtitle))


def show_key_figures(monitor: Monitor, cells: Cells, compared: Cells | None = None) -> None:
    """Draw reach, children per fte and both gaps with their interval; `compared` adds the gemeente's value."""
    st.html(build_key_figures(key_figures(monitor, cells, compared)))


def show_figures(figures: Iterable[KeyFigure]) -> None:
    """Draw key figures that are in words already."""
    st.html(build_key_figures(figures))


def choose_figure(monitor: Monitor, view: View) -> str:
    """Draw the head of the map: which figure, and the norm; return the figure, the children where it has no value."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.selectbox(
            "Welk cijfer wilt u zien?",
            FIGURES_ON_MAP,
            format_func=lambda name: label_of(monitor, name),
            label_visibility="collapsed",
            required=True,
            width=_CHOICE_WIDTH,
            **bound("figuur"),
        )
        with st.popover(norm_button(monitor), key="norm"):
            show_norms()
    if any(cells[view.figuur].known for cells in monitor.coverage.cells.values()):
        return view.figuur
    words = label_of(monitor, view.figuur).lower()
    why = "in geen enkele wijk een cijfer"
    if any(format_between(view.figuur, cells) for cells in monitor.coverage.cells.values()):
        why = "alleen bekend hoeveel het minstens en hoogstens is: dat staat in de tabel van Dekking"
    st.caption(f"Van {words} is {why}. Kaart en grafiek tonen daarom de kinderen.")
    return "children_count"


def show_map(monitor: Monitor, view: View, figure: str, *, key: str) -> None:
    """Draw the map of a figure; a click or Enter on a wijk opens its page."""
    url = load_map_url(view)
    if url is None:
        st.html(
            '<p class="kw-leeg">Er zijn geen wijkgrenzen die bij dit jaar passen. Zet de wijkgrenzen van '
            f"{monitor.year} (PDOK, wijken en buurten) neer bij Gegevens.</p>"
        )
        return
    others = load_other_years(view, figure)
    areas, legend = build_map(monitor, figure, frozenset(first_of(view).codes), others)
    years = [view.jaar, *(other.year for other in others)]
    note = f"Een kleur betekent in elk jaar hetzelfde ({min(years)} tot en met {max(years)})." if others else ""
    chosen = wijk_map(
        shapes_url=url,
        areas=areas,
        legend=Legend(legend, _legend_title(monitor, figure), note, user_norm(monitor.coverage, figure) is not None),
        alt=describe_figure(monitor, figure),
        selected=view.wijk,
        key=key,
    )
    if chosen:
        open_page("wijk", replace(view, wijk=chosen))


def _legend_title(monitor: Monitor, figure: str) -> str:
    unit = INDICATORS[figure].unit
    return label_of(monitor, figure) if unit in ("%", "kinderen", PER_FTE) else f"{label_of(monitor, figure)} ({unit})"


def lowest_first(view: View, figure: str) -> bool:
    """Return whether wijken stand from low to high: as the table is sorted by this figure, else by what is missing."""
    if view.volgorde and view.volgorde.rpartition("-")[0] == figure:
        return view.volgorde.endswith("-oplopend")
    return figure == "reach_share"


def show_bars(monitor: Monitor, view: View, figure: str) -> None:
    """Draw the bars of a figure in the order of the table; a click on a bar opens the wijk."""
    picture = ordered_bars(monitor, view, figure)
    bars, shown = picture.bars, picture.bars
    if shown_at_first(len(bars), key="balken") is not None:
        shown = spread_of(bars, first_of(view).codes)
    chart = build_ranked_figure(replace(picture, bars=shown), mode())
    paper = _bars_on_paper(picture) if is_long(len(bars)) else ""
    show_chart_of_wijken(chart, view, key=f"balken_{figure}", alt=describe_figure(monitor, figure), paper=paper)
    if len(shown) < len(bars):
        st.caption(spread_sentence(monitor, figure, len(shown)))
    show_more(len(bars), key="balken")


def ordered_bars(monitor: Monitor, view: View, figure: str) -> BarsPicture:
    """Return the bars of a figure in the order of the table."""
    picture = rank_wijken(monitor, figure, {view.wijk} if view.wijk else ())
    sign = 1 if lowest_first(view, figure) else -1
    place_of = {code: place for place, code in enumerate(order_by_children(monitor.coverage))}
    # Equal figures, and wijken without one, stand as in the table.
    bars = sorted(
        picture.bars,
        key=lambda bar: (not bar.figure.known, sign * bar.figure.value if bar.figure.known else 0, place_of[bar.code]),
    )
    return replace(picture, bars=tuple(bars))


def spread_of(bars: Sequence[Bar], first: Collection[str]) -> tuple[Bar, ...]:
    """Return the bars that show a long list at a glance: both ends of what is known, `first` and the chosen wijk."""
    known = [bar.code for bar in bars if bar.figure.known]
    kept = {*known[:_AT_AN_END], *known[-_AT_AN_END:], *first}
    return tuple(bar for bar in bars if bar.code in kept or bar.chosen)


def _bars_on_paper(picture: BarsPicture) -> str:
    """Return all bars for paper, to one scale; a bar that is cut keeps its number."""
    furthest = picture.furthest or 1.0
    rows = [
        PaperRow(
            bar.label,
            f"{bar.text}{_INDICATIVE * bar.indicative}{OFF_SCALE * picture.is_cut(bar)}",
            bar=min(bar.figure.value, picture.longest) / furthest if bar.figure.known else None,
            margin=None if (ends := picture.ends(bar)) is None else (ends[0] / furthest, ends[1] / furthest),
            bold=bar.chosen,
        )
        for bar in picture.bars
    ]
    reference = None if picture.reference is None else picture.reference / furthest
    return build_paper_chart(rows, axis=picture.axis, reference=reference, reference_label=picture.reference_label)


def shown_at_first(count: int, *, key: str) -> int | None:
    """Return how many wijken of a long list are drawn; None: all of them."""
    return None if not is_long(count) or st.session_state.get(f"alle_{key}") else _FIRST


def is_long(count: int) -> bool:
    """Return whether a list of so many wijken is too long for the screen; paper shows it in another form."""
    return count > _LONG


def show_more(count: int, *, key: str) -> None:
    """Draw the button that shows the rest of a long list, and the first few again."""
    if not is_long(count):
        return
    whole = bool(st.session_state.get(f"alle_{key}"))
    label = "Toon minder wijken" if whole else f"Toon alle {count} wijken"
    st.button(label, key=f"meer_{key}", on_click=st.session_state.__setitem__, args=(f"alle_{key}", not whole))


def show_chart_of_wijken(chart: Any, view: View, *, key: str, alt: str, paper: str = "") -> None:
    """Draw a chart in which a click on a wijk opens its page; what is no wijk, such as a limit, opens nothing.

    `paper`: what stands in its place on paper, as HTML; nothing: the chart itself.
    """
    with st.container(key=f"op_scherm_{key}") if paper else nullcontext():
        event = st.plotly_chart(
            chart, theme=None, config=PLOTLY_CONFIG, on_select="rerun", selection_mode="points", key=key, alt=alt
        )
    if paper:
        st.html(paper)
    wijken = [point for point in event["selection"]["points"] if "customdata" in point]
    if wijken:
        open_page("wijk", replace(view, wijk=wijken[0]["customdata"]))


def show_hidden(monitor: Monitor) -> None:
    """Draw in one line what is hidden and why."""
    if hidden := hidden_sentence(monitor):
        st.caption(hidden)


def show_small_print(monitor: Monitor, view: View) -> None:
    """Draw what is hidden and the sources; behind a click what was assumed for these figures, how they are computed."""
    show_hidden(monitor)
    st.html(build_source_line("; ".join(wijk_sources(monitor)) + "; eigen berekening."))
    words = [f"{monitor.gemeente_name}: {FLAGS[flag]}." for flag in monitor.coverage.total_flags]
    words = list(dict.fromkeys([*words, *(as_remark(note) for note in monitor.notes)]))
    if words:
        with st.expander(f"Let op bij deze cijfers ({len(words)})"):
            st.html(build_list(words))
    with st.expander("Hoe is dit berekend?"):
        compared = f"{norm_sentence(monitor)} {balance_sentence(monitor)}".strip()
        st.html(f'<p class="kw-alinea">{escape(compared)}</p>')
        explained = (INDICATORS[name] for name in ("children_count", *_KEY_FIGURES))
        st.html(build_list(f"{i.label}: {i.definition} Formule: {i.formula}. {i.caveat}" for i in explained))
        label = "Alles over bronnen, formules en aannames"
        st.page_link(page_of("verantwoording"), label=label, query_params=to_params(view))
