"""Every page of the dashboard: where it stands, what it is called, for whom it is."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from kinderwerk_stats.model.access import Action
from kinderwerk_stats.ui.look import once_a_look
from kinderwerk_stats.ui.view import View, to_params

PAGES_FOLDER = Path(__file__).parents[2] / "pages"
PageName = Literal[
    "overzicht", "dekking", "wijk", "behoefte", "plan", "gegevens", "werkbezoek", "verantwoording", "toegankelijkheid"
]


@dataclass(frozen=True)
class PageRecord:
    """One page: its name (also its address, but for the first), its script, its title, its group of users.

    `needs`: what somebody must be allowed to do to use it; None for a page to look at. Without a group it stands under
    every page, not in the sidebar.
    """

    name: PageName
    script: str
    title: str
    group: str
    needs: Action | None = None

    @property
    def path(self) -> Path:
        return PAGES_FOLDER / self.script


PAGES: tuple[PageRecord, ...] = (
    PageRecord("overzicht", "verkennen/overzicht.py", "Overzicht", "Verkennen"),
    PageRecord("dekking", "verkennen/dekking.py", "Dekking per wijk", "Verkennen"),
    PageRecord("wijk", "verkennen/wijk.py", "Een wijk", "Verkennen"),
    PageRecord("behoefte", "verkennen/behoefte.py", "Behoefte", "Verkennen"),
    PageRecord("plan", "verkennen/plan.py", "Plan", "Verkennen"),
    PageRecord("gegevens", "aanleveren/gegevens.py", "Gegevens", "Aanleveren", "aanleveren"),
    PageRecord("werkbezoek", "presenteren/werkbezoek.py", "Werkbezoek", "Presenteren", "presenteren"),
    PageRecord("verantwoording", "uitleg/verantwoording.py", "Verantwoording", "Uitleg"),
    PageRecord("toegankelijkheid", "uitleg/toegankelijkheid.py", "Toegankelijkheid", ""),
)
STATEMENT: PageName = "toegankelijkheid"


@once_a_look
def page_of(name: PageName) -> st.Page:
    """Return Streamlit's page of a name; the first page stands at the root address."""
    record = next(page for page in PAGES if page.name == name)
    default = record is PAGES[0]
    return st.Page(record.path, title=record.title, url_path="" if default else record.name, default=default)


def open_page(name: PageName, view: View) -> None:
    """Leave this page for another one with this view; the script stops here."""
    st.switch_page(page_of(name), query_params=to_params(view))


def page_href(name: PageName, view: View | None) -> str:
    """Return the address of a page with this view, where there is one, relative to any page of the dashboard."""
    choices = "" if view is None else f"?{urlencode(to_params(view))}"
    return f"./{'' if name == PAGES[0].name else name}{choices}"
