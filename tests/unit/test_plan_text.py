"""A plan in words: who gets most, who nothing, why, with which money; of figures that are checked by hand."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from kinderwerk_stats.analysis.allocation import AllocationInput
from kinderwerk_stats.analysis.allocation_questions import ReachPerFte
from kinderwerk_stats.charts.plan import choose_added_classes
from kinderwerk_stats.gemeente import plan as plan_module
from kinderwerk_stats.gemeente.allocation import AllocationBase, PartOfCountry
from kinderwerk_stats.gemeente.plan import build_plan
from kinderwerk_stats.gemeente.plan_choice import Bound, CostStep, FormulaChoice, PlanChoice
from kinderwerk_stats.gemeente.plan_questions import answer_questions, break_even
from kinderwerk_stats.model.own_words import Goal
from kinderwerk_stats.model.palette import PALETTES
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.plan import NOT_DRAWN, option_facts, plan_headline, robustness_caption, standing_finding
from kinderwerk_stats.text.plan_means import (
    agree_sentence,
    assumption_sentence,
    card_notes,
    cost_sentences,
    council_text,
    left_out_sentence,
    means_sentences,
    strangers_sentence,
)
from kinderwerk_stats.text.plan_questions import (
    break_even_sentences,
    goal_answers,
    lacking_words,
    less_answer,
    less_warning,
    one_more_sentences,
    part_of_country_sentences,
    questions_headline,
    waiting_answer,
)
from kinderwerk_stats.text.plan_reasons import first_reasons, next_sentence, nothing_reasons, step_sentences

# The example of METHOD 5.3: n q = 600, 480, 180, 240; coverage 0.83, 2.08, 0, 0.83 per 1,000.
CODES = ("WK01", "WK02", "WK03", "WK04")
BASE = AllocationBase(
    given=AllocationInput(
        CODES, (400.0, 600.0, 300.0, 200.0), (1.5, 0.8, 0.6, 1.2), (0.5, 1.0, 0.0, 0.2), 0, children_per_fte=150.0
    ),
    names=dict(zip((*CODES, "WK05"), ("Aa", "Bos", "Cour", "Dam", "Eik"), strict=True)),
    left_out={"WK05": "fte"},
    reach_per_fte=ReachPerFte(150.0, 100.0, 200.0, 3),
    steepness=2.0,
    draws=np.ones((1, 4)),
)
WHOLE = CostStep("geheel", Decimal(80000), Decimal(100000), "begroting")


def headline(choice: PlanChoice, objective="laagste") -> str:
    return plain(plan_headline(build_plan(BASE, choice), objective))


@pytest.mark.parametrize(
    ("choice", "objective", "said"),
    [
        (PlanChoice(), "laagste",
         "Nog niets ingevuld: dit is wat 1 fte zou doen. Aa krijgt het meest: 0,5 fte. Eén wijk krijgt niets."),
        (PlanChoice(budget_tenths=10), "laagste",
         "Met 1 fte erbij krijgt Aa het meest: 0,5 fte. Eén wijk krijgt niets."),
        (PlanChoice(budget_tenths=10), "kloof", "Met 1 fte erbij krijgt Aa alles. Drie wijken krijgen niets."),
        (PlanChoice(budget_tenths=0), "laagste", "Met 0 fte erbij verandert er niets."),
        (PlanChoice(budget_eur=5000, costs=(WHOLE,)), "laagste", "Met € 5.000 is nog geen 0,1 fte te betalen."),
        (PlanChoice(budget_eur=110_000, costs=(WHOLE,)), "kloof",
         "Met € 110.000 (1,1 fte) krijgt Aa alles. Drie wijken krijgen niets."),
        (PlanChoice(budget_eur=110_000), "laagste", "Vul in wat een fte kost. Tot dan ziet u wat 1 fte zou doen. Aa"),
        (PlanChoice(budget_tenths=5, least_tenths=20), "laagste", "Zo kan het niet: de minimums kosten"),
        (PlanChoice(budget_tenths=10, post_tenths=50), "laagste",
         ("Met 1 fte erbij krijgt geen enkele wijk iets. 1 fte blijft over: dat is te weinig voor een post van 5 "
         "fte.")),
        (PlanChoice(post_tenths=50), "meeste",
         "Nog niets ingevuld: dit is wat 1 fte zou doen. Geen enkele wijk krijgt er iets bij. 1 fte blijft over: dat"),
        (PlanChoice(budget_eur=110_000, costs=(WHOLE,), post_tenths=50), "evenredig",
         "Met € 110.000 (1,1 fte) krijgt geen enkele wijk iets. 1,1 fte blijft over: dat is te weinig"),
        (PlanChoice(budget_tenths=100, most_tenths=5), "laagste",
         ("Met 10 fte erbij krijgt Cour het meest: 0,5 fte. Twee wijken krijgen niets. 9,2 fte blijft over: elke wijk "
         "heeft haar maximum.")),
        (PlanChoice(budget_tenths=100, most_tenths=2), "kloof",
         "Met 10 fte erbij krijgt Cour 0,2 fte. Drie wijken krijgen niets. 9,8 fte blijft over: elke wijk heeft haar"),
        (PlanChoice(budget_tenths=10, most_tenths=0), "laagste",
         "Met 1 fte erbij krijgt geen enkele wijk iets. 1 fte blijft over: elke wijk heeft haar maximum."),
        (PlanChoice(budget_tenths=100, most_tenths=5, post_tenths=9), "laagste",
         ("Met 10 fte erbij krijgt geen enkele wijk iets. 10 fte blijft over: een post van 0,9 fte past niet "
         "onder het maximum en de andere wijken hebben hun maximum.")),
        (PlanChoice(budget_tenths=20, bounds=(Bound("WK01", None, 15), Bound("WK02", None, 10)), post_tenths=15),
         "laagste", "Met 2 fte erbij krijgt Cour alles. Drie wijken krijgen niets."),
        (PlanChoice(budget_tenths=20, bounds=(Bound("WK03", None, 15), Bound("WK02", None, 10)), post_tenths=15),
         "laagste", ("Met 2 fte erbij krijgt Cour 1,5 fte. Drie wijken krijgen niets. 0,5 fte blijft over: dat is te "
         "weinig voor een volgende post van 1,5 fte en de andere wijken hebben hun maximum.")),
        (PlanChoice(budget_tenths=10, keep=False, most_tenths=1), "laagste",
         ("Wie alle fte opnieuw verdeelt, met 1 fte erbij: Cour krijgt het meest: 0,1 fte. Drie wijken gaan erop "
         "achteruit. 2,3 fte blijft over: elke wijk heeft haar maximum.")),
    ],
)  # fmt: skip
def test_the_headline_says_who_gets_most_and_how_many_get_nothing(choice, objective, said):
    assert headline(choice, objective).startswith(said)


def test_without_anybody_who_takes_part_the_headline_says_what_is_lacking():
    empty = replace(BASE, given=AllocationInput((), (), (), (), 0), draws=np.ones((1, 0)))
    for lacking, said in (("fte", "zijn kinderen en fte allebei bekend"), ("behoefte", "hoe zwaar de behoefte telt")):
        plan = build_plan(replace(empty, left_out=dict.fromkeys(BASE.names, lacking)), PlanChoice(budget_tenths=10))
        assert plan_headline(plan, "laagste").endswith(f"{said}.")


def test_a_budget_in_euro_carries_both_ends_and_says_which_one_counts():
    plan = build_plan(BASE, PlanChoice(budget_eur=250_000, costs=(WHOLE,)))
    assert (plan.means.tenths, plan.means.most_tenths) == (25, 31)
    assert means_sentences(plan) == [
        "€ 250.000 is 2,5 tot 3,1 fte, als een fte € 80.000 tot 100.000 kost.",
        "Deze verdeling rekent met de hoogste kosten, dus met 2,5 fte.",
    ]
    assert dict(option_facts(plan, plan.worked["laagste"]))["Blijft over"] == "€ 0 tot 50.000"


def test_the_first_steps_say_why_and_who_was_next():
    plan = build_plan(BASE, PlanChoice(budget_tenths=10))
    worked = plan.worked["laagste"]
    first = first_reasons(plan, "laagste", worked)
    assert first[0] == (
        "De eerste 0,2 fte gaat naar Cour, omdat daar de minste fte is voor de kinderen: 0,00 fte per 1.000 kinderen "
        "naar behoefte; in Aa 0,83."
    )
    steps = step_sentences(plan, "laagste", worked)
    assert len(steps) == 10
    assert "Dam staat gelijk; dan gaat de wijk met de meeste kinderen naar behoefte voor." in steps[2]
    assert nothing_reasons(plan, "laagste", worked)[0] == (
        "De wijk zonder extra fte heeft nu al meer: het minst heeft Bos, 2,08 fte per 1.000 kinderen naar behoefte."
    )


def test_the_figure_of_a_proportional_step_is_children_per_fte_halfway():
    plan = build_plan(BASE, PlanChoice(budget_tenths=1))
    # Cour: 180 weighted children on half of 0.1 fte; Aa: 600 on 0.55.
    (said,) = step_sentences(plan, "evenredig", plan.worked["evenredig"])
    assert ": 3.600 halverwege deze stap; in Aa 1.091" in said


def test_starting_over_names_who_loses():
    plan = build_plan(BASE, PlanChoice(budget_tenths=0, keep=False))
    facts = dict(option_facts(plan, plan.worked["laagste"]))
    assert facts["Levert in (fte)"] == "Bos 0,5"
    assert "Eén wijk gaat erop achteruit." in headline(PlanChoice(budget_tenths=0, keep=False))


def test_who_takes_no_part_is_said_and_a_bound_of_theirs_does_not_count():
    plan = build_plan(BASE, PlanChoice(budget_tenths=10, bounds=(Bound("WK05", 5),)))
    assert left_out_sentence(plan) == "Doen niet mee en houden wat zij hebben: Eik (de fte nu is niet bekend)."
    assert strangers_sentence(plan) == "Het minimum of maximum van Eik telt niet: die wijk doet niet mee."


def test_without_reach_two_goals_are_absent_and_nothing_is_assumed():
    given = replace(BASE.given, children_per_fte=None)
    plan = build_plan(replace(BASE, given=given, reach_per_fte=None), PlanChoice(budget_tenths=10))
    assert set(plan.worked) == {"evenredig", "laagste"}
    assert plan.absent == {"meeste": "zonder_bereik", "kloof": "zonder_bereik", "formule": "niet_ingevuld"}
    assert assumption_sentence(plan) == ""
    assert "Niet te schatten" in waiting_answer(answer_questions(plan, "laagste"))


def test_a_floor_that_costs_more_than_there_is_is_no_formula():
    plan = build_plan(BASE, PlanChoice(budget_tenths=1, formula=FormulaChoice(50, 50, 9)))
    assert plan.absent["formule"] == "bodem_te_duur"


def test_the_steps_of_the_cost_say_their_source_and_what_is_missing():
    step = CostStep("loon", Decimal(40000), Decimal(40000), "cao")
    assert cost_sentences(PlanChoice(costs=(step,)))[0].startswith("Nog nodig: individueel keuzebudget")
    assert cost_sentences(PlanChoice(costs=(WHOLE,))) == [
        "Een fte kost € 80.000 tot 100.000 per jaar (bron: begroting)."
    ]


def decided(kind="children_per_fte", value=500.0, *wijken):
    return Goal(kind, value, 2028, "wethouder jeugd", "raadsbesluit", wijken)


def asked(choice, goals=(), norm=None, margin=(1.0, 1.0), base=BASE):
    plan = build_plan(base, choice)
    found = answer_questions(plan, "laagste", goals, norm, margin)
    return found, [plain(line) for line in goal_answers(plan, found)]


def test_the_questions_turned_round():
    plan = build_plan(BASE, PlanChoice(budget_tenths=10, goal_children_per_fte=300, fewer_tenths=4))
    found, said = asked(plan.choice, (decided(),), 600.0)
    # METHOD 5.3: 0.83, 1.0, 1.0 and 0.47 fte short, in whole tenths.
    assert found.lacking[0].tenths == (9, 10, 10, 5)
    assert said == [
        (
            "Elke wijk minstens op 300 kinderen per fte kost 3,4 fte in hele tienden per wijk (zonder afronden 3,3), "
            "in 4 wijken."
        )
    ]
    # With whole tenths lacking there is nothing to say of rounding: 0.3, 0.2, 0.6 and 0.2 fte.
    assert "kost 1,3 fte, in 4 wijken." in asked(PlanChoice(goal_children_per_fte=500))[1][0]
    assert plain(less_answer(plan, found)).startswith("Gaat er 0,4 fte af")
    assert "als dat gaat om Bos" in plain(less_answer(plan, found))
    none = build_plan(BASE, PlanChoice(fewer_tenths=0))
    assert less_answer(none, answer_questions(none, "laagste")) == "Vul in hoeveel fte eraf gaat."
    origins = [asked(PlanChoice(budget_tenths=10), *given)[0].lacking[0].origin
               for given in (((decided(),), 600.0), ((), 600.0), ())]  # fmt: skip
    assert origins == ["doel", "norm", "gemiddelde"]


def test_every_goal_of_the_gemeente_says_what_it_costs():
    goals = (decided(), decided("reach_share", 0.25), decided("no_wijk_without", 0), decided("reach_share", 1.0),
             decided("children_per_fte", 500, ("WK01", "Aa"), ("WK02", "Andere naam")))  # fmt: skip
    found, said = asked(PlanChoice(budget_tenths=10, costs=(WHOLE,)), goals)
    ours = "(doel van de gemeente voor 2028)"
    assert said[0] == (
        f"Elke wijk op hoogstens 500 kinderen per fte {ours} kost 1,3 fte, dat is € 104.000 tot 130.000 per jaar, in 4 "
        "wijken. Niet meegeteld: Eik doet niet mee in de verdeling."
    )
    # x >= .25 n / (150 * .75): 0.889, 1.333, 0.667 and 0.444 fte; 0.5, 1.0, 0 and 0.2 are there.
    assert found.lacking[1].tenths == (4, 4, 7, 3)
    assert said[1].startswith(f"Elke wijk minstens op 25 % bereik {ours} kost naar schatting 1,8 fte in hele tienden")
    assert said[1].endswith("naarmate er meer bereikt zijn.") and "Aanname" in said[1]
    assert found.lacking[2].tenths == (0, 0, 1, 0)
    assert said[2].startswith(f"Geen wijk zonder kinderwerker {ours} kost minstens 0,1 fte, dat is € 8.000 tot 10.000")
    assert "100 % bereik" in said[3] and "is niet te schatten: met meer fte" in said[3]
    assert said[4].startswith(f"Aa en Andere naam op hoogstens 500 kinderen per fte {ours} kost 0,3 fte, dat is")
    assert said[4].endswith("in 1 wijk. Niet meegeteld: Andere naam doet niet mee in de verdeling.")
    assert lacking_words(build_plan(BASE, PlanChoice()), found.lacking[4]) == ["Aa: 0,3 fte"]


def test_what_a_goal_costs_keeps_the_post_and_says_where_the_maximum_is_passed():
    choice = PlanChoice(budget_tenths=10, post_tenths=3, bounds=(Bound("WK01", None, 6),))
    found, said = asked(choice, (decided(), decided("no_wijk_without", 0)))
    # Aa lacks 0.3, and has 0.5 of its 0.6; Cour gets a whole post.
    assert found.lacking[1].tenths == (0, 0, 3, 0)
    assert "In Aa is dat meer dan uw maximum." in said[0] and "maximum" not in said[1]
    nobody = replace(BASE, given=replace(BASE.given, children_per_fte=None), reach_per_fte=None)
    assert asked(choice, (decided("reach_share", 0.25),), base=nobody)[1] == [
        (
            "Wat 25 % bereik (doel van de gemeente voor 2028) kost, is niet te schatten: van geen wijk zijn bereik en "
            "fte allebei te zien."
        )
    ]
    reached = decided("children_per_fte", 9000.0, ("WK01", "Aa"), ("WK02", "Bos"))
    assert asked(choice, (reached,))[1] == [
        "Aa en Bos zitten al op hoogstens 9.000 kinderen per fte (doel van de gemeente voor 2028)."
    ]


def test_one_fte_more_is_on_top_of_the_plan_by_its_own_rules():
    def said(**choice):
        plan = build_plan(BASE, PlanChoice(**choice))
        found = answer_questions(plan, "kloof")
        return " ".join(one_more_sentences(plan, found)), plain(questions_headline(plan, found))

    assert said()[0].startswith("Met “De grootste groep zonder” gaat 1 fte naar Aa.")
    assert said()[1].startswith("Een fte erbij gaat naar Aa.")
    on_top, headline_of = said(budget_tenths=10)
    assert on_top.startswith("Bovenop de 1 fte van dit plan, met “De grootste groep zonder”, gaat 1 fte naar Aa (0,")
    assert headline_of.startswith("Een fte bovenop dit plan gaat naar Aa")
    # Aa may have no more: it goes elsewhere.
    assert "gaat 1 fte naar Bos" in said(bounds=(Bound("WK01", None, 5),))[0]
    full, headline_of = said(budget_tenths=10, most_tenths=5)
    assert full.startswith("Met “De grootste groep zonder” kan geen wijk nog 1 fte krijgen. ")
    assert "1,2 fte blijft over: elke wijk heeft haar maximum." in plain(full)
    assert headline_of.startswith("Een fte bovenop dit plan kan geen wijk krijgen.")
    # One fte is too little for a post of five, and what is nothing is not said to go anywhere.
    assert "te weinig voor een post van 5 fte" in said(post_tenths=50)[0]
    assert "gaat 1 fte naar" not in said(budget_tenths=10, post_tenths=50)[0]


def test_a_budget_that_falls_keeps_the_minimums():
    plan = build_plan(BASE, PlanChoice(budget_tenths=30, least_tenths=4, fewer_tenths=20))
    said = plain(less_answer(plan, answer_questions(plan, "laagste")))
    # 0.1 of Aa and 0.6 of Bos; Cour and Dam have less than 0.4.
    assert said.startswith("Gaat er 0,7 fte af")
    assert said.endswith("Meer dan 0,7 fte kan er niet af zonder onder een minimum te komen.")


def test_an_average_is_written_as_far_as_the_children_are_counted():
    base = replace(BASE, steepness=1.0)
    # 1,500 children on 1.7 fte.
    exact, rough = (asked(PlanChoice(), margin=margin, base=base)[1][0] for margin in ((1.0, 1.0), (0.8, 1.2)))
    assert "het gemiddelde van nu (882 kinderen per fte)" in exact
    assert "het gemiddelde van nu (880 kinderen per fte)" in rough
    assert "op 1 kind per fte" in asked(PlanChoice(goal_children_per_fte=1))[1][0]


def test_who_loses_fte_and_is_looked_at_first_is_said():
    plan = build_plan(BASE, PlanChoice(fewer_tenths=4))
    found = answer_questions(plan, "laagste")
    assert less_warning(plan, found, ("WK01", "WK02", "WK03")) == (
        "Let op: Bos staat ook bij de drie wijken om als eerste naar te kijken."
    )
    assert less_warning(plan, found, ("WK01", "WK03")) == ""


def test_the_assumption_has_one_wording():
    plan = build_plan(BASE, PlanChoice(budget_tenths=10))
    said = assumption_sentence(plan)
    assert "eerst 150 kinderen (in de wijken 100 tot 200" in said
    assert one_more_sentences(plan, answer_questions(plan, "laagste"))[-1].endswith(said)


@pytest.mark.parametrize("objective", ["laagste", "evenredig", "meeste", "kloof"])
@pytest.mark.parametrize("tenths", [1, 4, 10])
def test_every_goal_says_why_the_others_get_nothing_and_names_nobody_who_gets_something(objective, tenths):
    plan = build_plan(BASE, PlanChoice(budget_tenths=tenths))
    worked = plan.worked[objective]
    why, found = nothing_reasons(plan, objective, worked), worked.allocation
    assert bool(why) == (0 in found.added_fte)
    gains = [BASE.names[code] for code in found.gains]
    assert not any(name in " ".join(why) for name in gains)
    following = BASE.names[CODES[worked.next_step.wijk]]
    said = " ".join([*why, next_sentence(plan, objective, worked)])
    assert said.count(f"Bij 0,1 fte meer is {following} aan de beurt") == 1


def test_who_is_at_its_maximum_gets_nothing_for_that_reason():
    plan = build_plan(BASE, PlanChoice(budget_tenths=2, bounds=(Bound("WK01", None, 5), Bound("WK03", None, 0))))
    why = nothing_reasons(plan, "kloof", plan.worked["kloof"])
    assert "Aa en Cour hebben het maximum al." in why


def test_with_a_post_the_reasons_name_who_is_full_and_do_not_say_that_all_were_weighed_where_they_were_not():
    bounds = (Bound("WK01", None, 5), Bound("WK02", None, 10))
    plan = build_plan(BASE, PlanChoice(budget_tenths=10, post_tenths=9, bounds=bounds))
    said = {name: nothing_reasons(plan, name, plan.worked[name]) for name in ("laagste", "evenredig")}
    assert all(each[1] == "Aa en Bos hebben het maximum al." for each in said.values())
    assert said["laagste"][0].startswith("De andere wijken waren nog niet aan de beurt, of er was te weinig over")
    assert said["evenredig"][0].startswith("Met een kleinste post weegt de berekening alle wijken samen")


def test_words_that_people_say():
    plan = build_plan(BASE, PlanChoice(budget_tenths=10))
    worked = plan.worked["kloof"]
    assert first_reasons(plan, "kloof", worked)[0].startswith("De eerste fte gaat naar Aa")
    # Of 600 weighted children, 150 fte reaches 63 with half an fte.
    assert "niet worden bereikt: ongeveer 505; in Bos ongeveer 384." in first_reasons(plan, "kloof", worked)[0]
    assert "Fte die in een andere wijk hoort om bij de behoefte te passen" in dict(option_facts(plan, worked))


def test_break_even_needs_a_source_and_never_says_that_it_saves():
    traject = CostStep("traject", Decimal(10000), Decimal(20000), "jaarrekening")
    plan = build_plan(BASE, PlanChoice(budget_tenths=10, costs=(WHOLE, traject)))
    found = answer_questions(plan, "laagste")
    said = " ".join(break_even_sentences(plan, found, break_even(plan, found)))
    assert "4 tot 10 trajecten" in said.replace("4,0 tot 10,0", "4 tot 10")
    assert "of dat gebeurt is niet bekend" in said and "bespaart" not in said
    without = build_plan(BASE, PlanChoice(budget_tenths=10, costs=(WHOLE, replace(traject, source=""))))
    nothing = answer_questions(without, "laagste")
    assert break_even(without, nothing) is None
    assert break_even_sentences(without, nothing, None) == ["Nog nodig: de bron van wat een traject kost."]
    bare = build_plan(BASE, PlanChoice())
    assert break_even_sentences(bare, answer_questions(bare, "laagste"), None) == [
        "Nog nodig: een budget, wat een fte kost en wat een traject kost met de bron daarvan."
    ]
    full = build_plan(BASE, PlanChoice(budget_tenths=10, most_tenths=0, costs=(WHOLE, traject)))
    (said,) = break_even_sentences(full, answer_questions(full, "laagste"), None)
    assert said.startswith("Dit plan geeft geen fte uit en kost dus niets: er is niets terug te verdienen.")
    assert "elke wijk heeft haar maximum" in said


def test_only_what_is_given_out_costs_something():
    traject = CostStep("traject", Decimal(10000), Decimal(20000), "jaarrekening")
    # With at most 0.5 fte only Cour and Dam can have more: 0.5 and 0.3.
    plan = build_plan(BASE, PlanChoice(budget_tenths=100, most_tenths=5, costs=(WHOLE, traject)))
    found = answer_questions(plan, "laagste")
    assert "Wacht u een jaar met 0,8 fte" in waiting_answer(found)
    assert break_even(plan, found).trajecten == (3.2, 8.0)


def test_starting_over_never_leaves_more_euro_than_the_budget():
    plan = build_plan(BASE, PlanChoice(budget_eur=250_000, keep=False, most_tenths=1, costs=(WHOLE,)))
    # 2.5 fte of the budget and 1.7 that was there; 0.4 of these can be given.
    assert plan.left_eur(plan.worked["laagste"].allocation) == (250_000, 250_000)
    facts = dict(option_facts(plan, plan.worked["laagste"]))
    assert facts["Blijft over"] == "€ 250.000 en 1,3 fte van wat er was"
    part = build_plan(BASE, PlanChoice(budget_eur=250_000, keep=False, most_tenths=6, costs=(WHOLE,)))
    # 2.4 of 4.2 fte: of the budget 0.7 is spent.
    assert part.left_eur(part.worked["laagste"].allocation) == (180_000, 194_000)


def test_what_a_council_hears_can_be_said_aloud():
    plan = build_plan(BASE, PlanChoice(budget_tenths=10))
    children = {"WK01": "400 kinderen", "WK03": "300 kinderen"}
    said = council_text(plan, "laagste", "Plan voor Verzonnendam, 2024", children)
    assert said == (
        "Plan voor Verzonnendam, 2024. Met 1 fte erbij krijgt Aa het meest: 0,5 fte. Eén wijk krijgt niets. In Aa "
        "wonen 400 kinderen. Het doel is: steeds naar de wijk die voor haar kinderen de minste fte heeft, waarbij een "
        "kind in een wijk met hoge behoefte zwaarder telt. Er gaat niets naar Bos. De wijk zonder extra fte heeft nu "
        "al meer: het minst heeft Bos, 2,08 fte per 1.000 kinderen naar behoefte. Met de andere doelen van dit "
        "dashboard krijgt dezelfde wijk het meest. "
        "Met dit plan bereikt het kinderwerk naar schatting 78 tot 127 kinderen meer. Aanname, geen "
        "voorspelling: een fte bereikt eerst 150 kinderen (in de wijken 100 tot 200, uit 3 wijken met bereik en fte), "
        "en minder naarmate er meer bereikt zijn."
    )
    assert "Aanname" in council_text(plan, "meeste", "Plan", children)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((10, 0, 0, 0), "kiest een ander doel er minder: met “De grootste groep zonder” Aa."),
        ((2, 8, 0, 0), "andere wijk het meest: met “De grootste groep zonder” Bos."),
        ((5, 5, 0, 0), "andere wijk het meest: met “De grootste groep zonder” ook Bos."),
    ],
)
def test_a_goal_that_chooses_among_those_who_share_the_most_is_told_and_is_no_other_wijk(given, said):
    plan = build_plan(BASE, PlanChoice(budget_tenths=10))
    plan = replace(
        plan,
        worked={
            name: replace(
                worked,
                allocation=replace(
                    worked.allocation,
                    after_fte=tuple(
                        has + tenths / 10 for has, tenths in zip(worked.allocation.before_fte, added, strict=True)
                    ),
                ),
            )
            for name, added in (("laagste", (5, 0, 5, 0)), ("kloof", given))
            for worked in [plan.worked[name]]
        },
    )
    text = council_text(plan, "laagste", "Plan", {})
    assert said in text and ("Een ander doel geeft een andere wijk" in text) == ("andere wijk" in said)


def test_a_card_says_what_is_the_same_and_what_gets_no_better():
    plan = build_plan(BASE, PlanChoice(budget_tenths=1))
    # 0.1 fte goes to Cour with both, to Aa with "kloof": Cour still has none.
    assert card_notes(plan, "evenredig", ["laagste"]) == ["Hier is dat dezelfde verdeling als “De laagste omhoog”."]
    assert card_notes(plan, "laagste", []) == []
    assert "Let op: er blijft 1 wijk zonder fte." in card_notes(plan, "kloof", ["laagste", "evenredig"])
    # All of two fte to Aa, which then has 2.5 of 3.7 fte for 600 of 1,500 weighted children.
    upside_down = build_plan(BASE, PlanChoice(budget_tenths=20, bounds=(Bound("WK01", 25),)))
    assert "Let op: de fte past daarna minder goed bij de behoefte." in card_notes(upside_down, "kloof", [])


def test_an_amount_of_a_third_and_one_and_a_half_have_their_own_colour_whatever_the_most():
    palette = PALETTES["light"]
    for most in (1.5, 2.0, 3.0, 5.0):
        classes = choose_added_classes([0.0, 0.3, 1.5, most])
        assert classes.colour_of(0.3, palette) != classes.colour_of(1.5, palette), most
        assert len(dict(classes.legend(palette))) == 5
    assert choose_added_classes([]).colour_of(0.0, palette) == palette.line


def test_the_part_of_the_country_is_an_interval_and_no_norm():
    first, *rest = part_of_country_sentences("Halmerdam", PartOfCountry((8.04, 10.06), None, 2024))
    assert first.endswith("(2024), dan had Halmerdam er 8 tot 10.")
    assert len(rest) == 1 and "geen norm" in rest[0] and "geen fte" in rest[0]
    assert "2,3 tot 2,9" in part_of_country_sentences("X", PartOfCountry((1, 2), (2.31, 2.88), 2024))[1]


def test_with_a_post_there_are_as_many_draws_as_there_is_time_for_and_else_it_is_said(monkeypatch):
    base = replace(BASE, draws=np.ones((200, 4)))
    choice = PlanChoice(budget_tenths=27, post_tenths=3)
    plan = build_plan(base, choice)
    assert plan.worked["meeste"].robustness.draws == 200
    assert "in 200 berekeningen" in robustness_caption(plan, plan.worked["meeste"])
    monkeypatch.setattr(plan_module, "_MOST_WORK_OF_DRAWS", 25 * 27 * 4)
    assert build_plan(base, choice).worked["meeste"].robustness.draws == 25
    monkeypatch.setattr(plan_module, "_MOST_WORK_OF_DRAWS", 19 * 27 * 4)
    none = build_plan(base, choice)
    assert none.worked["meeste"].robustness is None
    assert robustness_caption(none, none.worked["meeste"]) == NOT_DRAWN
    # Where need was not drawn, or the goal is a formula, there is nothing to miss.
    bare = build_plan(BASE, replace(choice, formula=FormulaChoice(50, 50)))
    assert robustness_caption(bare, bare.worked["meeste"]) == ""
    formula = build_plan(base, replace(choice, formula=FormulaChoice(50, 50)))
    assert robustness_caption(formula, formula.worked["formule"]) == ""


def test_one_child_is_said_of_one_child_and_large_numbers_have_points():
    tiny = replace(BASE, reach_per_fte=ReachPerFte(1.0, 1.0, 1.0, 3), given=replace(BASE.given, children_per_fte=1.0))
    plan = build_plan(tiny, PlanChoice(budget_tenths=10))
    found = answer_questions(plan, "laagste")
    assert "wordt dat jaar naar schatting 1 kind niet bereikt dat met dit plan wel wordt bereikt." in waiting_answer(
        found
    )
    assert "Dan bereikt het kinderwerk naar schatting 1 kind meer." in one_more_sentences(plan, found)[-1]
    assert "een fte bereikt eerst 1 kind (in" in assumption_sentence(plan)
    assert "hoogstens 1 kind per fte" in asked(PlanChoice(), (decided(value=1.0),))[1][0]
    large = replace(BASE, given=replace(BASE.given, children=(400_000.0, 600.0, 300.0, 200.0)))
    worked = build_plan(large, PlanChoice(budget_tenths=10_000)).worked["laagste"]
    assert "krijgt eerst" not in (text := " ".join(step_sentences(build_plan(large, PlanChoice()), "laagste", worked)))
    assert "1.000" in text
    short = build_plan(large, PlanChoice(budget_tenths=10, least_tenths=9_999))
    assert "3.996,9 fte meer dan er te verdelen is" in plan_headline(short, "laagste")


# Fifteen wijken without any fte, the last with most children: ten of them get 0.1 each.
MANY = tuple(f"WK{number:02}" for number in range(1, 16))
ALIKE = replace(
    BASE,
    given=AllocationInput(
        MANY, tuple(100.0 + place for place in range(15)), (1.0,) * 15, (0.0,) * 15, 0, children_per_fte=150.0
    ),
    names={code: f"Wijk {code[2:]}" for code in MANY},
    left_out={},
    draws=np.ones((1, 15)),
)


def test_of_ten_wijken_that_get_as_much_no_three_are_named_and_who_stays_without_has_no_more():
    plan = build_plan(ALIKE, PlanChoice(budget_tenths=10))
    worked = plan.worked["laagste"]
    assert plain(plan_headline(plan, "laagste")) == (
        "Met 1 fte erbij krijgen tien wijken evenveel: elk 0,1 fte. Vijf wijken krijgen niets."
    )
    # Wherever names do stand they go by the steps, which begin where most children are.
    assert dict(option_facts(plan, worked))["Krijgt erbij (fte)"].startswith("Wijk 15 0,1, Wijk 14 0,1")
    assert first_reasons(plan, "laagste", worked)[0].startswith("De eerste 0,1 fte gaat naar Wijk 15")
    assert nothing_reasons(plan, "laagste", worked)[0] == (
        "5 wijken zonder extra fte hebben nu even weinig als waar de laatste 0,1 fte heen gaat: 0,00 fte per 1.000 "
        "kinderen naar behoefte. Staat het gelijk, dan gaat de wijk met de meeste kinderen naar behoefte voor."
    )
    assert card_notes(plan, "laagste", [])[-1] == "Let op: er blijven 5 wijken zonder fte."
    assert standing_finding(plan, "laagste", worked).startswith("Vijf wijken houden de laagste dekking: 0,00")


def test_where_every_goal_gives_the_same_that_is_said():
    same = replace(ALIKE, given=replace(ALIKE.given, children=(90.0,) * 14 + (5000.0,)))
    assert agree_sentence(build_plan(same, PlanChoice(budget_tenths=1))).startswith("Bij dit budget komen alle doelen")
    assert agree_sentence(build_plan(BASE, PlanChoice(budget_tenths=10))) == ""


def test_an_estimate_that_is_too_wide_is_not_given_as_an_answer():
    wide = replace(BASE, reach_per_fte=ReachPerFte(150.0, 3.0, 900.0, 3))
    plan = build_plan(wide, PlanChoice(budget_tenths=10))
    found = answer_questions(plan, "laagste")
    assert "is niet te zeggen: de schatting loopt van" in waiting_answer(found)
    assert "Hoeveel kinderen het kinderwerk dan meer bereikt, is niet te zeggen:" in one_more_sentences(plan, found)[-1]
    assert "Hoeveel kinderen het kinderwerk met dit plan meer bereikt, is niet te zeggen:" in council_text(
        plan, "laagste", "Plan", {"WK01": "400 kinderen", "WK03": "300 kinderen"}
    )


def test_what_it_takes_is_one_number_with_why_another_page_has_another():
    plan = build_plan(BASE, PlanChoice(budget_tenths=10))
    (said,) = goal_answers(plan, answer_questions(plan, "laagste"), "0,9")
    assert "fte in hele tienden per wijk, in" in said and "zonder afronden" not in said
    assert said.count("Dekking, verhaal en factsheet noemen 0,9 fte: daar telt elk kind even zwaar en wordt niet") == 1
