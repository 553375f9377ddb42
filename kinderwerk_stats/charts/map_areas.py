"""What a map shows of each wijk: its class, its tooltip, and the legend that explains the classes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kinderwerk_stats.analysis.priorities import RANKED_FIGURES, rank_groups
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.text.classes import Absence, absence_legend, absence_of, classes_of
from kinderwerk_stats.text.intervals import format_figure, format_interval, said_value
from kinderwerk_stats.text.left_out import flag_words
from kinderwerk_stats.text.reference import average_words
from kinderwerk_stats.text.sentences import label_of

Fill = Literal[0, 1, 2, 3, 4] | Absence

_CLASSES: tuple[Literal[0, 1, 2, 3, 4], ...] = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class MapArea:
    """One wijk on the map.

    `fill` is the class of its figure, from light (0) to dark (4), or why there is none. `tooltip` holds finished
    lines of text; they are also what a screen reader says. `label` prints the name on the map.
    """

    wijk_code: str
    name: str
    fill: Fill
    tooltip: tuple[str, ...] = ()
    label: bool = False


@dataclass(frozen=True)
class LegendItem:
    """One line of the legend: "10 tot 20 %", and how many wijken it holds (None: not said)."""

    fill: Fill
    text: str
    count: int | None = None


_RANK_WORDS = {"hoger": "ligt hoger dan", "lager": "ligt lager dan", "rond het gemiddelde": "ligt rond"}


def build_map(
    monitor: Monitor, figure: str, named: frozenset[str], other_years: Sequence[Monitor] = ()
) -> tuple[list[MapArea], list[LegendItem]]:
    """Return every wijk with geometry for the map of one figure, and the legend with a count for what is absent.

    Parameters
    ----------
    monitor : the gemeente.
    figure : name of a coverage figure.
    named : wijken whose name is printed on the map.
    other_years : the same gemeente in other years; the limits of the classes fit all years together, so that a
        colour means the same in each of them.
    """
    cells = {code: row[figure] for code, row in monitor.coverage.cells.items() if code in monitor.drawn}
    classes, colours = classes_of(monitor, figure, other_years)
    fills = [_CLASSES[colour] for colour in colours]
    ranks = rank_groups(monitor.coverage, figure) if figure in RANKED_FIGURES else {}
    label = label_of(monitor, figure)
    areas = []
    for code, cell in cells.items():
        fill: Fill = absence_of(cell.status)
        if cell.known:
            fill = fills[classes.class_of(said_value(figure, monitor.coverage.cells[code]))]
        words = [flag_words(monitor, flag) for flag in monitor.coverage.flags[code]]
        text = format_figure(figure, monitor.coverage.cells[code], unit=True)
        interval = format_interval(figure, monitor.coverage.cells[code])
        probably = [f"waarschijnlijk {interval}"] if interval else []
        rank = [f"{_RANK_WORDS[ranks[code]]} {average_words(monitor.coverage, figure)}"] if ranks.get(code) else []
        tooltip = (f"{label}: {text}", *probably, *rank, *words)
        areas.append(MapArea(code, monitor.name_of(code), fill, tooltip, code in named))
    counts = Counter(area.fill for area in areas)
    # Classes of nothing would be a legend for colours that are not on the map.
    any_known = any(cell.known for cell in cells.values())
    legend = [LegendItem(fill, label) for fill, label in zip(fills, classes.labels, strict=True) if any_known]
    absent = absence_legend(cell.status for cell in cells.values() if not cell.known)
    legend += [LegendItem(fill, text, counts[fill]) for fill, text in absent]
    return areas, legend
