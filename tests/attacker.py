"""What one who adds and subtracts can work out of the small counts from all that a visitor gets.

The attacker knows the threshold k, which of the hidden counts are small, that the others are at least k, and how the
organisation counted its total. All figures are invented.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Interval:
    """What one count can be: whole numbers from `low` to `high`."""

    low: float
    high: float

    def __and__(self, other: "Interval") -> "Interval":
        return Interval(max(self.low, other.low), min(self.high, other.high))

    def __len__(self) -> int:
        return max(0, math.floor(self.high + 1e-6) - math.ceil(self.low - 1e-6) + 1) if self.high < math.inf else 10**9


def invert(row: dict[str, Any], norm_reach: float | None) -> Interval:
    """Return what the other figures of a row say of its reached children, at the precision in which they stand."""
    found = Interval(0, math.inf)
    pairs = (("reach_share", "children_count"), ("reach_low", "children_high"), ("reach_high", "children_low"))
    for share, children in pairs:
        if row[share] is not None and row[children] is not None:
            value = row[share] * row[children]
            found &= Interval(value, value)
    gap = row["gap_children_count"]
    if gap is not None and norm_reach is not None and row["children_count"] is not None:
        aim = row["children_count"] * norm_reach
        found &= Interval(aim - gap, aim - gap) if gap > 0 else Interval(aim, math.inf)
    return found


def invert_weighted(row: dict[str, str], norm_reach: float | None) -> Interval:
    """Return what a row of the download of need says: g q beside q is g, and g beside rho and n is u."""
    numbers = {name: _number(text) for name, text in row.items()}
    plain: dict[str, float | None] = dict.fromkeys(
        ("children_low", "children_high", "reach_low", "reach_high", "gap_children_count")
    )
    plain |= {name: numbers.get(name) for name in ("reach_share", "children_count")}
    weighted, q = numbers.get("weighted_gap_children_count"), numbers.get("need_weight")
    if weighted is not None and q:
        plain["gap_children_count"] = weighted / q
    return invert(plain, norm_reach)


def _number(text: str) -> float | None:
    """Return a number of a csv file; None for a word."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def attack(
    answers: Sequence[dict[str, Any]],
    small: Iterable[str],
    k: int,
    *,
    no_wijk: float = 0,
    once: bool = False,
    absent: Iterable[str] = (),
    need: Sequence[tuple[float | None, Sequence[dict[str, str]]]] = (),
    sums: Sequence[tuple[Sequence[str], float]] = (),
) -> dict[str, Interval]:
    """Return per small count what it can still be, from the JSON answers of one delivery.

    Parameters
    ----------
    answers : `dekking --json` for both ages, with and without norm.
    small : the hidden wijken that the attacker knows to be below k.
    k : the threshold.
    no_wijk : children without a wijk in the total, as far as a warning says how many.
    once : the total counts each child once, so wijken may add up to more.
    absent : small ones that the attacker knows not to be in the total.
    need : the rows of downloads of need, each with the norm for reach that holds in them.
    sums : wijken, and how many children are reached in them together.
    """
    first = answers[0]
    small, absent = set(small), set(absent)
    rows = {row["wijk_code"]: row for row in first["wijken"]}
    hidden = {code for code, row in rows.items() if "bereik_onderdrukt" in row["flags"]}
    assert small <= hidden
    box = {code: Interval(1, k - 1) if code in small else Interval(k, math.inf) for code in hidden}
    for norm, table in need:
        for line in table:
            if line["wijk_code"] in hidden:
                box[line["wijk_code"]] &= invert_weighted(line, norm)
    total = Interval(0, math.inf)
    for answer in answers:
        box = _from_rows(box, answer, rows)
        total &= _total_of(answer)
    for codes, value in sums:
        box = _from_sum(box, hidden & set(codes), value - _shown(rows, codes), at_most=False)
    if total.high < math.inf:
        # Counted once, the wijken can be more than the total: it bounds them from below, and each one from above.
        left = total.high - _shown(rows, rows) - no_wijk
        box = _from_sum(box, hidden - absent, left, at_most=once, most=total.high)
    return {code: box[code] for code in small}


def _shown(rows: Mapping[str, dict[str, Any]], codes: Iterable[str]) -> float:
    return math.fsum(rows[code]["reached_count"] or 0 for code in codes)


def _from_rows(
    box: dict[str, Interval], answer: dict[str, Any], rows: Mapping[str, dict[str, Any]]
) -> dict[str, Interval]:
    """Return what rows of hidden wijken and the sum of the gaps leave of each."""
    norm = answer["norm"]["reach_share"]
    for row in answer["wijken"]:
        code = row["wijk_code"]
        if code in box:
            box[code] &= invert(row, norm)
            if row["reached_count"] is not None:
                box[code] &= Interval(row["reached_count"], row["reached_count"])
    # A sum over wijken is not the gap of the gemeente: it says something only where it is more than is shown.
    shown_gap = math.fsum(row["gap_children_count"] or 0 for row in answer["wijken"])
    extra = (answer["total"]["gap_children_count"] or 0) - shown_gap
    if norm is None or extra <= 1e-6:
        return box
    children = {code: rows[code]["children_count"] for code in box}
    return _narrow(box, extra, {code: norm * count for code, count in children.items() if count is not None})


def _total_of(answer: dict[str, Any]) -> Interval:
    """Return what an answer says of the reach of the gemeente."""
    whole = answer["total"] | {"gap_children_count": None}
    found = invert(whole, None)
    if whole["reached_count"] is not None:
        found &= Interval(whole["reached_count"], whole["reached_count"])
    norm = answer["norm"]
    # An average of the wijken that are shown (decisions 53 and 81) says nothing of the gemeente.
    of_gemeente = answer["average_of"]["reach_share"] == "gemeente"
    if norm["reach_share_is_own_average"] and norm["reach_share"] is not None and of_gemeente:
        value = norm["reach_share"] * whole["children_count"]
        found &= Interval(value, value)
    return found


def _from_sum(
    box: dict[str, Interval], together: set[str], left: float, *, at_most: bool, most: float = math.inf
) -> dict[str, Interval]:
    """Return what is left of each when those together are `left`; `at_most`: at least that, and each at most `most`."""
    found = dict(box)
    for code in together:
        others = [box[other] for other in together - {code}]
        highest = most if at_most else left - sum(each.low for each in others)
        found[code] = box[code] & Interval(left - sum(each.high for each in others), highest)
    return found


def _narrow(box: dict[str, Interval], value: float, aims: dict[str, float]) -> dict[str, Interval]:
    """Return what is left when the gaps of all hidden counts, each falling as the count rises, make `value`."""

    def gap(code: str, count: float) -> float:
        return max(0.0, aims.get(code, 0.0) - count)

    narrowed = {}
    for code, own in box.items():
        others = [other for other in box if other != code]
        most = sum(gap(other, box[other].low) for other in others)
        least = sum(gap(other, box[other].high) for other in others)
        fits = [
            count
            for count in range(int(own.low), int(min(own.high, 5000)) + 1)
            if least - 1e-6 <= value - gap(code, count) <= most + 1e-6
        ]
        narrowed[code] = Interval(min(fits), max(fits)) if fits else Interval(1, 0)
    return narrowed
