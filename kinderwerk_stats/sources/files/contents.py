"""What a zipped workbook says about itself in its list of contents, before anything in it is unpacked."""

import struct
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path, PurePosixPath

from kinderwerk_stats.model.problems import InputRefused, Param, Place, Problem, make_warning

MAX_UNZIPPED_BYTES = 300_000_000
MAX_ENTRIES = 2_000
# The country's KWB workbook unpacks to nine times its size; a table of one repeated number to some fifty times.
MAX_RATIO = 250
_RATIO_FROM_BYTES = 20_000_000
_MAX_LIST_BYTES = 1_000_000
_END = b"PK\x05\x06"
_END_BYTES = 22
_LONGEST_COMMENT = 65_535
_LOCAL_HEADER_BYTES = 30
# All that is left of an OpenDocument workbook that LibreOffice locks as a whole.
_LOCKED = "encrypted-package"
# What is no workbook either, though it is zipped too.
_OTHER_PROGRAMS = {
    "word/document": "een Word-document",
    "ppt/presentation": "een PowerPoint-presentatie",
    "Index/": "een bestand van Apple Numbers of Pages",
}
_BOOKS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")


def check_contents(path: Path) -> tuple[Problem, ...]:
    """Refuse a zipped workbook by its list of contents; nothing is unpacked.

    Parameters
    ----------
    path : a file that begins as a zip file does.

    Returns
    -------
    Warnings: links to other files, which are not followed.

    Raises
    ------
    InputRefused : damaged; no workbook; locked; too many parts, too large, packed too tightly, parts over each other,
        names that lead out of the archive.
    """
    members = list_members(path)
    names = {member.filename for member in members}
    if _LOCKED in names:
        raise refused(path, "werkmap_op_slot")
    other = next((said for name, said in _OTHER_PROGRAMS.items() if any(one.startswith(name) for one in names)), None)
    if other is not None:
        raise refused(path, "document_zonder_tabel", soort=other)
    if not names.intersection(_BOOKS):
        raise refused(path, "zip_zonder_werkmap")
    check_members(path, members)
    if any(name.startswith("xl/externalLinks/") for name in names):
        return (make_warning("werkmap_verwijst", Place(path.name)),)
    return ()


def is_zipped_map(path: Path, start: bytes) -> bool:
    """Return whether a file is a zip file with a GeoPackage or a shapefile in it.

    Raises
    ------
    InputRefused : as of `list_members`.
    """
    if not start.startswith(b"PK\x03\x04"):
        return False
    return any(member.filename.lower().endswith((".gpkg", ".shp")) for member in list_members(path))


def list_members(path: Path) -> list[zipfile.ZipInfo]:
    """Return the list of contents of a zip file.

    Raises
    ------
    InputRefused : damaged; a list that would take long to read; names that lead out of the archive.
    """
    _check_end(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError):
        raise refused(path, "werkmap_beschadigd") from None
    if any(_leads_out(member.filename) for member in members):
        raise refused(path, "zip_wijst_naar_buiten")
    return members


def check_members(path: Path, members: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse parts of a zip file that are locked, too large, packed too tightly or over each other."""
    if any(member.flag_bits & 1 for member in members):
        raise refused(path, "werkmap_op_slot")
    unzipped, zipped = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if unzipped > MAX_UNZIPPED_BYTES:
        raise refused(path, "werkmap_te_groot")
    if unzipped > _RATIO_FROM_BYTES and unzipped > MAX_RATIO * max(zipped, 1):
        raise refused(path, "werkmap_te_sterk_ingepakt")
    ordered = sorted(members, key=lambda member: member.header_offset)
    for one, following in pairwise(ordered):
        if one.header_offset + _LOCAL_HEADER_BYTES + one.compress_size > following.header_offset:
            raise refused(path, "werkmap_onderdelen_overlappen")


def _check_end(path: Path) -> None:
    """Refuse a list of contents that would take long to read, by the record at the end of the file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or at + _END_BYTES > len(tail):
        raise refused(path, "werkmap_zonder_einde")
    entries, list_bytes = struct.unpack_from("<HI", tail, at + 10)
    if entries > MAX_ENTRIES or list_bytes > _MAX_LIST_BYTES:
        raise refused(path, "werkmap_te_veel_onderdelen", meest=MAX_ENTRIES)


def _leads_out(name: str) -> bool:
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ".." in PurePosixPath(plain).parts or plain[1:2] == ":"


def refused(path: Path, code: str, **params: Param) -> InputRefused:
    """Return the refusal of a file with one fault; `code` and `params` as of `Problem`."""
    return InputRefused([Problem(code, Place(path.name), tuple(params.items()))])
