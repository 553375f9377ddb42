"""A picture as SVG: the same record that slides and workbooks draw, in any size, with its words in it."""

import zlib
from collections.abc import Callable
from html import escape
from typing import Any

from kinderwerk_stats.exports.drawings.bars import draw_bars
from kinderwerk_stats.exports.drawings.canvas import ID, Box, Drawn, clean, num, rect
from kinderwerk_stats.exports.drawings.frame import Frame, draw_foot, draw_head
from kinderwerk_stats.exports.drawings.hatches import hatches
from kinderwerk_stats.exports.drawings.map import draw_map, draw_wijk
from kinderwerk_stats.exports.drawings.marks import draw_marks
from kinderwerk_stats.exports.drawings.photo import draw_photo
from kinderwerk_stats.exports.drawings.steps import draw_steps
from kinderwerk_stats.exports.drawings.table import draw_table
from kinderwerk_stats.exports.drawings.words import draw_points, draw_quote
from kinderwerk_stats.exports.drawings.years import draw_years
from kinderwerk_stats.model.palette import FONT_FAMILY, Palette
from kinderwerk_stats.story import slides

_DRAW: dict[type, Callable[[Any, Box], Drawn]] = {
    slides.BarsPicture: draw_bars,
    slides.YearsPicture: draw_years,
    slides.MarksPicture: draw_marks,
    slides.StepsPicture: draw_steps,
    slides.MapPicture: draw_map,
    slides.WijkPicture: draw_wijk,
    slides.TablePicture: draw_table,
    slides.PointsPicture: draw_points,
    slides.QuotePicture: draw_quote,
    slides.PhotoPicture: draw_photo,
}
# How much smaller the type may become before the whole picture is made smaller instead.
_SMALLER = (1.0, 0.92, 0.84, 0.76, 0.68)
_EDGE = 1.5


def draw_picture(
    picture: slides.Picture,
    *,
    palette: Palette,
    width: float,
    height: float | None,
    type_size: float,
    alt: str = "",
    frame: Frame | None = None,
) -> str:
    """Return a picture as SVG that asks for nothing outside itself.

    Parameters
    ----------
    picture : any picture of a slide.
    palette : light or dark; with a frame the ground is filled, without one it stays open.
    width, height : of the whole drawing, in px; `height` None: as high as it needs to be. What does not fit gets
        smaller type, down to two thirds, and then a smaller drawing: nothing is left out.
    type_size : of the labels, in px; everything else follows from it.
    alt : the picture in words, read out by a screen reader.
    frame : title, source and context to draw in the picture; None where the page around it says them.

    Returns
    -------
    One `<svg>` element with `<title>` and `<desc>`; its ids differ between two pictures on one page.
    """
    for smaller in _SMALLER:
        drawn = _draw_whole(picture, Box(palette, width, height, type_size * smaller), frame)
        if height is None or drawn.height <= height + 0.5:
            break
    whole = drawn.height if height is None else max(height, drawn.height)
    patterns = hatches(Box(palette, width, height, type_size), drawn.body)
    ground = rect(0, 0, width, whole, palette.background) if frame else ""
    body = f"{f'<defs>{patterns}</defs>' if patterns else ''}{ground}{drawn.body}"
    title = clean(frame.title) if frame else ""
    own = f"kw-{zlib.crc32((body + alt).encode()):08x}"
    words = f'<title id="{ID}-titel">{escape(title)}</title>' if title else ""
    words += f'<desc id="{ID}-tekst">{escape(clean(alt))}</desc>' if alt.strip() else ""
    named = " ".join(name for name, there in ((f"{ID}-titel", title), (f"{ID}-tekst", alt.strip())) if there)
    role = f'role="img" aria-labelledby="{named}"' if named else 'aria-hidden="true"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {num(width)} {num(whole)}" width="{num(width)}"'
        f' height="{num(height or whole)}" font-family="{FONT_FAMILY}" {role}>{words}{body}</svg>'
    )
    return svg.replace(ID, own)


def _draw_whole(picture: slides.Picture, box: Box, frame: Frame | None) -> Drawn:
    """Return picture and frame under each other, with an edge round them where there is a frame."""
    draw = _DRAW[type(picture)]
    if frame is None:
        return draw(picture, box)
    edge = box.size * _EDGE
    inner = box.at(width=box.width - 2 * edge)
    head, foot = draw_head(frame, inner), draw_foot(frame, inner)
    left = None if box.height is None else max(box.height - head.height - foot.height - 2 * edge, box.size * 4)
    drawn = draw(picture, inner.at(height=left))
    high = max(drawn.height, left or 0)
    parts = ((edge, head.body), (edge + head.height, drawn.body), (edge + head.height + high, foot.body))
    body = "".join(f'<g transform="translate({num(edge)} {num(y)})">{part}</g>' for y, part in parts)
    return Drawn(body, head.height + high + foot.height + 2 * edge)
