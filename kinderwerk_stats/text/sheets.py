"""Words of the sheets to print: what is missing in a wijk and in the gemeente."""

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.status import Cells
from kinderwerk_stats.text.emphasis import strong
from kinderwerk_stats.text.intervals import format_figure, format_interval
from kinderwerk_stats.text.reference import OF_GAP, measure_name
from kinderwerk_stats.text.sentences import balance_sentence
from kinderwerk_stats.text.story import gap_children_title, gap_fte_title

# What is printed as 0 is not missing.
_LEAST_CHILDREN, _LEAST_FTE = 0.5, 0.05


def missing_in_wijk(monitor: Monitor, wijk_code: str) -> list[str]:
    """Return a sentence for the children and one for the fte that a wijk misses; figures to set heavier are marked."""
    cells, coverage = monitor.coverage.cells[wijk_code], monitor.coverage
    to_children, to_fte = (measure_name(coverage, figure) for figure in OF_GAP.values())
    children, fte = cells["gap_children_count"], cells["gap_fte"]
    if not children.known:
        first = f"Hoeveel kinderen er tot {to_children} ontbreken, is niet te zeggen: {children.status.label}."
    elif children.value < _LEAST_CHILDREN:
        first = f"Het bereik ligt hier niet onder {to_children}."
    else:
        count = strong(format_figure("gap_children_count", cells, unit=True))
        first = f"Tot {to_children} ontbreken hier ongeveer {count}{_probably('gap_children_count', cells)}."
    if not fte.known:
        return [first, f"Hoeveel fte er tot {to_fte} ontbreekt, is niet te zeggen: {fte.status.label}."]
    if fte.value < _LEAST_FTE:
        return [first, f"Er is hier niet minder kinderwerk voor elk kind dan {to_fte}."]
    much = strong(format_figure("gap_fte", cells, unit=True))
    return [first, f"Tot {to_fte} ontbreekt hier {much} kinderwerk{_probably('gap_fte', cells)}."]


def missing_in_gemeente(monitor: Monitor) -> list[str]:
    """Return what the wijken miss together, and what is not taken off it."""
    balance = balance_sentence(monitor)
    return [f"{gap_children_title(monitor)}.", f"{gap_fte_title(monitor)}.", *([balance] if balance else [])]


def per_wijk_title(label: str) -> str:
    """Return the title of bars beside which the finding stands already."""
    return f"{label} per wijk"


def _probably(name: str, cells: Cells) -> str:
    interval = format_interval(name, cells)
    return f" ({interval})" if interval else ""
