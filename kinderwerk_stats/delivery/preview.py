"""What publishing a plan does in every year that it changes, and what somebody looks at before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.delivery.delivered import PublicationPlan
from kinderwerk_stats.delivery.effect import (
    COMPARED,
    Change,
    Visibility,
    compare_monitors,
    find_implausible,
    find_losses,
    find_visibility,
)
from kinderwerk_stats.gemeente.doubts import DOUBTS
from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor, organisations_of
from kinderwerk_stats.model.problems import InputRefused, Problem
from kinderwerk_stats.sources.library import Library

# From -25 % to +25 % a change is plausible until the user says otherwise.
PLAUSIBLE_PCT = 25


@dataclass(frozen=True, eq=False)
class Effect:
    """Figures of one year before and after; `before` is of an earlier year when there was nothing for this one."""

    before: Monitor
    after: Monitor
    changes: tuple[Change, ...]


@dataclass(frozen=True, eq=False)
class Preview:
    """What publishing a plan does.

    `effects`: year -> what changes, of the years with something before them to compare with. `doubts`: what is far out
    beside the children and the other wijken. `problems`: why a year cannot be computed.
    """

    effects: Mapping[int, Effect]
    doubts: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def losses(self) -> list[tuple[int, tuple[str, int, int]]]:
        """Figures of the organisation that fewer wijken have than before: year, and indicator, wijken before, after."""
        return [
            (year, loss) for year, effect in self.effects.items() for loss in find_losses(effect.before, effect.after)
        ]

    @property
    def visibility(self) -> list[Visibility]:
        """Counts of any year that become hidden or visible."""
        return [one for effect in self.effects.values() for one in find_visibility(effect.before, effect.after)]

    @property
    def asks(self) -> bool:
        """Whether somebody has to look at something, however large a change may be."""
        return bool(self.doubts or self.losses or self.visibility)

    def implausible(self, limit_pct: float) -> list[tuple[int, str]]:
        """Return the year and the name of each area with a figure that changes by more than a limit, or gets lost."""
        return [
            (year, name)
            for year, effect in self.effects.items()
            for name in dict.fromkeys(c.area_name for c in find_implausible(effect.changes, limit_pct / 100))
        ]


def preview_publication(current: Library, plan: PublicationPlan, age_range: AgeRange) -> Preview:
    """Compute what publishing does, and gather what is looked at first: the one place where that is decided.

    Parameters
    ----------
    current : what is shown now.
    plan : one that can be published; of another nothing changes.
    age_range : the children that figures are of.
    """
    effects: dict[int, Effect] = {}
    doubts: list[Problem] = []
    problems: list[Problem] = []
    for year in plan.years if plan.publishable else ():
        try:
            whose = _whose(current, plan, year)
            after = build_monitor(plan.after, plan.gemeente_code, year, age_range, organisation=whose)
            now = _monitor_of(current, plan, year, age_range, whose)
            effect = _compare(current, plan, now, after, whose)
        except InputRefused as refused:
            problems += refused.problems
            continue
        doubts += _new_doubts(plan, now, after)
        if effect is not None:
            effects[year] = effect
    return Preview(effects, tuple(dict.fromkeys(doubts)), tuple(dict.fromkeys(problems)))


def _whose(current: Library, plan: PublicationPlan, year: int) -> str | None:
    """Return whose bereik is compared with its own, where there is that of others beside it; None: all there is."""
    beside = (organisations_of(library, plan.gemeente_code, year) for library in (current, plan.after))
    return plan.organisation if any(len(names) > 1 for names in beside) else None


def _monitor_of(
    current: Library, plan: PublicationPlan, year: int, age_range: AgeRange, whose: str | None
) -> Monitor | None:
    known = year in current.years(plan.gemeente_code)
    return build_monitor(current, plan.gemeente_code, year, age_range, organisation=whose) if known else None


def _compare(
    current: Library, plan: PublicationPlan, now: Monitor | None, after: Monitor, whose: str | None
) -> Effect | None:
    """Return what changes in a year; None when there is nothing before it to compare with.

    When the figures of this year are new, they are compared with those of the newest year before it that has bereik.
    Where they are new and without bereik, as CBS figures of a new year are, only the children are compared: the bereik
    of the year before does not fall away.
    """
    for earlier in sorted((y for y in current.years(plan.gemeente_code) if y <= after.year), reverse=True):
        before = now if now and earlier == now.year else _monitor_of(current, plan, earlier, after.age_range, whose)
        # With the same figures as the file itself, or of a year without any, there is nothing to compare.
        if before is not None and (before.bereik is not None or after.bereik is None):
            new_without_bereik = earlier != after.year and after.bereik is None
            names = ("children_count",) if new_without_bereik else COMPARED
            return Effect(before, after, tuple(compare_monitors(before, after, names)))
    return None


def _new_doubts(plan: PublicationPlan, now: Monitor | None, after: Monitor) -> list[Problem]:
    """Return what is far out in a year of what would be published, so that somebody looks before it is.

    The first publication is judged too: there need be nothing to compare with. What is far out in the figures of now
    as well, somebody has looked at.
    """
    files = {table.source.file for table in plan.tables}
    known = {pair for note in _doubts(now) for pair in _asked(note)} if now else set()
    return [note for note in _doubts(after) if note.place.file in files and not _asked(note) <= known]


def _doubts(monitor: Monitor) -> list[Problem]:
    return [note for note in monitor.notes if note.code in DOUBTS]


def _asked(note: Problem) -> set[tuple[str, str]]:
    """Return which rule asks about which wijken."""
    wijken = note.param("wijken")
    return {(note.code, name) for name, _ in wijken} if isinstance(wijken, tuple) else {(note.code, "")}
