"""The wijken to look at first in words: how many children are not reached there, and what the choice rests on."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from kinderwerk_stats.analysis.priorities import choose_unseen_wijken
from kinderwerk_stats.gemeente.first import FirstWijk, FirstWijken
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Cells, Figure, Status
from kinderwerk_stats.text.emphasis import plain, strong
from kinderwerk_stats.text.flags import above_hundred
from kinderwerk_stats.text.intervals import format_between, format_figure
from kinderwerk_stats.text.left_out import UNSEEN
from kinderwerk_stats.text.numbers import (
    format_estimate,
    format_number,
    format_one_in,
    format_value,
    join_names,
)
from kinderwerk_stats.text.reference import measure_name, norm_value, user_norm
from kinderwerk_stats.text.sentences import CIRCUMSTANCES
from kinderwerk_stats.text.together import kinderwerk_of, of_one

TITLE = "Kijk hier het eerst"
NOT_TO_SAY = "niet te zeggen"
NEED_WORDS: Mapping[str | None, str] = MappingProxyType(
    {"zeker": "Zeker hoge behoefte", "mogelijk": "Mogelijk hoge behoefte", "niet": "Geen hoge behoefte"}
)
LOW_NEED = "Lage behoefte"
_NEED_UNKNOWN = "Hoe hoog de behoefte is, is niet bekend"
_IN_HEADLINE = {"zeker": "de behoefte is er hoog", "mogelijk": "de behoefte is er mogelijk hoog"}
_MOST_FIGURES, _MOST_UNSEEN = 2, 5


def _one_in(words: str) -> Callable[[Figure], str]:
    return lambda figure: f"{format_one_in(figure.value)} {words}"


# A figure of need as people say it; of the others label and value.
_SAID: Mapping[str, Callable[[Figure], str]] = MappingProxyType(
    {
        **{name: _one_in(words) for name, words in CIRCUMSTANCES},
        "jeugdzorg_share": _one_in("jongeren krijgt jeugdzorg"),
        "education_low_share": _one_in("mensen heeft een lage opleiding"),
        "housing_corporation_share": _one_in("huizen is van een woningcorporatie"),
        "woz_eur": lambda figure: f"huizen zijn gemiddeld {format_value(INDICATORS['woz_eur'], *figure)} waard",
        "bijstand_per_100": lambda figure: (
            f"{format_number(figure.value)} van de 100 mensen van 15 tot 65 jaar hebben bijstand"
        ),
    }
)


@dataclass(frozen=True)
class FirstInWords:
    """A wijk to look at first: `figure` is what is missing, `why` what the choice rests on, `sure` how firm it is."""

    code: str
    name: str
    figure: str
    why: str
    sure: str


def first_in_words(monitor: Monitor, first: FirstWijken) -> list[FirstInWords]:
    """Return the wijken to look at first, in order; both arguments are of one gemeente."""
    return [
        FirstInWords(
            code=wijk.code,
            name=monitor.name_of(wijk.code),
            figure=missing_children(monitor, wijk.code),
            why=f"{_reasons(monitor, wijk, first.need)}.",
            sure=sure_words(wijk.share),
        )
        for wijk in first.wijken
    ]


def wijken_in_words(monitor: Monitor, first: FirstWijken, codes: Sequence[str]) -> list[FirstInWords]:
    """Return wijken that somebody chose, in the words of those to look at first."""
    found = {wijk.code: wijk for wijk in first.wijken}
    need = first.need
    chosen = tuple(found.get(code) or FirstWijk(code, need.group_of(code) if need else None) for code in codes)
    return first_in_words(monitor, replace(first, wijken=chosen))


def missing_children(monitor: Monitor, code: str) -> str:
    """Return how many of the children are reached there; with a norm of the user, how many are missing to it.

    Of a wijk whose reach is not known, how many children live there.
    """
    cells = monitor.coverage.cells[code]
    between = format_between("reached_count", cells)
    if not cells["reach_share"].known and not between:
        known = cells["children_count"].known
        return format_figure("children_count", cells, unit=True) if known else "Aantal kinderen onbekend"
    if not monitor.coverage.own_norm_reach:
        return f"{format_figure('gap_children_count', cells, unit=True)} tot uw norm"
    reached = between or format_figure("reached_count", cells)
    return f"{reached} van de {format_figure('children_count', cells, unit=True)} bereikt"


def not_reached(cells: Cells) -> str:
    """Return n - u, as precise as n is; reach must be known. With more reached than live there, nobody can say."""
    if cells["reach_share"].value > 1:
        return NOT_TO_SAY
    reached = cells["reached_count"].value
    ends = (cells[f"children_{end}"].value for end in ("count", "low", "high"))
    return format_estimate(*(max(end - reached, 0.0) for end in ends))


def sure_words(share: float | None) -> str:
    """Return in how many of the draws a wijk is among the first; nothing where that is not known.

    >>> sure_words(0.93), sure_words(0.999), sure_words(1.0)
    ('In ongeveer 9 van de 10 berekeningen bij de eerste drie.', 'In bijna alle berekeningen bij de eerste drie.', \
'In alle berekeningen bij de eerste drie.')
    """
    if share is None:
        return ""
    if share >= 0.95:
        often = "alle" if share == 1 else "bijna alle"
    else:
        often = f"ongeveer {math.floor(share * 10 + 0.5)} van de 10"
    return f"In {often} berekeningen bij de eerste drie."


def choice_words(monitor: Monitor, first: FirstWijken, *, unseen: bool = True) -> str:
    """Return how the wijken were chosen, in one line under them; with `unseen` also which others to look at."""
    measure = measure_name(monitor.coverage, "reach_share", "uw norm")
    others = unseen_sentence(monitor)
    among = "Van de wijken met een cijfer ontbreken hier" if others else "Hier ontbreken"
    certain = "zeker " if monitor.coverage.together else ""
    text = f"{among} {certain}de meeste kinderen tot {measure}"
    if first.need is None:
        text = f"{text}. Hoe hoog de behoefte per wijk is, is nog niet bekend."
    else:
        text = f"{text}, zwaarder geteld waar de behoefte hoger is."
    return f"{text} {others}".strip() if unseen else text


def unseen_wijken(monitor: Monitor) -> list[tuple[str, str]]:
    """Return code and words of the wijken to look at too because their reach is not shown; most children first."""
    found = []
    for code in choose_unseen_wijken(monitor.coverage):
        cells = monitor.coverage.cells[code]
        children = f"; {format_figure('children_count', cells, unit=True)}" if cells["children_count"].known else ""
        found.append((code, f"{UNSEEN[cells['reached_count'].status]}{children}"))
    return found


def unseen_sentence(monitor: Monitor) -> str:
    """Return the same in a sentence; nothing where there are none."""
    by_status: dict[Status, list[str]] = {}
    for code in choose_unseen_wijken(monitor.coverage):
        status = monitor.coverage.cells[code]["reached_count"].status
        by_status.setdefault(status, []).append(plain(monitor.name_of(code)))
    said = [f"{join_names(names, _MOST_UNSEEN)} ({UNSEEN[status]})" for status, names in sorted(by_status.items())]
    return f"Kijk ook naar {join_names(said)}." if said else ""


def first_headline(monitor: Monitor, first: FirstWijken) -> str:
    """Return the answer in one sentence: the first wijk, how many children live there, need, and who is there for them.

    Nothing where there is no wijk to look at first.
    """
    below = _below_norm(monitor)
    if not first.wijken:
        return below
    if below:
        return f"{below} {_look_first(monitor, first.wijken[0])}"
    wijk = first.wijken[0]
    cells = monitor.coverage.cells[wijk.code]
    children = strong(format_figure("children_count", cells))
    parts = [f"In {plain(monitor.name_of(wijk.code))} wonen {children} kinderen"]
    if wijk.group in _IN_HEADLINE:
        parts.append(_IN_HEADLINE[wijk.group])
    reached, fte = cells["reach_share"], cells["kinderwerker_fte"]
    if fte.known and fte.value == 0:
        parts.append(of_one(monitor, "er is geen kinderwerker"))
    elif reached.known or format_between("reach_share", cells):
        parts.append(f"{kinderwerk_of(monitor)} bereikt er {strong(format_figure('reach_share', cells))}")
    return as_sentence(parts)


def need_words(need: GemeenteNeed, code: str, group: str | None) -> str:
    """Return how high need of a wijk is, in two or three words: "Zeker hoge behoefte", "Lage behoefte"."""
    return LOW_NEED if group == "niet" and need.is_low(code) else NEED_WORDS.get(group, _NEED_UNKNOWN)


def as_sentence(parts: Sequence[str]) -> str:
    """Return parts as one sentence.

    >>> as_sentence(["In Oost wonen 50 kinderen", "de behoefte is er hoog", "er is geen kinderwerker"])
    'In Oost wonen 50 kinderen, de behoefte is er hoog, en er is geen kinderwerker.'
    """
    return f"{', '.join(parts[:-1])}, en {parts[-1]}." if len(parts) > 1 else f"{parts[0]}."


def _look_first(monitor: Monitor, wijk: FirstWijk) -> str:
    """Return the first wijk in a few words, behind what is said of the norm."""
    cells = monitor.coverage.cells[wijk.code]
    said = ["hoge behoefte"] if wijk.group == "zeker" else []
    nobody = cells["kinderwerker_fte"].known and cells["kinderwerker_fte"].value == 0
    said.append(of_one(monitor, "geen kinderwerker") if nobody else f"bereik {format_figure('reach_share', cells)}")
    return f"Kijk eerst naar {plain(monitor.name_of(wijk.code))}: {' en '.join(said)}."


def _below_norm(monitor: Monitor) -> str:
    """Return in how many wijken reach lies below the norm of the user; nothing without one."""
    norm = user_norm(monitor.coverage, "reach_share")
    shares = [cells["reach_share"] for cells in monitor.coverage.cells.values()]
    known = sum(share.known for share in shares)
    if norm is None or not known:
        return ""
    below = sum(share.known and share.value < norm for share in shares)
    of = f"van de {len(shares)} wijken" if known == len(shares) else f"van de {known} wijken met een cijfer"
    aim = f"uw norm van {norm_value(monitor.coverage, 'reach_share')}"
    if known == 1:
        one = "De wijk" if len(shares) == 1 else "De enige wijk met een cijfer"
        return f"{one} ligt {'' if below else 'niet '}onder {aim}."
    verb = "ligt" if below == 1 else "liggen"
    return f"{strong(str(below))} {of} {verb} onder {aim}."


def figures_behind(need: GemeenteNeed, code: str) -> list[str]:
    """Return the figures that lift the need of a wijk most, as people say them: above the middle, the highest first."""
    scaled = need.need.normalised.loc[code]
    middle = 0.0 if need.need.scale == "gemeente" else 0.5
    known = [item for item in need.used if scaled.get(item.indicator.name, math.nan) > middle]
    known.sort(key=lambda item: -scaled[item.indicator.name])
    said = []
    for item in known[:_MOST_FIGURES]:
        figure = need.cells[code][item.indicator.name]
        if figure.status != Status.KNOWN:
            continue
        say = _SAID.get(item.indicator.name)
        words = say(figure) if say else f"{item.indicator.label}: {format_value(item.indicator, *figure)}"
        said.append(f"{words} ({item.year})")
    return said


def _reasons(monitor: Monitor, wijk: FirstWijk, need: GemeenteNeed | None) -> str:
    """Return need with the figures behind it, then who is there."""
    cells = monitor.coverage.cells[wijk.code]
    here, fte = [], cells["kinderwerker_fte"]
    if fte.known:
        has = f"{format_figure('kinderwerker_fte', cells)} fte kinderwerk" if fte.value else "geen kinderwerker"
        here.append(of_one(monitor, has))
    if cells["reach_share"].known or format_between("reach_share", cells):
        here.append(f"bereik {format_figure('reach_share', cells)}")
        if cells["reach_share"].value and fte.known and not fte.value:
            here[-1] += " (door wie, zegt het bestand niet)"
        here[-1] += above_hundred(cells)
    elif cells["reached_count"].status in UNSEEN:
        here.append(UNSEEN[cells["reached_count"].status])
    coverage = ", ".join(here)
    coverage = f"{coverage[:1].upper()}{coverage[1:]}"
    if need is None:
        return coverage
    behind = [] if wijk.group == "niet" else figures_behind(need, wijk.code)
    said = f"{need_words(need, wijk.code, wijk.group)}{': ' if behind else ''}{', '.join(behind)}"
    # Only a wijk to look at first has many children who are not reached: it stands there for them, not for need.
    if wijk.group == "niet" and wijk.share is not None:
        missing = not_reached(cells) if cells["reach_share"].known else NOT_TO_SAY
        said = f"{said}, wel veel kinderen niet bereikt{'' if missing == NOT_TO_SAY else f' ({missing})'}"
    return f"{said}. {coverage}" if coverage else said
