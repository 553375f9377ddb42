"""Need beside reach and fte in words: which wijken have much need and little reach, and who is left out."""

from collections.abc import Mapping, Sequence

from kinderwerk_stats.analysis.equity import Concentration, Unseen
from kinderwerk_stats.analysis.funnel import Funnel, FunnelClass
from kinderwerk_stats.analysis.priorities import FIRST_COUNT, order_by_gap
from kinderwerk_stats.gemeente.division import Division, less_reached, unseen_in_need
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Figure, Status
from kinderwerk_stats.text.emphasis import plain, strong
from kinderwerk_stats.text.equity import (
    FUNNEL_WORDS,
    Leaning,
    half_share,
    leaning_of,
    misplacement_sentence,
    unseen_names,
)
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.need_sentences import format_index
from kinderwerk_stats.text.numbers import (
    format_count,
    format_number,
    format_share,
    format_value,
    join_names,
    uncertainty_step,
)
from kinderwerk_stats.text.reference import average_said, average_words, measure_name, without_over

_MOST_IN_HEADLINE = 2
# Below this nobody should speak of fte in the wrong place.
_SAID_FTE = 0.05
_OUTSIDE: tuple[FunnelClass, ...] = ("ver_onder", "ver_boven")


def division_headline(monitor: Monitor, need: GemeenteNeed, division: Division) -> str:
    """Return whether the fte is where need is, and in which wijken reach is low where need is high."""
    found = division.equity.misplacement
    low = less_reached(monitor, need, division)
    unseen = unseen_in_need(monitor, need, division)
    who = ""
    if low:
        number = f"{'minstens ' if unseen else ''}{strong(str(len(low)))}"
        noun = "wijk" if len(low) == 1 else "wijken"
        # Whose average, and more than which need, the title of the chart says.
        whose = "het gemiddelde" if monitor.coverage.own_norm_reach else "uw norm"
        who = f"In {number} {noun} met meer behoefte ligt het bereik onder {whose}."
    elif unseen and monitor.coverage.norm_reach is not None:
        # Beside a number "minstens" says it, and the line under the chart says whose.
        who = _cannot_compare(monitor, unseen)
    if division.equity.fte_unseen is not None:
        names = [monitor.name_of(code) for code in division.equity.fte_unseen.wijken]
        text = misplacement_sentence(None, names, _MOST_IN_HEADLINE)
    elif found is None:
        what = "fte" if need.need.structure is not None else "behoefte"
        text = f"Zonder {what} per wijk is niet te zeggen of het kinderwerk zit waar de behoefte zit."
    elif found.misplaced_fte < _SAID_FTE:
        text = f"De {format_number(found.total_fte, 1)} fte zit in de wijken waar de behoefte zit."
    else:
        moved = strong(format_number(found.misplaced_fte, 1))
        text = f"{moved} van de {format_number(found.total_fte, 1)} fte zit niet waar de behoefte zit."
    return f"{text} {who}".strip()


def _cannot_compare(monitor: Monitor, codes: Sequence[str]) -> str:
    """Return whose reach cannot be set beside need."""
    names = join_names([plain(monitor.name_of(code)) for code in codes], _MOST_IN_HEADLINE)
    return f"Van {names} is het bereik niet te vergelijken."


def fte_counted(monitor: Monitor, division: Division) -> str:
    """Return why the fte of the headline is not that of the gemeente: which wijken have no index; nothing where it is.

    "Meegeteld is 9,4 van de 10,6 fte in Proefdam: Oost en West hebben geen behoefte-index."
    """
    found, whole = division.equity.misplacement, monitor.coverage.totals["kinderwerker_fte"]
    if found is None or not whole.known or division.equity.fte_unseen is not None:
        return ""
    counted, total = (format_number(fte, 1) for fte in (found.total_fte, whole.value))
    if counted == total:
        return ""
    fte = {code: monitor.coverage.cells[code]["kinderwerker_fte"] for code in found.left_out}
    names = [plain(monitor.name_of(code)) for code, own in fte.items() if own.known and own.value > 0]
    verb = "heeft" if len(names) == 1 else "hebben"
    why = f"{join_names(names, 5)} {verb} geen behoefte-index" if names else "de rest is niet per wijk opgegeven"
    return f"Meegeteld is {counted} van de {total} fte in {plain(monitor.gemeente_name)}: {why}."


def quadrant_finding(monitor: Monitor, need: GemeenteNeed, division: Division) -> str:
    """Return where the wijken to look at first stand in the chart: the same three as everywhere, in the same order."""
    low = less_reached(monitor, need, division)
    whose = measure_name(monitor.coverage, "reach_share", "uw norm")
    # A wijk whose reach is not shown can be one of them, and the one that misses most.
    unseen = bool(unseen_in_need(monitor, need, division))
    if not low:
        known = " met een bekend bereik en" if unseen else " met"
        return f"Geen wijk{known} meer behoefte dan de middelste heeft een lager bereik dan {whose}"
    first = order_by_gap(monitor.coverage, need.need)[:FIRST_COUNT]
    inside = [plain(monitor.name_of(code)) for code in first if code in low]
    who = join_names(inside) or f"{'Minstens ' if unseen else ''}{format_count(len(low), 'wijk', 'wijken')}"
    said = f"{who}: meer behoefte dan de middelste wijk, en een lager bereik dan {whose}"
    beside = [
        plain(monitor.name_of(code)) for code in first if code not in low and need.cells[code]["need_index"].known
    ]
    if not beside:
        return said
    return f"{said}. {join_names(beside)}: geen hogere behoefte, wel veel kinderen die niet bereikt zijn"


def quadrant_subtitle(need: GemeenteNeed) -> str:
    """Return what the chart shows."""
    place = plain(need.gemeente_name)
    return f"Behoefte en bereik per wijk in {place}, {need.year}; hoe groter de stip, hoe meer kinderen"


def describe_quadrant(monitor: Monitor, need: GemeenteNeed, division: Division) -> str:
    """Return the chart as one text: first the wijken of its finding, then how many there are elsewhere."""
    codes = less_reached(monitor, need, division)
    parts = [f"{quadrant_finding(monitor, need, division)}."]
    for code in codes[:10]:
        cells = monitor.coverage.cells[code]
        index = format_index(need.cells[code]["need_index"].value)
        parts.append(
            f"{plain(monitor.name_of(code))}: behoefte-index {index}, bereik {format_figure('reach_share', cells)}."
        )
    shown = sum(
        cells["reach_share"].known and need.cells[code]["need_index"].known
        for code, cells in monitor.coverage.cells.items()
    )
    parts.append(f"In de grafiek: {format_count(shown, 'wijk', 'wijken')}.")
    return " ".join([*parts, not_in_chart(monitor, need)]).strip()


def not_in_chart(monitor: Monitor, need: GemeenteNeed) -> str:
    """Return which wijken are not among the dots and why; what is hidden has no place there."""
    reasons: dict[str, list[str]] = {}
    for code, cells in monitor.coverage.cells.items():
        reach, index = cells["reach_share"], need.cells[code]["need_index"]
        if not reach.known:
            reasons.setdefault(f"bereik {reach.status.label}", []).append(plain(monitor.name_of(code)))
        elif not index.known:
            reasons.setdefault("geen behoefte-index", []).append(plain(monitor.name_of(code)))
    said = "; ".join(f"{join_names(sorted(names), 5)} ({_short(why)})" for why, names in sorted(reasons.items()))
    return f"Niet in de grafiek: {said}." if said else ""


def _short(why: str) -> str:
    few = Status.TOO_FEW_CHILDREN.label
    return few if why == f"bereik {few}" else why


def concentration_finding(monitor: Monitor, division: Division) -> str:
    """Return to which wijken reach and fte go, as the title of the curve; what can be turned round is not said."""
    parts, unsaid = {}, []
    for what, found, unseen in _outcomes(division):
        leaning = None if found is None else leaning_of(found, unseen)
        if leaning is not None:
            parts[what] = _LEANINGS[leaning]
        elif found is not None:
            who = unseen_names(unseen, {code: monitor.name_of(code) for code in monitor.names})
            unsaid.append(f"naar welke wijken {what} gaat, is niet te zeggen: van {who} is geen cijfer te zien")
    if not parts and not unsaid:
        return "Te weinig bekend om te zeggen naar welke wijken het kinderwerk gaat"
    if len(set(parts.values())) == 1:
        words = next(iter(parts.values()))
        verb = words if len(parts) == 1 else words.replace("ligt", "liggen").replace("is", "zijn")
        said = [f"{' en '.join(parts)} {verb}"]
    else:
        said = [", ".join(f"{what} {words}" for what, words in parts.items())] if parts else []
    return _capital("; ".join([*said, *unsaid]))


_LEANINGS: Mapping[Leaning, str] = {
    "gelijk": "is gelijk verdeeld over de kinderen",
    "veel": "ligt meer in wijken met veel behoefte",
    "weinig": "ligt meer in wijken met weinig behoefte",
}


def _outcomes(division: Division) -> tuple[tuple[str, Concentration | None, Unseen | None], ...]:
    equity = division.equity
    return ("het bereik", equity.reach, equity.reach_unseen), ("de fte", equity.fte, equity.fte_unseen)


def half_sentence(division: Division) -> str:
    """Return which part of reach and fte goes to the half of the children in the neediest wijken."""
    shares = {what: half_share(found, unseen) for what, found, unseen in _outcomes(division) if found is not None}
    parts = [f"{share} van {what}" for what, share in shares.items() if share]
    if not parts:
        return ""
    return f"In de wijken met de meeste behoefte woont de helft van de kinderen. Daar is {' en '.join(parts)}."


def describe_concentration(monitor: Monitor, division: Division) -> str:
    """Return the curves as one text."""
    return f"{concentration_finding(monitor, division)}. {half_sentence(division)}".strip()


def describe_funnel(funnel: Funnel, names: dict[str, str]) -> str:
    """Return the funnel as one text: the average, and what lies outside the outer limits."""
    found = {group: _names_in(funnel, group, names) for group in _OUTSIDE}
    outside = [
        f"{_capital(FUNNEL_WORDS[group])}: {join_names(wijken, 10)}." for group, wijken in found.items() if wijken
    ]
    parts = [f"Bereik tegen het aantal kinderen van {format_count(len(funnel.dots), 'wijk', 'wijken')}.",
             f"Samen is het bereik {format_share(funnel.average)}.", *outside]  # fmt: skip
    inside = len(funnel.dots) - len(funnel.codes_in(*_OUTSIDE))
    verb = "ligt" if inside == 1 else "liggen"
    return " ".join([*parts, f"{format_count(inside, 'wijk', 'wijken')} {verb} binnen de buitenste grenzen."])


def funnel_headline(funnel: Funnel | None) -> str:
    """Return how many wijken differ by more than chance, and whether all differences together do."""
    if funnel is None:
        return "Er zijn te weinig wijken met een bekend bereik om te vergelijken."
    counted = f"van de {len(funnel.dots)} wijken{' met een cijfer' if funnel.left_out else ''}"
    below, above = (len(funnel.codes_in(group)) for group in _OUTSIDE)
    if below or above:
        count, where, other = (below, "lager", above) if below else (above, "hoger", 0)
        verb = "heeft" if count == 1 else "hebben"
        text = f"{strong(str(count))} {counted} {verb} een {where} bereik dan door toeval kan"
        text += f", {strong(str(other))} een hoger." if other else "."
    else:
        text = f"Geen {counted} heeft een bereik dat meer van het gemiddelde verschilt dan door toeval kan."
    if funnel.dispersion is None or not funnel.dispersion.beyond_chance:
        return text
    return f"{text} De verschillen samen zijn {'groter' if below or above else 'wel groter'} dan toeval."


def funnel_finding(funnel: Funnel, names: dict[str, str]) -> str:
    """Return which wijken lie outside the outer limits, by name, without an order."""
    found = {group: _names_in(funnel, group, names) for group in _OUTSIDE}
    parts = [f"{FUNNEL_WORDS[group]}: {join_names(wijken)}" for group, wijken in found.items() if wijken]
    drawn = " in de grafiek" if funnel.left_out else ""
    return _capital("; ".join(parts)) if parts else f"Alle wijken{drawn} liggen binnen wat door toeval kan"


def average_sentence(monitor: Monitor, funnel: Funnel) -> str:
    """Return what the line of the funnel is, and why it is not the figure that other pages compare with."""
    coverage, line = monitor.coverage, format_share(funnel.average)
    said = [f"Hoger en lager is hier: dan het bereik van de kinderen van deze wijken samen, {line}."]
    whole = format_figure("reach_share", coverage.totals)
    if coverage.totals["reach_share"].known and whole != line:
        counted = (
            "dat is de som van de wijken, waarin een kind dubbel kan tellen."
            if Flag.BEREIK_IS_SOM_VAN_WIJKEN in coverage.total_flags
            else "daarin telt elk bereikt kind een keer, ook wie niet bij een van deze wijken is geteld."
        )
        said.append(f"Dat is niet het bereik van de gemeente ({whole}): {counted}")
    over = [monitor.name_of(code) for code in funnel.left_out.get("boven_100", ())]
    if over and coverage.averages["reach_share"].value is not None:
        average = f"{average_words(coverage, 'reach_share')} ({average_said(coverage, 'reach_share')})"
        same = coverage.averages["reach_share"].of == "gemeente"
        verb, without = "telt" if len(over) == 1 else "tellen", without_over(monitor)
        counts = f"{verb} {join_names(over)} mee, met meer bereikte kinderen dan er wonen"
        told = f"In {average} {counts}" if same else f"Het is ook niet {average}: daarin {counts}"
        said.append(f"{told}{f'; {without}' if without else ''}.")
    return plain(" ".join(said))


def _names_in(funnel: Funnel, group: FunnelClass, names: dict[str, str]) -> list[str]:
    return sorted(plain(names[code]) for code in funnel.codes_in(group))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _sum_words(monitor: Monitor, gap: Figure) -> str:
    """Return a sum of gaps, as precise as the margin of the gap allows; one without all wijken is not rounded up."""
    if gap.at_least:
        return format_value(INDICATORS["gap_children_count"], *gap, unit=False)
    ends = [monitor.coverage.totals[f"gap_children_{end}"] for end in ("low", "high")]
    step = uncertainty_step(*(end.value for end in ends)) if all(end.known for end in ends) else 1
    return format_number(round(gap.value / step) * step)


def gap_sentence(monitor: Monitor, need: GemeenteNeed) -> str:
    """Return the gaps when a child in a needy wijk counts for more."""
    total = monitor.coverage.totals["gap_children_count"]
    parts: Sequence[str] = ()
    weighted_gap, weighted_fte = need.totals["weighted_gap_children_count"], need.totals["weighted_gap_fte"]
    if weighted_gap.known and total.known:
        whose = "het gemiddelde" if monitor.coverage.own_norm_reach else "uw norm"
        about = "naar schatting" if total.at_least else "ongeveer"
        plain_gap, weighted = (_sum_words(monitor, gap) for gap in (total, weighted_gap))
        parts = [
            (
                f"Tot {whose} ontbreken {about} {plain_gap} kinderen. Telt een kind in een wijk met meer behoefte "
                f"zwaarder, dan {weighted}."
            )
        ]
    if weighted_fte.known and monitor.coverage.norm_children_per_fte is not None:
        said = format_value(INDICATORS["gap_fte"], *weighted_fte, unit=False)
        parts = [*parts, f"In fte, zo geteld: {said}."]
    return " ".join(parts)
