"""Rows of a text file with more or fewer cells than its header: cells that shifted, a download that was cut off."""

from collections.abc import Sequence

from kinderwerk_stats.model.areas import parse_area_code
from kinderwerk_stats.model.problems import Problem, worded
from kinderwerk_stats.sources.files.grid import Grid
from kinderwerk_stats.sources.files.plain_text import is_empty

_ROWS_NAMED = 5
_LONGEST_NAME = 60
EVEN_ROWS = "in elke rij evenveel cellen als in de kop"


def check_even(file: str, grid: Grid, first_row: int) -> list[Problem]:
    """Return what is wrong with the lengths of the rows under a header; a workbook has no such rows.

    Longer rows are refused: a comma in a number or a name has moved every figure behind it. A last row that is shorter
    is refused: the file ends in the middle, and the last figure may have lost digits. Other shorter rows miss their
    last cells only. Lines without any figure are notes.

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
    body = [(number, row) for number, row in enumerate(rows[first_row:], start=first_row + 1) if _has_figures(row)]
    # Where rows are as long as the header, one more cell is a comma in a name, also when the last cells are empty.
    exact = 2 * sum(len(row) == most for _, row in body) > len(body)
    cells = [(number, len(row) if exact else _filled(row)) for number, row in body]
    longer = [(number, count) for number, count in cells if count > most]
    shorter = [(number, len(row)) for number, row in body if len(row) < least]
    problems = []
    if longer:
        found = f"{_list(longer)} meer cellen dan de kop ({longer[0][1]} in plaats van {most})"
        action = (
            "er staat een komma of puntkomma in een getal of naam: lever het als Excel-bestand, of download opnieuw"
        )
        problems.append(worded(file, found, EVEN_ROWS, action))
    if shorter and shorter[-1][0] == body[-1][0]:
        found = f"de laatste rij (rij {shorter[-1][0]}) breekt af na {shorter[-1][1]} van de {least} cellen"
        problems.append(worded(file, found, "een heel bestand", "download het bestand opnieuw"))
    elif shorter:
        found = f"{_list(shorter)} minder cellen dan de kop; wat ontbreekt is onbekend"
        action = "controleer deze rijen, of lever de tabel als Excel-bestand"
        problems.append(worded(file, found, EVEN_ROWS, action, "waarschuwing"))
    return problems


def check_end(file: str, grid: Grid, first_row: int) -> list[Problem]:
    """Return a remark when a text file may end in the middle of its last figure: "26" can be all that is left of 263.

    Only a last line without a line end, where the others have one, and with a figure as its last cell, can be cut so.
    Of most such files only the line end is missing; a last line with fewer cells is refused by `check_even`.

    Parameters
    ----------
    file, grid, first_row : as of `check_even`.
    """
    row = grid.open_end
    if grid.height <= first_row or not row or not _has_figures(row) or not str(row[-1]).strip()[-1:].isdigit():
        return []
    code = next((code for cell in row if (code := parse_area_code(str(cell)))), None)
    place = f"rij {grid.height}" + (f", {code}" if code else "")
    return [
        worded(
            file,
            f"het bestand eindigt midden in een regel ({place}); van het laatste getal kunnen cijfers ontbreken",
            "een regeleinde na de laatste regel",
            "kijk of dit getal klopt, en lever het bestand opnieuw of als .xlsx",
            "waarschuwing",
        )
    ]


def _has_figures(row: Sequence[object]) -> bool:
    """Return whether a figure stands behind the first cell; "Bron: eigen telling, 2024" is a note."""
    first = str(row[0]).strip() if row else ""
    is_note = ":" in first or first.startswith("*") or len(first) > _LONGEST_NAME
    return not is_note and any(str(cell).strip()[:1].isdigit() for cell in row[1:])


def _filled(row: Sequence[object]) -> int:
    """Return how many cells a row has without the empty ones at its end."""
    return max((position for position, cell in enumerate(row, start=1) if not is_empty(cell)), default=0)


def _list(rows: list[tuple[int, int]]) -> str:
    numbers = ", ".join(str(number) for number, _ in rows[:_ROWS_NAMED])
    more = f" en nog {len(rows) - _ROWS_NAMED} rijen" if len(rows) > _ROWS_NAMED else ""
    return f"rij {numbers}{more} {'heeft' if len(rows) == 1 else 'hebben'}"
