"""OData bodies as CBS serves them: JSON with a list of records, and the long form of version 4."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.cbs.aliases import Match, match_column, match_measure
from kinderwerk_stats.sources.cbs.complete import check_complete
from kinderwerk_stats.sources.cbs.figures import MAX_CELLS_NAMED, Figures, scale
from kinderwerk_stats.sources.cbs.headers import parse_header
from kinderwerk_stats.sources.cbs.layout import Layout
from kinderwerk_stats.sources.cbs.plausible import check_plausible
from kinderwerk_stats.sources.cbs.regions import as_text, build_areas, read_codes, read_periods
from kinderwerk_stats.sources.cbs.tables import TITLES, kind_of_figures, split_by_year
from kinderwerk_stats.sources.files.grid import Grid
from kinderwerk_stats.sources.files.numbers import UNREADABLE, CbsNumbers, read_cbs_numbers
from kinderwerk_stats.sources.files.uneven import check_end, check_even

# Of versions 4 and 3: what the service says when there are more rows than it sent.
_NEXT_PAGE = ("@odata.nextLink", "odata.nextLink")
_REGION_COLUMNS = ("wijkenenbuurten", "regios")
# The last two are no columns of CBS: who fetched the rows put the lists of names and measures beside their codes.
_LONG_COLUMNS = ("measure", "value", "valueattribute", "perioden", "measuretitle", "wijkenenbuurtenlabel")


def read_json_grid(path: Path) -> Grid:
    """Read an OData response ({"value": [{…}, …]}, or the bare list) as a sheet: keys in row 1, records under it.

    Raises
    ------
    InputRefused : not JSON, JSON without a list of records, or the first page of several.
    """
    try:
        body = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        # ValueError: no JSON, no text, or a number of more digits than Python takes.
        body = None
    records = body.get("value") if isinstance(body, dict) else body
    if not isinstance(records, list) or not records or not all(isinstance(record, dict) for record in records):
        raise InputRefused([make_problem("json_zonder_tabel", Place(path.name))])
    if isinstance(body, dict) and any(body.get(key) for key in _NEXT_PAGE):
        raise InputRefused([make_problem("json_is_een_deel", Place(path.name), aantal=len(records))])
    keys = list(dict.fromkeys(key for record in records for key in record))
    return Grid("", [list(keys), *([_as_cell(record.get(key)) for key in keys] for record in records)])


def _as_cell(value: object) -> object:
    """Return a value as a cell can hold it: what is nested becomes text, so that it is searched like any text."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def read_observations(path: Path, grids: Sequence[Grid]) -> ReadResult | None:
    """Read the long form of OData version 4: a row per area and measure.

    Returns
    -------
    A `CbsTable` per year, its areas those with a row for one of our measures; an area without a row for a measure is
    UNKNOWN there, a row marked Confidential is SUPPRESSED. None when the file is something else.
    """
    if len(grids) != 1 or not grids[0].head(1):
        return None
    grid = grids[0]
    names = [parse_header(str(cell or "")).label for cell in grid.head(1)[0]]
    region = next((names.index(name) for name in _REGION_COLUMNS if name in names), None)
    if region is None or "measure" not in names or "value" not in names:
        return None

    def column(name: str) -> Sequence[object] | pa.Array:
        return grid.column(names.index(name), 1)

    grid.load({region, *(names.index(name) for name in _LONG_COLUMNS if name in names)})
    uneven = check_even(path.name, grid, 1)
    codes = read_codes(grid.column(region, 1), bare=False).codes
    years = read_periods(column("perioden")) if "perioden" in names else np.zeros(len(codes), np.int16)
    numbers = read_cbs_numbers(column("value"))
    secret = np.zeros(len(codes), np.bool_)
    if "valueattribute" in names:
        secret = pd.Series(as_text(column("valueattribute")).to_pylist()).str.lower().eq("confidential").to_numpy()
    measures = pd.Series(as_text(column("measure")).to_pylist())
    titles = as_text(column("measuretitle")).to_pylist() if "measuretitle" in names else measures.tolist()
    by_id = dict(zip(measures, titles, strict=True))
    found = {measure: match_measure(measure) or match_column(parse_header(title)) for measure, title in by_id.items()}
    matches = {measure: match for measure, match in found.items() if match is not None and not match.percent}
    frame = pd.DataFrame({"area_code": codes.to_pylist(), "year": years, "measure": measures})
    frame["value"] = numbers.values
    unreadable = (numbers.status == UNREADABLE) & ~secret
    frame["status"] = np.where(secret, Status.SUPPRESSED, np.where(unreadable, Status.UNKNOWN, numbers.status))
    frame = frame[frame["measure"].isin(matches)].dropna(subset=["area_code"])
    if frame.empty:
        problem = make_problem("odata_zonder_onderwerp", Place(path.name))
        return ReadResult(path, "odata", problems=(problem,))
    no_numbers = frame.index[unreadable[frame.index]]
    frame = frame.drop_duplicates(["area_code", "year", "measure"])
    keys = frame[["area_code", "year"]].drop_duplicates().reset_index(drop=True)
    figures = _pivot(frame, keys, matches)
    area_codes = pa.array(keys["area_code"].tolist(), pa.string())
    empty = Grid("", [[]] * len(keys))
    areas = build_areas(area_codes, empty, Layout(headers=(), first_row=0, code=None))
    if "wijkenenbuurtenlabel" in names:
        labels = dict(zip(codes.to_pylist(), as_text(column("wijkenenbuurtenlabel")).to_pylist(), strict=True))
        areas["name"] = [labels.get(code) or None for code in area_codes.to_pylist()]
    kind = kind_of_figures(figures.numbers)
    source = Source(path.name, kind, TITLES[kind], "CBS")
    tables, problems = split_by_year(source, Place(path.name), areas, keys["year"].to_numpy(), figures)
    problems += uneven or check_end(path.name, grid, 1)
    problems += _report_unreadable(path.name, names.index("value"), no_numbers.tolist())
    for table in tables:
        problems += check_plausible(path.name, table)
    if any(problem.severity == "fout" for problem in problems):
        tables = []
    for table in tables:
        problems += check_complete(path.name, table)
    return ReadResult(path, kind, tuple(tables), tuple(dict.fromkeys(problems)))


def _report_unreadable(file: str, column: int, rows: Sequence[int]) -> list[Problem]:
    """Name the first rows whose value is no number one by one and count the rest; the text may be about a person."""
    problems = [
        make_problem("waarde_geen_getal", Place(file, rows=(row + 1,), columns=(column,)))
        for row in rows[:MAX_CELLS_NAMED]
    ]
    if len(rows) > MAX_CELLS_NAMED:
        problems.append(make_problem("waarden_geen_getal", Place(file), aantal=len(rows) - MAX_CELLS_NAMED))
    return problems


def _pivot(frame: pd.DataFrame, keys: pd.DataFrame, matches: dict[str, Match]) -> Figures:
    figures = Figures()
    for measure, match in matches.items():
        rows = keys.merge(frame[frame["measure"] == measure], how="left", on=["area_code", "year"])
        status = rows["status"].fillna(Status.UNKNOWN).to_numpy(np.int8)
        values = np.where(status == Status.KNOWN, rows["value"].to_numpy(np.float64), np.nan)
        figures.numbers[match.indicator] = CbsNumbers(scale(values, match.factor), status)
        figures.source_columns[match.indicator] = measure
    return figures
