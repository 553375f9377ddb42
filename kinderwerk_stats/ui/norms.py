"""The norms of the user: by the map where a page has one, else in the sidebar."""

import streamlit as st

from kinderwerk_stats.text.reference import WITHOUT_NORM
from kinderwerk_stats.ui.markup import build_error
from kinderwerk_stats.ui.pages import PageName
from kinderwerk_stats.ui.state import bound, norm_problem

WITH_NORM_BY_MAP: frozenset[PageName] = frozenset({"overzicht", "dekking"})


def show_norms() -> None:
    """Draw the fields of both norms."""
    _norm_input("norm_reach", "Norm: bereik in procenten", "Geen norm, bijvoorbeeld 25")
    _norm_input("norm_children_per_fte", "Norm: kinderen per fte", "Geen norm, bijvoorbeeld 800")
    st.html(f'<p class="kw-hulp">{WITHOUT_NORM}</p>')


def _norm_input(field: str, label: str, placeholder: str) -> None:
    st.text_input(label, placeholder=placeholder, max_chars=12, autocomplete="off", **bound(field))
    if problem := norm_problem(field):
        st.html(build_error(f"{problem} Tot dan geldt wat er eerder stond.", label))
