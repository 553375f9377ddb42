"""What counts in need and how heavy: presets, weights per domain and per figure, the own figure."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from kinderwerk_stats.analysis.need_structure import (
    DOMAINS,
    HOMES,
    INDICATORS,
    OWN_INDICATOR,
    STEEPNESS_OPTIONS,
    Domain,
    NeedSettings,
)
from kinderwerk_stats.gemeente.need import GemeenteNeed
from kinderwerk_stats.model.indicators import INDICATORS as RECORDS
from kinderwerk_stats.text.need import DOMAIN_WORDS, PRESET_WORDS
from kinderwerk_stats.text.need_choice import PRESET_CHOICES, WEIGHTS, Homes, NeedChoice
from kinderwerk_stats.text.numbers import format_typed
from kinderwerk_stats.ui.need.own_figure import own_figure, show_own_figure
from kinderwerk_stats.ui.state import bound_to_need
from kinderwerk_stats.ui.view import View

_OWN_WEIGHTS = "eigen"
Change = Callable[[NeedChoice, float], NeedChoice]
_CHOICE_WIDTH = 480
_USUAL = NeedSettings()


def show_need_choices(view: View, need: GemeenteNeed) -> None:
    """Draw the presets, and behind a click everything that can be weighed by hand."""
    choice = view.behoefte
    preset = choice.preset or _OWN_WEIGHTS
    st.selectbox(
        "Wat telt mee, en hoe zwaar?",
        [*PRESET_CHOICES, *([_OWN_WEIGHTS] if preset == _OWN_WEIGHTS else [])],
        format_func=lambda name: PRESET_WORDS.get(name, "Eigen gewichten (zie hieronder)"),
        required=True,
        width=_CHOICE_WIDTH,
        **bound_to_need("preset", preset, _take_preset),
    )
    with st.expander("Zelf wegen, of een eigen cijfer toevoegen"):
        domains, figures, own = st.tabs(["Domeinen", "Cijfers", "Eigen cijfer per wijk"])
        with domains:
            _show_domains(choice)
            _show_steepness(choice)
        with figures:
            _show_indicators(choice, need)
        with own:
            show_own_figure(choice)


def _take_preset(choice: NeedChoice, name: str) -> NeedChoice:
    return choice if name == _OWN_WEIGHTS else choice.like(name)


def _show_domains(choice: NeedChoice) -> None:
    """Draw a slider per domain, and whether jeugdzorg counts."""
    if choice.measure == "ses_woa":
        st.html('<p class="kw-hulp">SES-WOA is een cijfer: er is niets te wegen.</p>')
        return
    for column, domain in zip(st.columns(3, gap="medium"), DOMAINS, strict=True):
        with column:
            _weight_slider(DOMAIN_WORDS[domain], f"domein_{domain}", choice.domain(domain), _domain_change(domain))
    st.toggle(
        "Jeugdzorg telt mee",
        help="Weinig jeugdzorg kan ook betekenen dat hulp niet wordt gevonden. Daarom kan het cijfer eruit.",
        **bound_to_need("jeugdzorg", choice.with_jeugdzorg, lambda c, on: replace(c, with_jeugdzorg=on)),
    )


def _show_steepness(choice: NeedChoice) -> None:
    """Draw how much a child in the neediest wijk counts."""
    st.segmented_control(
        "Een kind in de wijk met de meeste behoefte telt zo veel keer als een kind in de wijk met de minste",
        STEEPNESS_OPTIONS,
        format_func=lambda option: f"{format_typed(option)} keer",
        required=True,
        **bound_to_need("steilheid", choice.steepness, lambda c, value: replace(c, steepness=value)),
    )
    st.html('<p class="kw-hulp">Dit werkt door in “Behoefte en bereik samen”, niet in de volgorde van de wijken.</p>')


def _domain_change(domain: Domain) -> Change:
    return lambda choice, weight: choice.with_domain(domain, weight)


def _show_indicators(choice: NeedChoice, need: GemeenteNeed) -> None:
    """Draw a slider per figure that counts or was left out by hand, and which figure speaks for homes."""
    if choice.measure == "ses_woa":
        st.html('<p class="kw-hulp">SES-WOA is een cijfer: er is niets te wegen.</p>')
        return
    weighed = dict(choice.indicators)
    shown = {*need.need.indicators, *weighed}
    own = own_figure()
    for domain in DOMAINS:
        names = [name for name in INDICATORS[domain] if name in shown and (name != OWN_INDICATOR or own)]
        for name in names:
            label = own.table.source.title if name == OWN_INDICATOR and own else RECORDS[name].label
            value = weighed.get(name, _USUAL.indicator_weight(name))
            _weight_slider(f"{DOMAIN_WORDS[domain]}: {label}", f"cijfer_{name}", value, _indicator_change(name))
    st.segmented_control(
        "Welk cijfer over woningen telt",
        HOMES,
        format_func=lambda name: RECORDS[name].label,
        required=True,
        **bound_to_need("wonen", choice.homes, _take_homes),
    )
    st.html(
        '<p class="kw-hulp">Van cijfers die bijna hetzelfde zeggen (armoede, woningen) telt er een: het cijfer dat '
        "voor de meeste wijken bekend is. De afstand tot opvang telt half, en hooguit voor een derde van het domein."
        "</p>"
    )


def _indicator_change(name: str) -> Change:
    return lambda choice, weight: choice.with_indicator(name, weight)


def _take_homes(choice: NeedChoice, homes: Homes) -> NeedChoice:
    return replace(choice, homes=homes)


def _weight_slider(label: str, name: str, value: float, change: Change) -> None:
    # The value is in the list: what an address asks for is read with it.
    st.select_slider(
        label, WEIGHTS, format_func=_weight_words, width=_CHOICE_WIDTH, **bound_to_need(name, value, change)
    )


def _weight_words(weight: float) -> str:
    return "telt niet mee" if weight == 0 else f"{format_typed(weight)} keer"
