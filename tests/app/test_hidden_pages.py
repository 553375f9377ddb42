"""The pages themselves: two worlds that differ in hidden counts only send the same to a browser, word for word."""

import re
from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kinderwerk_stats.gemeente.plan_choice import PlanChoice
from kinderwerk_stats.sources.installation import THRESHOLD_VARIABLE
from kinderwerk_stats.store import Kept
from kinderwerk_stats.text.hiding import NOT_HIDDEN
from kinderwerk_stats.ui import loaders
from kinderwerk_stats.ui.visit import session
from tests.app.test_pages import html_of, run_page
from tests.properties.test_another_world import PAIRS, hidden_in, same_choice
from tests.story_builders import kept_of
from tests.worlds import YEAR, World

WITH_REACH = ("overzicht", "dekking", "wijk", "behoefte", "plan", "werkbezoek")
SCREENS = [
    ("overzicht", {}),
    ("overzicht", {"norm_bereik": "20", "figuur": "gap_children_count"}),
    ("dekking", {}),
    ("dekking", {"leeftijd": "4-11", "figuur": "reached_count"}),
    ("wijk", {"wijk": "WK900101"}),
    ("wijk", {"wijk": "WK900104", "lijn": "reached_count"}),
    ("behoefte", {"deel": "behoefte"}),
    ("behoefte", {"deel": "samen", "norm_bereik": "20"}),
    ("behoefte", {"deel": "eerlijk"}),
    ("plan", {}),
    ("plan", {"fte": "7.5", "doel": "meeste"}),
    ("plan", {"fte": "3", "plandeel": "vragen"}),
    ("werkbezoek", {}),
    ("werkbezoek", {"verhaalplan": "Ruim"}),
    ("verantwoording", {}),
]


@pytest.fixture
def show(monkeypatch, tmp_path):
    """Return a function that makes the app show a world, with a threshold."""
    monkeypatch.setenv("KINDERWERK_DATA", str(tmp_path))
    plans: dict[str, Kept] = {}
    monkeypatch.setattr(session, "kept_plans", lambda _: plans)

    def use(world: World, threshold: str) -> None:
        monkeypatch.setenv(THRESHOLD_VARIABLE, threshold)
        library = world.library((YEAR - 1, YEAR))
        if threshold in ("5", "10") and not plans:
            # Kept on the figures of the first world: where another shows the same it tells the same.
            kept = kept_of(library, world.monitor(threshold=int(threshold)), PlanChoice(budget_tenths=25), "meeste")
            plans[kept.name] = kept
        monkeypatch.setattr(loaders, "read_folder", lambda *_: library)
        st.cache_resource.clear()
        st.cache_data.clear()

    yield use
    st.cache_resource.clear()
    st.cache_data.clear()


# Of the file that a button makes when it is clicked, and of the window: another number each time.
_RANDOM = re.compile(r'deferred_file_id: "[0-9a-f]+"|data-venster=\\"[0-9a-f]+\\"')


def sent(app: AppTest) -> list[str]:
    """Return everything that a page sends to the browser, in its order."""
    assert not app.exception

    def walk(node):
        for child in getattr(node, "children", {}).values():
            yield from walk(child)
        proto = getattr(node, "proto", None)
        if proto is not None:
            yield f"{type(proto).__name__} {_RANDOM.sub('', str(proto))}"

    return list(walk(app._tree))


def screens(world: World) -> list[list[str]]:
    return [sent(run_page(name, jaar=str(YEAR), **params)) for name, params in SCREENS]


@pytest.mark.parametrize("k", PAIRS)
def test_pages_of_two_worlds_that_differ_in_hidden_counts_are_the_same(show, k):
    world, other = PAIRS[k]
    show(world, str(k))
    first = screens(world)
    show(other, str(k))
    with same_choice(hidden_in(world)):
        again = screens(other)
    for (name, params), one, two in zip(SCREENS, first, again, strict=True):
        assert one == two, (name, params)
        assert len(one) > 10
        assert "verhaalplan" not in params or any("Met 2,5 fte erbij" in part for part in one)


@pytest.mark.parametrize("name", WITH_REACH)
def test_every_page_with_reach_says_in_one_line_what_is_hidden(show, name):
    show(PAIRS[10][0], "10")
    said = [caption.value for caption in run_page(name).caption if caption.value.startswith("Verborgen: ")]
    assert len(said) == 1
    assert said[0].startswith("Verborgen: het bereik van 3 van de 6 wijken en de bezoeken van de gemeente samen. ")
    assert said[0].endswith("Uit deze cijfers is geen aantal van 1 tot en met 9 kinderen of bezoeken uit te rekenen.")


@pytest.mark.parametrize("name", [*WITH_REACH, "gegevens", "verantwoording"])
def test_without_a_threshold_every_page_says_that_nothing_is_hidden(show, name):
    show(PAIRS[5][0], "uit")
    app = run_page(name)
    assert not app.exception
    assert f"{NOT_HIDDEN}." in html_of(app)
    assert not any(caption.value.startswith("Verborgen: ") for caption in app.caption)


@pytest.mark.parametrize("name", [*WITH_REACH, "gegevens", "verantwoording"])
def test_a_wrong_threshold_shows_nothing_but_what_to_do(show, name):
    show(PAIRS[5][0], "7")
    app = run_page(name)
    page = html_of(app)
    assert not app.exception
    assert "welke kleine aantallen verborgen moeten zijn" in page and "5, 10 of uit" in page
    assert not app.caption and "bereik" not in page


@pytest.mark.parametrize(("name", "params"), [screen for screen in SCREENS if screen[0] in WITH_REACH])
def test_a_count_that_is_shown_changes_the_page(show, name, params):
    # Else the comparison above would compare pages without figures. The first part of Behoefte has no reach on it.
    world = PAIRS[5][0]
    pages = []
    for count in (90, 80):
        counts = (*world.reached[:3], count, *world.reached[4:])
        show(replace(world, reached=counts, total=sum(counts)), "5")
        pages.append(sent(run_page(name, jaar=str(YEAR), **params)))
    differing = {one.split()[0] for one in {*pages[0]} ^ {*pages[1]}}
    without_reach = params.get("deel") == "behoefte"
    assert bool(differing) != without_reach
    drawn = {"overzicht": "BidiComponent", "dekking": "BidiComponent", "behoefte": "PlotlyChart"}.get(name)
    assert drawn is None or without_reach or drawn in differing
