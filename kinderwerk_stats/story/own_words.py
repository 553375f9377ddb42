"""Questions for the talk, and slides in the words of the gemeente and of the organisation itself."""

from collections.abc import Sequence

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.case import Case
from kinderwerk_stats.story.plan import PlanPart
from kinderwerk_stats.story.slides import Part, PointsPicture, Slide
from kinderwerk_stats.text.duiding import own_sentences, said_of_wijk, said_title
from kinderwerk_stats.text.notes import SAY
from kinderwerk_stats.text.origin import organisation_of
from kinderwerk_stats.text.story import (
    COVERAGE_SOURCES,
    PART_NAMES,
    definitions,
    remarks_of,
    source_in_short,
    source_line,
)

_MOST_QUESTIONS = 5
# More sentences cannot be read from the back of a room.
_MOST_SAID = 5


def build_gesprek(case: Case, told: Sequence[Slide]) -> list[Slide]:
    """Return one slide of questions: the organisation's own, then one of each of the last parts that are told."""
    own = lines_of(case.plan.part("gesprek").text)
    by_part = {slide.part: slide.questions[0] for slide in reversed(told) if slide.questions}
    offered = [by_part[part] for part in dict.fromkeys(slide.part for slide in told) if part in by_part]
    room = max(_MOST_QUESTIONS - len(own), 0)
    points = tuple(dict.fromkeys([*own, *(offered[-room:] if room else [])]))
    if not points:
        return []
    picture = PointsPicture(points, numbered=True)
    subtitle = f"Kinderwerk in {case.monitor.gemeente_name}"
    return [
        Slide(
            part="gesprek",
            title="Een vraag om samen over te praten" if len(points) == 1 else "Vragen om samen over te praten",
            subtitle=subtitle,
            picture=picture,
            alt=describe_picture(picture, subtitle),
            source="",
            notes=SAY["gesprek"],
        )
    ]


def build_text(case: Case, part: PlanPart) -> list[Slide]:
    """Return the slide with the organisation's own words at a part; none where it wrote nothing."""
    lines = lines_of(part.text)
    return [_words(case, part.part, f"{PART_NAMES[part.part]}: in eigen woorden", lines)] if lines else []


def build_said(monitor: Monitor, part: Part, wijk_code: str | None = None) -> list[Slide]:
    """Return one slide with goals and notes of the gemeente: all of its own, or those about a wijk; none without."""
    said = own_sentences(monitor) if wijk_code is None else said_of_wijk(monitor, wijk_code)
    if not said:
        return []
    picture, left = PointsPicture(tuple(said[:_MOST_SAID])), len(said) - _MOST_SAID
    subtitle = f"In de woorden van de gemeente {monitor.gemeente_name}, met de cijfers van {monitor.year}"
    more = f"Op de factsheet {'staat er nog een' if left == 1 else f'staan er nog {left}'}." if left > 0 else ""
    return [
        Slide(
            part=part,
            title=said_title(monitor, wijk_code),
            subtitle=subtitle,
            picture=picture,
            alt=describe_picture(picture, subtitle),
            source=source_line(monitor, COVERAGE_SOURCES),
            source_short=source_in_short(monitor, COVERAGE_SOURCES),
            remarks=tuple(remarks_of(monitor, (), total=["reach_share"])),
            left_out=more,
            definition=definitions(monitor, ["reach_share"]),
        )
    ]


def build_eigen(case: Case) -> list[Slide]:
    """Return the organisation's own slides; a title without text stands alone."""
    return [_words(case, "eigen", own.title.strip(), lines_of(own.text)) for own in case.plan.own_slides]


def _words(case: Case, part: Part, title: str, lines: tuple[str, ...]) -> Slide:
    who = organisation_of(case.monitor) or "de organisatie"
    return Slide(
        part=part,
        title=title,
        subtitle=f"In de woorden van {who}",
        picture=PointsPicture(lines) if lines else None,
        alt=" ".join(lines) or title,
        source=f"Tekst van {who}",
    )


def lines_of(text: str) -> tuple[str, ...]:
    r"""Return the lines of a text that are not empty.

    >>> lines_of("Een. \n\n Twee.")
    ('Een.', 'Twee.')
    """
    return tuple(line.strip() for line in text.splitlines() if line.strip())
