"""Maps inside a zip file, as CBS and GIS programs hand them out: a GeoPackage, or shapefiles of several parts."""

import re
import zipfile
from pathlib import Path
from typing import NamedTuple

from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.files.contents import check_members, list_members, refused

SHP_MAGIC = b"\x00\x00\x27\x0a"
# Beside its shapes a shapefile has an index and a table; without these GDAL cannot read it.
_NEEDED = (".shx", ".dbf")
# The name becomes part of what GDAL is asked to open.
_PLAIN_NAME = re.compile(r"[\w .()&,+/-]+")
_GPKG_IDS = (b"GPKG", b"GP10", b"GP11")  # application_id at byte 68: GeoPackage 1.2 and up, 1.0, 1.1


class ZippedMap(NamedTuple):
    """Which members of a zip file are maps: one GeoPackage, or shapefiles."""

    names: tuple[str, ...]
    is_geopackage: bool


def is_geopackage(start: bytes) -> bool:
    """Return whether a file that begins so is a GeoPackage."""
    return start.startswith(b"SQLite format 3\x00") and start[68:72] in _GPKG_IDS


def find_zipped_map(path: Path) -> ZippedMap | None:
    """Return the maps in a zip file, None when it holds none or cannot be opened: then it can be a workbook.

    Where a GeoPackage and shapefiles stand together, as in the downloads of CBS, they hold the same; the GeoPackage is
    taken.

    Raises
    ------
    InputRefused
        When a map in it is damaged or not safe to open, or a shapefile is not whole.
    """
    try:
        members = {member.filename: member for member in list_members(path)}
    except InputRefused:
        return None
    packages = sorted(name for name in members if name.lower().endswith(".gpkg"))
    shapes = sorted(name for name in members if name.lower().endswith(".shp"))
    names = tuple(packages[:1] or shapes)
    if not names:
        return None
    if len(packages) > 1:
        raise refused(path, "zip_met_meer_kaarten")
    if not all(map(_PLAIN_NAME.fullmatch, names)):
        raise refused(path, "zip_met_vreemde_naam")
    parts = [name for name in members if name.rpartition(".")[0] in {one.rpartition(".")[0] for one in names}]
    try:
        check_members(path, [members[name] for name in parts])
    except InputRefused:
        raise refused(path, "zip_met_kaart_niet_veilig") from None
    try:
        with zipfile.ZipFile(path) as archive:
            for name in names:
                with archive.open(name) as part:
                    start = part.read(72)
                if not (is_geopackage(start) if packages else start.startswith(SHP_MAGIC)):
                    raise refused(path, "zip_met_beschadigde_kaart")
                missing = [end for end in _NEEDED if not _has(parts, name, end)] if shapes and not packages else []
                if missing:
                    raise refused(path, "shapefile_niet_heel", delen=tuple(missing))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError | PermissionError):
            raise
        raise refused(path, "zip_met_kaart_beschadigd") from None
    return ZippedMap(names, bool(packages))


def _has(parts: list[str], shape: str, end: str) -> bool:
    wanted = shape.rpartition(".")[0]
    return any(part.rpartition(".")[0] == wanted and part.lower().endswith(end) for part in parts)
