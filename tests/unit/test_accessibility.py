"""The accessibility statement: it names every page and part, and says no more than it knows."""

import pytest

from kinderwerk_stats.text import accessibility
from kinderwerk_stats.text.accessibility import (
    SCREENS,
    Deviation,
    contact_sentence,
    screens_in_words,
    statement_headline,
)
from kinderwerk_stats.text.need_choice import NEED_PARTS
from kinderwerk_stats.text.plan_address import PLAN_PARTS
from kinderwerk_stats.ui.pages import PAGES


def test_the_statement_names_every_page_and_every_part():
    assert {screen.page for screen in SCREENS} == {page.title for page in PAGES}
    addresses = " ".join(screen.address for screen in SCREENS)
    assert [part for part in PLAN_PARTS if f"plandeel={part}" not in addresses] == []
    assert [part for part in NEED_PARTS[1:] if f"deel={part}" not in addresses] == []


def test_states_stand_with_their_page():
    states = dict(screens_in_words())
    assert list(states) == [page.title for page in PAGES]
    assert states["Een wijk"] == "zoals de pagina opent"
    assert states["Overzicht"] == "zoals de pagina opent; zonder cijfers"
    assert states["Werkbezoek"].startswith("“Het verhaal”; “Van uzelf”")


@pytest.mark.parametrize(
    ("count", "words"), [(0, "zonder afwijkingen"), (1, "op één afwijking na"), (3, "op 3 afwijkingen na")]
)
def test_the_headline_counts_the_deviations(count, words, monkeypatch):
    monkeypatch.setattr(accessibility, "DEVIATIONS", (Deviation("1.4.1", *5 * ["."]),) * count)
    assert (
        statement_headline() == f"Wat is getest, voldoet {words} aan de eisen. Een volledig onderzoek is er nog niet."
    )


def test_without_a_contact_it_is_who_offers_the_dashboard():
    assert "Meld het bij wie u dit dashboard aanbiedt." in contact_sentence("")
    assert "Meld het: help@proefstad.example." in contact_sentence("help@proefstad.example")
