"""The door for what an organisation counted: facts about it pass, and counts once small ones are hidden.

A `BereikTable` comes in and does not go out again: `Monitor` holds what this module makes of it.
"""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.children import AgeRange, bounds_of
from kinderwerk_stats.analysis.coverage import Coverage, CoverageInput, find_hidden
from kinderwerk_stats.model.ages import Ages, find_ages
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.indicators import BEREIK_INDICATORS
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Cells, Figure, Status, to_cells
from kinderwerk_stats.model.threshold import SMALLEST_SIGNALS
from kinderwerk_stats.sources.time_words import without_time

# What counts persons; it is shown per wijk and of the gemeente only after small counts are hidden.
_OF_PERSONS = ("reached_count", "visits_count", "signals_count")
TITLE = "Bereik per wijk"
NO_SIGNALS = Figure(np.nan, Status.UNKNOWN)


@dataclass(frozen=True)
class StatedBereik:
    """What a bereik file says about itself; none of it is a count of children.

    `place`: where a child counts, see `BereikTable`. `ages`: those it says it counts; none where it says nothing.
    `no_wijk`: figures of those who work that belong to the gemeente and to no wijk, such as fte "wijkoverstijgend".
    """

    source: Source
    place: Literal["woonwijk", "locatie"] | None = None
    ages: frozenset[Ages] = frozenset()
    no_wijk: tuple[tuple[str, float], ...] = ()

    def counts_others_than(self, age_range: AgeRange) -> bool:
        """Return whether it says that it counts another age range than this one."""
        return bool(self.ages) and bounds_of(age_range) not in self.ages


@dataclass(frozen=True, eq=False)
class RawBereik:
    """Counts of one gemeente before small ones are hidden: for `compute_coverage`, and for nobody else.

    `values`, `status`: index `wijk_code`, a column per bereik indicator but signals. `total`: of the file itself.
    `flags`: what to know about the total. `signals`: of the gemeente, hidden where they are few. `stated`: None
    without bereik. `doubles`: as in `CoverageInput`.
    """

    values: pd.DataFrame
    status: pd.DataFrame
    total: dict[str, float]
    flags: tuple[Flag, ...]
    signals: Figure
    stated: StatedBereik | None
    doubles: bool | None = None

    def hide_with(self, coverage: Coverage) -> dict[str, Cells]:
        """Return every figure of the organisation per wijk, hidden where coverage hid it."""
        names = ["reached_count", "visits_count"]
        return to_cells(
            self.values.assign(**{name: coverage.values[name] for name in names}),
            self.status.assign(**{name: coverage.status[name] for name in names}),
        )


def take_bereik(table: BereikTable | None, wijken: pd.Index, age_range: AgeRange) -> RawBereik:
    """Return what an organisation counted with one row per wijk, and what to know about it.

    Parameters
    ----------
    table : its wijken matched; None without bereik.
    wijken : codes of the wijken of the gemeente.
    age_range : of the children that coverage is computed of.
    """
    values, status = _per_wijk(table, wijken)
    signals = values.pop("signals_count"), status.pop("signals_count")
    if table is None:
        return RawBereik(values, status, {}, (), _signals(*signals, {}), None)
    stated, total, flags = _state(table), dict(table.total), []
    # Children counted where the activity is cannot be divided by the children who live there (METHOD 1.4).
    if table.place == "locatie":
        status["reached_count"] = np.int8(Status.NOT_APPLICABLE)
        values["reached_count"] = np.nan
        total.pop("reached_count", None)
        flags.append(Flag.BEREIK_OP_LOCATIE)
    # A total row that only adds up wijken in which a child can count twice is no count of children (METHOD 1.4).
    if table.counts_overlap and total.get("reached_count", 0) >= values["reached_count"].sum() > 0:
        flags.append(Flag.BEREIK_IS_SOM_VAN_WIJKEN)
    if "reached_count" in total and (status["reached_count"] == Status.UNKNOWN).any():
        flags.append(Flag.BEREIK_ZONDER_ALLE_WIJKEN)
    only_visits = not table.knows_reach and "reached_count" not in total
    if only_visits and (status["visits_count"] == Status.KNOWN).any():
        flags.append(Flag.BEREIK_ALLEEN_DEELNAMES)
    if stated.counts_others_than(age_range):
        flags.append(Flag.BEREIK_ANDERE_LEEFTIJD)
    doubles = True if table.counts_overlap else False if table.place == "woonwijk" else None
    return RawBereik(values, status, total, tuple(flags), _signals(*signals, table.total), stated, doubles)


def hide_as_before(
    given: CoverageInput, table: BereikTable | None, wijken: pd.Index, age_range: AgeRange
) -> CoverageInput:
    """Return the input that hides what any version of its bereik hides: who saw both would know a small count.

    Beside an earlier version in which a wijk was shown, its count protects nothing any more: where one of those is now
    hidden, the reach of the gemeente is hidden too, as it is where any version hides it.
    """
    if table is None or not table.versions or not given.threshold:
        return given
    now, _ = find_hidden(given)
    seen_hidden: dict[str, frozenset[str]] = {name: frozenset() for name in now}
    total_hidden = False
    for version in table.versions:
        raw = take_bereik(version, wijken, age_range)
        then, hides_total = find_hidden(
            replace(given, bereik=raw.values, bereik_status=raw.status, total_bereik=raw.total, total_flags=raw.flags)
        )
        seen_hidden = {name: codes | then[name] for name, codes in seen_hidden.items()}
        total_hidden |= hides_total or bool(now["reached_count"] - seen_hidden["reached_count"])
    return replace(given, also_hidden=seen_hidden, total_hidden=total_hidden)


def _state(table: BereikTable) -> StatedBereik:
    return StatedBereik(
        source=replace(table.source, title=_title_without_counts(table.source.title)),
        place=table.place,
        ages=frozenset(Ages(first, last) for first, last in table.ages),
        no_wijk=tuple((name, value) for name, value in table.no_wijk.items() if name not in _OF_PERSONS),
    )


def _title_without_counts(title: str) -> str:
    """Return the first line of a file, or a title of ours where it has a number that is no year, day or age."""
    rest = title
    for written in find_ages(title):
        rest = rest.replace(written, "")
    return TITLE if any(sign.isdigit() for sign in without_time(rest)) else title


def _per_wijk(table: BereikTable | None, wijken: pd.Index) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures with one row per wijk; what the organisation does not mention is unknown, not zero."""
    columns = list(BEREIK_INDICATORS)
    values = pd.DataFrame(np.nan, index=wijken, columns=columns)
    status = pd.DataFrame(Status.UNKNOWN, index=wijken, columns=columns, dtype="int8")
    if table is not None:
        codes = pd.Index(table.rows["wijk_code"])
        for name in table.values.columns:
            values[name] = pd.Series(table.values[name].to_numpy(), index=codes).reindex(wijken)
            given = pd.Series(table.status[name].to_numpy(), index=codes)
            status[name] = given.reindex(wijken, fill_value=np.int8(Status.UNKNOWN)).astype("int8")
    return values, status


def _signals(per_wijk: pd.Series, status: pd.Series, total: dict[str, float]) -> Figure:
    """Return the signals of the gemeente: the file's own total, else the sum; hidden from 1 to 9."""
    if "signals_count" in total:
        count = total["signals_count"]
    elif len(status) and (status == Status.KNOWN).all():
        count = float(per_wijk.sum())
    else:
        return NO_SIGNALS
    return Figure(np.nan, Status.SUPPRESSED) if 0 < count < SMALLEST_SIGNALS else Figure(count, Status.KNOWN)
