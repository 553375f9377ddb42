"""The weights and choices of need, read from JSON; the reference describes the form."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, PlainValidator

from kinderwerk_stats.analysis.need_structure import DOMAINS, INDICATORS, PRESETS, Homes, Measure, NeedSettings
from kinderwerk_stats.cli.json_input import CODES, Weight, YesNo, choice, known_word, parse_json, read_json
from kinderwerk_stats.model.decode import Decoder, Given, says
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem

_MEASURES: Mapping[Any, Measure] = {"index": "index", "ses_woa": "ses_woa"}
_HOMES: Mapping[Any, Homes] = {"woz_eur": "woz_eur", "housing_corporation_share": "housing_corporation_share"}
_OWN_LESS: Mapping[Any, bool] = {"meer": False, "minder": True}
_Domain = Annotated[str, AfterValidator(known_word(DOMAINS))]
_Indicator = Annotated[str, AfterValidator(known_word([name for names in INDICATORS.values() for name in names]))]


class _Weights(Given):
    voorkeuze: Annotated[NeedSettings, PlainValidator(choice(PRESETS))] = PRESETS["gelijk"]
    domeinen: dict[_Domain, Weight] = Field(default_factory=dict)
    cijfers: dict[_Indicator, Weight] = Field(default_factory=dict)
    maat: Annotated[Measure | None, PlainValidator(choice(_MEASURES))] = None
    jeugdzorg: YesNo | None = None
    steilheid: Annotated[float | None, Field(ge=1, le=10), says("json_getal_van_tot", laagste=1, hoogste=10)] = None
    woningen: Annotated[Homes | None, PlainValidator(choice(_HOMES))] = None
    eigen_cijfer: Annotated[bool, PlainValidator(choice(_OWN_LESS))] = False


_WEIGHTS: Decoder[_Weights] = Decoder(_Weights, CODES)


def read_need_settings(text: str | None) -> NeedSettings:
    """Return the settings that a text or a file of JSON holds; None gives the usual ones.

    Parameters
    ----------
    text : JSON that begins with "{", or the name of a file that is there.

    Raises
    ------
    InputRefused : with everything that is wrong with it.
    """
    if text is None:
        return NeedSettings()
    inline = text.lstrip().startswith("{")
    where = "--gewichten" if inline else Path(text).name
    given = _WEIGHTS.read(parse_json(text, where) if inline else read_json(Path(text)), where)
    usual = given.voorkeuze
    domain_weights = {**usual.domain_weights, **given.domeinen}
    if all(domain_weights.get(domain, 1.0) == 0 for domain in DOMAINS):
        raise InputRefused([make_problem("gewichten_alle_nul", Place(where, key="domeinen"))])
    return replace(
        usual,
        domain_weights=domain_weights,
        indicator_weights={**usual.indicator_weights, **given.cijfers},
        measure=given.maat or usual.measure,
        with_jeugdzorg=usual.with_jeugdzorg if given.jeugdzorg is None else given.jeugdzorg,
        steepness=given.steilheid or usual.steepness,
        homes=given.woningen or usual.homes,
        own_is_less_need=given.eigen_cijfer,
    )
