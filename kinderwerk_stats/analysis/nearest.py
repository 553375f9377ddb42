"""Which areas resemble one area most, on figures that the reader can see and choose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

MIN_CHILDREN_0_14_FOR_PEERS = 100


@dataclass(frozen=True, eq=False)
class Scaled:
    """Figures of many areas on one scale.

    `codes`: the areas, in the order given. `scores`: z-scores, a row per area, a column per indicator of
    `indicators`, NaN where there is no figure. `eligible`: which areas may be a peer; means and standard deviations
    are theirs. `flat`: indicators that are left out because no two areas differ in them. `places`: code -> row;
    `ranks`: the place of each area in code order.
    """

    codes: pd.Index
    indicators: tuple[str, ...]
    scores: np.ndarray
    eligible: np.ndarray
    flat: tuple[str, ...]
    places: Mapping[str, int]
    ranks: np.ndarray

    def place_of(self, code: str) -> int:
        """Return the row of an area.

        Raises
        ------
        ValueError
            When it is not among the areas.
        """
        if code not in self.places:
            raise ValueError(f"{code} is not among the areas")
        return self.places[code]

    def count_known(self, indicator: str) -> int:
        """Return how many eligible areas have a figure."""
        column = self.scores[:, self.indicators.index(indicator)]
        return int((~np.isnan(column) & self.eligible).sum())


@dataclass(frozen=True)
class Peer:
    """An area that resembles the chosen one.

    `distance`: Euclidean, in standard deviations. `differences`: indicator -> z-score of the peer minus that of the
    chosen area.
    """

    code: str
    distance: float
    differences: dict[str, float]


@dataclass(frozen=True)
class Peers:
    """The areas that resemble one area most, nearest first, equal distances by code.

    `indicators`: the ones compared; `without_figure`: those that the chosen area itself does not have; `flat`: those
    in which no two areas differ. `compared`: how many areas were looked at, `incomplete`: how many more lack one of
    `indicators` and could not be.
    """

    code: str
    peers: tuple[Peer, ...]
    indicators: tuple[str, ...]
    without_figure: tuple[str, ...]
    flat: tuple[str, ...]
    compared: int
    incomplete: int


def scale_figures(figures: pd.DataFrame, eligible: pd.Series) -> Scaled:
    """Put figures on one scale: z = (x - mean) / standard deviation, both of the eligible areas.

    Parameters
    ----------
    figures : index area codes (unique), a column per indicator; NaN where there is no figure.
    eligible : bool, same index: the areas large enough to be compared.

    Returns
    -------
    Scaled. The unit of a figure does not matter. An indicator in which no two eligible areas differ is left out.

    Raises
    ------
    ValueError
        When an area stands there twice, or the index of `eligible` differs.
    """
    if not figures.index.is_unique:
        raise ValueError("figures has an area more than once")
    if not eligible.index.equals(figures.index):
        raise ValueError("eligible has another index than figures")
    values, mask = figures.to_numpy(float), eligible.to_numpy(bool)
    known = ~np.isnan(values) & mask[:, None]
    count = known.sum(axis=0)
    some = np.maximum(count, 1)
    mean = np.where(known, values, 0.0).sum(axis=0) / some
    centred = values - mean
    spread = np.sqrt(np.where(known, centred**2, 0.0).sum(axis=0) / some)
    # What floats leave of a column of equal figures is no spread.
    varies = (count > 1) & (spread > 1e-9 * np.maximum(np.abs(mean), 1e-300))
    names = [str(name) for name in figures.columns]
    return Scaled(
        codes=figures.index,
        indicators=tuple(name for name, keep in zip(names, varies, strict=True) if keep),
        scores=centred[:, varies] / spread[varies],
        eligible=mask,
        flat=tuple(name for name, keep in zip(names, varies, strict=True) if not keep),
        places={str(code): row for row, code in enumerate(figures.index)},
        ranks=np.argsort(np.argsort(figures.index.to_numpy(str), kind="stable"), kind="stable"),
    )


def find_peers(scaled: Scaled, code: str, count: int = 10, indicators: Sequence[str] | None = None) -> Peers:
    """Find the areas nearest to one area.

    distance = sqrt(sum over indicators (z_peer - z_own)^2)

    Parameters
    ----------
    scaled : see `scale_figures`.
    code : the chosen area; need not be eligible itself.
    count : how many at most.
    indicators : a choice of `scaled.indicators`; None takes all.

    Returns
    -------
    Peers. Compared are the indicators that the chosen area has, with the eligible areas that have all of them: a
    missing figure is never filled in, and never makes an area look nearer. Without any indicator there are no peers.

    Raises
    ------
    ValueError
        When the area or an indicator is not in `scaled`.

    Examples
    --------
    >>> figures = pd.DataFrame({"huur": [0.5, 0.6, 0.9], "woz": [300.0, 310, 200]}, index=["WK1", "WK2", "WK3"])
    >>> found = find_peers(scale_figures(figures, pd.Series(True, index=figures.index)), "WK1")
    >>> [peer.code for peer in found.peers]
    ['WK2', 'WK3']
    """
    place = scaled.place_of(code)
    columns = [scaled.indicators.index(name) for name in (scaled.indicators if indicators is None else indicators)]
    own = scaled.scores[place, columns]
    has = ~np.isnan(own)
    chosen = [column for column, there in zip(columns, has, strict=True) if there]
    names = tuple(scaled.indicators[column] for column in chosen)
    differences = scaled.scores[:, chosen] - own[has]
    squared = np.square(differences).sum(axis=1)
    candidate = scaled.eligible.copy()
    candidate[place] = False
    complete = candidate & ~np.isnan(squared)
    order = np.flatnonzero(complete)
    # Rounded, so that floats do not decide between equal distances; then by code.
    nearest = np.lexsort((scaled.ranks[order], np.round(squared[order], 9)))[: count if names else 0]
    return Peers(
        code=code,
        peers=tuple(
            Peer(
                str(scaled.codes[row]),
                float(np.sqrt(squared[row])),
                dict(zip(names, differences[row].tolist(), strict=True)),
            )
            for row in order[nearest]
        ),
        indicators=names,
        without_figure=tuple(scaled.indicators[c] for c, there in zip(columns, has, strict=True) if not there),
        flat=scaled.flat,
        compared=len(order) if names else 0,
        incomplete=int(candidate.sum() - complete.sum()),
    )
