"""The frame around every page: the list of pages, the sidebar, the notices; then the page itself."""

import streamlit as st

from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.model.threshold import OFF
from kinderwerk_stats.sources.installation import WrongThreshold
from kinderwerk_stats.store import StoreUnavailable
from kinderwerk_stats.text.hiding import NOT_HIDDEN
from kinderwerk_stats.text.together import notice_of_one
from kinderwerk_stats.ui.access import ask_to_log_in, may, may_look, refuse_page, show_who
from kinderwerk_stats.ui.first import find_wijk
from kinderwerk_stats.ui.loaders import hidden_below, load_available, refused_files, what_is_invented
from kinderwerk_stats.ui.look import one_look
from kinderwerk_stats.ui.markup import build_notice
from kinderwerk_stats.ui.pages import PAGES, STATEMENT, page_of
from kinderwerk_stats.ui.refusal import show_refusal
from kinderwerk_stats.ui.routes import APP_TITLE, ASSETS
from kinderwerk_stats.ui.sidebar import show_brand, show_choices, show_page_links
from kinderwerk_stats.ui.state import current_view, empty_view
from kinderwerk_stats.ui.statement import show_footer
from kinderwerk_stats.ui.view import to_params

INVENTED = {
    "alles": ("Voorbeeldgemeente.", "Namen, grenzen en cijfers van deze gemeente zijn verzonnen."),
    "kinderwerk": (
        "Verzonnen cijfers.",
        "Bereik en inzet van het kinderwerk zijn verzonnen; cijfers van CBS zijn echt.",
    ),
}

pages = {each.name: page_of(each.name) for each in PAGES}
page = st.navigation(list(pages.values()), position="hidden")
current = next(name for name, candidate in pages.items() if candidate == page)
record = next(each for each in PAGES if each.name == current)

st.set_page_config(
    page_title=f"{page.title} · {APP_TITLE}",
    page_icon=str(ASSETS / "icon.png"),
    layout="wide",
    initial_sidebar_state="auto",
)

if not may_look():
    # The law asks for the statement where everybody can read it; it holds no figure.
    if current == STATEMENT:
        page.run()
    else:
        ask_to_log_in(APP_TITLE)
    show_footer(None)
    st.stop()
with one_look():
    try:
        available = load_available()
    except InputRefused as refused:
        with st.sidebar:
            show_brand(APP_TITLE)
            show_page_links(current, None)
            show_who()
        works_without = current == "gegevens" and not isinstance(refused, StoreUnavailable | WrongThreshold)
        if works_without or current == STATEMENT:
            refuse_page(record)
            empty_view()
            page.run()
        else:
            show_refusal(refused, current)
        show_footer(None)
        st.stop()
    view, notices = current_view(available, find_wijk if current == "wijk" else None)

    with st.sidebar:
        show_brand(APP_TITLE)
        show_page_links(current, view)
        if what_is_invented(view.gemeente) == "alles" and current != "gegevens" and may("aanleveren"):
            st.page_link(page_of("gegevens"), label="Welke gemeente is de uwe?", query_params=to_params(view))
        show_choices(available, view, current)
        show_who()

    if invented := INVENTED.get(what_is_invented(view.gemeente)):
        elsewhere = (
            " U ziet die op de andere pagina's, tot u eigen cijfers publiceert." if current == "gegevens" else ""
        )
        st.html(build_notice(f"{invented[1]}{elsewhere}", strong=invented[0]))
    if view.organisatie and len(names := available.organisaties(view.gemeente, view.jaar)) > 1:
        whose, others = notice_of_one(view.organisatie, list(names))
        st.html(build_notice(others, strong=whose))
    if hidden_below() == OFF:
        st.html(build_notice("Deel deze pagina's en bestanden niet.", strong=f"{NOT_HIDDEN}."))
    if unused := refused_files():
        files = "1 bestand wordt" if len(unused) == 1 else f"{len(unused)} bestanden worden"
        st.html(build_notice("Welk, en waarom, staat bij Verantwoording.", strong=f"{files} niet gebruikt."))
    if notices:
        st.html(build_notice(" ".join(notices)))
    refuse_page(record)
    try:
        page.run()
    except InputRefused as refused:
        show_refusal(refused, current)
    show_footer(view)
