"""Bereik files as tests make them: rows in, result out. All figures are invented."""

from pathlib import Path

from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import Place
from kinderwerk_stats.sources.bereik.cells import cell_problem, read_bereik_cell
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.files.grid import Sheet
from tests.words import said_by, words_of

HEADER = ["wijkcode", "wijk", "jaar", "unieke kinderen", "bezoeken", "fte"]
WEST = ["WK990101", "West", 2024, 54, 784, 0.3]
OOST = ["WK990102", "Oost", 2024, 174, 3350, 1.6]
NAMED = [["Gebied", "Unieke kinderen", "Bezoeken", "Fte"], ["West", 54, 784, 0.3], ["Oost", 174, 3350, 1.6]]
NO_YEAR = [["Gebied", "Unieke kinderen"], ["West", 54]]


def read(*rows: list[object], name: str = "bereik", file: str = "bereik.xlsx") -> ReadResult:
    return read_bereik(Path(file), [Sheet(name, [list(row) for row in rows])])


def read_one(*rows: list[object], name: str = "bereik") -> BereikTable:
    result = read(*rows, name=name)
    assert result.usable, [said_by(problem) for problem in result.problems]
    (table,) = result.tables
    assert isinstance(table, BereikTable)
    return table


def errors_of(result: ReadResult) -> list[str]:
    return [f"{words_of(p).where}: {words_of(p).found}" for p in result.problems if p.severity == "fout"]


def warnings_of(result: ReadResult) -> str:
    return "\n".join(
        f"{words_of(p).where}: {words_of(p).found}" for p in result.problems if p.severity == "waarschuwing"
    )


def complaint_about(cell: object, indicator: str) -> str:
    """Return in words what is wrong with a cell; empty when nothing is."""
    found = read_bereik_cell(cell, indicator)
    return words_of(cell_problem(found, indicator, Place())).found if found.complaint else ""


def read_sheets_of(*sheets: Sheet) -> ReadResult:
    return read_bereik(Path("bereik.xlsx"), list(sheets))
