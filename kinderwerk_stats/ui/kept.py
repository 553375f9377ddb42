"""Answers that the app itself made and the server gives on request: packed once, the newest of them kept."""

import gzip
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response


class Kept:
    """Bodies by their mark, at most so many; who draws registers each time, so an old one comes back by itself."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._packed: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def keep(self, mark: str, body: bytes) -> None:
        """Keep a body under its mark; what is there already is not packed again."""
        with self._lock:
            if mark not in self._packed:
                self._packed[mark] = gzip.compress(body, mtime=0)
            self._packed.move_to_end(mark)
            while len(self._packed) > self._most:
                self._packed.popitem(last=False)

    def packed(self, mark: str) -> bytes | None:
        """Return a body as it is kept, packed; None when it is not."""
        with self._lock:
            return self._packed.get(mark)


def answer(request: Request, packed: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """Return a body as the browser can read it, packed or not."""
    said = {**headers, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return Response(packed, media_type=media_type, headers=said | {"Content-Encoding": "gzip"})
    return Response(gzip.decompress(packed), media_type=media_type, headers=said)
