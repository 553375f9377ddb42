"""Reader of children by single year of age: CBS 03759ned per gemeente, or a gemeente's own table per wijk."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from kinderwerk_stats.model.datasets import AgesTable, ReadResult
from kinderwerk_stats.model.problems import Problem, worded
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.sources.cbs.ages_layout import AgesLayout, find_ages_layout, parse_age
from kinderwerk_stats.sources.cbs.figures import MAX_CELLS_NAMED
from kinderwerk_stats.sources.cbs.regions import as_text, read_codes, read_periods
from kinderwerk_stats.sources.cbs.tables import ASK_YEAR
from kinderwerk_stats.sources.files.grid import Grid
from kinderwerk_stats.sources.files.numbers import UNREADABLE, read_cbs_numbers
from kinderwerk_stats.sources.files.uncomputed import check_computed
from kinderwerk_stats.sources.files.uneven import check_end, check_even
from kinderwerk_stats.sources.files.where import describe_place
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
    where = describe_place(file, grid.name)
    if layout.code is None:
        return [], [worded(where, "er is geen kolom met CBS-codes, alleen namen", "codes zoals GM0344 of WK034401",
                            "kies in StatLine bij 03759ned de onbewerkte dataset (csv) als download, of zet in uw "
                            "eigen tabel een kolom met codes")]  # fmt: skip
    if uneven := check_even(file, grid, layout.first_row):
        return [], uneven
    frame, problems = _long_frame(file, grid, layout)
    problems += check_end(file, grid, layout.first_row)
    if any(problem.severity == "fout" for problem in problems):
        return [], problems
    frame = frame.drop_duplicates()
    double = frame[frame.duplicated(["year", "area_code", "age", "part"])]
    if len(double):
        areas = ", ".join(sorted(set(double["area_code"]))[:MAX_CELLS_NAMED])
        return [], [worded(where, f"meer dan een getal voor dezelfde leeftijd: {areas}", "een getal per leeftijd",
                            "lever alleen de totalen, zonder verdeling naar bijvoorbeeld herkomst")]  # fmt: skip
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
        problems += _check_complete(where, counts)
    if not tables:
        found = "er is geen rij met een gemeente of wijk en een leeftijd van 0 tot 15"
        action = "kies bij het downloaden de losse leeftijden"
        problems.append(worded(where, found, "leeftijden per gemeente of wijk", action))
    elif any(table.year is None for table in tables):
        found = "het bestand zegt niet van welk jaar de leeftijden zijn"
        problems.append(worded(where, found, "een jaartal", ASK_YEAR, "waarschuwing", asks="jaar"))
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
            found = f"er is geen enkele rij met de bevolking op 1 januari (Measure {_ON_JANUARY_1})"
            action = "download tabel 03759ned opnieuw met het onderwerp Bevolking op 1 januari"
            return frame, [worded(file, found, "aantallen mensen op 1 januari", action)]
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
            header = layout.headers[position].text
            where = describe_place(file, grid.name, column=position)
            found = f"in de kolom {header} staat alleen een deel van de kinderen"
            return frame, [worded(where, found, "het totaal", f"download de tabel met het totaal van {header}")]
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
            where = describe_place(file, grid.name, row=first + int(i), column=position)
            problems.append(worded(where, "geen getal", "een aantal kinderen", "verbeter het getal"))
        counted.append(rows.assign(count=numbers.values[rows.index]))
    if len(problems) > MAX_CELLS_NAMED:
        rest = f"nog {len(problems) - MAX_CELLS_NAMED} cellen die geen getal zijn"
        problems = problems[:MAX_CELLS_NAMED]
        problems.append(worded(file, rest, "een aantal kinderen", "verbeter de getallen"))
    return pd.concat(counted, ignore_index=True), problems


def _check_complete(where: str, counts: pd.DataFrame) -> list[Problem]:
    """Ages 0 to 14 make the share of an age range; without one of them the share is not known."""
    missing = [age for age in _ALL_AGES if age not in counts.columns]
    problems = []
    if missing:
        ages = ", ".join(str(age) for age in missing)
        problems.append(worded(where, f"deze leeftijden ontbreken: {ages}", "alle leeftijden van 0 tot en met 14",
                                "lever ook de andere leeftijden; zonder hen is het aandeel niet te berekenen",
                                "waarschuwing"))  # fmt: skip
    present = [age for age in _ALL_AGES if age in counts.columns]
    holes = counts.index[counts[present].isna().any(axis=1)]
    if len(holes):
        areas = ", ".join(holes[:MAX_CELLS_NAMED])
        more = f" en nog {len(holes) - MAX_CELLS_NAMED} gebieden" if len(holes) > MAX_CELLS_NAMED else ""
        problems.append(worded(where, f"niet elke leeftijd is gevuld voor {areas}{more}",
                                "een getal voor elke leeftijd van 0 tot en met 14",
                                "kijk of de lege cellen kloppen; deze gebieden krijgen een schatting",
                                "waarschuwing"))  # fmt: skip
    return problems
