"""Put the slides of a story in a presentation, in the order in which they are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu, Pt

from kinderwerk_stats.exports.deck.boxes import (
    SIZE_BODY,
    SIZE_LARGE,
    SIZE_LARGEST,
    SIZE_LINE,
    SIZE_SMALL,
    SIZE_TITLE,
    Box,
    Style,
    add_text,
    describe,
    write_text,
)
from kinderwerk_stats.exports.deck.charts import add_bars, add_steps
from kinderwerk_stats.exports.deck.fitting import height_of, largest_size, scale, scale_of
from kinderwerk_stats.exports.deck.pictures import (
    add_map,
    add_marks,
    add_photo,
    add_points,
    add_quote,
    add_table,
    add_wijk,
    rows_that_fit,
)
from kinderwerk_stats.exports.deck.words import with_fit_words
from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.sources.deck_template import open_template, title_layout, title_size
from kinderwerk_stats.story.context import foot_lines
from kinderwerk_stats.story.slides import (
    BarsPicture,
    MapPicture,
    MarksPicture,
    PhotoPicture,
    PointsPicture,
    QuotePicture,
    Slide,
    StepsPicture,
    Story,
    TablePicture,
    WijkPicture,
)
from kinderwerk_stats.text.numbers import join_names, keep_together

_MARGIN = 620_000
_LONGEST_PROPERTY = 255
# Of the lines under a picture: the largest part of the room, letters in two lines, and where that is not enough.
_MOST_FOR_FOOT, _TWO_LINES, _FOOT_SIZES = 0.35, (13, 12, SIZE_LINE), (SIZE_LINE, 10, 9, 8, 7, 6)
# Letters of the slides about the figures.
_ABOUT_SIZE = 12
_TITLE_SIZES = (SIZE_TITLE, SIZE_LARGE, 21, SIZE_BODY, 14, 10, 7)
_OPENING_SIZES = (44, SIZE_LARGEST, 36, 32, *_TITLE_SIZES)
# A title that is too long for its place in a template becomes so much smaller; of its place, what stays open at a side.
_SMALLER, _INSET = (0.85, 0.72, 0.6, 0.5, 0.4, 0.3, 0.2), 91_440
_ADD: dict[type, Callable[[Any, Box, Any, str], None]] = {
    BarsPicture: add_bars,
    MarksPicture: add_marks,
    MapPicture: add_map,
    WijkPicture: add_wijk,
    TablePicture: add_table,
    PointsPicture: add_points,
    QuotePicture: add_quote,
    PhotoPicture: add_photo,
}


@dataclass(frozen=True)
class _Target:
    """Where slides are added, and on which layout; `own`: it is a template of an organisation."""

    deck: Deck
    layout: SlideLayout
    own: bool

    @property
    def size(self) -> tuple[int, int]:
        return int(self.deck.slide_width or 0), int(self.deck.slide_height or 0)


def write_deck(story: Story, path: Path, template: bytes | None = None) -> None:
    """Write a story as a .pptx: one message per slide, native charts and tables, notes, and last what the figures are.

    Parameters
    ----------
    story : what `build_story` returned; its figures are written as they are printed there.
    path : where the file is written.
    template : what `read_template` made of a .pptx or .potx of the organisation, with its master, colours and letters.
    """
    deck = open_template(template)
    target = _Target(deck, title_layout(deck), template is not None)
    story = with_fit_words(story)
    feet, about = foot_lines(story)
    for slide, foot in zip(story.slides, feet, strict=True):
        _add_slide(target, slide, foot)
    _add_about(target, about)
    _say_dutch(deck)
    _say_what_it_is(deck, story)
    deck.save(str(path))


def _add_slide(target: _Target, slide: Slide, small_print: str) -> None:
    page, body = _start(target, slide.title, _OPENING_SIZES if slide.part == "titel" else _TITLE_SIZES)
    drawn = len(page.shapes)
    if slide.subtitle:
        line = Box(body.left, body.top, body.width, 330_000)
        size = largest_size([slide.subtitle], line.width, line.height, (SIZE_SMALL, 14, 12, SIZE_LINE))
        add_text(page.shapes, line, [slide.subtitle], Style(size, LIGHT.muted), "Ondertitel")
    body = Box(body.left, body.top + 480_000, body.width, body.height - 480_000)
    foot, most = [small_print], round(body.height * _MOST_FOR_FOOT)
    size = _foot_size(small_print, body.width, most)
    body, lines = body.cut_bottom(min(height_of(foot, body.width, size), most) + 100_000)
    if isinstance(slide.picture, StepsPicture):
        _add_steps(page.shapes, body, slide.picture, slide.alt)
    elif slide.picture is not None:
        _ADD[type(slide.picture)](page.shapes, body, slide.picture, slide.alt)
    under = Box(lines.left, lines.top + 100_000, lines.width, lines.height - 100_000)
    add_text(page.shapes, under, foot, Style(size, LIGHT.muted), "Bron")
    _fit_slide(target, page, drawn)
    notes = [slide.notes, *(f"Vraag: {question}" for question in slide.questions), slide.alt and f"Beeld: {slide.alt}"]
    page.notes_slide.notes_text_frame.text = "\n\n".join(filter(None, notes))


def _foot_size(words: str, width: int, most: int) -> float:
    """Return letters in which small print is two lines; of what is longer, letters in which it has room."""
    for size in _TWO_LINES:
        if height_of([words], width, size) <= height_of(["", ""], width, size):
            return size
    return largest_size([words], width, most, _FOOT_SIZES)


def _add_steps(shapes: Any, box: Box, picture: StepsPicture, alt: str) -> None:
    above, warning = box.cut_bottom(700_000)
    left, right = above.split(0.55)
    add_steps(shapes, left, picture, alt)
    said = [step.text for step in picture.steps if step.text]
    add_text(shapes, right, said, Style(SIZE_BODY, middle=True, space=14), "Uitleg")
    add_text(shapes, warning, [picture.warning], Style(SIZE_BODY, bold=True, middle=True), "Let op")


def _add_about(target: _Target, lines: Sequence[tuple[str, str]]) -> None:
    """Add the last slide: what holds for all figures before it; more slides where it would become too small."""
    whole = TablePicture(("Wat", "Hoe"), tuple(lines), (False, False))
    done = 0
    while done < len(lines):
        page, body = _start(target, "Over deze cijfers (vervolg)" if done else "Over deze cijfers")
        drawn = len(page.shapes)
        many = rows_that_fit(replace(whole, rows=whole.rows[done:]), body, _ABOUT_SIZE)
        shown = lines[done : done + many]
        alt = f"Tabel met {join_names(list(dict.fromkeys(label.lower() for label, _ in shown)), None)}."
        add_table(page.shapes, body, replace(whole, rows=tuple(shown)), alt, _ABOUT_SIZE)
        _fit_slide(target, page, drawn)
        page.notes_slide.notes_text_frame.text = "\n".join(f"{label}: {text}" for label, text in shown)
        done += many


def _start(target: _Target, title: str, sizes: Sequence[float] = _TITLE_SIZES) -> tuple[Any, Box]:
    """Add a slide with its title; return it and the room under the title, in the measure of our own slide."""
    page = target.deck.slides.add_slide(target.layout)
    heading = page.shapes.title
    for place in list(page.placeholders):
        if place.shape_id != heading.shape_id:
            place.element.getparent().remove(place.element)
    width, height = target.size
    if target.own:
        body = _under_own_title(target, heading, title)
    else:
        heading.left, heading.top, heading.width, heading.height = (
            Emu(side) for side in (_MARGIN, 330_000, width - 2 * _MARGIN, 1_000_000)
        )
        heading.text_frame.margin_left = 0
        size = largest_size([title], int(heading.width), int(heading.height), sizes, 700)
        write_text(heading.text_frame, [title], Style(size, bold=True, middle=True))
        body = Box(_MARGIN, 1_400_000, width - 2 * _MARGIN, height - 1_400_000 - 250_000)
    describe(heading, title, "Titel")
    return page, body


def _under_own_title(target: _Target, heading: Any, title: str) -> Box:
    """Write a title where the template has it, no larger than fits; return the room under it."""
    width, height = target.size
    factor = scale_of(width, height)
    sides = [getattr(heading, side) for side in ("left", "top", "width", "height")]
    if any(side is None for side in sides) or sides[2] < width // 3 or sides[3] < height // 20:
        # No place of its own, or one that no sentence fits in.
        sides = [width // 20, height // 20, width * 9 // 10, height // 6]
        heading.left, heading.top, heading.width, heading.height = map(Emu, sides)
    left, top, wide, high = map(int, sides)
    heading.text_frame.text = keep_together(title)
    own = title_size(target.layout)
    inside = round(wide - 2 * _INSET), round(high - _INSET)
    size = largest_size([title], *inside, (own, *(round(own * share, 1) for share in _SMALLER)), 700)
    if size < own:
        for run in heading.text_frame.paragraphs[0].runs:
            run.font.size = Pt(size)
    bottom = top + high if top + high < height * 0.4 else height // 5
    body = Box(left, bottom + 100_000, min(wide, width - left), int(height * 0.93) - bottom - 100_000)
    return Box(*(round(side / factor) for side in (body.left, body.top, body.width, body.height)))


def _fit_slide(target: _Target, page: Any, first: int) -> None:
    """Make what was drawn as large as the slide of the template asks; the title stands there already."""
    factor = scale_of(*target.size)
    if factor == 1.0:
        return
    for shape in list(page.shapes)[first:]:
        scale(shape.element, factor)
        if shape.has_chart:
            scale(shape.chart._chartSpace, factor)


def _say_dutch(deck: Deck) -> None:
    """Mark every text as Dutch, so that it is read aloud and checked as such."""
    for slide in deck.slides:
        parts = [slide.element, slide.notes_slide.element]
        parts += [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
        for part in parts:
            for run in part.iter(qn("a:r")):
                run.get_or_add_rPr()
            for tag in ("a:rPr", "a:endParaRPr", "a:defRPr"):
                for properties in part.iter(qn(tag)):
                    properties.set("lang", "nl-NL")


def _say_what_it_is(deck: Deck, story: Story) -> None:
    """Say what the file is; nothing stays of who made the template, or the plain one of the library."""
    said, context = deck.core_properties, story.context
    mark = " (verzonnen cijfers)" if context.invented else ""
    said.title = f"{story.title[: _LONGEST_PROPERTY - len(mark)]}{mark}"
    said.language, said.revision = "nl-NL", 1
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(said, name, "")
    said.created = said.modified = datetime.combine(context.made_on, time())
