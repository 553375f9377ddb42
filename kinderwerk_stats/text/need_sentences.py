"""Need in words: which wijken are at the top, how sure that is, what moves it, and what it is compared with."""

from kinderwerk_stats.analysis.rank_uncertainty import DRAWS
from kinderwerk_stats.gemeente.need import GemeenteNeed
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.text.emphasis import plain, strong
from kinderwerk_stats.text.need import DOMAIN_WORDS, GROUP_WORDS, interval_sentence, one_domain_sentence
from kinderwerk_stats.text.numbers import format_count, format_number, join_names

_DRAWS = format_number(DRAWS)
GROUPS_EXPLAINED = (
    "Zeker: in minstens 95 van de 100 berekeningen hoort de wijk bij de 20 % met de meeste behoefte. "
    "Niet: in minstens 95 van de 100 niet. Mogelijk: alles daartussen."
)
ORDER_EXPLAINED = (
    "De volgorde is die van de middelste plaats van alle berekeningen. De behoefte-index is er daar een van: de "
    "hoogste index is niet altijd de eerste plaats."
)
# For a column of a table. What a status in the row says is not repeated.
SHORT_NEED_FLAGS: dict[str, str] = {
    "domein_ontbreekt": "een domein ontbreekt",
    "indicator_ontbreekt": "een cijfer ontbreekt",
    "jeugdzorg_geschat": "jeugdzorg geschat",
}
_WHY_NO_INDEX = {"te_weinig_kinderen": "te weinig kinderen", "te_weinig_wijken": "te weinig wijken"}
# More names than this, and one, in a sentence are a list.
_MOST_NAMED = 3
# Rank correlation: from here on the same order, mostly the same, partly the same.
_SAME, _MOSTLY, _PARTLY = 0.9, 0.7, 0.4


def names_in(need: GemeenteNeed, group: str) -> list[str]:
    """Return the names of the wijken of a group, in the order of their places in the list beside the map."""
    places_of = need.need.frame["rank_median"]
    codes = [str(code) for code in need.need.frame.index if need.group_of(str(code)) == group]
    return [plain(need.name_of(code)) for code in sorted(codes, key=lambda code: (places_of[code], code))]


def need_headline(need: GemeenteNeed) -> str:
    """Return which wijken are at the top and how sure that is, in two or three sentences."""
    certain, possible = names_in(need, "zeker"), names_in(need, "mogelijk")
    place, count = plain(need.gemeente_name), need.need.robustness
    counted = count.certain + count.possible + count.never
    if sentence := one_domain_sentence(need.need, need.used):
        return sentence
    if not counted:
        return f"Voor {place} is er in {need.year} geen behoefte-index: te weinig cijfers, of te weinig wijken."
    if counted == 1:
        return f"Van {place} heeft maar {strong('1')} wijk een behoefte-index: er is niets om mee te vergelijken."
    if not certain:
        maybe = f"{strong(str(len(possible)))} {'hoort' if len(possible) == 1 else 'horen'} er mogelijk bij."
        return (
            f"De top is niet zeker: van de {format_count(counted, 'wijk', 'wijken')} hoort er geen altijd bij de 20 % "
            f"met de meeste behoefte. {maybe}"
        )
    number, verb = strong(str(len(certain))), "hoort" if len(certain) == 1 else "horen"
    text = f"{number} van de {counted} wijken {verb} zeker bij de 20 % met de meeste behoefte."
    if not possible:
        return f"{text} Anders wegen of rekenen verandert daar bijna niets aan."
    return f"{text} Bij {strong(str(len(possible)))} andere hangt het af van hoe we rekenen."


def compared_sentence(need: GemeenteNeed) -> str:
    """Return what the index compares with."""
    if need.need.structure is None:
        return ""
    if need.need.scale == "landelijk":
        return (
            f"Tegenover alle Nederlandse wijken: elk cijfer is de plaats tussen {format_number(need.country_count)} "
            "wijken met minstens 50 kinderen, van 0 (minste behoefte) tot 1 (meeste)."
        )
    return (
        f"Binnen de gemeente: 0 is het gemiddelde van de wijken van {plain(need.gemeente_name)}. "
        "Het zegt niets over hoe het in andere gemeenten is."
    )


def index_axis(need: GemeenteNeed) -> str:
    """Return the title of an axis of the index."""
    if need.need.scale == "landelijk":
        return "Behoefte-index (0 tot 1, tegenover alle Nederlandse wijken)"
    return "Behoefte-index (0 = gemiddelde van de gemeente)"


def measure_sentence(need: GemeenteNeed) -> str:
    """Return what need is measured with, when that is not the index of three domains."""
    if need.need.settings.measure == "ses_woa":
        return "Gemeten met SES-WOA van CBS (welvaart, opleiding, werk), omgedraaid: hoger is meer behoefte."
    return "" if need.need.settings.with_jeugdzorg else "Jeugdzorg telt niet mee."


def robustness_sentences(need: GemeenteNeed) -> list[str]:
    """Return how vast the order is: how far places move, which figure moves it most, and two checks."""
    robust, lines = need.need.robustness, []
    if robust.median_width is not None and robust.widest is not None:
        middle = format_count(round(robust.median_width), "plaats", "plaatsen")
        widest = format_count(round(robust.widest), "plaats", "plaatsen")
        lines.append(
            f"Bij {_DRAWS} keer anders rekenen schuift de helft van de wijken niet meer dan {middle}; de wijk die het "
            f"meest schuift {widest}. Per keer verschillen de schaal, de gewichten (tot 25 %), de manier van middelen "
            "en een weggelaten cijfer."
        )
    lines.append(interval_sentence(need.need, need.used))
    lines.append(moving_sentence(need))
    lines.append(jeugdzorg_sentence(need))
    lines.append(ses_sentence(need))
    return [line for line in lines if line]


def moving_sentence(need: GemeenteNeed) -> str:
    """Return which figure moves the order most when it is left out."""
    name = need.need.most_moving
    if name is None:
        return "Geen enkel cijfer verandert de volgorde als het wegblijft." if len(need.used) > 1 else ""
    change = float(need.need.rank_change[name])
    label = next(item.indicator.label for item in need.used if item.indicator.name == name)
    return (
        f"“{label}” beweegt de volgorde het meest: zonder dat cijfer schuift een wijk gemiddeld "
        f"{format_number(change, 1)} {'plaats' if format_number(change, 1) == '1,0' else 'plaatsen'}."
    )


def jeugdzorg_sentence(need: GemeenteNeed) -> str:
    """Return what happens to the order without jeugdzorg: little use can be need that nobody sees."""
    without = need.need.robustness.rank_without_jeugdzorg
    if not len(without):
        return ""
    moved = (without - need.need.frame["rank"]).abs().dropna()
    moved = moved[moved >= 1]
    why = "Weinig jeugdzorg kan ook onvervulde nood zijn; daarom staat in de tabel ook de plaats zonder."
    if not len(moved):
        return f"Zonder jeugdzorg blijft elke wijk op zijn plaats. {why}"
    code = str(moved.idxmax())
    before, after = (format_number(float(ranks[code])) for ranks in (need.need.frame["rank"], without))
    verb = "schuift" if len(moved) == 1 else "schuiven"
    return (
        f"Zonder jeugdzorg {verb} {format_count(len(moved), 'wijk', 'wijken')}; {plain(need.name_of(code))} het verst, "
        f"van plaats {before} naar {after}. {why}"
    )


def ses_sentence(need: GemeenteNeed) -> str:
    """Return how the order compares with that of SES-WOA, which CBS makes in another way."""
    rho = need.need.robustness.ses_woa
    if need.need.settings.measure == "ses_woa":
        return ""
    if rho is None:
        return "Er is voor deze wijken geen SES-WOA van CBS om de volgorde mee te controleren."
    words = (
        "bijna dezelfde volgorde"
        if rho >= _SAME
        else "grotendeels dezelfde volgorde"
        if rho >= _MOSTLY
        else "deels dezelfde volgorde"
        if rho >= _PARTLY
        else "een andere volgorde"
    )
    year = next((f" ({source.year})" for source in need.sources if source.kind == "ses_woa" and source.year), "")
    said = format_number(rho, 2)
    return f"SES-WOA van CBS{year} geeft {words} (rangcorrelatie {said}; 1 is precies gelijk)."


def ranks_finding(need: GemeenteNeed) -> str:
    """Return the finding of the chart with places."""
    robust, certain = need.need.robustness, names_in(need, "zeker")
    if not need.need.frame["rank_low"].notna().any():
        return "Er zijn geen plaatsen te bepalen"
    if not need.need.has_groups:
        return "De plaatsen zeggen weinig: er zijn cijfers uit maar een domein"
    if robust.widest is not None and robust.widest < 1:
        return "Elke wijk houdt zijn plaats, hoe we ook rekenen"
    if not certain:
        return "Van geen wijk is zeker dat die bij de hoogste 20 % hoort"
    return f"Zeker bij de hoogste 20 %: {_some(certain)}"


def places(need: GemeenteNeed, code: str, *, named: bool = True) -> str:
    """Return between which places a wijk stands.

    "plaats 1 tot en met 4", "plaats 2"; only the numbers where not `named`; nothing without an index.
    """
    low, high = need.cells[code]["need_rank_low"], need.cells[code]["need_rank_high"]
    if not (low.known and high.known):
        return ""
    first, last = format_number(low.value), format_number(high.value)
    return f"{'plaats ' if named else ''}{first if first == last else f'{first} tot en met {last}'}"


def ranks_subtitle(need: GemeenteNeed) -> str:
    """Return what the chart with places shows."""
    return (
        f"Plaats binnen {plain(need.gemeente_name)}, {need.year}: de stip is de middelste van {_DRAWS} berekeningen, "
        "bij 90 % daarvan ligt de plaats op de streep"
    )


def map_finding(need: GemeenteNeed) -> str:
    """Return the finding of the map."""
    certain, possible = names_in(need, "zeker"), names_in(need, "mogelijk")
    if not need.need.has_groups and need.need.frame["index"].notna().any():
        return "De hoogte van de index, zonder groepen: er zijn cijfers uit maar een domein"
    names, how = (certain, "Zeker") if certain else (possible, "Mogelijk")
    return f"{how} de meeste behoefte: {_some(names)}" if names else "Geen index per wijk"


def _some(names: list[str]) -> str:
    """Return the first names; "en nog 1" is as long as the name itself."""
    return join_names(names, _MOST_NAMED if len(names) > _MOST_NAMED + 1 else None)


def describe_need(need: GemeenteNeed) -> str:
    """Return the groups with their places as one text: the alternative for map and chart."""
    parts = [f"Behoefte per wijk in {plain(need.gemeente_name)}, {need.year}."]
    for group, words in GROUP_WORDS.items():
        codes = [str(code) for code in need.need.frame.index if need.group_of(str(code)) == group]
        codes.sort(key=need.name_of)
        if codes:
            said = "; ".join(f"{plain(need.name_of(code))}, {places(need, code)}" for code in codes[:10])
            more = f"; en nog {len(codes) - 10}" if len(codes) > 10 else ""
            parts.append(f"{words[:1].upper()}{words[1:]} ({len(codes)}): {said}{more}.")
    said = one_domain_sentence(need.need, need.used) or interval_sentence(need.need, need.used)
    return " ".join(part for part in [*parts, said, without_index_sentence(need)] if part)


def without_index_sentence(need: GemeenteNeed) -> str:
    """Return which wijken have no index and why."""
    reasons: dict[str, list[str]] = {}
    for code in map(str, need.need.frame.index):
        if not need.cells[code]["need_index"].known:
            flags = need.need.flags[code]
            reason = next((words for flag, words in _WHY_NO_INDEX.items() if flag in flags), "te weinig cijfers")
            reasons.setdefault(reason, []).append(plain(need.name_of(code)))
    if not reasons:
        return ""
    return f"Zonder index: {'; '.join(f'{join_names(sorted(names), 5)} ({why})' for why, names in reasons.items())}."


def made_of(need: GemeenteNeed) -> list[list[str]]:
    """Return a row per figure in the index: domain, figure, part of its domain, way, year, source, known wijken."""
    rows = []
    for item in need.used:
        domain = DOMAIN_WORDS[item.domain] if item.domain is not None else "SES-WOA"
        rows.append(
            [
                domain,
                item.indicator.label,
                f"{format_number(item.weight * 100)} %",
                "minder" if item.less_need else "meer",
                str(item.year),
                item.source.publisher,
                f"{item.known_count} van {len(need.names)}",
            ]
        )
    return rows


def format_index(value: float) -> str:
    """Return an index as it stands on screen."""
    return format_number(value, INDICATORS["need_index"].decimals)
