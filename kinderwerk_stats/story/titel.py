"""The title slide: what the story is called, who tells it, where and when, with the organisation's own photo."""

from collections.abc import Sequence
from datetime import date

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.story.slides import PhotoPicture, PointsPicture, Slide
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.notes import SAY
from kinderwerk_stats.text.numbers import format_date, join_names
from kinderwerk_stats.text.origin import organisation_of


def build_titel(monitor: Monitor, plan: Plan, wijken: Sequence[str], today: date) -> Slide:
    """Return the slide that a story opens with."""
    who = organisation_of(monitor)
    about = join_names([monitor.name_of(code) for code in wijken])
    lines = [*([f"Over {about}"] if about else []), *([who] if who else []), format_date(today)]
    photo = plan.photo
    return Slide(
        part="titel",
        title=plan.title.strip() or f"Kinderwerk in {monitor.gemeente_name}, {monitor.year}",
        subtitle=" · ".join(lines) if photo else f"Werkbezoek in {monitor.gemeente_name}",
        picture=PhotoPicture(photo.content, photo.alt) if photo else PointsPicture(tuple(lines)),
        alt=photo.alt if photo else plain(". ".join(lines)),
        source="Foto van de organisatie" if photo else "",
        notes=SAY["titel"],
    )
