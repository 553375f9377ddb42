"""Wijk geometry from a map file: found by code, brought to RD metres, repaired, water left out, cut per gemeente.

Every coordinate leaves this module in EPSG:28992, whatever the file claims: real files carry RD metres under a
CRS84 label or without any label, so the numbers themselves decide.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from kinderwerk_stats.model.areas import AREA_KINDS, kind_of, parse_area_code
from kinderwerk_stats.model.datasets import ReadResult, ShapesTable
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_warning
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.sources.files.contents import refused
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.geometry.borders import dissolve, to_polygons, to_rd
from kinderwerk_stats.sources.geometry.features import (
    find_codes,
    find_gemeente_names,
    find_land_wijken,
    find_names,
    find_years,
    rank_layer,
)
from kinderwerk_stats.sources.geometry.files import (
    UNREADABLE,
    MapFile,
    MapLayer,
    find_map,
    read_attributes,
    read_descriptions,
    read_layer,
)
from kinderwerk_stats.sources.geometry.map_figures import read_map_figures
from kinderwerk_stats.sources.privacy.findings import Finding, to_problem
from kinderwerk_stats.sources.privacy.personal_data import find_personal_data
from kinderwerk_stats.sources.privacy.persons import judge_note

NEARBY_M = 25.0
MIN_SHARED_BORDER_M = 50.0

_FEATURES_SEARCHED = 500
_LONGEST_NAME = 60


def read_shapes(path: Path) -> ReadResult:
    """Read the wijken in a GeoJSON, TopoJSON, GeoPackage or zipped shapefile as one `ShapesTable`, and its figures.

    Parameters
    ----------
    path : the file; its content decides what it is, its name does not.

    Returns
    -------
    ReadResult
        Of kind "gebieden", with one table (one row per land wijk, by code) or none when the file is refused; then, of
        a map of CBS with children, the `CbsTable` of all its areas.
        Refused are: another format or a damaged file, no wijk codes, coordinates outside the Netherlands, two years.

    Notes
    -----
    The code stands in the property in which most values are wijk codes. Features with the same code become one
    wijk; a file with buurten only is put together to wijken. Water, Buitenland and gemeenten are passed over.
    The year is that of `jrstatcode`, `jaar` or the collection's `metadata.year`, never that of the file name.
    """
    try:
        layer = _open_layer(path)
        table, problems = _read_table(path, layer)
    except InputRefused as refusal:
        return ReadResult(path, "gebieden", problems=refusal.problems)
    area_counts = {kind: len(table.frame) if kind == "wijk" else 0 for kind in map(str, AREA_KINDS)}
    figures, about_figures = read_map_figures(path, (layer.columns, *layer.others), table.year)
    return ReadResult(path, "gebieden", (table, *figures), (*problems, *about_figures), area_counts)


def cut_gemeente(table: ShapesTable, gemeente_code: str) -> ShapesTable:
    """Return the wijken of one gemeente, in the same order; none when the table does not hold the gemeente.

    Cut first and simplify afterwards: one tolerance for the whole country would blur every town.

    Raises
    ------
    ValueError
        When `gemeente_code` is not the code of a gemeente.
    """
    if parse_area_code(gemeente_code) != gemeente_code or kind_of(gemeente_code) != "gemeente":
        raise ValueError(f"gemeente_code must look like GM0344, not {gemeente_code!r}")
    inside = np.asarray(table.frame.index.str[2:6] == gemeente_code[2:])
    return ShapesTable(table.source, table.frame[inside], table.shapes[inside])


def find_neighbours(table: ShapesTable, wijk_code: str | None = None) -> dict[str, list[str]]:
    """Return for each wijk the wijken that share a border with it, the longest shared border first.

    Parameters
    ----------
    table : the wijken to look among; cut out the gemeente first.
    wijk_code : look only for the neighbours of this one: the others then have only this one, if it is theirs.

    Returns
    -------
    dict
        wijk_code -> wijk codes, for every wijk in the table; an island has an empty list.

    Notes
    -----
    Files are often simplified wijk by wijk, so the two sides of a border lie some metres apart. What counts is how
    much of the border of one wijk lies within `NEARBY_M` of the other (the mean of both sides), less the `NEARBY_M`
    at each end that two wijken meeting in a corner have too. Under `MIN_SHARED_BORDER_M` they are no neighbours.
    """
    codes = [str(code) for code in table.frame.index]
    left, right = shapely.STRtree(table.shapes).query(table.shapes, predicate="dwithin", distance=NEARBY_M)
    left, right = left[left != right], right[left != right]
    if wijk_code is not None:
        asked = np.asarray(table.frame.index == wijk_code)
        wanted = asked[left] | asked[right]
        left, right = left[wanted], right[wanted]
    others, place = np.unique(right, return_inverse=True)
    around = shapely.buffer(table.shapes[others], NEARBY_M)[place]
    nearby = shapely.intersection(shapely.boundary(table.shapes[left]), around)
    lengths: dict[tuple[str, str], float] = {}
    for a, b, length in zip(left, right, shapely.length(nearby).tolist(), strict=True):
        pair = (min(codes[a], codes[b]), max(codes[a], codes[b]))
        lengths[pair] = lengths.get(pair, -2 * NEARBY_M) + length / 2
    found: dict[str, list[str]] = {code: [] for code in codes}
    for (one, other), length in sorted(lengths.items(), key=lambda item: (-item[1], item[0])):
        if length >= MIN_SHARED_BORDER_M:
            found[one].append(other)
            found[other].append(one)
    return found


def _read_table(path: Path, layer: MapLayer) -> tuple[ShapesTable, tuple[Problem, ...]]:
    """Return the table and its warnings; InputRefused when there is no table."""
    where = path.name
    found = find_codes(layer.columns)
    if found is None:
        raise refused(path, "kaart_zonder_wijkcodes")
    rows = find_land_wijken(layer.columns, found)
    codes = np.array([found.wijk_codes[row] for row in rows], dtype=object)
    years = find_years(layer.columns, rows, layer.metadata.get("year"))
    if len(years) > 1:
        raise refused(path, "kaart_van_meer_jaren", jaren=tuple(sorted(years)))
    with np.errstate(invalid="ignore"):  # a coordinate that is no number: that shape is reported below
        shapes = shapely.from_wkb(layer.wkb[rows], on_invalid="fix")
    shapes, outside = to_rd(shapes)
    if outside.any():
        raise refused(path, "kaart_buiten_nederland", wijken=_codes(codes[outside]))
    shapes = to_polygons(shapes)
    drawn = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    if not drawn.any():
        raise refused(path, "kaart_zonder_vormen")
    wijk_codes, merged = dissolve(codes[drawn], shapes[drawn])
    frame = pd.DataFrame(
        {
            "name": _agree_per_wijk(wijk_codes, codes, rows, find_names(layer.columns, found)),
            "gemeente_name": _agree_per_wijk(wijk_codes, codes, rows, find_gemeente_names(layer.columns, found)),
        },
        index=pd.Index(wijk_codes, name="wijk_code", dtype="str"),
        dtype="str",
    )
    table = ShapesTable(_build_source(where, layer, years), frame, merged)
    warnings = _describe(where, found.unreadable, codes[~drawn], from_buurten=found.from_buurten, has_year=bool(years))
    return table, warnings


def _open_layer(path: Path) -> MapLayer:
    file = find_map(path)
    if file is None:
        raise refused(path, "geen_kaartbestand")
    try:
        layer = read_layer(file, rank_layer)
        _refuse_persons(file, layer)
    except UNREADABLE:
        raise refused(path, "kaart_beschadigd", soort=file.format) from None
    return layer


def _refuse_persons(file: MapFile, layer: MapLayer) -> None:
    """Refuse a map of persons: points at addresses, or a table of them beside the wijken."""
    refused = []
    for names, rows in read_attributes(file, layer, _FEATURES_SEARCHED):
        for problem in find_personal_data(file.path.name, [Sheet("", [list(names), *rows])]):
            # Several shapes of one wijk are no rows of persons.
            if problem.severity == "fout" and problem.place.columns:
                name = names[problem.place.columns[0]][:_LONGEST_NAME]
                refused.append(replace(problem, place=Place(file.path.name, key=f"eigenschap {name}")))
    refused = refused or _about_persons(file)
    if refused:
        raise InputRefused(refused)


def _about_persons(file: MapFile) -> list[Problem]:
    """Return what a map says about a person beside its features; names alone are those of places there."""
    today = datetime.now(UTC).date()
    notes = (judge_note(text, today) for text in read_descriptions(file))
    found = next((note[0] for note in notes if note and note[1]), None)
    aside = Finding(True, (found._replace(beside="verborgen_deel"),)) if found else None
    return [to_problem(file.path.name, aside)] if aside else []


def _agree_per_wijk(wijk_codes: np.ndarray, codes: np.ndarray, rows: np.ndarray, texts: list[str]) -> list[str | None]:
    """Return the text that all features of a wijk agree on, else None."""
    seen: dict[str, set[str]] = {}
    for code, row in zip(codes, rows, strict=True):
        seen.setdefault(code, set()).update({texts[row]} - {""})
    return [next(iter(seen[code])) if len(seen[code]) == 1 else None for code in wijk_codes]


def _build_source(where: str, layer: MapLayer, years: set[int]) -> Source:
    return Source(
        file=where,
        kind="gebieden",
        title=str(layer.metadata.get("title", "Wijkgrenzen")),
        publisher=str(layer.metadata.get("publisher", "CBS")),
        year=next(iter(years), None),
        note=f"laag {layer.name}, een van de {layer.layers_in_file}" if layer.layers_in_file > 1 else "",
    )


def _describe(
    where: str, unreadable: int, shapeless: np.ndarray, *, from_buurten: bool, has_year: bool
) -> tuple[Problem, ...]:
    """Return what was assumed or left out, as warnings."""
    place = Place(where)
    problems = [make_warning("vlakken_zonder_code", place, aantal=unreadable)] if unreadable else []
    if from_buurten:
        problems.append(make_warning("kaart_van_buurten", place))
    if len(shapeless):
        problems.append(make_warning("wijken_zonder_vorm", place, wijken=_codes(shapeless)))
    if not has_year:
        problems.append(make_warning("kaart_zonder_jaar", place, asks="jaar"))
    return tuple(problems)


def _codes(codes: np.ndarray) -> tuple[str, ...]:
    return tuple(sorted({str(code) for code in codes}))
