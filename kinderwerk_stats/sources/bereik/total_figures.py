"""The figures of the total of the gemeente: whether they can be true, and which children are in them (METHOD 1.4)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.problems import Problem, worded
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.model.threshold import LARGEST_THRESHOLD
from kinderwerk_stats.sources.bereik.checks import warning_at
from kinderwerk_stats.sources.bereik.row_labels import leaves_out_outside
from kinderwerk_stats.sources.bereik.rows import ABOUT_CHILDREN, BodyRow, is_staff
from kinderwerk_stats.sources.files.where import list_rows

# Who works or where can be the same in two wijken; the other figures of wijken add up.
_CAN_OVERLAP = ("kinderwerkers_count", "locations_count", "volunteers_count")
# fte have one decimal in most files: every row can be half a tenth off.
ROUNDING = {"kinderwerker_fte": 0.05, "work_hours": 0.5}
# "<5" and "<99" both hide at most two digits.
_MOST_HIDDEN = 99
# A message is read whatever the installation hides: no number below the largest threshold stands in one.
_SMALL = LARGEST_THRESHOLD
NOT_USED = "het dashboard gebruikt dit totaal niet"


@dataclass(frozen=True)
class TableRows:
    """The rows of one year: wijken, children without a wijk, and children from outside the gemeente."""

    wijken: Sequence[BodyRow]
    no_wijk: Sequence[BodyRow]
    outside: Sequence[BodyRow]


def read_total(
    where: str, rows: TableRows, total: BodyRow, *, overlap: bool, stated: bool = False
) -> tuple[dict[str, float], list[Problem], bool]:
    """Return the figures of the total row that can be true, what to say, and whether children count in two wijken.

    max(u_i) <= U <= sum(u_i) + children without a wijk. Children from outside the gemeente are taken out where the
    total is exactly the sum with them. `stated`: the file says itself that each child of the gemeente counts once in
    the total, so what lies between the bounds is no question.
    """
    values: dict[str, float] = {}
    problems: list[Problem] = []
    place = f"{where}, rij {total.row + 1}"
    for name, cell in total.cells.items():
        if cell.complaint:
            label = INDICATORS[name].label
            problems.append(warning_at(place, f"{label} in de totaalrij: {cell.complaint}", cell.expected, NOT_USED))
        given = total.value(name)
        if given is None:
            continue
        sums = _Sums(rows, name)
        if not sums.known:
            values[name] = given
        elif name == "reached_count":
            value, said, overlap = _read_reached(where, place, total, sums, overlap=overlap)
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


def report_without_total(where: str, rows: TableRows) -> list[Problem]:
    """Say what the sum of the wijken leaves out when the file has no total that can be used."""
    sums = _Sums(rows, "reached_count")
    problems = []
    if sums.has_no_wijk:
        problems.append(
            warning_at(
                f"{where}, {list_rows(row.row for row in rows.no_wijk)}",
                f"{sums.children(rows.no_wijk)} zonder wijk; die zitten niet in het totaal, want het bestand heeft "
                "geen bruikbare totaalrij",
                "een totaalrij met het aantal unieke kinderen van de gemeente",
                "vraag dat aantal; nu telt het dashboard de wijken op en is het bereik te laag",
            )
        )
    if sums.has_outside:
        problems.append(_outside_not_counted(where, sums))
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

    def children(self, rows: Sequence[BodyRow]) -> str:
        """Return how many children rows hold, in words; a small number is not said."""
        if any(row.value(self.name) is None and not is_staff(row) for row in rows):
            return "een onbekend aantal kinderen"
        count = self._sum(rows)
        return f"minder dan {_SMALL} kinderen" if count < _SMALL else f"{_number(count)} kinderen"

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


def add_no_wijk(where: str, rows: TableRows, values: dict[str, float]) -> list[Problem]:
    """Fill in the totals that the file does not give and that have a part of no wijk; say what was done.

    Parameters
    ----------
    where : for the problems.
    rows : of one year.
    values : the total as far as the file gives it; what is missing and can be added up is put in.
    """
    problems = []
    place = f"{where}, {list_rows(row.row for row in rows.no_wijk)}" if rows.no_wijk else where
    for name, extra in sum_no_wijk(rows.no_wijk).items():
        sums = _Sums(rows, name)
        label = INDICATORS[name].label
        if name not in values and name not in _CAN_OVERLAP and sums.known and sums.complete:
            values[name] = round(sums.wijken + extra, 6)
        if name not in values:
            said = (
                f"{label}: {_number(extra)} van geen enkele wijk; dat telt in geen wijk mee, en een totaal is er niet"
            )
            problems.append(warning_at(place, said, "een wijk bij elk getal", "vraag het totaal van de gemeente"))
        elif values[name] + sums.tolerance < sums.wijken + extra:
            said = f"{label}: {_number(extra)} van geen enkele wijk, niet in het totaal van {_number(values[name])}"
            problems.append(warning_at(place, said, "een totaal van de hele gemeente", "vraag na welk getal klopt"))
        else:
            said = f"{label}: {_number(extra)} van geen enkele wijk; dat telt mee in het totaal van de gemeente "
            said += f"({_number(values[name])}) en in geen wijk"
            problems.append(warning_at(place, said, "een wijk bij elk getal", "u hoeft niets te doen als dit klopt"))
    return problems


def _read_reached(
    where: str, place: str, total: BodyRow, sums: _Sums, *, overlap: bool
) -> tuple[float | None, list[Problem], bool]:
    given = total.value("reached_count") or 0.0
    largest = max(sums.known, key=lambda row: row.value("reached_count") or 0)
    if given < (largest.value("reached_count") or 0):
        found = f"het totaal van bereikte kinderen is lager dan het aantal van een wijk (rij {largest.row + 1})"
        expected = "een totaal dat minstens zo hoog is als elke wijk"
        return None, [worded(place, found, expected, "vraag na welk van de twee aantallen niet klopt")], overlap
    if given > sums.most + sums.tolerance:
        found = "Bereikte kinderen: het totaal is hoger dan de som van de rijen"
        action = f"{NOT_USED}; vraag of er kinderen bij zijn van buiten de gemeente of zonder bekende wijk"
        return None, [warning_at(place, found, "een totaal dat niet hoger is dan de som", action)], overlap
    value, problems = _take_out_outside(where, place, total, given, sums)
    in_gemeente = sums.wijken + sums.no_wijk
    without_wijk = sums.has_no_wijk and sums.is_(value, sums.wijken)
    if sums.has_no_wijk:
        problems.append(_no_wijk_in_total(where, sums, counted=not without_wijk))
    if without_wijk or value > in_gemeente + sums.tolerance:
        return value, problems, overlap
    if sums.is_(value, in_gemeente) or (not sums.complete and abs(value - in_gemeente) <= sums.tolerance):
        return value, [*problems, *([_sum_with_doubles(place)] if overlap else [])], overlap
    found = "Bereikte kinderen: het totaal is lager dan de som van de rijen"
    action = "het dashboard leest dit totaal als ontdubbeld; vraag na of dat klopt"
    problems.append(warning_at(place, found, "een totaal waarin elk kind een keer telt", action))
    # Between the wijken and all rows together it adds nothing up, so there is no double count to warn of.
    return value, problems, value <= sums.wijken


def _take_out_outside(where: str, place: str, total: BodyRow, given: float, sums: _Sums) -> tuple[float, list[Problem]]:
    """Return the total without children who live elsewhere, as far as the figures show that they are in it."""
    if not sums.has_outside:
        return given, []
    not_in_it = (sums.wijken, sums.wijken + sums.no_wijk)
    if leaves_out_outside(total.name or "") or any(sums.is_(given, each) for each in not_in_it):
        return given, [_outside_not_counted(where, sums)]
    if any(sums.is_(given, each + sums.outside) for each in not_in_it):
        found = f"het totaal is de som met {sums.children(sums.rows.outside)} van buiten de gemeente"
        action = "het dashboard trekt deze kinderen van het totaal af; controleer of dat klopt"
        return given - sums.outside, [warning_at(place, found, "een totaal van kinderen uit de gemeente", action)]
    known = all(row.value(sums.name) is not None for row in sums.rows.outside)
    most = f"hoogstens {_number(max(sums.outside, _SMALL - 1))} kinderen" if known else "een onbekend aantal kinderen"
    return given, [
        warning_at(
            f"{where}, {list_rows(row.row for row in sums.rows.outside)}",
            "kinderen van buiten de gemeente, en niet te zien is of het totaal hen meetelt",
            "een totaal van kinderen uit de gemeente",
            f"vraag het na; het bereik van de gemeente kan {most} te hoog zijn",
        )
    ]


def _read_other(place: str, name: str, given: float, sums: _Sums) -> tuple[float | None, list[Problem]]:
    in_gemeente = sums.wijken + sums.no_wijk
    label = INDICATORS[name].label
    if sums.outside and sums.is_(given, in_gemeente + sums.outside):
        if name not in ABOUT_CHILDREN:
            return given, []
        found = f"{label}: het totaal telt kinderen van buiten de gemeente mee"
        return in_gemeente, [warning_at(place, found, "een totaal van de gemeente", "het dashboard trekt die eraf")]
    difference = given - in_gemeente
    if abs(difference) <= sums.tolerance or (difference > 0 and not sums.complete):
        return given, []
    # Total and sum together would give a small count back that is hidden everywhere else.
    found = f"{label}: totaal {_number(given)}, som van de rijen {_number(in_gemeente)}"
    if name in ABOUT_CHILDREN:
        found = f"{label}: het totaal is {'lager' if difference < 0 else 'hoger'} dan de som van de rijen"
    least = max(row.value(name) or 0 for row in sums.known) if name in _CAN_OVERLAP else in_gemeente
    used = given >= least - sums.tolerance
    action = "vraag na welk getal klopt" + ("" if used else f"; {NOT_USED}")
    return (given if used else None), [warning_at(place, found, "een totaal dat gelijk is aan de som", action)]


def _no_wijk_in_total(where: str, sums: _Sums, *, counted: bool) -> Problem:
    place = f"{where}, {list_rows(row.row for row in sums.rows.no_wijk)}"
    who = f"{sums.children(sums.rows.no_wijk)} zonder wijk"
    if counted:
        action = "deze kinderen tellen alleen mee in het totaal van de gemeente"
        return warning_at(place, who, "een wijk bij elk kind", action)
    found = f"{who}; die zitten niet in het totaal, want dat is de som van de wijken"
    return warning_at(
        place, found, "een totaal van alle kinderen van de gemeente", "vraag dat aantal; nu is het bereik te laag"
    )


def _outside_not_counted(where: str, sums: _Sums) -> Problem:
    return warning_at(
        f"{where}, {list_rows(row.row for row in sums.rows.outside)}",
        f"{sums.children(sums.rows.outside)} van buiten de gemeente",
        "alleen kinderen die in de gemeente wonen",
        "deze kinderen tellen nergens mee, ook niet in het totaal",
    )


def _sum_with_doubles(place: str) -> Problem:
    return warning_at(
        place,
        "het totaal is de som van de wijken, terwijl een kind in meer wijken kan tellen",
        "een totaal waarin elk kind een keer telt",
        "vraag het aantal unieke kinderen van de hele gemeente; nu kan het bereik van de gemeente te hoog zijn",
    )


def _number(value: float) -> str:
    """Return a number the Dutch way; the formatter of the screens lies in a layer above this one."""
    return f"{value:,.1f}".translate(str.maketrans(",.", ".,")).removesuffix(",0")
