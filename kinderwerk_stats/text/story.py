"""Words of the slides of a werkbezoek: their titles, what stands under them, what must be known to read them."""

from collections.abc import Iterable, Mapping, Sequence

from kinderwerk_stats.analysis.priorities import rank_groups
from kinderwerk_stats.analysis.wilson import compute_wilson
from kinderwerk_stats.gemeente.history import LatestFigure
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.source import FileKind, Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.flags import FLAGS, MORE_THAN_LIVE, above_hundred
from kinderwerk_stats.text.goals import goals_of_figure
from kinderwerk_stats.text.hiding import not_hidden_note
from kinderwerk_stats.text.intervals import format_between, format_figure, format_interval
from kinderwerk_stats.text.key_figures import KeyFigure
from kinderwerk_stats.text.left_out import flag_words
from kinderwerk_stats.text.numbers import (
    format_count,
    format_estimate,
    format_number,
    format_one_in,
    format_pct,
    format_pct_range,
    format_value,
)
from kinderwerk_stats.text.origin import invented_words, source_words
from kinderwerk_stats.text.reference import (
    NormFigure,
    average_said,
    average_words,
    measure_name,
    measure_of,
    norm_value,
)
from kinderwerk_stats.text.sentences import AGE_WORDS, CIRCUMSTANCES, SMALL_OR_TELLS, count_short, label_of
from kinderwerk_stats.text.together import kinderwerk_of, of_one

_OF_REACH = frozenset({"reached_count", "reach_share", "gap_children_count", "visits_count"})
_RATES = frozenset({"reach_share", "children_per_fte"})
# What is to be known of a figure of the gemeente as a whole.
_TOTAL_FLAGS = {
    Flag.BEREIK_IS_SOM_VAN_WIJKEN: _OF_REACH,
    Flag.BEREIK_ZONDER_ALLE_WIJKEN: _OF_REACH - {"gap_children_count"},
    Flag.KINDERWERKERS_IS_SOM_VAN_WIJKEN: frozenset({"kinderwerkers_count"}),
    Flag.GAP_CHILDREN_ZONDER_WIJKEN_ZONDER_CIJFER: frozenset({"gap_children_count"}),
    Flag.GAP_FTE_ZONDER_WIJKEN_ZONDER_CIJFER: frozenset({"gap_fte"}),
}
_RANK_WORDS = {"hoger": "meer dan", "lager": "minder dan", "rond het gemiddelde": "ongeveer zo veel als"}
# What is printed as 0,0 fte.
_LEAST_FTE = 0.05
# What coverage is computed from; borders are not.
COVERAGE_SOURCES: tuple[FileKind, ...] = ("kwb", "statline", "odata", "leeftijden", "bereik")
PART_NAMES: Mapping[str, str] = {
    "titel": "Titel",
    "landelijk": "Het landelijke beeld",
    "gemeente": "Onze gemeente",
    "wijk": "Deze wijk",
    "kinderwerk": "Wat het kinderwerk doet",
    "signaleren": "Vroeg signaleren",
    "ontbreekt": "Wat nog ontbreekt",
    "nodig": "Wat het vraagt",
    "gesprek": "Vragen voor het gesprek",
    "eigen": "Eigen dia's",
}
"""Part of a story -> its name on screen."""
HIDDEN_IS_NOT_ZERO = f"Een verborgen cijfer is geen nul: {SMALL_OR_TELLS}."


# --- under a picture --------------------------------------------------------------------------------------


def source_line(
    monitor: Monitor, kinds: Sequence[FileKind] = (), *, computed: bool = True, more: Iterable[Source] = ()
) -> str:
    """Return the sources of a picture in one line, without file names.

    `kinds` leaves out files of other kinds; `more`: what else it rests on, as the index behind a plan.
    """
    return "; ".join([short_sources([*_of_kinds(monitor, kinds), *more]), *(["eigen berekening"] if computed else [])])


def source_in_short(
    monitor: Monitor, kinds: Sequence[FileKind] = (), *, computed: bool = True, more: Iterable[Source] = ()
) -> str:
    """Return the same as publishers and years, for under a slide: the last slide names the tables."""
    years: dict[str, dict[str, None]] = {}
    for source in (*_of_kinds(monitor, kinds), *more):
        years.setdefault(source_words(source)[0], {})[str(source.year or "")] = None
    said = [f"{publisher} {' en '.join(sorted(filter(None, of)))}".strip() for publisher, of in years.items()]
    return "; ".join([*said, *(["eigen berekening"] if computed else [])])


def _of_kinds(monitor: Monitor, kinds: Sequence[FileKind]) -> list[Source]:
    return [source for source in monitor.sources if not kinds or source.kind in kinds]


def short_sources(sources: Iterable[Source]) -> str:
    """Return sources without file names, those of one publisher together: "CBS, A 2024, B 2024; Stichting, C"."""
    by_publisher: dict[str, list[str]] = {}
    for source in sources:
        publisher, title = source_words(source)
        by_publisher.setdefault(publisher, []).append(title)
    return "; ".join(f"{publisher}, {', '.join(dict.fromkeys(titles))}" for publisher, titles in by_publisher.items())


def remark_of(monitor: Monitor, figures: Iterable[str], codes: Iterable[str] = (), total: Iterable[str] = ()) -> str:
    """Return the remarks as one text, for a sheet."""
    return " ".join(remarks_of(monitor, figures, codes, total))


def remarks_of(
    monitor: Monitor, figures: Iterable[str], codes: Iterable[str] = (), total: Iterable[str] = ()
) -> list[str]:
    """Return what must be known to read `figures` of these wijken, and `total` of the gemeente as a whole.

    A sentence each: first what holds for some wijken, last what holds for all figures.
    """
    coverage, shown, wijken, whole = monitor.coverage, set(figures), list(codes), set(total)
    statuses = {coverage.cells[code][name].status for code in wijken for name in shown}
    statuses |= {coverage.totals[name].status for name in whole}
    words = []
    if _RATES & shown:
        few = [code for code in wijken if Flag.INDICATIEF in coverage.flags[code] and _any_known(monitor, code, shown)]
        if few:
            names = _some(monitor, few)
            words.append(f"Minder dan 100 kinderen van 0 tot 15 jaar, dus een indicatie: {names}.")
    if Status.TOO_FEW_CHILDREN in statuses:
        words.append("Bij minder dan 50 kinderen van 0 tot 15 jaar staat er geen percentage.")
    if "reach_share" in shown and (over := [code for code in wijken if Flag.BEREIK_BOVEN_100 in coverage.flags[code]]):
        words.append(f"{MORE_THAN_LIVE.capitalize()}: {_some(monitor, over)}.")
    if Status.SUPPRESSED in statuses:
        words.append(HIDDEN_IS_NOT_ZERO)
    if _OF_REACH & (shown | whole):
        for flag in (Flag.BEREIK_ANDERE_LEEFTIJD, Flag.BEREIK_OP_LOCATIE):
            words += [_sentence(FLAGS[flag])] if flag in coverage.total_flags else []
    wanted = [flag for flag, about in _TOTAL_FLAGS.items() if flag in coverage.total_flags and about & whole]
    words += [_sentence(flag_words(monitor, flag, 5)) for flag in wanted]
    if {"reach_share"} <= shown & whole and coverage.averages["reach_share"].of != "gemeente":
        average = coverage.averages["reach_share"].value
        if average is not None:
            said = f"{average_words(coverage, 'reach_share', why=True)}: {average_said(coverage, 'reach_share')}"
            words.append(f"Een wijk vergelijkt u met {said}.")
    return [*words, *filter(None, (invented_words(monitor), not_hidden_note(monitor)))]


def _any_known(monitor: Monitor, code: str, figures: Iterable[str]) -> bool:
    return any(monitor.coverage.cells[code][name].known for name in figures if name in _RATES)


def _some(monitor: Monitor, codes: Sequence[str]) -> str:
    names = ", ".join(monitor.name_of(code) for code in codes[:3])
    return f"{names} en nog {len(codes) - 3}" if len(codes) > 3 else names


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def definitions(monitor: Monitor, names: Iterable[str]) -> str:
    """Return what each figure means, for who is asked about it."""
    return " ".join(f"{label_of(monitor, name)}: {INDICATORS[name].definition}" for name in names)


# --- titles -----------------------------------------------------------------------------------------------


def gemeente_title(monitor: Monitor) -> str:
    """Return what is known of the gemeente as a whole, in one sentence."""
    totals, place = monitor.coverage.totals, plain(monitor.gemeente_name)
    reached, share, who = totals["reached_count"], totals["reach_share"], kinderwerk_of(monitor, starts=True)
    if reached.known and reached.value == 0:
        return f"{who} bereikt in {place} geen kinderen"
    if share.known or format_between("reach_share", totals):
        return f"{who} bereikt {format_figure('reach_share', totals)} van de kinderen in {place}"
    if reached.known:
        return f"{who} bereikt {_children(format_number(reached.value))} in {place}"
    if reached.status == Status.SUPPRESSED:
        return f"Hoeveel kinderen {kinderwerk_of(monitor)} in {place} bereikt, is verborgen"
    return children_title(monitor)


def children_title(monitor: Monitor, wijk_code: str | None = None) -> str:
    """Return how many children live in the gemeente or in a wijk, in one sentence."""
    cells = monitor.coverage.totals if wijk_code is None else monitor.coverage.cells[wijk_code]
    place = plain(monitor.gemeente_name if wijk_code is None else monitor.name_of(wijk_code))
    if not cells["children_count"].known:
        return f"Van {place} is het aantal kinderen in {monitor.year} niet bekend"
    ends = [cells[name].value for name in ("children_count", "children_low", "children_high")]
    count = format_estimate(*ends)
    about = "" if ends[1] == ends[2] else "ongeveer "
    verb = "woont" if count == "1" else "wonen"
    return f"In {place} {verb} {about}{_children(count)} van {AGE_WORDS[monitor.age_range]}"


def wijk_title(monitor: Monitor, wijk_code: str) -> str:
    """Return the one finding of a wijk: its reach beside the gemeente, or what is known where there is none."""
    cells, place = monitor.coverage.cells[wijk_code], plain(monitor.name_of(wijk_code))
    reached, share, who = cells["reached_count"], cells["reach_share"], kinderwerk_of(monitor)
    if reached.known and reached.value == 0:
        return f"In {place} bereikt {who} geen kinderen"
    if share.known:
        rank = rank_groups(monitor.coverage, "reach_share")[wijk_code] if len(monitor.names) > 1 else ""
        beside = above_hundred(cells) or (f", {_RANK_WORDS[rank]} {_average_said(monitor)}" if rank else "")
        return f"In {place} bereikt {who} {format_figure('reach_share', cells)} van de kinderen{beside}"
    if between := format_between("reach_share", cells):
        return f"In {place} bereikt {who} {between} van de kinderen"
    if reached.known:
        return f"In {place} bereikt {who} {_children(format_number(reached.value))}"
    if reached.status == Status.SUPPRESSED:
        return f"{children_title(monitor, wijk_code)}; hoeveel {who} er bereikt, is verborgen"
    if monitor.bereik is not None and reached.status != Status.NOT_APPLICABLE:
        return f"{children_title(monitor, wijk_code)}; hoeveel {who} er bereikt, is niet bekend"
    return children_title(monitor, wijk_code)


def _average_said(monitor: Monitor) -> str:
    """Return the average of reach that a wijk stands beside, with its value."""
    average = monitor.coverage.averages["reach_share"]
    whole = "in de gemeente als geheel"
    words = whole if average.of == "gemeente" else average_words(monitor.coverage, "reach_share")
    return f"{words} ({average_said(monitor.coverage, 'reach_share')})"


def circumstance_title(monitor: Monitor, wijk_code: str, lines: Sequence[LatestFigure]) -> str:
    """Return the first thing that CBS knows of life in a wijk, beside the gemeente, in the same year."""
    place, gemeente = plain(monitor.name_of(wijk_code)), plain(monitor.gemeente_name)
    by_name = {line.indicator.name: line for line in lines if line.figure.known and line.gemeente.known}
    for name, words in CIRCUMSTANCES:
        if name in by_name:
            line = by_name[name]
            own, other = _one_in(line)
            return f"{own} {words} in {place} ({line.year}); in {gemeente} is dat {other}"
    # A number of households says less of a wijk beside a whole gemeente than a share or a distance.
    first = min(by_name.values(), key=lambda line: line.indicator.unit not in ("%", "km"), default=None)
    if first is None:
        return f"Van {place} zijn er cijfers van CBS, van {gemeente} niet"
    values = [format_value(first.indicator, *figure) for figure in (first.figure, first.gemeente)]
    return f"{first.indicator.label}: {values[0]} in {place}, {values[1]} in {gemeente} ({first.year})"


def circumstance_figure(monitor: Monitor, line: LatestFigure) -> KeyFigure:
    """Return what CBS knows of life in a wijk as a large figure, the gemeente beside it; both must be known."""
    words = dict(CIRCUMSTANCES).get(line.indicator.name)
    values = [format_value(line.indicator, *figure) for figure in (line.figure, line.gemeente)]
    own, other = _one_in(line) if words else values
    return KeyFigure(f"{words or line.indicator.label} ({line.year})", own, note=f"in {monitor.gemeente_name} {other}")


def _one_in(line: LatestFigure) -> tuple[str, str]:
    return format_one_in(line.figure.value), format_one_in(line.gemeente.value).removesuffix(" van de")


def gap_children_title(monitor: Monitor) -> str:
    """Return in how many wijken reach is below the measure, and how many children that is together."""
    coverage = monitor.coverage
    gaps = [cells["gap_children_count"] for cells in coverage.cells.values() if cells["reach_share"].known]
    whose = measure_name(coverage, "reach_share")
    short, _ = count_short(coverage)
    if coverage.norm_reach is None or not (short or any(gap.known for gap in gaps)):
        return f"Of het bereik onder {whose} ligt, is niet te zeggen"
    if not short:
        return f"In geen wijk met een cijfer ligt het bereik onder {whose}"
    total = coverage.totals["gap_children_count"]
    children = _children(format_figure("gap_children_count", coverage.totals).removeprefix("minstens "))
    about = "naar schatting minstens" if total.at_least else "ongeveer"
    least = total.at_least or len(gaps) < len(coverage.cells)
    many = _so_many(short, monitor, least=least)
    where = "Het bereik ligt" if len(coverage.cells) == 1 else f"In {many} ligt het bereik"
    return f"{where} onder {whose}: het gaat om {about} {children}"


def gap_fte_title(monitor: Monitor, *, total: bool = True) -> str:
    """Return in how many wijken fte is below the measure, and how much that is together; else where it is most."""
    coverage = monitor.coverage
    gaps = [cells["gap_fte"] for cells in coverage.cells.values()]
    than = "gemiddeld in de gemeente" if coverage.own_norm_children_per_fte else "de norm vraagt"
    if coverage.norm_children_per_fte is None or not any(gap.known for gap in gaps):
        return f"Of er minder fte is dan {than}, is niet te zeggen"
    short = sum(gap.known and gap.value >= 0.05 for gap in gaps)
    together = f"{format_figure('gap_fte', coverage.totals, unit=True)} kinderwerk"
    if not short and coverage.totals["gap_fte"].value < 0.05:
        return f"In geen wijk met een cijfer is er minder fte dan {than}"
    if not short:
        return f"Samen is er {together} minder dan {than}, in elke wijk heel weinig"
    many = _so_many(short, monitor, least=coverage.totals["gap_fte"].at_least)
    where = "Er is" if len(coverage.cells) == 1 else f"In {many} is er"
    more = f": het gaat om {together}" if total else _most_fte_short(monitor)
    return f"{where} minder fte dan {than}{more}"


def _most_fte_short(monitor: Monitor) -> str:
    """Return the wijk that comes most short; nothing where a wijk has no figure, or another prints the same."""
    cells = monitor.coverage.cells
    gaps = sorted((round(row["gap_fte"].value, 1), code) for code, row in cells.items() if row["gap_fte"].known)
    if len(gaps) < 2 or len(gaps) < len(cells) or gaps[-1][0] == gaps[-2][0]:
        return ""
    return f", het meest in {plain(monitor.name_of(gaps[-1][1]))}"


def _so_many(count: int, monitor: Monitor, *, least: bool) -> str:
    words = f"{format_number(count)} van de {format_count(len(monitor.names), 'wijk', 'wijken')}"
    return f"minstens {words}" if least else words


def wijk_gap_sentence(monitor: Monitor, wijk_code: str) -> str:
    """Return how many children a wijk is below the measure, with the interval; nothing where it is not, or hidden."""
    coverage, cells = monitor.coverage, monitor.coverage.cells[wijk_code]
    # A wijk with too few children for a percentage does not count as falling short.
    if not (cells["gap_children_count"].known and cells["reach_share"].known and coverage.norm_reach is not None):
        return ""
    count, who = format_figure("gap_children_count", cells), kinderwerk_of(monitor)
    if count == "0":
        return ""
    interval = format_interval("gap_children_count", cells)
    whose = measure_name(coverage, "reach_share")
    probably = f" (waarschijnlijk {interval})" if interval else ""
    return f"Om op {whose} te komen, zou {who} er ongeveer {_children(count)} meer moeten bereiken{probably}."


def work_title(monitor: Monitor) -> str:
    """Return what the kinderwerk did in the year, as far as it was counted."""
    totals, who = monitor.coverage.totals, kinderwerk_of(monitor)
    reached, locations, visits = (totals[name] for name in ("reached_count", "locations_count", "visits_count"))
    places = f" op {format_value(INDICATORS['locations_count'], *locations)}" if locations.known else ""
    if reached.known and reached.value == 0:
        return f"In {monitor.year} bereikte {who} geen kinderen in {plain(monitor.gemeente_name)}"
    if reached.known:
        return f"In {monitor.year} bereikte {who} {_children(format_number(reached.value))}{places}"
    if visits.known:
        said = format_value(INDICATORS["visits_count"], *visits)
        return f"In {monitor.year} telde {who} {said}{places}"
    if totals["kinderwerker_fte"].known and totals["kinderwerker_fte"].value > 0:
        said = f"{format_figure('kinderwerker_fte', totals, unit=True)} kinderwerk"
        return f"In {monitor.year} was er {of_one(monitor, said)} in {plain(monitor.gemeente_name)}{places}"
    return f"Wat {who} in {monitor.year} deed in {plain(monitor.gemeente_name)}"


def needed_title(monitor: Monitor) -> str:
    """Return how much fte it takes to come to the norm everywhere; beside an average nothing is said to be needed."""
    coverage = monitor.coverage
    gap = coverage.totals["gap_fte"]
    said = f"{format_figure('gap_fte', coverage.totals, unit=True)} kinderwerk"
    # What is short of an average stands above it elsewhere: nobody can say that it is needed.
    if coverage.own_norm_children_per_fte:
        aim = average_words(coverage, "children_per_fte")
        if gap.known and not gap.at_least and gap.value < _LEAST_FTE:
            return f"In elke wijk is er zo veel fte als bij {aim}"
        return f"Overal op {aim} komen vraagt {said} erbij of ergens anders vandaan"
    aim = norm_value(coverage, "children_per_fte")
    if gap.known and not gap.at_least and gap.value < _LEAST_FTE:
        return f"Om overal op {aim} te komen, is er geen fte meer nodig"
    return f"Om overal op {aim} te komen, is {said} meer nodig"


def signalling_title(place: str, listed: int, known: int, needed_help: int) -> str:
    """Return one list of children in one sentence."""
    needed = "niemand had" if not needed_help else f"{format_number(needed_help)} van hen hadden"
    return (
        f"In {place} kende de kinderwerker {format_number(known)} van de {format_number(listed)} kinderen op een "
        f"lijst; {needed} hulp nodig"
    )


def share_words(count: int, of: int) -> str:
    """Return a share of a small group with its interval.

    >>> share_words(48, 50)
    '48 van de 50: 96 % (waarschijnlijk 87 tot 99 %)'
    """
    low, high = compute_wilson(count, of)
    said = f"{format_number(count)} van de {format_number(of)}: {format_pct(count / of)}"
    return f"{said} (waarschijnlijk {format_pct_range(low, high)})"


DO_NOT_SCALE_UP = (
    "Dit is één lijst, op één moment. Reken deze delen niet om naar een wijk, de gemeente of alle kinderen."
)


def measure_words(monitor: Monitor, figure: NormFigure) -> str:
    """Return what a gap is measured against: the chosen norm, else the goal of the gemeente or that none is there."""
    coverage = monitor.coverage
    value, own = measure_of(coverage, figure)
    goals = goals_of_figure(monitor, figure)
    if value is None:
        none = f"Doel van de gemeente: {goals}. Er is geen" if goals else "Er is geen norm, en geen"
        return f"{none} gemiddelde om mee te vergelijken."
    said = norm_value(coverage, figure)
    if own:
        average = average_words(coverage, figure, why=True)
        chosen = f"Doel van de gemeente: {goals}. Vergeleken" if goals else "Er is geen norm gekozen: vergeleken"
        return f"{chosen} met {average}, {said}."
    return f"De norm is zelf gekozen: {said}. Een landelijke norm bestaat niet."


def _children(count: str) -> str:
    return f"{count} {'kind' if count == '1' else 'kinderen'}"
