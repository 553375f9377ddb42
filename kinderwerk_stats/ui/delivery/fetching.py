"""Fetching a gemeente from CBS and PDOK: only after a click, with whom is asked on screen before it."""

import streamlit as st

from kinderwerk_stats.live.fetch import fetch, find_gemeente, plan_items
from kinderwerk_stats.live.settings import LiveSettings, cache_folder, read_live_settings
from kinderwerk_stats.live.web import Web
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.text.delivery import WHAT_IS_FETCHED, describe_asking, describe_progress
from kinderwerk_stats.text.problems import describe
from kinderwerk_stats.ui.delivery.session import take_fetched
from kinderwerk_stats.ui.html_tables import build_list
from kinderwerk_stats.ui.markup import escape

_SAID_KEY = "ophalen_gezegd"
_NOTHING_FETCHED = "Er is niets opgehaald."


def show_fetching(*, first: bool) -> None:
    """Draw the name of a gemeente and a button; what comes is delivered as files that were dropped.

    `first`: whether there are no figures of their own yet, so that the question stands open.
    """
    if said := st.session_state.pop(_SAID_KEY, None):
        st.html(build_list(said))
    with st.expander("Welke gemeente? Haal de cijfers op bij CBS", expanded=first):
        try:
            settings = read_live_settings()
        except InputRefused as refused:
            _show_refused(refused)
            return
        hosts = describe_asking(settings.hosts())
        st.html(f'<p class="kw-hulp">{escape(WHAT_IS_FETCHED)}</p><p class="kw-hulp">{escape(hosts)}</p>')
        with st.form("ophalen", border=False):
            name = st.text_input("Gemeente", placeholder="Tilburg, of GM0855", max_chars=60).strip()
            sent = st.form_submit_button("Haal op bij CBS")
        if sent and name:
            _fetch(settings, name)


def _fetch(settings: LiveSettings, name: str) -> None:
    bar = st.progress(0.0, text="Vragen welke gemeente dit is")
    # A click draws the page anew, and that ends this run at the next step of the bar.
    st.button("Stop")
    try:
        with Web(settings, cache_folder()) as web:
            gemeente = find_gemeente(web, name)
            items, said = plan_items(web, None)
            delivery = fetch(
                web, gemeente, items, lambda done, of, what: bar.progress(done / of, describe_progress(done, of, what))
            )
    except InputRefused as refused:
        _show_refused(refused)
        return
    take_fetched([(file.name, file.content) for file in delivery.files], delivery.origin, bar.progress)
    st.session_state[_SAID_KEY] = [str(describe(p)) for p in dict.fromkeys((*said, *delivery.problems))]
    st.rerun()


def _show_refused(refused: InputRefused) -> None:
    st.html(build_list([_NOTHING_FETCHED, *(str(describe(problem)) for problem in refused.problems)]))
