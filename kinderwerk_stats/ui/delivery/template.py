"""An empty workbook for this gemeente and year, for the organisation to fill in: what comes back needs no questions."""

import streamlit as st

from kinderwerk_stats.exports.template import build_template
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.loaders import load_monitor
from kinderwerk_stats.ui.view import View

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_template(view: View) -> None:
    """Draw what the template is, and the button that saves it."""
    monitor = load_monitor(view)
    show_heading(f"Een leeg bestand voor {monitor.gemeente_name}, {view.jaar}")
    st.html(
        f"<p>Alle {len(monitor.wijken)} wijken staan er al in. De organisatie vult de aantallen in en stuurt het "
        "bestand terug. U zet het hier neer en het dashboard leest het zonder vragen.</p>"
    )
    organisation = st.text_input("Naam van de organisatie (mag leeg blijven)", max_chars=120)
    st.download_button(
        "Bewaar het lege bestand",
        lambda: build_template(
            view.gemeente, monitor.gemeente_name, view.jaar, monitor.names, organisation=organisation.strip() or None
        ),
        file_name=f"bereik-{view.gemeente}-{view.jaar}.xlsx",
        mime=_XLSX,
        on_click="ignore",
    )
