"""What the server answers besides Streamlit itself: Dutch page shell, security headers, assets, shapes, readiness."""

import base64
import functools
import gzip
import hashlib
import logging
import re
from contextlib import suppress
from pathlib import Path

import streamlit as st
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kinderwerk_stats.exports.presentation.build import script_hash
from kinderwerk_stats.model.access import NOBODY, Identity
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.access import Settings
from kinderwerk_stats.sources.installation import installation_threshold
from kinderwerk_stats.store import open_store
from kinderwerk_stats.ui.access import KnowsWho, asking
from kinderwerk_stats.ui.door import OnlyByName, OwnAddresses, Room, UploadRoom, served_names
from kinderwerk_stats.ui.kept import Kept, answer
from kinderwerk_stats.ui.uploads import uploads_held

_log = logging.getLogger("kinderwerk_stats")

APP_TITLE = "Kinderwerk in de wijk"
ASSETS = Path(__file__).parent / "assets"
_STREAMLIT_PAGE = Path(st.__file__).parent / "static" / "index.html"
_FOR_EVER = "public, max-age=31536000, immutable"

# --- map shapes ---------------------------------------------------------------------------------------

# Shapes of so many gemeente-years are kept.
_shapes = Kept(500)


def register_shapes(fingerprint: str, body: bytes) -> str:
    """Keep the shapes of a map (JSON) and return the address that answers with them.

    Parameters
    ----------
    fingerprint : str
        Letters, digits and hyphens that change when the shapes change: browsers keep the answer for ever.
    body : bytes
        The JSON, not compressed.

    Returns
    -------
    str
        The address to give to `wijk_map`.
    """
    _shapes.keep(fingerprint, body)
    return f"{_base_path()}/gebieden/{fingerprint}.json"


async def _answer_shapes(request: Request) -> Response:
    packed = _shapes.packed(request.path_params["fingerprint"])
    if packed is None:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    return answer(request, packed, "application/json", {"Cache-Control": _FOR_EVER})


# --- presentations ------------------------------------------------------------------------------------

# Every story on a page Werkbezoek is drawn in small. One that was started, in a tab of its own, is kept in the store.
_presentations = Kept(50)
_GONE = (
    '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Niet gevonden</title><p>Deze presentatie is er niet '
    "meer, of de cijfers zijn sindsdien veranderd. Ga naar Werkbezoek in het dashboard en start haar opnieuw.</p>"
    "</html>"
)


def register_presentation(page: str, gemeente_code: str = "") -> str:
    """Keep a presentation and return the address that answers with it, as long as nothing changes in what it may show.

    The address holds a hash of the page: who does not have the story cannot guess it, and the same story keeps it.
    `gemeente_code`: whose bereik is in it; empty for a page without.
    """
    body = page.encode()
    about = f"{gemeente_code}-{_shown_of(gemeente_code)}-" if gemeente_code else ""
    mark = f"{about}{hashlib.sha256(body).hexdigest()[:32]}"
    _presentations.keep(mark, body)
    return f"{_base_path()}/presentatie/{mark}"


async def _answer_presentation(request: Request) -> Response:
    policy = (
        f"default-src 'none'; script-src 'sha256-{script_hash()}'; style-src 'unsafe-inline'; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": policy}
    started = request.headers.get("Sec-Fetch-Dest") == "document"
    keeps = await to_thread.run_sync(asking, request.scope) if started else NOBODY
    packed = await to_thread.run_sync(_find_presentation, request.path_params["mark"], keeps)
    if packed is None:
        return Response(_GONE, 404, headers, media_type="text/html")
    return answer(request, packed, "text/html", headers)


def _shown_of(gemeente_code: str) -> str:
    """Return a mark of what may be shown of a gemeente: another threshold or version of its bereik can hide more."""
    bereik = [each for each in open_store().datasets(gemeente_code) if each.key.kind == "bereik"]
    said = [(each.id, each.versions_count, each.published and each.published.number) for each in bereik]
    return hashlib.sha256(repr((installation_threshold(), said)).encode()).hexdigest()[:12]


def _is_of_now(mark: str) -> bool:
    gemeente_code, _, rest = mark.partition("-")
    try:
        return not rest or rest.startswith(f"{_shown_of(gemeente_code)}-")
    except InputRefused:
        return False


def _find_presentation(mark: str, by: Identity) -> bytes | None:
    """Return a presentation that this process made, or that was started before; kept for who starts it and may."""
    if not _is_of_now(mark):
        return None
    packed = _presentations.packed(mark)
    gemeente_code = mark.partition("-")[0]
    if packed is not None and not by.may("presenteren", gemeente_code):
        return packed
    # Without a store it is there as long as this process has it.
    with suppress(InputRefused):
        known = open_store().load_presentation(mark)
        if packed is not None and known is None:
            open_store().keep_presentation(mark, packed, gemeente_code=gemeente_code, by=by)
        return packed or known
    return packed


# --- whether it can serve -----------------------------------------------------------------------------


async def _answer_ready(_request: Request) -> Response:
    """Say whether figures can be shown now; `/_stcore/health` says only that the program runs."""
    headers = {"Cache-Control": "no-store"}
    try:
        installation_threshold()
        await to_thread.run_sync(open_store().stamp)
    except InputRefused as refused:
        # Anyone may ask: why not is for the log.
        _log.error("not ready: %s", ", ".join(problem.code for problem in refused.problems))
        return PlainTextResponse("niet gereed", 503, headers)
    return PlainTextResponse("gereed", headers=headers)


# --- assets -------------------------------------------------------------------------------------------


class _Assets(StaticFiles):
    """Our fonts, style and script; their address changes with their content, so browsers may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = _FOR_EVER
        return response


def asset_url(name: str) -> str:
    """Return the address of a file in ui/assets, with a mark of its content."""
    mark = hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]
    return f"{_base_path()}/assets/{name}?v={mark}"


def routes() -> list[BaseRoute]:
    """Return the routes beside Streamlit's own."""
    return [
        Route(f"{_base_path()}/gebieden/{{fingerprint}}.json", _answer_shapes),
        Route(f"{_base_path()}/presentatie/{{mark}}", _answer_presentation),
        Route(f"{_base_path()}/gereed", _answer_ready),
        Mount(f"{_base_path()}/assets", _Assets(directory=ASSETS)),
    ]


def _base_path() -> str:
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


# --- the page around everything -----------------------------------------------------------------------

_NOSCRIPT = "<noscript><p>Dit dashboard werkt alleen als JavaScript aan staat in uw browser.</p></noscript>"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def build_page(original: str) -> str:
    """Return Streamlit's page shell in Dutch, with our title, font, style and script.

    >>> build_page("<html lang='en'><head><title>Streamlit</title></head></html>")[:16]
    '<html lang="nl">'
    """
    font = f'<link rel="preload" href="{asset_url("fonts/plex-sans-latin.woff2").split("?")[0]}" as="font" '
    charts = [path.name for path in (_STREAMLIT_PAGE.parent / "static" / "js").glob("PlotlyChart.*.js")]
    # 4.7 MB that only charts need: fetched while the first page is read, so that the first chart does not come late.
    fetch_early = "".join(f'<link rel="prefetch" href="{_base_path()}/static/js/{name}">' for name in charts)
    head = (
        f'{font}type="font/woff2" crossorigin>'
        f'<link rel="stylesheet" href="{asset_url("style.css")}"><script src="{asset_url("shell.js")}"></script>'
        f'{fetch_early}<meta name="robots" content="noindex">'
    )
    page = re.sub(r"<html[^>]*>", '<html lang="nl">', original, count=1)
    page = re.sub(r"<title>.*?</title>", f"<title>{APP_TITLE}</title>", page, count=1, flags=re.DOTALL)
    page = re.sub(r"<noscript>.*?</noscript>", _NOSCRIPT, page, count=1, flags=re.DOTALL)
    # Streamlit's own font is never used, and its API for programs is off.
    page = re.sub(r'<link\s[^>]*rel="(?:preload|service-desc)"[^>]*>|<!--(?!\[).*?-->', "", page, flags=re.DOTALL)
    page = re.sub(r'<link rel="shortcut icon"[^>]*>', f'<link rel="icon" href="{asset_url("icon.png")}">', page)
    return page.replace("</head>", f"{head}</head>", 1)


def build_content_policy(page: str) -> str:
    """Return the Content-Security-Policy: only this server, and only the inline scripts that `page` holds."""
    hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in _INLINE_SCRIPT.findall(page)]
    # Streamlit loads the script of a component as a blob, and writes its styles into the page.
    scripts = " ".join(["'self'", "blob:", *(f"'sha256-{digest}'" for digest in hashes)])
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'self'"
    )


@functools.cache
def _page() -> tuple[bytes, bytes, dict[str, str]]:
    page = build_page(_STREAMLIT_PAGE.read_text("utf-8"))
    headers = {
        "Content-Security-Policy": build_content_policy(page),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "SAMEORIGIN",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    body = page.encode()
    return body, gzip.compress(body, mtime=0), headers


# What Streamlit tells anyone who asks: how many people look, and how much memory that takes.
_CLOSED = frozenset({"/_stcore/metrics"})


class PageShell:
    """Answers every page, deep links too, with our own shell, and adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        plain, packed, security = _page()
        if scope["path"].removeprefix(_base_path()).rstrip("/") in _CLOSED:
            await Response(status_code=404, headers=security)(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if "text/html" in asked.get("accept", ""):
            # A page is always answered whole: "not modified" would be about Streamlit's file, not about ours.
            skipped = (b"if-none-match", b"if-modified-since", b"range")
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in skipped]}
        body: bytes | None = None

        async def send_ours(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # A presentation has a policy of its own, which allows less.
                headers.update({name: value for name, value in security.items() if name not in headers})
                if message["status"] == 200 and _is_page(scope["path"], headers):
                    zipped = "gzip" in asked.get("accept-encoding", "")
                    body = packed if zipped else plain
                    for name in ("etag", "last-modified", "content-encoding", "accept-ranges"):
                        del headers[name]
                    headers.update({"Content-Length": str(len(body)), "Vary": "Accept-Encoding"})
                    if zipped:
                        headers["Content-Encoding"] = "gzip"
            elif message["type"] == "http.response.body" and body is not None:
                more = message.get("more_body", False)
                message = {**message, "body": b"" if more or scope["method"] == "HEAD" else body}
            await send(message)

        await self.app(scope, receive, send_ours)


def _is_page(path: str, headers: Headers) -> bool:
    own = path.removeprefix(_base_path())
    return headers.get("content-type", "").startswith("text/html") and not own.startswith(
        ("/media/", "/_stcore/", "/presentatie/")
    )


def middleware(windows: int, settings: Settings) -> list[Middleware]:
    """Return the middleware around everything, Streamlit's own answers included, for so many windows at once."""
    return [
        Middleware(PageShell),
        Middleware(OnlyByName, names=served_names()),
        Middleware(KnowsWho, settings=settings, names=served_names()),
        Middleware(OwnAddresses),
        Middleware(Room, windows=windows),
        Middleware(UploadRoom, held=uploads_held),
    ]


# --- uploads ------------------------------------------------------------------------------------------


def keep_uploads_in_memory() -> None:
    """Let the server write no upload to disk while it comes in.

    Streamlit parses uploads with Starlette, which has no setting for this: from 1 MB on it would use a temporary file.
    Larger than `server.maxUploadSize` (200 MB) none is accepted.
    """
    # 0 is no limit.
    MultiPartParser.spool_max_size = 0
