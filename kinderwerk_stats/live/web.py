"""Questions over https and their answers: patient, careful, kept on disk, and never more than asked for.

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
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar
from urllib.parse import urljoin, urlsplit

from kinderwerk_stats.live.settings import LiveSettings, is_safe
from kinderwerk_stats.model.problems import InputRefused, Param, Place, Problem, make_problem

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")
Row = dict[str, Any]

USER_AGENT = "kinderwerk-dashboard/0.1 (dashboard van een gemeente; httpx)"
_OK, _NOT_MODIFIED, _NOT_FOUND, _REDIRECTS = 200, 304, 404, (301, 302, 303, 307, 308)
_AGAIN = (429, 500, 502, 503, 504)
_MOST_REDIRECTS = 3
_HOUR = 3600
_SHOWN_BYTES = 500


class NotThere(InputRefused):
    """The service answers, and does not have this (404)."""


class Stopped(InputRefused):
    """The user stopped it."""


class _Again(Exception):
    """A fault that may be over at the next try; `wait`: the seconds that the service asks for."""

    def __init__(self, refused: InputRefused, wait: float = 0.0) -> None:
        super().__init__()
        self.refused, self.wait = refused, wait


class Probe(NamedTuple):
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

    `asked`: the addresses that were really asked, in their order. `said`: what went otherwise than it should, though an
    answer came in the end. `oldest`: when the oldest answer came that was given, in seconds since 1970. Several threads
    may use one `Web`.
    """

    settings: LiveSettings
    folder: Path
    stop: threading.Event = field(default_factory=threading.Event)
    sleep: Callable[[float], object] | None = None
    now: Callable[[], float] = time.time
    jitter: Callable[[], float] = random.random
    asked: list[str] = field(default_factory=list)
    said: list[Problem] = field(default_factory=list)
    oldest: float = math.inf
    _given_up: Counter[str] = field(default_factory=Counter)

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

    def get_json(self, address: str, member: str = "") -> Row:
        """Return a JSON object, with a list of objects under `member` where that is named; raises as `get`."""
        return self.get(address, lambda content, kind: _read_json(address, content, kind, member))

    def get(self, address: str, read: Callable[[bytes, str], T]) -> T:
        """Return what `read` makes of the content and its kind: kept from before, or asked.

        Raises
        ------
        NotThere, Stopped, InputRefused
            With what is wrong, when trying again did not help.
        """
        kept, limits, host = self._kept(address), self.settings.grenzen, urlsplit(address).netloc
        if kept and self.now() - kept[0]["opgehaald"] < limits.bewaren_uur * _HOUR:
            with suppress(InputRefused, _Again):
                found = read(kept[1], kept[0]["soort"])
                self.oldest = min(self.oldest, kept[0]["opgehaald"])
                return found
            kept = None
        for wait in (*limits.wachten_s, math.inf):
            if self._given_up[host] >= limits.opgeven_na:
                raise InputRefused([make_problem("live_dienst_overgeslagen", Place(subject=host.partition(":")[0]))])
            try:
                found = self._try(address, read, kept)
                self._given_up[host] = 0
                return found
            except _Again as again:
                # At least our own patience, and what the service asks for.
                seconds = max(wait * (1 + self.jitter() / 2), again.wait)
                if seconds > limits.langste_wachten_s:
                    self._given_up[host] += 1
                    raise again.refused from None
            (self.sleep or self.stop.wait)(seconds)
        raise AssertionError("the last wait has no end")

    def probe(self, address: str) -> Probe:
        """Ask once, keep nothing, and say what came, whatever it is."""
        import httpx

        self._asking(address)
        try:
            with self._client.stream("GET", address) as response:
                kind, content = response.headers.get("content-type", ""), b""
                for chunk in response.iter_bytes():
                    content += chunk
                    if "json" not in kind and len(content) >= _SHOWN_BYTES:
                        break
        except httpx.HTTPError as error:
            return Probe(0, "", type(error).__name__)
        body = None
        with suppress(ValueError):
            body = json.loads(content.decode("utf-8-sig"))
        return Probe(response.status_code, kind, content[:_SHOWN_BYTES].decode("utf-8", "replace"), body)

    def _asking(self, address: str) -> None:
        if self.stop.is_set():
            raise Stopped([make_problem("live_gestopt", Place(subject="het ophalen"))])
        self.asked.append(address)

    def _try(self, address: str, read: Callable[[bytes, str], T], kept: tuple[Row, bytes] | None) -> T:
        with self._room, _named_faults(address):
            head, content = self._read(address, {} if kept is None else _conditions(kept[0]))
        if head is None:
            if kept is None:
                raise refuse("live_status", address, status=_NOT_MODIFIED)
            head, content = kept
        found = read(content, head["soort"])
        self._keep(address, head, content)
        return found

    def _read(self, address: str, conditions: Mapping[str, str]) -> tuple[Row | None, bytes]:
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
        refused = refuse("live_te_druk" if status in (429, 503) else "live_status", address, status=status)
        if status in _AGAIN:
            raise _Again(refused, _seconds_asked(response.headers.get("retry-after", ""), self.now()))
        raise refused

    def _content(self, address: str, chunks: Iterator[bytes], deadline: float) -> bytes:
        limits, found = self.settings.grenzen, bytearray()
        for chunk in chunks:
            found += chunk
            if len(found) > limits.grootste_mb * 1_000_000:
                raise refuse("live_te_groot", address, megabyte=limits.grootste_mb)
            if time.monotonic() > deadline:
                raise refuse("live_duurt_te_lang", address, seconden=f"{limits.samen_s:g}")
            if self.stop.is_set():
                self._asking(address)
        return bytes(found)

    def _path(self, address: str) -> Path:
        return self.folder / f"{hashlib.sha256(address.encode()).hexdigest()}.antwoord"

    def _kept(self, address: str) -> tuple[Row, bytes] | None:
        with suppress(OSError, ValueError, TypeError, KeyError):
            first, _, content = self._path(address).read_bytes().partition(b"\n")
            head = json.loads(first)
            if head["merk"] == hashlib.sha256(content).hexdigest():
                return head, content
        return None

    def _keep(self, address: str, head: Mapping[str, Any], content: bytes) -> None:
        about = {**head, "opgehaald": self.now(), "merk": hashlib.sha256(content).hexdigest()}
        # Without room on the disk the answer is still an answer.
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self._path(address)
            half = path.with_suffix(f".{threading.get_ident()}")
            half.write_bytes(json.dumps(about).encode() + b"\n" + content)
            half.replace(path)


def first_of(said: list[Problem], *ways: Callable[[], T]) -> T:
    """Try each way until one succeeds; why the earlier ones did not comes in `said`, as warnings.

    Raises
    ------
    NotThere
        When what is asked is at none of them.
    InputRefused
        With what went wrong at each.
    """
    faults: list[Problem] = []
    absent = 0
    for ask in ways:
        try:
            found = ask()
        except Stopped:
            raise
        except InputRefused as refused:
            faults += refused.problems
            absent += isinstance(refused, NotThere)
        else:
            said += as_warnings(faults)
            return found
    raise (NotThere if absent == len(ways) else InputRefused)(faults)


def as_warnings(problems: list[Problem]) -> list[Problem]:
    """Return problems that nothing was lost by."""
    return [replace(problem, severity="waarschuwing") for problem in problems]


def read_pages(web: Web, address: str, *, key: str, member: str = "value") -> list[Row]:
    """Return the rows of all pages, with the spaces around their texts taken off.

    Parameters
    ----------
    address : of the first page.
    key : the member of a row that no other row has too.
    member : the list in the answer.

    Raises
    ------
    InputRefused
        When a link leads elsewhere or in a circle, there is no end to it, or a row comes twice: then rows are missing.
    """
    rows: list[Row] = []
    seen: set[str] = set()
    page = address
    while page:
        if page in seen:
            raise refuse("live_lus", address)
        if len(seen) >= web.settings.grenzen.paginas:
            raise refuse("live_te_veel_paginas", address, paginas=web.settings.grenzen.paginas)
        seen.add(page)
        body = web.get_json(page, member)
        rows += [{n: v.strip() if isinstance(v, str) else v for n, v in row.items()} for row in body[member]]
        page = _next_page(page, body)
    if max(Counter(str(row[key]) for row in rows if row.get(key) is not None).values(), default=1) > 1:
        raise refuse("live_dubbele_rij", address, sleutel=key)
    return rows


def refuse(rule: str, address: str, **params: Param) -> InputRefused:
    """Return a refusal about an address."""
    return InputRefused([Problem(rule, place_of(address), tuple(params.items()))])


def place_of(address: str) -> Place:
    """Return an address as a place, without what was asked of it."""
    parts = urlsplit(address)
    return Place(subject=f"{parts.hostname}{parts.path}")


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


def _read_json(address: str, content: bytes, kind: str, member: str) -> Row:
    if "json" not in kind:
        raise refuse("live_geen_json", address, soort=kind.partition(";")[0] or "niets")
    try:
        body = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _Again(refuse("live_afgekapt", address)) from None
    if not isinstance(body, dict) or "error" in body or "odata.error" in body:
        raise refuse("live_fout_in_antwoord", address)
    rows = body.get(member, None if member else [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise refuse("live_zonder_rijen", address, deel=member)
    return body


def _next_page(page: str, body: Mapping[str, Any]) -> str:
    links = body.get("links")
    listed = links if isinstance(links, list) else []
    of_links = (link.get("href") for link in listed if isinstance(link, dict) and link.get("rel") == "next")
    found = body.get("@odata.nextLink") or body.get("odata.nextLink") or next(of_links, None)
    if not found:
        return ""
    own, there = urlsplit(page), urlsplit(urljoin(page, str(found)))
    if there.scheme == "http" and own.scheme == "https" and there.hostname == own.hostname:
        # The old service still writes http in its own links.
        there = there._replace(scheme="https", netloc=own.netloc)
    if (there.scheme, there.netloc) != (own.scheme, own.netloc):
        raise refuse("live_verder_elders", page, naar=str(there.hostname))
    return there.geturl()


def _redirected(address: str, target: str) -> str:
    """Return where a redirect leads; one to another computer, or away from https, is refused."""
    found = urljoin(address, target)
    if not is_safe(found) or urlsplit(found).netloc != urlsplit(address).netloc:
        raise refuse("live_omleiding", address, naar=str(urlsplit(found).hostname))
    return found


def _conditions(head: Mapping[str, Any]) -> dict[str, str]:
    found = {"If-None-Match": head.get("etag"), "If-Modified-Since": head.get("gewijzigd")}
    return {name: str(value) for name, value in found.items() if value}


def _seconds_asked(text: str, now: float) -> float:
    """Return what Retry-After says, in seconds or as a time; 0 when it says nothing."""
    if text.strip().isdigit():
        return float(text)
    with suppress(ValueError, TypeError):
        return max(email.utils.parsedate_to_datetime(text).timestamp() - now, 0.0)
    return 0.0
