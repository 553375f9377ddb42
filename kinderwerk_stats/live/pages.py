"""An answer of several pages, as one list: links followed with care, no row twice."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from kinderwerk_stats.live.web import Web, refuse

Row = dict[str, Any]


def build_query(**parameters: str) -> str:
    """Return parameters behind an address; "filter_" and so on become "$filter", as OData writes them.

    >>> build_query(filter_="Measure eq 'T001036'", f="json")
    "?$filter=Measure%20eq%20'T001036'&f=json"
    """
    named = ((f"${name[:-1]}" if name.endswith("_") else name, value) for name, value in parameters.items())
    return "?" + "&".join(f"{name}={quote(value, safe=chr(39) + '(),:/')}" for name, value in named)


def read_pages(web: Web, address: str, *, key: str, member: str = "value") -> list[Row]:
    """Return the rows of all pages.

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
        rows += body[member]
        page = _next_page(page, body)
    keys = [row.get(key) for row in rows]
    known = [value for value in keys if value is not None]
    if len(set(map(str, known))) < len(known):
        raise refuse("live_dubbele_rij", address, sleutel=key)
    return rows


def read_list(web: Web, address: str, *, key: str = "Identifier") -> list[Row]:
    """Return the rows of a list of codes, with the spaces around its texts taken off."""
    return [
        {name: value.strip() if isinstance(value, str) else value for name, value in row.items()}
        for row in read_pages(web, address, key=key)
    ]


def _next_page(page: str, body: Mapping[str, Any]) -> str:
    links = body.get("links")
    listed = links if isinstance(links, list) else []
    of_links = (link.get("href") for link in listed if isinstance(link, dict) and link.get("rel") == "next")
    found = body.get("@odata.nextLink") or body.get("odata.nextLink") or next(of_links, None)
    if not found:
        return ""
    link = urljoin(page, str(found))
    own, there = urlsplit(page), urlsplit(link)
    if there.scheme == "http" and own.scheme == "https" and there.hostname == own.hostname:
        # The old service still writes http in its own links.
        link = there._replace(scheme="https", netloc=own.netloc).geturl()
    elif (there.scheme, there.netloc) != (own.scheme, own.netloc):
        raise refuse("live_verder_elders", page, naar=str(there.hostname))
    return link
