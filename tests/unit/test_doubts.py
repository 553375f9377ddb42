"""What is far out at a first publication is asked about; what is hidden says nothing."""

import pytest

from kinderwerk_stats.gemeente.doubts import DOUBTS
from kinderwerk_stats.text.problems import CATALOGUE, describe
from tests.builders import monitor_of

CHILDREN = (1000, 1000, 1000, 1000, 1000, 1000)
FTE = (1, 1, 1, 1, 1, 1)
REACHED = (60, 50, 70, 55, 65, 60)


def doubts(reached=REACHED, fte=FTE, **more):
    monitor = monitor_of(reached, fte, children=CHILDREN, **more)
    return {note.code: describe(note).found for note in monitor.notes if note.code in DOUBTS}


def test_every_doubt_has_words():
    assert CATALOGUE.keys() >= DOUBTS


def test_figures_that_go_together_raise_none():
    assert doubts(bereik={"visits_count": [600] * 6, "kinderwerkers_count": [2] * 6}) == {}


@pytest.mark.parametrize(("reached", "asked"), [(299, False), (310, True)])
def test_reach_is_asked_about_from_five_times_the_middle_wijk_on(reached, asked):
    # The middle wijk reaches 60 of its 600 children.
    found = doubts((60, 60, 60, 60, 60, reached))
    assert ("bereik_ver_van_de_rest" in found) is asked
    if asked:
        assert "Wijk 06 Proef (310)" in found["bereik_ver_van_de_rest"]


def test_more_children_than_live_there_is_asked_about_with_the_figure():
    assert "Wijk 06 Proef (3.760)" in doubts((60, 50, 70, 55, 65, 3760))["meer_bereikt_dan_er_wonen"]


@pytest.mark.parametrize("children", [600, 1000])
def test_a_column_of_residents_is_known_in_each_age_range(children):
    # About 600 of the 1,000 children of 0-14 are 4-12.
    found = doubts([children + extra for extra in (-30, 10, 25, 0, -5, 40)])
    assert list(found) == ["lijken_inwoners"]
    assert "de kinderen die er wonen" in found["lijken_inwoners"]


def test_residents_of_a_file_with_two_wijken_are_known_too():
    assert list(doubts((610, 595, None, None, None, None))) == ["lijken_inwoners"]


def test_two_wijken_with_everybody_reached_are_no_residents():
    assert "lijken_inwoners" not in doubts((600, 600, 60, 55, 65, 60))


@pytest.mark.parametrize(
    ("bereik", "code"),
    [
        ({"visits_count": [600, 500, 700, 550, 650, 6700]}, "bezoeken_ver_van_de_rest"),
        ({"visits_count": [600, 500, 700, 550, 650, 60 * 400]}, "bezoeken_ver_van_de_rest"),
        ({"kinderwerkers_count": [2, 2, 2, 2, 2, 11]}, "fte_per_kinderwerker_klein"),
    ],
)
def test_visits_and_kinderwerkers_are_judged_beside_the_other_wijken(bereik, code):
    assert list(doubts(bereik=bereik)) == [code]


def test_fte_that_may_be_hours_is_asked_about():
    assert list(doubts(fte=(1, 1, 1, 1, 1, 36))) == ["fte_ver_van_de_rest"]


def test_with_few_wijken_there_is_no_middle():
    monitor = monitor_of((60, 50, 400))
    assert not [note for note in monitor.notes if note.code in DOUBTS]


def test_what_is_hidden_raises_no_doubt():
    # 3 visits children 3,000 times: the wijk is hidden, so nothing is said of it.
    assert doubts((3, 50, 70, 55, 65, 60), bereik={"visits_count": [9000, 500, 700, 550, 650, 600]}) == {}
