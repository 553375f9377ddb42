"""What holds for need whatever the figures are."""

from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kinderwerk_stats.analysis.composite import Node, Normalisation, Structure, compute_composite
from kinderwerk_stats.analysis.need import compute_need
from kinderwerk_stats.analysis.need_structure import LESS_NEED, NeedSettings
from kinderwerk_stats.analysis.rank_uncertainty import Variation
from kinderwerk_stats.model.status import Status

INDICATORS = ("social_minimum_household_share", "bijstand_per_100", "jeugdzorg_share", "education_low_share", "woz_eur",
              "bso_distance_km")  # fmt: skip
FEW_DRAWS = Variation(draws=40)
FIGURE = st.one_of(st.integers(1, 60).map(float), st.just(float("nan")))
WIJKEN = st.lists(
    st.tuples(st.integers(0, 200).map(lambda fives: fives * 5), *[FIGURE for _ in INDICATORS]), min_size=3, max_size=12
)
FULL = st.lists(st.tuples(*[st.integers(1, 60).map(float) for _ in INDICATORS]), min_size=4, max_size=12)


def frames(wijken):
    codes = pd.Index([f"WK9001{number:02d}" for number in range(len(wijken))])
    values = pd.DataFrame([row[1:] for row in wijken], index=codes, columns=list(INDICATORS), dtype=float)
    status = values.isna().astype("int8") * np.int8(Status.UNKNOWN)
    return values, status, pd.Series([row[0] for row in wijken], index=codes, dtype=float)


def need_of(values, status, children, chosen=None, **options):
    return compute_need(values, status, children, chosen or NeedSettings(), variation=FEW_DRAWS, **options)


@given(WIJKEN, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_order_and_names_of_wijken_do_not_matter(wijken, random):
    values, status, children = frames(wijken)
    first = need_of(values, status, children).frame
    order = list(range(len(wijken)))
    random.shuffle(order)
    names = {code: f"WK8888{number:02d}" for number, code in enumerate(values.index[order])}
    moved = [frame.iloc[order].rename(index=names) for frame in (values, status, children)]
    second = need_of(*moved).frame
    expected = first.iloc[order].rename(index=names)
    pd.testing.assert_frame_equal(second, expected, rtol=0, atol=1e-9)


@given(FULL, st.sampled_from(INDICATORS), st.sampled_from([0.001, 0.01, 1 / 3, 7.0, 1000.0]))
@settings(max_examples=30)
def test_units_do_not_matter(rows, name, factor):
    values, status, children = frames([(500, *row) for row in rows])
    first = need_of(values, status, children).frame
    second = need_of(values.assign(**{name: values[name] * factor}), status, children).frame
    pd.testing.assert_frame_equal(first, second, rtol=0, atol=1e-9)


@given(FULL, st.data())
@settings(max_examples=30)
def test_more_of_an_adverse_indicator_never_lowers_the_need(rows, data):
    """Among fixed Dutch wijken the index does not fall; within the gemeente the rank does not get less needy."""
    values, status, children = frames([(500, *row) for row in rows])
    name = data.draw(st.sampled_from(INDICATORS))
    wijk = data.draw(st.sampled_from(list(values.index)))
    more = data.draw(st.integers(1, 40))
    worse = values.copy()
    worse.loc[wijk, name] = max(values.at[wijk, name] + (-more if name in LESS_NEED else more), 0.0)
    before = need_of(values, status, children, reference=values)
    after = need_of(worse, status, children, reference=values)
    assert after.frame.at[wijk, "index"] >= before.frame.at[wijk, "index"] - 1e-9
    assert after.frame.at[wijk, "rank"] <= before.frame.at[wijk, "rank"]
    others = values.index != wijk
    assert np.allclose(after.frame["index"][others], before.frame["index"][others])


@given(FULL, st.sampled_from(["percentile", "minmax"]), st.data())
def test_more_of_an_adverse_indicator_never_worsens_its_own_rank_within_the_gemeente(rows, method, data):
    values, _, _ = frames([(500, *row) for row in rows])
    leaves = [Node(name, direction=-1 if name in LESS_NEED else 1) for name in INDICATORS]
    structure = Structure(Node("index", tuple(leaves)), Normalisation(method, ties="mean"))
    name = data.draw(st.sampled_from(INDICATORS))
    assume(values[name].nunique() > 1)
    top = values[name].idxmin() if name in LESS_NEED else values[name].idxmax()
    worse = values.copy()
    worse.loc[top, name] += -0.5 if name in LESS_NEED else 0.5
    before, after = compute_composite(values, structure), compute_composite(worse, structure)
    assert after.ranks[top] <= before.ranks[top]


@given(WIJKEN, st.data())
@settings(max_examples=30)
def test_a_missing_indicator_never_counts_as_zero(wijken, data):
    """Without a figure the domain is the mean of what is left, the same as if the indicator had no weight here."""
    values, status, children = frames([(500, *row[1:]) for row in wijken])
    reference = values.fillna(30.0) + np.arange(len(values))[:, None] / 7
    need = need_of(values, status, children, reference=reference)
    for code in values.index:
        row = need.frame.loc[code]
        scaled = need.normalised.loc[code]
        for domain in need.structure.root.parts if need.structure else ():
            known = [(leaf.weight, scaled[leaf.name]) for leaf in domain.parts if not np.isnan(scaled[leaf.name])]
            whole = sum(leaf.weight for leaf in domain.parts)
            have = sum(weight for weight, _ in known)
            found = row[f"domain_{domain.name}"]
            if have < whole / 2 - 1e-9 or not known:
                assert np.isnan(found)
            else:
                assert np.isclose(found, sum(w * x for w, x in known) / have)


@given(WIJKEN)
@settings(max_examples=30)
def test_every_wijk_is_in_a_group_or_says_why_not(wijken):
    values, status, children = frames(wijken)
    need = need_of(values, status, children)
    for code, row in need.frame.iterrows():
        if np.isnan(row["index"]):
            assert need.group_of(str(code)) is None
            assert set(need.flags[str(code)]) & {"te_weinig_kinderen", "te_weinig_indicatoren", "te_weinig_wijken"}
            assert row[["percentile", "need_weight", "rank", "rank_low", "rank_high", "p_top20"]].isna().all()
        else:
            assert row["rank_low"] <= row["rank_median"] <= row["rank_high"]
            assert 0 <= row["p_top20"] <= 1 and 0 <= row["percentile"] <= 1
            expected = "zeker" if row["rank_high"] <= need.top_count else "niet"
            assert need.group_of(str(code)) in (expected, "mogelijk")
            assert children[code] >= 50
    shown = need.frame["need_weight"].notna()
    if shown.any():
        weighted = (need.frame["need_weight"] * children)[shown].sum()
        assert np.isclose(weighted, children[shown].sum())


@given(FULL, st.sampled_from([1.0, 1.5, 2.0, 3.0]))
@settings(max_examples=30)
def test_the_neediest_counts_r_times_the_least_needy(rows, steepness):
    values, status, children = frames([(500, *row) for row in rows])
    frame = need_of(values, status, children, replace(NeedSettings(), steepness=steepness)).frame
    if frame["percentile"].max() == 1 and frame["percentile"].min() == 0:
        assert np.isclose(frame["need_weight"].max() / frame["need_weight"].min(), steepness)
