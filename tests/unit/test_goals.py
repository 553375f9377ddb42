"""A goal beside the figure: how far, for which wijken, and never anything of what is not shown."""

import math
from dataclasses import replace
from datetime import date

import pytest

from kinderwerk_stats.delivery.own_words import keep_goal, read_own_words
from kinderwerk_stats.gemeente.goals import measure_goal, measure_goals
from kinderwerk_stats.model.own_words import Goal, OwnWords, read_goal, to_content
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.store import Store
from kinderwerk_stats.story.context import build_context
from kinderwerk_stats.text.goals import goal_sentence, goal_sentences, goals_headline
from kinderwerk_stats.text.invitation import invitation_text
from kinderwerk_stats.text.questions import needed_questions
from kinderwerk_stats.text.reference import norm_used
from kinderwerk_stats.text.story import measure_words
from tests.builders import GEMEENTE, monitor_of
from tests.people import JAN
from tests.words import refusal_saying

REACH = Goal("reach_share", 0.25, 2027, "wethouder jeugd", "raadsbesluit 12-3-2025")
PER_FTE = replace(REACH, kind="children_per_fte", value=800.0)
EVERYWHERE = replace(REACH, kind="no_wijk_without", value=0.0)
EAST, WEST = ("WK900101", "Wijk 01 Proef"), ("WK900102", "Wijk 02 Proef")


def with_goals(monitor, *goals):
    return replace(monitor, own_words=OwnWords(goals))


def named(monitor, *codes):
    return tuple((code, monitor.name_of(code)) for code in codes)


def said(monitor, goal, wijk=None):
    (sentence,) = goal_sentences(with_goals(monitor, goal), wijk)
    return sentence


def test_the_gemeente_beside_its_goal_in_plain_python():
    monitor = monitor_of()
    children, reached = monitor.coverage.totals["children_count"].value, 66 + 120 + 90
    (row,) = measure_goal(monitor, REACH).rows
    assert (row.code, row.outcome) == (None, "niet_gehaald")
    assert math.isclose(row.distance, 0.25 - reached / children)
    (row,) = measure_goal(monitor, PER_FTE).rows
    assert math.isclose(row.distance, children / 2.5 - 800)
    # More children reached is nearer, and less far than before.
    (nearer,) = measure_goal(monitor_of((66, 120, 190)), REACH).rows
    assert nearer.distance < measure_goal(monitor, REACH).rows[0].distance


def test_a_goal_is_said_with_its_decision_the_figure_and_the_distance():
    monitor = monitor_of()
    assert said(monitor, REACH) == (
        "Doel in 2027: 25 % bereik (raadsbesluit 12-3-2025). In 2024: 17 %, dat is 8 procentpunt onder het doel, "
        "ongeveer 129 kinderen."
    )
    assert said(monitor, replace(REACH, value=0.1)).endswith("In 2024: 17 %, het doel is gehaald.")
    assert said(monitor, replace(PER_FTE, value=600.0)).endswith(
        "hoogstens 600 kinderen per fte (raadsbesluit 12-3-2025). In 2024: 648 kinderen per fte, dat zijn er 48 "
        "meer dan het doel."
    )
    assert said(monitor, PER_FTE).endswith("het doel is gehaald.")


def test_what_prints_the_same_as_the_goal_and_is_not_there_is_just_not_reached():
    # 275 of 1,620 children is 16.98 %.
    assert said(monitor_of((66, 119, 90)), replace(REACH, value=0.17)).endswith(
        "In 2024: 17 %, het doel is net niet gehaald."
    )


def test_inside_the_interval_of_an_estimate_it_is_not_certain():
    monitor = monitor_of(exact=False)
    totals = monitor.coverage.totals
    assert totals["reach_low"].value < totals["reach_share"].value < totals["reach_high"].value
    goal = replace(REACH, value=round(totals["reach_share"].value, 4))
    assert measure_goal(monitor, goal).rows[0].outcome == "misschien"
    assert "misschien gehaald: waarschijnlijk is het" in said(monitor, goal)
    for end, outcome in (("reach_low", "gehaald"), ("reach_high", "niet_gehaald")):
        beyond = totals[end].value + (-0.001 if outcome == "gehaald" else 0.001)
        assert measure_goal(monitor, replace(REACH, value=beyond)).rows[0].outcome == outcome


def test_a_goal_of_wijken_names_each_and_what_is_not_there():
    monitor = monitor_of((300, 120, Status.UNKNOWN))
    goal = replace(REACH, wijken=(*named(monitor, "WK900101", "WK900102", "WK900103"), ("WK900109", "Elders")))
    assert said(monitor, goal) == (
        "Doel in 2027: 25 % bereik in Wijk 01 Proef, Wijk 02 Proef, Wijk 03 Proef en Elders (raadsbesluit 12-3-2025). "
        "In 2024: gehaald in Wijk 01 Proef (63 %); nog niet gehaald in Wijk 02 Proef (22 %); niet te zeggen van "
        "Wijk 03 Proef (onbekend) en Elders (in dit jaar is er geen wijk met deze code en naam)."
    )
    assert "nog 2" in goal_sentence(monitor, measure_goal(monitor, goal), most=2)


def test_a_wijk_with_the_same_code_and_another_name_is_another_wijk():
    monitor = monitor_of()
    (row,) = measure_goal(monitor, replace(REACH, wijken=(("WK900101", "Een andere wijk"),))).rows
    assert (row.outcome, row.gone, row.figure.known) == ("niet_te_zeggen", True, False)


def test_no_wijk_without_names_those_without_and_those_of_which_it_is_not_known_apart():
    monitor = monitor_of(fte=(0, Status.UNKNOWN, 1.0))
    assert said(monitor, EVERYWHERE) == (
        "Doel in 2027: geen wijk zonder kinderwerker (raadsbesluit 12-3-2025). In 2024: geen kinderwerker in Wijk 01 "
        "Proef; niet te zeggen van Wijk 02 Proef: daar is de fte niet bekend."
    )
    assert said(monitor_of(), EVERYWHERE).endswith("In 2024: elke wijk heeft een kinderwerker.")


def test_a_wijk_hears_the_goals_of_the_gemeente_and_its_own():
    monitor = monitor_of(fte=(0, 1.0, 1.0))
    own = replace(REACH, wijken=named(monitor, "WK900101"))
    other = replace(REACH, wijken=named(monitor, "WK900102"))
    monitor = with_goals(monitor, REACH, own, other, EVERYWHERE, replace(PER_FTE, wijken=own.wijken))
    of_gemeente, of_wijk, nobody, ratio = goal_sentences(monitor, "WK900101")
    assert "25 % bereik in heel Verzonnendam (" in of_gemeente
    assert "25 % bereik in Wijk 01 Proef (raadsbesluit 12-3-2025). In 2024: 14 %" in of_wijk
    assert nobody.endswith("In 2024: geen kinderwerker in Wijk 01 Proef.")
    assert ratio.endswith("In 2024: niet gehaald, er is geen kinderwerker.")
    assert len(goal_sentences(monitor)) == 5


@pytest.mark.parametrize("reached", [(3, 120, 90), (3, 4, 90)])
def test_what_is_hidden_tells_no_distance(reached):
    monitor = monitor_of(reached)
    hidden = [
        code for code, cells in monitor.coverage.cells.items() if cells["reach_share"].status == Status.SUPPRESSED
    ]
    assert len(hidden) > 1
    state = measure_goal(monitor, replace(REACH, wijken=named(monitor, *hidden)))
    assert {(row.outcome, row.distance) for row in state.rows} == {("niet_te_zeggen", None)}
    assert "(verborgen)" in goal_sentence(monitor, state)


@pytest.mark.parametrize("value", [0.001, 0.05, 0.1, 0.3, 0.9])
def test_two_worlds_that_look_the_same_say_the_same_of_every_goal(value):
    """A goal is an oracle that is asked again and again: whatever its value, hidden counts change no word."""
    one, other = monitor_of((1, 4, 90), total=None), monitor_of((4, 1, 90), total=None)
    wijken = named(one, *one.names)
    for goal in (replace(REACH, value=value), replace(REACH, value=value, wijken=wijken), EVERYWHERE):
        assert said(one, goal) == said(other, goal)


def test_the_page_answers_how_many_are_reached():
    monitor = monitor_of()
    easy = replace(REACH, value=0.1)
    assert goals_headline(monitor) == "Verzonnendam heeft nu geen doel."
    assert "nog niet gehaald" in goals_headline(with_goals(monitor, REACH))
    assert "1 van de 2" in goals_headline(with_goals(monitor, REACH, easy))
    assert "niet zeker of niet te zeggen" in goals_headline(with_goals(monitor_of(None), REACH, easy))


# --- where it comes in --------------------------------------------------------------------------------


PLAIN = {"kind": "reach_share", "value": 0.25, "year": 2027, "owner": "wethouder", "decision": "raadsbesluit"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gezelligheid"},
        {"value": 1.5},
        {"value": 0},
        {"kind": "children_per_fte", "value": 0.5},
        {"kind": "no_wijk_without", "value": 1},
        {"year": 27},
        {"owner": ""},
        {"decision": "a" * 121},
        {"decision": "twee\nregels"},
        {"wijken": [["Oost", "Oost"]]},
        {"meer": 1},
    ],
)
def test_what_is_no_goal_is_refused(wrong):
    with refusal_saying("vul dit anders in"):
        read_goal(PLAIN | wrong)


def test_a_goal_comes_back_from_the_store_and_lands_with_its_gemeente(tmp_path):
    store = Store(tmp_path / "k.sqlite")
    goal = replace(REACH, wijken=(EAST, WEST))
    assert read_goal(to_content(goal)) == goal
    keep_goal(store, GEMEENTE, "bereik", goal, by=JAN, based_on=0)
    assert read_own_words(store) == {GEMEENTE: OwnWords((goal,))}
    store.close()


@pytest.mark.parametrize("owner", ["bel moeder op 06-12345678", "jan@voorbeeld.nl"])
def test_words_about_a_person_are_refused(tmp_path, owner):
    store = Store(tmp_path / "k.sqlite")
    with refusal_saying("haal dit weg"):
        keep_goal(store, GEMEENTE, "bereik", replace(REACH, owner=owner), by=JAN, based_on=0)
    assert store.kept("doel", GEMEENTE) == []
    store.close()


def test_without_goals_nothing_is_said():
    assert measure_goals(monitor_of()) == ()


def test_the_distance_in_children_is_said_from_shown_figures_only():
    assert said(monitor_of(), REACH).endswith("onder het doel, ongeveer 129 kinderen.")  # .25 * 1,620 - 276
    estimate = said(monitor_of(exact=False), replace(REACH, value=0.9))
    assert "onder het doel, ongeveer 1." in estimate, estimate  # rounded as an estimate is
    hidden = monitor_of((3, 4, 90), total=None)
    assert "kinderen" not in said(hidden, replace(REACH, wijken=named(hidden, "WK900101")))
    assert "kinderen" not in said(monitor_of(None), REACH)


def test_where_the_gemeente_has_a_goal_it_is_said_and_nobody_is_asked_for_a_norm():
    norm = "Welke norm vindt u redelijk voor deze gemeente?"
    plain, aimed = monitor_of(), with_goals(monitor_of(), REACH)
    assert measure_words(plain, "reach_share").startswith("Er is geen norm gekozen: vergeleken met")
    assert measure_words(aimed, "reach_share") == (
        "Doel van de gemeente: 25 % bereik in 2027. Vergeleken met het gemiddelde van de gemeente, 17 %."
    )
    assert "geen norm gekozen" in measure_words(aimed, "children_per_fte")  # another figure has no goal
    said_on_paper = build_context(aimed, (), date(2026, 11, 29)).norm
    assert "bereik: geen eigen norm, wel een doel van de gemeente (25 % bereik in 2027); vergeleken" in said_on_paper
    assert "fte: geen norm; vergeleken" in said_on_paper
    # A file has fields of its own for goals.
    assert norm_used(aimed, "reach_share") == norm_used(plain, "reach_share")
    assert "Doel van de gemeente: 25 % bereik in 2027." in invitation_text(aimed, ())
    assert norm in needed_questions(plain) and norm not in needed_questions(aimed)
