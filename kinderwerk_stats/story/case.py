"""What every part of a story is made from, and the pictures that several of them show."""

from collections.abc import Callable
from dataclasses import dataclass

from kinderwerk_stats.analysis.coverage import INTERVALS
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.indicators import INDICATORS
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.story.slides import Bar, BarsPicture
from kinderwerk_stats.text.classes import DARK_WHEN_LOW
from kinderwerk_stats.text.intervals import format_figure
from kinderwerk_stats.text.numbers import format_count
from kinderwerk_stats.text.reference import reference_of
from kinderwerk_stats.text.sentences import label_of

# More bars than these cannot be read from the back of a room.
MOST_BARS = 15
# Less than this is printed as 0.
_LEAST_GAP = {"gap_children_count": 0.5, "gap_fte": 0.05}


@dataclass(frozen=True, eq=False)
class Case:
    """One gemeente and the choices for it.

    `wijken`: the chosen wijken that are there. `load`: the monitor of another year, made in the same way.
    """

    library: Library
    monitor: Monitor
    plan: Plan
    wijken: tuple[str, ...]
    load: Callable[[int], Monitor]


def build_bars(case: Case, figure: str, most: int = MOST_BARS) -> tuple[BarsPicture, str]:
    """Return the wijken in order of a coverage figure, and what is said of those that are left out.

    Of a gap, a wijk that misses nothing is no bar, unless it was chosen. With more than `most` wijken, the ones where
    the gap is largest stay, and the chosen ones.
    """
    monitor, indicator = case.monitor, INDICATORS[figure]
    low, high = INTERVALS.get(figure, (figure, figure))
    none = {code for code in monitor.coverage.cells if misses_nothing(monitor, figure, code)} - set(case.wijken)
    cells = {code: row for code, row in monitor.coverage.cells.items() if code not in none}
    known = sorted(
        (code for code in cells if cells[code][figure].known),
        key=lambda code: (-cells[code][figure].value, monitor.name_of(code)),
    )
    absent = sorted(
        (code for code in cells if not cells[code][figure].known),
        key=lambda code: (cells[code][figure].status, monitor.name_of(code)),
    )
    kept, left_out = set(cells), ""
    if len(cells) > most:
        worst = list(reversed(known)) if figure in DARK_WHEN_LOW else known
        chosen = [code for code in case.wijken if code in cells]
        kept = set([*chosen, *(code for code in worst if code not in chosen)][:most])
        end = "laagste" if figure in DARK_WHEN_LOW else "hoogste"
        other = "andere " if none else ""
        left_out = f"Van de {len(cells)} {other}wijken staan hier de gekozen wijken en die met het {end} cijfer."
        if absent:
            left_out += f" Zonder cijfer: {len(absent)}."
    if none:
        missed = format_count(len(none), "wijk", "wijken")
        left_out = f"In {missed} met een cijfer ontbreekt niets: die staan er niet bij. {left_out}".strip()
    bars = [
        Bar(
            label=monitor.name_of(code),
            figure=cells[code][figure],
            text=format_figure(figure, cells[code]),
            low=cells[code][low].value if low != figure and cells[code][low].known else None,
            high=cells[code][high].value if high != figure and cells[code][high].known else None,
            indicative=figure in ("reach_share", "children_per_fte")
            and Flag.INDICATIEF in monitor.coverage.flags[code],
            chosen=code in case.wijken,
        )
        for code in (*known, *absent)
        if code in kept
    ]
    reference, label = reference_of(monitor, figure)
    axis = f"{label_of(monitor, figure)} ({indicator.unit})"
    return BarsPicture(axis, indicator.unit, indicator.decimals, tuple(bars), reference, label), left_out


def misses_nothing(monitor: Monitor, figure: str, wijk_code: str) -> bool:
    """Return whether the gap of a wijk is known and printed as nothing."""
    cell = monitor.coverage.cells[wijk_code][figure]
    return figure in _LEAST_GAP and cell.known and cell.value < _LEAST_GAP[figure]


def any_known(monitor: Monitor, figure: str) -> bool:
    """Return whether any wijk has this figure."""
    return any(cells[figure].known for cells in monitor.coverage.cells.values())
