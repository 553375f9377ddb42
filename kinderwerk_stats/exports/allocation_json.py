"""A division of kinderwerk as JSON: the answer of `verdeel --json`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from kinderwerk_stats.analysis.allocation import FTE, TENTH, Allocation, AllocationInput, Objective, allocate
from kinderwerk_stats.analysis.allocation_money import compute_spent_tenths
from kinderwerk_stats.analysis.allocation_robustness import Robustness
from kinderwerk_stats.analysis.allocation_standing import Standing, describe_standing
from kinderwerk_stats.exports.coverage_files import sources_to_list
from kinderwerk_stats.gemeente.allocation import AllocationBase
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import Means
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.text.origin import organisation_of

# What the value of a step is, before that step.
DECIDED_BY: dict[Objective, str] = {
    "evenredig": "need_weighted_children_per_claim",
    "formule": "target_per_claim",
    "laagste": "fte_per_need_weighted_child",
    "meeste": "need_weighted_children_added",
    "kloof": "need_weighted_children_not_reached",
}


# Of a table nobody says who counted, or whether it is made up: that is not known, and not "no".
ABOUT_NOBODY: Mapping[str, object] = MappingProxyType(
    {"gemeente": None, "year": None, "organisation": None, "invented": None, "sources": []}
)


def origin_to_dict(monitor: Monitor, sources: Sequence[Source]) -> dict[str, object]:
    """Return who counted, whether anything is made up, and every source."""
    return {
        "organisation": organisation_of(monitor),
        "invented": any(source.invented for source in sources),
        "sources": sources_to_list(sources),
    }


def budget_to_dict(
    given: AllocationInput, found: Allocation, means: Means, budget_eur: Decimal | None
) -> dict[str, object]:
    """Return what there was to spend; with a range of costs the division is that of the highest.

    `left_eur`: what is not spent, also because nobody can have it (`compute_spent_tenths`).
    """
    answer: dict[str, object] = {"fte": means.tenths / 10}
    if means.cost is None or budget_eur is None:
        return answer
    low, high = means.cost.eur

    def left_eur(of: AllocationInput, divided: Allocation, cost_eur: Decimal) -> float:
        return float(budget_eur - compute_spent_tenths(of, divided) * cost_eur / 10)

    answer |= {"eur": float(budget_eur), "cost_per_fte_eur": [float(low), float(high)],
               "left_eur": left_eur(given, found, high)}  # fmt: skip
    if low != high:
        more = replace(given, budget_tenths=means.most_tenths)
        at_lowest = found if more == given else allocate(more, found.objective)
        answer["at_lowest_cost"] = {
            "fte": means.most_tenths / 10,
            "left_eur": left_eur(more, at_lowest, low),
            "fte_added": dict(zip(at_lowest.codes, at_lowest.added_fte, strict=True)),
        }
    return answer


def allocation_to_dict(
    base: AllocationBase, given: AllocationInput, found: Allocation, robust: Robustness | None = None
) -> dict[str, object]:
    """Return a division as other people's scripts read it; an absent value is None.

    `steps` of a wijk are the numbers of the steps in which it got something, from 1. Figures on the curve are an
    assumption ("aanname"), and None where it is not known how many children an fte reaches.

    Parameters
    ----------
    base : what the division is made of.
    given : the same with what the user chose.
    found : the division.
    robust : of the same division; None where there is nothing to draw.
    """
    before, after = describe_standing(given, found.before_fte), describe_standing(given, found.after_fte)
    had, have = (sum(map(_thousandths, standing.fte)) for standing in (before, after))
    turns: dict[int, list[int]] = {}
    for number, step in enumerate(found.steps, start=1):
        turns.setdefault(step.wijk, []).append(number)
    return {
        "objective": found.objective,
        "keeps_what_is_there": given.keep,
        "need_weight_ratio": base.steepness,
        "children_per_fte_on_curve": _curve(base, given),
        "wijken": [
            {
                "wijk_code": code,
                "wijk_name": base.names[code],
                "children_count": given.children[at],
                "need_weight": given.need_weight[at],
                "fte_before": found.before_fte[at],
                "fte_added": found.added_fte[at],
                "fte_after": found.after_fte[at],
                "fte_of_minimum": found.forced[at] / 10,
                **_of_wijk("before", before, at),
                **_of_wijk("after", after, at),
                "steps": turns.get(at, []),
                "draws": None if robust is None else _draws(given, found, robust, at),
            }
            for at, code in enumerate(found.codes)
        ],
        "total": {
            "fte_before": had / FTE,
            "fte_added": (have - had) / FTE,
            "fte_after": have / FTE,
            "fte_left": found.left_fte,
        }
        | _of_all("before", before)
        | _of_all("after", after),
        "gains": list(found.gains),
        "gains_nothing": list(found.gains_nothing),
        "left_out": [
            {"wijk_code": code, "wijk_name": base.names[code], "lacking": lacking}
            for code, lacking in base.left_out.items()
        ],
        "decided_by": DECIDED_BY[found.objective],
        "steps": [
            {
                "wijk_code": found.codes[step.wijk],
                "fte": step.tenths / 10,
                "value": step.value,
                "runner_up": None if step.runner_up is None else found.codes[step.runner_up],
                "runner_up_value": step.runner_up_value,
                "tied": step.tied,
            }
            for step in found.steps
        ],
    }


def _thousandths(fte: float) -> int:
    return round(fte * FTE)


def _curve(base: AllocationBase, given: AllocationInput) -> dict[str, Any] | None:
    """Return a, and of how many wijken it is made with their lowest and highest; those are None where a user chose."""
    if given.children_per_fte is None:
        return None
    made = base.reach_per_fte if base.given.children_per_fte == given.children_per_fte else None
    return {
        "value": given.children_per_fte,
        "low": made and made.low,
        "high": made and made.high,
        "wijken": made and made.wijken,
        "status": "aanname",
    }


def _of_wijk(when: str, standing: Standing, at: int) -> dict[str, float | None]:
    return {
        f"coverage_{when}": standing.coverage[at],
        f"children_per_fte_{when}": standing.children_per_fte[at],
        f"reached_on_curve_{when}": standing.reached[at] if standing.reached else None,
    }


def _of_all(when: str, standing: Standing) -> dict[str, object]:
    return {
        f"hoover_{when}": standing.hoover,
        f"lowest_coverage_{when}": standing.lowest,
        f"lowest_coverage_wijken_{when}": list(standing.lowest_codes),
        f"weighted_reached_on_curve_{when}": standing.weighted_reached,
        f"largest_weighted_gap_on_curve_{when}": standing.largest_gap,
    }


def _draws(given: AllocationInput, found: Allocation, robust: Robustness, at: int) -> dict[str, object]:
    """Return what a wijk gains in the draws of the need weights, and in how many it gets something."""
    before = _thousandths(found.before_fte[at])
    least, middle, most = (
        (given.start[at] + tenths[at] * TENTH - before) / FTE for tenths in (robust.least, robust.middle, robust.most)
    )
    gets: Mapping[str, object] = {"how_often": robust.how_often[at], "times": robust.times[at], "draws": robust.draws}
    return {"fte_added_least": least, "fte_added_middle": middle, "fte_added_most": most, **gets}
