"""What the user chooses about need, and how that stands in the address: codes that stay the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from kinderwerk_stats.analysis.need_structure import (
    DOMAINS,
    HOMES,
    INDICATORS,
    PRESETS,
    STEEPNESS_OPTIONS,
    Domain,
    Measure,
    NeedSettings,
)

NeedPart = Literal["behoefte", "samen", "eerlijk"]
NEED_PARTS: tuple[NeedPart, ...] = get_args(NeedPart)
NeedMap = Literal["groep", "klasse"]
NEED_MAPS: tuple[NeedMap, ...] = get_args(NeedMap)
# How heavy something can count; few enough to choose from by keyboard and to say in words.
WEIGHTS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
_EQUAL = (1.0, 1.0, 1.0)
_INDICATORS = tuple(name for names in INDICATORS.values() for name in names)
_FIELDS = {
    "maat": "measure",
    "jeugdzorg": "with_jeugdzorg",
    "steilheid": "steepness",
    "wonen": "homes",
    "eigen": "own_is_less_need",
}
Homes = Literal["woz_eur", "housing_corporation_share"]


@dataclass(frozen=True)
class NeedChoice:
    """What counts in need: `NeedSettings` in a form that can be a key of a cache.

    `domains`: a weight per domain, in the order of `DOMAINS`. `indicators`: the weights that are not the usual ones,
    in the order of the domains.
    """

    domains: tuple[float, float, float] = _EQUAL
    indicators: tuple[tuple[str, float], ...] = ()
    measure: Measure = "index"
    with_jeugdzorg: bool = True
    steepness: float = 2.0
    homes: Homes = "woz_eur"
    own_is_less_need: bool = False

    def domain(self, name: Domain) -> float:
        """Return the weight of a domain."""
        return self.domains[DOMAINS.index(name)]

    def to_settings(self) -> NeedSettings:
        """Return the same for the computation."""
        return NeedSettings(
            domain_weights=dict(zip(DOMAINS, self.domains, strict=True)),
            indicator_weights=dict(self.indicators),
            measure=self.measure,
            with_jeugdzorg=self.with_jeugdzorg,
            steepness=self.steepness,
            homes=self.homes,
            own_is_less_need=self.own_is_less_need,
        )

    def with_domain(self, name: Domain, weight: float) -> "NeedChoice":
        """Return the choice with another weight of a domain."""
        first, second, third = (weight if name == domain else self.domain(domain) for domain in DOMAINS)
        return replace(self, domains=(first, second, third))

    def with_indicator(self, name: str, weight: float) -> "NeedChoice":
        """Return the choice with another weight of an indicator; the usual weight is not kept apart."""
        weights = {**dict(self.indicators), name: weight}
        usual = NeedSettings()
        kept = [(n, weights[n]) for n in _INDICATORS if n in weights and weights[n] != usual.indicator_weight(n)]
        return replace(self, indicators=tuple(kept))

    @property
    def preset(self) -> str | None:
        """Return the name of the preset that this is, whatever the steepness and the own figure; None: none."""
        bare = replace(self, steepness=2.0, homes="woz_eur", own_is_less_need=False)
        return next((name for name, choice in PRESET_CHOICES.items() if choice == bare), None)

    def like(self, preset: str) -> "NeedChoice":
        """Return a preset with the steepness and the direction of the own figure of this choice."""
        return replace(
            PRESET_CHOICES[preset],
            steepness=self.steepness,
            homes=self.homes,
            own_is_less_need=self.own_is_less_need,
        )


USUAL_NEED = NeedChoice()


def _choice_of(settings: NeedSettings) -> NeedChoice:
    first, second, third = (settings.domain_weight(domain) for domain in DOMAINS)
    choice = NeedChoice((first, second, third), measure=settings.measure, with_jeugdzorg=settings.with_jeugdzorg)
    for name, weight in settings.indicator_weights.items():
        choice = choice.with_indicator(name, weight)
    return choice


PRESET_CHOICES: Mapping[str, NeedChoice] = {name: _choice_of(settings) for name, settings in PRESETS.items()}


def need_params(choice: NeedChoice) -> dict[str, str]:
    """Return the choice as parameters of an address: nothing for the usual one, else everything that counts.

    >>> need_params(NeedChoice(domains=(2.0, 1.0, 1.0)))
    {'weging': 'bestaanszekerheid:2,gezin:1,draagkracht:1', 'maat': 'index', 'jeugdzorg': 'ja', 'steilheid': '2'}
    """
    if choice == USUAL_NEED:
        return {}
    params = {
        "weging": _write(zip(DOMAINS, choice.domains, strict=True)),
        "cijfers": _write(choice.indicators),
        "maat": choice.measure,
        "jeugdzorg": "ja" if choice.with_jeugdzorg else "nee",
        "steilheid": f"{choice.steepness:g}",
        "wonen": "" if choice.homes == "woz_eur" else choice.homes,
        "eigen": "minder" if choice.own_is_less_need else "",
    }
    return {name: value for name, value in params.items() if value}


def read_need_choice(params: Mapping[str, str]) -> tuple[NeedChoice, list[str]]:
    """Return the choice that an address asks for, and a Dutch sentence for what in it was ignored.

    >>> read_need_choice({"weging": "gezin:2", "jeugdzorg": "nee"})[0]
    NeedChoice(domains=(1.0, 2.0, 1.0), indicators=(), measure='index', with_jeugdzorg=False, ...)
    """
    strange = []
    domains, wrong = _read(params.get("weging", ""), DOMAINS)
    strange += wrong
    indicators, wrong = _read(params.get("cijfers", ""), _INDICATORS)
    strange += wrong
    asked = {name: params[name] for name in _FIELDS if name in params}
    options: dict[str, dict[str, Any]] = {
        "maat": {name: name for name in get_args(Measure)},
        "jeugdzorg": {"ja": True, "nee": False},
        "steilheid": {f"{option:g}": option for option in STEEPNESS_OPTIONS},
        "wonen": {name: name for name in HOMES},
        "eigen": {"meer": False, "minder": True},
    }
    chosen = {name: options[name][value] for name, value in asked.items() if value in options[name]}
    strange += [name for name in asked if name not in chosen]
    notices = ["Een keuze over behoefte in het adres van deze pagina is niet te lezen en telt niet mee."]
    choice = replace(NeedChoice(), **{_FIELDS[name]: value for name, value in chosen.items()})
    for name, weight in indicators.items():
        choice = choice.with_indicator(name, weight)
    for domain in DOMAINS:
        choice = choice.with_domain(domain, domains.get(domain, 1.0))
    said = notices if strange else []
    if not any(choice.domains):
        return replace(choice, domains=_EQUAL), [*said, "Minstens een domein telt mee. Nu tellen ze even zwaar."]
    return choice, said


def _write(weights: Iterable[tuple[str, float]]) -> str:
    return ",".join(f"{name}:{weight:g}" for name, weight in weights)


def _read(text: str, names: tuple[str, ...]) -> tuple[dict[str, float], list[str]]:
    """Return name -> weight, and the parts that are no such pair."""
    by_text = {f"{weight:g}": weight for weight in WEIGHTS}
    found, strange = {}, []
    for part in filter(None, text.split(",")):
        name, _, weight = part.partition(":")
        if name in names and weight in by_text:
            found[name] = by_text[weight]
        else:
            strange.append(part)
    return found, strange
