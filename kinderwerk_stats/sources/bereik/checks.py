"""Whether the figures of a bereik table agree with each other and with its total row."""

from collections.abc import Callable, Iterable, Sequence

from kinderwerk_stats.model.errors import Problem
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.bereik.body import BodyRow
from kinderwerk_stats.sources.bereik.wijk_names import normalise_wijk_name

_SHOWN = 10
_ABOUT_CHILDREN = ("reached_count", "visits_count", "signals_count")
# fte have one decimal in most files: every row can be half a tenth off.
_ROUNDING = {"kinderwerker_fte": 0.05, "work_hours": 0.5}


def list_rows(rows: Iterable[int]) -> str:
    """Return row numbers in words, as a spreadsheet counts them; after ten how many more.

    >>> list_rows([6]), list_rows([6, 8])
    ('rij 7', 'rij 7 en 9')
    """
    numbers = [str(row + 1) for row in rows]
    if len(numbers) > _SHOWN:
        return f"rij {', '.join(numbers[:_SHOWN])} en nog {len(numbers) - _SHOWN}"
    return f"rij {' en '.join([', '.join(numbers[:-1]), numbers[-1]] if len(numbers) > 1 else numbers)}"


def check_doubles(where: str, wijken: Sequence[BodyRow]) -> list[Problem]:
    """Return a problem for every wijk that stands in two rows of the same year."""
    at: dict[tuple[int | None, str], list[BodyRow]] = {}
    for found in wijken:
        key = found.code or normalise_wijk_name(found.name or "")
        at.setdefault((found.year, key), []).append(found)
    return [
        Problem(
            where=f"{where}, {list_rows(row.row for row in rows)}",
            found=f"dezelfde wijk meer dan een keer ({rows[0].code or rows[0].name})",
            expected="een rij per wijk",
            action="vraag een tabel met een rij per wijk; unieke kinderen van twee rijen mag u niet optellen",
        )
        for rows in at.values()
        if len(rows) > 1
    ]


def check_rows(where: str, wijken: Sequence[BodyRow]) -> list[Problem]:
    """Return warnings about figures that do not go together in one row."""
    checks: tuple[tuple[Callable[[BodyRow], bool], str, str], ...] = (
        (
            lambda row: row.value("kinderwerkers_count") == 0 and (row.value("kinderwerker_fte") or 0) > 0,
            "geen kinderwerkers, maar wel fte",
            "minstens een kinderwerker waar fte is",
        ),
        (
            lambda row: row.value("kinderwerker_fte") == 0 and (row.value("reached_count") or 0) > 0,
            "geen fte, maar wel bereikte kinderen",
            "fte waar kinderen bereikt zijn",
        ),
        (
            lambda row: _below(row.value("visits_count"), row.value("reached_count")),
            "minder bezoeken dan bereikte kinderen",
            "minstens een bezoek voor elk bereikt kind",
        ),
        (
            lambda row: not float(row.value("kinderwerkers_count") or 0).is_integer(),
            "een gebroken aantal kinderwerkers",
            "een heel aantal mensen; fte hoort in een eigen kolom",
        ),
    )
    problems = []
    for is_odd, found, expected in checks:
        odd = [row.row for row in wijken if is_odd(row)]
        if odd:
            problems.append(_warning(f"{where}, {list_rows(odd)}", found, expected, "vraag na of dit klopt"))
    return problems


def check_total(
    where: str, wijken: Sequence[BodyRow], elsewhere: Sequence[BodyRow], total: BodyRow, *, overlap: bool
) -> tuple[list[Problem], bool]:
    """Compare a total row with the sum of its rows.

    Returns
    -------
    Warnings, and whether children can count in several wijken: said in a note (`overlap`) or plain from a total
    below the sum.
    """
    problems = []
    for indicator, cell in total.cells.items():
        if cell.complaint:
            label = INDICATORS[indicator].label
            problems.append(
                _warning(
                    f"{where}, rij {total.row + 1}",
                    f"{label} in de totaalrij: {cell.complaint}",
                    cell.expected,
                    "het dashboard gebruikt dit totaal niet",
                )
            )
        given = total.value(indicator)
        rows = [row for row in (*wijken, *elsewhere) if indicator in row.cells]
        known = [value for row in rows if (value := row.value(indicator)) is not None]
        if given is None or not known:
            continue
        complete = len(known) == len(rows) or all(_counts_nothing(row.cells[indicator].status) for row in rows)
        difference = given - sum(known)
        tolerance = _ROUNDING.get(indicator, 0) * len(known) + 1e-6
        if abs(difference) <= tolerance or (difference > 0 and not complete):
            if indicator == "reached_count" and overlap and abs(difference) <= tolerance:
                problems.append(_sum_with_doubles(where, total.row))
            continue
        if indicator == "reached_count" and difference < 0:
            overlap = True
        problems.append(_describe_difference(where, total.row, indicator, given, sum(known)))
    return problems, overlap


def _counts_nothing(status: Status) -> bool:
    return status in (Status.KNOWN, Status.NOT_APPLICABLE)


def _sum_with_doubles(where: str, row: int) -> Problem:
    return _warning(
        f"{where}, rij {row + 1}",
        "het totaal is de som van de wijken, terwijl een kind in meer wijken kan tellen",
        "een totaal waarin elk kind een keer telt",
        "vraag het aantal unieke kinderen van de hele gemeente; nu kan het bereik van de gemeente te hoog zijn",
    )


def _describe_difference(where: str, row: int, indicator: str, given: float, summed: float) -> Problem:
    label = INDICATORS[indicator].label
    # Total and sum together would give a small count back that is hidden everywhere else.
    numbers = indicator not in _ABOUT_CHILDREN
    found = f"{label}: totaal {_number(given)}, som van de rijen {_number(summed)}"
    if not numbers:
        found = f"{label}: het totaal is {'lager' if given < summed else 'hoger'} dan de som van de rijen"
    if indicator == "reached_count" and given < summed:
        return _warning(
            f"{where}, rij {row + 1}",
            found,
            "een totaal waarin elk kind een keer telt",
            "het dashboard leest dit totaal als ontdubbeld; vraag na of dat klopt",
        )
    if indicator == "reached_count":
        return _warning(
            f"{where}, rij {row + 1}",
            found,
            "een totaal dat niet hoger is dan de som",
            "vraag of er kinderen zijn van buiten de gemeente, of zonder bekende wijk",
        )
    return _warning(
        f"{where}, rij {row + 1}", found, "een totaal dat gelijk is aan de som", "vraag na welk getal klopt"
    )


def _below(left: float | None, right: float | None) -> bool:
    return left is not None and right is not None and left < right


def _number(value: float) -> str:
    """Return a number the Dutch way; the formatter of the screens lies in a layer above this one."""
    return f"{value:,.1f}".translate(str.maketrans(",.", ".,")).removesuffix(",0")


def _warning(where: str, found: str, expected: str, action: str) -> Problem:
    return Problem(where, found, expected, action, "waarschuwing")
