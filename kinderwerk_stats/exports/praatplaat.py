"""The praatplaat: one A3 for on the wall, with the disproportion, the wijken to look at first, and room to write."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kinderwerk_stats.exports.sheet_parts import chart, context_parts, marked_parts
from kinderwerk_stats.exports.typeset import Json, typeset_pdf
from kinderwerk_stats.gemeente.first import FirstWijken
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.story.build import first_of, year_loader
from kinderwerk_stats.story.case import Case, any_known
from kinderwerk_stats.story.gemeente import build_gemeente
from kinderwerk_stats.story.landelijk import build_landelijk
from kinderwerk_stats.story.own_words import build_gesprek
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.story.signaleren import build_signaleren
from kinderwerk_stats.story.slides import PointsPicture, Slide
from kinderwerk_stats.text.first import TITLE, choice_words, first_in_words
from kinderwerk_stats.text.questions import QUESTIONS
from kinderwerk_stats.text.sentences import headline
from kinderwerk_stats.text.story import definitions, remark_of

# In points, of the 1,122 between the margins of an A3 on its side.
_WIDE, _MIDDLE, _SIGNALS, _HIGH, _LOW, _TYPE = 500.0, 300.0, 400.0, 256.0, 210.0, 13.0
_MOST_QUESTIONS = 4
_WRITE = ("Dit valt ons op", "Dit weten we nog niet", "Dit spreken we af: wie doet wat, en wanneer")


def build_praatplaat(
    library: Library,
    monitor: Monitor,
    plan: Plan,
    *,
    today: date,
    load: Callable[[int], Monitor] | None = None,
    first: FirstWijken | None = None,
) -> bytes:
    """Return the A3 as PDF/UA.

    Parameters
    ----------
    library, monitor : the files, and the gemeente in the year of the plan.
    plan : gives the organisation's own questions and its own list of early signalling, where it has them.
    today : the date on the sheet.
    load : the monitor of another year, where the caller keeps them.
    first : the wijken to look at first, where the caller has them.
    """
    first = first or first_of(library, monitor)
    case = Case(library, monitor, replace(plan, wijken=()), (), load or year_loader(library, monitor), first)
    figure, gemeente, signals = build_landelijk(case)[0], build_gemeente(case)[0], build_signaleren(case)[0]
    seen = [figure, gemeente, signals]
    wijken: list[Json] = [
        {"name": wijk.name, "missing": wijk.figure, "why": wijk.why} for wijk in first_in_words(monitor, first)
    ]
    data: dict[str, Json] = {
        "title": f"Praatplaat kinderwerk in {monitor.gemeente_name}, {monitor.year}",
        "author": "Kinderwerk dashboard",
        "description": "Praatplaat op A3 met vragen en ruimte om te schrijven",
        "over": f"Praatplaat kinderwerk · {monitor.gemeente_name} · {monitor.year}",
        "name": "Welke kinderen zien we nog niet?",
        "headline": marked_parts(headline(monitor)),
        "figure": chart(figure, _WIDE, _HIGH, size=_TYPE),
        "map": chart(gemeente, _MIDDLE, _HIGH, size=_TYPE * 0.9),
        "first": {
            "title": TITLE,
            "subtitle": choice_words(monitor, first),
            "wijken": wijken,
            "none": _no_first_wijk(monitor),
        },
        "signals": chart(signals, _SIGNALS, _LOW, size=_TYPE),
        "talk": {"title": "Om over te praten", "lines": _questions(case, seen)},
        "write": list[Json](_WRITE),
        "remark": " ".join(part for part in (_remark(monitor), signals.remark) if part),
        "meaning": definitions(monitor, ["reach_share", "gap_children_count"]),
        "national": f"Nederland: {figure.source.split('; ')[0]}. Vroeg signaleren: {signals.source}.",
        **context_parts(monitor, [], today),
    }
    return typeset_pdf("praatplaat", data, today)


def _no_first_wijk(monitor: Monitor) -> str:
    if not any_known(monitor, "gap_children_count"):
        return "Welke wijk dat is, is nog niet te zeggen: het bereik per wijk is niet bekend."
    return "Er is geen wijk waarvan bekend is dat het bereik te laag is."


def _remark(monitor: Monitor) -> str:
    return remark_of(monitor, ["reach_share", "gap_children_count"], monitor.names, total=["reach_share"])


def _questions(case: Case, seen: list[Slide]) -> Json:
    """Return the organisation's own questions first, then those that belong to what is drawn."""
    asked = [
        point
        for slide in build_gesprek(case, seen)
        if isinstance(slide.picture, PointsPicture)
        for point in slide.picture.points
    ]
    asked += [QUESTIONS["gap_children_count"][0], QUESTIONS["reach_share"][1]]
    return list[Json](list(dict.fromkeys(asked))[:_MOST_QUESTIONS])
