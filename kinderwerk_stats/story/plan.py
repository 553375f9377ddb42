"""What an organisation chose for a werkbezoek: which wijken and parts, in which order, and its own words."""

import dataclasses
from dataclasses import dataclass, field
from typing import get_args

from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.analysis.priorities import choose_first_wijken
from kinderwerk_stats.model.errors import InputRefused, Problem
from kinderwerk_stats.monitor import Monitor
from kinderwerk_stats.story.signalling import Signalling
from kinderwerk_stats.story.slides import Part

# The order in which the story is told when nobody changes it; own slides come last.
PARTS: tuple[Part, ...] = get_args(Part)
# What an organisation writes has room for all of a slide, and no more than a screen can show.
MOST_TITLE, MOST_TEXT, MOST_NOTES, MOST_NAME = 120, 600, 4000, 120
MOST_WIJKEN, MOST_QUOTES, MOST_OWN_SLIDES = 12, 6, 6


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
        problems = list(_find_faults(self))
        if problems:
            raise InputRefused(problems)

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


def _find_faults(plan: Plan) -> list[Problem]:
    """Return which texts are too long and of what there is too much."""
    texts = [("de titel", plan.title, MOST_TITLE)]
    for part in plan.parts:
        texts += [
            (f"de eigen tekst bij “{part.part}”", part.text, MOST_TEXT),
            (f"de notities bij “{part.part}”", part.notes, MOST_NOTES),
        ]
    for number, quote in enumerate(plan.quotes, start=1):
        texts += [
            (f"citaat {number}", quote.words, MOST_TEXT),
            (f"de naam bij citaat {number}", quote.name, MOST_NAME),
            (f"de functie bij citaat {number}", quote.function, MOST_NAME),
        ]
    for number, slide in enumerate(plan.own_slides, start=1):
        texts += [
            (f"de titel van eigen dia {number}", slide.title, MOST_TITLE),
            (f"de tekst van eigen dia {number}", slide.text, MOST_TEXT),
        ]
    if plan.photo is not None:
        texts.append(("wat er op de foto staat", plan.photo.alt, MOST_TEXT))
    problems = [
        Problem(where, f"{len(text)} tekens", f"hoogstens {most} tekens", "maak de tekst korter")
        for where, text, most in texts
        if len(text) > most
    ]
    counts = (
        ("de wijken", len(plan.wijken), MOST_WIJKEN),
        ("de citaten", len(plan.quotes), MOST_QUOTES),
        ("de eigen dia's", len(plan.own_slides), MOST_OWN_SLIDES),
    )
    if plan.photo is not None and not plan.photo.alt.strip():
        without = "geen beschrijving: wie de foto niet ziet, weet niet wat erop staat"
        problems.append(Problem("de foto", without, "een zin over wat er op de foto staat", "vul de beschrijving in"))
    problems += [
        Problem(where, f"{count}", f"hoogstens {most}", "kies er minder")
        for where, count, most in counts
        if count > most
    ]
    if sorted(part.part for part in plan.parts) != sorted(PARTS):
        every = ", ".join(PARTS)
        problems.append(
            Problem("de onderdelen", "een onderdeel dat mist of dubbel is", f"elk een keer: {every}", "begin opnieuw")
        )
    return problems
