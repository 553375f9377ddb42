"""Column headers in one form, whoever saved the file: StatLine, OData, the KWB workbook, Excel or R."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kinderwerk_stats.sources.files.plain_text import to_plain

_UNIT = re.compile(r"\(([^()]*)\)\s*$")
# Where a name would begin with a digit OData puts k_ before it; some programs leave the number behind it out.
_ODATA_KEY = re.compile(r"(?:k_)?([A-Za-z][A-Za-z0-9]*|\d[A-Za-z0-9]*)_\d+|k_(\d[A-Za-z0-9]*)")
_R_NAME = re.compile(r"[^\s/|]*\.[^\s/|]*")
# What R leaves of "(aantal)", "(x 1 000 euro)" and so on at the end of a name.
_FLAT_UNITS = ("x1000euro", "1000euro", "euro", "aantal", "getal", "km", "code", "naam", "omschrijving")


@dataclass(frozen=True)
class Header:
    """A header taken apart.

    `path`: its parts in plain letters and digits, "Wonen/Koopwoningen (%)" -> ("wonen", "koopwoningen").
    `unit`: what stands in brackets at the end, in the same letters ("%" stays), or None.
    `flat`: R joined the parts with points, so `path` is one part in which a label can only be the end.
    """

    text: str
    path: tuple[str, ...]
    unit: str | None = None
    flat: bool = False

    @property
    def label(self) -> str:
        """The last part."""
        return self.path[-1]

    def ends_with(self, tail: tuple[str, ...]) -> bool:
        """Whether the last parts are those of `tail`."""
        if self.flat:
            return self.label.endswith("".join(tail))
        return self.path[-len(tail) :] == tail


def normalise(text: str) -> str:
    """Return only the letters and digits of `text`, without accents, in lower case.

    >>> normalise("Huish. onder of rond  sociaal minimum")
    'huishonderofrondsociaalminimum'
    """
    return to_plain(text).replace(" ", "")


@lru_cache(maxsize=4096)
def parse_header(text: str) -> Header:
    """Take a column header apart.

    >>> parse_header("Bevolking/Leeftijdsgroepen/0 tot 15 jaar (aantal)").path
    ('bevolking', 'leeftijdsgroepen', '0tot15jaar')
    >>> parse_header("k_0Tot15Jaar_8").path, parse_header("Wonen.Koopwoningen....").path
    (('0tot15jaar',), ('wonenkoopwoningen',))
    """
    text = text.strip()
    if key := _ODATA_KEY.fullmatch(text):
        return Header(text, (normalise(key.group(1) or key.group(2)),))
    if _R_NAME.fullmatch(text) and any(letter.isalpha() for letter in text):
        flat = normalise(text)
        unit = next((unit for unit in _FLAT_UNITS if flat.endswith(unit) and flat != unit), None)
        return Header(text, (flat.removesuffix(unit or ""),), unit, flat=True)
    match = _UNIT.search(text)
    unit = None
    if match and match.start() > 0:
        unit = "%" if match.group(1).strip() == "%" else normalise(match.group(1))
        text_without_unit = text[: match.start()]
    else:
        text_without_unit = text
    parts = tuple(normalise(part) for part in re.split(r"[/|]", text_without_unit))
    return Header(text, parts, unit)
