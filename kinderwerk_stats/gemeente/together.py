"""Several organisations in one gemeente: what each counted, and what of it can be taken together (decision 123)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.analysis.coverage import Coverage, CoverageInput, Norm, compute_coverage
from kinderwerk_stats.analysis.together import ADDED, combine_coverage, join_figures
from kinderwerk_stats.gemeente.bereik import NO_SIGNALS, TITLE, StatedBereik, hide_as_before, take_bereik
from kinderwerk_stats.gemeente.doubts import find_doubts, find_odd_rows
from kinderwerk_stats.model.bereik import BereikTable
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.problems import Problem
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Cells, Figure, Status, add_figures

Apart = Literal["", "locatie", "deelnames", "leeftijd"]
"""Why the reach of organisations cannot be taken together: what not all of them do. Empty: it can."""
NOT_APART: Apart = ""
_APART: Mapping[Flag, Apart] = {Flag.BEREIK_OP_LOCATIE: "locatie", Flag.BEREIK_ALLEEN_DEELNAMES: "deelnames"}
# What is to be known of all when it is to be known of one.
_OF_ONE = (
    Flag.BEREIK_IS_SOM_VAN_WIJKEN,
    Flag.KINDERWERKERS_IS_SOM_VAN_WIJKEN,
    Flag.BEREIK_ZONDER_ALLE_WIJKEN,
    Flag.KLEINE_AANTALLEN_VERBORGEN,
)


@dataclass(frozen=True, eq=False)
class Organisation:
    """What one organisation shows, or several together: nothing in it is a count that is hidden.

    `stated`: what its file says of itself; None without bereik. `cells`: every figure of the organisation per wijk.
    `doubts`, `odd_rows`: what is far out in them. `flags`, `doubles`: as in `RawBereik`.
    """

    stated: StatedBereik | None
    coverage: Coverage
    cells: dict[str, Cells]
    signals: Figure = NO_SIGNALS
    doubts: tuple[Problem, ...] = ()
    odd_rows: tuple[Problem, ...] = ()
    flags: tuple[Flag, ...] = ()
    doubles: bool | None = None

    @property
    def name(self) -> str:
        """Return its name; empty without bereik."""
        return "" if self.stated is None else self.stated.source.publisher


def count_bereik(
    table: BereikTable | None, given: CoverageInput, norm: Norm, age_range: AgeRange, names: Mapping[str, str]
) -> Organisation:
    """Return what one organisation shows: coverage in which small counts are hidden, and what is far out in it.

    Parameters
    ----------
    table : its wijken matched; None without bereik.
    given : the children, without bereik.
    norm, age_range : of the coverage.
    names : wijk_code -> name.
    """
    wijken = given.children.index
    raw = take_bereik(table, wijken, age_range)
    with_bereik = replace(
        given,
        bereik=raw.values,
        bereik_status=raw.status,
        total_bereik=raw.total,
        total_flags=(*given.total_flags, *raw.flags),
        doubles=raw.doubles,
    )
    coverage = compute_coverage(hide_as_before(with_bereik, table, wijken, age_range), norm)
    cells = raw.hide_with(coverage)
    doubts, odd_rows = (
        () if raw.stated is None else tuple(find(raw.stated.source.file, coverage.cells, cells, names))
        for find in (find_doubts, find_odd_rows)
    )
    return Organisation(raw.stated, coverage, cells, raw.signals, doubts, odd_rows, raw.flags, raw.doubles)


def why_apart(parts: Sequence[Organisation], age_range: AgeRange) -> Apart:
    """Return why the reach of these cannot be taken together."""
    for flag, reason in _APART.items():
        if len({flag in part.flags for part in parts}) > 1:
            return reason
    stated = [part.stated for part in parts if part.stated is not None]
    ages = {each.ages if each.counts_others_than(age_range) else None for each in stated}
    return "leeftijd" if len(ages) > 1 else NOT_APART


def take_together(
    parts: Sequence[Organisation], given: CoverageInput, norm: Norm, age_range: AgeRange
) -> tuple[Organisation, Apart]:
    """Return all organisations as one, from what each of them shows, and why their reach has to stay apart.

    Parameters
    ----------
    parts : two or more, of one gemeente and year.
    given : the children, without bereik.
    norm : of the user.
    age_range : of the children.
    """
    apart = why_apart(parts, age_range)
    each_doubles = [part.doubles for part in parts]
    doubles = set(each_doubles)
    shared = [flag for flag in parts[0].flags if all(flag in part.flags for part in parts)]
    of_one = [flag for flag in _OF_ONE if any(flag in part.coverage.total_flags for part in parts)]
    given = replace(
        given,
        total_flags=tuple(dict.fromkeys((*given.total_flags, *shared, *of_one))),
        doubles=True if True in doubles else doubles.pop() if len(doubles) == 1 else None,
    )
    coverage = combine_coverage(
        [part.coverage for part in parts], given, norm, doubles=each_doubles, comparable=not apart
    )
    together = Organisation(
        stated=_join_stated([part.stated for part in parts if part.stated is not None]),
        coverage=coverage,
        cells={code: _join_row([part.cells[code] for part in parts], row) for code, row in coverage.cells.items()},
        # Signals of two organisations can be of the same child.
        signals=join_figures([part.signals for part in parts], adds=False),
        doubts=tuple(doubt for part in parts for doubt in part.doubts),
        odd_rows=tuple(doubt for part in parts for doubt in part.odd_rows),
        flags=given.total_flags,
        doubles=given.doubles,
    )
    return together, apart


def _join_row(rows: Sequence[Cells], shown: Cells) -> Cells:
    """Return every figure of a wijk; those of coverage as coverage has them."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: shown[name] if name in shown else join_figures([row[name] for row in rows], adds=name in ADDED)
            for name in names}  # fmt: skip


def _join_stated(stated: Sequence[StatedBereik]) -> StatedBereik:
    sources = [each.source for each in stated]
    names = [source.publisher for source in sources]
    nowhere = [dict(each.no_wijk) for each in stated]
    zero = Figure(0.0, Status.KNOWN)
    return StatedBereik(
        source=Source(
            file="",
            kind="bereik",
            title=TITLE,
            publisher=" en ".join((", ".join(names[:-1]), names[-1])),
            year=sources[0].year,
            invented=any(source.invented for source in sources),
            published=all(source.published for source in sources),
        ),
        place=stated[0].place if len({each.place for each in stated}) == 1 else None,
        ages=stated[0].ages if len({each.ages for each in stated}) == 1 else frozenset(),
        no_wijk=tuple(
            (name, add_figures([Figure(each[name], Status.KNOWN) if name in each else zero for each in nowhere]).value)
            for name in dict.fromkeys(name for each in nowhere for name in each)
            if name in ADDED
        ),
    )
