"""One coverage figure per wijk, as a map and as bars: for whoever takes along a chart of a page."""

from collections.abc import Sequence

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.case import Case, build_bars
from kinderwerk_stats.story.map_picture import build_map_picture
from kinderwerk_stats.story.slides import Picture, Slide
from kinderwerk_stats.text.sentences import figure_finding, figure_subtitle
from kinderwerk_stats.text.story import definitions, remarks_of, source_line


def build_figure_map(case: Case, figure: str, other_years: Sequence[Monitor] = ()) -> Slide | None:
    """Return the map of a figure, its classes those of all these years; None where no borders fit."""
    picture = build_map_picture(case.monitor, figure, case.wijken, other_years, named=case.first.codes)
    return None if picture is None else _slide(case.monitor, figure, picture)


def build_figure_bars(case: Case, figure: str) -> Slide:
    """Return the bars of a figure, with every wijk."""
    picture, _ = build_bars(case, figure, most=len(case.monitor.names))
    return _slide(case.monitor, figure, picture)


def _slide(monitor: Monitor, figure: str, picture: Picture) -> Slide:
    subtitle = figure_subtitle(monitor, figure)
    return Slide(
        part="gemeente",
        title=figure_finding(monitor, figure),
        subtitle=subtitle,
        picture=picture,
        alt=describe_picture(picture, subtitle),
        source=source_line(monitor),
        remarks=tuple(remarks_of(monitor, [figure], monitor.names, total=[figure])),
        definition=definitions(monitor, [figure]),
    )
