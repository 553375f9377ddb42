"""How wijken stand with some fte: before a division and after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from kinderwerk_stats.analysis.allocation import FTE, NEED, AllocationInput


@dataclass(frozen=True)
class Standing:
    """How wijken stand with some fte; a figure per wijk, None where there is none.

    `children_per_fte`: n / x, None without fte. `coverage`: fte per need-weighted child, x / (n q). `reached`: children
    on the curve, r(x); empty where a is not known: an assumption, no count. `hoover`: the part of the fte that would
    have to move to stand in proportion to need, None without fte. `lowest`: the lowest coverage and `lowest_codes`:
    who has it. `weighted_reached`: the sum of q r, `largest_gap`: the largest q (n - r); None where a is not known.
    """

    fte: tuple[float, ...]
    children_per_fte: tuple[float | None, ...]
    coverage: tuple[float, ...]
    reached: tuple[float, ...]
    hoover: float | None
    lowest: float | None
    lowest_codes: tuple[str, ...]
    weighted_reached: float | None
    largest_gap: float | None


def describe_standing(given: AllocationInput, fte: Sequence[float]) -> Standing:
    """Return how wijken stand with this fte: that of before an allocation, or of after.

    Examples
    --------
    >>> given = AllocationInput(("A", "B"), (400.0, 600.0), (1.5, 0.8), (0.5, 1.0), 0, children_per_fte=150)
    >>> standing = describe_standing(given, given.fte)
    >>> standing.children_per_fte, standing.lowest_codes, round(standing.hoover, 4)
    ((800.0, 600.0), ('A',), 0.2222)
    """
    weighted = [need / NEED for need in given.needs]
    # As the steps of "laagste" have it: equal coverage is the same number.
    coverage = [round(x * FTE) * (NEED // FTE) / need for x, need in zip(fte, given.needs, strict=True)]
    reached = reach_on_curve(given, fte) if given.children_per_fte is not None else ()
    lowest = min(coverage, default=None)
    all_fte, all_need = fsum(fte), fsum(weighted)
    hoover = (
        fsum(abs(x / all_fte - need / all_need) for x, need in zip(fte, weighted, strict=True)) / 2 if all_fte else None
    )
    by_need = list(zip(given.need_weight, given.children, reached, strict=True)) if reached else []
    return Standing(
        fte=tuple(fte),
        children_per_fte=tuple(n / x if x else None for n, x in zip(given.children, fte, strict=True)),
        coverage=tuple(coverage),
        reached=tuple(reached),
        hoover=hoover,
        lowest=lowest,
        lowest_codes=tuple(code for code, value in zip(given.codes, coverage, strict=True) if value == lowest),
        weighted_reached=fsum(q * r for q, _, r in by_need) if by_need else None,
        largest_gap=max(q * (n - r) for q, n, r in by_need) if by_need else None,
    )


def reach_on_curve(given: AllocationInput, fte: Sequence[float]) -> tuple[float, ...]:
    """Return r(x) = n a x / (n + a x): children reached per wijk if a holds everywhere. An assumption, no forecast."""
    if given.children_per_fte is None:
        raise ValueError("the curve needs children_per_fte")
    a = given.children_per_fte
    return tuple(n * a * x / (n + a * x) for n, x in zip(given.children, fte, strict=True))
