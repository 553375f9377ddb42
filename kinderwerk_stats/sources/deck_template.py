"""The presentation that slides are put in: the organisation's own template, or a plain one of 16 by 9.

A template comes from outside and can be made to do harm: `read_template` is for the reader process, and what it returns
is all that decks are made from.
"""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import XmlPart
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu

from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.sources.files.contents import check_members

MAX_TEMPLATE_BYTES = 50_000_000
_MAX_UNZIPPED_BYTES = 300_000_000
# Of all that is in the file, slides too.
_MAX_ENTRIES = 20_000
# Of what stays, without slides: some hundred layouts, with more shapes than anybody draws.
_MAX_PARTS = 1_000
_MAX_ELEMENTS = 500_000
_MAX_KEPT_BYTES = 100_000_000
_MAX_PIXELS = 89_000_000
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
# A template to start from, and a presentation with macros, say so in one word only; python-pptx knows neither.
_OTHER_MAINS = (
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
)
_TYPES = "[Content_Types].xml"
# Of a presentation, what belongs to its slides or its makers: macros, and who wrote remarks.
_LEFT_BEHIND = ("/vbaProject", "/commentAuthors", "/authors")
# Lists of slides by their number: sections and shows of a choice of slides. One that is not there asks for a repair.
_LISTS = (qn("p:custShowLst"), "{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst")
# What python-pptx, zip and XML say of a file that was damaged or is built in another way.
_BROKEN = (PythonPptxError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, AttributeError, TypeError,
           IndexError, SyntaxError, EOFError, NotImplementedError, RuntimeError)  # fmt: skip
_WIDE = (Emu(12_192_000), Emu(6_858_000))
_HEADINGS = (1, 3)  # title, centred title
_TITLE_SIZE = 44.0  # where a template says nothing
# Date, footer and slide number stand on every layout and are no room for text.
_SMALL = (13, 15, 16)


def read_template(path: Path) -> bytes:
    """Return a template as an empty presentation: its masters, and nothing else of it.

    Parameters
    ----------
    path : a .pptx or .potx (with macros or without: they are not taken along).

    Raises
    ------
    InputRefused : no PowerPoint file, damaged, too large or too much of anything, or without a layout that has a title.
    """
    try:
        deck = Presentation(io.BytesIO(_checked(path)))
        _empty(deck)
        _refuse_too_much(deck, path)
        _try(deck)
        _empty(deck)
        kept = io.BytesIO()
        deck.save(kept)
    except _BROKEN as broken:
        if getattr(broken, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise _refused(path, "sjabloon_beschadigd") from None
    return kept.getvalue()


def open_template(content: bytes | None) -> Deck:
    """Return the empty presentation that `read_template` made; the plain one for None."""
    return _plain() if content is None else Presentation(io.BytesIO(content))


def title_layout(deck: Deck) -> SlideLayout:
    """Return the layout with a title and the least besides."""
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    with_title = [each for each in layouts if _kinds(each).intersection(_HEADINGS)]
    if not with_title:
        raise KeyError("no layout with a title")
    return min(with_title, key=lambda each: len(_kinds(each).difference((*_HEADINGS, *_SMALL))))


def title_size(layout: SlideLayout) -> float:
    """Return how large the letters of a title are on a layout, in points."""
    for part in (layout, layout.slide_master):
        for place in part.placeholders:
            if int(place.placeholder_format.type) in _HEADINGS:
                said = place.element.find(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}[@sz]")
                if said is not None:
                    return int(said.get("sz")) / 100
    style = layout.slide_master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}[@sz]")
    return _TITLE_SIZE if style is None else int(style.get("sz")) / 100


def _refuse_too_much(deck: Deck, path: Path) -> None:
    """Refuse what would take much memory each time that a deck is made of it, or when the deck is opened."""
    parts = list(deck.part.package.iter_parts())
    trees = [part._element for part in parts if isinstance(part, XmlPart)]
    # An attribute takes as much as an element.
    elements = sum(1 + len(element.attrib) for tree in trees for element in tree.iter("*"))
    if len(parts) > _MAX_PARTS or elements > _MAX_ELEMENTS or sum(len(part.blob) for part in parts) > _MAX_KEPT_BYTES:
        raise _refused(path, "sjabloon_te_veel")
    if any(_pixels(part.blob) > _MAX_PIXELS for part in parts if part.content_type.startswith("image/")):
        raise _refused(path, "sjabloon_te_veel")


def _pixels(picture: bytes) -> int:
    """Return how many dots a picture says it has; 0 for one that is drawn in lines, or that no program can show."""
    try:
        with Image.open(io.BytesIO(picture)) as image:
            return image.width * image.height
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return _MAX_PIXELS + 1
    except (OSError, struct.error, *_BROKEN):
        return 0


def _try(deck: Deck) -> None:
    """Make one slide with notes: a template that cannot hold one says so here."""
    layout = title_layout(deck)
    page = deck.slides.add_slide(layout)
    if title_size(layout) > 0 and page.shapes.title.left is not None:
        page.notes_slide.notes_text_frame.text = deck.core_properties.title = ""


def _empty(deck: Deck) -> None:
    """Take out the slides, all that names them, and what else is not of the master: macros, writers of remarks."""
    for tag in _LISTS:
        for found in list(deck.part._element.iter(tag)):
            _remove(found)
    for slide_id in list(deck.slides._sldIdLst):
        deck.slides._sldIdLst.remove(slide_id)
    for master in deck.slide_masters:
        for part in (master.part, *(layout.part for layout in master.slide_layouts)):
            _drop(part, ("/slide",))
    _drop(deck.part, ("/slide", *_LEFT_BEHIND))
    _drop(deck.part.package, ("/thumbnail", "/extensibility"))
    notes = deck.part._element.find(qn("p:notesMasterIdLst"))
    if notes is not None:
        master = deck.part.part_related_by(RELATIONSHIP_TYPE.NOTES_MASTER).notes_master
        if all(place.placeholder_format.type != PP_PLACEHOLDER.BODY for place in master.placeholders):
            # No room for notes: python-pptx makes a master of its own when it needs one.
            _remove(notes)
            _drop(deck.part, ("/notesMaster",))


def _drop(part: Any, kinds: tuple[str, ...]) -> None:
    """Drop relations of a kind, with the links in the part that use them."""
    for number, relation in list(part._rels.items()):
        if relation.reltype.endswith(kinds):
            for link in list(part._element.iter(qn("a:hlinkClick"))) if hasattr(part, "_element") else ():
                if link.get(qn("r:id")) == number:
                    _remove(link)
            part._rels.pop(number)


def _remove(element: Any) -> None:
    """Remove an element, and the extension that holds nothing but it."""
    parent = element.getparent()
    parent.remove(element)
    if parent.tag == qn("p:ext") and not len(parent):
        _remove(parent)


def _kinds(layout: SlideLayout) -> set[int]:
    return {int(place.placeholder_format.type) for place in layout.placeholders}


def _plain() -> Deck:
    """Return the presentation of the library, which is 4 by 3, stretched to 16 by 9 with its layouts."""
    deck = Presentation()
    width = deck.slide_width or _WIDE[0]
    for part in (deck.slide_master, *deck.slide_layouts):
        for shape in part.shapes:
            if shape.element.find(".//{*}xfrm") is not None:
                shape.left, shape.width = (Emu(round(side * _WIDE[0] / width)) for side in (shape.left, shape.width))
    deck.slide_width, deck.slide_height = _WIDE
    return deck


def _checked(path: Path) -> bytes:
    """Return the bytes of a template that may be unpacked, its kind written as that of a presentation."""
    if path.stat().st_size > MAX_TEMPLATE_BYTES:
        raise _refused(path, "sjabloon_te_groot")
    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > _MAX_ENTRIES:
            raise _refused(path, "sjabloon_te_veel")
        if sum(member.file_size for member in members) > _MAX_UNZIPPED_BYTES:
            raise _refused(path, "sjabloon_uitgepakt_te_groot")
        try:
            check_members(path, members)
        except InputRefused:
            raise _refused(path, "sjabloon_te_veel") from None
        if "ppt/presentation.xml" not in archive.namelist():
            raise _refused(path, "sjabloon_geen_presentatie")
        types = archive.read(_TYPES).decode("utf-8")
        if not any(other in types for other in _OTHER_MAINS):
            return content
        for other in _OTHER_MAINS:
            types = types.replace(other, _MAIN)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
            for member in members:
                copy.writestr(member.filename, types if member.filename == _TYPES else archive.read(member))
    return target.getvalue()


def _refused(path: Path, code: str) -> InputRefused:
    return InputRefused([make_problem(code, Place(path.name))])
