"""A table of reach whose figures are known: its cells, what is right, and how it is written as a file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

Pick = Callable[[int], int]
YEAR = 2024
GEMEENTE = "GM9001"
# The wijken of the example gemeente.
NAMES = ("Centrum", "Vestingkwartier", "Weverskwartier", "Populierenhof", "Sterrenveld", "Spoorkwartier",
         "De Lindehage", "Nieuw-Rietdrecht", "Oude Haven en Scheepmakerskwartier", "Molenhage")  # fmt: skip
CODES = {name: f"WK9001{number:02}" for number, name in enumerate(NAMES, start=1)}
RESIDENTS = (459, 522, 900, 1197, 1542, 138, 1194, 1209, 498, 1062)
REACHED, VISITS, FTE, WORKERS = "reached_count", "visits_count", "kinderwerker_fte", "kinderwerkers_count"
HIDDEN = "hidden"
# What a cell with words may be read as: the first, or a question about it.
WORDS = {"*": HIDDEN, "<5": HIDDEN, "geen": 0.0, "nihil": 0.0, "±": 120.0, "n.b.": None}

Cell = str | int | float | None
Right = float | str | None


@dataclass(frozen=True)
class Column:
    """A column of figures: its headers from top to bottom, a value per wijk, and what it is.

    `indicator`: what it must be read as in `year`; "" for what may not be read as anything, such as a plan.
    `total`: what stands in a row of totals.
    """

    path: tuple[str, ...]
    values: tuple[Cell, ...]
    indicator: str = ""
    year: int = YEAR
    total: float = 0


@dataclass
class Case:
    """A file, and what is right.

    `right`: (year, indicator) -> wijk -> value, `HIDDEN` or None for what has no number. `totals`: indicator -> every
    total for the gemeente that is right. `year`: as the file says it, None where it says none. `hints`: (year,
    indicator) -> words by which a question can name the right column. `shape`: what was chosen.
    """

    sheets: dict[str, list[list[Cell]]] = field(default_factory=dict)
    merged: list[tuple[str, int, int, int, int]] = field(default_factory=list)
    csv: tuple[str, bool] | None = None
    right: dict[tuple[int, str], dict[str, Right]] = field(default_factory=dict)
    totals: dict[str, tuple[float, ...]] = field(default_factory=dict)
    hints: dict[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)
    year: int | None = YEAR
    asks_year: bool = False
    residents_only: bool = False
    years_in_headers: tuple[int, ...] = ()
    remarks: list[str] = field(default_factory=list)
    shape: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = ["shape: " + ", ".join(self.shape)]
        for name, rows in self.sheets.items():
            lines.append(f"[{name}]" + (f" csv {self.csv}" if self.csv else ""))
            lines += [" | ".join("" if cell is None else str(cell) for cell in row) for row in rows]
        if self.merged:
            lines.append(f"merged: {[cells[1:] for cells in self.merged]}")
        right = {key: list(values.values()) for key, values in self.right.items()}
        lines.append(f"right: {right}; year {self.year}; totals {self.totals}")
        return "\n".join(lines)


def write_case(case: Case, folder: Path) -> Path:
    """Write a table as csv or workbook."""
    if case.csv is not None:
        delimiter, says_separator = case.csv
        [rows] = case.sheets.values()
        width = max(map(len, rows))
        cells = ([*row, *[None] * (width - len(row))] for row in rows)
        lines = [delimiter.join(_csv_cell(cell, delimiter) for cell in row) for row in cells]
        path = folder / "tabel.csv"
        path.write_text("\r\n".join([*([f"sep={delimiter}"] if says_separator else []), *lines, ""]), encoding="utf-8")
        return path
    path = folder / "tabel.xlsx"
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        for name, rows in case.sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    elif cell is not None:
                        sheet.write_number(number, column, cell)
            for _, first, left, last, right in (one for one in case.merged if one[0] == name):
                text = rows[first][left]
                sheet.merge_range(first, left, last, right, "" if text is None else text)
    return path


def _csv_cell(cell: Cell, delimiter: str) -> str:
    if cell is None:
        return ""
    text = str(cell).replace(".", ",") if isinstance(cell, float) and delimiter != "," else str(cell)
    return f'"{text}"' if delimiter in text or "\n" in text else text
