"""Tables of CBS for one gemeente: OData version 4, else version 3, as the files that the readers of uploads know."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kinderwerk_stats.live.pages import Row, build_query, first_of, read_list, read_pages
from kinderwerk_stats.live.web import NotThere, Web, place_of, refuse
from kinderwerk_stats.model.areas import gemeente_code_of, parse_area_code
from kinderwerk_stats.model.problems import Problem, make_warning
from kinderwerk_stats.sources.cbs.aliases import Match, match_column, match_measure
from kinderwerk_stats.sources.cbs.headers import normalise, parse_header

REGION, PERIOD = "WijkenEnBuurten", "Perioden"
# The readers know these: R writes names beside codes the same way.
LABEL, MEASURE_TITLE = f"{REGION}_label", "MeasureTitle"
_UNIT_OF_FACTOR = {1000.0: ("x1000euro", "1000euro"), 0.01: ("%",)}
_ON_JANUARY_1, _BOTH_SEXES, _ALL_STATES = "M000352", "T001038", "T001019"
_AGES = ("10010", *(f"1{age:02}00" for age in range(1, 18)))
_COUNTRY = "NL"


class Gemeente(NamedTuple):
    """A gemeente; `name` is empty where nobody could be asked for it."""

    code: str
    name: str = ""


# The start of the codes of all of them: for what wijken are compared with.
ALL = Gemeente("GM", "Nederland")


def fetch_table(
    web: Web, table: str, gemeente: Gemeente, year: int | None, *, complete: bool
) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a table about a gemeente (or `ALL`), its wijken and the country, with names and year.

    Parameters
    ----------
    table : id, in capitals and small letters as CBS writes it.
    gemeente : whose wijken.
    year : of a table that has no periods of its own; None where it has.
    complete : refuse an answer that lacks a wijk of the list of codes; else only one without any wijk.

    Returns
    -------
    Rows of version 4 (one per measure and area) or of version 3 (one per area), and what has to be said of them.

    Raises
    ------
    NotThere
        When neither service has the table.
    InputRefused
        With what went wrong at both.
    """
    (rows, more), said = first_of(
        lambda: _fetch_new(web, table, gemeente, year, complete=complete),
        lambda: _fetch_old(web, table, gemeente, year, complete=complete),
    )
    return rows, said + more


def fetch_ages(web: Web, table: str, gemeente_code: str, years: Sequence[int]) -> tuple[list[Row], list[Problem]]:
    """Return the children of a gemeente by single year of age on the first of January of some years."""
    new, old = f"{web.settings.diensten.odata4}/{table}", f"{web.settings.diensten.odata3}/{table}"
    base = f"RegioS eq '{gemeente_code}' and Geslacht eq '{_BOTH_SEXES}' and BurgerlijkeStaat eq '{_ALL_STATES}'"
    periods = " or ".join(f"{PERIOD} eq '{year}JJ00'" for year in years)

    def ask_new() -> list[Row]:
        words = f"{base} and Measure eq '{_ON_JANUARY_1}' and ({periods}) and Leeftijd in ({_quoted(_AGES)})"
        return _ages(read_pages(web, f"{new}/Observations{build_query(filter_=words)}", key="Id"), gemeente_code, new)

    def ask_old() -> list[Row]:
        address = f"{old}/TypedDataSet{build_query(format_='json', filter_=f'{base} and ({periods})')}"
        rows = [row for row in read_pages(web, address, key="ID") if str(row.get("Leeftijd", "")).strip() in _AGES]
        return _ages(rows, gemeente_code, old)

    return first_of(ask_new, ask_old)


def find_gemeenten(web: Web, table: str) -> dict[str, str]:
    """Return all gemeenten of a table, code -> name."""
    new, old = f"{web.settings.diensten.odata4}/{table}", f"{web.settings.diensten.odata3}/{table}"

    of_new = build_query(filter_="startswith(Identifier,'GM')")
    of_old = build_query(format_="json", filter_="startswith(Key,'GM')")
    rows, _ = first_of(
        lambda: read_list(web, f"{new}/{REGION}Codes{of_new}"),
        lambda: read_list(web, f"{old}/{REGION}{of_old}", key="Key"),
    )
    found = {str(row.get("Identifier", row.get("Key", ""))): str(row.get("Title", "")) for row in rows}
    return {code: name for code, name in found.items() if code.startswith("GM") and parse_area_code(code)}


def choose_measures(
    measures: Iterable[Row], groups: Iterable[Row], address: str
) -> tuple[dict[str, str], list[Problem]]:
    """Return which measures of a table are figures of ours: id -> title with its groups and unit.

    A measure is known by its id, else by its title below its groups; of two with the same title neither is taken.

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
    doubtful = tuple(f for f, same in by_title.items() if f not in by_id and len(same) > 1)
    chosen = {f: same for f, same in by_title.items() if len(same) == 1} | by_id
    said = [make_warning("live_onderwerp_dubbel", place_of(address), n=len(doubtful))]
    return {code: title for same in chosen.values() for code, title in same.items()}, said if doubtful else []


def _fetch_new(
    web: Web, table: str, gemeente: Gemeente, year: int | None, *, complete: bool
) -> tuple[list[Row], list[Problem]]:
    base = f"{web.settings.diensten.odata4}/{table}"
    try:
        groups = read_list(web, f"{base}/MeasureGroups", key="Id")
    except NotThere:
        # Not every table has groups.
        groups = []
    chosen, said = choose_measures(read_list(web, f"{base}/MeasureCodes"), groups, base)
    if not chosen:
        raise refuse("live_geen_onderwerp", base)
    # By the group that clients saw working; else, and for all gemeenten, by how codes begin.
    codes: list[Row] = []
    for words in (f"DimensionGroupId eq '{gemeente.code}'", f"startswith(Identifier,'WK{gemeente.code[2:]}')"):
        if not codes and not (gemeente == ALL and words.startswith("Dim")):
            codes = read_list(web, f"{base}/{REGION}Codes{build_query(filter_=words)}")
    names = {str(row.get("Identifier")): str(row.get("Title") or "") for row in codes}
    words = f"{_about(gemeente.code)} and Measure in ({_quoted(chosen)})"
    rows = read_pages(web, f"{base}/Observations{build_query(filter_=words)}", key="Id")
    own, more = _finish(rows, names, gemeente, year, base, complete=complete)
    for row in own:
        row[MEASURE_TITLE] = chosen.get(str(row.get("Measure")).strip(), "")
    return own, said + more


def _fetch_old(
    web: Web, table: str, gemeente: Gemeente, year: int | None, *, complete: bool
) -> tuple[list[Row], list[Problem]]:
    base = f"{web.settings.diensten.odata3}/{table}"
    words = build_query(format_="json", filter_=f"startswith(Key,'WK{gemeente.code[2:]}')")
    names = {str(r.get("Key")): str(r.get("Title") or "") for r in read_list(web, f"{base}/{REGION}{words}", key="Key")}
    about = build_query(format_="json", filter_=_about(gemeente.code))
    rows = read_pages(web, f"{base}/TypedDataSet{about}", key="ID")
    return _finish(rows, names, gemeente, year, base, complete=complete)


def _about(gemeente_code: str) -> str:
    """Return the words that select a gemeente, its wijken and the country; a start fits padded and bare codes."""
    starts = (f"WK{gemeente_code[2:]}", gemeente_code, _COUNTRY)
    return "(" + " or ".join(f"startswith({REGION},'{start}')" for start in starts) + ")"


def _finish(
    rows: Iterable[Row], names: Mapping[str, str], gemeente: Gemeente, year: int | None, base: str, *, complete: bool
) -> tuple[list[Row], list[Problem]]:
    """Return the rows that were asked for, whatever came, with name and year; refused when wijken are missing."""
    prefix, own = f"WK{gemeente.code[2:]}", []
    names = {gemeente.code: gemeente.name, **names}
    for row in rows:
        code = str(row.get(REGION, "")).strip()
        if code.startswith((prefix, gemeente.code, _COUNTRY)):
            label = {LABEL: names[code]} if names.get(code) else {}
            # What a table says of its periods goes before the year that we know it by.
            own.append({**({} if year is None else {PERIOD: f"{year}JJ00"}), **row, REGION: code, **label})
    listed = {code for code in names if code.startswith(prefix)}
    there = {row[REGION] for row in own if row[REGION].startswith(prefix)}
    missing = sorted(listed - there)
    # Without a list nobody can say that the rows are all there are.
    if not there or (complete and not listed):
        raise refuse("live_geen_wijken", base, gemeente=gemeente.code)
    if complete and missing:
        raise refuse("live_wijken_missen", base, wijken=tuple(missing), aantal=len(listed))
    nameless = sorted(code for code in there if not names.get(code))
    return own, [make_warning("live_codes_zonder_naam", place_of(base), wijken=tuple(nameless))] if nameless else []


def _ages(rows: list[Row], gemeente_code: str, base: str) -> list[Row]:
    own = [row for row in rows if str(row.get("RegioS", "")).strip() == gemeente_code]
    if not own:
        raise refuse("live_geen_leeftijden", base, gemeente=gemeente_code)
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
    if expected is None:
        return plain != "%" and "1000" not in plain
    return plain in expected


def _quoted(codes: Iterable[str]) -> str:
    return ",".join("'" + code.replace("'", "''") + "'" for code in codes)


def is_of(gemeente_code: str, area_code: object) -> bool:
    """Return whether an area lies in a gemeente."""
    code = parse_area_code(str(area_code or ""))
    return code is not None and gemeente_code_of(code) == gemeente_code
