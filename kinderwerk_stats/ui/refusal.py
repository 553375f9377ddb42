"""The page without figures: what is missing, the one thing to do about it, then everything that is wrong."""

import streamlit as st

from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.installation import WrongThreshold, data_folder
from kinderwerk_stats.sources.library_notes import NO_CHILDREN
from kinderwerk_stats.sources.settings import SETTINGS_FILE
from kinderwerk_stats.store import StoreUnavailable
from kinderwerk_stats.text.problems import describe
from kinderwerk_stats.ui.html_tables import build_problems, build_refusal
from kinderwerk_stats.ui.loaders import suggest_settings


def show_refusal(refused: InputRefused) -> None:
    """Draw why there are no figures; a year that no file states can be copied into bronnen.toml."""
    problems = refused.problems
    if isinstance(refused, StoreUnavailable):
        action = "Laad deze pagina straks opnieuw. Blijft dit zo, vraag dan uw beheerder. Er is niets verloren."
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
    settings = suggest_settings() if any(problem.asks == "jaar" for problem in problems) else ""
    if settings:
        action = (
            f"Zet deze tekst in het bestand {SETTINGS_FILE}, in de map {data_folder().name}. Haal het # weg en vul in."
        )
        st.html(build_refusal(missing="het jaar van een bestand is niet bekend", action=action))
        st.code(settings, language="toml")
        st.caption("Laad daarna deze pagina opnieuw.")
    elif any(problem.code == NO_CHILDREN for problem in problems):
        action = (
            "Download de Kerncijfers wijken en buurten van CBS, met codes, en zet het bestand in de map "
            f"{data_folder().name}. Laad daarna deze pagina opnieuw."
        )
        st.html(build_refusal(missing="het aantal kinderen per wijk ontbreekt", action=action))
    else:
        st.html(build_refusal())
    # With nothing to say there is nothing to draw: Streamlit stops at an empty piece of a page.
    if others := [problem for problem in problems if problem.code != NO_CHILDREN]:
        st.html(build_problems(others))
