"""Five classes for a map, with limits that a person can say."""

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kinderwerk_stats.model.indicators import Indicator
from kinderwerk_stats.text.numbers import format_number

CLASS_COUNT = 5
# Dark always means: here the gap is largest. For reach that is the lowest class.
DARK_WHEN_LOW = frozenset({"reach_share"})
_SAYABLE = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Classes:
    """Four limits between five classes; a value on a limit belongs to the class above it.

    `labels`: the classes in words, lowest first ("minder dan 5 %", "5 tot 10 %", ..., "20 % of meer").
    """

    limits: tuple[float, ...]
    labels: tuple[str, ...]

    def class_of(self, value: float) -> int:
        """Return 0 (lowest) to 4."""
        return bisect_right(self.limits, value)


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
        limits=tuple(limit / scale for limit in limits),
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
