"""How sure a rank is: the index again and again, with other scales, weights, means and a left-out indicator."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kinderwerk_stats.analysis.composite import (
    Composite,
    Node,
    Normalisation,
    Structure,
    Treatment,
    aggregate,
    drop_node,
    normalise_indicators,
    rank_scores,
    treat_indicators,
)
from kinderwerk_stats.analysis.normalise import RANK_DECIMALS

Matrix = NDArray[np.float64]
Ranks = NDArray[np.int16] | NDArray[np.int32]

DRAWS = 2_000
SEED = 20_240_101
TOP_SHARE = 0.2
# What is above the 5 % and below the 95 % of the draws.
LOW, HIGH = 0.05, 0.95

# All above zero, for the geometric mean; arithmetic ranks are the same as on 0 to 1.
SCALES = (
    Normalisation("percentile", ties="mean", low=1, high=100),
    Normalisation("z", mean=10, sd=2),
    Normalisation("minmax", low=1, high=100),
)
# A z-score of 4.5 below the mean: a geometric mean needs what is above zero.
_FLOOR = 1.0
_BLOCK = 2**17
_PRODUCT = 2**17


@dataclass(frozen=True)
class Variation:
    """What is varied: which scales, how much the weights (1 - noise to 1 + noise), which means, one indicator left out.

    `levels`: which levels have uncertain weights, counted from the parts of the index (1) down; None: all.
    `treatments`: ways to pull in outliers, one per draw; none: the figures as the index has them.
    """

    scales: tuple[Normalisation, ...] = SCALES
    treatments: tuple[Treatment, ...] = ()
    weight_noise: float = 0.25
    levels: tuple[int, ...] | None = None
    geometric: bool = True
    leave_one_out: bool = True
    draws: int = DRAWS
    seed: int = SEED


@dataclass(frozen=True, eq=False)
class RankUncertainty:
    """Ranks over the draws; one row per unit in the order of the values, NaN without index.

    `frame`: `rank_low`, `rank_median`, `rank_high` (5, 50 and 95 % of the draws; low and high are ranks that occur),
    `rank_mean`, `p_top20` (part of the draws in which it is among the top 20 %). `top_count`: how many units that is.
    `ranks`: the rank in each draw, a row per draw and a column per unit with an index, in the order of `frame`.
    """

    frame: pd.DataFrame
    top_count: int
    ranks: Ranks

    @property
    def draws(self) -> int:
        """Return how many draws it rests on."""
        return len(self.ranks)


def count_top(units: int) -> int:
    """Return how many units are the top 20 %: rounded, at least one where there are any.

    >>> [count_top(n) for n in (0, 2, 8, 95)]
    [0, 1, 2, 19]
    """
    return 0 if units == 0 else max(1, int(np.floor(units * TOP_SHARE + 0.5)))


def compute_rank_uncertainty(
    composite: Composite,
    structure: Structure,
    variation: Variation | None = None,
    *,
    reference: pd.DataFrame | None = None,
    low: pd.DataFrame | None = None,
    high: pd.DataFrame | None = None,
) -> RankUncertainty:
    """Rank the units in `variation.draws` versions of the index.

    In each draw: one of the scales; every weight times U(1 - noise, 1 + noise), at every level; an arithmetic or a
    geometric mean at every level; and one indicator of p left out (each with chance 1 / p).

    Parameters
    ----------
    composite, structure : the index and how it is built.
    reference : prepared indicators of the units that the scales are taken from; None: the units themselves.
    low, high : for indicators that are only known between two figures; a draw takes a point between them, the same one
        for every unit and indicator. Same form as `composite.treated`, NaN where the figure is known.

    Returns
    -------
    RankUncertainty. Ranks are among the units that have an index, 1 the highest; equal scores share the lowest number.

    Notes
    -----
    A weighted mean of weighted means is one weighted mean, and its logarithm too, so each draw is a column of
    weights and all draws of one scale are one matrix product. Units that lack the same indicators share their weights.
    Where the left-out indicator is the only one that a unit has, it is kept.
    """
    variation = variation or Variation()
    has_index = composite.index.notna().to_numpy()
    bases = [treat_indicators(composite.prepared, rule)[0] for rule in variation.treatments] or [composite.treated]
    bases = [base[has_index] for base in bases]
    frame = pd.DataFrame(
        np.nan, index=composite.index.index, columns=["rank_low", "rank_median", "rank_high", "rank_mean", "p_top20"]
    )
    count = int(has_index.sum())
    if count == 0:
        return RankUncertainty(frame, 0, np.empty((variation.draws, 0), dtype=np.int16))
    rng = np.random.default_rng(variation.seed)
    draws = variation.draws
    options = [(base, scale) for base in bases for scale in variation.scales]
    scale_of = rng.integers(len(options), size=draws)
    is_geometric = rng.random(draws) < 0.5 if variation.geometric else np.zeros(draws, dtype=bool)
    between = rng.random(draws)
    leaves = structure.root.leaves
    dropped = rng.integers(len(leaves), size=draws) if variation.leave_one_out and len(leaves) > 1 else None
    noise = _draw_noise(structure, variation, rng)
    scales = [_scale(base, structure, scale, reference) for base, scale in options]
    spread = None
    if low is not None and high is not None:
        spread = [_ends(base, low[has_index], high[has_index], structure, scale, reference) for base, scale in options]

    patterns, members = _patterns(composite, structure, has_index)
    scores = np.empty((draws, count))
    for number, (there, usable) in enumerate(patterns):
        rows = np.flatnonzero(members == number)
        weights = _leaf_weights(structure, noise, there, usable, dropped, draws)
        for scale, values in enumerate(scales):
            for geometric in (False, True):
                chosen = np.flatnonzero((scale_of == scale) & (is_geometric == geometric))
                if not chosen.size:
                    continue
                result = _multiply(weights[chosen], _safe(values[rows], geometric=geometric))
                if spread is not None:
                    result += _imprecise(spread[scale], rows, weights[chosen], between[chosen], geometric=geometric)
                scores[np.ix_(chosen, rows) if len(patterns) > 1 else chosen] = result
    ranks = _rank_rows(scores)
    top = count_top(count)
    frame.loc[has_index, :] = _summarise(ranks, top)
    return RankUncertainty(frame, top, ranks)


def mean_rank_change(composite: Composite, structure: Structure, names: tuple[str, ...] | None = None) -> pd.Series:
    """Return per indicator how many places a unit moves on average when it is left out.

    mean |rank without - rank| over the units that have both; the normalised figures stay as they are.

    Parameters
    ----------
    names : which nodes to leave out, one at a time; None: every indicator. A domain goes with its indicators.

    Returns
    -------
    One value per name; NaN where nothing is left to rank. Source: COINr, remove_elements.
    """
    changes = {}
    for name in names or tuple(leaf.name for leaf in structure.root.leaves):
        without = drop_node(structure, name)
        if without is None:
            changes[name] = np.nan
            continue
        scores, _ = aggregate(composite.normalised, without)
        changes[name] = float((rank_scores(scores[without.root.name]) - composite.ranks).abs().mean())
    return pd.Series(changes, name="mean_rank_change", dtype=float)


def _draw_noise(structure: Structure, variation: Variation, rng: np.random.Generator) -> dict[str, Matrix]:
    """Return node -> its weight in each draw."""
    noise: dict[str, Matrix] = {}

    def visit(node: Node, level: int) -> None:
        for part in node.parts:
            factors = rng.uniform(1 - variation.weight_noise, 1 + variation.weight_noise, variation.draws)
            uncertain = variation.levels is None or level in variation.levels
            noise[part.name] = part.weight * (factors if uncertain else np.ones(variation.draws))
            visit(part, level + 1)

    visit(structure.root, 1)
    return noise


def _scale(treated: pd.DataFrame, structure: Structure, scale: Normalisation, reference: pd.DataFrame | None) -> Matrix:
    """Return the indicators on one scale, NaN where absent."""
    return normalise_indicators(treated, _with_scale(structure, scale), reference).to_numpy(float)


def _with_scale(structure: Structure, scale: Normalisation) -> Structure:
    def visit(node: Node) -> Node:
        return replace(node, normalisation=None, parts=tuple(visit(part) for part in node.parts))

    return replace(structure, root=visit(structure.root), normalisation=scale)


def _ends(
    treated: pd.DataFrame,
    low: pd.DataFrame,
    high: pd.DataFrame,
    structure: Structure,
    scale: Normalisation,
    reference: pd.DataFrame | None,
) -> tuple[Matrix, Matrix, Matrix]:
    """Return the scaled figures, and the lowest and highest they can be; equal where they are known."""
    against = treated if reference is None else reference
    return (
        _scale(treated, structure, scale, against),
        _scale(treated.where(low.isna(), low), structure, scale, against),
        _scale(treated.where(high.isna(), high), structure, scale, against),
    )


def _imprecise(
    spread: tuple[Matrix, Matrix, Matrix], rows: NDArray[np.intp], weights: Matrix, between: Matrix, *, geometric: bool
) -> Matrix:
    """Return what a point between two figures adds to the scores, per draw and unit."""
    middle, low, high = (_safe(part[rows], geometric=geometric) for part in spread)
    added = np.zeros((len(between), len(rows)))
    for column in np.flatnonzero((low != high).any(axis=0)):
        units = np.flatnonzero(low[:, column] != high[:, column])
        points = low[units, column] + between[:, None] * (high[units, column] - low[units, column])
        added[:, units] += weights[:, [column]] * (points - middle[units, column])
    return added


def _multiply(weights: Matrix, values: Matrix) -> Matrix:
    """Return weights @ values.T, in pieces that one thread computes: waking more takes longer than they save."""
    step = max(1, _PRODUCT // (len(values) * weights.shape[1]))
    return np.concatenate([weights[at : at + step] @ values.T for at in range(0, len(weights), step)])


def _safe(values: Matrix, *, geometric: bool) -> Matrix:
    """Return values for a weighted mean: logarithms for a geometric one, and 0 for what has no weight."""
    filled = np.nan_to_num(values, nan=_FLOOR)
    return np.log(np.maximum(filled, _FLOOR)) if geometric else filled


def _patterns(
    composite: Composite, structure: Structure, has_index: NDArray[np.bool_]
) -> tuple[list[tuple[NDArray[np.bool_], dict[str, bool]]], NDArray[np.intp]]:
    """Return the different combinations of figures that units have, and which one each unit has.

    A combination: which indicators are there, and which scores.
    """
    leaves = [leaf.name for leaf in structure.root.leaves]
    nodes = list(composite.scores.columns)
    there = composite.normalised.loc[has_index, leaves].notna().to_numpy()
    scored = composite.scores.loc[has_index, nodes].notna().to_numpy()
    unique, members = np.unique(np.hstack([there, scored]), axis=0, return_inverse=True)
    found = [(row[: len(leaves)], dict(zip(nodes, row[len(leaves) :].tolist(), strict=True))) for row in unique]
    return found, members.reshape(-1)


def _leaf_weights(
    structure: Structure,
    noise: dict[str, Matrix],
    there: NDArray[np.bool_],
    usable: dict[str, bool],
    dropped: NDArray[np.intp] | None,
    draws: int,
) -> Matrix:
    """Return the weight of each indicator in the index, a row per draw; 1 together, 0 for what is not used."""
    leaves = structure.root.leaves
    position = {leaf.name: number for number, leaf in enumerate(leaves)}
    present = np.tile(there, (draws, 1))
    if dropped is not None:
        present[np.arange(draws), dropped] = False
        # An index of nothing is none: there the left-out indicator stays.
        present[~present.any(axis=1)] = there

    def spread_over(node: Node) -> tuple[Matrix, NDArray[np.bool_]]:
        """Return the weights below a node (1 together), and in which draws it has a score."""
        weights = np.zeros((draws, len(leaves)))
        if not node.parts:
            weights[:, position[node.name]] = 1.0
            return weights, present[:, position[node.name]]
        total = np.zeros(draws)
        for part in node.parts:
            below, has_score = spread_over(part)
            own = np.where(has_score, noise[part.name], 0.0)
            weights += own[:, None] * below
            total += own
        scored = (total > 0) & usable[node.name]
        weights /= np.where(total > 0, total, 1.0)[:, None]
        return weights, scored

    weights, scored = spread_over(structure.root)
    if not scored.all():
        # Leaving one out took the last score that counts: those draws keep every indicator.
        kept = _leaf_weights(structure, noise, there, usable, None, draws)
        weights = np.where(scored[:, None], weights, kept)
    return weights


def _rank_rows(scores: Matrix) -> Ranks:
    """Return ranks per row, 1 the highest; equal to 6 decimals shares the lowest number."""
    ranks = np.empty(scores.shape, dtype=np.int16 if scores.shape[1] < 2**15 else np.int32)
    # So many rows at once that they stay in the cache.
    step = max(1, _BLOCK // scores.shape[1])
    for start in range(0, len(scores), step):
        ranks[start : start + step] = _rank_block(scores[start : start + step])
    return ranks


def _rank_block(scores: Matrix) -> NDArray[np.int32]:
    draws, count = scores.shape
    keys = np.rint(scores * -(10.0**RANK_DECIMALS)).astype(np.int64)
    keys -= keys.min(axis=1, keepdims=True)
    # One sort of key and position together is much faster than a sort of positions.
    bits = max(1, int(count - 1).bit_length())
    keys <<= bits
    keys |= np.arange(count)
    keys.sort(axis=1)
    places = keys & ((1 << bits) - 1)
    keys >>= bits
    starts = np.zeros((draws, count), dtype=np.int32)
    new = keys[:, 1:] != keys[:, :-1]
    starts[:, 1:] = np.where(new, np.arange(1, count, dtype=np.int32), 0)
    np.maximum.accumulate(starts, axis=1, out=starts)
    ranks = np.empty((draws, count), dtype=np.int32)
    np.put_along_axis(ranks, places, starts + 1, axis=1)
    return ranks


def _summarise(ranks: Ranks, top: int) -> Matrix:
    """Return 5, 50 and 95 %, the mean, and the part of the draws in the top, a row per unit."""
    draws = len(ranks)
    p_top = (ranks <= top).mean(axis=0)
    mean = ranks.mean(axis=0)
    ordered = np.sort(np.ascontiguousarray(ranks.T), axis=1, kind="stable")
    low = ordered[:, int(np.floor(LOW * (draws - 1)))]
    high = ordered[:, int(np.ceil(HIGH * (draws - 1)))]
    median = (ordered[:, (draws - 1) // 2] + ordered[:, draws // 2].astype(float)) / 2
    return np.column_stack([low, median, high, mean, p_top])
