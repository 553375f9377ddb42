"""The hand example of the method, step by step, and what holds for every division."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kinderwerk_stats.analysis.allocation import (
    OBJECTIVES,
    AllocationInput,
    allocate,
    find_doubtful,
    find_impossible,
)
from kinderwerk_stats.analysis.allocation_money import (
    Bought,
    Formula,
    buy_tenths,
    compute_break_even,
    compute_targets,
    divide_eur,
    find_formula_problems,
    with_formula,
)
from kinderwerk_stats.analysis.allocation_standing import describe_standing
from kinderwerk_stats.text.problems import describe

TOWN = AllocationInput(
    codes=("A", "B", "C", "D"),
    children=(400.0, 600.0, 300.0, 200.0),
    need_weight=(1.5, 0.8, 0.6, 1.2),
    fte=(0.5, 1.0, 0.0, 0.2),
    budget_tenths=10,
    children_per_fte=150.0,
    target=(1.08, 0.864, 0.324, 0.432),
)


def order(found):
    return "".join(found.codes[step.wijk] for step in found.steps)


@pytest.mark.parametrize(
    ("objective", "after", "steps"),
    [
        ("evenredig", (1.0, 1.0, 0.3, 0.4), "CCADAACADA"),
        ("laagste", (1.0, 1.0, 0.3, 0.4), "CCADACADAA"),
        ("meeste", (1.3, 1.0, 0.0, 0.4), "AAAADAADAA"),
        ("kloof", (1.5, 1.0, 0.0, 0.2), "AAAAAAAAAA"),
        # The target of A itself.
        ("formule", (1.0, 1.0, 0.3, 0.4), "CCADAACADA"),
    ],
)
def test_the_hand_example(objective, after, steps):
    found = allocate(TOWN, objective)
    assert found.after_fte == after
    assert order(found) == steps
    assert found.added_fte == tuple(round(now - then, 1) for now, then in zip(after, TOWN.fte, strict=True))
    assert found.left_tenths == 0


def test_a_step_says_what_decided_and_who_was_next():
    first, *_, last = allocate(TOWN, "meeste").steps
    assert first == (0, pytest.approx(14400 / 931), 3, pytest.approx(12.777, abs=1e-3), 1)
    assert last.value == pytest.approx(36000 / 3451)
    empty, then = allocate(TOWN, "laagste").steps[:2]
    assert (empty.value, empty.runner_up, empty.runner_up_value) == (0, 0, pytest.approx(0.5 / 600))
    assert then.value == pytest.approx(0.1 / 180)


def test_equal_figures_go_to_the_most_need_and_then_the_first_code():
    given = AllocationInput(("A", "B", "C"), (100.0, 300.0, 100.0), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0), 3)
    found = allocate(given)
    assert order(found) == "BAC"
    assert [step.tied for step in found.steps] == [True, True, False]
    # 0.6 of 400 children and 0.8 of 300 are as much need: as decimals, and not as 239.99999999999997.
    equal = AllocationInput(("A", "B"), (300.0, 400.0), (0.8, 0.6), (0.1, 0.1), 1, children_per_fte=100)
    assert allocate(equal, "laagste").steps[0].tied
    assert allocate(equal, "evenredig").steps[0].tied


def test_reach_on_the_curve_and_the_figures_before_and_after():
    before = describe_standing(TOWN, TOWN.fte)
    assert before.weighted_reached == pytest.approx(222.041, abs=5e-4)
    assert before.children_per_fte == (800, 600, None, 1000)
    assert (before.lowest, before.lowest_codes) == (0, ("C",))
    after = describe_standing(TOWN, allocate(TOWN, "meeste").after_fte)
    assert after.weighted_reached == pytest.approx(348.023, abs=5e-4)
    even = describe_standing(TOWN, allocate(TOWN, "laagste").after_fte)
    # 1.0 for 600, 0.3 for 180 and 0.4 for 240 are the same coverage.
    assert even.lowest_codes == ("A", "C", "D")
    assert even.hoover < before.hoover
    without = describe_standing(replace(TOWN, children_per_fte=None), TOWN.fte)
    assert without.reached == () and without.weighted_reached is None and without.largest_gap is None


def test_who_gains_and_who_gains_nothing():
    found = allocate(TOWN, "kloof")
    assert (found.gains, found.gains_nothing) == (("A",), ("B", "C", "D"))


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_starting_over_divides_all_there_is_and_can_take_away(objective):
    found = allocate(replace(TOWN, keep=False, budget_tenths=0), objective)
    assert sum(found.tenths) == 17
    assert sum(found.added_fte) == pytest.approx(0)
    assert min(found.added_fte) < 0


def test_fte_that_is_no_whole_tenth_stays_what_it_is():
    given = replace(TOWN, fte=(0.55, 1.0, 0.0, 0.278), budget_tenths=1)
    found = allocate(given)
    assert found.before_fte == (0.55, 1.0, 0.0, 0.278)
    assert found.after_fte == (0.55, 1.0, 0.1, 0.278)
    again = allocate(replace(given, keep=False))
    # 1.828 fte and a tenth: 19 tenths, and 0.028 fte is too little to divide.
    assert (sum(again.tenths), again.left_tenths, again.left_fte) == (19, 0, 0.028)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_nobody_has_less_of_a_larger_budget(objective):
    steps = allocate(replace(TOWN, budget_tenths=60), objective).steps
    for budget in range(60):
        found = allocate(replace(TOWN, budget_tenths=budget), objective)
        assert [step.wijk for step in found.steps] == [step.wijk for step in steps[:budget]]


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_other_names_do_not_change_who_gets_what(objective):
    turned = {name: tuple(reversed(getattr(TOWN, name))) for name in ("children", "need_weight", "fte", "target")}
    there, back = allocate(TOWN, objective), allocate(replace(TOWN, **turned), objective)
    assert there.tenths == tuple(reversed(back.tenths))


def test_bounds_are_kept():
    given = replace(TOWN, lower_tenths=(0, 12, 0, 0), upper_tenths=(6, None, 2, 1))
    found = allocate(given, "laagste")
    assert found.forced == (0, 2, 0, 0)
    assert found.after_fte == (0.6, 1.7, 0.2, 0.2)
    doubts = find_doubtful(given, found)
    assert [(problem.code, problem.param("wijken")) for problem in doubts] == [("verdeling_al_boven_maximum", ("D",))]


def test_impossible_bounds_name_the_wijken():
    crossed = replace(TOWN, lower_tenths=(0, 30, 3, 0), upper_tenths=(None, None, 2, None))
    codes = [(problem.code, problem.param("wijken")) for problem in find_impossible(crossed, {"C": "Centrum"})]
    assert codes == [
        ("verdeling_minimum_boven_maximum", ("Centrum",)),
        ("verdeling_minimum_te_duur", ("B", "Centrum")),
    ]
    said = str(describe(find_impossible(crossed)[1]))
    assert "de minimums kosten 1,3 fte meer dan er te verdelen is: B, C." in said
    with pytest.raises(ValueError, match="bounds"):
        allocate(crossed)


def test_what_nobody_can_have_is_left_over_and_said():
    full = replace(TOWN, upper_tenths=(5, 10, 1, 2))
    found = allocate(full)
    assert (found.left_tenths, found.tenths) == (9, (0, 0, 1, 0))
    (said,) = find_doubtful(full, found)
    assert (said.code, said.param("wijken"), said.param("fte")) == ("verdeling_alle_vol", ("A", "B", "C", "D"), 0.9)


def test_a_post_is_whole_or_not_at_all():
    # C has nothing: three tenths at once, or none; A has its post already.
    post = replace(TOWN, post_tenths=3)
    found = allocate(post, "laagste")
    assert found.steps[0].tenths == 3 and found.codes[found.steps[0].wijk] == "C"
    assert allocate(replace(post, budget_tenths=2), "laagste").tenths == (1, 0, 0, 1)
    assert allocate(replace(post, budget_tenths=3), "laagste").tenths == (0, 0, 3, 0)
    lonely = AllocationInput(("A",), (100.0,), (1.0,), (0.0,), 2, post_tenths=3)
    for objective in ("laagste", "evenredig"):
        nothing = allocate(lonely, objective)
        assert (nothing.tenths, nothing.left_tenths) == ((0,), 2)
        assert [problem.code for problem in find_doubtful(lonely, nothing)] == ["verdeling_post_past_niet"]
    assert allocate(replace(lonely, lower_tenths=(1,), budget_tenths=3)).forced == (3,)


def test_more_than_can_be_weighed_in_whole_posts_is_refused():
    many = replace(TOWN, budget_tenths=1_300_000, post_tenths=3)
    (problem,) = find_impossible(many)
    assert "hoogstens 125.000 fte" in describe(problem).expected
    (too_much,) = find_impossible(replace(many, post_tenths=0))
    assert too_much.code == "verdeling_te_veel_fte"
    assert find_impossible(replace(many, budget_tenths=99_000, post_tenths=0)) == []


def test_figures_that_no_caller_may_give():
    for wrong in ({"children": (0.0, 1.0, 1.0, 1.0)}, {"codes": ("A", "B", "D", "C")}, {"fte": (1.0,)},
                  {"budget_tenths": -1}, {"codes": ("A", "A", "B", "C")}, {"children_per_fte": 0.0}):  # fmt: skip
        with pytest.raises(ValueError, match=r"above 0|order|per wijk|below 0"):
            replace(TOWN, **wrong)
    with pytest.raises(ValueError, match="target"):
        allocate(replace(TOWN, target=()), "formule")
    with pytest.raises(ValueError, match="children_per_fte"):
        allocate(replace(TOWN, children_per_fte=None), "meeste")


# --- money ---


def test_a_budget_buys_whole_tenths():
    assert buy_tenths(Decimal(9200), Decimal(92000)) == Bought(1, Decimal(0))
    assert buy_tenths(Decimal("9199.99"), Decimal(92000)) == Bought(0, Decimal("9199.99"))
    # Thirds of a euro are counted exactly: 10 x 30000.03 / 3.
    assert buy_tenths(Decimal("30000.03"), Decimal("100000.10")) == Bought(3, Decimal("0.000"))
    for wrong in ((Decimal(-1), Decimal(1)), (Decimal(1), Decimal(0))):
        with pytest.raises(ValueError, match="budget"):
            buy_tenths(*wrong)


def test_a_formula_gives_a_floor_and_then_shares():
    columns = {"children": [400, 600, 300, 200], "poor": [100, 0, 50, 50]}
    targets = compute_targets(1_000, Formula({"children": 1, "poor": 1}, floor=100), columns)
    assert [float(target) for target in targets] == pytest.approx([330, 220, 235, 215])
    assert sum(divide_eur(999, Formula({"children": 1, "poor": 2}), columns)) == 999
    empty = {**columns, "poor": [0, 0, 0, 0]}
    for formula, given, code in (
        (Formula({"poor": 1}, 300), columns, "formule_bodem_te_duur"),
        (Formula({"poor": -1, "children": 1}), columns, "formule_onder_nul"),
        (Formula({"poor": 0}), columns, "formule_zonder_aandeel"),
        (Formula({"poor": 1}), empty, "formule_kolom_leeg"),
    ):
        assert [problem.code for problem in find_formula_problems(1_000, formula, given)] == [code]
        with pytest.raises(ValueError, match="formula"):
            compute_targets(1_000, formula, given)


def test_a_formula_in_fte_counts_what_is_there_and_keeps_its_floor():
    given = with_formula(TOWN, Formula({"weighted_children": 1}))
    assert given.target == pytest.approx((10.8, 8.64, 3.24, 4.32))
    assert allocate(given, "formule").tenths == allocate(TOWN, "evenredig").tenths
    half = with_formula(TOWN, Formula({"children": 1, "weighted_children": 1}, floor=3))
    assert half.lower_tenths == (3, 3, 3, 3)
    # 27 tenths, 12 of them floor; of the other 15 A has (400 + 600) / 3000.
    assert half.target[0] == pytest.approx(3 + 15 * 1000 / 3000)
    own = with_formula(TOWN, Formula({"poor": 1}), {"poor": (0, 0, 0, 1)})
    assert allocate(own, "formule").tenths == (0, 0, 0, 10)


def test_break_even_is_a_number_of_trajecten_and_no_saving():
    found = compute_break_even((100_000, 100_000), (10_000, 10_000), (200, 250), (0.2, 0.4))
    assert found.trajecten == (10, 10)
    assert found.share == pytest.approx((0.1, 0.25))
    assert compute_break_even((1, 2), (1, 2)).share is None
    with pytest.raises(ValueError, match="interval"):
        compute_break_even((2, 1), (1, 2))
