"""The wijken to look at first: the same three on every page and paper."""

from dataclasses import dataclass

from kinderwerk_stats.analysis.need import Group
from kinderwerk_stats.analysis.priorities import FIRST_COUNT, order_by_gap, share_among_first
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed
from kinderwerk_stats.model.flags import Flag


@dataclass(frozen=True)
class FirstWijk:
    """A wijk to look at first.

    `group`: whether its need is among the highest 20 %, None where that is not known. `share`: the part of the draws of
    the need index in which it is among the first, None without an index.
    """

    code: str
    group: Group | None = None
    share: float | None = None


@dataclass(frozen=True, eq=False)
class FirstWijken:
    """The wijken to look at first, in order; `need`: what they were chosen by, None where only the gap counted.

    `ordered`: the codes of all wijken that have a gap, in the same order.
    """

    wijken: tuple[FirstWijk, ...]
    need: GemeenteNeed | None = None
    ordered: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Return their codes, in order."""
        return tuple(wijk.code for wijk in self.wijken)


def find_wijken_to_visit(monitor: Monitor, first: FirstWijken) -> tuple[str, ...]:
    """Return where a werkbezoek goes: a wijk of need where there is kinderwerk, and the first to look at beside it.

    Of those wijken of need one that is certain of it before one that may be, then the one with the highest reach, so
    that the two differ. Without a need index, or without kinderwerk in a wijk of the highest 20 %, only the first to
    look at. A wijk of so few children that its figures are an indication, or with more children reached than live
    there, is none to go to with a story of figures.
    """
    contrast, need = first.codes[:1], first.need
    if need is None:
        return contrast
    ranks, groups = need.need.frame["rank"], ("zeker", "mogelijk")
    there = [
        code
        for code, cells in monitor.coverage.cells.items()
        if cells["kinderwerker_fte"].known
        and cells["kinderwerker_fte"].value > 0
        and not {Flag.INDICATIEF, Flag.BEREIK_BOVEN_100}.intersection(monitor.coverage.flags[code])
        and need.group_of(code) in groups
    ]
    there.sort(key=lambda code: (need.group_of(code) != "zeker", -_reach(monitor, code), ranks[code], code))
    return tuple(dict.fromkeys((*there[:1], *contrast)))


def _reach(monitor: Monitor, code: str) -> float:
    """Return the reach that is shown, below all others where none is."""
    reach = monitor.coverage.cells[code]["reach_share"]
    return reach.value if reach.known else -1.0


def find_first_wijken(monitor: Monitor, need: GemeenteNeed | None, count: int = FIRST_COUNT) -> FirstWijken:
    """Return the wijken with the largest need-weighted gap in children, and how much that rests on our choices.

    Parameters
    ----------
    monitor : coverage in which small counts are hidden; a hidden wijk has no gap.
    need : of the same gemeente and year; None, or without an index: the gap alone counts.
    count : how many at most.
    """
    if need is None or not need.need.frame["index"].notna().any():
        ordered = tuple(order_by_gap(monitor.coverage))
        return FirstWijken(tuple(map(FirstWijk, ordered[:count])), ordered=ordered)
    shares = share_among_first(monitor.coverage, need.need, count)
    ordered = tuple(order_by_gap(monitor.coverage, need.need))
    first = (FirstWijk(code, need.group_of(code), shares.get(code)) for code in ordered[:count])
    return FirstWijken(tuple(first), need, ordered)
