"""Fetching on the page Gegevens: nothing is asked before the click, and what comes is delivered as any file."""

from pathlib import Path

import pytest

from kinderwerk_stats.store import open_store
from tests.app.test_gegevens import confirm, press
from tests.app.test_pages import html_of, run_page
from tests.live.conftest import Desk
from tests.live.server import GEMEENTE


@pytest.fixture(autouse=True)
def _own_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("KINDERWERK_DATA", raising=False)


def test_a_gemeente_is_fetched_looked_at_and_published(desk: Desk) -> None:
    app = run_page("gegevens")
    shown = html_of(app)
    assert "Gevraagd wordt aan: 127.0.0.1, localhost." in shown and "nog nooit geprobeerd" in shown
    assert app.expander[0].label.startswith("Welke gemeente?") and app.expander[0].proto.expanded
    assert desk.stand_in.asked == []

    next(box for box in app.text_input if box.label == "Gemeente").set_value("Proefstad")
    press(app, "Kijk wat CBS heeft")
    shown = html_of(app)
    assert "Op te halen voor Proefstad (GM9101)" in shown
    assert "30 regels" in shown and "omvang onbekend" in shown
    # Counted, and nothing more.
    assert [a for a in desk.stand_in.asked if "Observations" in a and "count=true" not in a] == []
    press(app, "Haal dit op")
    assert "Op te halen voor" not in html_of(app)
    assert "kwb-2024-GM9101.json" in html_of(app) and "Publiceer 6 bestanden voor Proefstad" in html_of(app)
    assert "dit jaar staat (nog) niet bij de dienst (84199NED)" in html_of(app)
    assert not open_store().datasets(GEMEENTE)

    next(box for box in app.text_input if box.label == "Uw naam of functie").set_value("Proefpersoon")
    confirm(app)
    press(app, "Publiceer alle 6 bestanden")
    found = [d.published for d in open_store().datasets(GEMEENTE) if d.published]
    assert len(found) == 7
    assert {v.publication.note[:26] for v in found} == {"Opgehaald bij CBS en PDOK "}

    app.session_state["gegevens_taak"] = "Wat is gepubliceerd"
    app.run()
    shown = html_of(app)
    assert "Hoe actueel zijn de cijfers?" in shown and "Nieuwste cijfers van elke bron" in shown
    assert "Niet het nieuwste: CBS had in november 2026 ook 2024." in shown.partition("CBS: nabijheid")[2]
    assert "Of CBS een nieuwer jaar heeft, is niet bekend." in shown.partition("CBS: sociaal-economische score")[2]


def test_a_fault_is_said_and_nothing_is_delivered(desk: Desk) -> None:
    desk.stand_in.fail("Observations|TypedDataSet", "inlogpagina")
    app = run_page("gegevens")
    next(box for box in app.text_input if box.label == "Gemeente").set_value("Proefstad")
    press(app, "Kijk wat CBS heeft")
    press(app, "Haal dit op")
    assert "Er is niets opgehaald." in html_of(app) and "inlogpagina van het netwerk" in html_of(app)
    assert "kwb-2024-GM9101" not in html_of(app)
