"""The gemeente: its reach per wijk as a map, or as bars where there are no borders."""

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.case import Case, build_bars, build_map, main_figure
from kinderwerk_stats.story.own_words import build_said
from kinderwerk_stats.story.slides import Picture, Slide
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.notes import SAY
from kinderwerk_stats.text.questions import QUESTIONS
from kinderwerk_stats.text.sentences import describe_figure, figure_subtitle, headline
from kinderwerk_stats.text.story import (
    children_title,
    definitions,
    gemeente_title,
    remarks_of,
    source_in_short,
    source_line,
)

# Nobody listens to a hundred names: above this, only where the figure is lowest and highest.
_MOST_NAMED = 25


def build_gemeente(case: Case) -> list[Slide]:
    """Return a slide of reach per wijk (of the children where no wijk has its reach), and what the gemeente says."""
    monitor = case.monitor
    figure = main_figure(monitor)
    drawn = build_map(case, figure, case.wijken, case.first.codes)
    picture, more = (drawn, "") if drawn is not None else build_bars(case, figure)
    subtitle = figure_subtitle(monitor, figure)
    remarks = remarks_of(monitor, [figure], monitor.names, total=[figure])
    slide = Slide(
        part="gemeente",
        title=gemeente_title(monitor) if figure == "reach_share" else children_title(monitor),
        subtitle=subtitle,
        picture=picture,
        alt=describe_wijken(monitor, figure, picture, subtitle),
        source=source_line(monitor),
        source_short=source_in_short(monitor),
        notes=f"{plain(headline(monitor))} {SAY[figure]} {definitions(monitor, [figure])}",
        remarks=tuple(remarks),
        left_out=more,
        questions=QUESTIONS[figure],
        definition=definitions(monitor, [figure]),
    )
    return [slide, *build_said(monitor, "gemeente")]


def describe_wijken(monitor: Monitor, figure: str, picture: Picture, subtitle: str) -> str:
    """Return a picture of wijken in words: each of them, of many the ends and those without a figure."""
    few = len(monitor.names) <= _MOST_NAMED
    return describe_picture(picture, subtitle) if few else describe_figure(monitor, figure)
