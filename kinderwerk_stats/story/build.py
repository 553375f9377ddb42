"""The slides of a werkbezoek, in the order of the plan, from figures in which small counts are hidden already."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.gemeente.first import FirstWijken, find_first_wijken
from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor
from kinderwerk_stats.gemeente.need import build_need
from kinderwerk_stats.gemeente.plan import ToldPlan
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.story.case import Case
from kinderwerk_stats.story.context import build_context
from kinderwerk_stats.story.gemeente import build_gemeente
from kinderwerk_stats.story.kinderwerk import build_kinderwerk
from kinderwerk_stats.story.landelijk import build_landelijk
from kinderwerk_stats.story.nodig import build_nodig
from kinderwerk_stats.story.ontbreekt import build_ontbreekt
from kinderwerk_stats.story.own_words import build_eigen, build_gesprek, build_text
from kinderwerk_stats.story.plan import Plan, PlanPart
from kinderwerk_stats.story.signaleren import build_signaleren
from kinderwerk_stats.story.slides import Part, Slide, Story
from kinderwerk_stats.story.titel import build_titel
from kinderwerk_stats.story.wijk import build_wijken
from kinderwerk_stats.text.together import only_one
from kinderwerk_stats.text.told_plan import weights_words

# Their figures are of the organisation; what stands beside them is of the country, one list or own words.
_OF_ORGANISATION = frozenset({"gemeente", "wijk", "kinderwerk", "ontbreekt", "nodig"})

_BUILDERS: Mapping[Part, Callable[[Case], list[Slide]]] = {
    "landelijk": build_landelijk,
    "gemeente": build_gemeente,
    "wijk": build_wijken,
    "kinderwerk": build_kinderwerk,
    "signaleren": build_signaleren,
    "ontbreekt": build_ontbreekt,
    "nodig": build_nodig,
    "eigen": build_eigen,
}


def build_story(
    library: Library,
    monitor: Monitor,
    plan: Plan,
    *,
    today: date,
    load: Callable[[int], Monitor] | None = None,
    first: FirstWijken | None = None,
    told: ToldPlan | None = None,
) -> Story:
    """Return the slides of all parts that are told, and what holds for all of them.

    Parameters
    ----------
    library : the files, for other years of a wijk.
    monitor : of the gemeente, year, ages and norm of the plan.
    plan : what to tell; wijken that the monitor does not have are left out (`plan_problems` names them).
    today : when the story is made.
    load : returns the monitor of another year, where the caller keeps them; else they are built.
    first : the wijken to look at first, where the caller has them; else by the need index with equal weights.
    told : the kept plan that `plan` names, which tells what is needed; None without one.

    Raises
    ------
    ValueError
        When the plan is about another gemeente, year or age range than the monitor.
    """
    if (plan.gemeente_code, plan.year, plan.age_range) != (monitor.gemeente_code, monitor.year, monitor.age_range):
        raise ValueError(f"the plan is about {plan.gemeente_code} {plan.year} {plan.age_range}, the monitor is not")
    wijken = tuple(dict.fromkeys(code for code in plan.wijken if code in monitor.names))
    first = first or first_of(library, monitor)
    case = Case(library, monitor, plan, wijken, load or year_loader(library, monitor), first, told)
    made: dict[Part, list[Slide]] = {
        part.part: _tell(case, part) for part in plan.parts if part.shown and part.part != "gesprek"
    }
    talk = plan.part("gesprek")
    if talk.shown:
        made["gesprek"] = _with_notes(build_gesprek(case, [slide for part in made.values() for slide in part]), talk)
    slides = tuple(slide for part in plan.parts if part.shown for slide in made[part.part])
    opening = build_titel(case, today)
    context = build_context(monitor, wijken, today, weights_words(told), slides)
    return Story(context, (opening, *slides), opening.title)


def _tell(case: Case, part: PlanPart) -> list[Slide]:
    """Return the slides of a part, the organisation's own words behind them and its own notes at the first."""
    told = _BUILDERS[part.part](case)
    if (whose := only_one(case.monitor)) and part.part in _OF_ORGANISATION:
        told = [replace(each, subtitle=f"{each.subtitle.rstrip('.')}, {whose}".lstrip(", ")) for each in told]
    return _with_notes([*told, *build_text(case, part)], part)


def _with_notes(slides: list[Slide], part: PlanPart) -> list[Slide]:
    own = part.notes.strip()
    if not own or not slides:
        return slides
    return [replace(slides[0], notes=f"{own}\n\n{slides[0].notes}".strip()), *slides[1:]]


def first_of(library: Library, monitor: Monitor) -> FirstWijken:
    """Return the wijken to look at first, by the need index with equal weights."""
    return find_first_wijken(monitor, build_need(library, monitor))


def year_loader(library: Library, monitor: Monitor) -> Callable[[int], Monitor]:
    """Return how to make the same gemeente in another year; each year is made once."""
    coverage = monitor.coverage
    norm = Norm(
        None if coverage.own_norm_children_per_fte else coverage.norm_children_per_fte,
        None if coverage.own_norm_reach else coverage.norm_reach,
    )
    made = {monitor.year: monitor}

    def load(year: int) -> Monitor:
        if year not in made:
            made[year] = build_monitor(
                library,
                monitor.gemeente_code,
                year,
                monitor.age_range,
                norm,
                threshold=monitor.threshold,
                organisation=monitor.organisation,
            )
        return made[year]

    return load
