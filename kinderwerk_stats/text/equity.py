"""Who has the kinderwerk, what is more than chance, what changed, and why wijken are alike: in words."""

from collections.abc import Mapping, Sequence
from typing import Literal

from kinderwerk_stats.analysis.change import ShareChange
from kinderwerk_stats.analysis.equity import Concentration, Misplacement, Unseen
from kinderwerk_stats.analysis.funnel import MIN_WIJKEN_FOR_SPREAD, Funnel
from kinderwerk_stats.gemeente.history import ReachChange
from kinderwerk_stats.gemeente.peers import ALIKE, VERY_ALIKE, PeerArea, PeerGroup
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.emphasis import plain, strong
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.numbers import (
    format_count,
    format_number,
    format_pct,
    format_pct_range,
    format_value,
    join_names,
    round_down,
)

Leaning = Literal["veel", "weinig", "gelijk"]
# So many names can be read in a sentence.
_MOST_NAMES = 5
# Around no concentration at all, and around "just as need does": a difference nobody should talk about.
_EVEN = 0.02
# Below these a difference in percentage points gets a decimal.
_NEAR_ZERO, _NARROW = 0.005, 0.02
# On fewer figures than this two areas can be alike by chance.
_FEW_FIGURES = 3
# What is called different in a list of reasons.
_DIFFERENT = 1.0

_PLURAL = {"wijk": "wijken", "gemeente": "gemeenten"}
_NEAREST = {True: "staat de meest gelijke", False: "staan de meest gelijke"}

FUNNEL_WORDS = {
    "ver_onder": "lager dan door toeval kan",
    "onder": "lager dan door toeval gewoon is",
    "binnen": "binnen wat door toeval gewoon is",
    "boven": "hoger dan door toeval gewoon is",
    "ver_boven": "hoger dan door toeval kan",
}


def misplacement_sentence(found: Misplacement | None, unknown: Sequence[str] = (), most: int = _MOST_NAMES) -> str:
    """Return how much fte is not where need is: "0,8 van de 4 fte zit niet waar de behoefte zit".

    `unknown`: names of the wijken whose fte is not known; whatever they have can turn the answer round. `most`: so many
    of them are named.
    """
    if unknown:
        names = join_names([plain(name) for name in unknown], most)
        return f"Of de fte zit waar de behoefte zit, is niet te zeggen: de fte van {names} is niet bekend."
    if found is None:
        return "Zonder fte of zonder behoefte is niet te zeggen of de fte zit waar de behoefte zit."
    misplaced, total = format_number(found.misplaced_fte, 1), format_number(found.total_fte, 1)
    if misplaced == "0,0":
        text = f"De {total} fte zit in de wijken waar de behoefte zit."
    else:
        text = f"{strong(misplaced)} van de {total} fte zit niet waar de behoefte zit."
    return f"{text}{_left_out(len(found.left_out), 'fte of behoefte')}"


def leaning_of(found: Concentration, unseen: Unseen | None) -> Leaning | None:
    """Return to whom something goes; None where the wijken without a figure can turn that round."""
    ends = (found.index, *(unseen.index if unseen is not None else ()))
    sides: set[Leaning] = {"gelijk" if abs(end) < _EVEN else "veel" if end > 0 else "weinig" for end in ends}
    return sides.pop() if len(sides) == 1 else None


def concentration_sentence(
    found: Concentration | None, what: str, unseen: Unseen | None = None, names: Mapping[str, str] | None = None
) -> str:
    """Return to whom something goes, or that it cannot be said because of wijken without a figure.

    Parameters
    ----------
    found : over the wijken with a figure.
    what : begins the sentence, such as "Het bereik".
    unseen : what it can be with the others.
    names : of the wijken, where there is any unseen.
    """
    if found is None:
        return f"{what}: er is te weinig bekend om te zeggen naar welke wijken het gaat."
    who = unseen_names(unseen, names or {})
    leaning = leaning_of(found, unseen)
    if leaning is None:
        return f"{what}: naar welke wijken het gaat, is niet te zeggen. Van {who} is geen cijfer te zien."
    if leaning == "gelijk":
        where = "is gelijk verdeeld over wijken met veel en met weinig behoefte"
    else:
        where = f"ligt meer in wijken met {leaning} behoefte"
    if unseen is not None:
        low, high = (format_number(end, 2) for end in _outward(*unseen.index, 2))
        return f"{what} {where}, wat {who} ook hebben (concentratie-index {low} tot {high})."
    text = f"{what} {where} (concentratie-index {format_number(found.index, 2)})."
    return f"{text}{_left_out(len(found.left_out), 'bekend cijfer')}"


def unseen_names(unseen: Unseen | None, names: Mapping[str, str]) -> str:
    """Return the names of the wijken without a figure."""
    return "" if unseen is None else join_names([plain(names[code]) for code in unseen.wijken], _MOST_NAMES)


def half_share(found: Concentration, unseen: Unseen | None) -> str:
    """Return which part goes to the neediest half of the children, "25 tot 40 %"; nothing where it can be any side."""
    if unseen is None:
        return format_pct(1 - found.outcome_share_at(0.5))
    low, high = unseen.needy_half
    return format_pct_range(*_outward(low, high, 2)) if low >= 0.5 or high <= 0.5 else ""


def _outward(low: float, high: float, decimals: int) -> tuple[float, float]:
    """Return an interval no narrower than this one, with so many decimals."""
    return round_down(low, decimals), -round_down(-high, decimals)


def progressivity_sentence(difference: float | None) -> str:
    """Return whether the fte follows need: C of the fte minus C of need."""
    if difference is None:
        return ""
    if abs(difference) < _EVEN:
        return "De fte volgt de behoefte."
    more = "sterker" if difference > 0 else "minder sterk"
    return f"De fte loopt {more} op dan de behoefte zelf (verschil {format_number(difference, 2)})."


def _left_out(count: int, what: str) -> str:
    if not count:
        return ""
    verb = "doet" if count == 1 else "doen"
    return f" {format_count(count, 'wijk', 'wijken')} zonder {what} {verb} niet mee."


def dispersion_sentence(funnel: Funnel | None) -> str:
    """Return whether wijken differ by more than chance."""
    if funnel is None:
        return "Er zijn te weinig wijken met een bekend bereik om te vergelijken."
    if funnel.dispersion is None:
        return (
            f"Met minder dan {MIN_WIJKEN_FOR_SPREAD} wijken is niet te zeggen of alle verschillen samen groter zijn "
            "dan toeval."
        )
    if funnel.dispersion.beyond_chance:
        return (
            "De verschillen tussen wijken samen zijn groter dan toeval. Waardoor dat komt, is hier niet te zien: "
            "het kan ook een keuze zijn."
        )
    return "De verschillen tussen wijken samen zijn niet groter dan toeval."


def left_out_sentence(funnel: Funnel) -> str:
    """Return how many wijken are not in the funnel and why."""
    labels = {status.code: status.label for status in Status} | {"boven_100": "meer bereikt dan er wonen"}
    parts = [f"{labels[reason]}: {len(codes)}" for reason, codes in funnel.left_out.items()]
    total = sum(map(len, funnel.left_out.values()))
    if not parts:
        return ""
    verb = "staat" if total == 1 else "staan"
    return f"{format_count(total, 'wijk', 'wijken')} {verb} er niet in ({'; '.join(parts)})."


def change_sentence(found: ReachChange) -> str:
    """Return what changed between two years, or why that is not to be said."""
    years = f"{found.first_year} en {found.second_year}"
    if found.change is None:
        return f"Het bereik van {years} is niet te vergelijken: {found.reason}."
    change = found.change
    first, second = (format_figure("reach_share", cells) for cells in found.cells)
    shares = f"{first} in {found.first_year}, {second} in"
    text = f"Het bereik was {shares} {found.second_year}. {_verdict(change, found)}"
    if found.reallocated:
        text += f" De cijfers van {found.first_year} zijn herverdeeld naar het aantal adressen."
    if found.other_ages:
        text += " Het bereik telt een andere leeftijd dan u kiest: de percentages kloppen niet precies."
    if found.silent_about_ages:
        text += f" Welke leeftijd in {found.silent_about_ages[0]} telt, staat niet bij het bereik."
    return f"{text} Er wonen weinig kinderen: lees dit als indicatie." if found.indicative else text


def _verdict(change: ShareChange, found: ReachChange) -> str:
    between = _points(change.low, change.high)
    if change.verdict == "geen aantoonbaar verschil":
        return f"Dat is {strong(change.verdict)}: toeval meegerekend ligt het verschil tussen {between}."
    return f"In {found.second_year} ligt het {strong(change.verdict)}: toeval meegerekend {between}."


def _points(low: float, high: float) -> str:
    """Return an interval of a difference: "2 tot 9 procentpunt hoger", "3 procentpunt lager en 1 hoger"."""
    # A difference that is there may not read as 0.
    near = min(abs(low), abs(high)) < _NEAR_ZERO and not low <= 0 <= high
    decimals = 1 if near or high - low < _NARROW else 0
    low_text, high_text = (format_number(abs(end) * 100, decimals) for end in (low, high))
    if low > 0:
        return f"{low_text} tot {high_text} procentpunt hoger"
    if high < 0:
        return f"{high_text} tot {low_text} procentpunt lager"
    return f"{low_text} procentpunt lager en {high_text} procentpunt hoger"


def peers_sentence(group: PeerGroup) -> str:
    """Return how many areas were compared, and among which."""
    kind = ("wijk", "wijken") if group.kind == "wijk" else ("gemeente", "gemeenten")
    where = {
        "land": "in heel Nederland",
        "bestanden": f"in de {format_number(group.gemeenten)} gemeenten van uw bestanden",
        "gemeente": "binnen deze gemeente",
    }[group.within]
    if not group.peers:
        return f"Er zijn geen {kind[1]} {where} om mee te vergelijken."
    figures = format_count(len(group.indicators), "cijfer", "cijfers")
    text = f"Vergeleken {where}: {format_count(group.compared, *kind)}, op {figures} van {group.year}."
    if all(likeness(peer) == "weinig" for peer in group.shown):
        text += f" Geen {kind[0]} lijkt er veel op; hier {_NEAREST[len(group.shown) == 1]}."
    left_out = len({*group.absent, *group.too_few, *group.not_in_files})
    if left_out:
        verb = "telt" if left_out == 1 else "tellen"
        text += (
            f" Van de {len(group.indicators) + left_out} gekozen cijfers {verb} er {left_out} niet mee; waarom, staat "
            "bij “Wat niet meetelt”."
        )
    if len(group.indicators) < _FEW_FIGURES:
        text += " Dat is weinig: met bestanden met meer cijfers is de vergelijking beter."
    if group.within == "gemeente" and group.kind == "wijk":
        text += " Met een bestand van heel Nederland zoekt het dashboard in alle wijken van het land."
    return text


def peer_limits(group: PeerGroup) -> list[str]:
    """Return what was left out of the comparison and why, a sentence each."""
    lines = []
    for name, state in group.absent.items():
        why = "is overal gelijk" if state == Status.NOT_APPLICABLE else f"is hier {state.label}"
        lines.append(f"{INDICATORS[name].label} telt niet mee: het {why}.")
    for name, count in group.too_few.items():
        lines.append(f"{INDICATORS[name].label} telt niet mee: in de bestanden hebben maar {format_number(count)} het.")
    if group.not_in_files:
        names = join_names([INDICATORS[name].label for name in group.not_in_files], None)
        lines.append(f"Niet in de bestanden van {group.year}: {names}.")
    areas = ("wijk", "wijken") if group.kind == "wijk" else ("gemeente", "gemeenten")
    if group.incomplete:
        verb = "mist" if group.incomplete == 1 else "missen"
        lines.append(f"{format_count(group.incomplete, *areas)} {verb} een van deze cijfers en doen niet mee.")
    if group.small:
        lines.append(
            f"{format_count(group.small, *areas)} met minder dan 100 kinderen van 0 tot 15 jaar doen niet mee."
        )
    return lines


def likeness(peer: PeerArea) -> str:
    """Return how much an area resembles the chosen one, in words; on a few figures never much."""
    if peer.mean_difference < VERY_ALIKE and len(peer.figures) >= _FEW_FIGURES:
        return "sterk"
    return "redelijk" if peer.mean_difference < ALIKE else "weinig"


def why_alike(group: PeerGroup, peer: PeerArea, most: int = 3) -> str:
    """Return in which figures a peer is nearest to the chosen area, and the one in which it is furthest off.

    Each figure is named with both values, that of the chosen area behind "hier".
    """
    apart = {name: abs(peer.scores[name] - group.scores[name]) for name in group.indicators}
    nearest = sorted(apart, key=lambda name: (apart[name], name))
    alike = [name for name in nearest if apart[name] < _DIFFERENT][:most]
    kind = "deze wijk" if group.kind == "wijk" else "deze gemeente"
    said = ", ".join(_both(group, peer, name) for name in alike)
    sentences = [f"Lijkt {likeness(peer)} op {kind}{': ' if said else ''}{said}."]
    furthest = nearest[-1]
    if apart[furthest] >= _DIFFERENT:
        sentences.append(f"Anders: {_both(group, peer, furthest)}.")
    return " ".join(sentences)


def _both(group: PeerGroup, peer: PeerArea, name: str) -> str:
    indicator = INDICATORS[name]
    theirs, own = (format_value(indicator, figures[name], unit=indicator.unit in ("euro", "km"))
                   for figures in (peer.figures, group.figures))  # fmt: skip
    return f"{indicator.label.lower()} {theirs} (hier {own})".replace("(woz)", "(WOZ)").replace("ses-woa", "SES-WOA")


def describe_peers(group: PeerGroup) -> str:
    """Return the alternative for the chart: the chosen area between its peers, figure by figure."""
    parts = []
    for name in group.indicators:
        values = sorted(peer.figures[name] for peer in group.shown)
        indicator = INDICATORS[name]
        if values:
            unit = indicator.unit in ("euro", "km")
            said = [format_value(indicator, value, unit=unit) for value in (group.figures[name], values[0], values[-1])]
            elsewhere = " tot ".join(dict.fromkeys(said[1:]))
            parts.append(f"{indicator.label}: hier {said[0]}, elders {elsewhere}")
    alike = format_count(len(group.shown), f"vergelijkbare {group.kind}", f"vergelijkbare {_PLURAL[group.kind]}")
    return f"{plain(group.name)} naast {alike}. {'. '.join(parts)}."


def reallocated_sentence(years: Sequence[int], main_share: float) -> str:
    """Return that figures of older years were spread over the wijk of now by addresses."""
    if not years:
        return ""
    which = join_names([str(year) for year in years], None)
    return (
        f"Herverdeeld ({which}): de wijken waren toen anders ingedeeld. De cijfers van de oude wijken zijn over de "
        "wijken van nu verdeeld naar het aantal adressen; "
        f"{format_pct(main_share)} van de adressen komt uit dezelfde oude wijk."
    )
