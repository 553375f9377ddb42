"""Composite indices: every rule on both sides of its limit."""

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.analysis.composite import (
    Node,
    Normalisation,
    Structure,
    Treatment,
    combine,
    compute_composite,
    drop_node,
)
from kinderwerk_stats.analysis.normalise import normalise, round_figures

NAN = float("nan")


def leaves(*names, **options):
    return tuple(Node(name, **options) for name in names)


def frame(**columns):
    return pd.DataFrame(columns, dtype=float)


# --- missing figures ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weights", "known"),
    [((1, 1), True), ((1, 1.01), False), ((3, 1), True)],
    ids=["exactly half", "just below half", "above half"],
)
def test_a_score_needs_half_the_weight(weights, known):
    found = combine(np.array([[4.0, NAN]]), np.array(weights, dtype=float), "arithmetic")
    assert (found[0] == 4.0) == known
    assert np.isnan(found[0]) != known


@pytest.mark.parametrize(("gaps", "known"), [(0, True), (1, True), (2, False)])
def test_the_index_needs_all_domains_but_one(gaps, known):
    names = ["a", "b", "c"]
    values = pd.DataFrame({name: [0.0, 1.0, NAN if number < gaps else 0.5] for number, name in enumerate(names)})
    root = Node("index", tuple(Node(f"domein {name}", leaves(name)) for name in names))
    found = compute_composite(values, Structure(root, Normalisation("minmax")))
    assert found.index.notna().tolist() == [True, True, known]
    assert found.index[2] == 0.5 or not known


def test_a_sum_with_a_gap_is_scaled_up_and_not_short():
    assert combine(np.array([[4.0, NAN], [4.0, 2.0]]), np.array([1.0, 1.0]), "sum").tolist() == [8.0, 6.0]


def test_parts_without_weight_do_not_count_as_missing():
    assert combine(np.array([[4.0, NAN]]), np.array([1.0, 0.0]), "arithmetic", max_missing=0).tolist() == [4.0]


@pytest.mark.parametrize("method", ["geometric", "harmonic"])
def test_zero_breaks_a_geometric_and_a_harmonic_mean(method):
    with pytest.raises(ValueError, match="above zero"):
        combine(np.array([[0.0, 2.0]]), np.array([1.0, 1.0]), method)


@pytest.mark.parametrize(("imputation", "value"), [("mean", 4.0), ("median", 3.0), ("group_mean", 2.0)])
def test_imputation_is_only_what_is_asked_for(imputation, value):
    values = frame(a=[1, 3, NAN, 8])
    groups = pd.Series(["x", "x", "x", "y"])
    structure = Structure(Node("i", leaves("a")), imputation=imputation)
    assert compute_composite(values, structure, groups=groups).prepared["a"][2] == value
    assert compute_composite(values, Structure(Node("i", leaves("a")))).prepared["a"].isna()[2]
    if imputation == "group_mean":
        with pytest.raises(ValueError, match="groups"):
            compute_composite(values, structure)


# --- denominators, logarithms, scales -------------------------------------------------------------------


def test_dividing_by_nothing_is_missing_and_not_infinite():
    root = Node("i", leaves("a", denominator="d"))
    found = compute_composite(frame(a=[1, 2, 3, 0], d=[2, 0, NAN, 0]), Structure(root))
    assert found.prepared["a"].fillna(-1).tolist() == [0.5, -1, -1, -1]


def test_the_logarithm_of_zero_is_missing():
    found = compute_composite(frame(a=[0, 1, 100]), Structure(Node("i", leaves("a", transform="log10"))))
    assert found.prepared["a"].fillna(-1).tolist() == [-1, 0, 2]


@pytest.mark.parametrize(("value", "place"), [(-1, 0.0), (0, 0.0), (5, 0.5), (10, 1.0), (11, 1.0)])
def test_goalposts_cut_off_beyond_them(value, place):
    found = normalise(np.array([float(value)]), Normalisation("goalposts"), goalposts=(0, 10))
    assert found.tolist() == [place]


def test_goalposts_can_be_left_open_and_turned_round():
    spec = Normalisation("goalposts", clip=False)
    assert normalise(np.array([12.0]), spec, goalposts=(0, 10)).tolist() == [1.2]
    assert normalise(np.array([2.0]), spec, goalposts=(0, 10), direction=-1).tolist() == [0.8]


@pytest.mark.parametrize(
    ("ties", "flip", "places"),
    [
        ("min", "before", [1.0, 0.0, 0.0]),
        ("min", "after", [1.0, 0.5, 0.5]),
        ("mean", "before", [1.0, 0.25, 0.25]),
        ("mean", "after", [1.0, 0.25, 0.25]),
    ],
)
def test_equal_values_turned_round(ties, flip, places):
    """With the lowest rank it matters when the scale is turned, with the mean rank it does not."""
    found = normalise(np.array([1.0, 2.0, 2.0]), Normalisation("percentile", ties=ties, flip=flip), direction=-1)
    assert found.tolist() == places


@pytest.mark.parametrize("spec", [Normalisation("percentile"), Normalisation("minmax"), Normalisation("z", mean=0.5)])
def test_equal_values_get_the_middle_and_no_division_by_zero(spec):
    assert normalise(np.array([0.1 + 0.2, 0.3, NAN]), spec)[:2].tolist() == pytest.approx([0.5, 0.5])
    assert normalise(np.array([7.0]), spec).tolist() == [0.5]


def test_figures_are_equal_when_they_differ_in_the_last_bits():
    assert round_figures(np.array([0.1 + 0.2])) == round_figures(np.array([0.3]))
    tiny, large = np.array([1.23456789012349e-9]), np.array([1.23456789012349e15])
    assert round_figures(tiny)[0] == pytest.approx(tiny[0], rel=1e-11)
    assert round_figures(large)[0] == pytest.approx(large[0], rel=1e-11)


def test_scores_equal_to_six_decimals_share_a_rank():
    structure = Structure(Node("i", leaves("a")), Normalisation("none"))
    assert compute_composite(frame(a=[1, 1 + 4e-7, 1 + 2e-6, 0]), structure).ranks.tolist() == [2, 2, 1, 4]


@pytest.mark.parametrize(("after", "logged"), [("none", False), ("log", True)])
def test_what_stays_skewed_is_logged_only_when_asked(after, logged):
    x = np.array([1.0] * 30 + [10.0**k for k in range(1, 9)])
    found = compute_composite(
        pd.DataFrame({"a": x}),
        Structure(Node("i", leaves("a")), treatment=Treatment(max_points=1, after=after)),
    )
    assert (found.treated["a"].max() < 20) == logged
    assert found.winsorised == ({} if logged else {"a": 1})


# --- the tree --------------------------------------------------------------------------------------------


def test_a_renormalised_score_is_passed_on_only_when_asked():
    again = Normalisation("percentile")
    for pass_on, expected in ((False, [5.0, 20.0, 6.0]), (True, [0.0, 1.0, 0.5])):
        root = Node("i", (Node("d", leaves("a"), renormalise=again, pass_on=pass_on),))
        found = compute_composite(frame(a=[5, 20, 6]), Structure(root, Normalisation("none")))
        assert found.index.tolist() == expected
        assert found.renormalised["d"].tolist() == [0.0, 1.0, 0.5]


def test_dropping_the_only_indicator_of_a_domain_drops_the_domain():
    structure = Structure(Node("i", (Node("d", leaves("a")), Node("e", leaves("b", "c")))))
    without = drop_node(structure, "a")
    assert without is not None and [part.name for part in without.root.parts] == ["e"]
    assert drop_node(Structure(Node("i", leaves("a"))), "a") is None


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Structure(Node("i")), "no parts"),
        (lambda: Structure(Node("i", leaves("a", "a"))), "more than once"),
        (lambda: Structure(Node("i", leaves("a")), Normalisation("goalposts")), "goalposts"),
        (lambda: Structure(Node("i", leaves("a")), min_weight_share=0), "min_weight_share"),
        (lambda: Node("a", weight=-1), "weight of a"),
        (lambda: Node("a", goalposts=(1, 1)), "goalposts of a"),
        (lambda: Node("i", leaves("a", weight=0)), "no weight"),
        (lambda: Node("i", leaves("a"), direction=-1), "direction"),
        (lambda: Normalisation(low=1, high=1), "low"),
        (lambda: Normalisation(sd=0), "sd"),
        (lambda: compute_composite(frame(a=[1]), Structure(Node("i", leaves("b")))), "no column"),
    ],
)
def test_a_structure_that_cannot_be_is_said(make, message):
    with pytest.raises(ValueError, match=message):
        make()
