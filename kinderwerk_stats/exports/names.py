"""Names of files that every system takes: short, without signs that mean something in a path."""

import re
import unicodedata

_MOST_SIGNS = 48
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def file_name(*parts: str) -> str:
    """Return parts of a name joined by hyphens, in plain small letters; an empty part is left out.

    >>> file_name("factsheet", "WK900109", "'s-Gravenhage: Oude Haven/Zuid")
    'factsheet-wk900109-s-gravenhage-oude-haven-zuid'
    """
    plain = (unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode().lower() for part in parts)
    words = (_NOT_PLAIN.sub("-", part).strip("-")[:_MOST_SIGNS].rstrip("-") for part in plain)
    return "-".join(word for word in words if word)
