"""A plan turned round: what a goal takes, where least is lost, what one fte does, and how sure a division is."""

import random
from dataclasses import replace

import numpy as np
import pytest

from kinderwerk_stats.analysis.allocation import (
    OBJECTIVES,
    AllocationInput,
    allocate,
)
from kinderwerk_stats.analysis.allocation_questions import (
    Goal,
    average_goals,
    calibrate_reach_per_fte,
    compute_tenths_for_goal,
    order_least_loss,
)
from kinderwerk_stats.analysis.allocation_robustness import compute_robustness
from kinderwerk_stats.analysis.allocation_standing import describe_standing, reach_on_curve

TOWN = AllocationInput(
    codes=("A", "B", "C", "D"),
    children=(400.0, 600.0, 300.0, 200.0),
    need_weight=(1.5, 0.8, 0.6, 1.2),
    fte=(0.5, 1.0, 0.0, 0.2),
    budget_tenths=10,
    children_per_fte=150.0,
    target=(1.08, 0.864, 0.324, 0.432),
)
GREEDY = OBJECTIVES[:4]


def test_reach_per_fte_is_where_the_curve_meets_what_is_counted():
    found = calibrate_reach_per_fte([400, 600, 300, 200], [72, 150, 0, 40], [0.5, 1.0, 0.0, 0.2])
    assert found.low == pytest.approx(72 / 0.5 / (1 - 72 / 400))
    assert found.high == pytest.approx(40 / 0.2 / (1 - 40 / 200))
    # Of their sums, and C has no kinderwerk.
    assert found.pooled == pytest.approx(262 / 1.7 / (1 - 262 / 1200))
    assert found.wijken == 3
    given = replace(TOWN, children_per_fte=found.low)
    assert reach_on_curve(given, TOWN.fte)[0] == pytest.approx(72)
    # Nobody, everybody and no fte lie on no curve.
    assert calibrate_reach_per_fte([400, 600, 300], [0, 600, 10], [0.5, 1.0, 0.0]) is None


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (Goal("kinderen_per_fte", 300), (9, 10, 10, 5)),
        (Goal("gewogen_kinderen_per_fte", 300), (15, 6, 6, 6)),
        (Goal("fte", 0.45), (0, 0, 5, 3)),
        # x = rho n / (a (1 - rho)) = 0.25 / 112.5 of the children: 0.889, 1.333, 0.667, 0.444 fte.
        (Goal("bereik", 0.25), (4, 4, 7, 3)),
    ],
)
def test_what_brings_every_wijk_to_a_goal(goal, expected):
    lacking = compute_tenths_for_goal(TOWN, goal)
    assert lacking == expected
    # One tenth less is too little: the standing itself says so.
    for change, enough in ((0, True), (-1, False)):
        fte = [x + max(0, tenths + change) / 10 for x, tenths in zip(TOWN.fte, lacking, strict=True)]
        standing = describe_standing(TOWN, fte)
        met = {
            "kinderen_per_fte": [ratio is not None and ratio <= 300 for ratio in standing.children_per_fte],
            "gewogen_kinderen_per_fte": [covered >= 1 / 300 - 1e-12 for covered in standing.coverage],
            "fte": [x >= 0.45 for x in fte],
            "bereik": [r >= 0.25 * n for r, n in zip(standing.reached, TOWN.children, strict=True)],
        }[goal.kind]
        assert [one for one, tenths in zip(met, lacking, strict=True) if tenths] == [enough] * sum(map(bool, lacking))


def test_a_goal_that_is_met_to_the_tenth_takes_nothing():
    # 0.1 fte for 30 children is 300 exactly: with floats it would be just above.
    given = AllocationInput(("A", "B"), (30.0, 90.0), (1.0, 1.0), (0.1, 0.3), 0)
    assert compute_tenths_for_goal(given, Goal("kinderen_per_fte", 300)) == (0, 0)
    for wrong in (Goal("fte", 0), Goal("bereik", 1), Goal("bereik", 0.2)):
        with pytest.raises(ValueError, match=r"no goal|children_per_fte"):
            compute_tenths_for_goal(given, wrong)


def test_to_the_average_the_whole_rises_and_nobody_loses():
    plain, weighted = average_goals(TOWN)
    assert (plain.value, weighted.value) == pytest.approx((1500 / 1.7, 1500 / 1.7))
    assert compute_tenths_for_goal(TOWN, plain) == (0, 0, 4, 1)
    assert average_goals(replace(TOWN, fte=(0.0,) * 4)) == ()
    # Who has the average itself lacks nothing, whatever its last decimal is.
    for n, q, x in ((33.3, 1.1, 0.1), (363.59999999999997, 0.987654, 0.7), (90.00000000000001, 1 / 3, 0.3)):
        equal = AllocationInput(("A", "B", "C"), (n,) * 3, (q,) * 3, (x,) * 3, 0)
        for goal in average_goals(equal):
            assert compute_tenths_for_goal(equal, goal) == (0, 0, 0)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_what_is_lost_first_is_what_was_given_last(objective):
    given = replace(TOWN, keep=False, budget_tenths=40)
    divided = allocate(given, objective)
    now = replace(TOWN, fte=divided.after_fte)
    taken = order_least_loss(now, objective, 25)
    assert [step.wijk for step in taken] == [step.wijk for step in reversed(divided.steps)][:25]
    assert [step.value for step in taken] == [step.value for step in reversed(divided.steps)][:25]


def test_no_more_is_taken_than_there_is_and_a_minimum_stays():
    now = replace(TOWN, fte=(0.55, 0.3, 0.0, 0.2), lower_tenths=(3, 0, 0, 2))
    taken = order_least_loss(now, "laagste", 99)
    assert sorted(step.wijk for step in taken) == [0, 0, 1, 1, 1]
    # A keeps 0.45 for 600 need-weighted children, more than B with 0.2 for 480.
    assert [(step.wijk, step.value) for step in taken[:2]] == [(0, 0.00075), (0, pytest.approx(0.35 / 600))]


def test_least_is_lost_one_by_one_is_least_in_all():
    draw = random.Random(3)
    for _ in range(100):
        fte = tuple(draw.randint(0, 4) / 10 for _ in range(3))
        given = AllocationInput(
            ("A", "B", "C"), tuple(float(draw.randint(50, 900)) for _ in range(3)), (1.0, 1.5, 0.5), fte, 0,
            children_per_fte=150.0,
        )  # fmt: skip
        taken = [step.wijk for step in order_least_loss(given, "meeste", 4)]
        left = [x - taken.count(at) / 10 for at, x in enumerate(fte)]
        best = max(
            describe_standing(given, [x - k / 10 for x, k in zip(fte, ways, strict=True)]).weighted_reached
            for ways in np.ndindex(5, 5, 5)
            if sum(ways) == len(taken) and all(k / 10 <= x for x, k in zip(fte, ways, strict=True))
        )
        assert describe_standing(given, left).weighted_reached == pytest.approx(best, rel=1e-12)


# --- how sure it is ---


def weights(draws, wijken, seed=1):
    return 2.0 ** np.random.default_rng(seed).random((draws, wijken))


@pytest.mark.parametrize("objective", GREEDY)
@pytest.mark.parametrize("budget", [0, 1, 7, 60])
@pytest.mark.parametrize("keep", [True, False])
def test_every_draw_is_divided_as_one_division_is(objective, budget, keep):
    given = replace(TOWN, budget_tenths=budget, keep=keep, lower_tenths=(0, 0, 0, 1) if budget else (), target=())
    q = weights(40, 4)
    found = compute_robustness(given, q, [objective])[objective]
    each = [allocate(replace(given, need_weight=tuple(row)), objective).tenths for row in q.tolist()]
    columns = list(zip(*each, strict=True))
    assert found.least == tuple(map(min, columns))
    assert found.most == tuple(map(max, columns))
    assert found.middle == tuple(sorted(column)[19] for column in columns)
    assert found.times == tuple(sum(k > 0 for k in column) for column in columns)


@pytest.mark.parametrize("objective", GREEDY)
def test_equal_draws_are_the_division_itself(objective):
    """Many wijken without fte, all alike: only the tie rule decides, in the draws as in the division."""
    count = 30
    given = AllocationInput(
        codes=tuple(f"{at:02d}" for at in range(count)),
        children=(300.0,) * count,
        need_weight=(1.0,) * count,
        fte=(0.0,) * 20 + (0.1,) * 10,
        budget_tenths=17,
        children_per_fte=150.0,
    )
    found = compute_robustness(given, np.ones((5, count)), [objective])[objective]
    assert found.least == found.middle == found.most == allocate(given, objective).tenths
    assert found.how_often == ("altijd",) * 17 + ("nooit",) * 13


def test_always_sometimes_and_never():
    given = replace(TOWN, budget_tenths=2, target=())
    one_sided = np.array([[1.5, 0.8, 0.6, 1.2], [6.0, 0.8, 0.1, 1.2]])
    found = compute_robustness(given, one_sided, ["meeste"])["meeste"]
    assert dict(zip(found.codes, found.how_often, strict=True)) == {
        "A": "altijd",
        "B": "nooit",
        "C": "nooit",
        "D": "nooit",
    }
    found = compute_robustness(given, one_sided, ["laagste"])["laagste"]
    assert found.how_often == ("soms", "nooit", "altijd", "nooit")
    with_post = compute_robustness(replace(given, post_tenths=2), one_sided, ["meeste"])["meeste"]
    assert with_post.times[2] == 0
