"""Put the slides of a story in a presentation, in the order in which they are read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Pt

from kinderwerk_stats.exports.deck.charts import add_bars, add_dots, add_steps, add_years
from kinderwerk_stats.exports.deck.fitting import LINE_HEIGHT, largest_fitting, lines_of
from kinderwerk_stats.exports.deck.pictures import (
    add_map,
    add_marks,
    add_photo,
    add_points,
    add_quote,
)
from kinderwerk_stats.exports.deck.shapes import (
    SIZE_BODY,
    SIZE_LARGE,
    SIZE_LINE,
    SIZE_SMALL,
    SIZE_TITLE,
    Box,
    Style,
    add_text,
    describe,
    write_text,
)
from kinderwerk_stats.exports.deck.tables import add_table
from kinderwerk_stats.exports.deck.template import open_template, title_layout, title_size
from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.story.context import context_lines, foot_line
from kinderwerk_stats.story.slides import (
    BarsPicture,
    DotsPicture,
    MapPicture,
    MarksPicture,
    PhotoPicture,
    PointsPicture,
    QuotePicture,
    Slide,
    StepsPicture,
    Story,
    TablePicture,
    YearsPicture,
)

_MARGIN = 620_000
# Of a title that does not fit in larger letters.
_TITLE_SIZES = (32.0, SIZE_TITLE, SIZE_LARGE, 20, 18, 16, 14)
_ADD: dict[type, Callable[[Any, Box, Any, str], None]] = {
    BarsPicture: add_bars,
    YearsPicture: add_years,
    DotsPicture: add_dots,
    MarksPicture: add_marks,
    MapPicture: add_map,
    TablePicture: add_table,
    PointsPicture: add_points,
    QuotePicture: add_quote,
    PhotoPicture: add_photo,
}


def write_deck(story: Story, path: Path, template: Path | None = None) -> None:
    """Write a story as a .pptx: one message per slide, native charts and tables, notes, and last what the figures are.

    Parameters
    ----------
    story : what `build_story` returned; its figures are written as they are printed there.
    path : where the file is written.
    template : a .pptx or .potx of the organisation; its master, colours and letters are kept, its slides are not.

    Raises
    ------
    InputRefused : the template cannot be used.
    """
    deck = open_template(template)
    for slide in story.slides:
        _add_slide(deck, slide, story, own_template=template is not None)
    _add_context(deck, story, own_template=template is not None)
    title = f"Kinderwerk in {story.context.title}"
    deck.core_properties.title = f"{title} (verzonnen cijfers)" if story.context.invented else title
    deck.core_properties.language = "nl-NL"
    deck.core_properties.author = ""
    _say_dutch(deck)
    deck.save(str(path))


def _add_slide(deck: Deck, slide: Slide, story: Story, *, own_template: bool) -> None:
    page, body = _start(deck, slide.title, own_template=own_template)
    if slide.subtitle:
        high = round(lines_of(slide.subtitle, SIZE_SMALL, body.width / Pt(1)) * SIZE_SMALL * LINE_HEIGHT * Pt(1))
        line = Box(body.left, body.top, body.width, high)
        add_text(page.shapes, line, [slide.subtitle], Style(SIZE_SMALL, LIGHT.muted), "Ondertitel")
        body = Box(body.left, body.top + high + 160_000, body.width, body.height - high - 160_000)
    foot = [line for line in (slide.remark, foot_line(slide, story.context)) if line]
    printed = sum(lines_of(line, SIZE_LINE, body.width / Pt(1)) for line in foot)
    body, lines = body.cut_bottom(round(printed * SIZE_LINE * LINE_HEIGHT * Pt(1)) + 100_000)
    if isinstance(slide.picture, StepsPicture):
        _add_steps(page.shapes, body, slide.picture, slide.alt)
    elif slide.picture is not None:
        _ADD[type(slide.picture)](page.shapes, body, slide.picture, slide.alt)
    under = Box(lines.left, lines.top + 100_000, lines.width, lines.height - 100_000)
    add_text(page.shapes, under, foot, Style(SIZE_LINE, LIGHT.muted), "Bron")
    notes = [slide.notes, *(f"Vraag: {question}" for question in slide.questions), slide.alt and f"Beeld: {slide.alt}"]
    page.notes_slide.notes_text_frame.text = "\n\n".join(filter(None, notes))


def _add_steps(shapes: Any, box: Box, picture: StepsPicture, alt: str) -> None:
    above, warning = box.cut_bottom(700_000)
    left, right = above.split(0.55)
    add_steps(shapes, left, picture, alt)
    said = [step.text for step in picture.steps if step.text]
    add_text(shapes, right, said, Style(SIZE_BODY, middle=True, space=14), "Uitleg")
    add_text(shapes, warning, [picture.warning], Style(SIZE_BODY, bold=True, middle=True), "Let op")


def _add_context(deck: Deck, story: Story, *, own_template: bool) -> None:
    """Add the last slide: what holds for all figures before it."""
    page, body = _start(deck, "Over deze cijfers", own_template=own_template)
    lines = context_lines(story.context)
    table = TablePicture(("Wat", "Hoe"), tuple((label, text) for label, text in lines), (False, False))
    alt = "Tabel met gemeente, jaar, keuzes, norm, drempel, bronnen en datum."
    add_table(page.shapes, body, table, alt)
    page.notes_slide.notes_text_frame.text = "\n".join(f"{label}: {text}" for label, text in lines)


def _start(deck: Deck, title: str, *, own_template: bool) -> tuple[Any, Box]:
    """Add a slide with its title; return it and the room under the title."""
    page = deck.slides.add_slide(title_layout(deck))
    heading = page.shapes.title
    for place in list(page.placeholders):
        if place.shape_id != heading.shape_id:
            place.element.getparent().remove(place.element)
    width, height = int(deck.slide_width or 0), int(deck.slide_height or 0)
    if own_template:
        heading.text_frame.text = title
        sizes = (title_size(deck, page.slide_layout), *_TITLE_SIZES)
        size = largest_fitting(title, sizes, int(heading.width), int(heading.height))
        if size != sizes[0]:
            heading.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        bottom = int(heading.top + heading.height)
        top = bottom if bottom < height * 0.4 else height // 5
        body = Box(int(heading.left), top + 100_000, int(heading.width), int(height * 0.93) - top - 100_000)
    else:
        heading.left, heading.top, heading.width, heading.height = (
            Emu(side) for side in (_MARGIN, 330_000, width - 2 * _MARGIN, 1_000_000)
        )
        heading.text_frame.margin_left = 0
        size = largest_fitting(title, _TITLE_SIZES[1:], width - 2 * _MARGIN, 1_000_000)
        style = Style(size, bold=True, middle=True)
        write_text(heading.text_frame, [title], style)
        body = Box(_MARGIN, 1_400_000, width - 2 * _MARGIN, height - 1_400_000 - 250_000)
    describe(heading, title, "Titel")
    return page, body


def _say_dutch(deck: Deck) -> None:
    """Mark every text as Dutch, so that it is read aloud and checked as such."""
    for slide in deck.slides:
        parts = [slide.element, slide.notes_slide.element]
        parts += [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
        for part in parts:
            for tag in ("a:rPr", "a:endParaRPr", "a:defRPr"):
                for properties in part.iter(qn(tag)):
                    properties.set("lang", "nl-NL")
