"""The figures of the total of the gemeente: whether they can be true, and which children are in them (METHOD 1.4)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.problems import Param, Place, Problem, make_problem, make_warning
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.model.threshold import LARGEST_THRESHOLD
from kinderwerk_stats.sources.bereik.cells import cell_problem
from kinderwerk_stats.sources.bereik.rows import ABOUT_CHILDREN, BodyRow, at_rows, is_staff, leaves_out_outside

# Who works or where can be the same in two wijken; the other figures of wijken add up.
_CAN_OVERLAP = ("kinderwerkers_count", "locations_count", "volunteers_count")
# fte have one decimal in most files: every row can be half a tenth off.
ROUNDING = {"kinderwerker_fte": 0.05, "work_hours": 0.5}
# "<5" and "<99" both hide at most two digits.
_MOST_HIDDEN = 99


@dataclass(frozen=True)
class TableRows:
    """The rows of one year: wijken, children without a wijk, and children from outside the gemeente."""

    wijken: Sequence[BodyRow]
    no_wijk: Sequence[BodyRow]
    outside: Sequence[BodyRow]


def read_total(
    table: Place, rows: TableRows, total: BodyRow, *, overlap: bool, stated: bool = False
) -> tuple[dict[str, float], list[Problem], bool]:
    """Return the figures of the total row that can be true, what to say, and whether children count in two wijken.

    max(u_i) <= U <= sum(u_i) + children without a wijk. Children from outside the gemeente are taken out where the
    total is exactly the sum with them. `stated`: the file says itself that each child of the gemeente counts once in
    the total, so what lies between the bounds is no question.
    """
    values: dict[str, float] = {}
    problems: list[Problem] = []
    place = at_rows(table, [total])
    for name, cell in total.cells.items():
        if cell.complaint:
            fault = cell_problem(cell, name, place)
            problems.append(_warn("totaal_onleesbaar", place, name, fout=fault.code, **dict(fault.params)))
        given = total.value(name)
        if given is None:
            continue
        sums = _Sums(rows, name)
        if not sums.known:
            values[name] = given
        elif name == "reached_count":
            value, said, overlap = _read_reached(table, place, total, sums, overlap=overlap)
            # What was refused or changed is said all the same.
            problems += [] if stated and value == given else said
            if value is not None:
                values[name] = value
        else:
            value, said = _read_other(place, name, given, sums)
            problems += said
            if value is not None:
                values[name] = value
    return values, problems, overlap


def report_without_total(place: Place, rows: TableRows) -> list[Problem]:
    """Say what the sum of the wijken leaves out when the file has no total that can be used."""
    sums = _Sums(rows, "reached_count")
    problems = []
    if sums.has_no_wijk:
        problems.append(sums.say("kinderen_zonder_wijk_zonder_totaal", place, rows.no_wijk))
    if sums.has_outside:
        problems.append(sums.say("kinderen_van_buiten_niet_geteld", place, rows.outside))
    return problems


def is_impossible(total: BodyRow, rows: TableRows) -> bool:
    """Return whether a total is below one of its wijken or above all rows together."""
    given = total.value("reached_count")
    sums = _Sums(rows, "reached_count")
    if given is None or not sums.known:
        return False
    return given < max(row.value("reached_count") or 0 for row in sums.known) or given > sums.most + sums.tolerance


class _Sums:
    """The sums of one figure over the rows of a table."""

    def __init__(self, rows: TableRows, name: str) -> None:
        self.rows = rows
        self.name = name
        self.known = [row for row in rows.wijken if row.value(name) is not None]
        self.wijken = self._sum(rows.wijken)
        self.no_wijk = self._sum(rows.no_wijk)
        self.outside = self._sum(rows.outside)
        # Who work for all wijken together have no children of their own.
        counted = [row for row in (*rows.no_wijk, *rows.outside) if name not in ABOUT_CHILDREN or not is_staff(row)]
        cells = [row.cells[name] for row in (*rows.wijken, *counted) if name in row.cells]
        self.complete = all(cell.status in (Status.KNOWN, Status.NOT_APPLICABLE) for cell in cells)
        bounded = all(cell.status != Status.UNKNOWN for cell in cells)
        hidden = sum(cell.status == Status.SUPPRESSED for cell in cells)
        self.most = self.wijken + self.no_wijk + self.outside + (_MOST_HIDDEN * hidden if bounded else math.inf)
        self.tolerance = ROUNDING.get(name, 0) * len(self.known) + 1e-6

    def _sum(self, rows: Sequence[BodyRow]) -> float:
        return sum(row.value(self.name) or 0 for row in rows)

    def say(self, code: str, table: Place, rows: Sequence[BodyRow]) -> Problem:
        """Return a problem about the children of rows; how many is unknown, or no smaller number than may be shown."""
        unknown = any(row.value(self.name) is None and not is_staff(row) for row in rows)
        children = None if unknown else max(self._sum(rows), LARGEST_THRESHOLD - 1)
        return make_warning(code, at_rows(table, rows), kinderen=children)

    @property
    def has_no_wijk(self) -> bool:
        return any(_may_count(row, self.name) for row in self.rows.no_wijk)

    @property
    def has_outside(self) -> bool:
        return any(_may_count(row, self.name) for row in self.rows.outside)

    def is_(self, given: float, expected: float) -> bool:
        """Return whether a total is exactly this sum, with nothing unknown in it."""
        return self.complete and abs(given - expected) <= self.tolerance


def _may_count(row: BodyRow, name: str) -> bool:
    """Return whether a row has children in it, as far as is known."""
    cell = row.cells.get(name)
    if cell is None or (cell.status == Status.UNKNOWN and is_staff(row)):
        return False
    return cell.status in (Status.SUPPRESSED, Status.UNKNOWN) or cell.value > 0


def sum_no_wijk(rows: Sequence[BodyRow]) -> dict[str, float]:
    """Return the figures of those who work that belong to the gemeente and to no wijk; unknown ones are left out."""
    names = [name for row in rows for name in row.cells if name not in ABOUT_CHILDREN]
    known = {name: [row.value(name) for row in rows if row.value(name) is not None] for name in dict.fromkeys(names)}
    return {name: round(math.fsum(value or 0 for value in values), 6) for name, values in known.items() if any(values)}


def add_no_wijk(table: Place, rows: TableRows, values: dict[str, float]) -> list[Problem]:
    """Fill in the totals that the file does not give and that have a part of no wijk; say what was done.

    Parameters
    ----------
    table : for the problems.
    rows : of one year.
    values : the total as far as the file gives it; what is missing and can be added up is put in.
    """
    problems = []
    place = at_rows(table, rows.no_wijk)
    for name, extra in sum_no_wijk(rows.no_wijk).items():
        sums = _Sums(rows, name)
        if name not in values and name not in _CAN_OVERLAP and sums.known and sums.complete:
            values[name] = round(sums.wijken + extra, 6)
        if name not in values:
            problems.append(_warn("geen_wijk_zonder_totaal", place, name, aantal=extra))
            continue
        is_in = values[name] + sums.tolerance >= sums.wijken + extra
        code = "geen_wijk_in_totaal" if is_in else "geen_wijk_buiten_totaal"
        problems.append(_warn(code, place, name, aantal=extra, totaal=values[name]))
    return problems


def _read_reached(
    table: Place, place: Place, total: BodyRow, sums: _Sums, *, overlap: bool
) -> tuple[float | None, list[Problem], bool]:
    given = total.value("reached_count") or 0.0
    largest = max(sums.known, key=lambda row: row.value("reached_count") or 0)
    if given < (largest.value("reached_count") or 0):
        return None, [make_problem("totaal_lager_dan_wijk", place, wijkrij=(largest.row,))], overlap
    if given > sums.most + sums.tolerance:
        return None, [make_warning("totaal_hoger_dan_som", place)], overlap
    value, problems = _take_out_outside(table, place, total, given, sums)
    in_gemeente = sums.wijken + sums.no_wijk
    without_wijk = sums.has_no_wijk and sums.is_(value, sums.wijken)
    if sums.has_no_wijk:
        code = "kinderen_zonder_wijk_buiten_totaal" if without_wijk else "kinderen_zonder_wijk_in_totaal"
        problems.append(sums.say(code, table, sums.rows.no_wijk))
    if without_wijk or value > in_gemeente + sums.tolerance:
        return value, problems, overlap
    if sums.is_(value, in_gemeente) or (not sums.complete and abs(value - in_gemeente) <= sums.tolerance):
        return value, [*problems, *([make_warning("totaal_met_dubbelen", place)] if overlap else [])], overlap
    problems.append(make_warning("totaal_ontdubbeld", place))
    # Between the wijken and all rows together it adds nothing up, so there is no double count to warn of.
    return value, problems, value <= sums.wijken


def _take_out_outside(
    table: Place, place: Place, total: BodyRow, given: float, sums: _Sums
) -> tuple[float, list[Problem]]:
    """Return the total without children who live elsewhere, as far as the figures show that they are in it."""
    outside = sums.rows.outside
    if not sums.has_outside:
        return given, []
    not_in_it = (sums.wijken, sums.wijken + sums.no_wijk)
    if leaves_out_outside(total.name or "") or any(sums.is_(given, each) for each in not_in_it):
        return given, [sums.say("kinderen_van_buiten_niet_geteld", table, outside)]
    if any(sums.is_(given, each + sums.outside) for each in not_in_it):
        said = sums.say("totaal_met_kinderen_van_buiten", table, outside)
        return given - sums.outside, [replace(said, place=place)]
    return given, [sums.say("kinderen_van_buiten_onduidelijk", table, outside)]


def _read_other(place: Place, name: str, given: float, sums: _Sums) -> tuple[float | None, list[Problem]]:
    in_gemeente = sums.wijken + sums.no_wijk
    if sums.outside and sums.is_(given, in_gemeente + sums.outside):
        if name not in ABOUT_CHILDREN:
            return given, []
        return in_gemeente, [_warn("totaal_telt_buiten_mee", place, name)]
    difference = given - in_gemeente
    if abs(difference) <= sums.tolerance or (difference > 0 and not sums.complete):
        return given, []
    least = max(row.value(name) or 0 for row in sums.known) if name in _CAN_OVERLAP else in_gemeente
    used = given >= least - sums.tolerance
    if name in ABOUT_CHILDREN:
        # Total and sum together would give a small count back that is hidden everywhere else.
        said = _warn("totaal_kinderen_is_niet_de_som", place, name, lager=difference < 0, gebruikt=used)
    else:
        said = _warn("totaal_is_niet_de_som", place, name, totaal=given, som=in_gemeente, gebruikt=used)
    return (given if used else None), [said]


def _warn(code: str, place: Place, indicator: str, **params: Param) -> Problem:
    return make_warning(code, place, "", wat=INDICATORS[indicator].label, **params)
