"""What is kept of a delivered file beside its figures: which kind it is, and a mark by which it is known again.

Its name can say something about a person, and a plain hash of its content gives back every hidden count to who tries
them all. So the mark is keyed, with a key that this installation made itself and that never leaves it.
"""

import hmac
import os
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path, PurePath
from uuid import uuid4

KEY_FILE = "kinderwerk.key"
_KEY_BYTES = 32
_LONGEST_KIND = 8


def kind_of_file(name: str) -> str:
    """Return what kind of file a name says it is, and nothing else of it.

    >>> kind_of_file("bereik 2024.XLSX"), kind_of_file("lijst 1.Kim Jansen"), kind_of_file("bereik")
    ('xlsx', '', '')
    """
    kind = PurePath(name).suffix[1:].lower()
    return kind if is_kind(kind) else ""


def is_kind(text: str) -> bool:
    """Return whether a text can be a kind of file, as "xlsx" is; no name of one fits."""
    return len(text) <= _LONGEST_KIND and (not text or (text.isascii() and text.isalnum()))


def mark_of(content: bytes | memoryview, folder: Path) -> str:
    """Return the mark of a file, with the key in a folder; with one of this process where no key can be kept."""
    return hmac.new(_key_in(folder), content, "sha256").hexdigest()


@cache
def _key_in(folder: Path) -> bytes:
    try:
        return _read_or_make(folder)
    except OSError:
        return secrets.token_bytes(_KEY_BYTES)


def _read_or_make(folder: Path) -> bytes:
    path = folder / KEY_FILE
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Made whole beside it: of two programs that start at once one gives its key, and both use that.
        part = folder / f".{KEY_FILE}.{uuid4().hex[:8]}"
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(_KEY_BYTES))
            with suppress(FileExistsError):
                path.hardlink_to(part)
        finally:
            part.unlink(missing_ok=True)
    return path.read_bytes()
