"""Need in words: groups, domains, flags, what the index compares with, and how sure the top is."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kinderwerk_stats.analysis.need import Need
from kinderwerk_stats.analysis.need_structure import Domain, Scale
from kinderwerk_stats.gemeente.need import GemeenteNeed, UsedIndicator
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.numbers import format_count

DOMAIN_WORDS: Mapping[Domain, str] = MappingProxyType(
    {"bestaanszekerheid": "Bestaanszekerheid", "gezin": "Gezin en opgroeien", "draagkracht": "Draagkracht van de buurt"}
)
GROUP_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "zeker": "zeker bij de hoogste 20 %",
        "mogelijk": "mogelijk bij de hoogste 20 %",
        "niet": "niet bij de hoogste 20 %",
    }
)
PRESET_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "gelijk": "Alle domeinen even zwaar",
        "bestaanszekerheid": "Bestaanszekerheid dubbel",
        "gezin": "Gezin en opgroeien dubbel",
        "draagkracht": "Draagkracht van de buurt dubbel",
        "zonder_jeugdzorg": "Zonder jeugdzorg",
        "ses_woa": "SES-WOA van CBS in plaats van de index",
    }
)
NEED_FLAGS: Mapping[str, str] = MappingProxyType(
    {
        "te_weinig_kinderen": "minder dan 50 kinderen van 0 tot 15 jaar, of hun aantal is niet bekend: geen index",
        "te_weinig_indicatoren": "er ontbreken te veel cijfers voor een index",
        "te_weinig_wijken": "er zijn te weinig wijken om mee te vergelijken",
        "te_weinig_domeinen": "cijfers uit maar een domein: daaruit blijkt niet of de wijk bij de hoogste 20 % hoort",
        "domein_ontbreekt": "een domein ontbreekt: de index is het gemiddelde van de andere",
        "indicator_ontbreekt": "een of meer cijfers ontbreken: het gemiddelde van de andere telt, niet nul",
        "jeugdzorg_geschat": "CBS houdt de jeugdzorg geheim (0 tot en met 7 jongeren): gerekend met 3,5 en die marge",
    }
)


# In a column of a table, where a group would stand.
SHORT_WHY_NO_GROUP: Mapping[str, str] = MappingProxyType({"te_weinig_domeinen": "te weinig domeinen"})


def why_no_group_words(found: GemeenteNeed, code: str) -> str:
    """Return in a few words why a wijk has no group."""
    index = found.cells[code]["need_index"]
    return SHORT_WHY_NO_GROUP["te_weinig_domeinen"] if index.known else index.status.label


def one_domain_sentence(need: Need, used: Sequence[UsedIndicator]) -> str:
    """Return why no wijk has a group though it has an index; nothing where there are groups, or no index at all."""
    if need.has_groups or not used or not need.frame["index"].notna().any():
        return ""
    return (
        f"De behoefte rust hier op {figures_words(used)}. Daaruit blijkt niet welke wijken bij de 20 % met de "
        "meeste behoefte horen: daarvoor zijn cijfers uit ten minste twee domeinen nodig."
    )


def interval_sentence(need: Need, used: Sequence[UsedIndicator]) -> str:
    """Return that the places look surer than they are, where the index is of few figures; nothing otherwise."""
    if not need.few_figures or not used:
        return ""
    return (
        f"De plaatsen rusten op maar {figures_words(used)}: met meer cijfers kunnen ze verder uiteen liggen dan hier "
        "staat."
    )


def figures_words(used: Sequence[UsedIndicator]) -> str:
    """Return how many figures there are and which: "2 cijfers (bijstand, woningwaarde)"."""
    return f"{format_count(len(used), 'cijfer', 'cijfers')} ({', '.join(plain(item.indicator.label) for item in used)})"


def scale_words(scale: Scale) -> str:
    """Return what the index compares with, as a few words."""
    return "landelijk" if scale == "landelijk" else "binnen de gemeente"
