"""An answer of several pages, as one list: links followed with care, no row twice."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import quote, urljoin, urlsplit

from kinderwerk_stats.live.web import NotThere, Stopped, Web, refuse
from kinderwerk_stats.model.problems import InputRefused, Problem

Row = dict[str, Any]
T = TypeVar("T")


def first_of(*ways: Callable[[], T]) -> tuple[T, list[Problem]]:
    """Try each way until one succeeds; return what it gave, and why the earlier ones did not, as warnings.

    Raises
    ------
    NotThere
        When what is asked is at none of them.
    InputRefused
        With what went wrong at each.
    """
    said: list[Problem] = []
    absent = 0
    for ask in ways:
        try:
            return ask(), [replace(problem, severity="waarschuwing") for problem in said]
        except Stopped:
            raise
        except InputRefused as refused:
            said += refused.problems
            absent += isinstance(refused, NotThere)
    raise (NotThere if absent == len(ways) else InputRefused)(said)


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
