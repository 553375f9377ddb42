"""A checksum beside every content: what the disk gives back is what was written, or it is set aside and named.

It is of the content and of what stands with it: whose it is, of which year, who made it when. Each has a salt of its
own, so that the same content never has the same checksum twice: it proves, and recognises nothing.
"""

import secrets
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from kinderwerk_stats.store.records import DataSetKey

_SAID = ("source_name", "peildatum", "note", "who", "made_at", "file_kind", "mark", "areas_count")
OF_VERSION = (*DataSetKey._fields, *_SAID)
# Came later: where it says nothing it is left out, so that what was written before stays whole.
_LATER = "organisation"
OF_KEPT = ("gemeente_code", "kind", "name", "number", "who", "made_at", _LATER)
_SALT_BYTES = 8


def make_checksum(row: Mapping[str, Any], names: Iterable[str]) -> str:
    """Return a new checksum of the `content` of a row and of the columns that are named."""
    return _checksum(secrets.token_bytes(_SALT_BYTES), row, names)


def is_whole(row: Mapping[str, Any], names: Iterable[str]) -> bool:
    """Return whether a row is what was written, by its `checksum`."""
    try:
        salt = bytes.fromhex(row["checksum"])[:_SALT_BYTES]
        return bool(row["checksum"] == _checksum(salt, row, names))
    except (ValueError, TypeError):
        # No checksum, or no bytes, any more.
        return False


def _checksum(salt: bytes, row: Mapping[str, Any], names: Iterable[str]) -> str:
    made = blake2b(
        repr([str(row[name]) for name in names if name != _LATER or row[name]]).encode(), key=salt, digest_size=16
    )
    made.update(row["content"])
    return salt.hex() + made.hexdigest()
