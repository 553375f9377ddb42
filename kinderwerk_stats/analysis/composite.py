"""Any composite index: treat, normalise, weight, aggregate, rank (OECD/JRC Handbook 2008; COINr)."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kinderwerk_stats.analysis.composite_structure import (
    Aggregation,
    Node,
    Normalisation,
    Structure,
    Treatment,
)
from kinderwerk_stats.analysis.normalise import RANK_DECIMALS, Column, normalise, rank_values, treat

__all__ = ["Aggregation", "Composite", "Node", "Normalisation", "Structure", "Treatment", "aggregate",
           "compute_composite", "drop_node", "normalise_indicators", "rank_scores", "treat_indicators"]  # fmt: skip

_TRANSFORMS: dict[str, Callable[[Column], Column]] = {"log10": np.log10, "log": np.log}


@dataclass(frozen=True, eq=False)
class Composite:
    """An index with everything that led to it; every frame has one row per unit, in the order given.

    `prepared`: indicators after denominator, transform and imputation; `treated`: after the outliers;
    `normalised`: on the common scale, more is more of the index. `scores`: one column per aggregate, the index among
    them; `renormalised`: those aggregates that are put on a scale again. `index`: the score of the root.
    `ranks`: 1 is the highest index, equal ones share the lowest number, NaN without index.
    `winsorised`: indicator -> how many steps its outermost values were pulled in.
    """

    prepared: pd.DataFrame
    treated: pd.DataFrame
    normalised: pd.DataFrame
    scores: pd.DataFrame
    renormalised: pd.DataFrame
    index: pd.Series
    ranks: pd.Series
    winsorised: dict[str, int] = field(default_factory=dict)


def compute_composite(
    values: pd.DataFrame,
    structure: Structure,
    *,
    reference: pd.DataFrame | None = None,
    groups: pd.Series | None = None,
) -> Composite:
    """Compute a composite index and every stage of it.

    x -> x / denominator -> log -> (imputed) -> (outliers pulled in) -> normalised -> weighted mean of the parts, level
    by level -> rank of the index rounded to 6 decimals

    Parameters
    ----------
    values : one row per unit; a column per indicator and per denominator, NaN where absent.
    structure : the tree and the rules.
    reference : the units that the scales are taken from, same columns; None: `values` themselves. Nothing is imputed
        or treated in it.
    groups : the group of each unit, for imputation with the mean of the group.

    Returns
    -------
    Composite, rows as in `values`.

    Raises
    ------
    ValueError
        When a column is absent, or a geometric or harmonic mean meets a value that is not above zero.

    Notes
    -----
    A missing figure is never taken as zero: a score is the mean of what is there, if that has at least
    `structure.min_weight_share` of the weight. The index needs all domains but `structure.max_missing_domains`.
    A sum with missing parts is scaled up to the full weight.

    Examples
    --------
    >>> root = Node("index", (Node("arm"), Node("werk", direction=-1)))
    >>> found = compute_composite(pd.DataFrame({"arm": [1, 2, 3], "werk": [9, 5, 1]}, index=list("abc")),
    ...                           Structure(root))
    >>> found.index.tolist(), found.ranks.tolist()
    ([0.0, 0.5, 1.0], [3.0, 2.0, 1.0])
    """
    _require_columns(values, structure)
    leaves = structure.root.leaves
    prepared = _impute(_prepare(values, leaves), structure, groups)
    treated = prepared
    winsorised: dict[str, int] = {}
    if structure.treatment is not None:
        treated, winsorised = treat_indicators(prepared, structure.treatment)
    against = None if reference is None else _prepare(reference, leaves)
    normalised = normalise_indicators(treated, structure, against)
    scores, renormalised = aggregate(normalised, structure)
    index = scores[structure.root.name]
    return Composite(prepared, treated, normalised, scores, renormalised, index, rank_scores(index), winsorised)


def treat_indicators(prepared: pd.DataFrame, rule: Treatment) -> tuple[pd.DataFrame, dict[str, int]]:
    """Pull in the outliers of every column; return the columns, and how many steps each that changed took."""
    done = {str(name): treat(column.to_numpy(float), rule) for name, column in prepared.items()}
    treated = pd.DataFrame({name: column for name, (column, _) in done.items()}, index=prepared.index)
    return treated, {name: steps for name, (_, steps) in done.items() if steps}


def normalise_indicators(
    prepared: pd.DataFrame, structure: Structure, reference: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Put prepared indicators on their scales; a column per leaf."""
    columns = {
        leaf.name: normalise(
            prepared[leaf.name].to_numpy(float),
            structure.normalisation_of(leaf),
            direction=leaf.direction,
            goalposts=leaf.goalposts,
            reference=None if reference is None else reference[leaf.name].to_numpy(float),
        )
        for leaf in structure.root.leaves
    }
    return pd.DataFrame(columns, index=prepared.index)


def aggregate(normalised: pd.DataFrame, structure: Structure) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Aggregate level by level; return the scores per aggregate, and those put on a scale again."""
    scores: dict[str, Column] = {}
    renormalised: dict[str, Column] = {}

    def score(node: Node) -> Column:
        if not node.parts:
            return normalised[node.name].to_numpy(float)
        parts = np.column_stack([score(part) for part in node.parts])
        weights = np.array([part.weight for part in node.parts])
        missing = structure.max_missing_domains if node is structure.root else None
        result = combine(parts, weights, structure.aggregation_of(node), structure.min_weight_share, missing)
        scores[node.name] = result
        if node.renormalise is None:
            return result
        rounded = np.round(result, RANK_DECIMALS + 2)
        renormalised[node.name] = normalise(rounded, node.renormalise, direction=node.direction)
        return renormalised[node.name] if node.pass_on else result

    score(structure.root)
    order = [node.name for node in structure.root.walk() if node.parts]
    return (
        pd.DataFrame({name: scores[name] for name in order}, index=normalised.index),
        pd.DataFrame({name: renormalised[name] for name in order if name in renormalised}, index=normalised.index),
    )


def combine(
    parts: NDArray[np.float64],
    weights: Column,
    method: Aggregation,
    min_weight_share: float = 0.5,
    max_missing: int | None = None,
) -> Column:
    """Put the parts of one score together, a row per unit and a column per part; see `compute_composite`.

    arithmetic: sum(w x) / sum(w); geometric: exp(sum(w ln x) / sum(w)); harmonic: sum(w) / sum(w / x);
    sum: sum(w x); each over the parts that are there.
    """
    counts = weights > 0
    parts, weights = parts[:, counts], weights[counts]
    there = ~np.isnan(parts)
    if method in ("geometric", "harmonic") and (parts[there] <= 0).any():
        raise ValueError(f"a {method} mean needs values above zero")
    present = there @ weights
    total = weights.sum()
    enough = present >= (min_weight_share - 1e-9) * total
    if max_missing is not None:
        enough &= (~there).sum(axis=1) <= max_missing
    enough &= present > 0
    if method == "geometric":
        parts = np.log(parts)
    elif method == "harmonic":
        parts = 1 / parts
    weighted = np.where(there, parts, 0.0) @ weights
    with np.errstate(divide="ignore", invalid="ignore"):
        if method == "sum":
            result = weighted * (total / present)
        elif method == "harmonic":
            result = present / weighted
        else:
            result = weighted / present
    if method == "geometric":
        result = np.exp(result)
    return np.where(enough, result, np.nan)


def rank_scores(scores: pd.Series) -> pd.Series:
    """Return ranks, 1 for the highest score; scores equal to 6 decimals share the lowest number, NaN has none."""
    ranks = rank_values(-np.round(scores.to_numpy(float), RANK_DECIMALS))
    return pd.Series(ranks, index=scores.index, name="rank")


def drop_node(structure: Structure, name: str) -> Structure | None:
    """Return the structure without a node; what is left without parts goes too. None when nothing is left."""

    def without(node: Node) -> Node | None:
        if node.name == name:
            return None
        if not node.parts:
            return node
        parts = tuple(kept for kept in map(without, node.parts) if kept is not None)
        return replace(node, parts=parts) if parts and sum(part.weight for part in parts) > 0 else None

    root = without(structure.root)
    return None if root is None else replace(structure, root=root)


def _require_columns(values: pd.DataFrame, structure: Structure) -> None:
    wanted = [n for leaf in structure.root.leaves for n in (leaf.name, leaf.denominator) if n is not None]
    absent = [name for name in dict.fromkeys(wanted) if name not in values]
    if absent:
        raise ValueError(f"values has no column {absent}")


def _prepare(values: pd.DataFrame, leaves: tuple[Node, ...]) -> pd.DataFrame:
    """Divide by denominators and take logs; what cannot be divided or logged is missing."""
    columns = {}
    for leaf in leaves:
        x = values[leaf.name].to_numpy(float)
        with np.errstate(divide="ignore", invalid="ignore"):
            if leaf.denominator is not None:
                x = x / values[leaf.denominator].to_numpy(float)
            if leaf.transform != "none":
                x = _TRANSFORMS[leaf.transform](x)
        columns[leaf.name] = np.where(np.isfinite(x), x, np.nan)
    return pd.DataFrame(columns, index=values.index)


def _impute(prepared: pd.DataFrame, structure: Structure, groups: pd.Series | None) -> pd.DataFrame:
    if structure.imputation == "none":
        return prepared
    if structure.imputation == "group_mean":
        if groups is None:
            raise ValueError("imputation with the mean of the group needs groups")
        return prepared.fillna(prepared.groupby(groups.to_numpy()).transform("mean"))
    return prepared.fillna(prepared.mean() if structure.imputation == "mean" else prepared.median())
