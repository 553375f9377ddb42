"""Each division against every one there is (exact, in fractions), and against scipy's HiGHS where those are many."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from kinderwerk_stats.analysis import allocation_post
from kinderwerk_stats.analysis.allocation import TENTH, AllocationInput, Objective, allocate, find_impossible

SEEDS = range(1_000)
OBJECTIVES: tuple[Objective, ...] = ("evenredig", "laagste", "meeste", "kloof", "formule")


def exactly(value):
    return Fraction(str(value))


def worth(given, objective, at, tenths):
    """Return what a wijk counts for with some more tenths: more is better."""
    n, q, a = exactly(given.children[at]), exactly(given.need_weight[at]), exactly(given.children_per_fte)
    x = Fraction(given.start[at], 1000) + Fraction(tenths, 10)
    if objective == "laagste":
        return x / (n * q)
    if objective == "meeste":
        return q * n * a * x / (n + a * x)
    if objective == "kloof":
        return -q * (n - n * a * x / (n + a * x))
    return -(x**2) / (exactly(given.target[at]) if objective == "formule" else n * q)


def total(given, objective, division):
    values = [worth(given, objective, at, tenths) for at, tenths in enumerate(division)]
    return min(values) if objective in ("laagste", "kloof") else sum(values)


def is_allowed(given, division):
    for at, tenths in enumerate(division):
        after = given.start[at] + tenths * TENTH
        low = given.lower_tenths[at] if given.lower_tenths else 0
        high = given.upper_tenths[at] if given.upper_tenths else None
        if after < low * TENTH or (tenths and high is not None and after > high * TENTH):
            return False
        if tenths and after < given.post_tenths * TENTH:
            return False
    return True


def every_division(given):
    """Return all that spend the most of the pool that can be spent."""
    pool, count = given.pool_tenths, len(given.codes)
    found = [one for one in product(range(pool + 1), repeat=count) if sum(one) <= pool and is_allowed(given, one)]
    spent = max(map(sum, found), default=0)
    return [one for one in found if sum(one) == spent]


def town(seed, *, post=0, bounds=True):
    draw = random.Random(seed)
    count = draw.randint(1, 3)
    few = draw.random() < 0.5
    # Few different figures make many equal ones; half of the towns have fte that is no whole tenth.
    children = [float(draw.choice([100, 200, 300, 600]) if few else draw.randint(50, 900)) for _ in range(count)]
    weight = [draw.choice([0.5, 1.0, 1.5, 2.0]) if few else round(draw.uniform(0.4, 2), 3) for _ in range(count)]
    fte = [draw.choice([0.0, 0.2, 0.5] if few else [0.0, 0.13, 0.275, 0.6]) for _ in range(count)]
    lower = tuple(draw.choice([0, 0, 1, 3]) for _ in range(count)) if bounds and draw.random() < 0.4 else ()
    upper = tuple(draw.choice([None, 4, 7, 9]) for _ in range(count)) if bounds and draw.random() < 0.4 else ()
    return AllocationInput(
        codes=tuple("ABC"[:count]),
        children=tuple(children),
        need_weight=tuple(weight),
        fte=tuple(fte),
        budget_tenths=draw.randint(0, 6),
        lower_tenths=lower,
        upper_tenths=upper,
        children_per_fte=draw.choice([120.0, 150.0, 37.5]),
        keep=draw.random() < 0.8,
        post_tenths=post,
        target=tuple(draw.choice([1.0, 2.5, 4.0]) for _ in range(count)),
    )


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_division_is_better(objective):
    possible = 0
    for seed in SEEDS:
        given = town(seed)
        divisions = every_division(given)
        assert bool(find_impossible(given)) == (not divisions), seed
        if divisions:
            found = allocate(given, objective)
            assert found.tenths in divisions, seed
            best = max(total(given, objective, one) for one in divisions)
            assert total(given, objective, found.tenths) == best, seed
            possible += 1
    assert possible > len(SEEDS) / 2


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_division_in_whole_posts_is_better(objective):
    for seed in range(300):
        given = town(seed, post=random.Random(seed).choice([2, 3, 4]), bounds=False)
        divisions = every_division(given)
        found = allocate(given, objective)
        assert is_allowed(given, found.tenths), seed
        best = max(total(given, objective, one) for one in divisions)
        if objective in ("laagste", "kloof"):
            # A post that does not lift the lowest is no reason to leave it without what does: all may not be spent.
            best = max(total(given, objective, one) for one in all_divisions(given))
        else:
            assert sum(found.tenths) == sum(divisions[0]), seed
        assert float(total(given, objective, found.tenths)) == pytest.approx(float(best), rel=1e-12), seed


def all_divisions(given):
    pool = given.pool_tenths
    return [
        one for one in product(range(pool + 1), repeat=len(given.codes)) if sum(one) <= pool and is_allowed(given, one)
    ]


def city(seed, count, budget, post=0):
    draw = np.random.default_rng(seed)
    children = draw.integers(60, 3000, count)
    weight = 2.0 ** draw.random(count)
    weight *= children.sum() / (children @ weight)
    return AllocationInput(
        codes=tuple(f"WK9001{at:03d}" for at in range(count)),
        children=tuple(map(float, children)),
        need_weight=tuple(weight.round(4).tolist()),
        fte=tuple((draw.integers(0, 12, count) / 10 * (draw.random(count) < 0.6)).round(1).tolist()),
        budget_tenths=budget,
        children_per_fte=150.0,
        post_tenths=post,
    )


def gains_of(given, pieces):
    """Return q (r(k + 1) - r(k)) for every wijk and its first pieces."""
    return np.array(
        [
            [float(worth(given, "meeste", at, k + 1) - worth(given, "meeste", at, k)) for k in range(pieces)]
            for at in range(len(given.codes))
        ]
    )


def reached(given, division):
    return float(sum(worth(given, "meeste", at, k) - worth(given, "meeste", at, 0) for at, k in enumerate(division)))


@pytest.mark.parametrize("seed", range(3))
def test_most_children_against_a_linear_programme(seed):
    given = city(seed, 40, 60)
    gains = gains_of(given, 60).ravel()
    found = linprog(-gains, A_eq=np.ones((1, gains.size)), b_eq=[60], bounds=(0, 1), method="highs")
    assert reached(given, allocate(given, "meeste").tenths) == pytest.approx(-found.fun, rel=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_the_lowest_against_a_programme_in_whole_numbers(seed):
    given = city(seed, 60, 80)
    need = np.array([n * q for n, q in zip(given.children, given.need_weight, strict=True)])
    count = need.size
    # In tenths per thousand need-weighted children: start + y - t need / 1000 >= 0.
    rows = np.hstack([np.eye(count), -need[:, None] / 1000])
    limits = [
        LinearConstraint(rows, -np.array(given.start) / TENTH, np.inf),
        LinearConstraint(np.append(np.ones(count), 0)[None], 80, 80),
    ]
    goal = np.append(np.zeros(count), -1.0)
    found = milp(goal, constraints=limits, integrality=np.append(np.ones(count), 0), options={"mip_rel_gap": 0})
    lowest = total(given, "laagste", allocate(given, "laagste").tenths)
    assert float(lowest) * 10_000 == pytest.approx(-found.fun, rel=1e-7)


@pytest.mark.parametrize("post", [3, 5])
def test_whole_posts_against_a_programme_in_whole_numbers(post):
    given = city(post, 25, 30, post)
    gains = gains_of(given, 30)
    count, pieces = gains.shape
    opening = [first if first > 1 else 0 for first in given.opening]
    # Parts z of each gain, whole tenths y and whether it is opened.
    width = count * (pieces + 2)
    sums = np.zeros((count, width))
    low, high = np.zeros((count, width)), np.zeros((count, width))
    for at in range(count):
        sums[at, at * pieces : (at + 1) * pieces] = 1
        sums[at, count * pieces + at] = -1
        low[at, count * pieces + at] = high[at, count * pieces + at] = 1
        low[at, count * (pieces + 1) + at] = -opening[at]
        high[at, count * (pieces + 1) + at] = -pieces
    budget = np.zeros((1, width))
    budget[0, count * pieces : count * (pieces + 1)] = 1
    limits = [
        LinearConstraint(sums, 0, 0),
        LinearConstraint(low, 0, np.inf),
        LinearConstraint(high, -np.inf, 0),
        LinearConstraint(budget, 30, 30),
    ]
    whole = np.concatenate([np.zeros(count * pieces), np.ones(2 * count)])
    most = np.concatenate([np.ones(count * pieces), np.full(count, pieces), np.ones(count)])
    goal = np.concatenate([-gains.ravel(), np.zeros(2 * count)])
    found = milp(goal, constraints=limits, integrality=whole, bounds=Bounds(0, most), options={"mip_rel_gap": 0})
    assert reached(given, allocate(given, "meeste").tenths) == pytest.approx(-found.fun, rel=1e-9)


@pytest.mark.parametrize("objective", ["evenredig", "meeste", "formule"])
def test_what_is_left_out_of_the_weighing_changes_nothing(objective, monkeypatch):
    """Many equal wijken, tight maximums and posts as large as the budget too: then a price says least."""
    for seed in range(60):
        draw = random.Random(seed)
        count, budget, post = draw.randint(2, 12), draw.randint(1, 40), draw.choice([2, 3, 5, 9])
        given = replace(
            city(seed, count, budget, post), target=tuple(draw.choice([0.0, 1.0, 3.0]) for _ in range(count))
        )
        if draw.random() < 0.5:
            same = {"children": (300.0,) * count, "need_weight": (1.0,) * count, "fte": (0.0,) * count}
            given = replace(given, **same)
        if draw.random() < 0.3:
            given = replace(given, upper_tenths=tuple(draw.choice([None, 2, 9]) for _ in range(count)))
        quick = allocate(given, objective)
        with monkeypatch.context() as patch:
            patch.setattr(allocation_post, "_may_be_best", lambda allowed, *_: np.isfinite(allowed))
            whole = allocate(given, objective)
        values = [
            sum(float(worth(given, objective, at, k)) if given.target[at] or objective != "formule" else k
                for at, k in enumerate(found.tenths))
            for found in (quick, whole)
        ]  # fmt: skip
        assert quick.left_tenths == whole.left_tenths, seed
        assert values[0] == pytest.approx(values[1], rel=1e-12), seed
