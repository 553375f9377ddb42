"""A chart as a picture to take along: title, what is shown, source and context are in it."""

from kinderwerk_stats.exports.drawings.frame import Frame
from kinderwerk_stats.exports.drawings.picture import draw_picture
from kinderwerk_stats.exports.typeset import typeset_png
from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.story.context import context_lines
from kinderwerk_stats.story.slides import Context, Slide

# Half a slide wide and as high as it needs to be: sharp in a report as well as on a screen.
WIDTH, TYPE_SIZE = 960.0, 18.0
_BESIDE_SOURCE = ("Bron", "Verzonnen cijfers")


def slide_svg(slide: Slide, context: Context, *, width: float = WIDTH, type_size: float = TYPE_SIZE) -> str:
    """Return the picture of a slide as SVG, light, with all that must be known to read it.

    Parameters
    ----------
    slide : must have a picture.
    context : gemeente, year, norm, weights, threshold and date, in small type under the source.
    width, type_size : in px; the height follows.

    Raises
    ------
    ValueError
        When the slide has no picture.
    """
    if slide.picture is None:
        raise ValueError(f"slide {slide.title!r} has no picture")
    said = " · ".join(f"{name}: {words}" for name, words in context_lines(context) if name not in _BESIDE_SOURCE)
    source = f"Bron: {slide.source}" if slide.source else ""
    lines = tuple(line for line in (slide.definition, said) if line)
    frame = Frame(slide.title, slide.subtitle, slide.remark, source, lines, context.invented)
    return draw_picture(
        slide.picture, palette=LIGHT, width=width, height=None, type_size=type_size, alt=slide.alt, frame=frame
    )


def slide_png(slide: Slide, context: Context, *, width: float = WIDTH, type_size: float = TYPE_SIZE) -> bytes:
    """Return the same picture as PNG, two dots for each px."""
    return typeset_png(slide_svg(slide, context, width=width, type_size=type_size))
