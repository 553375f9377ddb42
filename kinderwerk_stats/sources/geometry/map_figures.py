"""The figures of CBS in a map file: the Wijk- en Buurtkaart has them beside its borders."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from kinderwerk_stats.model.datasets import CbsTable
from kinderwerk_stats.model.problems import Place, Problem, make_warning
from kinderwerk_stats.sources.cbs.aliases import match_column
from kinderwerk_stats.sources.cbs.area_columns import (
    GEMEENTE_NAMES,
    find_code_columns,
    find_row_codes,
    names_of,
    parse_codes,
)
from kinderwerk_stats.sources.cbs.headers import normalise, parse_header
from kinderwerk_stats.sources.cbs.tables import KAARTCIJFERS_TITLE, read_cbs
from kinderwerk_stats.sources.files.grid import Grid
from kinderwerk_stats.sources.geometry.features import is_no_land
from kinderwerk_stats.sources.geometry.files import Columns

# As headers of CBS, so that these two are taken before any property.
_CODE, _NAME = "Codering", "Regio"
# Without it the figures of a map say nothing that is used, and may be a property of something else.
_CHILDREN = "children_0_14_count"


def read_map_figures(
    path: Path, layers: Sequence[Columns], year: int | None
) -> tuple[tuple[CbsTable, ...], tuple[Problem, ...]]:
    """Read the figures of the areas in all layers of a map as one table; none when it has no children.

    Parameters
    ----------
    path : the file, for messages and sources.
    layers : the properties of each layer: gemeenten, wijken, buurten.
    year : of the borders, for figures that do not state their own.

    Returns
    -------
    The table, and what there is to say about it. Where a figure is at fault, the borders can still be used: then there
    is no table, and a warning says why.
    """
    headers = (parse_header(name) for columns in layers for name in columns)
    if not any((match := match_column(header)) and match.indicator == _CHILDREN for header in headers):
        return (), ()
    sheets = [{name: _cells(values) for name, values in columns.items()} for columns in layers]
    rows = _gather([cells for cells in sheets if find_code_columns(cells)])
    result = read_cbs(path, [Grid("", rows)]) if len(rows) > 1 else None
    if result is None:
        return (), ()
    tables = [table for table in result.tables if isinstance(table, CbsTable)]
    if any(problem.severity == "fout" for problem in result.problems):
        return (), (make_warning("kaartcijfers_niet_gelezen", Place(file=path.name)),)
    if len(tables) != 1 or _CHILDREN not in tables[0].source_columns:
        return (), ()
    [table] = tables
    source = replace(table.source, kind="kaartcijfers", title=KAARTCIJFERS_TITLE, year=table.year or year)
    # The borders ask for the year already.
    said = tuple(problem for problem in result.problems if problem.asks != "jaar")
    return (replace(table, source=source),), said


def _gather(layers: Sequence[dict[str, list[Any]]]) -> list[list[Any]]:
    """Return the features of all layers as rows of one sheet: the code and the name of each, and all properties.

    None where a layer lacks a property: that of gemeenten has no wijkcode.
    """
    names = list(dict.fromkeys(name for columns in layers for name in columns))
    rows: list[list[Any]] = [[_CODE, _NAME, *names]]
    for cells in layers:
        nothing = [None] * len(next(iter(cells.values())))
        code = find_row_codes(cells)
        codes = nothing if code is None else cells[code]
        labels = {normalise(name): name for name in cells}
        wanted = [*names_of(parse_codes(codes)), *GEMEENTE_NAMES]
        named = next((cells[labels[label]] for label in wanted if label in labels), nothing)
        found = zip(codes, named, *(cells.get(name, nothing) for name in names), strict=True)
        rows += [list(row) for row in found if not is_no_land(row[0], row[1])]
    return rows


def _cells(values: np.ndarray) -> list[Any]:
    cells = values.tolist()
    return [None if cell != cell else cell for cell in cells] if values.dtype.kind == "f" else cells
