"""The borders of the wijken of a gemeente from PDOK: OGC API Features, else WFS, as one GeoJSON."""

from collections.abc import Callable
from functools import partial
from typing import Any

from kinderwerk_stats.live.cbs import is_of
from kinderwerk_stats.live.pages import Row, build_query, first_of, read_pages
from kinderwerk_stats.live.web import Web, refuse

_PAGE = 1000


def fetch_borders(web: Web, gemeente_code: str, year: int) -> list[Row]:
    """Return the wijken of a gemeente as features of GeoJSON, longitude and latitude.

    Whether the service knows a filter on gemeentecode is not documented: a service that refuses it is asked by WFS, and
    if that has nothing for all wijken of the country. Whatever comes is filtered here.

    Raises
    ------
    NotThere
        When no service has that year.
    InputRefused
        With what went wrong at each.
    """

    def own(ask: Callable[[Web, str, int], list[Row]]) -> list[Row]:
        found = [row for row in ask(web, gemeente_code, year) if is_of(gemeente_code, _code(row))]
        if not found:
            raise refuse("live_geen_wijken", _address(web, year), gemeente=gemeente_code)
        return found

    # That the first two do not know a filter or a year is expected, and not said.
    return first_of(*(partial(own, ask) for ask in (_with_filter, _by_wfs, _whole_country)))[0]


def _address(web: Web, year: int) -> str:
    return f"{web.settings.diensten.ogc.format(jaar=year)}/items"


def _with_filter(web: Web, gemeente_code: str, year: int) -> list[Row]:
    words = build_query(f="json", limit=str(_PAGE), gemeentecode=gemeente_code)
    return read_pages(web, _address(web, year) + words, key="id", member="features")


def _whole_country(web: Web, _: str, year: int) -> list[Row]:
    return read_pages(web, _address(web, year) + build_query(f="json", limit=str(_PAGE)), key="id", member="features")


def _by_wfs(web: Web, gemeente_code: str, year: int) -> list[Row]:
    rows: list[Row] = []
    words = (
        "<Filter><PropertyIsEqualTo><PropertyName>gemeentecode</PropertyName>"
        f"<Literal>{gemeente_code}</Literal></PropertyIsEqualTo></Filter>"
    )
    for page in range(web.settings.grenzen.paginas):
        query = build_query(
            service="WFS", version="2.0.0", request="GetFeature", typeName="wijkenbuurten:wijken",
            outputFormat="application/json", srsName="EPSG:4326", count=str(_PAGE), startIndex=str(page * _PAGE),
            filter=words,
        )  # fmt: skip
        found: list[Row] = web.get_json(web.settings.diensten.wfs.format(jaar=year) + query, "features")["features"]
        rows += found
        if len(found) < _PAGE:
            return rows
    raise refuse("live_te_veel_paginas", _address(web, year), paginas=web.settings.grenzen.paginas)


def _code(feature: Row) -> Any:
    """Return the code of the wijk of a feature: two spellings are in use."""
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return None
    return properties.get("wijkcode", properties.get("wijkCode"))
