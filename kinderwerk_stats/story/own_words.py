"""Questions for the talk, and slides in the words of the organisation itself."""

from collections.abc import Sequence

from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.case import Case
from kinderwerk_stats.story.plan import PlanPart
from kinderwerk_stats.story.slides import Part, PointsPicture, Slide
from kinderwerk_stats.text.notes import SAY
from kinderwerk_stats.text.origin import organisation_of
from kinderwerk_stats.text.story import PART_NAMES

_MOST_QUESTIONS = 5


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
