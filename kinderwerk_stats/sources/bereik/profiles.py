"""A profile of an organisation is recognised by the headers of its file, whatever year or sheet they stand in."""

from collections.abc import Collection, Sequence

from kinderwerk_stats.sources.bereik.header import header_rows, read_header
from kinderwerk_stats.sources.bereik.said import hash_headers
from kinderwerk_stats.sources.files.grid import Sheet


def find_profile(sheets: Sequence[Sheet], fingerprints: Collection[str]) -> str | None:
    """Return the fingerprint of the first row in any sheet whose headers are those of a profile.

    Parameters
    ----------
    sheets : the sheets of the file; visible ones are asked first.
    fingerprints : those of the known profiles, as `Understanding.fingerprint` has them.
    """
    for sheet in sorted(sheets, key=lambda sheet: not sheet.visible):
        for row in header_rows(sheet.rows):
            found = hash_headers(read_header(sheet.rows, row).texts.values())
            if found in fingerprints:
                return found
    return None
