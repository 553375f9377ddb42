"""What an organisation chose for a werkbezoek: which wijken and parts, in which order, and its own words."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import get_args
from unicodedata import category

from kinderwerk_stats.analysis.children import AGE_RANGES, AgeRange
from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.gemeente.first import FirstWijken, find_first_wijken, find_wijken_to_visit
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.areas import gemeente_code_of, kind_of, parse_area_code
from kinderwerk_stats.model.problems import InputRefused, Param, Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.years import FIRST_YEAR, LAST_YEAR
from kinderwerk_stats.sources.privacy.texts import judge_text
from kinderwerk_stats.story.own_signals import Signalling
from kinderwerk_stats.story.slides import Part
from kinderwerk_stats.text.numbers import format_number
from kinderwerk_stats.text.typed import LEAST_CHILDREN_PER_FTE, MOST_CHILDREN_PER_FTE

# The order in which the story is told when nobody changes it; own slides come last.
PARTS: tuple[Part, ...] = get_args(Part)
# What an organisation writes has room for all of a slide, and no more than a screen can show.
MOST_TITLE, MOST_TEXT, MOST_NOTES, MOST_NAME, MOST_PLAN_NAME = 120, 600, 4000, 120, 80
MOST_WIJKEN, MOST_QUOTES, MOST_OWN_SLIDES = 12, 6, 6
# Unicode's groups of control signs and halves of a sign. A sign that this Python does not know yet may be a new emoji.
_NO_TEXT = frozenset({"Cc", "Cs"})


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
    `kept_plan`: the name of the plan for the money that tells what is needed, as the gemeente keeps it; empty for none.
    `organisation`: whose bereik it tells, where there are several; empty for that of all.

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
    kept_plan: str = ""
    organisation: str = ""

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


def find_faults(plan: Plan) -> list[Problem]:
    """Return all that is wrong with a plan by itself, apart from the figures that there are."""
    return [*_find_long_or_odd(plan), *_find_about_persons(plan), *_find_too_many(plan), *_find_wrong_choices(plan)]


def _texts(plan: Plan) -> Iterator[tuple[str, str, int, bool]]:
    """Yield of every text where it stands, what it says, how long it may be and whether it may have lines."""
    yield "de titel", plan.title, MOST_TITLE, False
    yield "de naam van het plan", plan.kept_plan, MOST_PLAN_NAME, False
    for part in plan.parts:
        yield f"de eigen tekst bij “{part.part}”", part.text, MOST_TEXT, True
        yield f"de notities bij “{part.part}”", part.notes, MOST_NOTES, True
    for number, quote in enumerate(plan.quotes, start=1):
        yield f"citaat {number}", quote.words, MOST_TEXT, True
        yield f"de naam bij citaat {number}", quote.name, MOST_NAME, False
        yield f"de functie bij citaat {number}", quote.function, MOST_NAME, False
    for number, slide in enumerate(plan.own_slides, start=1):
        yield f"de titel van eigen dia {number}", slide.title, MOST_TITLE, False
        yield f"de tekst van eigen dia {number}", slide.text, MOST_TEXT, True
    if plan.photo is not None:
        yield "wat er op de foto staat", plan.photo.alt, MOST_TEXT, False
    if plan.signalling is not None:
        yield "wat voor lijst het was", plan.signalling.what, MOST_TEXT, False
        yield "wanneer de lijst was", plan.signalling.when, MOST_TEXT, False


def _fault(code: str, where: str, **params: Param) -> Problem:
    return Problem(code, Place(subject=where), tuple(params.items()))


def _find_long_or_odd(plan: Plan) -> Iterator[Problem]:
    """Yield which texts are too long, or hold signs that no file of slides can hold."""
    for where, text, most, lines in _texts(plan):
        if len(text) > most:
            yield _fault("verhaal_tekst_te_lang", where, lengte=len(text), meeste=most)
        if not lines and len(text.splitlines()) > 1:
            yield _fault("verhaal_meer_regels", where)
        if any(_is_no_text(sign) for sign in text):
            yield _fault("verhaal_teken", where)


def _find_about_persons(plan: Plan) -> Iterator[Problem]:
    """Yield what of somebody must never stand on a slide; the name of who is quoted is a choice of its own."""
    for where, text, _, _ in _texts(plan):
        found = judge_text(text)
        if found and found[1]:
            yield _fault("verhaal_over_persoon", where, reasons=(found[0],))


def _is_no_text(sign: str) -> bool:
    """Return whether XML, and so a file of slides, cannot hold a sign: the last two of every plane are no signs."""
    return (category(sign) in _NO_TEXT and sign not in "\n\t\r") or ord(sign) & 0xFFFE == 0xFFFE


def _find_too_many(plan: Plan) -> Iterator[Problem]:
    """Yield of what there is too much, or what is empty that must say something."""
    for where, count, most in (
        ("de wijken", len(plan.wijken), MOST_WIJKEN),
        ("de citaten", len(plan.quotes), MOST_QUOTES),
        ("de eigen dia's", len(plan.own_slides), MOST_OWN_SLIDES),
    ):
        if count > most:
            yield _fault("verhaal_te_veel", where, aantal=count, meeste=most)
    if plan.photo is not None and not plan.photo.alt.strip():
        yield _fault("verhaal_foto_zonder_beschrijving", "de foto")
    for number, quote in enumerate(plan.quotes, start=1):
        if not (quote.words.strip() and quote.name.strip()):
            yield _fault("verhaal_citaat_half", f"citaat {number}")
    for number, slide in enumerate(plan.own_slides, start=1):
        if not slide.title.strip():
            yield _fault("verhaal_dia_zonder_titel", f"eigen dia {number}")


def _find_wrong_choices(plan: Plan) -> Iterator[Problem]:
    """Yield what is no gemeente, year, age or wijk, and a part that is absent or there twice."""
    if parse_area_code(plan.gemeente_code) != plan.gemeente_code or kind_of(plan.gemeente_code) != "gemeente":
        yield _fault("verhaal_geen_gemeente", "de gemeente")
    elif len(set(plan.wijken)) < len(plan.wijken) or not all(
        _is_wijk(code, plan.gemeente_code) for code in plan.wijken
    ):
        yield _fault("verhaal_wijken", "de wijken")
    if not FIRST_YEAR <= plan.year <= LAST_YEAR:
        yield _fault("verhaal_jaar", "het jaar", eerste=FIRST_YEAR, laatste=LAST_YEAR)
    if plan.age_range not in AGE_RANGES:
        yield _fault("verhaal_leeftijd", "de leeftijd", leeftijden=tuple(AGE_RANGES))
    norm = plan.norm
    if (
        norm.children_per_fte is not None
        and not LEAST_CHILDREN_PER_FTE <= norm.children_per_fte <= MOST_CHILDREN_PER_FTE
    ):
        bounds = (format_number(LEAST_CHILDREN_PER_FTE), format_number(MOST_CHILDREN_PER_FTE))
        yield _fault("verhaal_norm_per_fte", "de norm voor kinderen per fte", minste=bounds[0], meeste=bounds[1])
    if sorted(part.part for part in plan.parts) != sorted(PARTS):
        yield _fault("verhaal_onderdelen", "de onderdelen", onderdelen=PARTS)


def _is_wijk(code: str, gemeente_code: str) -> bool:
    return parse_area_code(code) == code and kind_of(code) == "wijk" and gemeente_code_of(code) == gemeente_code


def default_plan(monitor: Monitor, first: FirstWijken | None = None) -> Plan:
    """Return the whole story of a gemeente, about the wijken to visit (the first in the list where there are none).

    `first`: the wijken to look at first; None: by the gap alone.
    """
    coverage, first = monitor.coverage, first or find_first_wijken(monitor, None)
    return Plan(
        gemeente_code=monitor.gemeente_code,
        year=monitor.year,
        age_range=monitor.age_range,
        norm=Norm(
            children_per_fte=None if coverage.own_norm_children_per_fte else coverage.norm_children_per_fte,
            reach_share=None if coverage.own_norm_reach else coverage.norm_reach,
        ),
        wijken=find_wijken_to_visit(monitor, first) or tuple(monitor.names)[:1],
        organisation=monitor.organisation or "",
    )


def plan_problems(plan: Plan, monitor: Monitor) -> list[Problem]:
    """Return what of a plan does not fit the figures that are there: another gemeente or year, a wijk that is not."""
    place = Place(subject="verhaal")
    problems = []
    if plan.gemeente_code != monitor.gemeente_code or plan.year != monitor.year:
        problems.append(
            make_problem(
                "verhaal_ander_onderwerp",
                place,
                code_van_verhaal=plan.gemeente_code,
                jaar_van_verhaal=plan.year,
                gemeente_code=monitor.gemeente_code,
                naam=monitor.gemeente_name,
                jaar=monitor.year,
            )
        )
    gone = [code for code in plan.wijken if code not in monitor.names]
    naam, jaar = monitor.gemeente_name, monitor.year
    problems += [make_warning("verhaal_wijk_weg", place, wijk=code, naam=naam, jaar=jaar) for code in gone]
    return problems
