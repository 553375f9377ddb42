"""The title slide: what the story is called, who tells it, where and when, with a photo or the map of its wijken."""

from datetime import date

from kinderwerk_stats.story.case import Case, build_map, main_figure
from kinderwerk_stats.story.gemeente import describe_wijken
from kinderwerk_stats.story.slides import PhotoPicture, PointsPicture, Slide
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.notes import SAY
from kinderwerk_stats.text.numbers import format_date, join_names
from kinderwerk_stats.text.origin import organisation_of
from kinderwerk_stats.text.story import remarks_of, source_in_short, source_line


def build_titel(case: Case, today: date) -> Slide:
    """Return the slide that a story opens with: the organisation's own photo, else the map with the chosen wijken."""
    monitor, plan, photo = case.monitor, case.plan, case.plan.photo
    who = organisation_of(monitor)
    about = join_names([monitor.name_of(code) for code in case.wijken])
    lines = [*([f"Over {about}"] if about else []), *([who] if who else []), format_date(today)]
    title = plan.title.strip() or f"Kinderwerk in {monitor.gemeente_name}, {monitor.year}"
    said = " · ".join(lines)
    if photo:
        picture = PhotoPicture(photo.content, photo.alt)
        return Slide("titel", title, said, picture, photo.alt, "Foto van de organisatie", SAY["titel"])
    figure = main_figure(monitor)
    drawn = build_map(case, figure, case.wijken, case.wijken)
    if drawn is None:
        where = f"Werkbezoek in {monitor.gemeente_name}"
        return Slide("titel", title, where, PointsPicture(tuple(lines)), plain(". ".join(lines)), "", SAY["titel"])
    return Slide(
        part="titel",
        title=title,
        subtitle=said,
        picture=drawn,
        alt=describe_wijken(monitor, figure, drawn, said),
        source=source_line(monitor),
        notes=SAY["titel"],
        remarks=tuple(remarks_of(monitor, [figure], case.wijken)),
        source_short=source_in_short(monitor),
    )
