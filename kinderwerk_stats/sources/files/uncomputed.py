"""Cells of a workbook that a reader finds empty, though a figure belongs there: open formulas, and Excel's errors."""

from collections.abc import Collection
from dataclasses import replace

from kinderwerk_stats.model.problems import Place, Problem, Severity, make_problem
from kinderwerk_stats.sources.files.where import column_letter, list_rows
from kinderwerk_stats.sources.files.workbook_facts import SheetFacts

_IN_SEVERAL_COLUMNS = {
    "formule_zonder_uitkomst": "formule_zonder_uitkomst_vaker",
    "foutmelding_van_excel": "foutmelding_van_excel_vaker",
}


def check_computed(
    file: str, sheet: str, facts: SheetFacts, first_row: int, needed: Collection[int], others: Collection[int] = ()
) -> list[Problem]:
    """Refuse cells without an outcome in columns that everything rests on; warn for them in other columns.

    Parameters
    ----------
    file, sheet : names, for the problems.
    facts : what the workbook says of this sheet.
    first_row : index of the first row under the header.
    needed, others : the columns that are read.
    """
    problems = []
    sides: tuple[tuple[Collection[int], Severity], ...] = (
        (needed, "fout"),
        (set(others) - set(needed), "waarschuwing"),
    )
    for columns, severity in sides:
        for cells, code in ((facts.not_computed, "formule_zonder_uitkomst"), (facts.errors, "foutmelding_van_excel")):
            found = sorted((column, row) for row, column in cells if column in columns and row >= first_row)
            if found:
                problems.append(_problem(Place(file, sheet), found, code, severity))
    return problems


def _problem(place: Place, cells: list[tuple[int, int]], code: str, severity: Severity) -> Problem:
    columns = {column for column, _ in cells}
    if len(columns) == 1:
        # Of one column all rows are named.
        where = f"kolom {column_letter(columns.pop())}, {list_rows(row for _, row in cells)}"
        return make_problem(code, replace(place, key=where), severity)
    named = tuple(f"{column_letter(column)}{row + 1}" for column, row in cells)
    return make_problem(_IN_SEVERAL_COLUMNS[code], place, severity, aantal=len(cells), cellen=named)
