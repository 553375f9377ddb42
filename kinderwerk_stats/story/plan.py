"""What an organisation chose for a werkbezoek: which wijken and parts, in which order, and its own words."""

import dataclasses
from dataclasses import dataclass, field

from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.analysis.priorities import choose_first_wijken
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.errors import InputRefused, Problem
from kinderwerk_stats.story.own_signals import Signalling
from kinderwerk_stats.story.plan_faults import PARTS, find_faults
from kinderwerk_stats.story.slides import Part


@dataclass(frozen=True)
class PlanPart:
    """One part of the story: told or left out, with own words for a slide and own notes for the speaker."""

    part: Part
    shown: bool = True
    text: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Quote:
    """What somebody said."""

    words: str
    name: str
    function: str = ""


@dataclass(frozen=True)
class Photo:
    """A JPEG as `photo.clean_photo` gives it, without any properties of the camera, and what is to be seen on it."""

    content: bytes
    alt: str


@dataclass(frozen=True)
class OwnSlide:
    """A slide of the organisation itself: a title, and a line of text per point."""

    title: str
    text: str = ""


@dataclass(frozen=True)
class Plan:
    """All choices of one werkbezoek, so that the same figures always give the same story.

    `parts`: every part once, in the order in which they are told. `signalling`: the organisation's own numbers.

    Raises
    ------
    InputRefused
        When a text is too long, there is too much of something or a part is absent or there twice.
    """

    gemeente_code: str
    year: int
    age_range: AgeRange = "4-12"
    norm: Norm = field(default_factory=Norm)
    wijken: tuple[str, ...] = ()
    parts: tuple[PlanPart, ...] = tuple(PlanPart(part) for part in PARTS)
    title: str = ""
    quotes: tuple[Quote, ...] = ()
    photo: Photo | None = None
    signalling: Signalling | None = None
    own_slides: tuple[OwnSlide, ...] = ()

    def __post_init__(self) -> None:
        faults = find_faults(self)
        if faults:
            raise InputRefused(faults)

    def part(self, name: Part) -> PlanPart:
        """Return one part by its name."""
        return next(part for part in self.parts if part.part == name)

    def changed(self, part: PlanPart) -> "Plan":
        """Return the plan with another version of one part, in its place."""
        parts = tuple(part if old.part == part.part else old for old in self.parts)
        return dataclasses.replace(self, parts=parts)

    def moved(self, name: Part, steps: int) -> "Plan":
        """Return the plan with a part so many places later (or earlier, below 0), at most to the end.

        >>> [part.part for part in Plan("GM9001", 2024).moved("gemeente", -1).parts][:2]
        ['gemeente', 'landelijk']
        """
        parts = [part for part in self.parts if part.part != name]
        place = [part.part for part in self.parts].index(name) + steps
        parts.insert(min(max(place, 0), len(parts)), self.part(name))
        return dataclasses.replace(self, parts=tuple(parts))


def default_plan(monitor: Monitor) -> Plan:
    """Return the whole story of a gemeente, with the wijk to look at first (the first in the list where none is)."""
    coverage = monitor.coverage
    return Plan(
        gemeente_code=monitor.gemeente_code,
        year=monitor.year,
        age_range=monitor.age_range,
        norm=Norm(
            children_per_fte=None if coverage.own_norm_children_per_fte else coverage.norm_children_per_fte,
            reach_share=None if coverage.own_norm_reach else coverage.norm_reach,
        ),
        wijken=tuple(choose_first_wijken(coverage, 1) or list(monitor.names)[:1]),
    )


def fit_plan(plan: Plan, monitor: Monitor) -> Plan:
    """Return a plan with the year, ages and norm of the figures at hand, and of its wijken those that are there.

    Raises
    ------
    ValueError
        When the plan is about another gemeente.
    """
    if plan.gemeente_code != monitor.gemeente_code:
        raise ValueError(f"the plan is about {plan.gemeente_code}, the figures about {monitor.gemeente_code}")
    now = default_plan(monitor)
    wijken = tuple(code for code in plan.wijken if code in monitor.names)
    return dataclasses.replace(plan, year=now.year, age_range=now.age_range, norm=now.norm, wijken=wijken)


def plan_problems(plan: Plan, monitor: Monitor) -> list[Problem]:
    """Return what of a plan does not fit the figures that are there: another gemeente or year, a wijk that is not."""
    where = "het verhaal voor het werkbezoek"
    problems = []
    if plan.gemeente_code != monitor.gemeente_code or plan.year != monitor.year:
        problems.append(
            Problem(
                where=where,
                found=f"een verhaal over {plan.gemeente_code} in {plan.year}",
                expected=f"een verhaal over {monitor.gemeente_name} ({monitor.gemeente_code}) in {monitor.year}",
                action="kies deze gemeente en dit jaar, of begin een nieuw verhaal",
            )
        )
    problems += [
        Problem(
            where=where,
            found=f"de wijk {code}, die er in {monitor.gemeente_name} in {monitor.year} niet is",
            expected="wijken van deze gemeente in dit jaar",
            action="kies een andere wijk",
            severity="waarschuwing",
        )
        for code in plan.wijken
        if code not in monitor.names
    ]
    return problems
