"""What need is made of: three domains, their indicators, and what a user may change (METHOD 2.2)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from kinderwerk_stats.analysis.composite_structure import Node, Normalisation, Structure

Domain = Literal["bestaanszekerheid", "gezin", "draagkracht"]
Measure = Literal["index", "ses_woa"]
Scale = Literal["landelijk", "gemeente"]
Homes = Literal["woz_eur", "housing_corporation_share"]

DOMAINS: tuple[Domain, ...] = ("bestaanszekerheid", "gezin", "draagkracht")
STEEPNESS_OPTIONS = (1.0, 1.5, 2.0, 3.0)
OWN_INDICATOR = "own_indicator"
JEUGDZORG = "jeugdzorg_share"
BSO = "bso_distance_km"
SES_WOA = "ses_woa_score"
# Distance to bso says least about need: never more than this part of its domain.
BSO_MOST = 1 / 3

# Of these alternatives the first that is known for the most wijken is used: they say nearly the same.
POVERTY = ("poverty_person_share", "social_minimum_household_share", "low_income_household_share")
HOMES = ("woz_eur", "housing_corporation_share")

INDICATORS: Mapping[Domain, tuple[str, ...]] = MappingProxyType(
    {
        "bestaanszekerheid": (*POVERTY, "bijstand_per_100"),
        "gezin": (JEUGDZORG, OWN_INDICATOR),
        "draagkracht": ("education_low_share", *HOMES, BSO),
    }
)
# More of these is less need.
LESS_NEED = frozenset({"woz_eur", SES_WOA})
_WEIGHTS = {BSO: 0.5}

# Ties get the mean rank: then it does not matter which way round the scale is.
LANDELIJK = Normalisation("percentile", ties="mean")
BINNEN_GEMEENTE = Normalisation("z")


@dataclass(frozen=True)
class NeedSettings:
    """What the user chooses about need.

    `domain_weights`, `indicator_weights`: what is not named has weight 1 (distance to bso: 0.5, and at most a third of
    its domain); 0 leaves it out. `measure`: our own index, or SES-WOA turned round. `with_jeugdzorg`: low use can be
    unmet need, so it can be left out. `steepness`: how many times a child in the neediest wijk counts against one in
    the least needy. `homes`: which figure about homes is preferred. `own_is_less_need`: more of the own indicator
    means less need.
    """

    domain_weights: Mapping[str, float] = field(default_factory=dict)
    indicator_weights: Mapping[str, float] = field(default_factory=dict)
    measure: Measure = "index"
    with_jeugdzorg: bool = True
    steepness: float = 2.0
    homes: Homes = "woz_eur"
    own_is_less_need: bool = False

    def __post_init__(self) -> None:
        known = {name for names in INDICATORS.values() for name in names}
        for what, weights, names in (
            ("domain_weights", self.domain_weights, set(DOMAINS)),
            ("indicator_weights", self.indicator_weights, known),
        ):
            if strange := sorted(set(weights) - names):
                raise ValueError(f"{what} names {strange}, known are {sorted(names)}")
            if wrong := sorted(name for name, weight in weights.items() if not 0 <= weight < float("inf")):
                raise ValueError(f"{what} must be 0 or more, wrong for {wrong}")
        if not any(self.domain_weight(domain) > 0 for domain in DOMAINS):
            raise ValueError("domain_weights leaves no domain")
        if not 1 <= self.steepness <= 10:
            raise ValueError(f"steepness must be from 1 to 10, got {self.steepness}")

    def domain_weight(self, domain: str) -> float:
        """Return the weight of a domain."""
        return self.domain_weights.get(domain, 1.0)

    def indicator_weight(self, indicator: str) -> float:
        """Return the weight of an indicator within its domain."""
        return self.indicator_weights.get(indicator, _WEIGHTS.get(indicator, 1.0))

    def is_less_need(self, indicator: str) -> bool:
        """Return whether more of an indicator means less need."""
        return indicator in LESS_NEED or (indicator == OWN_INDICATOR and self.own_is_less_need)


PRESETS: Mapping[str, NeedSettings] = MappingProxyType(
    {
        "gelijk": NeedSettings(),
        "bestaanszekerheid": NeedSettings(domain_weights={"bestaanszekerheid": 2.0}),
        "gezin": NeedSettings(domain_weights={"gezin": 2.0}),
        "draagkracht": NeedSettings(domain_weights={"draagkracht": 2.0}),
        "zonder_jeugdzorg": NeedSettings(with_jeugdzorg=False),
        "ses_woa": NeedSettings(measure="ses_woa"),
    }
)


def choose_indicators(known_counts: Mapping[str, int], settings: NeedSettings) -> tuple[str, ...]:
    """Return the indicators that need is made of.

    Parameters
    ----------
    known_counts : indicator -> for how many wijken it is known; what is not named is known nowhere.

    Returns
    -------
    Names in the order of the domains: of every list of alternatives one, the one known for most wijken, then the
    preferred or first one.
    """
    if settings.measure == "ses_woa":
        return (SES_WOA,) if known_counts.get(SES_WOA, 0) else ()
    homes = (settings.homes, *(name for name in HOMES if name != settings.homes))
    left_out = set() if settings.with_jeugdzorg else {JEUGDZORG}
    for options in (POVERTY, homes):
        usable = [name for name in options if settings.indicator_weight(name) > 0]
        best = max(usable, key=lambda name: known_counts.get(name, 0), default=None)
        left_out |= {name for name in options if name != best}
    return tuple(
        name
        for domain in DOMAINS
        if settings.domain_weight(domain) > 0
        for name in INDICATORS[domain]
        if name not in left_out and known_counts.get(name, 0) and settings.indicator_weight(name) > 0
    )


def build_structure(indicators: Collection[str], settings: NeedSettings, scale: Scale) -> Structure | None:
    """Return the tree of the need index; None when nothing is left.

    Distance to bso alone is no domain.
    """
    normalisation = LANDELIJK if scale == "landelijk" else BINNEN_GEMEENTE
    if settings.measure == "ses_woa":
        domains = [Node("ses_woa", (Node(SES_WOA, direction=-1),))] if SES_WOA in indicators else []
    else:
        parts = {
            domain: _leaves([name for name in INDICATORS[domain] if name in indicators], settings) for domain in DOMAINS
        }
        domains = [
            Node(domain, tuple(leaves), weight=settings.domain_weight(domain))
            for domain, leaves in parts.items()
            if leaves
        ]
    if not domains:
        return None
    # Of one or two domains none may be missing: one is no index.
    return Structure(Node("index", tuple(domains)), normalisation, max_missing_domains=1 if len(domains) > 2 else 0)


def _leaves(names: list[str], settings: NeedSettings) -> list[Node]:
    weights = {name: settings.indicator_weight(name) for name in names}
    others = sum(weight for name, weight in weights.items() if name != BSO)
    if BSO in weights and others > 0:
        weights[BSO] = min(weights[BSO], others * BSO_MOST / (1 - BSO_MOST))
    elif BSO in weights:
        weights.pop(BSO)
    return [Node(name, weight=w, direction=-1 if settings.is_less_need(name) else 1) for name, w in weights.items()]
