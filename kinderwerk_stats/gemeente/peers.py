"""Areas that resemble one area: wijken anywhere in the files, or gemeenten, and on which figures they do."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
import pandas as pd

from kinderwerk_stats.analysis.nearest import (
    MIN_CHILDREN_0_14_FOR_PEERS,
    Peer,
    Peers,
    Scaled,
    find_peers,
    scale_figures,
)
from kinderwerk_stats.model.areas import gemeente_code_of, short_names
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.country import AreaFigures, combine_areas
from kinderwerk_stats.sources.library import Library

PEER_COUNT = 6
# How far two areas are apart in a usual figure, in standard deviations: below these they are very alike, and alike.
VERY_ALIKE, ALIKE = 0.5, 1.0
_LEAST_SHOWN = 3
# A figure that fewer of the areas have is not compared.
_LEAST_KNOWN = 0.5
# What two wijken can be alike in, and whether it counts when the user chooses nothing. SES-WOA says income, education
# and work once more, jeugdzorg depends on the help there is, and size is no likeness.
DEFAULT_PEER_INDICATORS = (
    "poverty_person_share",
    "low_income_household_share",
    "bijstand_share",
    "education_low_share",
    "housing_corporation_share",
    "woz_eur",
    "children_0_14_share",
    "household_size",
    "address_density",
)
PEER_INDICATORS = (
    *DEFAULT_PEER_INDICATORS,
    "income_per_person_eur",
    "ses_woa_score",
    "jeugdzorg_share",
    "rented_home_share",
    "bso_distance_km",
    "population_count",
)
# Shares of our own: (counts above, counts below), each summed.
_SHARES = {
    "bijstand_share": (("bijstand_count",), ("population_count",)),
    "education_low_share": (
        ("education_low_count",),
        ("education_low_count", "education_middle_count", "education_high_count"),
    ),
}


@dataclass(frozen=True, eq=False)
class PeerBase:
    """All areas of one kind and year, ready to be compared.

    `values`, `status`: index area codes, a column per indicator of `PEER_INDICATORS` that any file has.
    """

    areas: AreaFigures
    values: pd.DataFrame
    status: pd.DataFrame
    scaled: Scaled


@dataclass(frozen=True)
class PeerArea:
    """One area that resembles the chosen one.

    `distance`: Euclidean, in standard deviations. `figures`, `scores`: indicator -> figure and z-score.
    """

    code: str
    name: str
    gemeente_code: str
    gemeente_name: str
    distance: float
    figures: dict[str, float]
    scores: dict[str, float]

    @property
    def mean_difference(self) -> float:
        """Return how far apart the two are in a usual figure: root mean square, in standard deviations."""
        return self.distance / sqrt(len(self.figures))


@dataclass(frozen=True)
class PeerGroup:
    """The areas that resemble one area most, nearest first.

    `name`, `figures`, `scores`: of the chosen area, in the indicators compared. `indicators`: compared. `absent`:
    indicator -> why it could not be, a status; "NOT_APPLICABLE" where no two areas differ in it. `not_in_files`:
    chosen, but no file has it. `too_few`: indicator -> of how many areas it is known, where that is fewer than half.
    `within`: where was looked: the country, the gemeenten of the files, or one gemeente.
    `compared`: areas looked at; `incomplete`: areas that lack one of the figures; `small`: areas with fewer than 100
    children of 0-14. `sources`: of the figures compared.
    """

    kind: Literal["wijk", "gemeente"]
    code: str
    name: str
    year: int
    within: Literal["land", "bestanden", "gemeente"]
    gemeenten: int
    indicators: tuple[str, ...]
    absent: dict[str, Status]
    too_few: dict[str, int]
    not_in_files: tuple[str, ...]
    figures: dict[str, float]
    scores: dict[str, float]
    peers: tuple[PeerArea, ...]
    compared: int
    incomplete: int
    small: int
    sources: tuple[Source, ...]

    @property
    def shown(self) -> tuple[PeerArea, ...]:
        """Return the peers worth showing: those that are alike, or the three nearest where none is."""
        alike = tuple(peer for peer in self.peers if peer.mean_difference < ALIKE)
        return alike or self.peers[:_LEAST_SHOWN]


def build_peer_base(
    library: Library, year: int, kind: Literal["wijk", "gemeente"], *, invented: bool | None = None
) -> PeerBase:
    """Put the figures of all areas of a year on one scale; made once for all visitors.

    Parameters
    ----------
    library : the files that were read.
    year : of the figures; peers are compared within one year only.
    kind : wijken with wijken, gemeenten with gemeenten.
    invented : compare among the invented or among the real; None: the real where there are any.
    """
    areas = combine_areas(library, year, kind, invented=invented)
    values, status = _add_shares(areas.values, areas.status)
    names = [name for name in PEER_INDICATORS if name in values]
    values, status = values[names], status[names]
    children = areas.values.get("children_0_14_count", pd.Series(np.nan, index=values.index))
    return PeerBase(areas, values, status, scale_figures(values, children >= MIN_CHILDREN_0_14_FOR_PEERS))


def find_peer_areas(
    base: PeerBase, code: str, indicators: Sequence[str] | None = None, count: int = PEER_COUNT
) -> PeerGroup | None:
    """Find the areas that resemble one area most.

    Parameters
    ----------
    base : see `build_peer_base`.
    code : of a wijk or gemeente.
    indicators : names of `PEER_INDICATORS`; None takes the usual ones.
    count : how many at most.

    Returns
    -------
    PeerGroup, or None where the year has no such area. The figures are CBS figures: nothing of the organisation's own
    count, so nothing that is hidden, plays a part.

    Raises
    ------
    ValueError
        For a name that is not in `PEER_INDICATORS`.
    """
    chosen = tuple(dict.fromkeys(DEFAULT_PEER_INDICATORS if indicators is None else indicators))
    unknown = [name for name in chosen if name not in PEER_INDICATORS]
    if unknown:
        raise ValueError(f"indicators has {unknown[0]!r}, which peers are not compared on")
    if code not in base.values.index:
        return None
    areas, scaled = base.areas, base.scaled
    offered = [name for name in chosen if name in scaled.indicators]
    # What only some wijken have, such as those of one file of a gemeente, would leave nobody else to compare with.
    having = {name: scaled.count_known(name) for name in offered}
    large = int(scaled.eligible.sum())
    usable = [name for name in offered if having[name] >= _LEAST_KNOWN * large]
    found = find_peers(scaled, code, count, usable)
    return PeerGroup(
        kind=areas.kind,
        code=code,
        name=_name_of(areas, code),
        year=areas.year,
        within="land" if areas.whole_country else "bestanden" if areas.gemeenten > 1 else "gemeente",
        gemeenten=areas.gemeenten,
        indicators=found.indicators,
        absent=_why_absent(base, found, chosen),
        too_few={name: having[name] for name in offered if name not in usable},
        not_in_files=tuple(name for name in chosen if name not in base.values),
        figures=_figures(base, code, found.indicators),
        scores=_scores(scaled, code, found.indicators),
        peers=tuple(_area_of(base, peer, found.indicators) for peer in found.peers),
        compared=found.compared,
        incomplete=found.incomplete,
        small=int((~scaled.eligible).sum()),
        sources=tuple(dict.fromkeys(source for name in found.indicators for source in _sources(areas, name))),
    )


def _why_absent(base: PeerBase, found: Peers, chosen: Sequence[str]) -> dict[str, Status]:
    """Return why a chosen figure is not compared, of those that any file has."""
    states = {name: _status_of(base, found.code, name) for name in chosen if name in base.status}
    absent = {name: states[name] for name in chosen if name in found.without_figure}
    # What no two areas differ in is there, or CBS has not published it for any.
    flat = [name for name in chosen if name in base.scaled.flat]
    return absent | {name: Status.NOT_APPLICABLE if states[name] == Status.KNOWN else states[name] for name in flat}


def _area_of(base: PeerBase, peer: Peer, indicators: Sequence[str]) -> PeerArea:
    gemeente_code = gemeente_code_of(peer.code)
    return PeerArea(
        code=peer.code,
        name=_name_of(base.areas, peer.code),
        gemeente_code=gemeente_code,
        gemeente_name=base.areas.gemeente_names[gemeente_code],
        distance=peer.distance,
        figures=_figures(base, peer.code, indicators),
        scores=_scores(base.scaled, peer.code, indicators),
    )


def _name_of(areas: AreaFigures, code: str) -> str:
    """Return a name as people say it, among those of its gemeente."""
    beside = {other: name for other, name in areas.names.items() if other.startswith(code[:6])}
    return short_names(beside)[code]


def _status_of(base: PeerBase, code: str, name: str) -> Status:
    return Status(int(base.status[name].to_numpy()[base.scaled.place_of(code)]))


def _figures(base: PeerBase, code: str, names: Sequence[str]) -> dict[str, float]:
    row = base.values.to_numpy()[base.scaled.place_of(code)]
    return {name: float(row[base.values.columns.get_loc(name)]) for name in names}


def _scores(scaled: Scaled, code: str, names: Sequence[str]) -> dict[str, float]:
    row = scaled.scores[scaled.place_of(code)]
    return {name: float(row[scaled.indicators.index(name)]) for name in names}


def _sources(areas: AreaFigures, name: str) -> tuple[Source, ...]:
    """Return the files that a figure comes from; those of all its parts where it is computed."""
    parts = (name,) if name not in _SHARES else tuple(dict.fromkeys(part for side in _SHARES[name] for part in side))
    return tuple(source for part in parts for source in areas.sources.get(part, ()))


def _add_shares(values: pd.DataFrame, status: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures with our own shares; absent for the reason of the first absent part."""
    values, status = values.copy(), status.copy()
    for name, (above, below) in _SHARES.items():
        parts = list(dict.fromkeys((*above, *below)))
        if not set(parts) <= set(values):
            continue
        state = np.zeros(len(status), dtype="int8")
        for part in parts:
            state = np.where(state == Status.KNOWN, status[part].to_numpy(), state)
        total = values[list(below)].sum(axis=1, skipna=False)
        state = np.where((state == Status.KNOWN) & (total <= 0), np.int8(Status.NOT_APPLICABLE), state)
        share = values[list(above)].sum(axis=1, skipna=False) / total.where(total > 0)
        values[name] = share.where(state == Status.KNOWN)
        status[name] = state.astype("int8")
    return values, status
