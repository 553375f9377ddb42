"""The invitation to a werkbezoek: plain text to copy, with the figures of the wijk."""

import pytest

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.story.build import _BUILDERS
from kinderwerk_stats.text.invitation import invitation_text
from kinderwerk_stats.text.notes import SAY
from kinderwerk_stats.text.numbers import join_names
from kinderwerk_stats.text.questions import QUESTIONS
from kinderwerk_stats.text.story import PART_NAMES
from tests.builders import WIJKEN, monitor_of


def test_the_figures_of_the_wijk_are_filled_in():
    text = invitation_text(monitor_of(norm=Norm(None, 0.25)), WIJKEN[:1], questions=["Wat ziet u?", " "])
    paragraphs = text.split("\n\n")
    assert paragraphs[0] == "Onderwerp: uitnodiging voor een werkbezoek aan het kinderwerk in Wijk 01 Proef"
    assert paragraphs[1] == "Beste wethouder,"
    assert "Van harte welkom als wethouder van Verzonnendam" in paragraphs[2]
    assert "3.000 tot 3.750 kinderen (stand van 2022)" in paragraphs[3]
    assert "Het kinderwerk bereikt er 66, dat is 14 %" in paragraphs[4]
    more = "zou het kinderwerk er ongeveer 54 kinderen meer moeten bereiken (waarschijnlijk 46 tot 62)."
    assert paragraphs[4].endswith(more)
    assert paragraphs[6] == "Waar we het graag met u over hebben:\n- Wat ziet u?"
    assert "[naam], Stichting Verzonnen" in text
    assert "De cijfers gaan over 2024. De norm is zelf gekozen: 25 %." in text
    assert "Bronnen: CBS, Kerncijfers wijken en buurten 2024" in text


def test_the_college_is_greeted_as_one_and_without_wijken_the_gemeente_is_the_place():
    text = invitation_text(monitor_of(None), [], "college")
    assert "Geacht college van burgemeester en wethouders," in text and "welkom als wethouder" not in text
    assert "het kinderwerk in Verzonnendam" in text
    assert "Er is nog geen bereik van het kinderwerk in 2024" in text
    assert "\n[naam]\n" in text


@pytest.mark.parametrize("norm", [None, Norm(None, 0.25)])
def test_the_measure_is_explained_once(norm):
    monitor = monitor_of((66, 120, 90), total={"reached_count": 100}, norm=norm)
    last = invitation_text(monitor, WIJKEN[:1]).split("\n\n")[-1]
    assert ("Een wijk vergelijkt u met" in last) is (norm is not None)
    assert ("vergeleken met het gemiddelde van de wijken" in last) is (norm is None)


def test_three_wijken_at_most_are_described():
    monitor = monitor_of([60, 70, 80, 90], [1] * 4, children=[800] * 4)
    text = invitation_text(monitor, list(monitor.names))
    assert "[plek] (in Wijk 01 Proef), [plek] (in Wijk 02 Proef) en [plek] (in Wijk 03 Proef)? U" in text
    assert "in Wijk 01 Proef, Wijk 02 Proef en Wijk 03 Proef" in text and "Wijk 04 Proef" not in text


@pytest.mark.parametrize("reached", [3, Status.UNKNOWN])
def test_what_is_hidden_or_unknown_has_no_number_and_no_gap(reached):
    text = invitation_text(monitor_of([reached, 200, 90]), WIJKEN[:1])
    about = next(part for part in text.split("\n\n") if part.startswith("In Wijk 01 Proef wonen"))
    assert "bereikt er 3" not in about and "kinderen meer" not in about
    assert ("verborgen" in about) is (reached == 3)


@pytest.mark.parametrize(
    ("fte", "reached", "whom"),
    [
        ([0.5, 1, 1], [66, 120, 90], "kinderen, ouders en kinderwerkers, en we lopen"),
        ([0, 1, 1], [0, 120, 90], "kinderen en ouders, en in Wijk 02 Proef ook kinderwerkers, en we lopen"),
        ([0, 0, 1], [0, 0, 90], "kinderen en ouders, en we lopen"),
        # What nobody gave is no promise; where children are reached, somebody is there.
        ([Status.UNKNOWN] * 3, [Status.UNKNOWN, 0, 90], "kinderen en ouders, en we lopen"),
        ([Status.UNKNOWN] * 3, [66, 120, 90], "kinderen, ouders en kinderwerkers, en we lopen"),
    ],
)
def test_nobody_is_promised_whom_a_wijk_does_not_have(fte, reached, whom):
    assert f"U ontmoet er {whom}" in invitation_text(monitor_of(reached, fte), WIJKEN[:2])


def test_invented_figures_say_so(example_monitor):
    text = invitation_text(example_monitor(2024), ["WK900105"])
    assert "De cijfers zijn verzonnen." in text
    assert not any(sign in text for sign in "<>*#\x0e\x0f")


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_names_in_a_row(parts, words):
    assert join_names(parts, None) == words


def test_every_part_has_a_name_and_every_picture_its_questions_and_notes():
    assert set(PART_NAMES) == {"titel", *_BUILDERS, "gesprek"}
    assert set(QUESTIONS) | {"titel", "gesprek"} == set(SAY)
    assert all(question.endswith("?") for questions in QUESTIONS.values() for question in questions)
    forbidden = ("bespaart", "faalt", "presteert", "zorgt ervoor")
    assert not any(word in text for text in SAY.values() for word in forbidden)
