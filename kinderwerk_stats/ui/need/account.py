"""Need in the account: what it is made of, what was assumed; from the records that the computation uses."""

import streamlit as st

from kinderwerk_stats.analysis.need import MIN_CHILDREN_0_14_FOR_INDEX, SECRET_JEUGDZORG
from kinderwerk_stats.analysis.need_structure import BSO_MOST, DOMAINS, INDICATORS, LESS_NEED, NeedSettings
from kinderwerk_stats.analysis.rank_uncertainty import DRAWS, TOP_SHARE, Variation
from kinderwerk_stats.gemeente.need import GemeenteNeed
from kinderwerk_stats.model.indicators import INDICATORS as RECORDS
from kinderwerk_stats.text.need import DOMAIN_WORDS, PRESET_WORDS
from kinderwerk_stats.text.need_sentences import GROUPS_EXPLAINED, compared_sentence, made_of
from kinderwerk_stats.text.numbers import format_number, format_pct, format_typed
from kinderwerk_stats.ui.blocks import show_heading
from kinderwerk_stats.ui.html_tables import build_list, build_table

_PARTS = ["Domein", "Cijfer", "Gewicht", "Meer is", "Bron"]
_NOW = ["Domein", "Cijfer", "Deel van het domein", "Meer is", "Jaar", "Bron", "Bekend voor"]


def show_need_account(need: GemeenteNeed) -> None:
    """Draw the domains and figures of need, what this gemeente has of them, and what was assumed."""
    show_heading("Zo is de behoefte berekend")
    usual = NeedSettings()
    rows = [
        [
            DOMAIN_WORDS[domain],
            RECORDS[name].label,
            format_typed(usual.indicator_weight(name)),
            "minder behoefte" if name in LESS_NEED else "meer behoefte",
            RECORDS[name].source,
        ]
        for domain in DOMAINS
        for name in INDICATORS[domain]
    ]
    with st.expander(f"Domeinen en cijfers van de behoefte-index ({len(rows)})"):
        st.html(build_table(_PARTS, rows, caption="Domeinen en cijfers van de behoefte-index", numeric={2}))
    if need.used:
        with st.expander(f"Gebruikt voor {need.gemeente_name}, {need.year} ({len(need.used)})"):
            st.html(build_table(_NOW, made_of(need), caption="Gebruikte cijfers", numeric={2, 4, 6}))
    lines = [line for line in (compared_sentence(need), *_assumptions()) if line]
    with st.expander(f"Hoe er is gewogen ({len(lines)})"):
        st.html(build_list(lines))


def _assumptions() -> list[str]:
    low, middle, high = (format_typed(count) for count in SECRET_JEUGDZORG)
    noise = format_pct(Variation().weight_noise)
    presets = ", ".join(f"“{words}”" for words in PRESET_WORDS.values())
    top = format_pct(TOP_SHARE)
    text = f"""
- De drie domeinen tellen even zwaar, en binnen een domein de cijfers ook. U kunt dat veranderen. Er zijn vaste keuzes:
  {presets}. Wat u kiest, staat in de link en in elk bestand dat u bewaart.
- Met een bestand van heel Nederland is elk cijfer de plaats tussen alle Nederlandse wijken van dat jaar (0 tot 1).
  Zonder is het de afstand tot het gemiddelde van de gemeente, gedeeld door de standaardafwijking.
- Van cijfers die bijna hetzelfde zeggen, telt er een: een van de cijfers over armoede en een van de cijfers over
  woningen. De afstand tot opvang telt voor hooguit {format_pct(BSO_MOST)} van haar domein.
- Een cijfer dat ontbreekt is nooit nul. Een domein telt als de helft van zijn gewicht bekend is; de index als hooguit
  een van de drie domeinen ontbreekt. Elk cijfer is van het nieuwste jaar dat CBS voor de meeste wijken geeft.
- Jeugdzorg van {low} tot en met {high} jongeren houdt CBS geheim. Dan rekenen we met {middle}, en met de hele marge als
  we de plaatsen bepalen.
- Bij minder dan {MIN_CHILDREN_0_14_FOR_INDEX} kinderen van 0 tot 15 jaar heeft een wijk geen index.
- De plaatsen komen van {format_number(DRAWS)} berekeningen. Elke keer loten we de schaal (percentiel, z-score of van
  laag naar hoog), gewichten tot {noise} hoger of lager, een rekenkundig of meetkundig gemiddelde, en een cijfer dat
  wegblijft. De hoogste {top} zijn de wijken met de meeste behoefte. {GROUPS_EXPLAINED} Fouten in de cijfers zelf zitten
  er niet in.
- Bereik, fte, het aantal inwoners en herkomst tellen niet mee in de behoefte.
- Concentratie-index: wijken op volgorde van behoefte, wijken met gelijke behoefte samen. 0 is gelijk verdeeld, boven 0
  gaat er meer naar wijken met veel behoefte. Fte die niet zit waar de behoefte zit: de helft van de som van de
  verschillen tussen het deel van de fte en het deel van de kinderen, naar behoefte geteld (Hoover).
"""
    return [" ".join(line.split()) for line in text.split("\n- ")[1:]]
