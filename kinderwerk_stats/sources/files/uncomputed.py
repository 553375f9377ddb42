"""Cells of a workbook that a reader finds empty, though a figure belongs there: open formulas, and Excel's errors."""

from collections.abc import Collection

from kinderwerk_stats.model.problems import Problem, Severity, worded
from kinderwerk_stats.sources.files.where import column_letter, describe_place, list_rows
from kinderwerk_stats.sources.files.workbook_facts import SheetFacts

_SHOWN = 5
_OPEN, _ERROR = "een formule zonder uitkomst", "een foutmelding van Excel, zoals #VERW! of #N/B"


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
        for cells, words in ((facts.not_computed, _OPEN), (facts.errors, _ERROR)):
            found = sorted((column, row) for row, column in cells if column in columns and row >= first_row)
            if found:
                problems.append(_problem(describe_place(file, sheet), found, words, severity))
    return problems


def _problem(where: str, cells: list[tuple[int, int]], words: str, severity: Severity) -> Problem:
    columns = {column for column, _ in cells}
    if len(columns) == 1:
        where = f"{where}, kolom {column_letter(columns.pop())}, {list_rows(row for _, row in cells)}"
    else:
        shown = ", ".join(f"{column_letter(column)}{row + 1}" for column, row in cells[:_SHOWN])
        more = f" en nog {len(cells) - _SHOWN}" if len(cells) > _SHOWN else ""
        words = f"{words}, in {len(cells)} cellen: {shown}{more}"
    return worded(
        where,
        words,
        "een getal, of een formule die is uitgerekend",
        "open het bestand in Excel, verbeter fouten, sla het op en lever het opnieuw aan",
        severity,
    )
