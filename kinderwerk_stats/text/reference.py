"""What a figure is held against: the norm, the gemeente's own average, the children of one kinderwerker."""

from typing import NamedTuple

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.text.numbers import format_estimate, format_estimate_range, format_number


def reference_of(monitor: Monitor, figure: str) -> tuple[float | None, str]:
    """Return the line to compare with: the norm or the gemeente's own average."""
    coverage = monitor.coverage
    value, own, unit = {
        "reach_share": (coverage.norm_reach, coverage.own_norm_reach, "%"),
        "children_per_fte": (coverage.norm_children_per_fte, coverage.own_norm_children_per_fte, ""),
    }.get(figure, (None, False, ""))
    if value is None:
        return None, ""
    text = f"{format_number(value * 100)} %" if unit else format_number(value)
    return value, f"{'gemeente' if own else 'uw norm'} {text}"


class Ratio(NamedTuple):
    """Children for each worker: between `low` and `high`, the same in words, and whether a worker is a fte."""

    low: float
    high: float
    words: str
    per_fte: bool = False


def own_ratio(monitor: Monitor) -> Ratio | None:
    """Return the gemeente's children per kinderwerker (heads; per fte where heads are not given)."""
    totals = monitor.coverage.totals
    for name, what in (("kinderwerkers_count", "kinderwerker"), ("kinderwerker_fte", "fte")):
        workers = totals[name]
        if workers.known and workers.value > 0 and totals["children_count"].known:
            value, low, high = (
                totals[part].value / workers.value for part in ("children_count", "children_low", "children_high")
            )
            about = format_estimate(value, low, high) if low == high else format_estimate_range(low, high)
            return Ratio(low, high, f"{about} kinderen per {what}", per_fte=name == "kinderwerker_fte")
    return None
