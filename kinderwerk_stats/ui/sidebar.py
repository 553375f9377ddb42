"""The sidebar: links to the pages, and the choices that hold on every page."""

from contextlib import nullcontext
from itertools import groupby
from secrets import token_hex

import streamlit as st

from kinderwerk_stats.analysis.children import AGE_RANGES
from kinderwerk_stats.text.delivery import describe_lost
from kinderwerk_stats.text.sentences import AGE_WORDS
from kinderwerk_stats.text.together import ALL
from kinderwerk_stats.ui.access import may_open
from kinderwerk_stats.ui.delivery.session import delivered_files
from kinderwerk_stats.ui.markup import escape
from kinderwerk_stats.ui.need.own_figure import own_figure
from kinderwerk_stats.ui.norms import WITH_NORM_BY_MAP, show_norms
from kinderwerk_stats.ui.pages import PAGES, PageName, page_of
from kinderwerk_stats.ui.state import bound
from kinderwerk_stats.ui.view import Available, View, to_params
from kinderwerk_stats.ui.visit.session import TEMPLATE_KEY, has_unsaved_story


def show_brand(title: str) -> None:
    """Draw the name of the dashboard; with it goes which window this is, and what is lost when no server knows it.

    Then `shell.js` says so: what the visitor sees is still what there was.
    """
    window = st.session_state.setdefault("venster", token_hex(8))
    lost = describe_lost(
        len(delivered_files()),
        story=has_unsaved_story(),
        template=TEMPLATE_KEY in st.session_state,
        own_figure=own_figure() is not None,
    )
    st.html(f'<p class="kw-merk" data-venster="{window}" data-kwijt="{escape(lost)}">{escape(title)}</p>')


def show_page_links(current: PageName, view: View | None) -> None:
    """Draw a link to every page, grouped by who uses it; the links keep the view, where there is one."""
    params = None if view is None else to_params(view)
    shown = (page for page in PAGES if page.group and may_open(page))
    for group, records in groupby(shown, key=lambda page: page.group):
        with st.container(key=f"groep_{group.lower()}", gap=None):
            st.html(f'<p class="kw-groep">{escape(group)}</p>')
            for record in records:
                with st.container(key="pagina_nu") if record.name == current else nullcontext():
                    st.page_link(page_of(record.name), label=record.title, query_params=params)


def show_choices(available: Available, view: View, current: PageName) -> None:
    """Draw the choices of gemeente, year, organisation, age and norm."""
    # Who delivers figures of one gemeente sees here which other one is shown.
    title = "Op de andere pagina's" if current == "gegevens" else "Keuzes"
    st.html(f'<p class="kw-groep">{escape(title)}</p>')
    st.selectbox(
        "Gemeente",
        list(available.gemeenten),
        format_func=lambda code: available.gemeenten[code],
        placeholder="Kies een gemeente",
        **bound("gemeente"),
    )
    st.selectbox("Jaar", available.years[view.gemeente], placeholder="Kies een jaar", **bound("jaar"))
    organisations = list(available.organisaties(view.gemeente, view.jaar))
    if len(organisations) > 1:
        st.selectbox(
            "Organisatie",
            ["", *organisations],
            format_func=lambda name: name or ALL,
            required=True,
            **bound("organisatie"),
        )
    st.segmented_control(
        "Leeftijd",
        sorted(AGE_RANGES, reverse=True),
        format_func=lambda age: AGE_WORDS[age],
        required=True,
        width="stretch",
        **bound("leeftijd"),
    )
    # Where there is a map, they stand above it.
    if current not in WITH_NORM_BY_MAP:
        show_norms()
