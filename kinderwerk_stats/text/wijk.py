"""One wijk in words: its headline, why it is or is not among the first, its need beside gemeente and country."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import nan

from kinderwerk_stats.gemeente.first import FirstWijken
from kinderwerk_stats.gemeente.history import LatestFigure, YearFigure
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed, UsedIndicator
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import UNKNOWN_FIGURE, Figure, Status
from kinderwerk_stats.text.emphasis import plain, strong
from kinderwerk_stats.text.first import NOT_TO_SAY, as_sentence, figures_behind, need_words, not_reached, sure_words
from kinderwerk_stats.text.intervals import format_between, format_figure, format_interval
from kinderwerk_stats.text.key_figures import KeyFigure
from kinderwerk_stats.text.need_sentences import places
from kinderwerk_stats.text.numbers import format_count, format_value
from kinderwerk_stats.text.questions import QUESTIONS
from kinderwerk_stats.text.reference import average_beside, measure_name
from kinderwerk_stats.text.sentences import wijk_headline
from kinderwerk_stats.text.together import kinderwerk_of, of_one

_ORDINALS = ("eerste", "tweede", "derde")
# So many lines can be read beside each other without a scroll.
_MOST_LINES = 7
_NOTHING_THERE = ("kinderwerker_fte", "kinderwerkers_count", "locations_count", "visits_count")


@dataclass(frozen=True)
class Mark:
    """A figure on a line: whose, in words, and how far to the right, 0 to 1; more need stands further right."""

    whose: str
    text: str
    place: float


@dataclass(frozen=True)
class FigureLine:
    """One figure of a wijk on a line from the wijk with the least need to the one with the most.

    `lacking`: why the gemeente has no mark on it, in words; nothing where it has.
    """

    label: str
    own: Mark
    others: tuple[Mark, ...]
    lacking: str = ""


def wijk_answer(monitor: Monitor, need: GemeenteNeed, wijk_code: str) -> str:
    """Return the wijk in one sentence: its children, its need, and who is there for them."""
    cells = monitor.coverage.cells[wijk_code]
    if not cells["children_count"].known:
        return wijk_headline(monitor, wijk_code)
    children = format_figure("children_count", cells)
    noun = "kind" if children == "1" else "kinderen"
    verb = "woont" if children == "1" else "wonen"
    parts = [f"In {plain(monitor.name_of(wijk_code))} {verb} {strong(children)} {noun}"]
    # Two lines hold only what is certain; what is possible stands above the figures behind it.
    parts += ["de behoefte is er hoog"] if need.group_of(wijk_code) == "zeker" else []
    if there := _who_is_there(monitor, wijk_code):
        parts.append(there)
    said = as_sentence(parts)
    hidden = cells["reached_count"].status == Status.SUPPRESSED
    return f"{said} Het bereik is verborgen." if hidden else said


def _who_is_there(monitor: Monitor, wijk_code: str) -> str:
    cells = monitor.coverage.cells[wijk_code]
    share, fte = cells["reach_share"], cells["kinderwerker_fte"]
    if (share.known and share.value > 0) or format_between("reach_share", cells):
        return f"{kinderwerk_of(monitor)} bereikt er {strong(format_figure('reach_share', cells))}"
    if fte.known and fte.value == 0:
        return of_one(monitor, "er is geen kinderwerker")
    return f"{kinderwerk_of(monitor)} bereikt er geen kinderen" if share.known else ""


def why_first(monitor: Monitor, first: FirstWijken, wijk_code: str) -> str:
    """Return why a wijk is or is not among those to look at first; nothing without bereik."""
    if monitor.bereik is None:
        return ""
    name = plain(monitor.name_of(wijk_code))
    if monitor.coverage.norm_reach is None:
        return "Welke wijken u het eerst bekijkt, is niet te zeggen: van geen enkele wijk is het bereik bekend."
    measure = "het gemiddelde" if monitor.coverage.own_norm_reach else "uw norm"
    if monitor.coverage.together:
        measure = measure_name(monitor.coverage, "reach_share", "uw norm")
    weighed = "" if first.need is None else ", zwaarder geteld waar de behoefte hoger is"
    for place, wijk in enumerate(first.wijken):
        if wijk.code == wijk_code:
            most = "de meeste" if place == 0 else "veel"
            text = (
                f"{name} is de {_ORDINALS[place]} van de drie wijken om het eerst naar te kijken: hier ontbreken "
                f"{most} kinderen tot {measure}{weighed}. {sure_words(wijk.share)}"
            )
            return text.strip()
    said = f"{name} hoort niet bij de eerste drie"
    if wijk_code in first.ordered:
        place, count = first.ordered.index(wijk_code) + 1, len(first.ordered)
        of = f"de {count} wijken waar kinderen ontbreken tot {measure}"
        return f"{said}: het is nummer {place} van {of}{weighed}."
    return f"{said}: {_why_no_gap(monitor, wijk_code, measure)}."


def _why_no_gap(monitor: Monitor, wijk_code: str, measure: str) -> str:
    gap = monitor.coverage.cells[wijk_code]["gap_children_count"]
    if gap.known:
        return f"het bereik is er niet lager dan {measure}" if gap.value <= 0 else "er wonen te weinig kinderen"
    most = monitor.coverage.cells[wijk_code]["gap_children_high"]
    if gap.status == Status.NOT_ADDED:
        lower = f"het bereik is er niet lager dan {measure}"
        certain = most.known and most.value <= 0
        return lower if certain else f"dat er kinderen ontbreken tot {measure}, is met meer organisaties niet zeker"
    hidden = gap.status == Status.SUPPRESSED
    return "het bereik is er verborgen" if hidden else "hoeveel kinderen er bereikt worden, is niet bekend"


def need_finding(need: GemeenteNeed, wijk_code: str) -> str:
    """Return where need of a wijk stands, with its margin."""
    count = sum(cells["need_index"].known for cells in need.cells.values())
    at = places(need, wijk_code)
    if not at:
        return f"Van {plain(need.name_of(wijk_code))} is niet bekend hoe hoog de behoefte is"
    group = need.group_of(wijk_code)
    return f"{need_words(need, wijk_code, group) if group else 'Behoefte'}: {at} van de {count} wijken"


def figures_by_lift(need: GemeenteNeed, wijk_code: str) -> list[UsedIndicator]:
    """Return the figures behind need that are known of a wijk, those that lift it most first."""
    scaled = need.need.normalised.loc[wijk_code]
    used = [item for item in need.used if need.cells[wijk_code][item.indicator.name].known]
    return sorted(used, key=lambda item: -scaled.get(item.indicator.name, nan))


def figure_lines(need: GemeenteNeed, wijk_code: str, latest: Iterable[LatestFigure]) -> list[FigureLine]:
    """Return the figures behind need of a wijk, those that lift it most first.

    Parameters
    ----------
    need : of the gemeente.
    wijk_code : of which wijk.
    latest : the newest figures of that wijk, for those of gemeente and country in the same year.
    """
    beside = {(line.indicator.name, line.year): line for line in latest}
    lines = []
    for item in figures_by_lift(need, wijk_code)[:_MOST_LINES]:
        name, line = item.indicator.name, beside.get((item.indicator.name, item.year))
        own = need.cells[wijk_code][name]
        around = [
            (plain(need.gemeente_name), line.gemeente if line is not None else UNKNOWN_FIGURE),
            ("Nederland", line.country if line is not None else UNKNOWN_FIGURE),
        ]
        known = [(whose, figure) for whose, figure in around if figure.known]
        values = [cells[name].value for cells in need.cells.values() if cells[name].known]
        values += [figure.value for _, figure in known]
        ends = (max(values), min(values)) if item.less_need else (min(values), max(values))
        whole = around[0][1]
        why = "niet in de bestanden" if whole.status == Status.UNKNOWN else whole.status.label
        lines.append(
            FigureLine(
                label=f"{item.indicator.label}, {item.year}",
                own=_mark("deze wijk", name, own, ends),
                others=tuple(_mark(whose, name, figure, ends) for whose, figure in known),
                lacking="" if whole.known else why,
            )
        )
    return lines


def lacking_sentences(lines: Sequence[FigureLine], gemeente_name: str) -> str:
    """Return once for each reason which lines have no mark of the gemeente; nothing where all have one."""
    reasons = dict.fromkeys(line.lacking for line in lines if line.lacking)
    return " ".join(
        f"Van {plain(gemeente_name)} {why}: {'; '.join(line.label for line in lines if line.lacking == why)}."
        for why in reasons
    )


def _mark(whose: str, name: str, figure: Figure, ends: tuple[float, float]) -> Mark:
    least, most = ends
    place = 0.5 if least == most else (figure.value - least) / (most - least)
    indicator = INDICATORS[name]
    return Mark(whose, format_value(indicator, *figure, unit=indicator.unit in ("euro", "km")), place)


def kinderwerk_figures(monitor: Monitor, wijk_code: str, before: Sequence[tuple[str, str]]) -> list[KeyFigure]:
    """Return reach, who is not reached and who works there; `before`: figure -> what is said of the year before."""
    cells, earlier = monitor.coverage.cells[wijk_code], dict(before)
    figures = []
    if cells["reach_share"].status != Status.UNKNOWN:
        interval = format_interval("reach_share", cells)
        compared = average_beside(monitor.coverage, "reach_share")
        figures.append(
            KeyFigure(
                "Bereik",
                format_figure("reach_share", cells),
                interval=f"waarschijnlijk {interval}" if interval else "",
                note=", ".join(words for words in (compared, earlier.get("reach_share", "")) if words),
            )
        )
    if cells["reach_share"].known:
        missed = not_reached(cells)
        figures.append(KeyFigure("Niet bereikt", missed, unit="" if missed == NOT_TO_SAY else "kinderen"))
    fte = cells["kinderwerker_fte"]
    if fte.status != Status.UNKNOWN and not nothing_there(monitor, wijk_code):
        workers = cells["kinderwerkers_count"]
        figures.append(
            KeyFigure(
                "Kinderwerk",
                format_figure("kinderwerker_fte", cells),
                unit="fte" if fte.known else "",
                interval=format_count(int(workers.value), "kinderwerker", "kinderwerkers") if workers.known else "",
                note=earlier.get("kinderwerker_fte", ""),
            )
        )
    if figures and cells["reach_share"].status == Status.UNKNOWN:
        figures.insert(0, KeyFigure("Bereik", format_figure("reach_share", cells)))
    return figures


def nothing_there(monitor: Monitor, wijk_code: str) -> str:
    """Return in one sentence that there is no kinderwerk in a wijk; nothing where there is any, or it is not known."""
    cells = monitor.bereik_cells.get(wijk_code, {})
    given = [name for name in _NOTHING_THERE if cells.get(name, UNKNOWN_FIGURE).known]
    if not given or any(cells[name].value for name in given):
        return ""
    words = ", ".join(f"geen {INDICATORS[name].unit}" for name in given if name != "kinderwerker_fte")
    none = of_one(monitor, "geen kinderwerk")
    return f"Er is in {monitor.year} {none} in deze wijk{f': {words}' if words else ''}."


def year_before(name: str, points: Sequence[YearFigure], reasons: dict[int, str]) -> str:
    """Return a figure of the year before the last; where the line stops between the two, why."""
    if len(points) < 2:
        return ""
    before, now = points[-2:]
    if before.stretch != now.stretch:
        return f"{before.year}: niet te vergelijken, {reasons[now.year]}" if now.year in reasons else ""
    return (
        f"deze wijk in {before.year}: {format_value(INDICATORS[name], *before.figure)}" if before.figure.known else ""
    )


def near_by(monitor: Monitor, wijk_code: str, latest: Iterable[LatestFigure]) -> list[str]:
    """Return what is near: places of kinderwerk, a school, after-school care."""
    said = []
    locations = monitor.bereik_cells.get(wijk_code, {}).get("locations_count", UNKNOWN_FIGURE)
    if locations.known and locations.value:
        said.append(f"{format_count(int(locations.value), 'locatie', 'locaties')} met kinderwerk in de wijk")
    words = {"school_distance_km": "een basisschool", "bso_distance_km": "buitenschoolse opvang"}
    for line in latest:
        if line.indicator.name in words and line.figure.known:
            own = format_value(line.indicator, *line.figure)
            there = f", in de gemeente {format_value(line.indicator, *line.gemeente)}" if line.gemeente.known else ""
            said.append(f"{own} tot {words[line.indicator.name]}{there} ({line.year})")
    return said


def wijk_questions(monitor: Monitor, wijk_code: str) -> list[str]:
    """Return what one could ask in this wijk."""
    fte = monitor.coverage.cells[wijk_code]["kinderwerker_fte"]
    there = QUESTIONS["kinderwerk"][1:] if fte.known and fte.value > 0 else QUESTIONS["gap_fte"]
    return [*QUESTIONS["wijk"], *there]


def describe_lines(need: GemeenteNeed, wijk_code: str) -> str:
    """Return what the lines show, for who hears them."""
    behind = figures_behind(need, wijk_code)
    return f"Cijfers achter de behoefte{': ' if behind else ''}{', '.join(behind)}"
