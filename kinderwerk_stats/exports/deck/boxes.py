"""What every object on a slide has: a place, a colour of the palette, words for who cannot see it, and Dutch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from kinderwerk_stats.model.palette import LIGHT
from kinderwerk_stats.text.numbers import keep_together

# Of the slide, in points; read from five metres on a screen of two metres wide.
SIZE_LARGEST, SIZE_TITLE, SIZE_LARGE, SIZE_BODY, SIZE_SMALL, SIZE_LINE = 40, 28, 24, 18, 16, 11


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    def as_tuple(self) -> tuple[Emu, Emu, Emu, Emu]:
        return Emu(self.left), Emu(self.top), Emu(self.width), Emu(self.height)

    def split(self, share: float, gap: int = 250_000) -> tuple["Box", "Box"]:
        """Return the left part, with this share of the width, and the right part."""
        left = round((self.width - gap) * share)
        rest = Box(self.left + left + gap, self.top, self.width - left - gap, self.height)
        return Box(self.left, self.top, left, self.height), rest

    def cut_bottom(self, height: int) -> tuple["Box", "Box"]:
        """Return what stands above the lowest part, and that part."""
        above = Box(self.left, self.top, self.width, self.height - height)
        return above, Box(self.left, self.top + self.height - height, self.width, height)


def rgb(colour: str) -> Any:
    """Return a colour of the palette, as "#056070"."""
    return RGBColor.from_string(colour.lstrip("#").upper())


# What a screen reader passes over; the place and name are of PowerPoint 2019 and later.
_DECORATIVE = (
    '<a:extLst {}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def describe(shape: Any, words: str, name: str) -> None:
    """Give a shape its name in the selection pane and its alternative text; without words it is decoration."""
    shape.name = name
    properties = shape.element.find(".//" + qn("p:cNvPr"))
    properties.set("descr", words)
    if not words:
        properties.append(parse_xml(_DECORATIVE.format(nsdecls("a"))))


@dataclass(frozen=True)
class Style:
    """How lines of text look; `space` in points under each line."""

    size: float
    colour: str = LIGHT.text
    bold: bool = False
    right: bool = False
    middle: bool = False
    space: float = 0


def write_text(frame: Any, lines: Sequence[str], style: Style) -> None:
    """Write lines in a text frame, one paragraph each; nothing in them is markup."""
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if style.middle else MSO_ANCHOR.TOP
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if style.right else PP_ALIGN.LEFT
        paragraph.space_after = Pt(style.space)
        run = paragraph.add_run()
        run.text = keep_together(line)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(style.size), style.bold, rgb(style.colour)


def add_text(shapes: Any, box: Box, lines: list[str], style: Style, name: str) -> Any:
    """Add a text box without margins of its own, so that texts stand exactly under each other."""
    shape = shapes.add_textbox(*box.as_tuple())
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write_text(frame, lines, style)
    describe(shape, " ".join(lines), name)
    return shape


def fill(shape: Any, colour: str | None, line: str | None = None, width: float = 1.0) -> None:
    """Colour a shape; None leaves it open."""
    if colour is None:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(colour)
    if line is None:
        shape.line.fill.background()
    else:
        shape.line.color.rgb = rgb(line)
        shape.line.width = Pt(width)
    flat(shape)


def flat(shape: Any) -> None:
    """Take the shadow of a theme from a shape; LibreOffice draws it as long as the style of the shape names one."""
    shape.shadow.inherit = False
    for effect in shape.element.iter(qn("a:effectRef")):
        effect.set("idx", "0")
