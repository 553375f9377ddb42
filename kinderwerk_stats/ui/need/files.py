"""Need to take along, and under the page its sources and how it is computed."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from kinderwerk_stats.exports.need_files import write_need_csv, write_need_xlsx
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.text.need import NEED_FLAGS
from kinderwerk_stats.text.origin import describe_sources
from kinderwerk_stats.text.problems import as_remark
from kinderwerk_stats.text.sentences import norm_sentence
from kinderwerk_stats.ui.blocks import show_hidden
from kinderwerk_stats.ui.html_tables import build_list
from kinderwerk_stats.ui.markup import build_paragraph, build_source_line
from kinderwerk_stats.ui.pages import page_of
from kinderwerk_stats.ui.view import View, to_params

_EXPLAINED = ("need_index", "need_percentile", "need_weight", "need_p_top20")


def show_need_downloads(monitor: Monitor, need: GemeenteNeed) -> None:
    """Draw the buttons that save the figures of need, where there are any; the file is made when it is asked for."""
    if need.need.structure is None:
        return
    name = f"behoefte-{need.gemeente_code}-{need.year}"
    with st.container(horizontal=True):
        st.download_button(
            "Bewaar als Excel",
            _file_maker(monitor, need, write_need_xlsx, ".xlsx"),
            file_name=f"{name}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
        )
        st.download_button(
            "Bewaar als csv",
            _file_maker(monitor, need, write_need_csv, ".csv"),
            file_name=f"{name}.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _file_maker(
    monitor: Monitor, need: GemeenteNeed, write: Callable[[Monitor, GemeenteNeed, Path], None], suffix: str
) -> Callable[[], bytes]:
    """Return what Streamlit calls on the click; the writers write files, so one is made and thrown away."""

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"behoefte{suffix}"
            write(monitor, need, path)
            return path.read_bytes()

    return make


def show_need_print(monitor: Monitor, need: GemeenteNeed, view: View, *, compared: bool) -> None:
    """Draw what is hidden and the sources; behind a click what was assumed for these figures, how they are computed.

    `compared`: reach stands beside need, so that what it is held against is explained too.
    """
    show_hidden(monitor)
    lines = describe_sources((*need.sources, *monitor.sources))
    st.html(build_source_line("; ".join(lines) + "; eigen berekening."))
    words = [as_remark(note) for note in need.notes]
    flags = dict.fromkeys(flag for flags in need.need.flags.values() for flag in flags)
    for flag in flags:
        count = sum(flag in own for own in need.need.flags.values())
        words.append(f"{count} {'wijk' if count == 1 else 'wijken'}: {NEED_FLAGS[flag]}.")
    if words:
        with st.expander(f"Let op bij deze cijfers ({len(words)})"):
            st.html(build_list(words))
    with st.expander("Hoe is dit berekend?"):
        if compared:
            st.html(build_paragraph([(norm_sentence(monitor), False)]))
        records = [INDICATORS[name] for name in _EXPLAINED]
        st.html(build_list(f"{i.label}: {i.definition} Formule: {i.formula}. {i.caveat}" if i.formula else
                           f"{i.label}: {i.definition} {i.caveat}" for i in records))  # fmt: skip
        label = "Alles over bronnen, formules en aannames"
        st.page_link(page_of("verantwoording"), label=label, query_params=to_params(view))
