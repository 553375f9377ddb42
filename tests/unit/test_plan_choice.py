"""What is filled in of a plan, in the address: stable codes, both ways, bounded, and nothing strange gets through."""

from decimal import Decimal

import pytest

from kinderwerk_stats.gemeente.plan_choice import NO_PLAN, Bound, CostStep, FormulaChoice, PlanChoice
from kinderwerk_stats.text.plan_address import NOT_READ, clean_source, plan_params, read_plan_choice

D = Decimal
COSTS = (
    CostStep("loon", D(40000), D(44000), "verzonnen, 2026"),
    CostStep("ikb", D("19.5"), D(20), "cao"),
    CostStep("lasten", D(20), D(22)),
    CostStep("overhead", D(25), D(30)),
)
PLANS = [
    NO_PLAN,
    PlanChoice(budget_tenths=30),
    PlanChoice(budget_tenths=0, objective="kloof"),
    PlanChoice(budget_eur=250_000, costs=COSTS, keep=False, post_tenths=3),
    PlanChoice(least_tenths=2, most_tenths=15, bounds=(Bound("WK036301", 5, None), Bound("WK0363AB", None, 0))),
    PlanChoice(goal_children_per_fte=800, fewer_tenths=25, costs=(CostStep("traject", D(5000), D(9000), "begroting"),)),
    PlanChoice(budget_tenths=1, objective="formule", formula=FormulaChoice(50, 50, 2)),
]


@pytest.mark.parametrize("choice", PLANS)
def test_an_address_gives_back_the_same_plan(choice):
    assert read_plan_choice(plan_params(choice)) == (choice, [])


def test_nothing_filled_in_is_not_written():
    assert plan_params(NO_PLAN) == {}


@pytest.mark.parametrize(
    "params",
    [
        {"fte": "veel"}, {"fte": "-1"}, {"fte": "0.25"}, {"fte": "99999"}, {"fte": "1e9"}, {"fte": "nan"},
        {"euro": "12.5"}, {"euro": "999999999"}, {"doel": "winst"}, {"doel": "__class__"}, {"opnieuw": "soms"},
        {"kosten": "loon~40000~30000~x"}, {"kosten": "loon~40000~nan"}, {"kosten": "korting~1~2~x"},
        {"kosten": "ikb~20~101~x"}, {"kosten": "productiviteit~0~50~x"}, {"kosten": "loon~40000~40000~" + "x" * 81},
        {"grenzen": "WK036301~x~"}, {"grenzen": "GM0363~1~2"}, {"grenzen": "|"}, {"post": "0.33"},
        {"formule": "0~0~0"}, {"formule": "101~0~0"}, {"formule": "50"}, {"formule": "50~50~x"}, {"minstens": "ja"},
        {"naar": "0"}, {"naar": "800.5"}, {"naar": "999999"}, {"minder": "-1"},
    ],
)  # fmt: skip
def test_what_cannot_be_read_does_not_count_and_is_said(params):
    assert read_plan_choice(params) == (NO_PLAN, [NOT_READ])


def test_a_budget_is_in_fte_or_in_euro_and_two_are_said():
    choice, notices = read_plan_choice({"fte": "3", "euro": "250000"})
    assert (choice.budget_tenths, choice.budget_eur, notices) == (30, None, [NOT_READ])


def test_a_source_cannot_break_the_address():
    step = CostStep("loon", D(1000), D(1000), clean_source("cao|2026 ~ schaal\n7"))
    assert step.source == "cao 2026 schaal 7"
    assert read_plan_choice(plan_params(PlanChoice(costs=(step,))))[0].costs == (step,)


def test_a_cost_needs_every_step_but_productivity():
    assert PlanChoice(costs=COSTS[:3]).cost_per_fte() is None
    assert PlanChoice(costs=COSTS).cost_per_fte().eur == (D("71700.00"), D("83740.80"))


def test_productivity_changes_the_price_of_an_hour_and_not_of_an_fte():
    choice = PlanChoice(costs=(*COSTS, CostStep("productiviteit", D(50), D(80))))
    found = choice.cost_per_fte()
    assert found.eur == PlanChoice(costs=COSTS).cost_per_fte().eur
    # The least by the most productive year, the most by the least: 71.700 by 1.497,6 hours, 83.740,80 by 936.
    assert found.per_worked_hour_eur == (D("47.88"), D("89.47"))


def test_an_amount_for_the_whole_goes_before_the_steps():
    whole = CostStep("geheel", D(80000), D(90000), "begroting")
    assert PlanChoice(costs=(whole, *COSTS)).cost_per_fte().eur == (D(80000), D(90000))


def test_each_step_of_the_cost_raises_it():
    low = PlanChoice(costs=COSTS).cost_per_fte().eur
    for name in ("loon", "ikb", "lasten", "overhead"):
        step = next(step for step in COSTS if step.name == name)
        more = PlanChoice(costs=COSTS).with_cost(name, CostStep(name, step.low + 1, step.high + 1))
        assert all(after > before for before, after in zip(low, more.cost_per_fte().eur, strict=True)), name


def test_a_bound_of_nothing_is_no_bound():
    choice = NO_PLAN.with_bound(Bound("WK036301", 5)).with_bound(Bound("WK036301"))
    assert choice == NO_PLAN
