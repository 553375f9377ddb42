"""Parts of a sheet as data for the templates: nothing here is markup."""

from collections.abc import Sequence
from datetime import date

from kinderwerk_stats.exports.drawings.frame import INVENTED
from kinderwerk_stats.exports.drawings.picture import draw_picture
from kinderwerk_stats.exports.typeset import Json
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.story.alt import describe_picture
from kinderwerk_stats.story.context import build_context, context_lines
from kinderwerk_stats.story.slides import Picture, Slide, TablePicture
from kinderwerk_stats.text.emphasis import split_emphasis
from kinderwerk_stats.text.key_figures import KeyFigure

_TYPE = 8.5


def drawing(picture: Picture, width: float, height: float, alt: str, *, size: float = _TYPE) -> dict[str, Json]:
    """Return a drawing of so many points, for print."""
    svg = draw_picture(picture, palette=LIGHT, width=width, height=height, type_size=size, alt=alt)
    return {"svg": svg, "alt": alt, "width": width, "height": height}


def chart(slide: Slide | None, width: float, height: float, *, size: float = _TYPE) -> Json:
    """Return the picture of a slide with its finding and what it shows; None without one."""
    if slide is None or slide.picture is None:
        return None
    alt = slide.alt or describe_picture(slide.picture, slide.subtitle)
    return {"title": slide.title, "subtitle": slide.subtitle, **drawing(slide.picture, width, height, alt, size=size)}


def table_part(slide: Slide | None) -> Json:
    """Return a table as cells, which a screen reader walks through; None without one."""
    if slide is None or not isinstance(slide.picture, TablePicture):
        return None
    table = slide.picture
    return {
        "title": slide.title,
        "subtitle": slide.subtitle,
        "columns": list[Json](table.columns),
        "numeric": list[Json](table.numeric),
        "rows": [list[Json](row) for row in table.rows],
    }


def marked_parts(sentence: str) -> Json:
    """Return a sentence as pairs of words and whether they are set heavier."""
    return [[words, heavy] for words, heavy in split_emphasis(sentence)]


def figure_parts(figures: Sequence[KeyFigure]) -> Json:
    """Return the key figures."""
    return [
        {
            "label": figure.label,
            "value": figure.value,
            "unit": figure.unit,
            "lines": list[Json]([line for line in (figure.interval, figure.note) if line]),
        }
        for figure in figures
    ]


def context_parts(
    monitor: Monitor, wijken: list[str], today: date, weights: str = "", slides: Sequence[Slide | None] = ()
) -> dict[str, Json]:
    """Return what every sheet states about its figures, and the mark of invented ones (empty where they are real)."""
    codes = [code for code, name in monitor.names.items() if name in wijken]
    context = build_context(monitor, codes, today, weights, [slide for slide in slides if slide is not None])
    return {
        "context": [[name, words] for name, words in context_lines(context)],
        "invented": INVENTED if context.invented else "",
    }
