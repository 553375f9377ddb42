"""Reader of children by single year of age: CBS 03759ned per gemeente, or a gemeente's own table per wijk."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from kinderwerk_stats.model.datasets import AgesTable, ReadResult
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.sources.cbs.ages_layout import AgesLayout, find_ages_layout, parse_age
from kinderwerk_stats.sources.cbs.figures import MAX_CELLS_NAMED
from kinderwerk_stats.sources.cbs.regions import as_text, read_codes, read_periods
from kinderwerk_stats.sources.files.grid import Grid
from kinderwerk_stats.sources.files.numbers import UNREADABLE, read_cbs_numbers
from kinderwerk_stats.sources.files.uncomputed import check_computed
from kinderwerk_stats.sources.files.uneven import check_end, check_even
from kinderwerk_stats.sources.files.workbook_facts import SheetFacts, read_sheet_facts
from kinderwerk_stats.sources.privacy.personal_data import find_personal_data

CBS_TITLE = "Bevolking op 1 januari naar leeftijd (03759ned)"
OWN_TITLE = "Kinderen per leeftijd"
_TOTALS = ("T001038", "T001019")
# What OData v4 calls "Bevolking op 1 januari"; M000365 is the mean of the year.
_ON_JANUARY_1 = "M000352"
_ALL_AGES = range(15)


def read_ages(path: Path, grids: Sequence[Grid]) -> ReadResult | None:
    """Read children by single year of age.

    Of men, women and total only the total counts (men and women are added where there is no total); the same for
    marital status. Ages over 17, groups of ages and regions other than country, gemeente, wijk and buurt are passed by.

    Parameters
    ----------
    path : for the name in messages and in `Source.file`.
    grids : the sheets of the file.

    Returns
    -------
    An `AgesTable` per year; None when no sheet holds ages. A table that is not from CBS is refused when it holds
    personal data.
    """
    found = [(grid, layout) for grid in grids if grid.visible and (layout := find_ages_layout(grid)) is not None]
    if not found:
        return None
    problems: list[Problem] = []
    if not all(layout.from_cbs for _, layout in found):
        # That there is a column with ages is no reason for doubt here.
        doubts = find_personal_data(path.name, [grid.sheet for grid in grids])
        problems += [problem for problem in doubts if problem.severity == "fout"]
    tables: list[AgesTable] = []
    if not any(problem.severity == "fout" for problem in problems):
        all_facts = read_sheet_facts(path)
        for grid, layout in found:
            facts = all_facts.get(grid.name, SheetFacts())
            problems += check_computed(path.name, grid.name, facts, layout.first_row, layout.positions)
            sheet_tables, sheet_problems = _read_sheet(path.name, grid, layout)
            tables += sheet_tables
            problems += sheet_problems
    if any(problem.severity == "fout" for problem in problems):
        tables = []
    return ReadResult(path, "leeftijden", tuple(tables), tuple(dict.fromkeys(problems)))


def _read_sheet(file: str, grid: Grid, layout: AgesLayout) -> tuple[list[AgesTable], list[Problem]]:
    place = Place(file, grid.name)
    if layout.code is None:
        return [], [make_problem("leeftijden_zonder_codes", place)]
    if uneven := check_even(file, grid, layout.first_row):
        return [], uneven
    frame, problems = _long_frame(file, grid, layout)
    problems += check_end(file, grid, layout.first_row)
    if any(problem.severity == "fout" for problem in problems):
        return [], problems
    frame = frame.drop_duplicates()
    double = frame[frame.duplicated(["year", "area_code", "age", "part"])]
    if len(double):
        return [], [make_problem("leeftijd_dubbel", place, gebieden=tuple(sorted(set(double["area_code"]))))]
    frame = frame.groupby(["year", "area_code", "age"], sort=False)["count"].sum(skipna=False).reset_index()
    source = Source(file, "leeftijden", OWN_TITLE, "onbekend")
    if layout.from_cbs:
        source = Source(file, "leeftijden", CBS_TITLE, "CBS")
    tables = []
    for year, rows in frame.groupby("year", sort=True):
        counts = rows.pivot(index="area_code", columns="age", values="count").sort_index(axis=1)
        counts = counts.reindex(pd.Index(rows["area_code"].unique(), name="area_code")).astype(np.float64)
        counts.columns.name = None
        tables.append(
            AgesTable(Source(file, "leeftijden", source.title, source.publisher, int(str(year)) or None), counts)
        )
        problems += _check_complete(place, counts)
    if not tables:
        problems.append(make_problem("geen_rij_met_leeftijd", place))
    elif any(table.year is None for table in tables):
        problems.append(make_warning("leeftijden_zonder_jaar", place, asks="jaar"))
    return tables, problems


def _long_frame(file: str, grid: Grid, layout: AgesLayout) -> tuple[pd.DataFrame, list[Problem]]:
    """Read columns year, area_code, age, part ("" or men, women), count; or tell what is wrong with them."""
    if layout.code is None:
        raise ValueError("layout has no code column")
    first = layout.first_row
    grid.load(layout.positions)
    codes = read_codes(grid.column(layout.code, first), bare=False)
    frame = pd.DataFrame({"area_code": codes.codes.to_pylist(), "year": np.int16(0)})
    if layout.measure is not None:
        frame = frame[pd.Series(as_text(grid.column(layout.measure, first)).to_pylist()) == _ON_JANUARY_1]
        if frame.empty:
            return frame, [make_problem("geen_bevolking_op_1_januari", Place(file), onderwerp=_ON_JANUARY_1)]
    if layout.period is not None:
        frame["year"] = read_periods(grid.column(layout.period, first))[frame.index]
        frame = frame[frame["year"] > 0]
    frame = frame.dropna(subset=["area_code"]).assign(part="")
    for position in layout.splits:
        parts = pd.Series(as_text(grid.column(position, first)).to_pylist())[frame.index]
        total = parts.isin(_TOTALS) | parts.str.lower().str.startswith("totaal")
        if total.any():
            frame = frame[total]
        elif parts.nunique() == 1:
            place = Place(file, grid.name, columns=(position,))
            return frame, [make_problem("deel_van_de_kinderen", place, kolom=layout.headers[position].text)]
        else:
            frame["part"] += parts + "; "
    if layout.age is not None:
        texts = as_text(grid.column(layout.age, first)).to_pylist()
        frame["age"] = pd.Series(texts)[frame.index].map(parse_age)
        frame = frame.dropna(subset=["age"]).astype({"age": int})
    counted, problems = [], []
    for column in layout.counts:
        position = column.position
        stated = {"age": column.age, "year": column.year}
        rows = frame.assign(**{name: value for name, value in stated.items() if value is not None})
        numbers = read_cbs_numbers(grid.column(position, first))
        for i in rows.index[numbers.status[rows.index] == UNREADABLE]:
            place = Place(file, grid.name, rows=(first + int(i),), columns=(position,))
            problems.append(make_problem("aantal_geen_getal", place))
        counted.append(rows.assign(count=numbers.values[rows.index]))
    if len(problems) > MAX_CELLS_NAMED:
        rest = len(problems) - MAX_CELLS_NAMED
        problems = [*problems[:MAX_CELLS_NAMED], make_problem("aantallen_geen_getal", Place(file), aantal=rest)]
    return pd.concat(counted, ignore_index=True), problems


def _check_complete(place: Place, counts: pd.DataFrame) -> list[Problem]:
    """Ages 0 to 14 make the share of an age range; without one of them the share is not known."""
    missing = [age for age in _ALL_AGES if age not in counts.columns]
    problems = []
    if missing:
        problems.append(make_warning("leeftijden_ontbreken", place, leeftijden=tuple(missing)))
    present = [age for age in _ALL_AGES if age in counts.columns]
    holes = counts.index[counts[present].isna().any(axis=1)]
    if len(holes):
        problems.append(make_warning("leeftijden_niet_gevuld", place, gebieden=tuple(map(str, holes))))
    return problems
