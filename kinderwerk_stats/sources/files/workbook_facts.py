"""What a workbook says beside its values: hidden rows, merged cells, comments, formulas without an outcome, errors."""

import posixpath
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kinderwerk_stats.sources.files.binary_workbook import XLSB_BOOK, read_comments
from kinderwerk_stats.sources.files.old_workbook import DAMAGED, read_old_workbook
from kinderwerk_stats.sources.files.where import column_number

_MAX_BYTES = 50_000_000
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ANNOTATION = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"')
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
# A text formula may have an empty text as its outcome; other cells without a value were never computed.
_NOT_COMPUTED = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*\br="([A-Z]{1,3})(\d+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_ERROR = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d+)"')


@dataclass(frozen=True)
class SheetFacts:
    """Rows and columns count from 0. `merged`: (column, first row, last row) of cells merged downwards.

    `not_computed`, `errors`: (row, column) of formulas without an outcome and of cells such as #REF!; both are read as
    empty. `comments`: what was written at cells.
    """

    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int], ...] = ()
    not_computed: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()
    comments: tuple[str, ...] = ()


def read_sheet_facts(path: Path) -> dict[str, SheetFacts]:
    """Return sheet name -> facts of a workbook; empty for another kind of file, or one whose parts are not found.

    Of an .xls, .ods and .xlsb only the comments; those of an .xlsb do not say their sheet, which is then "". The caller
    has already opened the file, so it is no zip bomb; a sheet above 50 MB is left out.
    """
    try:
        if not zipfile.is_zipfile(path):
            old = read_old_workbook(path.read_bytes()) if path.is_file() else []
            return {sheet.name: SheetFacts(comments=tuple(sheet.comments)) for sheet in old}
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "content.xml" in names:
                return _read_annotations(archive.read("content.xml"))
            if XLSB_BOOK in names:
                found = read_comments(
                    {name: archive.read(name) for name in names if name == XLSB_BOOK or name.startswith("xl/comments")}
                )
                return {"": SheetFacts(comments=tuple(text for _, text in found))}
            return {
                name: _read_facts(archive.read(part), _read_comments(archive, part))
                for name, part in _parts(archive).items()
                if archive.getinfo(part).file_size <= _MAX_BYTES
            }
    except (*DAMAGED, zipfile.BadZipFile, ParseError, DefusedXmlException):
        return {}


def _read_annotations(content: bytes) -> dict[str, SheetFacts]:
    """Return sheet name -> the comments of an OpenDocument workbook."""
    if b"office:annotation" not in content or len(content) > _MAX_BYTES:
        return {}
    return {
        str(table.get(f"{_TABLE}name")): SheetFacts(
            comments=tuple(
                " ".join("".join(text.itertext()) for text in note if text.tag.endswith("}p")).strip()
                for note in table.iter(_ANNOTATION)
            )
        )
        for table in fromstring(content).iter(f"{_TABLE}table")
    }


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return sheet name -> name of its part in the archive."""
    targets = {
        str(relation.get("Id")): str(relation.get("Target"))
        for relation in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    parts = {}
    for sheet in fromstring(archive.read("xl/workbook.xml")).iter():
        target = targets.get(str(sheet.get(_RELATION)))
        if sheet.tag.endswith("}sheet") and target:
            parts[str(sheet.get("name"))] = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return parts


def _read_comments(archive: zipfile.ZipFile, part: str) -> tuple[str, ...]:
    """Return the texts of the comments that belong to a sheet."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return ()
    targets = [str(relation.get("Target")) for relation in fromstring(archive.read(relations))]
    parts = [posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") for target in targets]
    wanted = [part for part in parts if "omment" in part and part.endswith(".xml") and part in archive.namelist()]
    found = [one for part in wanted for one in fromstring(archive.read(part)).iter() if one.tag.endswith("omment")]
    return tuple(dict.fromkeys("".join(one.itertext()).strip() for one in found))


def _read_facts(xml: bytes, comments: tuple[str, ...]) -> SheetFacts:
    # Looking for a word costs next to nothing; most sheets have none of these.
    merged = [
        (column_number(first.decode()), int(top) - 1, int(bottom) - 1)
        for first, top, last, bottom in (_MERGED.findall(xml) if b"<mergeCell" in xml else ())
        if first == last and top != bottom
    ]
    return SheetFacts(
        frozenset(int(row) - 1 for row in (_HIDDEN_ROW.findall(xml) if b'hidden="' in xml else ())),
        tuple(merged),
        _cells(_NOT_COMPUTED.findall(xml) if b"<f" in xml else ()),
        _cells(_ERROR.findall(xml) if b't="e"' in xml else ()),
        comments,
    )


def _cells(found: Iterable[tuple[bytes, bytes]]) -> frozenset[tuple[int, int]]:
    return frozenset((int(row) - 1, column_number(column.decode())) for column, row in found)
