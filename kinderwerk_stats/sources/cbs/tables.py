"""Readers of CBS tables per gemeente, wijk and buurt: KWB, StatLine, OData, Nabijheid, SES-WOA."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from kinderwerk_stats.model.datasets import CbsTable, ReadResult
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.source import FileKind, Source
from kinderwerk_stats.sources.cbs.age_classes import check_age_classes, find_age_classes
from kinderwerk_stats.sources.cbs.aliases import is_of_map, is_of_workbook
from kinderwerk_stats.sources.cbs.complete import check_complete
from kinderwerk_stats.sources.cbs.figures import Figures, Rows, complete_figures, read_figures
from kinderwerk_stats.sources.cbs.layout import SAMPLE_ROWS, Layout, find_layout
from kinderwerk_stats.sources.cbs.other_areas import find_other_areas
from kinderwerk_stats.sources.cbs.plausible import check_plausible
from kinderwerk_stats.sources.cbs.regions import Codes, build_areas, find_land, find_whole, read_codes, read_periods
from kinderwerk_stats.sources.files.grid import Grid
from kinderwerk_stats.sources.files.uncomputed import check_computed
from kinderwerk_stats.sources.files.uneven import check_end, check_even
from kinderwerk_stats.sources.files.workbook_facts import SheetFacts, read_sheet_facts

KAARTCIJFERS_TITLE = "Wijk- en buurtkaart met kerncijfers"
TITLES: dict[FileKind, str] = {
    "kwb": "Kerncijfers wijken en buurten",
    "statline": "Kerncijfers wijken en buurten",
    "odata": "Kerncijfers wijken en buurten",
    "nabijheid": "Nabijheid voorzieningen",
    "ses_woa": "SES-WOA",
    "kaartcijfers": KAARTCIJFERS_TITLE,
}
# What the rows of a table are about instead -> what is said.
_OTHER_AREAS = {"postcodes": "cbs_per_postcode", "provincies": "cbs_per_provincie"}
_CELLS_WRONG = frozenset({
    "rijen_te_lang", "cijfer_geen_getal", "cijfer_geen_heel_getal", "cijfer_met_duizendtallen",
    "getal_met_duizendtallen",
})  # fmt: skip
_KWB_CODE = re.compile(r"gwbcode(10|8|\d\d)?")
_NAMED_CODE = re.compile(r"gwbcode(10|8|\d\d)?|(bu|buurt|wk|wijk|gm|gemeente)code")
_ODATA_KEY = re.compile(r"[A-Za-z]\w*_\d+")
_YEAR_IN_SHEET_NAME = re.compile(r"kwb\W?((?:19|20)\d\d)", re.IGNORECASE)
_YEAR_IN_TITLE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def read_cbs(path: Path, grids: Sequence[Grid], *, without_figures: bool = False) -> ReadResult | None:
    """Read the CBS figures of a file.

    Parameters
    ----------
    path : for the name in messages and in `Source.file`.
    grids : the sheets of the file; hidden ones are passed by.
    without_figures : also say what is missing of a table in which only the codes are known; for a table that no other
        reader explains either.

    Returns
    -------
    One `CbsTable` per year (and per sheet that has one); problems with severity fout make it unusable and leave
    it without tables. None when no sheet holds a CBS table. `area_counts` is for `recognise` to fill.
    """
    found = [(grid, layout) for grid in grids if grid.visible and (layout := find_layout(grid)) is not None]
    if not found or not (without_figures or any(layout.figures for _, layout in found)):
        return None
    kind = _kind_of(found[0][1])
    tables: list[CbsTable] = []
    problems: list[Problem] = []
    all_facts = read_sheet_facts(path)
    for grid, layout in found:
        facts = all_facts.get(grid.name, SheetFacts())
        problems += check_computed(path.name, grid.name, facts, layout.first_row, layout.needed, layout.positions)
        sheet_tables, sheet_problems = _read_sheet(path, grid, layout)
        tables += sheet_tables
        problems += sheet_problems
    shifted = any(problem.code in _CELLS_WRONG for problem in problems)
    problems += _check_sheets(path, tables)
    for table in tables:
        # With shifted cells or half-read figures nothing adds up, and that has been said.
        problems += [] if shifted else check_plausible(path.name, table)
    if any(problem.severity == "fout" for problem in problems):
        tables = []
    for table in tables:
        problems += check_complete(path.name, table)
    return ReadResult(path, kind, tuple(tables), tuple(dict.fromkeys(problems)))


def without_codes(file: str, grid: Grid, layout: Layout) -> Problem:
    """Say that a table of CBS has no codes of wijken, and what to do: that depends on what its rows are about."""
    rows = grid.head(layout.first_row + SAMPLE_ROWS)[layout.first_row :]
    code = _OTHER_AREAS.get(find_other_areas([header.text for header in layout.headers], rows) or "")
    named = [position for position, header in enumerate(layout.headers) if _NAMED_CODE.fullmatch(header.label)]
    if code is None and any(_holds_numbers(rows, position) for position in named):
        code = "codes_zonder_nullen"
    if code is None:
        of_statline = layout.regions or any(len(header.path) > 1 or header.flat for header in layout.headers)
        code = "cbs_zonder_codes" if of_statline else "wijken_zonder_codes"
    return make_problem(code, Place(file, grid.name))


def _holds_numbers(rows: Sequence[Sequence[object]], position: int) -> bool:
    return any(position < len(row) and isinstance(row[position], int | float) for row in rows)


def kind_of_figures(figures: Collection[str]) -> FileKind:
    """Tell what a table of measures is by the figures that it has: those of Kerncijfers come with inhabitants."""
    if "population_count" in figures:
        return "odata"
    if "ses_woa_score" in figures:
        return "ses_woa"
    return "nabijheid" if {"bso_distance_km", "bso_within_1_km_count"} & set(figures) else "odata"


def _kind_of(layout: Layout) -> FileKind:
    """Tell what a table is by the columns it has."""
    if any(_KWB_CODE.fullmatch(header.label) for header in layout.headers):
        return "kwb"
    if "ses_woa_score" in layout.figures or any("seswoa" in part for h in layout.headers for part in h.path):
        return "ses_woa"
    paths = [header.path for header in layout.headers]
    if "population_count" not in layout.figures and (
        layout.figures.keys() & {"bso_distance_km", "bso_within_1_km_count"}
        or any("binnen1km" in path[-1] or "basisonderwijs" in path for path in paths)
    ):
        return "nabijheid"
    of_ours = [layout.headers[column.position] for columns in layout.figures.values() for column in columns]
    if any(is_of_map(header) for header in of_ours):
        return "kaartcijfers"
    # Of the workbook a_00_14 ends as a key of OData does.
    keys = sum(bool(_ODATA_KEY.fullmatch(h.text)) and not is_of_workbook(h) for h in layout.headers)
    if not keys and any(is_of_workbook(header) for header in of_ours):
        return "kwb"
    return "odata" if 2 * keys > len([h for h in layout.headers if h.text]) else "statline"


def _read_sheet(path: Path, grid: Grid, layout: Layout) -> tuple[list[CbsTable], list[Problem]]:
    place = Place(path.name, grid.name)
    if layout.code is None:
        return [], [without_codes(path.name, grid, layout)]
    if not layout.figures:
        return [], [make_problem("geen_bekende_kolom", place)]
    grid.load({*layout.positions, *find_age_classes(layout)})
    uneven = check_even(path.name, grid, layout.first_row)
    cut = [] if uneven else check_end(path.name, grid, layout.first_row)
    codes = read_codes(grid.column(layout.code, layout.first_row), bare=layout.bare_codes)
    periods = None if layout.period is None else read_periods(grid.column(layout.period, layout.first_row))
    land = None if layout.water is None else find_land(grid.column(layout.water, layout.first_row))
    rows: Rows = slice(None)
    if codes.codes.null_count or (periods is not None and not periods.all()) or land is not None:
        valid: npt.NDArray[np.bool_] = codes.codes.is_valid().to_numpy(zero_copy_only=False)
        rows = valid if periods is None else valid & (periods > 0)
        rows = rows if land is None else rows & land
    figures, problems = read_figures(path.name, grid, layout, rows)
    # Shifted cells explain every other fault, and figures that cannot be read why nothing adds up.
    problems = problems or check_age_classes(path.name, grid, layout)
    problems = uneven if any(problem.severity == "fout" for problem in uneven) else [*uneven, *problems]
    problems += cut
    problems += _report_strange_codes(path.name, grid, layout, codes)
    areas = build_areas(codes.codes, grid, layout)
    if periods is None:
        periods, found = _years_without_periods(place, grid, layout, codes)
        problems += found
    if not isinstance(rows, slice):
        areas = areas[rows]
    kind = _kind_of(layout)
    tables, found = split_by_year(Source(path.name, kind, TITLES[kind], "CBS"), place, areas, periods[rows], figures)
    return tables, problems + found


def split_by_year(
    source: Source, place: Place, areas: pd.DataFrame, years: npt.NDArray[np.int16], figures: Figures
) -> tuple[list[CbsTable], list[Problem]]:
    """Make a table of each year.

    Parameters
    ----------
    place : where the table stands, for the problems.
    areas : the `areas` frame of all rows, an area once per year.
    years : the year of each row, 0 where the file does not say it.
    figures : the figures of the same rows.
    """
    tables: list[CbsTable] = []
    problems: list[Problem] = []
    distinct = np.unique(years)
    if not len(years):
        problems.append(make_problem("geen_rij_met_gebied_en_jaar", place))
    for year in distinct.tolist():
        year_areas, year_figures = areas, figures
        if len(distinct) > 1:
            year_areas, year_figures = areas[years == year], figures.select(years == year)
        if len(pa.array(year_areas.index).unique()) < len(year_areas):
            year_areas, year_figures, found = _drop_repeated(place, year_areas, year_figures)
            problems += found
        year_figures, found = complete_figures(year_figures, find_whole(year_areas))
        problems += [replace(problem, place=replace(place, key=problem.place.key)) for problem in found]
        index = year_areas.index
        numbers = year_figures.numbers
        tables.append(
            CbsTable(
                source=replace(source, year=year or None),
                areas=year_areas,
                values=pd.DataFrame({name: n.values for name, n in numbers.items()}, index=index, copy=False),
                status=pd.DataFrame({name: n.status for name, n in numbers.items()}, index=index, copy=False),
                source_columns=year_figures.source_columns,
                from_percentage=sorted(year_figures.percent & numbers.keys()),
            )
        )
    if 0 in distinct:
        problems.append(make_warning("cijfers_zonder_jaar", place, asks="jaar"))
    return tables, problems


def _years_without_periods(
    place: Place, grid: Grid, layout: Layout, codes: Codes
) -> tuple[npt.NDArray[np.int16], list[Problem]]:
    """Find the year before the codes, in a header, in the name of the sheet or in a title; else 0."""
    stated = np.unique(codes.years[codes.years > 0])
    if len(stated) > 1:
        return codes.years, [make_problem("codes_van_meer_jaren", place, jaren=tuple(stated.tolist()))]
    year = int(stated[0]) if len(stated) else layout.year_in_header or _year_in_names(grid, layout) or 0
    return np.full(len(codes.codes), year, np.int16), []


def _year_in_names(grid: Grid, layout: Layout) -> int | None:
    if match := _YEAR_IN_SHEET_NAME.search(grid.name):
        return int(match.group(1))
    titles = [cell for row in grid.head(layout.first_row - 1) for cell in row if isinstance(cell, str)]
    years = {int(year) for title in titles for year in _YEAR_IN_TITLE.findall(title)}
    return years.pop() if len(years) == 1 else None


def _report_strange_codes(file: str, grid: Grid, layout: Layout, codes: Codes) -> list[Problem]:
    """Rows with something else than a code; footnotes have no figures and are passed by."""
    strange = [i for i in codes.strange if _has_figures(grid, layout, layout.first_row + i)]
    if not strange:
        return []
    place = Place(file, grid.name, columns=() if layout.code is None else (layout.code,))
    return [make_warning("rijen_zonder_code", place, rijen=tuple(layout.first_row + i + 1 for i in strange))]


def _has_figures(grid: Grid, layout: Layout, row: int) -> bool:
    cells = [grid.column(c.position, row)[0] for columns in layout.figures.values() for c in columns]
    return any(
        str(cell.as_py() if isinstance(cell, pa.Scalar) else cell or "").strip() not in ("", ".") for cell in cells
    )


def _drop_repeated(place: Place, areas: pd.DataFrame, figures: Figures) -> tuple[pd.DataFrame, Figures, list[Problem]]:
    """Keep an area that stands twice with the same figures once; two different rows for one area are refused."""
    values = pd.DataFrame({name: numbers.values for name, numbers in figures.numbers.items()}, index=areas.index)
    first = ~areas.index.duplicated()
    different = values.reset_index().drop_duplicates()["area_code"]
    double = sorted(set(different[different.duplicated()]))
    problems = []
    if double:
        problems.append(make_problem("gebieden_dubbel", place, gebieden=tuple(double)))
    return areas[first], figures.select(first), problems


def _check_sheets(path: Path, tables: list[CbsTable]) -> list[Problem]:
    """Two sheets may not say different things about one area in one year."""
    by_year: dict[int | None, list[CbsTable]] = {}
    for table in tables:
        by_year.setdefault(table.year, []).append(table)
    for same in by_year.values():
        if len(same) > 1 and not same[0].areas.index.append([table.areas.index for table in same[1:]]).is_unique:
            return [make_problem("bladen_van_dezelfde_gebieden", Place(path.name))]
    return []
