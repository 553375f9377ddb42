"""A table with what its workbook says beside the values: merged names filled in, hidden rows and open formulas said."""

from dataclasses import replace

from kinderwerk_stats.model.problems import Place, Problem, make_warning
from kinderwerk_stats.sources.bereik.columns import CODE, NAME, PERIOD, YEAR
from kinderwerk_stats.sources.bereik.header import TableHeader
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.files.plain_text import is_empty
from kinderwerk_stats.sources.files.uncomputed import check_computed
from kinderwerk_stats.sources.files.workbook_facts import SheetFacts


def fill_merged(sheet: Sheet, header: TableHeader, facts: SheetFacts) -> Sheet:
    """Return a sheet where a wijk or period merged over several rows stands in each; figures stay as they are."""
    columns = {header.columns[kind] for kind in (CODE, NAME, YEAR, PERIOD) if kind in header.columns}
    merged = [found for found in facts.merged if found[0] in columns and found[1] > header.last_row]
    if not merged:
        return sheet
    rows = [list(cells) for cells in sheet.rows]
    for column, first, last in merged:
        if first >= len(rows) or column >= len(rows[first]):
            continue
        for row in range(first + 1, min(last + 1, len(rows))):
            rows[row] += [None] * (column + 1 - len(rows[row]))
            rows[row][column] = rows[first][column]
    return replace(sheet, rows=rows)


def check_workbook(file: str, sheet: Sheet, header: TableHeader, facts: SheetFacts) -> list[Problem]:
    """Return what to say about hidden rows, and refuse formulas and errors in columns that are read."""
    problems = []
    hidden = [
        row
        for row in sorted(facts.hidden_rows)
        if header.last_row < row < len(sheet.rows) and not all(map(is_empty, sheet.rows[row]))
    ]
    if hidden:
        problems.append(make_warning("verborgen_rijen_gelezen", Place(file, sheet.name, tuple(hidden))))
    return problems + check_computed(file, sheet.name, facts, header.last_row + 1, header.columns.values())
