"""What the kinderwerk of a gemeente is divided by, and that it tells nothing that is hidden."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.analysis.allocation import OBJECTIVES, allocate
from kinderwerk_stats.analysis.allocation_questions import order_least_loss
from kinderwerk_stats.analysis.allocation_robustness import compute_robustness
from kinderwerk_stats.gemeente.allocation import (
    NEED_WEIGHTS,
    build_allocation_base,
    find_part_of_country,
)
from kinderwerk_stats.gemeente.need import build_need, build_need_of_all
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.problems import describe
from tests.builders import cbs_table, library_of
from tests.need_builders import FTE, situation
from tests.worlds import World

GREEDY = OBJECTIVES[:4]
UNKNOWN = Status.UNKNOWN


@pytest.fixture(scope="module")
def town():
    return situation()


def test_it_takes_children_need_and_fte_as_they_are_shown(town):
    base = build_allocation_base(town.monitor, town.need)
    weights = town.need.need.frame["need_weight"]
    assert base.given.codes == tuple(sorted(weights.dropna().index))
    assert base.given.need_weight == pytest.approx(weights[list(base.given.codes)].tolist())
    assert base.given.fte == FTE[:9]
    # Too few children for an index: named, and not zero.
    assert base.left_out == {"WK900110": "behoefte"}
    assert [note.code for note in base.notes] == ["verdeling_zonder_behoefte"]
    assert base.names["WK900110"] in describe(base.notes[0]).found


def test_where_every_child_counts_once_all_wijken_take_part(town):
    base = build_allocation_base(town.monitor, town.need, 1)
    assert base.given.codes[-1] == "WK900110" and set(base.given.need_weight) == {1.0}
    assert base.left_out == {} and base.notes == ()
    assert (base.draws == 1).all()
    assert build_allocation_base(town.monitor, None, 1).given == base.given


@pytest.mark.parametrize("steepness", NEED_WEIGHTS)
def test_the_steepness_is_how_often_the_neediest_child_counts(town, steepness):
    given = build_allocation_base(town.monitor, town.need, steepness).given
    percentile = town.need.need.frame["percentile"].reindex(list(given.codes))
    weight = dict(zip(given.codes, given.need_weight, strict=True))
    if steepness > 1:
        most, least = percentile.idxmax(), percentile.idxmin()
        assert weight[most] / weight[least] == pytest.approx(steepness ** (percentile.max() - percentile.min()))
    total = sum(n * q for n, q in zip(given.children, given.need_weight, strict=True))
    assert total == pytest.approx(sum(given.children))


def test_without_need_or_fte_nobody_takes_part_and_it_is_said(town):
    nobody = build_allocation_base(town.monitor, None)
    assert nobody.given.codes == ()
    assert [(note.code, note.severity) for note in nobody.notes] == [
        ("verdeling_zonder_behoefte", "waarschuwing"), ("verdeling_zonder_wijken", "fout"),
    ]  # fmt: skip
    some = situation(fte=(1.0, UNKNOWN, *FTE[2:]))
    base = build_allocation_base(some.monitor, some.need)
    assert base.left_out == {"WK900102": "fte", "WK900110": "behoefte"}
    assert base.draws.shape == (200, 8)


def test_reach_per_fte_is_of_shown_counts_only(town):
    base = build_allocation_base(town.monitor, town.need)
    coverage = town.monitor.coverage
    # Of ten wijken two are hidden and two have no fte.
    shown = [code for code, cells in coverage.cells.items()
             if cells["reached_count"].known and cells["kinderwerker_fte"].value > 0]  # fmt: skip
    assert base.reach_per_fte.wijken == len(shown) < 10
    u, x, n = (
        coverage.values.loc[shown, name].sum() for name in ("reached_count", "kinderwerker_fte", "children_count")
    )
    assert base.given.children_per_fte == pytest.approx(u / x / (1 - u / n))
    without = situation(reached=[UNKNOWN] * 10)
    bare = build_allocation_base(without.monitor, without.need)
    assert (bare.reach_per_fte, bare.given.children_per_fte) == (None, None)
    assert sum(allocate(replace(bare.given, budget_tenths=5)).tenths) == 5


def test_the_draws_are_those_of_the_index(town):
    base = build_allocation_base(town.monitor, town.need)
    given = base.given
    means = base.draws @ np.array(given.children) / sum(given.children)
    assert base.draws.shape == (200, 9) and means == pytest.approx(np.ones(200))
    for row in base.draws[:20]:
        assert sorted(row) == pytest.approx(sorted(given.need_weight), rel=0.25)
    found = compute_robustness(replace(given, budget_tenths=10), base.draws, GREEDY)
    assert {found[objective].draws for objective in GREEDY} == {200}
    assert all("altijd" in found[objective].how_often for objective in GREEDY)


# --- nothing hidden comes out -------------------------------------------------------------------------

CHILDREN = (400.0, 600.0, 300.0, 500.0, 800.0)
WORLDS = [(3, 12, 45, 7, 60), (4, 12, 45, 6, 60), (1, 12, 45, 9, 60), (2, 12, 45, 8, 60)]


def everything(world):
    """Return all that a plan can say of a world, with the budget swept."""
    library = world.library()
    monitor = world.monitor()
    base = build_allocation_base(monitor, build_need(library, monitor))
    said = [base.given, base.left_out, base.reach_per_fte, base.notes, base.draws.tolist()]
    for objective in GREEDY:
        said.append(order_least_loss(base.given, objective, 99))
        for keep, post in ((True, 0), (False, 0), (True, 3)):
            for budget in (*range(12), 40, 200):
                given = replace(base.given, budget_tenths=budget, keep=keep, post_tenths=post)
                said.append(allocate(given, objective))
    return monitor, said


def test_who_sweeps_the_budget_learns_nothing_that_is_hidden():
    first_monitor, first = everything(World(CHILDREN, WORLDS[0], WORLDS[0], total=127, fte=(0.0, 0.5, 1.2, 0.3, 0.0)))
    hidden = first_monitor.coverage.status["reached_count"] == Status.SUPPRESSED
    assert hidden.tolist() == [True, False, False, True, False]
    for reached in WORLDS[1:]:
        monitor, said = everything(World(CHILDREN, reached, reached, total=127, fte=(0.0, 0.5, 1.2, 0.3, 0.0)))
        pd.testing.assert_frame_equal(monitor.coverage.values, first_monitor.coverage.values)
        pd.testing.assert_frame_equal(monitor.coverage.status, first_monitor.coverage.status)
        assert said == first


def test_what_is_shown_does_move_it():
    """The test above would also pass if nothing ever depended on reach."""
    _, first = everything(World(CHILDREN, WORLDS[0], WORLDS[0], total=127, fte=(0.0, 0.5, 1.2, 0.3, 0.0)))
    other = (3, 12, 145, 7, 60)
    _, moved = everything(World(CHILDREN, other, other, total=227, fte=(0.0, 0.5, 1.2, 0.3, 0.0)))
    assert first[2] != moved[2]


# --- the part of a gemeente in what the country has -------------------------------------------------


def country(count=310, without_need=0):
    """Return a file of so many gemeenten of one wijk of 1,000 children, and two of 500 in the last.

    Of the first few no figures of need are there.
    """
    codes = [f"WK{1000 + at}01" for at in range(count)] + [f"WK{999 + count}02"]
    children = [1000.0] * (count - 1) + [500.0, 500.0]
    # Half of the country is poor, and the last gemeente is the poorest.
    poor = [0.05 if at % 2 else 0.15 for at in range(count - 1)] + [0.30, 0.30]
    poor[:without_need] = [np.nan] * without_need
    figures = {"children_0_14_count": children, "social_minimum_household_share": poor,
               "jeugdzorg_share": poor, "woz_eur": [500_000.0 - 1e6 * share for share in poor]}  # fmt: skip
    return library_of(cbs_table(figures, codes, names=codes)), f"GM{999 + count}"


def test_the_part_of_a_gemeente_in_the_kinderwerkers_of_the_country():
    library, last = country()
    found = find_part_of_country(library, last, 2024)
    # 1 of 310 gemeenten, all of 1,000 children, in tenths; it is the poorest.
    assert found.by_children == pytest.approx((400 / 310, 500 / 310), abs=0.2)
    q = build_need_of_all(library, 2024).need.frame["need_weight"].to_numpy()
    n = np.array([1000.0] * 309 + [500.0, 500.0])
    share = (n * q)[-2:].sum() / (n * q).sum()
    assert found.by_need == pytest.approx((400 * share, 500 * share), abs=0.2)
    assert found.by_need[0] > found.by_children[0]
    assert find_part_of_country(library, "GM9999", 2024) is None


def test_without_the_country_or_its_need_there_is_no_part():
    assert find_part_of_country(country(20)[0], "GM1000", 2024) is None
    library, last = country(without_need=100)
    assert find_part_of_country(library, last, 2024).by_need is None
