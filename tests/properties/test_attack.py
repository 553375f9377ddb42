"""Adding and subtracting all that one visitor gets of a gemeente gives no small count away (METHOD 7.2).

The other proof, that another world would look the same to the letter, stands in `test_another_world.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, assume, event, example, given, settings
from hypothesis import strategies as st

from kinderwerk_stats.analysis import coverage as coverage_module
from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.analysis.disclosure import Suppression, choose_suppressed
from kinderwerk_stats.model.threshold import DEFAULT_THRESHOLD, LARGEST_THRESHOLD
from tests.attacker import attack
from tests.properties.test_disclosure_properties import hide_at_least_two
from tests.published import figures_of
from tests.worlds import World, small_wijken, worlds

NORM = Norm(500, 0.2)
BOTH = (DEFAULT_THRESHOLD, LARGEST_THRESHOLD)
# No hidden count may be narrowed to fewer values.
LEAST = 4


def answers_of(found: dict) -> list[dict]:
    return [value for key, value in found.items() if key.startswith("json")]


@dataclass(frozen=True)
class Known:
    """What the attacker is told beside all that is published."""

    small: list[str]
    absent: list[str]
    once: bool
    no_wijk: float


def _told(world: World, k: int) -> Known:
    """Tell the attacker which hidden wijken are small, and how the total was counted."""
    by_source = [code for code, count in zip(world.codes, world.reached, strict=True) if isinstance(count, str)]
    counted = sum(count for count in world.reached if isinstance(count, int))
    once = world.total is not None and world.total < counted + (world.no_wijk or 0)
    # A warning gives the number of children without a wijk from ten on, and that a sum of wijken does not hold them.
    told = world.no_wijk or 0 if world.total is not None else 0
    return Known([*small_wijken(world, k), *by_source], by_source, once, told if told >= LARGEST_THRESHOLD else 0)


def _ways_to_count(world: World) -> tuple[bool, ...]:
    """Return whether counts that the organisation hid can be in its total: nobody learns from a belief that is false.

    One that holds at least one child for each of them can have them in it; any total can leave them out.
    """
    by_source = sum(isinstance(count, str) for count in world.reached)
    counted = sum(count for count in world.reached if isinstance(count, int)) + (world.no_wijk or 0)
    if world.total is not None and counted <= world.total < counted + by_source:
        return (False,)
    return (True, False)


def feasible(world: World, found: dict, k: int, *, in_total: bool = True) -> dict[str, int]:
    """Return per small count how many values the attacker has left for it."""
    known = _told(world, k)
    answers = answers_of(found)
    need = [
        (answer["norm"]["reach_share"], rows)
        for key, rows in found.items()
        if key.startswith("behoefte csv")
        for answer in [found["json " + " ".join(key.split()[2:4])]]
    ]
    left = attack(
        answers,
        known.small if in_total else [code for code in known.small if code not in known.absent],
        k,
        no_wijk=known.no_wijk,
        once=known.once,
        absent=() if in_total else known.absent,
        need=need,
        sums=[each for key, sums in found.items() if key.startswith("behoefte sommen") for each in sums],
    )
    return {code: len(interval) for code, interval in left.items()}


def check_hidden(world: World, k: int) -> None:
    library = world.library()
    assume(library.results[-1].usable)
    found = figures_of(library, NORM, k)
    if world.location:
        assert all(row["reached_count"] is None for answer in answers_of(found) for row in answer["wijken"])
        return
    for in_total in _ways_to_count(world):
        values = feasible(world, found, k, in_total=in_total)
        event(f"small counts: {min(len(values), 3)}")
        assert all(count >= k - 1 >= LEAST for count in values.values()), values


# A failing delivery is small already; making it smaller would take minutes.
exhaustive = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    phases=[Phase.explicit, Phase.generate],
)


@settings(exhaustive, max_examples=20)
@given(world=worlds(5))
@example(World((60.0, 800.0), (3, 80), (9, 90), 83))
@example(World((60.0, 60.0, 800.0), (4, 4, 30), (9, 9, 90), 38))
@example(World((60.0, 60.0, 800.0), (3, None, 9), (9, None, 90), 13))
@example(World((20.0, 60.0, 800.0), (6, 10, 4), (10, 11, 6), no_wijk=7))
@example(World((60.0, 5.0), (2, 8), (4, 8), None, 17, 7, signals=(1, 4)))
@example(World((800.0,) * 4, (3, "<5", 6, 90), (9, 9, 20, 95), 99))
@example(World((800.0,) * 4, (3, "<5", 6, 90), (9, 9, 20, 95), 100))
def test_adding_and_subtracting_leaves_every_small_count_all_its_values(world):
    check_hidden(world, 5)


@settings(exhaustive, max_examples=20)
@given(world=worlds(10))
@example(World((60.0, 60.0, 800.0), (9, 9, 30), (19, 19, 90), 48))
@example(World((300.0, 300.0, 800.0, 800.0), (4, 9, 12, 90), (9, 9, 20, 90), 130, no_wijk=7))
@example(World((300.0, 300.0, 800.0), (8, 20, 90), (9, 30, 99), 125, no_wijk=7))
def test_a_threshold_of_ten_leaves_every_small_count_all_its_values(world):
    check_hidden(world, 10)


@pytest.mark.slow
@pytest.mark.parametrize("k", BOTH)
def test_many_more_deliveries(k):
    @settings(exhaustive, max_examples=20)
    @given(world=worlds(k))
    def try_out(world):
        check_hidden(world, k)

    try_out()


# --- the attacker finds what is not hidden well -------------------------------------------------------


def _textbook(counts, *, total, threshold, already_hidden=None):
    return Suppression(hide_at_least_two(counts, threshold), total_hidden=False)


def _primary_only(counts, *, total, threshold, already_hidden=None):
    return Suppression((counts > 0) & (counts < threshold), total_hidden=False)


def _nasty(rng: np.random.Generator, k: int) -> World:
    """Return a gemeente of three to five wijken with one or two small counts, whose total is their sum."""
    small = rng.integers(1, k, size=int(rng.integers(1, 3)))
    if len(small) == 2 and rng.random() < 0.5:
        small[:] = k - 1
    large = rng.integers(k, 12 * k, size=int(rng.integers(2, 4)))
    reached = tuple(int(count) for count in (*small, *large))
    return World((800.0,) * len(reached), reached, tuple(count + 3 for count in reached), sum(reached))


def _found_out(rule: Callable | None, k: int, tries: int = 12) -> int:
    """Return of how many gemeenten the attacker narrows a small count to fewer than four values."""
    rng = np.random.default_rng(20240101)
    got = 0
    for _ in range(tries):
        world = _nasty(rng, k)
        hide = choose_suppressed if rule is None else rule
        with patch.object(coverage_module, "choose_suppressed", hide):
            got += min(feasible(world, figures_of(world.library(), NORM, k), k).values()) < LEAST
    return got


@pytest.mark.parametrize("k", BOTH)
@pytest.mark.parametrize(("rule", "least"), [(_primary_only, 9), (_textbook, 2)])
def test_the_attacker_gets_through_weaker_rules(rule, least, k):
    assert _found_out(rule, k) >= least


@pytest.mark.parametrize("k", BOTH)
def test_the_attacker_does_not_get_through_ours(k):
    assert _found_out(None, k) == 0


@pytest.mark.parametrize("k", BOTH)
def test_two_equal_counts_just_below_the_threshold_are_the_trap_of_the_textbook(k):
    world = World((60.0, 60.0, 800.0), (k - 1, k - 1, 30), (19, 19, 90), 2 * (k - 1) + 30)
    with patch.object(coverage_module, "choose_suppressed", _textbook):
        assert set(feasible(world, figures_of(world.library(), NORM, k), k).values()) == {1}
    assert set(feasible(world, figures_of(world.library(), NORM, k), k).values()) == {k - 1}


@pytest.mark.parametrize("name", ["reach_share", "reach_high", "gap_children_count", "reached_count"])
def test_the_attacker_turns_a_figure_of_a_hidden_wijk_back_into_its_count(name):
    world = World((800.0, 800.0, 800.0), (3, 20, 300), (9, 90, 900), 323)
    found = figures_of(world.library(), NORM, 5)
    shown = world.monitor(threshold=0, age_range="4-11", norm=NORM).coverage.cells["WK900101"]
    answers_of(found)[1]["wijken"][0][name] = shown[name].value
    assert feasible(world, found, 5) == {"WK900101": 1}


def test_the_attacker_turns_a_weighted_gap_back_into_its_count():
    world = World((800.0, 800.0, 800.0), (3, 20, 300), (9, 90, 900), 323)
    hidden, open_ = (figures_of(world.library(), NORM, threshold) for threshold in (5, 0))
    assert feasible(world, hidden, 5) == {"WK900101": 4}
    key = "behoefte csv 2024 4-11"
    assert hidden[key][0]["weighted_gap_children_count"] == "onderdrukt"
    hidden[key][0]["weighted_gap_children_count"] = open_[key][0]["weighted_gap_children_count"]
    assert feasible(world, hidden, 5) == {"WK900101": 1}


@pytest.mark.parametrize("place", [0, 1], ids=["funnel", "concentration"])
def test_the_attacker_uses_an_average_with_a_hidden_wijk_in_it(place):
    world = World((800.0, 800.0, 800.0), (3, 20, 300), (9, 90, 900), 323)
    hidden, open_ = (figures_of(world.library(), NORM, threshold) for threshold in (5, 0))
    key = "behoefte sommen 2024 4-12"
    (codes, value) = open_[key][place]
    # The second hidden wijk stands in another average, so that only one is not known.
    hidden[key] = [(codes, value), (codes[1:], value - 3)]
    assert feasible(world, hidden, 5) == {"WK900101": 1}


def test_the_attacker_takes_shown_gaps_from_a_total_that_holds_more():
    world = World((800.0, 800.0, 800.0), (3, 300, 600), (9, 900, 900))
    found = figures_of(world.library(), NORM, 5)
    shown = world.monitor(threshold=0, age_range="4-11", norm=NORM).coverage
    answers_of(found)[1]["total"]["gap_children_count"] = shown.totals["gap_children_count"].value
    assert min(feasible(world, found, 5).values()) < LEAST


@settings(deadline=None, max_examples=300)
@given(values=st.lists(st.integers(0, 40), min_size=1, max_size=7), more=st.integers(0, 20))
def test_what_is_small_at_five_is_hidden_at_ten(values, more):
    # What only protects can be shown at ten: of 2, 4, 15 and 15 five hides all, and ten all but the last.
    counts = pd.Series(values, index=[f"WK9001{n:02d}" for n in range(len(values))], dtype=float)
    chosen = choose_suppressed(counts, total=counts.sum() + more, threshold=LARGEST_THRESHOLD)
    assert chosen.hidden[counts.between(1, DEFAULT_THRESHOLD - 1)].all()
