"""Which column of which CBS file holds which of our indicators: the one place with CBS column names.

Sources: the headers of the KWB workbooks 2013-2025 and their column explanations, the StatLine and OData tables of the
same years, Nabijheid voorzieningen (85830NED) and SES-WOA (85163NED), the properties of the Wijk- en Buurtkaart as PDOK
serves it (2022-2025); the measure ids are those of 86165NED.
"""

import re
from dataclasses import dataclass

from kinderwerk_stats.sources.cbs.headers import Header, normalise

_EURO_UNITS = {"x1000euro": 1000.0, "1000euro": 1000.0, "euro": 1.0}


@dataclass(frozen=True)
class Alias:
    """The names of one indicator.

    `kwb`: columns of the workbooks, newest first. `labels`: ends of StatLine titles, parts divided by "/"; an OData
    key is such a label without spaces. `measures`: ids of OData v4. `factor`: from the file's unit to ours.
    `not_under`: a header with one of these in it is about something else. `on_map`: properties of the Wijk- en
    Buurtkaart, which PDOK also writes without underscores; one that starts with "perc" is a percentage.
    """

    indicator: str
    kwb: tuple[str, ...]
    labels: tuple[str, ...]
    measures: tuple[str, ...] = ()
    factor: float = 1.0
    not_under: tuple[str, ...] = ()
    on_map: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """What a column holds: our indicator, and what to multiply with. `percent`: a count given as a percentage."""

    indicator: str
    factor: float
    percent: bool = False


_PERCENT = 0.01
_OTHER_SCHOOLS = ("voortgezet", "vmbo", "havo", "vwo", "speciaal")

ALIASES = (
    Alias("population_count", ("a_inw", "aant_inw"), ("Aantal inwoners",), ("T001036",)),
    Alias("children_0_14_count", ("a_00_14", "p_00_14", "p_00_14_jr"), ("0 tot 15 jaar",), ("10680",),
          not_under=("mannen", "vrouwen", "herkomst"), on_map=("percentage_personen_0_tot_15_jaar",)),
    Alias("population_65_plus_count", ("a_65_oo",), ("65 jaar of ouder",), ("80200",),
          not_under=("mannen", "vrouwen", "herkomst")),
    Alias("households_count", ("a_hh", "aantal_hh"), ("Huishoudens totaal",), ("1050010_2",),
          on_map=("aantal_huishoudens",)),
    Alias("households_with_children_count", ("a_hh_m_k", "p_hh_m_k"), ("Huishoudens met kinderen",), ("1016030",),
          on_map=("percentage_huishoudens_met_kinderen",)),
    Alias("household_size", ("g_hhgro", "gem_hh_gr"), ("Gemiddelde huishoudensgrootte",), ("M000114",),
          on_map=("gemiddelde_huishoudsgrootte",)),
    Alias("jeugdzorg_count", ("a_jz_tn",), ("Jongeren met jeugdzorg in natura",), ("T001203",),
          on_map=("aantal_jongeren_met_jeugdzorg_in_natura",)),
    Alias("jeugdzorg_share", ("p_jz_tn",), ("Percentage jongeren met jeugdzorg",), ("A045561",), _PERCENT,
          on_map=("percentage_jongeren_met_jeugdzorg_in_natura",)),
    Alias("income_per_person_eur", ("g_ink_pi",), ("Gemiddeld inkomen per inwoner",), ("M000224",), 1000.0),
    Alias("low_income_household_share", ("p_hh_lkk",), ("Huishoudens met een laag inkomen",), (), _PERCENT,
          on_map=("percentage_huishoudens_met_laag_inkomen",)),
    Alias("social_minimum_household_share", ("p_hh_osm", "p_socminh"),
          ("Huish. onder of rond sociaal minimum", "Huishoudens onder of rond sociaal minimum"), (), _PERCENT,
          on_map=("percentage_huishoudens_onder_of_rond_sociaal_minimum",)),
    Alias("social_minimum_110_household_share", ("p_hh_110",), ("Huishoudens tot 110% van sociaal minimum",), (),
          _PERCENT, on_map=("huishoudens_tot_110_percent_van_sociaal_minimum",)),
    Alias("social_minimum_120_household_share", ("p_hh_120",), ("Huishoudens tot 120% van sociaal minimum",), (),
          _PERCENT, on_map=("huishoudens_tot_120_percent_van_sociaal_minimum",)),
    Alias("poverty_person_share", ("p_ink_ar",), ("Personen in armoede",), ("M008349",), _PERCENT),
    Alias("near_poverty_person_share", ("p_ink_ba",), ("Personen tot 25% boven armoedegrens",), ("M008348",), _PERCENT),
    Alias("bijstand_count", ("a_soz_wb", "wwb_uittot"), ("Personen per soort uitkering; Bijstand",), ("D006842",),
          on_map=("aantal_personen_met_een_alg_bijstandsuitkering_tot",)),
    Alias("ses_woa_score", (), ("Totaalscore/Gemiddelde score",)),
    Alias("education_low_count", ("a_opl_bvm", "a_opl_lg"), ("Basisonderwijs, vmbo, mbo1", "Opleidingsniveau laag"),
          ("2018700",), on_map=("aantal_personen_met_bvm_als_hoogst_beh_ond_niv",)),
    Alias("education_middle_count", ("a_opl_hvm", "a_opl_md"), ("Havo, vwo, mbo2-4", "Opleidingsniveau middelbaar"),
          ("2018740",), on_map=("aantal_personen_met_hvm_als_hoogst_beh_ond_niv",)),
    Alias("education_high_count", ("a_opl_hw", "a_opl_hg"), ("Hbo, wo", "Opleidingsniveau hoog"), ("2018790",),
          on_map=("aantal_personen_met_hw_als_hoogst_beh_ond_niv",)),
    Alias("woz_eur", ("g_wozbag", "g_woz", "woz"), ("Gemiddelde WOZ-waarde van woningen", "Gemiddelde woningwaarde"),
          ("M001642",), 1000.0, on_map=("gemiddelde_woz_waarde_woning",)),
    Alias("rented_home_share", ("p_huurw", "p_huurwon"), ("Huurwoningen totaal",), ("1014850_2",), _PERCENT,
          on_map=("percentage_huurwoningen",)),
    Alias("owner_occupied_home_share", ("p_koopw", "p_koopwon"), ("Koopwoningen",), ("1014800",), _PERCENT,
          on_map=("percentage_koopwoningen",)),
    Alias("housing_corporation_share", ("p_wcorpw", "p_huurcorp"), ("In bezit woningcorporatie",), ("A047047",),
          _PERCENT, on_map=("perc_huurwoningen_in_bezit_woningcorporaties",)),
    Alias("address_density", ("ste_oad", "oad"), ("Omgevingsadressendichtheid",), ("ST0003",)),
    Alias("urbanity_class", ("ste_mvs", "sted"), ("Mate van stedelijkheid",), ("ST0001",),
          on_map=("stedelijkheid_adressen_per_km2",)),
    Alias("school_distance_km", ("g_afs_sc", "af_ondbas"), ("Afstand tot school",), ("D000045",),
          not_under=_OTHER_SCHOOLS, on_map=("basisonderwijs_gemiddelde_afstand_in_km",)),
    Alias("schools_within_3_km_count", ("g_3km_sc", "av3_ondbas"),
          ("Scholen binnen 3 km", "Basisonderwijs/Aantal scholen/Binnen 3 km"), ("D000263",), not_under=_OTHER_SCHOOLS,
          on_map=("basisonderwijs_gemiddeld_aantal_binnen_3_km", "basisonderwijs_aantal_binnen_3_km")),
    Alias("daycare_distance_km", ("g_afs_kv", "af_kdv"), ("Afstand tot kinderdagverblijf",), ("D000029",),
          on_map=("kinderdagverblijf_gemiddelde_afstand_in_km",)),
    Alias("bso_distance_km", ("af_bso",), ("Afstand tot buitenschoolse opvang",),
          on_map=("buitenschoolse_opvang_gem_afstand_in_km",)),
    Alias("bso_within_1_km_count", ("av1_bso",), ("Aantal buitenschoolse opvang/Binnen 1 km",),
          on_map=("buitenschoolse_opvang_gemiddeld_aantal_binnen_1_km", "buitenschoolse_opvang_aantal_binnen_1_km")),
)  # fmt: skip

# Counts that older files give as a percentage of another count.
PERCENT_OF = {"children_0_14_count": "population_count", "households_with_children_count": "households_count"}

# Counts of people and households: a figure with decimals in such a column was not written by CBS.
WHOLE_NUMBERS = frozenset({
    "population_count", "children_0_14_count", "population_65_plus_count", "households_count",
    "households_with_children_count", "jeugdzorg_count", "bijstand_count",
    "education_low_count", "education_middle_count", "education_high_count",
})  # fmt: skip

_BY_KWB = {column: alias for alias in ALIASES for column in alias.kwb}
_BY_MAP = {normalise(name): alias for alias in ALIASES for name in alias.on_map}
# The two spellings of a property of a map: aantal_inwoners, and aantalInwoners in its web service.
_PROPERTY = re.compile(r"[a-z]+\d*(?:_[a-z0-9]+)+|[a-z]+\d*(?:[A-Z0-9][a-z0-9]*)+")
_BY_MEASURE = {measure: alias for alias in ALIASES for measure in alias.measures}
_TAILS = [(tuple(normalise(part) for part in label.split("/")), alias) for alias in ALIASES for label in alias.labels]
_BY_LAST_PART: dict[str, list[tuple[tuple[str, ...], Alias]]] = {}
for _tail, _alias in _TAILS:
    _BY_LAST_PART.setdefault(_tail[-1], []).append((_tail, _alias))


def match_column(header: Header) -> Match | None:
    """Return what a column with this header holds, or None when it is none of our indicators."""
    column = header.text.lower()
    if alias := _BY_KWB.get(column):
        percent = column.startswith("p_") and alias.indicator in PERCENT_OF
        return Match(alias.indicator, _PERCENT if percent else alias.factor, percent)
    if _PROPERTY.fullmatch(header.text) and (alias := _BY_MAP.get(normalise(header.text))):
        return _with_unit(alias, "%" if header.text.startswith("perc") else None)
    tails = _TAILS if header.flat else _BY_LAST_PART.get(header.label, ())
    for tail, alias in tails:
        if header.ends_with(tail) and not any(word in part for word in alias.not_under for part in header.path):
            return _with_unit(alias, header.unit)
    return None


def is_of_map(header: Header) -> bool:
    """Return whether a column with a figure of ours has its name from the Wijk- en Buurtkaart.

    >>> from kinderwerk_stats.sources.cbs.headers import parse_header
    >>> [is_of_map(parse_header(text)) for text in ("aantal_inwoners", "aantalInwoners", "Aantal inwoners", "a_inw")]
    [True, True, False, False]
    """
    is_property = bool(_PROPERTY.fullmatch(header.text)) and header.text not in _BY_KWB
    return is_property and match_column(header) is not None


def is_of_workbook(header: Header) -> bool:
    """Return whether a column has its name from the workbook of Kerncijfers."""
    return header.text.lower() in _BY_KWB


def match_measure(measure: str) -> Match | None:
    """Return what an OData v4 measure id stands for.

    >>> match_measure("10680")
    Match(indicator='children_0_14_count', factor=1.0, percent=False)
    """
    alias = _BY_MEASURE.get(measure.strip())
    return Match(alias.indicator, alias.factor) if alias else None


def _with_unit(alias: Alias, unit: str | None) -> Match:
    """Let the unit in the header go before the unit that the column usually has."""
    if unit == "%":
        return Match(alias.indicator, _PERCENT, percent=alias.indicator in PERCENT_OF)
    return Match(alias.indicator, _EURO_UNITS.get(unit or "", alias.factor))
