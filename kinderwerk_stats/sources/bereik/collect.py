"""What the sheets of a bereik file gave, put together: parts of a year, other figures (METHOD 1.4)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import fsum
from pathlib import Path

import numpy as np
import pandas as pd

from kinderwerk_stats.model.areas import AREA_KINDS
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.indicators import DEC_31, INDICATORS
from kinderwerk_stats.model.problems import Param, Place, Problem, make_problem, make_warning, merge_problems
from kinderwerk_stats.model.status import UNKNOWN_FIGURE, Figure, Status, add_figures
from kinderwerk_stats.model.threshold import LARGEST_THRESHOLD
from kinderwerk_stats.sources.bereik.located import name_of_row
from kinderwerk_stats.sources.bereik.periods import TableSheet
from kinderwerk_stats.sources.bereik.rows import build_frames
from kinderwerk_stats.sources.bereik.shapes import only_parts, place_of
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name
from kinderwerk_stats.sources.lexicon import says

# A bound below this many children is not repeated in a message, whatever the installation hides.
_SMALLEST_SHOWN = LARGEST_THRESHOLD
# Of so few wijken one that happens to be the sum says nothing about the other.
_FEW_WIJKEN = 2
# Two halves that rise say nothing.
_FEW_PARTS = 2
Entry = tuple[TableSheet, BereikTable]


def combine_parts(file: str, entries: Sequence[Entry]) -> tuple[list[BereikTable], list[Problem]]:
    """Return the tables of whole years: as read, or put together from all parts of a year.

    Visits, hours, signals and activities of the parts are added; fte are averaged; what is counted on 31 December is
    that of the last part. Unique children are never added: their year stays unknown, and is at least the highest part.

    Parameters
    ----------
    file : for the problems.
    entries : each table with where it was found.

    Returns
    -------
    A table per year, and what was assumed. A year that misses a part has no table; a file with nothing else is refused.
    """
    whole = [table for found, table in entries if found.part is None]
    # Quarters that do not say their year are of the one year that the file has.
    years = {table.year for table in whole}
    only_year = next(iter(years)) if len(years) == 1 else None
    by_year: dict[int | None, list[Entry]] = {}
    for found, table in entries:
        if found.part is not None:
            by_year.setdefault(table.year or only_year, []).append((found, table))
    tables: list[BereikTable] = []
    problems: list[Problem] = []
    left: list[Entry] = []
    for year, parts in by_year.items():
        parts.sort(key=lambda entry: (entry[0].part.of, entry[0].part.number) if entry[0].part else (0, 0))
        same_year = [table for table in whole if table.year == year]
        if same_year and not _is_complete(parts) and any(_is_sum_of(table, parts) for table in same_year):
            # "Totaal" beside January and February is the total of those.
            whole = [table for table in whole if table not in same_year]
            left += parts
        elif same_year:
            whole = [_without_added_children(table, parts, file, problems) for table in whole]
            code = "delen_naast_het_jaar" if _is_complete(parts) else "enkele_delen_naast_het_jaar"
            problems.append(_say(code, file, parts))
        elif _is_complete(parts):
            combined, said = _combine_year(file, parts)
            tables.append(combined)
            problems += said
        else:
            left += parts
    tables = [*whole, *tables]
    if left:
        problem = only_parts(file, [found for found, _ in left])
        problems.append(replace(problem, severity="waarschuwing") if tables else problem)
    return tables, problems


def _is_complete(entries: Sequence[Entry]) -> bool:
    """Return whether every part of one kind is there once."""
    parts = [found.part for found, _ in entries if found.part is not None]
    return len({part.of for part in parts}) == 1 and [p.number for p in parts] == list(range(1, parts[0].of + 1))


def _is_sum_of(table: BereikTable, parts: Sequence[Entry]) -> bool:
    """Return whether a figure that adds up is in every wijk of a table the sum of the parts, and not always 0."""
    places = [(part, _by_wijk(part)) for _, part in parts]
    for name in (name for name in map(str, table.values) if _rule_of(name) is add_figures):
        sums, seen = [], False
        for key, at in _by_wijk(table).items():
            total = add_figures([_figure(part, rows.get(key), name) for part, rows in places])
            own = _figure(table, at, name)
            sums.append(own.known and total.known and own.value == total.value)
            seen |= own.value > 0
        if seen and all(sums):
            return True
    return False


def _combine_year(file: str, parts: Sequence[Entry]) -> tuple[BereikTable, list[Problem]]:
    """Return the year of its parts, and what was assumed; parts that count from 1 January on are not added."""
    combined = _combine(parts)
    names = [str(name) for name in combined.values if _rule_of(str(name)) is add_figures]
    if any(says("tijd.cumulatief", text) for found, _ in parts for text in _lines_of(found)):
        children = [name for name in ("reached_count",) if name in combined.values]
        return _with_last(combined, parts, [*names, *children]), [_say("delen_cumulatief", file, parts)]
    rising = [name for name in names if _rises(parts, name)]
    how = _how_combined(combined, rising)
    problems = [_say("jaar_van_delen" if how else "jaar_van_delen_zonder_cijfers", file, parts, regels=how)]
    if rising:
        labels = tuple(INDICATORS[name].label.lower() for name in rising)
        problems.append(_say("delen_lijken_cumulatief", file, parts, cijfers=labels))
    if "reached_count" in combined.values:
        problems += _children_unknown(file, parts)
    return _with_last(combined, [], rising), problems


def _lines_of(found: TableSheet) -> list[str]:
    """Return the name of a sheet, the lines above its table and the headers that are read."""
    above = [str(cell) for row in found.sheet.rows[: found.header.first_row] for cell in row if isinstance(cell, str)]
    return [found.sheet.name, *above, *found.header.read_texts]


def _rises(parts: Sequence[Entry], name: str) -> bool:
    """Return whether a figure is higher in every next part, of every wijk: it may count from 1 January on."""
    tables = [(table, _by_wijk(table)) for _, table in parts]
    wijken = [[_figure(table, rows.get(key), name) for table, rows in tables] for key in tables[-1][1]]
    known = [[figure.value for figure in figures] for figures in wijken if all(figure.known for figure in figures)]
    rising = [all(first < second for first, second in pairwise(values)) for values in known]
    return len(parts) > _FEW_PARTS and len(rising) >= _FEW_WIJKEN and all(rising)


def _with_last(table: BereikTable, parts: Sequence[Entry], names: Sequence[str]) -> BereikTable:
    """Return a table with figures as they are in the last part; not known where there are no parts."""
    last = parts[-1][1] if parts else None
    rows = _by_wijk(last) if last is not None else {}
    values, status, total = table.values.copy(), table.status.copy(), dict(table.total)
    for name in names:
        figures = [_figure(last or table, rows.get(key), name) for key in _by_wijk(table)]
        values[name] = [figure.value for figure in figures]
        status[name] = np.array([figure.status for figure in figures], dtype="int8")
        total.pop(name, None)
        if last is not None and name in last.total:
            total[name] = last.total[name]
    no_wijk = {name: value for name, value in table.no_wijk.items() if name not in names}
    return replace(table, values=values, status=status, total=total, no_wijk=no_wijk)


def _combine(parts: Sequence[Entry]) -> BereikTable:
    tables = [table for _, table in parts]
    keyed = [_by_wijk(table) for table in tables]
    keys = list(dict.fromkeys(key for rows in keyed for key in rows))
    names = list(dict.fromkeys(name for table in tables for name in table.values.columns))
    figures = {
        name: [_rule_of(name)([_figure(table, rows.get(key), name) for table, rows in zip(tables, keyed, strict=True)])
               for key in keys]
        for name in names
    }  # fmt: skip
    places = [
        next((table, rows[key]) for table, rows in zip(tables, keyed, strict=True) if key in rows) for key in keys
    ]
    rows = pd.DataFrame([table.rows.iloc[at] for table, at in places], columns=tables[0].rows.columns)
    rows = rows.reset_index(drop=True).astype(tables[0].rows.dtypes.to_dict())
    totals = {name: _rule_of(name)([_total(table, name) for table in tables]) for name in names}
    _, values, status = build_frames([], figures)
    return replace(
        tables[-1],
        rows=rows,
        values=values,
        status=status,
        total={name: figure.value for name, figure in totals.items() if figure.known},
        gemeente_code=next((table.gemeente_code for table in tables if table.gemeente_code), None),
        no_wijk=_no_wijk(tables),
        named_totals={},
        counts_overlap=any(table.counts_overlap for table in tables),
        source_columns={name: column for table in tables for name, column in table.source_columns.items()},
    )


def _by_wijk(table: BereikTable) -> dict[str, int]:
    """Return wijk -> its place in the table."""
    codes, names = table.rows["wijk_code"].fillna(""), table.rows["wijk_name"].fillna("")
    keys = [code or normalise_wijk_name(name) for code, name in zip(codes, names, strict=True)]
    return {key: at for at, key in enumerate(keys)}


def _figure(table: BereikTable, at: int | None, name: str) -> Figure:
    if at is None or name not in table.values:
        return UNKNOWN_FIGURE
    return Figure(float(table.values[name].iloc[at]), Status(int(table.status[name].iloc[at])))


def _total(table: BereikTable, name: str) -> Figure:
    return Figure(table.total[name], Status.KNOWN) if name in table.total else UNKNOWN_FIGURE


def _no_wijk(tables: Sequence[BereikTable]) -> dict[str, float]:
    """Return what is of no wijk in the year: of a part that says nothing it is nothing."""
    names = dict.fromkeys(name for table in tables for name in table.no_wijk)
    found = {
        name: _rule_of(name)([Figure(table.no_wijk.get(name, 0), Status.KNOWN) for table in tables]) for name in names
    }
    return {name: figure.value for name, figure in found.items() if figure.known and figure.value}


def _rule_of(name: str) -> Callable[[Sequence[Figure]], Figure]:
    if name == "reached_count":
        return lambda _: UNKNOWN_FIGURE
    if INDICATORS[name].peildatum == DEC_31:
        return lambda figures: figures[-1]
    return _mean if name == "kinderwerker_fte" else add_figures


def _mean(figures: Sequence[Figure]) -> Figure:
    total = add_figures(figures)
    # fte have one decimal or two in every file; a mean of them is no more precise than that.
    return Figure(round(total.value / len(figures), 6), Status.KNOWN) if total.known else total


def _without_added_children(
    table: BereikTable, parts: Sequence[Entry], file: str, problems: list[Problem]
) -> BereikTable:
    """Return a table of a year; without its children when those are nothing but the sum of the parts.

    Of more than two wijken half is enough: one corrected wijk does not make unique children of the others.
    """
    if table.year != (parts[0][1].year or table.year) or "reached_count" not in table.values:
        return table
    places = [(part, _by_wijk(part)) for _, part in parts]
    sums: list[bool] = []
    # Of a wijk with children in one part only, the year always is the sum.
    seen_twice: list[bool] = []
    for key, at in _by_wijk(table).items():
        figures = [_figure(part, rows.get(key), "reached_count") for part, rows in places]
        own = _figure(table, at, "reached_count")
        if not own.known or not all(figure.known for figure in figures):
            continue
        sums.append(own.value == fsum(figure.value for figure in figures))
        if sum(figure.value > 0 for figure in figures) > 1:
            seen_twice.append(sums[-1])
    in_half = len(seen_twice) > _FEW_WIJKEN and 2 * sum(seen_twice) >= len(seen_twice)
    if not (seen_twice and (all(sums) or in_half)):
        return table
    problems.append(make_warning("jaar_is_som_van_delen", Place(file)))
    status = table.status.assign(reached_count=np.int8(Status.UNKNOWN))
    total = {name: value for name, value in table.total.items() if name != "reached_count"}
    values = table.values.assign(reached_count=np.nan)
    return replace(table, values=values, status=status, total=total, named_totals={})


def _say(code: str, file: str, parts: Sequence[Entry], **params: Param) -> Problem:
    found = [found for found, _ in parts]
    return make_warning(code, place_of(file, found), "", delen=tuple(each.part_of_year for each in found), **params)


def _how_combined(table: BereikTable, left_out: Sequence[str] = ()) -> tuple[str, ...]:
    """Return in words how the figures of the year came from those of its parts."""
    by_rule: dict[str, list[str]] = {}
    for name in table.values.columns:
        if name == "reached_count" or name in left_out:
            continue
        at_end = INDICATORS[name].peildatum == DEC_31
        rule = "van het laatste deel" if at_end else "gemiddeld" if name == "kinderwerker_fte" else "opgeteld"
        by_rule.setdefault(rule, []).append(INDICATORS[name].label.lower())
    return tuple(f"{rule}: {', '.join(labels)}" for rule, labels in by_rule.items())


def _children_unknown(file: str, parts: Sequence[Entry]) -> list[Problem]:
    """Say that the children of the year are not known, and, for who delivers only, how many there are at least."""
    highest: dict[str, float] = {}
    labels: dict[str, str] = {}
    for found, table in parts:
        for key, at in _by_wijk(table).items():
            row = table.rows.iloc[at]
            # A name may be a person's: without a code a row is named by its place in the file.
            place = name_of_row(found, int(row["row"]) - 1)
            labels.setdefault(key, place if pd.isna(row["wijk_code"]) else str(row["wijk_code"]))
            figure = _figure(table, at, "reached_count")
            if figure.known:
                highest[key] = max(highest.get(key, 0), figure.value)
    shown = tuple(f"{labels[key]}: {value:.0f}" for key, value in highest.items() if value >= _SMALLEST_SHOWN)
    problems = [_say("kinderen_van_delen_niet_opgeteld", file, parts)]
    return [*problems, _say("kinderen_minstens", file, parts, wijken=shown)] if shown else problems


# --- tables and problems of all sheets ----------------------------------------------------------------------


def say_once(file: str, problems: list[Problem]) -> list[Problem]:
    """Return problems once: of several rows as one, and of the file when they say the same of each sheet."""
    problems = merge_problems(problems)
    sheets: dict[Problem, set[str]] = {}
    for problem in problems:
        sheets.setdefault(replace(problem, place=Place()), set()).add(problem.place.sheet)
    said = []
    for problem in problems:
        is_general = problem.severity == "waarschuwing" and len(sheets[replace(problem, place=Place())]) > 1
        said.append(replace(problem, place=Place(file=file)) if is_general else problem)
    return list(dict.fromkeys(said))


def merge_tables(file: str, tables: list[BereikTable], names: Sequence[str]) -> tuple[list[BereikTable], list[Problem]]:
    """Return the tables with those of one year that hold other figures of the same wijken as one.

    Parameters
    ----------
    file : for the problems.
    tables : of whole years; a table without a year is of the year of the others, when they are of one.
    names : of the sheets, to say what was put together.
    """
    years = {table.year for table in tables if table.year is not None}
    by_year: dict[int | None, list[BereikTable]] = {}
    for table in tables:
        year = table.year if table.year is not None or len(years) != 1 else next(iter(years))
        by_year.setdefault(year, []).append(table)
    merged = []
    for year, same in by_year.items():
        kinds = [kind for table in same for kind in table.values]
        if len(same) > 1 and len(set(kinds)) == len(kinds) and _are_of_same_wijken(same):
            merged.append(_merge(same, year))
        else:
            merged += same
    if len(merged) == len(tables):
        return tables, []
    return merged, [make_warning("tabellen_samengevoegd", Place(file), bladen=tuple(dict.fromkeys(names)))]


def _keys(table: BereikTable) -> list[str]:
    """Return what each wijk is called: its name, which both tables have more often than its code."""
    codes, names = table.rows["wijk_code"].fillna(""), table.rows["wijk_name"].fillna("")
    return [normalise_wijk_name(name) or code for code, name in zip(codes, names, strict=True)]


def _are_of_same_wijken(tables: Sequence[BereikTable]) -> bool:
    """Return whether at least half of the wijken of the smallest table are in all of them, and none of them twice."""
    keys = [set(_keys(table)) for table in tables]
    once = all(len(names) == len(table.rows) for names, table in zip(keys, tables, strict=True))
    return once and 2 * len(set.intersection(*keys)) >= min(map(len, keys)) > 0


def _merge(tables: Sequence[BereikTable], year: int | None) -> BereikTable:
    first = next((table for table in tables if "reached_count" in table.values), tables[0])
    keys = list(dict.fromkeys(key for table in tables for key in _keys(table)))
    frames = [(table, pd.Index(_keys(table)).get_indexer(pd.Index(keys))) for table in tables]
    rows = pd.concat([table.rows.assign(key=_keys(table)) for table in tables]).groupby("key", sort=False).first()
    values = {
        name: np.where(at >= 0, table.values[name].to_numpy()[at], np.nan)
        for table, at in frames
        for name in table.values
    }
    status = {
        name: np.where(at >= 0, table.status[name].to_numpy()[at], np.int8(Status.UNKNOWN))
        for table, at in frames
        for name in table.status
    }
    return replace(
        first,
        source=replace(first.source, year=year),
        rows=rows.loc[keys].reset_index(drop=True),
        values=pd.DataFrame(values, dtype="float64"),
        status=pd.DataFrame(status, dtype="int8"),
        total={name: value for table in tables for name, value in table.total.items()},
        no_wijk={name: value for table in tables for name, value in table.no_wijk.items()},
        named_totals={
            name: {kind: value for table in tables for kind, value in table.named_totals.get(name, {}).items()}
            for table in tables
            for name in table.named_totals
        },
        counts_overlap=any(table.counts_overlap for table in tables),
        gemeente_code=next((table.gemeente_code for table in tables if table.gemeente_code), None),
        gemeente_name=next((table.gemeente_name for table in tables if table.gemeente_name), ""),
        source_columns={name: column for table in tables for name, column in table.source_columns.items()},
    )


def collect_result(
    path: Path, found: Sequence[TableSheet], tables: list[BereikTable], problems: list[Problem]
) -> ReadResult:
    """Return the result of a file: its tables, or with a `fout` none."""
    years = [table.year for table in tables]
    if len(set(years)) < len(years):
        problems.append(_several_tables(path.name, found))
    if any(problem.severity == "fout" for problem in problems):
        return ReadResult(path, "bereik", problems=tuple(dict.fromkeys(problems)))
    wijken = {str(wijk) for table in tables for wijk in table.rows["wijk_code"].fillna(table.rows["wijk_name"])}
    area_counts: dict[str, int] = {**dict.fromkeys(AREA_KINDS, 0), "wijk": len(wijken)}
    return ReadResult(path, "bereik", tuple(tables), tuple(dict.fromkeys(problems)), area_counts)


def _several_tables(file: str, tables: Sequence[TableSheet]) -> Problem:
    return make_problem("tabellen_van_een_jaar", Place(file), bladen=tuple(table.sheet.name for table in tables))
