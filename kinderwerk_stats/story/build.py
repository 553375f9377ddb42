"""The slides of a werkbezoek, in the order of the plan, from figures in which small counts are hidden already."""

from collections.abc import Callable, Mapping
from datetime import date

from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.monitor import Monitor, build_monitor
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.story.case import Case
from kinderwerk_stats.story.context import build_context
from kinderwerk_stats.story.gemeente import build_gemeente
from kinderwerk_stats.story.landelijk import build_landelijk
from kinderwerk_stats.story.ontbreekt import build_ontbreekt
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.story.slides import Part, Slide, Story
from kinderwerk_stats.story.wijk import build_wijken

_BUILDERS: Mapping[Part, Callable[[Case], list[Slide]]] = {
    "landelijk": build_landelijk,
    "gemeente": build_gemeente,
    "wijk": build_wijken,
    "ontbreekt": build_ontbreekt,
}


def build_story(
    library: Library,
    monitor: Monitor,
    plan: Plan,
    *,
    today: date,
    load: Callable[[int], Monitor] | None = None,
) -> Story:
    """Return the slides of all parts that are told, and what holds for all of them.

    Parameters
    ----------
    library : the files, for other years of a wijk.
    monitor : of the gemeente, year, ages and norm of the plan.
    plan : what to tell; wijken that the monitor does not have are left out (`plan_problems` names them).
    today : when the story is made.
    load : returns the monitor of another year, where the caller keeps them; else they are built.

    Raises
    ------
    ValueError
        When the plan is about another gemeente, year or age range than the monitor.
    """
    if (plan.gemeente_code, plan.year, plan.age_range) != (monitor.gemeente_code, monitor.year, monitor.age_range):
        raise ValueError(f"the plan is about {plan.gemeente_code} {plan.year} {plan.age_range}, the monitor is not")
    wijken = tuple(dict.fromkeys(code for code in plan.wijken if code in monitor.names))
    case = Case(library, monitor, plan, wijken, load or _years_of(library, monitor))
    slides = [
        slide for part in plan.parts if part.shown and part.part in _BUILDERS for slide in _BUILDERS[part.part](case)
    ]
    return Story(build_context(monitor, wijken, today), tuple(slides))


def _years_of(library: Library, monitor: Monitor) -> Callable[[int], Monitor]:
    """Return how to make the same gemeente in another year; each year is made once."""
    coverage = monitor.coverage
    norm = Norm(
        None if coverage.own_norm_children_per_fte else coverage.norm_children_per_fte,
        None if coverage.own_norm_reach else coverage.norm_reach,
    )
    made = {monitor.year: monitor}

    def load(year: int) -> Monitor:
        if year not in made:
            made[year] = build_monitor(library, monitor.gemeente_code, year, monitor.age_range, norm)
        return made[year]

    return load
