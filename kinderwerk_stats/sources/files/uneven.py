"""Rows of a text file with more or fewer cells than its header: cells that shifted, a download that was cut off."""

from collections.abc import Sequence

from kinderwerk_stats.model.areas import parse_area_code
from kinderwerk_stats.model.problems import Place, Problem, make_problem, make_warning
from kinderwerk_stats.sources.files.grid import Grid
from kinderwerk_stats.sources.files.plain_text import is_empty

_LONGEST_NAME = 60


def check_even(file: str, grid: Grid, first_row: int) -> list[Problem]:
    """Return what is wrong with the lengths of the rows under a header; a workbook has no such rows.

    Longer rows are refused: a comma in a number or a name has moved every figure behind it. A last row that is shorter
    is refused: the file ends in the middle, and the last figure may have lost digits. Other shorter rows miss their
    last cells only. Lines without any figure are notes, but for a last line of several cells without a line end.

    Parameters
    ----------
    file : name of the file, for the problems.
    grid : the table; its columns have been asked for.
    first_row : index of the first row under the header.
    """
    rows = grid.uneven_rows
    if not rows or not 0 < first_row <= len(rows):
        return []
    header = rows[first_row - 1]
    least, most = _filled(header), len(header)
    cut = len(rows) if len(grid.open_end) > 1 and not _is_note(grid.open_end) else None
    numbered = enumerate(rows[first_row:], start=first_row + 1)
    body = [(number, row) for number, row in numbered if _has_figures(row) or number == cut]
    # Where rows are as long as the header, one more cell is a comma in a name, also when the last cells are empty.
    exact = 2 * sum(len(row) == most for _, row in body) > len(body)
    cells = [(number, len(row) if exact else _filled(row)) for number, row in body]
    longer = [(number, count) for number, count in cells if count > most]
    shorter = [(number, len(row)) for number, row in body if len(row) < least]
    problems = []
    if longer:
        rows_of, cells_of = tuple(number for number, _ in longer), longer[0][1]
        problems.append(make_problem("rijen_te_lang", Place(file), rijen=rows_of, cellen=cells_of, kop=most))
    if shorter and shorter[-1][0] == body[-1][0]:
        number, count = shorter[-1]
        problems.append(make_problem("laatste_rij_breekt_af", Place(file), rij=number, cellen=count, kop=least))
    elif shorter:
        problems.append(make_warning("rijen_te_kort", Place(file), rijen=tuple(number for number, _ in shorter)))
    return problems


def check_end(file: str, grid: Grid, first_row: int) -> list[Problem]:
    """Return a remark when a text file may end in the middle of its last line: "26" can be all that is left of 263.

    Only a last line without a line end, where the others have one, and with a figure as its last cell or with its
    first cell only, can be cut so. Of most such files only the line end is missing; a last line with some of its
    cells is refused by `check_even`.

    Parameters
    ----------
    file, grid, first_row : as of `check_even`.
    """
    row = grid.open_end
    if grid.height <= first_row or not row or _is_note(row):
        return []
    if len(row) > 1 and not (_has_figures(row) and str(row[-1]).strip()[-1:].isdigit()):
        return []
    code = next((code for cell in row if (code := parse_area_code(str(cell)))), None)
    place = f"rij {grid.height}" + (f", {code}" if code else "")
    return [make_warning("zonder_laatste_regeleinde", Place(file), plaats=place)]


def _has_figures(row: Sequence[object]) -> bool:
    """Return whether a figure stands behind the first cell; "Bron: eigen telling, 2024" is a note."""
    return not _is_note(row) and any(str(cell).strip()[:1].isdigit() for cell in row[1:])


def _is_note(row: Sequence[object]) -> bool:
    first = str(row[0]).strip() if row else ""
    return ":" in first or first.startswith("*") or len(first) > _LONGEST_NAME


def _filled(row: Sequence[object]) -> int:
    """Return how many cells a row has without the empty ones at its end."""
    return max((position for position, cell in enumerate(row, start=1) if not is_empty(cell)), default=0)
