"""How much of a division rests on the need weights: the same division again for each draw of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kinderwerk_stats.analysis.allocation import FTE, TENTH, AllocationInput, Objective, allocate, give_on

DRAWS = 200
Matrix = NDArray[np.float64]
_STEPS = 40
# Rounding moves a bound by less than this part of it.
_MARGIN = 1e-9
HowOften = Literal["altijd", "soms", "nooit"]


@dataclass(frozen=True)
class Robustness:
    """What each wijk gets over the draws, in tenths of fte, in the order of `codes`.

    `least`, `middle`, `most`: of all draws; the middle is one that occurs. `times`: in how many of the `draws` it gets
    anything.
    """

    objective: Objective
    codes: tuple[str, ...]
    least: tuple[int, ...]
    middle: tuple[int, ...]
    most: tuple[int, ...]
    times: tuple[int, ...]
    draws: int

    @property
    def how_often(self) -> tuple[HowOften, ...]:
        """Return whether each wijk gets something in all draws, in some or in none."""
        return tuple("altijd" if n == self.draws else "soms" if n else "nooit" for n in self.times)


def compute_robustness(
    given: AllocationInput, weights: Matrix, objectives: Sequence[Objective]
) -> dict[Objective, Robustness]:
    """Divide once for each draw of the need weights.

    Parameters
    ----------
    given : its own weights play no part.
    weights : q, a row per draw and a column per wijk in the order of `codes`.
    objectives : "formule" has no draws: its target is made of figures of its own.

    Returns
    -------
    Per objective what each wijk gets. When starting over that is all that it has.
    """
    inputs = [replace(given, need_weight=tuple(row)) for row in weights.tolist()]
    found = {}
    for objective in objectives:
        if given.post_tenths > 1:
            each = [list(allocate(one, objective).tenths) for one in inputs]
        else:
            sure = _sure_tenths(given, weights, objective).tolist()
            each = [
                row if sum(row) == given.pool_tenths else give_on(one, objective, row)[0]
                for one, row in zip(inputs, sure, strict=True)
            ]
        tenths = np.sort(each, axis=0)
        found[objective] = Robustness(
            objective=objective,
            codes=given.codes,
            least=tuple(tenths[0].tolist()),
            middle=tuple(tenths[(len(tenths) - 1) // 2].tolist()),
            most=tuple(tenths[-1].tolist()),
            times=tuple((tenths > 0).sum(axis=0).tolist()),
            draws=len(tenths),
        )
    return found


def _sure_tenths(given: AllocationInput, weights: Matrix, objective: Objective) -> NDArray[np.int64]:
    """Return tenths that surely are among the first of each draw: all that matter more than some bound.

    What a tenth does is q times something that falls with the fte, so that the fte at which it passes a bound is a
    formula. The bound is halved in, for all draws at once, until what is above it is just within the budget. Where a
    tenth lies so near that rounding could decide, and where even the highest bound gives too much, only the minimum
    is sure.
    """
    # Rounded as the input has them: otherwise two figures can change places.
    need = np.round(weights, 6) * np.round(given.children, 3)
    start, least, most = (np.array(figures) for figures in (given.start, given.least, given.most))

    def count(bound: Matrix) -> NDArray[np.int64]:
        until = _fte_at(given, objective, need, bound[:, None])
        tenths: NDArray[np.int64] = np.clip(np.ceil((until - start) / TENTH), least, most).astype(np.int64)
        return tenths

    low, high = np.full(len(need), -30.0), np.full(len(need), 30.0)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        fits = count(np.exp(middle)).sum(axis=1) <= given.pool_tenths
        low, high = np.where(fits, low, middle), np.where(fits, middle, high)
    bound = np.exp(high) * (1 + 1000 * _MARGIN)
    sure, other = count(bound * (1 + _MARGIN)), count(bound * (1 - _MARGIN))
    certain = (sure == other).all(axis=1) & (sure.sum(axis=1) <= given.pool_tenths)
    chosen: NDArray[np.int64] = np.where(certain[:, None], sure, least)
    return chosen


def _fte_at(given: AllocationInput, objective: Objective, need: Matrix, bound: Matrix) -> Matrix:
    """Return from which fte on, in thousandths, another tenth does less than the bound; see `allocate`."""
    if objective == "laagste":
        return need / bound
    if objective == "evenredig":
        return TENTH / 2 * (need / bound - 1)
    a, full = round(given.children_per_fte or 0.0, 3), np.round(given.children, 3) * FTE
    if objective == "kloof":
        return full * (need / bound - 1) / a
    half = a * TENTH / 2
    until: Matrix = (np.sqrt(half**2 + need * a * full / bound) - half - full) / a
    return until
