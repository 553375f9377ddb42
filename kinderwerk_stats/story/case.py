"""What every part of a story is made from, and the pictures that several of them show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kinderwerk_stats.gemeente.first import FirstWijken
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.plan import ToldPlan
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.story.bars import rank_wijken
from kinderwerk_stats.story.map_picture import build_map_picture
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.story.slides import BarsPicture, MapPicture
from kinderwerk_stats.text.classes import DARK_WHEN_LOW
from kinderwerk_stats.text.numbers import format_count

# More bars than these cannot be read from the back of a room.
MOST_BARS = 12
# Less than this is printed as 0.
_LEAST_GAP = {"gap_children_count": 0.5, "gap_fte": 0.05}


@dataclass(frozen=True, eq=False)
class Case:
    """One gemeente and the choices for it.

    `wijken`: the chosen wijken that are there. `load`: the monitor of another year, made in the same way. `first`: the
    wijken to look at first, with their names on the map. `told`: the plan for the money that is chosen, None for none.
    """

    library: Library
    monitor: Monitor
    plan: Plan
    wijken: tuple[str, ...]
    load: Callable[[int], Monitor]
    first: FirstWijken
    told: ToldPlan | None = None


def build_bars(case: Case, figure: str, most: int = MOST_BARS) -> tuple[BarsPicture, str]:
    """Return the wijken in order of a coverage figure, and what is said of those that are left out.

    Of a gap, a wijk that misses nothing is no bar, unless it was chosen. With more than `most` wijken, the ones where
    the gap is largest stay, and the chosen ones.
    """
    monitor, picture = case.monitor, rank_wijken(case.monitor, figure, case.wijken)
    bars = [bar for bar in picture.bars if bar.chosen or not misses_nothing(monitor, figure, bar.code)]
    none, left_out = len(picture.bars) - len(bars), ""
    if len(bars) > most:
        known = [bar for bar in bars if bar.figure.known]
        worst = list(reversed(known)) if figure in DARK_WHEN_LOW else known
        chosen = [bar for code in case.wijken for bar in bars if bar.code == code]
        kept = [*chosen, *(bar for bar in worst if not bar.chosen)][:most]
        end = "laagste" if figure in DARK_WHEN_LOW else "hoogste"
        other = "andere " if none else ""
        left_out = f"Van de {len(bars)} {other}wijken staan hier de gekozen wijken en die met het {end} cijfer."
        if len(known) < len(bars):
            left_out += f" Zonder cijfer: {len(bars) - len(known)}."
        bars = [bar for bar in bars if bar in kept]
    if none:
        missed = format_count(none, "wijk", "wijken")
        left_out = f"In {missed} ontbreekt niets. {left_out}".strip()
    return replace(picture, bars=tuple(bars)), left_out


def build_map(case: Case, figure: str, chosen: Sequence[str], named: Sequence[str] = ()) -> MapPicture | None:
    """Return the map of a coverage figure, its classes those of all years; None where no borders fit."""
    years = case.library.years(case.monitor.gemeente_code)
    others = [case.load(year) for year in years if year != case.monitor.year]
    return build_map_picture(case.monitor, figure, chosen, others, named=named)


def main_figure(monitor: Monitor) -> str:
    """Return what a map of the wijken shows: reach, or the children who live there where no wijk has its reach."""
    return "reach_share" if any_known(monitor, "reach_share") else "children_count"


def misses_nothing(monitor: Monitor, figure: str, wijk_code: str) -> bool:
    """Return whether the gap of a wijk is known and printed as nothing."""
    cell = monitor.coverage.cells[wijk_code][figure]
    return figure in _LEAST_GAP and cell.known and cell.value < _LEAST_GAP[figure]


def any_known(monitor: Monitor, figure: str) -> bool:
    """Return whether any wijk has this figure."""
    return any(cells[figure].known for cells in monitor.coverage.cells.values())
