"""The accessibility statement, and the link to it under every page."""

from dataclasses import astuple

import streamlit as st

from kinderwerk_stats.sources.installation import accessibility_contact
from kinderwerk_stats.text import accessibility as words
from kinderwerk_stats.ui.blocks import show_heading, show_headline
from kinderwerk_stats.ui.html_tables import build_list, build_table
from kinderwerk_stats.ui.markup import build_paragraph, escape
from kinderwerk_stats.ui.pages import STATEMENT, page_href, page_of
from kinderwerk_stats.ui.view import View


def show_statement() -> None:
    """Draw what is known of the accessibility: status, deviations, what was tested and what was not."""
    show_headline(words.statement_headline(), page_of(STATEMENT).title)
    _show_paragraphs(words.AIM, words.contact_sentence(accessibility_contact()), words.date_sentence())
    show_heading("Status")
    _show_paragraphs(*words.STATUS)
    show_heading("Afwijkingen")
    if words.DEVIATIONS:
        st.html(build_table(words.DEVIATION_HEADER, map(astuple, words.DEVIATIONS), caption="Afwijkingen"))
    else:
        _show_paragraphs(words.NO_DEVIATIONS)
    show_heading("Wat is getest, en hoe")
    st.html(build_list(words.METHOD))
    st.html(build_table(["Pagina", "Getest"], words.screens_in_words(), caption="Geteste schermen"))
    st.html(build_table(["Soort", "Bestand", "Getest"], words.files_in_words(), caption="Geteste bestanden"))
    show_heading("Wat niet is getest")
    st.html(build_list(words.NOT_TESTED))


def _show_paragraphs(*texts: str) -> None:
    st.html("".join(build_paragraph([(text, False)]) for text in texts))


def show_footer(view: View | None) -> None:
    """Draw the link to the statement; it keeps the view, where there is one."""
    href = escape(page_href(STATEMENT, view))
    st.html(f'<p class="kw-voet"><a href="{href}" target="_self" data-intern>{page_of(STATEMENT).title}</a></p>')
