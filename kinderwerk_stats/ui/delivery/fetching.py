"""Fetching a gemeente from CBS and PDOK: only after a click, with whom is asked, and how much it is, before it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

import streamlit as st

from kinderwerk_stats.live.fetch import Item, count_rows, fetch, find_gemeente, plan_items
from kinderwerk_stats.live.services import Gemeente
from kinderwerk_stats.live.settings import LiveSettings, cache_folder, read_live_settings
from kinderwerk_stats.live.web import Web
from kinderwerk_stats.model.problems import InputRefused, Problem
from kinderwerk_stats.text import up_to_date as words
from kinderwerk_stats.text.problems import describe
from kinderwerk_stats.ui.delivery.session import take_fetched
from kinderwerk_stats.ui.html_tables import build_list, build_table
from kinderwerk_stats.ui.markup import escape

_SAID_KEY, _PLAN_KEY = "ophalen_gezegd", "ophalen_plan"
_TICK_S = 0.2
_Plan = tuple[Gemeente, list[Item], list[Problem]]
_Bar = Callable[[float, str], object]
T = TypeVar("T")


def show_fetching(*, first: bool) -> None:
    """Draw the name of a gemeente and a button, then what there is and how much; what comes is delivered as a file.

    `first`: whether there are no figures of their own yet, so that the question stands open.
    """
    if said := st.session_state.pop(_SAID_KEY, None):
        st.html(build_list(said))
    plan: _Plan | None = st.session_state.get(_PLAN_KEY)
    with st.expander("Welke gemeente? Haal de cijfers op bij CBS", expanded=first or plan is not None):
        try:
            settings = read_live_settings()
        except InputRefused as refused:
            _show_refused(refused)
            return
        hosts = words.describe_asking(settings.hosts())
        st.html(f'<p class="kw-hulp">{escape(words.WHAT_IS_FETCHED)}</p><p class="kw-hulp">{escape(hosts)}</p>')
        with st.form("ophalen", border=False):
            name = st.text_input("Gemeente", placeholder="Tilburg, of GM0855", max_chars=60).strip()
            sent = st.form_submit_button("Kijk wat CBS heeft")
        if sent and name:
            st.session_state[_PLAN_KEY] = plan = _asked(settings, lambda web, bar: _look(web, bar, name))
        if plan:
            _show_plan(settings, plan)


def _show_plan(settings: LiveSettings, plan: _Plan) -> None:
    gemeente, items, said = plan
    caption = f"Op te halen voor {gemeente.name or gemeente.code} ({gemeente.code})"
    place = st.empty()
    with place.container():
        st.html(build_table(["Wat", "Hoeveel"], [list(words.describe_item(item)) for item in items], caption=caption))
        if said:
            st.html(build_list([str(describe(problem)) for problem in said]))
        if not st.button("Haal dit op", type="primary"):
            return
    # The bar comes in its place, in sight.
    place.empty()
    del st.session_state[_PLAN_KEY]
    # Half of the bar is fetching, half reading what came.
    delivery = _asked(settings, lambda web, bar: fetch(
        web, gemeente, items, lambda done, of, item: bar(done / of / 2, words.describe_progress(done, of, item))
    ))  # fmt: skip
    if delivery:
        bar = st.progress(0.5)
        files = [(file.name, file.content) for file in delivery.files]
        take_fetched(files, delivery.origin, lambda share, text: bar.progress(0.5 + share / 2, text))
        st.session_state[_SAID_KEY] = [str(describe(problem)) for problem in delivery.problems]
        st.rerun()


def _asked(settings: LiveSettings, ask: Callable[[Web, _Bar], T]) -> T | None:
    """Return what was asked for, with a bar and a button to stop; None after a fault, which is said."""
    steps = [(0.0, "Vragen welke gemeente dit is")]
    bar, stop = st.progress(0.0), st.empty()
    # A click draws the page anew, and that ends this run at the next step of the bar.
    stop.button("Stop", on_click=lambda: st.session_state.update({_SAID_KEY: [words.STOPPED], _PLAN_KEY: None}))
    thread = ThreadPoolExecutor(1)
    with Web(settings, cache_folder()) as web:
        work = thread.submit(ask, web, lambda share, text: steps.append((share, text)))
        try:
            while not wait([work], _TICK_S).done:
                bar.progress(*steps[-1])
            return work.result()
        except InputRefused as refused:
            _show_refused(refused)
            return None
        finally:
            # Also when who asked went to another page: nothing goes on for nobody, and an answer is not waited for.
            web.stop.set()
            thread.shutdown(wait=False)
            bar.empty()
            stop.empty()


def _look(web: Web, bar: _Bar, name: str) -> _Plan:
    gemeente = find_gemeente(web, name)
    items = plan_items(web, None)
    counting = "Vragen hoeveel het is: {} van {}"
    items = count_rows(web, gemeente, items, lambda done, of, _: bar(done / of, counting.format(done, of)))
    return gemeente, items, list(dict.fromkeys(web.said))


def _show_refused(refused: InputRefused) -> None:
    st.html(build_list(["Er is niets opgehaald.", *(str(describe(problem)) for problem in refused.problems)]))
