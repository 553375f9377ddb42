"""The praatplaat: one A3 for on the wall about the wijken of a story, with its photo and quote, and room to write."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from kinderwerk_stats.exports.drawings.photo import ratio_of
from kinderwerk_stats.exports.sheet_parts import chart, context_parts, drawing, marked_parts
from kinderwerk_stats.exports.typeset import Json, typeset_pdf
from kinderwerk_stats.gemeente.first import FirstWijken
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.story.build import first_of, year_loader
from kinderwerk_stats.story.case import Case, any_known, main_figure
from kinderwerk_stats.story.gemeente import build_gemeente
from kinderwerk_stats.story.landelijk import build_landelijk
from kinderwerk_stats.story.own_words import build_gesprek
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.story.signaleren import build_signaleren
from kinderwerk_stats.story.slides import PhotoPicture, PointsPicture, Slide
from kinderwerk_stats.story.wijk import build_circumstances
from kinderwerk_stats.text.first import TITLE, choice_words, first_in_words, wijken_in_words
from kinderwerk_stats.text.numbers import join_names
from kinderwerk_stats.text.questions import QUESTIONS
from kinderwerk_stats.text.sentences import figure_finding, headline
from kinderwerk_stats.text.story import definitions, remark_of
from kinderwerk_stats.text.together import whose_figures

# In points, of the 1,122 between the margins of an A3 on its side.
_WIDE, _MIDDLE, _SIGNALS, _HIGH, _LOW, _TYPE = 430.0, 300.0, 400.0, 256.0, 210.0, 13.0
_ROW, _PHOTO, _PHOTO_BESIDE = 268.0, 250.0, 170.0
_MOST_QUESTIONS, _MOST_WIJKEN = 4, 3
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
    plan : which wijken it is about, its title, photo, first quote, own questions and own list of early signalling.
    today : the date on the sheet.
    load : the monitor of another year, where the caller keeps them.
    first : the wijken to look at first, where the caller has them.
    """
    first = first or first_of(library, monitor)
    wijken = tuple(code for code in plan.wijken if code in monitor.names)
    case = Case(library, monitor, plan, wijken, load or year_loader(library, monitor), first)
    figure, gemeente, signals = build_landelijk(case)[0], build_gemeente(case)[0], build_signaleren(case)[0]
    # How many are reached stands in the headline.
    mapped = replace(gemeente, title=figure_finding(monitor, main_figure(monitor)))
    own = _own(plan)
    # The example of elsewhere gives way to what the organisation brings itself.
    shown = [signals] if plan.signalling is not None or not own else []
    title = plan.title.strip()
    what = f"Praatplaat kinderwerk in {monitor.gemeente_name}, {monitor.year}"
    data: dict[str, Json] = {
        "title": f"{title}: {what}" if title else what,
        "author": "Kinderwerk dashboard",
        "description": "Praatplaat op A3 met vragen en ruimte om te schrijven",
        "over": " · ".join(filter(None, ["Praatplaat kinderwerk", monitor.gemeente_name, str(monitor.year),
                                         whose_figures(monitor, in_short=True, together=False)])),
        "name": title or "Welke kinderen zien we nog niet?",
        "headline": marked_parts(headline(monitor)),
        "figure": chart(figure, _WIDE, _HIGH, size=_TYPE),
        "map": chart(mapped, _MIDDLE, _HIGH, size=_TYPE * 0.9),
        "wijken": _wijken(monitor, first, wijken),
        **own,
        "signals": chart(signals, _SIGNALS, _LOW, size=_TYPE) if shown else None,
        "high": _ROW if not (own and shown) else _ROW + _LOW,
        "talk": {"title": "Om over te praten", "lines": _questions(case, [figure, gemeente, *shown])},
        "write": list[Json](_WRITE),
        "remark": " ".join(part for part in (_remark(monitor), *(slide.remark for slide in shown)) if part),
        "meaning": definitions(monitor, ["reach_share", "gap_children_count"]),
        "national": " ".join([f"Nederland: {figure.source.split('; ')[0]}.",
                              *(f"Vroeg signaleren: {slide.source}." for slide in shown)]),
        # The figures of CBS that stand behind the need of a wijk have a source of their own.
        **context_parts(monitor, [monitor.names[code] for code in wijken], today,
                        slides=[build_circumstances(case, code) for code in wijken or first.codes]),
    }  # fmt: skip
    return typeset_pdf("praatplaat", {"photo": None, "quote": None, **data}, today)


def _own(plan: Plan) -> dict[str, Json]:
    """Return photo and first quote of the story, as far as it has them."""
    own: dict[str, Json] = {}
    if plan.photo is not None:
        picture = PhotoPicture(plan.photo.content, plan.photo.alt)
        high = _PHOTO_BESIDE if plan.quotes or plan.signalling is not None else _PHOTO
        width = min(_SIGNALS, high * ratio_of(picture))
        own["photo"] = drawing(picture, width, width / ratio_of(picture), plan.photo.alt)
    if plan.quotes:
        quote = plan.quotes[0]
        who = ", ".join(part for part in (quote.name, quote.function) if part)
        own["quote"] = {"words": quote.words.strip("“”\"' "), "who": who}
    return own


def _wijken(monitor: Monitor, first: FirstWijken, codes: Sequence[str]) -> Json:
    """Return the chosen wijken in words, those to look at first named under them; the latter where none is chosen."""
    shown = wijken_in_words(monitor, first, codes[:_MOST_WIJKEN]) if codes else first_in_words(monitor, first)
    names = join_names([monitor.name_of(code) for code in first.codes])
    others = join_names([monitor.name_of(code) for code in codes[_MOST_WIJKEN:]])
    first_of_all = f"Van alle wijken van {monitor.gemeente_name} kijkt u het eerst naar {names}."
    about = [first_of_all if names else _no_first_wijk(monitor)]
    about += [f"Gekozen zijn ook {others}."] if others else []
    wijken: list[Json] = [{"name": wijk.name, "missing": wijk.figure, "why": wijk.why} for wijk in shown]
    return {
        "title": f"Over {join_names([wijk.name for wijk in shown])}" if codes else TITLE,
        "subtitle": " ".join(about) if codes else choice_words(monitor, first),
        "wijken": wijken,
        "none": _no_first_wijk(monitor),
    }


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
