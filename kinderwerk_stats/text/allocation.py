"""A division in words, as `verdeel` prints it: what there is to spend, who gets what, what is left, what is assumed."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kinderwerk_stats.analysis.allocation import WITH_CURVE, Allocation, AllocationInput
from kinderwerk_stats.analysis.allocation_money import compute_spent_tenths
from kinderwerk_stats.gemeente.allocation import AllocationBase
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import Means
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.text.numbers import (
    format_count,
    format_number,
    format_range,
    format_typed,
    round_decimals,
)
from kinderwerk_stats.text.origin import describe_sources, invented_words
from kinderwerk_stats.text.plan import OBJECTIVE_AIMS, OBJECTIVE_NAMES, children_count, eur_words, fte_words
from kinderwerk_stats.text.sentences import AGE_WORDS
from kinderwerk_stats.text.together import whose_figures


def spend_sentences(given: AllocationInput, means: Means, budget_eur: Decimal | int | None) -> list[str]:
    """Return what a budget buys, with both ends of the cost and which one is used, and what starting over divides."""
    said = []
    if budget_eur is not None and means.cost is not None:
        low, high = means.tenths / 10, means.most_tenths / 10
        bought = format_range(low, high, 1)
        said.append(f"€ {format_typed(budget_eur)} is {bought} fte, als een fte {eur_words(*means.cost.eur)} kost.")
        if low != high:
            said.append(f"Deze verdeling rekent met de hoogste kosten, dus met {fte_words(low)} fte.")
    if not given.keep:
        said.append(f"Samen met wat er is, wordt {fte_words(given.pool_tenths / 10)} fte opnieuw verdeeld.")
    return said


def curve_sentence(base: AllocationBase, children_per_fte: float | None) -> str:
    """Return the assumption behind whatever needs the curve, with its range; nothing where there is none.

    `children_per_fte`: what is divided by, where somebody may have chosen another than that of the counts.
    """
    made = base.reach_per_fte
    if children_per_fte is None:
        return ""
    if made is not None and made.pooled == children_per_fte:
        where = f"in de wijken {format_range(made.low, made.high)}, uit {format_count(made.wijken, 'wijk', 'wijken')}"
        origin = f"{where} met bereik en fte"
    else:
        origin = "zelf ingevuld"
    return (
        f"Aanname, geen voorspelling: een fte bereikt eerst {children_count(children_per_fte)} ({origin}), en minder "
        "naarmate er meer bereikt zijn."
    )


def weighing_words(steepness: float | None) -> str:
    """Return how a child counts; nothing where a table gives the weights."""
    if steepness is None:
        return ""
    if steepness == 1:
        return "Elk kind telt even zwaar."
    times = format_typed(steepness)
    return f"Een kind in de wijk met de meeste behoefte telt {times} keer zo zwaar als in de wijk met de minste."


def division_lines(
    base: AllocationBase,
    given: AllocationInput,
    found: Allocation,
    means: Means,
    budget_eur: Decimal | None,
    monitor: Monitor | None,
    sources: Iterable[Source] = (),
) -> list[str]:
    """Return what is spent, a line per wijk, what is left, the assumption, and where the figures come from.

    `monitor`: of a gemeente, with its `sources`; None for a table, of which nobody says where it comes from.
    """
    rows = zip(found.codes, found.before_fte, found.after_fte, found.added_fte, strict=True)
    lines = []
    if monitor is not None:
        about = f"{monitor.gemeente_name}, {monitor.year}, kinderen van {AGE_WORDS[monitor.age_range]}."
        lines.append(f"{about} {invented_words(monitor)}".strip())
        lines += filter(None, [whose_figures(monitor, together=False)])
    aim = OBJECTIVE_AIMS[found.objective]
    lines.append(f"Doel “{OBJECTIVE_NAMES[found.objective]}”: {aim[0].lower()}{aim[1:]}")
    lines += filter(None, [weighing_words(base.steepness)])
    lines += spend_sentences(given, means, budget_eur) or [f"Te verdelen: {fte_words(means.tenths / 10)} fte."]
    lines += [
        f"{base.names[code]}: {_fte(before)} fte nu, {_fte(after)} fte straks ({'+' if more > 0 else ''}{_fte(more)})"
        for code, before, after, more in rows
    ]
    if found.left_fte:
        lines.append(f"Over: {_fte(found.left_fte)} fte")
    if budget_eur is not None and means.cost is not None:
        lines.append(_spent(compute_spent_tenths(given, found), budget_eur, means.cost.eur))
    if found.objective in WITH_CURVE:
        lines.append(curve_sentence(base, given.children_per_fte))
    return [*lines, *(f"Bron: {line}" for line in describe_sources(sources))]


def _spent(tenths: int, budget_eur: Decimal, cost_eur: Sequence[Decimal]) -> str:
    """Return what of a budget is used and what is left, in whole euro that add up to it."""
    low, high = (round_decimals(tenths * eur / 10, 0) for eur in cost_eur)
    return f"Gebruikt: {eur_words(low, high)}. Over: {eur_words(budget_eur - high, budget_eur - low)}."


def _fte(value: float) -> str:
    """Return fte with a decimal, or with the three that it has."""
    return format_number(value, 1 if round(value * 1_000) % 100 == 0 else 3)
