"""Figures of an old division into wijken, spread over the new one by the addresses they share (METHOD 1.7)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

# Below this share of its addresses from one old wijk, a new wijk is another wijk: its change means nothing.
MIN_MAIN_SHARE_FOR_CHANGE = 0.9


@dataclass(frozen=True, eq=False)
class Reallocation:
    """How addresses went from old wijken to new ones.

    `weights`: a row per pair, columns `old_wijk`, `new_wijk`, `addresses` (shared by both), `weight` (their part of
    the old wijk's shared addresses; sums to 1 per old wijk). `main`: new wijk -> the old wijk that most of its
    addresses come from; `main_share`: their part, 0-1.
    """

    weights: pd.DataFrame
    main: dict[str, str]
    main_share: dict[str, float]

    def may_show_change(self, new_wijk: str) -> bool:
        """Return whether the new wijk is near enough to one old wijk for a change figure."""
        return self.main_share.get(new_wijk, 0.0) >= MIN_MAIN_SHARE_FOR_CHANGE


def compute_reallocation(old_wijk: pd.Series, new_wijk: pd.Series) -> Reallocation:
    """Compute the weights from the addresses that are in both years.

    w(old, new) = addresses in both / addresses of old that are in any new wijk

    Parameters
    ----------
    old_wijk, new_wijk : wijk code per address, index the address (unique in each); the two may hold other addresses:
        homes that were built or pulled down since are left out.

    Returns
    -------
    Reallocation, pairs in code order.

    Raises
    ------
    ValueError
        When an address stands there twice.

    Examples
    --------
    >>> old = pd.Series(["WK1", "WK1", "WK1", "WK2"], index=list("abcd"))
    >>> new = pd.Series(["WK1", "WK1", "WK3", "WK3"], index=list("abcd"))
    >>> compute_reallocation(old, new).weights["weight"].round(3).tolist()
    [0.667, 0.333, 1.0]
    """
    for name, series in (("old_wijk", old_wijk), ("new_wijk", new_wijk)):
        if not series.index.is_unique:
            raise ValueError(f"{name} has an address more than once")
    both = pd.DataFrame({"old_wijk": old_wijk, "new_wijk": new_wijk.reindex(old_wijk.index)}).dropna()
    return weigh(both.groupby(["old_wijk", "new_wijk"], observed=True).size())


def weigh(shared: pd.Series) -> Reallocation:
    """Return the weights from the number of shared addresses, indexed by (old wijk, new wijk)."""
    pairs = shared[shared > 0].sort_index().rename("addresses").reset_index()
    pairs.columns = pd.Index(["old_wijk", "new_wijk", "addresses"])
    pairs["weight"] = pairs["addresses"] / pairs.groupby("old_wijk")["addresses"].transform("sum")
    part = pairs["addresses"] / pairs.groupby("new_wijk")["addresses"].transform("sum")
    largest = pairs.assign(part=part).sort_values(["new_wijk", "part", "old_wijk"], ascending=[True, False, True])
    first = largest.drop_duplicates("new_wijk")
    return Reallocation(
        weights=pairs,
        main=dict(zip(first["new_wijk"], first["old_wijk"], strict=True)),
        main_share=dict(zip(first["new_wijk"], first["part"].astype(float), strict=True)),
    )


def reallocate_amounts(amounts: pd.DataFrame, reallocation: Reallocation) -> pd.DataFrame:
    """Spread amounts of old wijken over new ones: new = sum over old of amount x weight.

    Parameters
    ----------
    amounts : index old wijk codes, a column per amount that can be added up (children, fte, reached); NaN where
        there is no figure or where it is hidden. Rates are computed again from the result, never spread.
    reallocation : see `compute_reallocation`.

    Returns
    -------
    DataFrame, one row per new wijk in code order, same columns. NaN where one old wijk that gives addresses has no
    figure: a missing part is not zero, and a hidden one stays hidden.
    """
    pairs = reallocation.weights
    parts = amounts.reindex(pairs["old_wijk"]).to_numpy(float) * pairs["weight"].to_numpy(float)[:, None]
    new, order = np.unique(pairs["new_wijk"].to_numpy(str), return_inverse=True)
    result = np.zeros((len(new), parts.shape[1]))
    np.add.at(result, order, parts)
    return pd.DataFrame(result, index=pd.Index(new, name="wijk_code"), columns=amounts.columns)


def reallocate_means(means: pd.DataFrame, children: pd.Series, reallocation: Reallocation) -> pd.DataFrame:
    """Give new wijken the children-weighted mean of old figures that cannot be added up (shares, incomes).

    new = sum(m n w) / sum(n w) over the old wijken with children; NaN where one of them has no figure.
    """
    pairs = reallocation.weights
    weight = children.reindex(pairs["old_wijk"]).to_numpy(float) * pairs["weight"].to_numpy(float)
    parts = np.where(weight[:, None] == 0, 0.0, means.reindex(pairs["old_wijk"]).to_numpy(float) * weight[:, None])
    new, order = np.unique(pairs["new_wijk"].to_numpy(str), return_inverse=True)
    total, whole = np.zeros((len(new), parts.shape[1])), np.zeros(len(new))
    np.add.at(total, order, parts)
    np.add.at(whole, order, weight)
    with np.errstate(invalid="ignore", divide="ignore"):
        result = total / whole[:, None]
    return pd.DataFrame(result, index=pd.Index(new, name="wijk_code"), columns=means.columns)
