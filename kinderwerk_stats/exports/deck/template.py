"""The presentation that slides are put in: the organisation's own template, or a plain one of 16 by 9."""

import io
import zipfile
from pathlib import Path

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu

from kinderwerk_stats.model.errors import InputRefused, Problem

MAX_TEMPLATE_BYTES = 50_000_000
_MAX_UNZIPPED_BYTES = 300_000_000
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
# A template to start from, and a presentation with macros, say so in one word only; python-pptx knows neither.
_OTHER_MAINS = (
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
)
_TYPES = "[Content_Types].xml"
_WIDE = (Emu(12_192_000), Emu(6_858_000))
# Of PowerPoint itself, where a template says none.
_TITLE_SIZE = 44.0
_HEADINGS = (1, 3)  # title, centred title
# Date, footer and slide number stand on every layout and are no room for text.
_SMALL = (13, 15, 16)


def open_template(path: Path | None) -> Deck:
    """Return an empty presentation with the masters of a template.

    Parameters
    ----------
    path : a .pptx or .potx (with macros or without: they are not taken along); None for a plain presentation.

    Raises
    ------
    InputRefused : no PowerPoint file, damaged, too large, or without a layout that has a title.
    """
    if path is None:
        return _plain()
    try:
        deck = Presentation(io.BytesIO(_checked(path)))
        for slide_id in list(deck.slides._sldIdLst):
            deck.part.drop_rel(slide_id.rId)
            deck.slides._sldIdLst.remove(slide_id)
        title_layout(deck)
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile, EOFError):
        raise _refused(path, "een bestand dat PowerPoint niet zo heeft bewaard, of dat beschadigd is") from None
    return deck


def title_layout(deck: Deck) -> SlideLayout:
    """Return the layout with a title and the least besides."""
    with_title = [each for each in deck.slide_layouts if _kinds(each).intersection(_HEADINGS)]
    if not with_title:
        raise KeyError("no layout with a title")
    return min(with_title, key=lambda each: len(_kinds(each).difference((*_HEADINGS, *_SMALL))))


def title_size(deck: Deck, layout: SlideLayout) -> float:
    """Return the size of a title in points: of the layout, else of the master."""
    place = next((each for each in layout.placeholders if each.placeholder_format.type in _HEADINGS), None)
    path = ".//{*}lstStyle/{*}lvl1pPr/{*}defRPr"
    own = place.element.find(path) if place is not None else None
    master = deck.slide_master.element.find(".//{*}titleStyle/{*}lvl1pPr/{*}defRPr")
    for said in (own, master):
        if said is not None and said.get("sz"):
            return int(said.get("sz")) / 100
    return _TITLE_SIZE


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
        raise _refused(path, "een bestand van meer dan 50 MB")
    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > _MAX_UNZIPPED_BYTES:
            raise _refused(path, "een bestand dat uitgepakt groter is dan 300 MB")
        if "ppt/presentation.xml" not in archive.namelist():
            raise _refused(path, "geen presentatie")
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


def _refused(path: Path, found: str) -> InputRefused:
    return InputRefused(
        [
            Problem(
                where=path.name,
                found=found,
                expected="een PowerPoint-bestand (.pptx of .potx) met een indeling waar een titel op staat",
                action="open het sjabloon in PowerPoint, bewaar het als .pptx en kies het opnieuw",
            )
        ]
    )
