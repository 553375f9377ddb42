"""A figure per wijk that a gemeente adds to need itself: a small table, wijk and one column of numbers."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from kinderwerk_stats.model.areas import kind_of, parse_area_code
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import OwnIndicatorTable, ReadResult
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.sources.bereik.cells import Notation, find_notations, is_ambiguous, parse_number
from kinderwerk_stats.sources.bereik.wijk_names import match_wijken
from kinderwerk_stats.sources.files.grid import Sheet, read_grids
from kinderwerk_stats.sources.files.numbers import EXCEL_ERRORS
from kinderwerk_stats.sources.files.plain_text import is_empty, is_text, to_plain
from kinderwerk_stats.sources.privacy.file_names import refuse_file_name, safe_label
from kinderwerk_stats.sources.privacy.personal_data import find_personal_data
from kinderwerk_stats.sources.recognise import refuse_persons

_NAME_HEADERS = frozenset({"wijk", "wijknaam", "naam wijk", "naam", "naam van de wijk", "gebied", "stadsdeel"})
_YEAR_HEADERS = frozenset({"jaar", "peiljaar", "periode", "perioden"})
_NO_FIGURE = frozenset({".", "-", "–", "x", "onbekend", "geheim", "n.v.t.", "nvt", "na", "n/a"})
_HEADER_ROWS = 20


def read_own_indicator(path: Path) -> ReadResult:
    """Read a table with one figure per wijk.

    Personal data is looked for first, in every sheet; with any of it nothing else is read.

    Returns
    -------
    `own_indicator`, kind "eigen_indicator"; with a `fout` there is none. The year is that of a column "jaar",
    if it has one year. Whether more of the figure means more need is not in a file: the user says it.
    """
    if (named := refuse_file_name(path.name)) is not None:
        return ReadResult(path.with_name(safe_label(path.name)), "eigen_indicator", problems=(named,))
    try:
        grids = read_grids(path)
        asked = refuse_persons(path, grids)
        sheets = [grid.sheet for grid in grids]
        found = find_personal_data(path.name, sheets)
        if any(problem.severity == "fout" for problem in found):
            raise InputRefused(found)
        table, problems = _read(path.name, [sheet for sheet in sheets if sheet.visible])
    except InputRefused as refused:
        return ReadResult(path, "eigen_indicator", problems=refused.problems)
    return ReadResult(
        path, "eigen_indicator", problems=tuple(dict.fromkeys((*asked, *found, *problems))), own_indicator=table
    )


def match_own_indicator(
    table: OwnIndicatorTable, wijken: pd.DataFrame, gemeente_code: str
) -> tuple[pd.Series, list[Problem]]:
    """Return the figure of each of `wijken` (index wijk code, column `name`), NaN where the table has none.

    Rows are matched as those of bereik are. A wijk that is in two rows, or that cannot be found, refuses the table:
    then all figures are NaN and the problems say why.
    """
    rows = table.rows
    as_bereik = BereikTable(
        source=table.source,
        rows=rows[["wijk_code", "wijk_name", "row"]],
        values=rows[["value"]],
        status=pd.DataFrame({"value": np.zeros(len(rows), dtype="int8")}),
        total={},
    )
    matched, problems = match_wijken(as_bereik, wijken, gemeente_code)
    # What bereik says of wijken without a row is about children reached.
    notes = [problem for problem in problems if problem.code != "wijken_zonder_rij"]
    empty = pd.Series(np.nan, index=wijken.index)
    if any(problem.severity == "fout" for problem in notes):
        return empty, notes
    codes = pd.Index(matched.rows["wijk_code"])
    return pd.Series(matched.values["value"].to_numpy(float), index=codes).reindex(wijken.index), notes


def _read(file: str, sheets: Sequence[Sheet]) -> tuple[OwnIndicatorTable, list[Problem]]:
    """Return the one table among the sheets."""
    reasons: list[Problem] = []
    found = []
    for sheet in sheets:
        header = _find_header(sheet)
        if header is None:
            continue
        try:
            found.append(_read_sheet(file, sheet, header))
        except InputRefused as refused:
            reasons += refused.problems
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        raise InputRefused([make_problem("meer_bladen_met_tabel", Place(file), aantal=len(found))])
    raise InputRefused(reasons or [make_problem("geen_tabel_per_wijk", Place(file))])


def _find_header(sheet: Sheet) -> int | None:
    """Return the first row with at least two texts, in which one is about the wijk."""
    for number, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        words = [to_plain(str(cell)) for cell in row if is_text(cell)]
        if len(words) >= 2 and any(word in _NAME_HEADERS or "wijk" in word or "code" in word for word in words):
            return number
    return None


def _read_sheet(file: str, sheet: Sheet, header: int) -> tuple[OwnIndicatorTable, list[Problem]]:
    place = Place(file, sheet.name)
    titles = [str(cell).strip() if not is_empty(cell) else "" for cell in sheet.rows[header]]
    body = [(number, row) for number, row in enumerate(sheet.rows) if number > header]
    body = [(number, row) for number, row in body if not all(is_empty(cell) for cell in row)]
    columns = {
        position: [row[position] if position < len(row) else None for _, row in body]
        for position, title in enumerate(titles)
        if title
    }
    codes = next((p for p, cells in columns.items() if _are_codes(cells)), None)
    names = next((p for p in columns if to_plain(titles[p]) in _NAME_HEADERS and p != codes), None)
    years = next((p for p in columns if to_plain(titles[p]) in _YEAR_HEADERS), None)
    figures = [p for p, cells in columns.items() if p not in (codes, names, years) and _are_numbers(cells)]
    problems = []
    if codes is None and names is None:
        problems.append(make_problem("geen_wijk_in_tabel", place))
    if len(figures) != 1:
        code = "meer_kolommen_met_getallen" if figures else "geen_kolom_met_getallen"
        problems.append(make_problem(code, place, kolommen=tuple(f"'{titles[p]}'" for p in figures)))
    year, year_problems = _read_year(place, [] if years is None else columns[years])
    problems += year_problems
    if problems:
        raise InputRefused(problems)
    values, bad = _read_numbers(place, columns[figures[0]], [number for number, _ in body], figures[0])
    if bad:
        raise InputRefused(bad)
    area_codes = [None] * len(body) if codes is None else [_to_code(cell) for cell in columns[codes]]
    rows = pd.DataFrame(
        {
            "wijk_code": pd.array(area_codes, dtype="string"),
            "wijk_name": pd.array(
                [None if names is None or is_empty(row[names]) else str(row[names]).strip() for _, row in body],
                dtype="string",
            ),
            "row": [number + 1 for number, _ in body],
            "value": values,
        }
    )
    # A line below the table, or the gemeente as a whole, is no wijk.
    is_wijk = rows["wijk_code"].notna() if codes is not None else rows["wijk_name"].notna()
    rows = rows[is_wijk & rows["value"].notna()].reset_index(drop=True)
    source = Source(file, "eigen_indicator", titles[figures[0]], "onbekend", year)
    return OwnIndicatorTable(source, rows), []


def _to_code(cell: object) -> str | None:
    code = parse_area_code(str(cell)) if isinstance(cell, str) else None
    return code if code is not None and kind_of(code) == "wijk" else None


def _are_codes(cells: Sequence[object]) -> bool:
    filled = [cell for cell in cells if not is_empty(cell)]
    return bool(filled) and sum(_to_code(cell) is not None for cell in filled) > len(filled) / 2


def _are_numbers(cells: Sequence[object]) -> bool:
    filled = [cell for cell in cells if not is_empty(cell) and str(cell).strip().lower() not in _NO_FIGURE]
    return bool(filled) and sum(_to_number(cell, "nederlands") is not None for cell in filled) > len(filled) / 2


def _to_number(cell: object, notation: Notation | None) -> float | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    return parse_number(cell, notation) if isinstance(cell, str) else None


def _read_numbers(
    place: Place, cells: Sequence[object], numbers: Sequence[int], column: int
) -> tuple[list[float], list[Problem]]:
    """Return the figures, NaN where a cell says that there is none, and the cells that are no number."""
    notation = find_notations({"value": cells}, frozenset({"value"}))["value"]
    values, bad, unclear = [], [], []
    for number, cell in zip(numbers, cells, strict=True):
        if is_empty(cell) or str(cell).strip().lower() in _NO_FIGURE:
            values.append(float("nan"))
            continue
        value = _to_number(cell, notation)
        if isinstance(cell, str) and notation is None and is_ambiguous(cell):
            unclear.append(number)
        if value is None or str(cell).strip().upper() in EXCEL_ERRORS:
            bad.append(number)
        values.append(float("nan") if value is None else value)
    problems = []
    for rows, code in ((bad, "eigen_cijfer_geen_getal"), (unclear, "eigen_cijfer_dubbelzinnig")):
        if rows:
            problems.append(make_problem(code, replace(place, rows=tuple(rows), columns=(column,))))
    return values, problems


def _read_year(place: Place, cells: Sequence[object]) -> tuple[int | None, list[Problem]]:
    years = {int(float(str(cell))) for cell in cells if str(cell).strip()[:4].isdigit() and not is_empty(cell)}
    if len(years) > 1:
        return None, [make_problem("eigen_cijfer_van_meer_jaren", place, aantal=len(years))]
    return (years.pop() if years else None), []
