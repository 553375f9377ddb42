"""Where need is highest and how sure that is: map, places, what moves the order, the table."""

from dataclasses import replace

import streamlit as st

from kinderwerk_stats.charts.need_areas import build_need_areas
from kinderwerk_stats.charts.need_ranks import RankRow, build_need_ranks_figure, in_order
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.need import interval_sentence, one_domain_sentence
from kinderwerk_stats.text.need_choice import NeedMap, NeedPart
from kinderwerk_stats.text.need_sentences import (
    GROUPS_EXPLAINED,
    ORDER_EXPLAINED,
    describe_need,
    made_of,
    map_finding,
    places,
    ranks_finding,
    ranks_subtitle,
    robustness_sentences,
    without_index_sentence,
)
from kinderwerk_stats.text.numbers import format_count
from kinderwerk_stats.ui.blocks import (
    is_long,
    mode,
    show_chart_of_wijken,
    show_chart_title,
    show_more,
    shown_at_first,
)
from kinderwerk_stats.ui.components.wijk_map import Legend, wijk_map
from kinderwerk_stats.ui.html_tables import PaperRow, build_list, build_paper_chart, build_table
from kinderwerk_stats.ui.loaders import load_map_url
from kinderwerk_stats.ui.markup import build_paragraph, escape_text
from kinderwerk_stats.ui.need.tables import rank_rows
from kinderwerk_stats.ui.pages import open_page
from kinderwerk_stats.ui.state import bound
from kinderwerk_stats.ui.view import View

_PART_WORDS: dict[NeedPart, str] = {
    "behoefte": "Waar is de behoefte?",
    "samen": "Behoefte en bereik samen",
    "eerlijk": "Eerlijk vergelijken",
}
_MAP_WORDS: dict[NeedMap, str] = {"groep": "Hoe zeker", "klasse": "Hoogte van de index"}
_MADE_OF = ["Domein", "Cijfer", "Deel van het domein", "Meer is", "Jaar", "Bron", "Bekend voor"]


def choose_part() -> NeedPart:
    """Draw the choice of the question that the page answers; return it."""
    chosen: NeedPart = st.segmented_control(
        "Welke vraag?", list(_PART_WORDS), format_func=_PART_WORDS.__getitem__, required=True, **bound("deel")
    )
    return chosen


def show_need_map(monitor: Monitor, view: View, need: GemeenteNeed) -> None:
    """Draw the map of need; a click or Enter on a wijk opens its page."""
    show_chart_title(map_finding(need), f"Behoefte per wijk in {need.gemeente_name}, {need.year}")
    url = load_map_url(view)
    if url is None:
        st.html(
            '<p class="kw-leeg">Er zijn geen wijkgrenzen die bij dit jaar passen. Zet de wijkgrenzen van '
            f"{monitor.year} (PDOK, wijken en buurten) neer bij Gegevens.</p>"
        )
        return
    what: NeedMap = "klasse"
    if need.need.has_groups:
        what = view.kaart
        st.segmented_control(
            "Wat de kaart toont", list(_MAP_WORDS), format_func=_MAP_WORDS.__getitem__, required=True, **bound("kaart")
        )
    areas, legend = build_need_areas(need, monitor.drawn, what)
    titles = {"groep": "Bij de 20 % met de meeste behoefte", "klasse": "Behoefte-index"}
    scale = "tegenover alle Nederlandse wijken" if need.need.scale == "landelijk" else "binnen de gemeente"
    chosen = wijk_map(
        shapes_url=url,
        areas=areas,
        legend=Legend(legend, titles[what], f"Sterkere kleur: meer behoefte, {scale}."),
        alt=describe_need(need),
        selected=view.wijk,
        key="kaart_behoefte",
    )
    if chosen:
        open_page("wijk", replace(view, wijk=chosen))


def show_ranks(view: View, need: GemeenteNeed) -> None:
    """Draw the places with their margins; a click on a dot opens the wijk."""
    show_chart_title(ranks_finding(need), ranks_subtitle(need))
    if not need.need.has_groups:
        st.html(f'<p class="kw-leeg">{escape_text(one_domain_sentence(need.need, need.used))}</p>')
        return
    rows = rank_rows(need, view.wijk)
    most = shown_at_first(len(rows), key="plaatsen")
    chart = build_need_ranks_figure(rows=rows, top_count=need.need.top_count, mode=mode(), most=most)
    paper = _ranks_on_paper(need, rows) if is_long(len(rows)) else ""
    show_chart_of_wijken(chart, view, key="plaatsen_behoefte", alt=describe_need(need), paper=paper)
    show_more(len(rows), key="plaatsen")
    top = f"De hoogste 20 % zijn hier {format_count(need.need.top_count, 'wijk', 'wijken')} van deze gemeente."
    st.caption(f"{top} {GROUPS_EXPLAINED} {ORDER_EXPLAINED} {without_index_sentence(need)}".strip())
    if few := interval_sentence(need.need, need.used):
        st.html(build_paragraph([(few, False)]))


def _ranks_on_paper(need: GemeenteNeed, rows: list[RankRow]) -> str:
    """Return every place with its margin for paper, the group of each wijk in words."""
    last, top = len(rows), need.need.top_count

    def part(place: float) -> float:
        return (place - 0.5) / last

    return build_paper_chart(
        [
            PaperRow(
                row.name,
                f"{row.group}, {places(need, row.code, named=False)}",
                margin=(part(row.low), part(row.high)),
                dot=part(row.median),
                bold=row.chosen,
            )
            for row in in_order(rows)
        ],
        axis="Plaats (1 = meeste behoefte)",
        reference=top / last if 0 < top < last else None,
        reference_label="hoogste 20 %",
    )


def show_robustness(need: GemeenteNeed) -> None:
    """Draw behind a click how fast the order lies, and what the index is made of."""
    with st.expander("Hoe vast ligt deze volgorde?"):
        st.html(build_list(robustness_sentences(need)))
    with st.expander(f"Waar de index uit bestaat ({len(need.used)})"):
        st.html(build_table(_MADE_OF, made_of(need), caption="Cijfers in de behoefte-index", numeric={2, 4, 6}))


def has_index(need: GemeenteNeed) -> bool:
    """Return whether any wijk has an index; without, say what to do about it."""
    if any(cells["need_index"].status == Status.KNOWN for cells in need.cells.values()):
        return True
    todo = (
        "Zet bij Gegevens het bestand SES-WOA van CBS neer, of kies hieronder iets anders dat meetelt."
        if need.need.settings.measure == "ses_woa"
        else "Zet bij Gegevens de Kerncijfers wijken en buurten van een eerder jaar neer: CBS vult armoede, jeugdzorg, "
        "opleiding en woningwaarde later aan. Of voeg hieronder een eigen cijfer toe."
    )
    st.html(f'<p class="kw-doen">{todo}</p>')
    return False
