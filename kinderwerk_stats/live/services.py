"""What CBS and PDOK have of one gemeente: OData version 4, else version 3; OGC API Features, else WFS."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from kinderwerk_stats.live.web import NotThere, Row, Web, first_of, place_of, read_pages, refuse
from kinderwerk_stats.model.areas import gemeente_code_of, parse_area_code
from kinderwerk_stats.model.problems import Problem, make_warning
from kinderwerk_stats.sources.cbs.aliases import Match, match_column, match_measure
from kinderwerk_stats.sources.cbs.headers import normalise, parse_header

REGION, PERIOD = "WijkenEnBuurten", "Perioden"
# The readers know these: R writes names beside codes the same way.
_LABEL, _MEASURE_TITLE = f"{REGION}_label", "MeasureTitle"
_UNIT_OF_FACTOR = {1000.0: ("x1000euro", "1000euro"), 0.01: ("%",)}
_AGES = ("10010", *(f"1{age:02}00" for age in range(1, 18)))
# On the first of January; and for version 3, which has all in one row: both sexes, whatever their marriage.
_ON_JANUARY_1, _EVERYBODY = "Measure eq 'M000352'", "Geslacht eq 'T001038' and BurgerlijkeStaat eq 'T001019'"
_COUNTRY = "NL"
_PAGE = 1000


class Gemeente(NamedTuple):
    """A gemeente; `name` is empty where nobody could be asked for it."""

    code: str
    name: str = ""


# The start of the codes of all of them: for what wijken are compared with.
ALL = Gemeente("GM", "Nederland")


def fetch_table(web: Web, table: str, gemeente: Gemeente, year: int | None, *, complete: bool) -> list[Row]:
    """Return the rows of a table about a gemeente (or `ALL`), its wijken and the country, with names and year.

    Parameters
    ----------
    table : id, in capitals and small letters as CBS writes it.
    gemeente : whose wijken.
    year : of a table that has no periods of its own; None where it has.
    complete : refuse an answer that lacks a wijk of the list of codes; else only one without any wijk.

    Returns
    -------
    Rows of version 4 (one per measure and area) or of version 3 (one per area).

    Raises
    ------
    NotThere
        When neither service has the table.
    InputRefused
        With what went wrong at both.
    """
    new, old = f"{web.settings.diensten.odata4}/{table}", f"{web.settings.diensten.odata3}/{table}"

    def ask_new() -> list[Row]:
        address, chosen = observations_of(web, table, gemeente)
        names: list[Row] = []
        # By the group that clients saw working; else, and for all gemeenten, by how codes begin.
        for words in (f"DimensionGroupId eq '{gemeente.code}'", f"startswith(Identifier,'WK{gemeente.code[2:]}')"):
            if not names and not (gemeente == ALL and words.startswith("Dim")):
                names = read_pages(web, f"{new}/{REGION}Codes?$filter={words}", key="Identifier")
        rows = _finish(web, read_pages(web, address, key="Id"), names, gemeente, year, new, complete=complete)
        return [row | {_MEASURE_TITLE: chosen.get(str(row.get("Measure")), "")} for row in rows]

    def ask_old() -> list[Row]:
        words = f"?$format=json&$filter=startswith(Key,'WK{gemeente.code[2:]}')"
        names = read_pages(web, f"{old}/{REGION}{words}", key="Key")
        rows = read_pages(web, f"{old}/TypedDataSet?$format=json&$filter={_about(gemeente.code)}", key="ID")
        return _finish(web, rows, names, gemeente, year, old, complete=complete)

    return first_of(web.said, ask_new, ask_old)


def observations_of(web: Web, table: str, gemeente: Gemeente) -> tuple[str, dict[str, str]]:
    """Return the address of what version 4 has of a gemeente, and which measures that asks: id -> title."""
    base = f"{web.settings.diensten.odata4}/{table}"
    try:
        groups = read_pages(web, f"{base}/MeasureGroups", key="Id")
    except NotThere:
        # Not every table has groups.
        groups = []
    chosen = choose_measures(web.said, read_pages(web, f"{base}/MeasureCodes", key="Identifier"), groups, base)
    if not chosen:
        raise refuse("live_geen_onderwerp", base)
    return f"{base}/Observations?$filter={_about(gemeente.code)} and Measure in ({_quoted(chosen)})", chosen


def ages_of(web: Web, table: str, gemeente_code: str, years: Sequence[int]) -> str:
    """Return the address of the children of a gemeente by single year of age, at version 4."""
    words = f"{_ages_about(gemeente_code, years)} and {_ON_JANUARY_1} and Leeftijd in ({_quoted(_AGES)})"
    return f"{web.settings.diensten.odata4}/{table}/Observations?$filter={words}"


def fetch_ages(web: Web, table: str, gemeente_code: str, years: Sequence[int]) -> list[Row]:
    """Return the children of a gemeente by single year of age on the first of January of some years."""
    old = f"{web.settings.diensten.odata3}/{table}/TypedDataSet"

    def own(address: str, key: str) -> list[Row]:
        rows = [row for row in read_pages(web, address, key=key) if row.get("Leeftijd") in _AGES]
        found = [row for row in rows if row.get("RegioS") == gemeente_code]
        if not found:
            raise refuse("live_geen_leeftijden", address, gemeente=gemeente_code)
        return found

    about = f"?$format=json&$filter={_ages_about(gemeente_code, years)}"
    return first_of(
        web.said, lambda: own(ages_of(web, table, gemeente_code, years), "Id"), lambda: own(old + about, "ID")
    )


def find_gemeenten(web: Web, table: str) -> dict[str, str]:
    """Return all gemeenten of a table, code -> name."""
    new, old = f"{web.settings.diensten.odata4}/{table}", f"{web.settings.diensten.odata3}/{table}"
    of_new, of_old = "$filter=startswith(Identifier,'GM')", "$format=json&$filter=startswith(Key,'GM')"
    rows = first_of(
        web.said,
        lambda: read_pages(web, f"{new}/{REGION}Codes?{of_new}", key="Identifier"),
        lambda: read_pages(web, f"{old}/{REGION}?{of_old}", key="Key"),
    )
    found = {str(row.get("Identifier", row.get("Key", ""))): str(row.get("Title", "")) for row in rows}
    return {code: name for code, name in found.items() if code.startswith("GM") and parse_area_code(code)}


def choose_measures(
    said: list[Problem], measures: Iterable[Row], groups: Iterable[Row], address: str
) -> dict[str, str]:
    """Return which measures of a table are figures of ours: id -> title with its groups and unit.

    A measure is known by its id, else by its title below its groups; of two with the same title neither is taken, and
    `said` gets a warning.

    Raises
    ------
    InputRefused
        When a measure that is known by its id has another unit than it had: its figures would be wrong by a factor.
    """
    parents = {str(group.get("Id")): group for group in groups}
    by_id: dict[str, dict[str, str]] = {}
    by_title: dict[str, dict[str, str]] = {}
    for row in measures:
        code, unit = str(row.get("Identifier", "")), str(row.get("Unit") or "")
        title = "/".join([*_path(parents, row.get("MeasureGroupId")), str(row.get("Title", ""))])
        title = f"{title} ({unit})" if unit else title
        if match := match_measure(code):
            if not _has_unit(match, unit):
                raise refuse("live_andere_eenheid", address, onderwerp=title, code=code)
            by_id.setdefault(match.indicator, {})[code] = title
        elif (match := match_column(parse_header(title))) and not match.percent and _has_unit(match, unit):
            by_title.setdefault(match.indicator, {})[code] = title
    if doubtful := [figure for figure, same in by_title.items() if figure not in by_id and len(same) > 1]:
        said.append(make_warning("live_onderwerp_dubbel", place_of(address), n=len(doubtful)))
    chosen = {figure: same for figure, same in by_title.items() if len(same) == 1} | by_id
    return {code: title for same in chosen.values() for code, title in same.items()}


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
    ogc = f"{web.settings.diensten.ogc.format(jaar=year)}/items?f=json&limit={_PAGE}"

    def by_wfs() -> list[Row]:
        rows: list[Row] = []
        for page in range(web.settings.grenzen.paginas):
            found: list[Row] = web.get_json(_wfs(web, gemeente_code, year, page * _PAGE), "features")["features"]
            rows += found
            if len(found) < _PAGE:
                return rows
        raise refuse("live_te_veel_paginas", ogc, paginas=web.settings.grenzen.paginas)

    def own(ask: Callable[[], list[Row]]) -> list[Row]:
        found = [row for row in ask() if _is_of(gemeente_code, row.get("properties"))]
        if not found:
            raise refuse("live_geen_wijken", ogc, gemeente=gemeente_code)
        return found

    return first_of(
        # That the first two do not know a filter or a year is expected.
        [],
        lambda: own(lambda: read_pages(web, f"{ogc}&gemeentecode={gemeente_code}", key="id", member="features")),
        lambda: own(by_wfs),
        lambda: own(lambda: read_pages(web, ogc, key="id", member="features")),
    )


def _wfs(web: Web, gemeente_code: str, year: int, start: int) -> str:
    return (
        f"{web.settings.diensten.wfs.format(jaar=year)}?service=WFS&version=2.0.0&request=GetFeature"
        "&typeName=wijkenbuurten:wijken&outputFormat=application/json&srsName=EPSG:4326"
        f"&count={_PAGE}&startIndex={start}&filter=<Filter><PropertyIsEqualTo><PropertyName>gemeentecode"
        f"</PropertyName><Literal>{gemeente_code}</Literal></PropertyIsEqualTo></Filter>"
    )


def _about(gemeente_code: str) -> str:
    """Return the words that select a gemeente, its wijken and the country; a start fits padded and bare codes."""
    starts = (f"WK{gemeente_code[2:]}", gemeente_code, _COUNTRY)
    return "(" + " or ".join(f"startswith({REGION},'{start}')" for start in starts) + ")"


def _ages_about(gemeente_code: str, years: Sequence[int]) -> str:
    periods = " or ".join(f"{PERIOD} eq '{year}JJ00'" for year in years)
    return f"RegioS eq '{gemeente_code}' and {_EVERYBODY} and ({periods})"


def _finish(
    web: Web, rows: Iterable[Row], listed: Iterable[Row], gemeente: Gemeente, year: int | None, base: str, *,
    complete: bool,
) -> list[Row]:  # fmt: skip
    """Return the rows that were asked for, whatever came, with name and year; refused when wijken are missing."""
    prefix, own = f"WK{gemeente.code[2:]}", []
    names = {str(row.get("Identifier", row.get("Key"))): str(row.get("Title") or "") for row in listed}
    names = {gemeente.code: gemeente.name, **names}
    for row in rows:
        code = str(row.get(REGION, ""))
        if code.startswith((prefix, gemeente.code, _COUNTRY)):
            label = {_LABEL: names[code]} if names.get(code) else {}
            # What a table says of its periods goes before the year that we know it by.
            own.append({**({} if year is None else {PERIOD: f"{year}JJ00"}), **row, **label})
    wijken = {code for code in names if code.startswith(prefix)}
    there = {row[REGION] for row in own if row[REGION].startswith(prefix)}
    # Without a list nobody can say that the rows are all there are.
    if not there or (complete and not wijken):
        raise refuse("live_geen_wijken", base, gemeente=gemeente.code)
    if complete and (missing := sorted(wijken - there)):
        raise refuse("live_wijken_missen", base, wijken=tuple(missing), aantal=len(wijken))
    if nameless := sorted(code for code in there if not names.get(code)):
        web.said.append(make_warning("live_codes_zonder_naam", place_of(base), wijken=tuple(nameless)))
    return own


def _path(parents: Mapping[str, Row], group: object) -> list[str]:
    found: list[str] = []
    while group is not None and str(group) in parents and len(found) < len(parents):
        parent = parents[str(group)]
        found.insert(0, str(parent.get("Title", "")))
        group = parent.get("ParentId")
    return found


def _has_unit(match: Match, unit: str) -> bool:
    """Return whether a unit is the one that the factor of a measure is for; a count has none of the others."""
    plain = "%" if unit.strip() == "%" else normalise(unit)
    expected = _UNIT_OF_FACTOR.get(match.factor)
    return plain in expected if expected else plain != "%" and "1000" not in plain


def _quoted(codes: Iterable[str]) -> str:
    return ",".join("'" + code.replace("'", "''") + "'" for code in codes)


def _is_of(gemeente_code: str, properties: object) -> bool:
    """Return whether a feature is a wijk of a gemeente: two spellings are in use."""
    found = properties if isinstance(properties, dict) else {}
    code = parse_area_code(str(found.get("wijkcode", found.get("wijkCode")) or ""))
    return code is not None and gemeente_code_of(code) == gemeente_code
