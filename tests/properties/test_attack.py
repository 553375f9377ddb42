"""Nobody can work out a small count from all that one visitor gets of a gemeente together (METHOD 7.2).

Two proofs. One adds and subtracts what is published. The other puts another value in a hidden cell, with other hidden
cells changed so that the total stays the same, and finds every download, page and sentence the same to the letter:
then no reader, however clever, can tell the two apart.
"""

from dataclasses import dataclass, replace
from unittest.mock import patch

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, assume, event, example, given, settings
from hypothesis import strategies as st

from kinderwerk_stats.analysis import coverage as coverage_module
from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.analysis.disclosure import Suppression
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.monitor import build_monitor
from tests.attacker import YEAR, World, attack, everything
from tests.builders import GEMEENTE
from tests.properties.test_disclosure_properties import hide_at_least_two

NORM = Norm(500, 0.2)
K = 5

small_gemeenten = st.integers(1, 7).flatmap(
    lambda size: st.tuples(
        st.lists(st.sampled_from([5, 20, 45, 60, 800]), min_size=size, max_size=size),
        st.lists(
            st.one_of(st.integers(1, 4), st.integers(0, 12), st.sampled_from([0, 0, 20, 90, None, "<5"])),
            min_size=size,
            max_size=size,
        ),
        st.lists(st.integers(0, 6), min_size=size, max_size=size),
    )
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Return a delivery of a small gemeente: many small counts, blanks, "<5", a total or none."""
    children, reached, more_visits = draw(small_gemeenten)
    known = [count for count in reached if isinstance(count, int)]
    visits = [
        count + more if isinstance(count, int) else draw(st.sampled_from([None, "<5", 2, 9]))
        for count, more in zip(reached, more_visits, strict=True)
    ]
    # What stands behind a blank or a "<5" is in the total or is not.
    behind = sum(draw(st.integers(0, 4)) for count in reached if not isinstance(count, int))
    no_wijk = draw(st.sampled_from([None, None, 0, 2, 7]))
    whole = sum(known) + behind + (no_wijk or 0)
    total = draw(st.sampled_from([None, whole, whole, max([*known, whole // 2])]))
    visits_total = draw(st.sampled_from([None, sum(v for v in visits if isinstance(v, int)) + draw(st.integers(0, 5))]))
    return World(
        tuple(map(float, children)),
        tuple(reached),
        tuple(visits),
        total,
        visits_total,
        no_wijk,
        tuple(draw(st.integers(0, 4)) for _ in children),
        draw(st.sampled_from([False, False, False, True])),
    )


def _answers(found: dict) -> list[dict]:
    return [value for key, value in found.items() if key.startswith("json")]


@dataclass(frozen=True)
class Known:
    """What the attacker is told beside all that is published."""

    small: list[str]
    absent: list[str]
    once: bool
    no_wijk: float


def _told(world: World) -> Known:
    """Tell the attacker which hidden wijken are small, and how the total was counted."""
    small = [
        c for c, u in zip(world.codes, world.reached, strict=True) if u == "<5" or (isinstance(u, int) and 0 < u < K)
    ]
    by_source = [code for code, count in zip(world.codes, world.reached, strict=True) if count == "<5"]
    counted = sum(count for count in world.reached if isinstance(count, int))
    once = world.total is not None and world.total < counted + (world.no_wijk or 0)
    # A warning gives the number of children without a wijk from five on; they are in a total row, not in a sum.
    told = (world.no_wijk or 0) if world.total is not None else 0
    return Known(small, by_source, once, told if told >= K else 0)


def _feasible(world: World, found: dict, *, in_total: bool) -> dict[str, int]:
    known = _told(world)
    small = known.small if in_total else [code for code in known.small if code not in known.absent]
    left = attack(
        _answers(found), small, K, no_wijk=known.no_wijk, once=known.once, absent=() if in_total else known.absent
    )
    return {code: len(interval) for code, interval in left.items()}


# A failing delivery is small already; making it smaller would take minutes.
_exhaustive = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.generate]
)


@settings(_exhaustive, max_examples=20)
@given(world=worlds())
@example(World((60.0, 800.0), (3, 80), (9, 90), 83))
@example(World((60.0, 60.0, 800.0), (4, 4, 30), (9, 9, 90), 38))
@example(World((60.0, 60.0, 800.0), (3, None, 9), (9, None, 90), 13))
@example(World((60.0, 5.0), (2, 8), (4, 8), None, 17, 7, signals=(1, 4)))
def test_adding_and_subtracting_leaves_every_small_count_all_its_values(world):
    library = world.library()
    assume(library.results[-1].usable)
    found = everything(library, NORM)
    if world.location:
        assert all(row["reached_count"] is None for answer in _answers(found) for row in answer["wijken"])
        return
    for in_total in (True, False):
        values = _feasible(world, found, in_total=in_total)
        event(f"small counts: {min(len(values), 3)}")
        assert all(count >= K - 1 for count in values.values()), values


# --- another world that looks the same ----------------------------------------------------------------


def _spread(amount: int, caps: dict[str, tuple[int, int]]) -> dict[str, int]:
    """Return a count per wijk between its least and most, together `amount` or as near as they come."""
    counts = {code: least for code, (least, _) in caps.items()}
    left = amount - sum(counts.values())
    assert left >= 0, "no room: the small count cannot have this value"
    for code, (least, most) in caps.items():
        more = min(left, most - least)
        counts[code] += more
        left -= more
    return counts


def another_world(world: World, hidden: list[str], chosen: str, value: int) -> World:
    """Return a world in which a small count is `value`, and the other hidden ones make up for it."""
    counts = dict(zip(world.codes, world.reached, strict=True))
    numbers = {code: count for code, count in counts.items() if code in hidden and isinstance(count, int)}
    own = numbers.pop(chosen)
    most = world.total if world.total is not None else 10_000
    caps = {c: (1, K - 1) if u < K else (K, max(most, K)) for c, u in numbers.items()}
    # The large ones first: they give most room.
    caps = dict(sorted(caps.items(), key=lambda entry: entry[1][0], reverse=True))
    others = _spread(own + sum(numbers.values()) - value, caps)
    changed = others | {chosen: value}
    reached = tuple(changed.get(code, count) for code, count in counts.items())
    # A wijk with as many visits as children or more keeps that, so that the reader warns of the same rows.
    visits = tuple(
        changed[code] + 3 if code in changed and isinstance(count, int) else count
        for code, count in zip(world.codes, world.visits, strict=True)
    )
    shift = sum(v for v in visits if isinstance(v, int)) - sum(v for v in world.visits if isinstance(v, int))
    visits_total = None if world.visits_total is None else world.visits_total + shift
    return replace(world, reached=reached, visits=visits, visits_total=visits_total)


def _publish_with(world: World, hidden: pd.Series | None, *, total_hidden: bool = False) -> dict:
    """Return what is published; `hidden` makes the choice for this world the one of another."""
    if hidden is None:
        return everything(world.library(), NORM)
    with patch.object(coverage_module, "choose_suppressed", return_value=Suppression(hidden, total_hidden)):
        return everything(world.library(), NORM)


@settings(_exhaustive, max_examples=10)
@given(world=worlds(), pick=st.integers(0, 6), value=st.integers(1, K - 1))
def test_every_other_value_of_a_small_count_gives_the_same_pages_and_downloads(world, pick, value):
    assume(not world.location and world.library().results[-1].usable)
    monitor = build_monitor(world.library(), GEMEENTE, YEAR)
    status = monitor.coverage.status["reached_count"]
    hidden = status == Status.SUPPRESSED
    small = [code for code, u in zip(world.codes, world.reached, strict=True) if isinstance(u, int) and 0 < u < K]
    assume(small)
    codes = [str(code) for code in hidden.index[hidden]]
    total_hidden = monitor.coverage.totals["reached_count"].status == Status.SUPPRESSED
    chosen = small[pick % len(small)]
    if total_hidden or not monitor.coverage.totals["reached_count"].known:
        other = _free_world(world, chosen, value)
    else:
        other = another_world(world, codes, chosen, value)
    assume(other.library().results[-1].usable)
    event("total hidden" if total_hidden else "total shown")
    assert _publish_with(other, hidden, total_hidden=total_hidden) == _publish_with(world, None)


def _free_world(world: World, chosen: str, value: int) -> World:
    """Return a world in which one count is `value` and the total, which nobody sees, follows."""
    counts = dict(zip(world.codes, world.reached, strict=True))
    own = counts[chosen]
    assert isinstance(own, int)
    shift = value - own
    reached = tuple(value if code == chosen else count for code, count in counts.items())
    visits = tuple(
        v + shift if code == chosen and isinstance(v, int) else v
        for code, v in zip(world.codes, world.visits, strict=True)
    )
    moved = tuple(None if each is None else each + shift for each in (world.total, world.visits_total))
    return replace(world, reached=reached, visits=visits, total=moved[0], visits_total=moved[1])


def test_two_years_and_a_workbook_give_no_more_than_the_table():
    world = World((60.0, 60.0, 800.0), (4, 4, 30), (9, 9, 90), 38, 120, signals=(3, 2, 1))
    other = replace(world, reached=(1, 2, 35), visits=(8, 7, 93), signals=(1, 1, 1))
    years = (YEAR - 1, YEAR)
    hidden = pd.Series(True, index=pd.Index(world.codes, name="wijk_code"))
    published = everything(world.library(years), NORM, workbook=True)
    with patch.object(coverage_module, "choose_suppressed", return_value=Suppression(hidden, total_hidden=False)):
        assert _without_date(everything(other.library(years), NORM, workbook=True)) == _without_date(published)
    assert any(key.startswith("xlsx") for key in published)
    assert any(key.startswith("jaren") for key in published)


def _without_date(found: dict) -> dict:
    """Return what is published without the day on which a workbook was made."""
    return {
        key: [[row for row in sheet if row[:1] != ["Gemaakt op"]] for sheet in value] if "xlsx" in key else value
        for key, value in found.items()
    }


# --- the attacker finds what is not hidden well -------------------------------------------------------


def _textbook(counts, *, total, threshold=K, already_hidden=None):
    return Suppression(hide_at_least_two(counts, threshold), total_hidden=False)


def test_the_attacker_gets_through_the_rule_of_the_textbook():
    world = World((60.0, 60.0, 800.0), (4, 4, 30), (9, 9, 90), 38)
    with patch.object(coverage_module, "choose_suppressed", _textbook):
        assert set(_feasible(world, everything(world.library(), NORM), in_total=True).values()) == {1}
    assert set(_feasible(world, everything(world.library(), NORM), in_total=True).values()) == {K - 1}


@pytest.mark.parametrize("name", ["reach_share", "reach_high", "gap_children_count", "reached_count"])
def test_the_attacker_turns_a_figure_of_a_hidden_wijk_back_into_its_count(name):
    world = World((800.0, 800.0, 800.0), (3, 20, 300), (9, 90, 900), 323)
    found = everything(world.library(), NORM)
    shown = build_monitor(world.library(), GEMEENTE, YEAR, "4-11", NORM, threshold=0).coverage.cells["WK900101"]
    answer = _answers(found)[1]
    answer["wijken"][0][name] = shown[name].value
    assert _feasible(world, found, in_total=True) == {"WK900101": 1}


def test_the_attacker_takes_shown_gaps_from_a_total_that_holds_more():
    world = World((800.0, 800.0, 800.0), (3, 300, 600), (9, 900, 900))
    found = everything(world.library(), NORM)
    shown = build_monitor(world.library(), GEMEENTE, YEAR, "4-11", NORM, threshold=0).coverage
    answer = _answers(found)[1]
    answer["total"]["gap_children_count"] = shown.totals["gap_children_count"].value
    assert min(_feasible(world, found, in_total=True).values()) < K - 1
