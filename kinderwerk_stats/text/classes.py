"""Five classes for a map, with limits that a person can say: from zero, or around the user's norm."""

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

import numpy as np

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.indicators import INDICATORS, Indicator
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.numbers import format_number
from kinderwerk_stats.text.reference import user_norm

CLASS_COUNT = 5
Absence = Literal["geen_kinderwerker", "te_weinig", "onderdrukt", "geen_gegevens"]
"""Why a wijk has no class: each in its own hatch, the same on screen, in drawings and on slides."""
ABSENCES: tuple[Absence, ...] = get_args(Absence)
"""In the order of every legend."""
_OF_STATUS: dict[Status, Absence] = {
    Status.NO_KINDERWERKER: "geen_kinderwerker",
    Status.TOO_FEW_CHILDREN: "te_weinig",
    Status.SUPPRESSED: "onderdrukt",
}
# Dark always means: here the gap is largest. For reach that is the lowest class.
DARK_WHEN_LOW = frozenset({"reach_share"})
# Half the norm, nearly the norm, hardly more than it, half as much again.
_AROUND_NORM = (0.5, 0.9, 1.1, 1.5)
_SAYABLE = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Classes:
    """Four limits between five classes; a value on a limit belongs to the class above it.

    `labels`: the classes in words, lowest first ("minder dan 5 %", "5 tot 10 %", ..., "20 % of meer"). `around_norm`:
    the middle class holds the norm of the user, so that colours go two ways from it.
    """

    limits: tuple[float, ...]
    labels: tuple[str, ...]
    around_norm: bool = False

    def class_of(self, value: float) -> int:
        """Return 0 (lowest) to 4."""
        return bisect_right(self.limits, value)


def absence_of(status: Status) -> Absence:
    """Return why there is no class, of a figure that is not known."""
    return _OF_STATUS.get(status, "geen_gegevens")


def absence_legend(absent: Iterable[Status]) -> list[tuple[Absence, str]]:
    """Return each hatch that is drawn for figures that are not known, with the words of its statuses.

    >>> absence_legend([Status.SUPPRESSED, Status.UNKNOWN, Status.NOT_PUBLISHED, Status.UNKNOWN])
    [('onderdrukt', 'verborgen'), ('geen_gegevens', 'onbekend of nog niet gepubliceerd')]
    """
    found: dict[Absence, list[str]] = {}
    for status in sorted(set(absent)):
        found.setdefault(absence_of(status), []).append(status.label)
    return [(kind, " of ".join(found[kind])) for kind in ABSENCES if kind in found]


def classes_of(monitor: Monitor, figure: str, other_years: Iterable[Monitor] = ()) -> tuple[Classes, tuple[int, ...]]:
    """Return the classes of a figure, and which colour each has, lowest class first.

    Parameters
    ----------
    monitor : the gemeente.
    figure : name of a coverage figure.
    other_years : the same gemeente in other years; the limits fit all years together, so that a colour means the same
        in each of them.

    Returns
    -------
    The classes, and per class a colour: 0 light to 4 dark, where dark means that the gap is largest there; around a
    norm of the user 0 is worst, 2 the norm itself and 4 best.
    """
    indicator, norm = INDICATORS[figure], user_norm(monitor.coverage, figure)
    colours = tuple(range(CLASS_COUNT))
    if norm is not None:
        return classes_around(norm, indicator), colours if figure in DARK_WHEN_LOW else colours[::-1]
    shown = [row[figure] for each in (monitor, *other_years) for row in each.coverage.cells.values()]
    classes = build_classes([cell.value for cell in shown if cell.known], indicator)
    return classes, colours[::-1] if figure in DARK_WHEN_LOW else colours


def classes_around(norm: float, indicator: Indicator) -> Classes:
    """Return classes around a norm: below half of it, below it, about it, above it, half as much again or more.

    >>> classes_around(0.25, INDICATORS["reach_share"]).labels[1:3]
    ('12,5 tot 22,5 %', '22,5 tot 27,5 % (rond uw norm)')
    """
    scale = 100 if indicator.unit == "%" else 1
    limits = [round(norm * part, 9) for part in _AROUND_NORM]
    decimals = 1 if indicator.unit == "%" and norm * scale < 100 else 0
    said = [format_number(limit * scale, decimals).removesuffix(",0") for limit in limits]
    unit = "%" if indicator.unit == "%" else indicator.unit.removesuffix(" per fte")
    low, middle, high = (f"{one} tot {other} {unit}" for one, other in pairwise(said))
    labels = (f"minder dan {said[0]} {unit}", low, f"{middle} (rond uw norm)", high, f"{said[-1]} {unit} of meer")
    return Classes(tuple(limits), labels, around_norm=True)


def build_classes(values: list[float], indicator: Indicator) -> Classes:
    """Return classes of equal width from zero, the last one open; four fifths of the values lie below or on its limit.

    Parameters
    ----------
    values : known figures, none negative; may be empty.
    indicator : gives unit and decimals of the labels.

    Examples
    --------
    >>> from kinderwerk_stats.model.indicators import INDICATORS
    >>> build_classes([0.02, 0.1, 0.17, 0.3, 1.4], INDICATORS["reach_share"]).labels
    ('minder dan 10 %', '10 tot 20 %', '20 tot 30 %', '30 tot 40 %', '40 % of meer')
    """
    scale = 100 if indicator.unit == "%" else 1
    most = float(np.quantile(values, 0.8, method="lower")) * scale if values else 0.0
    smallest = 10.0**-indicator.decimals
    # Half a percentage point can be said; half a child, or a limit with more decimals than its label, cannot.
    step = _sayable_step(most / (CLASS_COUNT - 1), smallest, 0.1 if indicator.unit == "%" else smallest)
    decimals = 0 if step >= 1 and step.is_integer() else max(1, indicator.decimals)
    limits = [step * number for number in range(1, CLASS_COUNT)]
    said = [format_number(limit, decimals) for limit in limits]
    unit = "%" if indicator.unit == "%" else indicator.unit.removesuffix(" per fte")
    middle = [f"{low} tot {high} {unit}" for low, high in pairwise(said)]
    return Classes(
        # Without the last places of a float, so that what is said as a limit is on it.
        limits=tuple(round(limit / scale, 9) for limit in limits),
        labels=(f"minder dan {said[0]} {unit}", *middle, f"{said[-1]} {unit} of meer"),
    )


def _sayable_step(least: float, smallest: float, finest: float) -> float:
    """Return the smallest of 1, 2, 2.5, 5 times a power of ten that is at least `least`, in whole times `finest`."""
    if least <= smallest:
        return smallest
    power = 10.0 ** math.floor(math.log10(least))
    steps = [power * step for step in _SAYABLE]
    whole = [step for step in steps if math.isclose(step / finest, round(step / finest))]
    return next(step for step in whole if step >= least * (1 - 1e-9))
