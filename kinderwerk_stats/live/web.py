"""One question over https and its answer: patient, careful, kept on disk, and never more than asked for.

httpx is imported when the first question is asked: a program that asks nothing does not load it.
"""

import email.utils
import hashlib
import json
import math
import random
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urljoin, urlsplit

from kinderwerk_stats.live.settings import LiveSettings, is_safe
from kinderwerk_stats.model.problems import InputRefused, Param, Place, Problem, make_problem

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

USER_AGENT = "kinderwerk-dashboard/0.1 (dashboard van een gemeente; httpx)"
_OK, _NOT_MODIFIED, _NOT_FOUND, _REDIRECTS = 200, 304, 404, (301, 302, 303, 307, 308)
_AGAIN = (429, 500, 502, 503, 504)
_MOST_REDIRECTS = 3
_HOUR = 3600
_PROBED_BYTES = 500


class NotThere(InputRefused):
    """The service answers, and does not have this (404)."""


class Stopped(InputRefused):
    """The user stopped it."""


class _Again(Exception):
    """A fault that may be over at the next try; `wait`: the seconds that the service asks for."""

    def __init__(self, refused: InputRefused, wait: float | None = None) -> None:
        super().__init__()
        self.refused, self.wait = refused, wait


@dataclass(frozen=True)
class Probe:
    """An answer as it came, for `--zelftest`; `status` 0 when there was none."""

    status: int
    kind: str
    start: str
    body: Any = None


@dataclass
class Web:
    """Asks over https.

    Parameters
    ----------
    settings : limits.
    folder : where answers are kept.
    stop : set it, from anywhere, and every question ends with `Stopped`.
    sleep, now, jitter : the clock and chance; tests have their own.

    `asked`: the addresses that were really asked, in their order. `oldest`: when the oldest answer came that was given,
    in seconds since 1970. One `Web` may be used by several threads.
    """

    settings: LiveSettings
    folder: Path
    stop: threading.Event = field(default_factory=threading.Event)
    sleep: Callable[[float], object] | None = None
    now: Callable[[], float] = time.time
    jitter: Callable[[], float] = random.random
    asked: list[str] = field(default_factory=list)
    oldest: float = math.inf

    def __post_init__(self) -> None:
        """Make room for as many questions at once as the settings allow."""
        self._room = threading.BoundedSemaphore(self.settings.grenzen.tegelijk)

    def __enter__(self) -> Self:
        """Return itself; connections are made when the first question is asked."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections, if any were made."""
        if "_client" in self.__dict__:
            self._client.close()

    @cached_property
    def _client(self) -> "httpx.Client":
        import httpx

        limits = self.settings.grenzen
        return httpx.Client(
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx.Timeout(limits.lezen_s, connect=limits.verbinden_s),
            # The certificates of the system and of SSL_CERT_FILE; proxies of the environment.
            verify=ssl.create_default_context(),
            follow_redirects=False,
        )

    def get_json(self, address: str, *members: str) -> dict[str, Any]:
        """Return a JSON object that has these members, each a list where it is called value or features.

        Raises
        ------
        NotThere, Stopped, InputRefused
            With what is wrong, when trying again did not help.
        """

        def check(content: bytes, kind: str) -> dict[str, Any]:
            return _read_json(address, content, kind, members)

        return self._get(address, check)

    def get_workbook(self, address: str) -> bytes:
        """Return the bytes of a workbook; a page in its place is refused."""

        def check(content: bytes, kind: str) -> bytes:
            if not content.startswith(b"PK"):
                raise refuse("live_geen_werkboek", address, soort=kind)
            return content

        return self._get(address, check)

    def probe(self, address: str) -> Probe:
        """Ask once, keep nothing, and say what came, whatever it is."""
        import httpx

        self._asking(address)
        try:
            with self._client.stream("GET", address) as response:
                kind = response.headers.get("content-type", "")
                content = b""
                for chunk in response.iter_bytes():
                    content += chunk
                    if "json" not in kind and len(content) >= _PROBED_BYTES:
                        break
                start = content[:_PROBED_BYTES].decode("utf-8", "replace")
                body = None
                with suppress(ValueError):
                    body = json.loads(content.decode("utf-8-sig"))
                return Probe(response.status_code, kind, start, body)
        except httpx.HTTPError as error:
            return Probe(0, "", type(error).__name__)

    def _get(self, address: str, check: Callable[[bytes, str], T]) -> T:
        kept = self._kept(address)
        if kept and self.now() - kept[0]["opgehaald"] < self.settings.grenzen.bewaren_uur * _HOUR:
            with suppress(InputRefused, _Again):
                found = check(kept[1], kept[0]["soort"])
                self.oldest = min(self.oldest, kept[0]["opgehaald"])
                return found
            kept = None
        waits = self.settings.grenzen.wachten_s
        for turn in range(self.settings.grenzen.pogingen):
            try:
                return self._try(address, check, kept)
            except _Again as again:
                last = again
            if turn + 1 < self.settings.grenzen.pogingen:
                usual = waits[min(turn, len(waits) - 1)] * (1 + self.jitter() / 2)
                self._wait(max(usual, last.wait or 0), last)
        raise last.refused

    def _wait(self, seconds: float, why: _Again) -> None:
        if seconds > self.settings.grenzen.langste_wachten_s:
            raise why.refused
        (self.sleep or self.stop.wait)(seconds)

    def _asking(self, address: str) -> None:
        if self.stop.is_set():
            raise Stopped([make_problem("live_gestopt", Place(subject="het ophalen"))])
        self.asked.append(address)

    def _try(self, address: str, check: Callable[[bytes, str], T], kept: tuple[dict[str, Any], bytes] | None) -> T:
        with self._room, _named_faults(address):
            head, content = self._read(address, {} if kept is None else _conditions(kept[0]))
        if head is None:
            if kept is None:
                raise refuse("live_status", address, status=_NOT_MODIFIED)
            head, content = kept[0], kept[1]
        found = check(content, head["soort"])
        self._keep(address, head, content)
        return found

    def _read(self, address: str, conditions: Mapping[str, str]) -> tuple[dict[str, Any] | None, bytes]:
        """Return what came with the answer, and its bytes; nothing when it is what we have."""
        asked, deadline = address, time.monotonic() + self.settings.grenzen.samen_s
        for _ in range(_MOST_REDIRECTS + 1):
            self._asking(asked)
            with self._client.stream("GET", asked, headers=dict(conditions)) as response:
                if response.status_code in _REDIRECTS:
                    asked = _redirected(asked, response.headers.get("location", ""))
                    continue
                if response.status_code == _NOT_MODIFIED:
                    return None, b""
                self._check_status(address, response)
                head = {
                    "soort": response.headers.get("content-type", ""),
                    "etag": response.headers.get("etag"),
                    "gewijzigd": response.headers.get("last-modified"),
                }
                return head, self._content(address, response.iter_bytes(), deadline)
        raise refuse("live_omleiding", address, naar=str(urlsplit(asked).hostname))

    def _check_status(self, address: str, response: "httpx.Response") -> None:
        status = response.status_code
        if status == _OK:
            return
        if status == _NOT_FOUND:
            raise NotThere(refuse("live_niet_daar", address).problems)
        if status in _AGAIN:
            code = "live_te_druk" if status in (429, 503) else "live_status"
            wait = _seconds_asked(response.headers.get("retry-after", ""), self.now())
            raise _Again(refuse(code, address, status=status), wait)
        raise refuse("live_status", address, status=status)

    def _content(self, address: str, chunks: Iterator[bytes], deadline: float) -> bytes:
        most = self.settings.grenzen.grootste_mb * 1_000_000
        found = bytearray()
        for chunk in chunks:
            found += chunk
            if len(found) > most:
                raise refuse("live_te_groot", address, megabyte=self.settings.grenzen.grootste_mb)
            if time.monotonic() > deadline:
                raise refuse("live_duurt_te_lang", address, seconden=f"{self.settings.grenzen.samen_s:g}")
            if self.stop.is_set():
                self._asking(address)
        return bytes(found)

    def _paths(self, address: str) -> tuple[Path, Path]:
        name = hashlib.sha256(address.encode()).hexdigest()
        return self.folder / f"{name}.json", self.folder / f"{name}.inhoud"

    def _kept(self, address: str) -> tuple[dict[str, Any], bytes] | None:
        about, content = self._paths(address)
        try:
            head, found = json.loads(about.read_bytes()), content.read_bytes()
        except (OSError, ValueError):
            return None
        whole = isinstance(head, dict) and head.get("merk") == hashlib.sha256(found).hexdigest()
        return (head, found) if whole and head.get("adres") == address else None

    def _keep(self, address: str, head: Mapping[str, Any], content: bytes) -> None:
        mark = hashlib.sha256(content).hexdigest()
        about = {**head, "adres": address, "opgehaald": self.now(), "merk": mark}
        # Without room on the disk the answer is still an answer.
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            for path, data in zip(self._paths(address), (json.dumps(about).encode(), content), strict=True):
                half = path.with_suffix(f"{path.suffix}.{threading.get_ident()}")
                half.write_bytes(data)
                half.replace(path)


@contextmanager
def _named_faults(address: str) -> Iterator[None]:
    """Turn what httpx raises into what we say of it."""
    import httpx

    try:
        yield
    except httpx.TimeoutException:
        raise _Again(refuse("live_tijd_voorbij", address)) from None
    except httpx.DecodingError:
        raise _Again(refuse("live_verkeerd_ingepakt", address)) from None
    except httpx.ConnectError as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            raise refuse("live_certificaat", address) from None
        raise _Again(refuse("live_niet_bereikbaar", address)) from None
    except httpx.TransportError:
        raise _Again(refuse("live_verbroken", address)) from None


def refuse(rule: str, address: str, **params: Param) -> InputRefused:
    """Return a refusal about an address."""
    return InputRefused([Problem(rule, place_of(address), tuple(params.items()))])


def place_of(address: str) -> Place:
    """Return an address as a place, without what was asked of it."""
    parts = urlsplit(address)
    return Place(subject=f"{parts.hostname}{parts.path}")


def _read_json(address: str, content: bytes, kind: str, members: tuple[str, ...]) -> dict[str, Any]:
    if "json" not in kind:
        raise refuse("live_geen_json", address, soort=kind.partition(";")[0] or "niets")
    try:
        body = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _Again(refuse("live_afgekapt", address)) from None
    if not isinstance(body, dict) or "error" in body or "odata.error" in body:
        raise refuse("live_fout_in_antwoord", address)
    for member in members:
        if not isinstance(body.get(member), list) or not all(isinstance(row, dict) for row in body[member]):
            raise refuse("live_zonder_rijen", address, deel=member)
    return body


def _redirected(address: str, target: str) -> str:
    """Return where a redirect leads; one to another computer, or away from https, is refused."""
    found = urljoin(address, target)
    if not is_safe(found) or urlsplit(found).netloc != urlsplit(address).netloc:
        raise refuse("live_omleiding", address, naar=str(urlsplit(found).hostname))
    return found


def _conditions(head: Mapping[str, Any]) -> dict[str, str]:
    found = {"If-None-Match": head.get("etag"), "If-Modified-Since": head.get("gewijzigd")}
    return {name: str(value) for name, value in found.items() if value}


def _seconds_asked(text: str, now: float) -> float | None:
    """Return what Retry-After says, in seconds or as a time."""
    if text.strip().isdigit():
        return float(text)
    with suppress(ValueError, TypeError):
        return max(email.utils.parsedate_to_datetime(text).timestamp() - now, 0.0)
    return None
