"""What a workbook holds beside its cells: comments, text boxes, names, lists, caches, properties.

Read from the parts of the zip file itself: the reader of cells passes them by, and opening the workbook once more
would cost as much as reading it.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import zip_longest
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kinderwerk_stats.sources.files.grid import Sheet

SHARED_STRINGS = "xl/sharedStrings.xml"
# A larger part is searched as text, without its structure.
_MAX_PARSED = 20_000_000
_STYLES = "xl/styles.xml"
_SHOWN_PARTS = re.compile(r"xl/(?:calcChain|metadata|theme/.*)\.xml|xl/media/.*|.*\.(?:png|jpe?g|gif|emf|wmf|bin)$")
_SHEET_PARTS = re.compile(r"xl/(?:worksheets|chartsheets|dialogsheets)/[^/]+\.xml")
_ATTRIBUTE_OR_TEXT = re.compile(r"""[\w:]+="([^"]+)"|>([^<]+)<|^([^<]+)<""")
# In the tail of a sheet: what somebody wrote, beside numbers and references.
_SAID_IN_TAIL = re.compile(
    r"""<(?:\w+:)?(?:oddHeader|oddFooter|evenHeader|evenFooter|firstHeader|firstFooter)[^>]*>([^<]+)<"""
    r"""|(?:tooltip|display)="([^"]+)\""""
)
_LISTS = re.compile(
    r"""<(?:\w+:)?(?:formula[12]?|f)(?: [^>]*)?>([^<]*)(?=<)"""
    r"""|\b(?:prompt|promptTitle|error|errorTitle|text|val|name|comment)="([^"]+)\""""
)
_QUOTED = re.compile(r'"([^"]+)"')
# The forms of numbers and the styles of cells that somebody named.
_NAMED_STYLES = re.compile(r"""(?:formatCode|name)="([^"]+)\"""")
_AUTHORS = ("creator", "lastModifiedBy", "author", "person", "initial-creator")
# In a header or footer of the print: left, right, size, font, number of the page.
_LAYOUT_CODE = re.compile(r"""&(?:"[^"]*"|\d+|K[0-9A-F]{6}|[A-Za-z])""")
_LINKS = ("http://", "https://", "mailto:", "file:")
# Words of the format itself, in every file.
_NAMES_OF_FORMATS = ("urn:", "http://schemas.", "http://purl.", "http://www.w3.", "https://schemas.")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")


class Aside(NamedTuple):
    """A text beside the cells: what kind of place, the sheet and the cell ("B7") it belongs to as far as known.

    `place`: a code that `text.problems.privacy` has words for. `open_place`: there a telephone number or e-mail address
    can well be that of the organisation or of who made the file, as in a footer or the properties. `names`: whether a
    name counts; not that of who made the file.
    """

    place: str
    text: str
    sheet: str = ""
    cell: str = ""
    open_place: bool = False
    names: bool = True


def read_asides(parts: Mapping[str, bytes]) -> Iterator[Aside | Sheet]:
    """Yield every text beside the cells of an .xlsx or .ods; a cache of other cells as a sheet of its own.

    Parameters
    ----------
    parts : name -> bytes of the parts of the zip file; of a sheet only what is before and after its cells.
    """
    owners = _owners(parts)
    for name, data in parts.items():
        if not data or name == SHARED_STRINGS or _SHOWN_PARTS.fullmatch(name):
            continue
        if name == _STYLES:
            styles = set(_NAMED_STYLES.findall(data.decode("utf-8", "replace")))
            yield from (Aside("verborgen_deel", unescape(text).replace('"', " ")) for text in sorted(styles))
            continue
        if _SHEET_PARTS.fullmatch(name):
            yield from _tail_of_sheet(data.decode("utf-8", "replace"), owners.get(name, ""))
            continue
        root = _parse(data)
        if root is None:
            texts = (
                found[0] or found[1] or found[2]
                for found in _ATTRIBUTE_OR_TEXT.findall(data.decode("utf-8", "replace"))
            )
            yield from (Aside("verborgen_deel", unescape(text)) for text in texts)
        else:
            yield from _asides_of(name, root, owners.get(name, ""))


def shared_strings(parts: Mapping[str, bytes]) -> list[str]:
    """Return the texts that the cells of an .xlsx refer to, also those that no cell refers to any more."""
    root = _parse(parts.get(SHARED_STRINGS, b""))
    return [] if root is None else ["".join(item.itertext()) for item in root]


def _parse(data: bytes) -> Element | None:
    """Return the parsed part; None when it is large, damaged or a trap."""
    if not data or len(data) > _MAX_PARSED:
        return None
    try:
        root: Element = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        # A LookupError for an encoding that nobody knows.
        return None
    return root


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _owners(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return part -> name of the sheet it belongs to, by the relations in the file."""
    book = _parse(parts.get("xl/workbook.xml", b""))
    if book is None:
        return {}
    targets = _relations(parts, "xl/workbook.xml")
    owners: dict[str, str] = {}
    for sheet in book.iter():
        if _local(sheet.tag) == "sheet":
            ids = [value for key, value in sheet.attrib.items() if _local(key) == "id"]
            owners |= {targets[found]: sheet.get("name", "") for found in ids if found in targets}
    for part, name in list(owners.items()):
        owners |= {target: name for target in _relations(parts, part).values() if target not in owners}
    return owners


def _relations(parts: Mapping[str, bytes], part: str) -> dict[str, str]:
    """Return id -> part that a part refers to."""
    folder, _, file = part.rpartition("/")
    root = _parse(parts.get(f"{folder}/_rels/{file}.rels", b""))
    if root is None:
        return {}
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
        for one in root
    }


def _tail_of_sheet(text: str, sheet: str) -> Iterator[Aside]:
    for found in _SAID_IN_TAIL.findall(text):
        said = _LAYOUT_CODE.sub(" ", unescape(found[0] or found[1]))
        yield Aside("kop_voettekst", said, sheet, open_place=True)
    rules = (unescape(found[0] or found[1]) for found in _LISTS.findall(text))
    for one in dict.fromkeys("; ".join(_QUOTED.findall(rule)) or rule for rule in rules):
        yield Aside("keuzelijst", one.replace("_", " "), sheet)


def _asides_of(name: str, root: Element, sheet: str) -> Iterator[Aside | Sheet]:
    kind = _local(root.tag)
    if kind in ("comments", "ThreadedComments"):
        authors = [_text_of(one) for one in root.iter() if _local(one.tag) == "author"]
        for one in root.iter():
            if _local(one.tag) in ("comment", "threadedComment"):
                yield Aside("opmerking", _without_author(_text_of(one), authors), sheet, one.get("ref", ""))
    elif kind == "workbook":
        yield from _names_of(root)
    elif kind == "pivotCacheDefinition":
        yield _pivot_cache(root)
    elif kind == "pivotCacheRecords":
        yield Sheet("", [[_value(cell) for cell in record] for record in root])
    elif kind == "externalLink":
        yield from (
            Aside("verborgen_deel", one.get("val", "")) for one in root.iter() if _local(one.tag) == "sheetName"
        )
        yield from _external_cells(root)
    elif kind in ("wsDr", "xml", "userShapes"):
        for one in root.iter():
            if _local(one.tag) in ("txBody", "textbox"):
                yield Aside("tekstvak", _text_of(one), sheet)
            # What is said of a picture to who cannot see it.
            yield from (Aside("tekstvak", said, sheet) for name in ("descr", "title") if (said := one.get(name)))
    elif kind == "personList":
        return
    else:
        yield from _generic(name, root, sheet)


def _text_of(element: Element) -> str:
    """Return the text of an element, runs in one paragraph together."""
    return " ".join("".join(element.itertext()).split())


def _without_author(text: str, authors: list[str]) -> str:
    """Return a comment without the name of who wrote it, which Excel puts in front."""
    author = next((author for author in authors if author and text.startswith(f"{author}:")), "")
    return text[len(author) + 1 :] if author else text


def _names_of(book: Element) -> Iterator[Aside]:
    for one in book.iter():
        if _local(one.tag) == "sheet":
            yield Aside("bladnaam", one.get("name", ""), open_place=True)
        elif _local(one.tag) == "definedName":
            said = f"{one.get('name', '')} {one.text or ''} {one.get('comment', '')}"
            yield Aside("bereiknaam", said.replace("_", " "))


def _value(cell: Element) -> str | None:
    """Return what a cell of a cache holds itself; an index says nothing."""
    return None if _local(cell.tag) == "x" else cell.get("v")


def _pivot_cache(root: Element) -> Sheet:
    columns: list[list[object]] = []
    for field in root.iter():
        if _local(field.tag) == "cacheField":
            items = [_value(item) for part in field if _local(part.tag) == "sharedItems" for item in part]
            columns.append([field.get("name"), *items])
    return Sheet("", [list(row) for row in zip_longest(*columns)])


def _external_cells(root: Element) -> Iterator[Sheet]:
    for data in root.iter():
        if _local(data.tag) == "sheetData":
            columns: dict[tuple[int, str], str] = {}
            for cell in data.iter():
                found = _REFERENCE.fullmatch(cell.get("r", "")) if _local(cell.tag) == "cell" else None
                if found:
                    columns[int(found[2]), found[1]] = "".join(cell.itertext()).strip()
            letters = sorted({letter for _, letter in columns}, key=lambda letter: (len(letter), letter))
            rows = sorted({row for row, _ in columns})
            yield Sheet("", [[columns.get((row, letter)) for letter in letters] for row in rows])


def _generic(name: str, root: Element, sheet: str) -> Iterator[Aside | Sheet]:
    """Yield the texts and attributes of any other part, each with the name of its element before it."""
    is_property = name.startswith("docProps/") or name in ("meta.xml", "styles.xml")
    # The title of a chart is read like a text box.
    place = "eigenschappen" if is_property else "tekstvak" if name.startswith("xl/charts/") else "verborgen_deel"
    for one in root.iter():
        tag = _local(one.tag)
        if tag == "strCache":
            # The categories of a chart, as a column.
            yield Sheet("", [[_text_of(point)] for point in one if _local(point.tag) == "pt"])
        if tag == "annotation":
            yield Aside("opmerking", " ".join(_text_of(part) for part in one if _local(part.tag) == "p"), sheet)
        elif tag in ("p", "text-box", "rich"):
            yield Aside(place, _text_of(one), sheet, open_place=True)
        if tag in _AUTHORS:
            # Who made a file is not who it is about; nothing of it is read or kept.
            yield Aside("eigenschappen", _text_of(one), open_place=True, names=False)
        elif one.text and one.text.strip():
            yield Aside(place, f"{tag}: {one.text.strip()}", sheet, open_place=True)
        for key, value in one.attrib.items():
            if not value.startswith(_NAMES_OF_FORMATS):
                # A path can hold the name of who made the file.
                is_link = value.startswith(_LINKS) or name.endswith(".rels")
                yield Aside(place, f"{_local(key)}: {unquote(value)}", sheet, open_place=True, names=not is_link)
                if value.startswith("file:"):
                    yield Aside(
                        place, posixpath.splitext(posixpath.basename(unquote(value)))[0], sheet, open_place=True
                    )
