"""Own numbers of early signalling: which may be told, and what they become on a slide."""

import pytest

from kinderwerk_stats.story.own_signals import Signalling, signalling_problems
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.story.slides import StepsPicture
from tests.builders import GEMEENTE, monitor_of
from tests.unit.test_story import everything_said, slides_of
from tests.words import refusal_saying


def numbers(listed=80, known=60, needed_help=20, what="Een lijst van alle scholen", when="najaar 2024"):
    return Signalling(listed, known, needed_help, what, when)


@pytest.mark.parametrize(
    ("counts", "allowed"),
    [
        ((50, 48, 15), True),  # as in Den Haag: 2 who were not known is no secret of a child
        ((50, 50, 40), True),
        ((20, 20, 10), True),
        ((20, 19, 10), False),  # 9 without need of help: the others nearly all had it
        ((40, 30, 9), False),
        ((40, 30, 1), False),
        ((40, 30, 0), True),
        ((40, 30, 30), False),  # who was on the list is known to have needed help
        ((40, 30, 21), False),
        ((40, 0, 0), True),
        ((40, 4, 0), False),
        ((4, 0, 0), False),
        ((5, 5, 0), True),
    ],
)
def test_small_numbers_of_help_are_nowhere_kept(counts, allowed):
    if allowed:
        assert numbers(*counts).needed_help == counts[2]
        return
    with refusal_saying("te herkennen"):
        numbers(*counts)


@pytest.mark.parametrize("counts", [(0, 0, 0), (10, 11, 0), (20, 10, 11), (20, 15, -1), (10**6, 20, 10)])
def test_numbers_that_do_not_fit_each_other_are_refused(counts):
    with refusal_saying("niet bij elkaar passen"):
        numbers(*counts)


@pytest.mark.parametrize("words", [{"what": " "}, {"when": ""}, {"what": "a" * 201}])
def test_a_list_is_named_in_a_sentence(words):
    with refusal_saying("tekst"):
        numbers(**words)


def test_own_numbers_stand_on_the_slide_with_their_interval_and_the_warning():
    plan = Plan(GEMEENTE, 2024, signalling=numbers())
    (slide,) = slides_of(monitor_of(), "signaleren", plan)
    assert isinstance(slide.picture, StepsPicture)
    assert [step.count for step in slide.picture.steps] == [80, 60, 20]
    assert slide.picture.steps[2].text == "20 van de 60: 33 % (waarschijnlijk 23 tot 46 %)"
    assert "niet om naar" in slide.picture.warning and slide.picture.warning in slide.alt
    assert "Verzonnendam" in slide.title and "Den Haag" not in everything_said(slide)
    assert slide.source == "Opgave van Stichting Verzonnen: Een lijst van alle scholen, najaar 2024"


def test_without_own_numbers_the_example_says_that_it_is_one():
    (slide,) = slides_of(monitor_of(), "signaleren")
    assert [step.text for step in slide.picture.steps] == [
        "50 kinderen",
        "48 van de 50: 96 % (waarschijnlijk 87 tot 99 %)",
        "15 van de 48: 31 % (waarschijnlijk 20 tot 45 %)",
    ]
    assert "zegt niets over andere gemeenten" in slide.remark
    assert "18 januari 2022" in slide.source


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        ("Lijst van scholen in Oost", False),
        ("Lijst van OOST en West", False),
        ("Lijst van wijk 01 Oost", False),
        ("Lijst van de Oosterschool", True),
        ("Lijst van alle scholen in Verzonnendam", True),
    ],
)
def test_a_list_of_one_wijk_is_not_shown(what, shown):
    monitor = monitor_of(names=["Wijk 01 Oost", "Wijk 02 Nieuw-West", "Verzonnendam"])
    own = numbers(what=what)
    (slide,) = slides_of(monitor, "signaleren", Plan(GEMEENTE, 2024, signalling=own))
    assert ("60" in everything_said(slide)) is shown
    assert ("gaan over een wijk" in slide.remark) is not shown
    assert (signalling_problems(own, monitor) == []) is shown


def test_nobody_known_has_no_share_of_help():
    (slide,) = slides_of(monitor_of(), "signaleren", Plan(GEMEENTE, 2024, signalling=numbers(40, 0, 0)))
    assert [step.count for step in slide.picture.steps] == [40, 0]
