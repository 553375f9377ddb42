"""The figures of a CBS table: columns read, brought to our units, and the signs of CBS given their meaning."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kinderwerk_stats.model.problems import Place, Problem, Severity, make_problem, make_warning
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.cbs.aliases import PERCENT_OF, WHOLE_NUMBERS, is_of_map
from kinderwerk_stats.sources.cbs.layout import FigureColumn, Layout
from kinderwerk_stats.sources.files.grid import Grid
from kinderwerk_stats.sources.files.numbers import (
    EXCEL_ERRORS,
    UNREADABLE,
    CbsNumbers,
    find_not_available,
    read_cbs_numbers,
)

Rows = npt.NDArray[np.bool_] | slice

MAX_CELLS_NAMED = 20
# CBS hides 0 to 7 young people with jeugdzorg; an area without a figure in a column that has figures is such an area.
HIDDEN_WHEN_FEW = ("jeugdzorg_count", "jeugdzorg_share")
# Whether two columns of one name differ -> what is said.
_SAME_NAME: dict[bool, tuple[str, Severity]] = {
    True: ("kolommen_heten_hetzelfde", "fout"),
    False: ("kolommen_zijn_hetzelfde", "waarschuwing"),
}
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
# Nowhere is less than one in a hundred a child: then 0,16 stands for 16 %.
_SMALLEST_LARGEST_SHARE = 0.01
# With fewer areas and no gemeente or country among them, an empty column can be chance.
MIN_AREAS_FOR_NOT_PUBLISHED = 10


@dataclass
class Figures:
    """Figures by indicator, one value and status per row.

    `percent` names the counts that are percentages in the file; `complete_figures` computes them.
    """

    numbers: dict[str, CbsNumbers] = field(default_factory=dict)
    source_columns: dict[str, str] = field(default_factory=dict)
    percent: set[str] = field(default_factory=set)

    def select(self, rows: Rows) -> "Figures":
        """Return the same figures for some rows."""
        numbers = {name: CbsNumbers(n.values[rows], n.status[rows]) for name, n in self.numbers.items()}
        return Figures(numbers, dict(self.source_columns), set(self.percent))


def read_figures(file: str, grid: Grid, layout: Layout, rows: Rows) -> tuple[Figures, list[Problem]]:
    """Read all our indicators of a sheet.

    Parameters
    ----------
    file : the name for messages.
    rows : which rows under the header count; what stands in other rows is not looked at.

    Returns
    -------
    The figures of those rows in our units (shares 0-1, euro), and a problem for each cell that is no number.
    """
    figures = Figures()
    unreadable: list[tuple[int, FigureColumn]] = []
    faults: list[Problem] = []
    row_numbers = np.arange(layout.first_row, grid.height)[rows]
    for indicator, columns in layout.figures.items():
        column, numbers = _choose(grid, layout, rows, columns)
        faults += _find_doubles(file, grid, layout, rows, column, columns)
        bad = numbers.status == UNREADABLE
        if indicator in WHOLE_NUMBERS and (column.header.unit or "").startswith("x1000"):
            faults.append(
                make_problem("aantallen_in_duizendtallen", Place(file, grid.name, columns=(column.position,)))
            )
        elif indicator in WHOLE_NUMBERS and not column.match.percent:
            odd = (numbers.values != np.rint(numbers.values)) | (numbers.values < 0)
            bad |= (numbers.status == Status.KNOWN) & odd
        unreadable += [(int(row_numbers[i]), column) for i in np.flatnonzero(bad)]
        figures.numbers[indicator] = CbsNumbers(scale(numbers.values, column.match.factor), numbers.status)
        figures.source_columns[indicator] = column.header.text
        if column.match.percent:
            figures.percent.add(indicator)
    return figures, [*faults, *_report_unreadable(file, grid, unreadable)]


def complete_figures(figures: Figures, whole: npt.NDArray[np.bool_]) -> tuple[Figures, list[Problem]]:
    """Give the missing figures of one year their status, and compute counts and shares that older files lack.

    A column without any figure, in a table with a gemeente, the country or ten areas, is NOT_PUBLISHED for all.
    An area without a figure in a jeugdzorg column that has figures is SUPPRESSED (CBS: 0 to 7 are secret).
    Counts given as a percentage: count = percentage x the count it is part of, rounded to whole numbers.

    Parameters
    ----------
    whole : per row whether it is a gemeente or the country.
    """
    problems = []
    large = len(whole) >= MIN_AREAS_FOR_NOT_PUBLISHED or bool(whole.any())
    for indicator, numbers in figures.numbers.items():
        empty = bool(np.isin(numbers.status, (Status.UNKNOWN, Status.NOT_PUBLISHED)).all())
        if empty and large:
            numbers.status[:] = Status.NOT_PUBLISHED
        elif not empty and indicator in HIDDEN_WHEN_FEW:
            numbers.status[numbers.status == Status.UNKNOWN] = Status.SUPPRESSED
    _notice_percentages(figures, whole)
    for indicator in sorted(figures.percent):
        problems += _count_from_percentage(figures, indicator)
    _add_children_share(figures)
    return figures, problems


def _choose(grid: Grid, layout: Layout, rows: Rows, columns: Sequence[FigureColumn]) -> tuple[FigureColumn, CbsNumbers]:
    """Choose between columns with one indicator: a count before a percentage, then the first that has figures."""
    best: tuple[FigureColumn, CbsNumbers] | None = None
    for column in sorted(columns, key=lambda c: c.match.percent):
        cells = grid.column(column.position, layout.first_row)
        read = read_cbs_numbers(cells)
        if layout.water is not None or is_of_map(column.header):
            read.status[find_not_available(cells)] = Status.NOT_PUBLISHED
        numbers = CbsNumbers(read.values[rows], read.status[rows])
        if best is None:
            best = column, numbers
        if (numbers.status == Status.KNOWN).any():
            return column, numbers
    if best is None:
        raise ValueError("columns must not be empty")
    return best


def _find_doubles(
    file: str, grid: Grid, layout: Layout, rows: Rows, chosen: FigureColumn, columns: Sequence[FigureColumn]
) -> list[Problem]:
    """Refuse a column that stands twice under the same name with other figures: which one is right, nobody can see.

    With the same figures it is a warning.
    """
    problems = []
    for column in columns:
        if column.position == chosen.position or column.header.text != chosen.header.text:
            continue
        first, second = (
            read_cbs_numbers(grid.column(position, layout.first_row)).values[rows]
            for position in (chosen.position, column.position)
        )
        differ = bool(((first != second) & np.isfinite(first) & np.isfinite(second)).any())
        code, severity = _SAME_NAME[differ]
        twice = tuple(sorted((chosen.position, column.position)))
        place = Place(file, grid.name)
        problems.append(make_problem(code, place, severity, kolommen=twice, naam=chosen.header.text))
    return problems


def scale(values: npt.NDArray[np.float64], factor: float) -> npt.NDArray[np.float64]:
    """Bring figures to our unit (57 % is 0.57), without the last digits that multiplying leaves."""
    if factor == 1:
        return values
    return values / round(1 / factor) if factor < 1 else np.round(values * factor, 3)


def _report_unreadable(file: str, grid: Grid, cells: list[tuple[int, FigureColumn]]) -> list[Problem]:
    """Name the first cells one by one and count the rest."""
    cells = sorted(cells, key=lambda cell: (cell[0], cell[1].position))
    problems = []
    for row, column in cells[:MAX_CELLS_NAMED]:
        cell = grid.column(column.position, row)[0]
        text = str(cell.as_py() if hasattr(cell, "as_py") else cell).strip()[:20]
        # Words may be about a person; only what is a figure of some kind is repeated.
        is_figure = any(map(str.isdigit, text)) and sum(map(str.isalpha, text)) <= 3
        shown = f'"{text}"' if is_figure else "tekst"
        if text.upper() in EXCEL_ERRORS:
            shown = f"de foutmelding {text}"
        whole = column.match.indicator in WHOLE_NUMBERS and text.lstrip("-")[:1].isdigit()
        code = "cijfer_geen_heel_getal" if whole else "cijfer_geen_getal"
        if _THOUSANDS.fullmatch(text):
            code = "cijfer_met_duizendtallen" if whole else "getal_met_duizendtallen"
        place = Place(file, grid.name, rows=(row,), columns=(column.position,))
        problems.append(make_problem(code, place, gezien=shown, kolom=column.header.text))
    rest = len(cells) - MAX_CELLS_NAMED
    if rest > 0:
        problems.append(make_problem("cijfers_geen_getal", Place(file, grid.name), aantal=rest))
    return problems


# Half of the smallest share of children that a gemeente has.
_FEWEST_CHILDREN_SHARE = 0.039


def _notice_percentages(figures: Figures, whole: npt.NDArray[np.bool_]) -> None:
    """Find counts of children that are percentages: raw OData of before 2016 has no unit in its column names."""
    indicator, base = "children_0_14_count", "population_count"
    if indicator not in figures.numbers or base not in figures.numbers or indicator in figures.percent:
        return
    rows = whole if whole.any() else ~whole
    children, people = figures.numbers[indicator].values[rows], figures.numbers[base].values[rows]
    known = np.isfinite(children) & np.isfinite(people)
    if not known.any() or children[known].max() > 100:
        return
    # Of the 342 gemeenten of 2024 the smallest has 972 people and 86 children, and none has fewer than 7.8 %: as a
    # count a percentage would be less than half of that. A wijk of students can have few children.
    too_few = (children[known] < _FEWEST_CHILDREN_SHARE * people[known]).all()
    if (too_few and people[known].max() >= 800) if whole.any() else people[known].max() >= 5000:
        numbers = figures.numbers[indicator]
        figures.numbers[indicator] = CbsNumbers(numbers.values / 100, numbers.status)
        figures.percent.add(indicator)


def _count_from_percentage(figures: Figures, indicator: str) -> list[Problem]:
    """Replace a share by a count; without the count it is part of, the indicator is dropped."""
    share = figures.numbers.pop(indicator)
    column = figures.source_columns.pop(indicator)
    base_name = PERCENT_OF[indicator]
    if indicator == "children_0_14_count":
        figures.numbers["children_0_14_share"] = share
        figures.source_columns["children_0_14_share"] = column
    base = figures.numbers.get(base_name)
    if base is None:
        return []
    known = share.values[share.status == Status.KNOWN]
    if indicator == "children_0_14_count" and len(known) and 0 < known.max() < _SMALLEST_LARGEST_SHARE:
        most = f"{known.max() * 100:.2f}".replace(".", ",")
        return [make_problem("delen_in_plaats_van_percentages", Place(key=f"kolom {column}"), meest=most)]
    base_column = figures.source_columns[base_name]
    status = np.where(share.status == Status.KNOWN, base.status, share.status).astype(np.int8)
    figures.numbers[indicator] = CbsNumbers(np.rint(base.values * share.values), status)
    figures.source_columns[indicator] = f"{column} x {base_column}"
    return [make_warning("aantal_uit_percentage", Place(key=f"kolom {column}"), percentage=column, geheel=base_column)]


def _add_children_share(figures: Figures) -> None:
    """Children as a share of all inhabitants, where a file has both and not the share itself."""
    children, people = (figures.numbers.get(name) for name in ("children_0_14_count", "population_count"))
    if "children_0_14_share" in figures.numbers or children is None or people is None:
        return
    status = np.where(children.status == Status.KNOWN, people.status, children.status).astype(np.int8)
    nobody = (status == Status.KNOWN) & (people.values == 0)
    status[nobody] = Status.NOT_APPLICABLE
    values = np.full(len(status), np.nan)
    np.divide(children.values, people.values, out=values, where=status == Status.KNOWN)
    figures.numbers["children_0_14_share"] = CbsNumbers(values, status)
    columns = figures.source_columns
    columns["children_0_14_share"] = f"{columns['children_0_14_count']} / {columns['population_count']}"
