"""The weights and choices of need, read from JSON; the README describes the form."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kinderwerk_stats.analysis.need_structure import DOMAINS, INDICATORS, PRESETS, Homes, Measure, NeedSettings
from kinderwerk_stats.cli.json_input import JsonInput, is_number, parse_json, read_json

_MEASURES: Mapping[Any, Measure] = {"index": "index", "ses_woa": "ses_woa"}
_HOMES: Mapping[Any, Homes] = {"woz_eur": "woz_eur", "housing_corporation_share": "housing_corporation_share"}
_WORDS = ("voorkeuze", "domeinen", "cijfers", "maat", "jeugdzorg", "steilheid", "woningen", "eigen_cijfer")


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
    reader = JsonInput(where)
    given = reader.take_object(parse_json(text, where) if inline else read_json(Path(text)), "", _WORDS)
    settings = reader.take_choice(given, "voorkeuze", "", PRESETS, PRESETS["gelijk"])
    known = [name for names in INDICATORS.values() for name in names]
    weights = {}
    for key, names in (("domeinen", DOMAINS), ("cijfers", known)):
        part = reader.take_object(given.get(key, {}), key, names)
        weights[key] = {name: float(weight) for name, weight in part.items() if is_number(weight) and weight >= 0}
        for name in part:
            if name in names and name not in weights[key]:
                reader.wrong(f"{key} > {name}", "geen gewicht", "een getal van 0 of meer")
    domain_weights = {**settings.domain_weights, **weights["domeinen"]}
    if all(domain_weights.get(domain, 1.0) == 0 for domain in DOMAINS):
        reader.wrong("domeinen", "elk gewicht is 0", "minstens een gewicht boven 0")
        domain_weights = {}
    measure = reader.take_choice(given, "maat", "", _MEASURES, settings.measure)
    with_jeugdzorg = reader.take_yes_no(given, "jeugdzorg", "", default=settings.with_jeugdzorg)
    steepness = reader.take_number(given, "steilheid", "", settings.steepness, low=1, high=10)
    homes = reader.take_choice(given, "woningen", "", _HOMES, settings.homes)
    own_is_less_need = reader.take_choice(given, "eigen_cijfer", "", {"meer": False, "minder": True}, False)
    reader.refuse()
    return replace(
        settings,
        domain_weights=domain_weights,
        indicator_weights={**settings.indicator_weights, **weights["cijfers"]},
        measure=measure,
        with_jeugdzorg=with_jeugdzorg,
        steepness=steepness,
        homes=homes,
        own_is_less_need=own_is_less_need,
    )
