"""What can be said of several organisations together without knowing who their children are (METHOD 1.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, fsum, inf, isinf, isnan, nan

import pandas as pd

from kinderwerk_stats.analysis.balance import Average
from kinderwerk_stats.analysis.coverage import Coverage, CoverageInput, Norm, compute_coverage
from kinderwerk_stats.model.flags import Flag
from kinderwerk_stats.model.status import UNKNOWN_FIGURE, Cells, Figure, Status, add_figures, to_cells

# A visit is to one of them, and an hour is worked for one of them; a child, a person or a place can be of several.
ADDED = frozenset({"kinderwerker_fte", "visits_count", "work_hours", "activities_count", "activity_hours"})
REACHED_ENDS = ("reached_low", "reached_high")
"""In the cells of several organisations together: how many children at least, and at most."""
_COUNTS = ("kinderwerker_fte", "kinderwerkers_count", "visits_count", "locations_count")
_NOT_ADDED = Figure(nan, Status.NOT_ADDED)


@dataclass(frozen=True)
class Joined:
    """The reach of several organisations together: a number where one alone reached anybody, else both ends."""

    figure: Figure
    low: float = nan
    high: float = nan

    @property
    def has_ends(self) -> bool:
        """Whether there are ends in place of a number."""
        return self.figure.status == Status.NOT_ADDED and not isnan(self.low)


def join_figures(figures: Sequence[Figure], *, adds: bool) -> Figure:
    """Return one figure of several organisations: the only one that is not 0, or their sum where they add up.

    >>> join_figures([Figure(2.0, Status.KNOWN), Figure(0.0, Status.KNOWN)], adds=False).value
    2.0
    >>> join_figures([Figure(2.0, Status.KNOWN), Figure(3.0, Status.KNOWN)], adds=False).status.code
    'niet_op_te_tellen'
    """
    rest = [figure for figure in figures if not (figure.known and figure.value == 0)] or list(figures[:1])
    if len(rest) == 1:
        return rest[0]
    return add_figures(rest) if adds or not all(figure.known for figure in rest) else _NOT_ADDED


def join_reach(figures: Sequence[Figure], ends: Sequence[tuple[float, float]], lives: float) -> Joined:
    """Return the reach of several organisations in one place.

    max(low) <= together <= min(sum(high), children who live there), as far as each shows it.

    Parameters
    ----------
    figures : of each organisation, small counts hidden.
    ends : of each: twice what it shows, or what its own figures leave it to be.
    lives : most children who live there; infinity where others can be counted too.

    Examples
    --------
    >>> shown = [Figure(120.0, Status.KNOWN), Figure(80.0, Status.KNOWN)]
    >>> ends = [(120.0, 120.0), (80.0, 80.0)]
    >>> join_reach(shown, ends, 600.0).low, join_reach(shown, ends, 600.0).high, join_reach(shown, ends, 150.0).high
    (120.0, 200.0, 150.0)
    """
    alone = join_figures(figures, adds=False)
    if alone.known or not any(figure.known and figure.value for figure in figures):
        return Joined(alone, alone.value, alone.value)
    low = max(least for least, _ in ends)
    return Joined(_NOT_ADDED, low, min(fsum(most for _, most in ends), max(lives, low)))


def combine_coverage(
    parts: Sequence[Coverage], given: CoverageInput, norm: Norm, *, doubles: Sequence[bool | None], comparable: bool
) -> Coverage:
    """Return the coverage of several organisations together, made of nothing but what each of them shows.

    Without a norm reach is held against the least that the reach of the gemeente can be. Where wijken or gemeente have
    ends in place of a number, a gap has the ends max(0, rho n_low - u_high) and max(0, rho n_high - u_low).

    Parameters
    ----------
    parts : of each organisation, small counts hidden, on the same wijken.
    given : the children; `total_flags` of the gemeente, `doubles` as for all of them.
    norm : of the user.
    doubles : of each organisation, as in `CoverageInput`.
    comparable : whether they count the same children in the same way; else there is no reach of all of them.
    """
    reach = {code: _join_wijk(parts, code, comparable=comparable) for code in parts[0].cells}
    total = _join_total(parts, reach, doubles, comparable=comparable)
    rows = {
        code: {name: join_figures([part.cells[code][name] for part in parts], adds=name in ADDED) for name in _COUNTS}
        | {"reached_count": each.figure}
        for code, each in reach.items()
    }
    totals = {name: join_figures([part.totals[name] for part in parts], adds=name in ADDED) for name in _COUNTS}
    together = any(each.figure.status == Status.NOT_ADDED for each in (total, *reach.values()))
    average = _least_average(total, parts[0].totals) if together else None
    computed = compute_coverage(
        replace(
            given,
            bereik=_frame(rows, "value").astype(float).reindex(given.children.index),
            bereik_status=_frame(rows, "status").astype("int8").reindex(given.children.index),
            total_bereik={n: f.value for n, f in {**totals, "reached_count": total.figure}.items() if f.known},
            # Whatever is small is hidden in the parts already.
            threshold=0,
        ),
        Norm(norm.children_per_fte, average if norm.reach_share is None else norm.reach_share),
    )
    computed = replace(computed, own_norm_reach=norm.reach_share is None, totals={**computed.totals, **totals})
    computed = computed if total.figure.known else _without_total(computed, given.total_flags, total)
    return _with_ends(computed, reach, total, average) if together else computed


def _frame(rows: Mapping[str, Cells], part: str) -> pd.DataFrame:
    return pd.DataFrame({code: {n: getattr(f, part) for n, f in row.items()} for code, row in rows.items()}).T


def _join_wijk(parts: Sequence[Coverage], code: str, *, comparable: bool) -> Joined:
    if not comparable:
        return Joined(_NOT_ADDED)
    figures = [part.cells[code]["reached_count"] for part in parts]
    ends = [(f.value, f.value) if f.known else (0.0, part.most_unseen.get(code, inf))
            for f, part in zip(figures, parts, strict=True)]  # fmt: skip
    return join_reach(figures, ends, _most_living(parts, parts[0].cells[code]))


def _join_total(
    parts: Sequence[Coverage], reach: Mapping[str, Joined], doubles: Sequence[bool | None], *, comparable: bool
) -> Joined:
    if not comparable:
        return Joined(_NOT_ADDED)
    figures = [part.totals["reached_count"] for part in parts]
    ends = [_ends_of_total(part, once=each is False) for part, each in zip(parts, doubles, strict=True)]
    joined = join_reach(figures, ends, _most_living(parts, parts[0].totals))
    if joined.figure.known:
        return joined
    at_home = all(each is False for each in doubles)
    wijken = fsum(each.low for each in reach.values() if not isnan(each.low)) if at_home else 0.0
    low = max(wijken, *(least for least, _ in ends))
    if not joined.has_ends:
        return replace(joined, low=low)
    low = min(low, joined.high)
    return Joined(Figure(low, Status.KNOWN), low, low) if low == joined.high else replace(joined, low=low)


def _ends_of_total(part: Coverage, *, once: bool) -> tuple[float, float]:
    """Return how many children an organisation reaches at least and at most; `once`: none counts in several wijken."""
    total, flags = part.totals["reached_count"], part.total_flags
    low, high = (total.value, total.value) if total.known else (part.reached_at_least, inf)
    if not once and Flag.BEREIK_IS_SOM_VAN_WIJKEN in flags:
        # The same children can be behind the numbers of all wijken.
        shown = [row["reached_count"].value for row in part.cells.values() if row["reached_count"].known]
        low = max(shown, default=0.0)
    return low, inf if Flag.BEREIK_ZONDER_ALLE_WIJKEN in flags else high


def _most_living(parts: Sequence[Coverage], cells: Cells) -> float:
    """Return the most children that can be reached in one place; infinity where not only those are counted."""
    others = any(
        Flag.BEREIK_ANDERE_LEEFTIJD in part.total_flags
        or (part.values["reached_count"] > part.values["children_high"]).any()
        for part in parts
    )
    most = cells["children_high"]
    return inf if others or not most.known else float(ceil(most.value))


def _least_average(total: Joined, cells: Cells) -> float | None:
    """Return the least that the reach of the gemeente can be; None where nothing is known of it."""
    children = cells["children_count"]
    known = children.known and children.value > 0 and total.low > 0
    return total.low / children.value if known else None


def _without_total(computed: Coverage, stated: Sequence[Flag], total: Joined) -> Coverage:
    """Return coverage without a number for the reach of the gemeente, and with the reason why there is none."""
    share = computed.totals["reach_share"].status
    given = share in (Status.KNOWN, Status.UNKNOWN)
    wrong = {Flag.BEREIK_ONBEKEND, Flag.BEREIK_IS_SOM_VAN_WIJKEN, Flag.BEREIK_BOVEN_100}.difference(stated)
    flags = [flag for flag in computed.total_flags if flag not in wrong]
    return replace(
        computed,
        totals={
            **computed.totals,
            "reached_count": total.figure,
            "reach_share": Figure(nan, total.figure.status if given else share),
            "reach_low": UNKNOWN_FIGURE,
            "reach_high": UNKNOWN_FIGURE,
        },
        total_flags=tuple(dict.fromkeys((*flags, Flag(f"bereik_{total.figure.status.code}")))),
        reached_at_least=0.0 if isnan(total.low) else total.low,
    )


def _with_ends(computed: Coverage, reach: Mapping[str, Joined], total: Joined, average: float | None) -> Coverage:
    """Return coverage with both ends of what is no number, in the wijken and in the gemeente."""
    values, status = computed.values.copy(), computed.status.copy()
    more = {code: each for code, each in reach.items() if each.has_ends}
    for code, each in more.items():
        for name, end in _ends_of(computed.cells[code], each, computed.norm_reach).items():
            values.loc[code, name], status.loc[code, name] = end.value, end.status
    cells = to_cells(values, status)
    for code, each in reach.items():
        cells[code] |= _reached_ends(each)
    totals = {**computed.totals, **_reached_ends(total)}
    if total.has_ends:
        totals |= _share_ends(totals, total) if totals["reach_share"].status == Status.NOT_ADDED else {}
    gaps = {code: row["gap_children_low"] for code, row in cells.items() if row["gap_children_low"].known}
    if gaps:
        totals |= dict.fromkeys(("gap_children_low", "gap_children_high"), UNKNOWN_FIGURE)
        least = fsum(figure.value for figure in gaps.values())
        totals["gap_children_count"] = Figure(least, Status.KNOWN, at_least=True)
    left_out = tuple(code for code in computed.left_out["gap_children_count"] if code not in gaps)
    dropped = () if left_out else (Flag.GAP_CHILDREN_ZONDER_WIJKEN_ZONDER_CIJFER,)
    return replace(
        computed,
        values=values,
        status=status,
        cells=cells,
        totals=totals,
        total_flags=tuple(flag for flag in computed.total_flags if flag not in dropped),
        averages={**computed.averages, "reach_share": Average(average, "organisaties")},
        left_out={**computed.left_out, "gap_children_count": left_out},
        most_unseen={**computed.most_unseen, **{code: each.high for code, each in more.items()}},
        # What is above the measure is not known where there are two ends.
        balance=replace(
            computed.balance,
            surplus_children_count=None,
            surplus_children_wijken=0,
            overlap_factor=None,
            reached_sum=None,
        ),
        together=True,
    )


def _ends_of(cells: Cells, joined: Joined, norm: float | None) -> Cells:
    """Return the ends of reach and gap of a wijk; nothing where it has no share or nothing to hold it against."""
    found = _share_ends(cells, joined) if cells["reach_share"].status == Status.NOT_ADDED else {}
    if norm is not None and cells["children_count"].known:
        low, high = (cells[name].value * norm for name in ("children_low", "children_high"))
        found["gap_children_low"] = Figure(max(0.0, low - joined.high), Status.KNOWN)
        found["gap_children_high"] = Figure(max(0.0, high - joined.low), Status.KNOWN)
    return found


def _share_ends(cells: Cells, joined: Joined) -> Cells:
    low, high = cells["children_low"], cells["children_high"]
    if not (low.known and high.known and low.value > 0):
        return {}
    # Where all who live there are the most, that is all of them.
    most = Figure(1.0 if joined.high == ceil(high.value) else joined.high / low.value, Status.KNOWN)
    least = Figure(joined.low / high.value, Status.KNOWN)
    return {"reach_low": least, "reach_high": UNKNOWN_FIGURE if isinf(joined.high) else most}


def _reached_ends(joined: Joined) -> Cells:
    """Return both ends; of a number it is that, and where nothing is known the reason."""
    if not joined.has_ends:
        return dict.fromkeys(REACHED_ENDS, joined.figure)
    high = UNKNOWN_FIGURE if isinf(joined.high) else Figure(joined.high, Status.KNOWN)
    return {"reached_low": Figure(joined.low, Status.KNOWN), "reached_high": high}


def reached_ends(cells: Cells) -> list[tuple[str, Figure]]:
    """Return at least and at most how many children are reached; of a number it is that."""
    return [(end, cells.get(end, cells["reached_count"])) for end in REACHED_ENDS]
