"""What a sum or a comparison leaves out, by name: wijken of which the figure is hidden or unknown."""

from collections.abc import Sequence
from math import fsum

from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.emphasis import plain
from kinderwerk_stats.text.flags import FLAGS
from kinderwerk_stats.text.numbers import format_estimate, join_names
from kinderwerk_stats.text.reference import OF_GAP, measure_of
from kinderwerk_stats.text.together import of_one

# So many names can be read in a sentence.
_MOST_NAMES = 5
_OF_SUM = {
    Flag.GAP_CHILDREN_ZONDER_WIJKEN_ZONDER_CIJFER: "gap_children_count",
    Flag.GAP_FTE_ZONDER_WIJKEN_ZONDER_CIJFER: "gap_fte",
}
UNSEEN = {status: f"bereik {status.label}" for status in (Status.SUPPRESSED, Status.UNKNOWN)}
"""Why nobody can say how far a wijk falls short."""


def left_out_words(monitor: Monitor, codes: Sequence[str], most: int | None = _MOST_NAMES) -> str:
    """Return which wijken are left out and how many children live there.

    "Oost en West, waar samen ongeveer 1.230 kinderen wonen"
    """
    names = join_names([plain(monitor.name_of(code)) for code in codes], most)
    cells = [monitor.coverage.cells[code] for code in codes]
    known = [row for row in cells if row["children_count"].known]
    if not known:
        return f"{names}, waar een onbekend aantal kinderen woont"
    ends = [fsum(row[name].value for row in known) for name in ("children_count", "children_low", "children_high")]
    count = format_estimate(*ends)
    least = "minstens " if len(known) < len(codes) else ""
    about = "ongeveer " if ends[1] != ends[2] else ""
    together = "samen " if len(codes) > 1 else ""
    noun, verb = ("kind", "woont") if count == "1" else ("kinderen", "wonen")
    return f"{names}, waar {together}{least}{about}{count} {noun} {verb}"


def flag_words(monitor: Monitor, flag: Flag, most: int | None = None) -> str:
    """Return what a flag means; of a sum, its measure and which wijken it leaves out."""
    words, figure = FLAGS[flag], _OF_SUM.get(flag)
    if flag == Flag.GEEN_KINDERWERKER:
        return of_one(monitor, words)
    if figure is None:
        return words
    if measure_of(monitor.coverage, OF_GAP[figure])[1]:
        words = words.replace("tot de norm", "tot het gemiddelde")
    return f"{words}; niet meegeteld: {left_out_words(monitor, monitor.coverage.left_out[figure], most)}"
