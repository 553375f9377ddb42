"""What the areas of a table are, where they are neither wijken nor gemeenten: then the advice is another table."""

import re
from collections.abc import Sequence

from kinderwerk_stats.sources.files.plain_text import to_plain

_SAMPLE_ROWS = 50
# Excel keeps 1011 as 1011.0, of which the point becomes a space here.
_POSTCODE = re.compile(r"[1-9]\d{3}(?: 0| ?[a-z]{2})?")
_POSTCODE_HEADER = re.compile(r"\b(?:postcode\w*|pc4|pc6)\b")
# Landsdeel, provincie, COROP-gebied and so on, as CBS writes their codes and names.
_LARGE = re.compile(r"(?:ld|pv|cr|lb|rp|sg|am|ar|vr|gg|rr|jz)\d{2,4}|.+ (?:pv|ld|cr|lb|rp|sg|am|ar|vr|gg)")
_PROVINCES = frozenset({
    "groningen", "fryslan", "friesland", "drenthe", "overijssel", "flevoland", "gelderland", "utrecht",
    "noord holland", "zuid holland", "zeeland", "noord brabant", "limburg",
})  # fmt: skip


def find_other_areas(headers: Sequence[object], rows: Sequence[Sequence[object]]) -> str | None:
    """Return "postcodes" or "provincies" where the rows of a table are about those; None otherwise.

    Parameters
    ----------
    headers : the cells of the header row.
    rows : the rows under it; the first fifty are looked at.

    >>> find_other_areas(["Postcode", "Inwoners"], [["3511", 900], ["3512", 800]])
    'postcodes'
    >>> find_other_areas(["Regio's", "Inwoners"], [["Groningen (PV)", 9], ["Drenthe (PV)", 8]])
    'provincies'
    """
    for position, header in enumerate(headers):
        cells = [to_plain(str(row[position])) for row in rows[:_SAMPLE_ROWS] if position < len(row)]
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        if _POSTCODE_HEADER.search(to_plain(str(header or ""))):
            count = sum(bool(_POSTCODE.fullmatch(cell)) for cell in filled)
            if 2 * count > len(filled):
                return "postcodes"
        # "Utrecht" is a gemeente too: its name beside each of its wijken is no list of provinces.
        provinces = _PROVINCES if len(_PROVINCES.intersection(filled)) > 1 else ()
        large = sum(bool(_LARGE.fullmatch(cell)) or cell in provinces for cell in filled)
        if 2 * large > len(filled):
            return "provincies"
    return None
