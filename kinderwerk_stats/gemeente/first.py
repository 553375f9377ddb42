"""The wijken to look at first: the same three on every page and paper."""

from dataclasses import dataclass

from kinderwerk_stats.analysis.need import Group
from kinderwerk_stats.analysis.priorities import choose_first_wijken, share_among_first
from kinderwerk_stats.gemeente.monitor import Monitor
from kinderwerk_stats.gemeente.need import GemeenteNeed


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
    """The wijken to look at first, in order; `need`: what they were chosen by, None where only the gap counted."""

    wijken: tuple[FirstWijk, ...]
    need: GemeenteNeed | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Return their codes, in order."""
        return tuple(wijk.code for wijk in self.wijken)


def find_wijken_to_visit(monitor: Monitor, first: FirstWijken) -> tuple[str, ...]:
    """Return where a werkbezoek goes: a wijk of need where there is kinderwerk, and the first to look at beside it.

    Without a need index, or without kinderwerk in a wijk of the highest 20 %, only the first to look at.
    """
    contrast = first.codes[:1]
    if first.need is None:
        return contrast
    ranks = first.need.need.frame["rank"]
    there = [
        code
        for code, cells in monitor.coverage.cells.items()
        if cells["kinderwerker_fte"].known
        and cells["kinderwerker_fte"].value > 0
        and first.need.group_of(code) in ("zeker", "mogelijk")
    ]
    there.sort(key=lambda code: (ranks[code], code))
    return tuple(dict.fromkeys((*there[:1], *contrast)))


def find_first_wijken(monitor: Monitor, need: GemeenteNeed | None, count: int = 3) -> FirstWijken:
    """Return the wijken with the largest need-weighted gap in children, and how much that rests on our choices.

    Parameters
    ----------
    monitor : coverage in which small counts are hidden; a hidden wijk has no gap.
    need : of the same gemeente and year; None, or without an index: the gap alone counts.
    count : how many at most.
    """
    if need is None or not need.need.frame["index"].notna().any():
        codes = choose_first_wijken(monitor.coverage, count=count)
        return FirstWijken(tuple(map(FirstWijk, codes)))
    shares = share_among_first(monitor.coverage, need.need, count)
    codes = choose_first_wijken(monitor.coverage, need.need, count)
    return FirstWijken(tuple(FirstWijk(code, need.group_of(code), shares.get(code)) for code in codes), need)
