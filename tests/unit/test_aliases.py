"""One table knows every name of an indicator, and nothing that only looks like one."""

import pytest

from kinderwerk_stats.model.indicators import CBS_INDICATORS
from kinderwerk_stats.sources.cbs.aliases import ALIASES, Match, match_column, match_measure
from kinderwerk_stats.sources.cbs.headers import parse_header


def match(header: str) -> Match | None:
    return match_column(parse_header(header))


def test_every_cbs_indicator_has_a_name_in_a_file_or_is_computed() -> None:
    # The share of children follows from two counts.
    assert {alias.indicator for alias in ALIASES} | {"children_0_14_share"} == set(CBS_INDICATORS)


def test_no_name_stands_for_two_indicators() -> None:
    names = [name for alias in ALIASES for name in (*alias.kwb, *alias.measures, *alias.labels)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("header", "indicator", "factor"),
    [
        ("a_inw", "population_count", 1),
        ("AANT_INW", "population_count", 1),
        ("a_00_14", "children_0_14_count", 1),
        ("a_hh_m_k ", "households_with_children_count", 1),
        ("g_woz", "woz_eur", 1000),
        ("g_wozbag", "woz_eur", 1000),
        ("WOZ", "woz_eur", 1000),
        ("a_opl_lg", "education_low_count", 1),
        ("a_opl_bvm", "education_low_count", 1),
        ("p_hh_110", "social_minimum_110_household_share", 0.01),
        ("p_ink_ar", "poverty_person_share", 0.01),
        ("p_jz_tn", "jeugdzorg_share", 0.01),
        ("g_3km_sc", "schools_within_3_km_count", 1),
        ("Bevolking/Leeftijdsgroepen/0 tot 15 jaar (aantal)", "children_0_14_count", 1),
        ("Bevolking|Leeftijdsgroepen|0 tot 15 jaar", "children_0_14_count", 1),
        ("Bevolking.Leeftijdsgroepen.0.tot.15.jaar..aantal.", "children_0_14_count", 1),
        ("k_0Tot15Jaar_8", "children_0_14_count", 1),
        ("k_0Tot15Jaar_12", "children_0_14_count", 1),
        ("GemiddeldeWoningwaarde_35", "woz_eur", 1000),
        ("GemiddeldeWOZWaardeVanWoningen_39", "woz_eur", 1000),
        ("Wonen/Gemiddelde WOZ-waarde van woningen (x 1 000 euro)", "woz_eur", 1000),
        ("Wonen/Gemiddelde WOZ-waarde van woningen (euro)", "woz_eur", 1),
        ("HuishOnderOfRondSociaalMinimum_79", "social_minimum_household_share", 0.01),
        ("Inkomen/Huishoudens tot 120% van sociaal  minimum (%)", "social_minimum_120_household_share", 0.01),
        ("Sociale zekerheid/Personen per soort uitkering; Bijstand (aantal)", "bijstand_count", 1),
        ("SES-WOA/Totaalscore/Gemiddelde score (Getal)", "ses_woa_score", 1),
        ("Kinderopvang/Buitenschoolse opvang/Afstand tot buitenschoolse opvang (km)", "bso_distance_km", 1),
        ("Kinderopvang/Buitenschoolse opvang/Aantal buitenschoolse opvang/Binnen 1 km (aantal)",
         "bso_within_1_km_count", 1),
        ("Onderwijs/Basisonderwijs/Afstand tot school (km)", "school_distance_km", 1),
        ("Onderwijs/Hoogst behaald onderwijsniveau/Hbo, wo (aantal)", "education_high_count", 1),
    ],
)  # fmt: skip
def test_known_header(header: str, indicator: str, factor: float) -> None:
    assert match(header) == Match(indicator, factor)


@pytest.mark.parametrize(
    ("header", "indicator"),
    [
        ("p_00_14", "children_0_14_count"),
        ("P_00_14_JR", "children_0_14_count"),
        ("p_hh_m_k", "households_with_children_count"),
        ("Bevolking/Leeftijdsgroepen/0 tot 15 jaar (%)", "children_0_14_count"),
    ],
)
def test_count_given_as_percentage(header: str, indicator: str) -> None:
    assert match(header) == Match(indicator, 0.01, percent=True)


@pytest.mark.parametrize(
    "header",
    [
        "a_15_24",
        "k_15Tot25Jaar_9",
        "Binnen1Km_57",
        "Onderwijs/Voortgezet onderwijs/Havo/vwo/Afstand tot school (km)",
        "Onderwijs.Voortgezet.onderwijs.Vmbo.Afstand.tot.school..km.",
        "Kinderopvang/Buitenschoolse opvang/Aantal buitenschoolse opvang/Binnen 3 km (aantal)",
        "Onderwijs/Voortgezet onderwijs/Aantal scholen/Binnen 3 km (aantal)",
        "Opleidingsniveau/Laag/Waarde (%)",
        "SES-WOA/Deelscore arbeidsverleden/Gemiddelde score (Getal)",
        "Bevolking/Geslacht/Mannen/0 tot 15 jaar (aantal)",
        "Particuliere huishoudens (Aantal)",
        "p_hh_li",
        "",
    ],
)
def test_header_of_something_else(header: str) -> None:
    assert match(header) is None


def test_measures_of_odata_4() -> None:
    assert match_measure("T001036 ") == Match("population_count", 1)
    assert match_measure("M001642") == Match("woz_eur", 1000)
    assert match_measure("53050") is None
