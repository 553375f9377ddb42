"""Files that a user drops: read once, and gone from memory when they hold personal data.

Streamlit keeps the bytes of an upload in the memory of the server until the session ends or the user removes the file:
in its upload manager, by session and file, and once more in the value of the widget. Nothing is written to disk, also
not while an upload comes in (`routes.keep_uploads_in_memory`). After `forget_upload` neither is left, and the widget is
empty in the next run. A page must not put the bytes, the sheets or the `ReadResult` of a refused file in
`st.session_state` or a cache: only its problems.

Readers take a path: on Linux one that leads to memory, elsewhere a temporary file that only this user can read.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from kinderwerk_stats.store import open_store

_UNSAFE = re.compile(r"[\x00-\x1f/\\:*?\"<>|]")
# In bytes: a disk holds 255, and an emoji is 4 of them.
_LONGEST_NAME = 200
_START = 64
_PREFIX = "aanlevering-"
_MEMORY = Path("/") / "dev" / "shm"
# The folders of uploads that are being read now.
_in_use: set[str] = set()


@contextmanager
def upload_path(name: str, content: bytes | memoryview) -> Iterator[Path]:
    """Give the content of an upload a path, with the file's own name, for as long as the block lasts.

    Parameters
    ----------
    name : as the user's computer called it; messages repeat it.
    content : the bytes of the file.
    """
    is_map = bytes(content[:_START]).lstrip().startswith((b"{", b"[", b"\xef\xbb\xbf{", b"SQLite format 3"))
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=_memory_folder(len(content))) as folder, _held(folder):
        path = Path(folder) / safe_name(name)
        # The reader of maps follows links and finds nothing at the end of this one.
        if hasattr(os, "memfd_create") and not is_map:
            memory = os.memfd_create("aanlevering")
            try:
                with os.fdopen(memory, "wb", closefd=False) as file:
                    file.write(content)
                path.symlink_to(f"/proc/{os.getpid()}/fd/{memory}")
                yield path
            finally:
                os.close(memory)
        else:
            path.touch(mode=0o600)
            path.write_bytes(content)
            yield path


@contextmanager
def no_uploads_left() -> Iterator[None]:
    """Remove what a server that was killed left of uploads, and at the end what is being read then.

    A server that is told to stop waits for no script: what those made stays where it is.
    """
    # Windows does not say whether somebody still reads.
    for folder in () if sys.platform == "win32" else (_MEMORY, Path(tempfile.gettempdir())):
        for left in folder.glob(f"{_PREFIX}*"):
            with suppress(OSError), _held(str(left)):
                shutil.rmtree(left, ignore_errors=True)
    try:
        yield
    finally:
        for name in list(_in_use):
            shutil.rmtree(name, ignore_errors=True)


@contextmanager
def _held(folder: str) -> Iterator[None]:
    """Hold a folder: the system lets go of it when this process ends, however it ends.

    Raises
    ------
    OSError
        When another process holds it, or it is of somebody else.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _in_use.add(folder)
        yield
    finally:
        _in_use.discard(folder)
        os.close(descriptor)


def _memory_folder(size: int) -> str | None:
    """Return a folder that lies in memory and has room for so many bytes; None for the usual one."""
    # A folder of our own is made in it, closed to others.
    has_room = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 2 * size
    return str(_MEMORY) if has_room and os.access(_MEMORY, os.W_OK) else None


def safe_name(name: str) -> str:
    r"""Return a file name without folders or signs that mean something to a computer.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\map\\cijfers 2024.xlsx"), safe_name("..")
    ('passwd', 'cijfers 2024.xlsx', 'bestand')
    """
    last = _UNSAFE.sub("_", re.split(r"[/\\]", name)[-1]).strip()
    # Half a sign is no text that a disk can hold.
    whole = Path(last.encode(errors="replace").decode())
    room = max(_LONGEST_NAME - len(whole.suffix.encode()), 0)
    stem = whole.stem.encode()[:room].decode(errors="ignore")
    short = f"{stem}{whole.suffix}".encode()[:_LONGEST_NAME].decode(errors="ignore")
    return short if short.strip("._ ") else "bestand"


def fingerprint(content: bytes | memoryview) -> str:
    """Return the mark of a file, keyed: what goes to a browser with it says nothing of the content."""
    return open_store().mark_of(content)


def uploads_held() -> dict[str, int]:
    """Return how many bytes of uploads that no page read yet the server holds, by session."""
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    if not isinstance(manager, MemoryUploadedFileManager):
        return {}
    # A copy: others come in meanwhile.
    return {
        session: sum(len(file.data) for file in list(files.values()))
        for session, files in list(manager.file_storage.items())
    }


def visitor() -> str:
    """Return whose turn it is, to read or to compute: the address that the visitor comes from, else this window."""
    context = get_script_run_ctx(suppress_warning=True)
    return "" if context is None else st.context.ip_address or context.session_id


def forget_upload(file: UploadedFile) -> None:
    """Remove an upload from the memory of the server.

    Parameters
    ----------
    file : what `st.file_uploader` returned; it cannot be read any more afterwards.
    """
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
    file.close()
