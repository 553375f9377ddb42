"""The need index: who gets one, what it is made of, and what is said about it."""

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.analysis.need import PRESETS, compute_need, estimate_jeugdzorg, need_weights
from kinderwerk_stats.analysis.need_figures import derive_need_figures, weigh_coverage
from kinderwerk_stats.analysis.need_structure import (
    BSO,
    JEUGDZORG,
    OWN_INDICATOR,
    SES_WOA,
    NeedSettings,
    build_structure,
    choose_indicators,
)
from kinderwerk_stats.analysis.rank_uncertainty import Variation
from kinderwerk_stats.model.status import Status

NAN = float("nan")
CODES = [f"WK9001{number:02d}" for number in range(1, 7)]
FIGURES = {
    "social_minimum_household_share": [0.20, 0.02, 0.08, 0.10, 0.05, 0.12],
    "bijstand_per_100": [12, 1, 4, 6, 2, 7],
    "jeugdzorg_share": [0.16, 0.05, 0.08, 0.12, 0.07, 0.09],
    "education_low_share": [0.4, 0.1, 0.2, 0.25, 0.15, 0.3],
    "woz_eur": [180e3, 500e3, 300e3, 260e3, 390e3, 240e3],
    "bso_distance_km": [0.4, 0.9, 0.5, 1.2, 2.0, 0.3],
    "ses_woa_score": [-0.6, 0.5, 0.0, -0.2, 0.3, -0.3],
}
FEW = Variation(draws=200)


def figures(**changes):
    values = pd.DataFrame({**FIGURES, **changes}, index=CODES, dtype=float)
    return values, values.isna().astype("int8")


def need(settings=None, children=(400, 400, 400, 400, 400, 400), status=None, **options):
    changes = {name: options.pop(name) for name in list(options) if name in FIGURES or name == OWN_INDICATOR}
    values, states = figures(**changes)
    if status:
        states.loc[status[0], status[1]] = np.int8(status[2])
    return compute_need(
        values, states, pd.Series(children, index=CODES, dtype=float), settings, variation=FEW, **options
    )


# --- who gets an index ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("children", "has"), [(49, False), (50, True), (NAN, False), (0, False)])
def test_a_wijk_needs_fifty_children(children, has):
    found = need(children=(children, 400, 400, 400, 400, 400))
    assert (found.group_of(CODES[0]) is not None) == has
    assert ("te_weinig_kinderen" in found.flags[CODES[0]]) == (not has)
    assert found.frame["rank"].max() == (6 if has else 5)


def test_the_neediest_on_everything_is_certain_and_the_least_needy_never():
    found = need(bso_distance_km=[3, 0.1, 1, 1, 1, 1])
    assert (found.group_of(CODES[0]), found.group_of(CODES[1])) == ("zeker", "niet")
    assert found.frame["rank"].tolist()[:2] == [1, 6]
    assert (
        found.robustness.certain,
        found.robustness.certain + found.robustness.possible + found.robustness.never,
    ) == (
        1,
        6,
    )


def test_a_missing_indicator_is_said_and_the_rest_counts():
    found = need(bijstand_per_100=[NAN, 1, 4, 6, 2, 7])
    assert found.flags[CODES[0]] == ("indicator_ontbreekt",)
    own = found.normalised.loc[CODES[0], "social_minimum_household_share"]
    assert found.frame.at[CODES[0], "domain_bestaanszekerheid"] == pytest.approx(own)


def test_one_domain_may_be_missing_and_two_not():
    one = need(jeugdzorg_share=[NAN, *FIGURES["jeugdzorg_share"][1:]])
    assert set(one.flags[CODES[0]]) == {"domein_ontbreekt", "indicator_ontbreekt"}
    assert one.group_of(CODES[0]) is not None
    gaps = {name: [NAN, *FIGURES[name][1:]] for name in ("jeugdzorg_share", "bijstand_per_100")}
    two = need(social_minimum_household_share=[NAN, *FIGURES["social_minimum_household_share"][1:]], **gaps)
    assert two.group_of(CODES[0]) is None
    assert "te_weinig_indicatoren" in two.flags[CODES[0]]


ONE_DOMAIN = {name: [NAN] * 6 for name in FIGURES if name not in ("woz_eur", "education_low_share", "ses_woa_score")}


def test_one_figure_makes_no_wijk_certain():
    found = need(**{**ONE_DOMAIN, "education_low_share": [NAN] * 6})
    assert found.indicators == ("woz_eur",)
    assert found.frame["index"].notna().all() and found.frame["rank"].tolist() == [1, 6, 4, 3, 5, 2]
    assert not found.has_groups
    assert {found.why_no_group(code) for code in CODES} == {"te_weinig_domeinen"}
    assert all("te_weinig_domeinen" in flags for flags in found.flags.values())
    robust = found.robustness
    assert (robust.certain, robust.possible, robust.never) == (0, 0, 0)
    assert found.few_figures


def test_two_figures_of_one_domain_are_still_one_domain():
    found = need(**ONE_DOMAIN)
    assert found.indicators == ("education_low_share", "woz_eur")
    assert not found.has_groups


def test_two_domains_are_enough_for_a_group():
    found = need(**{**ONE_DOMAIN, "bijstand_per_100": FIGURES["bijstand_per_100"]})
    assert found.has_groups
    assert {found.why_no_group(code) for code in CODES} == {None}
    assert found.few_figures, "and three figures are few"


def test_a_wijk_with_one_domain_of_two_has_no_group_beside_others_that_have():
    found = need(**{**ONE_DOMAIN, "bijstand_per_100": [NAN, *FIGURES["bijstand_per_100"][1:]]})
    first = found.frame.loc[CODES[0]]
    assert (found.group_of(CODES[0]) is None) and (found.group_of(CODES[1]) is not None)
    assert found.why_no_group(CODES[0]) == ("te_weinig_domeinen" if first.notna()["index"] else "te_weinig_indicatoren")


@pytest.mark.parametrize(("left_out", "few"), [(3, True), (2, False)])
def test_four_figures_are_enough_for_an_interval(left_out, few):
    names = ["bso_distance_km", "bijstand_per_100", "jeugdzorg_share"][:left_out]
    found = need(**{name: [NAN] * 6 for name in names})
    assert len(found.indicators) == 6 - left_out
    assert found.few_figures == few


def test_a_wijk_with_too_few_children_keeps_that_as_its_reason():
    assert need(children=(49, 400, 400, 400, 400, 400)).why_no_group(CODES[0]) == "te_weinig_kinderen"


def test_without_figures_there_is_no_index_and_it_says_so():
    empty = pd.DataFrame(index=CODES)
    found = compute_need(empty, empty, pd.Series(400.0, index=CODES))
    assert found.structure is None and found.indicators == ()
    assert set(found.flags.values()) == {("te_weinig_indicatoren",)}
    assert found.frame["need_weight"].isna().all()


def test_two_wijken_have_nothing_to_be_compared_with():
    values, states = figures()
    found = compute_need(values[:2], states[:2], pd.Series(400.0, index=CODES[:2]))
    assert found.frame["index"].isna().all()
    assert set(found.flags.values()) == {("te_weinig_wijken",)}
    country = pd.concat([values.set_axis([f"WK80{n}0{code[-1]}" for code in CODES]) for n in range(5)])
    assert (
        compute_need(values[:2], states[:2], pd.Series(400.0, index=CODES[:2]), reference=country).scale == "landelijk"
    )


# --- what it is made of ----------------------------------------------------------------------------------


def test_of_alternatives_one_is_used():
    counts = {"poverty_person_share": 3, "social_minimum_household_share": 5, "woz_eur": 5,
              "housing_corporation_share": 5, JEUGDZORG: 5}  # fmt: skip
    assert choose_indicators(counts, NeedSettings()) == ("social_minimum_household_share", JEUGDZORG, "woz_eur")
    chosen = choose_indicators(counts, NeedSettings(homes="housing_corporation_share"))
    assert chosen[-1] == "housing_corporation_share"
    equal = {"poverty_person_share": 5, "social_minimum_household_share": 5}
    assert choose_indicators(equal, NeedSettings()) == ("poverty_person_share",)


@pytest.mark.parametrize("weight", [0.5, 1, 50])
def test_distance_to_bso_is_at_most_a_third_of_its_domain(weight):
    structure = build_structure(
        ("education_low_share", "woz_eur", BSO), NeedSettings(indicator_weights={BSO: weight}), "gemeente"
    )
    assert structure is not None
    weights = {leaf.name: leaf.weight for leaf in structure.root.leaves}
    assert weights[BSO] / sum(weights.values()) <= 1 / 3 + 1e-12
    assert build_structure((BSO,), NeedSettings(), "gemeente") is None


def test_weights_of_zero_leave_out():
    settings = NeedSettings(domain_weights={"gezin": 0}, indicator_weights={"bijstand_per_100": 0})
    found = need(settings)
    assert "bijstand_per_100" not in found.indicators and JEUGDZORG not in found.indicators
    assert found.frame["domain_gezin"].isna().all()


def test_without_jeugdzorg_it_is_left_out_and_with_it_the_other_ranks_are_there():
    assert JEUGDZORG not in need(PRESETS["zonder_jeugdzorg"]).indicators
    found = need(jeugdzorg_share=FIGURES["jeugdzorg_share"][::-1])
    without = found.robustness.rank_without_jeugdzorg
    assert without.tolist() == need(PRESETS["zonder_jeugdzorg"]).frame["rank"].tolist()
    assert without.tolist() != found.frame["rank"].tolist()


def test_ses_woa_instead_turns_its_score_round():
    found = need(PRESETS["ses_woa"])
    assert found.indicators == (SES_WOA,)
    assert found.frame["rank"].tolist() == [1, 6, 4, 3, 5, 2]
    assert (found.frame["rank_low"] == found.frame["rank_high"]).all()


def test_the_check_against_ses_woa_is_a_rank_correlation():
    assert need(PRESETS["ses_woa"]).robustness.ses_woa == pytest.approx(1)
    assert need(ses_woa_score=[0.6, -0.5, 0, 0.2, -0.3, 0.3]).robustness.ses_woa < -0.5
    assert need(ses_woa_score=[NAN] * 6).robustness.ses_woa is None


def test_an_own_figure_has_the_direction_that_the_user_says():
    up = need(own_indicator=[9, 1, 2, 3, 4, 5], jeugdzorg_share=[NAN] * 6)
    down = need(NeedSettings(own_is_less_need=True), own_indicator=[9, 1, 2, 3, 4, 5], jeugdzorg_share=[NAN] * 6)
    assert up.frame.at[CODES[0], "domain_gezin"] == pytest.approx(-down.frame.at[CODES[0], "domain_gezin"])
    assert up.frame.at[CODES[0], "domain_gezin"] > 0


def test_an_own_figure_is_compared_within_the_gemeente_also_beside_the_country():
    values, states = figures(own_indicator=[9, 1, 2, 3, 4, 5])
    country = pd.concat([figures()[0] * factor for factor in (0.5, 1.0, 2.0)], ignore_index=True)
    country.index = country.index.map(lambda n: CODES[n] if n < 6 else f"WK8000{n}")
    found = compute_need(values, states, pd.Series(400.0, index=CODES), reference=country, variation=FEW)
    assert found.normalised[OWN_INDICATOR].tolist() == [1.0, 0.0, 0.2, 0.4, 0.6, 0.8]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"domain_weights": {"x": 1}}, "domain_weights names"),
        ({"domain_weights": {"gezin": -1}}, "0 or more"),
        ({"domain_weights": dict.fromkeys(("bestaanszekerheid", "gezin", "draagkracht"), 0)}, "no domain"),
        ({"indicator_weights": {"reach_share": 1}}, "indicator_weights names"),
        ({"indicator_weights": {"population_count": 1}}, "indicator_weights names"),
        ({"steepness": 0.5}, "steepness"),
    ],
)
def test_settings_that_cannot_be_are_said(options, message):
    """Reach, fte and population can never be part of need."""
    with pytest.raises(ValueError, match=message):
        NeedSettings(**options)


# --- secret jeugdzorg ----------------------------------------------------------------------------------


def test_secret_jeugdzorg_is_three_and_a_half_of_the_youth_and_never_zero():
    values, states = figures(jeugdzorg_share=[NAN, *FIGURES["jeugdzorg_share"][1:]])
    states.loc[CODES[0], JEUGDZORG] = np.int8(Status.SUPPRESSED)
    children = pd.Series(150.0, index=CODES)
    found = estimate_jeugdzorg(values, states, children)
    youth = 150 * 23 / 15
    assert found.values.at[CODES[0], JEUGDZORG] == pytest.approx(3.5 / youth)
    assert (found.low.at[CODES[0], JEUGDZORG], found.high.at[CODES[0], JEUGDZORG]) == (0, pytest.approx(7 / youth))
    assert found.low[JEUGDZORG].notna().sum() == 1
    own = estimate_jeugdzorg(values.assign(youth_count=100.0), states, children)
    assert own.values.at[CODES[0], JEUGDZORG] == pytest.approx(0.035)


def test_secret_jeugdzorg_is_said_and_widens_the_place():
    gap = {"jeugdzorg_share": [0.16, 0.05, NAN, 0.12, 0.07, 0.09]}
    secret = need(**gap, children=(400, 400, 60, 400, 400, 400), status=(CODES[2], JEUGDZORG, Status.SUPPRESSED))
    assert "jeugdzorg_geschat" in secret.flags[CODES[2]]
    assert secret.frame["domain_gezin"].notna().all()
    unknown = need(**gap)
    assert "jeugdzorg_geschat" not in unknown.flags[CODES[2]]
    assert np.isnan(unknown.frame.at[CODES[2], "domain_gezin"])


# --- weights -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("steepness", [1, 1.5, 2, 3])
def test_a_child_in_the_neediest_wijk_counts_r_times(steepness):
    frame = need(NeedSettings(steepness=steepness)).frame
    assert frame["need_weight"].max() / frame["need_weight"].min() == pytest.approx(steepness)


def test_wijken_without_index_have_no_weight():
    weights = need_weights(pd.Series([NAN, 0.0, 1.0]), pd.Series([1000.0, 100, 100]), 2)
    assert np.isnan(weights[0])
    assert weights[1:].tolist() == pytest.approx([2 / 3, 4 / 3])
    assert need_weights(pd.Series([NAN]), pd.Series([10.0]), 2).isna().all()


def coverage_row(**changes):
    row = {"children_count": 400.0, "kinderwerker_fte": 0.5, "children_per_fte": 800.0, "gap_children_count": 30.0,
           "gap_fte": 0.5}  # fmt: skip
    values = pd.DataFrame({**row, **changes}, index=["a"], dtype=float)
    return values, values.isna().astype("int8") * np.int8(Status.SUPPRESSED)


def test_coverage_is_weighed_with_need():
    values, states = weigh_coverage(*coverage_row(), pd.Series({"a": 1.5}), 300)
    assert values.loc["a"].tolist() == [1200, 45, pytest.approx(400 * 1.5 / 300 - 0.5)]
    assert (states == Status.KNOWN).all(axis=None)


def test_what_is_hidden_stays_hidden_and_without_a_weight_it_is_unknown():
    values, states = weigh_coverage(*coverage_row(gap_children_count=NAN), pd.Series({"a": 1.5}), 300)
    assert states.at["a", "weighted_gap_children_count"] == Status.SUPPRESSED
    assert np.isnan(values.at["a", "weighted_gap_children_count"])
    values, states = weigh_coverage(*coverage_row(), pd.Series({"a": NAN}), None)
    assert values.isna().all(axis=None)
    assert (states == Status.UNKNOWN).all(axis=None)


def test_a_surplus_is_no_negative_gap():
    values, _ = weigh_coverage(*coverage_row(kinderwerker_fte=9.0), pd.Series({"a": 1.0}), 300)
    assert values.at["a", "weighted_gap_fte"] == 0


# --- figures made of those of CBS -------------------------------------------------------------------------


def test_bijstand_is_per_hundred_adults_up_to_65():
    values = pd.DataFrame({"bijstand_count": [60.0, 10], "population_count": [1000.0, 0],
                           "children_0_14_count": [200.0, 0], "population_65_plus_count": [200.0, 0]})  # fmt: skip
    found, states = derive_need_figures(values, values.isna().astype("int8"))
    assert found["bijstand_per_100"][0] == 10
    assert states["bijstand_per_100"].tolist() == [Status.KNOWN, Status.NOT_APPLICABLE]
    without = values.drop(columns="population_65_plus_count")
    assert derive_need_figures(without, without.isna().astype("int8"))[0]["bijstand_per_100"][0] == 7.5


@pytest.mark.parametrize("absent", [Status.SUPPRESSED, Status.NOT_PUBLISHED, Status.UNKNOWN])
def test_what_is_made_of_an_absent_figure_has_its_reason(absent):
    names = ["education_low_count", "education_middle_count", "education_high_count"]
    values = pd.DataFrame([[10.0, NAN, 20.0], [10.0, 30.0, 10.0]], columns=names)
    states = values.isna().astype("int8") * np.int8(absent)
    found, new = derive_need_figures(values, states)
    assert new["education_low_share"].tolist() == [absent, Status.KNOWN]
    assert found["education_low_share"].fillna(-1).tolist() == [-1, 0.2]
