"""The national picture: one kinderwerker beside so many children, this gemeente to the same scale."""

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.national import ARTICLE, ARTICLE_SHORT, children_per_kinderwerker
from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.case import Case
from kinderwerk_stats.story.slides import Marks, MarksPicture, Slide
from kinderwerk_stats.text.notes import SAY
from kinderwerk_stats.text.numbers import format_range
from kinderwerk_stats.text.origin import is_invented
from kinderwerk_stats.text.questions import QUESTIONS
from kinderwerk_stats.text.reference import own_ratio, ratio_remark
from kinderwerk_stats.text.story import COVERAGE_SOURCES, source_in_short, source_line

YEAR = 2022
PER_MARK = 10


def build_marks(monitor: Monitor) -> MarksPicture:
    """Return one kinderwerker against the children in the country and, where it is known, in this gemeente."""
    low, high = children_per_kinderwerker()
    said = f"{format_range(low, high)} kinderen per kinderwerker"
    groups = [Marks(f"Nederland, {YEAR}", round(low), round(high), said)]
    own = own_ratio(monitor)
    if own is not None:
        groups.append(Marks(f"{monitor.gemeente_name}, {monitor.year}", round(own.low), round(own.high), own.words))
    return MarksPicture(tuple(groups), PER_MARK)


def build_landelijk(case: Case) -> list[Slide]:
    """Return one slide: the country in 2022 and, where it is known, this gemeente."""
    monitor = case.monitor
    said = format_range(*children_per_kinderwerker())
    # In this order: what must not be missed has room on the slide first.
    remarks = ["Dit is geen norm.", "Nederland: 1,5 miljoen kinderen en naar schatting 400 tot 500 kinderwerkers."]
    own = own_ratio(monitor)
    subtitle, source, short = f"Kinderen voor elke kinderwerker, Nederland in {YEAR}", ARTICLE, ARTICLE_SHORT
    notes = f"In Nederland is er één kinderwerker voor {said} kinderen."
    if own is not None:
        subtitle += f" en {monitor.gemeente_name} in {monitor.year}"
        source += f"; {monitor.gemeente_name}: {source_line(monitor, COVERAGE_SOURCES)}"
        short += f"; {source_in_short(monitor, COVERAGE_SOURCES)}"
        notes += f" In {monitor.gemeente_name} zijn het {own.words}."
    if remark := ratio_remark(monitor):
        remarks.append(remark)
    if own is not None and is_invented(monitor):
        remarks.append(f"De cijfers van {monitor.gemeente_name} zijn verzonnen.")
    picture = build_marks(monitor)
    slide = Slide(
        part="landelijk",
        title=f"In Nederland is er één kinderwerker voor {said} kinderen",
        subtitle=subtitle,
        picture=picture,
        alt=describe_picture(picture, subtitle),
        source=source,
        notes=f"{notes} {SAY['landelijk']}",
        remarks=tuple(remarks),
        source_short=short,
        questions=QUESTIONS["landelijk"],
        beside=(ARTICLE,),
    )
    return [slide]
