"""How old the figures of a gemeente are, uploaded or fetched, and which are provisional or not the newest."""

from datetime import UTC, datetime

import streamlit as st

from kinderwerk_stats.delivery.up_to_date import find_held
from kinderwerk_stats.live.settings import read_live_settings
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.text.delivery import KIND_WORDS
from kinderwerk_stats.text.problems import describe
from kinderwerk_stats.text.up_to_date import SOURCES_AGE, describe_age
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.html_tables import build_list, build_table


def show_up_to_date(library: Library, gemeente_code: str) -> None:
    """Draw the newest figures of each source, their age, and what to look at."""
    show_heading("Hoe actueel zijn de cijfers?")
    try:
        settings = read_live_settings()
    except InputRefused as refused:
        st.html(build_list([str(describe(problem)) for problem in refused.problems]))
        return
    this_year = datetime.now(UTC).astimezone().year
    rows = [
        # The kind and never the title or the organisation: also of a file that is not the one in use.
        [KIND_WORDS[held.source.kind], str(held.year), *describe_age(held, this_year, settings.bekend)]
        for held in find_held(library, gemeente_code, settings.newest(), this_year)
    ]
    st.html(build_table(["Wat", "Nieuwste jaar", "Hoe oud", "Let op"], rows, caption=SOURCES_AGE))
