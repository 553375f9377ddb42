"""The page without figures: what is missing and where to go; on Verantwoording everything that is wrong."""

from collections.abc import Sequence

import streamlit as st

from kinderwerk_stats.model.problems import InputRefused, Problem
from kinderwerk_stats.sources.installation import WrongThreshold, data_folder
from kinderwerk_stats.sources.library_notes import NO_CHILDREN
from kinderwerk_stats.sources.settings import SETTINGS_FILE
from kinderwerk_stats.store import StoreUnavailable
from kinderwerk_stats.text.problems import describe
from kinderwerk_stats.ui.access import may
from kinderwerk_stats.ui.html_tables import build_problems, build_refusal
from kinderwerk_stats.ui.loaders import suggest_settings
from kinderwerk_stats.ui.pages import PageName, page_of

_PERHAPS_LOST = ("opslag_verdwenen", "opslag_beschadigd")
_NO_YEAR = "het jaar van een bestand is niet bekend"
_NO_CHILDREN_PER_WIJK = "het aantal kinderen per wijk ontbreekt"
_WHERE_TO_GO = "Lever cijfers aan bij Gegevens, of vraag het de beheerder. Wat er mist, staat bij Verantwoording."


def _what_is_missing(problems: Sequence[Problem]) -> str:
    if any(problem.asks == "jaar" for problem in problems):
        return _NO_YEAR
    return _NO_CHILDREN_PER_WIJK if any(problem.code == NO_CHILDREN for problem in problems) else ""


def show_refusal(refused: InputRefused, current: PageName) -> None:
    """Draw why there are no figures; what the manager of the files does about it stands on Verantwoording alone."""
    problems = refused.problems
    if isinstance(refused, StoreUnavailable):
        action = "Laad deze pagina straks opnieuw. Blijft dit zo, vraag dan uw beheerder."
        if not any(problem.code in _PERHAPS_LOST for problem in problems):
            action += " Er is niets verloren."
        st.html(build_refusal(missing="de gepubliceerde gegevens zijn nu niet te lezen", action=action))
        st.html(build_problems(problems))
        return
    if isinstance(refused, WrongThreshold):
        action = f"Zet het goed en start het dashboard opnieuw: {describe(problems[0]).action}."
        st.html(
            build_refusal(missing="het is niet duidelijk welke kleine aantallen verborgen moeten zijn", action=action)
        )
        st.html(build_problems(problems))
        return
    if current != "verantwoording":
        st.html(build_refusal(missing=_what_is_missing(problems), action=_WHERE_TO_GO))
        if may("aanleveren"):
            st.page_link(page_of("gegevens"), label="Naar Gegevens: cijfers aanleveren")
        st.page_link(page_of("verantwoording"), label="Naar Verantwoording: wat er aan de bestanden ontbreekt")
        return
    settings = suggest_settings() if any(problem.asks == "jaar" for problem in problems) else ""
    if settings:
        action = (
            f"Zet deze tekst in het bestand {SETTINGS_FILE}, in de map {data_folder().name}. Haal het # weg en vul in."
        )
        st.html(build_refusal(missing=_NO_YEAR, action=action))
        st.code(settings, language="toml")
        st.caption("Laad daarna deze pagina opnieuw.")
    elif any(problem.code == NO_CHILDREN for problem in problems):
        action = (
            "Download de Kerncijfers wijken en buurten van CBS, met codes, en zet het bestand in de map "
            f"{data_folder().name}. Laad daarna deze pagina opnieuw."
        )
        st.html(build_refusal(missing=_NO_CHILDREN_PER_WIJK, action=action))
    else:
        st.html(build_refusal())
    # With nothing to say there is nothing to draw: Streamlit stops at an empty piece of a page.
    if others := [problem for problem in problems if problem.code != NO_CHILDREN]:
        st.html(build_problems(others))
