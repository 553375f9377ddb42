"""Ranks over draws: what they are among, what is certain, and what is left out."""

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.analysis.composite import Node, Normalisation, Structure, Treatment, compute_composite
from kinderwerk_stats.analysis.rank_uncertainty import Variation, compute_rank_uncertainty, count_top, mean_rank_change

NAN = float("nan")
STRUCTURE = Structure(
    Node("i", (Node("d", (Node("a"), Node("b"))), Node("e", (Node("c"),)))), Normalisation("percentile", ties="mean")
)


def draw(values, structure=STRUCTURE, **options):
    composite = compute_composite(values, structure)
    low, high = options.pop("low", None), options.pop("high", None)
    return compute_rank_uncertainty(composite, structure, Variation(**options), low=low, high=high)


def table(**columns):
    return pd.DataFrame(columns, dtype=float)


def test_a_unit_that_is_highest_on_everything_is_always_first():
    found = draw(table(a=[9, 1, 2, 3, 4], b=[9, 4, 3, 2, 1], c=[9, 1, 4, 2, 3]))
    first = found.frame.loc[0]
    assert (first["rank_low"], first["rank_median"], first["rank_high"], first["p_top20"]) == (1, 1, 1, 1)
    assert found.frame.loc[1:, "rank_high"].max() > found.frame.loc[1:, "rank_low"].min()


def test_without_any_variation_every_draw_is_the_index_itself():
    values = table(a=[9, 1, 2, 3, 4], b=[1, 4, 3, 2, 1], c=[5, 1, 4, 2, 3])
    found = draw(
        values,
        scales=(Normalisation("percentile", ties="mean"),),
        weight_noise=0,
        geometric=False,
        leave_one_out=False,
        draws=50,
    )
    ranks = compute_composite(values, STRUCTURE).ranks
    for name in ("rank_low", "rank_median", "rank_high", "rank_mean"):
        assert found.frame[name].tolist() == ranks.tolist()


def test_equal_units_have_equal_ranks_in_every_draw():
    found = draw(table(a=[5, 5, 1, 9], b=[5, 5, 9, 1], c=[5, 5, 2, 3])).frame
    assert found.loc[0].tolist() == found.loc[1].tolist()


def test_units_without_index_have_no_rank_and_take_no_place():
    values = table(a=[9, 1, NAN, 3], b=[9, 4, NAN, 2], c=[9, 1, NAN, 2])
    found = draw(values)
    assert found.frame.loc[2].isna().all()
    assert found.frame["rank_high"].max() == 3
    assert draw(values.iloc[[2]]).frame.isna().all(axis=None)


def test_the_same_seed_gives_the_same_ranks_and_another_seed_nearly():
    rng = np.random.default_rng(1)
    values = pd.DataFrame(rng.random((30, 3)), columns=list("abc"))
    one, same, other = (draw(values, seed=seed).frame for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, same)
    assert 0 < (one["rank_mean"] - other["rank_mean"]).abs().max() < 1


def test_a_figure_between_two_ends_widens_its_own_interval_only():
    values = table(a=[1, 2, 3, 4, 5, 6], b=[1, 2, 3, 4, 5, 6], c=[1, 2, 3, 4, 5, 6])
    low, high = (pd.DataFrame(NAN, index=values.index, columns=values.columns) for _ in range(2))
    low.loc[2, "c"], high.loc[2, "c"] = 1.0, 6.0
    options = {"leave_one_out": False, "weight_noise": 0.0}
    sure, unsure = draw(values, **options).frame, draw(values, low=low, high=high, **options).frame
    assert sure.loc[2, "rank_low"] == sure.loc[2, "rank_high"] == 4
    assert unsure.loc[2, "rank_low"] < 4 < unsure.loc[2, "rank_high"]
    assert (unsure.loc[[0, 5], "rank_low"] == sure.loc[[0, 5], "rank_low"]).all()


def test_one_indicator_is_never_left_out():
    structure = Structure(Node("i", (Node("a"),)))
    found = draw(table(a=[1, 2, 3]), structure).frame
    assert found["rank_low"].tolist() == found["rank_high"].tolist() == [3, 2, 1]


def test_treatments_are_drawn_too():
    rng = np.random.default_rng(2)
    values = pd.DataFrame(rng.lognormal(sigma=2, size=(40, 3)), columns=list("abc"))
    options = {"scales": (Normalisation("minmax", low=1, high=100),), "weight_noise": 0.0, "leave_one_out": False,
               "geometric": False}  # fmt: skip
    plain = draw(values, **options).frame
    varied = draw(values, treatments=(Treatment(max_points=1), Treatment(max_points=20)), **options).frame
    assert (plain["rank_low"] == plain["rank_high"]).all()
    assert (varied["rank_low"] < varied["rank_high"]).any()


@pytest.mark.parametrize(("units", "top"), [(1, 1), (7, 1), (8, 2), (12, 2), (13, 3), (95, 19)])
def test_the_top_is_a_fifth_and_at_least_one(units, top):
    assert count_top(units) == top


def test_leaving_out_what_nobody_differs_on_moves_nobody():
    flat = Structure(Node("i", (Node("a"), Node("b"), Node("c", weight=0.9))))
    values = table(a=[1, 2, 3, 4], b=[7, 7, 7, 7], c=[4, 1, 3, 2])
    changes = mean_rank_change(compute_composite(values, flat), flat)
    assert changes["b"] == 0
    assert changes["c"] > 0
    alone = Structure(Node("i", (Node("a"),)))
    assert np.isnan(mean_rank_change(compute_composite(values, alone), alone)["a"])
